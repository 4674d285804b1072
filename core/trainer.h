#pragma once

#include "core/frame.h"
#include "core/letters.h"
#include "core/saved-state.h"
#include "core/run-list.h"
#include "core/update-trace.h"

G_BEGIN_DECLS

/**
 * RnnTrainer:
 *
 * Owns the worker thread.  Every function below may be called from any one
 * thread, returns at once, and gives the command's serial number; the command
 * is answered by exactly one RnnReply.  Frames are latest wins; metric rows
 * and replies are never lost.
 *
 * The receiver's callbacks run in the main context given at creation, in the
 * order runs, metrics, frame, replies, so that what a reply speaks of has
 * arrived.
 */
typedef struct _RnnTrainer RnnTrainer;

#define RNN_MAX_STREAM 10000

typedef enum
{
  RNN_COMMAND_REPLACE,
  RNN_COMMAND_PLAY,
  RNN_COMMAND_PAUSE,
  RNN_COMMAND_STEP,
  RNN_COMMAND_SEEK,
  RNN_COMMAND_WALK,
  RNN_COMMAND_CHANGE,
  RNN_COMMAND_SET_PARAMETERS,
  RNN_COMMAND_IMPORT,
  RNN_COMMAND_BRANCH,
  RNN_COMMAND_SWITCH,
  RNN_COMMAND_DELETE,
  RNN_COMMAND_RESTORE,
  RNN_COMMAND_RENAME,
  RNN_COMMAND_DESCRIBE,
  RNN_COMMAND_ACCOMPANY,
  RNN_COMMAND_COMPARE,
  RNN_COMMAND_WISH,
  RNN_COMMAND_WRITE,
  RNN_COMMAND_STREAM,
  RNN_COMMAND_STOP_STREAM,
  RNN_COMMAND_TRACE,
  RNN_COMMAND_SNAPSHOT,
  RNN_COMMAND_STOPPED,        /* not a command: playing came to its end */
  RNN_COMMAND_LETTERS         /* not a command: a stream has gone on */
} RnnCommand;

typedef struct
{
  guint64     serial;         /* of the command; of the PLAY for STOPPED, of the
                               * STREAM for LETTERS */
  RnnCommand  command;
  GError     *error;          /* NULL: done. RNN_ERROR_CANCELLED when a later
                               * command overtook it */
  guint64     run;            /* number of that at hand now; 0: none */
  gboolean    branched;       /* CHANGE, SET_PARAMETERS: made it first */
  RnnPosition position;       /* where it stands now */
  guint       stop;           /* on a walk: at which stop; else 0 */
  char       *text;           /* WRITE: the letters; TRACE: nothing */
  float      *p_letters;      /* WRITE */
  guint       n_letters;      /* WRITE */
  RnnLetters *letters;        /* LETTERS: those since the last ones */
  RnnUpdateTrace *update;     /* TRACE: the next update, recorded and undone */
  RnnSavedState *saved;       /* SNAPSHOT */
} RnnReply;

typedef struct
{
  /* All rows of run number @run: those that were known of epochs 1 … @n_kept
   * stay, any later ones are void (the future was forgotten), and the rest of
   * @series is new.  @series is to be followed; it is not there any longer
   * afterwards.  A run that is not in the list any more may still be told of. */
  void (*metrics) (guint64           run,
                   gsize             n_kept,
                   const RnnSeries  *series,
                   gpointer          data);
  void (*frame)   (RnnFrame         *frame,
                   gpointer          data);
  void (*reply)   (const RnnReply   *reply,
                   gpointer          data);
  /* Which runs there are now, and which is at hand. */
  void (*runs)    (const RnnRunList *runs,
                   gpointer          data);
} RnnTrainerReceiver;

RnnTrainer *rnn_trainer_new       (GMainContext             *context,
                                   const RnnTrainerReceiver *receiver,
                                   gpointer                  data);
/* Stops, joins, and drops what was not delivered. */
void        rnn_trainer_free      (RnnTrainer    *trainer);

/* Replaces the experiment: reads the text, builds dataset and run on the
 * worker.  On failure the old one stays, whole. */
guint64     rnn_trainer_replace   (RnnTrainer    *trainer,
                                   const RnnSpec *spec);
/* The same, to go on from @saved (nullable); see rnn_run_new_saved.  @dataset
 * (nullable): made already, of @spec or of what @saved began with; else it is
 * that at hand if nothing about it changes, or is made on the worker, where
 * everything else waits for it. */
guint64     rnn_trainer_resume    (RnnTrainer    *trainer,
                                   const RnnSpec *spec,
                                   const RnnSavedState *saved,
                                   RnnDataset    *dataset);
/* Trains to spec.epochs; @epochs_per_second 0 is flat out.  Called again
 * while it plays it only changes the speed.  Answered at once; the end, also by
 * failure, pause, step, seek or another experiment, is told by a STOPPED reply
 * with the serial number of the latest play. */
guint64     rnn_trainer_play      (RnnTrainer    *trainer,
                                   double         epochs_per_second);
/* Stops what is going on: playing, and the steps and seeks that are not done
 * yet with all that waits for them, which are answered RNN_ERROR_CANCELLED.  The
 * run stands where it has got to. */
