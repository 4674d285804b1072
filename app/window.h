#pragma once

#include <gtk/gtk.h>

#include "app/autosave.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_WINDOW (unroll_window_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWindow, unroll_window, UNROLL, WINDOW,
                      GtkApplicationWindow)

/* A window with the experiment @initial, ready at epoch 0. */
UnrollWindow  *unroll_window_new         (GtkApplication *application,
                                          const RnnSpec  *initial);
/* (transfer none) */
UnrollSession *unroll_window_get_session (UnrollWindow   *self);
UnrollDocument *unroll_window_get_document (UnrollWindow *self);
UnrollAutosave *unroll_window_get_autosave (UnrollWindow *self);
/* Offers what a crash has left behind. */
void           unroll_window_offer_recovery (UnrollWindow *self);

G_END_DECLS
