#include <string.h>

#include "core/keyframes.h"
#include "tests/core/plain.h"

/* 8 batches an epoch. */
static Plain *
new_plain (void)
{
  static const char *const settings[] = {
    "data.text=abcdefgh", "training.batch=1", "fit.epochs=1000", NULL
  };
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  return plain_new (&spec);
}

static RnnKeyframes *
new_keyframes (Plain *plain,
               gsize  n_states)
{
  gsize size = rnn_learner_state_size (plain->learner);

  return rnn_keyframes_new (size, n_states * size, 1.0);
}

/* Offers every state up to @update. */
static void
live (Plain        *plain,
      RnnKeyframes *keyframes,
      guint64       update)
{
  rnn_keyframes_keep (keyframes, plain->learner);
  while (rnn_learner_position (plain->learner).update < update)
    {
      plain_update (plain);
      rnn_keyframes_keep (keyframes, plain->learner);
    }
}

static guint64
find_update (const RnnKeyframes *keyframes,
             guint64             update)
{
  const RnnGoal goal = { FALSE, update };
  RnnPosition position;

  g_assert_nonnull (rnn_keyframes_find (keyframes, &goal, &position));
  return position.update;
}

static guint64
find_epoch (const RnnKeyframes *keyframes,
            guint32             epoch)
{
  const RnnGoal goal = { TRUE, epoch };
  RnnPosition position;

  g_assert_nonnull (rnn_keyframes_find (keyframes, &goal, &position));
  return position.update;
}

static void
test_every_update (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnKeyframes) keyframes = new_keyframes (plain, 200);

  live (plain, keyframes, 100);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), ==, 101);
  for (guint64 update = 0; update <= 100; update++)
    g_assert_cmpuint (find_update (keyframes, update), ==, update);
  g_assert_cmpuint (find_update (keyframes, 1000), ==, 100);
  for (guint32 epoch = 0; epoch <= 12; epoch++)
    g_assert_cmpuint (find_epoch (keyframes, epoch), ==, 8 * epoch);
  g_assert_cmpuint (find_epoch (keyframes, 13), ==, 100);
}

/* The state that is found is the state that was there. */
static void
test_states (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (Plain) other = new_plain ();
  g_autoptr (RnnKeyframes) keyframes = new_keyframes (plain, 20);

  live (plain, keyframes, 333);
  for (guint64 update = 0; update <= 333; update += 37)
    {
      const RnnGoal goal = { FALSE, update };
      RnnPosition position;
      const void *state = rnn_keyframes_find (keyframes, &goal, &position);

      plain_to_update (other, position.update);
      rnn_learner_load_state (plain->learner, state);
      plain_assert_learner (other, plain->learner);
    }
}

static void
test_thinning (void)
{
  g_autoptr (Plain) plain = new_plain ();
  gsize size = rnn_learner_state_size (plain->learner);

  for (guint budget = 0; budget <= 70; budget++)
    {
      g_autoptr (Plain) mine = new_plain ();
      g_autoptr (RnnKeyframes) keyframes = new_keyframes (mine, budget);

      live (mine, keyframes, 300);
      g_assert_cmpuint (rnn_keyframes_count (keyframes), >=, 1);
      g_assert_cmpuint (rnn_keyframes_memory (keyframes), <=,
                        MAX (budget, 1) * size);
      g_assert_cmpuint (find_update (keyframes, 0), ==, 0);

      /* Room for all 38 ends of epochs, and for 4 more that are recent: no
       * place in an epoch was worth more than one of them. */
      if (budget >= 45)
        for (guint epoch = 0; epoch <= 37; epoch++)
          g_assert_cmpuint (find_epoch (keyframes, epoch), ==, 8 * epoch);
      /* A good part of the budget is in use. */
      if (budget >= 16)
        g_assert_cmpuint (rnn_keyframes_memory (keyframes), >=, budget * size / 3);
    }
}

/* However long the run, the way back from its end is short. */
static void
test_recent (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnKeyframes) keyframes = new_keyframes (plain, 64);

  live (plain, keyframes, 20001);
  for (guint64 update = 20001 - 100; update <= 20001; update++)
    g_assert_cmpuint (update - find_update (keyframes, update), <, 16);
  g_assert_cmpuint (find_update (keyframes, 9000), >=, 9000 - 1024);

  rnn_keyframes_truncate (keyframes, 15000);
  g_assert_cmpuint (find_update (keyframes, 20001), <=, 15000);
}

