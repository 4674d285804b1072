#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/letters.h"
#include "core/predictor.h"
#include "core/writer.h"
#include "tests/core/plain.h"

#define POEM "data.text=the quick brown fox jumps over the lazy dog, naïve café"

typedef struct
{
  const char        *name;
  const char *const *settings;
} Case;

#define SETTINGS(...) (const char *const[]) { __VA_ARGS__, NULL }

static const Case cases[] = {
  { "one step", SETTINGS (POEM, "network.units=5") },
  { "last of four", SETTINGS (POEM, "data.time_steps=4", "network.units=7") },
  { "all of four", SETTINGS (POEM, "data.time_steps=4", "data.target=all",
                             "network.units=6;5") },
  { "embedding", SETTINGS (POEM, "data.time_steps=3", "data.input=embedding",
                           "data.embedding=4", "network.units=6") },
  { "real", SETTINGS (POEM, "data.time_steps=3", "data.input=real",
                      "network.units=6") },
  { "stateful", SETTINGS (POEM, "data.time_steps=4", "data.stride=4",
                          "data.shuffle_samples=false", "data.target=all",
                          "network.stateful=true", "training.batch=3",
                          "network.units=5;4") },
};

static Plain *
trained (const char *const *settings)
{
  g_auto (RnnSpec) spec = { 0 };
  Plain *plain;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  plain = plain_new (&spec);
  plain_to_epoch (plain, 20);
  return plain;
}

static RnnPrediction *
predict (Plain      *plain,
         const char *text)
{
  RnnLearner *learner = plain->learner;
  g_autoptr (GError) error = NULL;
  RnnPrediction *prediction =
    rnn_predict (rnn_learner_network (learner),
                 rnn_learner_parameters (learner),
                 rnn_learner_dataset (learner),
                 rnn_learner_spec (learner)->stateful, text, &error);

  g_assert_no_error (error);
  return prediction;
}

/* The same by the plainest means, in double: the letters @codes from zero. */
typedef struct
{
  double h[RNN_MAX_LAYERS][16];
} State;

static float
parameter_at (Plain            *plain,
              RnnParameterKind  kind,
              guint             layer,
              guint             row,
              guint             column)
{
  const RnnParameter *p =
    rnn_network_find (rnn_learner_network (plain->learner), kind, layer);

  return rnn_learner_parameters (plain->learner)[p->offset
                                                 + row * p->columns + column];
}

static double
input_part (Plain   *plain,
            guint16  code,
            guint    unit)
{
  const RnnNetwork *network = rnn_learner_network (plain->learner);
  double sum = 0.0;

  switch (network->input)
    {
    case RNN_INPUT_ONE_HOT:
      return parameter_at (plain, RNN_PARAMETER_W_XH, 0, code, unit);
    case RNN_INPUT_REAL:
      return code / (network->n_classes - 1.0)
             * parameter_at (plain, RNN_PARAMETER_W_XH, 0, 0, unit);
    default:
      for (guint i = 0; i < network->embedding; i++)
        sum += parameter_at (plain, RNN_PARAMETER_EMBEDDING, 0, code, i)
               * (double) parameter_at (plain, RNN_PARAMETER_W_XH, 0, i, unit);
      return sum;
    }
}

static void
read_letter (Plain   *plain,
             State   *state,
             guint16  code)
{
  const RnnNetwork *network = rnn_learner_network (plain->learner);

  for (guint l = 0; l < network->n_layers; l++)
    {
      State before = *state;

      for (guint j = 0; j < network->units[l]; j++)
        {
          double z = parameter_at (plain, RNN_PARAMETER_B_H, l, 0, j);

          if (l == 0)
            z += input_part (plain, code, j);
          else
            for (guint i = 0; i < network->units[l - 1]; i++)
              z += before.h[l - 1][i]
                   * parameter_at (plain, RNN_PARAMETER_W_XH, l, i, j);
          for (guint i = 0; i < network->units[l]; i++)
            z += before.h[l][i]
                 * parameter_at (plain, RNN_PARAMETER_W_HH, l, i, j);
          state->h[l][j] = tanh (z);
        }
    }
}

