#pragma once

#include "core/trace.h"
#include "core/update-trace.h"

G_BEGIN_DECLS

/* What a number is.  In brackets: which fields of its address count. */
typedef enum
{
  /* Of a trace */
  RNN_QUANTITY_X,             /* [layer, t, column] the layer's input */
  RNN_QUANTITY_Z,             /* [layer, t, column] before the activation */
  RNN_QUANTITY_H,             /* [layer, t, column]; t = 0: the start state */
  RNN_QUANTITY_LOGIT,         /* [t, column] */
  RNN_QUANTITY_Y,             /* [t, column] a probability */
  RNN_QUANTITY_NLL,           /* [t] −log p of the target */
  RNN_QUANTITY_LOSS,          /* mean or sum of them */
  RNN_QUANTITY_DLOGIT,        /* [t, column] δ at the output */
  RNN_QUANTITY_DH,            /* [layer, t, column] total ∂L/∂h_t */
  RNN_QUANTITY_SLOPE,         /* [layer, t, column] act′(z_t); 0 where h_t is
                               * held by an intervention */
  RNN_QUANTITY_DZ,            /* [layer, t, column] ∂L/∂z_t */
  RNN_QUANTITY_DX,            /* [t, column] ∂L/∂ an embedding's x_t */
  RNN_QUANTITY_DH_NORM,       /* [layer, t] ‖∂L/∂h_t‖ */
  RNN_QUANTITY_GRADIENT,      /* [parameter, row, column] of this sample */
  RNN_QUANTITY_WEIGHT,        /* [parameter, row, column] before the update */

  /* Of an update of the whole batch, each [parameter, row, column] */
  RNN_QUANTITY_BATCH_GRADIENT,
  RNN_QUANTITY_CLIPPED,
  RNN_QUANTITY_M_BEFORE,
  RNN_QUANTITY_M,
  RNN_QUANTITY_V_BEFORE,
  RNN_QUANTITY_V,
  RNN_QUANTITY_M_HAT,         /* Adam: m / (1 − β₁ᵗ) */
  RNN_QUANTITY_V_HAT,         /* Adam: v / (1 − β₂ᵗ) */
  RNN_QUANTITY_ROOT,          /* Adam: 1 / (√v̂ + ε̂); RMSprop: 1 / √(v + ε) */
  RNN_QUANTITY_STEP,          /* what is added */
  RNN_QUANTITY_WEIGHT_AFTER,

  /* Numbers that stand nowhere in a picture, and have no explanation */
  RNN_QUANTITY_COUNT,         /* −1, or 1 / P of a mean */
  RNN_QUANTITY_RATE,          /* learning rate */
  RNN_QUANTITY_MOMENTUM,
  RNN_QUANTITY_BETA_1,
  RNN_QUANTITY_REST_1,        /* 1 − β₁ */
  RNN_QUANTITY_BETA_2,        /* or RMSprop's ρ */
  RNN_QUANTITY_REST_2,        /* 1 − β₂, or 1 − ρ */
  RNN_QUANTITY_CORRECTION_1,  /* 1 / (1 − β₁ᵗ) */
  RNN_QUANTITY_CORRECTION_2,  /* 1 / (1 − β₂ᵗ) */
  RNN_QUANTITY_EPSILON,       /* RMSprop: ε; Adam: ε̂ = ε / √(1 − β₂ᵗ), as Keras
                               * adds ε to the root of v without a hat */
  RNN_QUANTITY_CLIP_FACTOR,   /* limit / norm */
  RNN_QUANTITY_CLIP_LIMIT     /* of a clip by value, with the gradient's sign */
} RnnQuantity;

/**
 * RnnAddress:
 *
 * Where a number stands, so that one can go there.  The comment of each quantity
 * names the fields that count; the others are 0.
 */
typedef struct
{
  RnnQuantity quantity;
  guint       layer;          /* from 0 */
  guint       t;              /* 1 … T */
  guint       parameter;      /* index into RnnNetwork.parameters */
  guint       row, column;    /* from 0 */
} RnnAddress;

