#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

#define UNROLL_DEFAULT_PRESET "next-letter"

/* The experiments that come with the program, each a file of data/presets/
 * without its ending: the default first, the others by name (transfer full). */
GStrv    unroll_presets_list (void);
/* Fails with RNN_ERROR_RANGE, naming those there are, when none is called
 * @name. */
gboolean unroll_presets_load (const char *name,
                              RnnSpec    *spec,
                              GError    **error);

G_END_DECLS
