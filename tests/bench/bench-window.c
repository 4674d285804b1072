/* bench-window SECONDS [group.key=value …]: the window while it trains flat
 * out.  Another thread clicks, as it were, every few milliseconds, whatever the
 * window does; told are, with median, 99th percentile and the most:
 *
 * - the time between two pictures, and the main thread's work for one
 * - how long a click waits to be answered, and how much the main thread works
 *   meanwhile, which is the wait on a machine that has nothing else to do
 *
 * Work is the thread's own processor time, so that it means something on a busy
 * machine, too; how much of the time the main thread waits for a processor is
 * told at the end. */

#include <stdio.h>
#include <stdlib.h>

#include "app/application.h"
#include "app/window.h"
#include "tests/bench/clicks.h"

#define WARM_UP 1.0

typedef struct
{
  UnrollWindow *window;
  double        seconds;
  gint64        begin;        /* of the measured time, µs; 0: not yet */
  guint64       first_update;
  gint64        first_in_queue;

  GArray       *pictures;     /* of double, ms: since the one before … */
  GArray       *works;        /* … and the work for it */
  gint64        last_picture;
  gint64        before_paint; /* processor µs of the main thread */

  BenchClicks  *clicks;
} Bench;

/* How long this thread has waited for a processor, in µs; as Linux tells. */
static gint64
time_in_queue (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) numbers = NULL;

  if (!g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL))
    return 0;
  numbers = g_strsplit (text, " ", 3);

  return g_ascii_strtoll (numbers[1], NULL, 10) / 1000;
}

/* Pictures ----------------------------------------------------------------- */

static void
before_paint_cb (GdkFrameClock *clock,
                 Bench         *bench)
{
  bench->before_paint = bench_thread_work ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  gint64 now = g_get_monotonic_time ();

  bench_note (bench->works, bench_thread_work () - bench->before_paint);
  bench_note (bench->pictures, now - bench->last_picture);
  bench->last_picture = now;
}

/* The whole ---------------------------------------------------------------- */

static guint64
updates (Bench *bench)
{
  UnrollSession *session = unroll_window_get_session (bench->window);

  return unroll_view_state_get_frame (unroll_session_get_state (session))
    ->position.update;
}

static gboolean
finish_cb (gpointer data)
{
  Bench *bench = data;
  double time = (g_get_monotonic_time () - bench->begin) / 1e6;

  printf ("%.1f pictures and %.0f updates a second\n",
          bench->pictures->len / time,
          (updates (bench) - bench->first_update) / time);
  printf ("%-34s %7s %7s %7s\n", "ms", "median", "99 %", "most");
  bench_tell ("from a picture to the next", bench->pictures);
  bench_tell ("work for a picture", bench->works);
  bench_tell ("wait of a click", bench_clicks_waits (bench->clicks));
  bench_tell ("work before a click is answered",
              bench_clicks_works (bench->clicks));
  printf ("%.0f %% of the time waited for a processor\n",
          (time_in_queue () - bench->first_in_queue) / time / 1e4);
  bench_clicks_end (bench->clicks);
  gtk_window_destroy (GTK_WINDOW (bench->window));

  return G_SOURCE_REMOVE;
}

static gboolean
begin_cb (gpointer data)
{
  Bench *bench = data;
  GdkFrameClock *clock
    = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));

  bench->begin = bench->last_picture = g_get_monotonic_time ();
  bench->first_update = updates (bench);
  bench->first_in_queue = time_in_queue ();
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  bench->clicks = bench_clicks_begin ();
  g_timeout_add ((guint) (bench->seconds * 1000), finish_cb, bench);

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application,
             Bench          *bench)
{
  UnrollSession *session;

  bench->window
    = UNROLL_WINDOW (gtk_application_get_active_window (application));
  session = unroll_window_get_session (bench->window);
  unroll_session_set_speed (session, 0.0);
  unroll_session_play (session);
  g_timeout_add ((guint) (WARM_UP * 1000), begin_cb, bench);
}

static gboolean
read_settings (RnnSpec *spec,
               char   **arguments)
{
  rnn_spec_init_default (spec);
  rnn_spec_set (spec, "fit.epochs", "10000000", NULL);
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
    .pictures = g_array_new (FALSE, FALSE, sizeof (double)),
    .works = g_array_new (FALSE, FALSE, sizeof (double)),
  };

  if (argc < 2)
    {
      fprintf (stderr, "usage: bench-window SECONDS [group.key=value …]\n");
      return EXIT_FAILURE;
    }
  bench.seconds = g_ascii_strtod (argv[1], NULL);
  if (!read_settings (&spec, argv + 2))
    return EXIT_FAILURE;

  application = unroll_application_new (&spec);
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb),
                          &bench);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
