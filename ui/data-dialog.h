#pragma once

#include <gtk/gtk.h>

#include "core/spec.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_DATA_DIALOG (unroll_data_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UnrollDataDialog, unroll_data_dialog, UNROLL, DATA_DIALOG,
                      GtkWindow)

/**
 * UnrollDataDialog:
 *
 * The letters to learn from, at leisure: a text of any length to be typed or
 * pasted, its alphabet with counts, the windows that are cut from it in their
 * true order, and how the letters of one enter the network.  Of a file the
 * beginning is shown; it is read without blocking.
 *
 * Signals:
 *
 * - "accepted" (string): this text is to be learned
 * - "open-file": a file is to be chosen instead
 */
GtkWidget  *unroll_data_dialog_new      (GtkWindow        *parent,
                                         const RnnSpec    *spec);
/* A sentence below the text, why it was not accepted, for example. */
void        unroll_data_dialog_set_error (UnrollDataDialog *self,
                                          const char       *sentence);

G_END_DECLS
