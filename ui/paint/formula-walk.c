#include <glib/gi18n-lib.h>

#include "ui/paint/formula-page.h"
#include "ui/paint/walk.h"

/* At which stop of the walk a number comes about. */
static RnnStop
stop_of (const RnnFrame   *frame,
         const RnnAddress *a)
{
  guint top = frame->network.n_layers - 1;

  switch (a->quantity)
    {
    case RNN_QUANTITY_X:
      if (a->layer == 0)
        return (RnnStop) { RNN_PHASE_READY };
      return (RnnStop) { RNN_PHASE_FORWARD, a->layer - 1, a->t };
    case RNN_QUANTITY_Z:
    case RNN_QUANTITY_H:
      if (a->t == 0)
        return (RnnStop) { RNN_PHASE_READY };
      return (RnnStop) { RNN_PHASE_FORWARD, a->layer, a->t };
    case RNN_QUANTITY_LOGIT:
    case RNN_QUANTITY_Y:
    case RNN_QUANTITY_NLL:
    case RNN_QUANTITY_LOSS:
      return (RnnStop) { RNN_PHASE_LOSS };
    case RNN_QUANTITY_DLOGIT:
      return (RnnStop) { RNN_PHASE_BACKWARD, top, a->t };
    case RNN_QUANTITY_DH:
    case RNN_QUANTITY_SLOPE:
    case RNN_QUANTITY_DZ:
    case RNN_QUANTITY_DH_NORM:
      return (RnnStop) { RNN_PHASE_BACKWARD, a->layer, a->t };
    case RNN_QUANTITY_DX:
      return (RnnStop) { RNN_PHASE_BACKWARD, 0, a->t };
    case RNN_QUANTITY_GRADIENT:
    case RNN_QUANTITY_BATCH_GRADIENT:
      return (RnnStop) { RNN_PHASE_GRADIENT };
    case RNN_QUANTITY_CLIPPED:
      return (RnnStop) { frame->walk.clip ? RNN_PHASE_CLIP
                                          : RNN_PHASE_GRADIENT };
    case RNN_QUANTITY_M:
    case RNN_QUANTITY_V:
    case RNN_QUANTITY_M_HAT:
    case RNN_QUANTITY_V_HAT:
    case RNN_QUANTITY_ROOT:
    case RNN_QUANTITY_STEP:
    case RNN_QUANTITY_WEIGHT_AFTER:
      return (RnnStop) { RNN_PHASE_UPDATE };
    default:
      return (RnnStop) { RNN_PHASE_READY };
    }
}

gboolean
paint_page_has_happened (const PaintPage  *page,
                         const RnnAddress *address)
{
  RnnStop stop = stop_of (page->frame, address);

  return paint_walk_place (page->frame, stop.phase, stop.layer, stop.t)
         != PAINT_WALK_TO_COME;
}

gboolean
paint_page_happened (PaintPage        *page,
                     const RnnAddress *address)
{
  g_autofree char *stop = NULL;
  g_autofree char *words = NULL;

  if (paint_page_has_happened (page, address))
    return TRUE;
  stop = paint_walk_stop (page->frame, stop_of (page->frame, address));
  /* Translators: "Backward · t = 3" and the like, a stop of the walk through an
   * update. */
  words = g_strdup_printf (_("Not yet: it comes with ‘%s’."), stop);
  paint_page_note (page, words);
  return FALSE;
}
