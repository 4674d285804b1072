#include "ui/summary-table.h"

#include <glib/gi18n-lib.h>

#include "core/learner.h"
#include "core/summary.h"

/* A table row is its layer's name, the output shape and the parameters. */
enum
{
  NAME,
  SHAPE,
  PARAMETERS,
  N_COLUMNS
};

struct _UnrollSummaryTable
{
  GtkBox     parent_instance;

  /* Children */
  GtkWidget *grid;
  GtkWidget *cells[RNN_MAX_SUMMARY_ROWS][N_COLUMNS];
  GtkWidget *totals;
  GtkWidget *total;
  GtkWidget *memory;
  GtkWidget *sentence;

  gsize      n_parameters;
};

G_DEFINE_FINAL_TYPE (UnrollSummaryTable, unroll_summary_table, GTK_TYPE_BOX)

#define COLUMN_SPACING 8

static GtkWidget *
new_label (float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);

  return label;
}

static void
add_grid (UnrollSummaryTable *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), COLUMN_SPACING);
  gtk_box_append (GTK_BOX (self), self->grid);

  for (guint r = 0; r < RNN_MAX_SUMMARY_ROWS; r++)
    for (guint c = 0; c < N_COLUMNS; c++)
      {
        GtkWidget *label = new_label (c == PARAMETERS ? 1 : 0);

        self->cells[r][c] = label;
        gtk_widget_add_css_class (label, c == PARAMETERS ? "numeric"
                                                         : "dim-label");
        gtk_widget_set_visible (label, FALSE);
        gtk_grid_attach (GTK_GRID (self->grid), label, c, r, 1, 1);
        if (c != NAME)
          continue;
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
        gtk_widget_set_hexpand (label, TRUE);
      }
}

/* A word and a number at the ends of a line; returns the number's label. */
static GtkWidget *
add_line (UnrollSummaryTable *self,
          const char         *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING);
  GtkWidget *word = new_label (0);
  GtkWidget *number = new_label (1);

  gtk_label_set_label (GTK_LABEL (word), text);
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (word, TRUE);
  gtk_box_append (GTK_BOX (line), word);
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (self->totals), line);

  return number;
}

static void
add_totals (UnrollSummaryTable *self)
{
  self->totals = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->totals, "total");
  gtk_box_append (GTK_BOX (self), self->totals);
  self->total = add_line (self, _("Parameters"));
  self->memory = add_line (self, _("Memory"));
  gtk_widget_set_tooltip_text (gtk_widget_get_parent (self->memory),
                               _("What training takes: the parameters, their "
                                 "gradients and moments, and the states of a "
                                 "batch through time."));

  self->sentence = new_label (0);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (self->sentence), 1);
  gtk_widget_add_css_class (self->sentence, "sentence");
  gtk_widget_set_visible (self->sentence, FALSE);
  gtk_box_append (GTK_BOX (self), self->sentence);
}

static void
unroll_summary_table_class_init (UnrollSummaryTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "summarytable");
}

static void
unroll_summary_table_init (UnrollSummaryTable *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  GTK_ORIENTATION_VERTICAL);
  add_grid (self);
  add_totals (self);
}

GtkWidget *
unroll_summary_table_new (void)
{
  return g_object_new (UNROLL_TYPE_SUMMARY_TABLE, NULL);
}

/* "(5, 3)": the batch first, as in the picture of a running network; Keras
 * writes None there, because it does not know it yet. */
static char *
shape_text (guint                batch,
            const RnnSummaryRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "(%u", batch);
  for (guint i = 0; i < row->n_output; i++)
    g_string_append_printf (text, ", %u", row->output[i]);
  g_string_append_c (text, ')');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "W_xh 5 × 3 + W_hh 3 × 3 + b_h 3 = 27" of the matrices from *@next on that
 * together have the numbers of @row. */
