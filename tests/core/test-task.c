/* Remembering the first letter: which samples it makes, and what it refuses. */

#include "core/dataset.h"
#include "core/error.h"
#include "core/task.h"

static void
set_up (RnnSpec *spec, const char *text, guint time_steps)
{
  rnn_spec_init_default (spec);
  spec->task = RNN_TASK_REMEMBER;
  spec->shuffle_samples = FALSE;
  spec->time_steps = time_steps;
  g_assert_true (rnn_spec_set (spec, "data.text", text, NULL));
}

/* Every different letter once, at the first step; fillers; and the letter. */
static void
check_samples (const char *text, const char *letters, gunichar filler, guint T)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  guint n = (guint) g_utf8_strlen (letters, -1);

  set_up (&spec, text, T);
  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rnn_dataset_n_samples (dataset), ==, n);
  g_assert_cmpuint (dataset->n_classes, ==, T > 1 ? n + 1 : n);
  batch = rnn_batch_new (dataset, n);
  rnn_dataset_gather (dataset, NULL, 0, n, batch);
  for (guint i = 0; i < n; i++)
    {
      gunichar letter
        = g_utf8_get_char (g_utf8_offset_to_pointer (letters, i));
      guint code = (guint) rnn_alphabet_index (dataset->alphabet, letter);

      g_assert_cmpuint (batch->codes[i], ==, code);
      g_assert_cmpuint (batch->targets[i], ==, code);
      for (guint t = 1; t < T; t++)
        g_assert_cmpint (batch->codes[t * n + i], ==,
                         rnn_alphabet_index (dataset->alphabet, filler));
    }
}

static void
test_samples (void)
{
  check_samples ("abcd", "abcd", '-', 3);
  check_samples ("abracadabra", "abcdr", '-', 50);
  check_samples ("a-b", "-ab", '.', 4);
  check_samples ("-._~*", "*-._~", 0x00b7, 5);
  check_samples ("αβ你😀", "αβ你😀", '-', 7);
  check_samples ("ab", "ab", '-', 1);
  check_samples ("abc", "abc", '-', RNN_MAX_TIME_STEPS);
}

/* What the windows would be otherwise does not matter. */
static void
test_cut (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;

  set_up (&spec, "abc", 4);
  spec.stride = 2;
  spec.cyclic = TRUE;
  dataset = rnn_dataset_new (&spec, NULL);
  g_assert_cmpuint (rnn_dataset_n_samples (dataset), ==, 3);
}

static void
check_refused (const char *text, const char *reason)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&spec, text, 4);
  g_assert_null (rnn_dataset_new (&spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_assert_nonnull (g_strstr_len (error->message, -1, reason));
}

static void
test_refused (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  check_refused ("aaa", "two different letters");
  check_refused ("-._~*·‥", "no letter for the time between");
  for (guint i = 0; i < RNN_MAX_LETTERS; i++)
    g_string_append_unichar (all, 0x4e00 + i);
  check_refused (all->str, "no letter for the time between");

  set_up (&spec, "abc", 4);
  spec.stateful = TRUE;
  g_assert_false (rnn_spec_check (&spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_SETTING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task/samples", test_samples);
  g_test_add_func ("/task/cut", test_cut);
  g_test_add_func ("/task/refused", test_refused);
  return g_test_run ();
}
