/* A text that is read piece by piece is the same as one that is read at once. */

#include "core/sample-text.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "core/text-file.h"

/* As much as is taken at once: what is not whole there must not be torn. */
#define PIECE (256 * 1024)

typedef struct
{
  char    *folder;
  char    *path;
  RnnSpec  spec;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "text", NULL);
  rnn_spec_init_default (&fixture->spec);
  g_assert_true (rnn_spec_set (&fixture->spec, "data.file", fixture->path,
                               NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
  rnn_spec_clear (&fixture->spec);
}

static void
write_text (const Fixture *fixture, const GString *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text->str, text->len,
                                      NULL));
}

static void
assert_codes (const RnnEncodedText *text, const char *letters, gsize length)
{
  g_autoptr (RnnAlphabet) alphabet = rnn_alphabet_new (letters, length, NULL);
  g_autofree guint16 *codes = NULL;
  gsize n_codes;

  codes = rnn_alphabet_encode (alphabet, letters, length, &n_codes, NULL);
  g_assert_cmpmem (text->codes, text->n * sizeof *codes, codes,
                   n_codes * sizeof *codes);
  g_assert_cmpuint (rnn_alphabet_size (text->alphabet), ==,
                    rnn_alphabet_size (alphabet));
  for (guint i = 0; i < rnn_alphabet_size (alphabet); i++)
    g_assert_cmpuint (rnn_alphabet_letter (text->alphabet, i), ==,
                      rnn_alphabet_letter (alphabet, i));
}

/* As the text that is loaded whole. */
static void
assert_same (const Fixture *fixture)
{
  g_auto (RnnEncodedText) text = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *letters = NULL;
  RnnFileStamp stamp;
  gsize length;

  letters = rnn_text_file_load (fixture->path, &length, &error);
  g_assert_no_error (error);
  rnn_sample_text_read (&fixture->spec, 3, NULL, &text, &stamp, &error);
  g_assert_no_error (error);
  assert_codes (&text, letters, length);
  g_assert_cmpuint (stamp.size, >, 0);
}

/* @what, so that the end of the first piece falls on each of its bytes. */
static void
check_border (Fixture *fixture, const char *what)
{
  for (gsize shift = 0; shift <= strlen (what) + 1; shift++)
    for (guint after = 0; after < 3; after++)
      {
        g_autoptr (GString) text = g_string_new (NULL);

        for (gsize i = 0; i < PIECE - shift; i++)
          g_string_append_c (text, "zyx\nu"[i % 5]);
        g_string_append (text, what);
        g_string_append (text, (const char *[]) { "", "a", "\r\nb\n" }[after]);
        write_text (fixture, text);
        assert_same (fixture);
      }
}

static void
test_borders (Fixture *fixture, gconstpointer data)
{
  check_border (fixture, "é");
  check_border (fixture, "中");
  check_border (fixture, "😀");
  check_border (fixture, "\r\n");
  check_border (fixture, "\n");
  check_border (fixture, "\r");
  check_border (fixture, "\r\r\n\n\r\n");
  check_border (fixture, "中\r\n😀");
}

static void
test_short (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "ab", "ab\n", "ab\n\n", "\r", "\r\n\r\n", "\xEF\xBB\xBF" "ab\r\n",
    "a\xEF\xBB\xBF", "中", "\n\nb\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) text = g_string_new (texts[i]);

      write_text (fixture, text);
      assert_same (fixture);
    }
}

/* Several pieces, of one script after the other, so that the letters' numbers
 * change after most of them were seen. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("\xEF\xBB\xBF");

  for (guint i = 0; i < 300000; i++)
    g_string_append_unichar (text, 0x4E00 + i * 7 % 3001);
  for (guint i = 0; i < 600000; i++)
    g_string_append_c (text, 'a' + i % 23);
  write_text (fixture, text);
  assert_same (fixture);
}

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  g_auto (RnnEncodedText) text = { 0 };
  g_autoptr (GString) letters = g_string_new (NULL);
  RnnFileStamp stamp = { .inode = 1 };

  /* It has been tidied where it came from: nothing is left out. */
  for (guint i = 0; i < PIECE; i++)
    g_string_append (letters, i % 3 == 0 ? "中" : "\r\n");
  rnn_spec_set (&fixture->spec, "data.file", "", NULL);
  rnn_spec_set (&fixture->spec, "data.text", letters->str, NULL);
  g_assert_true (rnn_sample_text_read (&fixture->spec, 0, NULL, &text, &stamp,
                                       NULL));
  assert_codes (&text, letters->str, letters->len);
  g_assert_cmpuint (stamp.inode, ==, 0);
}

