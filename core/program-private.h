#pragma once

#include "core/program.h"

G_BEGIN_DECLS

/* The parts of a script: what program.c, which joins them, and those that write
 * them share.  Each appends its lines to @code. */

/* "# Title ----…" */
void rnn_program_append_title    (GString          *code,
                                  const char       *title);
/* The text, the windows of it, and how a letter enters the network: letters,
 * x, y, n_train. */
void rnn_program_append_samples  (GString          *code,
                                  const RnnProgram *program);
/* print_predictions and main, which need build_model, predict, train and
 * read_weights. */
void rnn_program_append_main     (GString          *code,
                                  const RnnProgram *program);
/* The other library's: its import, and the four functions named above. */
void rnn_program_append_keras_import   (GString          *code,
                                        const RnnProgram *program);
void rnn_program_append_keras          (GString          *code,
                                        const RnnProgram *program);
void rnn_program_append_pytorch_import (GString          *code,
                                        const RnnProgram *program);
void rnn_program_append_pytorch        (GString          *code,
                                        const RnnProgram *program);

/* "name = value" of a number, as it is read back to the same double. */
void rnn_program_append_number   (GString          *code,
                                  const char       *name,
                                  double            value);
/* "simple_rnn", "simple_rnn_1" … (transfer full) */
char *rnn_program_layer_name     (guint             layer);

G_END_DECLS
