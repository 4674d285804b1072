#include "app/actions-private.h"

#include "ui/compare-dialog.h"

/* Runs side by side. */

static UnrollSession *
session_of (gpointer window)
{
  return unroll_window_get_session (UNROLL_WINDOW (window));
}

static void
branch_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       window)
{
  g_autoptr (GVariant) settings = g_variant_get_child_value (parameter, 1);
  const char *name;

  g_variant_get_child (parameter, 0, "&s", &name);
  unroll_session_branch (session_of (window), name, settings);
}

static void
switch_run_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  unroll_session_switch_run (session_of (window),
                             g_variant_get_uint64 (parameter));
}

static void
next_run_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       window)
{
  unroll_session_next_run (session_of (window), 1);
}

static void
previous_run_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       window)
{
  unroll_session_next_run (session_of (window), -1);
}

static void
delete_run_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  unroll_session_delete_run (session_of (window),
                             g_variant_get_uint64 (parameter));
}

static void
restore_run_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  unroll_session_restore_run (session_of (window));
}

static void
rename_run_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  guint64 run;
  const char *name;

  g_variant_get (parameter, "(t&s)", &run, &name);
  unroll_session_rename_run (session_of (window), run, name);
}

static void
undo_branch_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  unroll_session_undo_branch (session_of (window));
}

static void
compare_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  UnrollViewState *state = unroll_session_get_state (session_of (window));

  if (unroll_view_state_get_runs (state)->companion != 0)
    unroll_session_accompany (session_of (window), 0);
  else
    gtk_window_present (GTK_WINDOW (unroll_compare_dialog_new (window, state)));
}

static void
compare_setting_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       window)
{
  const char *key, *value;

  g_variant_get (parameter, "(&s&s)", &key, &value);
  unroll_session_compare (session_of (window), key, value);
}

static void
accompany_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       window)
{
  unroll_session_accompany (session_of (window),
                            g_variant_get_uint64 (parameter));
}

static const GActionEntry entries[] = {
  { "compare", compare_cb },
  { "compare-setting", compare_setting_cb, "(ss)" },
  { "accompany", accompany_cb, "t" },
  { "branch", branch_cb, "(sa{ss})" },
  { "switch-run", switch_run_cb, "t" },
  { "next-run", next_run_cb },
  { "previous-run", previous_run_cb },
  { "delete-run", delete_run_cb, "t" },
  { "restore-run", restore_run_cb },
  { "rename-run", rename_run_cb, "(ts)" },
  { "undo-branch", undo_branch_cb },
};

/* What can be done --------------------------------------------------------- */

static gboolean
has_others (GBinding     *binding,
            const GValue *from,
            GValue       *to,
            gpointer      data)
{
  const RnnRunList *runs = g_value_get_boxed (from);

  g_value_set_boolean (to, runs->n > 1);

  return TRUE;
}

static gboolean
has_deleted (GBinding     *binding,
             const GValue *from,
             GValue       *to,
             gpointer      data)
{
  const RnnRunList *runs = g_value_get_boxed (from);

  g_value_set_boolean (to, runs->deleted != 0);

  return TRUE;
}

static const UnrollActionCondition conditions[] = {
  { "branch", "frame", unroll_actions_has_frame },
  { "compare", "frame", unroll_actions_has_frame },
  { "compare-setting", "frame", unroll_actions_has_frame },
  { "accompany", "runs", has_others },
  { "next-run", "runs", has_others },
  { "previous-run", "runs", has_others },
  { "delete-run", "runs", has_others },
  { "undo-branch", "runs", has_others },
  { "restore-run", "runs", has_deleted },
};

void
unroll_actions_add_runs (UnrollWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   G_N_ELEMENTS (entries), window);
  unroll_actions_bind_enabled (window, conditions, G_N_ELEMENTS (conditions));
}
