#include "app/export-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/file-chooser.h"
#include "app/window-picture.h"
#include "ui/paint/headings.h"

struct _UnrollExportDialog
{
  GtkWindow        parent_instance;

  /* Template widgets */
  GtkDropDown     *what;
  GtkToggleButton *svg;
  GtkToggleButton *pdf;
  GtkToggleButton *png;
  GtkDropDown     *size;
  GtkSpinButton   *width;
  GtkSpinButton   *height;
  GtkSpinButton   *scale;
  GtkSpinButton   *text;
  GtkToggleButton *as_window;
  GtkToggleButton *light;
  GtkToggleButton *dark;
  GtkCheckButton  *captioned;
  GtkEditable     *caption;
  GtkDrawingArea  *preview;
  GtkLabel        *result;

  /* Owned */
  GPtrArray       *cards;     /* to choose from, after the whole figure */
  char            *proposed;  /* the caption; it stays if it was changed */

  /* Borrowed */
  UnrollWindow    *window;

  gboolean         following; /* the controls are set by others */
};

G_DEFINE_FINAL_TYPE (UnrollExportDialog, unroll_export_dialog, GTK_TYPE_WINDOW)

#define DIALOG_KEY "unroll-export-dialog"
#define DEFAULT_WIDTH 1000
#define DEFAULT_HEIGHT 540
/* Around a card, which has no page of its own. */
#define CARD_MARGIN 14.0
#define CM_PER_PX (2.54 / 96.0)

/* In the order of the list. */
typedef enum
{
  SIZE_AS_WINDOW,
  SIZE_SLIDE,
  SIZE_PAGE,
  SIZE_SQUARE,
  SIZE_OTHER
} Size;

typedef struct
{
  int width, height;
} Lengths;

/* In pixels.  The whole figure needs more of them; a page's text is 17 cm
 * wide. */
static const Lengths card_sizes[] = {
  [SIZE_SLIDE] = { 960, 540 },
  [SIZE_PAGE] = { 643, 362 },
  [SIZE_SQUARE] = { 480, 480 },
};
static const Lengths figure_sizes[] = {
  [SIZE_SLIDE] = { 1280, 720 },
  [SIZE_PAGE] = { 643, 907 },
  [SIZE_SQUARE] = { 960, 960 },
};

/* What is chosen ---------------------------------------------------------- */

/* NULL for the whole figure. */
static UnrollCard *
get_card (UnrollExportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->what);

  if (selected == 0 || selected > self->cards->len)
    return NULL;

  return g_ptr_array_index (self->cards, selected - 1);
}

static PaintFormat
get_format (UnrollExportDialog *self)
{
  if (gtk_toggle_button_get_active (self->svg))
    return PAINT_FORMAT_SVG;

  return gtk_toggle_button_get_active (self->pdf) ? PAINT_FORMAT_PDF
                                                  : PAINT_FORMAT_PNG;
}

/* Vector pictures have no pixels to be more of. */
static void
get_options (UnrollExportDialog *self,
             PaintFormat         format,
             PaintExportOptions *options)
{
  UnrollCard *card = get_card (self);

  unroll_window_picture_options (self->window, card, options);
  options->width = gtk_spin_button_get_value_as_int (self->width);
  options->height = gtk_spin_button_get_value_as_int (self->height);
  if (format == PAINT_FORMAT_PNG)
    options->scale = gtk_spin_button_get_value (self->scale);
  options->text_scale = gtk_spin_button_get_value (self->text) / 100.0;
  if (!gtk_toggle_button_get_active (self->as_window))
    {
      options->look = NULL;
      options->dark = gtk_toggle_button_get_active (self->dark);
    }
  if (card != NULL)
    options->margin = CARD_MARGIN;
  if (gtk_check_button_get_active (self->captioned))
    options->caption = gtk_editable_get_text (self->caption);
}

/* What is shown ----------------------------------------------------------- */

/* Around a page that may be of the same colour as the dialog. */
static void
draw_edge (UnrollExportDialog *self,
           cairo_t            *cr,
           PaintRect           page)
{
  PaintExportOptions as_window;

  unroll_window_picture_options (self->window, NULL, &as_window);
  page = paint_rect_inset (&page, -0.5);
  paint_set_source (cr, paint_theme_color (as_window.look, PAINT_COLOR_AXIS));
  cairo_set_line_width (cr, 1.0);
  cairo_rectangle (cr, page.x, page.y, page.width, page.height);
  cairo_stroke (cr);
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        data)
{
  UnrollExportDialog *self = data;
  g_auto (UnrollWindowPicture) picture = { 0 };
  PaintExportOptions options;
  PaintRect page;
  double share;

  unroll_window_picture_init (&picture, self->window, get_card (self));
  get_options (self, get_format (self), &options);
  share = MIN (1.0, MIN ((width - 2) / options.width,
                         (height - 2) / options.height));
  page.width = share * options.width;
  page.height = share * options.height;
  page.x = floor ((width - page.width) / 2.0);
  page.y = floor ((height - page.height) / 2.0);

  draw_edge (self, cr, page);
  cairo_rectangle (cr, page.x, page.y, page.width, page.height);
  cairo_clip (cr);
  cairo_translate (cr, page.x, page.y);
  cairo_scale (cr, share, share);
  paint_export_preview (cr, &options, unroll_window_picture_draw, &picture,
                        gtk_widget_get_scale_factor (GTK_WIDGET (area)));
}

