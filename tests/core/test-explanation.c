#include <math.h>

#include "core/explanation.h"
#include "tests/core/specimen.h"
#include "tests/golden/golden.h"

/* Of the sizes of what is added up: single precision, a few dozen numbers. */
#define ROUNDING 1e-6
/* Of a weight in single precision. */
#define WEIGHT_ROUNDING 1.2e-7
#define GOLDEN_TOLERANCE 5e-6

static double
size_of (const RnnExplanation *explanation)
{
  double size = 0.0;

  for (guint i = 0; i < explanation->n_terms; i++)
    size += fabs (explanation->terms[i].value);
  return size;
}

/* How far the result may be from the number that is shown. */
static double
tolerance_of (const RnnExplanation *explanation)
{
  double value = fabs (explanation->value);

  switch (explanation->form)
    {
    case RNN_FORM_GIVEN:
    case RNN_FORM_SILENCED:
      return 0.0;
    case RNN_FORM_NEG_LOG:
    case RNN_FORM_LOG_SUM:
      return ROUNDING * fmax (value, 1.0);
    case RNN_FORM_SOFTMAX:
    case RNN_FORM_ROOT:
    case RNN_FORM_ROOT_FIRST:
      return 5.0 * ROUNDING * value;
    default:
      return ROUNDING * fmax (size_of (explanation), value);
    }
}

/* Every factor is the number that stands where its address says. */
static void
assert_factors (const RnnTrace       *trace,
                const float          *parameters,
                const RnnExplanation *explanation)
{
  for (guint i = 0; i < explanation->n_terms; i++)
    {
      const RnnTerm *term = &explanation->terms[i];

      for (guint k = 0; k < term->n_factors; k++)
        {
          const RnnFactor *factor = &term->factors[k];
          double value;

          if (factor->address.quantity == RNN_QUANTITY_COUNT)
            continue;
          g_assert_true (rnn_trace_value (trace, parameters, &factor->address,
                                          &value));
          g_assert_cmpfloat (value, ==, factor->value);
        }
    }
}

static RnnExplanation *
explain (const RnnTrace *trace,
         const float    *parameters,
         RnnAddress      address)
{
  RnnExplanation *explanation = rnn_explain (trace, parameters, &address);

  g_assert_nonnull (explanation);
  assert_near (explanation->result, explanation->value,
               tolerance_of (explanation));
  assert_factors (trace, parameters, explanation);
  return explanation;
}

static void
check (const RnnTrace *trace,
       const float    *parameters,
       RnnAddress      address)
{
  rnn_explanation_free (explain (trace, parameters, address));
}

static void
check_dh (const RnnTrace *trace,
          const float    *parameters,
          RnnAddress      address)
{
  g_autoptr (RnnExplanation) dh = explain (trace, parameters, address);
  gsize place = (gsize) (address.t - 1) * trace->network.units[address.layer]
                + address.column;
  double from_here = rnn_explanation_part (dh, RNN_PART_OUTPUT)
                     + rnn_explanation_part (dh, RNN_PART_ABOVE);
  double tolerance = tolerance_of (dh);

  assert_near (from_here, trace->dh_out[address.layer][place], tolerance);
  assert_near (rnn_explanation_part (dh, RNN_PART_NEXT),
               trace->dh_next[address.layer][place], tolerance);
}

static void
check_units (const RnnTrace *trace,
             const float    *parameters,
             guint           layer)
{
  guint inputs = rnn_network_inputs (&trace->network, layer);

  for (guint t = 1; t <= trace->time_steps; t++)
    check (trace, parameters,
           (RnnAddress) { RNN_QUANTITY_DH_NORM, .layer = layer, .t = t });
  for (guint t = 0; t <= trace->time_steps; t++)
    for (guint j = 0; j < trace->network.units[layer]; j++)
      {
        RnnAddress a = { RNN_QUANTITY_H, .layer = layer, .t = t, .column = j };

        check (trace, parameters, a);
        if (t == 0)
          continue;
        a.quantity = RNN_QUANTITY_Z;
        check (trace, parameters, a);
        a.quantity = RNN_QUANTITY_DH;
        check_dh (trace, parameters, a);
        a.quantity = RNN_QUANTITY_SLOPE;
        check (trace, parameters, a);
        a.quantity = RNN_QUANTITY_DZ;
        check (trace, parameters, a);
      }
  for (guint t = 1; t <= trace->time_steps; t++)
    for (guint i = 0; i < inputs; i++)
      check (trace, parameters, (RnnAddress) { RNN_QUANTITY_X, .layer = layer,
                                               .t = t, .column = i });
}

