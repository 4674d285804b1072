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

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/application.h"
#include "app/window.h"

#define WARM_UP 1.0
/* Between two clicks, in µs, so that they meet any moment of a picture. */
#define CLICK_INTERVAL 3700

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

  pthread_t     clicker;
  clockid_t     main_clock;   /* processor time of the main thread */
  GSource      *click;
  pthread_mutex_t lock;
  gint64        clicked;      /* under the lock; 0: the last one is answered */
  gint64        clicked_work;
  gboolean      ended;
  GArray       *waits;        /* of double, ms */
  GArray       *wait_works;
} Bench;

static gint64
clock_time (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

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

static void
note (GArray *times,
      gint64  microseconds)
{
  double milliseconds = microseconds / 1e3;

  g_array_append_val (times, milliseconds);
}

/* Pictures ----------------------------------------------------------------- */

static void
before_paint_cb (GdkFrameClock *clock,
                 Bench         *bench)
{
  bench->before_paint = clock_time (bench->main_clock);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  gint64 now = g_get_monotonic_time ();

  note (bench->works, clock_time (bench->main_clock) - bench->before_paint);
  note (bench->pictures, now - bench->last_picture);
  bench->last_picture = now;
}

/* Clicks ------------------------------------------------------------------- */

static void *
click_now_and_then (void *data)
{
  Bench *bench = data;
  gboolean ended = FALSE;

  while (!ended)
    {
      g_usleep (CLICK_INTERVAL);
      pthread_mutex_lock (&bench->lock);
      ended = bench->ended;
      if (bench->clicked == 0 && !ended)
        {
          bench->clicked = g_get_monotonic_time ();
          bench->clicked_work = clock_time (bench->main_clock);
          g_source_set_ready_time (bench->click, 0);
        }
      pthread_mutex_unlock (&bench->lock);
    }

  return NULL;
}

static gboolean
answer_cb (GSource     *source,
           GSourceFunc  callback,
           gpointer     data)
{
  Bench *bench = data;

  g_source_set_ready_time (source, -1);
  pthread_mutex_lock (&bench->lock);
  note (bench->waits, g_get_monotonic_time () - bench->clicked);
  note (bench->wait_works,
        clock_time (bench->main_clock) - bench->clicked_work);
  bench->clicked = 0;
  pthread_mutex_unlock (&bench->lock);

  return G_SOURCE_CONTINUE;
}

/* With the priority of the display's events. */
static void
begin_clicks (Bench *bench)
{
  static GSourceFuncs functions = { .dispatch = answer_cb };

  bench->click = g_source_new (&functions, sizeof (GSource));
  g_source_set_priority (bench->click, GDK_PRIORITY_EVENTS);
  g_source_set_callback (bench->click, NULL, bench, NULL);
  g_source_attach (bench->click, NULL);
  pthread_mutex_init (&bench->lock, NULL);
  pthread_create (&bench->clicker, NULL, click_now_and_then, bench);
}

static void
end_clicks (Bench *bench)
{
  pthread_mutex_lock (&bench->lock);
  bench->ended = TRUE;
  pthread_mutex_unlock (&bench->lock);
  pthread_join (bench->clicker, NULL);
  g_source_destroy (bench->click);
  g_source_unref (bench->click);
  pthread_mutex_destroy (&bench->lock);
}

/* The whole ---------------------------------------------------------------- */

static guint64
updates (Bench *bench)
{
  UnrollSession *session = unroll_window_get_session (bench->window);

  return unroll_view_state_get_frame (unroll_session_get_state (session))
    ->position.update;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
tell (const char *what,
      GArray     *times)
{
  const double *sorted = (const double *) (gpointer) times->data;
  guint n = times->len;

  if (n == 0)
    return;
  g_array_sort (times, compare);
  printf ("%-34s %7.2f %7.2f %7.2f\n", what, sorted[n / 2],
          sorted[(guint) (0.99 * (n - 1))], sorted[n - 1]);
}

static gboolean
finish_cb (gpointer data)
{
  Bench *bench = data;
  double time = (g_get_monotonic_time () - bench->begin) / 1e6;

  end_clicks (bench);
  printf ("%.1f pictures and %.0f updates a second\n",
          bench->pictures->len / time,
          (updates (bench) - bench->first_update) / time);
  printf ("%-34s %7s %7s %7s\n", "ms", "median", "99 %", "most");
  tell ("from a picture to the next", bench->pictures);
  tell ("work for a picture", bench->works);
  tell ("wait of a click", bench->waits);
  tell ("work before a click is answered", bench->wait_works);
  printf ("%.0f %% of the time waited for a processor\n",
          (time_in_queue () - bench->first_in_queue) / time / 1e4);
  gtk_window_destroy (GTK_WINDOW (bench->window));

  return G_SOURCE_REMOVE;
}

static gboolean
begin_cb (gpointer data)
{
  Bench *bench = data;
  GdkFrameClock *clock
    = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));

  pthread_getcpuclockid (pthread_self (), &bench->main_clock);
  bench->begin = bench->last_picture = g_get_monotonic_time ();
  bench->first_update = updates (bench);
  bench->first_in_queue = time_in_queue ();
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  begin_clicks (bench);
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
    .waits = g_array_new (FALSE, FALSE, sizeof (double)),
    .wait_works = g_array_new (FALSE, FALSE, sizeof (double)),
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
