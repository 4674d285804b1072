#include "app/shortcuts.h"

/* Two groups beside each other, where there is room. */
#define DEFAULT_WIDTH 1080
#define DEFAULT_HEIGHT 720

void
unroll_shortcuts_show (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  builder
    = gtk_builder_new_from_resource ("/io/github/unroll/Unroll/shortcuts.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_default_size (
    window, MIN (gtk_widget_get_width (GTK_WIDGET (parent)), DEFAULT_WIDTH),
    MIN (gtk_widget_get_height (GTK_WIDGET (parent)), DEFAULT_HEIGHT));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
