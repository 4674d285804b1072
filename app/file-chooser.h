#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Asking for a file, for a window. */

typedef void (*UnrollFileFunc) (UnrollWindow *window,
                                GFile        *file);
typedef void (*UnrollAnswerFunc) (UnrollWindow *window,
                                  gboolean      yes);

/* Calls @func with the chosen file, if one is chosen; @parent is where it is
 * asked, @window or a dialog of it.  To be shown by unroll_file_chooser_show. */
GtkFileChooser *unroll_file_chooser_new     (UnrollWindow         *window,
                                             GtkWindow            *parent,
                                             const char           *title,
                                             GtkFileChooserAction  action,
                                             UnrollFileFunc        func);
/* @patterns: with blanks between them. */
void            unroll_file_chooser_filter  (GtkFileChooser       *chooser,
                                             const char           *name,
                                             const char           *patterns);
/* The experiment's title, with @ending: "Next letter.unroll" */
void            unroll_file_chooser_propose (GtkFileChooser       *chooser,
                                             UnrollWindow         *window,
                                             const char           *ending);
/* Also asks @question, of which yes or no is told to @func before the file. */
void            unroll_file_chooser_ask     (GtkFileChooser       *chooser,
                                             const char           *question,
                                             gboolean              yes,
                                             UnrollAnswerFunc      func);
void            unroll_file_chooser_show    (GtkFileChooser       *chooser);

/* Says in @window that @file is written, or why it is not. */
void            unroll_file_say_written     (UnrollWindow         *window,
                                             GFile                *file,
                                             gboolean              written,
                                             const GError         *error);

G_END_DECLS
