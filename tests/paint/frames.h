#pragma once

#include "core/frame.h"

/* Frames of real runs.  @settings: "key=value key=value …" on top of the
 * default experiment (no blanks in values); after @epochs; sample 0 traced. */
RnnFrame *test_frame_new (const char *settings,
                          guint32     epochs);
