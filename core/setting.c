#include "core/spec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Letters. */
#define MAX_TITLE 300
#define MAX_NOTES 20000

#define MAX_STRIDE 1000000
#define MAX_BATCH 65536
#define MAX_EPOCHS 10000000
#define MAX_LEARNING_RATE 1e30
#define MAX_CLIP_VALUE 1e30
#define MAX_EPSILON 1.0
#define MAX_GAIN 100.0

/* A name is taken for a slip of another when no more than one letter in this
 * many is wrong. */
#define LETTERS_PER_SLIP 3

static const char *const task_names[] = { "text", "remember", NULL };
static const char *const input_names[] = { "one-hot", "embedding", "real", NULL };
static const char *const target_names[] = { "last", "all", NULL };
static const char *const activation_names[]
    = { "tanh", "relu", "sigmoid", "linear", NULL };
static const char *const optimizer_names[] = { "sgd", "rmsprop", "adam", NULL };
static const char *const clip_names[]
    = { "none", "value", "norm", "global-norm", NULL };
static const char *const loss_names[] = { "mean", "sum", NULL };

/* The key of a setting is the name of its field. */
#define SETTING(group_name, field, kind)                                      \
  .group = #group_name, .key = #field, .type = RNN_SETTING_##kind,            \
  .offset = G_STRUCT_OFFSET (RnnSpec, field)
#define BESIDE .beside = TRUE
#define BRANCH .branch = TRUE, BESIDE
#define LIVE .live = TRUE, BRANCH
#define RANGE(least, most) .min = (least), .max = (most)

static const RnnSetting settings[] = {
  { SETTING (experiment, title, TEXT),
    RANGE (0, MAX_TITLE),
    .help = N_ ("The experiment's name.") },
  { SETTING (experiment, notes, TEXT),
    RANGE (0, MAX_NOTES),
    .help = N_ ("What to look for; the teacher's notes.") },

  { SETTING (data, text, TEXT),
    .help = N_ ("The letters to learn from, when no file is named.") },
  { SETTING (data, file, TEXT),
    .help = N_ ("A UTF-8 text file to learn from, instead of typed letters.") },
  { SETTING (data, task, CHOICE),
    .choices = task_names,
    .help = N_ ("What to learn: the text itself, or to remember each of its "
                "letters from the first time step to the last; then stride "
                "and cyclic do not matter.") },
  { SETTING (data, input, CHOICE),
    .choices = input_names,
    .help = N_ ("How a letter enters the network: as a one-hot row, as a row "
                "of a learned embedding, or as one real number.") },
  { SETTING (data, embedding, INTEGER),
    RANGE (1, RNN_MAX_UNITS),
    .help = N_ ("Columns of the embedding matrix, when the input is an "
                "embedding.") },
  { SETTING (data, time_steps, INTEGER),
    RANGE (1, RNN_MAX_TIME_STEPS),
    .help = N_ ("Letters in a window: the time steps that the network sees.") },
  { SETTING (data, stride, INTEGER),
    RANGE (1, MAX_STRIDE),
    .help = N_ ("Letters from the start of one window to the start of the "
                "next: 1 for exercises, the time steps for long texts.") },
  { SETTING (data, target, CHOICE),
    .choices = target_names,
    .help = N_ ("What is learned: the letter after the window (last), or the "
                "next letter at every time step (all).") },
  { SETTING (data, cyclic, BOOLEAN),
    .help = N_ ("Whether the text's last letter is followed by its first.") },
  { SETTING (data, shuffle_samples, BOOLEAN),
    .help = N_ ("Whether the samples are shuffled once before training, as "
                "numpy does with this seed.") },
  { SETTING (data, validation, REAL),
    RANGE (0, 1), .open_max = TRUE,
    .help = N_ ("Share of the samples that is held out for validation: the "
                "last ones.") },

  { SETTING (network, units, UNITS),
    RANGE (1, RNN_MAX_UNITS), BESIDE,
    .help = N_ ("Units of each SimpleRNN layer, the lowest first, joined by "
                "semicolons.") },
  { SETTING (network, activation, CHOICE),
    .choices = activation_names, BESIDE,
    .help = N_ ("Activation of the SimpleRNN layers.") },
  { SETTING (network, stateful, BOOLEAN),
    .help = N_ ("Whether each batch starts from the states in which the "
                "batch before it ended.") },
  { SETTING (network, recurrent_gain, REAL),
    RANGE (0, MAX_GAIN), BESIDE,
    .help = N_ ("How large the recurrent weights start: the factor of their "
                "orthogonal matrix, gain in Keras.") },

  { SETTING (training, optimizer, CHOICE),
    .choices = optimizer_names, BRANCH,
    .help = N_ ("The rule that turns gradients into steps.") },
  { SETTING (training, learning_rate, REAL),
    RANGE (0, MAX_LEARNING_RATE), .open_min = TRUE, LIVE,
    .help = N_ ("How far a step goes.") },
  { SETTING (training, momentum, REAL),
    RANGE (0, 1), .open_max = TRUE, BRANCH,
    .help = N_ ("Share of the last step that is repeated (sgd, rmsprop).") },
  { SETTING (training, nesterov, BOOLEAN),
    BRANCH,
    .help = N_ ("Whether the momentum looks ahead, after Nesterov (sgd).") },
  { SETTING (training, rho, REAL),
    RANGE (0, 1), .open_max = TRUE, BRANCH,
    .help = N_ ("How slowly the mean of squared gradients forgets "
                "(rmsprop).") },
  { SETTING (training, beta_1, REAL),
    RANGE (0, 1), .open_max = TRUE, BRANCH,
    .help = N_ ("How slowly the mean of gradients forgets (adam).") },
  { SETTING (training, beta_2, REAL),
    RANGE (0, 1), .open_max = TRUE, BRANCH,
    .help = N_ ("How slowly the mean of squared gradients forgets (adam).") },
  { SETTING (training, epsilon, REAL),
    RANGE (0, MAX_EPSILON), .open_min = TRUE, BRANCH,
    .help = N_ ("Small number that keeps the division by the root of the "
                "squares finite (rmsprop, adam).") },
  { SETTING (training, clip, CHOICE),
    .choices = clip_names, LIVE,
    .help = N_ ("How large gradients are cut: each number (value), each "
                "matrix by its norm (norm), or all together (global-norm).") },
  { SETTING (training, clip_value, REAL),
    RANGE (0, MAX_CLIP_VALUE), .open_min = TRUE, LIVE,
    .help = N_ ("The size above which gradients are cut.") },
  { SETTING (training, loss, CHOICE),
    .choices = loss_names,
    .help = N_ ("Whether a batch's loss is the mean or the sum of its "
                "cross-entropies.") },
  { SETTING (training, batch, INTEGER),
    RANGE (1, MAX_BATCH), LIVE,
    .help = N_ ("Samples in a batch: each batch makes one update.") },
  { SETTING (training, shuffle, BOOLEAN),
    BRANCH,
    .help = N_ ("Whether the samples are shuffled anew at every epoch.") },

  { SETTING (fit, epochs, INTEGER),
    RANGE (1, MAX_EPOCHS), LIVE,
    .help = N_ ("How often training goes through all samples.") },
  { SETTING (fit, seed, INTEGER),
    RANGE (0, G_MAXUINT32), BRANCH,
    .help = N_ ("Where the random numbers start: the same seed gives the same "
                "training, bit for bit.") },
};

