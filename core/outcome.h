#pragma once

#include "core/intervention.h"
#include "core/trace.h"

G_BEGIN_DECLS

/**
 * RnnOutcome:
 *
 * What a sample comes to at given weights, without the way there: to be set
 * beside a trace's to see what an update bought.  Immutable, counted
 * atomically; the fields are to be read only.
 */
typedef struct
{
  gsize   sample;
  guint   n_outputs;          /* P, as in RnnTrace */
  guint   n_classes;          /* C */
  float  *y;                  /* P × C probabilities */
  float  *nll;                /* P */
  double  loss;               /* mean or sum of nll */

  /*< private >*/
  int     count;
} RnnOutcome;

/* @interventions (nullable): as if.  Fails as rnn_trace_new. */
RnnOutcome *rnn_outcome_new   (const RnnNetwork       *network,
                               const float            *parameters,
                               const RnnDataset       *dataset,
                               gsize                   sample,
                               RnnLossReduction        reduction,
                               const RnnInterventions *interventions,
                               GError                **error);
RnnOutcome *rnn_outcome_ref   (RnnOutcome             *outcome);
void        rnn_outcome_unref (RnnOutcome             *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnOutcome, rnn_outcome_unref)

G_END_DECLS
