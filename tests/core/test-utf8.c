#include "core/utf8.h"

#include <string.h>

/* The same answers as GLib's, at every offset of the fast path. */
static void
assert_same (const char *text, gsize length)
{
  const char *end, *expected_end;
  gboolean valid = rnn_utf8_check (text, length, &end);

  g_assert_true (valid == g_utf8_validate (text, length, &expected_end));
  g_assert_true (end == expected_end);
  if (!valid)
    return;

  g_assert_cmpuint (rnn_utf8_length (text, length), ==,
                    g_utf8_strlen (text, length));
  for (const char *p = text; p < text + length;)
    {
      gunichar letter = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      g_assert_cmpuint (rnn_utf8_next (&p), ==, letter);
      g_assert_true (p == next);
    }
}

static void
test_pieces (void)
{
  static const struct { const char *bytes; gsize length; } pieces[] = {
    { "", 0 }, { "é", 2 }, { "中", 3 }, { "😀", 4 }, { "\0", 1 },
    { "\x80", 1 }, { "\xC0\x80", 2 }, { "\xE4\xB8", 2 }, { "\xED\xA0\x80", 3 },
    { "\xF4\x90\x80\x80", 4 }, { "\xF5", 1 }, { "\xFF", 1 }, { "\x7F", 1 },
    { "\xEF\xBF\xBF", 3 }, { "\xF4\x8F\xBF\xBF", 4 },
  };

  for (gsize before = 0; before < 20; before++)
    for (gsize after = 0; after < 20; after++)
      for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
        {
          char text[64];

          memset (text, 'x', sizeof text);
          memcpy (text + before, pieces[i].bytes, pieces[i].length);
          assert_same (text, before + pieces[i].length + after);
        }
}

/* Random bytes, most of them ASCII. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      char text[40];

      for (guint j = 0; j < sizeof text; j++)
        text[j] = g_rand_int_range (random, 0, 4) == 0
                      ? g_rand_int_range (random, 0, 256)
                      : g_rand_int_range (random, 1, 128);
      assert_same (text, g_rand_int_range (random, 0, sizeof text + 1));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/utf8/pieces", test_pieces);
  g_test_add_func ("/utf8/random", test_random);
  return g_test_run ();
}
