#pragma once

#include "core/network.h"

G_BEGIN_DECLS

/**
 * Golden:
 *
 * One golden case: an experiment with its initial weights, and what double
 * precision computed from it.  See GOLDENS.md.  N samples, T time steps, B the
 * first batch, U units, C classes, P = 1 or T outputs of a sample.
 */
typedef struct
{
  char       *name;
  RnnSpec     spec;
  RnnDataset *dataset;
  RnnNetwork  network;
  guint       n_samples;      /* N */
  guint       time_steps;     /* T */
  guint       n_outputs;      /* P */
  guint       first_batch;    /* B */

  float      *initial;        /* parameter arenas */
  double     *gradients;
  double     *clipped;        /* NULL: no clip */
  double     *after_step_1;
  double     *final;

  double      loss;
  double     *h[RNN_MAX_LAYERS];        /* B × T × U */
  double     *probs;                    /* B × P × C */
  double     *dh_norm[RNN_MAX_LAYERS];  /* T */

  guint       n_epochs;
  double     *epoch_loss;
  double     *epoch_accuracy;

  gboolean    has_evaluation;
  double      evaluation_loss;
  double      evaluation_accuracy;
  double     *evaluation_probs;         /* N × P × C */
} Golden;

/* Whatever is missing, of another shape or out of range is an error. */
Golden *golden_load (const char *path,
                     GError    **error);
void    golden_free (Golden     *golden);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Golden, golden_free)

G_END_DECLS
