/* What is shown as if: commands, undo, what cannot be, and real weights. */

#include <math.h>
#include <string.h>

#include "app/session.h"
#include "tests/ui/wait.h"

typedef struct
{
  UnrollSession   *session;
  UnrollViewState *state;     /* borrowed */
  RnnFrame        *plain;     /* before anything was touched */
} Fixture;

static RnnFrame *
frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

static guint
n_touched (Fixture *fixture)
{
  return frame (fixture)->interventions.n;
}

static const char *
message (Fixture *fixture)
{
  return unroll_view_state_get_message (fixture->state);
}

static void
assert_says (Fixture    *fixture,
             const char *word)
{
  g_assert_nonnull (message (fixture));
  g_assert_nonnull (strstr (message (fixture), word));
}

static void
await_touched (Fixture *fixture,
               guint    n)
{
  WAIT_UNTIL (n_touched (fixture) == n);
}

/* Runs the main loop for a moment in which whatever comes has come. */
static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 10;

  WAIT_UNTIL (g_get_monotonic_time () > end);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  spec.time_steps = 4;
  fixture->session = unroll_session_new (&spec);
  fixture->state = unroll_session_get_state (fixture->session);
  WAIT_UNTIL (frame (fixture) != NULL && frame (fixture)->prediction != NULL);
  fixture->plain = rnn_frame_ref (frame (fixture));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->state);
  rnn_frame_unref (fixture->plain);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->state);
}

/* The very bits of before. */
static void
assert_plain (Fixture *fixture)
{
  const RnnFrame *now = frame (fixture), *then = fixture->plain;
  gsize size = now->network.size * sizeof (float);

  g_assert_false (now->touched);
  g_assert_cmpmem (now->parameters, size, then->parameters, size);
  g_assert_cmpmem (now->trace->gradients, size, then->trace->gradients, size);
  g_assert_cmpfloat (now->trace->loss, ==, then->trace->loss);
  g_assert_cmpmem (now->prediction->y, 20 * sizeof (float),
                   then->prediction->y, 20 * sizeof (float));
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  unroll_session_silence (fixture->session, 0, 1, 3);
  await_touched (fixture, 1);
  g_assert_cmpfloat (frame (fixture)->trace->h[0][3 * 3 + 1], ==, 0.0f);
  g_assert_cmpfloat (frame (fixture)->trace->h[0][2 * 3 + 1], !=, 0.0f);

  /* Every step takes the single one's place. */
  unroll_session_silence (fixture->session, 0, 1, 0);
  WAIT_UNTIL (frame (fixture)->trace->h[0][2 * 3 + 1] == 0.0f);
  g_assert_cmpuint (n_touched (fixture), ==, 1);
  g_assert_cmpfloat (frame (fixture)->trace->loss, !=,
                     fixture->plain->trace->loss);
  g_assert_cmpfloat (frame (fixture)->prediction->y[15], !=,
                     fixture->plain->prediction->y[15]);

  /* At any of its steps it can be let go. */
  unroll_session_silence (fixture->session, 0, 1, 2);
  await_touched (fixture, 0);
  assert_plain (fixture);
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  unroll_session_cut (fixture->session, 0);
  await_touched (fixture, 1);
  for (gsize i = 0; i < 12; i++)
    g_assert_cmpfloat (frame (fixture)->trace->dh_next[0][i], ==, 0.0f);
  unroll_session_cut (fixture->session, 0);
  await_touched (fixture, 0);
  assert_plain (fixture);
}

static void
test_letter (Fixture       *fixture,
             gconstpointer  data)
{
  guint16 own = fixture->plain->trace->codes[1];
  guint16 other = (own + 1) % 5;

  unroll_session_swap_letter (fixture->session, 2, other);
  await_touched (fixture, 1);
  g_assert_cmpuint (frame (fixture)->trace->codes[1], ==, other);
  unroll_session_swap_letter (fixture->session, 2, (other + 1) % 5);
  WAIT_UNTIL (frame (fixture)->trace->codes[1] != other);
  g_assert_cmpuint (n_touched (fixture), ==, 1);

  unroll_session_swap_letter (fixture->session, 2, own);
  await_touched (fixture, 0);
  assert_plain (fixture);
}

