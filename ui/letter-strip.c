#include "ui/letter-strip.h"

#include <glib/gi18n-lib.h>

#include "ui/paint/bars.h"
#include "ui/paint/letter.h"
#include "ui/prediction-words.h"

/* More letters than this have no buttons; the network rarely looks further. */
#define MAX_BUTTONS 32

struct _UnrollLetterStrip
{
  GtkWidget  parent_instance;

  /* Children */
  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *ellipsis;
  GtkWidget *buttons[MAX_BUTTONS];

  /* Owned */
  RnnFrame  *frame;

  gsize      first;           /* place of the first button */
  gsize      chosen;
  gboolean   showing;
};

G_DEFINE_FINAL_TYPE (UnrollLetterStrip, unroll_letter_strip, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gsize
place_of (UnrollLetterStrip *self,
          GtkWidget         *button)
{
  gsize i = 0;

  while (self->buttons[i] != button)
    i++;

  return self->first + i;
}

static void
toggled_cb (UnrollLetterStrip *self,
            GtkToggleButton   *button)
{
  if (!self->showing && gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[CHOSEN], 0,
                   (guint64) place_of (self, GTK_WIDGET (button)));
}

static void
choose (UnrollLetterStrip *self,
        gsize              place)
{
  if (place >= self->first && place <= self->frame->prediction->n_letters
      && place < self->first + MAX_BUTTONS)
    {
      g_signal_emit (self, signals[CHOSEN], 0, (guint64) place);
      gtk_widget_grab_focus (self->buttons[place - self->first]);
    }
}

/* One stop for Tab; the arrows go through the letters. */
static gboolean
key_pressed_cb (UnrollLetterStrip *self,
                guint              keyval,
                guint              keycode,
                GdkModifierType    modifiers)
{
  gboolean rtl
    = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (self->frame == NULL)
    return GDK_EVENT_PROPAGATE;

  if (keyval == (rtl ? GDK_KEY_Right : GDK_KEY_Left))
    choose (self, self->chosen - 1);
  else if (keyval == (rtl ? GDK_KEY_Left : GDK_KEY_Right))
    choose (self, self->chosen + 1);
  else if (keyval == GDK_KEY_Home)
    choose (self, self->first);
  else if (keyval == GDK_KEY_End)
    choose (self, self->frame->prediction->n_letters);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* "bc → d  42 %", of the moment the pointer is there. */
static gboolean
tooltip_cb (UnrollLetterStrip *self,
            int                x,
            int                y,
            gboolean           keyboard,
            GtkTooltip        *tooltip,
            GtkWidget         *button)
{
  gsize place = place_of (self, button);
  PaintBarsData data = { .frame = self->frame, .place = place };
  g_autofree char *headline = NULL, *sureness = NULL, *text = NULL;

  if (self->frame == NULL || self->frame->prediction == NULL
      || place > self->frame->prediction->n_letters)
    return FALSE;

  headline = paint_bars_headline (&data);
  sureness = unroll_prediction_sureness (self->frame->prediction, place);
  text = g_strdup_printf ("%s  %s", headline, sureness);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
unroll_letter_strip_dispose (GObject *object)
{
  UnrollLetterStrip *self = UNROLL_LETTER_STRIP (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->frame, rnn_frame_unref);

  G_OBJECT_CLASS (unroll_letter_strip_parent_class)->dispose (object);
}

static void
unroll_letter_strip_class_init (UnrollLetterStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_letter_strip_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT64);

  gtk_widget_class_set_css_name (widget_class, "letterstrip");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_button (UnrollLetterStrip *self,
            guint              i)
{
  GtkWidget *button = gtk_toggle_button_new_with_label ("");

  if (i > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                 GTK_TOGGLE_BUTTON (self->buttons[0]));
  gtk_widget_set_has_tooltip (button, TRUE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (button, "query-tooltip", G_CALLBACK (tooltip_cb),
                            self);
  gtk_box_append (GTK_BOX (self->box), button);
  self->buttons[i] = button;
}

static void
unroll_letter_strip_init (UnrollLetterStrip *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb),
                            self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->ellipsis = gtk_label_new ("…");
  gtk_box_append (GTK_BOX (self->box), self->ellipsis);
  for (guint i = 0; i < MAX_BUTTONS; i++)
    add_button (self, i);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Typed letters"), -1);
}

GtkWidget *
unroll_letter_strip_new (void)
{
  return g_object_new (UNROLL_TYPE_LETTER_STRIP, NULL);
}

static void
show_button (UnrollLetterStrip *self,
             guint              i)
{
  const RnnPrediction *prediction = self->frame->prediction;
  GtkWidget *button = self->buttons[i];
  gsize place = self->first + i;
  gboolean there = place <= prediction->n_letters;
  char label[PAINT_LETTER_LABEL_SIZE];

  gtk_widget_set_visible (button, there);
  if (!there)
    return;

  paint_letter (self->frame->dataset, prediction->codes[place - 1], label);
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0)
    gtk_button_set_label (GTK_BUTTON (button), label);

  gtk_widget_set_focusable (button, place == self->chosen);
  if (place == self->chosen)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  if (place <= self->chosen
      && place >= unroll_prediction_first_seen (self->frame, self->chosen))
    gtk_widget_add_css_class (button, "seen");
  else
    gtk_widget_remove_css_class (button, "seen");
}

/* The letter typed last is in sight once the buttons have their places. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  UnrollLetterStrip *self = UNROLL_LETTER_STRIP (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (
    GTK_SCROLLED_WINDOW (self->scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return G_SOURCE_REMOVE;
}

void
unroll_letter_strip_show (UnrollLetterStrip *self,
                          RnnFrame          *frame,
                          gsize              place)
{
  gboolean longer;
  gsize n_letters;

  g_return_if_fail (UNROLL_IS_LETTER_STRIP (self));
  g_return_if_fail (frame != NULL && frame->prediction != NULL);

  n_letters = frame->prediction->n_letters;
  longer = self->frame == NULL
           || self->frame->prediction->n_letters != n_letters;
  rnn_frame_ref (frame);
  g_clear_pointer (&self->frame, rnn_frame_unref);
  self->frame = frame;
  self->first = n_letters > MAX_BUTTONS ? n_letters - MAX_BUTTONS + 1 : 1;

  self->chosen = place;
  self->showing = TRUE;
  gtk_widget_set_visible (self->ellipsis, self->first > 1);
  for (guint i = 0; i < MAX_BUTTONS; i++)
    show_button (self, i);
  self->showing = FALSE;

  if (longer)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

GtkWidget *
unroll_letter_strip_get_button (UnrollLetterStrip *self,
                                gsize              place)
{
  g_return_val_if_fail (UNROLL_IS_LETTER_STRIP (self), NULL);

  if (place < self->first || place >= self->first + MAX_BUTTONS)
    return NULL;

  return self->buttons[place - self->first];
}
