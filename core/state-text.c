#include "core/state-text-private.h"

#include <math.h>
#include <string.h>

#include "core/checksum.h"
#include "core/number.h"
#include "core/state-lines.h"

const char *const rnn_state_event_kinds[RNN_N_EVENT_KINDS] = {
  [RNN_EVENT_SETTINGS] = "settings",
  [RNN_EVENT_PARAMETERS] = "weights",
  [RNN_EVENT_BRANCH] = "branch",
};

const RnnStateArena rnn_state_arenas[RNN_N_STATE_ARENAS] = {
  { "state.parameters", "The weights, row by row.",
    G_STRUCT_OFFSET (RnnState, parameters) },
  { "state.gradients", "The gradients of the last update, clipped.",
    G_STRUCT_OFFSET (RnnState, gradients) },
  { "state.best", "The weights of the best epoch.",
    G_STRUCT_OFFSET (RnnState, best) },
  { "state.m", "The optimizer's first moments.",
    G_STRUCT_OFFSET (RnnState, m) },
  { "state.v", "The optimizer's second moments, of squares.",
    G_STRUCT_OFFSET (RnnState, v) },
  { "state.change", "What the update before the moments began anew added.",
    G_STRUCT_OFFSET (RnnState, change) },
};

float *
rnn_state_arena (const RnnState *state, gsize i)
{
  g_return_val_if_fail (state != NULL && i < RNN_N_STATE_ARENAS, NULL);

  return *(float **) G_STRUCT_MEMBER_P (state, rnn_state_arenas[i].offset);
}

char *
rnn_state_parameter_key (const RnnNetwork *network, const RnnParameter *parameter)
{
  static const char *const names[] = {
    [RNN_PARAMETER_EMBEDDING] = "embedding", [RNN_PARAMETER_W_XH] = "W_xh",
    [RNN_PARAMETER_W_HH] = "W_hh",           [RNN_PARAMETER_B_H] = "b_h",
    [RNN_PARAMETER_W_HY] = "W_hy",           [RNN_PARAMETER_B_Y] = "b_y",
  };
  gboolean of_layer = parameter->kind == RNN_PARAMETER_W_XH
                      || parameter->kind == RNN_PARAMETER_W_HH
                      || parameter->kind == RNN_PARAMETER_B_H;

  if (of_layer && network->n_layers > 1)
    return g_strdup_printf ("layer_%u.%s", parameter->layer + 1,
                            names[parameter->kind]);
  return g_strdup (names[parameter->kind]);
}

static gboolean
is_setting (const RnnSetting *setting, const char *name)
{
  return rnn_setting_find (name) == setting;
}

gboolean
rnn_state_has_setting (const RnnSetting *setting)
{
  return setting->branch && !is_setting (setting, "fit.epochs");
}

guint64
rnn_state_settings_checksum (const RnnSpec *spec)
{
  guint64 sum = RNN_CHECKSUM_START;
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name = NULL, *value = NULL;

      if (settings[i].branch || strcmp (settings[i].group, "experiment") == 0
          || is_setting (&settings[i], "data.file")
          || is_setting (&settings[i], "data.text"))
        continue;
      name = g_strconcat (settings[i].group, ".", settings[i].key, NULL);
      value = rnn_spec_get (spec, name);
      sum = rnn_checksum_add_bytes (sum, name, strlen (name) + 1);
      sum = rnn_checksum_add_bytes (sum, value, strlen (value) + 1);
    }
  return sum;
}

/* Writing ------------------------------------------------------------------ */

static void
append_whole (GString *text, const char *key, guint64 number)
{
  g_string_append_printf (text, "%s=%" G_GUINT64_FORMAT "\n", key, number);
}

static void
append_flag (GString *text, const char *key, gboolean flag)
{
  g_string_append_printf (text, "%s=%s\n", key, flag ? "true" : "false");
}

static void
append_real (GString *text, const char *key, double number)
{
  char buffer[RNN_NUMBER_SIZE];

  g_string_append_printf (text, "%s=%s\n", key,
                          rnn_number_format (number, buffer));
}

static void
append_checksum (GString *text, const char *key, guint64 sum)
{
  g_string_append_printf (text, "%s=%016" G_GINT64_MODIFIER "x\n", key, sum);
}

