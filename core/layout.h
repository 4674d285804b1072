#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Several arrays in one block: each starts at a cache line. */
#define RNN_ALIGNMENT 64

/* The next @size bytes of @block, of which @used are taken; NULL of a block
 * that is only measured (@block is NULL). */
static inline void *
rnn_layout_take (void  *block,
                 gsize *used,
                 gsize  size)
{
  gsize start = *used;

  *used += (size + RNN_ALIGNMENT - 1) / RNN_ALIGNMENT * RNN_ALIGNMENT;

  return block != NULL ? (char *) block + start : NULL;
}

G_END_DECLS
