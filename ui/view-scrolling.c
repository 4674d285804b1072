#include "ui/view-private.h"

#include <math.h>

static gboolean
is_across (UnrollView *self)
{
  return UNROLL_VIEW_GET_CLASS (self)->scrolling == GTK_ORIENTATION_HORIZONTAL;
}

/* How much of the widget the scrollbar takes. */
static int
get_thickness (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  int thickness;

  gtk_widget_measure (priv->scrollbar,
                      is_across (self) ? GTK_ORIENTATION_VERTICAL
                                       : GTK_ORIENTATION_HORIZONTAL,
                      -1, &thickness, NULL, NULL, NULL);

  return thickness;
}

PaintRect
unroll_view_get_area (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  PaintRect area = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                     gtk_widget_get_height (GTK_WIDGET (self)) };

  if (priv->scrollbar == NULL || !gtk_widget_get_child_visible (priv->scrollbar))
    return area;

  if (is_across (self))
    area.height = MAX (0.0, area.height - get_thickness (self));
  else
    area.width = MAX (0.0, area.width - get_thickness (self));

  return area;
}

void
unroll_view_update_scrolling (UnrollView *self)
{
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (self);
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollExtent extent;
  gboolean needed;

  if (priv->scrollbar == NULL
      || unroll_part_get_state (UNROLL_PART (self)) == NULL)
    return;

  extent = klass->extent (self, unroll_view_get_area (self), &priv->theme);
  needed = extent.n_visible < extent.n_total;
  if (needed != gtk_widget_get_child_visible (priv->scrollbar))
    {
      gtk_widget_set_child_visible (priv->scrollbar, needed);
      /* While it was not there GTK gave its parts no places. */
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      extent = klass->extent (self, unroll_view_get_area (self), &priv->theme);
    }
  if (gtk_adjustment_get_upper (priv->adjustment) != extent.n_total
      || gtk_adjustment_get_page_size (priv->adjustment) != extent.n_visible)
    gtk_adjustment_configure (priv->adjustment, extent.first, 0.0,
                              extent.n_total, 1.0,
                              MAX (1.0, (double) extent.n_visible),
                              extent.n_visible);
}

void
unroll_view_allocate_scrollbar (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean rtl;
  int thickness;

  if (priv->scrollbar == NULL)
    return;

  thickness = get_thickness (self);
  rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  if (is_across (self))
    gtk_widget_size_allocate (priv->scrollbar,
                              &(GtkAllocation) { 0, height - thickness, width,
                                                 thickness },
                              -1);
  else
    gtk_widget_size_allocate (priv->scrollbar,
                              &(GtkAllocation) { rtl ? 0 : width - thickness,
                                                 0, thickness, height },
                              -1);
}

void
unroll_view_reveal (UnrollView        *self,
                    const PaintTarget *target)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  gsize first;

  if (priv->scrollbar == NULL)
    return;

  first = UNROLL_VIEW_GET_CLASS (self)->reveal (self,
                                                unroll_view_get_area (self),
                                                &priv->theme, target);
  gtk_adjustment_set_value (priv->adjustment, first);
}

gsize
unroll_view_get_first (UnrollView *self)
{
  UnrollViewPrivate *priv;

  g_return_val_if_fail (UNROLL_IS_VIEW (self), 0);

  priv = unroll_view_get_private (self);
  if (priv->adjustment == NULL)
    return 0;

  return (gsize) round (gtk_adjustment_get_value (priv->adjustment));
}

/* The wheel turns what can be scrolled, and the window around it otherwise: at
 * an end too, so that one can scroll past. */
static gboolean
scroll_cb (UnrollView               *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  double before = gtk_adjustment_get_value (priv->adjustment);
  GdkModifierType modifiers;
  double steps;

  modifiers = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (controller));
  if (is_across (self))
    steps = (modifiers & GDK_SHIFT_MASK) != 0 ? dx + dy : dx;
  else
    steps = (modifiers & GDK_SHIFT_MASK) != 0 ? 0.0 : dy;
  gtk_adjustment_set_value (priv->adjustment, before + steps);

  return gtk_adjustment_get_value (priv->adjustment) != before;
}

void
unroll_view_init_scrolling (UnrollView *self)
{
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (self);
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  GtkEventController *controller;

  if (klass->extent == NULL)
    return;

  priv->adjustment = gtk_adjustment_new (0, 0, 0, 1, 1, 0);
  priv->scrollbar = gtk_scrollbar_new (klass->scrolling, priv->adjustment);
  gtk_widget_set_child_visible (priv->scrollbar, FALSE);
  gtk_widget_set_parent (priv->scrollbar, GTK_WIDGET (self));
  g_signal_connect_swapped (priv->adjustment, "value-changed",
                            G_CALLBACK (unroll_view_invalidate), self);

  controller = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES
    | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  g_signal_connect_swapped (controller, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
