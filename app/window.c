#include "app/window.h"

#include <glib/gi18n-lib.h>

#include "app/actions.h"
#include "app/files.h"
#include "app/recovery.h"
#include "app/remembered.h"
#include "app/unsaved.h"
#include "ui/desk.h"
#include "ui/experiment-panel.h"
#include "ui/message-bar.h"
#include "ui/opening-bar.h"
#include "ui/paint/headings.h"
#include "ui/theme-bridge.h"
#include "ui/transport-bar.h"

struct _UnrollWindow
{
  GtkApplicationWindow parent_instance;

  /* Template widgets */
  UnrollTransportBar  *transport;
  UnrollMessageBar    *message_bar;
  UnrollOpeningBar    *opening_bar;
  GtkInfoBar          *recovery_bar;
  UnrollDesk          *desk;
  GtkLabel            *title;
  GtkLabel            *subtitle;
  GtkMenuButton       *export_button;
  GMenuModel          *export_menu;
  GtkMenuButton       *menu_button;
  GtkRevealer         *panel_revealer;
  GtkDropTarget       *drop_target;

  /* Owned */
  UnrollSession       *session;
  UnrollDocument      *document;
  UnrollAutosave      *autosave;

  guint                style_source;
  guint                panel_source;
  gboolean             is_wide;      /* enough to show the panel unasked */
};

G_DEFINE_FINAL_TYPE (UnrollWindow, unroll_window, GTK_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_EXPERIMENT_PANEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define DEFAULT_WIDTH  1440
#define DEFAULT_HEIGHT 900
/* Of the default width; with less the panel makes room for the pictures. */
#define WIDE 0.8
/* Before the title of what is not saved. */
#define EDITED "• "

/* What is shown ------------------------------------------------------------ */

/* FALSE when that is what it says. */
static gboolean
set_label (GtkLabel   *label,
           const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) == 0)
    return FALSE;

  gtk_label_set_label (label, text);

  return TRUE;
}

static void
update_title (UnrollWindow *self)
{
  UnrollViewState *state = unroll_session_get_state (self->session);
  RnnFrame *frame = unroll_view_state_get_frame (state);
  g_autofree char *description = NULL;
  g_autofree char *title = NULL;
  g_autofree char *tooltip = NULL;

  if (frame == NULL)
    return;

  description = paint_heading_model (frame);
  if (set_label (self->subtitle, description))
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), description);
  title = unroll_document_get_edited (self->document)
            ? g_strconcat (EDITED, frame->spec.title, NULL)
            : g_strdup (frame->spec.title);
  if (!set_label (self->title, title))
    return;

  gtk_window_set_title (GTK_WINDOW (self), title);
  tooltip = g_strjoin ("\n", frame->spec.title,
                       unroll_document_get_edited (self->document)
                         ? _("Not saved: what was changed") : NULL,
                       NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), tooltip);
}

static gboolean
get_experiment_panel (UnrollWindow *self)
{
  return gtk_revealer_get_reveal_child (self->panel_revealer);
}

/* The first time that it is to be seen: it has more widgets than all the rest. */
static void
ensure_experiment_panel (UnrollWindow *self)
{
  if (gtk_revealer_get_child (self->panel_revealer) == NULL)
    gtk_revealer_set_child (
      self->panel_revealer,
      unroll_experiment_panel_new (unroll_session_get_state (self->session)));
}

static void
set_experiment_panel (UnrollWindow *self,
                      gboolean      shown)
{
  g_clear_handle_id (&self->panel_source, g_source_remove);
  if (get_experiment_panel (self) == shown)
    return;

  ensure_experiment_panel (self);
  gtk_revealer_set_reveal_child (self->panel_revealer, shown);
  g_object_notify_by_pspec (G_OBJECT (self),
                            properties[PROP_EXPERIMENT_PANEL]);
}

static gboolean
panel_cb (gpointer data)
{
  UnrollWindow *self = data;

  self->panel_source = 0;
  set_experiment_panel (self, self->is_wide);

  return G_SOURCE_REMOVE;
}

/* The panel comes and goes with the room there is, each time that it changes;
 * in between it is as the user wants it.  The picture that is being made does
 * not wait for it, least of all the first one. */
static void
layout_cb (GdkSurface   *surface,
           int           width,
           int           height,
           UnrollWindow *self)
{
  gboolean is_wide = width >= WIDE * DEFAULT_WIDTH;

  if (is_wide == self->is_wide)
    return;

  self->is_wide = is_wide;
  if (self->panel_source == 0)
    self->panel_source = g_idle_add (panel_cb, self);
}

static gboolean
drop_cb (UnrollWindow *self,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;

  unroll_files_load (self, files->data);

  return TRUE;
}

/* Closing ------------------------------------------------------------------ */

static void
close_now (UnrollWindow *self,
           gpointer      data)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
unroll_window_close_request (GtkWindow *window)
{
  unroll_unsaved_ask (UNROLL_WINDOW (window), close_now, NULL, NULL);

  return TRUE;
}

/* The object --------------------------------------------------------------- */

static void
unroll_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (unroll_window_parent_class)->realize (widget);

  g_signal_connect (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                    G_CALLBACK (layout_cb), widget);
}

static void
unroll_window_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (
    gtk_native_get_surface (GTK_NATIVE (widget)), layout_cb, widget);

  GTK_WIDGET_CLASS (unroll_window_parent_class)->unrealize (widget);
}

