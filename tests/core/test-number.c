#include "core/number.h"

#include <math.h>
#include <string.h>

static void
assert_double (double value, const char *expected)
{
  char buffer[RNN_NUMBER_SIZE];
  double back;

  g_assert_cmpstr (rnn_number_format (value, buffer), ==, expected);
  g_assert_true (rnn_number_parse (buffer, &back));
  g_assert_cmpmem (&back, sizeof back, &value, sizeof value);
}

static void
test_double (void)
{
  assert_double (0, "0");
  assert_double (-0.0, "-0");
  assert_double (0.1, "0.1");
  assert_double (0.1 + 0.2, "0.30000000000000004");
  assert_double (1e30, "1e+30");
  assert_double (1e-7, "1e-07");
  assert_double (100, "100");
  assert_double (5e-324, "5e-324");
  assert_double (-1.7976931348623157e308, "-1.7976931348623157e+308");
}

static void
test_float (void)
{
  char buffer[RNN_NUMBER_SIZE];

  g_assert_cmpstr (rnn_number_format_float (0.1f, buffer), ==, "0.1");
  g_assert_cmpstr (rnn_number_format_float (1.0f / 3, buffer), ==,
                   "0.33333334");
  g_assert_cmpstr (rnn_number_format_float (16777216, buffer), ==, "16777216");
  g_assert_cmpstr (rnn_number_format_float (1e-45f, buffer), ==, "1e-45");
}

/* Each digit counts: no shorter form reads back to the same bits. */
static void
test_fewest (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      char buffer[RNN_NUMBER_SIZE], shorter[RNN_NUMBER_SIZE], *end;
      union { guint32 bits; float value; } any = { g_rand_int (random) };
      gsize n;

      if (!isfinite (any.value))
        continue;
      rnn_number_format_float (any.value, buffer);
      g_assert_true ((float) g_ascii_strtod (buffer, &end) == any.value);
      g_assert_cmpint (*end, ==, '\0');

      n = strspn (buffer, "-.0123456789") - strspn (buffer, "-");
      n -= memchr (buffer, '.', n) != NULL;
      if (n < 2)
        continue;
      g_snprintf (shorter, sizeof shorter, "%.*g", (int) n - 1, any.value);
      if (strpbrk (buffer, "e.") != NULL)
        g_assert_true ((float) g_ascii_strtod (shorter, NULL) != any.value
                       || strlen (shorter) >= strlen (buffer));
    }
}

static void
test_parse (void)
{
  static const char *const wrong[]
      = { "", " ", "x", "1x", "nan", "NaN", "inf", "-inf", "0x1", "1e", "1e999",
          "1,5", "1 2", "--1", "1.2.3" };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (rnn_number_parse (wrong[i], &value));

  g_assert_true (rnn_number_parse (" -1.5e3 ", &value));
  g_assert_cmpfloat (value, ==, -1500);
  g_assert_true (rnn_number_parse (".5", &value));
  g_assert_cmpfloat (value, ==, 0.5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/double", test_double);
  g_test_add_func ("/number/float", test_float);
  g_test_add_func ("/number/fewest", test_fewest);
  g_test_add_func ("/number/parse", test_parse);
  return g_test_run ();
}
