#include "core/spec.h"

#include <string.h>

#include "core/error.h"

static void
assert_set (RnnSpec *spec, const char *name, const char *value, const char *back)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (rnn_spec_set (spec, name, value, &error));
  g_assert_no_error (error);
  text = rnn_spec_get (spec, name);
  g_assert_cmpstr (text, ==, back);
}

/* Refused with a sentence that begins with the key and contains @parts. */
static void
assert_refused (const char *name, const char *value, const char *parts)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) before = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) part = g_strsplit (parts, "|", -1);

  rnn_spec_init_default (&spec);
  rnn_spec_init_default (&before);
  g_assert_false (rnn_spec_set (&spec, name, value, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_SETTING);
  for (guint i = 0; part[i] != NULL; i++)
    if (strstr (error->message, part[i]) == NULL)
      g_error ("no \"%s\" in: %s", part[i], error->message);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (rnn_spec_equal (&spec, &before));
}

static void
test_default (void)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  g_assert_cmpstr (spec.title, ==, "Next letter");
  g_assert_cmpstr (spec.text, ==, "abcde");
  g_assert_null (spec.file);
  g_assert_cmpuint (spec.time_steps, ==, 1);
  g_assert_true (spec.cyclic);
  g_assert_cmpuint (spec.n_layers, ==, 1);
  g_assert_cmpuint (spec.units[0], ==, 3);
  g_assert_cmpfloat (spec.learning_rate, ==, 0.01);
  g_assert_cmpuint (spec.batch, ==, 32);
  g_assert_cmpuint (spec.epochs, ==, 100);
  g_assert_cmpuint (spec.seed, ==, 123);
  g_assert_true (rnn_spec_check (&spec, NULL));
}

/* The table is complete and each default is within its own limits. */
static void
test_table (void)
{
  g_auto (RnnSpec) spec = { 0 };
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  rnn_spec_init_default (&spec);
  g_assert_cmpuint (n, ==, 32);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name
          = g_strconcat (settings[i].group, ".", settings[i].key, NULL);
      g_autofree char *value = rnn_spec_get (&spec, name);

      g_assert_true (rnn_setting_find (name) == &settings[i]);
      g_assert_true (g_str_has_suffix (settings[i].help, "."));
      g_assert_true ((settings[i].type == RNN_SETTING_CHOICE)
                     == (settings[i].choices != NULL));
      assert_set (&spec, name, value, value);
    }
  g_assert_null (rnn_setting_find ("training"));
  g_assert_null (rnn_setting_find ("training."));
  g_assert_null (rnn_setting_find ("learning_rate"));
  g_assert_null (rnn_spec_get (&spec, "data.nothing"));
}

static void
test_live (void)
{
  static const char *const live[]
      = { "training.learning_rate", "training.clip", "training.clip_value",
          "training.batch", "fit.epochs" };
  gsize n, n_live = 0;
  const RnnSetting *settings = rnn_settings (&n);

  for (gsize i = 0; i < n; i++)
    n_live += settings[i].live;
  g_assert_cmpuint (n_live, ==, G_N_ELEMENTS (live));
  for (gsize i = 0; i < G_N_ELEMENTS (live); i++)
    g_assert_true (rnn_setting_find (live[i])->live);
}

