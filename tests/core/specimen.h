#pragma once

#include "core/trace.h"
#include "core/update-trace.h"

G_BEGIN_DECLS

/**
 * Specimen:
 *
 * A network in the middle of training, one sample of it traced, and its next
 * update: of every kind and of odd sizes, for tests of what is told from traces.
 */
typedef struct
{
  const char       *name;
  const char *const *settings;
  guint             updates;  /* before the trace */
} SpecimenKind;

extern const SpecimenKind specimen_kinds[];
extern const guint n_specimen_kinds;

typedef struct
{
  RnnSpec         spec;
  RnnDataset     *dataset;
  RnnLearner     *learner;
  RnnNetwork      network;
  RnnTrace       *trace;
  RnnUpdateTrace *update;
} Specimen;

Specimen    *specimen_new        (const SpecimenKind *kind);
void         specimen_free       (Specimen           *specimen);
/* The parameters of the trace. */
const float *specimen_parameters (const Specimen     *specimen);
/* |@mine − @theirs| ≤ @tolerance, which may be 0. */
void         assert_near         (double              mine,
                                  double              theirs,
                                  double              tolerance);
/* Adds a test of each kind: @path/name-of-kind. */
void         specimen_add_tests  (const char         *path,
                                  GTestDataFunc       function);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Specimen, specimen_free)

G_END_DECLS
