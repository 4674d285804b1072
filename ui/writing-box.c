#include "ui/writing-box.h"

#include <glib/gi18n-lib.h>

#include "ui/written-text.h"
#include "ui/written-view.h"

/* Of the picture, as little as its letters and colours need. */
#define STATES_HEIGHT 58

struct _UnrollWritingBox
{
  UnrollPart         parent_instance;

  /* Children */
  GtkWidget         *box;
  UnrollWrittenText *text;
  UnrollWrittenView *states;
  GtkLabel          *caption;

  double             temperature;
  guint32            seed;
  int                chosen;        /* −1: none */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UnrollWritingBox, unroll_writing_box, UNROLL_TYPE_PART)

/* "epoch 3", or "epochs 3–80" where training went on meanwhile. */
static char *
epochs_of (const RnnLetters *letters)
{
  guint32 least = G_MAXUINT32, most = 0;

  for (guint i = 0; i < letters->epochs->len; i++)
    {
      guint32 epoch = g_array_index (letters->epochs, guint32, i);

      least = MIN (least, epoch);
      most = MAX (most, epoch);
    }

  return least == most ? g_strdup_printf (_("epoch %u"), least)
                       : g_strdup_printf (_("epochs %u–%u"), least, most);
}

/* What is needed to write the same again. */
static void
show_caption (UnrollWritingBox *self,
              const RnnLetters *letters)
{
  g_autofree char *epochs = epochs_of (letters);
  g_autofree char *caption = NULL;

  if (self->temperature > 0.0)
    caption = g_strdup_printf (_("%s · temperature %.1f · seed %u"), epochs,
                               self->temperature, self->seed);
  else
    caption = g_strdup_printf (_("%s · always the likeliest"), epochs);
  gtk_label_set_label (self->caption, caption);
}

static void
written_changed_cb (UnrollWritingBox *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const char *after;
  const RnnLetters *letters = unroll_view_state_get_written (state, &after);

  if (letters == NULL)
    unroll_writing_box_choose (self, -1);
  unroll_written_text_show (self->text, after, letters);
  gtk_widget_set_visible (GTK_WIDGET (self), letters != NULL);
  if (letters != NULL)
    show_caption (self, letters);
}

/* A letter that is looked at is let go by another click. */
static void
chosen_cb (UnrollWritingBox *self,
           guint             letter)
{
  unroll_writing_box_choose (self, (int) letter == self->chosen ? -1
                                                                : (int) letter);
}

/* The picture watches the state too. */
static void
state_changed_cb (UnrollWritingBox *self)
{
  unroll_part_set_state (UNROLL_PART (self->states),
                         unroll_part_get_state (UNROLL_PART (self)));
}

/* All of it, also what is out of sight. */
static void
copy_cb (UnrollWritingBox *self)
{
  g_autofree char *all = unroll_written_text_get_all (self->text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

static void
unroll_writing_box_class_init (UnrollWritingBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "writingbox");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_foot (UnrollWritingBox *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *caption = gtk_label_new (NULL);
  GtkWidget *copy = gtk_button_new_with_label (_("Copy"));

  self->caption = GTK_LABEL (caption);
  gtk_label_set_xalign (self->caption, 0);
  gtk_label_set_wrap (self->caption, TRUE);
  gtk_label_set_width_chars (self->caption, 1);
  gtk_widget_set_hexpand (caption, TRUE);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "numeric");

  gtk_widget_add_css_class (copy, "copy");
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (copy, _("Copies the letters with all that was"
                                       " written after them."));
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), self);
  gtk_box_append (GTK_BOX (foot), caption);
  gtk_box_append (GTK_BOX (foot), copy);
  return foot;
}

static void
unroll_writing_box_init (UnrollWritingBox *self)
{
  GtkWidget *text = unroll_written_text_new ();
  GtkWidget *states = unroll_written_view_new (NULL);

  self->chosen = -1;
  self->states = UNROLL_WRITTEN_VIEW (states);
  gtk_widget_set_size_request (states, -1, STATES_HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (states),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Hidden states along what is written"), -1);
  g_signal_connect_swapped (states, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (text, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self, "notify::state", G_CALLBACK (state_changed_cb), NULL);
  self->text = UNROLL_WRITTEN_TEXT (text);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self->box), text);
  gtk_box_append (GTK_BOX (self->box), states);
  gtk_box_append (GTK_BOX (self->box), new_foot (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  unroll_part_watch (UNROLL_PART (self), "n-written",
                     G_CALLBACK (written_changed_cb));
}

GtkWidget *
unroll_writing_box_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_WRITING_BOX, "state", state, NULL);
}

void
unroll_writing_box_ask (UnrollWritingBox *self,
                        double            temperature,
                        guint32           seed)
{
  g_return_if_fail (UNROLL_IS_WRITING_BOX (self));

  self->temperature = temperature;
  self->seed = seed;
}

int
unroll_writing_box_get_chosen (UnrollWritingBox *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITING_BOX (self), -1);

  return self->chosen;
}

void
unroll_writing_box_choose (UnrollWritingBox *self,
                           int               chosen)
{
  g_return_if_fail (UNROLL_IS_WRITING_BOX (self));

  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  unroll_written_text_choose (self->text, chosen);
  unroll_written_view_choose (self->states, chosen);
  g_signal_emit (self, signals[CHOSEN], 0);
}