static void
test_set (void)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  assert_set (&spec, "experiment.title", "  Ein Titel ", "  Ein Titel ");
  assert_set (&spec, "data.text", "中文 😀\nαβγ", "中文 😀\nαβγ");
  assert_set (&spec, "data.file", "a b.txt", "a b.txt");
  g_assert_cmpstr (spec.file, ==, "a b.txt");
  assert_set (&spec, "data.file", "", "");
  g_assert_null (spec.file);
  assert_set (&spec, "data.input", "Embedding", "embedding");
  g_assert_cmpint (spec.input, ==, RNN_INPUT_EMBEDDING);
  assert_set (&spec, "data.input", "ONE_HOT", "one-hot");
  assert_set (&spec, "data.cyclic", " False ", "false");
  assert_set (&spec, "data.time_steps", "1000", "1000");
  assert_set (&spec, "data.validation", "0", "0");
  assert_set (&spec, "data.validation", ".25", "0.25");
  assert_set (&spec, "network.units", "5", "5");
  assert_set (&spec, "network.units", "4;3,2 1", "4;3;2;1");
  g_assert_cmpuint (spec.n_layers, ==, 4);
  g_assert_cmpuint (spec.units[3], ==, 1);
  assert_set (&spec, "network.units", " 1024; ", "1024");
  g_assert_cmpuint (spec.n_layers, ==, 1);
  assert_set (&spec, "training.clip", "global_norm", "global-norm");
  assert_set (&spec, "training.learning_rate", "1e30", "1e+30");
  assert_set (&spec, "training.learning_rate", "5e-324", "5e-324");
  assert_set (&spec, "training.learning_rate", "0.1", "0.1");
  assert_set (&spec, "training.learning_rate", "0.30000000000000004",
              "0.30000000000000004");
  assert_set (&spec, "fit.seed", "4294967295", "4294967295");
  g_assert_cmpuint (spec.seed, ==, G_MAXUINT32);
  assert_set (&spec, "fit.epochs", "10000000", "10000000");
}

static void
test_refused (void)
{
  g_autofree char *long_text = g_strnfill (20001, 'n');

  assert_refused ("training.learning_rate", "0",
                  "training.learning_rate: ‘0’ is out of range|greater than 0");
  assert_refused ("training.learning_rate", "-0.1", "‘-0.1’|greater than 0");
  assert_refused ("training.learning_rate", "2e30", "at most 1e+30");
  assert_refused ("training.learning_rate", "nan", "‘nan’ is not a number");
  assert_refused ("training.learning_rate", "inf", "not a number");
  assert_refused ("training.learning_rate", "1e999", "not a number");
  assert_refused ("training.learning_rate", "0x10", "not a number");
  assert_refused ("training.learning_rate", "", "‘’ is not a number");
  assert_refused ("training.learning_rate", "0.1 0.2", "not a number");
  assert_refused ("training.learning_rate", "0,01", "‘0,01’ has a comma|0.01");
  assert_refused ("training.learning_rate", "0,01,2", "not a number");
  assert_refused ("training.momentum", "1", "from 0 to less than 1");
  assert_refused ("training.epsilon", "0", "greater than 0");
  assert_refused ("training.optimizer", "adamw", "sgd, rmsprop, adam");
  assert_refused ("training.batch", "0", "from 1 to 65536");
  assert_refused ("training.batch", "1.5", "not a whole number");
  assert_refused ("data.cyclic", "maybe", "‘maybe’|true|false");
  assert_refused ("data.cyclic", "", "true");
  assert_refused ("data.validation", "1", "less than 1");
  assert_refused ("data.text", "a\xFF", "data.text|UTF-8");
  assert_refused ("experiment.notes", long_text, "20001 letters|20000");
  assert_refused ("experiment.title", long_text, "20001 letters|300");
  assert_refused ("data.time_steps", "1001", "from 1 to 1000");
  assert_refused ("network.units", "0", "from 1 to 1024");
  assert_refused ("network.units", "1025", "from 1 to 1024|4.2");
  assert_refused ("network.units", "1000000000", "1024|4.0|EB");
  assert_refused ("network.units", "99999999999999999999", "EB");
  assert_refused ("network.units", "", "no layer");
  assert_refused ("network.units", "3;x", "‘x’ is not a whole number");
  assert_refused ("network.units", "1;2;3;4;5", "more than 4 layers");
  assert_refused ("fit.epochs", "0", "from 1 to 10000000");
  assert_refused ("fit.seed", "-1", "from 0 to 4294967295");
  assert_refused ("fit.seed", "4294967296", "from 0 to 4294967295");
  assert_refused ("fit.epochs", "1\n2", "‘1 2’");
  assert_refused ("fit.epochs",
                  "αβγδαβγδαβγδαβγδαβγδαβγδαβγδαβγδαβγδαβγδαβγδ",
                  "αβγδ…’");
}

static void
test_unknown (void)
{
  assert_refused ("training.lerning_rate", "1",
                  "did you mean training.learning_rate?");
  assert_refused ("learning_rate", "1", "did you mean training.learning_rate?");
  assert_refused ("trainig.momentun", "1", "did you mean training.momentum?");
  assert_refused ("training.lr", "1", "named by its group and key");
  assert_refused ("data.seed", "1", "did you mean fit.seed?");
  assert_refused ("xyzzy", "1", "There is no setting ‘xyzzy’");
  assert_refused ("", "1", "There is no setting ‘’");
  g_assert_null (rnn_setting_nearest ("xyzzy"));
}

