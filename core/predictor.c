#include "core/predictor.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/reader.h"

/* A prediction's numbers at most. */
#define MAX_MEMORY (64u * 1000 * 1000)
#define MEGABYTE 1e6
/* Letters read at a time when the state is carried on. */
#define STRETCH 256
/* Windows read at a time, floats that each array of them may take (more is no
 * faster), and multiplications (a moment, which a caller waits). */
#define MAX_WINDOWS 256
#define MAX_FLOATS (1u << 19)
#define MAX_WORK (1u << 27)
/* Letters before a written one that its prediction tells. */
#define MAX_TOLD 16

/* What all readings of one prediction have in common. */
typedef struct
{
  const RnnNetwork *network;
  const float      *parameters;
  const RnnDataset *dataset;
  RnnInterventions  interventions;
  const int        *cancel;   /* or NULL */
} Job;

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

static void
begin (RnnReader *reader,
       const Job *job,
       RnnTarget  target,
       guint      time_steps,
       guint      capacity)
{
  rnn_reader_init (reader, job->network, job->parameters, job->dataset, target,
                   time_steps, capacity);
  rnn_pass_intervene (reader->pass, &job->interventions);
}

/* The first @n letters, each with all letters before it. */
static void
predict_start (RnnPrediction *prediction,
               const Job     *job,
               gsize          n)
{
  g_auto (RnnReader) reader = { 0 };

  begin (&reader, job, RNN_TARGET_ALL, n, 1);
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
  gsize n;

  for (guint l = 0; l < network->n_layers; l++)
    widest = MAX (widest, network->units[l]);
  n = MIN (MAX_FLOATS / (widest * time_steps),
           MAX_WORK / (network->size * time_steps));
  return CLAMP (n, 1, MAX_WINDOWS);
}

static gboolean
is_cancelled (const Job *job)
{
  return job->cancel != NULL && g_atomic_int_get (job->cancel) != 0;
}

/* The letters from the first that ends a whole window on, each with the T − 1
 * before it.  Returns whether it came to the end; as the next two do. */
static gboolean
predict_windows (RnnPrediction *prediction,
                 const Job     *job)
{
  gsize steps = job->dataset->time_steps;
  gsize n_windows = prediction->n_letters - steps + 1;
  gsize most = MIN (windows_at_a_time (job->network, steps), n_windows);
  g_auto (RnnReader) reader = { 0 };

  begin (&reader, job, RNN_TARGET_LAST, steps, most);
  for (gsize first = 0; first < n_windows; first += most)
    {
      guint n = MIN (most, n_windows - first);

      if (is_cancelled (job))
        return FALSE;
      rnn_reader_read (&reader, prediction->codes + first, n, steps);
      for (guint b = 0; b < n; b++)
        store (prediction, first + b + steps - 1, rnn_reader_y (&reader, 0, b),
               rnn_reader_h (&reader, steps - 1, b));
    }
  return TRUE;
}

/* All letters, the state carried on from each to the next. */
static gboolean
predict_stateful (RnnPrediction *prediction,
                  const Job     *job)
{
  gsize n_letters = prediction->n_letters;
  gsize most = MIN (STRETCH, n_letters);
  g_auto (RnnReader) reader = { 0 };

  begin (&reader, job, RNN_TARGET_ALL, most, 1);
  for (gsize first = 0; first < n_letters; first += most)
    {
      guint n = MIN (most, n_letters - first);

      if (is_cancelled (job))
        return FALSE;
      rnn_reader_read_on (&reader, prediction->codes + first, n);
      for (guint t = 0; t < n; t++)
        store (prediction, first + t, rnn_reader_y (&reader, t, 0),
               rnn_reader_h (&reader, t, 0));
    }
  return TRUE;
}

