#pragma once

#include "app/session.h"
#include "app/touch-history.h"
#include "core/sweeper.h"
#include "core/trainer.h"

G_BEGIN_DECLS

/* What session.c (commands to the trainer) and session-answers.c (its answers)
 * share. */
struct _UnrollSession
{
  GObject          parent_instance;

  /* Owned */
  UnrollViewState *state;
  RnnTrainer      *trainer;
  RnnSweeper      *sweeper;      /* at work, or NULL */
  RnnSpec         *in_force;     /* of the run that is shown */
  RnnSpec         *asked;        /* of the replacement under way, or NULL */
  UnrollTouchHistory *touches;   /* what is shown as if */

  /* Serials of commands, to know their answers by */
  guint64          play;         /* that began the present playing */
  guint64          seek;         /* the latest */
  guint64          change;       /* the latest live change not answered, or 0 */
  guint64          replace;      /* the latest not answered, or 0 */
  guint64          stream;       /* of letters that is not at its end, or 0 */

  guint64          touch;        /* the latest as if not answered, or 0 */
  guint64          keep;         /* the latest of weights not answered, or 0 */

  guint64          trace;        /* the latest not answered, or 0; */
  char            *trace_path;   /* where it goes, or NULL */
  guint64          import;       /* the latest not answered, or 0; */
  char            *import_path;  /* what it is from, or NULL */

  RnnInterventions kept;         /* by that: the weights, */
  RnnInterventions real;         /* what they are as yet, */
  guint64          kept_update;  /* and when */
  gboolean         description_waits; /* for @replace, until it is answered */
  gboolean         swept_here;   /* the last sweep was of this experiment */
  gboolean         other_network;/* or other data are asked for by @replace */

  char            *details_before; /* the page that the inspector took the place
                                  * of, or NULL */
  GQueue           snapshots;    /* of GTask, not answered */

  UnrollOpening   *opening;      /* what is being read, or NULL; */
  char            *opening_name; /* what it is called; */
  guint            opening_timer; /* when that is told */

  guint64          experiment;   /* of the last frame */
  gboolean         flows;        /* it has more than one time step */

  char            *deleted;      /* name of the run last deleted, or NULL */
  gboolean         restarts;     /* the last branch asked for: its moments */

  gboolean         plays;        /* as far as we know */
  gboolean         wishes_path;  /* RnnFrameWish.path, as last sent */
  gboolean         wishes_flow;  /* and why the gradient vanishes */
  guint            n_working;    /* steps and seeks not answered */
  guint            patience;     /* timeout, after which that is shown, or 0 */
};

/* What the trainer calls; its data is the session. */
extern const RnnTrainerReceiver unroll_session_receiver;

/* What the frames are to show; its serial. */
guint64 unroll_session_send_wish   (UnrollSession *self);
void unroll_session_clear_message  (UnrollSession *self);
/* What is proposed when training diverged: a tenth, and no more than the
 * default. */
double unroll_session_calmer_rate  (UnrollSession *self);
/* Playing began or ended. */
void unroll_session_set_plays      (UnrollSession *self,
                                    gboolean       plays);
/* A step or a seek was sent (1) or answered (−1). */
void unroll_session_add_work       (UnrollSession *self,
                                    int            n);
/* Lets go of what is inspected if @frame, which is to be shown, has no such
 * thing. */
void unroll_session_check_inspected (UnrollSession *self,
                                    RnnFrame      *frame);
/* What is shown as if (session-touch.c): what is to be sent; */
const RnnInterventions *
     unroll_session_as_if          (UnrollSession *self);
/* @spec is about to be asked for; it has been, or has failed; */
void unroll_session_touch_asked    (UnrollSession *self,
                                    const RnnSpec *spec);
void unroll_session_touch_replaced (UnrollSession *self,
                                    gboolean       success);
/* a frame has come; an answer to any command. */
void unroll_session_touch_framed   (UnrollSession  *self);
void unroll_session_touch_answered (UnrollSession  *self,
                                    const RnnReply *reply);
/* Title and notes (session-description.c): those of @spec are in force; */
void unroll_session_describe       (UnrollSession *self,
                                    const RnnSpec *spec);
/* they go to all runs, at once or when @replace is answered; */
void unroll_session_send_description (UnrollSession *self);
/* whether @spec, which was asked for, goes on with those in force, and is no
 * other experiment. */
gboolean unroll_session_same_description (UnrollSession *self,
                                    const RnnSpec *spec);
/* Files (session-take-away.c): an answer to any command. */
void unroll_session_take_away_answered (UnrollSession *self,
                                    const RnnReply *reply);
/* To a snapshot (session-snapshot.c). */
void unroll_session_snapshot_answered (UnrollSession *self,
                                    const RnnReply *reply);
/* Another experiment stands, or could not be had. */
void unroll_session_tell_replaced  (UnrollSession *self,
                                    gboolean       success);
/* Runs side by side (session-runs.c): an answer to any command. */
void unroll_session_runs_answered  (UnrollSession  *self,
                                    const RnnReply *reply);
/* Another experiment could not be had, because of this; its settings are shown. */
void unroll_session_show_refused   (UnrollSession *self,
                                    const GError  *error);
/* Experiments on their way (session-opening.c): begins anew with these settings,
 * as soon as their text is read. */
void unroll_session_begin_anew     (UnrollSession *self,
                                    const RnnSpec *spec);
/* Whether the settings shown are those in force. */
void unroll_session_update_pending (UnrollSession *self);

G_END_DECLS
