#pragma once

#include "core/encoder.h"
#include "core/input-file.h"
#include "core/progress.h"
#include "core/spec.h"

G_BEGIN_DECLS

/* The letters of the text that @spec names (its file, or its typed letters), or
 * of one made of it for another task than learning it (task.h), as class numbers
 * with room for @spare more.  @stamp: of the file; zero without one.  @progress
 * (nullable) is told of it as the whole.  Fails with RNN_ERROR_DATA, RNN_ERROR_FILE
 * or RNN_ERROR_MEMORY, saying what to change, and RNN_ERROR_CANCELLED. */
gboolean rnn_sample_text_read (const RnnSpec      *spec,
                               gsize               spare,
                               const RnnProgress  *progress,
                               RnnEncodedText     *text,
                               RnnFileStamp       *stamp,
                               GError            **error);
/* Has @spec learn the text file at @path: one that is very long in its order,
 * because an order of its own for the samples would take several times the memory
 * of its letters.  Fails as rnn_spec_set. */
gboolean rnn_sample_text_choose (RnnSpec          *spec,
                                 const char       *path,
                                 GError          **error);
/* Whether that is quick: nothing that anybody would wait for. */
gboolean rnn_sample_text_is_short (const RnnSpec  *spec);
/* The sentence for what was cancelled; always FALSE. */
gboolean rnn_sample_text_refuse_cancelled (GError **error);

G_END_DECLS
