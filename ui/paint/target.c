#include "ui/paint/target.h"

gboolean
paint_target_equal (const PaintTarget *a,
                    const PaintTarget *b)
{
  g_return_val_if_fail (a && b, FALSE);

  return a->kind == b->kind && a->sample == b->sample && a->t == b->t
         && a->layer == b->layer && a->parameter == b->parameter
         && a->row == b->row && a->column == b->column && a->epoch == b->epoch
         && a->run == b->run;
}

gboolean
paint_target_same (const PaintTarget *a,
                   const PaintTarget *b)
{
  PaintTarget anywhere;

  g_return_val_if_fail (a && b, FALSE);

  if (a->kind != PAINT_TARGET_WEIGHT && a->kind != PAINT_TARGET_PARAMETER)
    return paint_target_equal (a, b);

  anywhere = *b;
  anywhere.sample = a->sample;
  anywhere.t = a->t;
  return paint_target_equal (a, &anywhere);
}