/* Not at once: while some widgets have their new style and others have not yet,
 * a change of the style sheet reaches only the latter. */
static gboolean
style_cb (gpointer data)
{
  UnrollWindow *self = data;

  self->style_source = 0;
  unroll_theme_bridge_style (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
unroll_window_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  UnrollWindow *self = UNROLL_WINDOW (widget);

  GTK_WIDGET_CLASS (unroll_window_parent_class)->css_changed (widget, change);
  if (self->style_source == 0)
    self->style_source = g_idle_add_full (G_PRIORITY_HIGH, style_cb, self,
                                          NULL);
}

static void
unroll_window_dispose (GObject *object)
{
  UnrollWindow *self = UNROLL_WINDOW (object);

  g_clear_handle_id (&self->style_source, g_source_remove);
  g_clear_handle_id (&self->panel_source, g_source_remove);
  if (self->session != NULL)
    unroll_session_cancel_opening (self->session);
  g_clear_pointer (&self->autosave, unroll_autosave_free);
  g_clear_object (&self->document);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (unroll_window_parent_class)->dispose (object);
}

static void
unroll_window_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EXPERIMENT_PANEL:
      g_value_set_boolean (value,
                           get_experiment_panel (UNROLL_WINDOW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_window_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_EXPERIMENT_PANEL:
      set_experiment_panel (UNROLL_WINDOW (object),
                            g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/window.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, transport);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, opening_bar);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, recovery_bar);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, title);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, export_menu);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, panel_revealer);
  gtk_widget_class_bind_template_child (widget_class, UnrollWindow, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
unroll_window_class_init (UnrollWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UNROLL_TYPE_DESK);
  g_type_ensure (UNROLL_TYPE_MESSAGE_BAR);
  g_type_ensure (UNROLL_TYPE_OPENING_BAR);
  g_type_ensure (UNROLL_TYPE_TRANSPORT_BAR);

  object_class->dispose = unroll_window_dispose;
  object_class->get_property = unroll_window_get_property;
  object_class->set_property = unroll_window_set_property;

  GTK_WINDOW_CLASS (klass)->close_request = unroll_window_close_request;

  widget_class->realize = unroll_window_realize;
  widget_class->unrealize = unroll_window_unrealize;
  widget_class->css_changed = unroll_window_css_changed;

  properties[PROP_EXPERIMENT_PANEL] =
    g_param_spec_boolean ("experiment-panel", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                            | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
}

static void
unroll_window_init (UnrollWindow *self)
{
  GType file_list = GDK_TYPE_FILE_LIST;

  unroll_theme_bridge_style (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, &file_list, 1);
}

/* The size of the pictures, or what the screen has of it. */
static void
set_default_size (UnrollWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GListModel *monitors = gdk_display_get_monitors (display);
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle area = { 0, 0, DEFAULT_WIDTH, DEFAULT_HEIGHT };

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &area);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               MIN (area.width, DEFAULT_WIDTH),
                               MIN (area.height, DEFAULT_HEIGHT));
}

static void
set_session (UnrollWindow  *self,
             const RnnSpec *initial)
{
  UnrollViewState *state;

  self->session = unroll_session_new (initial);
  self->document = unroll_document_new (self->session);
  self->autosave = unroll_autosave_new (self->session, self->document);
  state = unroll_session_get_state (self->session);
  unroll_actions_add (self);

  unroll_part_set_state (UNROLL_PART (self->transport), state);
  unroll_part_set_state (UNROLL_PART (self->message_bar), state);
  unroll_part_set_state (UNROLL_PART (self->opening_bar), state);
  unroll_part_set_state (UNROLL_PART (self->desk), state);
  g_signal_connect_object (state, "notify::frame", G_CALLBACK (update_title),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::edited",
                           G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
}

static void
open_menu_cb (GtkMenuButton *button,
              gpointer       model)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, G_MENU_MODEL (model));
}

/* Of whose items GTK makes widgets when it is first opened. */
static void
set_menu (GtkMenuButton *button,
          GMenuModel    *model)
{
  gtk_menu_button_set_create_popup_func (button, open_menu_cb,
                                         g_object_ref (model), g_object_unref);
}

UnrollWindow *
unroll_window_new (GtkApplication *application,
                   const RnnSpec  *initial)
{
  UnrollWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (initial != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_WINDOW, "application", application, NULL);
  set_default_size (self);
  set_session (self, initial);
  set_menu (self->export_button, self->export_menu);
  set_menu (self->menu_button,
            G_MENU_MODEL (gtk_application_get_menu_by_id (application,
                                                          "primary-menu")));
  unroll_remember_writing (unroll_desk_get_writing_options (self->desk));
  unroll_transport_bar_focus_play (self->transport);

  return self;
}

UnrollSession *
unroll_window_get_session (UnrollWindow *self)
{
  g_return_val_if_fail (UNROLL_IS_WINDOW (self), NULL);

  return self->session;
}

UnrollDocument *
unroll_window_get_document (UnrollWindow *self)
{
  g_return_val_if_fail (UNROLL_IS_WINDOW (self), NULL);

  return self->document;
}

UnrollAutosave *
unroll_window_get_autosave (UnrollWindow *self)
{
  g_return_val_if_fail (UNROLL_IS_WINDOW (self), NULL);

  return self->autosave;
}

void
unroll_window_offer_recovery (UnrollWindow *self)
{
  g_return_if_fail (UNROLL_IS_WINDOW (self));

  unroll_recovery_offer (self, self->recovery_bar);
}
