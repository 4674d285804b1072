#include "core/principal-axes.h"

#include <math.h>
#include <string.h>

/* So many directions are followed at once: the more there are beyond those asked
 * for, the sooner these are found, and equal eigenvalues do no harm. */
#define BLOCK 8
/* Multiplications for the covariance, and for its eigenvectors. */
#define MAX_COVARIANCE_WORK (1u << 25)
#define MAX_ITERATION_WORK (1u << 26)
#define MIN_ITERATIONS 8
#define MAX_ITERATIONS 400
/* An eigenvector is found when this is what it misses, as a share of the largest
 * eigenvalue. */
#define FOUND 1e-8
/* What is left of a vector after taking others out, when it is in their span. */
#define DEPENDENT 1e-12
/* Against the largest number of a small matrix. */
#define NEGLIGIBLE 1e-17
#define MAX_SWEEPS 30
/* Parts so near to the largest one count as equal to it. */
#define EQUAL (1 - 1e-6)

static double
dot (const double *a,
     const double *b,
     guint         n)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

static void
add_scaled (double       *a,
            double        factor,
            const double *b,
            guint         n)
{
  for (guint i = 0; i < n; i++)
    a[i] += factor * b[i];
}

/* Points ------------------------------------------------------------------- */

static gboolean
is_finite (const float *point,
           guint        dimensions)
{
  for (guint i = 0; i < dimensions; i++)
    if (!isfinite (point[i]))
      return FALSE;
  return TRUE;
}

static void
find_mean (RnnPrincipalAxes *self,
           const float      *points,
           gsize             n_points)
{
  guint d = self->dimensions;

  for (gsize p = 0; p < n_points; p++)
    {
      if (!is_finite (points + p * d, d))
        continue;
      for (guint i = 0; i < d; i++)
        self->mean[i] += points[p * d + i];
      self->n_points++;
    }
  for (guint i = 0; i < d && self->n_points > 0; i++)
    self->mean[i] /= self->n_points;
}

/* The covariance (D × D), but for a factor. */
static double *
find_covariance (const RnnPrincipalAxes *self,
                 const float            *points,
                 gsize                   n_points)
{
  gsize d = self->dimensions;
  gsize stride = 1 + n_points * d * d / MAX_COVARIANCE_WORK;
  double *covariance = g_new0 (double, d * d);
  g_autofree double *off = g_new (double, d);

  for (gsize p = 0; p < n_points; p += stride)
    {
      if (!is_finite (points + p * d, d))
        continue;
      for (gsize i = 0; i < d; i++)
        off[i] = points[p * d + i] - self->mean[i];
      for (gsize i = 0; i < d; i++)
        add_scaled (covariance + i * d + i, off[i], off + i, d - i);
    }
  for (gsize i = 0; i < d; i++)
    for (gsize j = 0; j < i; j++)
      covariance[i * d + j] = covariance[j * d + i];
  return covariance;
}

/* Of all points. */
static void
find_variance (RnnPrincipalAxes *self,
               const float      *points,
               gsize             n_points)
{
  double along[RNN_MAX_PRINCIPAL_AXES];
  guint d = self->dimensions;

  for (gsize p = 0; p < n_points; p++)
    {
      if (!is_finite (points + p * d, d))
        continue;
      rnn_principal_axes_project (self, points + p * d, along);
      for (guint a = 0; a < self->n; a++)
        self->variance[a] += along[a] * along[a] / self->n_points;
      for (guint i = 0; i < d; i++)
        {
          double off = points[p * d + i] - self->mean[i];

          self->total += off * off / self->n_points;
        }
    }
}

/* Eigenvectors ------------------------------------------------------------- */

/* Vectors at work: @n of them, @d parts each, one a row. */
typedef struct
{
  guint   n, d;
  double *q;                  /* orthonormal */
  double *cq;                 /* the covariance times each of them */
  double  value[BLOCK];       /* qᵢ·Cqᵢ */
} Block;

/* Twice is enough (Kahan; Parlett, The Symmetric Eigenvalue Problem, 6.9). */
static double
take_out (double       *vector,
          const double *others,
          guint         n_others,
          guint         d)
{
  for (guint twice = 0; twice < 2; twice++)
    for (guint i = 0; i < n_others; i++)
      add_scaled (vector, -dot (vector, others + i * d, d), others + i * d, d);
  return sqrt (dot (vector, vector, d));
}

