#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"
#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_VIEW (unroll_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (UnrollView, unroll_view, UNROLL, VIEW, UnrollPart)

/* How much there is to see, and what of it is in sight. */
typedef struct
{
  gsize first;
  gsize n_visible;
  gsize n_total;
} UnrollExtent;

typedef struct _UnrollPicture UnrollPicture;

/**
 * UnrollView:
 *
 * A widget that shows a painter's picture.  The picture is recorded once and
 * kept until the data, the look or the size changes; what is under the pointer,
 * under the keyboard's cursor and selected is drawn over it.  Pointing gives a
 * tooltip that stays true while training runs, the arrow keys move the cursor; a
 * click or Enter inspects what is one number, and activates.
 *
 * A subclass says how, mostly by UNROLL_DEFINE_PAINTER, and what it watches
 * (unroll_view_watch, in its init).  @area is the widget without its scrollbar.
 */
struct _UnrollViewClass
{
  UnrollPartClass parent_class;

  /* 1 << kind of each target that this picture may show. */
  guint           kinds;
  /* At text scale 1: below the least nothing can be read. */
  double          least_width, least_height;
  double          natural_width, natural_height;
  /* Which way it scrolls, if it does. */
  GtkOrientation  scrolling;
  /* A press may become a drag, when a gesture of the subclass claims it: a click
   * activates only once the button is let go. */
  gboolean        draggable;
  /* A click or Enter activates, and looks into nothing. */
  gboolean        inspects_nothing;

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
  /* As paint, but where the picture stands alone (UnrollPicture), when the window
   * says a part of it in other widgets; @area is what that leaves of it. */
  void        (*paint_alone) (UnrollView       *self,
                              cairo_t          *cr,
                              PaintRect        *area,
                              const PaintTheme *theme);
  /* Completes what the heading says there. */
  void        (*introduce) (UnrollView         *self,
                            UnrollPicture      *picture);
  void        (*activate)  (UnrollView        *self,
                            const PaintTarget *target);
  /* What moves over the picture, at @progress from 0 to 1; all of it is within
   * motion_rect. */
  void        (*paint_motion) (UnrollView       *self,
                               cairo_t          *cr,
                               PaintRect         area,
                               const PaintTheme *theme,
                               double            progress);
  PaintRect   (*motion_rect) (UnrollView        *self,
                              PaintRect          area,
                              const PaintTheme  *theme);
  /* What stands for @target in other pictures, where it has another name. */
  PaintTarget (*share)     (UnrollView        *self,
                            const PaintTarget *target);
  /* Of the things of which not all may be in sight. */
  UnrollExtent (*extent)   (UnrollView        *self,
                            PaintRect          area,
                            const PaintTheme  *theme);
  /* The first thing to be in sight so that @target is; of some, with @target
   * NULL: so that what matters most is. */
  gsize       (*reveal)    (UnrollView        *self,
                            PaintRect          area,
                            const PaintTheme  *theme,
                            const PaintTarget *target);
};

/* For measuring; up to date. */
const PaintTheme *unroll_view_get_theme  (UnrollView *self);
/* Where the scrollbar stands: the first thing that should be in sight. */
gsize             unroll_view_get_first  (UnrollView *self);
/* Scrolls as little as brings @target into sight. */
void              unroll_view_reveal     (UnrollView        *self,
                                          const PaintTarget *target);
/* Draws anew whenever @property of the view state changes. */
void              unroll_view_watch      (UnrollView *self,
                                          const char *property);
/* How far what moves over the picture has come; 1: nothing moves.  The picture
 * is not drawn anew. */
void              unroll_view_set_progress (UnrollView *self,
                                            double      progress);
/* The picture alone is another, and nothing that is told of it. */
void              unroll_view_repaint    (UnrollView *self);
/* The data is another: draws anew. */
void              unroll_view_invalidate (UnrollView *self);
/* So much another that targets of before mean something else: drops the cursor
 * and what is under the pointer. */
void              unroll_view_forget_targets (UnrollView *self);

G_END_DECLS
