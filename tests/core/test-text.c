/* Character training on a real text falls as fast as it should: mean loss, in
 * nats per letter, over the hundred updates before each of three. */

#include "core/learner.h"

#define TEXT_FILE "/usr/share/common-licenses/GPL-3"
#define COPIES    10
#define TOLERANCE 0.1

static const struct
{
  guint  update;
  double loss;
} wanted[] = {
  { 100, 2.97 },
  { 200, 2.30 },
  { 500, 1.77 },
};

static RnnDataset *
text_dataset (const RnnSpec *spec,
              const char    *text)
{
  g_auto (RnnSpec) with_text;
  g_autoptr (GError) error = NULL;
  RnnDataset *dataset;
  GString *copies = g_string_new (NULL);

  for (guint i = 0; i < COPIES; i++)
    g_string_append (copies, text);

  rnn_spec_copy (&with_text, spec);
  rnn_spec_set (&with_text, "data.text", copies->str, &error);
  g_assert_no_error (error);
  dataset = rnn_dataset_new (&with_text, &error);
  g_assert_no_error (error);
  g_string_free (copies, TRUE);

  return dataset;
}

/* L of the batch that the next update will take. */
static double
next_loss (RnnLearner *learner,
           RnnPass    *pass,
           RnnBatch   *batch)
{
  guint n;
  const guint32 *samples = rnn_learner_next_batch (learner, &n);

  rnn_dataset_gather (rnn_learner_dataset (learner), samples, 0, n, batch);
  rnn_pass_zero_state (pass, n);
  rnn_pass_forward (pass, rnn_learner_parameters (learner), batch);

  return rnn_pass_loss (pass, batch, NULL) / batch->n_targets;
}

static void
test_text (void)
{
  g_auto (RnnSpec) spec;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnLearner) learner = NULL;
  g_autoptr (RnnPass) pass = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  double sum = 0.0;
  gsize next = 0;

  if (!g_file_get_contents (TEXT_FILE, &text, NULL, NULL))
    {
      g_test_skip ("this system has no " TEXT_FILE);
      return;
    }

  rnn_spec_init_default (&spec);
  spec.time_steps = spec.stride = 50;
  spec.target = RNN_TARGET_ALL;
  spec.cyclic = FALSE;
  spec.shuffle_samples = FALSE;
  spec.shuffle = TRUE;
  spec.units[0] = 128;
  spec.batch = 32;
  spec.learning_rate = 0.002;
  dataset = text_dataset (&spec, text);
  learner = rnn_learner_new (&spec, dataset, &error);
  g_assert_no_error (error);
  pass = rnn_pass_new (rnn_learner_network (learner), spec.time_steps,
                       spec.batch);
  batch = rnn_batch_new (dataset, spec.batch);

  for (guint update = 1; next < G_N_ELEMENTS (wanted); update++)
    {
      RnnMetrics metrics;

      sum += next_loss (learner, pass, batch);
      g_assert_cmpint (rnn_learner_update (learner, &metrics, &error), !=,
                       RNN_LEARNER_FAILED);

      if (update == wanted[next].update)
        {
          g_test_message ("update %u: %.3f", update, sum / 100.0);
          g_assert_cmpfloat_with_epsilon (sum / 100.0, wanted[next].loss,
                                          TOLERANCE);
          next++;
        }
      if (update % 100 == 0)
        sum = 0.0;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/loss", test_text);

  return g_test_run ();
}
