#include <string.h>

#include "core/cursor.h"
#include "core/error.h"
#include "tests/core/plain.h"

static RnnRun *
new_run (const RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnRun *run;

  g_assert_no_error (error);
  run = rnn_run_new (spec, dataset, &error);
  g_assert_no_error (error);
  return run;
}

static guint64
updates_of (RnnRun *run)
{
  return rnn_learner_position (rnn_run_learner (run)).update;
}

static void
seek (RnnRun  *run,
      guint64  update)
{
  g_assert_true (rnn_run_seek (run, update, NULL, NULL));
}

static void
land (RnnCursor  *cursor,
      RnnRun     *run,
      RnnLanding  landing)
{
  g_autoptr (GError) error = NULL;

  seek (run, landing.updates);
  rnn_cursor_land (cursor, run, &landing, &error);
  g_assert_no_error (error);
}

static void
go (RnnCursor *cursor,
    RnnRun    *run,
    gint64     n)
{
  land (cursor, run, rnn_cursor_go (cursor, run, n));
}

/* At stop @stop of update @update, from 1. */
static void
assert_at (const RnnCursor *cursor,
           RnnRun          *run,
           guint64          update,
           guint            stop)
{
  gboolean made = stop == rnn_walk_length (&cursor->walk);

  g_assert_cmpuint (cursor->stop, ==, stop);
  g_assert_cmpuint (cursor->update->update, ==, update);
  g_assert_cmpuint (updates_of (run), ==, made ? update : update - 1);
}

/* What was recorded is what the update does, and the run has the bits of one
 * that was never walked through. */
static void
assert_true_to (const RnnCursor *cursor,
                RnnRun          *run,
                const RnnSpec   *spec)
{
  g_autoptr (Plain) plain = plain_new (spec);
  gsize size = rnn_learner_network (plain->learner)->size * sizeof (float);

  plain_to_update (plain, updates_of (run));
  plain_assert_learner (plain, rnn_run_learner (run));
  if (updates_of (run) < cursor->update->update)
    {
      g_assert_cmpmem (cursor->update->before, size,
                       rnn_learner_parameters (plain->learner), size);
      plain_update (plain);
    }
  g_assert_cmpmem (cursor->update->after, size,
                   rnn_learner_parameters (plain->learner), size);
}

static void
test_every_stop (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  RnnCursor cursor = { 0 };
  guint length = 0;

  job_spec (data, &spec);
  run = new_run (&spec);
  for (guint64 update = 1; update <= 12; update++)
    for (guint stop = 1; update == 1 || stop <= length; stop++)
      {
        go (&cursor, run, 1);
        length = rnn_walk_length (&cursor.walk);
        assert_at (&cursor, run, update, stop);
        assert_true_to (&cursor, run, &spec);
        if (stop == length)
          break;
      }
  for (guint64 update = 12; update > 0; update--)
    for (guint stop = length - 1; stop > 0; stop--)
      {
        go (&cursor, run, -1);
        assert_at (&cursor, run, update, stop);
        assert_true_to (&cursor, run, &spec);
        if (stop == 1 && update > 1)
          {
            go (&cursor, run, -1);
            assert_at (&cursor, run, update - 1, length);
          }
      }

  /* Nothing lies before the start. */
  for (guint i = 0; i < 3; i++)
    {
      go (&cursor, run, -1);
      g_assert_cmpuint (cursor.stop, ==, 0);
      g_assert_cmpuint (updates_of (run), ==, 0);
    }
  rnn_cursor_clear (&cursor);
}

/* Walks of different lengths follow each other where the clip was changed. */
static RnnRun *
new_changing_run (RnnSpec *spec)
{
  RnnRun *run;

  job_spec (&jobs[1], spec);
  run = new_run (spec);
  seek (run, 3);
  spec->clip = RNN_CLIP_NORM;
  g_assert_true (rnn_run_change (run, spec, NULL));
  seek (run, 8);
  spec->learning_rate = 0.02;
  g_assert_true (rnn_run_change (run, spec, NULL));
  seek (run, 11);
  spec->clip = RNN_CLIP_NONE;
  g_assert_true (rnn_run_change (run, spec, NULL));
  seek (run, 0);
  return run;
}

