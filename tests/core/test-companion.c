#include <string.h>

#include "core/error.h"
#include "tests/core/client.h"

/* A run that is watched beside another: always in step, always to the bits that
 * it would have alone. */

static guint64
compare (Client     *client,
         const char *setting,
         const char *value)
{
  g_auto (RnnSpec) spec = { 0 };

  client_spec_with (client, setting, value, &spec);
  client_do (client, rnn_trainer_compare (client->trainer, &spec, NULL),
             RNN_COMMAND_COMPARE);
  return client->runs.companion;
}

static void
accompany (Client  *client,
           guint64  run)
{
  client_do (client, rnn_trainer_accompany (client->trainer, run),
             RNN_COMMAND_ACCOMPANY);
  g_assert_cmpuint (client->runs.companion, ==, run);
}

/* Until it has done what it can. */
static const RnnFrame *
await_companion (Client *client)
{
  while (client->frame->companion == NULL
         || client->frame->companion->run != client->runs.companion
         || client->frame->companion_state == RNN_COMPANION_BEHIND)
    client_pause (client, 1000);
  return client->frame->companion;
}

/* @plain is brought to where @frame stands: both must be the same bits. */
static void
assert_alike (const RnnFrame *frame,
              Plain          *plain)
{
  gsize size = frame->network.size * sizeof (float);

  plain_to_update (plain, frame->position.update);
  g_assert_cmpuint (rnn_learner_position (plain->learner).update, ==,
                    frame->position.update);
  g_assert_cmpmem (frame->parameters, size,
                   rnn_learner_parameters (plain->learner), size);
}

/* Both at the same moment, right after a command's answer. */
static void
assert_in_step (Client *client)
{
  const RnnFrame *frame = client->frame;

  g_assert_nonnull (frame->companion);
  g_assert_cmpint (frame->companion_state, ==, RNN_COMPANION_IN_STEP);
  g_assert_null (frame->companion_error);
  g_assert_cmpuint (frame->companion->run, ==, client->runs.companion);
  g_assert_cmpuint (frame->companion->serial, ==, frame->serial);
  g_assert_cmpuint (frame->companion->position.epoch, ==,
                    frame->position.epoch);
  g_assert_cmpuint (frame->companion->stop, ==, frame->stop);
  g_assert_null (frame->companion->companion);
  g_assert_cmpuint (
    rnn_series_length (g_hash_table_lookup (client->series,
                                            &frame->companion->run)), >=,
    frame->position.epoch);
}

/* The bits of a fresh run of @setting = @value at where the companion stands. */
static void
assert_as_alone (Client     *client,
                 const char *setting,
                 const char *value)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Plain) plain = NULL;

  client_spec_with (client, setting, value, &spec);
  plain = plain_new (&spec);
  assert_alike (client->frame->companion, plain);
}

static Client *
begin (void)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  return client_begin (&spec);
}

/* Ten times the learning rate, flat out to the end. */
static void
test_play (void)
{
  g_autoptr (Client) client = begin ();
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Plain) plain = NULL;
  guint64 other = compare (client, "training.learning_rate", "0.1");

  g_assert_cmpuint (other, ==, 2);
  g_assert_cmpuint (client->runs.n, ==, 2);
  g_assert_cmpuint (client->runs.at_hand, ==, 1);
  g_assert_cmpuint (client->runs.runs[1].parent, ==, 0);
  g_assert_cmpstr (client->runs.runs[1].name, ==, "learning rate 0.1");
  await_companion (client);
  assert_in_step (client);

  client_play (client);
  assert_in_step (client);
  g_assert_cmpuint (client->frame->position.epoch, ==, 100);
  rnn_spec_copy (&spec, &client->frame->spec);
  plain = plain_new (&spec);
  plain_to_epoch (plain, 100);
  client_assert_same (client, plain);
  assert_as_alone (client, "training.learning_rate", "0.1");

  /* Off: nothing is lost. */
  accompany (client, 0);
  g_assert_null (client->frame->companion);
  g_assert_cmpint (client->frame->companion_state, ==, RNN_COMPANION_NONE);
  g_assert_cmpuint (client->runs.n, ==, 2);
  client_seek (client, 5);
  client_switch (client, other);
  g_assert_cmpuint (client->frame->position.epoch, ==, 100);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 100);
}

