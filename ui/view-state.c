#include "ui/view-state-private.h"

G_DEFINE_FINAL_TYPE (UnrollViewState, unroll_view_state, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FRAME,
  PROP_SPEC,
  PROP_PENDING,
  PROP_N_METRICS,
  PROP_RUNS,
  PROP_PLAYING,
  PROP_SEEKING,
  PROP_STEP_KIND,
  PROP_SPEED,
  PROP_SAMPLE,
  PROP_INSPECTED,
  PROP_CAN_INSPECT_BACK,
  PROP_CAN_INSPECT_FORWARD,
  PROP_PARAMETERS,
  PROP_DETAILS,
  PROP_FLOW,
  PROP_HOVERED,
  PROP_ZOOM,
  PROP_PREDICT_TEXT,
  PROP_FOLDED,
  PROP_PREDICT_BEST,
  PROP_N_WRITTEN,
  PROP_WRITING,
  PROP_CAN_UNDO_TOUCH,
  PROP_CAN_REDO_TOUCH,
  PROP_SWEEP,
  PROP_SWEEPING,
  PROP_SWEEP_ERROR,
  PROP_OPENING,
  PROP_OPENING_SHARE,
  PROP_MESSAGE,
  PROP_REMEDY_LABEL,
  PROP_REMEDY_ACTION,
  PROP_SETTING_ERROR,
  PROP_SETTING_ERROR_KEY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef enum
{
  KIND_STRING,
  KIND_FLAG,                  /* gboolean */
  KIND_NUMBER,                /* guint */
  KIND_REAL,                  /* double */
  KIND_FRAME,
  KIND_SPEC,
  KIND_SWEEP,
  KIND_SUBJECT,
  KIND_TARGET,                /* in place */
  KIND_RUNS                   /* in place */
} Kind;

#define FIELD(kind, name, field)                                      \
  { name, KIND_##kind, G_STRUCT_OFFSET (UnrollViewState, field) }

/* The properties that are fields; "n-metrics" is none. */
static const struct
{
  const char *name;
  Kind        kind;
  glong       offset;
} fields[N_PROPS] = {
  [PROP_FRAME] = FIELD (FRAME, "frame", frame),
  [PROP_SPEC] = FIELD (SPEC, "spec", spec),
  [PROP_PENDING] = FIELD (FLAG, "pending", pending),
  [PROP_RUNS] = FIELD (RUNS, "runs", runs),
  [PROP_PLAYING] = FIELD (FLAG, "playing", playing),
  [PROP_SEEKING] = FIELD (FLAG, "seeking", seeking),
  [PROP_STEP_KIND] = FIELD (STRING, "step-kind", step_kind),
  [PROP_SPEED] = FIELD (REAL, "speed", speed),
  [PROP_SAMPLE] = FIELD (NUMBER, "sample", sample),
  [PROP_INSPECTED] = FIELD (SUBJECT, "inspected", inspected),
  [PROP_CAN_INSPECT_BACK] = FIELD (FLAG, "can-inspect-back", can_go_back),
  [PROP_CAN_INSPECT_FORWARD] = FIELD (FLAG, "can-inspect-forward",
                                      can_go_forward),
  [PROP_PARAMETERS] = FIELD (STRING, "parameters", parameters),
  [PROP_DETAILS] = FIELD (STRING, "details", details),
  [PROP_FLOW] = FIELD (STRING, "flow", flow),
  [PROP_HOVERED] = FIELD (TARGET, "hovered", hovered),
  [PROP_ZOOM] = FIELD (REAL, "zoom", zoom),
  [PROP_PREDICT_TEXT] = FIELD (STRING, "predict-text", predict_text),
  [PROP_FOLDED] = FIELD (FLAG, "folded", folded),
  [PROP_PREDICT_BEST] = FIELD (FLAG, "predict-best", predict_best),
  [PROP_N_WRITTEN] = FIELD (NUMBER, "n-written", n_written),
  [PROP_WRITING] = FIELD (FLAG, "writing", writing),
  [PROP_CAN_UNDO_TOUCH] = FIELD (FLAG, "can-undo-touch", can_undo_touch),
  [PROP_CAN_REDO_TOUCH] = FIELD (FLAG, "can-redo-touch", can_redo_touch),
  [PROP_SWEEP] = FIELD (SWEEP, "sweep", sweep),
  [PROP_SWEEPING] = FIELD (FLAG, "sweeping", sweeping),
  [PROP_SWEEP_ERROR] = FIELD (STRING, "sweep-error", sweep_error),
  [PROP_OPENING] = FIELD (STRING, "opening", opening),
  [PROP_OPENING_SHARE] = FIELD (REAL, "opening-share", opening_share),
  [PROP_MESSAGE] = FIELD (STRING, "message", message),
  [PROP_REMEDY_LABEL] = FIELD (STRING, "remedy-label", remedy_label),
  [PROP_REMEDY_ACTION] = FIELD (STRING, "remedy-action", remedy_action),
  [PROP_SETTING_ERROR] = FIELD (STRING, "setting-error", setting_error),
  [PROP_SETTING_ERROR_KEY] = FIELD (STRING, "setting-error-key",
                                    setting_error_key),
};

#define MIN_ZOOM 0.5
#define MAX_ZOOM 3.0
/* A class can watch 100 epochs in a dozen seconds. */
#define DEFAULT_SPEED 8.0

static void
notify (UnrollViewState *self,
        guint            property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* TRUE when *@field became another string. */
static gboolean
replace_string (char       **field,
                const char  *value)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;

  g_free (*field);
  *field = g_strdup (value);

  return TRUE;
}

static void
unroll_view_state_finalize (GObject *object)
{
  UnrollViewState *self = UNROLL_VIEW_STATE (object);

  for (guint i = 0; i < N_PROPS; i++)
    if (fields[i].name != NULL && fields[i].kind == KIND_STRING)
      g_free (G_STRUCT_MEMBER (char *, self, fields[i].offset));
  g_clear_pointer (&self->frame, rnn_frame_unref);
  g_clear_pointer (&self->spec, unroll_spec_free);
  g_clear_pointer (&self->sweep, rnn_sweep_report_unref);
  g_clear_pointer (&self->series, rnn_series_free);
  for (guint i = 0; i < self->runs.n; i++)
    rnn_series_free (self->run_series[i]);
  rnn_run_list_clear (&self->runs);
  unroll_trail_clear (&self->trail);
  g_free (self->inspected);
  g_free (self->written_after);
  g_clear_pointer (&self->written, rnn_letters_free);

  G_OBJECT_CLASS (unroll_view_state_parent_class)->finalize (object);
}

static void
unroll_view_state_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  UnrollViewState *self = UNROLL_VIEW_STATE (object);
  glong offset = fields[id].offset;

  if (id == PROP_N_METRICS)
    {
      g_value_set_uint64 (value, rnn_series_length (self->series));
      return;
    }

  switch (fields[id].kind)
    {
    case KIND_STRING:
      g_value_set_string (value, G_STRUCT_MEMBER (char *, self, offset));
      break;
    case KIND_FLAG:
      g_value_set_boolean (value, G_STRUCT_MEMBER (gboolean, self, offset));
      break;
    case KIND_NUMBER:
      g_value_set_uint (value, G_STRUCT_MEMBER (guint, self, offset));
      break;
    case KIND_REAL:
      g_value_set_double (value, G_STRUCT_MEMBER (double, self, offset));
      break;
    case KIND_FRAME:
    case KIND_SPEC:
    case KIND_SWEEP:
    case KIND_SUBJECT:
      g_value_set_boxed (value, G_STRUCT_MEMBER (gpointer, self, offset));
      break;
    case KIND_TARGET:
    case KIND_RUNS:
      g_value_set_boxed (value, G_STRUCT_MEMBER_P (self, offset));
      break;
    default:
      g_assert_not_reached ();
    }
}

static GParamSpec *
property_of (const char *name,
             Kind        kind)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  switch (kind)
    {
    case KIND_STRING:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case KIND_FLAG:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case KIND_NUMBER:
      return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, flags);
    case KIND_REAL:
      return g_param_spec_double (name, NULL, NULL, 0.0, G_MAXDOUBLE, 0.0,
                                  flags);
    case KIND_FRAME:
      return g_param_spec_boxed (name, NULL, NULL, UNROLL_TYPE_FRAME, flags);
    case KIND_SPEC:
      return g_param_spec_boxed (name, NULL, NULL, UNROLL_TYPE_SPEC, flags);
    case KIND_SUBJECT:
      return g_param_spec_boxed (name, NULL, NULL, UNROLL_TYPE_SUBJECT, flags);
    case KIND_SWEEP:
      return g_param_spec_boxed (name, NULL, NULL, UNROLL_TYPE_SWEEP_REPORT,
                                 flags);
    case KIND_TARGET:
      return g_param_spec_boxed (name, NULL, NULL, UNROLL_TYPE_TARGET, flags);
    case KIND_RUNS:
      return g_param_spec_boxed (name, NULL, NULL, UNROLL_TYPE_RUN_LIST,
                                 flags);
    default:
      g_assert_not_reached ();
    }
}

