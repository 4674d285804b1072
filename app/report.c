#include "app/report.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "core/number.h"
#include "core/predictor.h"
#include "core/summary.h"

#define NAME_COLUMNS 28
#define SHAPE_COLUMNS 26
#define RULE_COLUMNS 65

/* How many letters of an alphabet, and how many predictions, are shown without
 * being asked for. */
#define LISTED_LETTERS 40
#define SMALL_EXPERIMENT 32

/* What follows a context: one line. */
typedef struct
{
  char   *context;
  guint16 likeliest;
  float   probability;
} Outlook;

static void
outlook_clear (gpointer outlook)
{
  g_free (((Outlook *) outlook)->context);
}

static GArray *
outlooks_new (void)
{
  GArray *outlooks = g_array_new (FALSE, FALSE, sizeof (Outlook));

  g_array_set_clear_func (outlooks, outlook_clear);
  return outlooks;
}

/* Columns of a terminal that @text takes. */
static guint
text_columns (const char *text)
{
  guint columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (letter))
        columns += g_unichar_iswide (letter) ? 2 : 1;
    }

  return columns;
}

/* @text, and blanks up to @columns. */
static void
print_padded (const char *text, guint columns)
{
  guint used = text_columns (text);

  printf ("%s%*s", text, used < columns ? (int) (columns - used) : 0, "");
}

static void
print_rule (char letter)
{
  for (guint i = 0; i < RULE_COLUMNS; i++)
    putchar (letter);
  putchar ('\n');
}

static void
print_row (const RnnSummaryRow *row)
{
  g_autofree char *name = g_strdup_printf (" %s (%s)", row->name, row->type);
  g_autoptr (GString) shape = g_string_new ("(None");

  for (guint i = 0; i < row->n_output; i++)
    g_string_append_printf (shape, ", %u", row->output[i]);
  g_string_append_c (shape, ')');

  print_padded (name, NAME_COLUMNS);
  putchar (' ');
  print_padded (shape->str, SHAPE_COLUMNS);
  printf ("%zu\n", row->parameters);
}

