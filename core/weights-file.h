#pragma once

#include "core/network.h"

G_BEGIN_DECLS

/**
 * Weights as a .safetensors file: 32-bit floats, little endian, in the order of
 * the parameter arena.  Names and shapes are what Keras gives its layers and
 * their variables, the layer's name and the variable's joined by a point:
 *
 *   embedding.embeddings          letters × columns
 *   simple_rnn.kernel             inputs × units            W_xh
 *   simple_rnn.recurrent_kernel   units × units             W_hh
 *   simple_rnn.bias               units                     b_h
 *   simple_rnn_1.kernel           … of the second layer, and so on
 *   dense.kernel                  units × classes           W_hy
 *   dense.bias                    classes                   b_y
 *
 * In PyTorch's terms: simple_rnn.kernel is nn.RNN's weight_ih_l0 transposed,
 * recurrent_kernel its weight_hh_l0 transposed, bias its bias_ih_l0 (bias_hh_l0
 * is zero); dense.kernel is nn.Linear's weight transposed.
 */

/* The name of @parameter (its index) in such a file (transfer full). */
char    *rnn_weights_name  (const RnnNetwork *network,
                            guint             parameter);
/* Written whole or not at all; fails with RNN_ERROR_FILE. */
gboolean rnn_weights_save  (const char       *path,
                            const RnnNetwork *network,
                            const float      *parameters,
                            GError          **error);
/* The arena in such a file's @length bytes (transfer full), called @name in
 * messages.  Fails with RNN_ERROR_FORMAT when it is damaged, or has not exactly
 * the parameters of @network, or numbers that are not finite. */
float   *rnn_weights_parse (const char       *name,
                            const guint8     *bytes,
                            gsize             length,
                            const RnnNetwork *network,
                            GError          **error);
/* The same of the file @path; fails with RNN_ERROR_FILE, too. */
float   *rnn_weights_load  (const char       *path,
                            const RnnNetwork *network,
                            GError          **error);

G_END_DECLS