static void
unroll_view_state_class_init (UnrollViewStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = unroll_view_state_finalize;
  object_class->get_property = unroll_view_state_get_property;

  for (guint i = 0; i < N_PROPS; i++)
    if (fields[i].name != NULL)
      properties[i] = property_of (fields[i].name, fields[i].kind);
  properties[PROP_N_METRICS] =
    g_param_spec_uint64 ("n-metrics", NULL, NULL, 0, G_MAXUINT64, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
unroll_view_state_init (UnrollViewState *self)
{
  self->series = rnn_series_new ();
  unroll_trail_init (&self->trail);
  self->step_kind = g_strdup ("epoch");
  self->parameters = g_strdup ("values");
  self->details = g_strdup ("states");
  self->flow = g_strdup ("follows");
  self->predict_text = g_strdup ("");
  self->speed = DEFAULT_SPEED;
  self->zoom = 1.0;
}

UnrollViewState *
unroll_view_state_new (const RnnSpec *spec)
{
  UnrollViewState *self;

  g_return_val_if_fail (spec != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_VIEW_STATE, NULL);
  self->spec = unroll_spec_copy (spec);

  return self;
}

/* The getters of what is a plain field. */
#define DEFINE_GETTER(Type, name, otherwise)                          \
  Type                                                                \
  unroll_view_state_get_##name (UnrollViewState *self)                \
  {                                                                   \
    g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), otherwise);    \
                                                                      \
    return self->name;                                                \
  }

