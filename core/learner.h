#pragma once

#include "core/optimizer.h"
#include "core/parts.h"

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

/* More than this for learners is a slip of the user's. */
#define RNN_LEARNER_MEMORY_LIMIT G_GUINT64_CONSTANT (2147483648)

/* The memory that a learner of @spec takes, in bytes.  Only the sizes of
 * @dataset are read. */
guint64           rnn_learner_memory     (const RnnSpec     *spec,
                                          const RnnDataset  *dataset);
/* Whether a learner of @spec takes a sensible amount of memory.  If not:
 * RNN_ERROR_MEMORY, which says how much it would take. */
gboolean          rnn_learner_check_memory (const RnnSpec    *spec,
                                            const RnnDataset *dataset,
                                            GError          **error);
/* Sets the network up with weights from spec->seed (a stream of its own).
 * Fails as rnn_learner_check_memory. */
RnnLearner       *rnn_learner_new        (const RnnSpec     *spec,
                                          RnnDataset        *dataset,
                                          GError           **error);
void              rnn_learner_free       (RnnLearner        *learner);
/* At most so many threads, 1 or 2, the caller's counted; as many as the machine
 * has processors if it is not said.  The second one only helps where batches are
 * taken in two halves (parts.h), and is joined when the learner is freed; the
 * bits are the same. */
void              rnn_learner_set_threads (RnnLearner       *learner,
                                          guint              n_threads);

/* One batch: forward, loss, gradients, clip, update.  @metrics is filled on
 * RNN_LEARNER_EPOCH.  RNN_ERROR_DIVERGED names the parameter (or the loss), the
 * epoch, the batch and, for a hidden state, the layer and time step. */
RnnLearnerResult  rnn_learner_update     (RnnLearner        *learner,
                                          RnnMetrics        *metrics,
                                          GError           **error);
/* The same, but what of it may take very long can be stopped: @cancel (nullable)
 * is polled atomically between parts of a shuffle and between batches of
 * samples held out.  Non-zero fails with RNN_ERROR_CANCELLED, but what was
 * done is kept, so that the same update is done sooner the next time.  When the
 * position is still the old one, the state is, too. */
RnnLearnerResult  rnn_learner_update_until (RnnLearner      *learner,
                                          RnnMetrics        *metrics,
                                          const int         *cancel,
                                          GError           **error);

/* The next update but for what may end an epoch, for a trace: forward, loss,
 * gradients, which are copied to @unclipped (an arena), clip, update.  The state
 * is afterwards undefined until the next load_state.  FALSE as rnn_learner_update
 * fails. */
gboolean          rnn_learner_rehearse   (RnnLearner        *learner,
                                          float             *unclipped,
                                          GError           **error);

const RnnSpec    *rnn_learner_spec       (const RnnLearner  *learner);
/* As the live settings in force have it. */
const RnnOptimizer *rnn_learner_optimizer (const RnnLearner *learner);
RnnDataset       *rnn_learner_dataset    (const RnnLearner  *learner);
const RnnNetwork *rnn_learner_network    (const RnnLearner  *learner);
RnnPosition       rnn_learner_position   (const RnnLearner  *learner);
guint             rnn_learner_batches    (const RnnLearner  *learner);
/* Arenas of rnn_learner_network ()->size floats. */
float            *rnn_learner_parameters (RnnLearner        *learner);
/* Of the last update, clipped; zeros before the first. */
const float      *rnn_learner_gradients  (const RnnLearner  *learner);
/* What the last update added to each parameter; zeros before the first.
 * Worked out on demand, valid until the next call. */
const float      *rnn_learner_change     (RnnLearner        *learner);
/* NULL when the optimizer has no use for them. */
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
/* Updates since the moments were zero. */
guint64           rnn_learner_updates_since_restart (const RnnLearner *learner);
/* Takes over the live settings of @spec (see RnnSetting.live): learning rate,
 * clip, epochs, and the batch size from the next epoch on, but for a stateful
 * network, whose rows carry their states over: as in Keras it keeps its batch
 * size.  rnn_learner_spec tells what is in force. */
void              rnn_learner_set_live   (RnnLearner        *learner,
                                          const RnnSpec     *spec);
/* The number of epochs is only a plan, and no part of the state. */
void              rnn_learner_set_epochs (RnnLearner        *learner,
                                          guint              epochs);
/* Takes over the title and the notes of @spec. */
void              rnn_learner_describe   (RnnLearner        *learner,
                                          const RnnSpec     *spec);
/* Takes over what a branch may change, too (see RnnSetting.branch): the
 * optimizer, whose moments start again from zero unless it is the same, and from
 * the next epoch on the order of the samples.  For a learner that was made for
 * @spec by rnn_learner_new_branch. */
void              rnn_learner_branch     (RnnLearner        *learner,
                                          const RnnSpec     *spec);
/* Another learner that stands where @learner stands; its states have room for
 * the moments that @spec asks for, once it is told so by rnn_learner_branch. */
RnnLearner       *rnn_learner_new_branch (const RnnLearner  *learner,
                                          const RnnSpec     *spec);

/* The whole state as one block of bytes: parameters, last gradients, moments,
 * best weights, carried h, position, sums of the current epoch, the settings
 * that may change but for the number of epochs, which is only a plan.  (The
 * order of an epoch's samples depends on the seed and the epoch alone.)  Loading
 * it goes on to the same bits. */
gsize             rnn_learner_state_size (const RnnLearner  *learner);
void              rnn_learner_save_state (const RnnLearner  *learner,
                                          void              *state);
void              rnn_learner_load_state (RnnLearner        *learner,
                                          const void        *state);
/* Whether a state of one is one of the other as it is.  Else, of learners that
 * are branches of each other, it can be made into one. */
gboolean          rnn_learner_same_states (const RnnLearner *a,
                                          const RnnLearner  *b);
void              rnn_learner_convert_state (const RnnLearner *learner,
                                          void              *state,
                                          const RnnLearner  *from,
                                          const void        *from_state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnLearner, rnn_learner_free)

G_END_DECLS