/* One that is in the span of those before it gives way to the first of the
 * dimensions that is not. */
static void
orthonormalise (double *q,
                guint   n,
                guint   d)
{
  for (guint i = 0; i < n; i++)
    {
      double *v = q + (gsize) i * d;
      double before = sqrt (dot (v, v, d));
      double length = take_out (v, q, i, d);

      for (guint k = 0; k < d && length <= DEPENDENT * before; k++)
        {
          memset (v, 0, d * sizeof *v);
          v[k] = before = 1.0;
          length = take_out (v, q, i, d);
          /* Some dimension has at least this of what is left of them. */
          if (length * length * 2 * d < d - i)
            length = 0.0;
        }
      for (guint k = 0; k < d; k++)
        v[k] /= length;
    }
}

/* The covariance is symmetric: its rows are its columns. */
static void
multiply (const double *covariance,
          const double *q,
          double       *product,
          guint         n,
          guint         d)
{
  memset (product, 0, (gsize) n * d * sizeof *product);
  for (gsize j = 0; j < d; j++)
    for (gsize i = 0; i < n; i++)
      add_scaled (product + i * d, q[i * d + j], covariance + j * d, d);
}

static void
rotate (double *a,
        double *b,
        double  cosine,
        double  sine,
        guint   n,
        guint   stride)
{
  for (gsize i = 0; i < (gsize) n * stride; i += stride)
    {
      double old = a[i];

      a[i] = cosine * old - sine * b[i];
      b[i] = sine * old + cosine * b[i];
    }
}

/* Jacobi's rotation that makes m[p][r] vanish (Golub & Van Loan, Matrix
 * Computations, 8.5), carried out on the vectors too. */
static void
annihilate (Block  *block,
            double *m,
            guint   p,
            guint   r)
{
  guint n = block->n;
  double off = m[p * n + r];
  double tau = (m[r * n + r] - m[p * n + p]) / (2.0 * off);
  double t = (tau >= 0.0 ? 1.0 : -1.0) / (fabs (tau) + hypot (1.0, tau));
  double cosine = 1.0 / hypot (1.0, t);
  double sine = t * cosine;
  gsize d = block->d;

  rotate (m + p * n, m + r * n, cosine, sine, n, 1);
  rotate (m + p, m + r, cosine, sine, n, n);
  m[p * n + r] = m[r * n + p] = 0.0;
  rotate (block->q + p * d, block->q + r * d, cosine, sine, block->d, 1);
  rotate (block->cq + p * d, block->cq + r * d, cosine, sine, block->d, 1);
}

/* Turns the vectors within their span so that each is as near to an eigenvector
 * as the span allows (Rayleigh and Ritz). */
static void
turn (Block *block)
{
  double m[BLOCK * BLOCK];
  guint n = block->n;
  gsize d = block->d;
  double size = 0.0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        m[i * n + j] = dot (block->q + MIN (i, j) * d,
                            block->cq + MAX (i, j) * d, block->d);
        size = fmax (size, fabs (m[i * n + j]));
      }
  for (guint sweep = 0, turned = 1; turned > 0 && sweep < MAX_SWEEPS; sweep++)
    {
      turned = 0;
      for (guint i = 0; i < n; i++)
        for (guint j = i + 1; j < n; j++)
          if (fabs (m[i * n + j]) > NEGLIGIBLE * size)
            {
              annihilate (block, m, i, j);
              turned++;
            }
    }
  for (guint i = 0; i < n; i++)
    block->value[i] = m[i * n + i];
}

static void
swap (Block *block,
      guint  i,
      guint  j)
{
  double value = block->value[i];
  gsize d = block->d;

  block->value[i] = block->value[j];
  block->value[j] = value;
  for (gsize k = 0; k < d; k++)
    {
      double q = block->q[i * d + k], cq = block->cq[i * d + k];

      block->q[i * d + k] = block->q[j * d + k];
      block->q[j * d + k] = q;
      block->cq[i * d + k] = block->cq[j * d + k];
      block->cq[j * d + k] = cq;
    }
}

static void
sort (Block *block)
{
  for (guint i = 0; i < block->n; i++)
    for (guint j = i + 1; j < block->n; j++)
      if (block->value[j] > block->value[i])
        swap (block, i, j);
}

