#pragma once

#include <gio/gio.h>

#include "app/opening.h"
#include "ui/view-state.h"

G_BEGIN_DECLS

/* What came of an opening: the experiment (transfer full), or NULL and why. */
typedef void (*UnrollOpenedFunc) (UnrollOpened *opened,
                                  const GError *error,
                                  gpointer      data);

#define UNROLL_TYPE_SESSION (unroll_session_get_type ())
G_DECLARE_FINAL_TYPE (UnrollSession, unroll_session, UNROLL, SESSION, GObject)

/**
 * UnrollSession:
 *
 * One experiment in one window: owns the trainer, carries the window's commands
 * to it and its answers into the view state.  What a command does is said at
 * its name in ui/commands.h; one that fails leaves a sentence in the view state
 * and everything else as it was.
 *
 * Signal "replaced" (boolean): the experiment that was asked for last stands, or
 * (FALSE) could not be had, and the old one stays.
 */
UnrollSession   *unroll_session_new            (const RnnSpec   *initial);
/* (transfer none) */
UnrollViewState *unroll_session_get_state      (UnrollSession   *self);

/* To epoch 0, by the way that seeks go: a live change made since is part of
 * the run and comes again at its place. */
void             unroll_session_reset          (UnrollSession   *self);
/* @n steps of the chosen kind, back when negative. */
void             unroll_session_step           (UnrollSession   *self,
                                                int              n);
void             unroll_session_play           (UnrollSession   *self);
void             unroll_session_pause          (UnrollSession   *self);
void             unroll_session_seek           (UnrollSession   *self,
                                                guint32          epoch);
/* To stop @number of the walk through the update at hand. */
void             unroll_session_walk_to        (UnrollSession   *self,
                                                guint            number);
void             unroll_session_seek_best      (UnrollSession   *self);
/* As many epochs again as the experiment began with, and plays. */
void             unroll_session_more_epochs    (UnrollSession   *self);
void             unroll_session_set_step_kind  (UnrollSession   *self,
                                                const char      *kind);
void             unroll_session_set_speed      (UnrollSession   *self,
                                                double           speed);

void             unroll_session_set            (UnrollSession   *self,
                                                const char      *key,
                                                const char      *value);
/* All that is different in @spec, as one change. */
void             unroll_session_take           (UnrollSession   *self,
                                                const RnnSpec   *spec);
void             unroll_session_apply          (UnrollSession   *self);
void             unroll_session_discard        (UnrollSession   *self);
/* Shows other settings, which wait to be applied where they are not those in
 * force. */
void             unroll_session_propose        (UnrollSession   *self,
                                                const RnnSpec   *spec);
/* A new experiment, from a file for example. */
void             unroll_session_replace        (UnrollSession   *self,
                                                const RnnSpec   *spec);
/* The same, to go on from @saved (nullable); see rnn_trainer_resume for
 * @dataset. */
void             unroll_session_resume         (UnrollSession   *self,
                                                const RnnSpec   *spec,
                                                const RnnSavedState *saved,
                                                RnnDataset      *dataset);
/* Reads an experiment called @name beside the main loop, while this one goes on;
 * another one that is being read is not wanted any more.  See unroll_opening_new
 * for @load.  What comes of it is told to @func: the experiment, or why there is
 * none; nothing, if it is cancelled.  The view state's "opening" follows. */
void             unroll_session_open           (UnrollSession   *self,
                                                const char      *name,
                                                UnrollLoadFunc   load,
                                                gpointer         load_data,
                                                GDestroyNotify   load_destroy,
                                                UnrollOpenedFunc func,
                                                gpointer         data,
                                                GDestroyNotify   destroy);
void             unroll_session_cancel_opening (UnrollSession   *self);
/* Where the run stands; fails as long as there is none.  (transfer full) */
void             unroll_session_snapshot_async (UnrollSession   *self,
                                                GAsyncReadyCallback callback,
                                                gpointer         data);
RnnSavedState   *unroll_session_snapshot_finish (UnrollSession  *self,
                                                GAsyncResult    *result,
                                                GError         **error);
