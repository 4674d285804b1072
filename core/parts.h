#pragma once

#include "core/pass.h"
#include "core/team.h"

G_BEGIN_DECLS

/* A batch is taken whole, or in two halves. */
#define RNN_MAX_PARTS 2

/**
 * RnnParts:
 *
 * The passes of one batch.  Where an update is much work the batch is taken in
 * two halves, the first samples and the others, whose gradients are added in
 * this order.  Whether it is depends on the shape of the network and the batch
 * size alone, so that the result is the same bits whether one thread does both
 * halves or two do one each.
 */
typedef struct
{
  guint     n;                            /* parts */
  guint     capacity;                     /* most samples, all together */
  RnnPass  *passes[RNN_MAX_PARTS];

  /*< private >*/
  RnnTeam  *team;                         /* borrowed; NULL: one thread */
  RnnBatch *samples[RNN_MAX_PARTS];       /* of each part; none for a whole */
  float    *gradients;                    /* of the second part, an arena */
} RnnParts;

/* For batches of up to @capacity samples of @dataset.  @network must outlive
 * it. */
RnnParts *rnn_parts_new      (const RnnNetwork  *network,
                              const RnnDataset  *dataset,
                              guint              capacity);
void      rnn_parts_free     (RnnParts          *parts);
/* Bytes that rnn_parts_new would take. */
gsize     rnn_parts_memory   (const RnnNetwork  *network,
                              const RnnDataset  *dataset,
                              guint              capacity);
/* From now on @team (borrowed; NULL: the caller alone) does the work. */
void      rnn_parts_set_team (RnnParts          *parts,
                              RnnTeam           *team);
/* The states that the next @n samples start from: @carry (one array of n × U a
 * layer), or zeros for NULL. */
void      rnn_parts_start    (RnnParts          *parts,
                              guint              n,
                              float *const      *carry);
/* The states that the last samples ended with, to @carry. */
void      rnn_parts_keep     (const RnnParts    *parts,
                              float *const      *carry);
/* Forward, the sum of nll, and the hits; see rnn_pass_forward and rnn_pass_loss.
 * Then, unless the sum is out of bounds (RNN_TOO_LARGE), the gradients of the
 * batch's L to the arena @gradients (NULL: none); see rnn_pass_backward. */
double    rnn_parts_measure  (RnnParts          *parts,
                              const float       *parameters,
                              const RnnBatch    *batch,
                              RnnLossReduction   reduction,
                              gsize             *n_correct,
                              float             *gradients);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnParts, rnn_parts_free)

G_END_DECLS