static void
append_head (GString *text, const RnnSavedState *saved)
{
  const RnnStateHead *head = saved->state.head;
  const RnnStateRoom *room = &saved->state.room;

  g_string_append_printf (
      text,
      "\n[" RNN_STATE_GROUP "]\n"
      "# Where training stands: after %u of %u epochs.  Without the lines from "
      "here on\n"
      "# the experiment begins anew.\n"
      "#\n"
      "# An array is its rows, columns and a checksum, then its numbers as "
      "base64 of\n"
      "# little-endian floats: of 64 bits the metrics, of 32 bits the others.\n"
      "#\n"
      "# Checksums of the settings that cannot change on the way, and of the "
      "text.\n",
      head->position.epoch, saved->spec.epochs);
  append_checksum (text, "settings", rnn_state_settings_checksum (&saved->spec));
  append_checksum (text, "data", saved->data);
  g_string_append (text, "# What the network takes in at a step, and tells "
                         "apart.\n");
  append_whole (text, "inputs", saved->network.n_in);
  append_whole (text, "classes", saved->network.n_classes);
  g_string_append (text, "# Updates, whole epochs, and batches of the next "
                         "one.\n");
  append_whole (text, "update", head->position.update);
  append_whole (text, "epoch", head->position.epoch);
  append_whole (text, "batch", head->position.batch);
  g_string_append (text, "# Of this epoch: samples in a batch; their order; "
                         "samples times loss; hits.\n");
  append_whole (text, "batch_size", head->batch);
  append_whole (text, "order_seed", head->order.seed);
  append_flag (text, "order_shuffle", head->order.shuffle);
  append_real (text, "loss_sum", head->loss_sum);
  append_whole (text, "correct", head->correct);
  g_string_append (text, "# The epoch with the lowest loss; 0: none yet.\n");
  append_whole (text, "best_epoch", head->best_epoch);
  append_real (text, "best_loss", head->best_epoch > 0 ? head->best_loss : 0);
  g_string_append (text, "# The last update's learning rate; updates before "
                         "the moments began anew.\n");
  append_real (text, "last_rate", head->last_rate);
  append_whole (text, "restart", head->restart);
  g_string_append (text, "# What there is below: changes on the way, moments, "
                         "rows of carried states.\n");
  append_whole (text, "events", saved->events->len);
  append_flag (text, "m", room->m);
  append_flag (text, "v", room->v);
  append_flag (text, "change", room->change);
  append_whole (text, "carry_rows", room->carry_rows);
}

static void
append_settings (GString *text, const RnnSpec *spec)
{
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    if (rnn_state_has_setting (&settings[i]))
      {
        g_autofree char *name
            = g_strconcat (settings[i].group, ".", settings[i].key, NULL);
        g_autofree char *value = rnn_spec_get (spec, name);

        g_string_append_printf (text, "%s=%s\n", name, value);
      }
}

static void
append_event (GString *text, guint number, const RnnEvent *event)
{
  g_string_append_printf (text,
                          "\n[state.event.%u]\n"
                          "kind=%s\n",
                          number, rnn_state_event_kinds[event->kind]);
  append_whole (text, "update", event->position.update);
  append_whole (text, "epoch", event->position.epoch);
  append_whole (text, "batch", event->position.batch);
  if (event->kind == RNN_EVENT_PARAMETERS)
    rnn_lines_append_array (text, "weights", RNN_ITEM_FLOAT, 1,
                            event->n_parameters, event->parameters);
  else
    append_settings (text, &event->spec);
}

/* Loss and accuracy of each epoch, then, if there are any, those of the samples
 * held out. */
static void
append_metrics (GString *text, const RnnSavedState *saved)
{
  gsize n = rnn_series_length (saved->metrics);
  guint columns
      = n > 0 && !isnan (rnn_series_row (saved->metrics, 0).validation_loss)
            ? 4
            : 2;
  g_autofree double *rows = g_new (double, n * columns + 1);

  for (gsize i = 0; i < n; i++)
    {
      RnnMetrics row = rnn_series_row (saved->metrics, i);
      const double numbers[] = { row.loss, row.accuracy, row.validation_loss,
                                 row.validation_accuracy };

      memcpy (rows + i * columns, numbers, columns * sizeof *rows);
    }

  g_string_append (text, "\n[state.metrics]\n"
                         "# Of each epoch: loss, accuracy; then those of the "
                         "samples held out.\n");
  append_whole (text, "columns", columns);
  rnn_lines_append_array (text, "rows", RNN_ITEM_DOUBLE, n, columns, rows);
}

static void
write_arena (RnnTextSink      *sink,
             const RnnNetwork *network,
             const float      *arena)
{
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];
      g_autofree char *key = rnn_state_parameter_key (network, parameter);

      rnn_lines_append_array (sink->text, key, RNN_ITEM_FLOAT, parameter->rows,
                              parameter->columns, arena + parameter->offset);
      rnn_text_sink_pass (sink);
    }
}

static void
append_carry (GString *text, const RnnSavedState *saved)
{
  if (saved->state.room.carry_rows == 0)
    return;

  g_string_append (text, "\n[state.carry]\n"
                         "# The states from which the next batch starts.\n");
  for (guint l = 0; l < saved->network.n_layers; l++)
    {
      g_autofree char *key = g_strdup_printf ("layer_%u", l + 1);

      rnn_lines_append_array (text, key, RNN_ITEM_FLOAT,
                              saved->state.room.carry_rows,
                              saved->network.units[l], saved->state.carry[l]);
    }
}

void
rnn_state_write (RnnTextSink *sink, const RnnSavedState *saved)
{
  g_return_if_fail (sink != NULL);
  g_return_if_fail (saved != NULL);

  append_head (sink->text, saved);
  g_string_append (sink->text, "\n[state.start]\n"
                               "# At the start: the settings that may change on "
                               "the way.\n");
  append_settings (sink->text, &saved->start);
  for (guint i = 0; i < saved->events->len; i++)
    {
      append_event (sink->text, i + 1, g_ptr_array_index (saved->events, i));
      rnn_text_sink_pass (sink);
    }
  append_metrics (sink->text, saved);

  for (gsize i = 0; i < G_N_ELEMENTS (rnn_state_arenas); i++)
    {
      const float *arena = rnn_state_arena (&saved->state, i);

      if (arena == NULL)
        continue;
      g_string_append_printf (sink->text,
                              "\n[%s]\n"
                              "# %s\n",
                              rnn_state_arenas[i].group, rnn_state_arenas[i].help);
      write_arena (sink, &saved->network, arena);
    }
  append_carry (sink->text, saved);
}
