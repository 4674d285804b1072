/* bench-open FILE: a long text, or an experiment with one, in the real window.
 * It is opened, looked at, a setting is changed, undone and applied, the text is
 * replaced and brought back, and it is saved and closed; told of each is how long
 * the main loop went without answering a click, in time and in work (which means
 * something on a busy machine), and the memory that the program has then and had
 * at most. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/application.h"
#include "app/files.h"
#include "tests/bench/clicks.h"
#include "tests/ui/find.h"
#include "ui/experiment-panel.h"

/* After each step, for what it causes; ms. */
#define REST 1500
#define POLL 5
/* Long enough for windows of many steps. */
#define OTHER_TEXT                                                            \
  "An experiment with a long text gets this one in its place, and then the "  \
  "long one again."

typedef struct
{
  UnrollWindow *window;
  GFile        *file;
  GFile        *copy;         /* where it is saved */
  BenchClicks  *clicks;
  guint         step;
  gint64        begin;        /* of the step, µs */
  gint64        done;         /* when it was, or 0 */
  guint64       experiment;   /* before the step */
  gboolean      saved;
} Bench;

static UnrollSession *
session_of (Bench *bench)
{
  return unroll_window_get_session (bench->window);
}

static UnrollViewState *
state_of (Bench *bench)
{
  return unroll_session_get_state (session_of (bench));
}

static guint64
experiment_of (Bench *bench)
{
  RnnFrame *frame = unroll_view_state_get_frame (state_of (bench));

  return frame != NULL ? frame->experiment : 0;
}

/* Memory ------------------------------------------------------------------- */

/* A line of proc(5)'s status, in MB of a million bytes. */
static double
memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, name);

  return line == NULL ? 0
                      : g_ascii_strtod (line + strlen (name), NULL) * 1024 / 1e6;
}

static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
}

/* Steps -------------------------------------------------------------------- */

static gboolean
is_replaced (Bench *bench)
{
  return experiment_of (bench) != bench->experiment
         && !unroll_view_state_get_pending (state_of (bench));
}

static gboolean
at_once (Bench *bench)
{
  return TRUE;
}

static void
rest (Bench *bench)
{
}

static void
open_file (Bench *bench)
{
  unroll_files_load (bench->window, bench->file);
}

/* At epoch 0 every change acts at once. */
static void
begin_epoch (Bench *bench)
{
  unroll_session_set_step_kind (session_of (bench), "update");
  unroll_session_step (session_of (bench), 1);
}

static gboolean
has_begun (Bench *bench)
{
  return unroll_view_state_get_frame (state_of (bench))->position.update > 0;
}

static GtkWidget *
panel_of (Bench *bench)
{
  return find_widget (GTK_WIDGET (bench->window), UNROLL_TYPE_EXPERIMENT_PANEL);
}

static void
change (Bench *bench)
{
  g_signal_emit_by_name (
    unroll_experiment_panel_get_steps (UNROLL_EXPERIMENT_PANEL (
      panel_of (bench))),
    "changed", "network.units", "4");
}

static void
undo (Bench *bench)
{
  gtk_widget_activate_action (panel_of (bench), "settings.undo", NULL);
}

static void
redo_and_apply (Bench *bench)
{
  gtk_widget_activate_action (panel_of (bench), "settings.redo", NULL);
  unroll_session_apply (session_of (bench));
}

static void
replace_text (Bench *bench)
{
  g_signal_emit_by_name (
    unroll_experiment_panel_get_steps (UNROLL_EXPERIMENT_PANEL (
      panel_of (bench))),
    "changed", "data.text", OTHER_TEXT);
  unroll_session_apply (session_of (bench));
}

static void
saved_cb (GObject      *document,
          GAsyncResult *result,
          gpointer      data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  if (!unroll_document_save_finish (UNROLL_DOCUMENT (document), result, &error))
    fprintf (stderr, "%s\n", error->message);
  bench->saved = TRUE;
}

