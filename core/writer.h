#pragma once

#include "core/intervention.h"

G_BEGIN_DECLS

/**
 * RnnWriter:
 *
 * A network that goes on writing, letter by letter.  It has parameters of its
 * own, so that training may go on meanwhile.
 */
typedef struct _RnnWriter RnnWriter;

/* Reads @text; see rnn_write. */
RnnWriter *rnn_writer_new  (const RnnNetwork *network,
                            const float      *parameters,
                            RnnDataset       *dataset,
                            gboolean          stateful,
                            const char       *text,
                            double            temperature,
                            guint32           seed,
                            GError          **error);
/* The same as if: of @interventions (nullable) those that are lasting. */
RnnWriter *rnn_writer_new_as_if (const RnnNetwork *network,
                            const float      *parameters,
                            RnnDataset       *dataset,
                            gboolean          stateful,
                            const char       *text,
                            double            temperature,
                            guint32           seed,
                            const RnnInterventions *interventions,
                            GError          **error);
void       rnn_writer_free (RnnWriter        *writer);
/* Writes one more letter; @p gets its probability at temperature 1, which is no
 * number when the network's have grown beyond all bounds. */
gunichar   rnn_writer_next (RnnWriter        *writer,
                            float            *p);

/* From the letter to come on it writes with these, of the same network; what it
 * has carried on so far stays. */
void       rnn_writer_set_parameters (RnnWriter *writer,
                            const float      *parameters,
                            const RnnInterventions *interventions);
/* What the letter to come is written out of, until it is: the probabilities (C),
 * and the top layer's units. */
const float *rnn_writer_y  (const RnnWriter  *writer);
const float *rnn_writer_h  (const RnnWriter  *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnWriter, rnn_writer_free)

G_END_DECLS