DEFINE_GETTER (RnnFrame *, frame, NULL)
DEFINE_GETTER (const RnnSpec *, spec, NULL)
DEFINE_GETTER (const RnnSeries *, series, NULL)
DEFINE_GETTER (gboolean, pending, FALSE)
DEFINE_GETTER (gboolean, playing, FALSE)
DEFINE_GETTER (gboolean, seeking, FALSE)
DEFINE_GETTER (const char *, step_kind, NULL)
DEFINE_GETTER (double, speed, 0.0)
DEFINE_GETTER (guint, sample, 0)
DEFINE_GETTER (const PaintSubject *, inspected, NULL)
DEFINE_GETTER (const char *, parameters, NULL)
DEFINE_GETTER (const char *, details, NULL)
DEFINE_GETTER (const char *, flow, NULL)
DEFINE_GETTER (PaintTarget, hovered, (PaintTarget) { PAINT_TARGET_NONE })
DEFINE_GETTER (double, zoom, 0.0)
DEFINE_GETTER (const char *, predict_text, NULL)
DEFINE_GETTER (gboolean, folded, FALSE)
DEFINE_GETTER (gboolean, predict_best, FALSE)
DEFINE_GETTER (gboolean, writing, FALSE)
DEFINE_GETTER (gboolean, can_undo_touch, FALSE)
DEFINE_GETTER (gboolean, can_redo_touch, FALSE)
DEFINE_GETTER (const RnnSweepReport *, sweep, NULL)
DEFINE_GETTER (gboolean, sweeping, FALSE)
DEFINE_GETTER (const char *, sweep_error, NULL)
DEFINE_GETTER (const char *, opening, NULL)
DEFINE_GETTER (double, opening_share, 0.0)
DEFINE_GETTER (const char *, message, NULL)
DEFINE_GETTER (const char *, remedy_label, NULL)
DEFINE_GETTER (const char *, remedy_action, NULL)
DEFINE_GETTER (const char *, setting_error, NULL)
DEFINE_GETTER (const char *, setting_error_key, NULL)

