#include "core/state-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/state-lines.h"

#define MAX_EVENTS 100000
#define MAX_BATCH (G_MAXUINT16 + 1)
/* Beside its numbers a state takes what aligns them. */
#define ROOM_FOR_LAYOUT 8192

/* What is read on the way. */
typedef struct
{
  RnnLines       lines;
  const RnnSpec *spec;
  RnnSavedState *saved;
  RnnStateHead   head;
  RnnStateRoom   room;
  guint          n_events;
} Reader;

static gboolean
refuse_short (Reader *reader, GError **error)
{
  return rnn_lines_refuse (&reader->lines, error,
                           _("the file ends before all of the state; it is "
                             "damaged"));
}

static gboolean
take_uint (Reader     *reader,
           const char *key,
           guint       min,
           guint       max,
           guint      *number,
           GError    **error)
{
  guint64 whole;

  if (!rnn_lines_take_whole (&reader->lines, key, min, max, &whole, error))
    return FALSE;
  *number = whole;
  return TRUE;
}

static gboolean
take_flag (Reader *reader, const char *key, gboolean *flag, GError **error)
{
  if (!rnn_lines_take (&reader->lines, key, error))
    return FALSE;
  *flag = strcmp (reader->lines.value, "true") == 0;
  if (*flag || strcmp (reader->lines.value, "false") == 0)
    return TRUE;
  return rnn_lines_refuse (&reader->lines, error,
                           _("%s: ‘%s’ is neither true nor false"),
                           reader->lines.key, reader->lines.value);
}

static gboolean
take_bounded (Reader *reader, const char *key, double *number, GError **error)
{
  if (!rnn_lines_take_real (&reader->lines, key, number, error))
    return FALSE;
  if (*number >= 0 && *number < G_MAXFLOAT)
    return TRUE;
  return rnn_lines_refuse (&reader->lines, error,
                           _("%s: ‘%s’ cannot be, it must be 0 or more"),
                           reader->lines.key, reader->lines.value);
}

/* A moment that is not after @last. */
static gboolean
take_position (Reader            *reader,
               const RnnPosition *last,
               RnnPosition       *position,
               GError           **error)
{
  g_autofree char *updates = NULL;
  guint64 update;
  guint epoch, batch;

  if (!rnn_lines_take_whole (&reader->lines, "update", 0, last->update, &update,
                             error)
      || !take_uint (reader, "epoch", 0, last->epoch, &epoch, error)
      || !take_uint (reader, "batch", 0, last->batch, &batch, error))
    return FALSE;
  if ((guint64) epoch + batch > update
      || (update == 0) != (epoch == 0 && batch == 0))
    {
      updates = g_strdup_printf ("%" G_GUINT64_FORMAT, update);
      return rnn_lines_refuse (&reader->lines, error,
                               _("%s: %u epochs and %u batches cannot be %s "
                                 "updates"),
                               reader->lines.key, epoch, batch, updates);
    }

  *position = (RnnPosition) { update, epoch, batch };
  return TRUE;
}

static gboolean
take_settings_checksum (Reader *reader, GError **error)
{
  guint64 sum;

  if (!rnn_lines_take_checksum (&reader->lines, "settings", &sum, error))
    return FALSE;
  if (sum == rnn_state_settings_checksum (reader->spec))
    return TRUE;

  return rnn_lines_refuse (&reader->lines, error,
                           _("%s: the state was saved with other settings of "
                             "data or network; bring those back, or delete "
                             "the lines from [state] on to begin anew"),
                           reader->lines.key);
}

/* The shape of the network, which the text would tell. */
static gboolean
take_shape (Reader *reader, GError **error)
{
  RnnDataset shape = { .input = reader->spec->input,
                       .target = reader->spec->target,
                       .time_steps = reader->spec->time_steps };

  if (!rnn_lines_take_checksum (&reader->lines, "data", &reader->saved->data,
                                error)
      || !take_uint (reader, "inputs", 1, RNN_MAX_LETTERS, &shape.n_in, error)
      || !take_uint (reader, "classes", 1, RNN_MAX_LETTERS, &shape.n_classes,
                     error))
    return FALSE;

  rnn_network_init (&reader->saved->network, reader->spec, &shape);
  return TRUE;
}

