#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/* How the samples of an epoch are put into order. */
typedef struct
{
  guint32  seed;
  gboolean shuffle;
} RnnOrder;

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
  guint64     restart;        /* updates before the moments were last zero */

  /* Settings in force that may change on the way. */
  double      learning_rate;
  double      clip_value;
  double      momentum;
  double      rho;
  double      beta_1, beta_2;
  double      epsilon;
  RnnOptimizerKind optimizer;
  gboolean    nesterov;
  RnnOrder    order;          /* of this epoch */
  RnnOrder    next_order;     /* from the next epoch on */
  RnnClip     clip;
  guint       next_batch;     /* samples a batch from the next epoch on */
} RnnStateHead;

/* What a state has beside the head, the parameters, their gradients and the
 * best ones. */
typedef struct
{
  gboolean m, v;              /* moments */
  gboolean change;            /* what the update before a restart added */
  guint    carry_rows;        /* 0: not stateful */
} RnnStateRoom;

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
  RnnStateRoom  room;
  float        *parameters;             /* arenas */
  float        *gradients;
  float        *best;
  float        *m, *v;                  /* NULL: no room */
  float        *change;                 /* NULL: no room */
  float        *carry[RNN_MAX_LAYERS];  /* rows × U; NULL: not stateful */
} RnnState;

/* The room that @optimizer needs. */
RnnStateRoom rnn_state_room (const RnnOptimizer *optimizer,
                         guint               carry_rows);
/* Bytes that a state takes. */
gsize rnn_state_measure (const RnnNetwork   *network,
                         const RnnStateRoom *room);
/* All zeros. */
void  rnn_state_init    (RnnState           *state,
                         const RnnNetwork   *network,
                         const RnnStateRoom *room);
void  rnn_state_clear   (RnnState           *state);
/* A state in @block, which is another's and stays so: not to be cleared. */
void  rnn_state_view    (RnnState           *state,
                         const RnnNetwork   *network,
                         const RnnStateRoom *room,
                         void               *block);
/* Both of the same network.  What @to has room for and @from has not becomes
 * zero. */
void  rnn_state_copy    (const RnnState     *to,
                         const RnnState     *from,
                         const RnnNetwork   *network);

G_END_DECLS
