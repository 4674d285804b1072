#include "core/escape.h"

#include <string.h>

static void
assert_escaped (const char *value, const char *expected)
{
  g_autofree char *escaped = rnn_escape (value);
  g_autofree char *back = NULL;

  g_assert_cmpstr (escaped, ==, expected);
  back = rnn_unescape (escaped);
  g_assert_cmpstr (back, ==, value);
}

static void
test_both_ways (void)
{
  assert_escaped ("", "");
  assert_escaped ("abc", "abc");
  assert_escaped ("a b", "a b");
  assert_escaped (" a  b ", "\\sa  b\\s");
  assert_escaped (" ", "\\s");
  assert_escaped ("  ", "\\s\\s");
  assert_escaped ("a\nb\tc\r", "a\\nb\\tc\\r");
  assert_escaped ("C:\\new", "C:\\\\new");
  assert_escaped ("# no [group] = x", "# no [group] = x");
  assert_escaped ("中文 Ωα 😀", "中文 Ωα 😀");
  assert_escaped ("\x01\x7f", "\\x01\\x7f");
  assert_escaped ("caf\xE9.txt", "caf\\xe9.txt");
  assert_escaped ("\xF0\x9F", "\\xf0\\x9f");
}

/* GKeyFile, too, reads what is written (but for \x, which it has not). */
static void
test_key_file (void)
{
  const char *value = " a\n\t\\ 中=#[x] ";
  g_autofree char *escaped = rnn_escape (value);
  g_autofree char *text = g_strdup_printf ("[g]\nk=%s\n", escaped);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *back = NULL;

  g_assert_true (g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE,
                                            NULL));
  back = g_key_file_get_string (file, "g", "k", NULL);
  g_assert_cmpstr (back, ==, value);
}

static void
test_wrong (void)
{
  static const char *const wrong[]
      = { "\\", "a\\", "\\q", "\\x", "\\x1", "\\xg0", "\\x0g", "\\x00" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (rnn_unescape (wrong[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/escape/both-ways", test_both_ways);
  g_test_add_func ("/escape/key-file", test_key_file);
  g_test_add_func ("/escape/wrong", test_wrong);
  return g_test_run ();
}
