#include <math.h>
#include <string.h>

#include "core/error.h"
#include "tests/core/client.h"

static void
test_play (gconstpointer data)
{
  g_autoptr (Client) client = client_new ();
  g_autoptr (Plain) plain = NULL;
  g_auto (RnnSpec) spec = { 0 };

  job_spec (data, &spec);
  plain = plain_new (&spec);
  plain_to_epoch (plain, spec.epochs);

  client_replace (client, &spec);
  g_assert_cmpuint (client->frame->position.update, ==, 0);
  client_play (client);
  g_assert_false (client->frame->running);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, spec.epochs);
  g_assert_cmpuint (client->n_received, ==, spec.epochs);
  client_assert_same (client, plain);
}

static Client *
begin_job (guint    job,
           RnnSpec *spec)
{
  job_spec (&jobs[job], spec);
  return client_begin (spec);
}

static void
assert_at (Client  *client,
           guint64  update,
           guint32  epoch,
           guint32  batch)
{
  g_assert_cmpuint (client->frame->position.update, ==, update);
  g_assert_cmpuint (client->frame->position.epoch, ==, epoch);
  g_assert_cmpuint (client->frame->position.batch, ==, batch);
  g_assert_false (client->frame->running);
}

static void
assert_error (const RnnReply *reply,
              RnnError        code)
{
  g_assert_error (reply->error, RNN_ERROR, (int) code);
}

static void
test_steps (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  g_autoptr (Plain) plain = plain_new (&spec);
  guint batches = client->frame->batches;

  g_assert_cmpuint (batches, ==, 9);
  g_assert_cmpuint (spec.epochs, ==, 12);

  client_step (client, RNN_STEP_UPDATE, 1);
  assert_at (client, 1, 0, 1);
  client_step (client, RNN_STEP_UPDATE, 2);
  assert_at (client, 3, 0, 3);
  client_step (client, RNN_STEP_UPDATE, -1);
  assert_at (client, 2, 0, 2);
  plain_to_update (plain, 2);
  client_assert_same (client, plain);

  /* From within an epoch, to its borders first. */
  client_step (client, RNN_STEP_EPOCH, 1);
  assert_at (client, 9, 1, 0);
  client_step (client, RNN_STEP_UPDATE, 1);
  client_step (client, RNN_STEP_EPOCH, -1);
  assert_at (client, 9, 1, 0);
  client_step (client, RNN_STEP_EPOCH, -1);
  assert_at (client, 0, 0, 0);
  client_step (client, RNN_STEP_TEN_EPOCHS, 1);
  assert_at (client, 90, 10, 0);
  client_step (client, RNN_STEP_TO_END, 1);
  assert_at (client, 108, 12, 0);
  client_step (client, RNN_STEP_TO_END, 1);
  assert_at (client, 108, 12, 0);
  plain_to_update (plain, 108);
  client_assert_same (client, plain);

  /* Beyond the end, and not beyond the start. */
  client_step (client, RNN_STEP_TEN_EPOCHS, 1);
  assert_at (client, 198, 22, 0);
  client_step (client, RNN_STEP_TO_END, 1);
  assert_at (client, 198, 22, 0);
  client_step (client, RNN_STEP_TEN_EPOCHS, -1);
  assert_at (client, 108, 12, 0);
  client_assert_same (client, plain);
  client_step (client, RNN_STEP_EPOCH, -100);
  assert_at (client, 0, 0, 0);
  client_step (client, RNN_STEP_UPDATE, -1);
  assert_at (client, 0, 0, 0);
  client_step (client, RNN_STEP_UPDATE, 0);
  assert_at (client, 0, 0, 0);

  /* Everything was told once, and stays known. */
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 22);
  g_assert_cmpuint (client->n_received, ==, 22);
}

static void
test_scrub (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  g_autoptr (Plain) end = NULL;

  job_spec (data, &spec);
  client = client_begin (&spec);
  client_play (client);
  for (guint i = 0; i < 30; i++)
    {
      guint32 epoch = g_rand_int_range (random, 0, spec.epochs + 1);
      g_autoptr (Plain) plain = plain_new (&spec);

      client_seek (client, epoch);
      plain_to_epoch (plain, epoch);
      client_assert_same (client, plain);
      g_assert_cmpuint (rnn_series_length (client->rows), ==, spec.epochs);
    }

  client_seek (client, spec.epochs / 2);
  client_play (client);
  end = plain_new (&spec);
  plain_to_epoch (end, spec.epochs);
  client_assert_same (client, end);
  g_assert_cmpuint (client->n_received, ==, spec.epochs);
}

