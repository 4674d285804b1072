#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/runs.h"
#include "tests/core/plain.h"

/* Where each branch leaves, and how far its parent is known. */
#define FROM 17
#define KNOWN 30
#define END 45

/* Budgets: all that is needed, and next to nothing. */
static const gsize budgets[] = { RNN_RUN_BUDGET, 40000, 0 };

#define SETTINGS(...) (const char *const[]) { __VA_ARGS__, NULL }

/* What a branch may do otherwise. */
static const char *const *const changes[] = {
  SETTINGS ("training.learning_rate=0.05"),
  SETTINGS ("training.optimizer=sgd", "training.learning_rate=0.1"),
  SETTINGS ("training.optimizer=sgd", "training.momentum=0.5"),
  SETTINGS ("training.optimizer=rmsprop"),
  SETTINGS ("training.optimizer=adam"),
  SETTINGS ("training.optimizer=adam", "training.beta_1=0.5"),
  SETTINGS ("fit.seed=7"),
  SETTINGS ("training.shuffle=true", "training.clip=norm"),
  SETTINGS ("fit.epochs=500"),
};

static RnnRun *
new_run (const RnnSpec *spec,
         gsize          budget)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnRun *run = rnn_run_new_with_budget (spec, dataset, budget, &error);

  g_assert_no_error (error);
  return run;
}

static void
seek (RnnRun  *run,
      guint64  to)
{
  g_autoptr (GError) error = NULL;

  rnn_run_seek (run, to, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_arena (RnnLearner  *learner,
              const float *a,
              const float *b)
{
  gsize size = rnn_learner_network (learner)->size * sizeof (float);

  g_assert_true ((a == NULL) == (b == NULL));
  if (a != NULL)
    g_assert_cmpmem (a, size, b, size);
}

/* Their states may differ in the room that they have. */
static void
assert_same (RnnLearner *a,
             RnnLearner *b)
{
  guint32 best_a, best_b;

  g_assert_cmpuint (rnn_learner_position (a).update, ==,
                    rnn_learner_position (b).update);
  assert_arena (a, rnn_learner_parameters (a), rnn_learner_parameters (b));
  assert_arena (a, rnn_learner_gradients (a), rnn_learner_gradients (b));
  assert_arena (a, rnn_learner_change (a), rnn_learner_change (b));
  assert_arena (a, rnn_learner_moment_m (a), rnn_learner_moment_m (b));
  assert_arena (a, rnn_learner_moment_v (a), rnn_learner_moment_v (b));
  assert_arena (a, rnn_learner_best (a, &best_a), rnn_learner_best (b, &best_b));
  g_assert_cmpuint (best_a, ==, best_b);
  g_assert_cmpuint (rnn_learner_updates_since_restart (a), ==,
                    rnn_learner_updates_since_restart (b));
}

/* A life without history: from @from on as @branch says. */
static Plain *
branched_plain (const RnnSpec *spec,
                const RnnSpec *branch,
                guint64        from,
                guint64        update)
{
  Plain *plain = plain_new (spec);
  RnnLearner *learner;

  plain_to_update (plain, MIN (from, update));
  if (update < from)
    return plain;
  learner = rnn_learner_new_branch (plain->learner, branch);
  rnn_learner_branch (learner, branch);
  rnn_learner_free (plain->learner);
  plain->learner = learner;
  plain_to_update (plain, update);
  return plain;
}

static void
assert_stands (RnnRun        *run,
               const RnnSpec *spec,
               const RnnSpec *branch,
               guint64        update)
{
  g_autoptr (Plain) plain = branched_plain (spec, branch, FROM, update);

  assert_same (rnn_run_learner (run), plain->learner);
  plain_assert_metrics (plain, rnn_history_series (rnn_run_history (run)),
                        rnn_learner_position (plain->learner).epoch);
}

static void
check_branch (const RnnSpec *spec,
              const RnnSpec *branch_spec,
              gsize          budget)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRun) run = new_run (spec, budget);
  g_autoptr (RnnRun) branch = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  gsize n_before, n_after;

  seek (run, KNOWN);
  n_before = rnn_series_length (rnn_history_series (rnn_run_history (run)));
  seek (run, FROM);
  branch = rnn_run_new_branch (run, branch_spec, &error);
  g_assert_no_error (error);
  assert_stands (branch, spec, branch_spec, FROM);

  /* Forward, past the branch point into the parent's past, and anywhere. */
  seek (branch, END);
  assert_stands (branch, spec, branch_spec, END);
  for (guint i = 0; i < 12; i++)
    {
      guint64 to = g_rand_int_range (random, 0, END + 5);

      seek (branch, to);
      assert_stands (branch, spec, branch_spec, to);
    }
  seek (branch, FROM - 1);
  assert_stands (branch, spec, branch_spec, FROM - 1);
  seek (branch, FROM);
  assert_stands (branch, spec, branch_spec, FROM);

  /* The parent has not noticed. */
  n_after = rnn_series_length (rnn_history_series (rnn_run_history (run)));
  g_assert_cmpuint (n_after, ==, n_before);
  g_assert_cmpuint (rnn_learner_position (rnn_run_learner (run)).update, ==,
                    FROM);
  seek (run, KNOWN);
  assert_stands (run, spec, spec, KNOWN);
}