static void
check_output (const RnnTrace *trace,
              const float    *parameters)
{
  for (guint t = trace->time_steps - trace->n_outputs + 1;
       t <= trace->time_steps; t++)
    {
      for (guint c = 0; c < trace->network.n_classes; c++)
        {
          RnnAddress a = { RNN_QUANTITY_LOGIT, .t = t, .column = c };

          check (trace, parameters, a);
          a.quantity = RNN_QUANTITY_Y;
          check (trace, parameters, a);
          a.quantity = RNN_QUANTITY_DLOGIT;
          check (trace, parameters, a);
        }
      check (trace, parameters, (RnnAddress) { RNN_QUANTITY_NLL, .t = t });
    }
  check (trace, parameters, (RnnAddress) { RNN_QUANTITY_LOSS });
}

static void
check_gradients (const RnnTrace *trace,
                 const float    *parameters)
{
  const RnnNetwork *network = &trace->network;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];

      for (guint k = 0; k < p->rows * p->columns; k++)
        {
          RnnAddress a = { RNN_QUANTITY_GRADIENT, .parameter = i,
                           .row = k / p->columns, .column = k % p->columns };
          g_autoptr (RnnExplanation) explanation =
            explain (trace, parameters, a);

          if (p->kind == RNN_PARAMETER_W_XH || p->kind == RNN_PARAMETER_B_H
              || (p->kind == RNN_PARAMETER_W_HH
                  && trace->interventions.n == 0))
            g_assert_cmpuint (explanation->n_terms, ==, trace->time_steps);
          else if (p->kind != RNN_PARAMETER_EMBEDDING
                   && p->kind != RNN_PARAMETER_W_HH)
            g_assert_cmpuint (explanation->n_terms, ==, trace->n_outputs);
          a.quantity = RNN_QUANTITY_WEIGHT;
          check (trace, parameters, a);
        }
    }
}

static void
check_all (const RnnTrace *trace,
           const float    *parameters)
{
  for (guint l = 0; l < trace->network.n_layers; l++)
    check_units (trace, parameters, l);
  check_output (trace, parameters);
  check_gradients (trace, parameters);
  for (guint t = 1; t <= trace->time_steps; t++)
    for (guint d = 0; d < trace->network.embedding; d++)
      check (trace, parameters,
             (RnnAddress) { RNN_QUANTITY_DX, .t = t, .column = d });
}

static void
test_trace (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);

  check_all (specimen->trace, specimen_parameters (specimen));
}

static void
test_interventions (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  const RnnNetwork *network = &specimen->network;
  guint top = network->n_layers - 1;
  guint last = network->units[top] - 1;
  const RnnInterventions interventions = { 4, {
    { RNN_INTERVENTION_SILENCE, .layer = top, .unit = last, .t = 0 },
    { RNN_INTERVENTION_SILENCE, .layer = 0, .unit = 0, .t = 1 },
    { RNN_INTERVENTION_CUT, .layer = 0 },
    { RNN_INTERVENTION_LETTER, .t = 1, .letter = 3 },
  } };
  g_autoptr (RnnTrace) trace =
    rnn_trace_new_as_if (network, specimen_parameters (specimen),
                         specimen->dataset, 1, specimen->spec.loss,
                         &interventions, NULL);
  g_autoptr (RnnExplanation) held = NULL;

  check_all (trace, specimen_parameters (specimen));
  held = explain (trace, specimen_parameters (specimen),
                  (RnnAddress) { RNN_QUANTITY_H, .layer = top, .t = 1,
                                 .column = last });
  g_assert_cmpint (held->form, ==, RNN_FORM_SILENCED);
  g_assert_cmpfloat (held->value, ==, 0.0);
}

