#pragma once

#include <gtk/gtk.h>

#include "app/application.h"
#include "app/window.h"
#include "tests/ui/wait.h"

/**
 * LiveWindow:
 *
 * The real window with a real session, for the length of one test.
 */
typedef struct
{
  UnrollWindow    *window;
  UnrollViewState *state;        /* borrowed */
} LiveWindow;

/* Instead of gtk_test_init: one application for all tests, as in a program, to
 * be given to each as its data. */
UnrollApplication *live_application_new (int              *argc,
                                         char           ***argv);
/* The default experiment with @time_steps, as soon as it is drawn. */
void               live_window_open     (LiveWindow       *live,
                                         gconstpointer     application,
                                         guint             time_steps);
/* Also fails when something keeps the window. */
void               live_window_close    (LiveWindow       *live);
RnnFrame          *live_window_frame    (const LiveWindow *live);
