#include <math.h>
#include <string.h>

#include "core/dataset.h"
#include "core/kernels.h"
#include "core/weights-file.h"
#include "tests/fuzz/fuzz.h"

/* A .safetensors file for a network of 2 letters and 1 unit: the smallest, so
 * that a short input can be a right one. */

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (RnnSpec) spec = { 0 };
  const RnnDataset shape = { .input = RNN_INPUT_ONE_HOT,
                             .target = RNN_TARGET_LAST,
                             .time_steps = 1,
                             .n_in = 2,
                             .n_classes = 2 };
  RnnNetwork network;
  g_autofree float *weights = NULL;
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  spec.units[0] = 1;
  rnn_network_init (&network, &spec, &shape);
  weights = rnn_weights_parse ("x", data, size, &network, &error);
  if (weights == NULL)
    {
      g_assert_nonnull (error->message);
      g_assert_null (strchr (error->message, '\n'));
      return 0;
    }

  for (gsize i = 0; i < network.size; i++)
    g_assert_true (fabsf (weights[i]) < RNN_TOO_LARGE);
  return 0;
}
