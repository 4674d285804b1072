#include "core/dataset.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/checksum.h"
#include "core/error.h"
#include "core/random.h"
#include "core/task.h"
#include "core/text-file.h"

/* A moment's work. */
#define SHUFFLED_AT_ONCE 262144

/* Window number k starts at codes[k · window_stride], its targets at
 * targets[k · target_stride].  In a text both lie in the same letters, the
 * targets one step ahead; arrays have two tables. */
typedef struct
{
  RnnDataset      public;
  gatomicrefcount ref_count;

  guint16        *codes;
  gsize           n_codes;      /* of a text, before it goes round */
  const guint16  *targets;
  guint16        *own_targets;  /* of arrays */
  float          *real;         /* of arrays: window k at k · T · n_in */
  gsize           window_stride;
  gsize           target_stride;
  guint           n_targets;    /* of one sample: 1 or T */
  float           scale;        /* real input of a letter: scale · code */
  guint32        *order;        /* window number of each sample, or NULL */
  RnnDataset     *whole;        /* whose letters these are, or NULL: own */
} Dataset;

static Dataset *
dataset_alloc (RnnInput  input,
               RnnTarget target,
               guint     time_steps,
               guint     n_in,
               guint     n_classes)
{
  Dataset *dataset = g_new0 (Dataset, 1);

  g_atomic_ref_count_init (&dataset->ref_count);
  dataset->public.input = input;
  dataset->public.target = target;
  dataset->public.time_steps = time_steps;
  dataset->public.n_in = n_in;
  dataset->public.n_classes = n_classes;
  dataset->n_targets = target == RNN_TARGET_ALL ? time_steps : 1;

  return dataset;
}

/* The letters that @spec names, cleaned, and their length in bytes. */
static char *
read_letters (const RnnSpec *spec, gsize *length, GError **error)
{
  if (spec->file != NULL)
    return rnn_text_file_load (spec->file, length, error);

  *length = spec->text != NULL ? g_ref_string_length (spec->text) : 0;
  if (*length > RNN_MAX_TEXT_BYTES)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                           _("The text in data.text is too long; use a part "
                             "of it"));
      return NULL;
    }

  return g_strndup (spec->text != NULL ? spec->text : "", *length);
}

/* The text whose windows are the samples. */
static char *
read_text (const RnnSpec *spec, gsize *length, GError **error)
{
  g_autofree char *letters = read_letters (spec, length, error);

  if (letters == NULL || spec->task == RNN_TASK_TEXT)
    return g_steal_pointer (&letters);

  return rnn_remember_text (letters, *length, spec->time_steps, length, error);
}

static gboolean
check_alphabet (const RnnAlphabet *alphabet, GError **error)
{
  char label[RNN_LETTER_LABEL_SIZE];

  if (rnn_alphabet_size (alphabet) > 1)
    return TRUE;

  rnn_letter_label (rnn_alphabet_letter (alphabet, 0), label);
  g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
               _("‘%s’ is the only letter of the text, so there is nothing to "
                 "tell apart; use at least two different letters"),
               label);
  return FALSE;
}

/* The number of windows in @n_letters, or 0 with a sentence. */
static gsize
count_windows (const RnnSpec *spec, gsize n_letters, GError **error)
{
  gsize n_starts = n_letters;

  if (!spec->cyclic)
    n_starts = n_letters > spec->time_steps ? n_letters - spec->time_steps : 0;

  if (n_starts == 0)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                   _("The text is too short: it has %zu letters, and windows "
                     "of %u time steps with their next letter need %u; use a "
                     "longer text, set data.time_steps to %zu or less, or "
                     "data.cyclic to true"),
                   n_letters, spec->time_steps, spec->time_steps + 1,
                   n_letters - 1);
      return 0;
    }

  return (n_starts - 1) / spec->stride + 1;
}

/* Keras' validation_split: the last ones are held out. */
static gboolean
split (RnnDataset *dataset, const RnnSpec *spec, gsize n_windows, GError **error)
{
  dataset->n_train = floor (n_windows * (1.0 - spec->validation));
  dataset->n_validation = n_windows - dataset->n_train;
  if (dataset->n_train > 0)
    return TRUE;

  g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
               _("data.validation holds out all %zu samples, "
                 "none is left to train with; make it smaller or the text "
                 "longer"),
               n_windows);
  return FALSE;
}

static guint32 *
identity (gsize n)
{
  guint32 *order = g_new (guint32, n);

  for (gsize i = 0; i < n; i++)
    order[i] = i;

  return order;
}

