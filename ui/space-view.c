#include "ui/space-view.h"

#include <math.h>

#include "ui/commands.h"
#include "ui/paint/space.h"
#include "ui/view-painter.h"

/* Radians for a pixel, and for a key. */
#define DRAG_TURN 0.01
#define KEY_TURN (G_PI / 18)
/* Pixels before a press becomes a drag. */
#define DRAG_THRESHOLD 4.0

struct _UnrollSpaceView
{
  UnrollView       parent_instance;

  /* Owned */
  PaintSpaceModel *model;     /* of the frame and the ghost at hand, or NULL */
  RnnFrame        *ghost;     /* or NULL */

  double           turn, tilt;
  double           turn_before, tilt_before;  /* the drag */
  gboolean         dragged;   /* far enough to be one */
};

G_DEFINE_FINAL_TYPE (UnrollSpaceView, unroll_space_view, UNROLL_TYPE_VIEW)

enum { PROP_0, PROP_GHOST, N_PROPS };

static GParamSpec *properties[N_PROPS];

/* The picture -------------------------------------------------------------- */

/* What it takes long to find is found once a frame. */
static void
update_model (UnrollSpaceView *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);

  if (self->model != NULL && self->model->frame == frame
      && self->model->ghost == self->ghost)
    return;

  g_clear_pointer (&self->model, paint_space_model_free);
  self->model = paint_space_model_new (frame, self->ghost);
}

static PaintSpaceData
get_data (UnrollView *view)
{
  UnrollSpaceView *self = UNROLL_SPACE_VIEW (view);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  update_model (self);

  return (PaintSpaceData) {
    .model = self->model,
    .sample = unroll_view_state_get_sample (state),
    .turn = self->turn,
    .tilt = self->tilt,
  };
}

UNROLL_DEFINE_PAINTER (space, PaintSpaceData)

static void
unroll_space_view_activate (UnrollView        *view,
                            const PaintTarget *target)
{
  gtk_widget_activate_action (GTK_WIDGET (view), UNROLL_COMMAND_SELECT_SAMPLE,
                              "u", (guint32) target->sample);
}

static void
frame_changed_cb (UnrollSpaceView *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);

  if (self->ghost != NULL && frame != NULL
      && !paint_space_comparable (frame, self->ghost))
    unroll_space_view_set_ghost (self, FALSE);
}

/* Turning ------------------------------------------------------------------ */

static gboolean
is_cube (UnrollSpaceView *self)
{
  if (unroll_part_get_state (UNROLL_PART (self)) == NULL)
    return FALSE;

  update_model (self);

  return self->model != NULL
         && self->model->dimensions == PAINT_SPACE_MAX_DIMENSIONS;
}

static void
turn_to (UnrollSpaceView *self,
         double           turn,
         double           tilt)
{
  turn = remainder (turn, 2 * G_PI);
  tilt = CLAMP (tilt, -PAINT_SPACE_MAX_TILT, PAINT_SPACE_MAX_TILT);
  if (!is_cube (self) || (turn == self->turn && tilt == self->tilt))
    return;

  self->turn = turn;
  self->tilt = tilt;
  unroll_view_invalidate (UNROLL_VIEW (self));
}

static void
turn_back (UnrollSpaceView *self)
{
  turn_to (self, PAINT_SPACE_TURN, PAINT_SPACE_TILT);
}

static void
drag_begin_cb (UnrollSpaceView *self)
{
  self->dragged = FALSE;
  self->turn_before = self->turn;
  self->tilt_before = self->tilt;
}

/* The front goes with the pointer.  Where states lie close together every drag
 * begins on one: claimed, it selects nothing. */
static void
drag_update_cb (UnrollSpaceView *self,
                double           dx,
                double           dy,
                GtkGesture      *drag)
{
  if (!self->dragged && hypot (dx, dy) >= DRAG_THRESHOLD)
    {
      self->dragged = TRUE;
      gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
    }
  if (self->dragged)
    turn_to (self, self->turn_before - DRAG_TURN * dx,
             self->tilt_before + DRAG_TURN * dy);
}