static void
test_pause (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  g_autoptr (Plain) plain = plain_new (&spec);
  guint64 play = rnn_trainer_play (client->trainer, 0);
  const RnnReply *reply;
  guint n_frames;

  client_do (client, play, RNN_COMMAND_PLAY);
  client_await_epoch (client, 1000);
  g_assert_null (client_find (client, play, RNN_COMMAND_STOPPED));
  g_assert_true (client->frame->running);
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);

  reply = client_find (client, play, RNN_COMMAND_STOPPED);
  g_assert_nonnull (reply);
  g_assert_no_error (reply->error);
  g_assert_false (client->frame->running);
  g_assert_cmpuint (reply->position.update, ==, client->frame->position.update);
  plain_to_update (plain, reply->position.update);
  client_assert_same (client, plain);

  /* Now nothing moves. */
  n_frames = client->n_frames;
  client_pause (client, 50000);
  g_assert_cmpuint (client->n_frames, ==, n_frames);
}

static void
test_play_at_end (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (0, &spec);

  client_play (client);
  assert_at (client, 100, 100, 0);
  client_play (client);
  assert_at (client, 100, 100, 0);
  client_seek (client, 40);
  client_play (client);
  assert_at (client, 100, 100, 0);
}

/* Step and seek take over from playing. */
static void
test_take_over (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint64 first = rnn_trainer_play (client->trainer, 0);
  guint64 second = rnn_trainer_play (client->trainer, 100);
  guint64 third;

  client_seek (client, 7);
  assert_at (client, 7, 7, 0);
  g_assert_null (client_find (client, first, RNN_COMMAND_STOPPED));
  g_assert_nonnull (client_find (client, second, RNN_COMMAND_STOPPED));

  third = rnn_trainer_play (client->trainer, 0);
  client_step (client, RNN_STEP_UPDATE, 1);
  g_assert_nonnull (client_find (client, third, RNN_COMMAND_STOPPED));
  g_assert_false (client->frame->running);
}

/* A seek overtakes those before it; a pause stops what waits. */
static void
test_overtaking (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint64 serials[6];
  g_autoptr (Plain) plain = plain_new (&spec);
  const RnnReply *reply;

  serials[0] = rnn_trainer_step (client->trainer, RNN_STEP_TO_END, 1);
  client_pause (client, 2000);
  serials[1] = rnn_trainer_step (client->trainer, RNN_STEP_EPOCH, 2);
  serials[2] = rnn_trainer_seek (client->trainer, 9000000);
  client_pause (client, 2000);
  serials[3] = rnn_trainer_seek (client->trainer, 8000000);
  serials[4] = rnn_trainer_seek (client->trainer, 5);
  client_do (client, serials[4], RNN_COMMAND_SEEK);
  assert_at (client, 5, 5, 0);
  assert_error (client_find (client, serials[0], RNN_COMMAND_STEP),
                RNN_ERROR_CANCELLED);
  assert_error (client_find (client, serials[2], RNN_COMMAND_SEEK),
                RNN_ERROR_CANCELLED);
  assert_error (client_find (client, serials[3], RNN_COMMAND_SEEK),
                RNN_ERROR_CANCELLED);
  g_assert_nonnull (client_find (client, serials[1], RNN_COMMAND_STEP));

  serials[0] = rnn_trainer_seek (client->trainer, 9000000);
  serials[1] = rnn_trainer_set_parameter (client->trainer, 0, 1.0f);
  serials[2] = rnn_trainer_step (client->trainer, RNN_STEP_EPOCH, 1);
  client_pause (client, 2000);
  g_assert_null (client_find (client, serials[1], RNN_COMMAND_SET_PARAMETERS));
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  reply = client_find (client, serials[0], RNN_COMMAND_SEEK);
  assert_error (reply, RNN_ERROR_CANCELLED);
  assert_error (client_find (client, serials[1], RNN_COMMAND_SET_PARAMETERS),
                RNN_ERROR_CANCELLED);
  assert_error (client_find (client, serials[2], RNN_COMMAND_STEP),
                RNN_ERROR_CANCELLED);

  plain_to_update (plain, client->frame->position.update);
  client_assert_same (client, plain);
}

