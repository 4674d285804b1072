#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the system shows its devices. */
#define UNROLL_RENDERER_DEVICES "/dev"

/* Whether the folder @devices has a graphics card that OpenGL could use. */
gboolean unroll_renderer_has_card (const char *devices);
/* Before GTK is initialised: without a card, GTK draws with Cairo, unless the
 * user has chosen by GSK_RENDERER.  GTK's own choice, OpenGL on the processor,
 * draws a fourth of the pictures a second, and a click waits longer than 50 ms
 * while training runs flat out (tests/bench/bench-window.c); loading it takes
 * longer than all the rest of the start. */
void     unroll_renderer_choose   (const char *devices);

G_END_DECLS
