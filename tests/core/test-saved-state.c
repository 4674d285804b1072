#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/experiment-file.h"
#include "tests/core/client.h"
#include "tests/core/plain.h"
#include "tests/core/specimen.h"

/* What is saved goes on to the same bits, and can be rewound to any moment. */

static RnnRun *
new_run (const RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnRun *run = rnn_run_new (spec, dataset, &error);

  g_assert_no_error (error);
  return run;
}

static void
seek (RnnRun  *run,
      guint64  update)
{
  g_autoptr (GError) error = NULL;

  rnn_run_seek (run, update, NULL, &error);
  g_assert_no_error (error);
}

static RnnSavedState *
parse (const char *text,
       RnnSpec    *spec)
{
  g_autoptr (GError) error = NULL;
  RnnSavedState *saved = NULL;

  rnn_experiment_parse_state ("x.unroll", text, -1, spec, &saved, &error);
  g_assert_no_error (error);
  return saved;
}

static RnnRun *
resume (const RnnSavedState *saved,
        const RnnSpec       *spec)
{
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) start = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  RnnRun *run;

  rnn_saved_state_start_spec (saved, &start);
  dataset = rnn_dataset_new (&start, &error);
  run = rnn_run_new_saved (saved, spec, dataset, &error);
  g_assert_no_error (error);
  return run;
}

static char *
text_of (RnnRun *run)
{
  g_autoptr (RnnSavedState) saved = rnn_saved_state_new (run);

  return rnn_experiment_state_to_text (&saved->spec, saved);
}

/* The run that @run's file opens as. */
static RnnRun *
reopen (RnnRun *run)
{
  g_autofree char *text = text_of (run);
  g_autofree char *again = NULL;
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSavedState) saved = parse (text, &spec);
  RnnRun *back = resume (saved, &spec);

  again = text_of (back);
  g_assert_cmpstr (again, ==, text);
  return back;
}

static void
assert_same (RnnRun *a,
             RnnRun *b)
{
  RnnLearner *one = rnn_run_learner (a), *other = rnn_run_learner (b);
  gsize size = rnn_learner_state_size (one);
  g_autofree guint8 *of_one = g_malloc (size);
  g_autofree guint8 *of_other = g_malloc (size);

  g_assert_cmpuint (size, ==, rnn_learner_state_size (other));
  rnn_learner_save_state (one, of_one);
  rnn_learner_save_state (other, of_other);
  g_assert_cmpmem (of_one, size, of_other, size);
  g_assert_true (rnn_spec_equal (rnn_run_spec (a), rnn_run_spec (b)));
}

static void
assert_same_rows (RnnRun *a,
                  RnnRun *b)
{
  const RnnSeries *one = rnn_history_series (rnn_run_history (a));
  const RnnSeries *other = rnn_history_series (rnn_run_history (b));

  g_assert_cmpuint (rnn_series_length (one), ==, rnn_series_length (other));
  for (gsize i = 0; i < rnn_series_length (one); i++)
    for (guint q = 0; q < RNN_N_MEASURES; q++)
      {
        double number = rnn_series_value (one, q, i);
        double same = rnn_series_value (other, q, i);

        g_assert_true (number == same || (isnan (number) && isnan (same)));
      }
}

/* To the end, and back to everywhere. */
static void
assert_same_life (RnnRun  *a,
                  RnnRun  *b,
                  guint64  end)
{
  assert_same (a, b);
  seek (a, end);
  seek (b, end);
  assert_same (a, b);
  assert_same_rows (a, b);
  for (guint64 update = 0; update <= end; update += 1 + end / 7)
    {
      seek (a, update);
      seek (b, update);
      assert_same (a, b);
    }
}

static void
check_life (const RnnSpec *spec)
{
  static const guint64 places[] = { 0, 1, 5, 24 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (RnnRun) run = new_run (spec);
      g_autoptr (RnnRun) back = NULL;

      seek (run, places[i]);
      back = reopen (run);
      assert_same_life (run, back, 40);
    }
}

static void
test_job (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };

  job_spec (data, &spec);
  check_life (&spec);
}

static void
test_specimen (gconstpointer data)
{
  const SpecimenKind *kind = data;
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  set_all (&spec, kind->settings);
  check_life (&spec);
}

static void
set (RnnSpec    *spec,
     const char *name,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  rnn_spec_set (spec, name, value, &error);
  g_assert_no_error (error);
}

static void
change (RnnRun     *run,
        const char *name,
        const char *value)
{
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_copy (&spec, rnn_run_spec (run));
  set (&spec, name, value);
  rnn_run_change (run, &spec, &error);
  g_assert_no_error (error);
}

