/* write-programs FOLDER
 *
 * Trains networks of every kind and writes each as a Keras and as a PyTorch
 * script, with what they are to come to beside it, as JSON: in FOLDER/0/keras.py,
 * FOLDER/0/pytorch.py, FOLDER/0/expected.json, and so on.  For test-program.py.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/number.h"
#include "core/outcome.h"
#include "core/program.h"
#include "core/weights-file.h"
#include "tests/core/specimen.h"

#define EPOCHS 3
#define SAYING "a rolling stone gathers no moss, they say, and roll on"
#define SETTINGS(...) (const char *const[]) { __VA_ARGS__, NULL }

/* Beside the specimens: what training has. */
static const SpecimenKind kinds[] = {
  { "linear", SETTINGS ("data.time_steps=3", "network.activation=linear"), 9 },
  { "shuffled", SETTINGS ("data.text=" SAYING, "data.time_steps=4",
                          "training.batch=7", "training.shuffle=true",
                          "network.units=6"), 20 },
  { "held out", SETTINGS ("data.text=" SAYING, "data.time_steps=3",
                          "data.validation=0.25", "training.batch=5",
                          "training.optimizer=rmsprop", "network.units=4"),
    20 },
  { "held out, summed", SETTINGS ("data.text=" SAYING, "data.time_steps=3",
                                  "data.validation=0.25", "data.target=all",
                                  "training.loss=sum", "training.batch=5",
                                  "training.optimizer=sgd",
                                  "training.learning_rate=0.001"), 20 },
  { "strands", SETTINGS ("data.text=" SAYING, "data.time_steps=4",
                         "data.stride=4", "data.shuffle_samples=false",
                         "network.stateful=true", "training.batch=3",
                         "data.validation=0.2", "network.units=5;4"), 15 },
  { "once through", SETTINGS ("data.text=" SAYING, "data.time_steps=5",
                              "data.stride=3", "data.cyclic=false",
                              "data.input=embedding", "data.embedding=4"),
    10 },
  { "momentum", SETTINGS ("data.time_steps=2", "training.optimizer=sgd",
                          "training.momentum=0.9", "training.clip=value",
                          "training.clip_value=0.05"), 10 },
  { "nesterov", SETTINGS ("data.time_steps=2", "training.optimizer=sgd",
                          "training.momentum=0.9", "training.nesterov=true",
                          "training.clip=norm", "training.clip_value=0.1"),
    10 },
  { "clipped", SETTINGS ("data.time_steps=2", "training.optimizer=rmsprop",
                         "training.momentum=0.5", "training.clip=global-norm",
                         "training.clip_value=0.1"), 10 },
  { "tower", SETTINGS ("data.time_steps=4", "network.units=3;4;5;2",
                       "network.activation=relu"), 10 },
  { "remember", SETTINGS ("data.text=hello-.", "data.task=remember",
                          "data.time_steps=6", "network.recurrent_gain=0.5"),
    20 },
  { "letters", SETTINGS ("data.text='\"\\\n\t\r {}#%α中🙂\xE2\x80\xA8\x01é",
                         "data.time_steps=2"), 50 },
};

static void
append_numbers (GString     *json,
                const char  *key,
                const float *numbers,
                gsize        n)
{
  g_string_append_printf (json, ",\n\"%s\": [", key);
  for (gsize i = 0; i < n; i++)
    {
      char number[RNN_NUMBER_SIZE];

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "",
                              rnn_number_format_float (numbers[i], number));
    }
  g_string_append (json, "]");
}

/* Every sample, held out or not: letters, targets and probabilities. */
static void
append_samples (GString        *json,
                const Specimen *specimen)
{
  const RnnDataset *dataset = specimen->dataset;
  const RnnNetwork *network = &specimen->network;
  gsize n = rnn_dataset_n_samples (dataset);
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (float));

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, 1);
      g_autoptr (RnnOutcome) outcome =
        rnn_outcome_new (network, specimen_parameters (specimen), dataset, i,
                         specimen->spec.loss, NULL, NULL);

      g_array_append_vals (y, outcome->y,
                           outcome->n_outputs * outcome->n_classes);
      rnn_dataset_gather (dataset, NULL, i, 1, batch);
      for (guint t = 0; t < batch->n_targets; t++)
        {
          float target = batch->targets[t];

          g_array_append_val (targets, target);
        }
    }
  append_numbers (json, "probabilities", (float *) (gpointer) y->data, y->len);
  append_numbers (json, "targets", (float *) (gpointer) targets->data,
                  targets->len);
}

