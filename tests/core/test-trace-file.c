#include "core/trace-file.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/flow.h"
#include "core/number.h"

typedef struct
{
  RnnDataset     *dataset;
  RnnLearner     *learner;
  RnnTrace       *trace;
  RnnUpdateTrace *update;
  char           *folder;
  char           *path;
} Fixture;

/* @data: "key=value"s joined by blanks. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (GStrv) parts = g_strsplit_set (data, "= ", -1);
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i += 2)
    g_assert_true (rnn_spec_set (&spec, parts[i], parts[i + 1], NULL));

  fixture->dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  fixture->learner = rnn_learner_new (&spec, fixture->dataset, &error);
  g_assert_no_error (error);
  fixture->trace = rnn_trace_new (rnn_learner_network (fixture->learner),
                                  rnn_learner_parameters (fixture->learner),
                                  fixture->dataset, 0, spec.loss, &error);
  g_assert_no_error (error);
  fixture->update = rnn_update_trace_new (fixture->learner, &error);
  g_assert_no_error (error);
  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "trace.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
  rnn_update_trace_unref (fixture->update);
  rnn_trace_unref (fixture->trace);
  rnn_learner_free (fixture->learner);
  rnn_dataset_unref (fixture->dataset);
}

/* The file's lines without its head. */
static GStrv
save (Fixture *fixture, const RnnUpdateTrace *update)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  const char *head = "phase,layer,t,quantity,row,column,value\n";

  rnn_trace_save (fixture->path, fixture->trace, update, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, head));
  g_assert_true (g_str_has_suffix (content, "\n"));
  content[strlen (content) - 1] = '\0';

  return g_strsplit_set (content + strlen (head), "\n", -1);
}

/* How many lines begin with @start; each must have seven fields. */
static guint
count (GStrv lines, const char *start)
{
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, 7);
      n += g_str_has_prefix (lines[i], start);
    }

  return n;
}

static void
test_phases (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) lines = save (fixture, fixture->update);
  g_auto (GStrv) alone = save (fixture, NULL);
  gsize size = fixture->update->network.size;

  /* T = 2, D = C = 5, U = 3: x, code, z, h with the start, logits, y, and the
   * parameters. */
  g_assert_cmpuint (count (lines, "forward,"), ==,
                    2 * (5 + 1 + 3 + 3) + 3 + 5 + 5 + size);
  g_assert_cmpuint (count (lines, "loss,"), ==, 3);
  /* dlogits, dW_hy, db_y; dh, its shares, its norm, dz, and contributions;
   * eigenvalues, and of two steps products, of the way between them the rest */
  g_assert_cmpuint (count (lines, "backward,"), ==,
                    5 + 15 + 5 + 2 * (3 * 3 + 1 + 3 + 15 + 9 + 3)
                      + 3 * 2 + 2 * 2 + 3);
  g_assert_cmpuint (count (lines, "gradient,"), ==, size + 5);
  g_assert_cmpuint (count (lines, "update,"), ==, 7 * size + 1);

  g_assert_cmpuint (count (alone, "update,"), ==, 0);
  g_assert_cmpuint (g_strv_length (alone), ==,
                    g_strv_length (lines) - 8 * size - 1 - 13);
}

