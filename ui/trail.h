#pragma once

#include "ui/paint/subject.h"

G_BEGIN_DECLS

/**
 * UnrollTrail:
 *
 * The places one has been to, and where among them one stands: at the last of
 * those behind, or, when it was let go, after it.
 */
typedef struct
{
  GArray  *places;            /* of PaintSubject */
  guint    n_behind;
  gboolean holds;
} UnrollTrail;

void                unroll_trail_init        (UnrollTrail        *trail);
void                unroll_trail_clear       (UnrollTrail        *trail);
/* Where one stands, to be changed only in its sample; NULL: nowhere. */
PaintSubject       *unroll_trail_here        (UnrollTrail        *trail);
/* To a new place, which ends the way forward; NULL lets go. */
void                unroll_trail_go          (UnrollTrail        *trail,
                                              const PaintSubject *place);
/* One place back (to what was let go) or forward, if it can. */
gboolean            unroll_trail_can_go_back (const UnrollTrail  *trail);
gboolean            unroll_trail_can_go_forward (const UnrollTrail *trail);
void                unroll_trail_go_back     (UnrollTrail        *trail);
void                unroll_trail_go_forward  (UnrollTrail        *trail);
/* Forgets the places that @frame has not. */
void                unroll_trail_prune       (UnrollTrail        *trail,
                                              const RnnFrame     *frame);

G_END_DECLS