/* ‖Cq − λq‖ of the first @n_axes. */
static gboolean
are_found (const Block *block,
           guint        n_axes)
{
  gsize d = block->d;

  for (guint i = 0; i < n_axes; i++)
    {
      double missing = 0.0;

      for (gsize k = 0; k < d; k++)
        {
          double off =
            block->cq[i * d + k] - block->value[i] * block->q[i * d + k];

          missing += off * off;
        }
      if (sqrt (missing) > FOUND * block->value[0])
        return FALSE;
    }
  return TRUE;
}

/* Simultaneous iteration (Golub & Van Loan, 8.2.4). */
static void
iterate (Block        *block,
         const double *covariance,
         guint         n_axes)
{
  gsize work = (gsize) block->n * block->d * block->d;
  gsize most = CLAMP (MAX_ITERATION_WORK / work, MIN_ITERATIONS,
                      MAX_ITERATIONS);

  for (guint i = 0; i < block->n; i++)
    for (guint k = 0; k < block->d; k++)
      block->q[(gsize) i * block->d + k] = cos ((i + 1.0) * (k + 1.0));
  for (gsize iteration = 0; iteration < most; iteration++)
    {
      if (iteration > 0)
        memcpy (block->q, block->cq,
                (gsize) block->n * block->d * sizeof *block->q);
      orthonormalise (block->q, block->n, block->d);
      multiply (covariance, block->q, block->cq, block->n, block->d);
      turn (block);
      sort (block);
      if (are_found (block, n_axes))
        break;
    }
  orthonormalise (block->q, n_axes, block->d);
}

/* An eigenvector has two directions. */
static void
choose_sign (double *axis,
             guint   d)
{
  double largest = 0.0;

  for (guint i = 0; i < d; i++)
    largest = fmax (largest, fabs (axis[i]));
  for (guint i = 0; i < d; i++)
    if (fabs (axis[i]) >= EQUAL * largest)
      {
        double sign = axis[i] < 0.0 ? -1.0 : 1.0;

        for (guint k = 0; k < d; k++)
          axis[k] *= sign;
        return;
      }
}

static void
find_axes (RnnPrincipalAxes *self,
           const float      *points,
           gsize             n_points)
{
  g_autofree double *covariance = find_covariance (self, points, n_points);
  gsize d = self->dimensions;
  Block block = { .n = MIN (BLOCK, self->dimensions), .d = self->dimensions };
  g_autofree double *vectors = g_new (double, 2 * block.n * d);

  block.q = vectors;
  block.cq = vectors + block.n * d;
  iterate (&block, covariance, self->n);
  memcpy (self->axes, block.q, self->n * d * sizeof *self->axes);
  for (guint a = 0; a < self->n; a++)
    choose_sign (self->axes + a * d, self->dimensions);
}

RnnPrincipalAxes *
rnn_principal_axes_new (const float *points,
                        gsize        n_points,
                        guint        dimensions,
                        guint        n_axes)
{
  RnnPrincipalAxes *self;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);
  g_return_val_if_fail (dimensions > 0, NULL);
  g_return_val_if_fail (n_axes > 0 && n_axes <= RNN_MAX_PRINCIPAL_AXES, NULL);

  self = g_new0 (RnnPrincipalAxes, 1);
  self->dimensions = dimensions;
  self->n = MIN (n_axes, dimensions);
  self->mean = g_new0 (double, dimensions);
  self->axes = g_new (double, (gsize) self->n * dimensions);
  find_mean (self, points, n_points);
  find_axes (self, points, n_points);
  find_variance (self, points, n_points);
  return self;
}

void
rnn_principal_axes_free (RnnPrincipalAxes *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->mean);
  g_free (self->axes);
  g_free (self);
}

void
rnn_principal_axes_project (const RnnPrincipalAxes *self,
                            const float            *point,
                            double                 *coordinates)
{
  g_return_if_fail (self != NULL && point != NULL && coordinates != NULL);

  for (guint a = 0; a < self->n; a++)
    {
      const double *axis = self->axes + (gsize) a * self->dimensions;

      coordinates[a] = 0.0;
      for (guint i = 0; i < self->dimensions; i++)
        coordinates[a] += (point[i] - self->mean[i]) * axis[i];
    }
}

double
rnn_principal_axes_share (const RnnPrincipalAxes *self)
{
  double held = 0.0;

  g_return_val_if_fail (self != NULL, 0.0);

  for (guint a = 0; a < self->n; a++)
    held += self->variance[a];
  return self->total > 0.0 ? fmin (held / self->total, 1.0) : 1.0;
}
