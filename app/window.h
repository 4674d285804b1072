#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_WINDOW (unroll_window_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWindow, unroll_window, UNROLL, WINDOW,
                      GtkApplicationWindow)

/* A window with the experiment @initial, ready at epoch 0. */
UnrollWindow  *unroll_window_new         (GtkApplication *application,
                                          const RnnSpec  *initial);
/* (transfer none) */
UnrollSession *unroll_window_get_session (UnrollWindow   *self);
/* The file that Save writes to; NULL before the first. */
GFile         *unroll_window_get_file    (UnrollWindow   *self);
void           unroll_window_set_file    (UnrollWindow   *self,
                                          GFile          *file);

G_END_DECLS
