#include "ui/written-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/paint/number.h"

#define PERCENT_DECIMALS 1
#define MAX_LINES 3

struct _UnrollWrittenText
{
  GtkWidget  parent_instance;

  /* Children */
  GtkWidget *scroller;
  GtkLabel  *label;

  /* Owned */
  GString   *text;            /* the beginning and all that was written */
  GArray    *shares;          /* float, one for each written letter */

  gsize      n_beginning;     /* bytes */
  guint      n_appended;
};

G_DEFINE_FINAL_TYPE (UnrollWrittenText, unroll_written_text, GTK_TYPE_WIDGET)

/* The number of the written letter at that point of the label, or −1. */
static glong
letter_at (UnrollWrittenText *self,
           int                x,
           int                y)
{
  PangoLayout *layout = gtk_label_get_layout (self->label);
  int layout_x, layout_y, index, trailing;
  const char *text = self->text->str;

  gtk_label_get_layout_offsets (self->label, &layout_x, &layout_y);
  if (!pango_layout_xy_to_index (layout, (x - layout_x) * PANGO_SCALE,
                                 (y - layout_y) * PANGO_SCALE, &index,
                                 &trailing)
      || index < (int) self->n_beginning)
    return -1;

  return g_utf8_pointer_to_offset (text + self->n_beginning, text + index);
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

  if (letter < 0 || (gulong) letter >= self->shares->len)
    return FALSE;

  paint_number_percent (g_array_index (self->shares, float, letter),
                        PERCENT_DECIMALS, percent);
  text = g_strdup_printf (_("Its probability was %s"), percent);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

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

  g_string_free (self->text, TRUE);
  g_array_unref (self->shares);

  G_OBJECT_CLASS (unroll_written_text_parent_class)->finalize (object);
}

static void
unroll_written_text_class_init (UnrollWrittenTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_written_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = unroll_written_text_finalize;

  widget_class->measure = unroll_written_text_measure;
  widget_class->get_request_mode = unroll_written_text_get_request_mode;
  widget_class->size_allocate = unroll_written_text_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "writtentext");
}

static void
unroll_written_text_init (UnrollWrittenText *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->text = g_string_new (NULL);
  self->shares = g_array_new (FALSE, FALSE, sizeof (float));

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
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("What the network wrote"), -1);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), label);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
unroll_written_text_new (void)
{
  return g_object_new (UNROLL_TYPE_WRITTEN_TEXT, NULL);
}

/* The beginning is dim, what was written stands out. */
static void
show (UnrollWrittenText *self)
{
  const char *written = self->text->str + self->n_beginning;
  g_autofree char *beginning
    = g_strndup (self->text->str, self->n_beginning);
  g_autofree char *markup
    = g_markup_printf_escaped ("<span alpha=\"65%%\">%s</span>%s", beginning,
                               written);

  gtk_label_set_markup (self->label, markup);
}

void
unroll_written_text_begin (UnrollWrittenText *self,
                           const char        *beginning)
{
  g_return_if_fail (UNROLL_IS_WRITTEN_TEXT (self));
  g_return_if_fail (beginning != NULL);

  g_string_assign (self->text, beginning);
  self->n_beginning = self->text->len;
  g_array_set_size (self->shares, 0);
  self->n_appended = 0;
  show (self);
}

void
unroll_written_text_append (UnrollWrittenText *self,
                            const char        *after,
                            const char        *letters,
                            const float       *p_letters,
                            guint              n_letters)
{
  gboolean goes_on;

  g_return_if_fail (UNROLL_IS_WRITTEN_TEXT (self));
  g_return_if_fail (after != NULL && letters != NULL);

  goes_on = g_str_equal (after, self->text->str);
  g_string_assign (self->text, after);
  g_string_append (self->text, letters);
  g_array_set_size (self->shares,
                    g_utf8_strlen (after + self->n_beginning, -1));
  if (p_letters != NULL)
    g_array_append_vals (self->shares, p_letters, n_letters);
  self->n_appended += goes_on;
  show (self);
}

const char *
unroll_written_text_get (UnrollWrittenText *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITTEN_TEXT (self), NULL);

  return self->text->str;
}

guint
unroll_written_text_get_n_appended (UnrollWrittenText *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITTEN_TEXT (self), 0);

  return self->n_appended;
}
