#include "app/actions-private.h"

#include "app/shortcuts.h"
#include "ui/commands.h"
#include "ui/sweep-dialog.h"

#define ZOOM_STEP 1.1

static UnrollSession *
session_of (gpointer window)
{
  return unroll_window_get_session (UNROLL_WINDOW (window));
}

static UnrollViewState *
state_of (gpointer window)
{
  return unroll_session_get_state (session_of (window));
}

/* Running ------------------------------------------------------------------ */

static void
reset_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       window)
{
  unroll_session_reset (session_of (window));
}

static void
back_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  unroll_session_step (session_of (window), -1);
}

static void
play_pause_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  if (unroll_view_state_get_playing (state_of (window)))
    unroll_session_pause (session_of (window));
  else
    unroll_session_play (session_of (window));
}

static void
step_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  unroll_session_step (session_of (window), 1);
}

static void
step_kind_cb (GSimpleAction *action,
              GVariant      *value,
              gpointer       window)
{
  unroll_session_set_step_kind (session_of (window),
                                g_variant_get_string (value, NULL));
  g_simple_action_set_state (action, value);
}

static void
speed_cb (GSimpleAction *action,
          GVariant      *value,
          gpointer       window)
{
  double speed = g_variant_get_double (value);

  unroll_session_set_speed (session_of (window), MAX (speed, 0.0));
  g_simple_action_set_state (action, value);
}

static void
seek_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  unroll_session_seek (session_of (window), g_variant_get_uint32 (parameter));
}

static void
walk_to_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  unroll_session_walk_to (session_of (window),
                          g_variant_get_uint32 (parameter));
}

static void
best_epoch_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  unroll_session_seek_best (session_of (window));
}

static void
more_epochs_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  unroll_session_more_epochs (session_of (window));
}

/* Settings ----------------------------------------------------------------- */

static void
set_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       window)
{
  const char *key, *value;

  g_variant_get (parameter, "(&s&s)", &key, &value);
  unroll_session_set (session_of (window), key, value);
}

static void
take_draft_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  const RnnSpec *draft = unroll_view_state_get_draft (state_of (window));

  if (draft != NULL)
    unroll_session_take (session_of (window), draft);
}

static void
apply_settings_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_session_apply (session_of (window));
}

static void
discard_settings_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       window)
{
  unroll_session_discard (session_of (window));
}

static void
calm_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  unroll_session_calm (session_of (window));
}

/* Looking and predicting --------------------------------------------------- */

static void
select_sample_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       window)
{
  unroll_session_select_sample (session_of (window),
                                g_variant_get_uint32 (parameter));
}

static void
inspect_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  PaintSubject subject;

  unroll_subject_from_variant (&subject, parameter);
  unroll_session_inspect (session_of (window), &subject);
}

static void
inspect_back_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       window)
{
  unroll_session_inspect_back (session_of (window));
}

static void
inspect_forward_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       window)
{
  unroll_session_inspect_forward (session_of (window));
}

static void
inspect_nothing_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       window)
{
  unroll_session_inspect (session_of (window), NULL);
}

static void
parameters_cb (GSimpleAction *action,
               GVariant      *value,
               gpointer       window)
{
  unroll_view_state_set_parameters (state_of (window),
                                    g_variant_get_string (value, NULL));
  g_simple_action_set_state (action, value);
}

static void
details_cb (GSimpleAction *action,
            GVariant      *value,
            gpointer       window)
{
  unroll_view_state_set_details (state_of (window),
                                 g_variant_get_string (value, NULL));
}

static void
flow_cb (GSimpleAction *action,
         GVariant      *value,
         gpointer       window)
{
  unroll_view_state_set_flow (state_of (window),
                              g_variant_get_string (value, NULL));
}

static void
fold_cb (GSimpleAction *action,
         GVariant      *value,
         gpointer       window)
{
  unroll_view_state_set_folded (state_of (window),
                                g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
predict_text_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       window)
{
  unroll_session_predict (session_of (window),
                          g_variant_get_string (parameter, NULL));
}

static void
predict_best_cb (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       window)
{
  unroll_session_predict_best (session_of (window),
                               g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
write_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       window)
{
  const char *text;
  guint n, seed;
  double temperature, letters_per_second;

  g_variant_get (parameter, "(&sudud)", &text, &n, &temperature, &seed,
                 &letters_per_second);
  unroll_session_write (session_of (window), text, n, temperature, seed,
                        letters_per_second);
}

static void
stop_writing_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       window)
{
  unroll_session_stop_writing (session_of (window));
}

/* Many seeds --------------------------------------------------------------- */

static void
show_sweep_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  GtkWidget *dialog = unroll_sweep_dialog_new (window, state_of (window));

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sweep_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       window)
{
  unroll_session_sweep (session_of (window), g_variant_get_uint32 (parameter));
}

static void
stop_sweep_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  unroll_session_stop_sweep (session_of (window));
}

static void
open_seed_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       window)
{
  unroll_session_open_seed (session_of (window),
                            g_variant_get_uint32 (parameter));
}

/* Files -------------------------------------------------------------------- */

/* The window --------------------------------------------------------------- */

static void
zoom_in_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  UnrollViewState *state = state_of (window);

  unroll_view_state_set_zoom (state,
                              unroll_view_state_get_zoom (state) * ZOOM_STEP);
}

static void
zoom_out_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       window)
{
  UnrollViewState *state = state_of (window);

  unroll_view_state_set_zoom (state,
                              unroll_view_state_get_zoom (state) / ZOOM_STEP);
}

static void
zoom_reset_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  unroll_view_state_set_zoom (state_of (window), 1.0);
}

static void
show_shortcuts_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_shortcuts_show (GTK_WINDOW (window));
}

