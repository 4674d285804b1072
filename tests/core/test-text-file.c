#include "core/text-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "τext 文.txt", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_bytes (const Fixture *fixture, const char *bytes, gssize length)
{
  g_assert_true (g_file_set_contents (fixture->path, bytes, length, NULL));
}

static void
assert_text (const Fixture *fixture,
             const char    *bytes,
             gssize         n_bytes,
             const char    *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  write_bytes (fixture, bytes, n_bytes);
  text = rnn_text_file_load (fixture->path, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
}

static void
test_cleaned (Fixture *fixture, gconstpointer data)
{
  assert_text (fixture, "abcde", -1, "abcde");
  assert_text (fixture, "abcde\n", -1, "abcde");
  assert_text (fixture, "abcde\n\n", -1, "abcde\n");
  assert_text (fixture, "abcde\r\n", -1, "abcde");
  assert_text (fixture, "a\r\nb\rc\r", -1, "a\nb\rc\r");
  assert_text (fixture, "\xEF\xBB\xBF"
                        "αβ\r\n中\n",
               -1, "αβ\n中");
  assert_text (fixture, "a\xEF\xBB\xBF"
                        "b",
               -1, "a\xEF\xBB\xBF"
                   "b");
}

static void
assert_refused (const char *path, RnnError code, const char *parts)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) part = g_strsplit (parts, "|", -1);
  gsize length;

  g_assert_null (rnn_text_file_load (path, &length, &error));
  g_assert_error (error, RNN_ERROR, (int) code);
  for (guint i = 0; part[i] != NULL; i++)
    if (strstr (error->message, part[i]) == NULL)
      g_error ("no \"%s\" in: %s", part[i], error->message);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture->path, RNN_ERROR_FILE, "no file|文.txt");
  assert_refused (fixture->folder, RNN_ERROR_FILE, "is a folder");

  write_bytes (fixture, "", 0);
  assert_refused (fixture->path, RNN_ERROR_DATA, "is empty");
  write_bytes (fixture, "\n", 1);
  assert_refused (fixture->path, RNN_ERROR_DATA, "is empty");
  write_bytes (fixture, "\xEF\xBB\xBF", 3);
  assert_refused (fixture->path, RNN_ERROR_DATA, "is empty");
  write_bytes (fixture, "caf\xE9\n", 5);
  assert_refused (fixture->path, RNN_ERROR_DATA, "0xE9 at byte offset 3");
  write_bytes (fixture, "中\xE4\xB8", 5);
  assert_refused (fixture->path, RNN_ERROR_DATA, "0xE4 at byte offset 3");
  write_bytes (fixture, "ab\0", 3);
  assert_refused (fixture->path, RNN_ERROR_DATA, "zero byte at byte offset 2");

  if (geteuid () != 0)
    {
      g_chmod (fixture->path, 0);
      assert_refused (fixture->path, RNN_ERROR_FILE, "cannot be read");
    }
}

/* Only its length counts: the file has no blocks. */
static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  int fd = g_open (fixture->path, O_CREAT | O_WRONLY, 0600);

  g_assert_cmpint (ftruncate (fd, (off_t) RNN_MAX_TEXT_BYTES + 1), ==, 0);
  g_assert_true (g_close (fd, NULL));
  assert_refused (fixture->path, RNN_ERROR_DATA, "larger than 256.0");
}

/* A pipe has no size; its bytes come in pieces. */
static gpointer
write_pieces (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);

  for (guint i = 0; i < 40000; i++)
    g_assert_cmpint (write (fd, "中文\r\n", 8), ==, 8);
  close (fd);
  return NULL;
}

static void
test_pipe (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GThread *writer;
  gsize length;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  writer = g_thread_new ("writer", write_pieces, GINT_TO_POINTER (ends[1]));
  text = rnn_text_file_read (ends[0], "pipe", &length, &error);
  g_thread_join (writer);
  close (ends[0]);

  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, 40000 * 7 - 1);
  g_assert_cmpuint (strlen (text), ==, length);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/text-file/cleaned", Fixture, NULL, set_up, test_cleaned,
              tear_down);
  g_test_add ("/text-file/refused", Fixture, NULL, set_up, test_refused,
              tear_down);
  g_test_add ("/text-file/too-large", Fixture, NULL, set_up, test_too_large,
              tear_down);
  g_test_add_func ("/text-file/pipe", test_pipe);
  return g_test_run ();
}
