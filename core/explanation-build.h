#pragma once

#include "core/explanation.h"

G_BEGIN_DECLS

/* How explanations are put together; only for explanation*.c. */

/* An explanation in the making, and what all its terms are told from. */
typedef struct
{
  RnnExplanation *explanation;
  const RnnTrace *trace;
  const float    *parameters;
} RnnSource;

/* Appends a term; its value is the product of its factors. */
void      rnn_explanation_add    (RnnExplanation   *explanation,
                                  RnnPart           part,
                                  guint             n_factors,
                                  const RnnFactor  *factors);
/* A number that stands nowhere. */
RnnFactor rnn_factor_constant    (RnnQuantity       quantity,
                                  double            value);
/* Numbers that must exist: at an address, of a layer's unit or of the output's
 * class, a layer's input (above the lowest layer, a state), a weight. */
RnnFactor rnn_source_factor      (const RnnSource  *source,
                                  RnnAddress        address);
RnnFactor rnn_source_unit        (const RnnSource  *source,
                                  RnnQuantity       quantity,
                                  guint             layer,
                                  guint             t,
                                  guint             column);
RnnFactor rnn_source_input       (const RnnSource  *source,
                                  guint             layer,
                                  guint             t,
                                  guint             column);
RnnFactor rnn_source_weight      (const RnnSource  *source,
                                  RnnParameterKind  kind,
                                  guint             layer,
                                  guint             row,
                                  guint             column);
/* Appends a term of one or two factors. */
void      rnn_source_add_one     (const RnnSource  *source,
                                  RnnPart           part,
                                  RnnFactor         a);
void      rnn_source_add_two     (const RnnSource  *source,
                                  RnnPart           part,
                                  RnnFactor         a,
                                  RnnFactor         b);

/* The output that belongs to step @t, from 1: its number, or −1. */
int       rnn_trace_output_at    (const RnnTrace   *trace,
                                  guint             t);
gboolean  rnn_trace_silences     (const RnnTrace   *trace,
                                  const RnnAddress *address);
/* The place of a parameter's number in its arena; FALSE when there is none. */
gboolean  rnn_address_index      (const RnnAddress *address,
                                  const RnnNetwork *network,
                                  gsize            *index);
/* act (z), and act′ told from h. */
double    rnn_activation_value   (RnnActivation     activation,
                                  double            z);
double    rnn_activation_slope   (RnnActivation     activation,
                                  double            h);

/* Fill an explanation whose address and value stand, but for what the terms
 * come to. */
void      rnn_explain_forward    (const RnnSource  *source);
void      rnn_explain_backward   (const RnnSource  *source);
void      rnn_explain_optimizer  (RnnExplanation   *explanation,
                                  const RnnUpdateTrace *update);

G_END_DECLS
