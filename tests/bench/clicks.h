#pragma once

#include <glib.h>

/**
 * BenchClicks:
 *
 * Another thread clicks, as it were, every few milliseconds, whatever the main
 * thread does; the main loop answers as it would a real click.
 */
typedef struct _BenchClicks BenchClicks;

/* To be called on the main thread, which answers. */
BenchClicks *bench_clicks_begin  (void);
/* Of each click since the beginning, or since bench_clicks_forget, in ms
 * (transfer none): how long it waited for its answer, and how much the main
 * thread worked meanwhile, which is the wait on a machine that has nothing else
 * to do. */
GArray      *bench_clicks_waits  (BenchClicks *clicks);
GArray      *bench_clicks_works  (BenchClicks *clicks);
void         bench_clicks_forget (BenchClicks *clicks);
void         bench_clicks_end    (BenchClicks *clicks);

/* Processor time of the calling thread, in µs. */
gint64       bench_thread_work   (void);

/* Adds a time in µs to @times, of double, in ms. */
void         bench_note          (GArray      *times,
                                  gint64       microseconds);
/* Prints the median, the 99th percentile and the most of @times, and sorts
 * them. */
void         bench_tell          (const char  *what,
                                  GArray      *times);
