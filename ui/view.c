#include "ui/view-private.h"

#include <math.h>

#include "ui/theme-bridge.h"

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UnrollView, unroll_view, UNROLL_TYPE_PART)

UnrollViewPrivate *
unroll_view_get_private (UnrollView *self)
{
  return unroll_view_get_instance_private (self);
}

/* Drawing ------------------------------------------------------------------ */

/* All that is drawn is within @within. */
static GskRenderNode *
record (UnrollView *self,
        void      (*draw) (UnrollView *self, cairo_t *cr, PaintRect area),
        PaintRect   within)
{
  PaintRect area = unroll_view_get_area (self);
  graphene_rect_t bounds;
  GskRenderNode *node;
  cairo_t *cr;

  graphene_rect_init (&bounds, (float) within.x, (float) within.y,
                      (float) within.width, (float) within.height);
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

  if (unroll_target_is_something (&priv->inspected))
    klass->highlight (self, cr, area, &priv->theme, &priv->inspected, TRUE);
  if (unroll_target_is_something (&priv->shown))
    klass->highlight (self, cr, area, &priv->theme, &priv->shown, FALSE);
  if (unroll_target_is_something (&priv->cursor)
      && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    klass->highlight (self, cr, area, &priv->theme, &priv->cursor, TRUE);
}

static void
draw_moving (UnrollView *self,
             cairo_t    *cr,
             PaintRect   area)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  UNROLL_VIEW_GET_CLASS (self)->paint_motion (self, cr, area, &priv->theme,
                                              priv->progress);
}

/* Its bounds are tight: nothing else is drawn again. */
static void
append_moving (UnrollView  *self,
               GtkSnapshot *snapshot)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (self);
  PaintRect within;

  if (priv->progress >= 1.0 || klass->paint_motion == NULL)
    return;

  if (priv->moving == NULL)
    {
      within = klass->motion_rect (self, unroll_view_get_area (self),
                                   &priv->theme);
      if (within.width <= 0 || within.height <= 0)
        return;
      priv->moving = record (self, draw_moving, within);
    }
  gtk_snapshot_append_node (snapshot, priv->moving);
}

static void
unroll_view_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  UnrollView *self = UNROLL_VIEW (widget);
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  if (unroll_part_get_state (UNROLL_PART (self)) == NULL)
    return;

  if (priv->picture == NULL)
    priv->picture = record (self, draw_picture, unroll_view_get_area (self));
  gtk_snapshot_append_node (snapshot, priv->picture);
  append_moving (self, snapshot);

  if (unroll_target_is_something (&priv->inspected)
      || unroll_target_is_something (&priv->shown)
      || unroll_target_is_something (&priv->cursor))
    {
      if (priv->marks == NULL)
        priv->marks = record (self, draw_marks, unroll_view_get_area (self));
      gtk_snapshot_append_node (snapshot, priv->marks);
    }

  if (priv->scrollbar != NULL)
    gtk_widget_snapshot_child (widget, priv->scrollbar, snapshot);
}

static void
drop_nodes (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  g_clear_pointer (&priv->picture, gsk_render_node_unref);
  g_clear_pointer (&priv->marks, gsk_render_node_unref);
  g_clear_pointer (&priv->moving, gsk_render_node_unref);
}

