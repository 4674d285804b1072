#include "core/weights-file.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/learner.h"
#include "tests/core/plain.h"

typedef struct
{
  char       *folder;
  char       *path;
  RnnNetwork  network;
  float      *parameters;
} Fixture;

static void
set_up_with (Fixture *fixture, const char *const *settings)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  RnnRandom random;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  dataset = rnn_dataset_new (&spec, NULL);
  rnn_network_init (&fixture->network, &spec, dataset);
  fixture->parameters = g_new (float, fixture->network.size);
  rnn_random_seed (&random, 5);
  for (gsize i = 0; i < fixture->network.size; i++)
    fixture->parameters[i] = rnn_random_normal (&random);

  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "w.safetensors", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_with (fixture, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_free (fixture->parameters);
}

static void
save (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  rnn_weights_save (fixture->path, &fixture->network, fixture->parameters,
                    &error);
  g_assert_no_error (error);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree float *read = NULL;

  fixture->parameters[0] = -0.0f;
  fixture->parameters[1] = 1e-45f;
  save (fixture);
  read = rnn_weights_load (fixture->path, &fixture->network, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (read, fixture->network.size * sizeof (float),
                   fixture->parameters,
                   fixture->network.size * sizeof (float));
}

/* Byte by byte what the format says. */
static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  static const char header[] =
    "{\"simple_rnn.kernel\":{\"dtype\":\"F32\",\"shape\":[5,3],"
    "\"data_offsets\":[0,60]},"
    "\"simple_rnn.recurrent_kernel\":{\"dtype\":\"F32\",\"shape\":[3,3],"
    "\"data_offsets\":[60,96]},"
    "\"simple_rnn.bias\":{\"dtype\":\"F32\",\"shape\":[3],"
    "\"data_offsets\":[96,108]},"
    "\"dense.kernel\":{\"dtype\":\"F32\",\"shape\":[3,5],"
    "\"data_offsets\":[108,168]},"
    "\"dense.bias\":{\"dtype\":\"F32\",\"shape\":[5],"
    "\"data_offsets\":[168,188]}}";
  g_autofree char *content = NULL;
  gsize length, n_header = (strlen (header) + 7) / 8 * 8;

  fixture->parameters[0] = -1.5f;
  save (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_cmpuint (length, ==, 8 + n_header + 188);
  g_assert_cmpuint ((guchar) content[0] + 256u * (guchar) content[1], ==,
                    n_header);
  g_assert_cmpmem (content + 2, 6, "\0\0\0\0\0\0", 6);
  g_assert_true (g_str_has_prefix (content + 8, header));
  g_assert_cmpmem (content + 8 + n_header, 4, "\x00\x00\xC0\xBF", 4);
}

static void
test_names (void)
{
  static const char *const settings[] = { "data.input=embedding",
                                          "network.units=3;2", NULL };
  static const char *const expected[] = {
    "embedding.embeddings",
    "simple_rnn.kernel",
    "simple_rnn.recurrent_kernel",
    "simple_rnn.bias",
    "simple_rnn_1.kernel",
    "simple_rnn_1.recurrent_kernel",
    "simple_rnn_1.bias",
    "dense.kernel",
    "dense.bias",
  };
  Fixture fixture;

  set_up_with (&fixture, settings);
  g_assert_cmpuint (fixture.network.n_parameters, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *name = rnn_weights_name (&fixture.network, i);

      g_assert_cmpstr (name, ==, expected[i]);
    }
  tear_down (&fixture, NULL);
}

/* Refusals ----------------------------------------------------------------- */

/* What a file holds: bytes with @header, then @n_data zero bytes. */
static GByteArray *
make (const char *header, gsize n_data)
{
  GByteArray *bytes = g_byte_array_new ();
  guint64 length = GUINT64_TO_LE (strlen (header));
  g_autofree guint8 *data = g_new0 (guint8, n_data + 1);

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) header, strlen (header));
  g_byte_array_append (bytes, data, n_data);
  return bytes;
}

