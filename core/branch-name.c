#include "core/branch-name.h"

#include <glib/gi18n-lib.h>

#include "core/number.h"

/* More changes than this are not all named. */
#define MAX_CHANGES 2

static const char *
optimizer_word (const RnnSpec *spec)
{
  switch (spec->optimizer)
    {
    case RNN_OPTIMIZER_SGD:
      return "SGD";
    case RNN_OPTIMIZER_RMSPROP:
      return "RMSprop";
    case RNN_OPTIMIZER_ADAM:
      return "Adam";
    default:
      g_assert_not_reached ();
    }
}

static char *
clip_words (const RnnSpec *spec)
{
  char number[RNN_NUMBER_SIZE];

  if (spec->clip == RNN_CLIP_NONE)
    return g_strdup (_("no clip"));
  return g_strconcat (_("clip"), " ",
                      rnn_number_format (spec->clip_value, number), NULL);
}

static void
add_number (GPtrArray  *words,
            const char *what,
            double      before,
            double      after)
{
  char number[RNN_NUMBER_SIZE];

  if (before != after)
    g_ptr_array_add (words,
                     g_strconcat (what, " ", rnn_number_format (after, number),
                                  NULL));
}

static void
add_switch (GPtrArray  *words,
            gboolean    before,
            gboolean    after,
            const char *on,
            const char *off)
{
  if (before != after)
    g_ptr_array_add (words, g_strdup (after ? on : off));
}

static void
add_network (GPtrArray     *words,
             const RnnSpec *before,
             const RnnSpec *after)
{
  g_autofree char *units_before = rnn_spec_get (before, "network.units");
  g_autofree char *units_after = rnn_spec_get (after, "network.units");

  if (!g_str_equal (units_before, units_after))
    g_ptr_array_add (words, g_strconcat (units_after, " ", _("units"), NULL));
  if (before->activation != after->activation)
    g_ptr_array_add (words, rnn_spec_get (after, "network.activation"));
  add_number (words, _("gain"), before->recurrent_gain, after->recurrent_gain);
}

/* One phrase for each change. */
static GPtrArray *
list_changes (const RnnSpec *before,
              const RnnSpec *after,
              const char    *learning_rate)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  add_network (words, before, after);
  if (before->optimizer != after->optimizer)
    g_ptr_array_add (words, g_strdup (optimizer_word (after)));
  add_number (words, learning_rate, before->learning_rate,
              after->learning_rate);
  if (before->clip != after->clip
      || (after->clip != RNN_CLIP_NONE
          && before->clip_value != after->clip_value))
    g_ptr_array_add (words, clip_words (after));
  add_number (words, _("batch"), before->batch, after->batch);
  add_number (words, _("seed"), before->seed, after->seed);
  add_switch (words, before->shuffle, after->shuffle, _("shuffled"),
              _("not shuffled"));
  add_number (words, _("momentum"), before->momentum, after->momentum);
  add_switch (words, before->nesterov, after->nesterov, _("Nesterov"),
              _("no Nesterov"));
  add_number (words, "ρ", before->rho, after->rho);
  add_number (words, "β₁", before->beta_1, after->beta_1);
  add_number (words, "β₂", before->beta_2, after->beta_2);
  add_number (words, "ε", before->epsilon, after->epsilon);
  return words;
}

/* (transfer full), NULL when there is none; takes @words over. */
static char *
join (GPtrArray *words)
{
  g_autoptr (GPtrArray) owned = words;

  if (words->len == 0)
    return NULL;
  if (words->len > MAX_CHANGES)
    {
      g_ptr_array_set_size (words, MAX_CHANGES);
      g_ptr_array_add (words, g_strdup ("…"));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static GPtrArray *
list_short (const RnnSpec *before,
            const RnnSpec *after)
{
  /* Translators: short for learning rate; a number follows each of these words,
   * and all of it names a run: "lr 0.05, seed 7 from epoch 38" */
  return list_changes (before, after, _("lr"));
}

char *
rnn_change_words (const RnnSpec *before,
                  const RnnSpec *after)
{
  GPtrArray *words;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  words = list_short (before, after);
  if (before->epochs != after->epochs)
    g_ptr_array_add (words,
                     g_strdup_printf (ngettext ("%u epoch", "%u epochs",
                                                after->epochs),
                                      after->epochs));
  return join (words);
}

char *
rnn_branch_name (const RnnSpec *before,
                 const RnnSpec *after,
                 guint32        epoch)
{
  g_autofree char *changes = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  /* How far a run is to go does not tell it from another. */
  changes = join (list_short (before, after));
  if (changes == NULL)
    return g_strdup_printf (_("from epoch %u"), epoch);
  return g_strdup_printf (_("%s from epoch %u"), changes, epoch);
}

char *
rnn_compared_name (const RnnSpec *before,
                   const RnnSpec *after)
{
  char *changes;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  /* Translators: a number follows, and both name a run: "learning rate 0.1" */
  changes = join (list_changes (before, after, _("learning rate")));
  return changes != NULL ? changes : g_strdup (_("the same again"));
}