static gboolean
predict_all (RnnPrediction *prediction,
             const Job     *job,
             gboolean       stateful)
{
  gsize n_start = MIN (prediction->n_letters, job->dataset->time_steps - 1);

  if (stateful)
    return predict_stateful (prediction, job);

  if (is_cancelled (job))
    return FALSE;
  if (n_start > 0)
    predict_start (prediction, job, n_start);
  return prediction->n_letters == n_start
         || predict_windows (prediction, job);
}

RnnPrediction *
rnn_predict (const RnnNetwork *network,
             const float      *parameters,
             const RnnDataset *dataset,
             gboolean          stateful,
             const char       *text,
             GError          **error)
{
  return rnn_predict_until (network, parameters, dataset, stateful, text, NULL,
                            NULL, error);
}

RnnPrediction *
rnn_predict_until (const RnnNetwork       *network,
                   const float            *parameters,
                   const RnnDataset       *dataset,
                   gboolean                stateful,
                   const char             *text,
                   const RnnInterventions *interventions,
                   const int              *cancel,
                   GError                **error)
{
  Job job = { network, parameters, dataset, { 0 }, cancel };
  g_autoptr (RnnPrediction) prediction = NULL;
  g_autofree float *edited = NULL;
  guint16 *codes;
  gsize n_letters;

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

  if (interventions != NULL)
    rnn_interventions_lasting (interventions, dataset->time_steps,
                               &job.interventions);
  edited = rnn_interventions_edited (interventions, parameters, network->size);
  if (edited != NULL)
    job.parameters = edited;
  if (!predict_all (prediction, &job, stateful))
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_CANCELLED,
                           _("The prediction was stopped"));
      return NULL;
    }
  return g_steal_pointer (&prediction);
}

/* The last of the letters before letter @i. */
static char *
text_before (const char       *after,
             const RnnLetters *letters,
             guint             i)
{
  const char *written = letters->text->str;
  const char *end = g_utf8_offset_to_pointer (written, i);
  g_autoptr (GString) text = g_string_new (after);
  const char *at;

  g_string_append_len (text, written, end - written);
  at = text->str + text->len;
  for (guint n = 0; n < MAX_TOLD && at > text->str; n++)
    at = g_utf8_prev_char (at);
  return g_strdup (at);
}

RnnPrediction *
rnn_prediction_new_written (const RnnDataset *dataset,
                            const char       *after,
                            const RnnLetters *letters,
                            guint             i)
{
  RnnPrediction *prediction;
  const float *y, *h;
  g_autofree char *text = NULL;
  guint16 *codes;
  gsize n, n_classes, n_units;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (after != NULL, NULL);
  g_return_val_if_fail (letters != NULL, NULL);

  y = rnn_letters_y (letters, i);
  h = rnn_letters_h (letters, i);
  if (y == NULL || letters->n_classes != dataset->n_classes)
    return NULL;
  text = text_before (after, letters, i);
  codes = rnn_reader_encode (dataset, text, &n, NULL);
  if (codes == NULL)
    return NULL;

  n_classes = letters->n_classes;
  n_units = letters->n_units;
  prediction = g_new (RnnPrediction, 1);
  *prediction = (RnnPrediction) {
    .text = g_steal_pointer (&text),
    .codes = codes,
    .n_letters = n,
    .n_classes = n_classes,
    .n_units = n_units,
    .y = g_new (float, n * n_classes),
    .h = g_new (float, n * n_units),
    .likeliest = g_new0 (guint16, n),
    .count = 1,
  };
  for (gsize k = 0; k < (n - 1) * n_classes; k++)
    prediction->y[k] = NAN;
  for (gsize k = 0; k < (n - 1) * n_units; k++)
    prediction->h[k] = NAN;
  memcpy (prediction->y + (n - 1) * n_classes, y, n_classes * sizeof (float));
  memcpy (prediction->h + (n - 1) * n_units, h, n_units * sizeof (float));
  prediction->likeliest[n - 1] = rnn_likeliest (y, letters->n_classes);
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