static void
assert_outputs (Plain               *plain,
                const State         *state,
                const RnnPrediction *prediction,
                gsize                letter)
{
  const RnnNetwork *network = rnn_learner_network (plain->learner);
  guint top = network->n_layers - 1;
  guint classes = network->n_classes;
  const float *y = prediction->y + letter * classes;
  g_autofree double *p = g_new (double, classes);
  double sum = 0.0;

  for (guint c = 0; c < classes; c++)
    {
      double logit = parameter_at (plain, RNN_PARAMETER_B_Y, 0, 0, c);

      for (guint j = 0; j < network->units[top]; j++)
        logit += state->h[top][j]
                 * parameter_at (plain, RNN_PARAMETER_W_HY, 0, j, c);
      p[c] = exp (logit);
      sum += p[c];
    }
  for (guint c = 0; c < classes; c++)
    {
      g_assert_cmpfloat_with_epsilon (y[c], p[c] / sum, 1e-5);
      g_assert_cmpfloat (y[c], <=, y[prediction->likeliest[letter]]);
    }
  for (guint j = 0; j < network->units[top]; j++)
    g_assert_cmpfloat_with_epsilon (
      prediction->h[letter * prediction->n_units + j], state->h[top][j], 1e-5);
}

/* Every letter of @text, each with what the network may see of it. */
static void
assert_prediction (Plain               *plain,
                   const RnnPrediction *prediction)
{
  gboolean stateful = rnn_learner_spec (plain->learner)->stateful;
  gsize steps = rnn_learner_dataset (plain->learner)->time_steps;
  State state = { 0 };

  for (gsize letter = 0; letter < prediction->n_letters; letter++)
    {
      if (stateful)
        {
          read_letter (plain, &state, prediction->codes[letter]);
        }
      else
        {
          memset (&state, 0, sizeof state);
          for (gsize i = letter + 1 > steps ? letter + 1 - steps : 0;
               i <= letter; i++)
            read_letter (plain, &state, prediction->codes[i]);
        }
      assert_outputs (plain, &state, prediction, letter);
    }
}

static void
test_values (gconstpointer data)
{
  static const char *const texts[] = {
    "t", "th", "the", "the ", "the q", "naïve fox", "ooooooooooooooooooooo",
  };
  const Case *one = data;
  g_autoptr (Plain) plain = trained (one->settings);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RnnPrediction) long_one = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RnnPrediction) prediction = predict (plain, texts[i]);

      g_assert_cmpstr (prediction->text, ==, texts[i]);
      g_assert_cmpuint (prediction->n_letters, ==, g_utf8_strlen (texts[i], -1));
      assert_prediction (plain, prediction);
    }

  /* Longer than any block it is read in. */
  for (guint i = 0; i < 700; i++)
    g_string_append_c (text, "the fox"[i * i % 7]);
  long_one = predict (plain, text->str);
  assert_prediction (plain, long_one);
}

