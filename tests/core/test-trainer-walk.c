#include <string.h>

#include "core/error.h"
#include "tests/core/client.h"

static Client *
begin_job (guint    job,
           RnnSpec *spec)
{
  job_spec (&jobs[job], spec);
  return client_begin (spec);
}

static void
walk (Client *client,
      int     n)
{
  client_step (client, RNN_STEP_TIME_STEP, n);
}

/* At stop @stop of update @update, from 1. */
static void
assert_at (Client  *client,
           guint64  update,
           guint    stop)
{
  const RnnFrame *frame = client->frame;
  gboolean made = stop == rnn_walk_length (&frame->walk);

  g_assert_cmpuint (frame->stop, ==, stop);
  g_assert_cmpuint (frame->update->update, ==, update);
  g_assert_cmpuint (frame->position.update, ==, made ? update : update - 1);
  g_assert_false (frame->running);
}

/* The frame of a walk: the trace at the weights before, the update, the rest at
 * the weights where the run stands. */
static void
assert_frame (Client        *client,
              const RnnSpec *spec)
{
  g_autoptr (Plain) plain = plain_new (spec);
  g_autoptr (RnnTrace) trace = NULL;
  const RnnFrame *frame = client->frame;
  gsize size = frame->network.size * sizeof (float);

  plain_to_update (plain, frame->update->update - 1);
  g_assert_cmpmem (frame->update->before, size,
                   rnn_learner_parameters (plain->learner), size);
  trace = rnn_trace_new (&frame->network, frame->update->before, frame->dataset,
                         frame->trace->sample, spec->loss, NULL);
  g_assert_cmpmem (trace->gradients, size, frame->trace->gradients, size);

  plain_to_update (plain, frame->position.update);
  client_assert_same (client, plain);
  plain_to_update (plain, frame->update->update);
  g_assert_cmpmem (frame->update->after, size,
                   rnn_learner_parameters (plain->learner), size);
}

static void
test_whole_updates (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  guint length;

  job_spec (data, &spec);
  client = client_begin (&spec);
  length = rnn_walk_length (&client->frame->walk);
  g_assert_cmpuint (client->frame->stop, ==, 0);
  g_assert_null (client->frame->update);

  /* Over the end of an epoch. */
  client_step (client, RNN_STEP_EPOCH, 1);
  client_step (client, RNN_STEP_UPDATE, -1);
  for (guint i = 1; i <= 2 * length; i++)
    {
      guint64 first = client->frame->batches;

      walk (client, 1);
      assert_at (client, first + (i - 1) / length, (i - 1) % length + 1);
      assert_frame (client, &spec);
    }
  for (guint i = 2 * length - 1; i > 0; i--)
    {
      guint64 first = client->frame->batches;

      walk (client, -1);
      assert_at (client, first + (i - 1) / length, (i - 1) % length + 1);
      assert_frame (client, &spec);
    }
}

static void
test_start (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);

  walk (client, -1);
  g_assert_cmpuint (client->frame->stop, ==, 0);
  walk (client, 2);
  assert_at (client, 1, 2);
  walk (client, -5);
  g_assert_cmpuint (client->frame->stop, ==, 0);
  g_assert_null (client->frame->update);
  g_assert_cmpuint (client->frame->position.update, ==, 0);
}

/* Whatever is asked in the middle of a walk comes to what it comes to
 * otherwise. */
static void
test_leaving (gconstpointer data)
{
  const RnnStep steps[] = { RNN_STEP_UPDATE, RNN_STEP_EPOCH,
                            RNN_STEP_TEN_EPOCHS, RNN_STEP_TO_END };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  g_autoptr (Plain) end = NULL;

  job_spec (data, &spec);
  end = plain_new (&spec);
  plain_to_epoch (end, spec.epochs);
  client = client_begin (&spec);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (Plain) plain = plain_new (&spec);

      client_seek (client, 2);
      walk (client, 5);
      client_step (client, steps[i], 1);
      g_assert_cmpuint (client->frame->stop, ==, 0);
      g_assert_null (client->frame->update);
      plain_to_update (plain, client->frame->position.update);
      client_assert_same (client, plain);
    }

  client_seek (client, 3);
  walk (client, 4);
  client_play (client);
  g_assert_cmpuint (client->frame->stop, ==, 0);
  client_assert_same (client, end);

  walk (client, -3);
  client_seek (client, 1);
  g_assert_cmpuint (client->frame->stop, ==, 0);
  walk (client, 2);
  client_play (client);
  client_assert_same (client, end);
}

