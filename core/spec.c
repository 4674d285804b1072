#include "core/spec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"

static const gsize texts[] = {
  G_STRUCT_OFFSET (RnnSpec, title),
  G_STRUCT_OFFSET (RnnSpec, notes),
  G_STRUCT_OFFSET (RnnSpec, text),
  G_STRUCT_OFFSET (RnnSpec, file),
};

static GRefString **
text_at (RnnSpec *spec, gsize i)
{
  return (GRefString **) G_STRUCT_MEMBER_P (spec, texts[i]);
}

/* The defaults are what Keras' layers and optimizers have, where the tutorial
 * does not say otherwise. */
void
rnn_spec_init_default (RnnSpec *spec)
{
  g_return_if_fail (spec != NULL);

  *spec = (RnnSpec) {
    .title = g_ref_string_new ("Next letter"),
    .notes = g_ref_string_new (""),

    .text = g_ref_string_new ("abcde"),
    .input = RNN_INPUT_ONE_HOT,
    .embedding = 8,
    .time_steps = 1,
    .stride = 1,
    .target = RNN_TARGET_LAST,
    .cyclic = TRUE,
    .shuffle_samples = TRUE,

    .n_layers = 1,
    .units = { 3 },
    .activation = RNN_ACTIVATION_TANH,
    .recurrent_gain = 1.0,

    .optimizer = RNN_OPTIMIZER_ADAM,
    .learning_rate = 0.01,
    .rho = 0.9,
    .beta_1 = 0.9,
    .beta_2 = 0.999,
    .epsilon = 1e-7,
    .clip = RNN_CLIP_NONE,
    .clip_value = 1.0,
    .loss = RNN_LOSS_MEAN,
    .batch = 32,

    .epochs = 100,
    .seed = 123,
  };
}

void
rnn_spec_copy (RnnSpec *destination, const RnnSpec *source)
{
  g_return_if_fail (destination != NULL);
  g_return_if_fail (source != NULL);

  *destination = *source;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*text_at (destination, i) != NULL)
      g_ref_string_acquire (*text_at (destination, i));
}

void
rnn_spec_clear (RnnSpec *spec)
{
  g_return_if_fail (spec != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (text_at (spec, i), g_ref_string_release);
}

RnnSpec
rnn_spec_numbers (const RnnSpec *spec)
{
  RnnSpec numbers = { 0 };

  g_return_val_if_fail (spec != NULL, numbers);

  numbers = *spec;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *text_at (&numbers, i) = NULL;
  return numbers;
}

void
rnn_spec_describe (RnnSpec *spec, const RnnSpec *like)
{
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  g_return_if_fail (spec != NULL);
  g_return_if_fail (like != NULL);

  for (gsize i = 0; i < n_settings; i++)
    if (rnn_setting_is_description (&settings[i]))
      rnn_spec_take (spec, &settings[i], like);
}

/* An absent text and an empty one mean the same.  A copy shares its string with
 * what it is a copy of, which may be long. */
static gboolean
texts_equal (GRefString *a, GRefString *b)
{
  gsize length_a = a != NULL ? g_ref_string_length (a) : 0;
  gsize length_b = b != NULL ? g_ref_string_length (b) : 0;

  return a == b
         || (length_a == length_b
             && (length_a == 0 || memcmp (a, b, length_a) == 0));
}

gboolean
rnn_setting_equal (const RnnSetting *setting,
                   const RnnSpec    *a,
                   const RnnSpec    *b)
{
  gconstpointer in_a, in_b;

  g_return_val_if_fail (setting != NULL, FALSE);
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  in_a = G_STRUCT_MEMBER_P (a, setting->offset);
  in_b = G_STRUCT_MEMBER_P (b, setting->offset);
  switch (setting->type)
    {
    case RNN_SETTING_TEXT:
      return texts_equal (*(GRefString *const *) in_a,
                          *(GRefString *const *) in_b);

    case RNN_SETTING_UNITS:
      return a->n_layers == b->n_layers
             && memcmp (a->units, b->units, a->n_layers * sizeof a->units[0])
                    == 0;

    case RNN_SETTING_REAL:
      return *(const double *) in_a == *(const double *) in_b;

    case RNN_SETTING_BOOLEAN:
    case RNN_SETTING_INTEGER:
    case RNN_SETTING_CHOICE:
      return *(const guint *) in_a == *(const guint *) in_b;

    default:
      g_assert_not_reached ();
    }
}

void
rnn_spec_take (RnnSpec *spec, const RnnSetting *setting, const RnnSpec *from)
{
  gpointer to;
  gconstpointer value;

  g_return_if_fail (spec != NULL && from != NULL);
  g_return_if_fail (setting != NULL);

  to = G_STRUCT_MEMBER_P (spec, setting->offset);
  value = G_STRUCT_MEMBER_P (from, setting->offset);
  switch (setting->type)
    {
    case RNN_SETTING_TEXT:
      {
        GRefString *text = *(GRefString *const *) value;

        if (text != NULL)
          g_ref_string_acquire (text);
        g_clear_pointer ((GRefString **) to, g_ref_string_release);
        *(GRefString **) to = text;
        break;
      }
    case RNN_SETTING_UNITS:
      spec->n_layers = from->n_layers;
      memcpy (spec->units, from->units, sizeof spec->units);
      break;
    case RNN_SETTING_REAL:
      *(double *) to = *(const double *) value;
      break;
    case RNN_SETTING_BOOLEAN:
    case RNN_SETTING_INTEGER:
    case RNN_SETTING_CHOICE:
      *(guint *) to = *(const guint *) value;
      break;
    default:
      g_assert_not_reached ();
    }
}

gboolean
rnn_spec_equal (const RnnSpec *a, const RnnSpec *b)
{
  const RnnSetting *settings;
  gsize n_settings;

  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    if (!rnn_setting_equal (&settings[i], a, b))
      return FALSE;

  return TRUE;
}

gboolean
rnn_spec_check (const RnnSpec *spec, GError **error)
{
  g_return_val_if_fail (spec != NULL, FALSE);

  if (spec->stateful && (spec->shuffle || spec->shuffle_samples))
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
                   _("network.stateful carries states from batch to batch, so "
                     "the samples must stay in order: set %s to false, or "
                     "network.stateful to false"),
                   spec->shuffle ? "training.shuffle" : "data.shuffle_samples");
      return FALSE;
    }

  if (spec->stateful && spec->task == RNN_TASK_REMEMBER)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_SETTING,
                           _("network.stateful reads on from window to window, "
                             "but with data.task remember each window is a "
                             "task of its own: set network.stateful to "
                             "false, or data.task to text"));
      return FALSE;
    }

  if (spec->nesterov && spec->optimizer == RNN_OPTIMIZER_SGD
      && spec->momentum == 0)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_SETTING,
                           _("training.nesterov looks ahead along the "
                             "momentum, but training.momentum is 0: set it to "
                             "0.9, for example, or training.nesterov to "
                             "false"));
      return FALSE;
    }

  return TRUE;
}
