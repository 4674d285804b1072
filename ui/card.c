#include "ui/card.h"

#include "ui/card-menu.h"
#include "ui/reading.h"

struct _UnrollCard
{
  GtkWidget  parent_instance;

  /* Template widgets */
  GtkWidget *heading;
  GtkLabel  *title;
  GtkMenuButton *title_button;  /* the title where it opens a menu */
  GtkLabel  *subtitle;
  UnrollReading *value;

  /* Borrowed: children of this or the heading */
  GtkWidget *child;
  GtkWidget *end;
};

G_DEFINE_FINAL_TYPE (UnrollCard, unroll_card, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_VALUE,
  PROP_MENU,
  PROP_CHILD,
  PROP_END,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* FALSE when that is what it says. */
static gboolean
set_text (GtkLabel   *label,
          const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) == 0)
    return FALSE;

  gtk_label_set_label (label, text != NULL ? text : "");

  return TRUE;
}

static void
name_child (UnrollCard *self)
{
  if (self->child != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->child),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_label (self->title), -1);
}

static void
set_menu (UnrollCard *self,
          GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (self->title_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->title_button), menu != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->title), menu == NULL);
}

static void
set_child (UnrollCard *self,
           GtkWidget  *child)
{
  if (self->child != NULL)
    gtk_widget_unparent (self->child);
  self->child = child;
  if (child == NULL)
    return;

  gtk_widget_set_vexpand (child, TRUE);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  name_child (self);
}

static void
set_end (UnrollCard *self,
         GtkWidget  *end)
{
  if (self->end != NULL)
    gtk_box_remove (GTK_BOX (self->heading), self->end);
  self->end = end;
  if (end == NULL)
    return;

  gtk_widget_set_hexpand (end, TRUE);
  gtk_widget_set_halign (end, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->heading), end);
}

static void
unroll_card_dispose (GObject *object)
{
  UnrollCard *self = UNROLL_CARD (object);
  GtkWidget *child;

  /* With its menu, if that was just open. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->child = NULL;
  self->heading = NULL;

  G_OBJECT_CLASS (unroll_card_parent_class)->dispose (object);
}

static void
unroll_card_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  UnrollCard *self = UNROLL_CARD (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, gtk_label_get_label (self->subtitle));
      break;
    case PROP_VALUE:
      g_value_set_string (value, unroll_reading_get_text (self->value));
      break;
    case PROP_MENU:
      g_value_set_object (value,
                          gtk_menu_button_get_menu_model (self->title_button));
      break;
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_card_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  UnrollCard *self = UNROLL_CARD (object);

  switch (id)
    {
    case PROP_TITLE:
      unroll_card_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      unroll_card_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      unroll_card_set_value (self, g_value_get_string (value));
      break;
    case PROP_MENU:
      set_menu (self, g_value_get_object (value));
      break;
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_END:
      set_end (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
widget_property (const char *name)
{
  return g_param_spec_object (name, NULL, NULL, GTK_TYPE_WIDGET,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
}

static void
unroll_card_class_init (UnrollCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = unroll_card_dispose;
  object_class->get_property = unroll_card_get_property;
  object_class->set_property = unroll_card_set_property;

  properties[PROP_TITLE] = string_property ("title");
  properties[PROP_SUBTITLE] = string_property ("subtitle");
  properties[PROP_VALUE] = string_property ("value");
  properties[PROP_MENU] =
    g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHILD] = widget_property ("child");
  properties[PROP_END] = widget_property ("end");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  unroll_card_menu_install (widget_class);
  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/card.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollCard, heading);
  gtk_widget_class_bind_template_child (widget_class, UnrollCard, title);
  gtk_widget_class_bind_template_child (widget_class, UnrollCard, title_button);
  gtk_widget_class_bind_template_child (widget_class, UnrollCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, UnrollCard, value);
}

static void
unroll_card_init (UnrollCard *self)
{
  g_type_ensure (UNROLL_TYPE_READING);
  gtk_widget_init_template (GTK_WIDGET (self));
  unroll_card_menu_init (GTK_WIDGET (self));
}

GtkWidget *
unroll_card_new (const char *title,
                 GtkWidget  *child)
{
  return g_object_new (UNROLL_TYPE_CARD, "title", title, "child", child, NULL);
}

void
unroll_card_set_title (UnrollCard *self,
                       const char *title)
{
  g_return_if_fail (UNROLL_IS_CARD (self));

  if (!set_text (self->title, title))
    return;

  gtk_menu_button_set_label (self->title_button, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_child (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
unroll_card_set_subtitle (UnrollCard *self,
                          const char *markup)
{
  g_return_if_fail (UNROLL_IS_CARD (self));

  if (!set_text (self->subtitle, markup))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), markup != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

void
unroll_card_set_value (UnrollCard *self,
                       const char *value)
{
  g_return_if_fail (UNROLL_IS_CARD (self));

  if (g_strcmp0 (unroll_reading_get_text (self->value), value) == 0)
    return;

  unroll_reading_set_text (self->value, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (self->value), value != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/* Its picture ------------------------------------------------------------- */

const char *
unroll_card_get_title (UnrollCard *self)
{
  g_return_val_if_fail (UNROLL_IS_CARD (self), NULL);

  return gtk_label_get_label (self->title);
}

/* Of pages only the one that is shown. */
static UnrollView *
find_view (GtkWidget *widget)
{
  UnrollView *found = NULL;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (UNROLL_IS_VIEW (widget))
    return UNROLL_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);

  return found;
}

UnrollView *
unroll_card_find_view (UnrollCard *self)
{
  g_return_val_if_fail (UNROLL_IS_CARD (self), NULL);

  return self->child != NULL ? find_view (self->child) : NULL;
}

UnrollPicture *
unroll_card_take_picture (UnrollCard *self)
{
  UnrollView *view;

  g_return_val_if_fail (UNROLL_IS_CARD (self), NULL);

  view = unroll_card_find_view (self);
  g_return_val_if_fail (view != NULL, NULL);

  return unroll_picture_new (view, gtk_label_get_label (self->title),
                             gtk_label_get_label (self->subtitle),
                             unroll_reading_get_text (self->value));
}

static void
collect (GtkWidget *widget,
         GPtrArray *cards)
{
  if (UNROLL_IS_CARD (widget))
    {
      if (unroll_card_find_view (UNROLL_CARD (widget)) != NULL)
        g_ptr_array_add (cards, g_object_ref (widget));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, cards);
}

GPtrArray *
unroll_cards_within (GtkWidget *widget)
{
  GPtrArray *cards;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  cards = g_ptr_array_new_with_free_func (g_object_unref);
  collect (widget, cards);

  return cards;
}
