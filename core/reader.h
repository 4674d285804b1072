#pragma once

#include "core/pass.h"

G_BEGIN_DECLS

/**
 * RnnReader:
 *
 * A network that reads letters which are no samples: typed or written ones.
 * It may have an output after every step, whatever the network was trained for.
 */
typedef struct
{
  RnnNetwork        network;  /* a copy, with an output target of its own */
  const float      *parameters;   /* borrowed */
  const RnnDataset *dataset;      /* borrowed */
  RnnPass          *pass;
  RnnBatch          batch;
} RnnReader;

/* Room for @capacity windows of @time_steps letters.  The reader is not to be
 * moved. */
void         rnn_reader_init       (RnnReader        *reader,
                                    const RnnNetwork *network,
                                    const float      *parameters,
                                    const RnnDataset *dataset,
                                    RnnTarget         target,
                                    guint             time_steps,
                                    guint             capacity);
void         rnn_reader_clear      (RnnReader        *reader);
/* Reads @n windows of @steps letters, the first from @codes, each one letter
 * further than the one before: @n + @steps − 1 codes.  From the zero state. */
void         rnn_reader_read       (RnnReader        *reader,
                                    const guint16    *codes,
                                    guint             n,
                                    guint             steps);
/* Reads @steps letters on from where the last reading ended. */
void         rnn_reader_read_on    (RnnReader        *reader,
                                    const guint16    *codes,
                                    guint             steps);
/* Makes the last reading once more, from the same state: the parameters may be
 * others now. */
void         rnn_reader_read_again  (RnnReader        *reader);
/* Of the last reading: C probabilities (target last: step 0 is the last). */
const float *rnn_reader_y          (const RnnReader  *reader,
                                    guint             step,
                                    guint             window);
/* Of the last reading: the top layer's units after step @step, from 0. */
const float *rnn_reader_h          (const RnnReader  *reader,
                                    guint             step,
                                    guint             window);
/* The class of the largest of @n_classes probabilities, the first of equals. */
guint16      rnn_likeliest         (const float      *y,
                                    guint             n_classes);

/* The class numbers of @text, which must not be empty: RNN_ERROR_DATA also when
 * @dataset knows no letters (transfer full). */
guint16     *rnn_reader_encode     (const RnnDataset *dataset,
                                    const char       *text,
                                    gsize            *n_codes,
                                    GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RnnReader, rnn_reader_clear)

G_END_DECLS
