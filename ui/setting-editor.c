#include "ui/setting-editor.h"

#include "core/error.h"
#include "ui/commands.h"
#include "ui/data-shape.h"
#include "ui/setting-history.h"
#include "ui/setting-words.h"

struct _UnrollSettingEditor
{
  /* Owned */
  UnrollSettingHistory *history;
  RnnSpec              *known;    /* the spec last seen */
  UnrollViewState      *state;

  /* Borrowed */
  GtkWidget            *widget;

  gboolean              acting;   /* the spec changes by us */
};

#define DATA_TEXT "data.text"
#define DATA_FILE "data.file"

UnrollSettingEditor *
unroll_setting_editor_new (GtkWidget *widget)
{
  UnrollSettingEditor *editor = g_new0 (UnrollSettingEditor, 1);

  editor->widget = widget;
  editor->history = unroll_setting_history_new ();

  return editor;
}

void
unroll_setting_editor_free (UnrollSettingEditor *editor)
{
  g_return_if_fail (editor != NULL);

  unroll_setting_history_free (editor->history);
  g_clear_pointer (&editor->known, unroll_spec_free);
  g_clear_object (&editor->state);
  g_free (editor);
}

/* TRUE when at most the letters are others. */
static gboolean
only_letters (const RnnSpec *before,
              const RnnSpec *after)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_copy (&spec, before);
  rnn_spec_take (&spec, rnn_setting_find (DATA_TEXT), after);
  rnn_spec_take (&spec, rnn_setting_find (DATA_FILE), after);

  return rnn_spec_equal (&spec, after);
}

/* Ends what began with the spec @before as one step of the history. */
static void
end_step (UnrollSettingEditor *editor,
          const RnnSpec       *before)
{
  unroll_setting_history_add (editor->history, before,
                              unroll_view_state_get_spec (editor->state),
                              g_get_monotonic_time ());
}

void
unroll_setting_editor_follow (UnrollSettingEditor *editor,
                              UnrollViewState     *state)
{
  g_return_if_fail (editor != NULL);
  g_return_if_fail (UNROLL_IS_VIEW_STATE (state));

  if (g_set_object (&editor->state, state))
    {
      unroll_setting_history_clear (editor->history);
      g_clear_pointer (&editor->known, unroll_spec_free);
    }

  if (!editor->acting && editor->known != NULL)
    {
      if (only_letters (editor->known, unroll_view_state_get_spec (state)))
        end_step (editor, editor->known);
      else
        unroll_setting_history_clear (editor->history);
    }

  g_clear_pointer (&editor->known, unroll_spec_free);
  editor->known = unroll_spec_copy (unroll_view_state_get_spec (state));
}

static void
send_one (UnrollSettingEditor *editor,
          const char          *name,
          const char          *value)
{
  editor->acting = TRUE;
  gtk_widget_activate_action (editor->widget, UNROLL_COMMAND_SET, "(ss)", name,
                              value);
  editor->acting = FALSE;
}

/* All the settings of @spec, in one command: a long text is no string of one. */
static void
send (UnrollSettingEditor *editor,
      const RnnSpec       *spec)
{
  editor->acting = TRUE;
  unroll_view_state_set_draft (editor->state, spec);
  gtk_widget_activate_action (editor->widget, UNROLL_COMMAND_TAKE_DRAFT, NULL);
  unroll_view_state_set_draft (editor->state, NULL);
  editor->acting = FALSE;
}

/* @spec (to be cleared) gets the settings with @name as @value, if that is
 * possible.  Typed letters take the place of a file. */
static gboolean
try (UnrollSettingEditor  *editor,
     const char           *name,
     const char           *value,
     RnnSpec              *spec,
     GError              **error)
{
  g_autoptr (GError) shape_error = NULL;
  RnnDataset shape;
  gsize n_letters;

  rnn_spec_copy (spec, unroll_view_state_get_spec (editor->state));
  if (!rnn_spec_set (spec, name, value, error))
    return FALSE;
  if (rnn_setting_is_description (rnn_setting_find (name)))
    return TRUE;
  if (g_str_equal (name, DATA_TEXT)
      && !rnn_spec_set (spec, DATA_FILE, "", error))
    return FALSE;

  /* That a file is not read yet is no fault. */
  if (unroll_data_shape (spec, unroll_view_state_get_frame (editor->state),
                         &shape, &n_letters, &shape_error)
      || g_error_matches (shape_error, RNN_ERROR, RNN_ERROR_FILE))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&shape_error));

  return FALSE;
}

gboolean
unroll_setting_editor_change (UnrollSettingEditor  *editor,
                              const char           *name,
                              const char           *value,
                              GError              **error)
{
  g_auto (RnnSpec) before = { 0 };
  g_auto (RnnSpec) spec = { 0 };

  g_return_val_if_fail (editor != NULL, FALSE);
  g_return_val_if_fail (editor->state != NULL, FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  if (!try (editor, name, value, &spec, error))
    return FALSE;

  rnn_spec_copy (&before, unroll_view_state_get_spec (editor->state));
  if (g_str_equal (name, DATA_TEXT))
    send (editor, &spec);
  else
    send_one (editor, name, value);
  end_step (editor, &before);

  return TRUE;
}

void
unroll_setting_editor_discard (UnrollSettingEditor *editor)
{
  g_auto (RnnSpec) before = { 0 };

  g_return_if_fail (editor != NULL);
  g_return_if_fail (editor->state != NULL);

  rnn_spec_copy (&before, unroll_view_state_get_spec (editor->state));
  editor->acting = TRUE;
  gtk_widget_activate_action (editor->widget, UNROLL_COMMAND_DISCARD_SETTINGS,
                              NULL);
  editor->acting = FALSE;
  end_step (editor, &before);
}

void
unroll_setting_editor_undo (UnrollSettingEditor *editor)
{
  g_auto (RnnSpec) spec = { 0 };

  g_return_if_fail (editor != NULL);

  rnn_spec_copy (&spec, unroll_view_state_get_spec (editor->state));
  if (unroll_setting_history_undo (editor->history, &spec))
    send (editor, &spec);
}

void
unroll_setting_editor_redo (UnrollSettingEditor *editor)
{
  g_auto (RnnSpec) spec = { 0 };

  g_return_if_fail (editor != NULL);

  rnn_spec_copy (&spec, unroll_view_state_get_spec (editor->state));
  if (unroll_setting_history_redo (editor->history, &spec))
    send (editor, &spec);
}

gboolean
unroll_setting_editor_can_undo (const UnrollSettingEditor *editor)
{
  g_return_val_if_fail (editor != NULL, FALSE);

  return unroll_setting_history_can_undo (editor->history);
}

gboolean
unroll_setting_editor_can_redo (const UnrollSettingEditor *editor)
{
  g_return_val_if_fail (editor != NULL, FALSE);

  return unroll_setting_history_can_redo (editor->history);
}
