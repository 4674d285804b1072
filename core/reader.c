#include "core/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"

void
rnn_reader_init (RnnReader        *reader,
                 const RnnNetwork *network,
                 const float      *parameters,
                 const RnnDataset *dataset,
                 RnnTarget         target,
                 guint             time_steps,
                 guint             capacity)
{
  gsize letters = (gsize) time_steps * capacity;

  g_return_if_fail (reader != NULL);
  g_return_if_fail (network != NULL);
  g_return_if_fail (parameters != NULL);
  g_return_if_fail (dataset != NULL);

  *reader = (RnnReader) {
    .network = *network,
    .parameters = parameters,
    .dataset = dataset,
  };
  reader->network.target = target;
  reader->pass = rnn_pass_new (&reader->network, time_steps, capacity);
  rnn_pass_zero_state (reader->pass, capacity);
  if (network->input == RNN_INPUT_REAL)
    reader->batch.real = g_new (float, letters);
  else
    reader->batch.codes = g_new (guint16, letters);
}

void
rnn_reader_clear (RnnReader *reader)
{
  g_return_if_fail (reader != NULL);

  g_clear_pointer (&reader->pass, rnn_pass_free);
  g_clear_pointer (&reader->batch.real, g_free);
  g_clear_pointer (&reader->batch.codes, g_free);
}

static void
forward (RnnReader     *reader,
         const guint16 *codes,
         guint          n,
         guint          steps)
{
  RnnBatch *batch = &reader->batch;

  batch->size = n;
  batch->time_steps = steps;
  for (guint t = 0; t < steps; t++)
    for (guint b = 0; b < n; b++)
      {
        gsize place = (gsize) t * n + b;

        if (batch->real != NULL)
          batch->real[place] =
            rnn_dataset_real_input (reader->dataset, codes[t + b]);
        else
          batch->codes[place] = codes[t + b];
      }
  rnn_pass_forward (reader->pass, reader->parameters, batch);
}

void
rnn_reader_read (RnnReader     *reader,
                 const guint16 *codes,
                 guint          n,
                 guint          steps)
{
  g_return_if_fail (reader != NULL);
  g_return_if_fail (codes != NULL);

  rnn_pass_zero_state (reader->pass, n);
  forward (reader, codes, n, steps);
}

void
rnn_reader_read_on (RnnReader     *reader,
                    const guint16 *codes,
                    guint          steps)
{
  RnnPass *pass;

  g_return_if_fail (reader != NULL);
  g_return_if_fail (codes != NULL);

  /* The first reading goes on from the zero state of rnn_reader_init. */
  pass = reader->pass;
  if (pass->steps > 0)
    for (guint l = 0; l < reader->network.n_layers; l++)
      {
        gsize units = reader->network.units[l];

        memmove (pass->h[l], pass->h[l] + pass->steps * units,
                 units * sizeof (float));
      }
  forward (reader, codes, 1, steps);
}

void
rnn_reader_read_again (RnnReader *reader)
{
  g_return_if_fail (reader != NULL);
  g_return_if_fail (reader->batch.size > 0);

  rnn_pass_forward (reader->pass, reader->parameters, &reader->batch);
}

const float *
rnn_reader_y (const RnnReader *reader,
              guint            step,
              guint            window)
{
  gsize row = (gsize) step * reader->pass->batch + window;

  return reader->pass->y + row * reader->network.n_classes;
}

const float *
rnn_reader_h (const RnnReader *reader,
              guint            step,
              guint            window)
{
  guint top = reader->network.n_layers - 1;
  gsize row = ((gsize) step + 1) * reader->pass->batch + window;

  return reader->pass->h[top] + row * reader->network.units[top];
}

guint16
rnn_likeliest (const float *y,
               guint        n_classes)
{
  guint16 best = 0;

  g_return_val_if_fail (y != NULL, 0);

  for (guint c = 1; c < n_classes; c++)
    if (y[c] > y[best])
      best = c;
  return best;
}

guint16 *
rnn_reader_encode (const RnnDataset *dataset,
                   const char       *text,
                   gsize            *n_codes,
                   GError          **error)
{
  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (dataset->alphabet == NULL)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                           _("This network was not trained on letters, so it"
                             " cannot read a text"));
      return NULL;
    }
  if (*text == '\0')
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                           _("There is no letter to predict from; type at"
                             " least one"));
      return NULL;
    }
  return rnn_alphabet_encode (dataset->alphabet, text, -1, n_codes, error);
}