/* Another way, by the optimizer, the seed and the like. */
static RnnRun *
branch (RnnRun     *run,
        const char *name,
        const char *value)
{
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };
  RnnRun *other;

  rnn_spec_copy (&spec, rnn_run_spec (run));
  set (&spec, name, value);
  other = rnn_run_new_branch (run, &spec, &error);
  g_assert_no_error (error);
  return other;
}

/* What was changed by hand on the way is part of it. */
static void
test_events (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) back = NULL;
  g_autoptr (RnnRun) early = NULL;

  job_spec (data, &spec);
  run = new_run (&spec);
  seek (run, 3);
  change (run, "training.learning_rate", "0.003");
  seek (run, 7);
  g_assert_true (rnn_run_set_parameter (run, 4, 0.25f, NULL));
  change (run, "training.clip", "global-norm");
  seek (run, 12);
  change (run, "training.clip_value", "0.01");

  back = reopen (run);
  assert_same_life (run, back, 40);

  /* Events that are still to come are forgotten, as its metrics are. */
  seek (run, 5);
  early = reopen (run);
  assert_same (run, early);
  g_assert_cmpuint (rnn_history_n_events (rnn_run_history (early)), ==, 1);
}

static void
test_branches (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) first = NULL;
  g_autoptr (RnnRun) second = NULL;
  g_autoptr (RnnRun) back = NULL;

  job_spec (data, &spec);
  run = new_run (&spec);
  seek (run, 6);
  first = branch (run, "training.optimizer",
                  spec.optimizer == RNN_OPTIMIZER_SGD ? "adam" : "sgd");
  seek (first, 11);
  change (first, "training.learning_rate", "0.002");
  seek (first, 14);
  second = branch (first, "fit.seed", "99");
  seek (second, 19);

  back = reopen (second);
  assert_same_life (second, back, 40);
}

/* The text --------------------------------------------------------------- */

static char *
default_text (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;

  rnn_spec_init_default (&spec);
  run = new_run (&spec);
  seek (run, 3);
  change (run, "training.learning_rate", "0.003");
  seek (run, 5);
  g_assert_true (rnn_run_set_parameter (run, 4, 0.25f, NULL));
  seek (run, 9);
  return text_of (run);
}

static void
assert_refused (const char *text,
                const char *parts)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSavedState) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) part = g_strsplit (parts, "|", -1);

  g_assert_false (rnn_experiment_parse_state ("x.unroll", text, -1, &spec,
                                              &saved, &error));
  g_assert_null (saved);
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "‘x.unroll’, line "));
  g_assert_null (strchr (error->message, '\n'));
  for (guint i = 0; part[i] != NULL; i++)
    if (strstr (error->message, part[i]) == NULL)
      g_error ("no \"%s\" in: %s", part[i], error->message);
}

/* The text with the line that begins with @key, after the line @after if that
 * is not NULL, replaced. */
static char *
with_line (const char *text,
           const char *after,
           const char *key,
           const char *line)
{
  g_autofree char *start = g_strdup_printf ("\n%s", key);
  const char *from = after != NULL ? strstr (text, after) : text;
  const char *place = strstr (from, start);
  const char *end;

  g_assert_nonnull (place);
  end = strchr (place + 1, '\n');
  return g_strdup_printf ("%.*s\n%s%s", (int) (place - text), text, line, end);
}

static void
test_lines (void)
{
  g_autofree char *text = default_text ();
  g_auto (GStrv) lines = g_strsplit_set (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 180);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
  g_assert_nonnull (strstr (text, "\nformat=2\n"));
}

