#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

#define RNN_SWEEP_MIN_SEEDS 2
#define RNN_SWEEP_MAX_SEEDS 1000
/* The most epochs at which the losses of a sweep are kept: evenly spaced, with
 * the first and the last. */
#define RNN_SWEEP_MAX_POINTS 512

/* How one seed's training ended. */
typedef struct
{
  guint32  seed;
  guint32  epochs;            /* so many were trained: all, unless it diverged */
  guint32  reached;           /* the first epoch with accuracy 1; 0: none */
  gboolean diverged;          /* a number became non-finite */
  double   loss, accuracy;    /* of the last epoch; NaN where there is none */
} RnnSweepResult;

/* Which share of the losses lies below a line of the band. */
typedef enum
{
  RNN_SWEEP_LEAST,            /* 0 */
  RNN_SWEEP_LOW,              /* 10 % */
  RNN_SWEEP_LOWER,            /* 25 % */
  RNN_SWEEP_MEDIAN,           /* 50 % */
  RNN_SWEEP_UPPER,            /* 75 % */
  RNN_SWEEP_HIGH,             /* 90 % */
  RNN_SWEEP_GREATEST,         /* 100 % */
  RNN_SWEEP_N_QUANTILES
} RnnSweepQuantile;

/**
 * RnnSweepReport:
 *
 * What a sweep has found so far.  Immutable, counted atomically; the fields are
 * to be read only.
 */
typedef struct
{
  RnnSpec         spec;       /* with the first seed */
  guint           n_classes;  /* C: guessing is ln C and 1 / C */
  guint           n_seeds;    /* asked for */
  guint           n_done;
  RnnSweepResult *results;    /* n_done, in the order of the seeds */
  guint           n_reached;  /* of them reached accuracy 1 … */
  guint           n_diverged; /* … and diverged */
  guint32         median_reached; /* the epoch by which half of those that
                               * reached it had; 0: none did */

  guint           n_points;   /* P */
  guint32        *epochs;     /* P, from 1, rising */
  /* P each: over the seeds that got so far, linear between neighbours; NaN
   * where none did. */
  float          *quantiles[RNN_SWEEP_N_QUANTILES];

  /*< private >*/
  int             count;
} RnnSweepReport;

/**
 * RnnSweep:
 *
 * The same experiment from many seeds, spec->seed and those that follow, one
 * after the other: how much of a curve is luck.  A seed decides here what it
 * decides elsewhere, the weights and the order of the samples, so each result is
 * that of a run with that seed, to the bit.  One thread at a time.
 */
typedef struct _RnnSweep RnnSweep;

/* Fails as rnn_dataset_new_until and rnn_learner_new, and with RNN_ERROR_RANGE
 * when @n_seeds or the largest seed is beyond what there is. */
RnnSweep       *rnn_sweep_new          (const RnnSpec    *spec,
                                        guint             n_seeds,
                                        const int        *cancel,
                                        GError          **error);
void            rnn_sweep_free         (RnnSweep         *sweep);
gboolean        rnn_sweep_is_done      (const RnnSweep   *sweep);
/* Trains the next seed to its end.  A seed that diverges is a result;
 * @cancel (nullable) is polled atomically between updates: non-zero stops with
 * RNN_ERROR_CANCELLED, and that seed is not counted. */
gboolean        rnn_sweep_next         (RnnSweep         *sweep,
                                        const int        *cancel,
                                        GError          **error);
/* (transfer full) */
RnnSweepReport *rnn_sweep_report       (const RnnSweep   *sweep);

RnnSweepReport *rnn_sweep_report_ref   (RnnSweepReport   *report);
void            rnn_sweep_report_unref (RnnSweepReport   *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnSweep, rnn_sweep_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnSweepReport, rnn_sweep_report_unref)

G_END_DECLS