/* How large the file's picture is. */
static char *
describe_size (UnrollExportDialog *self)
{
  PaintExportOptions options;

  get_options (self, get_format (self), &options);
  if (get_format (self) == PAINT_FORMAT_PNG)
    return g_strdup_printf (_("%.0f × %.0f pixels"),
                            options.width * options.scale,
                            options.height * options.scale);

  return g_strdup_printf (_("%.1f × %.1f cm"), options.width * CM_PER_PX,
                          options.height * CM_PER_PX);
}

static void
update (UnrollExportDialog *self)
{
  g_autofree char *result = NULL;

  if (self->following || self->window == NULL)
    return;

  result = describe_size (self);
  gtk_label_set_label (self->result, result);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale),
                            get_format (self) == PAINT_FORMAT_PNG);
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

static void
follow_size (UnrollExportDialog *self)
{
  UnrollCard *card = get_card (self);
  Size size = gtk_drop_down_get_selected (self->size);
  Lengths lengths;
  PaintExportOptions options;

  if (size == SIZE_OTHER || self->window == NULL)
    return;

  if (size == SIZE_AS_WINDOW)
    {
      unroll_window_picture_options (self->window, card, &options);
      lengths = (Lengths) { (int) options.width, (int) options.height };
    }
  else
    lengths = card != NULL ? card_sizes[size] : figure_sizes[size];

  self->following = TRUE;
  gtk_spin_button_set_value (self->width, lengths.width);
  gtk_spin_button_set_value (self->height, lengths.height);
  self->following = FALSE;
}

static void
choice_changed_cb (UnrollExportDialog *self)
{
  if (self->following)
    return;

  follow_size (self);
  update (self);
}

static void
length_changed_cb (UnrollExportDialog *self)
{
  if (self->following)
    return;

  gtk_drop_down_set_selected (self->size, SIZE_OTHER);
  update (self);
}

/* Doing it ---------------------------------------------------------------- */

/* What the file's name is to end in, @name without an ending of a picture. */
static GFile *
with_ending (UnrollExportDialog *self,
             GFile              *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *whole = NULL;
  PaintFormat format;

  if (paint_format_of (path, &format))
    return g_object_ref (file);

  whole = g_strconcat (path, paint_format_ending (get_format (self)), NULL);

  return g_file_new_for_path (whole);
}

/* It was not asked whether that file may be replaced. */
static void
say_exists (UnrollExportDialog *self,
            GFile              *file)
{
  UnrollSession *session = unroll_window_get_session (self->window);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *sentence
    = g_strdup_printf (_("There is a file ‘%s’ already: choose another name, or"
                         " type this one in full to replace it."),
                       shown);

  unroll_view_state_set_message (unroll_session_get_state (session), sentence,
                                 NULL, NULL);
}

void
unroll_export_dialog_save (UnrollExportDialog *self,
                           GFile              *file)
{
  g_auto (UnrollWindowPicture) picture = { 0 };
  g_autoptr (GFile) named = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  PaintExportOptions options;
  PaintFormat format;
  gboolean written;

  g_return_if_fail (UNROLL_IS_EXPORT_DIALOG (self));
  g_return_if_fail (g_file_peek_path (file) != NULL);

  named = with_ending (self, file);
  if (!g_file_equal (named, file) && g_file_query_exists (named, NULL))
    {
      say_exists (self, named);
      return;
    }

  path = g_file_get_path (named);
  paint_format_of (path, &format);
  unroll_window_picture_init (&picture, self->window, get_card (self));
  get_options (self, format, &options);
  written = paint_export (path, &options, unroll_window_picture_draw, &picture,
                          &error);
  unroll_file_say_written (self->window, named, written, error);
}

static void
write_picture (UnrollWindow *window,
               GFile        *file)
{
  UnrollExportDialog *self = g_object_get_data (G_OBJECT (window), DIALOG_KEY);

  unroll_export_dialog_save (self, file);
  gtk_window_close (GTK_WINDOW (self));
}

static void
export_cb (UnrollExportDialog *self)
{
  UnrollCard *card = get_card (self);
  const char *ending = paint_format_ending (get_format (self));
  GtkFileChooser *chooser
    = unroll_file_chooser_new (self->window, GTK_WINDOW (self),
                               _("Save the picture"),
                               GTK_FILE_CHOOSER_ACTION_SAVE, write_picture);
  g_autofree char *whole = NULL;

  if (card != NULL)
    whole = g_strconcat (" – ", unroll_card_get_title (card), ending, NULL);
  unroll_file_chooser_filter (chooser, _("Pictures (SVG, PDF, PNG)"),
                              "*.svg *.pdf *.png");
  unroll_file_chooser_propose (chooser, self->window,
                               whole != NULL ? whole : ending);
  unroll_file_chooser_show (chooser);
}

