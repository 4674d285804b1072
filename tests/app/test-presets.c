#include "app/presets.h"

#include <string.h>

#include "core/error.h"

static void
load (const char *name, RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;

  unroll_presets_load (name, spec, &error);
  g_assert_no_error (error);
}

/* The experiment that the program starts with is the core's default. */
static void
test_default (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) defaults = { 0 };

  load (UNROLL_DEFAULT_PRESET, &spec);
  rnn_spec_init_default (&defaults);
  g_assert_true (rnn_spec_set (&defaults, "experiment.notes", spec.notes,
                               NULL));
  g_assert_true (rnn_spec_equal (&spec, &defaults));
}

static void
test_list (void)
{
  g_auto (GStrv) names = unroll_presets_list ();

  g_assert_cmpstr (names[0], ==, UNROLL_DEFAULT_PRESET);
  g_assert_true (g_strv_contains ((const char *const *) names,
                                  "four-letters"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (RnnSpec) spec = { 0 };

      if (i > 1)
        g_assert_cmpstr (names[i - 1], <, names[i]);
      load (names[i], &spec);
      g_assert_cmpuint (strlen (spec.title), >, 0);
      g_assert_cmpuint (strlen (spec.notes), >, 0);
    }
}

static void
test_unknown (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (unroll_presets_load ("../next-letter", &spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "four-letters"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/presets/default", test_default);
  g_test_add_func ("/presets/list", test_list);
  g_test_add_func ("/presets/unknown", test_unknown);
  return g_test_run ();
}