/* Turned on in the midst of it, and wherever one goes from there. */
static void
test_motion (void)
{
  static const guint32 epochs[] = { 62, 0, 61, 99, 98, 130, 7 };
  g_autoptr (Client) client = begin ();

  client_seek (client, 62);
  compare (client, "training.optimizer", "sgd");
  await_companion (client);
  assert_in_step (client);
  assert_as_alone (client, "training.optimizer", "sgd");
  for (gsize i = 0; i < G_N_ELEMENTS (epochs); i++)
    {
      client_seek (client, epochs[i]);
      assert_in_step (client);
      assert_as_alone (client, "training.optimizer", "sgd");
    }
  client_step (client, RNN_STEP_UPDATE, 1);
  client_step (client, RNN_STEP_EPOCH, -3);
  client_step (client, RNN_STEP_TEN_EPOCHS, 2);
  assert_in_step (client);
  g_assert_cmpuint (client->frame->position.epoch, ==, 25);
  client_step (client, RNN_STEP_TO_END, 1);
  assert_in_step (client);
  assert_as_alone (client, "training.optimizer", "sgd");
  client_seek (client, client->frame->best_epoch);
  assert_in_step (client);
}

/* Stop by stop through the updates, there and back, and on. */
static void
test_walk (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  static const char *const settings[] = { "data.time_steps=3",
                                          "training.batch=2", NULL };
  guint length;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  client = client_begin (&spec);
  compare (client, "training.learning_rate", "0.1");
  client_seek (client, 4);
  length = rnn_walk_length (&client->frame->walk);
  for (guint i = 0; i < 3 * length + 1; i++)
    {
      client_step (client, RNN_STEP_TIME_STEP, 1);
      assert_in_step (client);
      g_assert_cmpuint (client->frame->companion->position.update, ==,
                        client->frame->position.update);
      g_assert_cmpuint (client->frame->companion->update->update, ==,
                        client->frame->update->update);
      assert_as_alone (client, "training.learning_rate", "0.1");
    }
  for (guint i = 0; i < 3 * length; i++)
    client_step (client, RNN_STEP_TIME_STEP, -1);
  assert_in_step (client);
  assert_as_alone (client, "training.learning_rate", "0.1");
  client_walk_to (client, length);
  assert_in_step (client);
  client_step (client, RNN_STEP_EPOCH, 1);
  assert_in_step (client);
  client_play (client);
  assert_in_step (client);
  assert_as_alone (client, "training.learning_rate", "0.1");
}

/* A walk has one stop less where nothing is clipped, and more with more
 * layers. */
static void
test_other_walk (void)
{
  g_autoptr (Client) client = begin ();
  const RnnFrame *frame;
  guint length;

  g_assert_no_error (client_change (client, "training.clip", "norm")->error);
  compare (client, "training.clip", "none");
  client_seek (client, 3);
  length = rnn_walk_length (&client->frame->walk);
  client_walk_to (client, length - 1);
  frame = client->frame;
  g_assert_cmpint (frame->companion_state, ==, RNN_COMPANION_IN_STEP);
  g_assert_cmpint (rnn_walk_stop (&frame->walk, frame->stop).phase, ==,
                   RNN_PHASE_CLIP);
  g_assert_cmpint (rnn_walk_stop (&frame->companion->walk,
                                  frame->companion->stop).phase, ==,
                   RNN_PHASE_GRADIENT);
  client_walk_to (client, length);
  frame = client->frame;
  g_assert_cmpuint (frame->companion->stop, ==, length - 1);
  g_assert_cmpuint (frame->companion->position.update, ==, 4);

  compare (client, "network.units", "4;3");
  client_walk_to (client, 1);
  frame = client->frame;
  g_assert_cmpint (frame->companion_state, ==, RNN_COMPANION_IN_STEP);
  g_assert_cmpuint (frame->companion->network.n_layers, ==, 2);
  g_assert_cmpuint (frame->companion->stop, ==, 1);
  client_step (client, RNN_STEP_EPOCH, 2);
  assert_in_step (client);
  assert_as_alone (client, "network.units", "4;3");
}

