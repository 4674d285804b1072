#include "ui/view-private.h"

#include "ui/theme-bridge.h"

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UnrollView, unroll_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

UnrollViewPrivate *
unroll_view_get_private (UnrollView *self)
{
  return unroll_view_get_instance_private (self);
}

PaintRect
unroll_view_get_area (UnrollView *self)
{
  return (PaintRect) { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)) };
}

/* Drawing ------------------------------------------------------------------ */

static GskRenderNode *
record (UnrollView *self,
        void      (*draw) (UnrollView *self, cairo_t *cr, PaintRect area))
{
  PaintRect area = unroll_view_get_area (self);
  graphene_rect_t bounds;
  GskRenderNode *node;
  cairo_t *cr;

  graphene_rect_init (&bounds, 0, 0, (float) area.width, (float) area.height);
  node = gsk_cairo_node_new (&bounds);
  cr = gsk_cairo_node_get_draw_context (node);
  draw (self, cr, area);
  cairo_destroy (cr);

  return node;
}

static void
draw_picture (UnrollView *self,
              cairo_t    *cr,
              PaintRect   area)
{
  UNROLL_VIEW_GET_CLASS (self)->paint (self, cr, area,
                                       &unroll_view_get_private (self)->theme);
}

static void
draw_marks (UnrollView *self,
            cairo_t    *cr,
            PaintRect   area)
{
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (self);
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  if (unroll_target_is_something (&priv->hovered))
    klass->highlight (self, cr, area, &priv->theme, &priv->hovered, FALSE);
  if (unroll_target_is_something (&priv->cursor)
      && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    klass->highlight (self, cr, area, &priv->theme, &priv->cursor, TRUE);
}

static void
unroll_view_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  UnrollView *self = UNROLL_VIEW (widget);
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  if (priv->picture == NULL)
    priv->picture = record (self, draw_picture);
  gtk_snapshot_append_node (snapshot, priv->picture);

  if (!unroll_target_is_something (&priv->hovered)
      && !unroll_target_is_something (&priv->cursor))
    return;
  if (priv->marks == NULL)
    priv->marks = record (self, draw_marks);
  gtk_snapshot_append_node (snapshot, priv->marks);
}

static void
drop_nodes (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  g_clear_pointer (&priv->picture, gsk_render_node_unref);
  g_clear_pointer (&priv->marks, gsk_render_node_unref);
}

static void
update_theme (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  double zoom = 1.0;

  if (priv->state != NULL)
    zoom = unroll_view_state_get_zoom (priv->state);
  if (!unroll_theme_bridge_read (GTK_WIDGET (self), zoom, &priv->theme))
    return;

  drop_nodes (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
unroll_view_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  UnrollViewPrivate *priv = unroll_view_get_private (UNROLL_VIEW (widget));

  drop_nodes (UNROLL_VIEW (widget));
  if (priv->bubble != NULL)
    gtk_popover_present (GTK_POPOVER (priv->bubble));
}

static void
unroll_view_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (unroll_view_parent_class)->css_changed (widget, change);
  update_theme (UNROLL_VIEW (widget));
}

static void
unroll_view_system_setting_changed (GtkWidget        *widget,
                                    GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (unroll_view_parent_class)
    ->system_setting_changed (widget, setting);
  update_theme (UNROLL_VIEW (widget));
}

/* The object --------------------------------------------------------------- */

static void
playing_changed_cb (UnrollView *self)
{
  unroll_view_update_description (self);
}

static void
unroll_view_dispose (GObject *object)
{
  UnrollView *self = UNROLL_VIEW (object);
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  drop_nodes (self);
  g_clear_pointer (&priv->bubble, gtk_widget_unparent);
  g_clear_object (&priv->signals);
  g_clear_object (&priv->state);

  G_OBJECT_CLASS (unroll_view_parent_class)->dispose (object);
}

