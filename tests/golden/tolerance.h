#pragma once

#include "tests/golden/golden.h"

G_BEGIN_DECLS

/* Step 1 and loss curves, single precision; see GOLDENS.md. */
#define TOLERANCE_STEP_1 5e-6
#define TOLERANCE_LOSS   5e-5

typedef struct
{
  double after_step_1;
  double final;
} WeightTolerance;

/* What the final weights give is as near as they are. */
#define TOLERANCE_EVALUATION(weights) MAX (TOLERANCE_LOSS, (weights)->final)

/**
 * weight_tolerance:
 *
 * Ten times the spread of float32 implementations, from a float32_spread.json
 * that lies beside the golden file and knows the case.  Any other case (the
 * same families with other seeds and sizes) gets ten times the largest spread
 * of all cases of this directory with the same optimizer: how far the weights
 * spread is decided by the optimizer's division by the root of tiny numbers,
 * and how tiny they come out is a matter of the seed.  That default is never
 * tighter than what gradients and losses are allowed, which a plain SGD step
 * only adds up.
 */
gboolean weight_tolerance (const Golden     *golden,
                           const char       *golden_path,
                           const char       *directory,
                           WeightTolerance  *tolerance,
                           GError          **error);

G_END_DECLS
