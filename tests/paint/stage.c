#include "tests/paint/stage.h"

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
