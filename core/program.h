#pragma once

#include "core/network.h"

G_BEGIN_DECLS

typedef enum { RNN_DIALECT_KERAS, RNN_DIALECT_PYTORCH, RNN_N_DIALECTS } RnnDialect;

/**
 * RnnProgram:
 *
 * An experiment with its weights, to be written as a Python script that rebuilds
 * it with another library: the same samples, network, optimizer and weights.
 * It prints what the network expects after each sample, goes on training when
 * asked to, and saves its weights as rnn_weights_load reads them.  All members
 * are borrowed.
 */
typedef struct
{
  RnnDialect        dialect;
  const RnnSpec    *spec;
  const RnnNetwork *network;
  const RnnDataset *dataset;    /* of a text */
  const float      *parameters; /* an arena */
} RnnProgram;

/* "keras" or "pytorch" */
const char *rnn_dialect_name         (RnnDialect        dialect);
/* FALSE when there is no dialect of that name. */
gboolean    rnn_dialect_find         (const char       *name,
                                      RnnDialect       *dialect);

/* Whether the script has the weights in itself: those of a small network. */
gboolean    rnn_program_is_whole     (const RnnProgram *program);
/* Where the weights of the script @path go: beside it (transfer full). */
char       *rnn_program_weights_path (const char       *path);
/* The text of the script @path (transfer full).  No text of the experiment can
 * be anything but a string in it. */
char       *rnn_program_to_text      (const RnnProgram *program,
                                      const char       *path);
/* Writes the script, and its weights beside it unless it is whole.  Fails with
 * RNN_ERROR_FILE. */
gboolean    rnn_program_save         (const RnnProgram *program,
                                      const char       *path,
                                      GError          **error);

G_END_DECLS
