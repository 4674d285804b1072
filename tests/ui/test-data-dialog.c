/* The letters at leisure: what a text is made into, and how it is accepted. */

#include <glib/gstdio.h>

#include "tests/ui/fake-window.h"
#include "ui/data-dialog.h"
#include "ui/data-preview.h"

#define TIME_LIMIT (10 * G_USEC_PER_SEC)

static void
set (RnnSpec    *spec,
     const char *name,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  rnn_spec_set (spec, name, value, &error);
  g_assert_no_error (error);
}

static UnrollDataPreview *
preview_of (RnnSpec    *spec,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  UnrollDataPreview *preview
    = unroll_data_preview_new (spec, text, strlen (text), FALSE, &error);

  g_assert_no_error (error);

  return preview;
}

static void
assert_window (UnrollDataPreview *preview,
               gsize              sample,
               const char        *expected)
{
  g_autofree char *window = unroll_data_preview_window (preview, sample);

  g_assert_cmpstr (window, ==, expected);
}

/* The tutorial's order: numpy's seed 123. */
static void
test_order (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (UnrollDataPreview) preview = NULL;
  g_autofree char *sizes = NULL, *input = NULL, *alphabet = NULL;

  rnn_spec_init_default (&spec);
  preview = preview_of (&spec, "abcde");
  assert_window (preview, 0, "b → c");
  assert_window (preview, 1, "d → e");
  assert_window (preview, 2, "e → a");
  assert_window (preview, 3, "a → b");
  assert_window (preview, 4, "c → d");

  sizes = unroll_data_preview_sizes (preview);
  g_assert_cmpstr (sizes, ==,
                   "5 letters, 5 different; 5 samples to learn from");
  input = unroll_data_preview_input (preview, 0);
  g_assert_cmpstr (input, ==, "b  0 1 0 0 0");
  alphabet = unroll_data_preview_alphabet (preview);
  g_assert_true (g_str_has_prefix (alphabet, "<b>a</b>\u00a01 "));
}

static void
test_windows (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (UnrollDataPreview) preview = NULL;
  g_autofree char *sizes = NULL, *input = NULL, *alphabet = NULL;

  rnn_spec_init_default (&spec);
  set (&spec, "data.time_steps", "3");
  set (&spec, "data.target", "all");
  set (&spec, "data.cyclic", "false");
  set (&spec, "data.shuffle_samples", "false");
  set (&spec, "data.validation", "0.4");
  set (&spec, "data.input", "real");
  preview = preview_of (&spec, "<& é\n<<");
  assert_window (preview, 0, "<&␣ → &␣é");
  assert_window (preview, 3, "é⏎< → ⏎<<  (held out)");
  sizes = unroll_data_preview_sizes (preview);
  g_assert_cmpstr (sizes, ==,
                   "7 letters, 5 different; 2 samples to learn from, 2 held "
                   "out");
  /* Sorted by code point: newline, space, &, <, é. */
  input = unroll_data_preview_input (preview, 0);
  g_assert_cmpstr (input, ==, "<  0.75\n&  0.5\n␣  0.25");
  alphabet = unroll_data_preview_alphabet (preview);
  g_assert_nonnull (strstr (alphabet, "<b>&lt;</b>\u00a03"));
}

/* A long text is cut between letters, and not shuffled. */
static void
test_long (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (UnrollDataPreview) preview = NULL;
  g_autoptr (GString) text = g_string_new ("x");

  rnn_spec_init_default (&spec);
  for (int i = 0; i < UNROLL_DATA_PREVIEW_BYTES; i++)
    g_string_append (text, i % 2 == 0 ? "好" : "你");
  preview = preview_of (&spec, text->str);
  g_assert_true (preview->part);
  /* One byte and whole letters of three. */
  g_assert_cmpuint (preview->n_letters, ==,
                    1 + (UNROLL_DATA_PREVIEW_BYTES - 1) / 3);
  assert_window (preview, 0, "x → 好");
  assert_window (preview, 1, "好 → 你");
}

