#include "ui/view-state.h"

struct _UnrollViewState
{
  GObject   parent_instance;

  /* Owned */
  RnnFrame *frame;
  RnnSpec  *spec;
  GArray   *metrics;          /* RnnMetrics, epoch 1 first */
  PaintSeries *series;        /* the same */
  char     *step_kind;
  char     *parameters;
  char     *details;
  char     *flow;
  char     *predict_text;
  char     *written;
  float    *written_p;
  char     *message;
  char     *remedy_label;
  char     *remedy_action;
  char     *setting_error;
  char     *setting_error_key;

  PaintTarget hovered;
  guint     n_written;
  guint     sample;
  double    zoom;
  double    speed;
  gboolean  pending;
  gboolean  playing;
  gboolean  seeking;
  gboolean  predict_best;
};

G_DEFINE_FINAL_TYPE (UnrollViewState, unroll_view_state, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FRAME,
  PROP_SPEC,
  PROP_PENDING,
  PROP_N_METRICS,
  PROP_PLAYING,
  PROP_SEEKING,
  PROP_STEP_KIND,
  PROP_SPEED,
  PROP_SAMPLE,
  PROP_PARAMETERS,
  PROP_DETAILS,
  PROP_FLOW,
  PROP_HOVERED,
  PROP_ZOOM,
  PROP_PREDICT_TEXT,
  PROP_PREDICT_BEST,
  PROP_WRITTEN,
  PROP_MESSAGE,
  PROP_REMEDY_LABEL,
  PROP_REMEDY_ACTION,
  PROP_SETTING_ERROR,
  PROP_SETTING_ERROR_KEY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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
set_flag (UnrollViewState *self,
          gboolean        *field,
          gboolean         value,
          guint            property)
{
  value = !!value;
  if (*field == value)
    return;

  *field = value;
  notify (self, property);
}

static void
set_number (UnrollViewState *self,
            guint           *field,
            guint            value,
            guint            property)
{
  if (*field == value)
    return;

  *field = value;
  notify (self, property);
}

static void
unroll_view_state_finalize (GObject *object)
{
  UnrollViewState *self = UNROLL_VIEW_STATE (object);

  g_clear_pointer (&self->frame, rnn_frame_unref);
  g_clear_pointer (&self->spec, unroll_spec_free);
  g_clear_pointer (&self->metrics, g_array_unref);
  g_clear_pointer (&self->series, paint_series_free);
  g_free (self->step_kind);
  g_free (self->parameters);
  g_free (self->details);
  g_free (self->flow);
  g_free (self->predict_text);
  g_free (self->written);
  g_free (self->written_p);
  g_free (self->message);
  g_free (self->remedy_label);
  g_free (self->remedy_action);
  g_free (self->setting_error);
  g_free (self->setting_error_key);

  G_OBJECT_CLASS (unroll_view_state_parent_class)->finalize (object);
}

static void
unroll_view_state_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  UnrollViewState *self = UNROLL_VIEW_STATE (object);

  switch (id)
    {
    case PROP_FRAME:
      g_value_set_boxed (value, self->frame);
      break;
    case PROP_SPEC:
      g_value_set_boxed (value, self->spec);
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, self->pending);
      break;
    case PROP_N_METRICS:
      g_value_set_uint64 (value, self->metrics->len);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_SEEKING:
      g_value_set_boolean (value, self->seeking);
      break;
    case PROP_STEP_KIND:
      g_value_set_string (value, self->step_kind);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_SAMPLE:
      g_value_set_uint (value, self->sample);
      break;
    case PROP_PARAMETERS:
      g_value_set_string (value, self->parameters);
      break;
    case PROP_DETAILS:
      g_value_set_string (value, self->details);
      break;
    case PROP_FLOW:
      g_value_set_string (value, self->flow);
      break;
    case PROP_HOVERED:
      g_value_set_boxed (value, &self->hovered);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_PREDICT_TEXT:
      g_value_set_string (value, self->predict_text);
      break;
    case PROP_PREDICT_BEST:
      g_value_set_boolean (value, self->predict_best);
      break;
    case PROP_WRITTEN:
      g_value_set_string (value, self->written);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_REMEDY_LABEL:
      g_value_set_string (value, self->remedy_label);
      break;
    case PROP_REMEDY_ACTION:
      g_value_set_string (value, self->remedy_action);
      break;
    case PROP_SETTING_ERROR:
      g_value_set_string (value, self->setting_error);
      break;
    case PROP_SETTING_ERROR_KEY:
      g_value_set_string (value, self->setting_error_key);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
boolean_property (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE,
                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
boxed_property (const char *name,
                GType       type)
{
  return g_param_spec_boxed (name, NULL, NULL, type,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
unroll_view_state_class_init (UnrollViewStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = unroll_view_state_finalize;
  object_class->get_property = unroll_view_state_get_property;

  properties[PROP_FRAME] = boxed_property ("frame", UNROLL_TYPE_FRAME);
  properties[PROP_SPEC] = boxed_property ("spec", UNROLL_TYPE_SPEC);
  properties[PROP_PENDING] = boolean_property ("pending");
  properties[PROP_N_METRICS] =
    g_param_spec_uint64 ("n-metrics", NULL, NULL, 0, G_MAXUINT64, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLAYING] = boolean_property ("playing");
  properties[PROP_SEEKING] = boolean_property ("seeking");
  properties[PROP_STEP_KIND] = string_property ("step-kind");
  properties[PROP_SPEED] =
    g_param_spec_double ("speed", NULL, NULL, 0.0, G_MAXDOUBLE, DEFAULT_SPEED,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SAMPLE] = number_property ("sample");
  properties[PROP_PARAMETERS] = string_property ("parameters");
  properties[PROP_DETAILS] = string_property ("details");
  properties[PROP_FLOW] = string_property ("flow");
  properties[PROP_HOVERED] = boxed_property ("hovered", UNROLL_TYPE_TARGET);
  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, MIN_ZOOM, MAX_ZOOM, 1.0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PREDICT_TEXT] = string_property ("predict-text");
  properties[PROP_PREDICT_BEST] = boolean_property ("predict-best");
  properties[PROP_WRITTEN] = string_property ("written");
  properties[PROP_MESSAGE] = string_property ("message");
  properties[PROP_REMEDY_LABEL] = string_property ("remedy-label");
  properties[PROP_REMEDY_ACTION] = string_property ("remedy-action");
  properties[PROP_SETTING_ERROR] = string_property ("setting-error");
  properties[PROP_SETTING_ERROR_KEY] = string_property ("setting-error-key");

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
unroll_view_state_init (UnrollViewState *self)
{
  self->metrics = g_array_new (FALSE, FALSE, sizeof (RnnMetrics));
  self->series = paint_series_new ();
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
DEFINE_GETTER (const PaintSeries *, series, NULL)
DEFINE_GETTER (gboolean, pending, FALSE)
DEFINE_GETTER (gboolean, playing, FALSE)
DEFINE_GETTER (gboolean, seeking, FALSE)
DEFINE_GETTER (const char *, step_kind, NULL)
DEFINE_GETTER (double, speed, 0.0)
DEFINE_GETTER (guint, sample, 0)
DEFINE_GETTER (const char *, parameters, NULL)
DEFINE_GETTER (const char *, details, NULL)
DEFINE_GETTER (const char *, flow, NULL)
DEFINE_GETTER (PaintTarget, hovered, (PaintTarget) { PAINT_TARGET_NONE })
DEFINE_GETTER (double, zoom, 0.0)
DEFINE_GETTER (const char *, predict_text, NULL)
DEFINE_GETTER (gboolean, predict_best, FALSE)
DEFINE_GETTER (const char *, message, NULL)
DEFINE_GETTER (const char *, remedy_label, NULL)
DEFINE_GETTER (const char *, remedy_action, NULL)
DEFINE_GETTER (const char *, setting_error, NULL)
DEFINE_GETTER (const char *, setting_error_key, NULL)

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
unroll_view_state_set_pending (UnrollViewState *self,
                               gboolean         pending)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  set_flag (self, &self->pending, pending, PROP_PENDING);
}

const RnnMetrics *
unroll_view_state_get_metrics (UnrollViewState *self,
                               gsize           *n_metrics)
{
  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), NULL);
  g_return_val_if_fail (n_metrics != NULL, NULL);

  *n_metrics = self->metrics->len;

  return (const RnnMetrics *) (void *) self->metrics->data;
}

void
unroll_view_state_update_metrics (UnrollViewState  *self,
                                  gsize             n_kept,
                                  const RnnMetrics *rows,
                                  gsize             n_rows)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (rows != NULL || n_rows == 0);

  if (n_kept >= self->metrics->len && n_rows == 0)
    return;

  if (n_kept < self->metrics->len)
    g_array_set_size (self->metrics, n_kept);
  if (n_rows > 0)
    g_array_append_vals (self->metrics, rows, n_rows);
  paint_series_update (self->series, n_kept, rows, n_rows);
  notify (self, PROP_N_METRICS);
}

void
unroll_view_state_set_playing (UnrollViewState *self,
                               gboolean         playing)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  set_flag (self, &self->playing, playing, PROP_PLAYING);
}

