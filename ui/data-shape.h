#pragma once

#include "core/frame.h"

G_BEGIN_DECLS

/* The sizes of the data that @spec describes, quickly enough to be asked while
 * someone types: typed letters are cut into samples; a file or a long text is not
 * read, it is known when @frame (nullable) was made from it.  In @shape only
 * numbers and kinds are filled, the alphabet is NULL; @n_letters, the letters of
 * the text, is filled anyway, with 0 when it is not known.  Fails with
 * RNN_ERROR_DATA when the letters cannot be used, with RNN_ERROR_SETTING when
 * settings contradict each other, and with RNN_ERROR_FILE when the text has not
 * been read yet. */
gboolean unroll_data_shape (const RnnSpec   *spec,
                            const RnnFrame  *frame,
                            RnnDataset      *shape,
                            gsize           *n_letters,
                            GError         **error);

G_END_DECLS
