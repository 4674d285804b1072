#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UnrollMotion:
 *
 * A way from 0 to 1 on a widget's frame clock.  Any key or click in the window
 * ends it at once, and it is not begun where nothing may move: the system
 * settings say so, or the widget is not to be seen.
 */
typedef struct _UnrollMotion UnrollMotion;

/* @progress is 1 the last time. */
typedef void (*UnrollMotionStep) (GtkWidget *widget,
                                  double     progress);

/* For @widget, which owns it. */
UnrollMotion *unroll_motion_new        (GtkWidget        *widget,
                                        UnrollMotionStep  step);
void          unroll_motion_free       (UnrollMotion     *self);
/* From 0, also when it runs already.  Where nothing may move: at once to 1. */
void          unroll_motion_start      (UnrollMotion     *self,
                                        guint             milliseconds);
/* To 1, if it runs. */
void          unroll_motion_finish     (UnrollMotion     *self);
gboolean      unroll_motion_is_running (UnrollMotion     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollMotion, unroll_motion_free)

G_END_DECLS
