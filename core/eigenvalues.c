#include "core/eigenvalues.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Iterations for one eigenvalue after which there is no hope, and after how many
 * of them a shift out of the ordinary breaks a cycle. */
#define MAX_ITERATIONS 90
#define EXCEPTION_PERIOD 10
/* Wilkinson's shift out of the ordinary. */
#define EXCEPTION_DIAGONAL 0.75
#define EXCEPTION_PRODUCT (-0.4375)
/* Balancing goes on while it makes a row and a column this much smaller. */
#define BALANCED 0.95
#define RADIX 2.0

/* The matrix at work, n × n, row-major. */
typedef struct
{
  gsize   n;
  double *a;
} Matrix;

static double *
at (const Matrix *m,
    gsize         row,
    gsize         column)
{
  return m->a + row * m->n + column;
}

/* Balance ------------------------------------------------------------------ */

/* Scales row and column @i by a power of two so that they are about as large as
 * each other; FALSE when they are.  Parlett & Reinsch 1969. */
static gboolean
balance_one (const Matrix *m,
             gsize         i)
{
  double row = 0.0, column = 0.0, factor = 1.0, before;

  for (gsize j = 0; j < m->n; j++)
    if (j != i)
      {
        row += fabs (*at (m, i, j));
        column += fabs (*at (m, j, i));
      }
  if (row == 0.0 || column == 0.0)
    return FALSE;

  before = row + column;
  for (; column < row / RADIX; column *= RADIX * RADIX)
    factor *= RADIX;
  for (; column >= row * RADIX; column /= RADIX * RADIX)
    factor /= RADIX;
  if ((row + column) / factor >= BALANCED * before)
    return FALSE;

  for (gsize j = 0; j < m->n; j++)
    *at (m, i, j) /= factor;
  for (gsize j = 0; j < m->n; j++)
    *at (m, j, i) *= factor;
  return TRUE;
}

static void
balance (const Matrix *m)
{
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (gsize i = 0; i < m->n; i++)
        changed = balance_one (m, i) || changed;
    }
}

/* Hessenberg form ---------------------------------------------------------- */

/* @v becomes the Householder vector that takes the column below the diagonal of
 * column @k to its first number; returns 2 / vᵀv, or 0: nothing to do. */
static double
find_reflector (const Matrix *m,
                gsize         k,
                double       *v)
{
  double largest = 0.0, square = 0.0, first;

  for (gsize i = k + 1; i < m->n; i++)
    largest = fmax (largest, fabs (*at (m, i, k)));
  if (largest == 0.0)
    return 0.0;

  for (gsize i = k + 1; i < m->n; i++)
    {
      v[i] = *at (m, i, k) / largest;
      square += v[i] * v[i];
    }
  first = v[k + 1];
  v[k + 1] += copysign (sqrt (square), first);
  return 2.0 / (square - first * first + v[k + 1] * v[k + 1]);
}

/* A = (I − β v vᵀ) A (I − β v vᵀ), row by row. */
static void
reflect (const Matrix *m,
         gsize         k,
         double        beta,
         const double *v,
         double       *sums)
{
  gsize n = m->n;

  for (gsize j = k; j < n; j++)
    sums[j] = 0.0;
  for (gsize i = k + 1; i < n; i++)
    for (gsize j = k; j < n; j++)
      sums[j] += v[i] * *at (m, i, j);
  for (gsize i = k + 1; i < n; i++)
    {
      double factor = beta * v[i];

      for (gsize j = k; j < n; j++)
        *at (m, i, j) -= factor * sums[j];
    }

  for (gsize i = 0; i < n; i++)
    {
      double sum = 0.0;

      for (gsize j = k + 1; j < n; j++)
        sum += *at (m, i, j) * v[j];
      sum *= beta;
      for (gsize j = k + 1; j < n; j++)
        *at (m, i, j) -= sum * v[j];
    }
}

static void
reduce (const Matrix *m)
{
  g_autofree double *v = g_new (double, m->n);
  g_autofree double *sums = g_new (double, m->n);

  for (gsize k = 0; k + 2 < m->n; k++)
    {
      double beta = find_reflector (m, k, v);

      if (beta == 0.0)
        continue;
      reflect (m, k, beta, v, sums);
      for (gsize i = k + 2; i < m->n; i++)
        *at (m, i, k) = 0.0;
    }
}

