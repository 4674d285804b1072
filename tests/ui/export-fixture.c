#include "tests/ui/export-fixture.h"

#include <glib/gstdio.h>

RnnFrame *
fixture_frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

const char *
fixture_message (Fixture *fixture)
{
  return unroll_view_state_get_message (fixture->state);
}

void
fixture_set_up (Fixture       *fixture,
        gconstpointer  application)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  rnn_spec_set (&spec, "data.time_steps", "3", &error);
  g_assert_no_error (error);
  fixture->window = unroll_window_new ((GtkApplication *) application, &spec);
  fixture->session = unroll_window_get_session (fixture->window);
  fixture->state = unroll_session_get_state (fixture->session);
  fixture->folder = g_dir_make_tmp ("unroll-export-XXXXXX", &error);
  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1440, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (fixture_frame (fixture) != NULL
              && fixture_frame (fixture)->prediction != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

void
fixture_tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  UnrollSession *session = g_object_ref (fixture->session);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);

  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL_FINALIZED (fixture->window);
  WAIT_UNTIL_FINALIZED (session);
}

char *
fixture_path (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
fixture_activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                             action, NULL));
}

void
fixture_go_to (Fixture *fixture,
       guint    epoch)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.seek", "u",
                              (guint32) epoch);
  WAIT_UNTIL (fixture_frame (fixture)->position.epoch == epoch
              && !unroll_view_state_get_seeking (fixture->state));
}

UnrollApplication *
fixture_init (int    *argc,
              char ***argv)
{
  UnrollApplication *application;
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (argc, argv, NULL);
  rnn_spec_init_default (&spec);
  application = unroll_application_new (&spec);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}
