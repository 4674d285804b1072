#pragma once

#include "core/frame.h"

G_BEGIN_DECLS

/* What the console prints, on standard output: UTF-8 in every locale, numbers
 * with a point. */

/* Title, data, and the layers as Keras' model.summary () does. */
void     unroll_report_summary     (const RnnFrame      *frame);
/* "a ——> b  97.3 %" for each letter of the predicted text: for one time step
 * the letter on its own; for more the window that ends in it, and only the full
 * ones unless the network learnt to tell the next letter at every step. */
void     unroll_report_prediction  (const RnnFrame      *frame,
                                    const RnnPrediction *prediction);
/* TRUE when the experiment is small enough for unroll_report_samples. */
gboolean unroll_report_is_small    (const RnnFrame      *frame);
/* What each letter of the alphabet, or each window, leads to. */
gboolean unroll_report_samples     (const RnnFrame      *frame,
                                    GError             **error);
/* The letters of sample @sample, which the frame must show (transfer full). */
char    *unroll_report_window      (const RnnFrame      *frame,
                                    gsize                sample);
/* Every setting with its default, help and values. */
void     unroll_report_settings    (const RnnSpec       *defaults);

G_END_DECLS
