#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/* Learners for tests.  Whatever fails in these ends the test. */

/* Sets one setting from its text form. */
void        learning_set             (RnnSpec           *spec,
                                      const char        *name,
                                      const char        *value);
/* Of the default experiment with @settings changed: names and values in turn,
 * then NULL. */
RnnLearner *learning_new             (const char *const *settings);
/* TRUE when the update ended an epoch. */
gboolean    learning_update          (RnnLearner        *learner,
                                      RnnMetrics        *metrics);
void        learning_update_times    (RnnLearner        *learner,
                                      guint              n);
RnnMetrics  learning_finish_epoch    (RnnLearner        *learner);
/* The learner's state (transfer full). */
gpointer    learning_save            (const RnnLearner  *learner);
/* Bytes of an arena of parameters. */
gsize       learning_arena_bytes     (const RnnLearner  *learner);
float      *learning_copy_parameters (RnnLearner        *learner);

G_END_DECLS
