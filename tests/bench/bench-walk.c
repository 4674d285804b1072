/* bench-walk STEPS [group.key=value …]: one cursor step after the other in the
 * real window, folded in the end.  Prints what the main thread works for a step
 * until it is drawn (its own time, which means something on a busy machine),
 * and how long that takes from the key to the picture. */

#include <stdio.h>
#include <stdlib.h>

#include "app/application.h"
#include "app/window.h"
#include "tests/bench/clicks.h"

typedef struct
{
  UnrollWindow *window;
  guint         n_steps, n_done;
  gboolean      waiting;
  gint64        asked, asked_work;
  GArray       *works, *answers, *waits;  /* double, ms */
} Bench;

static RnnFrame *
frame_of (Bench *bench)
{
  UnrollSession *session = unroll_window_get_session (bench->window);

  return unroll_view_state_get_frame (unroll_session_get_state (session));
}

static gboolean
step_cb (gpointer data)
{
  Bench *bench = data;

  bench->waiting = TRUE;
  bench->asked = g_get_monotonic_time ();
  bench->asked_work = bench_thread_work ();
  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.step", NULL);

  return G_SOURCE_REMOVE;
}

/* And forgets them. */
static void
tell (const char *what,
      GArray     *times)
{
  bench_tell (what, times);
  g_array_set_size (times, 0);
}

static void
tell_all (Bench      *bench,
          const char *what)
{
  printf ("%s\n%-34s %7s %7s %7s\n", what, "ms", "median", "99 %", "most");
  tell ("work for a step", bench->works);
  tell ("from the key to the frame", bench->answers);
  tell ("from the key to the picture", bench->waits);
}

static void
frame_cb (Bench *bench)
{
  if (bench->waiting && frame_of (bench)->stop != bench->n_done)
    bench_note (bench->answers, g_get_monotonic_time () - bench->asked);
}

/* The frame of the step came before this picture. */
static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  if (!bench->waiting || frame_of (bench)->stop == bench->n_done)
    return;

  bench->waiting = FALSE;
  bench->n_done = frame_of (bench)->stop;
  bench_note (bench->works, bench_thread_work () - bench->asked_work);
  bench_note (bench->waits, g_get_monotonic_time () - bench->asked);
  if (bench->waits->len < bench->n_steps)
    {
      g_idle_add_full (G_PRIORITY_LOW, step_cb, bench, NULL);
      return;
    }

  if (bench->asked != 0 && !unroll_view_state_get_folded (
        unroll_session_get_state (unroll_window_get_session (bench->window))))
    {
      tell_all (bench, "unrolled");
      gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.fold", NULL);
      g_timeout_add_seconds (1, step_cb, bench);
      return;
    }
  tell_all (bench, "folded");
  gtk_window_destroy (GTK_WINDOW (bench->window));
}

static gboolean
begin_cb (gpointer data)
{
  Bench *bench = data;
  GdkFrameClock *clock
    = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));

  if (frame_of (bench) == NULL)
    return G_SOURCE_CONTINUE;

  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.step-kind", "s",
                              "time-step");
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  g_signal_connect_swapped (
    unroll_session_get_state (unroll_window_get_session (bench->window)),
    "notify::frame", G_CALLBACK (frame_cb), bench);
  step_cb (bench);

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application,
             Bench          *bench)
{
  bench->window
    = UNROLL_WINDOW (gtk_application_get_active_window (application));
  g_timeout_add_seconds (1, begin_cb, bench);
}

static gboolean
read_settings (RnnSpec *spec,
               char   **arguments)
{
  rnn_spec_init_default (spec);
  for (; *arguments != NULL; arguments++)
    {
      g_auto (GStrv) pair = g_strsplit (*arguments, "=", 2);
      g_autoptr (GError) error = NULL;

      if (!rnn_spec_set (spec, pair[0], pair[1] != NULL ? pair[1] : "", &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return FALSE;
        }
    }

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = NULL;
  g_auto (RnnSpec) spec = { 0 };
  Bench bench = {
    .works = g_array_new (FALSE, FALSE, sizeof (double)),
    .answers = g_array_new (FALSE, FALSE, sizeof (double)),
    .waits = g_array_new (FALSE, FALSE, sizeof (double)),
  };

  if (argc < 2)
    {
      fprintf (stderr, "usage: bench-walk STEPS [group.key=value …]\n");
      return EXIT_FAILURE;
    }
  bench.n_steps = (guint) MAX (strtoul (argv[1], NULL, 10), 1);
  if (!read_settings (&spec, argv + 2))
    return EXIT_FAILURE;

  application = unroll_application_new (&spec);
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb),
                          &bench);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
