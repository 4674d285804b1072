#include "core/alphabet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/text-file.h"
#include "core/utf8.h"

/* Code points are looked up through a table of pages, so that a letter costs
 * two loads whatever the script: page_of[c / 256] names a page of 256 class
 * numbers.  Page 0 is the page without letters. */
#define PAGE_SIZE 256
#define N_PAGES (0x110000 / PAGE_SIZE)
#define NO_LETTER G_MAXUINT16

/* How many letters a message lists before it abridges. */
#define LISTED_LETTERS 30

/* Marks without a glyph: they choose the look of the letter before them. */
#define FIRST_VARIATION_SELECTOR 0xFE00
#define LAST_VARIATION_SELECTOR 0xFE0F

/* What a combining mark is shown on. */
#define DOTTED_CIRCLE "◌"

struct _RnnAlphabet
{
  gatomicrefcount ref_count;
  guint           size;
  gunichar       *letters;
  guint16         page_of[N_PAGES];
  GArray         *pages;        /* of guint16[PAGE_SIZE] */
};

/* @length is replaced by the bytes of @text when it is −1. */
static gboolean
check_text (const char *text, gssize *length, GError **error)
{
  const char *end;
  gsize line = 0;

  if (*length < 0)
    *length = strlen (text);

  if (rnn_utf8_check (text, *length, &end))
    return TRUE;

  for (const char *p = text; p < end; p++)
    line += *p == '\n';
  rnn_text_refuse (NULL, *end, end - text, line, error);
  return FALSE;
}

static inline guint16 *
letter_slot (const RnnAlphabet *alphabet, gunichar letter)
{
  guint16 *pages = (guint16 *) (gpointer) alphabet->pages->data;

  return pages + (gsize) alphabet->page_of[letter / PAGE_SIZE] * PAGE_SIZE
         + letter % PAGE_SIZE;
}

/* Gives @letter's page if it has none. */
static void
add_page (RnnAlphabet *alphabet, gunichar letter)
{
  guint16 page[PAGE_SIZE];

  if (alphabet->page_of[letter / PAGE_SIZE] != 0)
    return;

  memset (page, 0xFF, sizeof page);
  alphabet->page_of[letter / PAGE_SIZE] = alphabet->pages->len;
  g_array_append_val (alphabet->pages, page);
}

/* The number of a letter that is not in the alphabet yet, or NO_LETTER when
 * there are too many. */
static guint16
add_letter (RnnAlphabet *alphabet, gunichar letter)
{
  if (alphabet->size == RNN_MAX_LETTERS)
    return NO_LETTER;

  add_page (alphabet, letter);
  *letter_slot (alphabet, letter) = alphabet->size;
  return alphabet->size++;
}

RnnAlphabet *
rnn_alphabet_begin (void)
{
  RnnAlphabet *alphabet = g_new0 (RnnAlphabet, 1);
  guint16 no_page[PAGE_SIZE];

  g_atomic_ref_count_init (&alphabet->ref_count);
  alphabet->pages = g_array_new (FALSE, FALSE, sizeof no_page);
  memset (no_page, 0xFF, sizeof no_page);
  g_array_append_val (alphabet->pages, no_page);

  return alphabet;
}

gboolean
rnn_alphabet_collect (RnnAlphabet *alphabet,
                      const char  *text,
                      gsize        length,
                      guint16     *codes,
                      gsize       *n_codes)
{
  const char *end = text + length;
  gsize n = 0;

  while (text < end)
    {
      gunichar letter = rnn_utf8_next (&text);
      guint16 code = *letter_slot (alphabet, letter);

      if (G_UNLIKELY (code == NO_LETTER))
        code = add_letter (alphabet, letter);
      if (G_UNLIKELY (code == NO_LETTER))
        return FALSE;
      if (codes != NULL)
        codes[n++] = code;
    }
  if (n_codes != NULL)
    *n_codes += n;

  return TRUE;
}

guint16 *
rnn_alphabet_finish (RnnAlphabet *alphabet)
{
  guint16 *numbers = g_new (guint16, MAX (alphabet->size, 1));
  guint n = 0;

  alphabet->letters = g_new (gunichar, alphabet->size);
  for (guint page = 0; page < N_PAGES; page++)
    {
      if (alphabet->page_of[page] == 0)
        continue;
      for (guint i = 0; i < PAGE_SIZE; i++)
        {
          gunichar letter = page * PAGE_SIZE + i;
          guint16 *slot = letter_slot (alphabet, letter);

          if (*slot == NO_LETTER)
            continue;
          alphabet->letters[n] = letter;
          numbers[*slot] = n;
          *slot = n++;
        }
    }

  g_assert (n == alphabet->size);
  return numbers;
}

void
rnn_alphabet_refuse_more (GError **error)
{
  g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
               _("The text has more than %d different letters, more than "
                 "a network here can tell apart; use a shorter text"),
               RNN_MAX_LETTERS);
}

RnnAlphabet *
rnn_alphabet_new (const char *text, gssize length, GError **error)
{
  g_autoptr (RnnAlphabet) alphabet = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_text (text, &length, error))
    return NULL;

  if (length == 0)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                           _("The text is empty: type some letters or choose "
                             "a text file"));
      return NULL;
    }

  alphabet = rnn_alphabet_begin ();
  if (!rnn_alphabet_collect (alphabet, text, length, NULL, NULL))
    {
      rnn_alphabet_refuse_more (error);
      return NULL;
    }
  g_free (rnn_alphabet_finish (alphabet));

  return g_steal_pointer (&alphabet);
}