static void
assert_refused (const RnnNetwork *network, const guint8 *bytes, gsize length,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  /* A copy of its own size: what lies beyond is not to be read. */
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  g_autofree float *read =
    rnn_weights_parse ("w", copy, length, network, &error);

  g_assert_null (read);
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FORMAT);
  g_assert_null (strchr (error->message, '\n'));
  if (strstr (error->message, part) == NULL)
    g_error ("no \"%s\" in: %s", part, error->message);
}

/* One layer of 1 unit for 2 letters: the smallest network. */
static const char *const tiny[] = { "data.text=ab", "network.units=1", NULL };
#define KERNEL(shape) "\"simple_rnn.kernel\":{\"dtype\":\"F32\",\"shape\":" shape \
                      ",\"data_offsets\":[0,8]}"
#define REST                                                                  \
  "\"simple_rnn.recurrent_kernel\":{\"dtype\":\"F32\",\"shape\":[1,1],"       \
  "\"data_offsets\":[8,12]},"                                                 \
  "\"simple_rnn.bias\":{\"dtype\":\"F32\",\"shape\":[1],"                     \
  "\"data_offsets\":[12,16]},"                                                \
  "\"dense.kernel\":{\"dtype\":\"F32\",\"shape\":[1,2],"                      \
  "\"data_offsets\":[16,24]},"                                                \
  "\"dense.bias\":{\"dtype\":\"F32\",\"shape\":[2],"                          \
  "\"data_offsets\":[24,32]}"
#define N_DATA 32

