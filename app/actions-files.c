/* What there is on the disk. */

#include "app/actions-private.h"

#include "app/files.h"

static void
cancel_opening_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_session_cancel_opening (unroll_window_get_session (window));
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  unroll_files_open (window);
}

static void
open_text_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       window)
{
  unroll_files_open_text (window);
}

static void
open_recent_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  g_autoptr (GFile) file
    = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  unroll_files_load (window, file);
}

static void
open_preset_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  unroll_files_load_preset (window, g_variant_get_string (parameter, NULL));
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  unroll_files_save (window);
}

static void
save_as_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  unroll_files_save_as (window);
}

static const GActionEntry entries[] = {
  { "cancel-opening", cancel_opening_cb },
  { "open", open_cb },
  { "open-text", open_text_cb },
  { "open-recent", open_recent_cb, "s" },
  { "open-preset", open_preset_cb, "s" },
  { "save", save_cb },
  { "save-as", save_as_cb },
};

static gboolean
is_named (GBinding     *binding,
          const GValue *from,
          GValue       *to,
          gpointer      data)
{
  g_value_set_boolean (to, g_value_get_string (from) != NULL);

  return TRUE;
}

static const UnrollActionCondition conditions[] = {
  { "cancel-opening", "opening", is_named },
};

void
unroll_actions_add_files (UnrollWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   G_N_ELEMENTS (entries), window);
  unroll_actions_bind_enabled (window, conditions, G_N_ELEMENTS (conditions));
}
