#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

#define RNN_HISTORY_BUDGET (128u * 1024 * 1024)

/**
 * RnnEvent:
 *
 * Something a person changed while training ran, at its exact position: it was
 * applied after @position.update updates and before the next.
 */
typedef enum { RNN_EVENT_SETTINGS, RNN_EVENT_PARAMETERS } RnnEventKind;

typedef struct
{
  RnnEventKind kind;
  RnnPosition  position;
  RnnSpec      spec;          /* SETTINGS: the live settings from here on; its
                               * strings are NULL, as none of them is live */
  float       *parameters;    /* PARAMETERS: the whole arena from here on */
  gsize        n_parameters;  /* numbers in it */
} RnnEvent;

/**
 * RnnHistory:
 *
 * Every epoch's metrics, keyframes of the learner's state within a memory
 * budget, and the events.  Lists are ordered by position.
 *
 * A keyframe is only a short cut: replay from an earlier one gives the same
 * bits.  At first every update is kept.  When the budget is reached, the
 * keyframes inside epochs thin out by doubling their stride until only the ends
 * of epochs are left, which is where a scrubber goes; then these thin out in the
 * same way.  The first is always kept.  Beside them a few recent states stay,
 * so that the way back from the present is short in a long run, too.
 */
typedef struct _RnnHistory RnnHistory;

/* @state_size: as rnn_learner_state_size; @budget: bytes for keyframes and
 * events together; @update_work: about how many multiplications an update is,
 * which says how dense the recent states are to be. */
RnnHistory       *rnn_history_new           (gsize              state_size,
                                             gsize              budget,
                                             double             update_work);
void              rnn_history_free          (RnnHistory        *history);

/* @metrics must be of the epoch that follows the last known one. */
void              rnn_history_add_metrics   (RnnHistory        *history,
                                             const RnnMetrics  *metrics);
/* All metrics, epoch 1 first; transfer none, valid until the next add. */
const RnnMetrics *rnn_history_metrics       (const RnnHistory  *history,
                                             gsize             *n_metrics);

/* Offers @learner's state, which is saved if a keyframe is due where it stands
 * and there is none yet. */
void              rnn_history_keep          (RnnHistory        *history,
                                             const RnnLearner  *learner);
/* The last keyframe at or before @update updates: its state, and where. */
const void       *rnn_history_find_update   (const RnnHistory  *history,
                                             guint64            update,
                                             RnnPosition       *position);
/* The same, at or before the end of epoch @epoch. */
const void       *rnn_history_find_epoch    (const RnnHistory  *history,
                                             guint32            epoch,
                                             RnnPosition       *position);
gsize             rnn_history_n_keyframes   (const RnnHistory  *history);

/* Takes @event over.  It must not lie before another event; one of its kind at
 * the same position is replaced. */
void              rnn_history_add_event     (RnnHistory        *history,
                                             RnnEvent          *event);
const RnnEvent   *rnn_history_event         (const RnnHistory  *history,
                                             gsize              index);
gsize             rnn_history_n_events      (const RnnHistory  *history);

/* Forgets all metrics, keyframes and events after @position: the future is
 * about to become another one. */
void              rnn_history_truncate      (RnnHistory        *history,
                                             RnnPosition        position);
/* Bytes of keyframes and events. */
gsize             rnn_history_memory        (const RnnHistory  *history);

RnnEvent         *rnn_event_new_settings    (RnnPosition        position,
                                             const RnnSpec     *spec);
RnnEvent         *rnn_event_new_parameters  (RnnPosition        position,
                                             const float       *parameters,
                                             gsize              n_parameters);
void              rnn_event_free            (RnnEvent          *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnHistory, rnn_history_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnEvent, rnn_event_free)

G_END_DECLS
