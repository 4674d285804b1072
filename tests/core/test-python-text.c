#include "core/python-text.h"

#include <math.h>
#include <string.h>

static char *
literal (const char *value)
{
  GString *code = g_string_new (NULL);

  rnn_python_append_string (code, value, "    ");
  return g_string_free (code, FALSE);
}

static void
test_strings (void)
{
  static const char *const cases[][2] = {
    { "", "\"\"" },
    { "abc 'de'", "\"abc 'de'\"" },
    { "\"", "\"\\\"\"" },
    { "\\", "\"\\\\\"" },
    { "\\\"", "\"\\\\\\\"\"" },
    { "\"\"\"", "\"\\\"\\\"\\\"\"" },
    { "'''", "\"'''\"" },
    { "\\N{DIGIT ONE}", "\"\\\\N{DIGIT ONE}\"" },
    { "{x} %s #", "\"{x} %s #\"" },
    { "\n\r\t\x01\x7f", "\"\\n\\x0d\\x09\\x01\\x7f\"" },
    { "αé天7", "\"αé天7\"" },
    { "\xC2\x85\xC2\xA0", "\"\\x85\\xa0\"" },
    { "\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\"" },
    /* Right-to-left override, zero-width joiner, combining acute, BOM. */
    { "\xE2\x80\xAE\xE2\x80\x8D\xCC\x81\xEF\xBB\xBF",
      "\"\\u202e\\u200d\\u0301\\ufeff\"" },
    { "\xF0\x9F\x99\x82", "\"\\U0001f642\"" },
    /* No UTF-8: as Python's surrogateescape. */
    { "a\xFF\xE2\x80", "\"a\\udcff\\udce2\\udc80\"" },
    { "\xED\xA0\x80", "\"\\udced\\udca0\\udc80\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *made = literal (cases[i][0]);

      g_assert_cmpstr (made, ==, cases[i][1]);
    }
}

/* A long text in lines, which are cut between words and never in an escape. */
static void
test_long (void)
{
  g_autofree char *words = g_strnfill (1000, 'x');
  g_autofree char *quotes = g_strnfill (1000, '"');
  const char *const texts[] = { words, quotes };

  for (gsize i = 9; i < 1000; i += 10)
    words[i] = ' ';
  for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      g_autofree char *made = literal (texts[k]);
      g_auto (GStrv) lines = g_strsplit (made, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), >, 14);
      for (guint i = 0; lines[i] != NULL; i++)
        {
          const char *line = i > 0 ? lines[i] + 4 : lines[i];

          g_assert_cmpuint (strlen (lines[i]), <=, 79);
          g_assert_true (i == 0 || g_str_has_prefix (lines[i], "    \""));
          g_assert_true (line[0] == '"' && g_str_has_suffix (line, "\""));
          if (k == 0 && lines[i + 1] != NULL)
            g_assert_true (g_str_has_suffix (line, " \""));
          if (k == 1)
            g_assert_cmpuint (strlen (line) % 2, ==, 0);
        }
    }
}

static void
test_floats (void)
{
  static const float numbers[] = { 1, -0.0f, 0.1f, 1e-45f, 3.4e38f, -2.5f };
  g_autoptr (GString) code = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new (NULL);
  float list[100];

  rnn_python_append_floats (code, numbers, G_N_ELEMENTS (numbers), "  ");
  g_assert_cmpstr (code->str, ==, "[1.0, -0.0, 0.1, 1e-45, 3.4e+38, -2.5]");

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    list[i] = sinf (i);
  rnn_python_append_floats (many, list, G_N_ELEMENTS (list), "  ");
  g_assert_nonnull (strstr (many->str, ",\n   "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/python-text/strings", test_strings);
  g_test_add_func ("/python-text/long", test_long);
  g_test_add_func ("/python-text/floats", test_floats);
  return g_test_run ();
}
