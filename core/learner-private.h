#pragma once

#include "core/learner.h"
#include "core/sampler.h"
#include "core/state.h"

G_BEGIN_DECLS

/* How far the samples held out are measured: sums over those before @first. */
typedef struct
{
  gsize       first;
  double      loss_sum;
  guint64     correct;
  guint64     positions;

  guint       batch;          /* in batches of so many … */
  float      *parameters;     /* … at these; NULL: not begun */
} RnnHeldOut;

/* What learner.c (its life), learner-state.c (settings in force, saving and
 * loading) and learner-update.c (the update itself) share. */
struct _RnnLearner
{
  RnnSpec      spec;
  RnnDataset  *dataset;
  RnnNetwork   network;
  RnnOptimizer optimizer;

  RnnState     state;

  /* Workspace; nothing of it outlives an update, but for what was stopped. */
  RnnSampler  *sampler;
  RnnParts    *parts;
  guint        n_threads;     /* at most, 1 or 2 */
  RnnTeam     *team;          /* NULL: not needed yet */
  float       *change;
  RnnHeldOut   held_out;      /* of a measuring that was stopped */
};

/* The batch size and the samples' order may change here, and only here. */
void  rnn_learner_begin_epoch   (RnnLearner       *learner);
/* The most samples that one pass will take. */
guint rnn_learner_capacity      (const RnnDataset *dataset,
                                 guint             batch);
/* The workspace for the batches of this epoch. */
void  rnn_learner_fit           (RnnLearner       *learner);
/* The threads that this epoch's batches are worth. */
void  rnn_learner_gather_team   (RnnLearner       *learner);
/* From the spec to the state … */
void  rnn_learner_init_settings (RnnLearner       *learner);
/* … which is where settings live: spec, optimizer and workspace follow it. */
void  rnn_learner_follow_state  (RnnLearner       *learner);

G_END_DECLS
