#include "ui/about-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/setting-words.h"

typedef enum
{
  FIELD_TITLE,
  FIELD_NOTES,
  N_FIELDS
} Field;

struct _UnrollAboutRows
{
  GtkBox         parent_instance;

  /* Children */
  GtkWidget     *title;
  GtkWidget     *notes;
  GtkWidget     *scrolled;          /* around them */
  GtkWidget     *placeholder;       /* where there are none */
  GtkWidget     *errors[N_FIELDS];

  /* Owned */
  char          *values[N_FIELDS];  /* of the experiment */

  /* Borrowed */
  GtkTextBuffer *buffer;            /* of the notes */

  gboolean       showing;           /* a field changes by us, not by a person */
  gboolean       acting;            /* the notes are being changed */
};

G_DEFINE_FINAL_TYPE (UnrollAboutRows, unroll_about_rows, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const names[N_FIELDS] = { "experiment.title",
                                             "experiment.notes" };

#define MIN_CHARS 3
#define WRITING_LINES 9
#define READING_LINES 3

static Field
field_of (const char *name)
{
  return g_str_equal (name, names[FIELD_TITLE]) ? FIELD_TITLE : FIELD_NOTES;
}

static GtkWidget *
control_of (UnrollAboutRows *self,
            Field            field)
{
  return field == FIELD_TITLE ? self->title : self->notes;
}

/* What stands there (transfer full). */
static char *
text_of (UnrollAboutRows *self,
         Field            field)
{
  GtkTextIter start, end;

  if (field == FIELD_TITLE)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/* Showing ------------------------------------------------------------------ */

static void
show_sentence (UnrollAboutRows *self,
               Field            field,
               const char      *sentence)
{
  GtkWidget *label = self->errors[field];

  gtk_label_set_label (GTK_LABEL (label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (label, sentence != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (control_of (self, field)),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Letters that begin both, and so many after them that end both. */
static void
find_common (const char *a,
             const char *b,
             int        *n_first,
             int        *n_last)
{
  const char *a_end = a + strlen (a);
  const char *b_end = b + strlen (b);

  *n_first = 0;
  *n_last = 0;
  for (; *a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b);
       a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    ++*n_first;
  while (a_end > a && b_end > b)
    {
      a_end = g_utf8_prev_char (a_end);
      b_end = g_utf8_prev_char (b_end);
      if (g_utf8_get_char (a_end) != g_utf8_get_char (b_end))
        break;
      ++*n_last;
    }
}

/* Only what is another, so that the cursor comes to where it is, and the view
 * does not jump. */
static void
show_notes (UnrollAboutRows *self,
            const char      *notes)
{
  g_autofree char *old = text_of (self, FIELD_NOTES);
  int n_first, n_last;
  const char *first, *last;
  GtkTextIter start, end;

  find_common (old, notes, &n_first, &n_last);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, n_first);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_iter_backward_chars (&end, n_last);
  gtk_text_buffer_delete (self->buffer, &start, &end);

  first = g_utf8_offset_to_pointer (notes, n_first);
  last = g_utf8_offset_to_pointer (notes + strlen (notes), -n_last);
  gtk_text_buffer_insert (self->buffer, &start, first, (int) (last - first));
  gtk_text_buffer_place_cursor (self->buffer, &start);
}

static void
show (UnrollAboutRows *self,
      Field            field)
{
  self->showing = TRUE;
  if (field == FIELD_NOTES)
    {
      show_notes (self, self->values[field]);
    }
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->title), self->values[field]);
      gtk_editable_set_position (GTK_EDITABLE (self->title), -1);
    }
  self->showing = FALSE;
}

/* Typing ------------------------------------------------------------------- */

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

static void
take (UnrollAboutRows *self,
      Field            field)
{
  g_autofree char *text = NULL;

  if (self->showing)
    return;

  text = text_of (self, field);
  show_sentence (self, field, NULL);
  if (field == FIELD_TITLE && is_blank (text))
    {
      show_sentence (self, field,
                     _("An experiment needs a title, for its heading and its "
                       "file: type one."));
      return;
    }
  if (g_strcmp0 (text, self->values[field]) != 0)
    g_signal_emit (self, signals[CHANGED], 0, names[field], text);
}

static void
title_typed_cb (UnrollAboutRows *self)
{
  take (self, FIELD_TITLE);
}

static void
notes_typed_cb (UnrollAboutRows *self)
{
  gtk_widget_set_visible (self->placeholder,
                          gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (!self->acting)
    take (self, FIELD_NOTES);
}

/* What is pasted over letters takes them away first. */
static void
action_begins_cb (UnrollAboutRows *self)
{
  self->acting = TRUE;
}

static void
action_ends_cb (UnrollAboutRows *self)
{
  self->acting = FALSE;
  take (self, FIELD_NOTES);
}

/* A title that cannot be is not left standing there.  Notes are: somebody may
 * have written them for long, and can shorten them. */
static void
title_left_cb (UnrollAboutRows *self)
{
  g_autofree char *text = text_of (self, FIELD_TITLE);

  if (g_strcmp0 (text, self->values[FIELD_TITLE]) != 0)
    show (self, FIELD_TITLE);
}

/* Building ----------------------------------------------------------------- */

static GtkWidget *
new_error (void)
{
  GtkWidget *error = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (error), 0);
  gtk_label_set_wrap (GTK_LABEL (error), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (error), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (error), 1);
  gtk_widget_set_visible (error, FALSE);
  gtk_widget_add_css_class (error, "sentence");
  gtk_widget_add_css_class (error, "wrong");

  return error;
}

static const char *
label_of (Field field)
{
  return unroll_setting_label (rnn_setting_find (names[field]));
}

static void
add_error (UnrollAboutRows *self,
           Field            field)
{
  const RnnSetting *setting = rnn_setting_find (names[field]);
  GtkWidget *control = control_of (self, field);
  g_autofree char *tooltip
    = g_strjoin ("\n", g_dgettext (GETTEXT_PACKAGE, setting->help),
                 _("Saved with the experiment; the training does not notice."),
                 NULL);

  self->errors[field] = new_error ();
  gtk_box_append (GTK_BOX (self), self->errors[field]);
  gtk_widget_set_tooltip_text (control, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label_of (field),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip,
                                  -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                  self->errors[field], -1);
}

static void
add_title (UnrollAboutRows *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->title = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title),
                                  label_of (FIELD_TITLE));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->title), MIN_CHARS);
  gtk_text_set_truncate_multiline (
    GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->title))), TRUE);
  g_signal_connect_swapped (self->title, "changed",
                            G_CALLBACK (title_typed_cb), self);
  g_signal_connect_swapped (self->title, "activate",
                            G_CALLBACK (title_left_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (title_left_cb), self);
  gtk_widget_add_controller (self->title, focus);
  gtk_box_append (GTK_BOX (self), self->title);
}

