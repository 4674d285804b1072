#include "tests/core/client.h"

/* Longer than any command of the tests takes, also under a sanitizer. */
#define PATIENCE (120 * G_USEC_PER_SEC)

static void
metrics_cb (guint64           run,
            gsize             n_kept,
            const RnnSeries  *series,
            gpointer          data)
{
  Client *client = data;
  RnnSeries *rows = g_hash_table_lookup (client->series, &run);
  gsize length = rnn_series_length (series);

  if (rows == NULL)
    return;
  g_assert_cmpuint (n_kept, <=, rnn_series_length (rows));
  g_assert_cmpuint (n_kept, <=, length);
  rnn_series_truncate (rows, n_kept);
  for (gsize i = n_kept; i < length; i++)
    {
      RnnMetrics row = rnn_series_row (series, i);

      rnn_series_add (rows, &row);
    }
  client->n_kept = n_kept;
  client->n_told++;
  client->n_received += length - n_kept;
}

static gboolean
is_gone_cb (gpointer key,
            gpointer value,
            gpointer data)
{
  return rnn_run_list_find (data, *(guint64 *) key) == NULL;
}

static void
runs_cb (const RnnRunList *runs,
         gpointer          data)
{
  Client *client = data;

  rnn_run_list_clear (&client->runs);
  rnn_run_list_copy (&client->runs, runs);
  g_hash_table_foreach_remove (client->series, is_gone_cb, (gpointer) runs);
  for (guint i = 0; i < runs->n; i++)
    if (g_hash_table_lookup (client->series, &runs->runs[i].number) == NULL)
      g_hash_table_insert (client->series,
                           g_memdup2 (&runs->runs[i].number, sizeof (guint64)),
                           rnn_series_new ());
  client->rows = g_hash_table_lookup (client->series, &runs->at_hand);
}

static void
frame_cb (RnnFrame *frame,
          gpointer  data)
{
  Client *client = data;

  if (client->frame != NULL)
    g_assert_cmpuint (frame->serial, >, client->frame->serial);
  g_assert_cmpuint (frame->run, ==, client->runs.at_hand);
  g_assert_cmpuint (frame->position.epoch, <=, rnn_series_length (client->rows));
  g_clear_pointer (&client->frame, rnn_frame_unref);
  client->frame = rnn_frame_ref (frame);
  client->n_frames++;
}

static void
letters_told (Client         *client,
              const RnnReply *reply)
{
  /* Nothing comes after the answer. */
  g_assert_null (client_find (client, reply->serial, RNN_COMMAND_STREAM));
  g_assert_cmpuint (reply->serial, >=, client->stream);
  g_assert_cmpuint (rnn_letters_length (reply->letters), >, 0);
  if (reply->serial != client->stream)
    {
      g_clear_pointer (&client->letters, rnn_letters_free);
      client->letters = rnn_letters_new (reply->letters->n_classes,
                                         reply->letters->n_units);
      client->stream = reply->serial;
      client->n_chunks = 0;
    }
  rnn_letters_append (client->letters, reply->letters);
  client->n_chunks++;
  client->streamed_at = reply->position;
}

static void
reply_cb (const RnnReply *reply,
          gpointer        data)
{
  Client *client = data;
  RnnReply *copy;

  if (reply->command == RNN_COMMAND_LETTERS)
    {
      letters_told (client, reply);
      return;
    }

  g_assert_null (client_find (client, reply->serial, reply->command));
  if (reply->error != NULL)
    g_assert_nonnull (reply->error->message);

  copy = g_new (RnnReply, 1);
  *copy = *reply;
  copy->error = reply->error != NULL ? g_error_copy (reply->error) : NULL;
  copy->text = g_strdup (reply->text);
  copy->p_letters =
    g_memdup2 (reply->p_letters, reply->n_letters * sizeof (float));
  copy->update = NULL;
  copy->saved =
    reply->saved != NULL ? rnn_saved_state_ref (reply->saved) : NULL;
  g_ptr_array_add (client->replies, copy);
}

static void
reply_free (RnnReply *reply)
{
  g_clear_error (&reply->error);
  g_free (reply->text);
  g_free (reply->p_letters);
  g_clear_pointer (&reply->saved, rnn_saved_state_unref);
  g_free (reply);
}

Client *
client_new (void)
{
  static const RnnTrainerReceiver receiver = { metrics_cb, frame_cb, reply_cb,
                                               runs_cb };
  Client *client = g_new0 (Client, 1);

  client->context = g_main_context_new ();
  client->series =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                           (GDestroyNotify) rnn_series_free);
  client->replies =
    g_ptr_array_new_with_free_func ((GDestroyNotify) reply_free);
  client->trainer = rnn_trainer_new (client->context, &receiver, client);
  return client;
}

void
client_free (Client *client)
{
  rnn_trainer_free (client->trainer);
  g_main_context_unref (client->context);
  g_hash_table_unref (client->series);
  rnn_run_list_clear (&client->runs);
  g_clear_pointer (&client->frame, rnn_frame_unref);
  g_ptr_array_unref (client->replies);
  rnn_letters_free (client->letters);
  g_free (client);
}

