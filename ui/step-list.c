#include "ui/step-list.h"

#include <glib/gi18n-lib.h>

#include "ui/about-rows.h"
#include "ui/data-row.h"
#include "ui/data-shape.h"
#include "ui/fact-row.h"
#include "ui/layer-rows.h"
#include "ui/setting-row.h"
#include "ui/setting-words.h"
#include "ui/step-section.h"
#include "ui/summary-table.h"

typedef enum
{
  STEP_DATA,
  STEP_NETWORK,
  STEP_TRAINING,
  STEP_FIT,
  STEP_SUMMARY,
  N_STEPS
} Step;

struct _UnrollStepList
{
  GtkBox        parent_instance;

  /* Children */
  GtkWidget    *about;
  GtkWidget    *sections[N_STEPS];
  GtkWidget    *data;
  GtkWidget    *layers;
  GtkWidget    *sequences;
  GtkWidget    *output;
  GtkWidget    *summary;

  /* Owned */
  GHashTable   *rows;         /* "group.key" → UnrollSettingRow */
  GtkSizeGroup *labels;
};

G_DEFINE_FINAL_TYPE (UnrollStepList, unroll_step_list, GTK_TYPE_BOX)

enum
{
  CHANGED,
  TYPED,
  MORE_DATA,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define TITLE     "experiment.title"
#define NOTES     "experiment.notes"
#define DATA_TEXT "data.text"
#define DATA_FILE "data.file"
#define UNITS     "network.units"

/* Where each setting's row stands.  Not here: data.text and data.file, which
 * the data row shows, network.units, which the layers show, and the
 * experiment's title and notes, which belong to no step. */
static const struct
{
  const char *name;
  Step        step;
  gboolean    more;
} places[] = {
  { "data.time_steps", STEP_DATA },
  { "data.target", STEP_DATA },
  { "data.task", STEP_DATA, TRUE },
  { "data.input", STEP_DATA, TRUE },
  { "data.embedding", STEP_DATA, TRUE },
  { "data.stride", STEP_DATA, TRUE },
  { "data.cyclic", STEP_DATA, TRUE },
  { "data.shuffle_samples", STEP_DATA, TRUE },
  { "data.validation", STEP_DATA, TRUE },

  { "network.activation", STEP_NETWORK },
  { "network.stateful", STEP_NETWORK, TRUE },
  { "network.recurrent_gain", STEP_NETWORK, TRUE },

  { "training.optimizer", STEP_TRAINING },
  { "training.learning_rate", STEP_TRAINING },
  { "training.momentum", STEP_TRAINING },
  { "training.batch", STEP_TRAINING },
  { "training.clip", STEP_TRAINING },
  { "training.clip_value", STEP_TRAINING },
  { "training.nesterov", STEP_TRAINING, TRUE },
  { "training.rho", STEP_TRAINING, TRUE },
  { "training.beta_1", STEP_TRAINING, TRUE },
  { "training.beta_2", STEP_TRAINING, TRUE },
  { "training.epsilon", STEP_TRAINING, TRUE },
  { "training.loss", STEP_TRAINING, TRUE },
  { "training.shuffle", STEP_TRAINING, TRUE },

  { "fit.epochs", STEP_FIT },
  { "fit.seed", STEP_FIT },
};

static UnrollSettingRow *
row_of (UnrollStepList *self,
        const char     *name)
{
  return g_hash_table_lookup (self->rows, name);
}

static UnrollStepSection *
section (UnrollStepList *self,
         Step            step)
{
  return UNROLL_STEP_SECTION (self->sections[step]);
}

static void
row_changed_cb (UnrollStepList   *self,
                const char       *value,
                UnrollSettingRow *row)
{
  g_autofree char *name
    = unroll_setting_name (unroll_setting_row_get_setting (row));

  g_signal_emit (self, signals[CHANGED], 0, name, value);
}

static void
row_typed_cb (UnrollStepList   *self,
              const char       *value,
              UnrollSettingRow *row)
{
  g_autofree char *name
    = unroll_setting_name (unroll_setting_row_get_setting (row));

  g_signal_emit (self, signals[TYPED], 0, name, value);
}

static void
about_changed_cb (UnrollStepList *self,
                  const char     *name,
                  const char     *text)
{
  g_signal_emit (self, signals[CHANGED], 0, name, text);
}

static void
letters_changed_cb (UnrollStepList *self,
                    const char     *text)
{
  g_signal_emit (self, signals[CHANGED], 0, DATA_TEXT, text);
}

static void
letters_typed_cb (UnrollStepList *self,
                  const char     *text)
{
  g_signal_emit (self, signals[TYPED], 0, DATA_TEXT, text);
}

static void
more_data_cb (UnrollStepList *self)
{
  g_signal_emit (self, signals[MORE_DATA], 0);
}

static void
layers_changed_cb (UnrollStepList *self,
                   const char     *units)
{
  g_signal_emit (self, signals[CHANGED], 0, UNITS, units);
}

static void
layers_typed_cb (UnrollStepList *self,
                 const char     *units)
{
  g_signal_emit (self, signals[TYPED], 0, UNITS, units);
}

/* Building ------------------------------------------------------------------ */

static void
add_about (UnrollStepList *self)
{
  self->about = unroll_about_rows_new ();
  g_signal_connect_swapped (self->about, "changed",
                            G_CALLBACK (about_changed_cb), self);
  gtk_box_append (GTK_BOX (self), self->about);
}

static void
add_sections (UnrollStepList *self)
{
  const char *const titles[N_STEPS] = { _("Data"), _("Network"), _("Training"),
                                        _("Fit"), _("Summary") };

  for (Step step = 0; step < N_STEPS; step++)
    {
      self->sections[step] = unroll_step_section_new (step + 1, titles[step]);
      gtk_box_append (GTK_BOX (self), self->sections[step]);
    }
}

static void
add_data (UnrollStepList *self)
{
  self->data = unroll_data_row_new (self->labels);
  g_signal_connect_swapped (self->data, "changed",
                            G_CALLBACK (letters_changed_cb), self);
  g_signal_connect_swapped (self->data, "typed", G_CALLBACK (letters_typed_cb),
                            self);
  g_signal_connect_swapped (self->data, "more", G_CALLBACK (more_data_cb),
                            self);
  unroll_step_section_add (section (self, STEP_DATA), self->data);
}

static void
add_layers (UnrollStepList *self)
{
  self->layers = unroll_layer_rows_new (self->labels);
  g_signal_connect_swapped (self->layers, "changed",
                            G_CALLBACK (layers_changed_cb), self);
  g_signal_connect_swapped (self->layers, "typed", G_CALLBACK (layers_typed_cb),
                            self);
  unroll_step_section_add (section (self, STEP_NETWORK), self->layers);
}

static void
add_row (UnrollStepList *self,
         gsize           place)
{
  const char *name = places[place].name;
  GtkWidget *row = unroll_setting_row_new (rnn_setting_find (name), NULL);

  unroll_setting_row_align (UNROLL_SETTING_ROW (row), self->labels);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (row_changed_cb), self);
  g_signal_connect_swapped (row, "typed", G_CALLBACK (row_typed_cb), self);
  g_hash_table_insert (self->rows, g_strdup (name), row);

