#pragma once

#include <glib.h>

/* Under AddressSanitizer these tests take fifty times as long, since every
 * allocation is traced: there every third case is enough to run each line.
 * tests/run says how much slower things are. */
static inline gsize
test_every (void)
{
  const char *slower = g_getenv ("SLOWER");

  return slower && g_ascii_strtod (slower, NULL) >= 10 ? 3 : 1;
}