/* The same experiment from the start, at a lower learning rate; the run that is
 * there stays. */
void             unroll_session_calm           (UnrollSession   *self);

void             unroll_session_select_sample  (UnrollSession   *self,
                                                guint            sample);
/* What is not there is not inspected; NULL lets go. */
void             unroll_session_inspect        (UnrollSession   *self,
                                                const PaintSubject *subject);
void             unroll_session_inspect_back   (UnrollSession   *self);
void             unroll_session_inspect_forward (UnrollSession  *self);
void             unroll_session_predict        (UnrollSession   *self,
                                                const char      *text);
void             unroll_session_predict_best   (UnrollSession   *self,
                                                gboolean         best);
void             unroll_session_write          (UnrollSession   *self,
                                                const char      *text,
                                                guint            n,
                                                double           temperature,
                                                guint32          seed,
                                                double           letters_per_second);
void             unroll_session_stop_writing   (UnrollSession   *self);

/* Runs side by side (session-runs.c).  @settings (a{ss}): keys and values. */
void             unroll_session_branch         (UnrollSession   *self,
                                                const char      *name,
                                                GVariant        *settings);
void             unroll_session_switch_run     (UnrollSession   *self,
                                                guint64          run);
/* @step places on in the list, back when negative, round its end. */
void             unroll_session_next_run       (UnrollSession   *self,
                                                int              step);
void             unroll_session_delete_run     (UnrollSession   *self,
                                                guint64          run);
/* Deletes the shown run, for the one that it left. */
/* A run from the start which differs in that setting is watched beside the one
 * that is shown. */
void             unroll_session_compare       (UnrollSession *self,
                                               const char    *key,
                                               const char    *value);
/* Run number @run is, 0: none is any more. */
void             unroll_session_accompany     (UnrollSession *self,
                                               guint64        run);
void             unroll_session_undo_branch    (UnrollSession   *self);
void             unroll_session_restore_run    (UnrollSession   *self);
void             unroll_session_rename_run     (UnrollSession   *self,
                                                guint64          run,
                                                const char      *name);

/* As if (session-touch.c): the picture answers, training goes on untouched.
 * What cannot be leaves a sentence, and everything as it was. */
/* Holds h_t of a unit at 0, at step @t or (0) at every step; again: lets go. */
void             unroll_session_silence        (UnrollSession   *self,
                                                guint            layer,
                                                guint            unit,
                                                guint            t);
/* Cuts W_hh of @layer; again: mends it. */
void             unroll_session_cut            (UnrollSession   *self,
                                                guint            layer);
/* Another letter comes in at @t; the sample's own puts it back. */
void             unroll_session_swap_letter    (UnrollSession   *self,
                                                guint            t,
                                                guint            letter);
void             unroll_session_set_weight     (UnrollSession   *self,
                                                guint            index,
                                                double           value);
/* The weight is again what it is in training. */
void             unroll_session_release_weight (UnrollSession   *self,
                                                guint            index);
void             unroll_session_undo_touch     (UnrollSession   *self);
void             unroll_session_redo_touch     (UnrollSession   *self);
void             unroll_session_clear_touch    (UnrollSession   *self);
/* Training goes on from the weights that were set. */
void             unroll_session_keep_weights   (UnrollSession   *self);

/* Files (session-take-away.c). */
/* The numbers of the inspected sample, and of the next update or the one that is
 * walked through, as rnn_trace_save writes them; stops playing. */
void             unroll_session_export_trace   (UnrollSession   *self,
                                                const char      *path);
/* Training goes on from the weights of a file that rnn_weights_save wrote. */
void             unroll_session_import_weights (UnrollSession   *self,
                                                const char      *path);

/* Sweeps the experiment in force over @n_seeds seeds; see core/sweep.h. */
void             unroll_session_sweep          (UnrollSession   *self,
                                                guint            n_seeds);
void             unroll_session_stop_sweep     (UnrollSession   *self);
/* The experiment of the last sweep with @seed, trained to the end. */
void             unroll_session_open_seed      (UnrollSession   *self,
                                                guint32          seed);

G_END_DECLS