/* Steps are made one after the other, none is lost. */
static void
test_steps_in_order (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  guint64 last = 0;

  for (guint i = 0; i < 50; i++)
    {
      rnn_trainer_step (client->trainer, RNN_STEP_UPDATE, 3);
      last = rnn_trainer_step (client->trainer, RNN_STEP_UPDATE, -2);
    }
  client_do (client, last, RNN_COMMAND_STEP);
  g_assert_cmpuint (client->frame->position.update, ==, 50);
}

/* What is changed while it plays is replayed where it happened. */
static void
test_changes_while_playing (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  const RnnReply *reply;
  guint64 serial;
  g_autofree float *end = NULL;
  RnnPosition changed, edited, stopped;
  g_autoptr (Plain) plain = plain_new (&spec);

  rnn_trainer_play (client->trainer, 0);
  client_await_epoch (client, 100);
  spec.learning_rate = 0.002;
  serial = rnn_trainer_change (client->trainer, &spec);
  client_do (client, serial, RNN_COMMAND_CHANGE);
  changed = client_find (client, serial, RNN_COMMAND_CHANGE)->position;
  g_assert_cmpfloat (client->frame->spec.learning_rate, ==, 0.002);
  client_await_epoch (client, changed.epoch + 100);
  serial = rnn_trainer_set_parameter (client->trainer, 4, 0.25f);
  client_do (client, serial, RNN_COMMAND_SET_PARAMETERS);
  edited = client_find (client, serial, RNN_COMMAND_SET_PARAMETERS)->position;
  client_await_epoch (client, edited.epoch + 100);
  serial = rnn_trainer_pause (client->trainer);
  client_do (client, serial, RNN_COMMAND_PAUSE);
  reply = client_find (client, serial, RNN_COMMAND_PAUSE);
  stopped = reply->position;
  g_assert_cmpuint (changed.update, <, edited.update);
  g_assert_cmpuint (edited.update, <, stopped.update);

  plain_to_update (plain, changed.update);
  rnn_learner_set_live (plain->learner, &spec);
  plain_to_update (plain, edited.update);
  rnn_learner_parameters (plain->learner)[4] = 0.25f;
  plain_to_update (plain, stopped.update);
  client_assert_same (client, plain);

  client_seek (client, changed.epoch / 2);
  g_assert_cmpfloat (client->frame->spec.learning_rate, ==, 0.01);
  client_seek (client, stopped.epoch);
  client_assert_same (client, plain);

  /* A change in the past makes a branch, whose future is not known yet. */
  client_seek (client, changed.epoch / 2);
  spec.learning_rate = 0.5;
  client_do (client, rnn_trainer_change (client->trainer, &spec),
             RNN_COMMAND_CHANGE);
  g_assert_cmpuint (client->runs.n, ==, 2);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, changed.epoch / 2);
  client_step (client, RNN_STEP_TEN_EPOCHS, 1);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, changed.epoch / 2 + 10);
}

static void
test_diverged (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  const RnnReply *reply;
  guint64 play, last;

  rnn_spec_init_default (&spec);
  g_assert_true (rnn_spec_set (&spec, "training.optimizer", "sgd", NULL));
  g_assert_true (rnn_spec_set (&spec, "network.activation", "linear", NULL));
  spec.learning_rate = 1e10;
  client = client_begin (&spec);

  play = rnn_trainer_play (client->trainer, 0);
  reply = client_await (client, play, RNN_COMMAND_STOPPED);
  assert_error (reply, RNN_ERROR_DIVERGED);
  last = reply->position.update;
  g_assert_cmpuint (client->frame->position.update, ==, last);
  for (gsize i = 0; i < client->frame->network.size; i++)
    g_assert_true (isfinite (client->frame->parameters[i]));

  reply = client_await (client,
                        rnn_trainer_step (client->trainer, RNN_STEP_EPOCH, 1),
                        RNN_COMMAND_STEP);
  assert_error (reply, RNN_ERROR_DIVERGED);
  g_assert_cmpuint (client->frame->position.update, ==, last);

  reply = client_await (client, rnn_trainer_trace (client->trainer),
                        RNN_COMMAND_TRACE);
  assert_error (reply, RNN_ERROR_DIVERGED);
  g_assert_cmpuint (reply->position.update, ==, last);

  client_step (client, RNN_STEP_TO_END, -1);
  assert_at (client, 0, 0, 0);
  spec.learning_rate = 0.01;
  client_do (client, rnn_trainer_change (client->trainer, &spec),
             RNN_COMMAND_CHANGE);
  client_play (client);
  assert_at (client, 100, 100, 0);
}

