/* Killed while it saves an experiment with its state, at any moment and a
 * thousand times: there is the one before or the one after, whole, and from it
 * training goes on. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/experiment-file.h"
#include "core/run.h"

#define N_KILLS 1000
/* µs, as long as some saves take. */
#define KILL_DELAY 4000

/* Two moments of one run. */
typedef struct
{
  char          *folder;
  char          *path;
  RnnSavedState *saved[2];
  char          *texts[2];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnRun) run = NULL;

  rnn_spec_init_default (&spec);
  spec.units[0] = 40;
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  for (guint i = 0; i < 2; i++)
    {
      for (guint update = 0; update < 5; update++)
        g_assert_cmpint (rnn_run_update (run, NULL, NULL), !=,
                         RNN_LEARNER_FAILED);
      fixture->saved[i] = rnn_saved_state_new (run);
      fixture->texts[i] = rnn_experiment_state_to_text (
        &fixture->saved[i]->spec, fixture->saved[i]);
    }
  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.unroll", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      rnn_saved_state_unref (fixture->saved[i]);
      g_free (fixture->texts[i]);
    }
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
save (Fixture *fixture, guint i)
{
  rnn_experiment_save_state (fixture->path, &fixture->saved[i]->spec,
                             fixture->saved[i], NULL);
}

/* Which of the two it is. */
static guint
check_whole (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSavedState) saved = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  i = strcmp (text, fixture->texts[1]) == 0;
  g_assert_cmpstr (text, ==, fixture->texts[i]);
  rnn_experiment_load_state (fixture->path, &spec, &saved, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (saved->state.head->position.update, ==, 5 * (i + 1));

  return i;
}

/* What a killed process leaves behind is hidden, and nobody's file. */
static void
sweep (const Fixture *fixture)
{
  g_autoptr (GDir) entries = g_dir_open (fixture->folder, 0, NULL);
  const char *entry;

  while ((entry = g_dir_read_name (entries)) != NULL)
    if (strcmp (entry, "a.unroll") != 0)
      {
        g_autofree char *path = g_build_filename (fixture->folder, entry, NULL);

        g_assert_true (g_str_has_prefix (entry, ".a.unroll."));
        g_unlink (path);
      }
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  guint n_found[2] = { 0 };

  save (fixture, 0);
  for (guint i = 0; i < N_KILLS; i++)
    {
      pid_t child = fork ();

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        for (guint turn = 1;; turn++)
          save (fixture, turn % 2);
      g_usleep (g_test_rand_int_range (0, KILL_DELAY));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      n_found[check_whole (fixture)]++;
      sweep (fixture);
    }
  g_test_message ("%u old, %u new", n_found[0], n_found[1]);
  g_assert_cmpuint (n_found[0], >, 0);
  g_assert_cmpuint (n_found[1], >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/killed-save/experiment", Fixture, NULL, set_up, test_killed,
              tear_down);
  return g_test_run ();
}