static void
test_bad_text (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  g_assert_null (unroll_data_preview_new (&spec, "", 0, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (unroll_data_preview_new (&spec, "ab\xff", 3, FALSE, &error));
  g_assert_nonnull (error);
}

/* The dialog ---------------------------------------------------------------- */

static gpointer
child (GtkWidget  *dialog,
       const char *name)
{
  GObject *object = gtk_widget_get_template_child (
    dialog, UNROLL_TYPE_DATA_DIALOG, name);

  g_assert_nonnull (object);

  return object;
}

static const char *
label (GtkWidget  *dialog,
       const char *name)
{
  return gtk_label_get_label (GTK_LABEL (child (dialog, name)));
}

/* Runs the main loop until that label says something with @word. */
static void
await (GtkWidget  *dialog,
       const char *name,
       const char *word)
{
  gint64 end = g_get_monotonic_time () + TIME_LIMIT;

  while (strstr (label (dialog, name), word) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
note_cb (GString    *notes,
         const char *text)
{
  g_string_append_printf (notes, "%s;", text);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
finish (GtkWidget *dialog)
{
  g_object_ref (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fake_window_settle ();
  g_assert_finalize_object (dialog);
}

static void
test_typing (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GString) accepted = g_string_new (NULL);
  GtkWidget *dialog;
  GtkTextBuffer *buffer;

  rnn_spec_init_default (&spec);
  dialog = unroll_data_dialog_new (NULL, &spec);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (note_cb), accepted);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (g_str_has_prefix (label (dialog, "sizes"), "5 letters"));
  g_assert_nonnull (strstr (label (dialog, "input"), "0 1 0 0 0"));

  buffer = gtk_text_view_get_buffer (child (dialog, "view"));
  gtk_text_buffer_set_text (buffer, "hello\nyou", -1);
  await (dialog, "sizes", "9 letters, 7 different");
  gtk_text_buffer_set_text (buffer, "", -1);
  await (dialog, "sentence", "empty");
  g_assert_false (gtk_widget_get_visible (child (dialog, "facts")));
  gtk_text_buffer_set_text (buffer, "xyz", -1);
  await (dialog, "sizes", "3 letters");
  g_assert_false (gtk_widget_get_visible (child (dialog, "sentence")));

  gtk_widget_activate_action (dialog, "data.accept", NULL);
  g_assert_cmpstr (accepted->str, ==, "xyz;");
  unroll_data_dialog_set_error (UNROLL_DATA_DIALOG (dialog), "Not that");
  g_assert_cmpstr (label (dialog, "sentence"), ==, "Not that");
  finish (dialog);
}

static char *
write_file (const char *contents,
            gssize      length)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("unroll-XXXXXX.txt", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);

  return path;
}

/* Read as the core reads it: without the mark, CR and last newline. */
static void
test_file (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autofree char *path = write_file ("\xef\xbb\xbf" "ab\r\ncd\n", -1);
  g_autoptr (GString) accepted = g_string_new (NULL);
  guint n_opened = 0;
  GtkWidget *dialog;

  rnn_spec_init_default (&spec);
  set (&spec, "data.file", path);
  dialog = unroll_data_dialog_new (NULL, &spec);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (note_cb), accepted);
  g_signal_connect_swapped (dialog, "open-file", G_CALLBACK (count_cb),
                            &n_opened);
  gtk_window_present (GTK_WINDOW (dialog));
  await (dialog, "sizes", "5 letters, 5 different");
  g_assert_false (gtk_widget_get_visible (child (dialog, "typed")));
  gtk_widget_activate_action (dialog, "data.accept", NULL);
  g_assert_cmpstr (accepted->str, ==, "");

  g_signal_emit_by_name (child (dialog, "type_instead"), "clicked");
  g_assert_true (gtk_widget_get_visible (child (dialog, "typed")));
  gtk_widget_activate_action (dialog, "data.accept", NULL);
  g_assert_cmpstr (accepted->str, ==, "abcde;");
  finish (dialog);
  g_remove (path);
}

static void
test_long_file (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autofree char *text = g_strnfill (3 * UNROLL_DATA_PREVIEW_BYTES, 'b');
  g_autofree char *path = NULL;
  GtkWidget *dialog;

  text[0] = 'a';
  path = write_file (text, -1);
  rnn_spec_init_default (&spec);
  set (&spec, "data.file", path);
  dialog = unroll_data_dialog_new (NULL, &spec);
  gtk_window_present (GTK_WINDOW (dialog));
  await (dialog, "sizes", "The beginning of a longer text");
  g_assert_nonnull (strstr (label (dialog, "windows_title"), "shuffled"));
  finish (dialog);
  g_remove (path);
}

static void
test_bad_file (void)
{
  static const char *const paths[] = { "/nowhere/at/all.txt", "/" };
  g_auto (RnnSpec) spec = { 0 };
  g_autofree char *binary = write_file ("a\0b\xff", 4);
  GtkWidget *dialog;

  rnn_spec_init_default (&spec);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      set (&spec, "data.file", paths[i]);
      dialog = unroll_data_dialog_new (NULL, &spec);
      gtk_window_present (GTK_WINDOW (dialog));
      await (dialog, "sentence", " ");
      g_assert_true (gtk_widget_get_visible (child (dialog, "sentence")));
      finish (dialog);
    }

  set (&spec, "data.file", binary);
  dialog = unroll_data_dialog_new (NULL, &spec);
  gtk_window_present (GTK_WINDOW (dialog));
  await (dialog, "sentence", " ");
  finish (dialog);
  g_remove (binary);
}

/* What is left of a picture that is pasted as text: letters that cannot be seen
 * are told by their numbers, and can be learned. */
static void
test_pasted_binary (void)
{
  static const char pasted[] = "\xEF\xBF\xBDPNG\r\n\x1a\n\x01\x7f\xC2\x80";
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GString) accepted = g_string_new (NULL);
  GtkWidget *dialog;
  GtkTextBuffer *buffer;

  rnn_spec_init_default (&spec);
  dialog = unroll_data_dialog_new (NULL, &spec);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (note_cb), accepted);
  gtk_window_present (GTK_WINDOW (dialog));
  buffer = gtk_text_view_get_buffer (child (dialog, "view"));
  gtk_text_buffer_set_text (buffer, pasted, -1);
  await (dialog, "sizes", "11 letters, 10 different");
  g_assert_nonnull (strstr (label (dialog, "alphabet"), "U+001A"));
  g_assert_nonnull (strstr (label (dialog, "alphabet"), "U+007F"));
  g_assert_nonnull (strstr (label (dialog, "alphabet"), "U+0080"));
  gtk_widget_activate_action (dialog, "data.accept", NULL);
  g_assert_true (g_str_has_prefix (accepted->str, pasted));
  finish (dialog);
}

