#pragma once

#include "app/window.h"
#include "ui/card.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_EXPORT_DIALOG (unroll_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UnrollExportDialog, unroll_export_dialog, UNROLL,
                      EXPORT_DIALOG, GtkWindow)

/**
 * UnrollExportDialog:
 *
 * What a picture for elsewhere is to be: the whole figure or one card's, its
 * format, size, letters, colours and caption, with a preview that is the picture
 * itself.  A window has one, which remembers what was chosen.
 */

/* Shows that of @window, for the picture of @card, in it or a dialog of it, or
 * the whole figure when it is NULL. */
void      unroll_export_dialog_show (UnrollWindow       *window,
                                     UnrollCard         *card);
/* Writes what is chosen; by the ending of @file, or in the chosen format when it
 * has none of a picture.  Says in the window what came of it. */
void      unroll_export_dialog_save (UnrollExportDialog *self,
                                     GFile              *file);

G_END_DECLS
