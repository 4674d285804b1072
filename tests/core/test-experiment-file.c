#include "core/experiment-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"

/* The lines of the default experiment's file that are no comment. */
static GPtrArray *
default_lines (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  rnn_spec_init_default (&spec);
  text = rnn_experiment_to_text (&spec);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#' && lines[i][0] != '\0')
      g_ptr_array_add (kept, g_strdup (lines[i]));

  return kept;
}

/* @lines in one text, with line @place (from 0) @replacement; NULL: left
 * out. */
static char *
join (const GPtrArray *lines, guint place, const char *replacement)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    if (i != place)
      g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);
    else if (replacement != NULL)
      g_string_append_printf (text, "%s\n", replacement);

  return g_string_free (text, FALSE);
}

static void
assert_refused (const char *text, const char *parts)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) part = g_strsplit (parts, "|", -1);

  g_assert_false (rnn_experiment_parse ("x.unroll", text, -1, &spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "‘x.unroll’"));
  g_assert_null (strchr (error->message, '\n'));
  for (guint i = 0; part[i] != NULL; i++)
    if (strstr (error->message, part[i]) == NULL)
      g_error ("no \"%s\" in: %s", part[i], error->message);
}

static void
assert_parsed (const char *text, RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;

  rnn_experiment_parse ("x.unroll", text, -1, spec, &error);
  g_assert_no_error (error);
}

static void
test_default (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) back = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  rnn_spec_init_default (&spec);
  text = rnn_experiment_to_text (&spec);
  assert_parsed (text, &back);
  g_assert_true (rnn_spec_equal (&spec, &back));
  again = rnn_experiment_to_text (&back);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (g_str_has_prefix (text, "[unroll]\n"));
}

static void
test_round_trip (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) back = { 0 };
  g_autofree char *text = NULL;

  rnn_spec_init_default (&spec);
  rnn_spec_set (&spec, "experiment.title", " «Épreuve» # 1 ", NULL);
  rnn_spec_set (&spec, "experiment.notes", "[data]\n\nkey=value\\n\r\n", NULL);
  rnn_spec_set (&spec, "data.text", "\t中文 αβ 😀\x01\n ", NULL);
  rnn_spec_set (&spec, "data.file", "caf\xE9.txt", NULL);
  rnn_spec_set (&spec, "network.units", "4;5", NULL);
  rnn_spec_set (&spec, "training.learning_rate", "0.30000000000000004", NULL);
  rnn_spec_set (&spec, "fit.seed", "4294967295", NULL);

  text = rnn_experiment_to_text (&spec);
  assert_parsed (text, &back);
  g_assert_true (rnn_spec_equal (&spec, &back));
}

/* Notes of many lines in many scripts, in so many letters. */
static void
test_long_notes (void)
{
  static const char *const lines[] = {
    "\tΤι βλέπετε;\n", "  看隐藏状态。 \r\n", "שימו לב\n\n", "\\n # [x] = 😀\n"
  };
  g_autoptr (GString) notes = g_string_new (NULL);
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) back = { 0 };
  g_autofree char *text = NULL;

  for (guint i = 0; g_utf8_strlen (notes->str, -1) < 10000; i++)
    g_string_append (notes, lines[i % G_N_ELEMENTS (lines)]);
  rnn_spec_init_default (&spec);
  g_assert_true (rnn_spec_set (&spec, "experiment.notes", notes->str, NULL));
  text = rnn_experiment_to_text (&spec);
  assert_parsed (text, &back);
  g_assert_cmpstr (back.notes, ==, notes->str);
}

/* The same file for GKeyFile. */
static void
test_key_file (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *notes = NULL;

  rnn_spec_init_default (&spec);
  rnn_spec_set (&spec, "experiment.notes", " two\nlines, # = \\ 中 ", NULL);
  text = rnn_experiment_to_text (&spec);
  g_assert_true (g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE,
                                            NULL));
  notes = g_key_file_get_string (file, "experiment", "notes", NULL);
  g_assert_cmpstr (notes, ==, spec.notes);
  g_assert_cmpint (g_key_file_get_integer (file, "fit", "epochs", NULL), ==,
                   100);
}