static gboolean
is_saved (Bench *bench)
{
  return bench->saved;
}

static void
save (Bench *bench)
{
  UnrollDocument *document = unroll_window_get_document (bench->window);

  unroll_document_set_keeps_training (document, TRUE);
  unroll_document_save_async (document, bench->copy, saved_cb, bench);
}

static void
close_window (Bench *bench)
{
  gtk_window_close (GTK_WINDOW (bench->window));
}

static const struct
{
  const char *name;
  void      (*begin) (Bench *bench);
  gboolean  (*is_done) (Bench *bench);
} steps[] = {
  { "before", rest, at_once },
  { "open", open_file, is_replaced },
  { "step", begin_epoch, has_begun },
  { "change", change, at_once },
  { "undo", undo, at_once },
  { "apply", redo_and_apply, is_replaced },
  { "other", replace_text, is_replaced },
  { "back", undo, is_replaced },
  { "save", save, is_saved },
};

/* The whole ---------------------------------------------------------------- */

/* The most of @times, which bench_tell would sort. */
static double
most (GArray *times)
{
  double greatest = 0;

  for (guint i = 0; i < times->len; i++)
    greatest = MAX (greatest, g_array_index (times, double, i));

  return greatest;
}

static void
tell (Bench *bench)
{
  printf ("%-8s %9.1f %9.1f %9.1f %9.1f %9.1f\n", steps[bench->step].name,
          (bench->done - bench->begin) / 1e3,
          most (bench_clicks_waits (bench->clicks)),
          most (bench_clicks_works (bench->clicks)), memory ("VmHWM:"),
          memory ("VmRSS:"));
  fflush (stdout);
}

static void
begin_step (Bench *bench)
{
  bench_clicks_forget (bench->clicks);
  forget_peak ();
  bench->experiment = experiment_of (bench);
  bench->begin = g_get_monotonic_time ();
  bench->done = 0;
  steps[bench->step].begin (bench);
}

static gboolean
poll_cb (gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();

  if (bench->done == 0 && steps[bench->step].is_done (bench))
    bench->done = now;
  if (bench->done == 0 || now - bench->done < REST * 1000)
    return G_SOURCE_CONTINUE;

  tell (bench);
  if (++bench->step == G_N_ELEMENTS (steps))
    {
      bench_clicks_end (bench->clicks);
      bench->begin = g_get_monotonic_time ();
      close_window (bench);
      return G_SOURCE_REMOVE;
    }
  begin_step (bench);

  return G_SOURCE_CONTINUE;
}

static gboolean
begin_cb (gpointer data)
{
  Bench *bench = data;

  printf ("%-8s %9s %9s %9s %9s %9s\n", "", "ms", "no answer", "its work",
          "MB most", "MB now");
  bench->clicks = bench_clicks_begin ();
  begin_step (bench);
  g_timeout_add (POLL, poll_cb, bench);

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application,
             Bench          *bench)
{
  bench->window
    = UNROLL_WINDOW (gtk_application_get_active_window (application));
  g_timeout_add (REST, begin_cb, bench);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = NULL;
  g_autofree char *folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "copy.unroll", NULL);
  g_auto (RnnSpec) spec = { 0 };
  Bench bench = { 0 };
  int status;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-open FILE\n");
      return EXIT_FAILURE;
    }
  bench.file = g_file_new_for_commandline_arg (argv[1]);
  bench.copy = g_file_new_for_path (path);
  rnn_spec_init_default (&spec);
  application = unroll_application_new (&spec);
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb),
                          &bench);
  status = g_application_run (G_APPLICATION (application), 1, argv);
  printf ("%-8s %9.1f\n", "close",
          (g_get_monotonic_time () - bench.begin) / 1e3);

  g_file_delete (bench.copy, NULL, NULL);
  rmdir (folder);
  g_object_unref (bench.file);
  g_object_unref (bench.copy);

  return status;
}