static void
test_weight (Fixture       *fixture,
             gconstpointer  data)
{
  unroll_session_set_weight (fixture->session, 20, 1.5);
  await_touched (fixture, 1);
  g_assert_cmpfloat (frame (fixture)->parameters[20], ==, 1.5f);
  g_assert_cmpfloat (frame (fixture)->real[0], ==,
                     fixture->plain->parameters[20]);

  /* Training goes on untouched. */
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (frame (fixture)->position.epoch == 1);
  g_assert_cmpfloat (frame (fixture)->parameters[20], ==, 1.5f);
  g_assert_cmpfloat (frame (fixture)->real[0], !=, 1.5f);
  unroll_session_reset (fixture->session);
  WAIT_UNTIL (frame (fixture)->position.epoch == 0);

  unroll_session_release_weight (fixture->session, 20);
  await_touched (fixture, 0);
  settle ();
  assert_plain (fixture);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (unroll_view_state_get_can_undo_touch (fixture->state));
  unroll_session_cut (fixture->session, 0);
  unroll_session_silence (fixture->session, 0, 2, 1);
  unroll_session_set_weight (fixture->session, 3, 0.1);
  unroll_session_set_weight (fixture->session, 3, 0.2);
  unroll_session_set_weight (fixture->session, 3, 0.3);
  await_touched (fixture, 3);
  unroll_session_clear_touch (fixture->session);
  await_touched (fixture, 0);
  g_assert_true (unroll_view_state_get_can_undo_touch (fixture->state));

  unroll_session_undo_touch (fixture->session);
  await_touched (fixture, 3);
  g_assert_cmpfloat (frame (fixture)->parameters[3], ==, 0.3f);
  g_assert_true (unroll_view_state_get_can_redo_touch (fixture->state));
  /* A number that is turned quickly is one step. */
  unroll_session_undo_touch (fixture->session);
  await_touched (fixture, 2);
  unroll_session_undo_touch (fixture->session);
  await_touched (fixture, 1);
  unroll_session_undo_touch (fixture->session);
  await_touched (fixture, 0);
  assert_plain (fixture);
  g_assert_false (unroll_view_state_get_can_undo_touch (fixture->state));
  unroll_session_undo_touch (fixture->session);

  unroll_session_redo_touch (fixture->session);
  await_touched (fixture, 1);
  g_assert_true (frame (fixture)->interventions.list[0].kind
                 == RNN_INTERVENTION_CUT);
  unroll_session_silence (fixture->session, 0, 0, 1);
  await_touched (fixture, 2);
  g_assert_false (unroll_view_state_get_can_redo_touch (fixture->state));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  unroll_session_silence (fixture->session, 0, 7, 1);
  assert_says (fixture, "unit 8");
  unroll_session_silence (fixture->session, 3, 0, 1);
  assert_says (fixture, "layer 4");
  unroll_session_swap_letter (fixture->session, 9, 1);
  assert_says (fixture, "step 9");
  unroll_session_swap_letter (fixture->session, 1, 70000);
  assert_says (fixture, "letter number");
  unroll_session_set_weight (fixture->session, 47, 0.5);
  assert_says (fixture, "47");
  unroll_session_set_weight (fixture->session, 0, NAN);
  assert_says (fixture, "finite");
  unroll_session_set_weight (fixture->session, 0, 1e30);
  assert_says (fixture, "between");
  unroll_session_cut (fixture->session, 5);
  assert_says (fixture, "layer 6");
  g_assert_false (unroll_view_state_get_can_undo_touch (fixture->state));
  settle ();
  assert_plain (fixture);
}

static void
test_too_many (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint i = 0; i < 47; i++)
    unroll_session_set_weight (fixture->session, i, 0.5);
  for (guint t = 1; t <= 4; t++)
    {
      for (guint unit = 0; unit < 3; unit++)
        unroll_session_silence (fixture->session, 0, unit, t);
      unroll_session_swap_letter (
        fixture->session, t, (fixture->plain->trace->codes[t - 1] + 1) % 5);
    }
  await_touched (fixture, 63);
  unroll_session_cut (fixture->session, 0);
  await_touched (fixture, 64);
  unroll_session_release_weight (fixture->session, 0);
  unroll_session_set_weight (fixture->session, 0, 0.75);
  g_assert_null (message (fixture));
  unroll_session_silence (fixture->session, 0, 0, 1);
  unroll_session_silence (fixture->session, 0, 0, 1);
  g_assert_null (message (fixture));
  unroll_session_swap_letter (fixture->session, 1,
                              fixture->plain->trace->codes[0]);
  await_touched (fixture, 63);
}