static GtkWidget *
new_notes (UnrollAboutRows *self)
{
  GtkWidget *notes = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (notes), GTK_WRAP_WORD_CHAR);
  /* The key leads on to the settings. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (notes), FALSE);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes));
  g_signal_connect_swapped (self->buffer, "changed",
                            G_CALLBACK (notes_typed_cb), self);
  g_signal_connect_swapped (self->buffer, "begin-user-action",
                            G_CALLBACK (action_begins_cb), self);
  g_signal_connect_swapped (self->buffer, "end-user-action",
                            G_CALLBACK (action_ends_cb), self);

  return notes;
}

/* A text view has no placeholder of its own. */
static GtkWidget *
new_placeholder (void)
{
  GtkWidget *label = gtk_label_new (label_of (FIELD_NOTES));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_add_css_class (label, "placeholder");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/* Of whole lines, so that none is cut. */
static int
lines_height (UnrollAboutRows *self,
              int              n_lines)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  GtkBorder padding, border;

  pango_font_metrics_unref (metrics);
  gtk_style_context_get_padding (gtk_widget_get_style_context (self->notes),
                                 &padding);
  gtk_style_context_get_border (gtk_widget_get_style_context (self->scrolled),
                                &border);

  return border.top + padding.top + n_lines * line + border.bottom;
}

/* More room while they are written, also when another window is looked at
 * meanwhile. */
