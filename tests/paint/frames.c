#include "tests/paint/frames.h"

#include <string.h>

RnnSpec
test_spec (const char *settings)
{
  g_auto (GStrv) parts = g_strsplit (settings, " ", -1);
  g_autoptr (GError) error = NULL;
  RnnSpec spec;

  rnn_spec_init_default (&spec);
  for (guint i = 0; parts[i]; i++)
    {
      char *value = strchr (parts[i], '=');

      if (!value)
        continue;
      *value++ = '\0';
      rnn_spec_set (&spec, parts[i], value, &error);
      g_assert_no_error (error);
    }
  return spec;
}

RnnFrame *
test_frame_new (const char *settings,
                guint32     epochs)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();

  return test_frame_new_full (settings, epochs, 0, NULL, series);
}

static RnnRun *
new_run (const char *settings)
{
  g_auto (RnnSpec) spec = test_spec (settings);
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  RnnRun *run;

  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  run = rnn_run_new (&spec, dataset, &error);
  g_assert_no_error (error);
  return run;
}

RnnFrame *
test_frame_new_at_stop (const char *settings,
                        guint32     epochs,
                        guint       stop,
                        gsize       sample)
{
  g_autoptr (RnnRun) run = new_run (settings);
  RnnCursor cursor = { 0 };
  const RnnFrameWish wish = { .cursor = &cursor,
                              .sample = sample,
                              .path = TRUE,
                              .flow = TRUE };
  g_autoptr (GError) error = NULL;
  RnnLanding landing;
  RnnFrame *frame;

  rnn_run_seek_epoch (run, epochs, NULL, &error);
  g_assert_no_error (error);
  rnn_cursor_go_to (&cursor, run, stop, &landing, &error);
  g_assert_no_error (error);
  rnn_cursor_land (&cursor, run, &landing, &error);
  g_assert_no_error (error);
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_cmpuint (frame->stop, ==, stop);
  rnn_cursor_clear (&cursor);
  return frame;
}

RnnFrame *
test_frame_new_full (const char  *settings,
                     guint32      epochs,
                     guint32      known,
                     const char  *text,
                     RnnSeries   *series)
{
  const RnnFrameWish wish = { .text = text, .path = TRUE, .flow = TRUE,
                              .next = TRUE };
  g_autoptr (RnnRun) run = new_run (settings);
  g_autoptr (GError) error = NULL;

  rnn_run_seek_epoch (run, MAX (epochs, known), NULL, &error);
  g_assert_no_error (error);
  rnn_run_seek_epoch (run, epochs, NULL, &error);
  g_assert_no_error (error);
  rnn_series_follow (series, rnn_history_series (rnn_run_history (run)));
  return rnn_frame_new (run, &wish, FALSE);
}

RnnInterventions
test_interventions (const RnnFrame *frame)
{
  const RnnInterventions all = {
    5,
    { { RNN_INTERVENTION_SILENCE,
        .unit = frame->network.units[0] - 1,
        .t = frame->dataset->time_steps },
      { RNN_INTERVENTION_SILENCE },
      { RNN_INTERVENTION_CUT },
      { RNN_INTERVENTION_LETTER, .t = 1, .letter = 3 },
      { RNN_INTERVENTION_WEIGHT, .value = -1.5f } }
  };

  return all;
}

RnnFrame *
test_frame_new_as_if (const char             *settings,
                      guint32                 epochs,
                      const RnnInterventions *interventions)
{
  g_autoptr (RnnRun) run = new_run (settings);
  RnnFrameWish wish = { .text = NULL };
  g_autoptr (RnnFrame) plain = NULL;

  rnn_run_seek_epoch (run, epochs, NULL, NULL);
  plain = rnn_frame_new (run, &wish, FALSE);
  wish.interventions =
      interventions ? *interventions : test_interventions (plain);
  return rnn_frame_new (run, &wish, FALSE);
}
