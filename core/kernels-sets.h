#pragma once

#include "core/kernels.h"

G_BEGIN_DECLS

/* core/kernels-set.c, compiled for each of these. */
extern const RnnKernels rnn_kernels_baseline;
#ifdef RNN_X86_SETS
extern const RnnKernels rnn_kernels_avx2;
extern const RnnKernels rnn_kernels_avx512;
#endif

G_END_DECLS
