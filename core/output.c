#include "core/output.h"

void
rnn_output_forward (const RnnOutput *output,
                    const float     *w_hy,
                    const float     *b_y,
                    const float     *h,
                    float           *logits,
                    float           *y,
                    double          *log_sum)
{
  const RnnKernels *kernels = output->kernels;
  const RnnProduct product = {
    .m = output->rows, .n = output->classes, .k = output->units,
    .a = h, .a_row = output->units, .a_column = 1,
    .b = w_hy, .b_stride = output->classes,
    .c = logits, .c_stride = output->classes,
    .add = TRUE,
  };

  kernels->fill_rows (output->rows, output->classes, b_y, logits);
  kernels->product (&product);
  kernels->softmax (output->rows, output->classes, logits, y, log_sum);
}

double
rnn_output_loss (const RnnOutput *output,
                 const guint16   *targets,
                 const float     *logits,
                 const double    *log_sum,
                 float           *nll)
{
  double total = 0.0;

  for (gsize row = 0; row < output->rows; row++)
    {
      double loss = log_sum[row] - logits[row * output->classes + targets[row]];

      nll[row] = (float) loss;
      total += loss;
    }

  return total;
}

gsize
rnn_output_correct (const RnnOutput *output,
                    const guint16   *targets,
                    const float     *y)
{
  return output->kernels->likeliest (output->rows, output->classes, targets, y);
}

void
rnn_output_gradients (const RnnOutput *output,
                      const guint16   *targets,
                      double           scale,
                      const float     *h,
                      const float     *y,
                      float           *dlogits,
                      float           *dw_hy,
                      float           *db_y)
{
  const RnnKernels *kernels = output->kernels;
  gsize classes = output->classes;
  const RnnProduct product = {
    .m = output->units, .n = classes, .k = output->rows,
    .a = h, .a_row = 1, .a_column = output->units,
    .b = dlogits, .b_stride = classes,
    .c = dw_hy, .c_stride = classes,
    .add = FALSE,
  };

  kernels->scale (output->rows * classes, (float) scale, y, dlogits);
  for (gsize row = 0; row < output->rows; row++)
    {
      gsize target = row * classes + targets[row];

      dlogits[target] = (y[target] - 1.0f) * (float) scale;
    }

  kernels->sum_rows (output->rows, classes, dlogits, db_y);
  kernels->product (&product);
}

void
rnn_output_backward (const RnnOutput *output,
                     const float     *w_hy,
                     const float     *dlogits,
                     float           *dh,
                     float           *w_hy_t)
{
  const RnnProduct product = {
    .m = output->rows, .n = output->units, .k = output->classes,
    .a = dlogits, .a_row = output->classes, .a_column = 1,
    .b = w_hy_t, .b_stride = output->units,
    .c = dh, .c_stride = output->units,
    .add = FALSE,
  };

  output->kernels->transpose (output->units, output->classes, w_hy, w_hy_t);
  output->kernels->product (&product);
}