/* A stateful network carries row i of a batch on into row i of the next, so
 * each row must read on where it stopped: the training windows are laid out as
 * parallel strands, one for each row.  All batches must be of one size: the
 * windows that would make a shorter last batch are left out. */
static void
order_strands (Dataset *dataset, guint batch)
{
  RnnDataset *public = &dataset->public;
  gsize first_held_out = public->n_train;
  gsize n_rows = MIN (batch, public->n_train);
  gsize n_batches = public->n_train / n_rows;

  public->n_train = n_batches * n_rows;
  dataset->order = g_new (guint32, public->n_train + public->n_validation);
  for (gsize i = 0; i < public->n_train; i++)
    dataset->order[i] = i % n_rows * n_batches + i / n_rows;
  for (gsize i = 0; i < public->n_validation; i++)
    dataset->order[public->n_train + i] = first_held_out + i;
}

static gboolean
is_cancelled (const int *cancel, GError **error)
{
  if (cancel == NULL || g_atomic_int_get (cancel) == 0)
    return FALSE;

  g_set_error_literal (error, RNN_ERROR, RNN_ERROR_CANCELLED,
                       _("Reading the text was stopped"));
  return TRUE;
}

/* As numpy does, but it can be stopped: many millions take seconds. */
static gboolean
shuffle (guint32   *order,
         gsize      n,
         guint32    seed,
         const int *cancel,
         GError   **error)
{
  RnnRandom random;

  rnn_random_seed (&random, seed);
  while (n > 1)
    {
      gsize left = n > SHUFFLED_AT_ONCE ? n - SHUFFLED_AT_ONCE : 1;

      if (is_cancelled (cancel, error))
        return FALSE;
      rnn_random_shuffle_part (&random, order, n, left);
      n = left;
    }

  return TRUE;
}

static gboolean
order_samples (Dataset       *dataset,
               const RnnSpec *spec,
               const int     *cancel,
               GError       **error)
{
  if (spec->stateful)
    {
      if (spec->stride != spec->time_steps)
        {
          g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
                       _("network.stateful reads on where the last window "
                         "ended, so windows must lie end to end: set "
                         "data.stride to %u, the time steps"),
                       spec->time_steps);
          return FALSE;
        }
      order_strands (dataset, spec->batch);
      return TRUE;
    }

  if (spec->shuffle_samples)
    {
      gsize n = rnn_dataset_n_samples (&dataset->public);

      dataset->order = identity (n);
      return shuffle (dataset->order, n, spec->seed, cancel, error);
    }

  return TRUE;
}

/* Lets the text's start follow its end for @n more letters; a text shorter
 * than that goes round several times. */
static guint16 *
wrap (guint16 *codes, gsize n_letters, gsize n)
{
  guint16 *wrapped = g_renew (guint16, codes, n_letters + n);

  for (gsize i = 0; i < n; i++)
    wrapped[n_letters + i] = wrapped[i];

  return wrapped;
}

/* Encodes the text into a dataset without samples yet. */
static Dataset *
encode_text (const RnnSpec *spec,
             gsize         *n_letters,
             const int     *cancel,
             GError       **error)
{
  g_autoptr (RnnAlphabet) alphabet = NULL;
  g_autofree char *text = NULL;
  g_autofree guint16 *codes = NULL;
  Dataset *dataset;
  gsize length;
  guint n_classes;

  text = read_text (spec, &length, error);
  if (text == NULL || is_cancelled (cancel, error))
    return NULL;

  alphabet = rnn_alphabet_new (text, length, error);
  if (alphabet == NULL || !check_alphabet (alphabet, error)
      || is_cancelled (cancel, error))
    return NULL;

  codes = rnn_alphabet_encode (alphabet, text, length, n_letters, error);
  if (codes == NULL)
    return NULL;

  n_classes = rnn_alphabet_size (alphabet);
  dataset = dataset_alloc (spec->input, spec->target, spec->time_steps,
                           spec->input == RNN_INPUT_REAL ? 1 : n_classes,
                           n_classes);
  dataset->public.alphabet = g_steal_pointer (&alphabet);
  dataset->codes = g_steal_pointer (&codes);
  dataset->scale = 1.0f / (n_classes - 1);

  return dataset;
}

RnnDataset *
rnn_dataset_new (const RnnSpec *spec, GError **error)
{
  return rnn_dataset_new_until (spec, NULL, error);
}