/* QR iteration ------------------------------------------------------------- */

/* Where the block that ends with row @last begins: behind the lowest number on
 * the way up that is next to nothing, which becomes 0. */
static gsize
find_block (const Matrix *m,
            gsize         last)
{
  gsize first;

  for (first = last; first > 0; first--)
    {
      double size = fabs (*at (m, first - 1, first - 1))
                    + fabs (*at (m, first, first));
      double *below = at (m, first, first - 1);

      if (fabs (*below) > DBL_EPSILON * size && fabs (*below) > DBL_MIN)
        continue;
      *below = 0.0;
      break;
    }
  return first;
}

/* The two shifts by their sum and product: the eigenvalues of the last 2 × 2. */
typedef struct
{
  double sum, product;
} Shifts;

static Shifts
find_shifts (const Matrix *m,
             gsize         last,
             guint         iteration)
{
  double a = *at (m, last - 1, last - 1), b = *at (m, last - 1, last);
  double c = *at (m, last, last - 1), d = *at (m, last, last);

  if (iteration % EXCEPTION_PERIOD == 0)
    {
      double size = fabs (c);

      if (last > 1)
        size += fabs (*at (m, last - 1, last - 2));
      a = d = d + EXCEPTION_DIAGONAL * size;
      b = EXCEPTION_PRODUCT * size;
      c = size;
    }
  return (Shifts) { a + d, a * d - b * c };
}

/* The first column of (A − s₁)(A − s₂) in rows @k …, of which three count; of any
 * size. */
static void
start_bulge (const Matrix *m,
             gsize         k,
             const Shifts *shifts,
             double        x[3])
{
  double a = *at (m, k, k), b = *at (m, k, k + 1);
  double c = *at (m, k + 1, k), d = *at (m, k + 1, k + 1);
  double scale;

  x[0] = a * a + b * c - shifts->sum * a + shifts->product;
  x[1] = c * (a + d - shifts->sum);
  x[2] = c * *at (m, k + 2, k + 1);

  scale = fabs (x[0]) + fabs (x[1]) + fabs (x[2]);
  for (guint i = 0; i < 3 && scale > 0.0; i++)
    x[i] /= scale;
}

/* x becomes the Householder vector that takes x to its first number, which is
 * returned; @beta is 2 / vᵀv. */