/* The default's terms, one by one. */
static void
test_terms (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  const float *parameters = specimen_parameters (specimen);
  const RnnTrace *trace = specimen->trace;
  g_autoptr (RnnExplanation) h =
    explain (trace, parameters,
             (RnnAddress) { RNN_QUANTITY_H, .t = 3, .column = 1 });
  g_autoptr (RnnExplanation) dh =
    explain (trace, parameters,
             (RnnAddress) { RNN_QUANTITY_DH, .t = 3, .column = 1 });
  g_autoptr (RnnExplanation) y =
    explain (trace, parameters,
             (RnnAddress) { RNN_QUANTITY_Y, .t = 4, .column = 2 });

  g_assert_cmpint (h->form, ==, RNN_FORM_ACTIVATION);
  g_assert_cmpuint (h->n_terms, ==, 1 + 3 + 1);
  g_assert_cmpint (h->terms[0].part, ==, RNN_PART_INPUT);
  g_assert_cmpfloat (h->terms[0].factors[0].value, ==, 1.0);
  g_assert_cmpuint (h->terms[0].factors[0].address.column, ==,
                    trace->codes[2]);
  g_assert_cmpint (h->terms[2].part, ==, RNN_PART_RECURRENT);
  g_assert_cmpuint (h->terms[2].factors[0].address.t, ==, 2);
  g_assert_cmpuint (h->terms[2].factors[0].address.column, ==, 1);
  g_assert_cmpuint (h->terms[2].factors[1].address.parameter, ==, 1);
  g_assert_cmpuint (h->terms[2].factors[1].address.row, ==, 1);
  g_assert_cmpuint (h->terms[2].factors[1].address.column, ==, 1);
  g_assert_cmpint (h->terms[4].part, ==, RNN_PART_BIAS);

  g_assert_cmpuint (dh->n_terms, ==, 3);
  g_assert_cmpfloat (rnn_explanation_part (dh, RNN_PART_OUTPUT), ==, 0.0);
  for (guint k = 0; k < 3; k++)
    {
      const RnnTerm *term = &dh->terms[k];

      g_assert_cmpint (term->part, ==, RNN_PART_NEXT);
      g_assert_cmpuint (term->n_factors, ==, 3);
      g_assert_cmpuint (term->factors[0].address.t, ==, 4);
      g_assert_cmpint (term->factors[1].address.quantity, ==,
                       RNN_QUANTITY_SLOPE);
      g_assert_cmpuint (term->factors[2].address.row, ==, 1);
      g_assert_cmpuint (term->factors[2].address.column, ==, k);
    }

  g_assert_cmpint (y->form, ==, RNN_FORM_SOFTMAX);
  g_assert_cmpuint (y->n_terms, ==, 5);
  g_assert_cmpuint (y->chosen, ==, 2);
  g_assert_cmpfloat (y->shift, ==, 0.0);
}

/* A probability that is 0 as a float has a loss all the same. */
static void
test_tiny_probability (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[0]);
  const RnnNetwork *network = &specimen->network;
  const RnnParameter *b_y = rnn_network_find (network, RNN_PARAMETER_B_Y, 0);
  guint16 target = specimen->trace->targets[0];
  g_autofree float *parameters =
    g_memdup2 (specimen_parameters (specimen), network->size * sizeof (float));
  g_autoptr (RnnTrace) trace = NULL;
  g_autoptr (RnnExplanation) nll = NULL;

  parameters[b_y->offset + (target + 1) % 5] = 900.0f;
  trace = rnn_trace_new (network, parameters, specimen->dataset, 1,
                         RNN_LOSS_MEAN, NULL);
  check_output (trace, parameters);
  nll = explain (trace, parameters, (RnnAddress) { RNN_QUANTITY_NLL, .t = 1 });
  g_assert_cmpint (nll->form, ==, RNN_FORM_LOG_SUM);
  g_assert_cmpfloat (nll->value, >, 890.0);
  g_assert_cmpfloat (nll->shift, >, 890.0);
  g_assert_cmpuint (nll->chosen, ==, target);
}

static void
assert_nothing (const Specimen *specimen,
                RnnAddress      address)
{
  double value;

  g_assert_null (rnn_explain (specimen->trace, specimen_parameters (specimen),
                              &address));
  g_assert_false (rnn_trace_value (specimen->trace,
                                   specimen_parameters (specimen), &address,
                                   &value));
}