static void
test_loose (Fixture *fixture, gconstpointer data)
{
  static const char *const headers[] = {
    "{" KERNEL ("[2,1]") "," REST "}",
    "  { \"__metadata__\" : { \"a\" : \"\\u0041\\ud83d\\ude00\\n\" } ,\n"
    KERNEL ("[ 2 , 1 ]") "\t,\r\n" REST " } \n",
    "{\"__metadata__\":{}," REST "," KERNEL ("[2,1]") "}",
    "{\"simple_rnn\\u002ekernel\":{\"data_offsets\":[0,8],\"shape\":[2,1],"
    "\"dtype\":\"F32\"}," REST "}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) bytes = make (headers[i], N_DATA);
      g_autofree float *read = rnn_weights_parse ("w", bytes->data, bytes->len,
                                                  &fixture->network, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (read[0], ==, 0.0f);
    }
}

static void
test_header (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *header;
    const char *part;
  } cases[] = {
    { "", "byte 0 of its header" },
    { "[]", "byte 0 of its header" },
    { "{", "byte 1 of its header" },
    { "{}", "bytes of no tensor" },
    { "{]", "byte 1" },
    { "{\"a\"}", "byte 4" },
    { "{\"a\":[]}", "byte 5" },
    { "{\"a\":{}}", "byte 6" },
    { "{\"a\":{\"dtype\":1}}", "byte 14" },
    { "{\"a\":{\"dtype\":\"F32\"}}", "‘a’ needs dtype, shape" },
    { "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", "‘dtype’ twice" },
    { "{\"a\":{\"color\":1}}", "‘color’, which it may not have" },
    { "{\"a\":{\"shape\":[[1]]}}", "a whole number" },
    { "{\"a\":{\"shape\":[-1]}}", "a whole number" },
    { "{\"a\":{\"shape\":[1.0]}}", "byte 16" },
    { "{\"a\":{\"shape\":[1e3]}}", "byte 16" },
    { "{\"a\":{\"shape\":[01]}}", "a whole number" },
    { "{\"a\":{\"shape\":[1,]}}", "a whole number" },
    { "{\"a\":{\"shape\":[1 2]}}", "byte 17" },
    { "{\"a\":{\"shape\":[99999999999999999999]}}", "not as large" },
    { "{\"a\":{\"shape\":[1,1,1,1,1,1,1,1,1]}}", "end of the list" },
    { "{\"a\":{\"data_offsets\":[0]}}", "two data_offsets" },
    { "{\"a\":{\"data_offsets\":[0,1,2]}}", "end of the list" },
    { "{\"a", "byte 3" },
    { "{\"a\\", "an escape" },
    { "{\"a\\q\"", "an escape" },
    { "{\"a\\u12\"", "hexadecimal" },
    { "{\"a\\u0000\"", "a letter" },
    { "{\"a\\udc00\"", "a letter" },
    { "{\"a\\ud800\"", "second half" },
    { "{\"a\\ud800\\u0041\"", "second half" },
    { "{\"a\nb\"", "byte 3" },
    { "{\"a\n\"", "byte 3" },
    { "{\"\xff\"", "UTF-8" },
    { "{" KERNEL ("[2,1]") "," REST "}}", "the end" },
    { "{" KERNEL ("[2,1]") "," KERNEL ("[2,1]") "," REST "}",
      "two ‘simple_rnn.kernel’" },
    { "{\"__metadata__\":{\"a\":1}," KERNEL ("[2,1]") "," REST "}",
      "byte 21" },
    { "{\"__metadata__\":{\"a\":{}}," KERNEL ("[2,1]") "," REST "}",
      "byte 21" },
    { "{\"__metadata__\":{},\"__metadata__\":{}," REST "}", "two ‘__meta" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = make (cases[i].header, N_DATA);

      assert_refused (&fixture->network, bytes->data, bytes->len,
                      cases[i].part);
    }
}

static void
test_wrong_tensors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *header;
    const char *part;
  } cases[] = {
    { "{" KERNEL ("[1,2]") "," REST "}",
      "the shape of ‘simple_rnn.kernel’ is [1 × 2], but this network needs "
      "[2 × 1]" },
    { "{" KERNEL ("[2]") "," REST "}", "is [2], but" },
    { "{" KERNEL ("[]") "," REST "}", "is [], but" },
    { "{" KERNEL ("[2,1,1]") "," REST "}", "is [2 × 1 × 1], but" },
    { "{" KERNEL ("[9223372036854775807,2]") "," REST "}",
      "[9223372036854775807 × 2]" },
    { "{\"simple_rnn.kernel\":{\"dtype\":\"F64\",\"shape\":[2,1],"
      "\"data_offsets\":[0,8]}," REST "}", "‘F64’, but must be F32" },
    { "{\"rnn.weight_ih_l0\\n\":{\"dtype\":\"F32\",\"shape\":[2,1],"
      "\"data_offsets\":[0,8]}," REST "}",
      "‘rnn.weight_ih_l0 ’ is no weight of this network; there must be "
      "simple_rnn.kernel, simple_rnn.recurrent_kernel, simple_rnn.bias, "
      "dense.kernel, dense.bias" },
    { "{" KERNEL ("[2,1]") "," REST ",\"x\":{\"dtype\":\"F32\",\"shape\":[0],"
      "\"data_offsets\":[32,32]}}", "‘x’ is no weight" },
    /* Places. */
    { "{\"simple_rnn.kernel\":{\"dtype\":\"F32\",\"shape\":[2,1],"
      "\"data_offsets\":[4,12]}," REST "}", "before the data" },
    { "{\"simple_rnn.kernel\":{\"dtype\":\"F32\",\"shape\":[2,1],"
      "\"data_offsets\":[0,12]}," REST "}", "overlaps" },
    { "{\"simple_rnn.kernel\":{\"dtype\":\"F32\",\"shape\":[2,1],"
      "\"data_offsets\":[8,0]}," REST "}", "outside" },
    { "{\"simple_rnn.kernel\":{\"dtype\":\"F32\",\"shape\":[2,1],"
      "\"data_offsets\":[0,9223372036854775807]}," REST "}", "outside" },
    { "{" REST "}", "before the data" },
    { "{" KERNEL ("[2,1]") "," KERNEL ("[2,1]") "," REST "}", "two" },
    /* A tensor that takes the place of two. */
    { "{\"simple_rnn.kernel\":{\"dtype\":\"F32\",\"shape\":[2,1],"
      "\"data_offsets\":[0,32]}}", "not as long" },
    { "{\"dense.bias\":{\"dtype\":\"F32\",\"shape\":[2],"
      "\"data_offsets\":[0,32]}}", "some weights are missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = make (cases[i].header, N_DATA);

      assert_refused (&fixture->network, bytes->data, bytes->len,
                      cases[i].part);
    }
}

