#include "tests/core/singular.h"

#include <math.h>

#define SWEEPS 60
#define ORTHOGONAL 1e-15

/* Turns columns @p and @q of @a; FALSE when they are orthogonal. */
static gboolean
turn (gsize   n,
      double *a,
      gsize   p,
      gsize   q)
{
  double pp = 0.0, qq = 0.0, pq = 0.0;
  double zeta, t, c, s;

  for (gsize i = 0; i < n; i++)
    {
      pp += a[i * n + p] * a[i * n + p];
      qq += a[i * n + q] * a[i * n + q];
      pq += a[i * n + p] * a[i * n + q];
    }
  if (fabs (pq) <= ORTHOGONAL * sqrt (pp * qq))
    return FALSE;

  zeta = (qq - pp) / (2.0 * pq);
  t = copysign (1.0, zeta) / (fabs (zeta) + hypot (1.0, zeta));
  c = 1.0 / hypot (1.0, t);
  s = c * t;
  for (gsize i = 0; i < n; i++)
    {
      double x = a[i * n + p], y = a[i * n + q];

      a[i * n + p] = c * x - s * y;
      a[i * n + q] = s * x + c * y;
    }
  return TRUE;
}

double
singular_largest (guint         n,
                  const double *matrix)
{
  g_autofree double *a = g_memdup2 (matrix, (gsize) n * n * sizeof (double));
  gboolean turned = TRUE;
  double largest = 0.0;

  for (guint sweep = 0; turned && sweep < SWEEPS; sweep++)
    {
      turned = FALSE;
      for (gsize p = 0; p + 1 < n; p++)
        for (gsize q = p + 1; q < n; q++)
          turned = turn (n, a, p, q) || turned;
    }
  for (gsize j = 0; j < n; j++)
    {
      double square = 0.0;

      for (gsize i = 0; i < n; i++)
        square += a[i * n + j] * a[i * n + j];
      largest = fmax (largest, sqrt (square));
    }
  return largest;
}
