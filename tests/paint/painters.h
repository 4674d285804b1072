#pragma once

#include "core/frame.h"
#include "core/series.h"
#include "ui/paint/export.h"
#include "ui/paint/target.h"

/* The cards' painters behind one face, so that what holds for all of them is
 * tested once. */
typedef struct
{
  const char *name;
  void        (*draw)        (cairo_t           *cr,
                              PaintRect          area,
                              const PaintTheme  *theme,
                              gconstpointer      data);
  void        (*highlight)   (cairo_t           *cr,
                              PaintRect          area,
                              const PaintTheme  *theme,
                              gconstpointer      data,
                              const PaintTarget *target,
                              gboolean           selected);
  PaintTarget (*pick)        (PaintRect          area,
                              const PaintTheme  *theme,
                              gconstpointer      data,
                              double             x,
                              double             y);
  PaintRect   (*target_rect) (PaintRect          area,
                              const PaintTheme  *theme,
                              gconstpointer      data,
                              const PaintTarget *target);
  PaintTarget (*move)        (PaintRect          area,
                              const PaintTheme  *theme,
                              gconstpointer      data,
                              const PaintTarget *target,
                              PaintMove          move);
  char       *(*describe)    (gconstpointer      data,
                              const PaintTarget *target);
} TestPainter;

/* One moment of a run, as each painter takes it. */
typedef struct _TestMoment TestMoment;

TestMoment        *test_moment_new   (const char       *settings,
                                      guint32           epochs,
                                      guint32           known,
                                      const char       *text);
/* Without a frame, as before the first one. */
TestMoment        *test_moment_new_empty (void);
void               test_moment_free  (TestMoment       *moment);
/* To be changed only before it is drawn. */
RnnFrame          *test_moment_frame (TestMoment       *moment);
RnnSeries         *test_moment_series (TestMoment      *moment);
/* Painter number @i and its data; NULL after the last. */
const TestPainter *test_painter      (const TestMoment *moment,
                                      guint             i,
                                      gconstpointer    *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestMoment, test_moment_free)