RnnDataset *
rnn_dataset_new_until (const RnnSpec *spec, const int *cancel, GError **error)
{
  g_autoptr (RnnDataset) public = NULL;
  RnnSpec cut;
  Dataset *dataset;
  gsize n_letters, n_windows;

  g_return_val_if_fail (spec != NULL, NULL);

  if (spec->task == RNN_TASK_REMEMBER)
    {
      cut = *spec;
      rnn_remember_cut (&cut);
      spec = &cut;
    }
  dataset = encode_text (spec, &n_letters, cancel, error);
  if (dataset == NULL)
    return NULL;

  dataset->n_codes = n_letters;
  public = &dataset->public;
  n_windows = count_windows (spec, n_letters, error);
  if (n_windows == 0 || !split (public, spec, n_windows, error)
      || !order_samples (dataset, spec, cancel, error))
    return NULL;

  if (spec->cyclic)
    dataset->codes = wrap (dataset->codes, n_letters, spec->time_steps);

  dataset->window_stride = spec->stride;
  dataset->target_stride = spec->stride;
  dataset->targets = dataset->codes
                     + (spec->target == RNN_TARGET_ALL ? 1 : spec->time_steps);

  return g_steal_pointer (&public);
}

RnnDataset *
rnn_dataset_new_order (RnnDataset    *dataset,
                       const RnnSpec *spec,
                       const int     *cancel,
                       GError       **error)
{
  g_autoptr (RnnDataset) public = NULL;
  Dataset *ordered;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  if (spec->stateful || !spec->shuffle_samples)
    return rnn_dataset_ref (dataset);

  ordered = g_memdup2 (dataset, sizeof *ordered);
  g_atomic_ref_count_init (&ordered->ref_count);
  ordered->whole = rnn_dataset_ref (dataset);
  ordered->order = NULL;
  public = &ordered->public;
  if (!order_samples (ordered, spec, cancel, error))
    return NULL;

  return g_steal_pointer (&public);
}

static gboolean
check_codes (const guint16 *codes,
             gsize          n,
             guint          limit,
             const char    *what,
             GError       **error)
{
  for (gsize i = 0; i < n; i++)
    if (codes[i] >= limit)
      {
        g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                     _("%s number %zu is %u; it must be less "
                       "than %u"),
                     what, i, codes[i], limit);
        return FALSE;
      }

  return TRUE;
}

RnnDataset *
rnn_dataset_new_arrays (RnnInput       input,
                        RnnTarget      target,
                        gsize          n_samples,
                        guint          time_steps,
                        guint          n_in,
                        guint          n_classes,
                        const guint16 *codes,
                        const float   *real,
                        const guint16 *targets,
                        GError       **error)
{
  Dataset *dataset;
  gsize n_codes = n_samples * time_steps;
  gsize n_targets = target == RNN_TARGET_ALL ? n_codes : n_samples;

  g_return_val_if_fail (targets != NULL, NULL);
  g_return_val_if_fail ((input == RNN_INPUT_REAL) == (real != NULL), NULL);
  g_return_val_if_fail ((codes != NULL) != (real != NULL), NULL);

  if (n_samples == 0 || n_samples > G_MAXUINT32 || time_steps == 0
      || n_in == 0 || n_classes == 0)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                   _("There must be 1 to %u samples, and at least one time "
                     "step, input and class"),
                   G_MAXUINT32);
      return NULL;
    }
  if (!check_codes (targets, n_targets, n_classes, _("Target"), error))
    return NULL;
  if (codes != NULL && !check_codes (codes, n_codes, n_in, _("Input"), error))
    return NULL;

  dataset = dataset_alloc (input, target, time_steps, n_in, n_classes);
  dataset->public.n_train = n_samples;
  dataset->codes = g_memdup2 (codes, n_codes * sizeof *codes);
  dataset->real = g_memdup2 (real, n_codes * n_in * sizeof *real);
  dataset->own_targets = g_memdup2 (targets, n_targets * sizeof *targets);
  dataset->targets = dataset->own_targets;
  dataset->window_stride = time_steps;
  dataset->target_stride = dataset->n_targets;

  return &dataset->public;
}

RnnDataset *
rnn_dataset_ref (RnnDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  g_atomic_ref_count_inc (&((Dataset *) dataset)->ref_count);
  return dataset;
}

