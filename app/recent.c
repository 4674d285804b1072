#include "app/recent.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "ui/commands.h"

#define MAX_FILES 10

void
unroll_recent_add (GFile *file)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  GDateTime *time_a = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *time_b = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (time_b, time_a);
}

static gboolean
is_ours (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, g_get_application_name ())
         && g_str_has_suffix (gtk_recent_info_get_uri (info), ".unroll")
         && gtk_recent_info_exists (info);
}

static void
append (GMenu         *menu,
        GtkRecentInfo *info)
{
  g_autoptr (GString) label
    = g_string_new (gtk_recent_info_get_display_name (info));
  g_autoptr (GMenuItem) item = NULL;

  /* Not for a mnemonic. */
  g_string_replace (label, "_", "__", 0);
  item = g_menu_item_new (label->str, NULL);
  g_menu_item_set_action_and_target (item, UNROLL_COMMAND_OPEN_RECENT, "s",
                                     gtk_recent_info_get_uri (info));
  g_menu_append_item (menu, item);
}

void
unroll_recent_fill (GMenu *menu)
{
  GList *items
    = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  g_return_if_fail (G_IS_MENU (menu));

  g_menu_remove_all (menu);
  items = g_list_sort (items, compare);
  for (GList *each = items; each != NULL; each = each->next)
    if (is_ours (each->data)
        && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < MAX_FILES)
      append (menu, each->data);
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);

  /* Without a file to open it cannot be chosen. */
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    g_menu_append (menu, _("None yet"), UNROLL_COMMAND_OPEN_RECENT);
}

void
unroll_recent_follow (GMenu *menu)
{
  unroll_recent_fill (menu);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (unroll_recent_fill), menu,
                           G_CONNECT_SWAPPED);
}