/* Numbers that grow beyond all bounds are taken back, the rest stays. */
static void
test_beyond_bounds (Fixture       *fixture,
                    gconstpointer  data)
{
  unroll_session_set (fixture->session, "network.activation", "linear");
  WAIT_UNTIL (frame (fixture)->network.activation == RNN_ACTIVATION_LINEAR);
  unroll_session_set (fixture->session, "data.time_steps", "8");
  unroll_session_set (fixture->session, "network.units", "1");
  WAIT_UNTIL (frame (fixture)->dataset->time_steps == 8
              && frame (fixture)->network.size == 17);
  settle ();
  for (guint i = 0; i < 5; i++)
    unroll_session_set_weight (fixture->session, i, 1e6);
  await_touched (fixture, 5);
  unroll_session_set_weight (fixture->session, 5, 1e6);
  WAIT_UNTIL (message (fixture) != NULL);
  assert_says (fixture, "beyond all bounds");
  await_touched (fixture, 5);
  settle ();
  g_assert_cmpuint (n_touched (fixture), ==, 5);
}

/* What was done belongs to the data and the network. */
static void
test_other_network (Fixture       *fixture,
                    gconstpointer  data)
{
  unroll_session_silence (fixture->session, 0, 2, 0);
  await_touched (fixture, 1);
  unroll_session_set (fixture->session, "network.units", "2");
  WAIT_UNTIL (frame (fixture)->network.units[0] == 2);
  WAIT_UNTIL (message (fixture) != NULL);
  assert_says (fixture, "put back");
  g_assert_false (frame (fixture)->touched);
  g_assert_false (unroll_view_state_get_can_undo_touch (fixture->state));

  /* Another seed is the same network. */
  unroll_session_silence (fixture->session, 0, 1, 0);
  await_touched (fixture, 1);
  unroll_session_set (fixture->session, "fit.seed", "7");
  WAIT_UNTIL (frame (fixture)->spec.seed == 7);
  settle ();
  g_assert_true (frame (fixture)->touched);

  /* One that cannot be changes nothing. */
  unroll_session_set (fixture->session, "network.units", "100000000");
  settle ();
  g_assert_cmpuint (n_touched (fixture), ==, 1);
}

static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  float own = fixture->plain->parameters[20];

  unroll_session_cut (fixture->session, 0);
  unroll_session_set_weight (fixture->session, 20, 1.5);
  await_touched (fixture, 2);
  unroll_session_keep_weights (fixture->session);
  await_touched (fixture, 1);
  g_assert_cmpfloat (frame (fixture)->parameters[20], ==, 1.5f);
  g_assert_true (frame (fixture)->interventions.list[0].kind
                 == RNN_INTERVENTION_CUT);

  /* As long as nothing was trained it can be undone. */
  unroll_session_undo_touch (fixture->session);
  await_touched (fixture, 2);
  settle ();
  g_assert_cmpfloat (frame (fixture)->real[1], ==, own);
  g_assert_false (unroll_view_state_get_can_redo_touch (fixture->state));

  unroll_session_keep_weights (fixture->session);
  await_touched (fixture, 1);
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (frame (fixture)->position.epoch == 1);
  g_assert_cmpfloat (frame (fixture)->parameters[20], !=, own);
  unroll_session_undo_touch (fixture->session);
  assert_says (fixture, "go back");
  g_assert_cmpuint (n_touched (fixture), ==, 1);

  unroll_session_reset (fixture->session);
  WAIT_UNTIL (frame (fixture)->position.epoch == 0);
  unroll_session_undo_touch (fixture->session);
  await_touched (fixture, 2);
  unroll_session_clear_touch (fixture->session);
  await_touched (fixture, 0);
  settle ();
  assert_plain (fixture);
}

#define ADD(name, function)                                           \
  g_test_add ("/touch/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("silence", test_silence);
  ADD ("cut", test_cut);
  ADD ("letter", test_letter);
  ADD ("weight", test_weight);
  ADD ("undo", test_undo);
  ADD ("refused", test_refused);
  ADD ("too-many", test_too_many);
  ADD ("beyond-bounds", test_beyond_bounds);
  ADD ("other-network", test_other_network);
  ADD ("keep", test_keep);
  return g_test_run ();
}
