#include "app/application.h"

#include <glib/gi18n-lib.h>

#include "app/color-scheme.h"
#include "app/files.h"
#include "app/presets.h"
#include "app/recent.h"
#include "app/window.h"
#include "ui/boxed.h"

struct _UnrollApplication
{
  GtkApplication     parent_instance;

  /* Owned */
  RnnSpec           *initial;
  RnnSavedState     *saved;    /* to begin with, or NULL */
  GFile             *file;     /* that this is from, or NULL */
  UnrollLoadFunc     load;     /* that brings what is to be read, or NULL */
  gpointer           load_data;
  GDestroyNotify     load_destroy;
  UnrollColorScheme *color_scheme;
};

G_DEFINE_FINAL_TYPE (UnrollApplication, unroll_application,
                     GTK_TYPE_APPLICATION)

/* Single keys without Control belong to the window (window.ui), behind the
 * focus: they can be typed. */
static const struct
{
  const char *action;
  const char *keys[4];
} accelerators[] = {
  { "win.open", { "<Control>o" } },
  { "win.open-text", { "<Control>t" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.export-picture", { "<Control>e" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-reset", { "<Control>0", "<Control>KP_0" } },
  { "win.inspect-back", { "<Alt>Left" } },
  { "win.inspect-forward", { "<Alt>Right" } },
  { "win.show-sweep", { "<Control>r" } },
  { "win.compare", { "<Control>d" } },
  { "win.next-run", { "<Control>Page_Down" } },
  { "win.previous-run", { "<Control>Page_Up" } },
  { "win.experiment-panel", { "F9" } },
  { "win.fullscreen", { "F11" } },
  { "win.show-shortcuts", { "<Control>question", "<Control>F1" } },
  { "app.quit", { "<Control>q" } },
};

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  GtkApplication *application = GTK_APPLICATION (data);

  gtk_show_about_dialog (
    gtk_application_get_active_window (application),
    "program-name", _("Unroll"),
    "logo-icon-name", UNROLL_APPLICATION_ID,
    "version", UNROLL_VERSION,
    "comments", _("Watch a recurrent network learn, one step at a time."),
    "license-type", GTK_LICENSE_MIT_X11,
    NULL);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  g_autoptr (GList) windows
    = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* Each asks what it has to ask; the last one that goes ends the program. */
  for (GList *each = windows; each != NULL; each = each->next)
    if (UNROLL_IS_WINDOW (each->data))
      gtk_window_close (each->data);
}

static const GActionEntry entries[] = {
  { "about", about_cb },
  { "quit", quit_cb },
};

/* One item for each preset, by its title. */
static void
fill_examples (UnrollApplication *self)
{
  GMenu *menu = gtk_application_get_menu_by_id (GTK_APPLICATION (self),
                                                "examples-menu");
  g_auto (GStrv) names = unroll_presets_list ();

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_auto (RnnSpec) spec = { 0 };
      g_autofree char *action = g_strconcat ("win.open-preset::", names[i],
                                             NULL);

      if (unroll_presets_load (names[i], &spec, NULL))
        g_menu_append (menu, spec.title, action);
    }
}

static void
unroll_application_startup (GApplication *application)
{
  UnrollApplication *self = UNROLL_APPLICATION (application);
  g_autoptr (GPropertyAction) color_scheme = NULL;

  G_APPLICATION_CLASS (unroll_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (UNROLL_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
  self->color_scheme = unroll_color_scheme_new (gtk_settings_get_default ());
  color_scheme = g_property_action_new ("color-scheme", self->color_scheme,
                                        "scheme");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (color_scheme));

  fill_examples (self);
  unroll_recent_follow (
    gtk_application_get_menu_by_id (GTK_APPLICATION (self), "recent-menu"));
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accelerators[i].action,
                                           accelerators[i].keys);
}

/* Which owns the data from now on. */
static void
begin_load (UnrollApplication *self,
            UnrollWindow      *window)
{
  unroll_files_load_by (window, self->file, g_steal_pointer (&self->load),
                        g_steal_pointer (&self->load_data), self->load_destroy);
}

static void
unroll_application_activate (GApplication *application)
{
  UnrollApplication *self = UNROLL_APPLICATION (application);
  GtkWindow *window;

  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window == NULL)
    {
      window = GTK_WINDOW (unroll_window_new (GTK_APPLICATION (self),
                                              self->initial));
      if (self->load != NULL)
        begin_load (self, UNROLL_WINDOW (window));
      else if (self->file != NULL)
        unroll_document_open (
          unroll_window_get_document (UNROLL_WINDOW (window)), self->file,
          self->initial, self->saved, NULL);
      unroll_window_offer_recovery (UNROLL_WINDOW (window));
    }
  gtk_window_present (window);
}

static void
unroll_application_finalize (GObject *object)
{
  UnrollApplication *self = UNROLL_APPLICATION (object);

  g_clear_object (&self->color_scheme);
  g_clear_pointer (&self->initial, unroll_spec_free);
  g_clear_pointer (&self->saved, rnn_saved_state_unref);
  g_clear_object (&self->file);
  if (self->load_data != NULL && self->load_destroy != NULL)
    self->load_destroy (self->load_data);

  G_OBJECT_CLASS (unroll_application_parent_class)->finalize (object);
}

static void
unroll_application_class_init (UnrollApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = unroll_application_finalize;

  application_class->startup = unroll_application_startup;
  application_class->activate = unroll_application_activate;
}

static void
unroll_application_init (UnrollApplication *self)
{
}

/* Two classes at one machine, or one teacher with two experiments, are two
 * programs. */
UnrollApplication *
unroll_application_new (const RnnSpec *initial)
{
  UnrollApplication *self;

  g_return_val_if_fail (initial != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_APPLICATION,
                       "application-id", UNROLL_APPLICATION_ID,
                       "flags", G_APPLICATION_NON_UNIQUE,
                       NULL);
  self->initial = unroll_spec_copy (initial);

  return self;
}

void
unroll_application_set_file (UnrollApplication   *self,
                             const char          *path,
                             const RnnSavedState *saved)
{
  g_return_if_fail (UNROLL_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  g_clear_object (&self->file);
  self->file = g_file_new_for_path (path);
  g_clear_pointer (&self->saved, rnn_saved_state_unref);
  if (saved != NULL)
    self->saved = rnn_saved_state_ref (saved);
}

void
unroll_application_set_load (UnrollApplication *self,
                             const char        *path,
                             UnrollLoadFunc     load,
                             gpointer           data,
                             GDestroyNotify     destroy)
{
  g_return_if_fail (UNROLL_IS_APPLICATION (self));
  g_return_if_fail (path != NULL && load != NULL);

  g_clear_object (&self->file);
  self->file = g_file_new_for_path (path);
  self->load = load;
  self->load_data = data;
  self->load_destroy = destroy;
}
