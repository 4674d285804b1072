#pragma once

#include "core/intervention.h"

G_BEGIN_DECLS

/**
 * UnrollTouchHistory:
 *
 * What was done to the picture as if, for undo and redo.
 */
typedef struct _UnrollTouchHistory UnrollTouchHistory;

/* For unroll_touch_history_add: of no weight. */
#define UNROLL_TOUCH_NO_WEIGHT G_MAXSIZE

UnrollTouchHistory *unroll_touch_history_new   (void);
void                unroll_touch_history_free  (UnrollTouchHistory *history);
/* Nothing was ever done. */
void                unroll_touch_history_clear (UnrollTouchHistory *history);

/* What is in force (transfer none, valid until the next call). */
const RnnInterventions *
                    unroll_touch_history_now   (const UnrollTouchHistory *history);
/* A new step, at @time in microseconds; what was undone before is forgotten.
 * The same @weight that is set again within a second, as under a held key, makes
 * one step with the one before. */
void                unroll_touch_history_add   (UnrollTouchHistory     *history,
                                                const RnnInterventions *as_if,
                                                gsize                   weight,
                                                gint64                  time);
/* A new step: the weights of @kept have become real ones; before, those were
 * @real, of which there are none if that is not known. */
void                unroll_touch_history_keep  (UnrollTouchHistory     *history,
                                                const RnnInterventions *kept,
                                                const RnnInterventions *real);
/* If the last step was that: FALSE, or TRUE and both. */
gboolean            unroll_touch_history_kept  (const UnrollTouchHistory *history,
                                                RnnInterventions       *kept,
                                                RnnInterventions       *real);
/* One step back, or forth again; FALSE when there is none. */
gboolean            unroll_touch_history_undo  (UnrollTouchHistory     *history);
gboolean            unroll_touch_history_redo  (UnrollTouchHistory     *history);
/* One step back that is not to be made again. */
void                unroll_touch_history_drop  (UnrollTouchHistory     *history);
gboolean            unroll_touch_history_can_undo (const UnrollTouchHistory *history);
gboolean            unroll_touch_history_can_redo (const UnrollTouchHistory *history);

G_END_DECLS
