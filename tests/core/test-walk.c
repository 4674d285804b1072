#include "core/walk.h"

static RnnWalk
make_walk (guint    time_steps,
           guint    n_layers,
           RnnClip  clip)
{
  const RnnNetwork network = { .n_layers = n_layers };
  RnnWalk walk;

  rnn_walk_init (&walk, &network, time_steps, clip);

  return walk;
}

static void
assert_stop (const RnnWalk *walk,
             guint          number,
             RnnPhase       phase,
             guint          layer,
             guint          t)
{
  RnnStop stop = rnn_walk_stop (walk, number);

  g_assert_cmpint (stop.phase, ==, phase);
  g_assert_cmpuint (stop.layer, ==, layer);
  g_assert_cmpuint (stop.t, ==, t);
}

static void
test_one_layer (void)
{
  RnnWalk walk = make_walk (4, 1, RNN_CLIP_NONE);

  g_assert_cmpuint (rnn_walk_length (&walk), ==, 11);
  assert_stop (&walk, 0, RNN_PHASE_READY, 0, 0);
  assert_stop (&walk, 1, RNN_PHASE_FORWARD, 0, 1);
  assert_stop (&walk, 4, RNN_PHASE_FORWARD, 0, 4);
  assert_stop (&walk, 5, RNN_PHASE_LOSS, 0, 0);
  assert_stop (&walk, 6, RNN_PHASE_BACKWARD, 0, 4);
  assert_stop (&walk, 9, RNN_PHASE_BACKWARD, 0, 1);
  assert_stop (&walk, 10, RNN_PHASE_GRADIENT, 0, 0);
  assert_stop (&walk, 11, RNN_PHASE_UPDATE, 0, 0);
}

static void
test_layers_and_clip (void)
{
  RnnWalk walk = make_walk (2, 3, RNN_CLIP_NORM);

  g_assert_cmpuint (rnn_walk_length (&walk), ==, 16);
  assert_stop (&walk, 1, RNN_PHASE_FORWARD, 0, 1);
  assert_stop (&walk, 3, RNN_PHASE_FORWARD, 2, 1);
  assert_stop (&walk, 4, RNN_PHASE_FORWARD, 0, 2);
  assert_stop (&walk, 7, RNN_PHASE_LOSS, 0, 0);
  assert_stop (&walk, 8, RNN_PHASE_BACKWARD, 2, 2);
  assert_stop (&walk, 10, RNN_PHASE_BACKWARD, 0, 2);
  assert_stop (&walk, 13, RNN_PHASE_BACKWARD, 0, 1);
  assert_stop (&walk, 14, RNN_PHASE_GRADIENT, 0, 0);
  assert_stop (&walk, 15, RNN_PHASE_CLIP, 0, 0);
  assert_stop (&walk, 16, RNN_PHASE_UPDATE, 0, 0);
}

/* Every stop is reached once, has a number that leads back to it, and has
 * happened exactly from there on. */
static void
check_whole_walk (const RnnWalk *walk)
{
  guint length = rnn_walk_length (walk);

  for (guint number = 0; number <= length; number++)
    {
      RnnStop stop = rnn_walk_stop (walk, number);

      g_assert_cmpuint (rnn_walk_number (walk, stop), ==, number);
      g_assert_true (rnn_walk_has_passed (walk, number, stop));
      g_assert_true (rnn_walk_has_passed (walk, length, stop));
      if (number > 0)
        g_assert_false (rnn_walk_has_passed (walk, number - 1, stop));
    }
}

static void
test_inverse (void)
{
  const guint steps[] = { 1, 2, 5, 50, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      for (guint layers = 1; layers <= RNN_MAX_LAYERS; layers++)
        {
          RnnWalk plain = make_walk (steps[i], layers, RNN_CLIP_NONE);
          RnnWalk clipped = make_walk (steps[i], layers, RNN_CLIP_VALUE);

          check_whole_walk (&plain);
          check_whole_walk (&clipped);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/walk/one-layer", test_one_layer);
  g_test_add_func ("/walk/layers-and-clip", test_layers_and_clip);
  g_test_add_func ("/walk/inverse", test_inverse);

  return g_test_run ();
}