/* An experiment's own text that no text view could show. */
static void
test_long_text (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autofree char *text = g_strnfill (1100000, 'b');
  g_autoptr (GString) accepted = g_string_new (NULL);
  GtkWidget *dialog;

  text[0] = 'a';
  rnn_spec_init_default (&spec);
  set (&spec, "data.text", text);
  dialog = unroll_data_dialog_new (NULL, &spec);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (note_cb), accepted);
  gtk_window_present (GTK_WINDOW (dialog));
  await (dialog, "sizes", "The beginning of a longer text");
  g_assert_cmpstr (label (dialog, "source"), ==, "A long text");
  g_assert_false (gtk_widget_get_visible (child (dialog, "typed")));
  gtk_widget_activate_action (dialog, "data.accept", NULL);
  g_assert_cmpstr (accepted->str, ==, "");

  g_signal_emit_by_name (child (dialog, "type_instead"), "clicked");
  g_assert_true (gtk_widget_get_visible (child (dialog, "typed")));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (child (dialog, "view")),
                            "xy", -1);
  await (dialog, "sizes", "2 letters");
  gtk_widget_activate_action (dialog, "data.accept", NULL);
  g_assert_cmpstr (accepted->str, ==, "xy;");
  finish (dialog);
}

/* Closed while it still reads. */
static void
test_closed_early (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autofree char *path = write_file ("abc", -1);
  GtkWidget *dialog;

  rnn_spec_init_default (&spec);
  set (&spec, "data.file", path);
  dialog = unroll_data_dialog_new (NULL, &spec);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fake_window_settle ();
  g_remove (path);
}

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  g_test_add_func ("/data-preview/order", test_order);
  g_test_add_func ("/data-preview/windows", test_windows);
  g_test_add_func ("/data-preview/long", test_long);
  g_test_add_func ("/data-preview/bad-text", test_bad_text);
  g_test_add_func ("/data-dialog/typing", test_typing);
  g_test_add_func ("/data-dialog/file", test_file);
  g_test_add_func ("/data-dialog/long-file", test_long_file);
  g_test_add_func ("/data-dialog/bad-file", test_bad_file);
  g_test_add_func ("/data-dialog/pasted-binary", test_pasted_binary);
  g_test_add_func ("/data-dialog/long-text", test_long_text);
  g_test_add_func ("/data-dialog/closed-early", test_closed_early);

  return g_test_run ();
}
