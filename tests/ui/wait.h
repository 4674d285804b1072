#pragma once

#include <glib.h>

/* Runs the main loop until @condition, an expression, holds; a test that waits
 * for ever fails instead. */
#define WAIT_UNTIL(condition)                                              \
  G_STMT_START                                                             \
  {                                                                        \
    gint64 wait_end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;       \
                                                                           \
    while (!(condition))                                                   \
      {                                                                    \
        g_assert_cmpint (g_get_monotonic_time (), <, wait_end);            \
        if (!g_main_context_iteration (NULL, FALSE))                       \
          g_usleep (200);                                                  \
      }                                                                    \
  }                                                                        \
  G_STMT_END
