/* Calls a fuzz target without a fuzzer: with each file that is named, and with
 * each of them cut off and damaged.  TAP. */

#include <glib.h>

#include "tests/fuzz/fuzz.h"

/* Of one file at most. */
#define CUTS 100
#define DAMAGES 200

/* What is given is of its very size: what lies beyond is not to be read. */
static void
give (const char *content,
      gsize       length)
{
  g_autofree guint8 *copy = g_memdup2 (content, length);

  LLVMFuzzerTestOneInput (copy, length);
}

static void
test_seed (gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  gsize length;

  g_assert_true (g_file_get_contents (data, &content, &length, NULL));
  give (content, length);
  for (gsize n = 0; n < length; n += 1 + length / CUTS)
    give (content, n);
  for (guint i = 0; i < DAMAGES && length > 0; i++)
    {
      gsize place = g_rand_int_range (random, 0, length);
      char kept = content[place];

      content[place] = g_rand_int_range (random, 0, 256);
      give (content, length);
      content[place] = kept;
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *path = g_strconcat ("/seed/", name, NULL);

      g_test_add_data_func (path, argv[i], test_seed);
    }
  return g_test_run ();
}
