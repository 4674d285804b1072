#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintNetworkData:
 *
 * What the stage shows.  With one time step: the samples side by side; else the
 * frame's traced sample unrolled through time; or either folded.  Steps or
 * samples for which there is no room are reached by scrolling.
 */
typedef struct
{
  const RnnFrame *frame;        /* NULL: nothing yet */
  gsize           sample;       /* selected: outlined */
  gsize           first_sample; /* the first one to be seen, if there is room */
  guint           first_step;   /* from 1; 0 as 1 */
  double          fold;         /* 0: unrolled through time; 1: folded into the
                                 * recurrent cell; between: on the way */
  guint           fold_step;    /* the step that is seen then; 0 as 1 */
} PaintNetworkData;

/* How much of it there is to see. */
typedef struct
{
  gboolean steps;               /* steps are scrolled, numbered from 1; else
                                 * samples, numbered from 0 */
  gsize    first;               /* as it is shown, within its bounds */
  gsize    n_visible;
  gsize    n_total;
} PaintNetworkScroll;

/* Where the colour scale of hidden states ends: 1 for tanh and sigmoid; for the
 * others what the states in the frame need. */
double             paint_network_limit       (const RnnFrame         *frame);

void               paint_network             (cairo_t                *cr,
                                              PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme);
PaintTarget        paint_network_pick        (PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme,
                                              double                  x,
                                              double                  y);
/* A rectangle in which @target is picked; empty when it is not in sight. */
PaintRect          paint_network_target_rect (PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme,
                                              const PaintTarget      *target);
/* Marks @target over the picture, @selected or under the pointer; a weight is
 * marked at every step that uses it. */
void               paint_network_highlight   (cairo_t                *cr,
                                              PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme,
                                              const PaintTarget      *target,
                                              gboolean                selected);
/* What moves, once, where the walk stands, at @progress from 0 to 1: along the
 * lines into what is made now, which is empty until then; backward against
 * them.  At 1 nothing is drawn. */
void               paint_network_motion      (cairo_t                *cr,
                                              PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme,
                                              double                  progress);
/* All that is drawn by it on the way; empty where nothing moves. */
PaintRect          paint_network_motion_rect (PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme);
/* Where an arrow key leads; it may be out of sight, see
 * paint_network_reveal.  From NONE: the first hidden unit. */
PaintTarget        paint_network_move        (PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme,
                                              const PaintTarget      *target,
                                              PaintMove               move);
/* What is in sight now. */
PaintNetworkScroll paint_network_scroll      (PaintRect               area,
                                              const PaintNetworkData *data,
                                              const PaintTheme       *theme);
/* Changes first_sample, first_step or fold_step of @data as little as brings
 * @target into sight; TRUE if that changed something. */
gboolean           paint_network_reveal      (PaintRect               area,
                                              PaintNetworkData       *data,
                                              const PaintTheme       *theme,
                                              const PaintTarget      *target);
/* The whole picture (@target NULL or NONE), or one part of it with its numbers
 * in full, as a sentence (transfer full). */
char              *paint_network_describe    (const PaintNetworkData *data,
                                              const PaintTarget      *target);

G_END_DECLS
