#include "core/dataset.h"

#include <string.h>

#include "core/error.h"
#include "core/random.h"

/* A spec with some "key=value" set, joined by blanks. */
static void
init_spec (RnnSpec *spec, const char *text, const char *assignments)
{
  g_auto (GStrv) parts = g_strsplit_set (assignments, "= ", -1);
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (spec);
  rnn_spec_set (spec, "data.text", text, &error);
  g_assert_no_error (error);
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i += 2)
    {
      rnn_spec_set (spec, parts[i], parts[i + 1], &error);
      g_assert_no_error (error);
    }
}

static RnnDataset *
new_dataset (const char *text, const char *assignments)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  RnnDataset *dataset;

  init_spec (&spec, text, assignments);
  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  return dataset;
}

/* Sample @sample as "letters>targets". */
static char *
sample_text (const RnnDataset *dataset, guint32 sample)
{
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, 1);
  g_autofree char *letters = NULL;
  g_autofree char *targets = NULL;

  rnn_dataset_gather (dataset, &sample, 0, 1, batch);
  letters = rnn_alphabet_decode (dataset->alphabet, batch->codes,
                                 batch->time_steps);
  targets = rnn_alphabet_decode (dataset->alphabet, batch->targets,
                                 batch->n_targets);
  return g_strconcat (letters, ">", targets, NULL);
}

/* All samples, joined by blanks. */
static char *
samples_text (const RnnDataset *dataset)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint32 i = 0; i < rnn_dataset_n_samples (dataset); i++)
    g_ptr_array_add (texts, sample_text (dataset, i));
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (" ", (char **) texts->pdata);
}

static void
assert_samples (const char *text, const char *assignments, const char *expected)
{
  g_autoptr (RnnDataset) dataset = new_dataset (text, assignments);
  g_autofree char *samples = samples_text (dataset);

  g_assert_cmpstr (samples, ==, expected);
}

/* np.random.seed (123); np.random.shuffle (x): GOLDENS.md. */
static void
test_tutorial (void)
{
  g_autoptr (RnnDataset) dataset = new_dataset ("abcde", "");

  g_assert_cmpuint (dataset->n_train, ==, 5);
  g_assert_cmpuint (dataset->n_validation, ==, 0);
  g_assert_cmpuint (dataset->n_in, ==, 5);
  g_assert_cmpuint (dataset->n_classes, ==, 5);
  assert_samples ("abcde", "", "b>c d>e e>a a>b c>d");
}

#define IN_ORDER "data.shuffle_samples=false "

static void
test_windows (void)
{
  assert_samples ("abcdef", IN_ORDER "data.cyclic=false data.time_steps=4",
                  "abcd>e bcde>f");
  assert_samples ("abcdef", IN_ORDER "data.cyclic=false data.time_steps=5",
                  "abcde>f");
  assert_samples ("abcde", IN_ORDER "data.time_steps=4",
                  "abcd>e bcde>a cdea>b deab>c eabc>d");
  assert_samples ("abc", IN_ORDER "data.time_steps=7",
                  "abcabca>b bcabcab>c cabcabc>a");
  assert_samples ("abcdefg", IN_ORDER "data.cyclic=false data.time_steps=2 "
                                      "data.stride=2",
                  "ab>c cd>e ef>g");
  assert_samples ("abcdefg", IN_ORDER "data.time_steps=2 data.stride=3",
                  "ab>c de>f ga>b");
  assert_samples ("abcdef", IN_ORDER "data.cyclic=false data.time_steps=2 "
                                     "data.target=all data.stride=3",
                  "ab>bc de>ef");
  assert_samples ("abcd", IN_ORDER "data.time_steps=3 data.target=all",
                  "abc>bcd bcd>cda cda>dab dab>abc");
  assert_samples ("αβ中😀", IN_ORDER "data.time_steps=2",
                  "αβ>中 β中>😀 中😀>α 😀α>β");
  assert_samples ("hello", IN_ORDER "data.time_steps=1 data.cyclic=false",
                  "h>e e>l l>l l>o");
}

static void
test_validation (void)
{
  g_autoptr (RnnDataset) dataset
      = new_dataset ("abcdefghij", "data.validation=0.25");
  g_autoptr (RnnDataset) whole = new_dataset ("abcdefghij", "");
  g_autofree char *samples = samples_text (dataset);
  g_autofree char *whole_samples = samples_text (whole);

  /* floor (10 · 0.75), as Keras */
  g_assert_cmpuint (dataset->n_train, ==, 7);
  g_assert_cmpuint (dataset->n_validation, ==, 3);
  g_assert_cmpuint (rnn_dataset_n_samples (dataset), ==, 10);
  g_assert_cmpstr (samples, ==, whole_samples);
}

