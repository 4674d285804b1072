#include "app/progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Time between two drawings of a terminal's line, in µs. */
#define DRAW_INTERVAL (G_USEC_PER_SEC / 20)
#define BAR_WIDTH 30
#define DEFAULT_COLUMNS 80
#define RETURN "\r"
#define ERASE_TO_END "\033[K"

/* Below this a loss of four decimals says nothing; as Keras. */
#define SMALL_LOSS 1e-3

void
unroll_progress_init (UnrollProgress *progress, guint epochs, gboolean quiet)
{
  g_return_if_fail (progress != NULL);

  *progress = (UnrollProgress) {
    .quiet = quiet,
    .terminal = isatty (STDOUT_FILENO)
                && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0,
    .epochs = epochs,
    .batches = 1,
  };
}

static void
append_loss (GString *line, const char *name, double loss)
{
  g_string_append_printf (line, loss < SMALL_LOSS ? " - %s: %.4e" : " - %s: %.4f",
                          name, loss);
}

static void
append_metrics (GString *line, const RnnMetrics *metrics)
{
  append_loss (line, "loss", metrics->loss);
  g_string_append_printf (line, " - accuracy: %.4f", metrics->accuracy);
  if (isnan (metrics->validation_loss))
    return;

  append_loss (line, "val_loss", metrics->validation_loss);
  g_string_append_printf (line, " - val_accuracy: %.4f",
                          metrics->validation_accuracy);
}

static gsize
terminal_columns (void)
{
  struct winsize size;

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return DEFAULT_COLUMNS;
  return size.ws_col;
}

/* " [=====>....]", @width wide between its brackets. */
static void
append_bar (GString *line, double done, gsize width)
{
  gsize filled = CLAMP (done, 0, 1) * width;

  g_string_append (line, " [");
  for (gsize i = 0; i < width; i++)
    g_string_append_c (line, i < filled ? '=' : i == filled ? '>' : '.');
  g_string_append_c (line, ']');
}

static double
share_done (const UnrollProgress *progress)
{
  double epochs = progress->position.epoch
                  + (double) progress->position.batch / progress->batches;

  return epochs / progress->epochs;
}

/* The line fits the terminal, or it could not be drawn over. */
static void
draw (UnrollProgress *progress)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) metrics = g_string_new (NULL);
  guint epoch = MIN (progress->position.epoch + 1, progress->epochs);
  gsize columns = terminal_columns ();
  gsize room;

  if (progress->last.epoch > 0)
    append_metrics (metrics, &progress->last);
  g_string_printf (line, "Epoch %u/%u", epoch, progress->epochs);

  room = line->len + metrics->len + strlen (" []");
  if (columns > room + 1)
    append_bar (line, share_done (progress), MIN (columns - room - 1, BAR_WIDTH));
  g_string_append (line, metrics->str);
  g_string_truncate (line, MIN (line->len, columns - 1));

  printf (RETURN "%s" ERASE_TO_END, line->str);
  fflush (stdout);
  progress->drawn_at = g_get_monotonic_time ();
}

static void
draw_if_due (UnrollProgress *progress)
{
  if (g_get_monotonic_time () - progress->drawn_at >= DRAW_INTERVAL)
    draw (progress);
}

void
unroll_progress_rows (UnrollProgress  *progress,
                      const RnnSeries *series,
                      gsize            first)
{
  gsize length;

  g_return_if_fail (progress != NULL);

  length = rnn_series_length (series);
  if (progress->quiet || first >= length)
    return;

  if (!progress->terminal)
    {
      g_autoptr (GString) lines = g_string_new (NULL);

      for (gsize i = first; i < length; i++)
        {
          RnnMetrics row = rnn_series_row (series, i);

          g_string_append_printf (lines, "Epoch %u/%u", row.epoch,
                                  progress->epochs);
          append_metrics (lines, &row);
          g_string_append_c (lines, '\n');
        }
      fputs (lines->str, stdout);
      fflush (stdout);
      return;
    }

  progress->last = rnn_series_row (series, length - 1);
  progress->position.epoch = progress->last.epoch;
  progress->position.batch = 0;
  draw_if_due (progress);
}

void
unroll_progress_move (UnrollProgress *progress,
                      RnnPosition     position,
                      guint           batches)
{
  g_return_if_fail (progress != NULL);

  progress->position = position;
  progress->batches = MAX (batches, 1);
  if (!progress->quiet && progress->terminal)
    draw_if_due (progress);
}

void
unroll_progress_end (UnrollProgress *progress)
{
  g_return_if_fail (progress != NULL);

  if (progress->quiet || !progress->terminal)
    return;

  draw (progress);
  putchar ('\n');
  progress->drawn_at = 0;
}
