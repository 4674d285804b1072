#include "core/summary.h"

/* "name type (shape) parameters" of each row and the total, joined by "; ". */
static char *
summary_text (const char *assignments)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (GStrv) parts = g_strsplit_set (assignments, "= ", -1);
  g_autoptr (RnnDataset) dataset = NULL;
  RnnNetwork network;
  RnnSummaryRow rows[RNN_MAX_SUMMARY_ROWS];
  GString *text = g_string_new (NULL);
  gsize total = 0;
  guint n;

  rnn_spec_init_default (&spec);
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i += 2)
    g_assert_true (rnn_spec_set (&spec, parts[i], parts[i + 1], NULL));
  dataset = rnn_dataset_new (&spec, NULL);
  g_assert_nonnull (dataset);
  rnn_network_init (&network, &spec, dataset);

  n = rnn_summary (&network, dataset->time_steps, rows);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "%s %s (", rows[i].name, rows[i].type);
      for (guint j = 0; j < rows[i].n_output; j++)
        g_string_append_printf (text, j > 0 ? ",%u" : "%u", rows[i].output[j]);
      g_string_append_printf (text, ") %zu; ", rows[i].parameters);
      total += rows[i].parameters;
    }
  g_assert_cmpuint (total, ==, network.size);
  g_string_append_printf (text, "%zu", total);

  return g_string_free (text, FALSE);
}

static void
assert_summary (const char *assignments, const char *expected)
{
  g_autofree char *text = summary_text (assignments);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_default (void)
{
  assert_summary ("", "simple_rnn SimpleRNN (3) 27; dense Dense (5) 20; 47");
}

static void
test_stacked (void)
{
  assert_summary ("network.units=4;3;2 data.time_steps=6",
                  "simple_rnn SimpleRNN (6,4) 40; "
                  "simple_rnn_1 SimpleRNN (6,3) 24; "
                  "simple_rnn_2 SimpleRNN (2) 12; dense Dense (5) 15; 91");
}

static void
test_every_step (void)
{
  assert_summary ("data.target=all data.time_steps=2",
                  "simple_rnn SimpleRNN (2,3) 27; dense Dense (2,5) 20; 47");
}

static void
test_inputs (void)
{
  assert_summary ("data.input=embedding data.embedding=2",
                  "embedding Embedding (1,2) 10; simple_rnn SimpleRNN (3) 18; "
                  "dense Dense (5) 20; 48");
  assert_summary ("data.input=real",
                  "simple_rnn SimpleRNN (3) 15; dense Dense (5) 20; 35");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/default", test_default);
  g_test_add_func ("/summary/stacked", test_stacked);
  g_test_add_func ("/summary/every-step", test_every_step);
  g_test_add_func ("/summary/inputs", test_inputs);
  return g_test_run ();
}
