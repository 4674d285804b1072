#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

#define RNN_HISTORY_BUDGET (128u * 1024 * 1024)

/**
 * RnnEvent:
 *
 * Something a person changed while training ran, at its exact position: it was
 * applied after @update updates and before the next.
 */
typedef enum { RNN_EVENT_SETTINGS, RNN_EVENT_PARAMETERS } RnnEventKind;

typedef struct
{
  RnnEventKind kind;
  RnnPosition  position;
  RnnSpec      spec;          /* SETTINGS: the live settings from here on */
  float       *parameters;    /* PARAMETERS: the whole arena from here on */
} RnnEvent;

/**
 * RnnHistory:
 *
 * Every epoch's metrics, keyframes of the learner's state within a memory
 * budget, and the events.  When the budget is reached every second keyframe
 * goes and the stride between new ones doubles; the first is always kept.
 * Lists are ordered by position.
 */
typedef struct _RnnHistory RnnHistory;

RnnHistory       *rnn_history_new           (gsize              state_size,
                                             gsize              budget);
void              rnn_history_free          (RnnHistory        *history);

void              rnn_history_add_metrics   (RnnHistory        *history,
                                             const RnnMetrics  *metrics);
/* All metrics, epoch 1 first; transfer none, valid until the next add. */
const RnnMetrics *rnn_history_metrics       (const RnnHistory  *history,
                                             gsize             *n_metrics);
/* TRUE when a keyframe is due at @position by the present stride. */
gboolean          rnn_history_wants_keyframe (const RnnHistory *history,
                                             RnnPosition        position);
/* Saves @learner's state as a keyframe; one at the same position is replaced. */
void              rnn_history_add_keyframe  (RnnHistory        *history,
                                             const RnnLearner  *learner);
/* The last keyframe at or before @update updates: its state, and where. */
const void       *rnn_history_find_keyframe (const RnnHistory  *history,
                                             guint64            update,
                                             RnnPosition       *position);
/* Takes @event over. */
void              rnn_history_add_event     (RnnHistory        *history,
                                             RnnEvent          *event);
const RnnEvent   *rnn_history_events        (const RnnHistory  *history,
                                             gsize             *n_events);
/* Forgets all metrics, keyframes and events after @position: the future is
 * about to become another one. */
void              rnn_history_truncate      (RnnHistory        *history,
                                             RnnPosition        position);
gsize             rnn_history_memory        (const RnnHistory  *history);

void              rnn_event_free            (RnnEvent          *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnHistory, rnn_history_free)

G_END_DECLS
