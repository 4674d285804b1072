#include "ui/writing-options.h"

/* Slow enough to be read along. */
#define LETTERS_PER_SECOND 15.0

struct _UnrollWritingOptions
{
  GtkPopover       parent_instance;

  /* Template widgets */
  GtkSpinButton   *count;
  GtkRange        *temperature;
  GtkCheckButton  *likeliest;
  GtkSpinButton   *seed;
  GtkCheckButton  *at_once;
  GtkWidget       *reset;

  UnrollWritingChoice usual;     /* as it is at first */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UnrollWritingOptions, unroll_writing_options,
                     GTK_TYPE_POPOVER)

static void
update_reset (UnrollWritingOptions *self)
{
  UnrollWritingChoice choice;

  unroll_writing_options_get_choice (self, &choice);
  gtk_widget_set_sensitive (self->reset,
                            !unroll_writing_choice_equal (&choice,
                                                          &self->usual));
}

/* How much is written, or how fast it is shown. */
static void
pace_changed_cb (UnrollWritingOptions *self)
{
  update_reset (self);
}

static void
changed_cb (UnrollWritingOptions *self)
{
  update_reset (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The button that is pressed cannot be any more then. */
static void
reset_cb (UnrollWritingOptions *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->count));
  unroll_writing_options_set_choice (self, &self->usual);
}

static void
unroll_writing_options_class_init (UnrollWritingOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/writing-options.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollWritingOptions, count);
  gtk_widget_class_bind_template_child (widget_class, UnrollWritingOptions, temperature);
  gtk_widget_class_bind_template_child (widget_class, UnrollWritingOptions, likeliest);
  gtk_widget_class_bind_template_child (widget_class, UnrollWritingOptions, seed);
  gtk_widget_class_bind_template_child (widget_class, UnrollWritingOptions, at_once);
  gtk_widget_class_bind_template_child (widget_class, UnrollWritingOptions, reset);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pace_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
unroll_writing_options_init (UnrollWritingOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_scale_add_mark (GTK_SCALE (self->temperature), 1.0, GTK_POS_BOTTOM, NULL);
  unroll_writing_options_get_choice (self, &self->usual);
  update_reset (self);
}

GtkWidget *
unroll_writing_options_new (void)
{
  return g_object_new (UNROLL_TYPE_WRITING_OPTIONS, NULL);
}

guint
unroll_writing_options_get_count (UnrollWritingOptions *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITING_OPTIONS (self), 0);

  return (guint) gtk_spin_button_get_value_as_int (self->count);
}

double
unroll_writing_options_get_temperature (UnrollWritingOptions *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITING_OPTIONS (self), 0.0);

  if (gtk_check_button_get_active (self->likeliest))
    return 0.0;
  return gtk_range_get_value (self->temperature);
}

guint32
unroll_writing_options_get_seed (UnrollWritingOptions *self)
{
  g_return_val_if_fail (UNROLL_IS_WRITING_OPTIONS (self), 0);

  return (guint32) gtk_spin_button_get_value (self->seed);
}

double
unroll_writing_options_get_letters_per_second (UnrollWritingOptions *self)
{
  gboolean animations = FALSE;

  g_return_val_if_fail (UNROLL_IS_WRITING_OPTIONS (self), 0.0);

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-enable-animations", &animations, NULL);
  if (!animations || gtk_check_button_get_active (self->at_once))
    return 0.0;
  return LETTERS_PER_SECOND;
}

void
unroll_writing_options_get_choice (UnrollWritingOptions *self,
                                   UnrollWritingChoice  *choice)
{
  g_return_if_fail (UNROLL_IS_WRITING_OPTIONS (self));
  g_return_if_fail (choice != NULL);

  *choice = (UnrollWritingChoice) {
    .count = unroll_writing_options_get_count (self),
    .temperature = gtk_range_get_value (self->temperature),
    .likeliest = gtk_check_button_get_active (self->likeliest),
    .seed = unroll_writing_options_get_seed (self),
    .at_once = gtk_check_button_get_active (self->at_once),
  };
}

void
unroll_writing_options_set_choice (UnrollWritingOptions      *self,
                                   const UnrollWritingChoice *choice)
{
  g_return_if_fail (UNROLL_IS_WRITING_OPTIONS (self));
  g_return_if_fail (choice != NULL);

  gtk_spin_button_set_value (self->count, choice->count);
  gtk_range_set_value (self->temperature, choice->temperature);
  gtk_check_button_set_active (self->likeliest, choice->likeliest);
  gtk_spin_button_set_value (self->seed, choice->seed);
  gtk_check_button_set_active (self->at_once, choice->at_once);
}

/* A temperature is chosen in tenths. */
gboolean
unroll_writing_choice_equal (const UnrollWritingChoice *a,
                             const UnrollWritingChoice *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->count == b->count && ABS (a->temperature - b->temperature) < 0.05
         && a->likeliest == b->likeliest && a->seed == b->seed
         && a->at_once == b->at_once;
}
