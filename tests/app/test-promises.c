/* Every preset reaches what its notes promise: trained as a user would train it,
 * with the default seed. */

#include <math.h>
#include <string.h>

#include "app/presets.h"
#include "core/predictor.h"
#include "core/run.h"
#include "core/trace.h"

typedef struct
{
  RnnSpec     spec;
  RnnDataset *dataset;
  RnnRun     *run;
} Lesson;

/* The preset @name with the changes that its notes propose, before training:
 * pairs of setting and value, then NULL. */
static Lesson
open_lesson (const char *name, ...) G_GNUC_NULL_TERMINATED;

static Lesson
open_lesson (const char *name, ...)
{
  g_autoptr (GError) error = NULL;
  const char *key;
  Lesson lesson;
  va_list list;

  unroll_presets_load (name, &lesson.spec, &error);
  g_assert_no_error (error);
  va_start (list, name);
  while ((key = va_arg (list, const char *)) != NULL)
    {
      rnn_spec_set (&lesson.spec, key, va_arg (list, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (list);

  lesson.dataset = rnn_dataset_new (&lesson.spec, &error);
  g_assert_no_error (error);
  lesson.run = rnn_run_new (&lesson.spec, lesson.dataset, &error);
  g_assert_no_error (error);

  return lesson;
}

static void
close_lesson (Lesson *lesson)
{
  rnn_run_free (lesson->run);
  rnn_dataset_unref (lesson->dataset);
  rnn_spec_clear (&lesson->spec);
}

/* Loss and accuracy of the last epoch. */
static RnnMetrics
train (Lesson *lesson)
{
  g_autoptr (GError) error = NULL;
  const RnnSeries *series;

  rnn_run_seek_epoch (lesson->run, lesson->spec.epochs, NULL, &error);
  g_assert_no_error (error);
  series = rnn_history_series (rnn_run_history (lesson->run));
  g_assert_cmpuint (rnn_series_length (series), ==, lesson->spec.epochs);

  return rnn_series_row (series, lesson->spec.epochs - 1);
}

static RnnTrace *
trace (Lesson *lesson)
{
  RnnLearner *learner = rnn_run_learner (lesson->run);
  g_autoptr (GError) error = NULL;
  RnnTrace *trace;

  trace = rnn_trace_new (rnn_learner_network (learner),
                         rnn_learner_parameters (learner), lesson->dataset, 0,
                         lesson->spec.loss, &error);
  g_assert_no_error (error);

  return trace;
}

/* Whether @next follows @text more likely than any other letter. */
static gboolean
tells (Lesson *lesson, const char *text, gunichar next)
{
  RnnLearner *learner = rnn_run_learner (lesson->run);
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnPrediction) prediction = NULL;
  guint likeliest;

  prediction = rnn_predict (rnn_learner_network (learner),
                            rnn_learner_parameters (learner), lesson->dataset,
                            FALSE, text, &error);
  g_assert_no_error (error);
  likeliest = prediction->likeliest[prediction->n_letters - 1];

  return rnn_alphabet_letter (lesson->dataset->alphabet, likeliest) == next;
}

/* Those whose promise is that everything is learned. */
static void
test_learned (gconstpointer name)
{
  Lesson lesson = open_lesson (name, NULL);
  RnnMetrics end = train (&lesson);

  g_assert_cmpfloat (end.accuracy, ==, 1.0);
  g_assert_cmpfloat (end.loss, <, 0.3);
  close_lesson (&lesson);
}

/* The same l, two answers, told apart by the hidden states alone. */
static void
test_hello (void)
{
  Lesson lesson = open_lesson ("hello", NULL);

  g_assert_cmpfloat (train (&lesson).accuracy, ==, 1.0);
  g_assert_true (tells (&lesson, "hel", 'l'));
  g_assert_true (tells (&lesson, "hell", 'o'));
  close_lesson (&lesson);
}

static void
test_embedded (void)
{
  Lesson lesson = open_lesson ("alphabet-embedded", NULL);
  const RnnNetwork *network
    = rnn_learner_network (rnn_run_learner (lesson.run));
  const RnnParameter *embedding
    = rnn_network_find (network, RNN_PARAMETER_EMBEDDING, 0);

  g_assert_cmpuint (embedding->rows, ==, 26);
  g_assert_cmpuint (embedding->columns, ==, 4);
  close_lesson (&lesson);
}

/* Learned over 10 steps; over 30 and 50 the loss stays at guessing, and next to
 * nothing of the gradient reaches the first step. */
static void
test_remember (void)
{
  static const char *const far[] = { "30", "50" };
  Lesson lesson = open_lesson ("remember", NULL);

  g_assert_cmpfloat (train (&lesson).accuracy, ==, 1.0);
  g_assert_true (tells (&lesson, "b---------", 'b'));
  close_lesson (&lesson);

  for (gsize i = 0; i < G_N_ELEMENTS (far); i++)
    {
      g_autoptr (RnnTrace) last = NULL;
      const double *norm;

      lesson = open_lesson ("remember", "data.time_steps", far[i], NULL);
      g_assert_cmpfloat_with_epsilon (train (&lesson).loss, log (4), 0.01);
      last = trace (&lesson);
      norm = last->dh_norm[0];
      g_assert_cmpfloat (norm[0], <, 0.001 * norm[last->time_steps - 1]);
      close_lesson (&lesson);
    }
}

/* Exactly as many b as there were a. */
static void
test_count (void)
{
  Lesson lesson = open_lesson ("count", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  train (&lesson);
  for (guint n = 1; n <= 5; n++)
    {
      g_string_assign (text, ".");
      for (guint i = 0; i < n; i++)
        g_string_append_c (text, 'a');
      g_string_append_c (text, 'b');
      for (guint i = 1; i < n; i++)
        {
          g_assert_true (tells (&lesson, text->str, 'b'));
          g_string_append_c (text, 'b');
        }
      g_assert_true (tells (&lesson, text->str, '.'));
    }
  close_lesson (&lesson);
}

static void
test_two_layers (void)
{
  Lesson lesson = open_lesson ("two-layers", NULL);
  g_autoptr (RnnTrace) start = trace (&lesson);
  const float *above = start->dh_out[0], *next = start->dh_next[0];

  /* Of the lower layer, unit 1 at the second step. */
  g_assert_cmpfloat (above[start->network.units[0]], !=, 0);
  g_assert_cmpfloat (next[start->network.units[0]], !=, 0);
  close_lesson (&lesson);
}

/* The gradient grows on its way back; without a clip the units die and the loss
 * ends at guessing, and with it the same network learns. */
static void
test_exploding (void)
{
  Lesson lesson = open_lesson ("exploding", NULL);
  g_autoptr (RnnTrace) start = trace (&lesson);
  g_autoptr (RnnTrace) end = NULL;
  gsize n_states;

  for (guint t = 1; t < start->time_steps; t++)
    g_assert_cmpfloat (start->dh_norm[0][t - 1], >, start->dh_norm[0][t]);
  g_assert_cmpfloat (train (&lesson).accuracy, ==, 0.2);
  g_assert_cmpfloat_with_epsilon (train (&lesson).loss, log (5), 0.001);
  end = trace (&lesson);
  n_states = (gsize) (end->time_steps + 1) * end->network.units[0];
  for (gsize i = 0; i < n_states; i++)
    g_assert_cmpfloat (end->h[0][i], ==, 0);
  close_lesson (&lesson);

  lesson = open_lesson ("exploding", "training.clip", "norm", NULL);
  g_assert_cmpfloat (train (&lesson).accuracy, ==, 1.0);
  close_lesson (&lesson);
}

/* The share of @text's words that the network has read. */
static double
known_words (const RnnSpec *spec, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " .,;:\n", -1);
  guint n = 0, n_known = 0;

  /* The last may be cut off. */
  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i++)
    if (words[i][0] != '\0')
      {
        n++;
        n_known += strstr (spec->text, words[i]) != NULL;
      }

  return n > 0 ? (double) n_known / n : 0;
}

/* It writes words at the end, and none at the start. */
static void
test_write (void)
{
  Lesson lesson = open_lesson ("write", NULL);
  RnnLearner *learner = rnn_run_learner (lesson.run);
  double share[2];

  for (guint trained = 0; trained < 2; trained++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;

      if (trained)
        g_assert_cmpfloat (train (&lesson).accuracy, >, 0.85);
      written = rnn_write (rnn_learner_network (learner),
                           rnn_learner_parameters (learner), lesson.dataset,
                           FALSE, "The river ", 400, 0.5, 1, NULL, &error);
      g_assert_no_error (error);
      share[trained] = known_words (&lesson.spec, written);
    }
  g_assert_cmpfloat (share[0], <, 0.3);
  g_assert_cmpfloat (share[1], >, 0.8);
  close_lesson (&lesson);
}

int
main (int argc, char *argv[])
{
  static const char *const learned[]
    = { "next-letter", "four-letters", "hello", "alphabet",
        "alphabet-embedded", "remember", "two-layers" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (learned); i++)
    {
      g_autofree char *path = g_strdup_printf ("/promises/%s/learned",
                                               learned[i]);

      g_test_add_data_func (path, learned[i], test_learned);
    }
  g_test_add_func ("/promises/hello", test_hello);
  g_test_add_func ("/promises/alphabet-embedded", test_embedded);
  g_test_add_func ("/promises/remember", test_remember);
  g_test_add_func ("/promises/count", test_count);
  g_test_add_func ("/promises/two-layers", test_two_layers);
  g_test_add_func ("/promises/exploding", test_exploding);
  g_test_add_func ("/promises/write", test_write);
  return g_test_run ();
}
