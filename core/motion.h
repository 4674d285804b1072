#pragma once

#include "core/command-queue.h"
#include "core/cursor.h"

G_BEGIN_DECLS

/**
 * RnnMotion:
 *
 * Where a step, a seek or a walk leads: a moment of the run, and perhaps a stop
 * on the walk through the update that follows there.
 */
typedef struct
{
  RnnGoal  goal;
  gboolean walks;
  guint    stop;              /* if it walks */
} RnnMotion;

/* Begins what @request asks of @run, as far as keyframes alone lead; @cursor
 * leaves its walk.  FALSE, and nothing has happened, when there is no such
 * place. */
gboolean rnn_motion_begin    (RnnMotion        *motion,
                              RnnRun           *run,
                              RnnCursor        *cursor,
                              const RnnRequest *request,
                              GError          **error);
/* Whether no update is left to be made on the way. */
gboolean rnn_motion_is_there (const RnnMotion  *motion,
                              RnnRun           *run);
/* Then: takes up the walk, if it leads to one. */
gboolean rnn_motion_arrive   (const RnnMotion  *motion,
                              RnnRun           *run,
                              RnnCursor        *cursor,
                              GError          **error);

G_END_DECLS
