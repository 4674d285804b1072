#include "core/goal.h"

static void
assert_goal (RnnStep  step,
             int      n,
             guint32  epoch,
             guint32  batch,
             gboolean by_epoch,
             guint64  number)
{
  /* Ten batches an epoch, of twenty. */
  const RnnPosition from = { 10 * epoch + batch, epoch, batch };
  RnnGoal goal = rnn_goal_of_step (step, n, from, 20);

  g_assert_cmpint (goal.by_epoch, ==, by_epoch);
  g_assert_cmpuint (goal.number, ==, number);
}

static void
test_steps (void)
{
  assert_goal (RNN_STEP_UPDATE, 1, 3, 4, FALSE, 35);
  assert_goal (RNN_STEP_UPDATE, -5, 3, 4, FALSE, 29);
  assert_goal (RNN_STEP_UPDATE, -50, 3, 4, FALSE, 0);
  assert_goal (RNN_STEP_UPDATE, G_MININT, 3, 4, FALSE, 0);

  assert_goal (RNN_STEP_EPOCH, 1, 3, 0, TRUE, 4);
  assert_goal (RNN_STEP_EPOCH, 1, 3, 4, TRUE, 4);
  assert_goal (RNN_STEP_EPOCH, 2, 3, 4, TRUE, 5);
  assert_goal (RNN_STEP_EPOCH, -1, 3, 0, TRUE, 2);
  assert_goal (RNN_STEP_EPOCH, -1, 3, 4, TRUE, 3);
  assert_goal (RNN_STEP_EPOCH, -2, 3, 4, TRUE, 2);
  assert_goal (RNN_STEP_EPOCH, -1, 0, 0, TRUE, 0);
  assert_goal (RNN_STEP_EPOCH, G_MAXINT, G_MAXUINT32 - 1, 0, TRUE,
               G_MAXUINT32);

  assert_goal (RNN_STEP_TEN_EPOCHS, 1, 3, 4, TRUE, 13);
  assert_goal (RNN_STEP_TEN_EPOCHS, -1, 30, 0, TRUE, 20);
  assert_goal (RNN_STEP_TEN_EPOCHS, -1, 3, 4, TRUE, 0);
  assert_goal (RNN_STEP_TEN_EPOCHS, G_MININT, 3, 4, TRUE, 0);

  assert_goal (RNN_STEP_TO_END, 1, 3, 4, TRUE, 20);
  assert_goal (RNN_STEP_TO_END, 1, 20, 0, FALSE, 200);
  assert_goal (RNN_STEP_TO_END, 1, 25, 4, FALSE, 254);
  assert_goal (RNN_STEP_TO_END, -1, 25, 4, TRUE, 0);

  for (RnnStep step = RNN_STEP_UPDATE; step <= RNN_STEP_TO_END; step++)
    assert_goal (step, 0, 3, 4, FALSE, 34);
}

static void
test_positions (void)
{
  const RnnGoal update = { FALSE, 34 };
  const RnnGoal epoch = { TRUE, 3 };

  g_assert_false (rnn_goal_reached (&update, (RnnPosition) { 33, 3, 3 }));
  g_assert_true (rnn_goal_reached (&update, (RnnPosition) { 34, 3, 4 }));
  g_assert_false (rnn_goal_passed (&update, (RnnPosition) { 34, 3, 4 }));
  g_assert_true (rnn_goal_passed (&update, (RnnPosition) { 35, 3, 5 }));

  g_assert_false (rnn_goal_reached (&epoch, (RnnPosition) { 29, 2, 9 }));
  g_assert_true (rnn_goal_reached (&epoch, (RnnPosition) { 30, 3, 0 }));
  g_assert_false (rnn_goal_passed (&epoch, (RnnPosition) { 30, 3, 0 }));
  g_assert_true (rnn_goal_passed (&epoch, (RnnPosition) { 31, 3, 1 }));
  g_assert_true (rnn_goal_passed (&epoch, (RnnPosition) { 40, 4, 0 }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/goal/steps", test_steps);
  g_test_add_func ("/goal/positions", test_positions);
  return g_test_run ();
}
