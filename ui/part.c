#include "ui/part.h"

typedef void (*Update) (gpointer part);

typedef struct
{
  /* Owned */
  UnrollViewState *state;
  GSignalGroup    *signals;
  GPtrArray       *updates;      /* Update, each once */
} UnrollPartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UnrollPart, unroll_part, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static UnrollPartPrivate *
get_private (UnrollPart *self)
{
  return unroll_part_get_instance_private (self);
}

static void
unroll_part_dispose (GObject *object)
{
  UnrollPartPrivate *priv = get_private (UNROLL_PART (object));
  GtkWidget *child;

  g_clear_object (&priv->signals);
  g_clear_object (&priv->state);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (unroll_part_parent_class)->dispose (object);
}

static void
unroll_part_finalize (GObject *object)
{
  g_ptr_array_unref (get_private (UNROLL_PART (object))->updates);

  G_OBJECT_CLASS (unroll_part_parent_class)->finalize (object);
}

static void
unroll_part_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_object (value, unroll_part_get_state (UNROLL_PART (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_part_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      unroll_part_set_state (UNROLL_PART (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_part_class_init (UnrollPartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = unroll_part_dispose;
  object_class->finalize = unroll_part_finalize;
  object_class->get_property = unroll_part_get_property;
  object_class->set_property = unroll_part_set_property;

  properties[PROP_STATE] =
    g_param_spec_object ("state", NULL, NULL, UNROLL_TYPE_VIEW_STATE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
unroll_part_init (UnrollPart *self)
{
  UnrollPartPrivate *priv = get_private (self);

  priv->signals = g_signal_group_new (UNROLL_TYPE_VIEW_STATE);
  priv->updates = g_ptr_array_new ();
}

UnrollViewState *
unroll_part_get_state (UnrollPart *self)
{
  g_return_val_if_fail (UNROLL_IS_PART (self), NULL);

  return get_private (self)->state;
}

void
unroll_part_set_state (UnrollPart      *self,
                       UnrollViewState *state)
{
  UnrollPartPrivate *priv;

  g_return_if_fail (UNROLL_IS_PART (self));

  priv = get_private (self);
  if (!g_set_object (&priv->state, state))
    return;

  g_signal_group_set_target (priv->signals, state);
  for (guint i = 0; state != NULL && i < priv->updates->len; i++)
    {
      Update update = (Update) priv->updates->pdata[i];

      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
unroll_part_watch (UnrollPart *self,
                   const char *property,
                   GCallback   update)
{
  UnrollPartPrivate *priv;
  g_autofree char *signal = NULL;

  g_return_if_fail (UNROLL_IS_PART (self));
  g_return_if_fail (property != NULL && update != NULL);

  priv = get_private (self);
  signal = g_strdup_printf ("notify::%s", property);
  g_signal_group_connect_swapped (priv->signals, signal, update, self);
  if (!g_ptr_array_find (priv->updates, (gpointer) update, NULL))
    g_ptr_array_add (priv->updates, (gpointer) update);
}