const RnnReply *
client_find (Client     *client,
             guint64     serial,
             RnnCommand  command)
{
  for (guint i = client->replies->len; i > 0; i--)
    {
      const RnnReply *reply = g_ptr_array_index (client->replies, i - 1);

      if (reply->serial == serial && reply->command == command)
        return reply;
    }
  return NULL;
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* A context without anything to do sleeps for ever. */
static GSource *
add_clock (Client *client,
           guint   milliseconds)
{
  GSource *clock = g_timeout_source_new (milliseconds);

  g_source_set_callback (clock, wake_cb, NULL, NULL);
  g_source_attach (clock, client->context);
  return clock;
}

const RnnReply *
client_await (Client     *client,
              guint64     serial,
              RnnCommand  command)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  GSource *clock = add_clock (client, 1000);
  const RnnReply *reply;

  while ((reply = client_find (client, serial, command)) == NULL)
    {
      g_main_context_iteration (client->context, TRUE);
      if (g_get_monotonic_time () > end)
        g_error ("command %u, number %" G_GUINT64_FORMAT ", was not answered",
                 command, serial);
    }
  g_source_destroy (clock);
  g_source_unref (clock);
  return reply;
}

void
client_do (Client     *client,
           guint64     serial,
           RnnCommand  command)
{
  const RnnReply *reply = client_await (client, serial, command);

  g_assert_no_error (reply->error);
}

void
client_pause (Client *client,
              gint64  duration)
{
  gint64 end = g_get_monotonic_time () + duration;
  GSource *clock = add_clock (client, 1);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (client->context, TRUE);
  g_source_destroy (clock);
  g_source_unref (clock);
}

void
client_await_epoch (Client  *client,
                    guint32  epoch)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (client->frame == NULL || client->frame->position.epoch < epoch)
    {
      client_pause (client, 1000);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
}

void
client_await_frames (Client *client,
                     guint   n_frames)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (client->n_frames < n_frames)
    {
      client_pause (client, 1000);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
}

void
client_replace (Client        *client,
                const RnnSpec *spec)
{
  client_do (client, rnn_trainer_replace (client->trainer, spec),
             RNN_COMMAND_REPLACE);
}

void
client_step (Client  *client,
             RnnStep  kind,
             int      n)
{
  client_do (client, rnn_trainer_step (client->trainer, kind, n),
             RNN_COMMAND_STEP);
}

void
client_walk_to (Client *client,
                guint   number)
{
  client_do (client, rnn_trainer_walk_to (client->trainer, number),
             RNN_COMMAND_WALK);
}

void
client_seek (Client  *client,
             guint32  epoch)
{
  client_do (client, rnn_trainer_seek (client->trainer, epoch),
             RNN_COMMAND_SEEK);
}

void
client_play (Client *client)
{
  client_do (client, rnn_trainer_play (client->trainer, 0),
             RNN_COMMAND_STOPPED);
}

void
client_switch (Client  *client,
               guint64  run)
{
  client_do (client, rnn_trainer_switch (client->trainer, run),
             RNN_COMMAND_SWITCH);
  g_assert_cmpuint (client->runs.at_hand, ==, run);
  g_assert_cmpuint (client->frame->run, ==, run);
}

void
client_spec_with (Client     *client,
                  const char *setting,
                  const char *value,
                  RnnSpec    *spec)
{
  rnn_spec_copy (spec, &client->frame->spec);
  g_assert_true (rnn_spec_set (spec, setting, value, NULL));
}

const RnnReply *
client_change (Client     *client,
               const char *setting,
               const char *value)
{
  g_auto (RnnSpec) spec = { 0 };

  client_spec_with (client, setting, value, &spec);
  return client_await (client, rnn_trainer_change (client->trainer, &spec),
                       RNN_COMMAND_CHANGE);
}

Client *
client_begin (const RnnSpec *spec)
{
  Client *client = client_new ();

  client_replace (client, spec);
  return client;
}

Client *
client_begin_endless (RnnSpec *spec)
{
  rnn_spec_init_default (spec);
  spec->epochs = 10000000;
  return client_begin (spec);
}

Client *
client_begin_large (RnnSpec *spec)
{
  static const char *const settings[] = {
    "network.units=256", "data.time_steps=40", "data.target=all",
    "training.batch=32", "fit.epochs=1000", NULL
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append_c (text, 'a' + i * i % 23);
  rnn_spec_init_default (spec);
  set_all (spec, settings);
  g_assert_true (rnn_spec_set (spec, "data.text", text->str, NULL));
  return client_begin (spec);
}

void
client_assert_same (Client *client,
                    Plain  *plain)
{
  RnnLearner *learner = plain->learner;
  gsize size = rnn_learner_network (learner)->size * sizeof (float);

  g_assert_cmpuint (client->frame->position.update, ==,
                    rnn_learner_position (learner).update);
  g_assert_cmpmem (client->frame->parameters, size,
                   rnn_learner_parameters (learner), size);
  g_assert_cmpmem (client->frame->gradients, size,
                   rnn_learner_gradients (learner), size);
  plain_assert_metrics (plain, client->rows,
                        client->frame->position.epoch);
}
