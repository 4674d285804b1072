#pragma once

#include "app/window.h"

G_BEGIN_DECLS

typedef void (*UnrollThenFunc) (UnrollWindow *window,
                                gpointer      data);

/* Calls @then, at once when nothing would be lost; else asks first, and does not
 * when it is cancelled or what was to be saved could not be.  In each case @data
 * is given to @destroy (nullable) at last. */
void unroll_unsaved_ask   (UnrollWindow   *window,
                           UnrollThenFunc  then,
                           gpointer        data,
                           GDestroyNotify  destroy);
/* The experiment has been saved: goes on with what waited for that, if anything
 * did. */
void unroll_unsaved_go_on (UnrollWindow   *window);
/* Nothing waits any longer. */
void unroll_unsaved_drop  (UnrollWindow   *window);

G_END_DECLS