const RnnSetting *
rnn_settings (gsize *n_settings)
{
  g_return_val_if_fail (n_settings != NULL, NULL);

  *n_settings = G_N_ELEMENTS (settings);
  return settings;
}

const RnnSetting *
rnn_setting_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      gsize length = strlen (settings[i].group);

      if (strncmp (name, settings[i].group, length) == 0
          && name[length] == '.'
          && strcmp (name + length + 1, settings[i].key) == 0)
        return &settings[i];
    }

  return NULL;
}

gboolean
rnn_setting_is_description (const RnnSetting *setting)
{
  g_return_val_if_fail (setting != NULL, FALSE);

  return strcmp (setting->group, "experiment") == 0;
}

/* Levenshtein's distance: the fewest letters put in, taken out or replaced. */
static guint
edit_distance (const char *a, const char *b)
{
  gsize length = strlen (b);
  g_autofree guint *row = g_new (guint, length + 1);

  for (gsize j = 0; j <= length; j++)
    row[j] = j;

  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < length; j++)
        {
          guint replaced = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (replaced, MIN (row[j], row[j + 1]) + 1);
        }
    }

  return row[length];
}

/* By its key alone: the group may be missing, or be a wrong one. */
const RnnSetting *
rnn_setting_nearest (const char *name)
{
  const RnnSetting *nearest = NULL;
  const char *dot, *key;
  guint least;

  g_return_val_if_fail (name != NULL, NULL);

  dot = strrchr (name, '.');
  key = dot != NULL ? dot + 1 : name;
  least = strlen (key) / LETTERS_PER_SLIP + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      guint distance = edit_distance (key, settings[i].key);

      if (distance < least)
        {
          least = distance;
          nearest = &settings[i];
        }
    }

  return nearest;
}
