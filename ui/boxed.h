#pragma once

#include <glib-object.h>

#include "core/frame.h"
#include "core/run-list.h"
#include "core/sweep.h"
#include "ui/paint/subject.h"

G_BEGIN_DECLS

/* Our plain data types as GObject property types. */
#define UNROLL_TYPE_FRAME (unroll_frame_get_type ())
GType unroll_frame_get_type (void);
#define UNROLL_TYPE_SPEC (unroll_spec_get_type ())
GType unroll_spec_get_type (void);
#define UNROLL_TYPE_RUN_LIST (unroll_run_list_get_type ())
GType unroll_run_list_get_type (void);
#define UNROLL_TYPE_SWEEP_REPORT (unroll_sweep_report_get_type ())
GType unroll_sweep_report_get_type (void);
/* What is under the pointer in some picture. */
#define UNROLL_TYPE_TARGET (unroll_target_get_type ())
GType unroll_target_get_type (void);
/* What is inspected. */
#define UNROLL_TYPE_SUBJECT (unroll_subject_get_type ())
GType unroll_subject_get_type (void);

/* Copies on the heap, which is how a spec travels in properties. */
RnnSpec *unroll_spec_copy (const RnnSpec *spec);
void     unroll_spec_free (RnnSpec       *spec);

/* As UNROLL_COMMAND_INSPECT's parameter.  (transfer floating) */
GVariant *unroll_subject_to_variant   (const PaintSubject *subject);
void      unroll_subject_from_variant (PaintSubject       *subject,
                                       GVariant           *variant);

G_END_DECLS