/* A title from a file is not to give the terminal commands. */
static void
print_title (const char *title)
{
  g_autofree char *shown = g_strdup (title != NULL ? title : "");

  for (char *p = shown; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  if (*shown != '\0')
    puts (shown);
}

static void
print_data (const RnnFrame *frame)
{
  const RnnDataset *dataset = frame->dataset;
  guint n = rnn_alphabet_size (dataset->alphabet);
  char label[RNN_LETTER_LABEL_SIZE];

  printf (_("Letters: %u ("), n);
  for (guint i = 0; i < MIN (n, LISTED_LETTERS); i++)
    printf (i > 0 ? " %s" : "%s",
            rnn_letter_label (rnn_alphabet_letter (dataset->alphabet, i),
                              label));
  puts (n > LISTED_LETTERS ? " …)" : ")");

  printf (ngettext ("Samples: %zu of %u time step", "Samples: %zu of %u time steps",
                    dataset->time_steps),
          dataset->n_train, dataset->time_steps);
  if (dataset->n_validation > 0)
    printf (_(", and %zu for validation"), dataset->n_validation);
  putchar ('\n');
}

void
unroll_report_summary (const RnnFrame *frame)
{
  RnnSummaryRow rows[RNN_MAX_SUMMARY_ROWS];
  guint n_rows;

  g_return_if_fail (frame != NULL);

  print_title (frame->spec.title);
  print_data (frame);

  n_rows = rnn_summary (&frame->network, frame->dataset->time_steps, rows);
  print_rule ('_');
  print_padded (_(" Layer (type)"), NAME_COLUMNS);
  putchar (' ');
  print_padded (_("Output Shape"), SHAPE_COLUMNS);
  puts (_("Param #"));
  print_rule ('=');
  for (guint i = 0; i < n_rows; i++)
    print_row (&rows[i]);
  print_rule ('=');
  printf (_("Total params: %zu"), frame->network.size);
  putchar ('\n');
  print_rule ('_');
}

/* The letters from @first to before @end, as they are shown. */
static char *
context_of (const RnnAlphabet *alphabet,
            const guint16     *codes,
            gsize              first,
            gsize              end)
{
  GString *context = g_string_new (NULL);
  char label[RNN_LETTER_LABEL_SIZE];

  for (gsize i = first; i < end; i++)
    g_string_append (context,
                     rnn_letter_label (rnn_alphabet_letter (alphabet, codes[i]),
                                       label));

  return g_string_free (context, FALSE);
}

static void
append_outlooks (GArray              *outlooks,
                 const RnnFrame      *frame,
                 const RnnPrediction *prediction)
{
  gsize n_steps = frame->dataset->time_steps;
  gboolean every_letter = frame->dataset->target == RNN_TARGET_ALL
                          || frame->spec.stateful;
  gsize least = every_letter ? 1 : MIN (n_steps, prediction->n_letters);

  for (gsize end = least; end <= prediction->n_letters; end++)
    {
      const float *y = prediction->y + (end - 1) * prediction->n_classes;
      guint16 likeliest = prediction->likeliest[end - 1];
      Outlook outlook = {
        .context = context_of (frame->dataset->alphabet, prediction->codes,
                               end > n_steps ? end - n_steps : 0, end),
        .likeliest = likeliest,
        .probability = y[likeliest],
      };

      g_array_append_val (outlooks, outlook);
    }
}

static void
print_outlooks (const RnnFrame *frame, const GArray *outlooks)
{
  char label[RNN_LETTER_LABEL_SIZE];
  guint columns = 0;

  for (guint i = 0; i < outlooks->len; i++)
    columns = MAX (columns,
                   text_columns (g_array_index (outlooks, Outlook, i).context));

  for (guint i = 0; i < outlooks->len; i++)
    {
      const Outlook *outlook = &g_array_index (outlooks, Outlook, i);
      gunichar letter = rnn_alphabet_letter (frame->dataset->alphabet,
                                             outlook->likeliest);

      print_padded (outlook->context, columns);
      printf (" ——> %s %5.1f %%\n", rnn_letter_label (letter, label),
              100 * outlook->probability);
    }
}

void
unroll_report_prediction (const RnnFrame      *frame,
                          const RnnPrediction *prediction)
{
  g_autoptr (GArray) outlooks = NULL;

  g_return_if_fail (frame != NULL);
  g_return_if_fail (prediction != NULL);

  outlooks = outlooks_new ();
  append_outlooks (outlooks, frame, prediction);
  print_outlooks (frame, outlooks);
}

gboolean
unroll_report_is_small (const RnnFrame *frame)
{
  const RnnDataset *dataset;
  gsize n, n_contexts;

  g_return_val_if_fail (frame != NULL, FALSE);

  dataset = frame->dataset;
  if (dataset->time_steps == 1)
    return dataset->n_classes <= SMALL_EXPERIMENT;

  n = n_contexts = rnn_dataset_n_samples (dataset);
  if (dataset->target == RNN_TARGET_ALL)
    n_contexts *= dataset->time_steps;
  return n_contexts <= SMALL_EXPERIMENT && frame->n_samples == n;
}

char *
unroll_report_window (const RnnFrame *frame, gsize sample)
{
  gsize n_steps;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (sample < frame->n_samples, NULL);

  n_steps = frame->dataset->time_steps;
  return rnn_alphabet_decode (frame->dataset->alphabet,
                              frame->sample_codes + sample * n_steps, n_steps);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The texts that the network learnt from, in alphabetical order: the letters
 * themselves for one time step, else the windows. */
static GPtrArray *
learnt_texts (const RnnFrame *frame)
{
  const RnnDataset *dataset = frame->dataset;
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  if (dataset->time_steps == 1)
    for (guint16 code = 0; code < dataset->n_classes; code++)
      g_ptr_array_add (texts,
                       rnn_alphabet_decode (dataset->alphabet, &code, 1));
  else
    for (gsize i = 0; i < frame->n_samples; i++)
      g_ptr_array_add (texts, unroll_report_window (frame, i));

  g_ptr_array_sort (texts, compare_texts);
  return texts;
}

/* Windows that overlap have contexts in common. */
static void
drop_repeated (GArray *outlooks)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint i = 0;

  while (i < outlooks->len)
    if (g_hash_table_add (known, g_array_index (outlooks, Outlook, i).context))
      i++;
    else
      g_array_remove_index (outlooks, i);
}

gboolean
unroll_report_samples (const RnnFrame *frame, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GArray) outlooks = NULL;

  g_return_val_if_fail (frame != NULL, FALSE);

  texts = learnt_texts (frame);
  outlooks = outlooks_new ();
  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (RnnPrediction) prediction
          = rnn_predict (&frame->network, frame->parameters, frame->dataset,
                         frame->spec.stateful, texts->pdata[i], error);

      if (prediction == NULL)
        return FALSE;
      append_outlooks (outlooks, frame, prediction);
    }

  drop_repeated (outlooks);
  print_outlooks (frame, outlooks);
  return TRUE;
}

/* "1 to 1024", "greater than 0, at most 1", or the choices. */
static char *
describe_values (const RnnSetting *setting)
{
  char min[RNN_NUMBER_SIZE], max[RNN_NUMBER_SIZE];

  switch (setting->type)
    {
    case RNN_SETTING_TEXT:
      return g_strdup (_("text"));
    case RNN_SETTING_BOOLEAN:
      return g_strdup (_("true or false"));
    case RNN_SETTING_CHOICE:
      return g_strjoinv (_(" or "), (char **) setting->choices);
    case RNN_SETTING_UNITS:
    case RNN_SETTING_INTEGER:
      return g_strdup_printf (_("%.0f to %.0f"), setting->min, setting->max);
    case RNN_SETTING_REAL:
    default:
      rnn_number_format (setting->min, min);
      rnn_number_format (setting->max, max);
      return g_strdup_printf (setting->open_min   ? _("above %s, to %s")
                              : setting->open_max ? _("%s to below %s")
                                                  : _("%s to %s"),
                              min, max);
    }
}

void
unroll_report_settings (const RnnSpec *defaults)
{
  const RnnSetting *settings;
  gsize n_settings;

  g_return_if_fail (defaults != NULL);

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name
          = g_strconcat (settings[i].group, ".", settings[i].key, NULL);
      g_autofree char *value = rnn_spec_get (defaults, name);
      g_autofree char *values = describe_values (&settings[i]);

      if (i > 0 && strcmp (settings[i].group, settings[i - 1].group) != 0)
        putchar ('\n');
      printf ("%s=%s\n    %s (%s)\n", name, value, _(settings[i].help), values);
    }
}