typedef struct
{
  RnnAddress address;
  double     value;
} RnnFactor;

/* Which part of a formula a term belongs to. */
typedef enum
{
  RNN_PART_ONLY,              /* the formula has one part */
  RNN_PART_INPUT,             /* x_t W_xh */
  RNN_PART_RECURRENT,         /* h_{t−1} W_hh */
  RNN_PART_BIAS,
  RNN_PART_OUTPUT,            /* of ∂L/∂h_t: from the output at t */
  RNN_PART_ABOVE,             /* from the layer above at t */
  RNN_PART_NEXT               /* from step t + 1 */
} RnnPart;

#define RNN_MAX_FACTORS 4

/* A product of factors. */
typedef struct
{
  RnnPart   part;
  guint     n_factors;        /* 1 to RNN_MAX_FACTORS */
  RnnFactor factors[RNN_MAX_FACTORS];
  double    value;            /* their product; of SOFTMAX and LOG_SUM e to
                               * (it − shift) */
} RnnTerm;

/* What the sum of the terms still goes through. */
typedef enum
{
  RNN_FORM_GIVEN,             /* not computed here: an input, a weight, a start
                               * state, a sum over the batch; no terms */
  RNN_FORM_SILENCED,          /* held at 0 by an intervention; no terms */
  RNN_FORM_SUM,               /* nothing */
  RNN_FORM_ACTIVATION,        /* act (sum) */
  RNN_FORM_SLOPE,             /* act′, told from the only term, h */
  RNN_FORM_SOFTMAX,           /* term @chosen / sum */
  RNN_FORM_NEG_LOG,           /* −log of the only term */
  RNN_FORM_LOG_SUM,           /* log sum − log term @chosen: −log p, where p is
                               * too small for a float */
  RNN_FORM_NORM,              /* √sum */
  RNN_FORM_ROOT,              /* 1 / √sum */
  RNN_FORM_ROOT_FIRST         /* 1 / (√first term + second) */
} RnnForm;

/**
 * RnnExplanation:
 *
 * Where one number on the screen comes from, term by term.  @result is what
 * the terms come to in double precision; it equals @value, the number that is
 * shown, within the rounding of floats.
 */
typedef struct
{
  RnnAddress address;
  double     value;           /* as in the trace */
  RnnForm    form;
  guint      chosen;          /* SOFTMAX, LOG_SUM: number of the own term */
  double     shift;           /* SOFTMAX, LOG_SUM: taken off every exponent, so
                               * that e to it exists; mostly 0 */
  double     sum;             /* of the terms' values */
  double     result;
  guint      n_terms;
  RnnTerm   *terms;
} RnnExplanation;

/* The number at @address of @trace, which was made with @parameters.  FALSE when
 * there is none: beyond T, where no output is, another layer's unit. */
gboolean        rnn_trace_value    (const RnnTrace       *trace,
                                    const float          *parameters,
                                    const RnnAddress     *address,
                                    double               *value);
/* The same of an update: WEIGHT, BATCH_GRADIENT … WEIGHT_AFTER.  FALSE also when
 * the optimizer has no such number. */
gboolean        rnn_update_value   (const RnnUpdateTrace *update,
                                    const RnnAddress     *address,
                                    double               *value);
/* NULL where there is no number. */
RnnExplanation *rnn_explain        (const RnnTrace       *trace,
                                    const float          *parameters,
                                    const RnnAddress     *address);
RnnExplanation *rnn_explain_update (const RnnUpdateTrace *update,
                                    const RnnAddress     *address);
void            rnn_explanation_free (RnnExplanation     *explanation);
/* The sum of the terms of one part only; 0 when there is none. */
double          rnn_explanation_part (const RnnExplanation *explanation,
                                      RnnPart               part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnExplanation, rnn_explanation_free)

G_END_DECLS