static void
update_theme (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  double zoom = state != NULL ? unroll_view_state_get_zoom (state) : 1.0;

  if (!unroll_theme_bridge_read (GTK_WIDGET (self), zoom, &priv->theme))
    return;

  drop_nodes (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
unroll_view_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (widget);
  UnrollViewPrivate *priv = unroll_view_get_private (UNROLL_VIEW (widget));
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = (int) ceil (
    paint_theme_scaled (&priv->theme,
                        across ? klass->least_width : klass->least_height));
  *natural = (int) ceil (
    paint_theme_scaled (&priv->theme,
                        across ? klass->natural_width : klass->natural_height));
}

static void
unroll_view_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  UnrollView *self = UNROLL_VIEW (widget);
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  drop_nodes (self);
  unroll_view_update_scrolling (self);
  unroll_view_allocate_scrollbar (self);
  if (priv->bubble != NULL)
    gtk_popover_present (GTK_POPOVER (priv->bubble));
  if (priv->menu != NULL)
    gtk_popover_present (GTK_POPOVER (priv->menu));
  if (priv->asking != NULL)
    gtk_popover_present (GTK_POPOVER (priv->asking));
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

/* What the pointer is on elsewhere is drawn only where it may be seen: each
 * drawing costs its whole area. */
static void
hovered_changed_cb (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  PaintTarget target = unroll_view_state_get_hovered (state);

  if ((UNROLL_VIEW_GET_CLASS (self)->kinds & (1u << target.kind)) == 0)
    target = (PaintTarget) { PAINT_TARGET_NONE };
  if (paint_target_equal (&priv->shown, &target))
    return;

  priv->shown = target;
  unroll_view_mark (self);
}

/* What is inspected stays marked wherever it is shown. */
static void
inspected_changed_cb (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const PaintSubject *subject = unroll_view_state_get_inspected (state);
  RnnFrame *frame = unroll_view_state_get_frame (state);
  PaintTarget target = { PAINT_TARGET_NONE };

  if (subject != NULL && frame != NULL)
    target = paint_subject_target (subject, frame);
  if ((UNROLL_VIEW_GET_CLASS (self)->kinds & (1u << target.kind)) == 0)
    target = (PaintTarget) { PAINT_TARGET_NONE };
  if (paint_target_equal (&priv->inspected, &target))
    return;

  priv->inspected = target;
  unroll_view_mark (self);
}

static void
unroll_view_dispose (GObject *object)
{
  UnrollView *self = UNROLL_VIEW (object);
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  drop_nodes (self);
  g_clear_pointer (&priv->bubble, gtk_widget_unparent);
  g_clear_pointer (&priv->menu, gtk_widget_unparent);
  g_clear_pointer (&priv->asking, gtk_widget_unparent);
  g_clear_pointer (&priv->scrollbar, gtk_widget_unparent);

  G_OBJECT_CLASS (unroll_view_parent_class)->dispose (object);
}

/* Only now is it known of which class it is. */
static void
unroll_view_constructed (GObject *object)
{
  G_OBJECT_CLASS (unroll_view_parent_class)->constructed (object);
  unroll_view_init_scrolling (UNROLL_VIEW (object));
}

static void
unroll_view_finalize (GObject *object)
{
  paint_theme_clear (&unroll_view_get_private (UNROLL_VIEW (object))->theme);

  G_OBJECT_CLASS (unroll_view_parent_class)->finalize (object);
}

static void
unroll_view_class_init (UnrollViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = unroll_view_constructed;
  object_class->dispose = unroll_view_dispose;
  object_class->finalize = unroll_view_finalize;

  widget_class->snapshot = unroll_view_snapshot;
  widget_class->measure = unroll_view_measure;
  widget_class->size_allocate = unroll_view_size_allocate;
  widget_class->css_changed = unroll_view_css_changed;
  widget_class->system_setting_changed = unroll_view_system_setting_changed;
  widget_class->query_tooltip = unroll_view_query_tooltip;

  unroll_view_class_install_touch (widget_class);
  gtk_widget_class_set_css_name (widget_class, "picture-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
unroll_view_init (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  GtkWidget *widget = GTK_WIDGET (self);

  paint_theme_init (&priv->theme, FALSE, 1.0);
  priv->progress = 1.0;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (update_theme),
                    NULL);

  unroll_part_watch (UNROLL_PART (self), "zoom", G_CALLBACK (update_theme));
  unroll_part_watch (UNROLL_PART (self), "hovered",
                     G_CALLBACK (hovered_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "inspected",
                     G_CALLBACK (inspected_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "frame",
                     G_CALLBACK (inspected_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "playing",
                     G_CALLBACK (unroll_view_update_description));
  unroll_view_init_input (self);
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
  g_return_if_fail (UNROLL_IS_VIEW (self));

  unroll_part_watch (UNROLL_PART (self), property,
                     G_CALLBACK (unroll_view_invalidate));
}

void
unroll_view_invalidate (UnrollView *self)
{
  UnrollViewPrivate *priv;

  g_return_if_fail (UNROLL_IS_VIEW (self));

  priv = unroll_view_get_private (self);
  if (unroll_part_get_state (UNROLL_PART (self)) == NULL)
    return;

  unroll_view_update_scrolling (self);
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
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  g_clear_pointer (&priv->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
unroll_view_set_progress (UnrollView *self,
                          double      progress)
{
  UnrollViewPrivate *priv;

  g_return_if_fail (UNROLL_IS_VIEW (self));

  priv = unroll_view_get_private (self);
  if (priv->progress == progress)
    return;

  priv->progress = progress;
  g_clear_pointer (&priv->moving, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
unroll_view_repaint (UnrollView *self)
{
  g_return_if_fail (UNROLL_IS_VIEW (self));

  drop_nodes (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
