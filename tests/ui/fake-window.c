#include "tests/ui/fake-window.h"

#include "ui/theme-bridge.h"

static void
record (FakeWindow *fake,
        GAction    *action,
        GVariant   *parameter)
{
  g_autofree char *text
    = parameter != NULL ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_ptr_array_add (fake->commands,
                   g_strdup_printf ("win.%s %s", g_action_get_name (action),
                                    text));
}

static void
plain_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  record (data, G_ACTION (action), parameter);
}

static void
update_pending (FakeWindow *fake)
{
  const RnnSpec *spec = unroll_view_state_get_spec (fake->state);

  unroll_view_state_set_pending (fake->state,
                                 !rnn_spec_equal (spec, fake->in_force));
}

static void
set_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  FakeWindow *fake = data;
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  const char *name, *value;

  record (fake, G_ACTION (action), parameter);
  g_variant_get (parameter, "(&s&s)", &name, &value);
  rnn_spec_copy (&spec, unroll_view_state_get_spec (fake->state));
  if (!rnn_spec_set (&spec, name, value, &error))
    {
      unroll_view_state_set_setting_error (fake->state, name, error->message);
      return;
    }

  unroll_view_state_set_setting_error (fake->state, NULL, NULL);
  if (!fake->trained || rnn_setting_find (name)->live
      || rnn_setting_is_description (rnn_setting_find (name)))
    rnn_spec_set (fake->in_force, name, value, NULL);
  unroll_view_state_set_spec (fake->state, &spec);
  update_pending (fake);
}

static void
take_draft_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  FakeWindow *fake = data;
  const RnnSpec *draft = unroll_view_state_get_draft (fake->state);
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  record (fake, G_ACTION (action), parameter);
  g_assert_nonnull (draft);
  unroll_view_state_set_setting_error (fake->state, NULL, NULL);
  for (gsize i = 0; i < n; i++)
    if (!fake->trained || settings[i].live
        || rnn_setting_is_description (&settings[i]))
      rnn_spec_take (fake->in_force, &settings[i], draft);
  unroll_view_state_set_spec (fake->state, draft);
  update_pending (fake);
}

static void
apply_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  FakeWindow *fake = data;

  record (fake, G_ACTION (action), parameter);
  unroll_spec_free (fake->in_force);
  fake->in_force = unroll_spec_copy (unroll_view_state_get_spec (fake->state));
  fake->experiment++;
  fake->trained = FALSE;
  update_pending (fake);
}

static void
discard_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  FakeWindow *fake = data;

  record (fake, G_ACTION (action), parameter);
  unroll_view_state_set_spec (fake->state, fake->in_force);
  update_pending (fake);
}

static void
text_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  FakeWindow *fake = data;

  record (fake, G_ACTION (action), parameter);
  unroll_view_state_set_predict_text (fake->state,
                                      g_variant_get_string (parameter, NULL));
}

static void
best_cb (GSimpleAction *action,
         GVariant      *value,
         gpointer       data)
{
  FakeWindow *fake = data;

  record (fake, G_ACTION (action), value);
  g_simple_action_set_state (action, value);
  unroll_view_state_set_predict_best (fake->state,
                                      g_variant_get_boolean (value));
}

static void
inspect_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  FakeWindow *fake = data;
  PaintSubject subject;

  record (fake, G_ACTION (action), parameter);
  unroll_subject_from_variant (&subject, parameter);
  unroll_view_state_inspect (fake->state, &subject);
}

static void
nothing_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  FakeWindow *fake = data;

  record (fake, G_ACTION (action), parameter);
  unroll_view_state_inspect (fake->state, NULL);
}

static void
fold_cb (GSimpleAction *action,
         GVariant      *value,
         gpointer       data)
{
  FakeWindow *fake = data;

  record (fake, G_ACTION (action), value);
  g_simple_action_set_state (action, value);
  unroll_view_state_set_folded (fake->state, g_variant_get_boolean (value));
}