static void
test_length (Fixture *fixture, gconstpointer data)
{
  static const char header[] = "{" KERNEL ("[2,1]") "," REST "}";
  g_autoptr (GByteArray) bytes = make (header, N_DATA);
  guint8 more = 0;

  for (gsize length = 0; length < bytes->len; length++)
    assert_refused (&fixture->network, bytes->data, length,
                    length < 8 ? "too short"
                    : length < 8 + strlen (header) ? "larger than the file"
                                                   : "outside of the file");

  g_byte_array_append (bytes, &more, 1);
  assert_refused (&fixture->network, bytes->data, bytes->len, "at its end");

  memset (bytes->data, 0xFF, 8);
  assert_refused (&fixture->network, bytes->data, bytes->len,
                  "larger than the file");
}

static void
test_large_header (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (3 << 20, ' ');
  g_autofree char *brackets = g_strnfill (1 << 19, '[');
  g_autofree char *deep = g_strconcat ("{\"a\":{\"shape\":", brackets, NULL);
  g_autoptr (GByteArray) large = make (blanks, N_DATA);
  g_autoptr (GByteArray) nested = make (deep, N_DATA);

  assert_refused (&fixture->network, large->data, large->len,
                  "larger than any needs to be");
  assert_refused (&fixture->network, nested->data, nested->len,
                  "a whole number");
}

static void
test_not_finite (Fixture *fixture, gconstpointer data)
{
  static const float bad[] = { NAN, INFINITY, -INFINITY, 1e30f };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree float *read = NULL;

      fixture->parameters[1] = bad[i];
      save (fixture);
      read = rnn_weights_load (fixture->path, &fixture->network, &error);
      g_assert_null (read);
      g_assert_error (error, RNN_ERROR, RNN_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message,
                                "number 2 of ‘simple_rnn.kernel’"));
    }
}

/* Every byte of a file changed in turn: another network, or a sentence. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;

  save (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  for (gsize i = 0; i < length; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree float *read = NULL;

        content[i] ^= 1 << bit;
        read = rnn_weights_parse ("w", (const guint8 *) content, length,
                                  &fixture->network, &error);
        g_assert_true ((read == NULL) == (error != NULL));
        content[i] ^= 1 << bit;
      }
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) large = NULL;
  g_autofree char *zeros = g_malloc0 (3 << 20);

  g_assert_null (rnn_weights_load (fixture->path, &fixture->network, &missing));
  g_assert_error (missing, RNN_ERROR, RNN_ERROR_FILE);
  g_assert_null (rnn_weights_load (fixture->folder, &fixture->network,
                                   &folder));
  g_assert_error (folder, RNN_ERROR, RNN_ERROR_FILE);
  g_assert_true (g_file_set_contents (fixture->path, zeros, 3 << 20, NULL));
  g_assert_null (rnn_weights_load (fixture->path, &fixture->network, &large));
  g_assert_error (large, RNN_ERROR, RNN_ERROR_DATA);
}

int
main (int argc, char *argv[])
{
  static const char *const kinds[][5] = {
    { NULL },
    { "data.input=embedding", "network.units=7;5;6", NULL },
    { "data.input=real", "network.units=1", NULL },
    { "data.target=all", "data.time_steps=4", "network.units=65", NULL },
  };
  static const struct
  {
    const char *name;
    void (*function) (Fixture *, gconstpointer);
  } refusals[] = {
    { "loose", test_loose },
    { "header", test_header },
    { "wrong-tensors", test_wrong_tensors },
    { "length", test_length },
    { "large-header", test_large_header },
    { "not-finite", test_not_finite },
    { "damaged", test_damaged },
    { "files", test_files },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/weights-file/round-trip/%u",
                                               i);

      g_test_add (path, Fixture, kinds[i], set_up, test_round_trip, tear_down);
    }
  g_test_add ("/weights-file/bytes", Fixture, kinds[0], set_up, test_bytes,
              tear_down);
  g_test_add_func ("/weights-file/names", test_names);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/weights-file/", refusals[i].name,
                                           NULL);

      g_test_add (path, Fixture, tiny, set_up, refusals[i].function,
                  tear_down);
    }
  return g_test_run ();
}
