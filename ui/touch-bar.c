#include "ui/touch-bar.h"

#include "ui/paint/touched.h"

struct _UnrollTouchBar
{
  UnrollPart  parent_instance;

  /* Template widgets */
  GtkWidget  *box;
  GtkLabel   *label;
  GtkWidget  *keep;
};

G_DEFINE_FINAL_TYPE (UnrollTouchBar, unroll_touch_bar, UNROLL_TYPE_PART)

/* Pango's own <sub> comes out too large. */
#define LOWER "<span size=\"70%\" rise=\"-2500\">"
#define UPPER "<span size=\"70%\" rise=\"4000\">"

/* (transfer full) */
static char *
to_markup (const char *words)
{
  GString *markup = g_string_new (words);

  g_string_replace (markup, "<sub>", LOWER, 0);
  g_string_replace (markup, "</sub>", "</span>", 0);
  g_string_replace (markup, "<sup>", UPPER, 0);
  g_string_replace (markup, "</sup>", "</span>", 0);

  return g_string_free (markup, FALSE);
}

static void
update (UnrollTouchBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  gboolean touched = frame != NULL && frame->touched;
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *plain = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), touched);
  if (!touched)
    return;

  words = paint_touched_words (frame, TRUE);
  plain = paint_touched_words (frame, FALSE);
  markup = to_markup (words);
  if (g_strcmp0 (gtk_label_get_label (self->label), markup) != 0)
    {
      gtk_label_set_markup (self->label, markup);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), plain);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
    }
  gtk_widget_set_visible (self->keep, rnn_interventions_edit_any (
                                        &frame->interventions));
}

static void
unroll_touch_bar_class_init (UnrollTouchBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "touchbar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/touch-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollTouchBar, box);
  gtk_widget_class_bind_template_child (widget_class, UnrollTouchBar, label);
  gtk_widget_class_bind_template_child (widget_class, UnrollTouchBar, keep);
}

static void
unroll_touch_bar_init (UnrollTouchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  unroll_part_watch (UNROLL_PART (self), "frame", G_CALLBACK (update));
}

GtkWidget *
unroll_touch_bar_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_TOUCH_BAR, "state", state, NULL);
}