/* Where an update takes long, a step back is no way at all, even if few states
 * fit. */
static void
test_slow_updates (void)
{
  for (guint n_states = 5; n_states < 100; n_states *= 2)
    {
      g_autoptr (Plain) plain = new_plain ();
      gsize size = rnn_learner_state_size (plain->learner);
      g_autoptr (RnnKeyframes) keyframes =
        rnn_keyframes_new (size, n_states * size, 1e12);

      live (plain, keyframes, 1001);
      g_assert_cmpuint (find_update (keyframes, 1001), ==, 1001);
      g_assert_cmpuint (find_update (keyframes, 1000), ==, 1000);
      g_assert_cmpuint (rnn_keyframes_memory (keyframes), <=, n_states * size);
    }
}

/* However large the budget, there is an end to it. */
static void
test_count (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnKeyframes) keyframes = new_keyframes (plain, 1000000);

  live (plain, keyframes, 5000);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), <=, 1024);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), >=, 512);
}

static void
test_truncate (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnKeyframes) keyframes = new_keyframes (plain, 40);

  live (plain, keyframes, 200);
  rnn_keyframes_truncate (keyframes, 100);
  g_assert_cmpuint (find_update (keyframes, 1000), <=, 100);
  g_assert_cmpuint (find_update (keyframes, 1000), >, 80);
  rnn_keyframes_truncate (keyframes, 0);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), ==, 1);
  g_assert_cmpuint (find_update (keyframes, 1000), ==, 0);

  /* And it fills again. */
  live (plain, keyframes, 400);
  g_assert_cmpuint (find_update (keyframes, 1000), >, 380);
}

/* What something else takes of the budget, keyframes give up, but for one. */
static void
test_taken (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnKeyframes) keyframes = new_keyframes (plain, 30);
  gsize size = rnn_learner_state_size (plain->learner);

  live (plain, keyframes, 20);
  rnn_keyframes_set_taken (keyframes, 20 * size);
  g_assert_cmpuint (rnn_keyframes_memory (keyframes), <=, 10 * size);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), >, 1);
  rnn_keyframes_set_taken (keyframes, 40 * size);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), ==, 1);
  live (plain, keyframes, 60);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), ==, 1);
  g_assert_cmpuint (find_update (keyframes, 0), ==, 0);
}

/* One that is kept for good is there whatever is thinned out around it. */
static void
test_for_good (void)
{
  for (guint budget = 0; budget <= 30; budget += 10)
    {
      g_autoptr (Plain) plain = new_plain ();
      g_autoptr (RnnKeyframes) keyframes = new_keyframes (plain, budget);

      live (plain, keyframes, 77);
      rnn_keyframes_keep_for_good (keyframes, plain->learner);
      live (plain, keyframes, 3000);
      g_assert_cmpuint (find_update (keyframes, 77), ==, 77);
      g_assert_cmpuint (find_update (keyframes, 79), >=, 77);

      /* It leaves room for others when there is more again. */
      rnn_keyframes_set_budget (keyframes, 1000 * rnn_learner_state_size (
                                                    plain->learner));
      live (plain, keyframes, 6000);
      g_assert_cmpuint (find_update (keyframes, 6000), >, 3000);

      rnn_keyframes_truncate (keyframes, 76);
      g_assert_cmpuint (find_update (keyframes, 6000), <, 77);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyframes/every-update", test_every_update);
  g_test_add_func ("/keyframes/states", test_states);
  g_test_add_func ("/keyframes/thinning", test_thinning);
  g_test_add_func ("/keyframes/recent", test_recent);
  g_test_add_func ("/keyframes/slow-updates", test_slow_updates);
  g_test_add_func ("/keyframes/count", test_count);
  g_test_add_func ("/keyframes/truncate", test_truncate);
  g_test_add_func ("/keyframes/taken", test_taken);
  g_test_add_func ("/keyframes/for-good", test_for_good);
  return g_test_run ();
}