  if (places[place].more)
    unroll_step_section_add_more (section (self, places[place].step), row);
  else
    unroll_step_section_add (section (self, places[place].step), row);
}

/* What the target and the alphabet decide about the network. */
static void
add_facts (UnrollStepList *self)
{
  self->sequences
    = unroll_fact_row_new (_("Sequences"),
                           _("What the top layer hands on; the target of the "
                             "data decides it (return_sequences)."),
                           self->labels);
  unroll_step_section_add (section (self, STEP_NETWORK), self->sequences);

  self->output
    = unroll_fact_row_new (_("Output"),
                           _("A dense layer that gives every different letter "
                             "its probability."),
                           self->labels);
  unroll_step_section_add (section (self, STEP_NETWORK), self->output);

  self->summary = unroll_summary_table_new ();
  unroll_step_section_add (section (self, STEP_SUMMARY), self->summary);
}

static void
unroll_step_list_finalize (GObject *object)
{
  UnrollStepList *self = UNROLL_STEP_LIST (object);

  g_hash_table_unref (self->rows);
  g_object_unref (self->labels);

  G_OBJECT_CLASS (unroll_step_list_parent_class)->finalize (object);
}

static void
unroll_step_list_class_init (UnrollStepListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = unroll_step_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                   G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_STRING);
  signals[MORE_DATA] = g_signal_new ("more-data", type, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "steplist");
}

static void
unroll_step_list_init (UnrollStepList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  GTK_ORIENTATION_VERTICAL);

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  add_about (self);
  add_sections (self);
  add_data (self);
  add_layers (self);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    add_row (self, i);
  add_facts (self);
}

GtkWidget *
unroll_step_list_new (void)
{
  return g_object_new (UNROLL_TYPE_STEP_LIST, NULL);
}

/* Showing ------------------------------------------------------------------ */