/* The setters of what is no more than that. */
#define DEFINE_SETTER(Type, name, value, PROP)                        \
  void                                                                \
  unroll_view_state_set_##name (UnrollViewState *self, Type name)     \
  {                                                                   \
    g_return_if_fail (UNROLL_IS_VIEW_STATE (self));                   \
                                                                      \
    if (self->name == (value))                                        \
      return;                                                         \
    self->name = (value);                                             \
    notify (self, PROP);                                              \
  }

#define DEFINE_STRING_SETTER(name, PROP)                              \
  void                                                                \
  unroll_view_state_set_##name (UnrollViewState *self,                \
                                const char      *name)                \
  {                                                                   \
    g_return_if_fail (UNROLL_IS_VIEW_STATE (self));                   \
    g_return_if_fail (name != NULL);                                  \
                                                                      \
    if (replace_string (&self->name, name))                           \
      notify (self, PROP);                                            \
  }

DEFINE_SETTER (gboolean, pending, !!pending, PROP_PENDING)
DEFINE_SETTER (gboolean, playing, !!playing, PROP_PLAYING)
DEFINE_SETTER (gboolean, seeking, !!seeking, PROP_SEEKING)
DEFINE_SETTER (gboolean, folded, !!folded, PROP_FOLDED)
DEFINE_SETTER (gboolean, predict_best, !!predict_best, PROP_PREDICT_BEST)
DEFINE_SETTER (gboolean, writing, !!writing, PROP_WRITING)
DEFINE_SETTER (gboolean, can_undo_touch, !!can_undo_touch, PROP_CAN_UNDO_TOUCH)
DEFINE_SETTER (gboolean, can_redo_touch, !!can_redo_touch, PROP_CAN_REDO_TOUCH)
DEFINE_SETTER (gboolean, sweeping, !!sweeping, PROP_SWEEPING)
DEFINE_STRING_SETTER (step_kind, PROP_STEP_KIND)
DEFINE_STRING_SETTER (parameters, PROP_PARAMETERS)
DEFINE_STRING_SETTER (details, PROP_DETAILS)
DEFINE_STRING_SETTER (flow, PROP_FLOW)
DEFINE_STRING_SETTER (predict_text, PROP_PREDICT_TEXT)

void
unroll_view_state_set_frame (UnrollViewState *self,
                             RnnFrame        *frame)
{
  RnnFrame *old;

  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  if (self->frame == frame)
    return;

  old = self->frame;
  self->frame = frame != NULL ? rnn_frame_ref (frame) : NULL;
  notify (self, PROP_FRAME);
  g_clear_pointer (&old, rnn_frame_unref);
}

void
unroll_view_state_set_sweep (UnrollViewState *self,
                             RnnSweepReport  *report)
{
  RnnSweepReport *old;

  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  if (self->sweep == report)
    return;

  old = self->sweep;
  self->sweep = report != NULL ? rnn_sweep_report_ref (report) : NULL;
  notify (self, PROP_SWEEP);
  g_clear_pointer (&old, rnn_sweep_report_unref);
}

