#pragma once

#include <gtk/gtk.h>

#include "app/opening.h"

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
/* In place of @initial comes what @load makes of the file at @path; see
 * unroll_opening_new. */
void               unroll_application_set_load (UnrollApplication   *self,
                                                const char          *path,
                                                UnrollLoadFunc       load,
                                                gpointer             data,
                                                GDestroyNotify       destroy);

G_END_DECLS
