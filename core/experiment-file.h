#pragma once

#include "core/saved-state.h"

G_BEGIN_DECLS

/* The newest format that this program reads; a file with a larger number is
 * refused with a sentence.  Each file has the oldest that will do: 1 for settings
 * alone, 2 with a saved state. */
#define RNN_EXPERIMENT_FORMAT 2

/* Parses the text of a .unroll file.  Keys that are missing keep their default;
 * unknown or repeated keys and groups, wrong types and ranges fail with
 * RNN_ERROR_FORMAT: "line 7, training.learning_rate: …".  @name is shown in
 * messages. */
gboolean rnn_experiment_parse     (const char     *name,
                                   const char     *text,
                                   gssize          length,
                                   RnnSpec        *spec,
                                   GError        **error);
/* The same; @saved gets the state that was saved with the settings, or NULL if
 * there is none.  Its own settings are those that were in force, and may differ
 * from @spec if the file was edited: see rnn_run_new_saved. */
gboolean rnn_experiment_parse_state (const char   *name,
                                   const char     *text,
                                   gssize          length,
                                   RnnSpec        *spec,
                                   RnnSavedState **saved,
                                   GError        **error);
/* The file's text: every setting with its help as a comment, in table order,
 * so that two files differ only where their settings do (transfer full). */
char    *rnn_experiment_to_text   (const RnnSpec  *spec);
/* The same with a state, of which @spec are the settings: as saved->spec, but for
 * its title, notes and the name of its text, or what was edited.  See
 * core/state-text.h. */
char    *rnn_experiment_state_to_text (const RnnSpec *spec,
                                   const RnnSavedState *saved);
/* data.file is resolved against the experiment's folder. */
gboolean rnn_experiment_load      (const char     *path,
                                   RnnSpec        *spec,
                                   GError        **error);
gboolean rnn_experiment_load_state (const char    *path,
                                   RnnSpec        *spec,
                                   RnnSavedState **saved,
                                   GError        **error);
/* The same; cancelled by @progress (nullable) it fails with
 * RNN_ERROR_CANCELLED. */
gboolean rnn_experiment_load_until (const char    *path,
                                   const RnnProgress *progress,
                                   RnnSpec        *spec,
                                   RnnSavedState **saved,
                                   GError        **error);
/* Written whole or not at all. */
gboolean rnn_experiment_save      (const char     *path,
                                   const RnnSpec  *spec,
                                   GError        **error);
/* The same with the state.  Fails with RNN_ERROR_MEMORY, too, when the file would
 * be larger than any that is read. */
gboolean rnn_experiment_save_state (const char    *path,
                                   const RnnSpec  *spec,
                                   const RnnSavedState *saved,
                                   GError        **error);

G_END_DECLS