/* With other batches: the same share of an epoch, never more. */
static void
test_batches (void)
{
  static const struct { const char *own, *other; } sizes[] = {
    { "5", "1" }, { "1", "5" }, { "2", "1" }, { "1", "2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto (RnnSpec) spec = { 0 };
      g_autoptr (Client) client = NULL;

      rnn_spec_init_default (&spec);
      g_assert_true (rnn_spec_set (&spec, "training.batch", sizes[i].own,
                                   NULL));
      client = client_begin (&spec);
      compare (client, "training.batch", sizes[i].other);
      for (guint n = 0; n < 12; n++)
        {
          const RnnFrame *frame;

          client_step (client, RNN_STEP_UPDATE, n == 9 ? -4 : 1);
          frame = client->frame;
          assert_in_step (client);
          g_assert_cmpuint (frame->companion->position.batch, ==,
                            frame->position.batch * frame->companion->batches
                              / frame->batches);
          assert_as_alone (client, "training.batch", sizes[i].other);
        }
      client_play (client);
      assert_in_step (client);
      assert_as_alone (client, "training.batch", sizes[i].other);
    }
}

/* Its own epochs are fewer: it waits at its end.  What changes both plans is the
 * plan of the one that is shown. */
static void
test_ended (void)
{
  g_autoptr (Client) client = begin ();
  guint64 other = compare (client, "training.learning_rate", "0.1");
  const RnnFrame *frame;

  g_assert_no_error (client_change (client, "fit.epochs", "80")->error);
  client_play (client);
  assert_in_step (client);
  g_assert_cmpuint (client->frame->companion->spec.epochs, ==, 80);
  client_step (client, RNN_STEP_EPOCH, 5);
  assert_in_step (client);

  accompany (client, 0);
  client_switch (client, other);
  client_seek (client, 30);
  client_switch (client, 1);
  g_assert_no_error (client_change (client, "fit.epochs", "200")->error);
  accompany (client, other);
  frame = await_companion (client);
  g_assert_cmpuint (client->frame->position.epoch, ==, 85);
  g_assert_cmpuint (frame->position.epoch, ==, 85);
  client_step (client, RNN_STEP_TEN_EPOCHS, 1);
  frame = client->frame;
  g_assert_cmpint (frame->companion_state, ==, RNN_COMPANION_ENDED);
  g_assert_cmpuint (frame->position.epoch, ==, 95);
  g_assert_cmpuint (frame->companion->position.epoch, ==, 85);
  client_walk_to (client, 2);
  g_assert_cmpint (client->frame->companion_state, ==, RNN_COMPANION_ENDED);
  g_assert_cmpuint (client->frame->companion->stop, ==, 0);
  client_seek (client, 85);
  assert_in_step (client);
  client_play (client);
  g_assert_cmpuint (client->frame->position.epoch, ==, 200);
  g_assert_cmpint (client->frame->companion_state, ==, RNN_COMPANION_ENDED);
}

/* One that grows beyond all bounds stays where it was finite last, and the other
 * goes on. */
static void
test_diverged (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  static const char *const settings[] = {
    "network.activation=linear", "training.optimizer=sgd",
    "data.time_steps=5", NULL
  };
  const RnnFrame *frame;
  guint32 last;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  client = client_begin (&spec);
  compare (client, "training.learning_rate", "1e20");
  client_play (client);
  frame = client->frame;
  g_assert_cmpuint (frame->position.epoch, ==, 100);
  g_assert_cmpint (frame->companion_state, ==, RNN_COMPANION_DIVERGED);
  g_assert_nonnull (frame->companion_error);
  last = frame->companion->position.epoch;
  g_assert_cmpuint (last, <, 100);

  client_seek (client, last);
  assert_in_step (client);
  client_walk_to (client, 2);
  g_assert_cmpint (client->frame->companion_state, ==, RNN_COMPANION_DIVERGED);
  client_step (client, RNN_STEP_UPDATE, 1);
  g_assert_cmpint (client->frame->companion_state, ==, RNN_COMPANION_DIVERGED);
  g_assert_cmpuint (client->frame->companion->position.epoch, ==, last);
  client_seek (client, 0);
  assert_in_step (client);
}

/* Coming and going of runs. */
static void
test_runs (void)
{
  g_autoptr (Client) client = begin ();
  guint64 other, third;

  client_seek (client, 40);
  other = compare (client, "training.learning_rate", "0.05");
  await_companion (client);
  assert_as_alone (client, "training.learning_rate", "0.05");

  /* The two change places.  Of what is shown now the other differs in this. */
  client_switch (client, other);
  g_assert_cmpuint (client->runs.companion, ==, 1);
  await_companion (client);
  assert_in_step (client);
  g_assert_cmpuint (client->frame->position.epoch, ==, 40);
  assert_as_alone (client, "training.learning_rate", "0.01");
  client_switch (client, 1);

  /* A branch of the one goes on beside the other. */
  client_do (client, rnn_trainer_branch (client->trainer, &client->frame->spec,
                                         "third"), RNN_COMMAND_BRANCH);
  third = client->runs.at_hand;
  g_assert_cmpuint (client->runs.companion, ==, other);
  client_step (client, RNN_STEP_EPOCH, 1);
  assert_in_step (client);

  client_do (client, rnn_trainer_delete (client->trainer, other),
             RNN_COMMAND_DELETE);
  g_assert_cmpuint (client->runs.companion, ==, 0);
  g_assert_null (client->frame->companion);
  client_seek (client, 50);
  client_do (client, rnn_trainer_restore (client->trainer),
             RNN_COMMAND_RESTORE);
  g_assert_cmpuint (client->runs.companion, ==, other);
  await_companion (client);
  assert_in_step (client);
  assert_as_alone (client, "training.learning_rate", "0.05");

  /* When the shown one goes its parent comes, beside the same. */
  client_do (client, rnn_trainer_delete (client->trainer, third),
             RNN_COMMAND_DELETE);
  g_assert_cmpuint (client->runs.at_hand, ==, 1);
  await_companion (client);
  assert_in_step (client);
  g_assert_cmpuint (client->frame->companion->position.epoch, ==, 40);
  client_do (client, rnn_trainer_delete (client->trainer, 1),
             RNN_COMMAND_DELETE);
  g_assert_cmpuint (client->runs.at_hand, ==, other);
  g_assert_cmpuint (client->runs.companion, ==, 0);
}

static void
assert_refused (Client     *client,
                const char *setting,
                const char *value)
{
  g_auto (RnnSpec) spec = { 0 };
  const RnnReply *reply;

  client_spec_with (client, setting, value, &spec);
  reply = client_await (client,
                        rnn_trainer_compare (client->trainer, &spec, NULL),
                        RNN_COMMAND_COMPARE);
  g_assert_error (reply->error, RNN_ERROR, RNN_ERROR_SETTING);
  g_assert_nonnull (strstr (reply->error->message, setting));
  g_assert_cmpuint (client->runs.companion, ==, 0);
}

static void
test_refused (void)
{
  static const guint64 numbers[] = { 1, 77 };
  g_autoptr (Client) client = begin ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      guint64 serial = rnn_trainer_accompany (client->trainer, numbers[i]);
      const RnnReply *reply =
        client_await (client, serial, RNN_COMMAND_ACCOMPANY);

      g_assert_error (reply->error, RNN_ERROR, RNN_ERROR_RANGE);
    }
  assert_refused (client, "data.text", "abcdefg");
  assert_refused (client, "data.time_steps", "2");
  assert_refused (client, "training.loss", "sum");
  /* It decides which sample is which, too. */
  assert_refused (client, "fit.seed", "7");
  g_assert_cmpuint (client->runs.n, ==, 1);
  for (guint i = 1; i < RNN_MAX_RUNS; i++)
    compare (client, "network.recurrent_gain", "2");
  g_assert_cmpstr (client->runs.runs[15].name, ==, "gain 2 (15)");
  g_assert_error (client_await (client,
                                rnn_trainer_compare (client->trainer,
                                                     &client->frame->spec,
                                                     NULL),
                                RNN_COMMAND_COMPARE)->error,
                  RNN_ERROR, RNN_ERROR_MEMORY);
}

