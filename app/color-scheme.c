#include "app/color-scheme.h"

struct _UnrollColorScheme
{
  GObject       parent_instance;

  /* Owned */
  GtkSettings  *settings;
  GDBusProxy   *portal;          /* NULL where there is none */
  GCancellable *cancellable;
  char         *scheme;

  gboolean      system_dark;     /* what GTK was told before us */
};

G_DEFINE_FINAL_TYPE (UnrollColorScheme, unroll_color_scheme, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SCHEME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* https://flatpak.github.io/xdg-desktop-portal/docs/
 * doc-org.freedesktop.portal.Settings.html */
#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define APPEARANCE       "org.freedesktop.appearance"
#define COLOR_SCHEME     "color-scheme"
#define PREFER_DARK      1

static void
apply (UnrollColorScheme *self)
{
  gboolean dark = self->system_dark;

  if (g_str_equal (self->scheme, "dark"))
    dark = TRUE;
  else if (g_str_equal (self->scheme, "light"))
    dark = FALSE;

  g_object_set (self->settings, "gtk-application-prefer-dark-theme", dark,
                NULL);
}

/* Read wraps the value in variants, as many as it likes. */
static void
take_value (UnrollColorScheme *self,
            GVariant          *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *outer = inner;

      inner = g_variant_get_variant (outer);
      g_variant_unref (outer);
    }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;

  self->system_dark = g_variant_get_uint32 (inner) == PREFER_DARK;
  apply (self);
}

static void
portal_signal_cb (UnrollColorScheme *self,
                  const char        *sender,
                  const char        *signal,
                  GVariant          *parameters)
{
  g_autoptr (GVariant) value = NULL;
  const char *group, *key;

  if (!g_str_equal (signal, "SettingChanged")
      || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;

  g_variant_get (parameters, "(&s&sv)", &group, &key, &value);
  if (g_str_equal (group, APPEARANCE) && g_str_equal (key, COLOR_SCHEME))
    take_value (self, value);
}

static void
read_cb (GObject      *portal,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) value = NULL;

  /* No portal, or one without the setting: the system prefers nothing. */
  answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (portal), result, &error);
  if (answer == NULL)
    return;

  g_variant_get (answer, "(v)", &value);
  take_value (data, value);
}

static void
portal_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  UnrollColorScheme *self;
  GDBusProxy *portal;

  portal = g_dbus_proxy_new_for_bus_finish (result, &error);
  if (portal == NULL)
    return;

  self = data;
  self->portal = portal;
  g_signal_connect_object (portal, "g-signal", G_CALLBACK (portal_signal_cb),
                           self, G_CONNECT_SWAPPED);
  g_dbus_proxy_call (portal, "Read",
                     g_variant_new ("(ss)", APPEARANCE, COLOR_SCHEME),
                     G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, read_cb,
                     self);
}

static void
unroll_color_scheme_dispose (GObject *object)
{
  UnrollColorScheme *self = UNROLL_COLOR_SCHEME (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->portal);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->scheme, g_free);

  G_OBJECT_CLASS (unroll_color_scheme_parent_class)->dispose (object);
}

static void
unroll_color_scheme_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  UnrollColorScheme *self = UNROLL_COLOR_SCHEME (object);

  switch (id)
    {
    case PROP_SCHEME:
      g_value_set_string (value, self->scheme);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_color_scheme_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  UnrollColorScheme *self = UNROLL_COLOR_SCHEME (object);

  switch (id)
    {
    case PROP_SCHEME:
      if (g_strcmp0 (self->scheme, g_value_get_string (value)) == 0)
        break;
      g_free (self->scheme);
      self->scheme = g_value_dup_string (value);
      apply (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_color_scheme_class_init (UnrollColorSchemeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = unroll_color_scheme_dispose;
  object_class->get_property = unroll_color_scheme_get_property;
  object_class->set_property = unroll_color_scheme_set_property;

  properties[PROP_SCHEME] =
    g_param_spec_string ("scheme", NULL, NULL, "system",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                           | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
unroll_color_scheme_init (UnrollColorScheme *self)
{
  self->scheme = g_strdup ("system");
  self->cancellable = g_cancellable_new ();
}

UnrollColorScheme *
unroll_color_scheme_new (GtkSettings *settings)
{
  UnrollColorScheme *self;

  g_return_val_if_fail (GTK_IS_SETTINGS (settings), NULL);

  self = g_object_new (UNROLL_TYPE_COLOR_SCHEME, NULL);
  self->settings = g_object_ref (settings);
  g_object_get (settings, "gtk-application-prefer-dark-theme",
                &self->system_dark, NULL);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES
                              | G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START,
                            NULL, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE,
                            self->cancellable, portal_cb, self);

  return self;
}
