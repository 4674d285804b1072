/* How the network keeps writing is remembered from one start to the next. */

#include <glib/gstdio.h>

#include "app/remembered.h"

static const UnrollWritingChoice usual = { 40, 1.0, FALSE, 1, FALSE };

static void
assert_choice (UnrollWritingOptions      *options,
               const UnrollWritingChoice *expected)
{
  UnrollWritingChoice choice;

  unroll_writing_options_get_choice (options, &choice);
  g_assert_cmpuint (choice.count, ==, expected->count);
  g_assert_cmpfloat_with_epsilon (choice.temperature, expected->temperature,
                                  0.01);
  g_assert_cmpint (choice.likeliest, ==, expected->likeliest);
  g_assert_cmpuint (choice.seed, ==, expected->seed);
  g_assert_cmpint (choice.at_once, ==, expected->at_once);
}

/* A window with the options open, as after a start. */
static GtkWidget *
start (UnrollWritingOptions **options)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = unroll_writing_options_new ();

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_window_set_child (GTK_WINDOW (window), button);
  *options = UNROLL_WRITING_OPTIONS (popover);
  unroll_remember_writing (*options);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));

  return window;
}

static char *
file_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "unroll", "remembered.ini",
                           NULL);
}

static void
test_remembered (void)
{
  static const UnrollWritingChoice mine = { 300, 0.4, TRUE, G_MAXUINT32, TRUE };
  g_autofree char *path = file_path ();
  UnrollWritingOptions *options;
  GtkWidget *window = start (&options);
  GtkWidget *reset;

  assert_choice (options, &usual);
  reset = GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (options), UNROLL_TYPE_WRITING_OPTIONS, "reset"));
  g_assert_false (gtk_widget_get_sensitive (reset));
  unroll_writing_options_set_choice (options, &mine);
  g_assert_true (gtk_widget_get_sensitive (reset));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_popover_popdown (GTK_POPOVER (options));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (window));

  /* And as usual again, with the window closed over it. */
  window = start (&options);
  assert_choice (options, &mine);
  g_signal_emit_by_name (gtk_widget_get_template_child (
    GTK_WIDGET (options), UNROLL_TYPE_WRITING_OPTIONS, "reset"), "clicked");
  assert_choice (options, &usual);
  gtk_window_destroy (GTK_WINDOW (window));

  window = start (&options);
  assert_choice (options, &usual);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What makes no sense is as usual, and what goes too far is at the end. */
static void
test_nonsense (void)
{
  static const UnrollWritingChoice nearest = { 10000, 0.1, FALSE, 1, TRUE };
  static const char *const texts[] = {
    "[writing]\nletters=99999999\ntemperature=-1e300\nlikeliest=maybe\nseed=-1\n"
    "at-once=true\n",
    "[writing]\nletters=x\ntemperature=nan\n",
    "\xFF\xFE", "", "[other]\nseed=7\n",
  };
  g_autofree char *path = file_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      UnrollWritingOptions *options;
      GtkWidget *window;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      window = start (&options);
      assert_choice (options, i == 0 ? &nearest : &usual);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remembered/writing", test_remembered);
  g_test_add_func ("/remembered/nonsense", test_nonsense);

  return g_test_run ();
}