static void
test_jumps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (RnnLanding));
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = new_changing_run (&spec);
  RnnCursor cursor = { 0 };
  int here = 0;

  g_array_set_size (places, 1);
  for (guint i = 0; i < 190; i++)
    {
      RnnLanding place = rnn_cursor_go (&cursor, run, 1);

      land (&cursor, run, place);
      g_array_append_val (places, place);
    }
  /* 3 updates of 11 stops, then 8 of 12, then 11 again. */
  g_assert_cmpuint (g_array_index (places, RnnLanding, 33).stop, ==, 11);
  g_assert_cmpuint (g_array_index (places, RnnLanding, 33).updates, ==, 2);
  g_assert_cmpuint (g_array_index (places, RnnLanding, 33 + 96).stop, ==, 12);
  g_assert_cmpuint (g_array_index (places, RnnLanding, 33 + 96).updates, ==,
                    10);
  g_assert_cmpuint (g_array_index (places, RnnLanding, 33 + 107).stop, ==, 11);

  here = places->len - 1;
  for (guint i = 0; i < 200; i++)
    {
      int there = g_rand_int_range (random, 0, places->len);
      const RnnLanding *expected = &g_array_index (places, RnnLanding, there);
      RnnLanding landing = rnn_cursor_go (&cursor, run, there - here);

      g_assert_cmpuint (landing.updates, ==, expected->updates);
      g_assert_cmpuint (landing.stop, ==, expected->stop);
      land (&cursor, run, landing);
      here = there;
    }

  /* As far as numbers go. */
  g_assert_cmpuint (rnn_cursor_go (&cursor, run, G_MININT).stop, ==, 0);
  g_assert_cmpuint (rnn_cursor_go (&cursor, run, G_MAXINT).updates, >,
                    G_MAXINT / 12 - 1);
  rnn_cursor_clear (&cursor);
}

/* On no walk after k updates is where the k-th has been made. */
static void
test_entering (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  RnnCursor cursor = { 0 };

  job_spec (&jobs[1], &spec);
  run = new_run (&spec);
  seek (run, 5);
  go (&cursor, run, 0);
  g_assert_cmpuint (cursor.stop, ==, 0);
  g_assert_cmpuint (updates_of (run), ==, 5);
  go (&cursor, run, -1);
  assert_at (&cursor, run, 5, 10);
  go (&cursor, run, 0);
  assert_at (&cursor, run, 5, 10);
  go (&cursor, run, 1);
  assert_at (&cursor, run, 5, 11);
  go (&cursor, run, 0);
  assert_at (&cursor, run, 5, 11);

  rnn_cursor_clear (&cursor);
  seek (run, 5);
  go (&cursor, run, 1);
  assert_at (&cursor, run, 6, 1);
  go (&cursor, run, -1);
  assert_at (&cursor, run, 5, 11);
  rnn_cursor_clear (&cursor);
}

static void
test_number (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  RnnCursor cursor = { 0 };
  RnnLanding landing;
  const guint numbers[] = { 4, 11, 2, 11, 10, 1, 7 };

  job_spec (&jobs[1], &spec);
  run = new_run (&spec);
  seek (run, 2);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      rnn_cursor_go_to (&cursor, run, numbers[i], &landing, &error);
      g_assert_no_error (error);
      land (&cursor, run, landing);
      assert_at (&cursor, run, 3, numbers[i]);
      assert_true_to (&cursor, run, &spec);
    }
  g_assert_false (rnn_cursor_go_to (&cursor, run, 12, &landing, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "11"));

  g_assert_true (rnn_cursor_go_to (&cursor, run, 0, &landing, NULL));
  land (&cursor, run, landing);
  g_assert_cmpuint (cursor.stop, ==, 0);
  g_assert_cmpuint (updates_of (run), ==, 2);
  rnn_cursor_clear (&cursor);
}

/* Between two stops nothing is recorded anew, also where the update is made and
 * taken back. */
