#pragma once

#include "core/run.h"
#include "core/state.h"

G_BEGIN_DECLS

/**
 * RnnSavedState:
 *
 * Where a run stood, with all that its past is made of: from here it goes on to
 * the same bits, and any earlier moment of it can be reached again.  Immutable,
 * counted atomically; the fields are to be read only.
 */
typedef struct
{
  RnnSpec     spec;           /* with the settings in force */
  RnnSpec     start;          /* those of a branch, at the start; its strings are
                               * NULL */
  guint64     data;           /* rnn_dataset_checksum */
  RnnNetwork  network;
  RnnState    state;          /* owned */
  RnnSeries  *metrics;        /* of the epochs that are complete */
  GPtrArray  *events;         /* of RnnEvent, up to here */

  /*< private >*/
  int         count;
} RnnSavedState;

/* Where @run stands. */
RnnSavedState *rnn_saved_state_new   (RnnRun              *run);
/* An empty one, to be filled. */
RnnSavedState *rnn_saved_state_alloc (void);
RnnSavedState *rnn_saved_state_ref   (const RnnSavedState *saved);
void           rnn_saved_state_unref (RnnSavedState       *saved);

/* The settings with which it began, for the dataset (to be cleared). */
void           rnn_saved_state_start_spec (const RnnSavedState *saved,
                                      RnnSpec             *spec);
/* A run that stands there and goes on with the settings of @spec, which may
 * differ from saved->spec in live ones; that is an event.  Fails with
 * RNN_ERROR_DATA when @dataset is another text than it was, with
 * RNN_ERROR_SETTING when other settings differ, and as rnn_run_new. */
RnnRun        *rnn_run_new_saved     (const RnnSavedState *saved,
                                      const RnnSpec       *spec,
                                      RnnDataset          *dataset,
                                      GError             **error);

/* The settings that may change in a branch, from one to the other. */
void           rnn_saved_state_copy_settings (RnnSpec       *to,
                                              const RnnSpec *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnSavedState, rnn_saved_state_unref)

G_END_DECLS
