#pragma once

#include "core/intervention.h"

G_BEGIN_DECLS

/* The network once more, as plainly as the formulas stand in GOLDENS.md and in
 * double precision: slow, and sharing nothing with core's passes but the layout
 * of the arena. */

/* L of @batch at @parameters, every layer starting from zero, as if
 * @interventions (nullable); @h_top (nullable, T × B × U of the top layer) gets
 * its states. */
double reference_loss (const RnnNetwork *network,
                       const double     *parameters,
                       const RnnBatch   *batch,
                       RnnLossReduction  reduction,
                       const RnnInterventions *interventions,
                       double           *h_top);
/* ∂L/∂ parameter @index by central differences, to about ten digits. */
double reference_gradient (const RnnNetwork *network,
                           double           *parameters,
                           const RnnBatch   *batch,
                           RnnLossReduction  reduction,
                           const RnnInterventions *interventions,
                           gsize             index);

G_END_DECLS
