#pragma once

#include "core/dataset.h"
#include "core/network.h"

G_BEGIN_DECLS

typedef enum
{
  RNN_INTERVENTION_SILENCE,   /* layer, unit, t (0: every step): h_t[unit] is
                               * held at 0 */
  RNN_INTERVENTION_CUT,       /* layer: nothing flows through W_hh */
  RNN_INTERVENTION_LETTER,    /* t, letter: another letter comes in at t; the
                               * target stays */
  RNN_INTERVENTION_WEIGHT     /* index, value: a parameter is another number */
} RnnInterventionKind;

/**
 * RnnIntervention:
 *
 * A "what if" asked of a picture: the trace of the inspected sample, the shown
 * samples and the prediction answer as if; training goes on untouched.  The
 * comment of each kind names the fields that count.
 *
 * No gradient flows back through a unit that is held, whose own ∂L/∂h_t still
 * says what it would do to the loss, nor through W_hh where it is cut.
 */
typedef struct
{
  RnnInterventionKind kind;
  guint               layer;  /* from 0 */
  guint               unit;   /* from 0 */
  guint               t;      /* 1 … T */
  guint16             letter; /* class number */
  gsize               index;  /* into the parameter arena */
  float               value;  /* finite, up to ±RNN_MAX_WEIGHT */
} RnnIntervention;

/* Enough to type all 47 numbers of the first network. */
#define RNN_MAX_INTERVENTIONS 64
/* Far beyond what a weight ever needs to be; its products stay finite. */
#define RNN_MAX_WEIGHT 1e6f

/* Several at once.  Plain data; all zeros: none. */
typedef struct
{
  guint           n;
  RnnIntervention list[RNN_MAX_INTERVENTIONS];
} RnnInterventions;

/* Whether all of them speak of layers, units, steps, letters and parameters that
 * exist, and of numbers that a parameter may be.  If not: RNN_ERROR_RANGE, with
 * what there is. */
gboolean rnn_interventions_check    (const RnnInterventions *interventions,
                                     const RnnNetwork       *network,
                                     const RnnDataset       *dataset,
                                     GError                **error);
gboolean rnn_interventions_equal    (const RnnInterventions *a,
                                     const RnnInterventions *b);
/* Whether h_t[unit] is held at 0, and whether W_hh is cut. */
gboolean rnn_interventions_silences (const RnnInterventions *interventions,
                                     guint                   layer,
                                     guint                   unit,
                                     guint                   t);
gboolean rnn_interventions_cuts     (const RnnInterventions *interventions,
                                     guint                   layer);
/* Whether the parameter at @index is another number: @value (nullable). */
gboolean rnn_interventions_edits    (const RnnInterventions *interventions,
                                     gsize                   index,
                                     float                  *value);
/* Whether any parameter is. */
gboolean rnn_interventions_edit_any (const RnnInterventions *interventions);
/* A copy of @parameters (an arena of @size) with the other numbers (transfer
 * full); NULL if there are none, or no @interventions. */
float   *rnn_interventions_edited   (const RnnInterventions *interventions,
                                     const float            *parameters,
                                     gsize                   size);
/* How many letters an input can be; 0: it is none. */
guint    rnn_interventions_letters  (const RnnDataset       *dataset);
/* Puts the other letters into row @row of @batch, of @dataset. */
void     rnn_interventions_swap     (const RnnInterventions *interventions,
                                     const RnnDataset       *dataset,
                                     RnnBatch               *batch,
                                     guint                   row);
/* Those that mean something for other windows of @time_steps letters too: what
 * is said of every step, and of parameters. */
void     rnn_interventions_lasting  (const RnnInterventions *interventions,
                                     guint                   time_steps,
                                     RnnInterventions       *lasting);

G_END_DECLS