/* The number in the only line that begins with @start. */
static double
number_at (GStrv lines, const char *start)
{
  double value = NAN;

  g_assert_cmpuint (count (lines, start), ==, 1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      g_assert_true (rnn_number_parse (lines[i] + strlen (start), &value));

  return value;
}

static void
assert_flow_number (GStrv       lines,
                    guint       layer,
                    guint       t,
                    const char *quantity,
                    double      value)
{
  g_autofree char *start
      = g_strdup_printf ("backward,%u,%u,%s,", layer + 1, t, quantity);
  g_autofree char *place = g_strconcat (start, "0,0,", NULL);

  if (isnan (value))
    g_assert_cmpuint (count (lines, start), ==, 0);
  else
    g_assert_cmpfloat (number_at (lines, place), ==, value);
}

/* What a window would show of the way back, to the last bit. */
static void
test_flow (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) lines = save (fixture, fixture->update);
  g_autoptr (RnnFlow) flow
      = rnn_flow_new (fixture->trace, fixture->update->before,
                      RNN_FLOW_BUDGET_RESTING);

  for (guint l = 0; l < flow->n_layers; l++)
    {
      const RnnFlowLayer *layer = &flow->layers[l];

      for (guint i = 0; i < fixture->trace->network.units[l]; i++)
        {
          g_autofree char *start
              = g_strdup_printf ("backward,%u,,W_hh_eigenvalue,%u,", l + 1, i);
          g_autofree char *re = g_strconcat (start, "0,", NULL);
          g_autofree char *im = g_strconcat (start, "1,", NULL);

          g_assert_cmpfloat (number_at (lines, re), ==,
                             layer->eigenvalues[i].re);
          g_assert_cmpfloat (number_at (lines, im), ==,
                             layer->eigenvalues[i].im);
        }
      for (guint t = 1; t <= flow->time_steps; t++)
        {
          assert_flow_number (lines, l, t, "dh_norm_ratio",
                              layer->ratio[t - 1]);
          assert_flow_number (lines, l, t, "dh_norm_passed",
                              layer->passed[t - 1]);
          assert_flow_number (lines, l, t, "factor", layer->factor[t - 1]);
          assert_flow_number (lines, l, t, "factor_product",
                              layer->product[t - 1]);
          assert_flow_number (lines, l, t, "factor_product_log10",
                              layer->log10_product[t - 1]);
        }
    }
}

/* A step of plain descent keeps no moments; two layers, every step. */
static void
test_stacked (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) lines = save (fixture, fixture->update);

  g_assert_cmpuint (count (lines, "update,2,,W_hh_m,"), ==, 0);
  g_assert_cmpuint (count (lines, "update,2,,W_hh_new,"), ==, 16);
  g_assert_cmpuint (count (lines, "forward,2,3,x,"), ==, 3);
  g_assert_cmpuint (count (lines, "forward,,1,y,"), ==, 5);
  g_assert_cmpuint (count (lines, "backward,1,3,dW_xh,"), ==, 15);
  g_assert_cmpuint (count (lines, "backward,2,3,dW_xh,"), ==, 12);
  g_assert_cmpuint (count (lines, "loss,,"), ==, 7);
}

static void
test_real (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) lines = save (fixture, NULL);

  g_assert_cmpuint (count (lines, "forward,1,2,x,"), ==, 1);
  g_assert_cmpuint (count (lines, "forward,1,2,code,"), ==, 0);
}

/* 300 steps of 64 units and a row of 5: beyond the limit only the contributions
 * are missing. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) lines = save (fixture, NULL);

  g_assert_cmpuint (count (lines, "backward,1,9,dW_xh,"), ==, 0);
  g_assert_cmpuint (count (lines, "backward,1,9,dz,"), ==, 64);
  g_assert_cmpuint (count (lines, "backward,,300,dW_hy,"), ==, 320);
  g_assert_cmpuint (count (lines, "forward,1,9,x,"), ==, 5);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rnn_trace_save ("/dev/full", fixture->trace, fixture->update,
                                  &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/trace-file/phases", Fixture, "data.time_steps=2", set_up,
              test_phases, tear_down);
  g_test_add ("/trace-file/stacked", Fixture,
              "network.units=3;4 data.time_steps=3 data.target=all "
              "training.optimizer=sgd",
              set_up, test_stacked, tear_down);
  g_test_add ("/trace-file/flow", Fixture,
              "network.units=3;4 data.time_steps=6", set_up, test_flow,
              tear_down);
  g_test_add ("/trace-file/real", Fixture, "data.input=real data.time_steps=2",
              set_up, test_real, tear_down);
  g_test_add ("/trace-file/large", Fixture,
              "network.units=64 data.time_steps=300", set_up, test_large,
              tear_down);
  g_test_add ("/trace-file/refused", Fixture, "", set_up, test_refused,
              tear_down);
  return g_test_run ();
}
