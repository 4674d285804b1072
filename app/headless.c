#include "app/headless.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/figure.h"
#include "app/progress.h"
#include "app/report.h"
#include "app/take-away.h"
#include "core/error.h"
#include "core/experiment-file.h"
#include "core/metrics-file.h"
#include "core/output-file.h"
#include "core/trace-file.h"
#include "core/trainer.h"
#include "core/weights-file.h"

/**
 * Headless:
 *
 * A console run: commands go to the trainer one after the other, and its
 * answers are awaited in the main context.
 */
typedef struct
{
  const UnrollOptions *options;
  const RnnSpec       *spec;
  const RnnSavedState *saved;     /* to go on from; or NULL */
  RnnTrainer          *trainer;
  RnnFrame            *frame;     /* the latest */
  RnnSeries           *series;    /* as much of it as is known */
  UnrollProgress       progress;
  gboolean             training;
  guint                interrupt; /* source of Ctrl-C, 0 once it was pressed */
  gboolean             failed;

  /* The answer that is waited for. */
  guint64              serial;
  RnnCommand           command;
  gboolean             answered;
  GError              *error;
  char                *written;
} Headless;

static void
metrics_cb (guint64           run,
            gsize             n_kept,
            const RnnSeries  *series,
            gpointer          data)
{
  Headless *self = data;

  rnn_series_follow (self->series, series);
  /* What was learnt before the state was saved is no news. */
  if (self->training)
    unroll_progress_rows (&self->progress, series, n_kept);
}

static void
frame_cb (RnnFrame *frame, gpointer data)
{
  Headless *self = data;

  g_clear_pointer (&self->frame, rnn_frame_unref);
  self->frame = rnn_frame_ref (frame);
  if (self->training)
    unroll_progress_move (&self->progress, frame->position, frame->batches);
}

static void
reply_cb (const RnnReply *reply, gpointer data)
{
  Headless *self = data;

  if (reply->serial != self->serial || reply->command != self->command)
    return;

  self->answered = TRUE;
  if (reply->error != NULL)
    self->error = g_error_copy (reply->error);
  else if (reply->command == RNN_COMMAND_WRITE)
    self->written = g_strdup (reply->text);
  else if (reply->command == RNN_COMMAND_TRACE)
    rnn_trace_save (self->options->trace, self->frame->trace, reply->update,
                    &self->error);
  else if (reply->command == RNN_COMMAND_SNAPSHOT)
    rnn_experiment_save_state (self->options->save_state, &reply->saved->spec,
                               reply->saved, &self->error);
}

/* Waits until the command numbered @serial is answered. */
static gboolean
await (Headless *self, guint64 serial, RnnCommand command, GError **error)
{
  self->serial = serial;
  self->command = command;
  self->answered = FALSE;
  while (!self->answered)
    g_main_context_iteration (NULL, TRUE);

  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/* Tells what went wrong, on one line; takes @error over. */
static void
tell (Headless *self, GError *error)
{
  fflush (stdout);
  fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);
  g_error_free (error);
  self->failed = TRUE;
}

/* Ends the training; pressed again, Ctrl-C does what it always does. */
static gboolean
interrupt_cb (gpointer data)
{
  Headless *self = data;

  rnn_trainer_pause (self->trainer);
  self->interrupt = 0;
  return G_SOURCE_REMOVE;
}

/* Hours of training are not to end in a file that cannot be written. */
static gboolean
check_outputs (const UnrollOptions *options, GError **error)
{
  UnrollOutput outputs[UNROLL_MAX_OUTPUTS];
  guint n_outputs = unroll_options_list_outputs (options, outputs);

  for (guint i = 0; i < n_outputs; i++)
    {
      g_autoptr (RnnOutputFile) file
          = rnn_output_file_new (outputs[i].path, error);

      if (file == NULL)
        return FALSE;
    }

  return TRUE;
}

static RnnPrediction *
predict (Headless *self, const char *text, GError **error)
{
  const RnnFrame *frame = self->frame;

  return rnn_predict (&frame->network, frame->parameters, frame->dataset,
                      frame->spec.stateful, text, error);
}