/* A bad experiment leaves the old one whole, and playing. */
static void
test_replace (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) bad = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint64 play = rnn_trainer_play (client->trainer, 0);
  guint64 first, second;
  const RnnReply *reply;
  guint64 run = client->runs.at_hand;

  client_await_epoch (client, 100);
  rnn_spec_copy (&bad, &spec);
  g_assert_true (rnn_spec_set (&bad, "data.file", "/no/such/file", NULL));
  reply = client_await (client, rnn_trainer_replace (client->trainer, &bad),
                        RNN_COMMAND_REPLACE);
  assert_error (reply, RNN_ERROR_FILE);
  g_assert_cmpuint (client->runs.at_hand, ==, run);
  g_assert_null (client_find (client, play, RNN_COMMAND_STOPPED));
  g_assert_cmpuint (reply->position.update, >, 0);

  spec.seed = 5;
  first = rnn_trainer_replace (client->trainer, &spec);
  spec.seed = 6;
  second = rnn_trainer_replace (client->trainer, &spec);
  client_do (client, second, RNN_COMMAND_REPLACE);
  g_assert_nonnull (client_find (client, first, RNN_COMMAND_REPLACE));
  g_assert_nonnull (client_find (client, play, RNN_COMMAND_STOPPED));
  g_assert_cmpuint (client->runs.at_hand, >, run);
  g_assert_cmpuint (client->runs.n, ==, 1);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 0);
  g_assert_cmpuint (client->frame->spec.seed, ==, 6);
  assert_at (client, 0, 0, 0);
}

static void
test_without_experiment (void)
{
  g_autoptr (Client) client = client_new ();
  g_auto (RnnSpec) spec = { 0 };
  const RnnFrameWish wish = { .text = "a" };

  rnn_spec_init_default (&spec);
  assert_error (client_await (client, rnn_trainer_play (client->trainer, 0),
                              RNN_COMMAND_PLAY), RNN_ERROR_RANGE);
  assert_error (client_await (client, rnn_trainer_seek (client->trainer, 3),
                              RNN_COMMAND_SEEK), RNN_ERROR_RANGE);
  assert_error (client_await (client, rnn_trainer_trace (client->trainer),
                              RNN_COMMAND_TRACE), RNN_ERROR_RANGE);
  assert_error (client_await (client,
                              rnn_trainer_change (client->trainer, &spec),
                              RNN_COMMAND_CHANGE), RNN_ERROR_RANGE);
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_assert_null (client->frame);

  /* The wish was not in vain. */
  client_replace (client, &spec);
  g_assert_nonnull (client->frame->prediction);
}

static void
test_wish (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  RnnFrameWish wish = { .sample = 17, .text = "the fox" };

  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_assert_cmpuint (client->frame->trace->sample, ==, 17);
  g_assert_cmpstr (client->frame->prediction->text, ==, "the fox");

  wish.sample = 1000000;
  wish.text = "the fox!";
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_assert_null (client->frame->trace);
  g_assert_nonnull (client->frame->trace_error);
  g_assert_null (client->frame->prediction);
  g_assert_nonnull (strstr (client->frame->prediction_error, "!"));
}

static void
test_write (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (0, &spec);
  const RnnReply *reply;
  guint64 serial;

  client_play (client);
  serial = rnn_trainer_write (client->trainer, "b", 7, 0, 1, FALSE);
  reply = client_await (client, serial, RNN_COMMAND_WRITE);
  g_assert_no_error (reply->error);
  g_assert_cmpstr (reply->text, ==, "cdeabcd");
  g_assert_cmpuint (reply->n_letters, ==, 7);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpfloat (reply->p_letters[i], >, 0.2);

  serial = rnn_trainer_write (client->trainer, "z", 7, 1, 1, FALSE);
  assert_error (client_await (client, serial, RNN_COMMAND_WRITE),
                RNN_ERROR_DATA);
  serial = rnn_trainer_write (client->trainer, "a", 7, -1, 1, FALSE);
  assert_error (client_await (client, serial, RNN_COMMAND_WRITE),
                RNN_ERROR_SETTING);
  serial = rnn_trainer_write (client->trainer, "a", G_MAXUINT, 1, 1, FALSE);
  assert_error (client_await (client, serial, RNN_COMMAND_WRITE),
                RNN_ERROR_RANGE);
  serial = rnn_trainer_write (client->trainer, "a", 0, 1, 1, TRUE);
  g_assert_cmpstr (client_await (client, serial, RNN_COMMAND_WRITE)->text, ==,
                   "");
}

