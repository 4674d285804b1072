#include "ui/letter-popover.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/commands.h"
#include "ui/paint/letter.h"

/* More are found by typing. */
#define MAX_SHOWN 120
#define PER_LINE 12
#define MOST_HEIGHT 220
#define SPACING 6
#define WIDTH_CHARS 14

struct _UnrollLetterPopover
{
  GtkPopover  parent_instance;

  /* Owned */
  RnnDataset *dataset;

  /* Borrowed */
  GtkWidget  *entry;
  GtkFlowBox *letters;
  GtkLabel   *note;

  guint       t;
};

G_DEFINE_FINAL_TYPE (UnrollLetterPopover, unroll_letter_popover,
                     GTK_TYPE_POPOVER)

static void
set_note (UnrollLetterPopover *self,
          const char          *sentence)
{
  gtk_label_set_text (self->note, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *sentence != '\0');
  if (*sentence != '\0')
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
}

static void
choose (UnrollLetterPopover *self,
        guint                letter)
{
  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SWAP_LETTER,
                              "(uu)", self->t, letter);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The list ----------------------------------------------------------------- */

static const char *
typed (UnrollLetterPopover *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
add_letter (UnrollLetterPopover *self,
            guint                letter,
            const char          *label)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child),
                                gtk_label_new (label));
  g_object_set_data (G_OBJECT (child), "letter", GUINT_TO_POINTER (letter));
  gtk_accessible_update_property (GTK_ACCESSIBLE (child),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_flow_box_insert (self->letters, child, -1);
}

/* Those with @part in their labels; returns how many. */
static guint
add_letters (UnrollLetterPopover *self,
             const char          *part)
{
  guint n = rnn_interventions_letters (self->dataset);
  guint n_shown = 0;

  for (guint i = 0; i < n && n_shown < MAX_SHOWN; i++)
    {
      char label[PAINT_LETTER_LABEL_SIZE];

      paint_letter (self->dataset, i, label);
      if (strstr (label, part) == NULL)
        continue;
      add_letter (self, i, label);
      n_shown++;
    }

  return n_shown;
}

/* Where none is left of what is typed, all of them are there to be chosen. */
static void
show_letters (UnrollLetterPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->letters)))
         != NULL)
    gtk_flow_box_remove (self->letters, child);

  if (add_letters (self, typed (self)) == 0)
    add_letters (self, "");
}

static void
changed_cb (UnrollLetterPopover *self)
{
  set_note (self, "");
  show_letters (self);
}

static void
child_activated_cb (UnrollLetterPopover *self,
                    GtkFlowBoxChild     *child)
{
  choose (self,
          GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "letter")));
}

/* Typing ------------------------------------------------------------------- */

/* The letter of that label: of data without an alphabet a number. */
static gboolean
find_label (UnrollLetterPopover *self,
            const char          *text,
            guint               *letter)
{
  guint n = rnn_interventions_letters (self->dataset);
  char label[PAINT_LETTER_LABEL_SIZE];

  for (*letter = 0; *letter < n; (*letter)++)
    if (g_str_equal (paint_letter (self->dataset, *letter, label), text))
      return TRUE;

  return FALSE;
}

static void
activate_cb (UnrollLetterPopover *self)
{
  g_autofree guint16 *codes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_codes = 0;
  guint letter;

  if (self->dataset->alphabet != NULL)
    codes = rnn_alphabet_encode (self->dataset->alphabet, typed (self), -1,
                                 &n_codes, &error);
  if (codes != NULL && n_codes == 1)
    choose (self, codes[0]);
  else if (find_label (self, typed (self), &letter))
    choose (self, letter);
  else if (error != NULL)
    set_note (self, error->message);
  else
    set_note (self, _("Type one letter, or choose one below"));
}

/* The widget --------------------------------------------------------------- */

static void
unroll_letter_popover_dispose (GObject *object)
{
  UnrollLetterPopover *self = UNROLL_LETTER_POPOVER (object);

  g_clear_pointer (&self->dataset, rnn_dataset_unref);

  G_OBJECT_CLASS (unroll_letter_popover_parent_class)->dispose (object);
}

static void
unroll_letter_popover_class_init (UnrollLetterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = unroll_letter_popover_dispose;
}

static GtkWidget *
make_list (UnrollLetterPopover *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->letters = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_max_children_per_line (self->letters, PER_LINE);
  gtk_flow_box_set_min_children_per_line (self->letters, PER_LINE / 2);
  gtk_flow_box_set_selection_mode (self->letters, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->letters, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->letters), "letters");
  g_signal_connect_swapped (self->letters, "child-activated",
                            G_CALLBACK (child_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (
    GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 GTK_WIDGET (self->letters));

  return scrolled;
}

static void
unroll_letter_popover_init (UnrollLetterPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  GtkWidget *note = gtk_label_new (NULL);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  _("Another letter"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb),
                            self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb),
                            self);
  gtk_label_set_xalign (GTK_LABEL (note), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 2 * WIDTH_CHARS);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_set_visible (note, FALSE);
  self->note = GTK_LABEL (note);

  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
unroll_letter_popover_new (UnrollViewState *state,
                           guint            t)
{
  UnrollLetterPopover *self;
  g_autofree char *name = NULL;
  RnnFrame *frame;

  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (state), NULL);
  frame = unroll_view_state_get_frame (state);
  g_return_val_if_fail (frame != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_LETTER_POPOVER, NULL);
  self->dataset = rnn_dataset_ref (frame->dataset);
  self->t = t;
  name = g_strdup_printf (_("Another letter at t = %u"), t);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_letters (self);

  return GTK_WIDGET (self);
}

GtkWidget *
unroll_letter_popover_get_entry (UnrollLetterPopover *self)
{
  g_return_val_if_fail (UNROLL_IS_LETTER_POPOVER (self), NULL);

  return self->entry;
}

GtkFlowBox *
unroll_letter_popover_get_letters (UnrollLetterPopover *self)
{
  g_return_val_if_fail (UNROLL_IS_LETTER_POPOVER (self), NULL);

  return self->letters;
}

const char *
unroll_letter_popover_get_note (UnrollLetterPopover *self)
{
  g_return_val_if_fail (UNROLL_IS_LETTER_POPOVER (self), NULL);

  return gtk_label_get_text (self->note);
}
