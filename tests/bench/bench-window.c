/* bench-window SECONDS [group.key=value …]: the window while it trains flat
 * out.  Prints the pictures a second, the main thread's time for one (its own,
 * so that it means something on a busy machine), and the longest that the main
 * loop was away, which is what a click may wait. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/application.h"
#include "app/window.h"

typedef struct
{
  UnrollWindow *window;
  gint64        begin;        /* of the measured time, µs; 0: not yet */
  gint64        before_paint; /* CPU µs of the thread */
  gint64        painting;     /* sum */
  gint64        longest_paint;
  guint         n_paints;
  gint64        last_turn;    /* of the main loop */
  gint64        longest_turn;
  double        seconds;
} Bench;

#define WARM_UP 1.0

static gint64
thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Bench         *bench)
{
  bench->before_paint = thread_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  gint64 took = thread_time () - bench->before_paint;

  bench->painting += took;
  bench->longest_paint = MAX (bench->longest_paint, took);
  bench->n_paints++;
}

static gboolean
turn_cb (gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();

  bench->longest_turn = MAX (bench->longest_turn, now - bench->last_turn);
  bench->last_turn = now;

  return G_SOURCE_CONTINUE;
}

static gboolean
finish_cb (gpointer data)
{
  Bench *bench = data;
  UnrollViewState *state;
  RnnFrame *frame;
  double time = (g_get_monotonic_time () - bench->begin) / 1e6;

  state = unroll_session_get_state (unroll_window_get_session (bench->window));
  frame = unroll_view_state_get_frame (state);
  printf ("%.1f pictures a second, %.2f ms each (longest %.1f ms), "
          "main loop away %.1f ms at most, %.0f updates a second\n",
          bench->n_paints / time, bench->painting / 1e3 / bench->n_paints,
          bench->longest_paint / 1e3, bench->longest_turn / 1e3,
          frame->position.update / (time + WARM_UP));
  gtk_window_destroy (GTK_WINDOW (bench->window));

  return G_SOURCE_REMOVE;
}

static gboolean
begin_cb (gpointer data)
{
  Bench *bench = data;
  GdkFrameClock *clock
    = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));

  bench->begin = bench->last_turn = g_get_monotonic_time ();
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  g_timeout_add (1, turn_cb, bench);
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

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = NULL;
  g_auto (RnnSpec) spec = { 0 };
  Bench bench = { 0 };

  if (argc < 2)
    {
      fprintf (stderr, "usage: bench-window SECONDS [group.key=value …]\n");
      return EXIT_FAILURE;
    }
  bench.seconds = g_ascii_strtod (argv[1], NULL);
  rnn_spec_init_default (&spec);
  rnn_spec_set (&spec, "fit.epochs", "10000000", NULL);
  for (int i = 2; i < argc; i++)
    {
      g_auto (GStrv) pair = g_strsplit (argv[i], "=", 2);
      g_autoptr (GError) error = NULL;

      if (!rnn_spec_set (&spec, pair[0], pair[1], &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return EXIT_FAILURE;
        }
    }

  application = unroll_application_new (&spec);
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb),
                          &bench);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
