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

/* (transfer full) */
static GRefString *
text_form (const RnnSpec    *spec,
           const RnnSetting *setting,
           const char       *name)
{
  g_autofree char *value = NULL;

  if (setting->type == RNN_SETTING_TEXT)
    {
      GRefString *text = G_STRUCT_MEMBER (GRefString *, spec, setting->offset);

      return text != NULL ? g_ref_string_acquire (text) : g_ref_string_new ("");
    }

  value = rnn_spec_get (spec, name);

  return g_ref_string_new (value);
}

/* All that is different in the spec now (transfer full). */
static GPtrArray *
changes_since (UnrollSettingEditor *editor,
               const RnnSpec       *before)
{
  const RnnSpec *after = unroll_view_state_get_spec (editor->state);
  GPtrArray *changes = unroll_setting_changes_new ();
  const RnnSetting *settings;
  gsize n_settings;

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GRefString) old = NULL;
      g_autoptr (GRefString) new = NULL;

      if (rnn_setting_equal (&settings[i], before, after))
        continue;
      name = unroll_setting_name (&settings[i]);
      old = text_form (before, &settings[i], name);
      new = text_form (after, &settings[i], name);
      unroll_setting_changes_add (changes, name, old, new);
    }

  return changes;
}

/* TRUE when only the letters are others. */
static gboolean
only_letters (const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const UnrollSettingChange *one = g_ptr_array_index (changes, i);

      if (!g_str_equal (one->name, DATA_TEXT)
          && !g_str_equal (one->name, DATA_FILE))
        return FALSE;
    }

  return TRUE;
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
      g_autoptr (GPtrArray) changes = changes_since (editor, editor->known);

      if (only_letters (changes))
        unroll_setting_history_add (editor->history, g_steal_pointer (&changes),
                                    g_get_monotonic_time ());
      else
        unroll_setting_history_clear (editor->history);
    }

  g_clear_pointer (&editor->known, unroll_spec_free);
  editor->known = unroll_spec_copy (unroll_view_state_get_spec (state));
}

static void
send (UnrollSettingEditor *editor,
      const char          *name,
      const char          *value)
{
  /* A file's name may be bytes that no command can carry. */
  if (g_utf8_validate (value, -1, NULL))
    gtk_widget_activate_action (editor->widget, UNROLL_COMMAND_SET, "(ss)",
                                name, value);
}

/* Ends what began with the spec @before as one step of the history. */
static void
end_step (UnrollSettingEditor *editor,
          const RnnSpec       *before)
{
  unroll_setting_history_add (editor->history, changes_since (editor, before),
                              g_get_monotonic_time ());
}

static gboolean
check (UnrollSettingEditor  *editor,
       const char           *name,
       const char           *value,
       GError              **error)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) shape_error = NULL;
  RnnDataset shape;
  gsize n_letters;

  rnn_spec_copy (&spec, unroll_view_state_get_spec (editor->state));
  if (!rnn_spec_set (&spec, name, value, error))
    return FALSE;
  if (rnn_setting_is_description (rnn_setting_find (name)))
    return TRUE;
  if (g_str_equal (name, DATA_TEXT)
      && !rnn_spec_set (&spec, DATA_FILE, "", error))
    return FALSE;

  /* That a file is not read yet is no fault. */
  if (unroll_data_shape (&spec, unroll_view_state_get_frame (editor->state),
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

  g_return_val_if_fail (editor != NULL, FALSE);
  g_return_val_if_fail (editor->state != NULL, FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  if (!check (editor, name, value, error))
    return FALSE;

  rnn_spec_copy (&before, unroll_view_state_get_spec (editor->state));
  editor->acting = TRUE;
  send (editor, name, value);
  /* Typed letters take the place of a file. */
  if (g_str_equal (name, DATA_TEXT)
      && unroll_view_state_get_spec (editor->state)->file != NULL)
    send (editor, DATA_FILE, "");
  editor->acting = FALSE;
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

static void
set_all (UnrollSettingEditor *editor,
         const GPtrArray     *changes,
         gboolean             back)
{
  if (changes == NULL)
    return;

  editor->acting = TRUE;
  for (guint i = 0; i < changes->len; i++)
    {
      const UnrollSettingChange *one = g_ptr_array_index (changes, i);

      send (editor, one->name, back ? one->before : one->after);
    }
  editor->acting = FALSE;
}

void
unroll_setting_editor_undo (UnrollSettingEditor *editor)
{
  g_return_if_fail (editor != NULL);

  set_all (editor, unroll_setting_history_undo (editor->history), TRUE);
}

void
unroll_setting_editor_redo (UnrollSettingEditor *editor)
{
  g_return_if_fail (editor != NULL);

  set_all (editor, unroll_setting_history_redo (editor->history), FALSE);
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
