#include "core/output-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.h"

#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "out.txt", NULL);
}

/* Only the file itself may be left. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  RnnOutputFile *file = rnn_output_file_new (path, error);

  if (file == NULL)
    return FALSE;
  rnn_output_file_append (file, text, -1);
  return rnn_output_file_commit (file, error);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (write_text (fixture->path, "one", &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "one");

  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_true (write_text (fixture->path, "two", &error));
  assert_content (fixture->path, "two");
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_assert_true (write_text (fixture->path, "old", NULL));
  {
    g_autoptr (RnnOutputFile) file = rnn_output_file_new (fixture->path, NULL);

    rnn_output_file_printf (file, "new %d", 1);
  }
  assert_content (fixture->path, "old");
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  g_assert_true (write_text (fixture->path, "old", NULL));
  g_assert_cmpint (symlink ("out.txt", link), ==, 0);
  g_assert_true (write_text (link, "new", NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_content (fixture->path, "new");
  g_unlink (link);
}

/* The largest file allowed is smaller than the text. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (300000, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit old, small;
  gboolean written;

  g_assert_true (write_text (fixture->path, "old", NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 100000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  written = write_text (fixture->path, large, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_false (written);
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
  assert_content (fixture->path, "old");
}

/* Killed -------------------------------------------------------------------- */

#define N_KILLS 1000
/* Of a file: several buffers full. */
#define KILL_SIZE 200000
/* µs, as long as some writes take. */
#define KILL_DELAY 3000

/* Writes the file again and again, each time all of another letter. */
static void
write_for_ever (const char *path)
{
  g_autofree char *text = g_malloc (KILL_SIZE + 1);

  text[KILL_SIZE] = '\0';
  for (guint i = 0;; i++)
    {
      memset (text, 'a' + i % 26, KILL_SIZE);
      write_text (path, text, NULL);
    }
}

static void
assert_whole (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, ==, KILL_SIZE);
  for (gsize i = 0; i < length; i++)
    if (content[i] != content[0])
      g_error ("%c and %c in one file", content[0], content[i]);
}

/* What a killed process leaves behind is hidden, and nobody's file. */
static void
sweep (const char *folder, const char *name)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *entry;

  while ((entry = g_dir_read_name (entries)) != NULL)
    if (strcmp (entry, name) != 0)
      {
        g_autofree char *path = g_build_filename (folder, entry, NULL);

        g_assert_true (g_str_has_prefix (entry, ".out.txt."));
        g_unlink (path);
      }
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_strnfill (KILL_SIZE, '-');

  g_assert_true (write_text (fixture->path, old, NULL));
  for (guint i = 0; i < N_KILLS; i++)
    {
      pid_t child = fork ();

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        write_for_ever (fixture->path);
      g_usleep (g_test_rand_int_range (0, KILL_DELAY));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      assert_whole (fixture->path);
      sweep (fixture->folder, "out.txt");
    }
}

static void
assert_refused (const char *path, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (write_text (path, "text", &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
  if (strstr (error->message, part) == NULL)
    g_error ("no \"%s\" in: %s", part, error->message);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lost
      = g_build_filename (fixture->folder, "none", "out.txt", NULL);

  assert_refused (fixture->folder, "is a folder");
  assert_refused (lost, "folder does not exist");
  assert_refused ("", "folder does not exist");
  assert_refused ("/dev/full", "‘/dev/full’ cannot be written");
  if (geteuid () != 0)
    {
      g_assert_true (write_text (fixture->path, "old", NULL));
      g_chmod (fixture->path, 0444);
      assert_refused (fixture->path, "unchanged");
    }
}

/* As somebody else if we are root, who may write everywhere. */
static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  gboolean root = geteuid () == 0;

  g_assert_true (write_text (fixture->path, "old", NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_true (!root || seteuid (NOBODY) == 0);
  assert_refused (fixture->path, "what was there is unchanged");
  g_assert_true (!root || seteuid (0) == 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  assert_content (fixture->path, "old");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/output-file/replace", Fixture, NULL, set_up, test_replace,
              tear_down);
  g_test_add ("/output-file/dropped", Fixture, NULL, set_up, test_dropped,
              tear_down);
  g_test_add ("/output-file/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/output-file/full", Fixture, NULL, set_up, test_full, tear_down);
  g_test_add ("/output-file/read-only-folder", Fixture, NULL, set_up,
              test_read_only_folder, tear_down);
  g_test_add ("/output-file/killed", Fixture, NULL, set_up, test_killed,
              tear_down);
  g_test_add ("/output-file/refused", Fixture, NULL, set_up, test_refused,
              tear_down);
  return g_test_run ();
}