static void
test_same_bits (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };

  job_spec (data, &spec);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    for (guint b = 0; b < G_N_ELEMENTS (budgets); b++)
      {
        g_auto (RnnSpec) branch = { 0 };

        rnn_spec_copy (&branch, &spec);
        set_all (&branch, changes[i]);
        if (rnn_spec_check (&branch, NULL))
          check_branch (&spec, &branch, budgets[b]);
      }
}

/* A branch of a branch that goes back to the old rule does not get the old
 * moments back, also at the same moment. */
static void
test_nested (void)
{
  g_auto (RnnSpec) adam = { 0 };
  g_auto (RnnSpec) sgd = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) first = NULL;
  g_autoptr (RnnRun) second = NULL;
  gsize size;

  job_spec (&jobs[1], &adam);
  rnn_spec_copy (&sgd, &adam);
  set_all (&sgd, SETTINGS ("training.optimizer=sgd"));
  run = new_run (&adam, RNN_RUN_BUDGET);
  seek (run, FROM);
  first = rnn_run_new_branch (run, &sgd, &error);
  second = rnn_run_new_branch (first, &adam, &error);
  g_assert_no_error (error);

  size = rnn_learner_network (rnn_run_learner (run))->size;
  for (guint round = 0; round < 2; round++)
    {
      RnnLearner *learner = rnn_run_learner (second);

      for (gsize i = 0; i < size; i++)
        {
          g_assert_cmpfloat (rnn_learner_moment_m (learner)[i], ==, 0.0f);
          g_assert_cmpfloat (rnn_learner_moment_v (learner)[i], ==, 0.0f);
        }
      g_assert_cmpmem (rnn_learner_change (learner), size * sizeof (float),
                       rnn_learner_change (rnn_run_learner (run)),
                       size * sizeof (float));
      seek (second, END);
      seek (second, 3);
      seek (second, FROM);
    }
}

/* From here on Keras' formulas, computed here: Adam's first step after a restart
 * is as if it were the first of all. */
static void
test_restarted_adam (void)
{
  g_auto (RnnSpec) sgd = { 0 };
  g_auto (RnnSpec) adam = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) branch = NULL;
  g_autoptr (RnnUpdateTrace) trace = NULL;

  rnn_spec_init_default (&sgd);
  set_all (&sgd, SETTINGS ("training.optimizer=sgd"));
  rnn_spec_copy (&adam, &sgd);
  set_all (&adam, SETTINGS ("training.optimizer=adam",
                            "training.learning_rate=0.02"));
  run = new_run (&sgd, RNN_RUN_BUDGET);
  seek (run, FROM);
  branch = rnn_run_new_branch (run, &adam, &error);
  g_assert_no_error (error);

  trace = rnn_run_trace_update (branch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trace->update, ==, FROM + 1);
  g_assert_cmpuint (trace->t, ==, 1);
  for (gsize i = 0; i < trace->network.size; i++)
    {
      double g = trace->gradients[i];
      double step = 0.02 * sqrt (1.0 - adam.beta_2)
                    * g / (sqrt ((1.0 - adam.beta_2) * g * g) + adam.epsilon);

      g_assert_cmpfloat (trace->m_before[i], ==, 0.0f);
      g_assert_cmpfloat_with_epsilon (trace->after[i], trace->before[i] - step,
                                      2e-6);
    }
}

