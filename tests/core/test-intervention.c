#include <math.h>
#include <string.h>

#include "core/contribution.h"
#include "core/error.h"
#include "core/frame.h"
#include "core/outcome.h"
#include "tests/core/plain.h"
#include "tests/core/reference.h"
#include "tests/core/specimen.h"

/* Single precision against double, of the largest number of an array. */
#define TOLERANCE 3e-5

static RnnInterventions
with (RnnIntervention one)
{
  return (RnnInterventions) { 1, { one } };
}

static void
add (RnnInterventions *interventions,
     RnnIntervention   one)
{
  interventions->list[interventions->n++] = one;
}

static RnnTrace *
trace_as_if (const Specimen         *specimen,
             const RnnInterventions *interventions)
{
  g_autoptr (GError) error = NULL;
  RnnTrace *trace;

  rnn_interventions_check (interventions, &specimen->network,
                           specimen->dataset, &error);
  g_assert_no_error (error);
  trace = rnn_trace_new_as_if (&specimen->network,
                               specimen_parameters (specimen),
                               specimen->dataset, 1, specimen->spec.loss,
                               interventions, &error);
  g_assert_no_error (error);
  return trace;
}

/* Loss and gradients are those of the same network written down in double. */
static void
assert_reference (const Specimen         *specimen,
                  const RnnInterventions *interventions)
{
  g_autoptr (RnnTrace) trace = trace_as_if (specimen, interventions);
  g_autoptr (RnnBatch) batch = rnn_batch_new (specimen->dataset, 1);
  const RnnNetwork *network = &specimen->network;
  g_autofree double *parameters = g_new (double, network->size);
  double largest = 0.0;

  for (gsize i = 0; i < network->size; i++)
    {
      parameters[i] = specimen_parameters (specimen)[i];
      largest = fmax (largest, fabs (trace->gradients[i]));
    }
  for (guint i = 0; i < interventions->n; i++)
    if (interventions->list[i].kind == RNN_INTERVENTION_WEIGHT)
      parameters[interventions->list[i].index] = interventions->list[i].value;
  rnn_dataset_gather (specimen->dataset, NULL, 1, 1, batch);
  rnn_interventions_swap (interventions, specimen->dataset, batch, 0);

  assert_near (trace->loss,
               reference_loss (network, parameters, batch, specimen->spec.loss,
                               interventions, NULL),
               TOLERANCE * fmax (1.0, trace->loss));
  for (gsize i = 0; i < network->size; i += 1 + network->size / 300)
    assert_near (trace->gradients[i],
                 reference_gradient (network, parameters, batch,
                                     specimen->spec.loss, interventions, i),
                 TOLERANCE * largest);
}

static RnnInterventions
many (const Specimen *specimen)
{
  guint top = specimen->network.n_layers - 1;
  guint last = specimen->network.units[top] - 1;
  RnnInterventions interventions = { 0 };

  add (&interventions,
       (RnnIntervention) { RNN_INTERVENTION_SILENCE, .layer = top,
                           .unit = last });
  add (&interventions,
       (RnnIntervention) { RNN_INTERVENTION_SILENCE, .layer = 0, .unit = 0,
                           .t = specimen->dataset->time_steps });
  add (&interventions,
       (RnnIntervention) { RNN_INTERVENTION_LETTER, .t = 1, .letter = 2 });
  add (&interventions,
       (RnnIntervention) { RNN_INTERVENTION_WEIGHT,
                           .index = specimen->network.size / 2,
                           .value = 0.4f });
  return interventions;
}

static void
test_reference (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  guint steps = specimen->dataset->time_steps;
  guint units = specimen->network.units[0];
  RnnInterventions list[] = {
    with ((RnnIntervention) { RNN_INTERVENTION_SILENCE, .unit = units - 1 }),
    with ((RnnIntervention) { RNN_INTERVENTION_SILENCE, .unit = units / 2,
                              .t = (steps + 1) / 2 }),
    with ((RnnIntervention) { RNN_INTERVENTION_CUT }),
    with ((RnnIntervention) { RNN_INTERVENTION_LETTER, .t = steps,
                              .letter = 1 }),
    with ((RnnIntervention) { RNN_INTERVENTION_WEIGHT,
                              .index = specimen->network.size / 3,
                              .value = -0.7f }),
    many (specimen),
  };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    assert_reference (specimen, &list[i]);
}

