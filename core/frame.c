#include "core/frame-as-if.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"

/* Multiplications that the prediction of a frame may cost. */
#define MAX_PREDICTION_WORK (1u << 25)

static float *
copy_arena (const RnnNetwork *network,
            const float      *arena)
{
  return g_memdup2 (arena, network->size * sizeof (float));
}

static void
copy_moment (RnnFrame *frame,
             RnnRun   *run)
{
  RnnLearner *learner = rnn_run_learner (run);
  const RnnNetwork *network = rnn_learner_network (learner);

  frame->position = rnn_learner_position (learner);
  frame->batches = rnn_learner_batches (learner);
  rnn_spec_copy (&frame->spec, rnn_run_spec (run));
  frame->network = *network;
  frame->dataset = rnn_dataset_ref (rnn_learner_dataset (learner));

  frame->parameters = copy_arena (network, rnn_learner_parameters (learner));
  frame->gradients = copy_arena (network, rnn_learner_gradients (learner));
  frame->change = copy_arena (network, rnn_learner_change (learner));
}

static void
find_best (RnnFrame *frame,
           RnnRun   *run)
{
  const RnnSeries *series = rnn_history_series (rnn_run_history (run));
  gboolean held_out = frame->dataset->n_validation > 0;

  rnn_learner_best (rnn_run_learner (run), &frame->best_epoch);
  frame->best_loss = NAN;
  if (frame->best_epoch == 0)
    return;

  g_assert (frame->best_epoch <= rnn_series_length (series));
  frame->best_loss = rnn_series_value (
    series, held_out ? RNN_MEASURE_VALIDATION_LOSS : RNN_MEASURE_LOSS,
    frame->best_epoch - 1);
}

/* Samples ------------------------------------------------------------------ */

static gsize
count_samples (const RnnFrame *frame)
{
  gsize work = frame->network.size * frame->dataset->time_steps;
  gsize n = MIN (rnn_dataset_n_samples (frame->dataset),
                 RNN_FRAME_MAX_SAMPLES);

  return CLAMP (RNN_FRAME_MAX_WORK / work, 1, n);
}

static void
copy_letters (RnnFrame       *frame,
              const RnnBatch *batch)
{
  gsize n = batch->size;
  gsize steps = batch->time_steps;
  gsize n_targets = batch->n_targets / n;

  frame->sample_targets = g_new (guint16, n * n_targets);
  for (gsize b = 0; b < n; b++)
    for (gsize t = 0; t < n_targets; t++)
      frame->sample_targets[b * n_targets + t] = batch->targets[t * n + b];

  if (batch->codes == NULL && frame->dataset->alphabet == NULL)
    return;
  frame->sample_codes = g_new (guint16, n * steps);
  for (gsize b = 0; b < n; b++)
    for (gsize t = 0; t < steps; t++)
      frame->sample_codes[b * steps + t] = rnn_frame_letter (frame, batch, t * n + b);
}

/* The pass has the samples side by side at each step. */
static void
copy_paths (RnnFrame      *frame,
            const RnnPass *pass)
{
  guint top = frame->network.n_layers - 1;
  gsize units = frame->network.units[top];
  gsize steps = pass->steps;
  gsize n = pass->batch;

  frame->sample_path = g_new (float, n * steps * units);
  for (gsize i = 0; i < n; i++)
    for (gsize t = 0; t < steps; t++)
      memcpy (frame->sample_path + (i * steps + t) * units,
              pass->h[top] + ((t + 1) * n + i) * units,
              units * sizeof (float));
}

/* All samples in one pass, which has an output at the last step only. */
static void
show_samples (RnnFrame           *frame,
              const RnnFrameWish *wish)
{
  RnnNetwork network = frame->network;
  guint top = network.n_layers - 1;
  gsize units = network.units[top];
  guint steps = frame->dataset->time_steps;
  gsize n = count_samples (frame);
  g_autoptr (RnnBatch) batch = rnn_batch_new (frame->dataset, n);
  g_autoptr (RnnPass) pass = NULL;

  network.target = RNN_TARGET_LAST;
  pass = rnn_pass_new (&network, steps, n);
  rnn_dataset_gather (frame->dataset, NULL, 0, n, batch);
  rnn_pass_intervene (pass, &frame->interventions);
  if (wish->sample < n)
    rnn_interventions_swap (&frame->interventions, frame->dataset, batch,
                            wish->sample);
  rnn_pass_zero_state (pass, n);
  rnn_pass_forward (pass, frame->parameters, batch);

  frame->n_samples = n;
  frame->sample_h = g_memdup2 (pass->h[top] + steps * n * units,
                               n * units * sizeof (float));
  frame->sample_y = g_memdup2 (pass->y, n * network.n_classes * sizeof (float));
  for (guint l = 0; steps == 1 && l < top; l++)
    frame->sample_below[l] = g_memdup2 (pass->h[l] + n * network.units[l],
                                        n * network.units[l] * sizeof (float));
  if (wish->path)
    copy_paths (frame, pass);
  copy_letters (frame, batch);
}

