#pragma once

#include <glib-object.h>

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

/* Gives up the last reference that the test has to @object, and waits until it
 * is gone: the main loop, or a thread's answer on its way, may hold it for a
 * moment, but nothing for ever. */
#define WAIT_UNTIL_FINALIZED(object)                                       \
  G_STMT_START                                                             \
  {                                                                        \
    gpointer wait_object = (object);                                       \
                                                                           \
    g_object_add_weak_pointer (wait_object, &wait_object);                 \
    g_object_unref (wait_object);                                          \
    WAIT_UNTIL (wait_object == NULL);                                      \
  }                                                                        \
  G_STMT_END
