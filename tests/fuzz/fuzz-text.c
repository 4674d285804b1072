#include <string.h>
#include <unistd.h>

#include "core/alphabet.h"
#include "core/dataset.h"
#include "core/text-file.h"
#include "tests/fuzz/fuzz.h"

/* What a pipe takes without anybody who reads from it. */
#define PIPE_ROOM 65536

/* A text to learn from: its letters are an alphabet, and come back from their
 * class numbers; windows are cut out of it. */

static void
check_letters (const char *text,
               gsize       length)
{
  g_autoptr (RnnAlphabet) alphabet = rnn_alphabet_new (text, length, NULL);
  g_autofree guint16 *codes = NULL;
  g_autofree char *back = NULL;
  gsize n_codes;

  if (alphabet == NULL)
    return;
  codes = rnn_alphabet_encode (alphabet, text, length, &n_codes, NULL);
  g_assert_nonnull (codes);
  back = rnn_alphabet_decode (alphabet, codes, n_codes);
  g_assert_cmpmem (back, strlen (back), text, length);
}

static void
check_windows (const char *text,
               guint       time_steps)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  g_assert_true (rnn_spec_set (&spec, "data.text", text, NULL));
  spec.time_steps = time_steps;
  spec.cyclic = time_steps % 2;
  spec.target = time_steps % 3 == 0 ? RNN_TARGET_ALL : RNN_TARGET_LAST;
  dataset = rnn_dataset_new (&spec, &error);
  if (dataset == NULL)
    {
      g_assert_nonnull (error->message);
      return;
    }

  batch = rnn_batch_new (dataset, 1);
  for (gsize i = 0; i < rnn_dataset_n_samples (dataset); i++)
    {
      rnn_dataset_gather (dataset, NULL, i, 1, batch);
      for (guint t = 0; t < time_steps; t++)
        g_assert_cmpuint (batch->codes[t], <, dataset->n_classes);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  int ends[2];

  size = MIN (size, PIPE_ROOM);
  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], data, size), ==, (gssize) size);
  close (ends[1]);
  text = rnn_text_file_read (ends[0], "x", &length, &error);
  close (ends[0]);
  if (text == NULL)
    {
      g_assert_nonnull (error->message);
      return 0;
    }

  check_letters (text, length);
  check_windows (text, 1 + size % 7);
  return 0;
}
