#include <math.h>
#include <string.h>

#include "core/dataset.h"
#include "core/random.h"
#include "tests/golden/reader.h"

#define N_FIRST 10

static JsonParser *
load_facts (void)
{
  g_autofree char *path = g_build_filename (GOLDEN_DIRECTORY, "numpy_rng.json",
                                            NULL);
  JsonParser *parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return parser;
}

static void
read_list (JsonObject *facts,
           const char *key,
           gsize       n,
           double     *numbers)
{
  Reader reader = { NULL };

  reader_numbers (&reader, reader_node (&reader, facts, key), key, 1, &n,
                  numbers);
  g_assert_no_error (reader.error);
}

/* Streams */

static void
check_numbers (JsonObject *facts,
               guint32     seed)
{
  double wanted[N_FIRST];
  RnnRandom random;

  read_list (facts, "uint32_first10", N_FIRST, wanted);
  rnn_random_seed (&random, seed);
  for (guint i = 0; i < N_FIRST; i++)
    g_assert_cmpfloat (rnn_random_u32 (&random), ==, wanted[i]);

  read_list (facts, "random_sample_first10", N_FIRST, wanted);
  rnn_random_seed (&random, seed);
  for (guint i = 0; i < N_FIRST; i++)
    g_assert_cmpfloat (rnn_random_uniform (&random), ==, wanted[i]);

  read_list (facts, "randn_first10", N_FIRST, wanted);
  rnn_random_seed (&random, seed);
  /* The last bit may be another libm's. */
  for (guint i = 0; i < N_FIRST; i++)
    g_assert_cmpfloat_with_epsilon (rnn_random_normal (&random), wanted[i],
                                    4e-16 * fabs (wanted[i]));
}

static void
check_intervals (JsonObject *facts,
                 guint32     seed)
{
  static const guint limits[] = { 5, 10, 100, 1000 };

  for (gsize l = 0; l < G_N_ELEMENTS (limits); l++)
    {
      g_autofree char *key = g_strdup_printf ("randint_0_%u_first10",
                                              limits[l]);
      double wanted[N_FIRST];
      RnnRandom random;

      read_list (facts, key, N_FIRST, wanted);
      rnn_random_seed (&random, seed);
      for (guint i = 0; i < N_FIRST; i++)
        g_assert_cmpfloat (rnn_random_interval (&random, limits[l] - 1), ==,
                           wanted[i]);
    }
}

static void
check_choice (JsonObject *facts,
              guint32     seed)
{
  gsize n = json_array_get_length (json_object_get_array_member (facts,
                                                                 "choice_p"));
  g_autofree double *p = g_new (double, n);
  double wanted[N_FIRST];
  RnnRandom random;

  read_list (facts, "choice_p", n, p);
  read_list (facts, "choice_first10", N_FIRST, wanted);
  rnn_random_seed (&random, seed);
  for (guint i = 0; i < N_FIRST; i++)
    g_assert_cmpfloat (rnn_random_choice (&random, p, n), ==, wanted[i]);

  /* Weights need not add up to 1. */
  for (gsize i = 0; i < n; i++)
    p[i] *= 7.0;
  rnn_random_seed (&random, seed);
  for (guint i = 0; i < N_FIRST; i++)
    g_assert_cmpfloat (rnn_random_choice (&random, p, n), ==, wanted[i]);
}

static void
check_shuffle (JsonObject *facts,
               const char *key,
               RnnRandom  *random,
               gsize       n)
{
  g_autofree double *wanted = g_new (double, n);
  g_autofree guint32 *items = g_new (guint32, n);

  read_list (facts, key, n, wanted);
  for (gsize i = 0; i < n; i++)
    items[i] = (guint32) i;
  rnn_random_shuffle (random, items, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (items[i], ==, wanted[i]);
}

static void
check_shuffles (JsonObject *facts,
                guint32     seed)
{
  JsonArray *shuffles = json_object_get_array_member (facts, "shuffle");

  g_assert_cmpuint (json_array_get_length (shuffles), >=, 1);
  for (guint i = 0; i < json_array_get_length (shuffles); i++)
    {
      JsonObject *shuffle = json_array_get_object_element (shuffles, i);
      gsize n = (gsize) json_object_get_int_member (shuffle, "n");
      RnnRandom random;

      rnn_random_seed (&random, seed);
      check_shuffle (shuffle, "result", &random, n);
      check_shuffle (shuffle, "second_shuffle_no_reseed", &random, n);
    }
}

static void
test_numpy (void)
{
  g_autoptr (JsonParser) parser = load_facts ();
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *seeds = json_object_get_array_member (root, "seeds");

  g_assert_cmpuint (json_array_get_length (seeds), >=, 1);
  for (guint i = 0; i < json_array_get_length (seeds); i++)
    {
      JsonObject *facts = json_array_get_object_element (seeds, i);
      guint32 seed = (guint32) json_object_get_int_member (facts, "seed");

      check_numbers (facts, seed);
      check_intervals (facts, seed);
      check_choice (facts, seed);
      check_shuffles (facts, seed);
    }
}

/* The tutorial's order */

/* The letters of @json, a string or a list of strings. */
static char *
letters_of (JsonObject *facts,
            const char *key)
{
  JsonNode *node = json_object_get_member (facts, key);
  GString *letters;

  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (json_node_get_string (node));

  letters = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append (letters,
                     json_array_get_string_element (json_node_get_array (node),
                                                    i));

  return g_string_free (letters, FALSE);
}

static void
check_order (JsonObject *facts,
             const char *text)
{
  g_autofree char *x = letters_of (facts, "x");
  g_autofree char *y = letters_of (facts, "y");
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  g_auto (RnnSpec) spec;
  guint n = (guint) strlen (text);

  rnn_spec_init_default (&spec);
  spec.seed = (guint32) json_object_get_int_member (facts, "seed");
  rnn_spec_set (&spec, "data.text", text, &error);
  g_assert_no_error (error);
  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (rnn_dataset_n_samples (dataset), ==, n);
  batch = rnn_batch_new (dataset, n);
  rnn_dataset_gather (dataset, NULL, 0, n, batch);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (text[batch->codes[i]], ==, x[i]);
      g_assert_cmpint (text[batch->targets[i]], ==, y[i]);
    }
}

