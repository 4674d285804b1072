#include "ui/data-preview.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More of these would not be read. */
#define MAX_COUNTED_LETTERS 200
#define MAX_WINDOW_LETTERS 40
#define MAX_INPUT_ROWS 50
#define MAX_INPUT_COLUMNS 60

/* The bytes of @text's beginning that are whole letters. */
static gsize
cut (const char *text,
     gsize       length)
{
  gsize cut_length = MIN (length, UNROLL_DATA_PREVIEW_BYTES);

  /* Not within a letter: its other bytes begin with the bits 10. */
  while (cut_length > 0 && cut_length < length
         && ((guchar) text[cut_length] & 0xc0) == 0x80)
    cut_length--;

  return cut_length;
}

/* A part is not shuffled, because the whole would be shuffled otherwise. */
static RnnDataset *
make_dataset (const RnnSpec  *spec,
              const char     *text,
              gsize           length,
              gboolean        part,
              GError        **error)
{
  g_auto (RnnSpec) own = { 0 };
  g_autofree char *beginning = g_strndup (text, length);

  rnn_spec_copy (&own, spec);
  if (!rnn_spec_set (&own, "data.text", beginning, error)
      || !rnn_spec_set (&own, "data.file", "", error))
    return NULL;

  own.input = RNN_INPUT_ONE_HOT;
  if (part)
    {
      own.shuffle_samples = FALSE;
      own.cyclic = FALSE;
      own.validation = 0;
    }

  return rnn_dataset_new (&own, error);
}

static void
count (UnrollDataPreview *preview,
       const char        *text,
       gsize              length)
{
  gsize n_codes;
  g_autofree guint16 *codes = rnn_alphabet_encode (preview->dataset->alphabet,
                                                   text, length, &n_codes,
                                                   NULL);

  preview->counts = g_new0 (gsize, preview->dataset->n_classes);
  if (codes == NULL)
    return;

  preview->n_letters = n_codes;
  for (gsize i = 0; i < n_codes; i++)
    preview->counts[codes[i]]++;
}

UnrollDataPreview *
unroll_data_preview_new (const RnnSpec  *spec,
                         const char     *text,
                         gsize           length,
                         gboolean        part,
                         GError        **error)
{
  UnrollDataPreview *preview;
  RnnDataset *dataset;
  gsize cut_length;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  cut_length = cut (text, length);
  part = part || cut_length < length;
  dataset = make_dataset (spec, text, cut_length, part, error);
  if (dataset == NULL)
    return NULL;

  preview = g_new0 (UnrollDataPreview, 1);
  preview->dataset = dataset;
  preview->input = spec->input;
  preview->part = part;
  count (preview, text, cut_length);

  return preview;
}

void
unroll_data_preview_free (UnrollDataPreview *preview)
{
  g_return_if_fail (preview != NULL);

  rnn_dataset_unref (preview->dataset);
  g_free (preview->counts);
  g_free (preview);
}

static void
append_letter (GString                 *text,
               const UnrollDataPreview *preview,
               guint                    code)
{
  char label[RNN_LETTER_LABEL_SIZE];

  g_string_append (
    text, rnn_letter_label (rnn_alphabet_letter (preview->dataset->alphabet,
                                                 code),
                            label));
}

/* The first letters of @codes; an ellipsis stands for any others. */
static void
append_letters (GString                 *text,
                const UnrollDataPreview *preview,
                const guint16           *codes,
                guint                    n)
{
  for (guint i = 0; i < n && i < MAX_WINDOW_LETTERS; i++)
    append_letter (text, preview, codes[i]);
  if (n > MAX_WINDOW_LETTERS)
    g_string_append (text, "…");
}