/* None is the same as ever; so is one that changes nothing. */
static void
test_none (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  const RnnInterventions none = { 0 };
  g_autoptr (RnnTrace) trace = trace_as_if (specimen, &none);
  gsize size = specimen->network.size * sizeof (float);
  RnnInterventions same;
  g_autoptr (RnnTrace) again = NULL;

  g_assert_cmpmem (trace->gradients, size, specimen->trace->gradients, size);
  if (specimen->trace->codes == NULL)
    return;
  same = with ((RnnIntervention) { RNN_INTERVENTION_LETTER, .t = 1,
                                   .letter = specimen->trace->codes[0] });
  again = trace_as_if (specimen, &same);
  g_assert_cmpmem (again->gradients, size, specimen->trace->gradients, size);
}

static void
test_held (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  guint steps = specimen->dataset->time_steps;
  guint top = specimen->network.n_layers - 1;
  guint units = specimen->network.units[top];
  RnnInterventions held = many (specimen);
  g_autoptr (RnnTrace) trace = trace_as_if (specimen, &held);

  for (guint t = 1; t <= steps; t++)
    for (guint j = 0; j < units; j++)
      {
        gsize place = (gsize) (t - 1) * units + j;
        float dh = trace->dh_out[top][place] + trace->dh_next[top][place];

        if (rnn_interventions_silences (&held, top, j, t))
          {
            g_assert_cmpfloat (trace->h[top][place + units], ==, 0.0f);
            g_assert_cmpfloat (trace->dz[top][place], ==, 0.0f);
          }
        assert_near (trace->dh[top][place], dh,
                     1e-5 * trace->dh_norm[top][t - 1]);
      }
  g_assert_cmpfloat (trace->dh_norm[top][steps - 1], >, 0.0);
  if (trace->codes != NULL)
    g_assert_cmpuint (trace->codes[0], ==, 2);
}

static void
test_cut (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[6]);
  RnnInterventions cut =
    with ((RnnIntervention) { RNN_INTERVENTION_CUT, .layer = 1 });
  g_autoptr (RnnTrace) trace = trace_as_if (specimen, &cut);
  const RnnParameter *w_hh =
    rnn_network_find (&specimen->network, RNN_PARAMETER_W_HH, 1);
  guint index = w_hh - specimen->network.parameters;

  g_assert_cmpuint (specimen->network.n_layers, ==, 3);
  for (gsize i = 0; i < (gsize) trace->time_steps * 4; i++)
    g_assert_cmpfloat (trace->dh_next[1][i], ==, 0.0f);
  for (gsize i = 0; i < 16; i++)
    g_assert_cmpfloat (trace->gradients[w_hh->offset + i], ==, 0.0f);
  for (guint t = 1; t <= trace->time_steps; t++)
    g_assert_cmpfloat (rnn_contribution_norm (trace, index, t), ==, 0.0);
  g_assert_cmpfloat (rnn_contribution_norm (trace, index + 3, 3), >, 0.0);
}

