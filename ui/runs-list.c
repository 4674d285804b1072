#include "ui/runs-list.h"

#include "ui/commands.h"
#include "ui/run-row.h"

struct _UnrollRunsList
{
  UnrollPart  parent_instance;

  /* Template widgets */
  GtkListBox *list;
  GtkWidget  *restore;
};

G_DEFINE_FINAL_TYPE (UnrollRunsList, unroll_runs_list, UNROLL_TYPE_PART)

static UnrollRunRow *
row_at (UnrollRunsList *self,
        guint           i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

  return row != NULL ? UNROLL_RUN_ROW (row) : NULL;
}

/* Rows that stay stay as they are: one of them may be being renamed. */
static void
match_rows (UnrollRunsList   *self,
            const RnnRunList *runs)
{
  UnrollRunRow *row;
  guint i = 0;

  while ((row = row_at (self, i)) != NULL)
    if (rnn_run_list_find (runs, unroll_run_row_get (row)) == NULL)
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    else
      i++;

  for (i = 0; i < runs->n; i++)
    {
      row = row_at (self, i);
      if (row == NULL || unroll_run_row_get (row) != runs->runs[i].number)
        gtk_list_box_insert (self->list,
                             unroll_run_row_new (runs->runs[i].number),
                             (int) i);
    }
}

static void
update (UnrollRunsList *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const RnnRunList *runs = unroll_view_state_get_runs (state);
  UnrollRunRow *row;

  match_rows (self, runs);
  for (guint i = 0; (row = row_at (self, i)) != NULL; i++)
    unroll_run_row_update (row, state);
  gtk_widget_set_visible (self->restore, runs->deleted != 0);
}

/* Nobody looks at a list that is not shown. */
static void
metrics_changed_cb (UnrollRunsList *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
row_activated_cb (UnrollRunsList *self,
                  UnrollRunRow   *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SWITCH_RUN, "t",
                              unroll_run_row_get (row));
}

static gboolean
key_cb (UnrollRunsList *self,
        guint           key)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_F2)
    unroll_run_row_rename (UNROLL_RUN_ROW (row));
  else if (key == GDK_KEY_Delete)
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_DELETE_RUN,
                                "t", unroll_run_row_get (UNROLL_RUN_ROW (row)));
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static UnrollRunRow *
find_shown (UnrollRunsList *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  guint64 shown = unroll_view_state_get_runs (state)->at_hand;
  UnrollRunRow *row;
  guint i = 0;

  while ((row = row_at (self, i)) != NULL && unroll_run_row_get (row) != shown)
    i++;

  return row;
}

/* A list can be scrolled to a row once that has a place. */
static gboolean
focus_shown_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       data)
{
  UnrollRunRow *row = find_shown (UNROLL_RUNS_LIST (widget));

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0)
    return G_SOURCE_CONTINUE;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));

  return G_SOURCE_REMOVE;
}

/* The keyboard begins at the run that is shown. */
static void
map_cb (UnrollRunsList *self)
{
  if (unroll_part_get_state (UNROLL_PART (self)) == NULL)
    return;

  update (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_shown_cb, NULL, NULL);
}

static void
unroll_runs_list_class_init (UnrollRunsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "runslist");
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/runs-list.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollRunsList, list);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunsList, restore);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
unroll_runs_list_init (UnrollRunsList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  unroll_part_watch (UNROLL_PART (self), "runs", G_CALLBACK (update));
  unroll_part_watch (UNROLL_PART (self), "n-metrics",
                     G_CALLBACK (metrics_changed_cb));
}

GtkWidget *
unroll_runs_list_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_RUNS_LIST, "state", state, NULL);
}
