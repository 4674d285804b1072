#pragma once

#include <gtk/gtk.h>

#include "ui/view-state.h"

G_BEGIN_DECLS

/**
 * UnrollSettingEditor:
 *
 * Changes settings for a panel: checks a change before it is sent up as a
 * command, and remembers it for undo and redo.
 */
typedef struct _UnrollSettingEditor UnrollSettingEditor;

/* Commands are activated on @widget, which owns the editor. */
UnrollSettingEditor *unroll_setting_editor_new       (GtkWidget           *widget);
void                 unroll_setting_editor_free      (UnrollSettingEditor *editor);
/* To be called at the start and when the spec of @state changed, whoever
 * changed it.  Letters that came from a file or a drop become a step; in an
 * experiment that came from elsewhere the steps so far would make no sense and
 * are forgotten. */
void                 unroll_setting_editor_follow    (UnrollSettingEditor *editor,
                                                      UnrollViewState     *state);

/* Fails, with nothing sent, when the core refuses @value, when it contradicts
 * other settings, or when the letters do not suffice for it. */
gboolean             unroll_setting_editor_change    (UnrollSettingEditor *editor,
                                                      const char          *name,
                                                      const char          *value,
                                                      GError             **error);
/* Back to the settings in force, as one step. */
void                 unroll_setting_editor_discard   (UnrollSettingEditor *editor);
void                 unroll_setting_editor_undo      (UnrollSettingEditor *editor);
void                 unroll_setting_editor_redo      (UnrollSettingEditor *editor);
gboolean             unroll_setting_editor_can_undo  (const UnrollSettingEditor *editor);
gboolean             unroll_setting_editor_can_redo  (const UnrollSettingEditor *editor);

G_END_DECLS
