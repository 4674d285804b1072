#pragma once

#include "tests/paint/frames.h"
#include "ui/paint/network-parts.h"

/* What tests of the network's picture start from. */
typedef struct
{
  PaintTheme       theme;
  RnnFrame        *frame;
  PaintNetworkData data;
} TestStage;

/* As a fixture; @settings as test_frame_new's. */
void       test_stage_set_up (TestStage    *stage,
                              gconstpointer settings);
/* @part of the whole walk through an update; 0: on none. */
void       test_stage_set_up_on_walk (TestStage  *stage,
                                      const char *settings,
                                      double      part);
/* At stop @stop, with @sample traced. */
void       test_stage_set_up_at_stop (TestStage  *stage,
                                      const char *settings,
                                      guint       stop,
                                      gsize       sample);
void       test_stage_clear  (TestStage    *stage,
                              gconstpointer settings);
PaintPoint test_middle       (PaintRect     rect);
