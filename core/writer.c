#include "core/writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/predictor.h"
#include "core/random.h"
#include "core/reader.h"

/* Letters read at a time of the text that is to be gone on with. */
#define STRETCH 256

struct _RnnWriter
{
  RnnDataset *dataset;
  float      *parameters;
  RnnReader   reader;
  RnnRandom   random;
  double      temperature;
  gboolean    stateful;

  /* The last letters, as many as the network looks back on. */
  guint16    *window;
  guint       n_window;

  const float *y;             /* of the next letter */
  double      *weights;       /* room for C */
};

static void
read_window (RnnWriter *writer)
{
  rnn_reader_read (&writer->reader, writer->window, 1, writer->n_window);
  writer->y = rnn_reader_y (&writer->reader, 0, 0);
}

static void
read_on (RnnWriter     *writer,
         const guint16 *codes,
         gsize          n)
{
  for (gsize first = 0; first < n; first += STRETCH)
    {
      guint steps = MIN (STRETCH, n - first);

      rnn_reader_read_on (&writer->reader, codes + first, steps);
      writer->y = rnn_reader_y (&writer->reader, 0, 0);
    }
}

static void
read_letter (RnnWriter *writer,
             guint16    code)
{
  if (writer->stateful)
    {
      read_on (writer, &code, 1);
      return;
    }

  if (writer->n_window == writer->dataset->time_steps)
    {
      writer->n_window--;
      memmove (writer->window, writer->window + 1,
               writer->n_window * sizeof (guint16));
    }
  writer->window[writer->n_window++] = code;
  read_window (writer);
}

static void
read_text (RnnWriter     *writer,
           const guint16 *codes,
           gsize          n)
{
  guint steps = writer->dataset->time_steps;

  if (writer->stateful)
    {
      read_on (writer, codes, n);
      return;
    }

  writer->n_window = MIN (n, steps);
  memcpy (writer->window, codes + n - writer->n_window,
          writer->n_window * sizeof (guint16));
  read_window (writer);
}

RnnWriter *
rnn_writer_new (const RnnNetwork *network,
                const float      *parameters,
                RnnDataset       *dataset,
                gboolean          stateful,
                const char       *text,
                double            temperature,
                guint32           seed,
                GError          **error)
{
  return rnn_writer_new_as_if (network, parameters, dataset, stateful, text,
                               temperature, seed, NULL, error);
}

static void
intervene (RnnWriter              *writer,
           const RnnInterventions *interventions)
{
  RnnInterventions lasting;
  float *edited;

  if (interventions == NULL)
    return;

  rnn_interventions_lasting (interventions, writer->dataset->time_steps,
                             &lasting);
  edited = rnn_interventions_edited (&lasting, writer->parameters,
                                     writer->reader.network.size);
  rnn_pass_intervene (writer->reader.pass, &lasting);
  if (edited == NULL)
    return;
  g_free (writer->parameters);
  writer->parameters = edited;
  writer->reader.parameters = edited;
}

RnnWriter *
rnn_writer_new_as_if (const RnnNetwork        *network,
                      const float             *parameters,
                      RnnDataset              *dataset,
                      gboolean                 stateful,
                      const char              *text,
                      double                   temperature,
                      guint32                  seed,
                      const RnnInterventions  *interventions,
                      GError                 **error)
{
  RnnWriter *writer;
  g_autofree guint16 *codes = NULL;
  gsize n_codes;

  g_return_val_if_fail (network != NULL, NULL);
  g_return_val_if_fail (parameters != NULL, NULL);
  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!(temperature >= 0.0) || !isfinite (temperature))
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
                   _("The temperature is %g; choose 0 for the likeliest"
                     " letters, or more for surprises"),
                   temperature);
      return NULL;
    }
  codes = rnn_reader_encode (dataset, text, &n_codes, error);
  if (codes == NULL)
    return NULL;

  writer = g_new0 (RnnWriter, 1);
  writer->dataset = rnn_dataset_ref (dataset);
  writer->parameters =
    g_memdup2 (parameters, network->size * sizeof (float));
  writer->temperature = temperature;
  writer->stateful = stateful;
  writer->window = g_new (guint16, dataset->time_steps);
  writer->weights = g_new (double, network->n_classes);
  rnn_random_seed_stream (&writer->random, seed, RNN_STREAM_WRITING);
  rnn_reader_init (&writer->reader, network, writer->parameters, dataset,
                   RNN_TARGET_LAST,
                   stateful ? STRETCH : dataset->time_steps, 1);
  intervene (writer, interventions);
  read_text (writer, codes, n_codes);
  return writer;
}

void
rnn_writer_free (RnnWriter *writer)
{
  if (writer == NULL)
    return;
  rnn_reader_clear (&writer->reader);
  rnn_dataset_unref (writer->dataset);
  g_free (writer->parameters);
  g_free (writer->window);
  g_free (writer->weights);
  g_free (writer);
}

void
rnn_writer_set_parameters (RnnWriter              *writer,
                           const float            *parameters,
                           const RnnInterventions *interventions)
{
  g_return_if_fail (writer != NULL);
  g_return_if_fail (parameters != NULL);

  memcpy (writer->parameters, parameters,
          writer->reader.network.size * sizeof (float));
  rnn_pass_intervene (writer->reader.pass, NULL);
  intervene (writer, interventions);
  rnn_reader_read_again (&writer->reader);
  writer->y = rnn_reader_y (&writer->reader, 0, 0);
}

const float *
rnn_writer_y (const RnnWriter *writer)
{
  g_return_val_if_fail (writer != NULL, NULL);

  return writer->y;
}

const float *
rnn_writer_h (const RnnWriter *writer)
{
  g_return_val_if_fail (writer != NULL, NULL);

  return rnn_reader_h (&writer->reader, writer->reader.batch.time_steps - 1, 0);
}

/* Draws from softmax (logits / temperature), which is p^(1/temperature) and its
 * sum.  The likeliest has weight 1, so that no temperature makes all 0. */
static guint16
draw (RnnWriter *writer)
{
  guint n_classes = writer->reader.network.n_classes;
  guint16 likeliest = rnn_likeliest (writer->y, n_classes);
  double most = log (writer->y[likeliest]);

  if (writer->temperature == 0.0)
    return likeliest;

  for (guint c = 0; c < n_classes; c++)
    writer->weights[c] =
      exp ((log (writer->y[c]) - most) / writer->temperature);
  return rnn_random_choice (&writer->random, writer->weights, n_classes);
}

gunichar
rnn_writer_next (RnnWriter *writer,
                 float     *p)
{
  guint16 code;

  g_return_val_if_fail (writer != NULL, 0);
  g_return_val_if_fail (p != NULL, 0);

  code = draw (writer);
  *p = writer->y[code];
  read_letter (writer, code);
  return rnn_alphabet_letter (writer->dataset->alphabet, code);
}

char *
rnn_write (const RnnNetwork *network,
           const float      *parameters,
           RnnDataset       *dataset,
           gboolean          stateful,
           const char       *text,
           guint             n,
           double            temperature,
           guint32           seed,
           float            *p_letters,
           GError          **error)
{
  g_autoptr (RnnWriter) writer = NULL;
  GString *written;

  writer = rnn_writer_new (network, parameters, dataset, stateful, text,
                           temperature, seed, error);
  if (writer == NULL)
    return NULL;

  written = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      float p;

      g_string_append_unichar (written, rnn_writer_next (writer, &p));
      if (p_letters != NULL)
        p_letters[i] = p;
    }
  return g_string_free (written, FALSE);
}
