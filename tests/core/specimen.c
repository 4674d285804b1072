#include "tests/core/specimen.h"

#include <math.h>

#include "tests/core/plain.h"

#define SETTINGS(...) (const char *const[]) { __VA_ARGS__, NULL }

#define SAYING "a rolling stone gathers no moss, they say, and roll on"

/* The second sample of each is traced. */
const SpecimenKind specimen_kinds[] = {
  { "default", SETTINGS ("fit.epochs=100"), 3 },
  { "four letters", SETTINGS ("data.time_steps=4"), 20 },
  { "start", SETTINGS ("data.time_steps=4"), 0 },
  { "one unit", SETTINGS ("data.time_steps=3", "network.units=1"), 2 },
  { "every step", SETTINGS ("data.text=" SAYING, "data.time_steps=7",
                            "data.target=all", "network.units=5",
                            "training.batch=11"), 30 },
  { "summed", SETTINGS ("data.text=" SAYING, "data.time_steps=7",
                        "data.target=all", "network.units=5",
                        "training.loss=sum", "training.optimizer=sgd",
                        "training.learning_rate=0.01", "training.batch=4"), 9 },
  { "stacked", SETTINGS ("data.text=" SAYING, "data.time_steps=5",
                         "network.units=7;4;6", "training.optimizer=sgd",
                         "training.momentum=0.9", "training.clip=norm",
                         "training.clip_value=0.02", "training.batch=9"), 12 },
  { "embedding", SETTINGS ("data.text=" SAYING, "data.time_steps=6",
                           "data.input=embedding", "data.embedding=3",
                           "network.units=8;3", "data.target=all",
                           "training.optimizer=rmsprop",
                           "training.clip=value", "training.clip_value=0.001",
                           "training.batch=5"), 17 },
  { "real, relu", SETTINGS ("data.text=" SAYING, "data.time_steps=9",
                            "data.input=real", "network.activation=relu",
                            "network.units=6", "training.optimizer=rmsprop",
                            "training.momentum=0.8",
                            "training.clip=global_norm",
                            "training.clip_value=0.1"), 6 },
  { "sigmoid, Nesterov", SETTINGS ("data.text=" SAYING, "data.time_steps=50",
                                   "network.activation=sigmoid",
                                   "network.units=33",
                                   "training.optimizer=sgd",
                                   "training.momentum=0.7",
                                   "training.nesterov=true"), 5 },
  { "linear", SETTINGS ("data.text=" SAYING, "data.time_steps=10",
                        "network.activation=linear", "network.units=4",
                        "training.optimizer=sgd",
                        "training.learning_rate=0.05"), 8 },
  { "wide", SETTINGS ("data.text=" SAYING, "data.time_steps=12",
                      "network.units=65", "training.beta_1=0.8",
                      "training.beta_2=0.95"), 4 },
};
const guint n_specimen_kinds = G_N_ELEMENTS (specimen_kinds);

Specimen *
specimen_new (const SpecimenKind *kind)
{
  g_autoptr (GError) error = NULL;
  Specimen *specimen = g_new0 (Specimen, 1);
  RnnMetrics metrics;

  rnn_spec_init_default (&specimen->spec);
  set_all (&specimen->spec, kind->settings);
  specimen->dataset = rnn_dataset_new (&specimen->spec, &error);
  g_assert_no_error (error);
  specimen->learner =
    rnn_learner_new (&specimen->spec, specimen->dataset, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < kind->updates; i++)
    rnn_learner_update (specimen->learner, &metrics, &error);
  g_assert_no_error (error);

  specimen->network = *rnn_learner_network (specimen->learner);
  specimen->update = rnn_update_trace_new (specimen->learner, &error);
  g_assert_no_error (error);
  specimen->trace = rnn_trace_new (&specimen->network,
                                   specimen_parameters (specimen),
                                   specimen->dataset, 1, specimen->spec.loss,
                                   &error);
  g_assert_no_error (error);
  return specimen;
}

void
specimen_free (Specimen *specimen)
{
  rnn_trace_unref (specimen->trace);
  rnn_update_trace_unref (specimen->update);
  rnn_learner_free (specimen->learner);
  rnn_dataset_unref (specimen->dataset);
  rnn_spec_clear (&specimen->spec);
  g_free (specimen);
}

const float *
specimen_parameters (const Specimen *specimen)
{
  return specimen->update->before;
}

void
assert_near (double mine,
             double theirs,
             double tolerance)
{
  if (!(fabs (mine - theirs) <= tolerance))
    g_error ("%.9g is not %.9g: %.3g away, more than %.3g", mine, theirs,
             mine - theirs, tolerance);
}

void
specimen_add_tests (const char    *path,
                    GTestDataFunc  function)
{
  for (guint i = 0; i < n_specimen_kinds; i++)
    {
      g_autofree char *name =
        g_strdup_printf ("%s/%s", path, specimen_kinds[i].name);

      g_test_add_data_func (name, &specimen_kinds[i], function);
    }
}