static gboolean
take_epoch (Reader *reader, GError **error)
{
  RnnStateHead *head = &reader->head;

  return take_uint (reader, "batch_size", 1, MAX_BATCH, &head->batch,
                    error)
         && take_uint (reader, "order_seed", 0, G_MAXUINT32, &head->order.seed,
                       error)
         && take_flag (reader, "order_shuffle", &head->order.shuffle, error)
         && take_bounded (reader, "loss_sum", &head->loss_sum, error)
         && rnn_lines_take_whole (&reader->lines, "correct", 0, G_MAXINT64,
                                  &head->correct, error);
}

static gboolean
take_past (Reader *reader, GError **error)
{
  RnnStateHead *head = &reader->head;

  if (!take_uint (reader, "best_epoch", 0, head->position.epoch,
                  &head->best_epoch, error)
      || !take_bounded (reader, "best_loss", &head->best_loss, error)
      || !take_bounded (reader, "last_rate", &head->last_rate, error)
      || !rnn_lines_take_whole (&reader->lines, "restart", 0,
                                head->position.update, &head->restart, error))
    return FALSE;
  if (head->best_epoch == 0)
    head->best_loss = INFINITY;
  return TRUE;
}

static gboolean
take_room (Reader *reader, GError **error)
{
  RnnStateRoom *room = &reader->room;
  guint most = reader->spec->stateful ? MAX_BATCH : 0;

  return take_uint (reader, "events", 0, MAX_EVENTS, &reader->n_events, error)
         && take_flag (reader, "m", &room->m, error)
         && take_flag (reader, "v", &room->v, error)
         && take_flag (reader, "change", &room->change, error)
         && take_uint (reader, "carry_rows", MIN (most, 1), most,
                       &room->carry_rows, error);
}

static gboolean
take_head (Reader *reader, GError **error)
{
  const RnnPosition most = { G_MAXINT64, G_MAXINT32, G_MAXINT32 };

  return rnn_lines_take_group (&reader->lines, RNN_STATE_GROUP, error)
         && take_settings_checksum (reader, error)
         && take_shape (reader, error)
         && take_position (reader, &most, &reader->head.position, error)
         && take_epoch (reader, error)
         && take_past (reader, error)
         && take_room (reader, error);
}

/* All that may change, into @spec, which has the rest. */
static gboolean
take_settings (Reader *reader, RnnSpec *spec, GError **error)
{
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);
  g_autoptr (GError) check_error = NULL;

  for (gsize i = 0; i < n_settings; i++)
    if (rnn_state_has_setting (&settings[i]))
      {
        g_autofree char *name
            = g_strconcat (settings[i].group, ".", settings[i].key, NULL);
        g_autoptr (GError) setting_error = NULL;

        if (!rnn_lines_take (&reader->lines, name, error))
          return FALSE;
        if (!rnn_spec_set (spec, name, reader->lines.value, &setting_error))
          return rnn_lines_refuse (&reader->lines, error, "%s",
                                   setting_error->message);
      }

  return rnn_spec_check (spec, &check_error)
         || rnn_lines_refuse (&reader->lines, error, "%s",
                              check_error->message);
}

static gboolean
take_start (Reader *reader, GError **error)
{
  RnnSpec *spec = &reader->saved->spec;

  if (!rnn_lines_take_group (&reader->lines, "state.start", error)
      || !take_settings (reader, spec, error))
    return FALSE;
  reader->saved->start = rnn_spec_numbers (spec);
  return TRUE;
}