void
rnn_dataset_unref (RnnDataset *dataset)
{
  Dataset *self = (Dataset *) dataset;

  g_return_if_fail (dataset != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->order);
  if (self->whole != NULL)
    {
      rnn_dataset_unref (self->whole);
    }
  else
    {
      g_clear_pointer (&self->public.alphabet, rnn_alphabet_unref);
      g_free (self->codes);
      g_free (self->own_targets);
      g_free (self->real);
    }
  g_free (self);
}

gsize
rnn_dataset_n_samples (const RnnDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, 0);

  return dataset->n_train + dataset->n_validation;
}

gboolean
rnn_dataset_check_sample (const RnnDataset *dataset,
                          gsize             sample,
                          GError          **error)
{
  gsize n_samples;

  g_return_val_if_fail (dataset != NULL, FALSE);

  n_samples = rnn_dataset_n_samples (dataset);
  if (sample < n_samples)
    return TRUE;
  g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
               _("There is no sample %zu; choose one of 1 to %zu"),
               sample + 1, n_samples);
  return FALSE;
}

guint64
rnn_dataset_checksum (const RnnDataset *dataset)
{
  const Dataset *self = (const Dataset *) dataset;
  guint64 sum = RNN_CHECKSUM_START;
  guint n_letters;

  g_return_val_if_fail (dataset != NULL, 0);

  n_letters =
    dataset->alphabet != NULL ? rnn_alphabet_size (dataset->alphabet) : 0;
  for (guint i = 0; i < n_letters; i++)
    sum = rnn_checksum_add (sum, rnn_alphabet_letter (dataset->alphabet, i));
  sum = rnn_checksum_add (sum, dataset->n_train);
  sum = rnn_checksum_add (sum, dataset->n_validation);
  for (gsize i = 0; i < self->n_codes; i++)
    sum = rnn_checksum_add (sum, self->codes[i]);

  return sum;
}

float
rnn_dataset_real_input (const RnnDataset *dataset, guint16 code)
{
  return ((const Dataset *) dataset)->scale * code;
}

RnnBatch *
rnn_batch_new (const RnnDataset *dataset, guint capacity)
{
  const Dataset *self = (const Dataset *) dataset;
  RnnBatch *batch;
  gsize n;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (capacity > 0, NULL);

  n = (gsize) capacity * dataset->time_steps;
  batch = g_new0 (RnnBatch, 1);
  batch->time_steps = dataset->time_steps;
  if (dataset->input == RNN_INPUT_REAL)
    batch->real = g_new0 (float, n * dataset->n_in);
  else
    batch->codes = g_new0 (guint16, n);
  batch->targets = g_new0 (guint16, (gsize) capacity * self->n_targets);

  return batch;
}

void
rnn_batch_free (RnnBatch *batch)
{
  g_return_if_fail (batch != NULL);

  g_free (batch->codes);
  g_free (batch->real);
  g_free (batch->targets);
  g_free (batch);
}

/* Column @b of the time-major @batch takes window @window's inputs. */
static inline void
gather_inputs (const Dataset *dataset, gsize window, guint b, RnnBatch *batch)
{
  guint n_steps = batch->time_steps;
  guint n_in = dataset->public.n_in;
  const guint16 *codes = dataset->codes + window * dataset->window_stride;

  if (batch->codes != NULL)
    for (guint t = 0; t < n_steps; t++)
      batch->codes[(gsize) t * batch->size + b] = codes[t];
  else if (dataset->real == NULL)
    for (guint t = 0; t < n_steps; t++)
      batch->real[(gsize) t * batch->size + b]
          = rnn_dataset_real_input (&dataset->public, codes[t]);
  else
    for (guint t = 0; t < n_steps; t++)
      memcpy (batch->real + ((gsize) t * batch->size + b) * n_in,
              dataset->real + (window * n_steps + t) * n_in,
              n_in * sizeof (float));
}

void
rnn_dataset_gather (const RnnDataset *dataset,
                    const guint32    *samples,
                    gsize             first,
                    guint             n,
                    RnnBatch         *batch)
{
  const Dataset *self = (const Dataset *) dataset;

  g_return_if_fail (dataset != NULL);
  g_return_if_fail (batch != NULL);

  batch->size = n;
  batch->n_targets = n * self->n_targets;
  for (guint b = 0; b < n; b++)
    {
      gsize sample = samples != NULL ? samples[b] : first + b;
      gsize window = self->order != NULL ? self->order[sample] : sample;
      const guint16 *targets = self->targets + window * self->target_stride;

      gather_inputs (self, window, b, batch);
      for (guint t = 0; t < self->n_targets; t++)
        batch->targets[(gsize) t * n + b] = targets[t];
    }
}
