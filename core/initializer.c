#include "core/initializer.h"

#include <math.h>

void
rnn_initialize_uniform (float     *w,
                        guint      rows,
                        guint      columns,
                        double     limit,
                        RnnRandom *random)
{
  gsize n = (gsize) rows * columns;

  for (gsize i = 0; i < n; i++)
    w[i] = (float) (limit * (2.0 * rnn_random_uniform (random) - 1.0));
}

void
rnn_initialize_glorot (float     *w,
                       guint      rows,
                       guint      columns,
                       RnnRandom *random)
{
  double limit = sqrt (6.0 / ((double) rows + columns));

  rnn_initialize_uniform (w, rows, columns, limit, random);
}

/* Four partial sums: the compiler may not reorder a sum by itself. */
static double
dot (const double *a,
     const double *b,
     guint         n)
{
  double sum[4] = { 0.0, 0.0, 0.0, 0.0 };
  guint i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      for (guint lane = 0; lane < 4; lane++)
        sum[lane] += a[i + lane] * b[i + lane];
    }
  for (; i < n; i++)
    sum[0] += a[i] * b[i];

  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* Takes its share along each of the @n unit vectors before it out of @column. */
static void
project_out (const double *units,
             guint         n,
             double       *column,
             guint         size)
{
  for (guint k = 0; k < n; k++)
    {
      const double *unit = units + (gsize) k * size;
      double share = dot (unit, column, size);

      for (guint i = 0; i < size; i++)
        column[i] -= share * unit[i];
    }
}

/* Gram–Schmidt makes diag R positive, which is what the signs are for.  Done
 * twice for each column it is orthogonal to working precision (Giraud et al.
 * 2005). */
void
rnn_initialize_orthogonal (float     *w,
                           guint      size,
                           double     gain,
                           RnnRandom *random)
{
  /* Column after column of the normal matrix, each in one piece. */
  g_autofree double *columns = g_new (double, (gsize) size * size);

  for (guint i = 0; i < size; i++)
    {
      for (guint j = 0; j < size; j++)
        columns[(gsize) j * size + i] = rnn_random_normal (random);
    }

  for (guint j = 0; j < size; j++)
    {
      double *column = columns + (gsize) j * size;
      double norm;

      project_out (columns, j, column, size);
      project_out (columns, j, column, size);
      norm = sqrt (dot (column, column, size));

      for (guint i = 0; i < size; i++)
        {
          column[i] /= norm;
          w[(gsize) i * size + j] = (float) (gain * column[i]);
        }
    }
}
