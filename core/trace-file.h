#pragma once

#include "core/trace.h"

G_BEGIN_DECLS

/* CSV: phase,layer,t,quantity,row,column,value.  phase is forward, loss,
 * backward, gradient or update; layer and t count from 1 and are empty where
 * they mean nothing; row and column count from 0 as in the arrays.  @update may be
 * NULL. */
gboolean rnn_trace_save (const char           *path,
                         const RnnTrace       *trace,
                         const RnnUpdateTrace *update,
                         GError              **error);

G_END_DECLS
