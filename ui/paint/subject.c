#include "ui/paint/subject.h"

/* What a quantity belongs to, which is what pictures show. */
typedef enum
{
  THING_INPUT,
  THING_UNIT,
  THING_STATE,
  THING_OUTPUT,
  THING_LOSS,
  THING_WEIGHT,
  THING_NOTHING
} Thing;

static Thing
thing_of (RnnQuantity quantity)
{
  switch (quantity)
    {
    case RNN_QUANTITY_X:
    case RNN_QUANTITY_DX:
      return THING_INPUT;
    case RNN_QUANTITY_Z:
    case RNN_QUANTITY_H:
    case RNN_QUANTITY_DH:
    case RNN_QUANTITY_SLOPE:
    case RNN_QUANTITY_DZ:
      return THING_UNIT;
    case RNN_QUANTITY_DH_NORM:
      return THING_STATE;
    case RNN_QUANTITY_LOGIT:
    case RNN_QUANTITY_Y:
    case RNN_QUANTITY_DLOGIT:
      return THING_OUTPUT;
    case RNN_QUANTITY_NLL:
    case RNN_QUANTITY_LOSS:
      return THING_LOSS;
    default:
      return quantity < RNN_QUANTITY_COUNT ? THING_WEIGHT : THING_NOTHING;
    }
}

gboolean
paint_subject_equal (const PaintSubject *a,
                     const PaintSubject *b)
{
  const RnnAddress *p, *q;

  g_return_val_if_fail (a && b, FALSE);

  p = &a->address;
  q = &b->address;
  return a->sample == b->sample && p->quantity == q->quantity
         && p->layer == q->layer && p->t == q->t
         && p->parameter == q->parameter && p->row == q->row
         && p->column == q->column;
}

/* The first step that has an output. */
static guint
first_output (const RnnFrame *frame)
{
  return frame->network.target == RNN_TARGET_ALL
           ? 1 : frame->dataset->time_steps;
}

static gboolean
has_weight (const RnnNetwork *network,
            const RnnAddress *a)
{
  const RnnParameter *p;

  if (a->parameter >= network->n_parameters)
    return FALSE;
  p = &network->parameters[a->parameter];
  return a->row < p->rows && a->column < p->columns;
}

gboolean
paint_subject_exists (const PaintSubject *subject,
                      const RnnFrame     *frame)
{
  const RnnNetwork *network;
  const RnnAddress *a;
  gboolean in_time, in_layer;

  g_return_val_if_fail (subject && frame, FALSE);

  network = &frame->network;
  a = &subject->address;
  in_time = a->t <= frame->dataset->time_steps
            && a->t >= (a->quantity == RNN_QUANTITY_H ? 0 : 1);
  in_layer = in_time && a->layer < network->n_layers;
  if (subject->sample >= rnn_dataset_n_samples (frame->dataset))
    return FALSE;
  switch (thing_of (a->quantity))
    {
    case THING_INPUT:
      return in_layer && a->column < rnn_network_inputs (network, a->layer)
             && (a->quantity == RNN_QUANTITY_X || network->embedding > 0);
    case THING_UNIT:
      return in_layer && a->column < network->units[a->layer];
    case THING_STATE:
      return in_layer;
    case THING_OUTPUT:
      return in_time && a->t >= first_output (frame)
             && a->column < network->n_classes;
    case THING_LOSS:
      return a->quantity == RNN_QUANTITY_LOSS
             || (in_time && a->t >= first_output (frame));
    case THING_WEIGHT:
      return has_weight (network, a);
    case THING_NOTHING:
    default:
      return FALSE;
    }
}

gboolean
paint_subject_from_target (PaintSubject      *subject,
                           const RnnFrame    *frame,
                           const PaintTarget *target)
{
  RnnAddress a = { .t = target->t, .layer = target->layer,
                   .column = target->column };

  g_return_val_if_fail (subject && frame && target, FALSE);

  switch (target->kind)
    {
    case PAINT_TARGET_INPUT:
      a.quantity = RNN_QUANTITY_X;
      break;
    case PAINT_TARGET_UNIT:
      a.quantity = RNN_QUANTITY_H;
      break;
    case PAINT_TARGET_STATE:
      a.quantity = RNN_QUANTITY_DH_NORM;
      break;
    case PAINT_TARGET_OUTPUT:
      a.quantity = RNN_QUANTITY_Y;
      break;
    case PAINT_TARGET_LOSS:
      a.quantity = target->t > 0 ? RNN_QUANTITY_NLL : RNN_QUANTITY_LOSS;
      break;
    case PAINT_TARGET_WEIGHT:
      a = (RnnAddress) { RNN_QUANTITY_WEIGHT, .parameter = target->parameter,
                         .row = target->row, .column = target->column };
      break;
    default:
      return FALSE;
    }
  *subject = (PaintSubject) { a, target->sample };
  return paint_subject_exists (subject, frame);
}

PaintTarget
paint_subject_target (const PaintSubject *subject,
                      const RnnFrame     *frame)
{
  const RnnAddress *a;
  PaintTarget target;

  g_return_val_if_fail (subject && frame, (PaintTarget) { 0 });

  a = &subject->address;
  target = (PaintTarget) { .sample = subject->sample, .t = a->t,
                           .layer = a->layer, .column = a->column };
  switch (thing_of (a->quantity))
    {
    case THING_INPUT:
      target.kind = a->layer > 0 ? PAINT_TARGET_UNIT : PAINT_TARGET_INPUT;
      target.layer = MAX (a->layer, 1) - 1;
      break;
    case THING_UNIT:
      target.kind = PAINT_TARGET_UNIT;
      break;
    case THING_STATE:
      target.kind = PAINT_TARGET_STATE;
      break;
    case THING_OUTPUT:
      target.kind = PAINT_TARGET_OUTPUT;
      break;
    case THING_LOSS:
      target.kind = PAINT_TARGET_LOSS;
      if (a->quantity == RNN_QUANTITY_LOSS
          && frame->network.target == RNN_TARGET_LAST)
        target.t = frame->dataset->time_steps;
      break;
    case THING_WEIGHT:
      return (PaintTarget) { PAINT_TARGET_WEIGHT, .parameter = a->parameter,
                             .row = a->row, .column = a->column };
    case THING_NOTHING:
    default:
      return (PaintTarget) { PAINT_TARGET_NONE };
    }
  return target;
}
