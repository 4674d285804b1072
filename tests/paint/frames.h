#pragma once

#include "core/frame.h"
#include "core/series.h"

/* The default experiment with "key=value key=value …" (no blanks in values). */
RnnSpec test_spec (const char *settings);

/* A frame of a real run, @settings as above, after @epochs; sample 0 traced. */
RnnFrame *test_frame_new (const char *settings,
                          guint32     epochs);
/* The same with the prediction for @text (NULL: none), and with all that is
 * known in @series: @known epochs, if that is more. */
/* At stop @stop of the walk through the update after @epochs. */
RnnFrame *test_frame_new_at_stop (const char  *settings,
                                  guint32      epochs,
                                  guint        stop,
                                  gsize        sample);
RnnFrame *test_frame_new_full (const char  *settings,
                               guint32      epochs,
                               guint32      known,
                               const char  *text,
                               RnnSeries   *series);

/* One of each kind, which exist in every network of letters: the last unit of
 * the first layer held at the last step and the first one at every step, W_hh of
 * the first layer cut, another first letter, and another first weight. */
RnnInterventions test_interventions (const RnnFrame *frame);

/* As test_frame_new's, as if @interventions (NULL: test_interventions). */
RnnFrame *test_frame_new_as_if (const char             *settings,
                                guint32                 epochs,
                                const RnnInterventions *interventions);