static void
test_wrong_values (void)
{
  static const struct
  {
    const char *after;
    const char *key;
    const char *line;
    const char *parts;
  } cases[] = {
    { NULL, "format=2", "format=1", "a state needs format=2" },
    { NULL, "format=2", "format=3", "newer Unroll|format 3" },
    { NULL, "[state]", "[state.start]", "no group [state.start]" },
    { "[state]", "settings=", "settings=1", "state.settings|sixteen" },
    { "[state]", "settings=", "settings=0123456789abcdef",
      "state.settings|other settings" },
    { "[state]", "data=", "date=0123456789abcdef",
      "‘date’ stands where state.data must stand" },
    { "[state]", "inputs=", "inputs=0", "state.inputs|1 to 4096" },
    { "[state]", "classes=", "classes=6", "state.event.2.weights|1 and 51" },
    { "[state]", "update=", "update=-1", "state.update|whole number" },
    { "[state]", "update=", "update=0x9", "state.update|whole number" },
    { "[state]", "epoch=", "epoch=10", "10 epochs and 0 batches cannot be 9" },
    { "[state]", "batch_size=", "batch_size=0", "state.batch_size" },
    { "[state]", "order_shuffle=", "order_shuffle=2", "neither true" },
    { "[state]", "loss_sum=", "loss_sum=nan", "state.loss_sum|not a number" },
    { "[state]", "loss_sum=", "loss_sum=-1", "state.loss_sum|0 or more" },
    { "[state]", "best_epoch=", "best_epoch=10", "state.best_epoch|0 to 9" },
    { "[state]", "restart=", "restart=10", "state.restart|0 to 9" },
    { "[state]", "events=", "events=3", "where [state.event.3] must" },
    { "[state]", "events=", "events=1", "where [state.metrics] must" },
    { "[state]", "v=", "v=false", "‘[state.v]’ stands where the file must" },
    { "[state]", "carry_rows=", "carry_rows=5", "state.carry_rows|0 to 0" },
    { "[state.start]", "training.rho=", "training.rho=2",
      "training.rho|less than 1" },
    { "[state.event.1]", "kind=", "kind=wish", "state.event.1.kind|‘wish’" },
    { "[state.event.2]", "update=", "update=2",
      "5 epochs|cannot be 2 updates" },
    { "[state.event.2]", "weights=", "weights=1 48 0123456789abcdef",
      "state.event.2.weights|1 and 47" },
    { "[state.event.2]", "weights.1=", "weights.1=AAAA", "96 bytes" },
    { "[state.metrics]", "columns=", "columns=3", "2 or 4" },
    { "[state.metrics]", "rows=", "rows=9 2 0123456789abcdeg", "checksum" },
    { "[state.metrics]", "rows=", "rows=9 2 0123456789abcdef",
      "state.metrics.rows ends here, and is not what its checksum" },
    { "[state.parameters]", "W_hh.1=", "W_hh.2=AAAA",
      "‘W_hh.2’ stands where state.parameters.W_hh.1 must stand" },
    { "[state.parameters]", "W_hh.1=", "W_hh.1=!!!!", "36 bytes" },
    { "[state.v]", "[state.v]", "", "" },
  };
  g_autofree char *text = default_text ();

  for (guint i = 0; cases[i].line[0] != '\0'; i++)
    {
      g_autofree char *wrong = with_line (text, cases[i].after, cases[i].key,
                                          cases[i].line);

      assert_refused (wrong, cases[i].parts);
    }
}

/* Every line left out, doubled, or cut off: never a state. */
static void
test_damaged_lines (void)
{
  g_autofree char *text = default_text ();
  const char *state = strstr (text, "\n[state]");

  for (const char *line = state + 1; *line != '\0';)
    {
      gsize n = strcspn (line, "\n") + 1;

      if (*line != '#' && *line != '\n')
        {
          g_autofree char *without =
            g_strdup_printf ("%.*s%s", (int) (line - text), text, line + n);
          g_autofree char *doubled =
            g_strdup_printf ("%.*s%s", (int) (line + n - text), text, line);
          g_autofree char *cut =
            g_strdup_printf ("%.*s", (int) (line - text), text);

          if (line != state + 1)
            {
              assert_refused (without, "");
              assert_refused (cut, "is damaged");
            }
          assert_refused (doubled, "must");
        }
      line += n;
    }
}

/* Every byte of the arrays changed: never a state. */
static void
test_damaged_bytes (void)
{
  g_autofree char *text = default_text ();
  gsize first = strstr (text, "\n[state.metrics]") - text;

  for (gsize i = first; text[i] != '\0'; i++)
    {
      g_auto (RnnSpec) spec = { 0 };
      g_autoptr (RnnSavedState) saved = NULL;
      g_autoptr (GError) error = NULL;
      char kept = text[i];

      if (kept == '\n' || kept == '#')
        continue;
      text[i] = kept == 'A' ? 'B' : 'A';
      if (!rnn_experiment_parse_state ("x", text, -1, &spec, &saved, &error))
        g_assert_nonnull (strstr (error->message, "line "));
      else
        g_assert_true (g_strrstr_len (text, i, "\n#")
                       > g_strrstr_len (text, i, "="));
      text[i] = kept;
    }
}