static gboolean
take_kind (Reader *reader, RnnEventKind *kind, GError **error)
{
  if (!rnn_lines_take (&reader->lines, "kind", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rnn_state_event_kinds); i++)
    if (strcmp (reader->lines.value, rnn_state_event_kinds[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return rnn_lines_refuse (&reader->lines, error,
                           _("%s: ‘%s’ is not settings, weights or branch"),
                           reader->lines.key, reader->lines.value);
}

static RnnEvent *
take_weights (Reader *reader, RnnPosition position, GError **error)
{
  gsize size = reader->saved->network.size;
  g_autofree float *weights = NULL;

  if (size > rnn_lines_left (&reader->lines))
    {
      refuse_short (reader, error);
      return NULL;
    }
  weights = g_new (float, size);
  if (!rnn_lines_take_array (&reader->lines, "weights", RNN_ITEM_FLOAT, 1, size,
                             weights, error))
    return NULL;
  return rnn_event_new_parameters (position, weights, size);
}

static RnnEvent *
take_change (Reader       *reader,
             RnnEventKind  kind,
             RnnPosition   position,
             GError      **error)
{
  RnnSpec *spec = &reader->saved->spec;

  if (kind == RNN_EVENT_PARAMETERS)
    return take_weights (reader, position, error);
  if (!take_settings (reader, spec, error))
    return NULL;
  return kind == RNN_EVENT_BRANCH ? rnn_event_new_branch (position, spec)
                                  : rnn_event_new_settings (position, spec);
}

static gboolean
take_event (Reader *reader, guint number, GError **error)
{
  g_autofree char *group = g_strdup_printf ("state.event.%u", number);
  GPtrArray *events = reader->saved->events;
  const RnnPosition most = { reader->head.position.update,
                             reader->head.position.epoch, G_MAXINT32 };
  RnnEventKind kind = RNN_EVENT_SETTINGS;
  RnnPosition position = { 0, 0, 0 };
  RnnEvent *event;

  if (!rnn_lines_take_group (&reader->lines, group, error)
      || !take_kind (reader, &kind, error)
      || !take_position (reader, &most, &position, error))
    return FALSE;
  event = number > 1 ? g_ptr_array_index (events, number - 2) : NULL;
  if (event != NULL && position.update < event->position.update)
    return rnn_lines_refuse (&reader->lines, error,
                             _("%s comes before the one above it"), group);

  event = take_change (reader, kind, position, error);
  if (event == NULL)
    return FALSE;
  g_ptr_array_add (events, event);
  return TRUE;
}

static gboolean
take_metrics (Reader *reader, GError **error)
{
  gsize n = reader->head.position.epoch;
  g_autofree double *rows = NULL;
  guint columns;

  if (!rnn_lines_take_group (&reader->lines, "state.metrics", error)
      || !take_uint (reader, "columns", 2, 4, &columns, error))
    return FALSE;
  if (columns == 3)
    return rnn_lines_refuse (&reader->lines, error,
                             _("%s: there are 2 or 4"), reader->lines.key);
  if (n > rnn_lines_left (&reader->lines))
    return refuse_short (reader, error);

  rows = g_new (double, n * columns + 1);
  if (!rnn_lines_take_array (&reader->lines, "rows", RNN_ITEM_DOUBLE, n,
                             columns, rows, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const double *row = rows + i * columns;
      const RnnMetrics metrics = {
        .epoch = i + 1,
        .loss = row[0],
        .accuracy = row[1],
        .validation_loss = columns == 4 ? row[2] : NAN,
        .validation_accuracy = columns == 4 ? row[3] : NAN,
      };

      rnn_series_add (reader->saved->metrics, &metrics);
    }
  return TRUE;
}

static gboolean
take_arena (Reader *reader, gsize number, GError **error)
{
  const RnnNetwork *network = &reader->saved->network;
  float *arena = rnn_state_arena (&reader->saved->state, number);

  if (arena == NULL)
    return TRUE;
  if (!rnn_lines_take_group (&reader->lines, rnn_state_arenas[number].group, error))
    return FALSE;
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];
      g_autofree char *key = rnn_state_parameter_key (network, parameter);

      if (!rnn_lines_take_array (&reader->lines, key, RNN_ITEM_FLOAT,
                                 parameter->rows, parameter->columns,
                                 arena + parameter->offset, error))
        return FALSE;
    }
  return TRUE;
}

/* v is a mean of squares. */
static gboolean
check_squares (Reader *reader, GError **error)
{
  const float *v = reader->saved->state.v;

  for (gsize i = 0; v != NULL && i < reader->saved->network.size; i++)
    if (v[i] < 0)
      return rnn_lines_refuse (&reader->lines, error,
                               _("state.v: number %zu is %g, less than 0"),
                               i + 1, v[i]);
  return TRUE;
}

static gboolean
take_carry (Reader *reader, GError **error)
{
  const RnnSavedState *saved = reader->saved;

  if (saved->state.room.carry_rows == 0)
    return TRUE;
  if (!rnn_lines_take_group (&reader->lines, "state.carry", error))
    return FALSE;
  for (guint l = 0; l < saved->network.n_layers; l++)
    {
      g_autofree char *key = g_strdup_printf ("layer_%u", l + 1);

      if (!rnn_lines_take_array (&reader->lines, key, RNN_ITEM_FLOAT,
                                 saved->state.room.carry_rows,
                                 saved->network.units[l],
                                 saved->state.carry[l], error))
        return FALSE;
    }
  return TRUE;
}

/* The settings in force come from the events. */
static void
fill_head (Reader *reader)
{
  const RnnSpec *spec = &reader->saved->spec;
  RnnStateHead *head = &reader->head;

  head->learning_rate = spec->learning_rate;
  head->clip = spec->clip;
  head->clip_value = spec->clip_value;
  head->optimizer = spec->optimizer;
  head->momentum = spec->momentum;
  head->nesterov = spec->nesterov;
  head->rho = spec->rho;
  head->beta_1 = spec->beta_1;
  head->beta_2 = spec->beta_2;
  head->epsilon = spec->epsilon;
  head->next_batch = spec->batch;
  head->next_order = (RnnOrder) { spec->seed, spec->shuffle };
  *reader->saved->state.head = *head;
}

/* Nothing is made room for that is not there. */
static gboolean
make_room (Reader *reader, GError **error)
{
  const RnnNetwork *network = &reader->saved->network;

  if (rnn_state_measure (network, &reader->room)
      > rnn_lines_left (&reader->lines) + ROOM_FOR_LAYOUT)
    return refuse_short (reader, error);
  rnn_state_init (&reader->saved->state, network, &reader->room);
  return TRUE;
}

static gboolean
take_all (Reader *reader, GError **error)
{
  if (!take_head (reader, error) || !take_start (reader, error))
    return FALSE;
  for (guint i = 0; i < reader->n_events; i++)
    if (!take_event (reader, i + 1, error))
      return FALSE;
  if (!take_metrics (reader, error) || !make_room (reader, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rnn_state_arenas); i++)
    if (!take_arena (reader, i, error))
      return FALSE;
  if (!check_squares (reader, error) || !take_carry (reader, error)
      || !rnn_lines_take_end (&reader->lines, error))
    return FALSE;

  fill_head (reader);
  return TRUE;
}

RnnSavedState *
rnn_state_parse_text (const char    *name,
                      const char    *text,
                      guint          line,
                      const RnnSpec *spec,
                      GError       **error)
{
  g_autoptr (RnnSavedState) saved = rnn_saved_state_alloc ();
  Reader reader;
  gboolean good;

  g_return_val_if_fail (name != NULL && text != NULL, NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  memset (&reader, 0, sizeof reader);
  reader.spec = spec;
  reader.saved = saved;
  rnn_spec_copy (&saved->spec, spec);
  rnn_lines_init (&reader.lines, name, text, line);
  good = take_all (&reader, error);
  rnn_lines_clear (&reader.lines);
  return good ? g_steal_pointer (&saved) : NULL;
}