static void
pressed_cb (UnrollSpaceView *self,
            int              n_press,
            double           x,
            double           y)
{
  if (n_press == 2)
    turn_back (self);
}

static gboolean
key_pressed_cb (UnrollSpaceView *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_SHIFT_MASK
      || !is_cube (self))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      turn_to (self, self->turn + KEY_TURN, self->tilt);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      turn_to (self, self->turn - KEY_TURN, self->tilt);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      turn_to (self, self->turn, self->tilt - KEY_TURN);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      turn_to (self, self->turn, self->tilt + KEY_TURN);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      turn_back (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Before the view's own controllers, which know nothing of turning. */
static void
add_controller (UnrollSpaceView    *self,
                GtkEventController *controller)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_controllers (UnrollSpaceView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb),
                            self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb),
                            self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb),
                            self);
  add_controller (self, GTK_EVENT_CONTROLLER (drag));
  add_controller (self, GTK_EVENT_CONTROLLER (click));
  add_controller (self, key);
}

/* The object --------------------------------------------------------------- */

static void
unroll_space_view_finalize (GObject *object)
{
  UnrollSpaceView *self = UNROLL_SPACE_VIEW (object);

  g_clear_pointer (&self->model, paint_space_model_free);
  g_clear_pointer (&self->ghost, rnn_frame_unref);

  G_OBJECT_CLASS (unroll_space_view_parent_class)->finalize (object);
}

static void
unroll_space_view_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_GHOST)
    g_value_set_boolean (value,
                         unroll_space_view_get_ghost (UNROLL_SPACE_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
unroll_space_view_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (id == PROP_GHOST)
    unroll_space_view_set_ghost (UNROLL_SPACE_VIEW (object),
                                 g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
unroll_space_view_class_init (UnrollSpaceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  object_class->finalize = unroll_space_view_finalize;
  object_class->get_property = unroll_space_view_get_property;
  object_class->set_property = unroll_space_view_set_property;
  properties[PROP_GHOST] =
    g_param_spec_boolean ("ghost", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                            | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  view_class->kinds = (1u << PAINT_TARGET_STATE) | (1u << PAINT_TARGET_UNIT)
                      | (1u << PAINT_TARGET_SAMPLE);
  view_class->least_width = 190;
  view_class->least_height = 110;
  view_class->natural_width = 280;
  view_class->natural_height = 230;
  view_class->draggable = TRUE;
  /* It would take this picture's place. */
  view_class->inspects_nothing = TRUE;
  view_class->activate = unroll_space_view_activate;
  install_painter (view_class);
}

static void
unroll_space_view_init (UnrollSpaceView *self)
{
  self->turn = PAINT_SPACE_TURN;
  self->tilt = PAINT_SPACE_TILT;
  add_controllers (self);
  unroll_part_watch (UNROLL_PART (self), "frame",
                     G_CALLBACK (frame_changed_cb));
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_view_watch (UNROLL_VIEW (self), "sample");
}

GtkWidget *
unroll_space_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_SPACE_VIEW, "state", state, NULL);
}

gboolean
unroll_space_view_get_ghost (UnrollSpaceView *self)
{
  g_return_val_if_fail (UNROLL_IS_SPACE_VIEW (self), FALSE);

  return self->ghost != NULL;
}

/* Notified also when there is nothing to keep, so that a button comes out
 * again. */
void
unroll_space_view_set_ghost (UnrollSpaceView *self,
                             gboolean         ghost)
{
  UnrollViewState *state;
  RnnFrame *frame;

  g_return_if_fail (UNROLL_IS_SPACE_VIEW (self));

  if (!!ghost == (self->ghost != NULL))
    return;

  g_clear_pointer (&self->ghost, rnn_frame_unref);
  state = unroll_part_get_state (UNROLL_PART (self));
  frame = state != NULL ? unroll_view_state_get_frame (state) : NULL;
  if (ghost && frame != NULL && frame->sample_path != NULL)
    self->ghost = rnn_frame_ref (frame);
  unroll_view_invalidate (UNROLL_VIEW (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GHOST]);
}
