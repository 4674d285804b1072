#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory for numbers: @size bytes of zeros, at RNN_ALIGNMENT.  A large block is
 * asked of the system in large pages, of which a processor finds more at once.
 * To be freed by rnn_block_free.  Aborts when there is none, as g_malloc. */
gpointer rnn_block_new0 (gsize    size);
void     rnn_block_free (gpointer block);

G_END_DECLS
