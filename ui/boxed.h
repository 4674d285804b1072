#pragma once

#include <glib-object.h>

#include "core/frame.h"
#include "ui/paint/target.h"

G_BEGIN_DECLS

/* Our plain data types as GObject property types. */
#define UNROLL_TYPE_FRAME (unroll_frame_get_type ())
GType unroll_frame_get_type (void);
#define UNROLL_TYPE_SPEC (unroll_spec_get_type ())
GType unroll_spec_get_type (void);
/* What is under the pointer in some picture. */
#define UNROLL_TYPE_TARGET (unroll_target_get_type ())
GType unroll_target_get_type (void);

/* Copies on the heap, which is how a spec travels in properties. */
RnnSpec *unroll_spec_copy (const RnnSpec *spec);
void     unroll_spec_free (RnnSpec       *spec);

G_END_DECLS