/* Commands are answered between any two updates of either, and one that is far
 * behind is seen on its way. */
static void
test_answers (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_large (&spec);
  RnnFrameWish wish = { .sample = 1 };
  gint64 start;
  guint n_frames;

  client_step (client, RNN_STEP_UPDATE, 130);
  compare (client, "training.learning_rate", "0.02");
  client_pause (client, 3 * G_USEC_PER_SEC / 10);
  start = g_get_monotonic_time ();
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_test_message ("answered in %.1f ms",
                  (g_get_monotonic_time () - start) / 1e3);
  n_frames = client->n_frames;
  client_await_frames (client, n_frames + 1);
  g_assert_cmpuint (client->frame->position.update, ==, 130);
  if (client->frame->companion_state == RNN_COMPANION_BEHIND)
    g_assert_cmpuint (client->frame->companion->position.update, <, 130);
  await_companion (client);
  g_assert_cmpuint (client->frame->companion->position.update, ==, 130);
}

/* Seen in step while both are trained flat out. */
static void
test_flat_out (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint n_seen = 0;

  compare (client, "training.learning_rate", "0.001");
  rnn_trainer_play (client->trainer, 0);
  while (client->n_frames < 60)
    {
      guint n_frames = client->n_frames;

      client_await_frames (client, n_frames + 1);
      if (client->frame->companion == NULL || !client->frame->running)
        continue;
      assert_in_step (client);
      n_seen++;
    }
  g_assert_cmpuint (n_seen, >, 20);
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  await_companion (client);
  assert_in_step (client);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/companion/play", test_play);
  g_test_add_func ("/companion/motion", test_motion);
  g_test_add_func ("/companion/walk", test_walk);
  g_test_add_func ("/companion/other-walk", test_other_walk);
  g_test_add_func ("/companion/batches", test_batches);
  g_test_add_func ("/companion/ended", test_ended);
  g_test_add_func ("/companion/diverged", test_diverged);
  g_test_add_func ("/companion/runs", test_runs);
  g_test_add_func ("/companion/refused", test_refused);
  g_test_add_func ("/companion/answers", test_answers);
  g_test_add_func ("/companion/flat-out", test_flat_out);
  return g_test_run ();
}