static void
assert_refused (Fixture *fixture, RnnError code, const char *part)
{
  g_auto (RnnEncodedText) text = { 0 };
  g_autoptr (GError) error = NULL;
  RnnFileStamp stamp;

  g_assert_false (rnn_sample_text_read (&fixture->spec, 0, NULL, &text, &stamp,
                                        &error));
  g_assert_error (error, RNN_ERROR, (int) code);
  if (strstr (error->message, part) == NULL)
    g_error ("no \"%s\" in: %s", part, error->message);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  assert_refused (fixture, RNN_ERROR_FILE, "no file");
  write_text (fixture, text);
  assert_refused (fixture, RNN_ERROR_DATA, "is empty; choose");
  g_string_assign (text, "\r\n");
  write_text (fixture, text);
  assert_refused (fixture, RNN_ERROR_DATA, "is empty; choose");

  g_string_set_size (text, 0);
  while (text->len < 2 * PIECE)
    g_string_append (text, "中a\r\n");
  g_string_truncate (text, 2 * PIECE / 6 * 6);
  g_string_append (text, "b\xE9 ");
  write_text (fixture, text);
  {
    g_autofree char *part = g_strdup_printf (
      "0xE9 at byte offset %zu, in line %u, is no letter", text->len - 2,
      2 * PIECE / 6 + 1);

    assert_refused (fixture, RNN_ERROR_DATA, part);
  }

  g_string_truncate (text, text->len - 2);
  g_string_append_c (text, '\0');
  write_text (fixture, text);
  assert_refused (fixture, RNN_ERROR_DATA, "zero byte at byte offset");

  /* Torn at the very end. */
  g_string_truncate (text, text->len - 1);
  g_string_append (text, "\xE4\xB8");
  write_text (fixture, text);
  assert_refused (fixture, RNN_ERROR_DATA, "0xE4 at byte offset");

  g_string_set_size (text, 0);
  for (guint i = 0; i <= RNN_MAX_LETTERS; i++)
    g_string_append_unichar (text, 0x4E00 + i);
  write_text (fixture, text);
  assert_refused (fixture, RNN_ERROR_DATA, "more than 4096 different letters");

  rnn_spec_set (&fixture->spec, "data.file", "/", NULL);
  assert_refused (fixture, RNN_ERROR_FILE, "is a folder");
}

/* Cancelled from another place while it goes on: told by what is done. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_auto (RnnEncodedText) text = { 0 };
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  RnnFileStamp stamp;
  int cancel = 0, done = -1;
  RnnProgress progress = { &cancel, &done, 0.5, 0.75 };

  while (letters->len < 3 * PIECE)
    g_string_append (letters, "abc");
  write_text (fixture, letters);
  g_assert_true (rnn_sample_text_read (&fixture->spec, 0, &progress, &text,
                                       &stamp, &error));
  g_assert_cmpint (done, ==, RNN_PROGRESS_WHOLE * 3 / 4);

  cancel = 1;
  rnn_encoded_text_clear (&text);
  g_assert_false (rnn_sample_text_read (&fixture->spec, 0, &progress, &text,
                                        &stamp, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_CANCELLED);
}

#define ADD(name, func)                                                     \
  g_test_add ("/sample-text/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("borders", test_borders);
  ADD ("short", test_short);
  ADD ("long", test_long);
  ADD ("typed", test_typed);
  ADD ("refused", test_refused);
  ADD ("progress", test_progress);
  return g_test_run ();
}
