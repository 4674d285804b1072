/* Letters as they were written, and how far back is known out of what. */

#include "core/letters.h"

#define N_CLASSES 3
#define N_UNITS 2

static RnnLetters *
letters_from_to (guint first,
                 guint end)
{
  RnnLetters *letters = rnn_letters_new (N_CLASSES, N_UNITS);

  for (guint i = first; i < end; i++)
    {
      const float y[N_CLASSES] = { i, i + 0.25f, i + 0.5f };
      const float h[N_UNITS] = { -1.0f * i, i };

      rnn_letters_add (letters, 0x4e00 + i % 100, i / 2, i, y, h);
    }
  return letters;
}

static void
assert_letters (const RnnLetters *letters,
                guint             n)
{
  guint first = rnn_letters_first_kept (letters);

  g_assert_cmpuint (rnn_letters_length (letters), ==, n);
  g_assert_cmpint (g_utf8_strlen (letters->text->str, -1), ==, n);
  g_assert_cmpuint (n - first, >=, MIN (n, RNN_LETTERS_KEPT));
  g_assert_cmpuint (n - first, <, 2 * RNN_LETTERS_KEPT);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (g_array_index (letters->p, float, i), ==, i);
      g_assert_cmpuint (g_array_index (letters->epochs, guint32, i), ==, i / 2);
      if (i < first)
        {
          g_assert_null (rnn_letters_y (letters, i));
          g_assert_null (rnn_letters_h (letters, i));
          continue;
        }
      g_assert_cmpfloat (rnn_letters_y (letters, i)[2], ==, i + 0.5f);
      g_assert_cmpfloat (rnn_letters_h (letters, i)[0], ==, -1.0f * i);
    }
  g_assert_null (rnn_letters_y (letters, n));
  g_assert_null (rnn_letters_h (letters, n));
}

static void
test_kept (void)
{
  static const guint ns[] = { 0, 1, RNN_LETTERS_KEPT, 2 * RNN_LETTERS_KEPT - 1,
                              2 * RNN_LETTERS_KEPT, 10000 };

  for (guint i = 0; i < G_N_ELEMENTS (ns); i++)
    {
      g_autoptr (RnnLetters) letters = letters_from_to (0, ns[i]);

      assert_letters (letters, ns[i]);
    }
}

/* In any pieces: the same. */
static void
test_append (void)
{
  static const guint pieces[] = { 1, 7, 1999, 4000, 9000 };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (RnnLetters) letters = rnn_letters_new (N_CLASSES, N_UNITS);

      for (guint n = 0; n < 10000; n += pieces[i])
        {
          guint end = MIN (n + pieces[i], 10000);
          g_autoptr (RnnLetters) more = letters_from_to (n, end);

          rnn_letters_append (letters, more);
        }
      assert_letters (letters, 10000);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letters/kept", test_kept);
  g_test_add_func ("/letters/append", test_append);
  return g_test_run ();
}