static void
test_walk_to (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  guint64 serial;

  client_seek (client, 1);
  client_walk_to (client, 11);
  assert_at (client, 10, 11);
  client_walk_to (client, 5);
  assert_at (client, 10, 5);
  assert_frame (client, &spec);
  serial = rnn_trainer_walk_to (client->trainer, 12);
  g_assert_error (client_await (client, serial, RNN_COMMAND_WALK)->error,
                  RNN_ERROR, RNN_ERROR_RANGE);
  assert_at (client, 10, 5);
  g_assert_cmpuint (client_find (client, serial, RNN_COMMAND_WALK)->stop, ==,
                    5);
  client_walk_to (client, 0);
  g_assert_cmpuint (client->frame->stop, ==, 0);
  g_assert_cmpuint (client->frame->position.update, ==, 9);
}

/* Only what has changed is made anew. */
static void
test_sharing (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  RnnFrameWish wish = { .sample = 20, .text = "fox" };
  g_autoptr (RnnFrame) first = NULL;

  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  walk (client, 1);
  first = rnn_frame_ref (client->frame);
  g_assert_cmpuint (first->trace->sample, ==, 20);
  g_assert_true (first->sample_in_batch
                 == rnn_update_trace_has (first->update, 20));
  for (guint i = 2; i < 11; i++)
    {
      walk (client, 1);
      g_assert_true (client->frame->parameters == first->parameters);
      g_assert_true (client->frame->trace == first->trace);
      g_assert_true (client->frame->update == first->update);
    }
  walk (client, 1);
  g_assert_true (client->frame->parameters != first->parameters);
  g_assert_true (client->frame->trace == first->trace);
  g_assert_true (client->frame->update == first->update);
  walk (client, -1);
  g_assert_true (client->frame->trace == first->trace);
  assert_frame (client, &spec);

  wish.sample = 21;
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_assert_cmpuint (client->frame->trace->sample, ==, 21);
  g_assert_true (client->frame->update == first->update);
  assert_at (client, 1, 10);
  assert_frame (client, &spec);
}

/* What if: the trace and what comes of it answer, the update does not. */
static void
test_intervening (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  RnnFrameWish wish = { .sample = 20 };
  g_autoptr (RnnFrame) plain = NULL;

  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  walk (client, 3);
  plain = rnn_frame_ref (client->frame);
  g_assert_cmpfloat (plain->after->loss, !=, plain->trace->loss);

  wish.interventions.n = 1;
  wish.interventions.list[0].kind = RNN_INTERVENTION_CUT;
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  assert_at (client, 1, 3);
  g_assert_true (client->frame->touched);
  g_assert_true (client->frame->update == plain->update);
  g_assert_cmpfloat (client->frame->trace->loss, !=, plain->trace->loss);
  g_assert_cmpfloat (client->frame->after->loss, !=, plain->after->loss);
  walk (client, 8);
  assert_at (client, 1, 11);
  g_assert_true (client->frame->touched);
  g_assert_cmpuint (client->frame->trace->interventions.n, ==, 1);

  wish.interventions.n = 0;
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_assert_false (client->frame->touched);
  g_assert_cmpfloat (client->frame->trace->loss, ==, plain->trace->loss);
  assert_frame (client, &spec);
}

/* Every sample is in just one batch of an epoch, and the frame says so. */
static void
test_batch (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  const RnnFrameWish wish = { .sample = 20 };
  guint n_in = 0;

  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  client_seek (client, 1);
  for (guint batch = 0; batch < client->frame->batches; batch++)
    {
      walk (client, 3);
      n_in += client->frame->sample_in_batch;
      client_walk_to (client, 11);
    }
  g_assert_cmpuint (n_in, ==, 1);
}

