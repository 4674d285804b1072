#pragma once

/* The optimizers' steps.  Included by core/kernels-set.c only. */

#include <math.h>

#include "core/kernels.h"
#include "core/kernels-math.h"

/* 1 for NaN too. */
static inline gint32
too_large (float x)
{
  return !(fabsf (x) < RNN_TOO_LARGE);
}

static gboolean
bounded (gsize        n,
         const float *x)
{
  gint32 bad = 0;

  for (gsize i = 0; i < n; i++)
    bad |= too_large (x[i]);

  return !bad;
}

/* A rule is the body of a loop over the numbers i. */
#define STEP_FUNCTION(name, body) \
static gboolean \
name (const RnnRuleStep *step) \
{ \
  const RnnRuleStep s = *step; \
  float *restrict w = s.w; \
  float *restrict m = s.m; \
  float *restrict v = s.v; \
  const float *restrict gradients = s.g; \
  gint32 bad = 0; \
 \
  (void) m; \
  (void) v; \
  for (gsize i = 0; i < s.n; i++) \
    { \
      float g = gradients[i]; \
 \
      body \
      bad |= too_large (g) | too_large (w[i]); \
    } \
 \
  return !bad; \
}

STEP_FUNCTION (step_sgd,
               w[i] -= s.rate * g;)

STEP_FUNCTION (step_momentum,
               m[i] = s.momentum * m[i] - s.rate * g;
               w[i] += m[i];)

STEP_FUNCTION (step_nesterov,
               m[i] = s.momentum * m[i] - s.rate * g;
               w[i] += s.momentum * m[i] - s.rate * g;)

STEP_FUNCTION (step_rmsprop,
               v[i] += s.gain_v * (g * g - v[i]);
               w[i] -= s.rate * g / sqrtf (v[i] + s.epsilon);)

STEP_FUNCTION (step_rmsprop_momentum,
               v[i] += s.gain_v * (g * g - v[i]);
               m[i] = s.momentum * m[i]
                      + s.rate * g / sqrtf (v[i] + s.epsilon);
               w[i] -= m[i];)

/* Adam is the usual rule, and at one sample an update takes as long as the
 * recurrence: hence by hand, with the root and the quotient of kernels-math.h.
 * @squares adds up those of all g and w. */
INLINE void
adam_lanes (const RnnRuleStep *s,
            Vector             g,
            Vector            *w,
            Vector            *m,
            Vector            *v,
            Vector            *squares)
{
  *m += all (s->gain_m) * (g - *m);
  *v += all (s->gain_v) * (g * g - *v);
  *w -= all (s->rate)
        * vector_quotient (*m, vector_root (*v) + all (s->epsilon));
  squares[0] += g * g;
  squares[1] += *w * *w;
}

static gboolean
step_adam (const RnnRuleStep *step)
{
  const RnnRuleStep s = *step;
  Vector squares[2] = { { 0.0f } };
  gsize i;

  for (i = 0; i + LANES <= s.n; i += LANES)
    {
      Vector w = load (s.w + i), m = load (s.m + i), v = load (s.v + i);

      adam_lanes (&s, load (s.g + i), &w, &m, &v, squares);
      store (s.w + i, w);
      store (s.m + i, m);
      store (s.v + i, v);
    }
  if (i < s.n)
    {
      gsize rest = s.n - i;
      Vector w = load_part (s.w + i, rest), m = load_part (s.m + i, rest);
      Vector v = load_part (s.v + i, rest);

      adam_lanes (&s, load_part (s.g + i, rest), &w, &m, &v, squares);
      store_part (s.w + i, w, rest);
      store_part (s.m + i, m, rest);
      store_part (s.v + i, v, rest);
    }

  /* The square of what is too large is infinite; several that are not may be,
   * too, together. */
  return isfinite (sum_of_lanes (widen (squares[0] + squares[1])))
         || (bounded (s.n, s.g) && bounded (s.n, s.w));
}
