/* What is taken away from a window, and weights that are brought. */

#include "app/actions-private.h"

#include <glib/gi18n-lib.h>

#include "app/export-dialog.h"
#include "app/files.h"
#include "app/window-picture.h"

/* A copied picture is looked at enlarged. */
#define COPY_SCALE 2.0

static void
copy (UnrollWindow *window,
      UnrollCard   *card)
{
  g_auto (UnrollWindowPicture) picture = { 0 };
  PaintExportOptions options;

  unroll_window_picture_init (&picture, window, card);
  unroll_window_picture_options (window, card, &options);
  options.scale = COPY_SCALE;
  unroll_window_picture_copy (&picture, &options);
}

/* In a text these keys mean the text. */
static void
copy_picture_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       window)
{
  GtkWidget *focus = unroll_window_find_focus (window);
  UnrollCard *card = unroll_window_focused_card (window);

  if (focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus)))
    return;
  if (card != NULL)
    copy (window, card);
  else
    unroll_view_state_set_message (
      unroll_session_get_state (unroll_window_get_session (window)),
      _("Select a picture first, with a click or with Tab; Ctrl+Shift+C copies"
        " the whole figure."),
      NULL, NULL);
}

static void
copy_figure_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  copy (window, NULL);
}

static void
export_picture_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_session_pause (unroll_window_get_session (window));
  unroll_export_dialog_show (window, unroll_window_focused_card (window));
}

static void
export_metrics_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_files_export_metrics (window);
}

static void
export_trace_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       window)
{
  unroll_files_export_trace (window);
}

static void
export_weights_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_files_export_weights (window);
}

static void
export_program_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_files_export_program (window, g_variant_get_string (parameter, NULL));
}

static void
import_weights_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_files_import_weights (window);
}

static const GActionEntry entries[] = {
  { "copy-picture", copy_picture_cb },
  { "copy-figure", copy_figure_cb },
  { "export-picture", export_picture_cb },
  { "export-metrics", export_metrics_cb },
  { "export-trace", export_trace_cb },
  { "export-weights", export_weights_cb },
  { "export-program", export_program_cb, "s" },
  { "import-weights", import_weights_cb },
};

/* What can be done --------------------------------------------------------- */

static const UnrollActionCondition conditions[] = {
  { "copy-picture", "frame", unroll_actions_has_frame },
  { "copy-figure", "frame", unroll_actions_has_frame },
  { "export-picture", "frame", unroll_actions_has_frame },
  { "export-trace", "frame", unroll_actions_has_frame },
  { "export-weights", "frame", unroll_actions_has_frame },
  { "export-program", "frame", unroll_actions_has_frame },
  { "import-weights", "frame", unroll_actions_has_frame },
};

void
unroll_actions_add_export (UnrollWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   G_N_ELEMENTS (entries), window);
  unroll_actions_bind_enabled (window, conditions, G_N_ELEMENTS (conditions));
}
