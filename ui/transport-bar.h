#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_TRANSPORT_BAR (unroll_transport_bar_get_type ())
G_DECLARE_FINAL_TYPE (UnrollTransportBar, unroll_transport_bar, UNROLL,
                      TRANSPORT_BAR, UnrollPart)

/**
 * UnrollTransportBar:
 *
 * Reset, Back, Play or Pause, Step, what a step is, and the speed.  Where there
 * is no room for all words the buttons show their icons only.
 */
GtkWidget *unroll_transport_bar_new        (UnrollViewState    *state);
/* Not as the bar's own grab_focus: GTK asks for that when Tab passes by, and
 * would come to Play from both sides. */
void       unroll_transport_bar_focus_play (UnrollTransportBar *self);

G_END_DECLS
