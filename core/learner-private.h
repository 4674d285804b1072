#pragma once

#include "core/learner.h"
#include "core/sampler.h"
#include "core/state.h"

G_BEGIN_DECLS

/* What learner.c (its life), learner-state.c (settings in force, saving and
 * loading) and learner-update.c (the update itself) share. */
struct _RnnLearner
{
  RnnSpec      spec;
  RnnDataset  *dataset;
  RnnNetwork   network;
  RnnOptimizer optimizer;

  RnnState     state;

  /* Workspace; nothing of it outlives an update. */
  RnnSampler  *sampler;
  RnnPass     *pass;
  float       *change;
};

/* The batch size and the samples' order may change here, and only here. */
void  rnn_learner_begin_epoch   (RnnLearner       *learner);
/* The most samples that one pass will take. */
guint rnn_learner_capacity      (const RnnDataset *dataset,
                                 guint             batch);
/* Room in the workspace for the batches of this epoch. */
void  rnn_learner_grow          (RnnLearner       *learner);
/* From the spec to the state … */
void  rnn_learner_init_settings (RnnLearner       *learner);
/* … which is where settings live: spec, optimizer and workspace follow it. */
void  rnn_learner_follow_state  (RnnLearner       *learner);

G_END_DECLS