/* From the next epoch on the samples come in the order of the new seed. */
static void
test_seed (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) other = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) branch = NULL;
  g_autoptr (RnnRun) fresh = NULL;
  const guint32 *a, *b;
  guint n_a, n_b;

  job_spec (&jobs[1], &spec);
  rnn_spec_copy (&other, &spec);
  other.seed = 7;
  run = new_run (&spec, RNN_RUN_BUDGET);
  fresh = new_run (&other, RNN_RUN_BUDGET);
  rnn_run_seek_epoch (run, 2, NULL, NULL);
  seek (run, rnn_learner_position (rnn_run_learner (run)).update + 1);
  branch = rnn_run_new_branch (run, &other, &error);
  g_assert_no_error (error);

  /* What is left of this epoch is what was left. */
  a = rnn_learner_next_batch (rnn_run_learner (run), &n_a);
  b = rnn_learner_next_batch (rnn_run_learner (branch), &n_b);
  g_assert_cmpmem (a, n_a * sizeof *a, b, n_b * sizeof *b);

  rnn_run_seek_epoch (run, 3, NULL, NULL);
  rnn_run_seek_epoch (branch, 3, NULL, NULL);
  rnn_run_seek_epoch (fresh, 3, NULL, NULL);
  b = rnn_learner_next_batch (rnn_run_learner (branch), &n_b);
  a = rnn_learner_next_batch (rnn_run_learner (fresh), &n_a);
  g_assert_cmpmem (a, n_a * sizeof *a, b, n_b * sizeof *b);
  a = rnn_learner_next_batch (rnn_run_learner (run), &n_a);
  g_assert_cmpint (memcmp (a, b, n_a * sizeof *a), !=, 0);
}

static void
test_refused (void)
{
  static const struct { const char *setting, *word; } fixed[] = {
    { "network.units=4", "network.units" },
    { "network.activation=relu", "network.activation" },
    { "data.text=xyz", "data.text" },
    { "data.time_steps=2", "data.time_steps" },
    { "training.loss=sum", "training.loss" },
  };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;

  rnn_spec_init_default (&spec);
  run = new_run (&spec, RNN_RUN_BUDGET);
  seek (run, FROM);
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (RnnSpec) branch = { 0 };

      rnn_spec_copy (&branch, &spec);
      set_all (&branch, SETTINGS (fixed[i].setting));
      g_assert_null (rnn_run_new_branch (run, &branch, &error));
      g_assert_error (error, RNN_ERROR, RNN_ERROR_SETTING);
      g_assert_nonnull (strstr (error->message, fixed[i].word));
    }
}

/* A run that diverged stands where it stood before, and can be branched from
 * there with what the sentence advises. */
static void
test_diverged (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) calm = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) branch = NULL;

  rnn_spec_init_default (&spec);
  set_all (&spec, SETTINGS ("training.optimizer=sgd",
                            "training.learning_rate=1e10",
                            "network.activation=linear"));
  rnn_spec_copy (&calm, &spec);
  calm.learning_rate = 0.1;
  run = new_run (&spec, RNN_RUN_BUDGET);
  while (rnn_run_update (run, NULL, &error) != RNN_LEARNER_FAILED)
    ;
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DIVERGED);
  g_clear_error (&error);

  rnn_run_seek (run, 0, NULL, NULL);
  branch = rnn_run_new_branch (run, &calm, &error);
  g_assert_no_error (error);
  seek (branch, 50);
}

/* Runs --------------------------------------------------------------------- */

static RnnRuns *
new_runs (const RnnSpec *spec)
{
  return rnn_runs_new (new_run (spec, RNN_RUN_BUDGET), 0);
}

static guint64
branch_at (RnnRuns    *runs,
           guint64     update,
           const char *setting)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  RnnRun *run = rnn_runs_at_hand (runs);

  seek (run, update);
  rnn_spec_copy (&spec, rnn_run_spec (run));
  set_all (&spec, SETTINGS (setting));
  rnn_runs_branch (runs, &spec, NULL, &error);
  g_assert_no_error (error);
  return rnn_runs_list (runs)->at_hand;
}

static const char *
name_of (RnnRuns *runs,
         guint64  number)
{
  return rnn_run_list_find (rnn_runs_list (runs), number)->name;
}