void
unroll_view_state_set_seeking (UnrollViewState *self,
                               gboolean         seeking)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  set_flag (self, &self->seeking, seeking, PROP_SEEKING);
}

void
unroll_view_state_set_step_kind (UnrollViewState *self,
                                 const char      *kind)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (kind != NULL);

  if (replace_string (&self->step_kind, kind))
    notify (self, PROP_STEP_KIND);
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
unroll_view_state_set_sample (UnrollViewState *self,
                              guint            sample)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  set_number (self, &self->sample, sample, PROP_SAMPLE);
}

void
unroll_view_state_set_parameters (UnrollViewState *self,
                                  const char      *kind)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (kind != NULL);

  if (replace_string (&self->parameters, kind))
    notify (self, PROP_PARAMETERS);
}

void
unroll_view_state_set_details (UnrollViewState *self,
                               const char      *page)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (page != NULL);

  if (replace_string (&self->details, page))
    notify (self, PROP_DETAILS);
}

void
unroll_view_state_set_flow (UnrollViewState *self,
                            const char      *page)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (page != NULL);

  if (replace_string (&self->flow, page))
    notify (self, PROP_FLOW);
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

void
unroll_view_state_set_predict_text (UnrollViewState *self,
                                    const char      *text)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (text != NULL);

  if (replace_string (&self->predict_text, text))
    notify (self, PROP_PREDICT_TEXT);
}

void
unroll_view_state_set_predict_best (UnrollViewState *self,
                                    gboolean         best)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  set_flag (self, &self->predict_best, best, PROP_PREDICT_BEST);
}

const char *
unroll_view_state_get_written (UnrollViewState *self,
                               const float    **p_letters,
                               guint           *n_letters)
{
  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), NULL);

  if (p_letters != NULL)
    *p_letters = self->written_p;
  if (n_letters != NULL)
    *n_letters = self->n_written;

  return self->written;
}

void
unroll_view_state_set_written (UnrollViewState *self,
                               const char      *text,
                               const float     *p_letters,
                               guint            n_letters)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  if (text == NULL && self->written == NULL)
    return;

  replace_string (&self->written, text);
  g_free (self->written_p);
  self->written_p = NULL;
  if (p_letters != NULL)
    self->written_p = g_memdup2 (p_letters, n_letters * sizeof *p_letters);
  self->n_written = text != NULL ? n_letters : 0;
  notify (self, PROP_WRITTEN);
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