static void
test_once (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  RnnCursor cursor = { 0 };
  const RnnUpdateTrace *update;

  job_spec (&jobs[1], &spec);
  run = new_run (&spec);
  go (&cursor, run, 11 + 1);
  update = cursor.update;
  for (guint i = 0; i < 10; i++)
    {
      go (&cursor, run, 1);
      g_assert_true (cursor.update == update);
    }
  for (guint i = 0; i < 10; i++)
    {
      go (&cursor, run, -1);
      g_assert_true (cursor.update == update);
    }
  rnn_cursor_clear (&cursor);
}

static void
test_changes (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  RnnCursor cursor = { 0 };

  job_spec (&jobs[1], &spec);
  run = new_run (&spec);
  seek (run, 4);
  go (&cursor, run, 3);

  /* The walk goes on with the new weight. */
  g_assert_true (rnn_run_set_parameter (run, 7, 0.5f, NULL));
  rnn_cursor_refresh (&cursor, run);
  assert_at (&cursor, run, 5, 3);
  g_assert_cmpfloat (cursor.update->before[7], ==, 0.5f);
  go (&cursor, run, 8);
  assert_at (&cursor, run, 5, 11);
  g_assert_cmpfloat (cursor.update->after[7], ==,
                     rnn_learner_parameters (rnn_run_learner (run))[7]);

  /* Where the update has been made, the weights are not its own any more. */
  g_assert_true (rnn_run_set_parameter (run, 7, 0.25f, NULL));
  rnn_cursor_refresh (&cursor, run);
  g_assert_cmpuint (cursor.stop, ==, 0);
  g_assert_cmpuint (updates_of (run), ==, 5);

  /* A clip that comes while the gradient is shown, and goes while it is. */
  go (&cursor, run, 10);
  spec.clip = RNN_CLIP_VALUE;
  g_assert_true (rnn_run_change (run, &spec, NULL));
  rnn_cursor_refresh (&cursor, run);
  assert_at (&cursor, run, 6, 10);
  go (&cursor, run, 1);
  assert_at (&cursor, run, 6, 11);
  g_assert_cmpint (rnn_walk_stop (&cursor.walk, 11).phase, ==, RNN_PHASE_CLIP);
  spec.clip = RNN_CLIP_NONE;
  g_assert_true (rnn_run_change (run, &spec, NULL));
  rnn_cursor_refresh (&cursor, run);
  assert_at (&cursor, run, 6, 10);
  g_assert_cmpint (rnn_walk_stop (&cursor.walk, 10).phase, ==,
                   RNN_PHASE_GRADIENT);
  rnn_cursor_clear (&cursor);
}

/* An update that fails is not walked through. */
static void
test_diverged (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  RnnCursor cursor = { 0 };
  g_autoptr (GError) error = NULL;
  guint64 last = 0;

  rnn_spec_init_default (&spec);
  g_assert_true (rnn_spec_set (&spec, "training.optimizer", "sgd", NULL));
  g_assert_true (rnn_spec_set (&spec, "network.activation", "linear", NULL));
  spec.learning_rate = 1e10;
  run = new_run (&spec);
  while (error == NULL)
    {
      RnnLanding landing = rnn_cursor_go (&cursor, run, 1);

      last = updates_of (run);
      seek (run, landing.updates);
      rnn_cursor_land (&cursor, run, &landing, &error);
    }
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DIVERGED);
  g_assert_cmpuint (cursor.stop, ==, 0);
  g_assert_cmpuint (updates_of (run), ==, last);
  go (&cursor, run, -1);
  assert_at (&cursor, run, last, 4);
  rnn_cursor_clear (&cursor);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/cursor/every-stop/%s", jobs[i].name);

      g_test_add_data_func (path, &jobs[i], test_every_stop);
    }
  g_test_add_func ("/cursor/jumps", test_jumps);
  g_test_add_func ("/cursor/entering", test_entering);
  g_test_add_func ("/cursor/number", test_number);
  g_test_add_func ("/cursor/once", test_once);
  g_test_add_func ("/cursor/changes", test_changes);
  g_test_add_func ("/cursor/diverged", test_diverged);
  return g_test_run ();
}
