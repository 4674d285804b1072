#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_READING (unroll_reading_get_type ())
G_DECLARE_FINAL_TYPE (UnrollReading, unroll_reading, UNROLL, READING, GtkWidget)

/**
 * UnrollReading:
 *
 * A line of text with a number that changes all the time, as on an instrument.
 * A label asks for its size anew with each text, and the whole window is laid
 * out for it, for which GTK asks the X server fifteen times; this one keeps the
 * room that it has as long as its text fits well, and only draws.  Figures are
 * of one width.  Properties:
 *
 * - "xalign" (float): as a label's
 * - "ellipsize" (boolean): it may get less room than its text needs
 */
void        unroll_reading_set_text   (UnrollReading *self,
                                       const char    *text);
void        unroll_reading_set_markup (UnrollReading *self,
                                       const char    *markup);
/* Without markup (transfer none). */
const char *unroll_reading_get_text   (UnrollReading *self);

G_END_DECLS
