#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One setting that went from one text form to another. */
typedef struct
{
  char       *name;
  GRefString *before;         /* a text may be long */
  GRefString *after;
} UnrollSettingChange;

/**
 * UnrollSettingHistory:
 *
 * What was done to the settings, for undo and redo.  A step is a list of
 * changes that were made together (elements UnrollSettingChange).
 */
typedef struct _UnrollSettingHistory UnrollSettingHistory;

UnrollSettingHistory *unroll_setting_history_new    (void);
void                  unroll_setting_history_free   (UnrollSettingHistory *history);
void                  unroll_setting_history_clear  (UnrollSettingHistory *history);

/* A list to fill for unroll_setting_history_add (transfer full). */
GPtrArray            *unroll_setting_changes_new    (void);
/* Does nothing where @before and @after are the same. */
void                  unroll_setting_changes_add    (GPtrArray            *changes,
                                                     const char           *name,
                                                     GRefString           *before,
                                                     GRefString           *after);

/* A new step, at @time in microseconds; what was undone before is forgotten.
 * Takes @changes over; an empty list is no step.  A setting that changes again
 * within a second, as under a held button, makes one step with the change
 * before. */
void                  unroll_setting_history_add    (UnrollSettingHistory *history,
                                                     GPtrArray            *changes,
                                                     gint64                time);
/* The step to be taken back, or done again: its changes (transfer none, valid
 * until the next call), or NULL when there is none.  The caller sets them. */
const GPtrArray      *unroll_setting_history_undo   (UnrollSettingHistory *history);
const GPtrArray      *unroll_setting_history_redo   (UnrollSettingHistory *history);
gboolean              unroll_setting_history_can_undo (const UnrollSettingHistory *history);
gboolean              unroll_setting_history_can_redo (const UnrollSettingHistory *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollSettingHistory, unroll_setting_history_free)

G_END_DECLS
