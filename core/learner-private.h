#pragma once

#include "core/learner.h"
#include "core/sampler.h"
#include "core/state.h"

G_BEGIN_DECLS

/* What learner.c (its life, settings and state) and learner-update.c (the
 * update itself) share. */
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

/* The batch size may change here, and only here. */
void rnn_learner_begin_epoch (RnnLearner *learner);

G_END_DECLS