static void
update_height (UnrollAboutRows *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean writing = root != NULL && gtk_root_get_focus (root) == self->notes;

  gtk_scrolled_window_set_min_content_height (
    GTK_SCROLLED_WINDOW (self->scrolled),
    lines_height (self, writing ? WRITING_LINES : READING_LINES));
}

static void
root_changed_cb (UnrollAboutRows *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_connect_object (root, "notify::focus-widget",
                             G_CALLBACK (update_height), self,
                             G_CONNECT_SWAPPED);
}

static void
add_notes (UnrollAboutRows *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->notes = new_notes (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->notes);

  self->scrolled = scrolled;
  self->placeholder = new_placeholder ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->placeholder);
  gtk_box_append (GTK_BOX (self), overlay);
}

/* The object --------------------------------------------------------------- */

static void
unroll_about_rows_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (unroll_about_rows_parent_class)->css_changed (widget,
                                                                  change);
  update_height (UNROLL_ABOUT_ROWS (widget));
}

static void
unroll_about_rows_finalize (GObject *object)
{
  UnrollAboutRows *self = UNROLL_ABOUT_ROWS (object);

  for (Field field = 0; field < N_FIELDS; field++)
    g_free (self->values[field]);

  G_OBJECT_CLASS (unroll_about_rows_parent_class)->finalize (object);
}

static void
unroll_about_rows_class_init (UnrollAboutRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = unroll_about_rows_finalize;
  GTK_WIDGET_CLASS (klass)->css_changed = unroll_about_rows_css_changed;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING,
                                   G_TYPE_STRING);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "aboutrows");
}

static void
unroll_about_rows_init (UnrollAboutRows *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rows");

  add_title (self);
  add_error (self, FIELD_TITLE);
  add_notes (self);
  add_error (self, FIELD_NOTES);
  g_signal_connect (self, "map", G_CALLBACK (update_height), NULL);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_changed_cb), NULL);
}

GtkWidget *
unroll_about_rows_new (void)
{
  return g_object_new (UNROLL_TYPE_ABOUT_ROWS, NULL);
}

void
unroll_about_rows_show (UnrollAboutRows *self,
                        const RnnSpec   *spec)
{
  g_return_if_fail (UNROLL_IS_ABOUT_ROWS (self));
  g_return_if_fail (spec != NULL);

  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *value = rnn_spec_get (spec, names[field]);
      g_autofree char *text = NULL;

      if (g_strcmp0 (self->values[field], value) == 0)
        continue;

      g_free (self->values[field]);
      self->values[field] = g_steal_pointer (&value);
      text = text_of (self, field);
      if (!g_str_equal (text, self->values[field]))
        show (self, field);
      show_sentence (self, field, NULL);
    }
}

void
unroll_about_rows_set_error (UnrollAboutRows *self,
                             const char      *name,
                             const char      *sentence)
{
  g_return_if_fail (UNROLL_IS_ABOUT_ROWS (self));
  g_return_if_fail (name != NULL);

  show_sentence (self, field_of (name), sentence);
}

const char *
unroll_about_rows_get_error (UnrollAboutRows *self,
                             const char      *name)
{
  GtkWidget *error;

  g_return_val_if_fail (UNROLL_IS_ABOUT_ROWS (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  error = self->errors[field_of (name)];

  return gtk_widget_get_visible (error)
           ? gtk_label_get_label (GTK_LABEL (error)) : NULL;
}

GtkWidget *
unroll_about_rows_get_control (UnrollAboutRows *self,
                               const char      *name)
{
  g_return_val_if_fail (UNROLL_IS_ABOUT_ROWS (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return control_of (self, field_of (name));
}

gboolean
unroll_about_rows_is_typing (UnrollAboutRows *self)
{
  g_return_val_if_fail (UNROLL_IS_ABOUT_ROWS (self), FALSE);

  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *text = text_of (self, field);
      GtkStateFlags state
        = gtk_widget_get_state_flags (control_of (self, field));

      if ((state & GTK_STATE_FLAG_FOCUS_WITHIN) != 0
          && g_strcmp0 (text, self->values[field]) != 0)
        return TRUE;
    }

  return FALSE;
}
