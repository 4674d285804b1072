#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

#define PAINT_MAX_DASHES 4

/**
 * PaintLook:
 *
 * In which colour and dashes a run's curve is drawn while another is shown:
 * sixteen ways to tell them apart, the first of which are solid lines.
 */
typedef struct
{
  PaintColorName color;
  guint          n_dashes;    /* 0: solid */
  double         dashes[PAINT_MAX_DASHES];
} PaintLook;

PaintLook paint_look        (guint             number);
/* A piece of the line in the middle of @area, for lists; @shown: as the shown
 * run's two curves are drawn. */
void      paint_look_sample (cairo_t          *cr,
                             PaintRect         area,
                             guint             number,
                             gboolean          shown,
                             const PaintTheme *theme);

G_END_DECLS