void
unroll_view_state_set_sweep_error (UnrollViewState *self,
                                   const char      *sentence)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  if (replace_string (&self->sweep_error, sentence))
    notify (self, PROP_SWEEP_ERROR);
}

const RnnSpec *
unroll_view_state_get_draft (UnrollViewState *self)
{
  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), NULL);

  return self->draft;
}

void
unroll_view_state_set_draft (UnrollViewState *self,
                             const RnnSpec   *draft)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  self->draft = draft;
}

void
unroll_view_state_set_spec (UnrollViewState *self,
                            const RnnSpec   *spec)
{
  RnnSpec *old;

  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (spec != NULL);

  if (rnn_spec_equal (self->spec, spec))
    return;

  old = self->spec;
  self->spec = unroll_spec_copy (spec);
  unroll_spec_free (old);
  notify (self, PROP_SPEC);
}

void
unroll_view_state_set_series (UnrollViewState *self,
                              const RnnSeries *series)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (series != NULL);

  if (rnn_series_follow (self->series, series))
    notify (self, PROP_N_METRICS);
}

void
unroll_view_state_set_speed (UnrollViewState *self,
                             double           speed)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (speed >= 0.0);

  if (self->speed == speed)
    return;

  self->speed = speed;
  notify (self, PROP_SPEED);
}

void
unroll_view_state_set_hovered (UnrollViewState   *self,
                               const PaintTarget *target)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (target != NULL);

  if (paint_target_equal (&self->hovered, target))
    return;

  self->hovered = *target;
  notify (self, PROP_HOVERED);
}

void
unroll_view_state_set_zoom (UnrollViewState *self,
                            double           zoom)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  notify (self, PROP_ZOOM);
}

const RnnLetters *
unroll_view_state_get_written (UnrollViewState *self,
                               const char     **after)
{
  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), NULL);

  if (after != NULL)
    *after = self->written_after;

  return self->written;
}

void
unroll_view_state_begin_written (UnrollViewState *self,
                                 const char      *after)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  if (!replace_string (&self->written_after, after) && self->written == NULL)
    return;

  g_clear_pointer (&self->written, rnn_letters_free);
  self->n_written = 0;
  notify (self, PROP_N_WRITTEN);
}

void
unroll_view_state_add_written (UnrollViewState  *self,
                               const RnnLetters *letters)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (letters != NULL);

  if (self->written == NULL)
    self->written = rnn_letters_new (letters->n_classes, letters->n_units);
  rnn_letters_append (self->written, letters);
  self->n_written = rnn_letters_length (self->written);
  notify (self, PROP_N_WRITTEN);
}

void
unroll_view_state_set_opening (UnrollViewState *self,
                               const char      *name,
                               double           share)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (replace_string (&self->opening, name))
    notify (self, PROP_OPENING);
  if (self->opening_share != share)
    {
      self->opening_share = share;
      notify (self, PROP_OPENING_SHARE);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
unroll_view_state_set_message (UnrollViewState *self,
                               const char      *message,
                               const char      *remedy_label,
                               const char      *remedy_action)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (replace_string (&self->message, message))
    notify (self, PROP_MESSAGE);
  if (replace_string (&self->remedy_label, remedy_label))
    notify (self, PROP_REMEDY_LABEL);
  if (replace_string (&self->remedy_action, remedy_action))
    notify (self, PROP_REMEDY_ACTION);
  g_object_thaw_notify (G_OBJECT (self));
}

/* A refused setting is told every time, so that its control, which still shows
 * what was typed, can go back to the setting in force. */
void
unroll_view_state_set_setting_error (UnrollViewState *self,
                                     const char      *key,
                                     const char      *sentence)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  if (sentence == NULL && self->setting_error == NULL)
    return;

  replace_string (&self->setting_error_key, sentence != NULL ? key : NULL);
  replace_string (&self->setting_error, sentence);
  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_SETTING_ERROR_KEY);
  notify (self, PROP_SETTING_ERROR);
  g_object_thaw_notify (G_OBJECT (self));
}