static char *
parameters_text (const RnnNetwork    *network,
                 const RnnSummaryRow *row,
                 guint               *next)
{
  static const char *const names[] = { "E", "W_xh", "W_hh", "b_h", "W_hy",
                                       "b_y" };
  g_autoptr (GString) text = g_string_new (NULL);
  gsize counted = 0;

  for (; *next < network->n_parameters && counted < row->parameters; (*next)++)
    {
      const RnnParameter *p = &network->parameters[*next];

      if (counted > 0)
        g_string_append (text, " + ");
      g_string_append (text, names[p->kind]);
      if (p->rows > 1)
        g_string_append_printf (text, " %u × %u", p->rows, p->columns);
      else
        g_string_append_printf (text, " %u", p->columns);
      counted += (gsize) p->rows * p->columns;
    }
  g_string_append_printf (text, " = %'" G_GSIZE_FORMAT, counted);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_row (UnrollSummaryTable  *self,
          guint                r,
          const RnnSummaryRow *row,
          const char          *shape,
          const char          *parameters)
{
  g_autofree char *number
    = g_strdup_printf ("%'" G_GSIZE_FORMAT, row->parameters);
  g_autofree char *tooltip
    = g_strdup_printf ("%s %s\n%s", row->type, shape, parameters);

  gtk_label_set_label (GTK_LABEL (self->cells[r][NAME]), row->name);
  gtk_label_set_label (GTK_LABEL (self->cells[r][SHAPE]), shape);
  gtk_label_set_label (GTK_LABEL (self->cells[r][PARAMETERS]), number);
  for (guint c = 0; c < N_COLUMNS; c++)
    gtk_widget_set_tooltip_text (self->cells[r][c], tooltip);
}

static void
show_sentence (UnrollSummaryTable *self,
               const char         *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->sentence),
                       sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->sentence, sentence != NULL);
}

static void
show_total (UnrollSummaryTable *self,
            const RnnSpec      *spec,
            const RnnDataset   *dataset)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *memory
    = g_format_size (rnn_learner_memory (spec, dataset));
  g_autofree char *number
    = g_strdup_printf ("%'" G_GSIZE_FORMAT, self->n_parameters);

  gtk_label_set_label (GTK_LABEL (self->total), number);
  gtk_label_set_label (GTK_LABEL (self->memory), memory);
  gtk_widget_set_visible (self->totals, TRUE);
  show_sentence (self, rnn_learner_check_memory (spec, dataset, &error)
                         ? NULL : error->message);
}

void
unroll_summary_table_show (UnrollSummaryTable *self,
                           const RnnSpec      *spec,
                           const RnnDataset   *dataset)
{
  RnnSummaryRow rows[RNN_MAX_SUMMARY_ROWS];
  RnnNetwork network;
  guint n_rows, batch, next = 0;

  g_return_if_fail (UNROLL_IS_SUMMARY_TABLE (self));
  g_return_if_fail (spec != NULL);
  g_return_if_fail (dataset != NULL);

  rnn_network_init (&network, spec, dataset);
  n_rows = rnn_summary (&network, dataset->time_steps, rows);
  batch = MIN (spec->batch, MAX (dataset->n_train, 1));

  for (guint r = 0; r < RNN_MAX_SUMMARY_ROWS; r++)
    {
      for (guint c = 0; c < N_COLUMNS; c++)
        gtk_widget_set_visible (self->cells[r][c], r < n_rows);

      if (r < n_rows)
        {
          g_autofree char *shape = shape_text (batch, &rows[r]);
          g_autofree char *parameters
            = parameters_text (&network, &rows[r], &next);

          show_row (self, r, &rows[r], shape, parameters);
        }
    }

  self->n_parameters = network.size;
  show_total (self, spec, dataset);
}

void
unroll_summary_table_show_reason (UnrollSummaryTable *self,
                                  const char         *sentence)
{
  g_return_if_fail (UNROLL_IS_SUMMARY_TABLE (self));

  self->n_parameters = 0;
  for (guint r = 0; r < RNN_MAX_SUMMARY_ROWS; r++)
    for (guint c = 0; c < N_COLUMNS; c++)
      gtk_widget_set_visible (self->cells[r][c], FALSE);
  gtk_widget_set_visible (self->totals, FALSE);
  show_sentence (self, sentence);
}

gsize
unroll_summary_table_get_total (UnrollSummaryTable *self)
{
  g_return_val_if_fail (UNROLL_IS_SUMMARY_TABLE (self), 0);

  return self->n_parameters;
}

const char *
unroll_summary_table_get_sentence (UnrollSummaryTable *self)
{
  g_return_val_if_fail (UNROLL_IS_SUMMARY_TABLE (self), NULL);

  return gtk_widget_get_visible (self->sentence)
           ? gtk_label_get_label (GTK_LABEL (self->sentence)) : NULL;
}
