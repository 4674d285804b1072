#include "ui/setting-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CHOICES 5

typedef struct
{
  const char *name;
  const char *label;
  const char *choices[MAX_CHOICES];  /* in the order of the core's names */
} Words;

static const Words table[] = {
  { "experiment.title", NC_("setting", "Title") },
  { "experiment.notes", NC_("setting", "Notes") },

  { "data.text", NC_("setting", "Letters") },
  { "data.file", NC_("setting", "File") },
  { "data.task", NC_("setting", "Task"),
    { NC_("task", "next letter"), NC_("task", "remember the first") } },
  { "data.input", NC_("setting", "Input"),
    { NC_("input", "one-hot"), NC_("input", "embedding"),
      NC_("input", "number") } },
  { "data.embedding", NC_("setting", "Columns") },
  { "data.time_steps", NC_("setting", "Time steps") },
  { "data.stride", NC_("setting", "Stride") },
  { "data.target", NC_("setting", "Target"),
    { NC_("target", "next letter"), NC_("target", "every step") } },
  { "data.cyclic", NC_("setting", "Cyclic") },
  { "data.shuffle_samples", NC_("setting", "Shuffle once") },
  { "data.validation", NC_("setting", "Validation") },

  { "network.units", NC_("setting", "Units") },
  { "network.activation", NC_("setting", "Activation"),
    { NC_("activation", "tanh"), NC_("activation", "relu"),
      NC_("activation", "sigmoid"), NC_("activation", "linear") } },
  { "network.stateful", NC_("setting", "Stateful") },
  { "network.recurrent_gain", NC_("setting", "Gain of W_hh") },

  { "training.optimizer", NC_("setting", "Optimizer"),
    { NC_("optimizer", "SGD"), NC_("optimizer", "RMSprop"),
      NC_("optimizer", "Adam") } },
  { "training.learning_rate", NC_("setting", "Rate") },
  { "training.momentum", NC_("setting", "Momentum") },
  { "training.nesterov", NC_("setting", "Nesterov") },
  { "training.rho", NC_("setting", "Rho ρ") },
  { "training.beta_1", NC_("setting", "Beta β₁") },
  { "training.beta_2", NC_("setting", "Beta β₂") },
  { "training.epsilon", NC_("setting", "Epsilon ε") },
  { "training.clip", NC_("setting", "Clip"),
    { NC_("clip", "off"), NC_("clip", "value"), NC_("clip", "norm"),
      NC_("clip", "global norm") } },
  { "training.clip_value", NC_("setting", "Clip at") },
  { "training.loss", NC_("setting", "Loss"),
    { NC_("loss", "mean"), NC_("loss", "sum") } },
  { "training.batch", NC_("setting", "Batch") },
  { "training.shuffle", NC_("setting", "Reshuffle") },

  { "fit.epochs", NC_("setting", "Epochs") },
  { "fit.seed", NC_("setting", "Seed") },
};

char *
unroll_setting_name (const RnnSetting *setting)
{
  g_return_val_if_fail (setting != NULL, NULL);

  return g_strdup_printf ("%s.%s", setting->group, setting->key);
}

static const Words *
find_words (const RnnSetting *setting)
{
  g_autofree char *name = unroll_setting_name (setting);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, name))
      return &table[i];

  return NULL;
}

const char *
unroll_setting_label (const RnnSetting *setting)
{
  const Words *words;

  g_return_val_if_fail (setting != NULL, NULL);

  words = find_words (setting);

  return words != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "setting", words->label)
                       : setting->key;
}

const char *
unroll_setting_choice_label (const RnnSetting *setting,
                             guint             index)
{
  const Words *words;

  g_return_val_if_fail (setting != NULL, NULL);
  g_return_val_if_fail (setting->type == RNN_SETTING_CHOICE, NULL);
  g_return_val_if_fail (index < g_strv_length ((char **) setting->choices),
                        NULL);

  words = find_words (setting);
  if (words == NULL || index >= MAX_CHOICES || words->choices[index] == NULL)
    return setting->choices[index];

  /* The context of a choice is the setting's key. */
  return g_dpgettext2 (GETTEXT_PACKAGE, setting->key, words->choices[index]);
}

const char *
unroll_setting_value_label (const RnnSetting *setting,
                            const char       *value)
{
  g_return_val_if_fail (setting != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  if (setting->type == RNN_SETTING_BOOLEAN)
    return g_str_equal (value, "true") ? C_("switch", "on")
                                       : C_("switch", "off");
  if (setting->type == RNN_SETTING_CHOICE)
    for (guint i = 0; setting->choices[i] != NULL; i++)
      if (g_str_equal (setting->choices[i], value))
        return unroll_setting_choice_label (setting, i);

  return value;
}

static gboolean
is_optimizer_relevant (const char    *key,
                       const RnnSpec *spec)
{
  gboolean sgd = spec->optimizer == RNN_OPTIMIZER_SGD;
  gboolean rmsprop = spec->optimizer == RNN_OPTIMIZER_RMSPROP;
  gboolean adam = spec->optimizer == RNN_OPTIMIZER_ADAM;

  if (g_str_equal (key, "momentum"))
    return sgd || rmsprop;
  if (g_str_equal (key, "nesterov"))
    return sgd && (spec->momentum > 0 || spec->nesterov);
  if (g_str_equal (key, "rho"))
    return rmsprop;
  if (g_str_equal (key, "beta_1") || g_str_equal (key, "beta_2"))
    return adam;
  if (g_str_equal (key, "epsilon"))
    return rmsprop || adam;

  return TRUE;
}

gboolean
unroll_setting_is_relevant (const RnnSetting *setting,
                            const RnnSpec    *spec)
{
  g_return_val_if_fail (setting != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  if (g_str_equal (setting->key, "embedding"))
    return spec->input == RNN_INPUT_EMBEDDING;
  if (g_str_equal (setting->key, "clip_value"))
    return spec->clip != RNN_CLIP_NONE;
  if (g_str_equal (setting->key, "stride")
      || g_str_equal (setting->key, "cyclic"))
    return spec->task == RNN_TASK_TEXT;
  if (g_str_equal (setting->group, "data"))
    return TRUE;

  return is_optimizer_relevant (setting->key, spec);
}

char *
unroll_setting_sentence (const char *message,
                         const char *own)
{
  g_autoptr (GString) sentence = NULL;
  g_autofree char *prefix = NULL;

  g_return_val_if_fail (message != NULL, NULL);

  prefix = g_strdup_printf ("%s: ", own != NULL ? own : "");
  sentence = g_string_new (g_str_has_prefix (message, prefix)
                             ? message + strlen (prefix) : message);

  /* A longer key first: training.clip begins training.clip_value. */
  for (gsize i = G_N_ELEMENTS (table); i-- > 0;)
    {
      g_autofree char *quoted
        = g_strdup_printf (_("“%s”"), g_dpgettext2 (GETTEXT_PACKAGE, "setting",
                                                    table[i].label));

      g_string_replace (sentence, table[i].name, quoted, 0);
    }

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}