static void
test_switch (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) other = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRuns) runs = NULL;
  g_autoptr (Plain) plain = NULL;
  guint64 branch;

  job_spec (&jobs[1], &spec);
  rnn_spec_copy (&other, &spec);
  other.learning_rate = 0.05;
  runs = new_runs (&spec);
  plain = plain_new (&spec);
  branch = branch_at (runs, FROM, "training.learning_rate=0.05");
  g_assert_cmpuint (branch, ==, 2);
  g_assert_cmpuint (rnn_runs_list (runs)->runs[1].parent, ==, 1);
  g_assert_cmpuint (rnn_runs_list (runs)->runs[1].from.update, ==, FROM);
  seek (rnn_runs_at_hand (runs), END);

  g_assert_true (rnn_runs_switch (runs, 1, &error));
  plain_to_update (plain, FROM);
  plain_assert_learner (plain, rnn_run_learner (rnn_runs_at_hand (runs)));
  seek (rnn_runs_at_hand (runs), END);
  plain_to_update (plain, END);
  plain_assert_learner (plain, rnn_run_learner (rnn_runs_at_hand (runs)));

  g_assert_true (rnn_runs_switch (runs, branch, &error));
  assert_stands (rnn_runs_at_hand (runs), &spec, &other, END);
  g_assert_false (rnn_runs_switch (runs, 9, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_cmpuint (rnn_runs_list (runs)->at_hand, ==, branch);
}

static void
test_names (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRuns) runs = NULL;
  guint64 a, b;

  rnn_spec_init_default (&spec);
  runs = new_runs (&spec);
  g_assert_cmpstr (name_of (runs, 1), ==, "First run");
  a = branch_at (runs, 3, "training.learning_rate=0.05");
  g_assert_cmpstr (name_of (runs, a), ==, "lr 0.05 from epoch 3");
  rnn_runs_switch (runs, 1, NULL);
  b = branch_at (runs, 3, "training.learning_rate=0.05");
  g_assert_cmpstr (name_of (runs, b), ==, "lr 0.05 from epoch 3 (2)");
  g_assert_cmpstr (name_of (runs, branch_at (runs, 5, "training.optimizer=sgd")),
                   ==, "SGD from epoch 5");
  g_assert_cmpstr (name_of (runs, branch_at (runs, 5, "fit.seed=7")), ==,
                   "seed 7 from epoch 5");
  g_assert_cmpstr (name_of (runs, branch_at (runs, 5, "training.clip=norm")),
                   ==, "clip 1 from epoch 5");
  g_assert_cmpstr (name_of (runs, branch_at (runs, 6, "fit.epochs=200")), ==,
                   "from epoch 6");

  g_assert_true (rnn_runs_rename (runs, a, "  gross ", &error));
  g_assert_cmpstr (name_of (runs, a), ==, "gross");
  g_assert_true (rnn_runs_rename (runs, b, "gross", &error));
  g_assert_cmpstr (name_of (runs, b), ==, "gross (2)");
  g_assert_true (rnn_runs_rename (runs, a, "gross", &error));
  g_assert_cmpstr (name_of (runs, a), ==, "gross");
  g_assert_false (rnn_runs_rename (runs, a, "  ", &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_SETTING);
  g_assert_cmpstr (name_of (runs, a), ==, "gross");
}

static void
test_delete (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) other = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRuns) runs = NULL;
  guint64 a, b;

  job_spec (&jobs[1], &spec);
  rnn_spec_copy (&other, &spec);
  other.learning_rate = 0.05;
  runs = new_runs (&spec);
  g_assert_false (rnn_runs_delete (runs, 1, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (rnn_runs_restore (runs, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_clear_error (&error);

  a = branch_at (runs, FROM, "training.learning_rate=0.05");
  seek (rnn_runs_at_hand (runs), END);
  *rnn_runs_told (runs) = 3;
  b = branch_at (runs, 20, "fit.seed=7");

  /* Not the one at hand. */
  g_assert_true (rnn_runs_delete (runs, a, &error));
  g_assert_cmpuint (rnn_runs_list (runs)->n, ==, 2);
  g_assert_cmpuint (rnn_runs_list (runs)->at_hand, ==, b);
  g_assert_cmpuint (rnn_runs_list (runs)->deleted, ==, a);
  g_assert_true (rnn_runs_restore (runs, &error));
  g_assert_cmpuint (rnn_runs_list (runs)->at_hand, ==, b);
  g_assert_cmpuint (rnn_runs_list (runs)->runs[1].number, ==, a);
  g_assert_cmpuint (rnn_runs_list (runs)->deleted, ==, 0);

  /* The one at hand: its parent comes, and it comes back to hand. */
  rnn_runs_switch (runs, a, NULL);
  seek (rnn_runs_at_hand (runs), END);
  g_assert_true (rnn_runs_delete (runs, a, &error));
  g_assert_cmpuint (rnn_runs_list (runs)->at_hand, ==, 1);
  g_assert_true (rnn_runs_restore (runs, &error));
  g_assert_cmpuint (rnn_runs_list (runs)->at_hand, ==, a);
  g_assert_cmpuint (*rnn_runs_told (runs), ==, 0);
  assert_stands (rnn_runs_at_hand (runs), &spec, &other, END);

  /* The parent may go, too; and the last of two. */
  g_assert_true (rnn_runs_delete (runs, 1, &error));
  g_assert_cmpuint (rnn_runs_list (runs)->at_hand, ==, a);
  g_assert_true (rnn_runs_delete (runs, a, &error));
  g_assert_cmpuint (rnn_runs_list (runs)->at_hand, ==, b);
  g_assert_cmpuint (rnn_runs_list (runs)->n, ==, 1);
  g_assert_no_error (error);
  seek (rnn_runs_at_hand (runs), 3);
}

static void
test_sixteen (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRuns) runs = NULL;
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  set_all (&spec, SETTINGS ("network.units=128", "fit.epochs=1000"));
  runs = new_runs (&spec);
  for (guint i = 1; i < RNN_MAX_RUNS; i++)
    {
      g_autofree char *setting =
        g_strdup_printf ("training.optimizer=%s", i % 2 ? "sgd" : "rmsprop");

      branch_at (runs, 12 * i, setting);
    }
  seek (rnn_runs_at_hand (runs), 12 * RNN_MAX_RUNS);
  g_assert_cmpuint (rnn_runs_list (runs)->n, ==, RNN_MAX_RUNS);

  g_assert_false (rnn_runs_branch (runs, &spec, NULL, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_MEMORY);
  g_assert_nonnull (strstr (error->message, "16"));
  g_clear_error (&error);
  g_assert_cmpuint (rnn_runs_list (runs)->n, ==, RNN_MAX_RUNS);

  g_assert_cmpuint (rnn_runs_memory (runs), <=, RNN_RUN_BUDGET);
  g_assert_cmpuint (rnn_runs_memory (runs), >, RNN_RUN_BUDGET / 4);

  /* Room for one again. */
  g_assert_true (rnn_runs_delete (runs, 5, &error));
  branch_at (runs, 3, "fit.seed=9");
  g_assert_false (rnn_runs_restore (runs, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_MEMORY);
  g_assert_cmpuint (rnn_runs_list (runs)->deleted, ==, 5);
}

static void
test_memory (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRuns) runs = NULL;
  g_autoptr (GError) error = NULL;
  RnnRun *run;
  guint64 each;

  rnn_spec_init_default (&spec);
  run = new_run (&spec, RNN_RUN_BUDGET);
  each = rnn_learner_memory (&spec, rnn_learner_dataset (rnn_run_learner (run)));
  runs = rnn_runs_new_with_limit (run, 0, 3 * each);
  branch_at (runs, 3, "fit.seed=1");
  branch_at (runs, 3, "fit.seed=2");
  g_assert_false (rnn_runs_branch (runs, &spec, NULL, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_MEMORY);
  g_assert_nonnull (strstr (error->message, "delete"));

  /* What was deleted gives way for good. */
  g_assert_true (rnn_runs_delete (runs, 2, NULL));
  branch_at (runs, 3, "fit.seed=3");
  g_assert_cmpuint (rnn_runs_list (runs)->deleted, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/branch/same-bits/%s", jobs[i].name);

      g_test_add_data_func (path, &jobs[i], test_same_bits);
    }
  g_test_add_func ("/branch/nested", test_nested);
  g_test_add_func ("/branch/restarted-adam", test_restarted_adam);
  g_test_add_func ("/branch/seed", test_seed);
  g_test_add_func ("/branch/refused", test_refused);
  g_test_add_func ("/branch/diverged", test_diverged);
  g_test_add_func ("/runs/switch", test_switch);
  g_test_add_func ("/runs/names", test_names);
  g_test_add_func ("/runs/delete", test_delete);
  g_test_add_func ("/runs/sixteen", test_sixteen);
  g_test_add_func ("/runs/memory", test_memory);
  return g_test_run ();
}
