/* What is inspected and what pictures show lead to each other. */

#include "tests/paint/frames.h"
#include "ui/paint/subject.h"

/* From the picture to the number and back. */
static void
check_target (const RnnFrame *frame,
              PaintTarget     target,
              RnnQuantity     quantity)
{
  PaintSubject subject;
  PaintTarget back;

  g_assert_true (paint_subject_from_target (&subject, frame, &target));
  g_assert_cmpint (subject.address.quantity, ==, quantity);
  g_assert_true (paint_subject_exists (&subject, frame));
  back = paint_subject_target (&subject, frame);
  g_assert_true (paint_target_same (&back, &target));
}

static void
refuse_target (const RnnFrame *frame,
               PaintTarget     target)
{
  PaintSubject subject;

  g_assert_false (paint_subject_from_target (&subject, frame, &target));
}

static void
test_targets (void)
{
  g_autoptr (RnnFrame) frame
    = test_frame_new ("data.time_steps=4 network.units=3;2", 3);

  check_target (frame, (PaintTarget) { PAINT_TARGET_UNIT, .sample = 1, .t = 0,
                                       .layer = 0, .column = 2 },
                RNN_QUANTITY_H);
  check_target (frame, (PaintTarget) { PAINT_TARGET_INPUT, .t = 4,
                                       .column = 4 }, RNN_QUANTITY_X);
  check_target (frame, (PaintTarget) { PAINT_TARGET_STATE, .t = 2,
                                       .layer = 1 }, RNN_QUANTITY_DH_NORM);
  check_target (frame, (PaintTarget) { PAINT_TARGET_OUTPUT, .t = 4,
                                       .column = 4 }, RNN_QUANTITY_Y);
  check_target (frame, (PaintTarget) { PAINT_TARGET_LOSS, .t = 4 },
                RNN_QUANTITY_NLL);
  check_target (frame, (PaintTarget) { PAINT_TARGET_WEIGHT, .sample = 2,
                                       .t = 3, .parameter = 1, .row = 2,
                                       .column = 1 }, RNN_QUANTITY_WEIGHT);

  refuse_target (frame, (PaintTarget) { PAINT_TARGET_UNIT, .t = 1, .layer = 1,
                                        .column = 2 });
  refuse_target (frame, (PaintTarget) { PAINT_TARGET_UNIT, .t = 5 });
  refuse_target (frame, (PaintTarget) { PAINT_TARGET_UNIT, .t = 1,
                                        .sample = 1000 });
  refuse_target (frame, (PaintTarget) { PAINT_TARGET_OUTPUT, .t = 3 });
  refuse_target (frame, (PaintTarget) { PAINT_TARGET_STATE, .t = 0 });
  refuse_target (frame, (PaintTarget) { PAINT_TARGET_WEIGHT,
                                        .parameter = 1000 });
  refuse_target (frame, (PaintTarget) { PAINT_TARGET_WEIGHT, .parameter = 2,
                                        .row = 1 });
  refuse_target (frame, (PaintTarget) { PAINT_TARGET_EPOCH, .epoch = 1 });
}

/* Every quantity has its place, or none. */
static void
test_quantities (void)
{
  g_autoptr (RnnFrame) frame
    = test_frame_new ("data.time_steps=4 data.target=all", 3);

  for (guint q = 0; q <= RNN_QUANTITY_CLIP_LIMIT; q++)
    {
      const PaintSubject subject = { { q, .t = 2, .column = 1 }, 0 };
      PaintTarget target = paint_subject_target (&subject, frame);

      g_assert_cmpint (target.kind == PAINT_TARGET_NONE, ==,
                       q >= RNN_QUANTITY_COUNT);
      g_assert_cmpint (paint_subject_exists (&subject, frame), ==,
                       q < RNN_QUANTITY_COUNT && q != RNN_QUANTITY_DX);
    }
  check_target (frame, (PaintTarget) { PAINT_TARGET_LOSS, .t = 0 },
                RNN_QUANTITY_LOSS);
  check_target (frame, (PaintTarget) { PAINT_TARGET_LOSS, .t = 1 },
                RNN_QUANTITY_NLL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/subject/targets", test_targets);
  g_test_add_func ("/subject/quantities", test_quantities);

  return g_test_run ();
}
