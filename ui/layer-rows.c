#include "ui/layer-rows.h"

#include <glib/gi18n-lib.h>

#include "core/spec.h"
#include "ui/fact-row.h"
#include "ui/setting-row.h"

#define SEPARATOR ";"

typedef struct
{
  GtkWidget *box;
  GtkWidget *remove;
  GtkWidget *units;           /* UnrollSettingRow */
} Layer;

struct _UnrollLayerRows
{
  GtkBox     parent_instance;

  /* Children */
  Layer      layers[RNN_MAX_LAYERS];
  GtkWidget *add;

  /* Owned */
  char      *value;

  guint      n_layers;
};

G_DEFINE_FINAL_TYPE (UnrollLayerRows, unroll_layer_rows, GTK_TYPE_BOX)

enum
{
  CHANGED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The text form with layer @layer's units replaced, or left out if NULL; a
 * @layer above the top one is put there. */
static char *
value_with (UnrollLayerRows *self,
            guint            layer,
            const char      *units)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < self->n_layers || i <= layer; i++)
    {
      UnrollSettingRow *row = UNROLL_SETTING_ROW (self->layers[i].units);

      if (i != layer)
        g_ptr_array_add (parts, (char *) unroll_setting_row_get_value (row));
      else if (units != NULL)
        g_ptr_array_add (parts, (char *) units);
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (SEPARATOR, (char **) parts->pdata);
}

static guint
layer_of (UnrollLayerRows *self,
          gpointer         widget)
{
  guint i = 0;

  while (self->layers[i].units != widget && self->layers[i].remove != widget)
    i++;

  return i;
}

static void
units_changed_cb (UnrollLayerRows  *self,
                  const char       *units,
                  UnrollSettingRow *row)
{
  g_autofree char *value = value_with (self, layer_of (self, row), units);

  g_signal_emit (self, signals[CHANGED], 0, value);
}

static void
units_typed_cb (UnrollLayerRows  *self,
                const char       *units,
                UnrollSettingRow *row)
{
  g_autofree char *value = value_with (self, layer_of (self, row), units);

  g_signal_emit (self, signals[TYPED], 0, value);
}

static void
remove_cb (UnrollLayerRows *self,
           GtkWidget       *button)
{
  g_autofree char *value = value_with (self, layer_of (self, button), NULL);

  g_signal_emit (self, signals[CHANGED], 0, value);
}

/* As many units as the top layer has. */
static void
add_cb (UnrollLayerRows *self)
{
  Layer *top = &self->layers[self->n_layers - 1];
  const char *units
    = unroll_setting_row_get_value (UNROLL_SETTING_ROW (top->units));
  g_autofree char *value = value_with (self, self->n_layers, units);

  g_signal_emit (self, signals[CHANGED], 0, value);
}

static GtkWidget *
new_remove_button (UnrollLayerRows *self,
                   guint            layer)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *words = g_strdup_printf (_("Remove layer %u"), layer + 1);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);

  return button;
}

static void
add_layer_rows (UnrollLayerRows *self,
                guint            layer,
                GtkSizeGroup    *labels)
{
  const RnnSetting *setting = rnn_setting_find ("network.units");
  Layer *rows = &self->layers[layer];
  g_autofree char *title = g_strdup_printf (_("Layer %u"), layer + 1);
  g_autofree char *units = g_strdup_printf (_("Units of layer %u"), layer + 1);
  GtkWidget *fact;

  rows->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (rows->box, "rows");
  gtk_box_append (GTK_BOX (self), rows->box);

  fact = unroll_fact_row_new (title,
                              _("A simple recurrent layer, fully connected to "
                                "its own last state."),
                              labels);
  unroll_fact_row_set_text (UNROLL_FACT_ROW (fact), "SimpleRNN");
  rows->remove = new_remove_button (self, layer);
  unroll_fact_row_add_suffix (UNROLL_FACT_ROW (fact), rows->remove);
  gtk_box_append (GTK_BOX (rows->box), fact);

  rows->units
    = unroll_setting_row_new (setting, _("Units of this layer: how many "
                                         "numbers its state h has."));
  unroll_setting_row_align (UNROLL_SETTING_ROW (rows->units), labels);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (
      unroll_setting_row_get_control (UNROLL_SETTING_ROW (rows->units))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, units, -1);
  g_signal_connect_swapped (rows->units, "changed",
                            G_CALLBACK (units_changed_cb), self);
  g_signal_connect_swapped (rows->units, "typed", G_CALLBACK (units_typed_cb),
                            self);
  gtk_box_append (GTK_BOX (rows->box), rows->units);
}

