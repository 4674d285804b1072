#include "core/kernels.h"

#include "core/kernels-sets.h"

/* Fastest first; the last runs everywhere. */
static const RnnKernels *const sets[] = {
#ifdef RNN_X86_SETS
  &rnn_kernels_avx512,
  &rnn_kernels_avx2,
#endif
  &rnn_kernels_baseline,
};

static gboolean
runs_here (const RnnKernels *set)
{
#ifdef RNN_X86_SETS
  if (set == &rnn_kernels_avx512)
    return __builtin_cpu_supports ("avx512f")
           && __builtin_cpu_supports ("avx512bw")
           && __builtin_cpu_supports ("avx512dq")
           && __builtin_cpu_supports ("avx512vl");
  if (set == &rnn_kernels_avx2)
    return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
#endif
  return set == &rnn_kernels_baseline;
}

const RnnKernels *
rnn_kernels (void)
{
  const char *wanted = g_getenv ("UNROLL_KERNELS");
  const RnnKernels *best = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      if (!runs_here (sets[i]))
        continue;
      if (best == NULL || g_strcmp0 (wanted, sets[i]->name) == 0)
        best = sets[i];
    }

  return best;
}
