#pragma once

#include "core/optimizer.h"
#include "core/pass.h"

G_BEGIN_DECLS

/**
 * RnnPosition:
 *
 * Where training stands: @epoch epochs are complete, and @batch batches of the
 * next one are done (always less than the batches of an epoch).
 */
typedef struct
{
  guint64 update;             /* updates since the start */
  guint32 epoch;
  guint32 batch;
} RnnPosition;

/**
 * RnnMetrics:
 *
 * What an epoch measured, as Keras' fit reports it: each batch before its
 * update, averaged over samples.  Without a validation split the last two are
 * NaN.
 */
typedef struct
{
  guint32 epoch;              /* from 1 */
  double  loss;
  double  accuracy;
  double  validation_loss;
  double  validation_accuracy;
} RnnMetrics;

/**
 * RnnLearner:
 *
 * One deterministic update at a time: the same spec, dataset and machine give
 * the same bits.  Not for two threads at once.
 */
typedef struct _RnnLearner RnnLearner;

typedef enum
{
  RNN_LEARNER_UPDATED,        /* an update inside an epoch */
  RNN_LEARNER_EPOCH,          /* an update that ended an epoch */
  RNN_LEARNER_FAILED          /* a number became non-finite; the state is now
                               * undefined until the next load_state */
} RnnLearnerResult;

/* Sets the network up with weights from spec->seed (a stream of its own).
 * Fails when the memory needed is absurd (RNN_ERROR_MEMORY, says how much). */
RnnLearner       *rnn_learner_new        (const RnnSpec     *spec,
                                          RnnDataset        *dataset,
                                          GError           **error);
void              rnn_learner_free       (RnnLearner        *learner);

/* One batch: forward, loss, gradients, clip, update.  @metrics is filled on
 * RNN_LEARNER_EPOCH.  RNN_ERROR_DIVERGED names the parameter (or the loss), the
 * epoch, the batch and, for a hidden state, the layer and time step. */
RnnLearnerResult  rnn_learner_update     (RnnLearner        *learner,
                                          RnnMetrics        *metrics,
                                          GError           **error);

const RnnSpec    *rnn_learner_spec       (const RnnLearner  *learner);
RnnDataset       *rnn_learner_dataset    (const RnnLearner  *learner);
const RnnNetwork *rnn_learner_network    (const RnnLearner  *learner);
RnnPosition       rnn_learner_position   (const RnnLearner  *learner);
guint             rnn_learner_batches    (const RnnLearner  *learner);
/* Arenas of rnn_learner_network ()->size floats. */
float            *rnn_learner_parameters (RnnLearner        *learner);
/* Clipped, of the last update; zeros before. */
const float      *rnn_learner_gradients  (const RnnLearner  *learner);
/* The parameters − those before the last update. */
const float      *rnn_learner_change     (RnnLearner        *learner);
const float      *rnn_learner_moment_m   (const RnnLearner  *learner);
const float      *rnn_learner_moment_v   (const RnnLearner  *learner);
/* The weights at the end of the epoch with the lowest (validation) loss and
 * that epoch's number (0: none yet, the initial weights). */
const float      *rnn_learner_best       (const RnnLearner  *learner,
                                          guint32           *epoch);
/* The samples of the next batch (training order of this epoch), transfer none,
 * valid until the next update. */
const guint32    *rnn_learner_next_batch (RnnLearner        *learner,
                                          guint             *n_samples);
/* Takes over the live settings of @spec (see RnnSetting.live): learning rate,
 * clip, epochs, and the batch size from the next epoch on. */
void              rnn_learner_set_live   (RnnLearner        *learner,
                                          const RnnSpec     *spec);

/* The whole state as one block of bytes: parameters, last gradients and
 * change, moments, best weights, random state, carried h, position, sums of
 * the current epoch.  Loading it goes on to the same bits. */
gsize             rnn_learner_state_size (const RnnLearner  *learner);
void              rnn_learner_save_state (const RnnLearner  *learner,
                                          void              *state);
void              rnn_learner_load_state (RnnLearner        *learner,
                                          const void        *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnLearner, rnn_learner_free)

G_END_DECLS