RnnAlphabet *
rnn_alphabet_ref (RnnAlphabet *alphabet)
{
  g_return_val_if_fail (alphabet != NULL, NULL);

  g_atomic_ref_count_inc (&alphabet->ref_count);
  return alphabet;
}

void
rnn_alphabet_unref (RnnAlphabet *alphabet)
{
  g_return_if_fail (alphabet != NULL);

  if (!g_atomic_ref_count_dec (&alphabet->ref_count))
    return;

  g_array_unref (alphabet->pages);
  g_free (alphabet->letters);
  g_free (alphabet);
}

guint
rnn_alphabet_size (const RnnAlphabet *alphabet)
{
  g_return_val_if_fail (alphabet != NULL, 0);

  return alphabet->size;
}

gunichar
rnn_alphabet_letter (const RnnAlphabet *alphabet, guint index)
{
  g_return_val_if_fail (alphabet != NULL, 0);
  g_return_val_if_fail (index < alphabet->size, 0);

  return alphabet->letters[index];
}

int
rnn_alphabet_index (const RnnAlphabet *alphabet, gunichar letter)
{
  guint16 code;

  g_return_val_if_fail (alphabet != NULL, -1);

  if (letter >= N_PAGES * PAGE_SIZE)
    return -1;

  code = *letter_slot (alphabet, letter);
  return code == NO_LETTER ? -1 : code;
}

/* The letters, as they are shown, with blanks between; "…" for the rest. */
static char *
list_letters (const RnnAlphabet *alphabet)
{
  GString *list = g_string_new (NULL);
  guint n = MIN (alphabet->size, LISTED_LETTERS);
  char label[RNN_LETTER_LABEL_SIZE];

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (list, ' ');
      g_string_append (list, rnn_letter_label (alphabet->letters[i], label));
    }
  if (n < alphabet->size)
    g_string_append (list, " …");

  return g_string_free (list, FALSE);
}

static void
set_unknown_letter (const RnnAlphabet *alphabet,
                    gunichar           letter,
                    GError           **error)
{
  g_autofree char *known = list_letters (alphabet);
  char label[RNN_LETTER_LABEL_SIZE];

  rnn_letter_label (letter, label);
  g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
               ngettext ("‘%s’ is not the %u letter this network knows: %s",
                         "‘%s’ is not one of the %u letters this network "
                         "knows: %s",
                         alphabet->size),
               label, alphabet->size, known);
}

guint16 *
rnn_alphabet_encode (const RnnAlphabet *alphabet,
                     const char        *text,
                     gssize             length,
                     gsize             *n_codes,
                     GError           **error)
{
  g_autofree guint16 *codes = NULL;
  const char *end;
  gsize n = 0;

  g_return_val_if_fail (alphabet != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (n_codes != NULL, NULL);

  if (!check_text (text, &length, error))
    return NULL;

  codes = g_new (guint16, MAX (rnn_utf8_length (text, length), 1));
  end = text + length;
  while (text < end)
    {
      gunichar letter = rnn_utf8_next (&text);
      guint16 code = *letter_slot (alphabet, letter);

      if (G_UNLIKELY (code == NO_LETTER))
        {
          set_unknown_letter (alphabet, letter, error);
          return NULL;
        }
      codes[n++] = code;
    }

  *n_codes = n;
  return g_steal_pointer (&codes);
}

char *
rnn_alphabet_decode (const RnnAlphabet *alphabet,
                     const guint16     *codes,
                     gsize              n_codes)
{
  GString *text;

  g_return_val_if_fail (alphabet != NULL, NULL);
  g_return_val_if_fail (codes != NULL || n_codes == 0, NULL);

  text = g_string_sized_new (n_codes + 1);
  for (gsize i = 0; i < n_codes; i++)
    {
      g_assert (codes[i] < alphabet->size);
      g_string_append_unichar (text, alphabet->letters[codes[i]]);
    }

  return g_string_free (text, FALSE);
}

/* TRUE for letters that leave a mark of their own on the screen. */
static gboolean
is_visible (gunichar letter)
{
  if (letter >= FIRST_VARIATION_SELECTOR && letter <= LAST_VARIATION_SELECTOR)
    return FALSE;

  return g_unichar_isgraph (letter) && !g_unichar_isspace (letter)
         && g_unichar_type (letter) != G_UNICODE_PRIVATE_USE;
}

const char *
rnn_letter_label (gunichar letter, char buffer[RNN_LETTER_LABEL_SIZE])
{
  char utf8[8] = "";

  g_return_val_if_fail (buffer != NULL, NULL);

  if (letter == ' ')
    return strcpy (buffer, "␣");
  if (letter == '\n')
    return strcpy (buffer, "⏎");
  if (letter == '\t')
    return strcpy (buffer, "⇥");

  g_unichar_to_utf8 (letter, utf8);
  if (!is_visible (letter))
    g_snprintf (buffer, RNN_LETTER_LABEL_SIZE, "U+%04X", letter);
  else if (g_unichar_ismark (letter))
    g_snprintf (buffer, RNN_LETTER_LABEL_SIZE, DOTTED_CIRCLE "%s", utf8);
  else
    strcpy (buffer, utf8);

  return buffer;
}
