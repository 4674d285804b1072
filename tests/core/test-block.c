#include "core/block.h"

#include <stdint.h>

#include "core/layout.h"

/* Small, and around the size from which pages are large. */
static const gsize sizes[] = { 1, 64, 5000, 2097151, 2097152, 9000001 };

/* Zeros, aligned, and all of it can be written. */
static void
test_blocks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      unsigned char *block = rnn_block_new0 (sizes[i]);

      g_assert_cmpuint ((uintptr_t) block % RNN_ALIGNMENT, ==, 0);
      for (gsize j = 0; j < sizes[i]; j++)
        {
          if (block[j] != 0)
            g_error ("byte %zu of %zu is %u", j, sizes[i], block[j]);
          block[j] = 1;
        }
      rnn_block_free (block);
    }
}

/* What was used before is zeros again. */
static void
test_again (void)
{
  for (int i = 0; i < 10; i++)
    test_blocks ();
}

static void
test_none (void)
{
  rnn_block_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/block/sizes", test_blocks);
  g_test_add_func ("/block/again", test_again);
  g_test_add_func ("/block/none", test_none);

  return g_test_run ();
}