static void
assert_refused (const Specimen  *specimen,
                RnnIntervention  one,
                const char      *word)
{
  g_autoptr (GError) error = NULL;
  RnnInterventions interventions = with (one);

  g_assert_false (rnn_interventions_check (&interventions, &specimen->network,
                                           specimen->dataset, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_refused (void)
{
  g_autoptr (Specimen) letters = specimen_new (&specimen_kinds[1]);
  g_autoptr (Specimen) real = specimen_new (&specimen_kinds[8]);
  RnnIntervention one = { RNN_INTERVENTION_SILENCE };

  one.layer = 1;
  assert_refused (letters, one, "layer 2");
  one.layer = 0;
  one.unit = 3;
  assert_refused (letters, one, "unit 4");
  one.unit = 0;
  one.t = 5;
  assert_refused (letters, one, "step 5");
  one.kind = RNN_INTERVENTION_LETTER;
  assert_refused (letters, one, "step 5");
  one.t = 0;
  assert_refused (letters, one, "step 0");
  one.t = 4;
  one.letter = 5;
  assert_refused (letters, one, "letter number 6");
  one.letter = 4000;
  assert_refused (real, one, "4001");
  one.kind = RNN_INTERVENTION_CUT;
  one.layer = 7;
  assert_refused (letters, one, "layer 8");
}

static void
test_equal (void)
{
  RnnInterventions a = { 0 }, b = { 0 };

  g_assert_true (rnn_interventions_equal (&a, &b));
  add (&a, (RnnIntervention) { RNN_INTERVENTION_CUT, .layer = 1 });
  g_assert_false (rnn_interventions_equal (&a, &b));
  add (&b, (RnnIntervention) { RNN_INTERVENTION_CUT, .layer = 1 });
  g_assert_true (rnn_interventions_equal (&a, &b));
  b.list[0].layer = 0;
  g_assert_false (rnn_interventions_equal (&a, &b));
}

/* What an update bought is what a trace says before and after it. */
static void
test_outcome (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  RnnInterventions held = many (specimen);
  const RnnInterventions none = { 0 };
  const RnnInterventions *cases[] = { &none, &held };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RnnTrace) trace = rnn_trace_new_as_if (
        &specimen->network, specimen->update->after, specimen->dataset, 1,
        specimen->spec.loss, cases[i], &error);
      g_autoptr (RnnOutcome) outcome = rnn_outcome_new (
        &specimen->network, specimen->update->after, specimen->dataset, 1,
        specimen->spec.loss, cases[i], &error);
      gsize n = trace->n_outputs;

      g_assert_no_error (error);
      g_assert_cmpuint (outcome->n_outputs, ==, n);
      g_assert_cmpuint (outcome->n_classes, ==, trace->network.n_classes);
      g_assert_cmpfloat (outcome->loss, ==, trace->loss);
      g_assert_cmpmem (outcome->nll, n * sizeof (float), trace->nll,
                       n * sizeof (float));
      g_assert_cmpmem (outcome->y, n * outcome->n_classes * sizeof (float),
                       trace->y, n * outcome->n_classes * sizeof (float));
      g_assert_cmpfloat (outcome->loss, !=, specimen->trace->loss);
    }
}

static void
test_outcome_range (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[0]);
  g_autoptr (GError) error = NULL;

  g_assert_null (rnn_outcome_new (&specimen->network,
                                  specimen_parameters (specimen),
                                  specimen->dataset, 5, RNN_LOSS_MEAN, NULL,
                                  &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
}

static RnnRun *
run_of (const Specimen *specimen)
{
  g_autoptr (GError) error = NULL;
  RnnRun *run = rnn_run_new (&specimen->spec, specimen->dataset, &error);

  g_assert_no_error (error);
  return run;
}

/* The whole frame answers: trace, samples and prediction. */
static void
test_frame (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  g_autoptr (RnnRun) run = run_of (specimen);
  RnnFrameWish wish = { .sample = 2, .text = "bcde", .path = TRUE };
  g_autoptr (RnnFrame) plain = rnn_frame_new (run, &wish, FALSE);
  g_autoptr (RnnFrame) frame = NULL;
  g_autofree char *letters = NULL;

  add (&wish.interventions,
       (RnnIntervention) { RNN_INTERVENTION_SILENCE, .unit = 1 });
  letters = rnn_alphabet_decode (plain->dataset->alphabet, plain->trace->codes,
                                 4);
  wish.text = letters;
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_false (plain->touched);
  g_assert_true (frame->touched);
  g_assert_null (frame->interventions_error);
  g_assert_cmpfloat (frame->trace->loss, !=, plain->trace->loss);
  for (gsize i = 0; i < frame->n_samples; i++)
    for (guint t = 0; t < 4; t++)
      {
        g_assert_cmpfloat (frame->sample_path[(i * 4 + t) * 3 + 1], ==, 0.0f);
        g_assert_cmpfloat (plain->sample_path[(i * 4 + t) * 3 + 1], !=, 0.0f);
      }
  for (guint j = 0; j < 3; j++)
    {
      assert_near (frame->sample_h[2 * 3 + j],
                   frame->trace->h[0][4 * 3 + j], 1e-6);
      assert_near (frame->sample_path[(2 * 4 + 2) * 3 + j],
                   frame->trace->h[0][3 * 3 + j], 1e-6);
    }
  for (guint c = 0; c < 5; c++)
    {
      assert_near (frame->sample_y[2 * 5 + c], frame->trace->y[c], 1e-6);
      assert_near (frame->prediction->y[3 * 5 + c], frame->trace->y[c], 1e-6);
    }
  g_assert_cmpmem (frame->parameters, sizeof (float), plain->parameters,
                   sizeof (float));
}

/* A letter is swapped in the inspected sample alone, and a unit held at one step
 * says nothing of what is typed. */
static void
test_frame_sample (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  g_autoptr (RnnRun) run = run_of (specimen);
  RnnFrameWish wish = { .sample = 2, .text = "bcde" };
  g_autoptr (RnnFrame) plain = rnn_frame_new (run, &wish, FALSE);
  g_autoptr (RnnFrame) frame = NULL;
  guint16 other = (plain->trace->codes[1] + 2) % 5;

  add (&wish.interventions,
       (RnnIntervention) { RNN_INTERVENTION_LETTER, .t = 2, .letter = other });
  add (&wish.interventions,
       (RnnIntervention) { RNN_INTERVENTION_SILENCE, .t = 3, .unit = 0 });
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_null (frame->sample_path);
  g_assert_cmpuint (frame->trace->codes[1], ==, other);
  g_assert_cmpuint (frame->sample_codes[2 * 4 + 1], ==, other);
  g_assert_cmpfloat (frame->real[0], ==, plain->trace->codes[1]);
  for (guint t = 0; t < 4; t++)
    g_assert_cmpuint (frame->sample_codes[4 + t], ==,
                      plain->sample_codes[4 + t]);
  for (guint c = 0; c < 5; c++)
    assert_near (frame->sample_y[2 * 5 + c], frame->trace->y[c], 1e-6);
  g_assert_cmpmem (frame->prediction->y, 4 * 5 * sizeof (float),
                   plain->prediction->y, 4 * 5 * sizeof (float));
}

static void
test_frame_refused (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  g_autoptr (RnnRun) run = run_of (specimen);
  RnnFrameWish wish = { .text = "b" };
  g_autoptr (RnnFrame) frame = NULL;

  add (&wish.interventions,
       (RnnIntervention) { RNN_INTERVENTION_SILENCE, .unit = 9 });
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_false (frame->touched);
  g_assert_nonnull (frame->interventions_error);
  g_assert_nonnull (frame->trace);
  g_assert_cmpuint (frame->trace->interventions.n, ==, 0);
  g_assert_nonnull (frame->prediction);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  specimen_add_tests ("/intervention/reference", test_reference);
  specimen_add_tests ("/intervention/none", test_none);
  specimen_add_tests ("/intervention/held", test_held);
  g_test_add_func ("/intervention/cut", test_cut);
  g_test_add_func ("/intervention/refused", test_refused);
  g_test_add_func ("/intervention/equal", test_equal);
  specimen_add_tests ("/intervention/outcome", test_outcome);
  g_test_add_func ("/intervention/outcome-range", test_outcome_range);
  g_test_add_func ("/intervention/frame", test_frame);
  g_test_add_func ("/intervention/frame-sample", test_frame_sample);
  g_test_add_func ("/intervention/frame-refused", test_frame_refused);
  return g_test_run ();
}
