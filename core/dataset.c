#include "core/dataset-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "core/checksum.h"
#include "core/error.h"
#include "core/random.h"
#include "core/sample-text.h"
#include "core/task.h"

/* A moment's work. */
#define SHUFFLED_AT_ONCE 262144
/* Of the time that shuffled samples take, the text's part. */
#define READING_SHARE 0.2

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

/* As numpy does, but it can be stopped: many millions take seconds. */
static gboolean
shuffle (guint32            *order,
         gsize               n,
         guint32             seed,
         const RnnProgress  *progress,
         GError            **error)
{
  gsize n_left = n;
  RnnRandom random;

  rnn_random_seed (&random, seed);
  while (n_left > 1)
    {
      gsize next = n_left > SHUFFLED_AT_ONCE ? n_left - SHUFFLED_AT_ONCE : 1;

      if (rnn_progress_is_cancelled (progress))
        return rnn_sample_text_refuse_cancelled (error);
      rnn_random_shuffle_part (&random, order, n_left, next);
      n_left = next;
      rnn_progress_tell (progress, (double) (n - n_left) / n);
    }
  rnn_progress_tell (progress, 1.0);

  return TRUE;
}

static gboolean
order_samples (Dataset            *dataset,
               const RnnSpec      *spec,
               const RnnProgress  *progress,
               GError            **error)
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
      return shuffle (dataset->order, n, spec->seed, progress, error);
    }

  return TRUE;
}

/* Lets the text's start follow its end for @n more letters, for which there is
 * room; a text shorter than that goes round several times. */
static void
wrap (guint16 *codes, gsize n_letters, gsize n)
{
  for (gsize i = 0; i < n; i++)
    codes[n_letters + i] = codes[i];
}

/* Encodes the text into a dataset without samples yet. */
static Dataset *
encode_text (const RnnSpec      *spec,
             const RnnProgress  *progress,
             GError            **error)
{
  gsize spare = spec->cyclic ? spec->time_steps : 0;
  g_auto (RnnEncodedText) text = { 0 };
  RnnFileStamp stamp;
  Dataset *dataset;
  guint n_classes;

  if (!rnn_sample_text_read (spec, spare, progress, &text, &stamp, error)
      || !check_alphabet (text.alphabet, error))
    return NULL;

  n_classes = rnn_alphabet_size (text.alphabet);
  dataset = dataset_alloc (spec->input, spec->target, spec->time_steps,
                           spec->input == RNN_INPUT_REAL ? 1 : n_classes,
                           n_classes);
  dataset->public.alphabet = g_steal_pointer (&text.alphabet);
  dataset->codes = g_steal_pointer (&text.codes);
  dataset->n_codes = text.n;
  dataset->scale = 1.0f / (n_classes - 1);
  dataset->stamp = stamp;
  rnn_spec_copy (&dataset->source, spec);
  if (spec->cyclic)
    wrap (dataset->codes, text.n, spec->time_steps);

  return dataset;
}

RnnDataset *
rnn_dataset_new (const RnnSpec *spec, GError **error)
{
  return rnn_dataset_new_until (spec, NULL, error);
}

RnnDataset *
rnn_dataset_new_until (const RnnSpec      *spec,
                       const RnnProgress  *progress,
                       GError            **error)
{
  g_autoptr (RnnDataset) public = NULL;
  RnnProgress reading, shuffling;
  RnnSpec cut;
  Dataset *dataset;
  gsize n_windows;

  g_return_val_if_fail (spec != NULL, NULL);

  if (spec->task == RNN_TASK_REMEMBER)
    {
      cut = *spec;
      rnn_remember_cut (&cut);
      spec = &cut;
    }
  reading = rnn_progress_part (progress, 0.0,
                               spec->shuffle_samples ? READING_SHARE : 1.0);
  shuffling = rnn_progress_part (progress, READING_SHARE, 1.0);
  dataset = encode_text (spec, &reading, error);
  if (dataset == NULL)
    return NULL;

  public = &dataset->public;
  n_windows = count_windows (spec, dataset->n_codes, error);
  if (n_windows == 0 || !split (public, spec, n_windows, error)
      || !order_samples (dataset, spec, &shuffling, error))
    return NULL;

  dataset->window_stride = spec->stride;
  dataset->target_stride = spec->stride;
  dataset->targets = dataset->codes
                     + (spec->target == RNN_TARGET_ALL ? 1 : spec->time_steps);

  return g_steal_pointer (&public);
}

