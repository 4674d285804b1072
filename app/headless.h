#pragma once

#include "app/options.h"

G_BEGIN_DECLS

/* Trains @spec in the console, from @saved (nullable) on, and does what @options
 * ask for; returns the exit status.  Needs neither a display nor GTK. */
int unroll_headless_run (const UnrollOptions *options,
                         const RnnSpec       *spec,
                         const RnnSavedState *saved);

G_END_DECLS