void
unroll_step_list_show (UnrollStepList *self,
                       const RnnSpec  *spec)
{
  g_autofree char *units = NULL;
  guint n_changed[N_STEPS] = { 0 };
  g_auto (RnnSpec) usual = { 0 };

  g_return_if_fail (UNROLL_IS_STEP_LIST (self));
  g_return_if_fail (spec != NULL);

  rnn_spec_init_default (&usual);
  unroll_about_rows_show (UNROLL_ABOUT_ROWS (self->about), spec);
  unroll_data_row_show (UNROLL_DATA_ROW (self->data), spec);
  units = rnn_spec_get (spec, UNITS);
  unroll_layer_rows_set_value (UNROLL_LAYER_ROWS (self->layers), units);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      UnrollSettingRow *row = row_of (self, places[i].name);
      const RnnSetting *setting = unroll_setting_row_get_setting (row);
      gboolean relevant = unroll_setting_is_relevant (setting, spec);
      g_autofree char *value = rnn_spec_get (spec, places[i].name);
      g_autofree char *usual_value = rnn_spec_get (&usual, places[i].name);

      unroll_setting_row_set_value (row, value);
      gtk_widget_set_visible (GTK_WIDGET (row), relevant);
      if (places[i].more && relevant && !g_str_equal (value, usual_value))
        n_changed[places[i].step]++;
    }

  for (Step step = 0; step < N_STEPS; step++)
    unroll_step_section_set_n_changed (section (self, step), n_changed[step]);
}

void
unroll_step_list_show_consequences (UnrollStepList *self,
                                    const RnnSpec  *spec,
                                    const RnnFrame *frame)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  RnnDataset shape;
  gsize n_letters;
  gboolean known;

  g_return_if_fail (UNROLL_IS_STEP_LIST (self));
  g_return_if_fail (spec != NULL);

  known = unroll_data_shape (spec, frame, &shape, &n_letters, &error);
  unroll_data_row_count (UNROLL_DATA_ROW (self->data), known ? &shape : NULL,
                         n_letters);
  unroll_fact_row_set_text (UNROLL_FACT_ROW (self->sequences),
                            spec->target == RNN_TARGET_LAST
                              ? _("last step") : _("every step"));
  if (known)
    {
      output = g_strdup_printf (_("softmax · %u"), shape.n_classes);
      unroll_summary_table_show (UNROLL_SUMMARY_TABLE (self->summary), spec,
                                 &shape);
    }
  else
    {
      g_autofree char *sentence
        = unroll_setting_sentence (error->message, NULL);

      output = g_strdup (_("softmax"));
      unroll_summary_table_show_reason (UNROLL_SUMMARY_TABLE (self->summary),
                                        sentence);
    }
  unroll_fact_row_set_text (UNROLL_FACT_ROW (self->output), output);
}

void
unroll_step_list_set_waiting (UnrollStepList *self,
                              const char     *name,
                              gboolean        waiting)
{
  g_return_if_fail (UNROLL_IS_STEP_LIST (self));
  g_return_if_fail (name != NULL);

  if (g_str_equal (name, DATA_TEXT))
    unroll_data_row_set_waiting (UNROLL_DATA_ROW (self->data), waiting);
  else if (g_str_equal (name, UNITS))
    unroll_layer_rows_set_waiting (UNROLL_LAYER_ROWS (self->layers), waiting);
  else if (row_of (self, name) != NULL)
    unroll_setting_row_set_waiting (row_of (self, name), waiting);
}

static gboolean
is_about (const char *name)
{
  return g_str_equal (name, TITLE) || g_str_equal (name, NOTES);
}

static void
set_row_error (UnrollStepList *self,
               const char     *name,
               const char     *sentence)
{
  if (is_about (name))
    unroll_about_rows_set_error (UNROLL_ABOUT_ROWS (self->about), name,
                                 sentence);
  else if (g_str_equal (name, DATA_TEXT) || g_str_equal (name, DATA_FILE))
    unroll_data_row_set_error (UNROLL_DATA_ROW (self->data), sentence);
  else if (g_str_equal (name, UNITS))
    unroll_layer_rows_set_error (UNROLL_LAYER_ROWS (self->layers), sentence);
  else if (row_of (self, name) != NULL)
    unroll_setting_row_set_error (row_of (self, name), sentence);
}

void
unroll_step_list_set_error (UnrollStepList *self,
                            const char     *name,
                            const char     *message)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (UNROLL_IS_STEP_LIST (self));
  g_return_if_fail (name != NULL);

  if (message == NULL)
    {
      set_row_error (self, name, NULL);
      return;
    }

  sentence = unroll_setting_sentence (message, name);
  set_row_error (self, name, sentence);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].more && g_str_equal (places[i].name, name))
      unroll_step_section_show_more (section (self, places[i].step));
}

GtkWidget *
unroll_step_list_get_row (UnrollStepList *self,
                          const char     *name)
{
  g_return_val_if_fail (UNROLL_IS_STEP_LIST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (is_about (name))
    return self->about;
  if (g_str_equal (name, DATA_TEXT) || g_str_equal (name, DATA_FILE))
    return self->data;
  if (g_str_equal (name, UNITS))
    return self->layers;

  return g_hash_table_lookup (self->rows, name);
}

GtkWidget *
unroll_step_list_get_summary (UnrollStepList *self)
{
  g_return_val_if_fail (UNROLL_IS_STEP_LIST (self), NULL);

  return self->summary;
}
