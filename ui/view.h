#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"
#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_VIEW (unroll_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (UnrollView, unroll_view, UNROLL, VIEW, UnrollPart)

/**
 * UnrollView:
 *
 * A widget that shows a painter's picture.  The picture is recorded once and
 * kept until the data, the look or the size changes; what is under the pointer,
 * under the keyboard's cursor and selected is drawn over it.  Pointing gives a
 * tooltip that stays true while training runs, a click or Enter activates, the
 * arrow keys move the cursor.
 *
 * A subclass says how, with @area the whole widget, and what it watches
 * (unroll_view_watch, in its init).
 */
struct _UnrollViewClass
{
  UnrollPartClass parent_class;

  /* 1 << kind of each target that this picture may show. */
  guint           kinds;

  void        (*paint)     (UnrollView        *self,
                            cairo_t           *cr,
                            PaintRect          area,
                            const PaintTheme  *theme);
  PaintTarget (*pick)      (UnrollView        *self,
                            PaintRect          area,
                            const PaintTheme  *theme,
                            double             x,
                            double             y);
  /* Where @target is seen; empty if it is not. */
  PaintRect   (*target_rect) (UnrollView        *self,
                              PaintRect          area,
                              const PaintTheme  *theme,
                              const PaintTarget *target);
  void        (*highlight) (UnrollView        *self,
                            cairo_t           *cr,
                            PaintRect          area,
                            const PaintTheme  *theme,
                            const PaintTarget *target,
                            gboolean           selected);
  /* From NONE: where the cursor begins.  NONE at an edge. */
  PaintTarget (*move)      (UnrollView        *self,
                            PaintRect          area,
                            const PaintTheme  *theme,
                            const PaintTarget *target,
                            PaintMove          move);
  /* The numbers of @target in full, or, when it is NULL, the picture in a
   * sentence or two (transfer full, may be NULL). */
  char       *(*describe)  (UnrollView        *self,
                            const PaintTarget *target);

  /* May be NULL: */
  /* Before data that became another is drawn. */
  void        (*changed)   (UnrollView        *self);
  void        (*activate)  (UnrollView        *self,
                            const PaintTarget *target);
};

/* For measuring; up to date. */
const PaintTheme *unroll_view_get_theme  (UnrollView *self);
/* Draws anew whenever @property of the view state changes. */
void              unroll_view_watch      (UnrollView *self,
                                          const char *property);
/* The data is another: draws anew. */
void              unroll_view_invalidate (UnrollView *self);

G_END_DECLS
