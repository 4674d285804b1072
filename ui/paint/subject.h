#pragma once

#include "core/explanation.h"
#include "core/frame.h"
#include "ui/paint/target.h"

G_BEGIN_DECLS

/* One number of one sample, to be looked into: what is inspected. */
typedef struct
{
  RnnAddress address;
  gsize      sample;
} PaintSubject;

gboolean    paint_subject_equal       (const PaintSubject *a,
                                       const PaintSubject *b);
/* Whether the network, the dataset and the optimizer of @frame have it. */
gboolean    paint_subject_exists      (const PaintSubject *subject,
                                       const RnnFrame     *frame);
/* The number that @target of a picture of @frame stands for; FALSE when it is
 * not one number, or there is none. */
gboolean    paint_subject_from_target (PaintSubject       *subject,
                                       const RnnFrame     *frame,
                                       const PaintTarget  *target);
/* What stands for it in the pictures of @frame; NONE when nothing does. */
PaintTarget paint_subject_target      (const PaintSubject *subject,
                                       const RnnFrame     *frame);

G_END_DECLS
