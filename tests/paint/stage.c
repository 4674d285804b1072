#include "tests/paint/stage.h"

#include <math.h>

#define EPOCHS 20

void
test_stage_set_up (TestStage    *stage,
                   gconstpointer settings)
{
  paint_theme_init (&stage->theme, FALSE, 1);
  stage->frame = test_frame_new (settings, EPOCHS);
  stage->data = (PaintNetworkData){ .frame = stage->frame };
}

void
test_stage_set_up_on_walk (TestStage  *stage,
                           const char *settings,
                           double      part)
{
  RnnFrame *start;
  guint stop;

  test_stage_set_up (stage, settings);
  if (part == 0)
    return;
  start = stage->frame;
  stop = (guint) lround (part * rnn_walk_length (&start->walk));
  stage->frame = test_frame_new_at_stop (settings, EPOCHS, MAX (stop, 1), 0);
  stage->data.frame = stage->frame;
  rnn_frame_unref (start);
}

void
test_stage_set_up_at_stop (TestStage  *stage,
                           const char *settings,
                           guint       stop,
                           gsize       sample)
{
  paint_theme_init (&stage->theme, FALSE, 1);
  stage->frame = test_frame_new_at_stop (settings, EPOCHS, stop, sample);
  stage->data =
      (PaintNetworkData){ .frame = stage->frame, .sample = sample };
}

void
test_stage_clear (TestStage    *stage,
                  gconstpointer settings)
{
  rnn_frame_unref (stage->frame);
  paint_theme_clear (&stage->theme);
}

PaintPoint
test_middle (PaintRect rect)
{
  return (PaintPoint){ rect.x + rect.width / 2, rect.y + rect.height / 2 };
}