/* Batches of 3 rows; row i of each batch reads on where row i of the batch
 * before stopped.  The last window would make a shorter batch. */
static void
test_stateful (void)
{
  const char *assignments
      = IN_ORDER "network.stateful=true training.batch=3 data.time_steps=2 "
                 "data.stride=2 data.cyclic=false";
  g_autoptr (RnnDataset) dataset
      = new_dataset ("abcdefghijklmnopqrstuvwxyz", assignments);
  g_autofree char *samples = samples_text (dataset);

  g_assert_cmpuint (dataset->n_train, ==, 12);
  g_assert_cmpstr (samples, ==,
                   "ab>c ij>k qr>s cd>e kl>m st>u ef>g mn>o uv>w gh>i op>q "
                   "wx>y");
}

static void
test_stateful_validation (void)
{
  g_autoptr (RnnDataset) dataset
      = new_dataset ("abcdefg", IN_ORDER "network.stateful=true "
                                         "training.batch=2 "
                                         "data.validation=0.25");
  g_autofree char *samples = samples_text (dataset);

  g_assert_cmpuint (dataset->n_train, ==, 4);
  g_assert_cmpuint (dataset->n_validation, ==, 2);
  g_assert_cmpstr (samples, ==, "a>b c>d b>c d>e f>g g>a");
}

/* Time-major: step t of sample b at t · B + b. */
static void
test_gather (void)
{
  g_autoptr (RnnDataset) dataset
      = new_dataset ("abcdef", IN_ORDER "data.time_steps=3 data.target=all");
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, 4);
  const guint32 chosen[] = { 4, 0 };
  const guint16 expected[] = { 4, 0, 5, 1, 0, 2 };
  const guint16 targets[] = { 5, 1, 0, 2, 1, 3 };

  rnn_dataset_gather (dataset, chosen, 0, 2, batch);
  g_assert_cmpuint (batch->size, ==, 2);
  g_assert_cmpuint (batch->n_targets, ==, 6);
  g_assert_cmpmem (batch->codes, sizeof expected, expected, sizeof expected);
  g_assert_cmpmem (batch->targets, sizeof targets, targets, sizeof targets);

  rnn_dataset_gather (dataset, NULL, 2, 4, batch);
  g_assert_cmpuint (batch->size, ==, 4);
  for (guint b = 0; b < 4; b++)
    for (guint t = 0; t < 3; t++)
      {
        g_assert_cmpuint (batch->codes[t * 4 + b], ==, (2 + b + t) % 6);
        g_assert_cmpuint (batch->targets[t * 4 + b], ==, (3 + b + t) % 6);
      }
}

static void
test_real (void)
{
  g_autoptr (RnnDataset) dataset
      = new_dataset ("abcde", IN_ORDER "data.input=real data.time_steps=2");
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, 5);

  g_assert_cmpuint (dataset->n_in, ==, 1);
  g_assert_cmpuint (dataset->n_classes, ==, 5);
  rnn_dataset_gather (dataset, NULL, 0, 5, batch);
  g_assert_null (batch->codes);
  for (guint b = 0; b < 5; b++)
    {
      g_assert_cmpfloat (batch->real[b], ==, b / 4.0f);
      g_assert_cmpfloat (batch->real[5 + b], ==, (b + 1) % 5 / 4.0f);
      g_assert_cmpuint (batch->targets[b], ==, (b + 2) % 5);
    }
}

