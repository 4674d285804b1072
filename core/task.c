#include "core/task.h"

#include <glib/gi18n-lib.h>

#include "core/alphabet.h"
#include "core/error.h"

static const char fillers[] = "-._~*\u00b7\u2025";

const char *
rnn_remember_fillers (void)
{
  return fillers;
}

static gunichar
choose_filler (const RnnAlphabet *alphabet)
{
  for (const char *p = fillers; *p != '\0'; p = g_utf8_next_char (p))
    if (rnn_alphabet_index (alphabet, g_utf8_get_char (p)) < 0)
      return g_utf8_get_char (p);

  return 0;
}

static gboolean
check_letters (const RnnAlphabet *alphabet, gunichar filler, GError **error)
{
  if (rnn_alphabet_size (alphabet) < 2)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                           _("One letter need not be remembered; use at least "
                             "two different letters"));
      return FALSE;
    }
  if (rnn_alphabet_size (alphabet) == RNN_MAX_LETTERS || filler == 0)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                           _("The text leaves no letter for the time between; "
                             "leave ‘-’ out of it, or use fewer letters"));
      return FALSE;
    }

  return TRUE;
}

char *
rnn_remember_text (const char *text,
                   gsize       text_length,
                   guint       time_steps,
                   gsize      *length,
                   GError    **error)
{
  g_autoptr (RnnAlphabet) alphabet = NULL;
  GString *samples;
  gunichar filler;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (time_steps > 0, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  alphabet = rnn_alphabet_new (text, text_length, error);
  if (alphabet == NULL)
    return NULL;
  filler = choose_filler (alphabet);
  if (!check_letters (alphabet, filler, error))
    return NULL;

  samples = g_string_new (NULL);
  for (guint i = 0; i < rnn_alphabet_size (alphabet); i++)
    {
      gunichar letter = rnn_alphabet_letter (alphabet, i);

      g_string_append_unichar (samples, letter);
      for (guint t = 1; t < time_steps; t++)
        g_string_append_unichar (samples, filler);
      g_string_append_unichar (samples, letter);
    }
  *length = samples->len;

  return g_string_free (samples, FALSE);
}

void
rnn_remember_cut (RnnSpec *spec)
{
  g_return_if_fail (spec != NULL);

  spec->stride = spec->time_steps + 1;
  spec->cyclic = FALSE;
}
