#include "tests/ui/live-window.h"

UnrollApplication *
live_application_new (int    *argc,
                      char ***argv)
{
  UnrollApplication *application;
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };

  gtk_test_init (argc, argv, NULL);
  rnn_spec_init_default (&spec);
  application = unroll_application_new (&spec);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

void
live_window_open (LiveWindow    *live,
                  gconstpointer  application,
                  guint          time_steps)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  spec.time_steps = time_steps;
  live->window = unroll_window_new ((gpointer) application, &spec);
  live->state
    = unroll_session_get_state (unroll_window_get_session (live->window));
  gtk_window_present (GTK_WINDOW (live->window));
  WAIT_UNTIL (live_window_frame (live) != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (live->window));
}

void
live_window_close (LiveWindow *live)
{
  g_object_add_weak_pointer (G_OBJECT (live->window),
                             (gpointer *) &live->window);
  gtk_window_destroy (GTK_WINDOW (live->window));
  /* The main loop may still hold it for a moment. */
  WAIT_UNTIL (live->window == NULL);
}

RnnFrame *
live_window_frame (const LiveWindow *live)
{
  return unroll_view_state_get_frame (live->state);
}