static void
average_follows (RnnFrame *frame)
{
  gsize classes = frame->network.n_classes;
  gsize steps = frame->dataset->time_steps;
  g_autofree guint *counts = NULL;

  if (frame->dataset->alphabet == NULL || classes > RNN_FRAME_MAX_FOLLOWS)
    return;

  counts = g_new0 (guint, classes);
  frame->follows = g_new0 (float, classes * classes);
  for (gsize i = 0; i < frame->n_samples; i++)
    {
      gsize letter = frame->sample_codes[i * steps + steps - 1];

      counts[letter]++;
      for (gsize c = 0; c < classes; c++)
        frame->follows[letter * classes + c] +=
          frame->sample_y[i * classes + c];
    }
  for (gsize row = 0; row < classes; row++)
    for (gsize c = 0; c < classes; c++)
      {
        float *cell = &frame->follows[row * classes + c];

        *cell = counts[row] > 0 ? *cell / counts[row] : NAN;
      }
}

/* Wishes ------------------------------------------------------------------- */

static char *
take_message (GError *error)
{
  char *message = g_strdup (error->message);

  g_error_free (error);
  return message;
}

static void
show_walk (RnnFrame           *frame,
           const RnnFrameWish *wish)
{
  const RnnCursor *cursor = wish->cursor;

  if (cursor == NULL || cursor->stop == 0)
    {
      rnn_walk_init (&frame->walk, &frame->network, frame->dataset->time_steps,
                     frame->spec.clip);
      return;
    }
  frame->walk = cursor->walk;
  frame->stop = cursor->stop;
  frame->update = rnn_update_trace_ref (cursor->update);
  frame->sample_in_batch = rnn_update_trace_has (frame->update, wish->sample);
}

static gboolean
is_quick (const RnnFrame *frame)
{
  gsize samples = MIN (frame->spec.batch, frame->dataset->n_train);
  gsize steps = samples * frame->dataset->time_steps;

  return steps <= RNN_FRAME_MAX_NEXT_WORK / frame->network.size;
}

static void
show_next (RnnFrame           *frame,
           RnnRun             *run,
           const RnnFrameWish *wish)
{
  GError *error = NULL;

  if (!wish->next || frame->stop > 0 || (frame->running && !is_quick (frame)))
    return;
  frame->next = wish->known_next != NULL
                  ? rnn_update_trace_ref (wish->known_next)
                  : rnn_run_trace_update (run, &error);
  if (frame->next != NULL)
    frame->sample_in_batch = rnn_update_trace_has (frame->next, wish->sample);
  else
    frame->next_error = take_message (error);
}

/* Whether the trace of the last frame, which walked through the same update, is
 * that of this one too. */
static gboolean
has_traced (const RnnFrame     *frame,
            const RnnFrameWish *wish)
{
  const RnnFrame *last = wish->last;

  return frame->update != NULL && last != NULL && last->trace != NULL
         && last->update == frame->update
         && last->trace->sample == wish->sample
         && rnn_interventions_equal (&last->interventions,
                                     &frame->interventions);
}

static RnnOutcome *
find_outcome (const RnnFrame     *frame,
              const RnnFrameWish *wish)
{
  const RnnUpdateTrace *update =
    frame->update != NULL ? frame->update : frame->next;

  if (update == NULL || frame->trace == NULL)
    return NULL;
  if (has_traced (frame, wish))
    return rnn_outcome_ref (wish->last->after);
  return rnn_outcome_new (&frame->network, update->after,
                          frame->dataset, wish->sample, frame->spec.loss,
                          &frame->interventions, NULL);
}