/* Some epochs from the same weights on, with an optimizer that begins anew. */
static void
append_training (GString        *json,
                 const Specimen *specimen)
{
  g_autoptr (RnnLearner) learner =
    rnn_learner_new (&specimen->spec, specimen->dataset, NULL);
  gsize size = specimen->network.size;
  float rows[EPOCHS * 4];
  guint n = 0;

  memcpy (rnn_learner_parameters (learner), specimen_parameters (specimen),
          size * sizeof (float));
  while (n < EPOCHS)
    {
      g_autoptr (GError) error = NULL;
      RnnMetrics metrics;

      if (rnn_learner_update (learner, &metrics, &error) != RNN_LEARNER_EPOCH)
        {
          g_assert_no_error (error);
          continue;
        }
      rows[4 * n] = metrics.loss;
      rows[4 * n + 1] = metrics.accuracy;
      rows[4 * n + 2] = isnan (metrics.validation_loss) ? -1
                        : metrics.validation_loss;
      rows[4 * n + 3] = isnan (metrics.validation_accuracy) ? -1
                        : metrics.validation_accuracy;
      n++;
    }
  append_numbers (json, "metrics", rows, G_N_ELEMENTS (rows));
  append_numbers (json, "trained", rnn_learner_parameters (learner), size);
}

static void
append_weights (GString        *json,
                const Specimen *specimen)
{
  const RnnNetwork *network = &specimen->network;

  append_numbers (json, "weights", specimen_parameters (specimen),
                  network->size);
  g_string_append (json, ",\n\"names\": [");
  for (guint i = 0; i < network->n_parameters; i++)
    {
      g_autofree char *name = rnn_weights_name (network, i);

      g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", name);
    }
  g_string_append (json, "]");
}

static void
write_expected (const char         *folder,
                const SpecimenKind *kind,
                const Specimen     *specimen)
{
  g_autofree char *path = g_build_filename (folder, "expected.json", NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  const RnnSpec *spec = &specimen->spec;

  g_string_append_printf (json,
                          "{\"name\": \"%s\", \"n_train\": %zu, "
                          "\"stateful\": %d, \"shuffle\": %d, "
                          "\"sum\": %d, \"layers\": %u, "
                          "\"learning_rate\": %.17g",
                          kind->name, specimen->dataset->n_train,
                          spec->stateful, spec->shuffle,
                          spec->loss == RNN_LOSS_SUM, spec->n_layers,
                          spec->learning_rate);
  append_samples (json, specimen);
  append_weights (json, specimen);
  append_training (json, specimen);
  g_string_append (json, "}\n");
  g_assert_true (g_file_set_contents (path, json->str, json->len, NULL));
}

static void
write_programs (const char         *folder,
                const SpecimenKind *kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  RnnProgram program = {
    .spec = &specimen->spec,
    .network = &specimen->network,
    .dataset = specimen->dataset,
    .parameters = specimen_parameters (specimen),
  };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (RnnDialect d = 0; d < RNN_N_DIALECTS; d++)
    {
      g_autofree char *path =
        g_strdup_printf ("%s/%s.py", folder, rnn_dialect_name (d));
      g_autoptr (GError) error = NULL;

      program.dialect = d;
      rnn_program_save (&program, path, &error);
      g_assert_no_error (error);
    }
  write_expected (folder, kind, specimen);
}

int
main (int   argc,
      char *argv[])
{
  guint n = 0;

  if (argc != 2)
    {
      fprintf (stderr, "usage: write-programs FOLDER\n");
      return 2;
    }
  for (guint i = 0; i < n_specimen_kinds + G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/%u", argv[1], n++);

      write_programs (folder, i < n_specimen_kinds
                                ? &specimen_kinds[i]
                                : &kinds[i - n_specimen_kinds]);
    }
  return 0;
}
