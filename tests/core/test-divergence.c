/* Training that explodes stops, says where, and can go back; a network that no
 * machine holds is refused. */

#include <math.h>
#include <string.h>

#include "core/error.h"
#include "tests/core/learning.h"

#define TEXT "the quick brown fox jumps over the lazy dog"

/* Divergence */

static void
assert_diverges (RnnLearner *learner,
                 const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autofree void *state = learning_save (learner);
  RnnLearnerResult result = RNN_LEARNER_UPDATED;
  RnnMetrics metrics;

  for (guint i = 0; i < 2000 && result != RNN_LEARNER_FAILED; i++)
    result = rnn_learner_update (learner, &metrics, &error);

  g_assert_cmpint (result, ==, RNN_LEARNER_FAILED);
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DIVERGED);
  g_test_message ("%s", error->message);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("“%s” is not like “%s”", error->message, pattern);

  /* And back it goes. */
  rnn_learner_load_state (learner, state);
}

/* Sets every number of a parameter. */
static void
fill (RnnLearner      *learner,
      RnnParameterKind kind,
      guint            layer,
      float            value)
{
  const RnnNetwork *network = rnn_learner_network (learner);
  const RnnParameter *p = rnn_network_find (network, kind, layer);
  float *w = rnn_learner_parameters (learner) + p->offset;

  for (gsize i = 0; i < (gsize) p->rows * p->columns; i++)
    w[i] = value;
}

static void
test_diverged_rate (gconstpointer optimizer)
{
  const char *const settings[] = {
    "training.optimizer", optimizer, "training.learning_rate", "1e30", NULL
  };
  g_autoptr (RnnLearner) learner = learning_new (settings);
  g_autofree void *start = learning_save (learner), *back = NULL;

  assert_diverges (learner, "*epoch 1, batch 1: W_xh (*e+*");
  back = learning_save (learner);
  g_assert_cmpmem (start, rnn_learner_state_size (learner),
                   back, rnn_learner_state_size (learner));
}

static void
test_diverged_state (void)
{
  const char *const settings[] = {
    "data.text", TEXT, "data.time_steps", "40", "training.batch", "16",
    "network.activation", "linear", "network.units", "3;4", NULL
  };
  g_autoptr (RnnLearner) learner = learning_new (settings);

  learning_update_times (learner, 4);
  fill (learner, RNN_PARAMETER_B_H, 0, NAN);
  assert_diverges (learner, "*epoch 2, batch 2: the hidden state of layer 1 at "
                            "time step 1 (*nan)*");

  fill (learner, RNN_PARAMETER_B_H, 0, 0.0f);
  fill (learner, RNN_PARAMETER_W_HH, 1, 50.0f);
  assert_diverges (learner, "*epoch 2, batch 2: the hidden state of layer 2 at "
                            "time step 1? (*e+*)*");
}

/* NaN must not be taken for a relu's zero. */
static void
test_diverged_relu (void)
{
  const char *const settings[] = { "network.activation", "relu", NULL };
  g_autoptr (RnnLearner) learner = learning_new (settings);

  rnn_learner_parameters (learner)[0] = NAN;
  assert_diverges (learner, "*hidden state of layer 1 at time step 1 (*nan)*");
}

static void
test_diverged_output (void)
{
  const char *const settings[] = {
    "data.time_steps", "3", "data.target", "all", NULL
  };
  g_autoptr (RnnLearner) learner = learning_new (settings);

  fill (learner, RNN_PARAMETER_B_Y, 0, INFINITY);
  assert_diverges (learner, "*the output at time step 1 (inf)*");
}

/* Nothing goes forwards, but the way back explodes. */
static void
test_diverged_gradient (gconstpointer clip)
{
  const char *const settings[] = {
    "data.time_steps", "12", "network.activation", "linear",
    "training.clip", clip, NULL
  };
  g_autoptr (RnnLearner) learner = learning_new (settings);

  fill (learner, RNN_PARAMETER_W_XH, 0, 0.0f);
  fill (learner, RNN_PARAMETER_W_HH, 0, 1e3f);
  assert_diverges (learner, "*the gradient of W_xh (*, since ∂L/∂h of layer 1 "
                            "at time step ?) *");
}

/* Memory */

static void
test_memory (void)
{
  g_auto (RnnSpec) spec;
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append_c (text, "abcd"[i % 4]);

  rnn_spec_init_default (&spec);
  learning_set (&spec, "data.text", text->str);
  learning_set (&spec, "data.time_steps", "1000");
  learning_set (&spec, "data.target", "all");
  learning_set (&spec, "network.units", "1024;1024;1024;1024");
  learning_set (&spec, "training.batch", "4000");
  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);

  g_assert_null (rnn_learner_new (&spec, dataset, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_MEMORY);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "GB"));
  g_clear_error (&error);

  learning_set (&spec, "training.batch", "1");
  g_assert_true (rnn_learner_check_memory (&spec, dataset, &error));
  g_string_free (text, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, settings, function) \
  g_test_add_data_func ("/divergence/" path, settings, function)
  ADD ("rate/sgd", "sgd", test_diverged_rate);
  ADD ("rate/rmsprop", "rmsprop", test_diverged_rate);
  ADD ("rate/adam", "adam", test_diverged_rate);
  g_test_add_func ("/divergence/state", test_diverged_state);
  g_test_add_func ("/divergence/relu", test_diverged_relu);
  g_test_add_func ("/divergence/output", test_diverged_output);
  ADD ("gradient/free", "none", test_diverged_gradient);
  ADD ("gradient/value", "value", test_diverged_gradient);
  ADD ("gradient/norm", "norm", test_diverged_gradient);

  g_test_add_func ("/divergence/memory", test_memory);

  return g_test_run ();
}
