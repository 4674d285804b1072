#pragma once

#include "tests/ui/fake-window.h"
#include "ui/experiment-panel.h"

/* An experiment panel in a window, for tests; see g_test_add. */
typedef struct
{
  FakeWindow            *fake;
  UnrollExperimentPanel *panel;
} PanelFixture;

void              panel_set_up      (PanelFixture  *fixture,
                                     gconstpointer  data);
void              panel_tear_down   (PanelFixture  *fixture,
                                     gconstpointer  data);

/* Of the setting @name: its row, whether it is shown, its control, and the
 * sentence at it or NULL. */
GtkWidget        *panel_row         (PanelFixture  *fixture,
                                     const char    *name);
gboolean          panel_shows       (PanelFixture  *fixture,
                                     const char    *name);
GtkWidget        *panel_control     (PanelFixture  *fixture,
                                     const char    *name);
const char       *panel_error       (PanelFixture  *fixture,
                                     const char    *name);
/* How many letters there are, in words. */
const char       *panel_caption     (PanelFixture  *fixture);
/* As a person does: letters into the setting @name, then Enter. */
void              panel_type        (PanelFixture  *fixture,
                                     const char    *name,
                                     const char    *letters);
void              panel_click       (PanelFixture  *fixture,
                                     const char    *label);

const RnnSpec    *panel_spec        (PanelFixture  *fixture);
/* The summary's total of parameters, and its sentence or NULL. */
gsize             panel_total       (PanelFixture  *fixture);
const char       *panel_sentence    (PanelFixture  *fixture);