static void
dismiss_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  unroll_view_state_set_message (state_of (window), NULL, NULL, NULL);
}

static const GActionEntry entries[] = {
  { "reset", reset_cb },
  { "back", back_cb },
  { "play-pause", play_pause_cb },
  { "step", step_cb },
  { "step-kind", NULL, "s", "'epoch'", step_kind_cb },
  { "speed", NULL, "d", "8.0", speed_cb },
  { "seek", seek_cb, "u" },
  { "walk-to", walk_to_cb, "u" },
  { "best-epoch", best_epoch_cb },
  { "more-epochs", more_epochs_cb },
  { "set", set_cb, "(ss)" },
  { "take-draft", take_draft_cb },
  { "apply-settings", apply_settings_cb },
  { "discard-settings", discard_settings_cb },
  { "calm", calm_cb },
  { "select-sample", select_sample_cb, "u" },
  { "inspect", inspect_cb, "(uuuuuut)" },
  { "inspect-back", inspect_back_cb },
  { "inspect-forward", inspect_forward_cb },
  { "inspect-nothing", inspect_nothing_cb },
  { "parameters", NULL, "s", "'values'", parameters_cb },
  { "fold", NULL, NULL, "false", fold_cb },
  { "details", NULL, "s", "''", details_cb },
  { "flow", NULL, "s", "''", flow_cb },
  { "predict-text", predict_text_cb, "s" },
  { "predict-best", NULL, "b", "false", predict_best_cb },
  { "write", write_cb, "(sudud)" },
  { "stop-writing", stop_writing_cb },
  { "show-sweep", show_sweep_cb },
  { "sweep", sweep_cb, "u" },
  { "stop-sweep", stop_sweep_cb },
  { "open-seed", open_seed_cb, "u" },
  { "experiment-panel", NULL, NULL, "false" },
  { "fullscreen", NULL, NULL, "false" },
  { "zoom-in", zoom_in_cb },
  { "zoom-out", zoom_out_cb },
  { "zoom-reset", zoom_reset_cb },
  { "show-shortcuts", show_shortcuts_cb },
  { "dismiss", dismiss_cb },
};

/* What can be done --------------------------------------------------------- */

static gboolean
is_begun (GBinding     *binding,
          const GValue *from,
          GValue       *to,
          gpointer      data)
{
  const RnnFrame *frame = g_value_get_boxed (from);

  g_value_set_boolean (to, frame != NULL && (frame->position.update > 0 || frame->stop > 0));

  return TRUE;
}

static gboolean
has_best (GBinding     *binding,
          const GValue *from,
          GValue       *to,
          gpointer      data)
{
  const RnnFrame *frame = g_value_get_boxed (from);

  g_value_set_boolean (to, frame != NULL && frame->best_epoch > 0);

  return TRUE;
}

static const UnrollActionCondition conditions[] = {
  { "reset", "frame", is_begun },
  { "back", "frame", is_begun },
  { "best-epoch", "frame", has_best },
  { "inspect-back", "can-inspect-back", NULL },
  { "inspect-forward", "can-inspect-forward", NULL },
  { "apply-settings", "pending", NULL },
  { "discard-settings", "pending", NULL },
};

static gboolean
to_state (GBinding     *binding,
          const GValue *from,
          GValue       *to,
          gpointer      data)
{
  g_value_set_variant (to, g_variant_new_boolean (g_value_get_boolean (from)));

  return TRUE;
}

static gboolean
from_state (GBinding     *binding,
            const GValue *from,
            GValue       *to,
            gpointer      data)
{
  g_value_set_boolean (to, g_variant_get_boolean (g_value_get_variant (from)));

  return TRUE;
}

/* A GPropertyAction would own the window that owns it. */
static void
bind_toggle (UnrollWindow *window,
             const char   *name,
             const char   *property)
{
  g_object_bind_property_full (
    window, property, g_action_map_lookup_action (G_ACTION_MAP (window), name),
    "state", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL, to_state,
    from_state, NULL, NULL);
}

static gboolean
to_string_state (GBinding     *binding,
                 const GValue *from,
                 GValue       *to,
                 gpointer      data)
{
  g_value_set_variant (to, g_variant_new_string (g_value_get_string (from)));

  return TRUE;
}

/* The action's state is the view state's string of the same name. */
static void
bind_string (UnrollWindow *window,
             const char   *name)
{
  g_object_bind_property_full (
    state_of (window), name,
    g_action_map_lookup_action (G_ACTION_MAP (window), name), "state",
    G_BINDING_SYNC_CREATE, to_string_state, NULL, NULL, NULL);
}

gboolean
unroll_actions_has_frame (GBinding     *binding,
                          const GValue *from,
                          GValue       *to,
                          gpointer      data)
{
  g_value_set_boolean (to, g_value_get_boxed (from) != NULL);

  return TRUE;
}

void
unroll_actions_bind_enabled (UnrollWindow                *window,
                             const UnrollActionCondition *list,
                             gsize                        n)
{
  for (gsize i = 0; i < n; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window),
                                                    list[i].action);

      g_object_bind_property_full (state_of (window), list[i].property,
                                   action, "enabled", G_BINDING_SYNC_CREATE,
                                   list[i].enabled, NULL, NULL, NULL);
    }
}

void
unroll_actions_add (UnrollWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   G_N_ELEMENTS (entries), window);
  unroll_actions_add_runs (window);
  unroll_actions_add_touch (window);
  unroll_actions_add_export (window);
  unroll_actions_add_files (window);
  bind_toggle (window, "fullscreen", "fullscreened");
  bind_toggle (window, "experiment-panel", "experiment-panel");
  bind_string (window, "details");
  bind_string (window, "flow");
  unroll_actions_bind_enabled (window, conditions, G_N_ELEMENTS (conditions));
}
