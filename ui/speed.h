#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The slider's way of speed: its place p from 0 to 1 is 1 to 1,000 epochs a
 * second in equal ratios, and its end is as fast as it goes, written 0. */
double unroll_speed_from_place (double place);
double unroll_speed_to_place   (double speed);
/* "8 epochs a second" (transfer full). */
char  *unroll_speed_describe   (double speed);

G_END_DECLS
