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