guint64     rnn_trainer_pause     (RnnTrainer    *trainer);
/* @n steps forward, or back when @n is negative; may go beyond spec.epochs.  By
 * epochs, the first is to the end (or start) of the epoch that has begun; back
 * to the end is back to the start.  Nothing lies before the start.  Ends
 * playing.  Steps are made one after the other, but a step to the end gives way
 * to whatever comes next.
 *
 * A time step walks through the update (RnnCursor), across its borders too.  Any
 * other step, playing and seeking leave the walk; they go on from the update as
 * if there had been none: from before it, unless the walk stands at its end. */
guint64     rnn_trainer_step      (RnnTrainer    *trainer,
                                   RnnStep        step,
                                   int            n);
/* To stop @number of the walk at hand (RnnFrame.walk): of the update that is
 * walked through, or through the next one; 0 leaves it, before the update.  Ends
 * playing, as a step. */
guint64     rnn_trainer_walk_to   (RnnTrainer    *trainer,
                                   guint          number);
/* To the end of epoch @epoch, within what is known or beyond.  Ends playing.  A
 * seek overtakes the steps and seeks before it: dragging a scrubber never
 * queues.  One that takes long shows frames on its way. */
guint64     rnn_trainer_seek      (RnnTrainer    *trainer,
                                   guint32        epoch);
/* Live settings; see rnn_run_change.  This and the commands below, wishes
 * excepted, wait for steps and seeks that are not done yet.  Where something is
 * known of what comes afterwards, nothing is forgotten: the change makes a
 * branch.  Fails as rnn_trainer_branch then. */
guint64     rnn_trainer_change    (RnnTrainer    *trainer,
                                   const RnnSpec *spec);
guint64     rnn_trainer_set_parameter (RnnTrainer *trainer,
                                   gsize          index,
                                   float          value);
/* See rnn_run_set_parameters. */
guint64     rnn_trainer_set_parameters (RnnTrainer *trainer,
                                   const RnnInterventions *interventions);
/* A branch from where the run stands, which goes on in its place, playing if it
 * plays; see rnn_runs_branch. */
guint64     rnn_trainer_branch    (RnnTrainer    *trainer,
                                   const RnnSpec *spec,
                                   const char    *name);
/* These end playing when another run comes to hand, and overtake steps and
 * seeks.  See rnn_runs_switch, _delete, _restore. */
guint64     rnn_trainer_switch    (RnnTrainer    *trainer,
                                   guint64        run);
guint64     rnn_trainer_delete    (RnnTrainer    *trainer,
                                   guint64        run);
guint64     rnn_trainer_restore   (RnnTrainer    *trainer);
/* Answered at once; see rnn_runs_rename. */
guint64     rnn_trainer_rename    (RnnTrainer    *trainer,
                                   guint64        run,
                                   const char    *name);
/* The title and the notes of @spec are those of all runs.  Answered at once,
 * whatever goes on; a frame follows. */
guint64     rnn_trainer_describe  (RnnTrainer    *trainer,
                                   const RnnSpec *spec);
/* Run @run is watched beside that at hand from now on, 0: none is.  It goes
 * wherever that goes, in turns with it while training goes on, and both are in
 * every frame (RnnFrame.companion).  See rnn_runs_accompany. */
guint64     rnn_trainer_accompany (RnnTrainer    *trainer,
                                   guint64        run);
/* A new run from the start is; see rnn_runs_compare.  Both are answered at once;
 * the companion may then be on its way yet. */
guint64     rnn_trainer_compare   (RnnTrainer    *trainer,
                                   const RnnSpec *spec,
                                   const char    *name);
/* All parameters at once, from elsewhere; see rnn_run_import. */
guint64     rnn_trainer_import    (RnnTrainer    *trainer,
                                   const float   *parameters,
                                   gsize          n);
/* What the frames are to contain from now on; a frame follows at once. */
guint64     rnn_trainer_wish      (RnnTrainer         *trainer,
                                   const RnnFrameWish *wish);
/* See rnn_write; @best: with the best epoch's weights.  As if, as the frames. */
guint64     rnn_trainer_write     (RnnTrainer    *trainer,
                                   const char    *text,
                                   guint          n,
                                   double         temperature,
                                   guint32        seed,
                                   gboolean       best);
/* The same, told while it goes on, as LETTERS replies: @letters_per_second, 0: as
 * fast as it goes.  Each letter is written with the weights, and as if, of its
 * moment, whatever moves them.  Answered at its end, RNN_ERROR_CANCELLED when
 * another stream, rnn_trainer_stop_stream or another experiment ends it.  At most
 * RNN_MAX_STREAM letters.  This and its stop wait for nothing. */
guint64     rnn_trainer_stream    (RnnTrainer    *trainer,
                                   const char    *text,
                                   guint          n,
                                   double         temperature,
                                   guint32        seed,
                                   gboolean       best,
                                   double         letters_per_second);
guint64     rnn_trainer_stop_stream (RnnTrainer  *trainer);
/* Records the next update as an RnnUpdateTrace and goes back to before it. */
guint64     rnn_trainer_trace     (RnnTrainer    *trainer);
/* Where the run stands, to be saved. */
guint64     rnn_trainer_snapshot  (RnnTrainer    *trainer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnTrainer, rnn_trainer_free)

G_END_DECLS