/* What people write by hand. */
static void
test_loose (void)
{
  g_auto (RnnSpec) spec = { 0 };

  assert_parsed ("# mine\r\n\r\n  [unroll]\r\nformat = 1\r\n[fit]\r\n"
                 "  epochs =  7 \r\n# end\r\nseed=1",
                 &spec);
  g_assert_cmpuint (spec.epochs, ==, 7);
  g_assert_cmpuint (spec.seed, ==, 1);
  g_assert_cmpstr (spec.text, ==, "abcde");
}

static void
test_missing_keys (void)
{
  g_autoptr (GPtrArray) lines = default_lines ();
  g_auto (RnnSpec) expected = { 0 };

  rnn_spec_init_default (&expected);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = lines->pdata[i];
      g_autofree char *text = join (lines, i, NULL);
      g_auto (RnnSpec) spec = { 0 };

      if (line[0] == '[' || g_str_has_prefix (line, "format="))
        continue;
      assert_parsed (text, &spec);
      g_assert_true (rnn_spec_equal (&spec, &expected));
    }
}

/* Every key and every group twice, each named with both lines. */
static void
test_twice (void)
{
  g_autoptr (GPtrArray) lines = default_lines ();

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = lines->pdata[i];
      g_autofree char *twice = g_strconcat (line, "\n", line, NULL);
      g_autofree char *text = join (lines, i, twice);
      g_autofree char *key = g_strndup (line, strcspn (line, "="));
      g_autofree char *parts
          = g_strdup_printf ("line %u|%s|%u", i + 2, key, i + 1);

      if (i == 0)
        assert_refused (text, "line 2|format=1");
      else if (strcmp (key, "format") == 0)
        assert_refused (text, "line 3: unroll.format is given twice");
      else
        assert_refused (text, parts);
    }
}

static void
test_wrong_values (void)
{
  g_autoptr (GPtrArray) lines = default_lines ();
  const char *group = lines->pdata[0];

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *line = g_strdup (lines->pdata[i]);
      const char *key = line;
      g_autofree char *name = NULL;
      const RnnSetting *setting;

      if (line[0] == '[')
        {
          group = lines->pdata[i];
          continue;
        }
      line[strcspn (line, "=")] = '\0';
      name = g_strdup_printf ("%.*s.%s", (int) strcspn (group + 1, "]"),
                              group + 1, key);
      setting = rnn_setting_find (name);
      for (guint j = 0; j < 3; j++)
        {
          static const char *const values[] = { "no such", "-1e9", "" };
          g_autofree char *wrong = g_strdup_printf ("%s=%s", key, values[j]);
          g_autofree char *text = join (lines, i, wrong);
          g_autofree char *parts = g_strdup_printf ("line %u: |%s", i + 1, name);

          if (setting == NULL || setting->type != RNN_SETTING_TEXT)
            assert_refused (text, parts);
        }
    }
}

static void
test_refused (void)
{
#define HEAD "[unroll]\nformat=1\n"
  assert_refused ("", "is no experiment");
  assert_refused ("# nothing\n", "is no experiment");
  assert_refused ("[unroll]\n", "is no experiment");
  assert_refused ("hello\n", "line 1|begins with [unroll]");
  assert_refused ("[fit]\nepochs=1\n", "line 1|[unroll]");
  assert_refused ("[unroll]\n[fit]\n", "line 2|format=1");
  assert_refused ("[unroll]\nversion=1\n", "line 2|version");
  assert_refused ("[unroll]\nformat=x\n", "line 2|‘x’");
  assert_refused ("[unroll]\nformat=0\n", "line 2|‘0’");
  assert_refused ("[unroll]\nformat=3\n", "newer Unroll|format 3");
  assert_refused (HEAD "[fits]\n", "line 3|no group [fits]");
  assert_refused (HEAD "[fit\n", "line 3|no group");
  assert_refused (HEAD "[fit] x\n", "line 3|no group");
  assert_refused (HEAD "[]\n", "line 3|no group []");
  assert_refused (HEAD "[fit]\nepochs\n", "line 4|key=value");
  assert_refused (HEAD "[fit]\n=3\n", "line 4|key=value");
  assert_refused (HEAD "[fit]\n\nepoch=3\n", "line 5|did you mean fit.epochs?");
  assert_refused (HEAD "[fit]\nqwertyuiop=3\n", "line 4|fit.qwertyuiop");
  assert_refused (HEAD "[data]\ntext=a\\q\n", "line 4|data.text|backslash");
  assert_refused (HEAD "[training]\nlearning_rate=0\n",
                  "line 4|training.learning_rate|greater than 0");
  assert_refused (HEAD "[network]\nstateful=true\n",
                  "data.shuffle_samples to false");
  assert_refused ("\x89PNG\r\n", "not UTF-8 text at byte offset 0");
}

