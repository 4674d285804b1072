#include "ui/icon-label.h"

struct _UnrollIconLabel
{
  GtkWidget  parent_instance;

  /* Owned */
  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (UnrollIconLabel, unroll_icon_label, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ICON_NAME,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define GAP 6

static void
unroll_icon_label_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  UnrollIconLabel *self = UNROLL_ICON_LABEL (widget);
  int icon_minimum, icon_natural, label_minimum, label_natural;

  gtk_widget_measure (self->icon, orientation, -1, &icon_minimum, &icon_natural,
                      NULL, NULL);
  gtk_widget_measure (self->label, orientation, -1, &label_minimum,
                      &label_natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = icon_minimum;
      *natural = icon_natural + GAP + label_natural;
    }
  else
    {
      *minimum = MAX (icon_minimum, label_minimum);
      *natural = MAX (icon_natural, label_natural);
    }
}

static void
unroll_icon_label_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  UnrollIconLabel *self = UNROLL_ICON_LABEL (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkRequisition icon, label;
  gboolean both;
  int total, start;

  gtk_widget_get_preferred_size (self->icon, NULL, &icon);
  gtk_widget_get_preferred_size (self->label, NULL, &label);
  both = width >= icon.width + GAP + label.width;
  total = icon.width + (both ? GAP + label.width : 0);
  start = (width - total) / 2;

  gtk_widget_size_allocate (self->icon,
                            &(GtkAllocation) {
                              rtl ? width - start - icon.width : start,
                              (height - icon.height) / 2,
                              icon.width, icon.height },
                            -1);
  gtk_widget_set_child_visible (self->label, both);
  if (both)
    gtk_widget_size_allocate (self->label,
                              &(GtkAllocation) {
                                rtl ? start : start + icon.width + GAP,
                                (height - label.height) / 2,
                                label.width, label.height },
                              -1);
}

static void
unroll_icon_label_dispose (GObject *object)
{
  UnrollIconLabel *self = UNROLL_ICON_LABEL (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (unroll_icon_label_parent_class)->dispose (object);
}

static void
unroll_icon_label_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  UnrollIconLabel *self = UNROLL_ICON_LABEL (object);

  switch (id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value,
                          gtk_image_get_icon_name (GTK_IMAGE (self->icon)));
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_icon_label_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  UnrollIconLabel *self = UNROLL_ICON_LABEL (object);

  switch (id)
    {
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                    g_value_get_string (value));
      break;
    case PROP_LABEL:
      gtk_label_set_label (GTK_LABEL (self->label), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_icon_label_class_init (UnrollIconLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = unroll_icon_label_dispose;
  object_class->get_property = unroll_icon_label_get_property;
  object_class->set_property = unroll_icon_label_set_property;

  widget_class->measure = unroll_icon_label_measure;
  widget_class->size_allocate = unroll_icon_label_size_allocate;

  properties[PROP_ICON_NAME] =
    g_param_spec_string ("icon-name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "iconlabel");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
unroll_icon_label_init (UnrollIconLabel *self)
{
  self->icon = gtk_image_new ();
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
unroll_icon_label_new (const char *icon_name,
                       const char *label)
{
  return g_object_new (UNROLL_TYPE_ICON_LABEL,
                       "icon-name", icon_name,
                       "label", label,
                       NULL);
}
