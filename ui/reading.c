#include "ui/reading.h"

struct _UnrollReading
{
  GtkWidget    parent_instance;

  /* Owned */
  char        *source;        /* as it was set, with markup or without */
  PangoLayout *layout;

  int          width;         /* that is asked for */
  float        xalign;
  gboolean     ellipsize;
};

G_DEFINE_FINAL_TYPE (UnrollReading, unroll_reading, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_XALIGN,
  PROP_ELLIPSIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A text that needs less than this much of its room gives some back. */
#define LEAST_FILLED 0.5

static int
text_width (UnrollReading *self)
{
  int width;

  pango_layout_set_width (self->layout, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);

  return width;
}

static void
update_width (UnrollReading *self)
{
  int needed = text_width (self);

  if (needed <= self->width && needed >= LEAST_FILLED * self->width)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  self->width = needed;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
unroll_reading_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  UnrollReading *self = UNROLL_READING (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = self->width;
      *minimum = self->ellipsize ? 0 : self->width;
      return;
    }

  pango_layout_get_pixel_size (self->layout, NULL, natural);
  *minimum = *natural;
  *minimum_baseline = *natural_baseline
    = PANGO_PIXELS (pango_layout_get_baseline (self->layout));
}

static void
unroll_reading_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  UnrollReading *self = UNROLL_READING (widget);
  int room = gtk_widget_get_width (widget);
  float xalign = self->xalign;
  int needed, height;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    xalign = 1 - xalign;

  needed = text_width (self);
  if (needed > room)
    pango_layout_set_width (self->layout, room * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, NULL, &height);

  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget),
                              (int) (xalign * MAX (room - needed, 0)),
                              (gtk_widget_get_height (widget) - height) / 2,
                              self->layout);
}

/* The font may be another one. */
static void
unroll_reading_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  UnrollReading *self = UNROLL_READING (widget);

  GTK_WIDGET_CLASS (unroll_reading_parent_class)->css_changed (widget, change);
  pango_layout_context_changed (self->layout);
  self->width = text_width (self);
  gtk_widget_queue_resize (widget);
}

static void
unroll_reading_finalize (GObject *object)
{
  UnrollReading *self = UNROLL_READING (object);

  g_free (self->source);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (unroll_reading_parent_class)->finalize (object);
}

static void
unroll_reading_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  UnrollReading *self = UNROLL_READING (object);

  switch (id)
    {
    case PROP_XALIGN:
      g_value_set_float (value, self->xalign);
      break;
    case PROP_ELLIPSIZE:
      g_value_set_boolean (value, self->ellipsize);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_reading_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  UnrollReading *self = UNROLL_READING (object);

  switch (id)
    {
    case PROP_XALIGN:
      self->xalign = g_value_get_float (value);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;
    case PROP_ELLIPSIZE:
      self->ellipsize = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_reading_class_init (UnrollReadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = unroll_reading_finalize;
  object_class->get_property = unroll_reading_get_property;
  object_class->set_property = unroll_reading_set_property;

  widget_class->measure = unroll_reading_measure;
  widget_class->snapshot = unroll_reading_snapshot;
  widget_class->css_changed = unroll_reading_css_changed;

  properties[PROP_XALIGN] =
    g_param_spec_float ("xalign", NULL, NULL, 0, 1, 0.5,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ELLIPSIZE] =
    g_param_spec_boolean ("ellipsize", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
unroll_reading_init (UnrollReading *self)
{
  self->xalign = 0.5;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
}

/* Takes @attributes over. */
static void
show (UnrollReading *self,
      const char    *text,
      PangoAttrList *attributes)
{
  pango_attr_list_insert_before (attributes,
                                 pango_attr_font_features_new ("tnum"));
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  update_width (self);
}

/* FALSE: it was the same before. */
static gboolean
set_source (UnrollReading *self,
            const char    *source)
{
  if (g_strcmp0 (self->source, source) == 0)
    return FALSE;

  g_free (self->source);
  self->source = g_strdup (source);

  return TRUE;
}

void
unroll_reading_set_text (UnrollReading *self,
                         const char    *text)
{
  g_return_if_fail (UNROLL_IS_READING (self));
  g_return_if_fail (text != NULL);

  if (set_source (self, text))
    show (self, text, pango_attr_list_new ());
}

void
unroll_reading_set_markup (UnrollReading *self,
                           const char    *markup)
{
  PangoAttrList *attributes;
  g_autofree char *text = NULL;

  g_return_if_fail (UNROLL_IS_READING (self));
  g_return_if_fail (markup != NULL);

  if (!set_source (self, markup))
    return;
  if (!pango_parse_markup (markup, -1, 0, &attributes, &text, NULL, NULL))
    g_return_if_reached ();
  show (self, text, attributes);
}

const char *
unroll_reading_get_text (UnrollReading *self)
{
  g_return_val_if_fail (UNROLL_IS_READING (self), NULL);

  return pango_layout_get_text (self->layout);
}