static RnnTrace *
find_trace (const RnnFrame      *frame,
            const RnnFrameWish  *wish,
            GError             **error)
{
  if (has_traced (frame, wish))
    return rnn_trace_ref (wish->last->trace);
  return rnn_trace_new_as_if (&frame->network, rnn_frame_weights (frame),
                              frame->dataset, wish->sample, frame->spec.loss,
                              &frame->interventions, error);
}

static RnnFlow *
find_flow (const RnnFrame     *frame,
           const RnnFrameWish *wish)
{
  RnnFlow *last = has_traced (frame, wish) ? wish->last->flow : NULL;

  if (!wish->flow || frame->trace == NULL)
    return NULL;
  if (last != NULL && (frame->running || rnn_flow_is_whole (last)))
    return rnn_flow_ref (last);
  return rnn_flow_new (frame->trace, rnn_frame_weights (frame),
                       frame->running ? RNN_FLOW_BUDGET_RUNNING
                                      : RNN_FLOW_BUDGET_RESTING);
}

static void
trace_sample (RnnFrame           *frame,
              const RnnFrameWish *wish)
{
  GError *error = NULL;

  frame->trace = find_trace (frame, wish, &error);
  if (frame->trace == NULL)
    frame->trace_error = take_message (error);
  frame->after = find_outcome (frame, wish);
  frame->flow = find_flow (frame, wish);
}

/* The whole picture as if. */
static void
show_as_if (RnnFrame           *frame,
            const RnnFrameWish *wish)
{
  show_samples (frame, wish);
  average_follows (frame);
  trace_sample (frame, wish);
}

static void
free_as_if (RnnFrame *frame)
{
  g_clear_pointer (&frame->sample_codes, g_free);
  g_clear_pointer (&frame->sample_targets, g_free);
  g_clear_pointer (&frame->sample_h, g_free);
  g_clear_pointer (&frame->sample_y, g_free);
  g_clear_pointer (&frame->sample_path, g_free);
  for (guint l = 0; l < RNN_MAX_LAYERS - 1; l++)
    g_clear_pointer (&frame->sample_below[l], g_free);
  g_clear_pointer (&frame->follows, g_free);
  g_clear_pointer (&frame->trace, rnn_trace_unref);
  g_clear_pointer (&frame->trace_error, g_free);
  g_clear_pointer (&frame->flow, rnn_flow_unref);
  g_clear_pointer (&frame->after, rnn_outcome_unref);
}

/* None beyond all bounds. */
static gboolean
check_prediction (const RnnPrediction  *prediction,
                  GError              **error)
{
  for (gsize i = 0; i < prediction->n_letters * prediction->n_classes; i++)
    if (!isfinite (prediction->y[i]))
      {
        g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                             _("With these weights the numbers of this text grow"
                               " beyond all bounds; type fewer letters"));
        return FALSE;
      }
  return TRUE;
}

