/* What leaves a window for other programs, and weights that come back. */

#include "app/files.h"

#include <glib/gi18n-lib.h>

#include "app/file-chooser.h"
#include "core/metrics-file.h"
#include "core/program.h"
#include "core/weights-file.h"

static UnrollViewState *
state_of (UnrollWindow *window)
{
  return unroll_session_get_state (unroll_window_get_session (window));
}

/* Writing ----------------------------------------------------------------- */

static void
write_metrics (UnrollWindow *window,
               GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  gboolean written;

  written = rnn_metrics_save (
    path, unroll_view_state_get_series (state_of (window)), &error);
  unroll_file_say_written (window, file, written, error);
}

static void
write_trace (UnrollWindow *window,
             GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);

  unroll_session_export_trace (unroll_window_get_session (window), path);
}

static void
write_weights (UnrollWindow *window,
               GFile        *file)
{
  RnnFrame *frame = unroll_view_state_get_frame (state_of (window));
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  gboolean written;

  written = rnn_weights_save (path, &frame->network, frame->parameters, &error);
  unroll_file_say_written (window, file, written, error);
}

static void
write_program (UnrollWindow *window,
               GFile        *file,
               RnnDialect    dialect)
{
  RnnFrame *frame = unroll_view_state_get_frame (state_of (window));
  const RnnProgram program = {
    .dialect = dialect,
    .spec = &frame->spec,
    .network = &frame->network,
    .dataset = frame->dataset,
    .parameters = frame->parameters,
  };
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  gboolean written;

  written = rnn_program_save (&program, path, &error);
  unroll_file_say_written (window, file, written, error);
}

static void
write_keras (UnrollWindow *window,
             GFile        *file)
{
  write_program (window, file, RNN_DIALECT_KERAS);
}

static void
write_pytorch (UnrollWindow *window,
               GFile        *file)
{
  write_program (window, file, RNN_DIALECT_PYTORCH);
}

static void
read_weights (UnrollWindow *window,
              GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);

  unroll_session_import_weights (unroll_window_get_session (window), path);
}

/* Asking where ------------------------------------------------------------ */

static void
ask (UnrollWindow   *window,
     const char     *title,
     const char     *kind,
     const char     *ending,
     UnrollFileFunc  func)
{
  GtkFileChooser *chooser
    = unroll_file_chooser_new (window, GTK_WINDOW (window), title,
                               GTK_FILE_CHOOSER_ACTION_SAVE, func);
  g_autofree char *pattern = g_strconcat ("*", ending, NULL);

  unroll_file_chooser_filter (chooser, kind, pattern);
  unroll_file_chooser_propose (chooser, window, ending);
  unroll_file_chooser_show (chooser);
}

void
unroll_files_export_metrics (UnrollWindow *window)
{
  UnrollViewState *state;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  state = state_of (window);
  if (rnn_series_length (unroll_view_state_get_series (state)) == 0)
    unroll_view_state_set_message (state,
                                   _("There are no metrics before the first "
                                     "epoch is trained."),
                                   NULL, NULL);
  else
    ask (window, _("Export the metrics of all epochs"), _("Tables (CSV)"),
         ".csv", write_metrics);
}

void
unroll_files_export_trace (UnrollWindow *window)
{
  RnnFrame *frame;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  frame = unroll_view_state_get_frame (state_of (window));
  if (frame == NULL)
    return;
  if (frame->trace == NULL)
    unroll_view_state_set_message (state_of (window), frame->trace_error, NULL,
                                   NULL);
  else
    ask (window, _("Export the numbers of this sample"), _("Tables (CSV)"),
         ".csv", write_trace);
}

void
unroll_files_export_weights (UnrollWindow *window)
{
  g_return_if_fail (UNROLL_IS_WINDOW (window));

  ask (window, _("Export the weights"), _("Weights (safetensors)"),
       ".safetensors", write_weights);
}

void
unroll_files_export_program (UnrollWindow *window,
                             const char   *dialect)
{
  RnnDialect which;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  if (!rnn_dialect_find (dialect, &which))
    return;
  if (which == RNN_DIALECT_KERAS)
    ask (window, _("Export a Keras program"), _("Python programs"), ".py",
         write_keras);
  else
    ask (window, _("Export a PyTorch program"), _("Python programs"), ".py",
         write_pytorch);
}

void
unroll_files_import_weights (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  chooser = unroll_file_chooser_new (window, GTK_WINDOW (window),
                                     _("Import weights"),
                                     GTK_FILE_CHOOSER_ACTION_OPEN,
                                     read_weights);
  unroll_file_chooser_filter (chooser, _("Weights (safetensors)"),
                              "*.safetensors");
  unroll_file_chooser_filter (chooser, _("All files"), "*");
  unroll_file_chooser_show (chooser);
}
