#pragma once

#include <gtk/gtk.h>

#include "app/application.h"
#include "app/export-dialog.h"
#include "app/window.h"
#include "tests/ui/wait.h"

/* A real window of three time steps, and a folder for what is taken away. */
typedef struct
{
  UnrollWindow       *window;
  UnrollSession      *session;  /* borrowed */
  UnrollViewState    *state;    /* borrowed */
  UnrollExportDialog *dialog;   /* borrowed; NULL before it is shown */
  char               *folder;   /* owned */
} Fixture;

void        fixture_set_up    (Fixture       *fixture,
                               gconstpointer  application);
void        fixture_tear_down (Fixture       *fixture,
                               gconstpointer  application);
/* The moment that is shown. */
RnnFrame   *fixture_frame     (Fixture       *fixture);
const char *fixture_message   (Fixture       *fixture);
/* A path in the folder (transfer full). */
char       *fixture_path      (Fixture       *fixture,
                               const char    *name);
void        fixture_activate  (Fixture       *fixture,
                               const char    *action);
/* To the end of @epoch, and waits until it is shown. */
void        fixture_go_to     (Fixture       *fixture,
                               guint          epoch);
/* Initialises the toolkit, and the application that there is for all. */
UnrollApplication *
            fixture_init      (int           *argc,
                               char        ***argv);
