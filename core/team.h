#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RnnTeam:
 *
 * The thread that trains and one that helps it.  A job comes in parts, each of
 * which touches numbers of its own, so that it does not matter to the result
 * which of the two does which.  The helper sleeps between jobs that are further
 * apart than a moment.
 */
typedef struct _RnnTeam RnnTeam;

/* Does part @part, from 0, of @job. */
typedef void (*RnnTeamWork) (gpointer job,
                             guint    part);

RnnTeam *rnn_team_new   (void);
/* Ends and joins the helper. */
void     rnn_team_free  (RnnTeam     *team);
/* Returns when all @n_parts are done; with no @team (NULL) the caller does them
 * in turn.  For one thread at a time. */
void     rnn_team_share (RnnTeam     *team,
                         guint        n_parts,
                         RnnTeamWork  work,
                         gpointer     job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnTeam, rnn_team_free)

G_END_DECLS