/* What is asked for must fit the data, before they are learnt. */
static gboolean
check_wishes (Headless *self, GError **error)
{
  const UnrollOptions *options = self->options;
  gsize n_samples = rnn_dataset_n_samples (self->frame->dataset);

  for (guint i = 0; options->predict != NULL && options->predict[i] != NULL;
       i++)
    {
      g_autoptr (RnnPrediction) prediction
          = predict (self, options->predict[i], error);

      if (prediction == NULL)
        return FALSE;
    }

  if (options->sample < n_samples)
    return TRUE;

  g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
               _("--sample %zu: there are only %zu samples"),
               options->sample + 1, n_samples);
  return FALSE;
}

static gboolean
import_weights (Headless *self, GError **error)
{
  const RnnNetwork *network = &self->frame->network;
  g_autofree float *weights
      = rnn_weights_load (self->options->import_weights, network, error);

  return weights != NULL
         && await (self,
                   rnn_trainer_import (self->trainer, weights, network->size),
                   RNN_COMMAND_IMPORT, error);
}

static gboolean
prepare (Headless *self, GError **error)
{
  if (!check_outputs (self->options, error)
      || !await (self, rnn_trainer_resume (self->trainer, self->spec, self->saved,
                                             NULL),
                 RNN_COMMAND_REPLACE, error)
      || !check_wishes (self, error)
      || (self->options->import_weights != NULL
          && !import_weights (self, error)))
    return FALSE;

  return self->options->save == NULL
         || rnn_experiment_save (self->options->save, self->spec, error);
}

static void
report_stop (const Headless *self)
{
  RnnPosition position = self->frame->position;

  if (position.epoch >= self->spec->epochs)
    return;

  if (position.batch == 0)
    printf (_("Stopped after %u of %u epochs."), position.epoch,
            self->spec->epochs);
  else
    printf (_("Stopped in epoch %u of %u, after %u of its %u batches."),
            position.epoch + 1, self->spec->epochs, position.batch,
            self->frame->batches);
  putchar ('\n');
}

/* Stopped early is well; stopped by a number that is not finite is not. */
static void
train (Headless *self)
{
  GError *error = NULL;
  guint64 serial;

  if (self->interrupt == 0)
    return;

  self->training = TRUE;
  serial = rnn_trainer_play (self->trainer, 0);
  await (self, serial, RNN_COMMAND_STOPPED, &error);
  self->training = FALSE;
  unroll_progress_end (&self->progress);
  if (!self->options->quiet)
    report_stop (self);
  if (error != NULL)
    tell (self, error);
}

static gboolean
report_prediction (Headless *self, const char *text, GError **error)
{
  g_autoptr (RnnPrediction) prediction = predict (self, text, error);

  if (prediction == NULL)
    return FALSE;

  unroll_report_prediction (self->frame, prediction);
  return TRUE;
}

/* @text and what the network writes on from it. */
static gboolean
write_on (Headless *self, const char *text, GError **error)
{
  guint64 serial
      = rnn_trainer_write (self->trainer, text, self->options->write,
                           self->options->temperature, self->spec->seed, FALSE);

  if (!await (self, serial, RNN_COMMAND_WRITE, error))
    return FALSE;

  printf ("%s%s\n", text, self->written);
  g_clear_pointer (&self->written, g_free);
  return TRUE;
}

static gboolean
tell_next_letters (Headless *self, GError **error)
{
  const UnrollOptions *options = self->options;
  g_autofree char *window = NULL;

  for (guint i = 0; options->predict != NULL && options->predict[i] != NULL;
       i++)
    if (!report_prediction (self, options->predict[i], error)
        || (options->write > 0
            && !write_on (self, options->predict[i], error)))
      return FALSE;

  if (options->predict != NULL)
    return TRUE;

  if (!options->quiet && unroll_report_is_small (self->frame)
      && !unroll_report_samples (self->frame, error))
    return FALSE;
  if (options->write == 0)
    return TRUE;

  window = unroll_report_window (self->frame, 0);
  return write_on (self, window, error);
}