static void
test_errors (void)
{
  g_autoptr (Plain) plain = trained (cases[1].settings);
  const RnnNetwork *network = rnn_learner_network (plain->learner);
  const float *parameters = rnn_learner_parameters (plain->learner);
  RnnDataset *dataset = rnn_learner_dataset (plain->learner);
  g_autoptr (GError) error = NULL;

  g_assert_null (rnn_predict (network, parameters, dataset, FALSE, "", &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_clear_error (&error);

  g_assert_null (rnn_predict (network, parameters, dataset, FALSE, "thé Fox",
                              &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "F"));
  g_clear_error (&error);

  g_assert_null (rnn_predict (network, parameters, dataset, FALSE, "a\xff",
                              &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_clear_error (&error);

  g_assert_null (rnn_write (network, parameters, dataset, FALSE, "", 3, 1.0, 1,
                            NULL, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
  g_clear_error (&error);

  g_assert_null (rnn_write (network, parameters, dataset, FALSE, "a", 3, NAN, 1,
                            NULL, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_SETTING);
}

static void
test_too_long (void)
{
  g_autoptr (Plain) plain = trained (cases[0].settings);
  g_autofree char *text = g_strnfill (2000000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (rnn_predict (rnn_learner_network (plain->learner),
                              rnn_learner_parameters (plain->learner),
                              rnn_learner_dataset (plain->learner), FALSE, text,
                              &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_MEMORY);
}

/* Samples that are no letters. */
static void
test_no_letters (void)
{
  static const guint16 codes[] = { 0, 1, 1, 0 };
  static const guint16 targets[] = { 1, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset =
    rnn_dataset_new_arrays (RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, 2, 2, 2, 2,
                            codes, NULL, targets, &error);
  g_auto (RnnSpec) spec = { 0 };
  g_autofree float *parameters = NULL;
  RnnNetwork network;

  g_assert_no_error (error);
  rnn_spec_init_default (&spec);
  rnn_network_init (&network, &spec, dataset);
  parameters = g_new0 (float, network.size);
  g_assert_null (rnn_predict (&network, parameters, dataset, FALSE, "a",
                              &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
}

/* Writing ------------------------------------------------------------------ */

static char *
write (Plain      *plain,
       const char *text,
       guint       n,
       double      temperature,
       guint32     seed,
       float      *p)
{
  RnnLearner *learner = plain->learner;
  g_autoptr (GError) error = NULL;
  char *written =
    rnn_write (rnn_learner_network (learner), rnn_learner_parameters (learner),
               rnn_learner_dataset (learner),
               rnn_learner_spec (learner)->stateful, text, n, temperature, seed,
               p, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_utf8_strlen (written, -1), ==, n);
  return written;
}

/* At temperature 0, each letter is the likeliest after all before it, and so
 * what the prediction of the whole says. */
static void
test_greedy (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (Plain) plain = trained (one->settings);
  float p[40];
  g_autofree char *written = write (plain, "the fox", 40, 0.0, 1, p);
  g_autofree char *whole = g_strconcat ("the fox", written, NULL);
  g_autoptr (RnnPrediction) prediction = predict (plain, whole);

  for (guint i = 0; i < 40; i++)
    {
      gsize last = strlen ("the fox") + i - 1;
      const float *y = prediction->y + last * prediction->n_classes;
      guint16 next = prediction->codes[last + 1];

      g_assert_cmpfloat_with_epsilon (y[next],
                                      y[prediction->likeliest[last]], 1e-6);
      g_assert_cmpfloat_with_epsilon (p[i], y[next], 1e-6);
    }
}

static void
test_seeds (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (Plain) plain = trained (one->settings);
  g_autofree char *a = write (plain, "the", 200, 1.0, 7, NULL);
  g_autofree char *again = write (plain, "the", 200, 1.0, 7, NULL);
  g_autofree char *other = write (plain, "the", 200, 1.0, 8, NULL);

  g_assert_cmpstr (a, ==, again);
  g_assert_cmpstr (a, !=, other);
}

/* How often each letter is drawn, against what temperature says. */
static void
test_temperature (void)
{
  static const double temperatures[] = { 0.5, 1.0, 2.0 };
  enum { N = 40000 };
  g_autoptr (Plain) plain = trained (SETTINGS ("data.text=abcde"));
  RnnLearner *learner = plain->learner;
  g_autoptr (RnnPrediction) prediction = predict (plain, "b");

  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++)
    {
      guint counts[5] = { 0 };
      double weights[5], sum = 0.0;

      for (guint c = 0; c < 5; c++)
        sum += weights[c] = pow (prediction->y[c], 1.0 / temperatures[i]);
      for (guint seed = 0; seed < N; seed++)
        {
          float p;
          g_autofree char *letter =
            write (plain, "b", 1, temperatures[i], seed, &p);
          int code = rnn_alphabet_index (
            rnn_learner_dataset (learner)->alphabet, letter[0]);

          counts[code]++;
          g_assert_cmpfloat_with_epsilon (p, prediction->y[code], 1e-7);
        }
      /* Five standard deviations. */
      for (guint c = 0; c < 5; c++)
        g_assert_cmpfloat_with_epsilon ((double) counts[c] / N,
                                        weights[c] / sum,
                                        5.0 * 0.5 / sqrt (N));
    }
}

/* Extremes are still letters. */
static void
test_extremes (void)
{
  g_autoptr (Plain) plain = trained (cases[0].settings);
  g_autofree char *cold = write (plain, "the", 50, 1e-300, 3, NULL);
  g_autofree char *likeliest = write (plain, "the", 50, 0.0, 3, NULL);
  g_autofree char *hot = write (plain, "the", 50, 1e300, 3, NULL);
  g_autofree char *none = write (plain, "the", 0, 1.0, 3, NULL);

  g_assert_cmpstr (cold, ==, likeliest);
  g_assert_cmpstr (hot, !=, likeliest);
  g_assert_cmpstr (none, ==, "");
}

/* The parameters may change, or go, while it is written. */
static void
test_own_parameters (void)
{
  g_autoptr (Plain) plain = trained (cases[1].settings);
  g_autofree char *whole = write (plain, "the", 30, 1.0, 5, NULL);
  g_autoptr (GString) written = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnWriter) writer =
    rnn_writer_new (rnn_learner_network (plain->learner),
                    rnn_learner_parameters (plain->learner),
                    rnn_learner_dataset (plain->learner), FALSE, "the", 1.0, 5,
                    &error);

  g_assert_no_error (error);
  g_clear_pointer (&plain, plain_free);
  for (guint i = 0; i < 30; i++)
    {
      float p;

      g_string_append_unichar (written, rnn_writer_next (writer, &p));
    }
  g_assert_cmpstr (written->str, ==, whole);
}

/* What each letter is written out of is what is predicted there. */
static void
test_out_of_what (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (Plain) plain = trained (one->settings);
  RnnDataset *dataset = rnn_learner_dataset (plain->learner);
  g_autoptr (GString) text = g_string_new ("the quick");
  g_autoptr (RnnPrediction) prediction = NULL;
  g_autoptr (RnnLetters) letters = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnWriter) writer =
    rnn_writer_new (rnn_learner_network (plain->learner),
                    rnn_learner_parameters (plain->learner), dataset,
                    rnn_learner_spec (plain->learner)->stateful, text->str, 1.0,
                    5, &error);
  gsize n_before = text->len;
  guint n_units;

  g_assert_no_error (error);
  prediction = predict (plain, text->str);
  n_units = prediction->n_units;
  letters = rnn_letters_new (prediction->n_classes, n_units);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree float *y = g_memdup2 (rnn_writer_y (writer),
                                       letters->n_classes * sizeof (float));
      g_autofree float *h = g_memdup2 (rnn_writer_h (writer),
                                       n_units * sizeof (float));
      float p;
      gunichar letter = rnn_writer_next (writer, &p);

      rnn_letters_add (letters, letter, 20, p, y, h);
    }
  g_string_append (text, letters->text->str);

  rnn_prediction_unref (prediction);
  prediction = predict (plain, text->str);
  for (guint i = 0; i < 30; i++)
    {
      gsize place = n_before - 1 + i;

      for (guint c = 0; c < prediction->n_classes; c++)
        g_assert_cmpfloat_with_epsilon (
          rnn_letters_y (letters, i)[c],
          prediction->y[place * prediction->n_classes + c], 1e-6);
      for (guint j = 0; j < n_units; j++)
        g_assert_cmpfloat_with_epsilon (rnn_letters_h (letters, i)[j],
                                        prediction->h[place * n_units + j],
                                        1e-6);
    }
}

/* Told as a prediction: the letters before, and what was expected then. */
static void
test_new_written (void)
{
  g_autoptr (Plain) plain = trained (cases[1].settings);
  const RnnDataset *dataset = rnn_learner_dataset (plain->learner);
  guint n_classes = dataset->n_classes;
  g_autoptr (RnnLetters) letters = rnn_letters_new (n_classes, 2);
  g_autofree float *y = g_new0 (float, n_classes);
  const float h[] = { 0.25f, -0.25f };
  static const char text[] = " brown fox jumps over";

  for (guint i = 0; text[i] != '\0'; i++)
    {
      y[3] = i;
      rnn_letters_add (letters, text[i], 1, 0.5f, y, h);
    }
  for (guint i = 0; text[i] != '\0'; i++)
    {
      g_autoptr (RnnPrediction) prediction =
        rnn_prediction_new_written (dataset, "é", letters, i);
      g_autofree char *before = g_strndup (text, i);
      g_autofree char *whole = g_strconcat ("é", before, NULL);
      gsize last = prediction->n_letters - 1;

      g_assert_true (g_str_has_suffix (whole, prediction->text));
      g_assert_cmpuint (prediction->n_letters, ==, MIN (i + 1, 16));
      g_assert_cmpfloat (prediction->y[last * n_classes + 3], ==, i);
      g_assert_cmpfloat (prediction->h[last * 2 + 1], ==, -0.25f);
      g_assert_cmpuint (prediction->likeliest[last], ==, i > 0 ? 3 : 0);
      if (last > 0)
        g_assert_true (isnan (prediction->y[0]));
    }
  g_assert_null (rnn_prediction_new_written (dataset, "é", letters, 21));
  g_assert_null (rnn_prediction_new_written (dataset, "%", letters, 3));
}

/* The same parameters again change nothing, in mid-word; others write on as if
 * they had read all that the network looks back on. */
static void
test_other_parameters (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (Plain) plain = trained (one->settings);
  RnnLearner *learner = plain->learner;
  gboolean stateful = rnn_learner_spec (learner)->stateful;
  g_autofree char *whole = write (plain, "the quick", 30, 1.0, 5, NULL);
  g_autoptr (GString) written = g_string_new ("the quick");
  g_autoptr (RnnWriter) writer =
    rnn_writer_new (rnn_learner_network (learner),
                    rnn_learner_parameters (learner),
                    rnn_learner_dataset (learner), stateful, written->str, 1.0,
                    5, NULL);
  float p;

  for (guint i = 0; i < 30; i++)
    {
      rnn_writer_set_parameters (writer, rnn_learner_parameters (learner),
                                 NULL);
      g_string_append_unichar (written, rnn_writer_next (writer, &p));
    }
  g_assert_cmpstr (written->str + strlen ("the quick"), ==, whole);

  plain_to_epoch (plain, 40);
  rnn_writer_set_parameters (writer, rnn_learner_parameters (learner), NULL);
  if (!stateful)
    {
      g_autoptr (RnnPrediction) prediction = predict (plain, written->str);
      gsize last = prediction->n_letters - 1;

      for (guint c = 0; c < prediction->n_classes; c++)
        g_assert_cmpfloat_with_epsilon (
          rnn_writer_y (writer)[c],
          prediction->y[last * prediction->n_classes + c], 1e-6);
    }
}

static void
add_cases (const char    *name,
           GTestDataFunc  function)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/predictor/%s/%s", name, cases[i].name);

      g_test_add_data_func (path, &cases[i], function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("values", test_values);
  g_test_add_func ("/predictor/errors", test_errors);
  g_test_add_func ("/predictor/too-long", test_too_long);
  g_test_add_func ("/predictor/no-letters", test_no_letters);
  add_cases ("greedy", test_greedy);
  add_cases ("seeds", test_seeds);
  g_test_add_func ("/predictor/temperature", test_temperature);
  g_test_add_func ("/predictor/extremes", test_extremes);
  g_test_add_func ("/predictor/own-parameters", test_own_parameters);
  g_test_add_func ("/predictor/new-written", test_new_written);
  add_cases ("out-of-what", test_out_of_what);
  add_cases ("other-parameters", test_other_parameters);
  return g_test_run ();
}