static void
test_copy (void)
{
  g_auto (RnnSpec) a = { 0 };
  g_auto (RnnSpec) b = { 0 };

  rnn_spec_init_default (&a);
  rnn_spec_copy (&b, &a);
  g_assert_true (rnn_spec_equal (&a, &b));

  g_assert_true (rnn_spec_set (&b, "data.text", "xyz", NULL));
  g_assert_false (rnn_spec_equal (&a, &b));
  g_assert_cmpstr (a.text, ==, "abcde");
  rnn_spec_clear (&a);
  g_assert_cmpstr (b.text, ==, "xyz");
  g_assert_cmpstr (b.title, ==, "Next letter");
}

/* Every setting counts for equality. */
static void
test_equal (void)
{
  static const struct
  {
    RnnSettingType type;
    const char    *value;
  } other[] = {
    { RNN_SETTING_TEXT, "another" },  { RNN_SETTING_INTEGER, "7" },
    { RNN_SETTING_REAL, "0.125" },    { RNN_SETTING_UNITS, "3;3" },
  };
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (RnnSpec) a = { 0 };
      g_auto (RnnSpec) b = { 0 };
      g_autofree char *name
          = g_strconcat (settings[i].group, ".", settings[i].key, NULL);
      g_autofree char *old = NULL;
      const char *value = NULL;

      rnn_spec_init_default (&a);
      rnn_spec_init_default (&b);
      old = rnn_spec_get (&a, name);
      for (guint j = 0; j < G_N_ELEMENTS (other); j++)
        if (other[j].type == settings[i].type)
          value = other[j].value;
      if (settings[i].type == RNN_SETTING_BOOLEAN)
        value = strcmp (old, "true") == 0 ? "false" : "true";
      if (settings[i].type == RNN_SETTING_CHOICE)
        value = settings[i].choices[strcmp (old, settings[i].choices[0]) == 0];

      g_assert_true (rnn_spec_set (&b, name, value, NULL));
      g_assert_false (rnn_spec_equal (&a, &b));
      g_assert_true (rnn_spec_set (&b, name, old, NULL));
      g_assert_true (rnn_spec_equal (&a, &b));
    }
}

static void
assert_contradiction (const char *assignments, const char *remedy)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (GStrv) parts = g_strsplit_set (assignments, "= ", -1);
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  for (guint i = 0; parts[i] != NULL; i += 2)
    g_assert_true (rnn_spec_set (&spec, parts[i], parts[i + 1], NULL));

  if (remedy == NULL)
    {
      g_assert_true (rnn_spec_check (&spec, &error));
      g_assert_no_error (error);
      return;
    }
  g_assert_false (rnn_spec_check (&spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_SETTING);
  g_assert_nonnull (strstr (error->message, remedy));
}

static void
test_check (void)
{
  assert_contradiction ("network.stateful=true",
                        "set data.shuffle_samples to false");
  assert_contradiction ("network.stateful=true data.shuffle_samples=false "
                        "training.shuffle=true",
                        "set training.shuffle to false");
  assert_contradiction ("network.stateful=true data.shuffle_samples=false",
                        NULL);
  assert_contradiction ("training.optimizer=sgd training.nesterov=true",
                        "training.momentum is 0");
  assert_contradiction ("training.optimizer=sgd training.nesterov=true "
                        "training.momentum=0.9",
                        NULL);
  assert_contradiction ("training.nesterov=true", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spec/default", test_default);
  g_test_add_func ("/spec/table", test_table);
  g_test_add_func ("/spec/live", test_live);
  g_test_add_func ("/spec/set", test_set);
  g_test_add_func ("/spec/refused", test_refused);
  g_test_add_func ("/spec/unknown", test_unknown);
  g_test_add_func ("/spec/copy", test_copy);
  g_test_add_func ("/spec/equal", test_equal);
  g_test_add_func ("/spec/check", test_check);
  return g_test_run ();
}
