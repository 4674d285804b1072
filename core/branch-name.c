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

/* One phrase for each change. */
static GPtrArray *
list_changes (const RnnSpec *before,
              const RnnSpec *after)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  if (before->optimizer != after->optimizer)
    g_ptr_array_add (words, g_strdup (optimizer_word (after)));
  /* Translators: lr is short for learning rate; a number follows each of these
   * words, and all of it names a run: "lr 0.05, seed 7 from epoch 38" */
  add_number (words, _("lr"), before->learning_rate, after->learning_rate);
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

char *
rnn_change_words (const RnnSpec *before,
                  const RnnSpec *after)
{
  g_autoptr (GPtrArray) words = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  words = list_changes (before, after);
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

char *
rnn_branch_name (const RnnSpec *before,
                 const RnnSpec *after,
                 guint32        epoch)
{
  g_autofree char *changes = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  changes = rnn_change_words (before, after);
  return changes != NULL ? g_strdup_printf (_("%s from epoch %u"), changes, epoch)
                         : g_strdup_printf (_("from epoch %u"), epoch);
}