static const GActionEntry entries[] = {
  { "set", set_cb, "(ss)" },
  { "take-draft", take_draft_cb },
  { "apply-settings", apply_cb },
  { "discard-settings", discard_cb },
  { "predict-text", text_cb, "s" },
  { "predict-best", NULL, "b", "false", best_cb },
  { "write", plain_cb, "(sudud)" },
  { "stop-writing", plain_cb },
  { "open-text", plain_cb },
  { "reset", plain_cb },
  { "back", plain_cb },
  { "play-pause", plain_cb },
  { "step", plain_cb },
  { "step-kind", plain_cb, "s" },
  { "speed", plain_cb, "d" },
  { "seek", plain_cb, "u" },
  { "best-epoch", plain_cb },
  { "walk-to", plain_cb, "u" },
  { "inspect", inspect_cb, "(uuuuuut)" },
  { "inspect-nothing", nothing_cb },
  { "select-sample", plain_cb, "u" },
  { "fold", NULL, NULL, "false", fold_cb },
  { "silence", plain_cb, "(uuu)" },
  { "cut", plain_cb, "u" },
  { "swap-letter", plain_cb, "(uu)" },
  { "set-weight", plain_cb, "(ud)" },
  { "release-weight", plain_cb, "u" },
  { "undo-touch", plain_cb },
  { "clear-touch", plain_cb },
  { "keep-weights", plain_cb },
  { "dismiss", plain_cb },
};

void
fake_window_init (int    *argc,
                  char ***argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (argc, argv, NULL);
}

FakeWindow *
fake_window_new (void)
{
  FakeWindow *fake = g_new0 (FakeWindow, 1);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  fake->state = unroll_view_state_new (&spec);
  fake->in_force = unroll_spec_copy (&spec);
  fake->experiment = 1;
  fake->commands = g_ptr_array_new_with_free_func (g_free);

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries,
                                   G_N_ELEMENTS (entries), fake);
  fake->window = gtk_window_new ();
  gtk_widget_insert_action_group (fake->window, "win", G_ACTION_GROUP (actions));
  unroll_theme_bridge_style (fake->window);

  return fake;
}

void
fake_window_show (FakeWindow *fake,
                  GtkWidget  *child,
                  int         width,
                  int         height)
{
  gtk_window_set_child (GTK_WINDOW (fake->window), child);
  gtk_window_set_default_size (GTK_WINDOW (fake->window), width, height);
  gtk_window_present (GTK_WINDOW (fake->window));
  gtk_test_widget_wait_for_draw (fake->window);
}

void
fake_window_train (FakeWindow *fake,
                   guint32     epochs,
                   const char *text,
                   gboolean    best)
{
  RnnFrameWish wish = { .text = text, .best = best, .path = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (fake->in_force, &error);
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnFrame) frame = NULL;

  g_assert_no_error (error);
  run = rnn_run_new (fake->in_force, dataset, &error);
  g_assert_no_error (error);
  rnn_run_seek_epoch (run, epochs, NULL, &error);
  g_assert_no_error (error);

  frame = rnn_frame_new (run, &wish, FALSE);
  frame->experiment = fake->experiment;
  fake->trained = epochs > 0;
  unroll_view_state_set_frame (fake->state, frame);
}

void
fake_window_free (FakeWindow *fake)
{
  GtkWidget *child = gtk_window_get_child (GTK_WINDOW (fake->window));

  if (child != NULL)
    g_object_ref (child);
  gtk_window_destroy (GTK_WINDOW (fake->window));
  fake_window_settle ();
  if (child != NULL)
    g_assert_finalize_object (child);
  g_assert_finalize_object (fake->state);
  unroll_spec_free (fake->in_force);
  g_ptr_array_unref (fake->commands);
  g_free (fake);
}

const char *
fake_window_last_command (FakeWindow *fake)
{
  return fake->commands->len > 0
           ? g_ptr_array_index (fake->commands, fake->commands->len - 1) : "";
}

void
fake_window_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