static void
copy_cb (UnrollExportDialog *self)
{
  g_auto (UnrollWindowPicture) picture = { 0 };
  PaintExportOptions options;

  unroll_window_picture_init (&picture, self->window, get_card (self));
  get_options (self, PAINT_FORMAT_PNG, &options);
  unroll_window_picture_copy (&picture, &options);
  gtk_window_close (GTK_WINDOW (self));
}

/* The window -------------------------------------------------------------- */

static void
unroll_export_dialog_dispose (GObject *object)
{
  UnrollExportDialog *self = UNROLL_EXPORT_DIALOG (object);

  self->window = NULL;
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->proposed, g_free);

  G_OBJECT_CLASS (unroll_export_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
    "/io/github/unroll/Unroll/export-dialog.ui");
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, what);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, svg);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, pdf);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, png);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, size);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, width);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, height);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, scale);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, text);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, as_window);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, light);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, dark);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, captioned);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, caption);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, preview);
  gtk_widget_class_bind_template_child (klass, UnrollExportDialog, result);
  gtk_widget_class_bind_template_callback (klass, update);
  gtk_widget_class_bind_template_callback (klass, choice_changed_cb);
  gtk_widget_class_bind_template_callback (klass, length_changed_cb);
  gtk_widget_class_bind_template_callback (klass, export_cb);
  gtk_widget_class_bind_template_callback (klass, copy_cb);
}

static void
unroll_export_dialog_class_init (UnrollExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = unroll_export_dialog_dispose;

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
unroll_export_dialog_init (UnrollExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->preview, draw_cb, self, NULL);
}

static UnrollExportDialog *
get_dialog (UnrollWindow *window)
{
  UnrollExportDialog *self = g_object_get_data (G_OBJECT (window), DIALOG_KEY);
  PaintExportOptions as_window;

  if (self != NULL)
    return self;

  self = g_object_new (UNROLL_TYPE_EXPORT_DIALOG, "transient-for", window, NULL);
  g_object_set_data (G_OBJECT (window), DIALOG_KEY, self);
  unroll_window_picture_options (window, NULL, &as_window);
  gtk_spin_button_set_value (self->text, 100.0 * as_window.text_scale);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               MIN (as_window.width, DEFAULT_WIDTH),
                               MIN (as_window.height, DEFAULT_HEIGHT));
  self->window = window;

  return self;
}

/* What is elsewhere is of no moment of training. */
static gboolean
is_in_window (UnrollExportDialog *self,
              UnrollCard         *card)
{
  return gtk_widget_is_ancestor (GTK_WIDGET (card),
                                 GTK_WIDGET (self->window));
}

/* Titles are another when other pages are shown; @chosen may be in a dialog. */
static void
list_pictures (UnrollExportDialog *self,
               UnrollCard         *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_clear_pointer (&self->cards, g_ptr_array_unref);
  self->cards = unroll_cards_within (GTK_WIDGET (self->window));
  if (chosen != NULL && !is_in_window (self, chosen))
    g_ptr_array_add (self->cards, g_object_ref (chosen));
  gtk_string_list_append (names, _("The whole figure"));
  for (guint i = 0; i < self->cards->len; i++)
    {
      UnrollCard *card = g_ptr_array_index (self->cards, i);

      gtk_string_list_append (names, unroll_card_get_title (card));
      if (card == chosen)
        selected = i + 1;
    }

  self->following = TRUE;
  gtk_drop_down_set_model (self->what, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->what, selected);
  self->following = FALSE;
}

static void
propose_caption (UnrollExportDialog *self,
                 UnrollCard         *card)
{
  UnrollSession *session = unroll_window_get_session (self->window);
  UnrollViewState *state = unroll_session_get_state (session);
  char *proposed;

  if (card != NULL && !is_in_window (self, card))
    proposed = g_strdup (unroll_view_state_get_spec (state)->title);
  else
    proposed = paint_heading_caption (unroll_view_state_get_frame (state),
                                      unroll_view_state_get_sample (state));

  if (self->proposed == NULL
      || g_str_equal (gtk_editable_get_text (self->caption), self->proposed))
    gtk_editable_set_text (self->caption, proposed);
  g_free (self->proposed);
  self->proposed = proposed;
}

void
unroll_export_dialog_show (UnrollWindow *window,
                           UnrollCard   *card)
{
  UnrollExportDialog *self;

  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (card == NULL || UNROLL_IS_CARD (card));

  self = get_dialog (window);
  list_pictures (self, card);
  propose_caption (self, card);
  follow_size (self);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->what));
}