static void
unroll_view_finalize (GObject *object)
{
  paint_theme_clear (&unroll_view_get_private (UNROLL_VIEW (object))->theme);

  G_OBJECT_CLASS (unroll_view_parent_class)->finalize (object);
}

static void
unroll_view_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_object (value, unroll_view_get_state (UNROLL_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_view_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      unroll_view_set_state (UNROLL_VIEW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_view_class_init (UnrollViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = unroll_view_dispose;
  object_class->finalize = unroll_view_finalize;
  object_class->get_property = unroll_view_get_property;
  object_class->set_property = unroll_view_set_property;

  widget_class->snapshot = unroll_view_snapshot;
  widget_class->size_allocate = unroll_view_size_allocate;
  widget_class->css_changed = unroll_view_css_changed;
  widget_class->system_setting_changed = unroll_view_system_setting_changed;
  widget_class->query_tooltip = unroll_view_query_tooltip;

  properties[PROP_STATE] =
    g_param_spec_object ("state", NULL, NULL, UNROLL_TYPE_VIEW_STATE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "picture-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
unroll_view_init (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  GtkWidget *widget = GTK_WIDGET (self);

  paint_theme_init (&priv->theme, FALSE, 1.0);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (update_theme),
                    NULL);

  priv->signals = g_signal_group_new (UNROLL_TYPE_VIEW_STATE);
  g_signal_group_connect_swapped (priv->signals, "notify::zoom",
                                  G_CALLBACK (update_theme), self);
  g_signal_group_connect_swapped (priv->signals, "notify::playing",
                                  G_CALLBACK (playing_changed_cb), self);

  unroll_view_init_input (self);
}

UnrollViewState *
unroll_view_get_state (UnrollView *self)
{
  g_return_val_if_fail (UNROLL_IS_VIEW (self), NULL);

  return unroll_view_get_private (self)->state;
}

void
unroll_view_set_state (UnrollView      *self,
                       UnrollViewState *state)
{
  UnrollViewPrivate *priv;

  g_return_if_fail (UNROLL_IS_VIEW (self));

  priv = unroll_view_get_private (self);
  if (!g_set_object (&priv->state, state))
    return;

  g_signal_group_set_target (priv->signals, state);
  unroll_view_invalidate (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

const PaintTheme *
unroll_view_get_theme (UnrollView *self)
{
  g_return_val_if_fail (UNROLL_IS_VIEW (self), NULL);

  return &unroll_view_get_private (self)->theme;
}

void
unroll_view_watch (UnrollView *self,
                   const char *property)
{
  g_autofree char *signal = NULL;

  g_return_if_fail (UNROLL_IS_VIEW (self));
  g_return_if_fail (property != NULL);

  signal = g_strdup_printf ("notify::%s", property);
  g_signal_group_connect_swapped (
    unroll_view_get_private (self)->signals, signal,
    G_CALLBACK (unroll_view_invalidate), self);
}

void
unroll_view_invalidate (UnrollView *self)
{
  UnrollViewPrivate *priv;

  g_return_if_fail (UNROLL_IS_VIEW (self));

  priv = unroll_view_get_private (self);
  drop_nodes (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (unroll_target_is_something (&priv->hovered))
    gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  if (unroll_target_is_something (&priv->cursor))
    unroll_view_update_bubble (self);
  unroll_view_update_description (self);
}

void
unroll_view_mark (UnrollView *self)
{
  UnrollViewPrivate *priv;

  g_return_if_fail (UNROLL_IS_VIEW (self));

  priv = unroll_view_get_private (self);
  g_clear_pointer (&priv->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

PaintTarget
unroll_view_get_target (UnrollView *self)
{
  UnrollViewPrivate *priv;

  g_return_val_if_fail (UNROLL_IS_VIEW (self),
                        (PaintTarget) { PAINT_TARGET_NONE });

  priv = unroll_view_get_private (self);

  if (unroll_target_is_something (&priv->hovered))
    return priv->hovered;

  return priv->cursor;
}