char *
unroll_data_preview_window (const UnrollDataPreview *preview,
                            gsize                    sample)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RnnBatch) batch = NULL;

  g_return_val_if_fail (preview != NULL, NULL);
  g_return_val_if_fail (sample < rnn_dataset_n_samples (preview->dataset), NULL);

  batch = rnn_batch_new (preview->dataset, 1);
  rnn_dataset_gather (preview->dataset, NULL, sample, 1, batch);
  append_letters (text, preview, batch->codes, batch->time_steps);
  g_string_append (text, " → ");
  append_letters (text, preview, batch->targets, batch->n_targets);

  if (sample >= preview->dataset->n_train)
    return g_strdup_printf (_("%s  (held out)"), text->str);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_one_hot (GString *text,
                guint    code,
                guint    n_classes)
{
  for (guint c = 0; c < n_classes && c < MAX_INPUT_COLUMNS; c++)
    g_string_append_printf (text, "%s%d", c > 0 ? " " : "", c == code);
  if (n_classes > MAX_INPUT_COLUMNS)
    {
      g_string_append (text, " …  ");
      g_string_append_printf (text, _("(1 at place %u)"), code + 1);
    }
}

static void
append_input (GString                 *text,
              const UnrollDataPreview *preview,
              guint                    code)
{
  guint n_classes = preview->dataset->n_classes;

  append_letter (text, preview, code);
  g_string_append (text, "  ");

  switch (preview->input)
    {
    case RNN_INPUT_EMBEDDING:
      g_string_append_printf (text, _("row %u of the embedding"), code + 1);
      break;
    case RNN_INPUT_REAL:
      g_string_append_printf (text, "%.4g",
                              rnn_dataset_real_input (preview->dataset, code));
      break;
    case RNN_INPUT_ONE_HOT:
    default:
      append_one_hot (text, code, n_classes);
      break;
    }
}

char *
unroll_data_preview_input (const UnrollDataPreview *preview,
                           gsize                    sample)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RnnBatch) batch = NULL;

  g_return_val_if_fail (preview != NULL, NULL);
  g_return_val_if_fail (sample < rnn_dataset_n_samples (preview->dataset), NULL);

  batch = rnn_batch_new (preview->dataset, 1);
  rnn_dataset_gather (preview->dataset, NULL, sample, 1, batch);
  for (guint t = 0; t < batch->time_steps && t < MAX_INPUT_ROWS; t++)
    {
      if (t > 0)
        g_string_append_c (text, '\n');
      append_input (text, preview, batch->codes[t]);
    }
  if (batch->time_steps > MAX_INPUT_ROWS)
    g_string_append (text, "\n…");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
unroll_data_preview_alphabet (const UnrollDataPreview *preview)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const RnnAlphabet *alphabet;
  guint n_classes;

  g_return_val_if_fail (preview != NULL, NULL);

  alphabet = preview->dataset->alphabet;
  n_classes = preview->dataset->n_classes;
  for (guint i = 0; i < n_classes && i < MAX_COUNTED_LETTERS; i++)
    {
      char label[RNN_LETTER_LABEL_SIZE];
      g_autofree char *item = g_markup_printf_escaped (
        "<b>%s</b>\u00a0%'" G_GSIZE_FORMAT "   ",
        rnn_letter_label (rnn_alphabet_letter (alphabet, i), label),
        preview->counts[i]);

      g_string_append (text, item);
    }
  if (n_classes > MAX_COUNTED_LETTERS)
    g_string_append_printf (text,
                            ngettext ("and %u more", "and %u more",
                                      n_classes - MAX_COUNTED_LETTERS),
                            n_classes - MAX_COUNTED_LETTERS);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
unroll_data_preview_sizes (const UnrollDataPreview *preview)
{
  g_autofree char *letters = NULL, *different = NULL, *samples = NULL;
  g_autofree char *held_out = NULL;
  const RnnDataset *dataset;

  g_return_val_if_fail (preview != NULL, NULL);

  dataset = preview->dataset;
  letters = g_strdup_printf (ngettext ("%'zu letter", "%'zu letters",
                                       preview->n_letters),
                             preview->n_letters);
  different = g_strdup_printf (ngettext ("%u different", "%u different",
                                         dataset->n_classes),
                               dataset->n_classes);
  samples = g_strdup_printf (ngettext ("%'zu sample to learn from",
                                       "%'zu samples to learn from",
                                       dataset->n_train),
                             dataset->n_train);
  if (dataset->n_validation == 0)
    return g_strdup_printf (_("%s, %s; %s"), letters, different, samples);

  held_out = g_strdup_printf (ngettext ("%'zu held out", "%'zu held out",
                                        dataset->n_validation),
                              dataset->n_validation);

  return g_strdup_printf (_("%s, %s; %s, %s"), letters, different, samples,
                          held_out);
}