/* Cut anywhere, a file is either refused or a sound experiment. */
static void
test_truncated (void)
{
  g_auto (RnnSpec) whole = { 0 };
  g_autofree char *text = NULL;
  gsize n_refused = 0;

  rnn_spec_init_default (&whole);
  rnn_spec_set (&whole, "data.text", "中文\n😀 ", NULL);
  text = rnn_experiment_to_text (&whole);
  for (gsize n = 0; n <= strlen (text); n++)
    {
      g_auto (RnnSpec) spec = { 0 };
      g_autoptr (GError) error = NULL;

      if (rnn_experiment_parse ("x", text, n, &spec, &error))
        {
          g_assert_no_error (error);
          g_assert_true (rnn_spec_check (&spec, NULL));
        }
      else
        {
          g_assert_error (error, RNN_ERROR, RNN_ERROR_FORMAT);
          n_refused++;
        }
    }
  g_assert_cmpuint (n_refused, >, 100);
}

/* Each byte replaced by others. */
static void
test_damaged (void)
{
  g_auto (RnnSpec) whole = { 0 };
  g_autofree char *text = NULL;

  rnn_spec_init_default (&whole);
  text = rnn_experiment_to_text (&whole);
  for (gsize i = 0; text[i] != '\0'; i++)
    for (guint j = 0; j < 6; j++)
      {
        g_auto (RnnSpec) spec = { 0 };
        char old = text[i];

        text[i] = "\n[=\\9\xFF"[j];
        if (rnn_experiment_parse ("x", text, -1, &spec, NULL))
          g_assert_true (rnn_spec_check (&spec, NULL));
        text[i] = old;
      }
}

static void
test_relative_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.unroll", NULL);
  g_autofree char *text_path = g_build_filename (folder, "text.txt", NULL);
  g_autofree char *content = NULL;
  g_autofree char *again = NULL;
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) back = { 0 };
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  rnn_spec_set (&spec, "data.file", text_path, NULL);
  g_assert_true (rnn_experiment_save (path, &spec, &error));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "\nfile=text.txt\n"));

  g_assert_true (rnn_experiment_load (path, &back, &error));
  g_assert_cmpstr (back.file, ==, text_path);
  g_assert_true (rnn_experiment_save (path, &back, &error));
  g_assert_true (g_file_get_contents (path, &again, NULL, NULL));
  g_assert_cmpstr (again, ==, content);

  rnn_spec_set (&spec, "data.file", "/elsewhere/../text.txt", NULL);
  g_assert_true (rnn_experiment_save (path, &spec, &error));
  rnn_spec_clear (&back);
  g_assert_true (rnn_experiment_load (path, &back, &error));
  g_assert_cmpstr (back.file, ==, "/elsewhere/../text.txt");

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_load_refused (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (rnn_experiment_load ("/nonexistent.unroll", &spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
  g_clear_error (&error);
  g_assert_false (rnn_experiment_load ("/", &spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
  g_clear_error (&error);

  rnn_spec_init_default (&spec);
  g_assert_false (rnn_experiment_save ("/nonexistent/x.unroll", &spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/experiment-file/default", test_default);
  g_test_add_func ("/experiment-file/round-trip", test_round_trip);
  g_test_add_func ("/experiment-file/long-notes", test_long_notes);
  g_test_add_func ("/experiment-file/key-file", test_key_file);
  g_test_add_func ("/experiment-file/loose", test_loose);
  g_test_add_func ("/experiment-file/missing-keys", test_missing_keys);
  g_test_add_func ("/experiment-file/twice", test_twice);
  g_test_add_func ("/experiment-file/wrong-values", test_wrong_values);
  g_test_add_func ("/experiment-file/refused", test_refused);
  g_test_add_func ("/experiment-file/truncated", test_truncated);
  g_test_add_func ("/experiment-file/damaged", test_damaged);
  g_test_add_func ("/experiment-file/relative-file", test_relative_file);
  g_test_add_func ("/experiment-file/load-refused", test_load_refused);
  return g_test_run ();
}
