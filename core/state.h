#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/* The small part of a learner's state. */
typedef struct
{
  RnnPosition position;
  double      loss_sum;       /* Σ samples · L of this epoch's batches */
  guint64     correct;        /* positions of this epoch */
  double      best_loss;
  guint32     best_epoch;
  guint       batch;          /* samples a batch in this epoch */
  double      last_rate;      /* learning rate of the last update */

  /* Live settings in force. */
  double      learning_rate;
  double      clip_value;
  RnnClip     clip;
  guint       epochs;
  guint       next_batch;     /* samples a batch from the next epoch on */
} RnnStateHead;

/**
 * RnnState:
 *
 * All that a learner must remember from one update to the next, in one block
 * that begins with the head: saving and loading it are one memcpy.
 */
typedef struct
{
  RnnStateHead *head;
  gsize         size;                   /* bytes of the block */
  float        *parameters;             /* arenas */
  float        *gradients;
  float        *best;
  float        *m, *v;                  /* NULL: the optimizer has none */
  float        *carry[RNN_MAX_LAYERS];  /* rows × U; NULL: not stateful */
} RnnState;

/* Bytes that a state takes; @carry_rows 0: not stateful. */
gsize rnn_state_measure (const RnnNetwork   *network,
                         const RnnOptimizer *optimizer,
                         guint               carry_rows);
/* All zeros. */
void  rnn_state_init    (RnnState           *state,
                         const RnnNetwork   *network,
                         const RnnOptimizer *optimizer,
                         guint               carry_rows);
void  rnn_state_clear   (RnnState           *state);

G_END_DECLS
