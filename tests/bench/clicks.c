#include "tests/bench/clicks.h"

#include <gdk/gdk.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

/* Between two clicks, in µs, so that they meet any moment of a picture. */
#define CLICK_INTERVAL 3700

struct _BenchClicks
{
  pthread_t       thread;
  clockid_t       main_clock;  /* processor time of the main thread */
  GSource        *source;
  pthread_mutex_t lock;
  gint64          clicked;     /* under the lock; 0: the last one is answered */
  gint64          clicked_work;
  gboolean        ended;
  GArray         *waits;       /* of double, ms; of the main thread */
  GArray         *works;
};

typedef struct
{
  GSource      source;
  BenchClicks *clicks;
} ClickSource;

static gint64
clock_time (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

gint64
bench_thread_work (void)
{
  return clock_time (CLOCK_THREAD_CPUTIME_ID);
}

void
bench_note (GArray *times,
            gint64  microseconds)
{
  double milliseconds = microseconds / 1e3;

  g_array_append_val (times, milliseconds);
}

static void *
click_now_and_then (void *data)
{
  BenchClicks *clicks = data;
  gboolean ended = FALSE;

  while (!ended)
    {
      g_usleep (CLICK_INTERVAL);
      pthread_mutex_lock (&clicks->lock);
      ended = clicks->ended;
      if (clicks->clicked == 0 && !ended)
        {
          clicks->clicked = g_get_monotonic_time ();
          clicks->clicked_work = clock_time (clicks->main_clock);
          g_source_set_ready_time (clicks->source, 0);
        }
      pthread_mutex_unlock (&clicks->lock);
    }

  return NULL;
}

static gboolean
answer_cb (GSource     *source,
           GSourceFunc  callback,
           gpointer     data)
{
  BenchClicks *clicks = ((ClickSource *) source)->clicks;

  g_source_set_ready_time (source, -1);
  pthread_mutex_lock (&clicks->lock);
  bench_note (clicks->waits, g_get_monotonic_time () - clicks->clicked);
  bench_note (clicks->works,
              clock_time (clicks->main_clock) - clicks->clicked_work);
  clicks->clicked = 0;
  pthread_mutex_unlock (&clicks->lock);

  return G_SOURCE_CONTINUE;
}

/* With the priority of the display's events. */
BenchClicks *
bench_clicks_begin (void)
{
  static GSourceFuncs functions = { .dispatch = answer_cb };
  BenchClicks *clicks = g_new0 (BenchClicks, 1);

  clicks->waits = g_array_new (FALSE, FALSE, sizeof (double));
  clicks->works = g_array_new (FALSE, FALSE, sizeof (double));
  pthread_getcpuclockid (pthread_self (), &clicks->main_clock);
  clicks->source = g_source_new (&functions, sizeof (ClickSource));
  ((ClickSource *) clicks->source)->clicks = clicks;
  g_source_set_priority (clicks->source, GDK_PRIORITY_EVENTS);
  g_source_attach (clicks->source, NULL);
  pthread_mutex_init (&clicks->lock, NULL);
  pthread_create (&clicks->thread, NULL, click_now_and_then, clicks);

  return clicks;
}

GArray *
bench_clicks_waits (BenchClicks *clicks)
{
  return clicks->waits;
}

GArray *
bench_clicks_works (BenchClicks *clicks)
{
  return clicks->works;
}

void
bench_clicks_forget (BenchClicks *clicks)
{
  g_array_set_size (clicks->waits, 0);
  g_array_set_size (clicks->works, 0);
}

void
bench_clicks_end (BenchClicks *clicks)
{
  pthread_mutex_lock (&clicks->lock);
  clicks->ended = TRUE;
  pthread_mutex_unlock (&clicks->lock);
  pthread_join (clicks->thread, NULL);
  g_source_destroy (clicks->source);
  g_source_unref (clicks->source);
  pthread_mutex_destroy (&clicks->lock);
  g_array_unref (clicks->waits);
  g_array_unref (clicks->works);
  g_free (clicks);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
bench_tell (const char *what,
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
