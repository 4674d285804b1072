#include "ui/written-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/paint/number.h"

#define PERCENT_DECIMALS 1
#define MAX_LINES 3
/* Of a long text the end is shown, so that another letter takes no time; the
 * lines are only broken anew once for so many letters. */
#define MAX_SHOWN 2000
#define STRIDE 500

struct _UnrollWrittenText
{
  GtkWidget  parent_instance;

  /* Children */
  GtkWidget *scroller;
  GtkLabel  *label;

  /* Owned */
  char      *beginning;
  GString   *shown;           /* what stands in the label */

  /* Borrowed */
  const RnnLetters *letters;  /* or NULL */

  gsize      n_before;        /* bytes in it before the first letter */
  guint      first_shown;     /* that letter */
  int        chosen;          /* −1: none */
  glong      pressed;         /* the letter under the button, −1: none */
  gboolean   at_end;          /* the end is in sight */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UnrollWrittenText, unroll_written_text, GTK_TYPE_WIDGET)

static guint
n_letters (UnrollWrittenText *self)
{
  return self->letters != NULL ? rnn_letters_length (self->letters) : 0;
}

/* The number of the written letter at that point of the label, or −1. */
static glong
letter_at (UnrollWrittenText *self,
           int                x,
           int                y)
{
  PangoLayout *layout = gtk_label_get_layout (self->label);
  int layout_x, layout_y, index, trailing;
  const char *text = self->shown->str;
  glong letter;

  gtk_label_get_layout_offsets (self->label, &layout_x, &layout_y);
  if (!pango_layout_xy_to_index (layout, (x - layout_x) * PANGO_SCALE,
                                 (y - layout_y) * PANGO_SCALE, &index,
                                 &trailing)
      || index < (int) self->n_before)
    return -1;

  letter = self->first_shown
           + g_utf8_pointer_to_offset (text + self->n_before, text + index);
  return letter < (glong) n_letters (self) ? letter : -1;
}

static gboolean
tooltip_cb (UnrollWrittenText *self,
            int                x,
            int                y,
            gboolean           keyboard,
            GtkTooltip        *tooltip)
{
  char percent[PAINT_NUMBER_SIZE];
  g_autofree char *text = NULL;
  glong letter = keyboard ? -1 : letter_at (self, x, y);

  if (letter < 0)
    return FALSE;

  paint_number_percent (g_array_index (self->letters->p, float, letter),
                        PERCENT_DECIMALS, percent);
  text = g_strdup_printf (_("Its probability was %s, at epoch %u"), percent,
                          g_array_index (self->letters->epochs, guint32,
                                         letter));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
pressed_cb (UnrollWrittenText *self,
            int                n_press,
            double             x,
            double             y)
{
  self->pressed = n_press == 1 ? letter_at (self, (int) x, (int) y) : -1;
}

/* A click, but no dragging over letters: the label takes the button for itself,
 * so that no gesture but its own hears of the end. */
static gboolean
event_cb (UnrollWrittenText *self,
          GdkEvent          *event)
{
  glong letter = self->pressed;

  if (gdk_event_get_event_type (event) != GDK_BUTTON_RELEASE)
    return GDK_EVENT_PROPAGATE;

  self->pressed = -1;
  if (letter >= 0
      && !gtk_label_get_selection_bounds (self->label, NULL, NULL))
    g_signal_emit (self, signals[CHOSEN], 0, (guint) letter);
  return GDK_EVENT_PROPAGATE;
}

/* Scrolling ---------------------------------------------------------------- */

static void
scrolled_cb (UnrollWrittenText *self,
             GtkAdjustment     *adjustment)
{
  double end = gtk_adjustment_get_upper (adjustment)
               - gtk_adjustment_get_page_size (adjustment);

  self->at_end = gtk_adjustment_get_value (adjustment) >= end - 1.0;
}

static void
grown_cb (UnrollWrittenText *self,
          GtkAdjustment     *adjustment)
{
  if (self->at_end)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_upper (adjustment));
}

/* The widget --------------------------------------------------------------- */

/* As high as the text, up to some lines; the rest is scrolled to. */
static void
unroll_written_text_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  UnrollWrittenText *self = UNROLL_WRITTEN_TEXT (widget);
  int height, line;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->scroller, orientation, for_size, minimum,
                          natural, NULL, NULL);
      return;
    }

  gtk_widget_measure (GTK_WIDGET (self->label), orientation, for_size, &height,
                      NULL, NULL, NULL);
  pango_layout_get_pixel_size (gtk_label_get_layout (self->label), NULL, &line);
  line /= MAX (1, pango_layout_get_line_count (
                    gtk_label_get_layout (self->label)));
  *minimum = *natural = MIN (height, MAX_LINES * line);
}

