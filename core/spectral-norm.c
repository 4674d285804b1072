#include "core/spectral-norm.h"

#include <float.h>
#include <math.h>

#include "core/random.h"

/* Of the eigenvalue, for its residual; half of it for the norm. */
#define TOLERANCE 1e-6
/* How many steps there are between two looks at how far it has got. */
#define CHECK_PERIOD 4
#define BISECTIONS 60
/* What is left of a vector made orthogonal is nothing below this share. */
#define NOTHING (64 * DBL_EPSILON)
#define SEED 7
#define LANES 4

struct _RnnSpectralNorm
{
  gsize     n;
  double   *w;                /* n × n */
  RnnRandom random;
  double    largest;          /* |number| of w; NaN: one is not finite */

  /* Of the norm at work */
  double   *basis;            /* n × n: so many orthonormal rows as steps */
  double   *alpha, *beta;     /* n: the tridiagonal matrix; beta[j] beside
                               * alpha[j] and alpha[j + 1] */
  double   *inner;            /* n: scratch */
};

static double
dot (const double *a,
     const double *b,
     gsize         n)
{
  double sums[LANES] = { 0.0 };
  double sum = 0.0;
  gsize i = 0;

  for (; i + LANES <= n; i += LANES)
    for (guint lane = 0; lane < LANES; lane++)
      sums[lane] += a[i + lane] * b[i + lane];
  for (; i < n; i++)
    sum += a[i] * b[i];
  return sum + (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* y += factor x */
static void
add_scaled (double        factor,
            const double *x,
            double       *y,
            gsize         n)
{
  for (gsize i = 0; i < n; i++)
    y[i] += factor * x[i];
}

/* y = W diag (scale)² Wᵀ x */
static void
apply (RnnSpectralNorm *self,
       const double    *scale,
       const double    *x,
       double          *y)
{
  gsize n = self->n;
  double *inner = self->inner;

  for (gsize j = 0; j < n; j++)
    inner[j] = 0.0;
  for (gsize i = 0; i < n; i++)
    add_scaled (x[i], self->w + i * n, inner, n);
  for (gsize j = 0; j < n; j++)
    inner[j] *= scale[j] * scale[j];
  for (gsize i = 0; i < n; i++)
    y[i] = dot (self->w + i * n, inner, n);
}

/* Takes off what lies along the first @k rows of the basis, twice, since once
 * leaves rounding behind. */
static void
make_orthogonal (RnnSpectralNorm *self,
                 gsize            k,
                 double          *x)
{
  for (guint pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < k; i++)
      {
        const double *row = self->basis + i * self->n;

        add_scaled (-dot (row, x, self->n), row, x, self->n);
      }
}

/* Makes @x, which is orthogonal to the basis' first @k rows, their next one;
 * returns its length.  One that is next to nothing beside @size gives way to
 * another at random: the rows before span all that they lead to. */
static double
add_to_basis (RnnSpectralNorm *self,
              gsize            k,
              double          *x,
              double           size)
{
  double length = sqrt (dot (x, x, self->n)), found = length;

  if (length <= NOTHING * size)
    length = found = 0.0;
  while (length <= NOTHING)
    {
      for (gsize i = 0; i < self->n; i++)
        x[i] = rnn_random_normal (&self->random);
      make_orthogonal (self, k, x);
      length = sqrt (dot (x, x, self->n));
    }
  for (gsize i = 0; i < self->n; i++)
    self->basis[k * self->n + i] = x[i] / length;
  return found;
}

/* The tridiagonal matrix --------------------------------------------------- */

/* Whether all eigenvalues of its first @k rows are below @x: all pivots of
 * x − T are positive (Sylvester). */
static gboolean
is_above (const RnnSpectralNorm *self,
          gsize                  k,
          double                 x)
{
  double pivot = x - self->alpha[0];

  for (gsize j = 1; j < k && pivot > 0.0; j++)
    pivot =
      x - self->alpha[j] - self->beta[j - 1] * self->beta[j - 1] / pivot;
  return pivot > 0.0;
}

/* The least number found above all eigenvalues of its first @k rows. */
static double
largest_eigenvalue (const RnnSpectralNorm *self,
                    gsize                  k)
{
  double low = self->alpha[0], high = 0.0;

  for (gsize j = 0; j < k; j++)
    {
      double radius = (j > 0 ? self->beta[j - 1] : 0.0)
                      + (j + 1 < k ? self->beta[j] : 0.0);

      low = fmax (low, self->alpha[j]);
      high = fmax (high, self->alpha[j] + radius);
    }
  high *= 1.0 + 4 * DBL_EPSILON;
  for (guint i = 0; i < BISECTIONS && high - low > DBL_EPSILON * high; i++)
    {
      double middle = low + (high - low) / 2;

      if (is_above (self, k, middle))
        high = middle;
      else
        low = middle;
    }
  return high;
}

/* How far W diag (scale)² Wᵀ v is from @x v, where v is the eigenvector of the
 * first @k rows for their largest eigenvalue @x: some eigenvalue is as near. */
static double
residual (const RnnSpectralNorm *self,
          gsize                  k,
          double                 x)
{
  double pivot = x - self->alpha[0], entry = 1.0, square = 1.0;

  for (gsize j = 1; j < k; j++)
    {
      if (!(pivot > 0.0))
        return 0.0;
      entry *= pivot / self->beta[j - 1];
      square += entry * entry;
      pivot =
        x - self->alpha[j] - self->beta[j - 1] * self->beta[j - 1] / pivot;
    }
  return self->beta[k - 1] * entry / sqrt (square);
}

static gboolean
is_near (const RnnSpectralNorm *self,
         gsize                  k)
{
  double x;

  if (self->n <= RNN_SPECTRAL_NORM_EXACT)
    return FALSE;
  if (self->beta[k - 1] == 0.0)
    return TRUE;
  if (k % CHECK_PERIOD != 0)
    return FALSE;
  x = largest_eigenvalue (self, k);
  return residual (self, k, x) <= TOLERANCE * x;
}

/* The iteration ------------------------------------------------------------ */

/* Of step @k, from 0: as many as orthogonality to the rows before needs on top
 * of two products. */
static gint64
cost (const RnnSpectralNorm *self,
      gsize                  k)
{
  return 2 * (gint64) self->n * (gint64) (self->n + 2 * (k + 1));
}

/* How many steps were made; 0: they would have cost too much. */
static gsize
iterate (RnnSpectralNorm *self,
         const double    *scale,
         gint64          *budget)
{
  g_autofree double *x = g_new (double, self->n);
  double size = 0.0;
  gsize k;

  rnn_random_seed (&self->random, SEED);
  for (gsize i = 0; i < self->n; i++)
    x[i] = rnn_random_normal (&self->random);
  add_to_basis (self, 0, x, 0.0);

  for (k = 0; k < self->n; k++)
    {
      const double *row = self->basis + k * self->n;

      *budget -= cost (self, k);
      if (*budget < 0)
        return 0;
      apply (self, scale, row, x);
      self->alpha[k] = dot (row, x, self->n);
      size = fmax (size, sqrt (dot (x, x, self->n)));
      make_orthogonal (self, k + 1, x);
      if (k + 1 == self->n)
        continue;
      self->beta[k] = add_to_basis (self, k + 1, x, size);
      if (is_near (self, k + 1))
        return k + 1;
    }
  return k;
}

/* Largest |number|; NaN if one is not finite. */
static double
largest_of (const double *x,
            gsize         n)
{
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    if (!isfinite (x[i]))
      return NAN;
    else
      largest = fmax (largest, fabs (x[i]));
  return largest;
}

RnnSpectralNorm *
rnn_spectral_norm_new (guint        n,
                       const float *matrix)
{
  RnnSpectralNorm *self;
  gsize size = (gsize) n * n;

  g_return_val_if_fail (n > 0 && matrix != NULL, NULL);

  self = g_new0 (RnnSpectralNorm, 1);
  self->n = n;
  self->w = g_new (double, size);
  self->basis = g_new (double, size);
  self->alpha = g_new (double, n);
  self->beta = g_new (double, n);
  self->inner = g_new (double, n);
  for (gsize i = 0; i < size; i++)
    self->w[i] = matrix[i];
  self->largest = largest_of (self->w, size);
  return self;
}

void
rnn_spectral_norm_free (RnnSpectralNorm *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->w);
  g_free (self->basis);
  g_free (self->alpha);
  g_free (self->beta);
  g_free (self->inner);
  g_free (self);
}

double
rnn_spectral_norm (RnnSpectralNorm *self,
                   const double    *scale,
                   gint64          *budget)
{
  double largest;
  gsize k;

  g_return_val_if_fail (self != NULL && scale != NULL && budget != NULL, NAN);

  largest = largest_of (scale, self->n);
  if (!isfinite (self->largest) || !isfinite (largest))
    return NAN;
  if (largest == 0.0 || self->largest == 0.0)
    return 0.0;

  k = iterate (self, scale, budget);
  return k > 0 ? sqrt (largest_eigenvalue (self, k)) : NAN;
}
