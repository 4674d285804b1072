#pragma once

#include "core/eigenvalues.h"
#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* Eigenvalues of a matrix in the complex plane, with the unit circle: what is
 * inside shrinks with every multiplication, what is outside grows.  The scale
 * shows all of them, so that the circle is small where they are large. */
void      paint_spectrum      (cairo_t           *cr,
                               PaintRect          area,
                               const RnnComplex  *values,
                               guint              n,
                               const PaintTheme  *theme);
/* Where number @i is seen, to be marked. */
PaintRect paint_spectrum_rect (PaintRect          area,
                               const RnnComplex  *values,
                               guint              n,
                               guint              i,
                               const PaintTheme  *theme);
/* The one at a point or next to it; @n: none. */
guint     paint_spectrum_pick (PaintRect          area,
                               const RnnComplex  *values,
                               guint              n,
                               const PaintTheme  *theme,
                               double             x,
                               double             y);

G_END_DECLS
