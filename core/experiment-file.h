#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

/* The format that this program writes; a file with a larger number is refused
 * with a sentence. */
#define RNN_EXPERIMENT_FORMAT 1

/* Parses the text of a .unroll file.  Keys that are missing keep their default;
 * unknown or repeated keys and groups, wrong types and ranges fail with
 * RNN_ERROR_FORMAT: "line 7, training.learning_rate: …".  @name is shown in
 * messages. */
gboolean rnn_experiment_parse     (const char     *name,
                                   const char     *text,
                                   gssize          length,
                                   RnnSpec        *spec,
                                   GError        **error);
/* The file's text: every setting with its help as a comment, in table order,
 * so that two files differ only where their settings do (transfer full). */
char    *rnn_experiment_to_text   (const RnnSpec  *spec);
/* data.file is resolved against the experiment's folder. */
gboolean rnn_experiment_load      (const char     *path,
                                   RnnSpec        *spec,
                                   GError        **error);
/* Written whole or not at all. */
gboolean rnn_experiment_save      (const char     *path,
                                   const RnnSpec  *spec,
                                   GError        **error);

G_END_DECLS
