#pragma once

#include <gio/gio.h>

#include "core/saved-state.h"

G_BEGIN_DECLS

/* Where an experiment comes from, on another thread: @spec and @saved (NULL
 * without a state) as rnn_experiment_load_until. */
typedef gboolean (*UnrollLoadFunc) (gconstpointer       data,
                                    const RnnProgress  *progress,
                                    RnnSpec            *spec,
                                    RnnSavedState     **saved,
                                    GError            **error);

/* An experiment with all that it needs, ready to take another one's place. */
typedef struct
{
  RnnSpec        spec;
  RnnSavedState *saved;       /* or NULL */
  RnnDataset    *dataset;
} UnrollOpened;

void           unroll_opened_free    (UnrollOpened        *opened);

/**
 * UnrollOpening:
 *
 * An experiment that is being read, with its text, beside the main loop.
 */
typedef struct _UnrollOpening UnrollOpening;

/* @load is called once with @data, which is destroyed afterwards on the main
 * thread.  @at_hand (nullable): a dataset that will do where nothing about it is
 * different.  Calls @callback in the end, from the main context. */
UnrollOpening *unroll_opening_new    (UnrollLoadFunc       load,
                                      gpointer             data,
                                      GDestroyNotify       destroy,
                                      RnnDataset          *at_hand,
                                      gpointer             source,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* (transfer full); NULL with an error: RNN_ERROR_CANCELLED, or what was wrong. */
UnrollOpened  *unroll_opening_finish (GAsyncResult        *result,
                                      GError             **error);
UnrollOpening *unroll_opening_ref    (UnrollOpening       *opening);
void           unroll_opening_unref  (UnrollOpening       *opening);
/* How much of it is done, 0 … 1. */
double         unroll_opening_share  (UnrollOpening       *opening);
/* It ends soon with RNN_ERROR_CANCELLED. */
void           unroll_opening_cancel (UnrollOpening       *opening);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollOpened, unroll_opened_free)

G_END_DECLS