static void
test_outside (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  const RnnAddress nowhere[] = {
    { RNN_QUANTITY_H, .t = 5 },
    { RNN_QUANTITY_H, .t = 1, .column = 3 },
    { RNN_QUANTITY_H, .t = 1, .layer = 1 },
    { RNN_QUANTITY_Z, .t = 0 },
    { RNN_QUANTITY_X, .t = 1, .column = 5 },
    { RNN_QUANTITY_X, .t = 0 },
    { RNN_QUANTITY_LOGIT, .t = 3 },
    { RNN_QUANTITY_Y, .t = 4, .column = 5 },
    { RNN_QUANTITY_NLL, .t = 1 },
    { RNN_QUANTITY_DX, .t = 1 },
    { RNN_QUANTITY_GRADIENT, .parameter = 5 },
    { RNN_QUANTITY_WEIGHT, .parameter = 1, .row = 3 },
    { RNN_QUANTITY_M, .parameter = 1 },
    { RNN_QUANTITY_RATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    assert_nothing (specimen, nowhere[i]);
  /* Fields that do not count do no harm. */
  check (specimen->trace, specimen_parameters (specimen),
         (RnnAddress) { RNN_QUANTITY_LOGIT, .layer = 77, .t = 4, .row = 8,
                        .parameter = 99, .column = 1 });
}

/* Updates ------------------------------------------------------------------ */

static void
check_update (const RnnUpdateTrace *update,
              RnnAddress            address)
{
  g_autoptr (RnnExplanation) explanation =
    rnn_explain_update (update, &address);
  double value;

  if (!rnn_update_value (update, &address, &value))
    {
      g_assert_null (explanation);
      return;
    }
  g_assert_nonnull (explanation);
  g_assert_cmpfloat (explanation->value, ==, value);
  if (address.quantity == RNN_QUANTITY_STEP)
    {
      address.quantity = RNN_QUANTITY_WEIGHT;
      g_assert_true (rnn_update_value (update, &address, &value));
      assert_near (explanation->result, explanation->value,
                   ROUNDING * size_of (explanation)
                     + WEIGHT_ROUNDING * fabs (value));
    }
  else
    {
      assert_near (explanation->result, explanation->value,
                   tolerance_of (explanation));
    }
  for (guint i = 0; i < explanation->n_terms; i++)
    for (guint k = 0; k < explanation->terms[i].n_factors; k++)
      {
        const RnnFactor *factor = &explanation->terms[i].factors[k];

        if (factor->address.quantity >= RNN_QUANTITY_COUNT)
          continue;
        g_assert_true (rnn_update_value (update, &factor->address, &value));
        g_assert_cmpfloat (value, ==, factor->value);
      }
}

static void
test_update (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  const RnnNetwork *network = &specimen->network;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];

      for (guint k = 0; k < p->rows * p->columns; k++)
        for (guint q = RNN_QUANTITY_WEIGHT; q <= RNN_QUANTITY_WEIGHT_AFTER; q++)
          check_update (specimen->update,
                        (RnnAddress) { q, .parameter = i,
                                       .row = k / p->columns,
                                       .column = k % p->columns });
    }
}

/* Which numbers an optimizer has. */
static void
test_rules (void)
{
  /* M, V, M_HAT, ROOT of: Adam, SGD, momentum, RMSprop, RMSprop with momentum */
  static const struct
  {
    guint    specimen;
    gboolean has[4];
  } cases[] = {
    { 0, { TRUE, TRUE, TRUE, TRUE } },
    { 5, { FALSE, FALSE, FALSE, FALSE } },
    { 6, { TRUE, FALSE, FALSE, FALSE } },
    { 7, { FALSE, TRUE, FALSE, TRUE } },
    { 8, { TRUE, TRUE, FALSE, TRUE } },
  };
  const RnnQuantity quantities[] = { RNN_QUANTITY_M, RNN_QUANTITY_V,
                                     RNN_QUANTITY_M_HAT, RNN_QUANTITY_ROOT };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Specimen) specimen =
        specimen_new (&specimen_kinds[cases[i].specimen]);

      for (guint q = 0; q < G_N_ELEMENTS (quantities); q++)
        {
          const RnnAddress address = { quantities[q] };
          double value;

          g_assert_cmpint (rnn_update_value (specimen->update, &address,
                                             &value),
                           ==, cases[i].has[q]);
        }
    }
}

/* Goldens ------------------------------------------------------------------ */

static Golden *
load (const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("%s/%s.json", GOLDEN_DIRECTORY, name);
  g_autoptr (GError) error = NULL;
  Golden *golden = golden_load (path, &error);

  g_assert_no_error (error);
  return golden;
}

