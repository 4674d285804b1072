#pragma once

#include "core/intervention.h"
#include "core/letters.h"

G_BEGIN_DECLS

/**
 * RnnPrediction:
 *
 * What a network expects after each letter of a text.  A network of one time
 * step sees each letter on its own; one of T steps sees the last T letters up
 * to each (fewer at the start).  A stateful network carries its state on.
 * Immutable, counted atomically.
 */
typedef struct
{
  char     *text;             /* as typed */
  guint16  *codes;            /* n_letters class numbers */
  gsize     n_letters;
  guint     n_classes;        /* C */
  guint     n_units;          /* of the top layer */
  float    *y;                /* n_letters × C probabilities of the next letter */
  float    *h;                /* n_letters × n_units, top layer */
  guint16  *likeliest;        /* n_letters */

  /*< private >*/
  int       count;
} RnnPrediction;

/* @dataset gives alphabet, time steps and input kind.  Fails with
 * RNN_ERROR_DATA on an unknown letter or an empty text, and RNN_ERROR_MEMORY on
 * one that is far too long. */
RnnPrediction *rnn_predict             (const RnnNetwork *network,
                                        const float      *parameters,
                                        const RnnDataset *dataset,
                                        gboolean          stateful,
                                        const char       *text,
                                        GError          **error);
/* The same as if: of @interventions (nullable) those that are lasting.  @cancel
 * (nullable) is polled atomically every moment: non-zero stops with
 * RNN_ERROR_CANCELLED, but not before a bad text is found out. */
RnnPrediction *rnn_predict_until       (const RnnNetwork *network,
                                        const float      *parameters,
                                        const RnnDataset *dataset,
                                        gboolean          stateful,
                                        const char       *text,
                                        const RnnInterventions *interventions,
                                        const int        *cancel,
                                        GError          **error);
/* What was expected where letter @i of @letters was written, which go on @after:
 * the last letters before it, and after the last of them y and h; those before
 * are NaN.  NULL when it is not kept, or the letters are not @dataset's. */
RnnPrediction *rnn_prediction_new_written (const RnnDataset *dataset,
                                        const char       *after,
                                        const RnnLetters *letters,
                                        guint             i);
RnnPrediction *rnn_prediction_ref      (RnnPrediction    *prediction);
void           rnn_prediction_unref    (RnnPrediction    *prediction);

/* "Keep writing": @n letters after @text, each drawn from softmax (logits /
 * @temperature) by its own stream of @seed; temperature 0 takes the likeliest.
 * Returns UTF-8 without @text (transfer full); @p_letters (nullable, @n floats)
 * gets each written letter's probability at temperature 1.  Fails as
 * rnn_predict, and with RNN_ERROR_SETTING on a negative temperature.  See
 * RnnWriter for writing letter by letter. */
char          *rnn_write               (const RnnNetwork *network,
                                        const float      *parameters,
                                        RnnDataset       *dataset,
                                        gboolean          stateful,
                                        const char       *text,
                                        guint             n,
                                        double            temperature,
                                        guint32           seed,
                                        float            *p_letters,
                                        GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnPrediction, rnn_prediction_unref)

G_END_DECLS