RnnPrediction *
rnn_frame_predict (RnnRun             *run,
                   const RnnFrameWish *wish,
                   const int          *cancel,
                   GError            **error)
{
  g_autoptr (RnnPrediction) prediction = NULL;
  const RnnInterventions *interventions = NULL;
  const RnnNetwork *network;
  RnnLearner *learner;
  const float *parameters;

  g_return_val_if_fail (run != NULL, NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  learner = rnn_run_learner (run);
  network = rnn_learner_network (learner);
  parameters = wish->best ? rnn_learner_best (learner, NULL)
                          : rnn_learner_parameters (learner);
  if (rnn_interventions_check (&wish->interventions, network,
                               rnn_learner_dataset (learner), NULL))
    interventions = &wish->interventions;
  prediction = rnn_predict_until (network, parameters,
                                  rnn_learner_dataset (learner),
                                  rnn_run_spec (run)->stateful, wish->text,
                                  interventions, cancel, error);
  if (prediction == NULL || !check_prediction (prediction, error))
    return NULL;
  return g_steal_pointer (&prediction);
}

static gboolean
takes_long (const RnnFrame *frame,
            const char     *text)
{
  gsize steps = frame->spec.stateful ? 1 : frame->dataset->time_steps;

  return strlen (text) * steps > MAX_PREDICTION_WORK / frame->network.size;
}

static void
predict (RnnFrame           *frame,
         RnnRun             *run,
         const RnnFrameWish *wish)
{
  const int at_once = TRUE;
  RnnFrameWish possible = *wish;
  GError *error = NULL;

  if (wish->text == NULL || *wish->text == '\0')
    return;

  frame->prediction_best = wish->best;
  if (wish->prediction != NULL)
    {
      frame->prediction = rnn_prediction_ref (wish->prediction);
      return;
    }

  /* What is wrong with a text is told at once, however long it is. */
  possible.interventions = frame->interventions;
  frame->prediction =
    rnn_frame_predict (run, &possible,
                       takes_long (frame, wish->text) ? &at_once : NULL,
                       &error);
  if (g_error_matches (error, RNN_ERROR, RNN_ERROR_CANCELLED))
    {
      frame->prediction_waits = TRUE;
      g_error_free (error);
    }
  else if (error != NULL)
    {
      frame->prediction_error = take_message (error);
    }
}

RnnFrame *
rnn_frame_new (RnnRun             *run,
               const RnnFrameWish *wish,
               gboolean            running)
{
  RnnFrame *frame;

  g_return_val_if_fail (run != NULL, NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  frame = g_new0 (RnnFrame, 1);
  frame->count = 1;
  frame->running = running;
  copy_moment (frame, run);
  find_best (frame, run);
  frame->marks = rnn_change_marks_ref (rnn_run_change_marks (run));
  show_walk (frame, wish);
  show_next (frame, run, wish);
  rnn_frame_intervene (frame, &wish->interventions, wish->sample);
  show_as_if (frame, wish);
  if (frame->touched && !rnn_frame_is_finite (frame))
    {
      rnn_frame_leave_out (frame);
      free_as_if (frame);
      show_as_if (frame, wish);
    }
  predict (frame, run, wish);
  return frame;
}

RnnFrame *
rnn_frame_new_at_stop (RnnFrame *frame,
                       guint     stop)
{
  RnnFrame *copy;
  guint length;

  g_return_val_if_fail (frame != NULL && frame->stop > 0 && stop > 0, NULL);

  length = rnn_walk_length (&frame->walk);
  g_return_val_if_fail ((stop == length) == (frame->stop == length), NULL);

  /* Another thread may be counting the frame just now. */
  copy = g_new (RnnFrame, 1);
  memcpy (copy, frame, offsetof (RnnFrame, count));
  copy->count = 1;
  copy->stop = stop;
  copy->companion = NULL;
  copy->companion_state = RNN_COMPANION_NONE;
  copy->companion_error = NULL;
  copy->original =
    rnn_frame_ref (frame->original != NULL ? frame->original : frame);
  return copy;
}

void
rnn_frame_set_companion (RnnFrame          *frame,
                         RnnFrame          *companion,
                         RnnCompanionState  state,
                         const GError      *error)
{
  g_return_if_fail (frame != NULL && frame->companion == NULL);

  frame->companion = companion;
  frame->companion_state = state;
  if (state == RNN_COMPANION_DIVERGED && error != NULL)
    frame->companion_error = g_strdup (error->message);
}

RnnFrame *
rnn_frame_ref (RnnFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  g_atomic_int_inc (&frame->count);
  return frame;
}

static void
free_parts (RnnFrame *frame)
{
  rnn_spec_clear (&frame->spec);
  rnn_dataset_unref (frame->dataset);
  rnn_change_marks_unref (frame->marks);
  g_free (frame->parameters);
  g_free (frame->gradients);
  g_free (frame->change);
  g_free (frame->before);
  free_as_if (frame);
  g_clear_pointer (&frame->update, rnn_update_trace_unref);
  g_clear_pointer (&frame->next, rnn_update_trace_unref);
  g_free (frame->next_error);
  g_free (frame->interventions_error);
  g_clear_pointer (&frame->prediction, rnn_prediction_unref);
  g_free (frame->prediction_error);
}

void
rnn_frame_unref (RnnFrame *frame)
{
  g_return_if_fail (frame != NULL);

  if (!g_atomic_int_dec_and_test (&frame->count))
    return;
  if (frame->companion != NULL)
    rnn_frame_unref (frame->companion);
  g_free (frame->companion_error);
  if (frame->original != NULL)
    rnn_frame_unref (frame->original);
  else
    free_parts (frame);
  g_free (frame);
}