/* What is shown as if holds for what is written: a great bias of one letter
 * writes nothing else. */
static void
test_write_as_if (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (0, &spec);
  RnnFrameWish wish = { .text = "b" };
  RnnInterventions *as_if = &wish.interventions;
  const RnnReply *reply;

  client_play (client);
  as_if->n = 2;
  as_if->list[0] = (RnnIntervention) { RNN_INTERVENTION_WEIGHT, .index = 45,
                                       .value = 50.0f };
  as_if->list[1] = (RnnIntervention) { RNN_INTERVENTION_SILENCE };
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  reply = client_await (
    client, rnn_trainer_write (client->trainer, "b", 7, 0, 1, FALSE),
    RNN_COMMAND_WRITE);
  g_assert_cmpstr (reply->text, ==, "ddddddd");

  as_if->n = 0;
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  reply = client_await (
    client, rnn_trainer_write (client->trainer, "b", 7, 0, 1, FALSE),
    RNN_COMMAND_WRITE);
  g_assert_cmpstr (reply->text, ==, "cdeabcd");
}

/* Writing at length goes on beside training, with the weights of its start. */
static void
test_write_while_playing (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  g_autofree char *text = NULL;
  guint64 at_rest, played;
  RnnPosition start;
  const RnnReply *reply;

  client_seek (client, 60);
  at_rest = rnn_trainer_write (client->trainer, "abc", 30000, 0.7, 9, FALSE);
  client_do (client, at_rest, RNN_COMMAND_WRITE);
  text = g_strdup (client_find (client, at_rest, RNN_COMMAND_WRITE)->text);

  played = rnn_trainer_write (client->trainer, "abc", 30000, 0.7, 9, FALSE);
  start = client->frame->position;
  rnn_trainer_play (client->trainer, 0);
  reply = client_await (client, played, RNN_COMMAND_WRITE);
  g_assert_cmpstr (reply->text, ==, text);
  g_assert_cmpuint (reply->position.update, >, start.update + 1000);
}

static void
test_trace (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (3, &spec);
  g_autoptr (Plain) plain = plain_new (&spec);

  client_seek (client, 3);
  client_do (client, rnn_trainer_trace (client->trainer), RNN_COMMAND_TRACE);
  plain_to_epoch (plain, 3);
  client_assert_same (client, plain);
  client_step (client, RNN_STEP_UPDATE, 1);
  plain_update (plain);
  client_assert_same (client, plain);
}

static void
add_jobs (const char    *name,
          GTestDataFunc  function)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/trainer/%s/%s", name, jobs[i].name);

      g_test_add_data_func (path, &jobs[i], function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_jobs ("play", test_play);
  add_jobs ("scrub", test_scrub);
  g_test_add_func ("/trainer/steps", test_steps);
  g_test_add_func ("/trainer/steps-in-order", test_steps_in_order);
  g_test_add_func ("/trainer/pause", test_pause);
  g_test_add_func ("/trainer/play-at-end", test_play_at_end);
  g_test_add_func ("/trainer/take-over", test_take_over);
  g_test_add_func ("/trainer/overtaking", test_overtaking);
  g_test_add_func ("/trainer/changes-while-playing",
                   test_changes_while_playing);
  g_test_add_func ("/trainer/diverged", test_diverged);
  g_test_add_func ("/trainer/replace", test_replace);
  g_test_add_func ("/trainer/without-experiment", test_without_experiment);
  g_test_add_func ("/trainer/wish", test_wish);
  g_test_add_func ("/trainer/write", test_write);
  g_test_add_func ("/trainer/write-as-if", test_write_as_if);
  g_test_add_func ("/trainer/write-while-playing", test_write_while_playing);
  g_test_add_func ("/trainer/trace", test_trace);
  return g_test_run ();
}