static GtkSizeRequestMode
unroll_written_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
unroll_written_text_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  gtk_widget_size_allocate (UNROLL_WRITTEN_TEXT (widget)->scroller,
                            &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
unroll_written_text_dispose (GObject *object)
{
  UnrollWrittenText *self = UNROLL_WRITTEN_TEXT (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (unroll_written_text_parent_class)->dispose (object);
}

static void
unroll_written_text_finalize (GObject *object)
{
  UnrollWrittenText *self = UNROLL_WRITTEN_TEXT (object);

  g_free (self->beginning);
  g_string_free (self->shown, TRUE);

  G_OBJECT_CLASS (unroll_written_text_parent_class)->finalize (object);
}

static void
unroll_written_text_class_init (UnrollWrittenTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_written_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = unroll_written_text_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);

  widget_class->measure = unroll_written_text_measure;
  widget_class->get_request_mode = unroll_written_text_get_request_mode;
  widget_class->size_allocate = unroll_written_text_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "writtentext");
}

static void
unroll_written_text_init (UnrollWrittenText *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkAdjustment *adjustment;

  self->shown = g_string_new (NULL);
  self->chosen = -1;
  self->pressed = -1;
  self->at_end = TRUE;

  self->label = GTK_LABEL (label);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_yalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (self->label, 1);
  gtk_label_set_selectable (self->label, TRUE);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect_swapped (label, "query-tooltip", G_CALLBACK (tooltip_cb),
                            self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (label, events);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("What the network wrote"), -1);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), label);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (grown_cb), self);
  g_signal_connect_swapped (adjustment, "value-changed",
                            G_CALLBACK (scrolled_cb), self);
}

GtkWidget *
unroll_written_text_new (void)
{
  return g_object_new (UNROLL_TYPE_WRITTEN_TEXT, NULL);
}

/* What is shown: the beginning, or a sign that something is left out, and the
 * last letters. */
static void
choose_shown (UnrollWrittenText *self)
{
  guint n = n_letters (self);
  const char *rest;

  self->first_shown = 0;
  if (n > MAX_SHOWN)
    self->first_shown = (n - MAX_SHOWN + STRIDE - 1) / STRIDE * STRIDE;
  g_string_assign (self->shown,
                   self->first_shown > 0 ? "… " : self->beginning);
  self->n_before = self->shown->len;
  if (n == 0)
    return;
  rest = g_utf8_offset_to_pointer (self->letters->text->str,
                                   self->first_shown);
  g_string_append (self->shown, rest);
}

/* The beginning is dim, what was written stands out. */
static void
update_label (UnrollWrittenText *self)
{
  const char *written = self->shown->str + self->n_before;
  const char *end = self->shown->str + self->shown->len;
  const char *mark = end, *after = end;
  g_autofree char *before = g_strndup (self->shown->str, self->n_before);
  g_autofree char *first = NULL, *marked = NULL, *markup = NULL;

  if (self->chosen >= (int) self->first_shown
      && self->chosen < (int) n_letters (self))
    {
      mark = g_utf8_offset_to_pointer (written,
                                       self->chosen - self->first_shown);
      after = g_utf8_next_char (mark);
    }
  first = g_strndup (written, mark - written);
  marked = g_strndup (mark, after - mark);
  /* A hyphen at the end of a line would be one more letter. */
  markup = g_markup_printf_escaped ("<span insert_hyphens=\"false\">"
                                    "<span alpha=\"65%%\">%s</span>%s"
                                    "<span underline=\"double\""
                                    " weight=\"bold\">%s</span>%s</span>",
                                    before, first, marked, after);
  gtk_label_set_markup (self->label, markup);
}

void
unroll_written_text_show (UnrollWrittenText *self,
                          const char        *beginning,
                          const RnnLetters  *letters)
{
  g_return_if_fail (UNROLL_IS_WRITTEN_TEXT (self));

  g_free (self->beginning);
  self->beginning = g_strdup (beginning != NULL ? beginning : "");
  self->letters = letters;
  choose_shown (self);
  update_label (self);
}

void
unroll_written_text_choose (UnrollWrittenText *self,
                            int                chosen)
{
  g_return_if_fail (UNROLL_IS_WRITTEN_TEXT (self));

  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  update_label (self);
}

char *
unroll_written_text_get_all (UnrollWrittenText *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITTEN_TEXT (self), NULL);

  return g_strconcat (self->beginning,
                      self->letters != NULL ? self->letters->text->str : NULL,
                      NULL);
}

const char *
unroll_written_text_get_shown (UnrollWrittenText *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITTEN_TEXT (self), NULL);

  return self->shown->str;
}
