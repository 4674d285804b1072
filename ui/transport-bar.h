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
GtkWidget *unroll_transport_bar_new (UnrollViewState *state);

G_END_DECLS
