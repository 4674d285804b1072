#include "core/predictor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/reader.h"

/* A prediction's numbers at most. */
#define MAX_MEMORY (64u * 1000 * 1000)
#define MEGABYTE 1e6
/* Letters read at a time when the state is carried on. */
#define STRETCH 256
/* Windows read at a time, and floats that they may take for each unit or class
 * of theirs: more is no faster. */
#define MAX_WINDOWS 256
#define WINDOW_FLOATS (1u << 19)

static RnnPrediction *
allocate (const RnnNetwork *network,
          const char       *text,
          guint16          *codes,
          gsize             n_letters,
          GError          **error)
{
  gsize classes = network->n_classes;
  gsize units = network->units[network->n_layers - 1];
  gsize most = MAX_MEMORY / ((classes + units) * sizeof (float));
  RnnPrediction *prediction;

  if (n_letters > most)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
                   _("The text has %zu letters; predict from at most %zu of"
                     " them"),
                   n_letters, most);
      g_free (codes);
      return NULL;
    }

  prediction = g_new0 (RnnPrediction, 1);
  prediction->count = 1;
  prediction->text = g_strdup (text);
  prediction->codes = codes;
  prediction->n_letters = n_letters;
  prediction->n_classes = classes;
  prediction->n_units = units;
  prediction->y = g_new (float, n_letters * classes);
  prediction->h = g_new (float, n_letters * units);
  prediction->likeliest = g_new (guint16, n_letters);
  return prediction;
}

static void
store (RnnPrediction *prediction,
       gsize          letter,
       const float   *y,
       const float   *h)
{
  gsize classes = prediction->n_classes;
  gsize units = prediction->n_units;

  memcpy (prediction->y + letter * classes, y, classes * sizeof (float));
  memcpy (prediction->h + letter * units, h, units * sizeof (float));
  prediction->likeliest[letter] = rnn_likeliest (y, classes);
}

/* The first @n letters, each with all letters before it. */
static void
predict_start (RnnPrediction    *prediction,
               const RnnNetwork *network,
               const float      *parameters,
               const RnnDataset *dataset,
               gsize             n)
{
  g_auto (RnnReader) reader = { 0 };

  rnn_reader_init (&reader, network, parameters, dataset, RNN_TARGET_ALL, n,
                   1);
  rnn_reader_read (&reader, prediction->codes, 1, n);
  for (guint t = 0; t < n; t++)
    store (prediction, t, rnn_reader_y (&reader, t, 0),
           rnn_reader_h (&reader, t, 0));
}

static guint
windows_at_a_time (const RnnNetwork *network,
                   guint             time_steps)
{
  gsize widest = network->n_classes;

  for (guint l = 0; l < network->n_layers; l++)
    widest = MAX (widest, network->units[l]);
  return CLAMP (WINDOW_FLOATS / (widest * time_steps), 1, MAX_WINDOWS);
}

/* The letters from the first that ends a whole window on, each with the T − 1
 * before it. */
static void
predict_windows (RnnPrediction    *prediction,
                 const RnnNetwork *network,
                 const float      *parameters,
                 const RnnDataset *dataset)
{
  gsize steps = dataset->time_steps;
  gsize n_windows = prediction->n_letters - steps + 1;
  gsize most = MIN (windows_at_a_time (network, steps), n_windows);
  g_auto (RnnReader) reader = { 0 };

  rnn_reader_init (&reader, network, parameters, dataset, RNN_TARGET_LAST,
                   steps, most);
  for (gsize first = 0; first < n_windows; first += most)
    {
      guint n = MIN (most, n_windows - first);

      rnn_reader_read (&reader, prediction->codes + first, n, steps);
      for (guint b = 0; b < n; b++)
        store (prediction, first + b + steps - 1, rnn_reader_y (&reader, 0, b),
               rnn_reader_h (&reader, steps - 1, b));
    }
}

/* All letters, the state carried on from each to the next. */
static void
predict_stateful (RnnPrediction    *prediction,
                  const RnnNetwork *network,
                  const float      *parameters,
                  const RnnDataset *dataset)
{
  gsize n_letters = prediction->n_letters;
  gsize most = MIN (STRETCH, n_letters);
  g_auto (RnnReader) reader = { 0 };

  rnn_reader_init (&reader, network, parameters, dataset, RNN_TARGET_ALL, most,
                   1);
  for (gsize first = 0; first < n_letters; first += most)
    {
      guint n = MIN (most, n_letters - first);

      rnn_reader_read_on (&reader, prediction->codes + first, n);
      for (guint t = 0; t < n; t++)
        store (prediction, first + t, rnn_reader_y (&reader, t, 0),
               rnn_reader_h (&reader, t, 0));
    }
}

RnnPrediction *
rnn_predict (const RnnNetwork *network,
             const float      *parameters,
             const RnnDataset *dataset,
             gboolean          stateful,
             const char       *text,
             GError          **error)
{
  RnnPrediction *prediction;
  guint16 *codes;
  gsize n_letters, n_start;

  g_return_val_if_fail (network != NULL, NULL);
  g_return_val_if_fail (parameters != NULL, NULL);
  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  codes = rnn_reader_encode (dataset, text, &n_letters, error);
  if (codes == NULL)
    return NULL;
  prediction = allocate (network, text, codes, n_letters, error);
  if (prediction == NULL)
    return NULL;

  if (stateful)
    {
      predict_stateful (prediction, network, parameters, dataset);
      return prediction;
    }

  n_start = MIN (n_letters, dataset->time_steps - 1);
  if (n_start > 0)
    predict_start (prediction, network, parameters, dataset, n_start);
  if (n_letters > n_start)
    predict_windows (prediction, network, parameters, dataset);
  return prediction;
}

RnnPrediction *
rnn_prediction_ref (RnnPrediction *prediction)
{
  g_return_val_if_fail (prediction != NULL, NULL);

  g_atomic_int_inc (&prediction->count);
  return prediction;
}

void
rnn_prediction_unref (RnnPrediction *prediction)
{
  g_return_if_fail (prediction != NULL);

  if (!g_atomic_int_dec_and_test (&prediction->count))
    return;
  g_free (prediction->text);
  g_free (prediction->codes);
  g_free (prediction->y);
  g_free (prediction->h);
  g_free (prediction->likeliest);
  g_free (prediction);
}
