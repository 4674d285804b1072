#pragma once

#include "core/dataset.h"

G_BEGIN_DECLS

/**
 * RnnSampler:
 *
 * Which samples make each batch, and the batch itself.  An epoch's order
 * depends on the seed and the epoch's number alone, so that any batch can be
 * had again, in any order of asking.  Not for two threads at once.
 */
typedef struct _RnnSampler RnnSampler;

/* Some consecutive places in an epoch's order. */
typedef struct
{
  guint32 epoch;
  gsize   first;
  guint   n;
} RnnPlaces;

/* Batches of up to @capacity samples; @shuffle: anew at every epoch. */
RnnSampler     *rnn_sampler_new        (RnnDataset       *dataset,
                                        guint32           seed,
                                        gboolean          shuffle,
                                        guint             capacity);
void            rnn_sampler_free       (RnnSampler       *sampler);
/* From now on in another order: with @seed, if @shuffle. */
void            rnn_sampler_set_order  (RnnSampler       *sampler,
                                        guint32           seed,
                                        gboolean          shuffle);
/* From now on batches of up to @capacity samples. */
void            rnn_sampler_reserve    (RnnSampler       *sampler,
                                        guint             capacity);
/* Settles the order of @places' epoch, which takes seconds where there are many
 * millions of samples, and is else done when it is needed.  @cancel (nullable)
 * is polled atomically: non-zero stops after a part, FALSE; the next call goes
 * on from there. */
gboolean        rnn_sampler_prepare    (RnnSampler       *sampler,
                                        const RnnPlaces  *places,
                                        const int        *cancel);
/* The numbers of the training samples at @places (transfer none, valid until
 * the next call). */
const guint32  *rnn_sampler_numbers    (RnnSampler       *sampler,
                                        const RnnPlaces  *places);
/* The samples at @places (transfer none, valid until the next call). */
const RnnBatch *rnn_sampler_gather     (RnnSampler       *sampler,
                                        const RnnPlaces  *places);
/* The @n samples held out from number @first on, of those held out. */
const RnnBatch *rnn_sampler_gather_held_out (RnnSampler  *sampler,
                                             gsize        first,
                                             guint        n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnSampler, rnn_sampler_free)

G_END_DECLS
