#include "core/block.h"

#include <string.h>
#include <sys/mman.h>

#include "core/layout.h"

/* Of x86-64, and of most others. */
#define LARGE_PAGE (2 * 1024 * 1024)

gpointer
rnn_block_new0 (gsize size)
{
  gboolean large = size >= LARGE_PAGE;
  gpointer block
    = g_aligned_alloc (size, 1, large ? LARGE_PAGE : RNN_ALIGNMENT);

  /* Before it is touched.  Where the system knows none, they are small. */
#ifdef MADV_HUGEPAGE
  if (large)
    madvise (block, size, MADV_HUGEPAGE);
#endif
  memset (block, 0, size);

  return block;
}

void
rnn_block_free (gpointer block)
{
  g_aligned_free (block);
}
