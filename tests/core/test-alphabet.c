#include "core/alphabet.h"

#include <string.h>

#include "core/error.h"

static void
test_sorted (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnAlphabet) alphabet = rnn_alphabet_new ("edcba abc", -1, &error);
  const char *expected = " abcde";

  g_assert_no_error (error);
  g_assert_cmpuint (rnn_alphabet_size (alphabet), ==, strlen (expected));
  for (guint i = 0; i < strlen (expected); i++)
    {
      g_assert_cmpuint (rnn_alphabet_letter (alphabet, i), ==, expected[i]);
      g_assert_cmpint (rnn_alphabet_index (alphabet, expected[i]), ==, i);
    }
  g_assert_cmpint (rnn_alphabet_index (alphabet, 'f'), ==, -1);
  g_assert_cmpint (rnn_alphabet_index (alphabet, 0x4E2D), ==, -1);
  g_assert_cmpint (rnn_alphabet_index (alphabet, 0x110000), ==, -1);
}

/* One, two, three and four bytes; the last is an emoji of several code points,
 * each of which is a letter. */
static void
test_scripts (void)
{
  const char *text = "aβ中文Ωα😀a👩‍🚀é";
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnAlphabet) alphabet = rnn_alphabet_new (text, -1, &error);
  g_autofree guint16 *codes = NULL;
  g_autofree char *decoded = NULL;
  gsize n;

  g_assert_no_error (error);
  codes = rnn_alphabet_encode (alphabet, text, -1, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, g_utf8_strlen (text, -1));
  decoded = rnn_alphabet_decode (alphabet, codes, n);
  g_assert_cmpstr (decoded, ==, text);

  for (guint i = 0; i < rnn_alphabet_size (alphabet); i++)
    {
      gunichar letter = rnn_alphabet_letter (alphabet, i);

      g_assert_cmpint (rnn_alphabet_index (alphabet, letter), ==, i);
      if (i > 0)
        g_assert_cmpuint (letter, >, rnn_alphabet_letter (alphabet, i - 1));
    }
}

static void
test_length (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnAlphabet) alphabet = rnn_alphabet_new ("abcdef", 3, &error);
  g_autofree guint16 *codes = NULL;
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpuint (rnn_alphabet_size (alphabet), ==, 3);
  codes = rnn_alphabet_encode (alphabet, "cab!", 3, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (codes[0], ==, 2);
  g_assert_cmpuint (codes[1], ==, 0);
  g_assert_cmpuint (codes[2], ==, 1);
}

static char *
letters_from (gunichar first, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, first + i);

  return g_string_free (text, FALSE);
}

static void
test_most_letters (void)
{
  g_autofree char *most = letters_from (0x4E00, RNN_MAX_LETTERS);
  g_autofree char *too_many = letters_from (0x4E00, RNN_MAX_LETTERS + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnAlphabet) alphabet = rnn_alphabet_new (most, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rnn_alphabet_size (alphabet), ==, RNN_MAX_LETTERS);
  g_assert_cmpint (rnn_alphabet_index (alphabet, 0x4E00 + 4095), ==, 4095);

  g_assert_null (rnn_alphabet_new (too_many, -1, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "4096"));
}

static void
assert_refused (const char *text, gssize length, const char *place)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rnn_alphabet_new (text, length, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, place));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_refused (void)
{
  assert_refused ("", -1, "empty");
  assert_refused ("abc", 0, "empty");
  assert_refused ("ab\xE9z", -1, "0xE9 at byte offset 2");
  assert_refused ("中\xE4\xB8", -1, "0xE4 at byte offset 3");
  assert_refused ("ab\0cd", 5, "zero byte at byte offset 2");
  assert_refused ("\xED\xA0\x80", -1, "byte offset 0");
}

static void
test_unknown_letter (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnAlphabet) alphabet = rnn_alphabet_new ("abcde", -1, NULL);
  g_autoptr (RnnAlphabet) single = rnn_alphabet_new (" ", -1, NULL);
  g_autofree char *many = letters_from (0x3B1, 25);
  g_autofree char *more = letters_from (0x4E00, 2000);
  g_autofree char *both = g_strconcat (many, more, NULL);
  g_autoptr (RnnAlphabet) large = rnn_alphabet_new (both, -1, NULL);
  gsize n;

  g_assert_null (rnn_alphabet_encode (alphabet, "abz", -1, &n, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_assert_cmpstr (error->message, ==,
                   "‘z’ is not one of the 5 letters this network knows: "
                   "a b c d e");
  g_clear_error (&error);

  g_assert_null (rnn_alphabet_encode (single, "\n", -1, &n, &error));
  g_assert_cmpstr (error->message, ==,
                   "‘⏎’ is not the 1 letter this network knows: ␣");
  g_clear_error (&error);

  g_assert_null (rnn_alphabet_encode (large, "a", -1, &n, &error));
  g_assert_true (g_str_has_suffix (error->message, " …"));
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), <, 150);
}

static void
test_labels (void)
{
  static const struct
  {
    gunichar    letter;
    const char *label;
  } cases[] = {
    { 'a', "a" }, { ' ', "␣" }, { '\n', "⏎" }, { '\t', "⇥" }, { '\r', "U+000D" },
    { 0, "U+0000" }, { 0xA0, "U+00A0" }, { 0x4E2D, "中" }, { 0x1F600, "😀" },
    { 0x200D, "U+200D" }, { 0xFE0F, "U+FE0F" }, { 0x301, "◌́" },
    { 0x2028, "U+2028" }, { 0xE000, "U+E000" }, { 0x10FFFF, "U+10FFFF" },
  };
  char buffer[RNN_LETTER_LABEL_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (rnn_letter_label (cases[i].letter, buffer), ==,
                     cases[i].label);
  for (gunichar letter = 0; letter < 0x110000; letter++)
    g_assert_true (g_utf8_validate (rnn_letter_label (letter, buffer), -1,
                                    NULL)
                   || (letter >= 0xD800 && letter < 0xE000));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alphabet/sorted", test_sorted);
  g_test_add_func ("/alphabet/scripts", test_scripts);
  g_test_add_func ("/alphabet/length", test_length);
  g_test_add_func ("/alphabet/most-letters", test_most_letters);
  g_test_add_func ("/alphabet/refused", test_refused);
  g_test_add_func ("/alphabet/unknown-letter", test_unknown_letter);
  g_test_add_func ("/alphabet/labels", test_labels);
  return g_test_run ();
}