static void
test_arrays (void)
{
  const guint16 codes[] = { 0, 1, 2, 3, 3, 0 };
  const guint16 targets[] = { 1, 2, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset
      = rnn_dataset_new_arrays (RNN_INPUT_EMBEDDING, RNN_TARGET_LAST, 3, 2, 4,
                                3, codes, NULL, targets, &error);
  g_autoptr (RnnBatch) batch = NULL;
  const guint16 expected[] = { 2, 3, 3, 0 };

  g_assert_no_error (error);
  g_assert_cmpuint (dataset->n_train, ==, 3);
  g_assert_null (dataset->alphabet);
  batch = rnn_batch_new (dataset, 2);
  rnn_dataset_gather (dataset, NULL, 1, 2, batch);
  g_assert_cmpmem (batch->codes, sizeof expected, expected, sizeof expected);
  g_assert_cmpuint (batch->targets[0], ==, 2);
  g_assert_cmpuint (batch->targets[1], ==, 0);

  g_assert_null (rnn_dataset_new_arrays (RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, 3,
                                         2, 3, 3, codes, NULL, targets,
                                         &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (rnn_dataset_new_arrays (RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, 3,
                                         2, 4, 2, codes, NULL, targets,
                                         &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (rnn_dataset_new_arrays (RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, 0,
                                         2, 4, 3, codes, NULL, targets,
                                         &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
}

static void
test_real_arrays (void)
{
  const float real[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
  const guint16 targets[] = { 0, 1, 1, 0 };
  g_autoptr (RnnDataset) dataset
      = rnn_dataset_new_arrays (RNN_INPUT_REAL, RNN_TARGET_ALL, 2, 2, 3, 2,
                                NULL, real, targets, NULL);
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, 2);
  const float expected[] = { 0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11 };
  const guint16 expected_targets[] = { 0, 1, 1, 0 };

  rnn_dataset_gather (dataset, NULL, 0, 2, batch);
  g_assert_cmpmem (batch->real, sizeof expected, expected, sizeof expected);
  g_assert_cmpmem (batch->targets, sizeof expected_targets, expected_targets,
                   sizeof expected_targets);
}

static void
assert_refused (const char *text, const char *assignments, const char *parts)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) part = g_strsplit (parts, "|", -1);

  init_spec (&spec, text, assignments);
  g_assert_null (rnn_dataset_new (&spec, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == RNN_ERROR);
  for (guint i = 0; part[i] != NULL; i++)
    if (strstr (error->message, part[i]) == NULL)
      g_error ("no \"%s\" in: %s", part[i], error->message);
}

static void
test_refused (void)
{
  assert_refused ("", "", "empty");
  assert_refused ("a", "", "‘a’ is the only letter");
  assert_refused ("\n\n\n", "", "‘⏎’ is the only letter");
  assert_refused ("abcd", "data.cyclic=false data.time_steps=4",
                  "4 letters|4 time steps|need 5|to 3 or less|data.cyclic");
  assert_refused ("abc", "data.validation=0.9999", "data.validation|all 3");
  assert_refused ("abcdef", "network.stateful=true data.time_steps=2",
                  "data.stride to 2");
  assert_refused ("abc", "data.file=/nonexistent/text",
                  "no file ‘/nonexistent/text’");
}

/* However many samples there are, they are in numpy's order. */
static void
test_long_shuffle (void)
{
  const gsize n = 600000;
  g_autofree char *text = g_malloc (n + 1);
  g_autofree guint32 *order = g_new (guint32, n);
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  RnnRandom random;

  for (gsize i = 0; i < n; i++)
    {
      text[i] = 'a' + i * i % 23;
      order[i] = i;
    }
  text[n] = '\0';
  rnn_random_seed (&random, 123);
  rnn_random_shuffle (&random, order, n);

  dataset = new_dataset (text, "");
  batch = rnn_batch_new (dataset, n);
  rnn_dataset_gather (dataset, NULL, 0, n, batch);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (rnn_alphabet_letter (dataset->alphabet, batch->codes[i]),
                      ==, text[order[i]]);
}

static void
test_cancelled (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  int cancel = TRUE;
  int done = -1;
  const RnnProgress progress = { .cancel = &cancel, .done = &done };

  init_spec (&spec, "abcde", "");
  g_assert_null (rnn_dataset_new_until (&spec, &progress, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_CANCELLED);
  g_clear_error (&error);

  cancel = FALSE;
  dataset = rnn_dataset_new_until (&spec, &progress, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rnn_dataset_n_samples (dataset), ==, 5);
  g_assert_cmpint (done, ==, RNN_PROGRESS_WHOLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/tutorial", test_tutorial);
  g_test_add_func ("/dataset/windows", test_windows);
  g_test_add_func ("/dataset/validation", test_validation);
  g_test_add_func ("/dataset/stateful", test_stateful);
  g_test_add_func ("/dataset/stateful-validation", test_stateful_validation);
  g_test_add_func ("/dataset/gather", test_gather);
  g_test_add_func ("/dataset/real", test_real);
  g_test_add_func ("/dataset/arrays", test_arrays);
  g_test_add_func ("/dataset/real-arrays", test_real_arrays);
  g_test_add_func ("/dataset/refused", test_refused);
  g_test_add_func ("/dataset/long-shuffle", test_long_shuffle);
  g_test_add_func ("/dataset/cancelled", test_cancelled);
  return g_test_run ();
}
