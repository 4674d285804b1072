#pragma once

#include "core/network.h"

G_BEGIN_DECLS

/* One row of Keras' model summary. */
typedef struct
{
  char  name[32];             /* "simple_rnn", "simple_rnn_1", "dense" … */
  char  type[32];             /* "SimpleRNN" … */
  guint output[3];            /* the shape without the batch: n_output numbers */
  guint n_output;
  gsize parameters;
} RnnSummaryRow;

#define RNN_MAX_SUMMARY_ROWS (RNN_MAX_LAYERS + 2)

/* Fills @rows, bottom layer first; returns how many. */
guint rnn_summary (const RnnNetwork *network,
                   guint             time_steps,
                   RnnSummaryRow     rows[RNN_MAX_SUMMARY_ROWS]);

G_END_DECLS