/* Forward: what the terms come to is what another implementation computed. */
static void
test_golden_trace (gconstpointer name)
{
  g_autoptr (Golden) golden = load (name);
  const RnnNetwork *network = &golden->network;

  for (guint b = 0; b < golden->first_batch; b++)
    {
      g_autoptr (RnnTrace) trace =
        rnn_trace_new (network, golden->initial, golden->dataset, b,
                       golden->spec.loss, NULL);

      for (guint l = 0; l < network->n_layers; l++)
        for (guint t = 1; t <= golden->time_steps; t++)
          for (guint j = 0; j < network->units[l]; j++)
            {
              gsize row = (gsize) b * golden->time_steps + t - 1;
              double h = golden->h[l][row * network->units[l] + j];
              g_autoptr (RnnExplanation) explanation =
                explain (trace, golden->initial,
                         (RnnAddress) { RNN_QUANTITY_H, .layer = l, .t = t,
                                        .column = j });

              assert_near (explanation->result, h,
                           GOLDEN_TOLERANCE * fmax (1.0, fabs (h)));
            }
      for (guint p = 0; p < golden->n_outputs; p++)
        for (guint c = 0; c < network->n_classes; c++)
          {
            guint t = golden->time_steps - golden->n_outputs + p + 1;
            gsize row = (gsize) b * golden->n_outputs + p;
            g_autoptr (RnnExplanation) explanation =
              explain (trace, golden->initial,
                       (RnnAddress) { RNN_QUANTITY_Y, .t = t, .column = c });

            assert_near (explanation->result,
                         golden->probs[row * network->n_classes + c],
                         GOLDEN_TOLERANCE);
          }
    }
}

/* The first update of every rule and clip, number by number. */
static void
test_golden_update (gconstpointer name)
{
  g_autoptr (Golden) golden = load (name);
  const RnnNetwork *network = &golden->network;
  const double *clipped =
    golden->clipped != NULL ? golden->clipped : golden->gradients;
  g_autoptr (RnnLearner) learner =
    rnn_learner_new (&golden->spec, golden->dataset, NULL);
  g_autoptr (RnnUpdateTrace) update = NULL;
  double largest = 0.0;

  for (gsize i = 0; i < network->size; i++)
    {
      rnn_learner_parameters (learner)[i] = golden->initial[i];
      largest = fmax (largest, fabs (clipped[i]));
    }
  update = rnn_update_trace_new (learner, NULL);
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];

      for (gsize k = 0; k < (gsize) p->rows * p->columns; k++)
        {
          RnnAddress a = { RNN_QUANTITY_CLIPPED, .parameter = i,
                           .row = k / p->columns, .column = k % p->columns };
          g_autoptr (RnnExplanation) g = rnn_explain_update (update, &a);
          g_autoptr (RnnExplanation) after = NULL;

          assert_near (g->result, clipped[p->offset + k],
                       GOLDEN_TOLERANCE * largest);
          /* Where the gradient is next to nothing, its rounding decides. */
          if (fabs (g->result) < 1e-3 * largest)
            continue;
          a.quantity = RNN_QUANTITY_WEIGHT_AFTER;
          after = rnn_explain_update (update, &a);
          assert_near (after->result, golden->after_step_1[p->offset + k],
                       GOLDEN_TOLERANCE
                         * fmax (0.1, fabs (golden->initial[p->offset + k])));
        }
    }
}

static void
add_golden_tests (const char        *path,
                  const char *const *names,
                  GTestDataFunc      function)
{
  for (; *names != NULL; names++)
    {
      g_autofree char *whole = g_strdup_printf ("%s/%s", path, *names);

      g_test_add_data_func (whole, *names, function);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const traces[] = {
    "tutorial_1", "window_last", "allstep_mean", "allstep_sum", "stacked3_all",
    "act_relu", "act_sigmoid", "act_linear", "embedding", "real_input",
    "long_T50_tanh", NULL
  };
  static const char *const updates[] = {
    "opt_sgd", "opt_momentum", "opt_nesterov", "opt_rmsprop",
    "opt_rmsprop_momentum", "opt_adam", "clip_clipnorm", "clip_clipvalue",
    "clip_global_clipnorm", "clip_explode", "embedding", "stacked_all", NULL
  };

  g_test_init (&argc, &argv, NULL);
  specimen_add_tests ("/explanation/trace", test_trace);
  specimen_add_tests ("/explanation/interventions", test_interventions);
  g_test_add_func ("/explanation/terms", test_terms);
  g_test_add_func ("/explanation/tiny-probability", test_tiny_probability);
  g_test_add_func ("/explanation/outside", test_outside);
  specimen_add_tests ("/explanation/update", test_update);
  g_test_add_func ("/explanation/rules", test_rules);
  add_golden_tests ("/explanation/golden-trace", traces, test_golden_trace);
  add_golden_tests ("/explanation/golden-update", updates, test_golden_update);
  return g_test_run ();
}