/* Settings that were edited in the file. */
static void
test_edited (void)
{
  g_autofree char *text = default_text ();
  g_autofree char *rate =
    with_line (text, NULL, "learning_rate=", "learning_rate=0.5");
  g_autofree char *units = with_line (text, NULL, "units=", "units=4");
  g_autofree char *letters = with_line (text, NULL, "text=", "text=edcba");
  g_autofree char *seed = with_line (text, NULL, "seed=", "seed=7");
  g_autofree char *title = with_line (text, NULL, "title=", "title=Mine");
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) titled = { 0 };
  g_autoptr (RnnSavedState) saved = parse (rate, &spec);
  g_autoptr (RnnSavedState) with_title = parse (title, &titled);
  g_autoptr (RnnRun) run = resume (saved, &spec);
  g_autoptr (RnnRun) titled_run = resume (with_title, &titled);

  g_assert_cmpfloat (rnn_run_spec (run)->learning_rate, ==, 0.5);
  g_assert_cmpuint (rnn_history_n_events (rnn_run_history (run)), ==, 3);
  seek (run, 2);
  g_assert_cmpfloat (rnn_run_spec (run)->learning_rate, ==, 0.01);
  seek (run, 12);
  g_assert_cmpfloat (rnn_run_spec (run)->learning_rate, ==, 0.5);

  g_assert_cmpuint (rnn_history_n_events (rnn_run_history (titled_run)), ==,
                    2);
  assert_refused (units, "state.settings|other settings");
  for (guint i = 0; i < 2; i++)
    {
      g_auto (RnnSpec) edited = { 0 };
      g_auto (RnnSpec) start = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (RnnSavedState) old = parse (i == 0 ? letters : seed, &edited);
      g_autoptr (RnnDataset) dataset = NULL;

      rnn_saved_state_start_spec (old, &start);
      dataset = rnn_dataset_new (&start, NULL);
      g_assert_null (rnn_run_new_saved (old, &edited, dataset, &error));
      g_assert_true (g_error_matches (error, RNN_ERROR,
                                      i == 0 ? RNN_ERROR_DATA
                                             : RNN_ERROR_SETTING));
    }
}

/* The worker thread takes and gives them. */
static void
test_trainer (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  g_autoptr (Client) other = client_new ();
  g_autoptr (Plain) plain = NULL;
  RnnSavedState *saved;
  guint64 serial;

  rnn_spec_init_default (&spec);
  plain = plain_new (&spec);
  client = client_begin (&spec);
  client_step (client, RNN_STEP_EPOCH, 30);
  serial = rnn_trainer_snapshot (client->trainer);
  client_do (client, serial, RNN_COMMAND_SNAPSHOT);
  saved = client_find (client, serial, RNN_COMMAND_SNAPSHOT)->saved;

  client_do (other, rnn_trainer_resume (other->trainer, &spec, saved, NULL),
             RNN_COMMAND_REPLACE);
  plain_to_epoch (plain, 30);
  client_assert_same (other, plain);
  client_play (other);
  plain_to_epoch (plain, spec.epochs);
  client_assert_same (other, plain);
  client_seek (other, 0);
  client_seek (other, spec.epochs);
  client_assert_same (other, plain);
}

/* The state of a large network, a file of some megabytes, in a moment. */
static void
test_large (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) back = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnSavedState) saved = NULL;
  g_autofree char *text = NULL;
  gint64 start;

  rnn_spec_init_default (&spec);
  set (&spec, "network.units", "512");
  run = new_run (&spec);
  start = g_get_monotonic_time ();
  text = text_of (run);
  saved = parse (text, &back);
  g_test_message ("%zu bytes in %.0f ms", strlen (text),
                  (g_get_monotonic_time () - start) / 1e3);
  g_assert_cmpuint (saved->network.size, ==, 267781);
  g_assert_cmpuint (strlen (text), <, 9000000);
}

static void
add_jobs (const char    *path,
          GTestDataFunc  function)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", path, jobs[i].name);

      g_test_add_data_func (name, &jobs[i], function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_jobs ("/saved-state/job", test_job);
  specimen_add_tests ("/saved-state/specimen", test_specimen);
  add_jobs ("/saved-state/events", test_events);
  add_jobs ("/saved-state/branches", test_branches);
  g_test_add_func ("/saved-state/lines", test_lines);
  g_test_add_func ("/saved-state/wrong-values", test_wrong_values);
  g_test_add_func ("/saved-state/damaged-lines", test_damaged_lines);
  g_test_add_func ("/saved-state/damaged-bytes", test_damaged_bytes);
  g_test_add_func ("/saved-state/edited", test_edited);
  g_test_add_func ("/saved-state/trainer", test_trainer);
  g_test_add_func ("/saved-state/large", test_large);
  return g_test_run ();
}
