#include "ui/motion.h"

struct _UnrollMotion
{
  GtkWidget          *widget;   /* borrowed: its owner */
  UnrollMotionStep    step;

  guint               tick;     /* 0: at rest */
  gint64              begin;    /* frame time, µs; 0: with the next frame */
  gint64              duration; /* µs */

  /* While it runs. */
  GtkWidget          *root;     /* weak */
  GtkEventController *input;    /* the root's */
};

/* Controllers of a window that is gone went with it. */
static void
stop (UnrollMotion *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->widget, self->tick);
  self->tick = 0;
  if (self->root != NULL)
    gtk_widget_remove_controller (self->root, self->input);
  g_clear_weak_pointer (&self->root);
  self->input = NULL;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  UnrollMotion *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->begin == 0)
    self->begin = now;
  if (now - self->begin >= self->duration)
    unroll_motion_finish (self);
  else
    self->step (widget, (double) (now - self->begin) / self->duration);

  return G_SOURCE_CONTINUE;
}

/* Impatience is heard, and passed on. */
static gboolean
event_cb (UnrollMotion *self,
          GdkEvent     *event)
{
  switch ((guint) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      unroll_motion_finish (self);
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
may_move (UnrollMotion *self)
{
  gboolean animations = FALSE;

  g_object_get (gtk_widget_get_settings (self->widget),
                "gtk-enable-animations", &animations, NULL);

  return animations && gtk_widget_get_mapped (self->widget);
}

UnrollMotion *
unroll_motion_new (GtkWidget        *widget,
                   UnrollMotionStep  step)
{
  UnrollMotion *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (step != NULL, NULL);

  self = g_new0 (UnrollMotion, 1);
  self->widget = widget;
  self->step = step;
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (unroll_motion_finish),
                            self);

  return self;
}

void
unroll_motion_free (UnrollMotion *self)
{
  if (self == NULL)
    return;

  stop (self);
  g_signal_handlers_disconnect_by_data (self->widget, self);
  g_free (self);
}

void
unroll_motion_start (UnrollMotion *self,
                     guint         milliseconds)
{
  g_return_if_fail (self != NULL);

  stop (self);
  if (milliseconds == 0 || !may_move (self))
    {
      self->step (self->widget, 1.0);
      return;
    }

  self->begin = 0;
  self->duration = (gint64) milliseconds * 1000;
  self->tick = gtk_widget_add_tick_callback (self->widget, tick_cb, self, NULL);
  g_set_weak_pointer (&self->root,
                      GTK_WIDGET (gtk_widget_get_root (self->widget)));
  self->input = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->input, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->input, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (self->root, self->input);
  self->step (self->widget, 0.0);
}

void
unroll_motion_finish (UnrollMotion *self)
{
  g_return_if_fail (self != NULL);

  if (self->tick == 0)
    return;

  stop (self);
  self->step (self->widget, 1.0);
}

gboolean
unroll_motion_is_running (UnrollMotion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->tick != 0;
}
