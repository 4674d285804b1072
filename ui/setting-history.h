#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

/**
 * UnrollSettingHistory:
 *
 * What was done to the settings, for undo and redo.  A step is all that was
 * changed together.  Texts, which may be long, are shared with the specs that
 * they come from.
 */
typedef struct _UnrollSettingHistory UnrollSettingHistory;

UnrollSettingHistory *unroll_setting_history_new    (void);
void                  unroll_setting_history_free   (UnrollSettingHistory *history);
void                  unroll_setting_history_clear  (UnrollSettingHistory *history);

/* A new step from @before to @after, at @time in microseconds; what was undone
 * before is forgotten.  Where both are the same it is no step.  One setting that
 * changes again within a second, as under a held button, makes one step with the
 * change before. */
void                  unroll_setting_history_add    (UnrollSettingHistory *history,
                                                     const RnnSpec        *before,
                                                     const RnnSpec        *after,
                                                     gint64                time);
/* Takes the settings of the last step in @spec back, or does them again, and
 * leaves the others.  FALSE when there is none. */
gboolean              unroll_setting_history_undo   (UnrollSettingHistory *history,
                                                     RnnSpec              *spec);
gboolean              unroll_setting_history_redo   (UnrollSettingHistory *history,
                                                     RnnSpec              *spec);
gboolean              unroll_setting_history_can_undo (const UnrollSettingHistory *history);
gboolean              unroll_setting_history_can_redo (const UnrollSettingHistory *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollSettingHistory, unroll_setting_history_free)

G_END_DECLS
