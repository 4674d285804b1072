#include "core/cell.h"

#include <string.h>

static gboolean
is_zero (const float *x,
         gsize        n)
{
  for (gsize i = 0; i < n; i++)
    {
      /* NaN is not zero. */
      if (!(x[i] == 0.0f))
        return FALSE;
    }

  return TRUE;
}

/* C (m × n) = or += A (m × k) B, all without gaps. */
static void
multiply (const RnnKernels *kernels,
          gsize             m,
          gsize             n,
          gsize             k,
          const float      *a,
          const float      *b,
          float            *c,
          gboolean          add,
          gboolean          second_first)
{
  const RnnProduct product = {
    .m = m, .n = n, .k = k,
    .a = a, .a_row = k, .a_column = 1,
    .b = b, .b_stride = n,
    .c = c, .c_stride = n,
    .add = add, .second_first = second_first,
  };

  kernels->product (&product);
}

/* C (m × n) = Aᵀ B for A (rows × m) and B (rows × n). */
static void
multiply_transposed (const RnnKernels *kernels,
                     gsize             m,
                     gsize             n,
                     gsize             rows,
                     const float      *a,
                     const float      *b,
                     float            *c)
{
  const RnnProduct product = {
    .m = m, .n = n, .k = rows,
    .a = a, .a_row = 1, .a_column = m,
    .b = b, .b_stride = n,
    .c = c, .c_stride = n,
    .add = FALSE,
  };

  kernels->product (&product);
}

/* x_t W_xh + b_h of all steps at once; a one-hot x_t only picks a row. */
static void
input_part (const RnnCell        *cell,
            const RnnCellWeights *weights,
            const RnnCellInput   *input,
            float                *z)
{
  gsize rows = (gsize) cell->time_steps * cell->batch;

  if (input->codes != NULL)
    {
      cell->kernels->gather_rows (rows, cell->units, input->codes,
                                  weights->w_xh, weights->b_h, z);
      return;
    }

  cell->kernels->fill_rows (rows, cell->units, weights->b_h, z);
  multiply (cell->kernels, rows, cell->units, cell->inputs,
            input->x, weights->w_xh, z, TRUE, FALSE);
}

/* The units of step @t (B × U) that are held are 0. */
static void
silence (const RnnCell *cell,
         gsize          t,
         float         *numbers)
{
  const guint8 *silent = cell->silent + t * cell->units;

  for (gsize b = 0; b < cell->batch; b++)
    for (gsize j = 0; j < cell->units; j++)
      {
        if (silent[j])
          numbers[b * cell->units + j] = 0.0f;
      }
}

void
rnn_cell_forward (const RnnCell        *cell,
                  const RnnCellWeights *weights,
                  const RnnCellInput   *input,
                  float                *h)
{
  gsize step = (gsize) cell->batch * cell->units;

  g_assert ((input->codes != NULL) != (input->x != NULL));

  input_part (cell, weights, input, h + step);

  for (guint t = 0; t < cell->time_steps; t++)
    {
      float *before = h + t * step;
      float *now = before + step;

      /* Most windows start from nothing, and windows of one step are all
       * start. */
      if ((t > 0 || !is_zero (before, step)) && !cell->cut)
        multiply (cell->kernels, cell->batch, cell->units, cell->units,
                  before, weights->w_hh, now, TRUE, t % 2 == 1);

      cell->kernels->activate[cell->activation] (step, now);
      if (cell->silent != NULL)
        silence (cell, t, now);
    }
}

void
rnn_cell_backward (const RnnCell        *cell,
                   const RnnCellWeights *weights,
                   const float          *h,
                   float                *dh,
                   float                *dz,
                   float                *w_hh_t)
{
  gsize step = (gsize) cell->batch * cell->units;
  gsize last = cell->time_steps - 1;

  if (last > 0)
    cell->kernels->transpose (cell->units, cell->units, weights->w_hh, w_hh_t);

  for (gsize t = cell->time_steps; t-- > 0;)
    {
      float *here = dh + t * step;

      if (t < last && !cell->cut)
        multiply (cell->kernels, cell->batch, cell->units, cell->units,
                  dz + (t + 1) * step, w_hh_t, here, TRUE, t % 2 == 1);

      cell->kernels->derive[cell->activation] (step, h + (t + 1) * step,
                                               here, dz + t * step);
      if (cell->silent != NULL)
        silence (cell, t, dz + t * step);
    }
}

void
rnn_cell_gradients (const RnnCell          *cell,
                    const RnnCellInput     *input,
                    const float            *h,
                    const float            *dz,
                    const RnnCellGradients *gradients)
{
  const RnnKernels *kernels = cell->kernels;
  gsize rows = (gsize) cell->time_steps * cell->batch;
  gsize units = cell->units;
  gsize start = is_zero (h, cell->batch * units) ? cell->batch : 0;

  kernels->sum_rows (rows, units, dz, gradients->b_h);

  /* Row t · B + b of h is h_{t−1} of the row of dz. */
  if (cell->cut)
    memset (gradients->w_hh, 0, units * units * sizeof (float));
  else
    multiply_transposed (kernels, units, units, rows - start,
                         h + start * units, dz + start * units,
                         gradients->w_hh);

  if (input->codes != NULL)
    {
      memset (gradients->w_xh, 0, cell->inputs * units * sizeof (float));
      kernels->scatter_rows (rows, units, input->codes, dz, gradients->w_xh);
    }
  else
    {
      multiply_transposed (kernels, cell->inputs, units, rows,
                           input->x, dz, gradients->w_xh);
    }
}

void
rnn_cell_backward_input (const RnnCell        *cell,
                         const RnnCellWeights *weights,
                         const float          *dz,
                         float                *dx,
                         float                *w_xh_t)
{
  cell->kernels->transpose (cell->inputs, cell->units, weights->w_xh, w_xh_t);
  multiply (cell->kernels, (gsize) cell->time_steps * cell->batch,
            cell->inputs, cell->units, dz, w_xh_t, dx, FALSE, FALSE);
}
