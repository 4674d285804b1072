#pragma once

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer calls, and replay.c with the seeds: one input that may be
 * anything.  A bad one is refused with a sentence; nothing else may happen. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);
