#pragma once

#include <gtk/gtk.h>

#include "ui/view-state.h"

/**
 * FakeWindow:
 *
 * A window with the commands of ui/commands.h that panels use, and a view state
 * that follows them as the session's would.
 */
typedef struct
{
  GtkWidget       *window;
  UnrollViewState *state;
  GPtrArray       *commands;   /* "win.set ('fit.epochs', '5')" */
  RnnSpec         *in_force;
  guint64          experiment; /* grows with each that is applied */
  gboolean         trained;    /* settings that are not live wait */
} FakeWindow;

/* Instead of gtk_test_init: also lets accessible names be tested. */
void        fake_window_init         (int        *argc,
                                      char     ***argv);
FakeWindow *fake_window_new          (void);
/* Shows @child and waits until it is drawn. */
void        fake_window_show         (FakeWindow *fake,
                                      GtkWidget  *child,
                                      int         width,
                                      int         height);
/* Also fails when the shown widget or the state lives on. */
void        fake_window_free         (FakeWindow *fake);
/* Trains what is in force for @epochs epochs, really, and shows the frame, in
 * which @text (nullable) was predicted, with the best epoch's weights if
 * @best. */
void        fake_window_train        (FakeWindow *fake,
                                      guint32     epochs,
                                      const char *text,
                                      gboolean    best);
/* The last command, or "". */
const char *fake_window_last_command (FakeWindow *fake);
/* Runs the main loop until nothing is left to do. */
void        fake_window_settle       (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeWindow, fake_window_free)
