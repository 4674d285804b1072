#include "tests/ui/find.h"
#include "tests/ui/panel-fixture.h"

#include "ui/about-rows.h"
#include "ui/data-row.h"
#include "ui/setting-row.h"
#include "ui/summary-table.h"

#define PANEL_WIDTH 250
#define PANEL_HEIGHT 820

void
panel_set_up (PanelFixture *fixture,
              gconstpointer data)
{
  fixture->fake = fake_window_new ();
  fixture->panel = UNROLL_EXPERIMENT_PANEL (
    unroll_experiment_panel_new (fixture->fake->state));
  fake_window_show (fixture->fake, GTK_WIDGET (fixture->panel), PANEL_WIDTH,
                    PANEL_HEIGHT);
}

void
panel_tear_down (PanelFixture *fixture,
                 gconstpointer data)
{
  fake_window_free (fixture->fake);
}

GtkWidget *
panel_row (PanelFixture *fixture,
           const char   *name)
{
  return unroll_step_list_get_row (
    unroll_experiment_panel_get_steps (fixture->panel), name);
}

gboolean
panel_shows (PanelFixture *fixture,
             const char   *name)
{
  return gtk_widget_get_visible (panel_row (fixture, name));
}

GtkWidget *
panel_control (PanelFixture *fixture,
               const char   *name)
{
  GtkWidget *row = panel_row (fixture, name);

  if (UNROLL_IS_ABOUT_ROWS (row))
    return unroll_about_rows_get_control (UNROLL_ABOUT_ROWS (row), name);

  return UNROLL_IS_DATA_ROW (row)
           ? unroll_data_row_get_entry (UNROLL_DATA_ROW (row))
           : unroll_setting_row_get_control (UNROLL_SETTING_ROW (row));
}

const char *
panel_error (PanelFixture *fixture,
             const char   *name)
{
  GtkWidget *row = panel_row (fixture, name);

  if (UNROLL_IS_ABOUT_ROWS (row))
    return unroll_about_rows_get_error (UNROLL_ABOUT_ROWS (row), name);

  return UNROLL_IS_DATA_ROW (row)
           ? unroll_data_row_get_error (UNROLL_DATA_ROW (row))
           : unroll_setting_row_get_error (UNROLL_SETTING_ROW (row));
}

const char *
panel_caption (PanelFixture *fixture)
{
  GtkWidget *row = panel_row (fixture, "data.text");

  return unroll_data_row_get_caption (UNROLL_DATA_ROW (row));
}

void
panel_type (PanelFixture *fixture,
            const char   *name,
            const char   *letters)
{
  GtkWidget *control = panel_control (fixture, name);

  gtk_editable_set_text (GTK_EDITABLE (control), letters);
  if (GTK_IS_SPIN_BUTTON (control))
    gtk_spin_button_update (GTK_SPIN_BUTTON (control));
  else
    g_signal_emit_by_name (control, "activate");
}

const RnnSpec *
panel_spec (PanelFixture *fixture)
{
  return unroll_view_state_get_spec (fixture->fake->state);
}

gsize
panel_total (PanelFixture *fixture)
{
  UnrollStepList *steps = unroll_experiment_panel_get_steps (fixture->panel);

  return unroll_summary_table_get_total (
    UNROLL_SUMMARY_TABLE (unroll_step_list_get_summary (steps)));
}

const char *
panel_sentence (PanelFixture *fixture)
{
  UnrollStepList *steps = unroll_experiment_panel_get_steps (fixture->panel);

  return unroll_summary_table_get_sentence (
    UNROLL_SUMMARY_TABLE (unroll_step_list_get_summary (steps)));
}

void
panel_click (PanelFixture *fixture,
             const char   *label)
{
  GtkWidget *button
    = find_button (GTK_WIDGET (fixture->panel), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}