static double
make_reflector (double  x[3],
                double *beta)
{
  double norm = sqrt (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
  double signed_norm = copysign (norm, x[0]);

  *beta = 0.0;
  if (norm == 0.0)
    return 0.0;
  x[0] += signed_norm;
  *beta = 1.0 / (signed_norm * x[0]);
  return -signed_norm;
}

/* Reflects the rows @k … @k + @size − 1 from column @first_column to @last, then
 * the columns of the same numbers, from row @first. */
static void
chase (const Matrix *m,
       gsize         k,
       guint         size,
       const double  v[3],
       double        beta,
       gsize         first_column,
       gsize         first,
       gsize         last)
{
  double *row = at (m, k, 0);
  gsize n = m->n;
  gsize bottom = MIN (k + 3, last);
  double v2 = size > 2 ? v[2] : 0.0;
  double *third = size > 2 ? row + 2 * n : row + n;

  for (gsize j = first_column; j <= last; j++)
    {
      double sum = beta * (v[0] * row[j] + v[1] * row[n + j] + v2 * third[j]);

      row[j] -= sum * v[0];
      row[n + j] -= sum * v[1];
      third[j] -= sum * v2;
    }
  for (gsize i = first; i <= bottom; i++)
    {
      double *a = at (m, i, k);
      double *a2 = size > 2 ? a + 2 : a + 1;
      double sum = beta * (v[0] * a[0] + v[1] * a[1] + v2 * *a2);

      a[0] -= sum * v[0];
      a[1] -= sum * v[1];
      *a2 -= sum * v2;
    }
}

/* One implicit double-shift step on the block @first … @last, of at least three
 * rows. */
static void
step (const Matrix *m,
      gsize         first,
      gsize         last,
      const Shifts *shifts)
{
  double x[3];

  start_bulge (m, first, shifts, x);
  for (gsize k = first; k < last; k++)
    {
      guint size = k + 2 <= last ? 3 : 2;
      double beta, head;

      if (k > first)
        {
          x[0] = *at (m, k, k - 1);
          x[1] = *at (m, k + 1, k - 1);
          x[2] = size > 2 ? *at (m, k + 2, k - 1) : 0.0;
        }
      head = make_reflector (x, &beta);
      if (beta == 0.0)
        continue;
      chase (m, k, size, x, beta, k, first, last);
      if (k > first)
        {
          *at (m, k, k - 1) = head;
          *at (m, k + 1, k - 1) = 0.0;
          if (size > 2)
            *at (m, k + 2, k - 1) = 0.0;
        }
    }
}

/* Both eigenvalues of the 2 × 2 block that ends with row @last. */
static void
solve_pair (const Matrix *m,
            gsize         last,
            RnnComplex   *values)
{
  double a = *at (m, last - 1, last - 1), d = *at (m, last, last);
  double product = *at (m, last - 1, last) * *at (m, last, last - 1);
  double half = 0.5 * (a - d);
  double square = half * half + product;
  double root = sqrt (fabs (square));

  if (square >= 0.0)
    {
      double away = half + copysign (root, half);

      values[0] = (RnnComplex) { d + away, 0.0 };
      values[1] = (RnnComplex) { away != 0.0 ? d - product / away : d, 0.0 };
    }
  else
    {
      values[0] = (RnnComplex) { d + half, root };
      values[1] = (RnnComplex) { d + half, -root };
    }
}

/* From the last row up. */
static gboolean
iterate (const Matrix *m,
         RnnComplex   *values)
{
  gsize left = m->n;
  guint iteration = 0;

  while (left > 0)
    {
      gsize last = left - 1;
      gsize first = find_block (m, last);

      if (first == last)
        {
          values[last] = (RnnComplex) { *at (m, last, last), 0.0 };
          left -= 1;
          iteration = 0;
        }
      else if (first + 1 == last)
        {
          solve_pair (m, last, values + first);
          left -= 2;
          iteration = 0;
        }
      else
        {
          Shifts shifts;

          if (++iteration > MAX_ITERATIONS)
            return FALSE;
          shifts = find_shifts (m, last, iteration);
          step (m, first, last, &shifts);
        }
    }
  return TRUE;
}

/* Order -------------------------------------------------------------------- */

typedef struct
{
  RnnComplex value;
  double     size;
  gsize      order;           /* keeps pairs together among equals */
} Entry;

static int
compare (const void *a,
         const void *b)
{
  const Entry *x = a, *y = b;

  if (x->size != y->size)
    return x->size > y->size ? -1 : 1;
  if (x->value.re != y->value.re)
    return x->value.re > y->value.re ? -1 : 1;
  return x->order < y->order ? -1 : 1;
}

static void
sort (gsize             n,
      const RnnComplex *found,
      RnnComplex       *values)
{
  g_autofree Entry *entries = g_new (Entry, n);

  for (gsize i = 0; i < n; i++)
    entries[i] =
      (Entry) { found[i], hypot (found[i].re, found[i].im), i };
  qsort (entries, n, sizeof *entries, compare);
  for (gsize i = 0; i < n; i++)
    values[i] = entries[i].value;
}

gboolean
rnn_eigenvalues (guint        n,
                 const float *matrix,
                 RnnComplex  *values)
{
  gsize size = (gsize) n * n;
  g_autofree double *a = g_new (double, size);
  g_autofree RnnComplex *found = g_new (RnnComplex, n);
  const Matrix m = { n, a };

  g_return_val_if_fail (n > 0 && matrix != NULL && values != NULL, FALSE);

  for (gsize i = 0; i < size; i++)
    {
      if (!isfinite (matrix[i]))
        return FALSE;
      a[i] = matrix[i];
    }
  balance (&m);
  reduce (&m);
  if (!iterate (&m, found))
    return FALSE;
  sort (n, found, values);
  return TRUE;
}