/* Has the frame show the sample that is asked for, and what is expected after
 * the last text, or after the sample's own letters. */
static gboolean
look_closer (Headless *self, GError **error)
{
  const UnrollOptions *options = self->options;
  guint n_texts = options->predict != NULL ? g_strv_length (options->predict) : 0;
  gsize shown = MIN (options->sample, self->frame->n_samples - 1);
  g_autofree char *window = unroll_report_window (self->frame, shown);
  const RnnFrameWish wish = {
    .sample = options->sample,
    .text = n_texts > 0 ? options->predict[n_texts - 1] : window,
  };

  return await (self, rnn_trainer_wish (self->trainer, &wish),
                RNN_COMMAND_WISH, error);
}

static gboolean
save_trace (Headless *self, GError **error)
{
  if (!look_closer (self, error))
    return FALSE;

  if (self->frame->trace == NULL)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_MEMORY,
                           self->frame->trace_error);
      return FALSE;
    }

  return await (self, rnn_trainer_trace (self->trainer), RNN_COMMAND_TRACE,
                error);
}

static gboolean
save_figure (Headless *self, GError **error)
{
  PaintSheetData data = { .series = self->series,
                          .sample = self->options->sample };

  if (!look_closer (self, error))
    return FALSE;

  data.frame = self->frame;
  return unroll_figure_save (self->options->figure, &data, error);
}

static gboolean
save_state (Headless *self, GError **error)
{
  return self->options->save_state == NULL
         || await (self, rnn_trainer_snapshot (self->trainer),
                   RNN_COMMAND_SNAPSHOT, error);
}

/* One result that fails does not keep back the others. */
static void
write_results (Headless *self)
{
  const UnrollOptions *options = self->options;
  GError *error = NULL;

  if (!tell_next_letters (self, &error))
    tell (self, g_steal_pointer (&error));
  if (options->metrics != NULL
      && !rnn_metrics_save (options->metrics, self->series, &error))
    tell (self, g_steal_pointer (&error));
  if (options->trace != NULL && !save_trace (self, &error))
    tell (self, g_steal_pointer (&error));
  if (options->figure != NULL && !save_figure (self, &error))
    tell (self, g_steal_pointer (&error));
  if (!save_state (self, &error))
    tell (self, g_steal_pointer (&error));
  if (!unroll_take_away_weights (options, self->frame, &error))
    tell (self, g_steal_pointer (&error));
  if (!unroll_take_away_program (options, self->frame, &error))
    tell (self, g_steal_pointer (&error));
}

static void
run (Headless *self)
{
  GError *error = NULL;

  if (!prepare (self, &error))
    {
      tell (self, error);
      return;
    }

  if (!self->options->quiet)
    unroll_report_summary (self->frame);
  fflush (stdout);
  if (!unroll_options_untrained (self->options))
    train (self);
  write_results (self);

  if (fflush (stdout) != 0 || ferror (stdout))
    tell (self, g_error_new_literal (RNN_ERROR, RNN_ERROR_FILE,
                                     _("Standard output cannot be written")));
}

int
unroll_headless_run (const UnrollOptions *options,
                     const RnnSpec       *spec,
                     const RnnSavedState *saved)
{
  static const RnnTrainerReceiver receiver = { metrics_cb, frame_cb, reply_cb };
  Headless self = { .options = options, .spec = spec, .saved = saved };

  g_return_val_if_fail (options != NULL, EXIT_FAILURE);
  g_return_val_if_fail (spec != NULL, EXIT_FAILURE);

  setlocale (LC_NUMERIC, "C");
  unroll_progress_init (&self.progress, spec->epochs, options->quiet);
  self.series = rnn_series_new ();
  self.trainer = rnn_trainer_new (NULL, &receiver, &self);
  self.interrupt = g_unix_signal_add (SIGINT, interrupt_cb, &self);

  run (&self);

  g_clear_handle_id (&self.interrupt, g_source_remove);
  rnn_trainer_free (self.trainer);
  g_clear_pointer (&self.frame, rnn_frame_unref);
  g_clear_pointer (&self.series, rnn_series_free);
  return self.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
