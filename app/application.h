#pragma once

#include <gtk/gtk.h>

#include "core/saved-state.h"

G_BEGIN_DECLS

#define UNROLL_APPLICATION_ID "io.github.unroll.Unroll"

#define UNROLL_TYPE_APPLICATION (unroll_application_get_type ())
G_DECLARE_FINAL_TYPE (UnrollApplication, unroll_application, UNROLL,
                      APPLICATION, GtkApplication)

/* The program with a window, which begins with the experiment @initial. */
UnrollApplication *unroll_application_new      (const RnnSpec       *initial);
/* @initial is from the file at @path, with the state @saved (nullable). */
void               unroll_application_set_file (UnrollApplication   *self,
                                                const char          *path,
                                                const RnnSavedState *saved);

G_END_DECLS