RnnDataset *
rnn_dataset_new_order (RnnDataset         *dataset,
                       const RnnSpec      *spec,
                       const RnnProgress  *progress,
                       GError            **error)
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
  ordered->sum = 0;
  rnn_spec_copy (&ordered->source, spec);
  public = &ordered->public;
  if (!order_samples (ordered, spec, progress, error))
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
  rnn_spec_clear (&self->source);
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

gsize
rnn_dataset_n_letters (const RnnDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, 0);

  return ((const Dataset *) dataset)->n_codes;
}

/* What a dataset is made from. */
static gboolean
concerns_data (const RnnSetting *setting, const RnnSpec *spec)
{
  if (strcmp (setting->group, "data") == 0)
    return strcmp (setting->key, "embedding") != 0;
  if (strcmp (setting->key, "stateful") == 0)
    return TRUE;
  if (strcmp (setting->key, "batch") == 0)
    return spec->stateful;

  return strcmp (setting->key, "seed") == 0 && spec->shuffle_samples
         && !spec->stateful;
}

static gboolean
is_same_file (const Dataset *self)
{
  RnnFileStamp now = { 0 };
  int fd = rnn_input_file_open (self->source.file, NULL);

  if (fd < 0)
    return FALSE;
  rnn_file_stamp_read (&now, fd);
  g_close (fd, NULL);

  return now.inode != 0 && now.inode == self->stamp.inode
         && now.device == self->stamp.device && now.size == self->stamp.size
         && now.seconds == self->stamp.seconds
         && now.nanoseconds == self->stamp.nanoseconds;
}

gboolean
rnn_dataset_is_of (const RnnDataset *dataset, const RnnSpec *spec)
{
  const Dataset *self = (const Dataset *) dataset;
  const RnnSetting *settings;
  gsize n_settings;

  g_return_val_if_fail (dataset != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  if (self->source.n_layers == 0 || spec->task == RNN_TASK_REMEMBER)
    return FALSE;

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    if (concerns_data (&settings[i], spec)
        && !rnn_setting_equal (&settings[i], &self->source, spec))
      return FALSE;

  return spec->file == NULL || is_same_file (self);
}

static guint64
compute_checksum (const Dataset *self)
{
  const RnnDataset *dataset = &self->public;
  guint64 sum = RNN_CHECKSUM_START;
  guint n_letters =
    dataset->alphabet != NULL ? rnn_alphabet_size (dataset->alphabet) : 0;

  for (guint i = 0; i < n_letters; i++)
    sum = rnn_checksum_add (sum, rnn_alphabet_letter (dataset->alphabet, i));
  sum = rnn_checksum_add (sum, dataset->n_train);
  sum = rnn_checksum_add (sum, dataset->n_validation);
  for (gsize i = 0; i < self->n_codes; i++)
    sum = rnn_checksum_add (sum, self->codes[i]);

  return sum;
}

/* It goes through the whole text, and is asked for at every autosave. */
guint64
rnn_dataset_checksum (const RnnDataset *dataset)
{
  Dataset *self = (Dataset *) dataset;
  guint64 sum;

  g_return_val_if_fail (dataset != NULL, 0);

  sum = self->sum;
  if (sum == 0)
    self->sum = sum = compute_checksum (self);

  return sum;
}

float
rnn_dataset_real_input (const RnnDataset *dataset, guint16 code)
{
  return ((const Dataset *) dataset)->scale * code;
}