static void
update_buttons (UnrollLayerRows *self)
{
  gboolean full = self->n_layers == RNN_MAX_LAYERS;
  g_autofree char *reason = NULL;

  for (guint i = 0; i < RNN_MAX_LAYERS; i++)
    {
      gtk_widget_set_visible (self->layers[i].box, i < self->n_layers);
      gtk_widget_set_visible (self->layers[i].remove, self->n_layers > 1);
    }

  if (full)
    reason = g_strdup_printf (_("More than %d recurrent layers are not "
                                "possible here."), RNN_MAX_LAYERS);
  gtk_widget_set_sensitive (self->add, !full);
  gtk_widget_set_tooltip_text (self->add,
                               full ? reason
                                    : _("A layer on top, with as many units "
                                        "as the one below it."));
}

static void
unroll_layer_rows_finalize (GObject *object)
{
  g_free (UNROLL_LAYER_ROWS (object)->value);

  G_OBJECT_CLASS (unroll_layer_rows_parent_class)->finalize (object);
}

static void
unroll_layer_rows_class_init (UnrollLayerRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = unroll_layer_rows_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "layerrows");
}

static void
unroll_layer_rows_init (UnrollLayerRows *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rows");
}

GtkWidget *
unroll_layer_rows_new (GtkSizeGroup *labels)
{
  UnrollLayerRows *self = g_object_new (UNROLL_TYPE_LAYER_ROWS, NULL);

  for (guint i = 0; i < RNN_MAX_LAYERS; i++)
    add_layer_rows (self, i, labels);

  self->add = gtk_button_new_with_label (_("+ Add recurrent layer"));
  gtk_widget_add_css_class (self->add, "link-button");
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self), self->add);

  return GTK_WIDGET (self);
}

void
unroll_layer_rows_set_value (UnrollLayerRows *self,
                             const char      *value)
{
  g_auto (GStrv) parts = NULL;

  g_return_if_fail (UNROLL_IS_LAYER_ROWS (self));
  g_return_if_fail (value != NULL);

  if (g_strcmp0 (self->value, value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  unroll_layer_rows_set_error (self, NULL);

  parts = g_strsplit (value, SEPARATOR, RNN_MAX_LAYERS);
  self->n_layers = g_strv_length (parts);
  for (guint i = 0; i < self->n_layers; i++)
    unroll_setting_row_set_value (UNROLL_SETTING_ROW (self->layers[i].units),
                                  parts[i]);
  update_buttons (self);
}

const char *
unroll_layer_rows_get_value (UnrollLayerRows *self)
{
  g_return_val_if_fail (UNROLL_IS_LAYER_ROWS (self), NULL);

  return self->value;
}

static UnrollSettingRow *
top_row (UnrollLayerRows *self)
{
  guint top = self->n_layers > 0 ? self->n_layers - 1 : 0;

  return UNROLL_SETTING_ROW (self->layers[top].units);
}

void
unroll_layer_rows_set_error (UnrollLayerRows *self,
                             const char      *sentence)
{
  g_return_if_fail (UNROLL_IS_LAYER_ROWS (self));

  unroll_setting_row_set_error (top_row (self), sentence);
}

const char *
unroll_layer_rows_get_error (UnrollLayerRows *self)
{
  g_return_val_if_fail (UNROLL_IS_LAYER_ROWS (self), NULL);

  return unroll_setting_row_get_error (top_row (self));
}

void
unroll_layer_rows_set_waiting (UnrollLayerRows *self,
                               gboolean         waiting)
{
  g_return_if_fail (UNROLL_IS_LAYER_ROWS (self));

  for (guint i = 0; i < RNN_MAX_LAYERS; i++)
    unroll_setting_row_set_waiting (
      UNROLL_SETTING_ROW (self->layers[i].units), waiting);
}