static void
test_tutorial (void)
{
  g_autoptr (JsonParser) parser = load_facts ();
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));

  check_order (json_object_get_object_member (root, "tutorial"), "abcde");
  check_order (json_object_get_object_member (root, "alphabet26"),
               "abcdefghijklmnopqrstuvwxyz");
}

/* Streams of one seed */

/* The first numbers of numpy's RandomState ([seed, stream]), which are also
 * those of Python's random.Random (seed + (stream << 32)).getrandbits (32). */
static void
test_streams (void)
{
  static const struct
  {
    guint32 seed, stream, numbers[6];
  } facts[] = {
    { 123, 1, { 1400911976u, 4181981206u, 2925974741u, 2891131270u,
                3773737489u, 3963039635u } },
    { 123, 1123, { 1506138816u, 2528643776u, 3803939698u, 3770467602u,
                   2300637261u, 4105040748u } },
    { 0, 2, { 49182197u, 2090552240u, 2944842790u, 1409838867u,
              14123835u, 993506437u } },
    { 4294967295u, 1, { 3513064626u, 4173773556u, 1691572181u, 3698539093u,
                        1848737759u, 706800959u } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      RnnRandom random;

      rnn_random_seed_stream (&random, facts[i].seed, facts[i].stream);
      for (guint k = 0; k < G_N_ELEMENTS (facts[i].numbers); k++)
        g_assert_cmpuint (rnn_random_u32 (&random), ==, facts[i].numbers[k]);
    }
}

/* A spare deviate is part of the stream, and forgotten with it. */
static void
test_spare (void)
{
  RnnRandom random, copy;
  double first;

  rnn_random_seed (&random, 5);
  first = rnn_random_normal (&random);
  copy = random;
  g_assert_cmpfloat (rnn_random_normal (&random), ==,
                     rnn_random_normal (&copy));

  rnn_random_seed (&random, 5);
  rnn_random_normal (&random);
  rnn_random_seed (&random, 5);
  g_assert_cmpfloat (rnn_random_normal (&random), ==, first);
}

static void
test_edges (void)
{
  RnnRandom random, before;

  rnn_random_seed (&random, 9);
  before = random;
  g_assert_cmpuint (rnn_random_interval (&random, 0), ==, 0);
  rnn_random_shuffle (&random, NULL, 0);
  g_assert_cmpmem (&random, sizeof random, &before, sizeof before);

  /* No number is turned away when every one will do. */
  g_assert_cmpuint (rnn_random_interval (&random, G_MAXUINT32), ==,
                    rnn_random_u32 (&before));
}

/* Bit by bit is the same as at once. */
static void
test_shuffle_part (void)
{
  RnnRandom whole, parts;
  guint32 a[1000], b[1000];

  rnn_random_seed (&whole, 4);
  rnn_random_seed (&parts, 4);
  for (guint32 i = 0; i < G_N_ELEMENTS (a); i++)
    a[i] = b[i] = i;
  rnn_random_shuffle (&whole, a, G_N_ELEMENTS (a));
  rnn_random_shuffle_part (&parts, b, 1000, 999);
  rnn_random_shuffle_part (&parts, b, 999, 999);
  rnn_random_shuffle_part (&parts, b, 999, 17);
  rnn_random_shuffle_part (&parts, b, 17, 1);
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
  g_assert_cmpmem (&whole, sizeof whole, &parts, sizeof parts);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/numpy", test_numpy);
  g_test_add_func ("/random/tutorial", test_tutorial);
  g_test_add_func ("/random/streams", test_streams);
  g_test_add_func ("/random/spare", test_spare);
  g_test_add_func ("/random/edges", test_edges);
  g_test_add_func ("/random/shuffle-part", test_shuffle_part);

  return g_test_run ();
}