/* What is changed on the walk is seen at once, at the same stop. */
/* Off the walk, what the next update will do, while it is true. */
static void
test_next (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (0, &spec);
  const RnnFrameWish wish = { .sample = 1, .next = TRUE };
  g_autoptr (RnnFrame) first = NULL;
  gsize size;
  guint64 updates;

  client_step (client, RNN_STEP_UPDATE, 3);
  g_assert_null (client->frame->next);
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  first = rnn_frame_ref (client->frame);
  updates = first->position.update;
  size = first->network.size * sizeof (float);
  g_assert_cmpuint (first->stop, ==, 0);
  g_assert_cmpuint (first->next->update, ==, updates + 1);
  g_assert_cmpmem (first->next->before, size, first->parameters, size);
  g_assert_cmpfloat (first->after->loss, !=, first->trace->loss);

  /* Asked for again, it is not computed again. */
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_assert_true (client->frame != first);
  g_assert_true (client->frame->next == first->next);
  /* With an edited weight it is another update. */
  client_do (client, rnn_trainer_set_parameter (client->trainer, 0, 0.75f),
             RNN_COMMAND_SET_PARAMETERS);
  g_assert_cmpfloat (client->frame->next->before[0], ==, 0.75f);
  client_step (client, RNN_STEP_UPDATE, -1);
  g_assert_cmpuint (client->frame->next->update, ==, updates);
  /* On a walk there is the update that is walked through. */
  walk (client, 1);
  g_assert_null (client->frame->next);
  client_step (client, RNN_STEP_UPDATE, 1);
  g_assert_cmpuint (client->frame->next->update, ==,
                    client->frame->position.update + 1);
}

static void
test_change (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (1, &spec);
  guint64 serial;

  walk (client, 4);
  serial = rnn_trainer_set_parameter (client->trainer, 0, 0.75f);
  client_do (client, serial, RNN_COMMAND_SET_PARAMETERS);
  assert_at (client, 1, 4);
  g_assert_cmpfloat (client->frame->parameters[0], ==, 0.75f);
  g_assert_cmpfloat (client->frame->update->before[0], ==, 0.75f);

  spec.learning_rate = 0.5;
  serial = rnn_trainer_change (client->trainer, &spec);
  client_do (client, serial, RNN_COMMAND_CHANGE);
  assert_at (client, 1, 4);
  g_assert_cmpfloat (client->frame->update->optimizer.learning_rate, ==, 0.5);
}

/* Many at once, in order, and in between what a person may do. */
static void
test_load (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin_job (2, &spec);
  g_autoptr (Plain) plain = plain_new (&spec);
  guint64 serial = 0;

  for (guint i = 0; i < 300; i++)
    {
      guint dice = g_rand_int_range (random, 0, 20);

      if (dice == 0)
        rnn_trainer_play (client->trainer, 0);
      else if (dice == 1)
        rnn_trainer_pause (client->trainer);
      else if (dice == 2)
        rnn_trainer_seek (client->trainer, g_rand_int_range (random, 0, 15));
      else if (dice == 3)
        rnn_trainer_walk_to (client->trainer, g_rand_int_range (random, 0, 22));
      else
        rnn_trainer_step (client->trainer, RNN_STEP_TIME_STEP,
                          g_rand_int_range (random, -40, 41));
      if (dice == 4)
        client_pause (client, 1000);
    }
  serial = rnn_trainer_step (client->trainer, RNN_STEP_TIME_STEP, 1);
  client_do (client, serial, RNN_COMMAND_STEP);
  g_assert_cmpuint (client->frame->stop, >, 0);
  plain_to_update (plain, client->frame->position.update);
  client_assert_same (client, plain);
}

static void
add_jobs (const char    *name,
          GTestDataFunc  function)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/trainer-walk/%s/%s", name, jobs[i].name);

      g_test_add_data_func (path, &jobs[i], function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_jobs ("whole-updates", test_whole_updates);
  add_jobs ("leaving", test_leaving);
  g_test_add_func ("/trainer-walk/start", test_start);
  g_test_add_func ("/trainer-walk/walk-to", test_walk_to);
  g_test_add_func ("/trainer-walk/sharing", test_sharing);
  g_test_add_func ("/trainer-walk/intervening", test_intervening);
  g_test_add_func ("/trainer-walk/batch", test_batch);
  g_test_add_func ("/trainer-walk/next", test_next);
  g_test_add_func ("/trainer-walk/change", test_change);
  g_test_add_func ("/trainer-walk/load", test_load);
  return g_test_run ();
}
