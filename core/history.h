#pragma once

#include "core/keyframes.h"
#include "core/series.h"

G_BEGIN_DECLS

/**
 * RnnEvent:
 *
 * Something a person changed while training ran, at its exact position: it was
 * applied after @position.update updates and before the next.
 */
typedef enum
{
  RNN_EVENT_SETTINGS,
  RNN_EVENT_PARAMETERS,
  RNN_EVENT_BRANCH
} RnnEventKind;

typedef struct
{
  RnnEventKind kind;
  RnnPosition  position;
  RnnSpec      spec;          /* SETTINGS: the live settings from here on;
                               * BRANCH: those that a branch may change; its
                               * strings are NULL, as none is among them */
  float       *parameters;    /* PARAMETERS: the whole arena from here on */
  gsize        n_parameters;  /* numbers in it */
} RnnEvent;

/**
 * RnnHistory:
 *
 * Every epoch's metrics, keyframes, and the events.  Lists are ordered by
 * position.
 */
typedef struct _RnnHistory RnnHistory;

/* Takes @keyframes over; events take their memory from the same budget. */
RnnHistory       *rnn_history_new           (RnnKeyframes      *keyframes);
/* What was known at @position, for a run that goes another way from there on,
 * with @keyframes, which it takes over. */
RnnHistory       *rnn_history_branch        (const RnnHistory  *history,
                                             RnnPosition        position,
                                             RnnKeyframes      *keyframes);
/* What was known of a run: for a history that knows nothing yet. */
void              rnn_history_restore       (RnnHistory        *history,
                                             const RnnSeries   *metrics,
                                             GPtrArray         *events);
void              rnn_history_free          (RnnHistory        *history);
/* (transfer none) */
RnnKeyframes     *rnn_history_keyframes     (const RnnHistory  *history);

/* @metrics must be of the epoch that follows the last known one. */
void              rnn_history_add_metrics   (RnnHistory        *history,
                                             const RnnMetrics  *metrics);
/* All metrics; transfer none. */
const RnnSeries  *rnn_history_series        (const RnnHistory  *history);

/* Takes @event over.  It must not lie before another event; one of its kind at
 * the same position is replaced, but a branch is not: each may have begun with
 * new moments. */
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
RnnEvent         *rnn_event_new_branch      (RnnPosition        position,
                                             const RnnSpec     *spec);
RnnEvent         *rnn_event_new_parameters  (RnnPosition        position,
                                             const float       *parameters,
                                             gsize              n_parameters);
RnnEvent         *rnn_event_copy            (const RnnEvent    *event);
void              rnn_event_free            (RnnEvent          *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnHistory, rnn_history_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnEvent, rnn_event_free)

G_END_DECLS
