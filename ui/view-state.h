#pragma once

#include "core/letters.h"
#include "core/series.h"
#include "ui/boxed.h"
#include "ui/paint/curve.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_VIEW_STATE (unroll_view_state_get_type ())
G_DECLARE_FINAL_TYPE (UnrollViewState, unroll_view_state, UNROLL, VIEW_STATE,
                      GObject)

/**
 * UnrollViewState:
 *
 * All that the window shows, in one place, on the main thread.  The session
 * fills it; the widgets read it and watch notify.  Only what is a matter of
 * looking (hover, zoom) is set by widgets themselves.
 *
 * Properties, each with notify only when it really changes:
 *
 * - "frame" (UNROLL_TYPE_FRAME): the moment shown, NULL before the first
 * - "spec" (UNROLL_TYPE_SPEC): the settings as the panel shows them, with what
 *   waits to be applied; never NULL
 * - "pending" (boolean): some of them wait, because they would begin a new run
 * - "n-metrics" (uint64): how many epochs' metrics are known; notified also when
 *   rows change under the same number
 * - "runs" (UNROLL_TYPE_RUN_LIST): the runs that there are, and which is shown;
 *   notified also when another than the shown one has other rows
 * - "playing" (boolean); "seeking" (boolean): on the way to an asked epoch, so
 *   frames of others may still arrive
 * - "step-kind" (string): as UNROLL_COMMAND_STEP_KIND's parameter
 * - "speed" (double): epochs per second, 0 for as fast as it goes
 * - "sample" (uint): the inspected sample, from 0
 * - "inspected" (UNROLL_TYPE_SUBJECT): the number that is looked into, always
 *   of the inspected sample; NULL for none.  "can-inspect-back" and
 *   "can-inspect-forward" (boolean): there is something else to go to on the
 *   trail of what has been inspected
 * - "parameters" (string): as UNROLL_COMMAND_PARAMETERS' parameter
 * - "details" and "flow" (strings): which page those cards show, as the
 *   parameters of UNROLL_COMMAND_DETAILS and UNROLL_COMMAND_FLOW
 * - "hovered" (UNROLL_TYPE_TARGET): what the pointer is on, or the keyboard's
 *   cursor, in some picture; the others show it too where they have it
 * - "folded" (boolean): the network is seen as its recurrent cell, else unrolled
 *   through time
 * - "zoom" (double): of the pictures, for a lecture hall; 1 is the font's size
 * - "predict-text" (string) and "predict-best" (boolean): what is asked
 * - "n-written" (uint): how many letters of a keep-writing have come, notified
 *   also when there are others; "writing" (boolean): there are more to come
 * - "can-undo-touch" and "can-redo-touch" (booleans): what the picture shows as
 *   if (RnnFrame.interventions) has steps that can be taken
 * - "sweep" (UNROLL_TYPE_SWEEP_REPORT): what a sweep of seeds has found so far,
 *   NULL before the first; "sweeping" (boolean): it goes on; "sweep-error"
 *   (string): why it could not, NULL if it could
 * - "opening" (string): what is being read to take the place of the experiment,
 *   NULL for nothing; "opening-share" (double): how much of it is done, 0 … 1
 * - "message" (string): a sentence to be shown, NULL for none; with
 *   "remedy-label" and "remedy-action" (strings, NULL for no button)
 * - "setting-error" (string): why the last set was refused, NULL if it was not;
 *   "setting-error-key" names the setting
 */
UnrollViewState  *unroll_view_state_new             (const RnnSpec   *spec);

/* (transfer none), here and below. */
RnnFrame         *unroll_view_state_get_frame       (UnrollViewState *self);
void              unroll_view_state_set_frame       (UnrollViewState *self,
                                                     RnnFrame        *frame);

const RnnSpec    *unroll_view_state_get_spec        (UnrollViewState *self);
void              unroll_view_state_set_spec        (UnrollViewState *self,
                                                     const RnnSpec   *spec);
/* What the spec is to become by UNROLL_COMMAND_TAKE_DRAFT, while that is sent;
 * else NULL.  Its texts are shared: a command would copy and check them. */
const RnnSpec    *unroll_view_state_get_draft       (UnrollViewState *self);
void              unroll_view_state_set_draft       (UnrollViewState *self,
                                                     const RnnSpec   *draft);
gboolean          unroll_view_state_get_pending     (UnrollViewState *self);
void              unroll_view_state_set_pending     (UnrollViewState *self,
                                                     gboolean         pending);

const RnnRunList *unroll_view_state_get_runs        (UnrollViewState *self);
void              unroll_view_state_set_runs        (UnrollViewState *self,
                                                     const RnnRunList *runs);
/* What is known of the metrics of run number @run, which is there; @look
 * (nullable): the number of the colour and dashes in which it is drawn, its own
 * as long as it is there. */
const RnnSeries  *unroll_view_state_get_run_series  (UnrollViewState *self,
                                                     guint64          run,
                                                     guint           *look);
/* The runs as curves want them. */
void              unroll_view_state_add_runs        (UnrollViewState *self,
                                                     PaintCurveData  *data);
/* Follows @series, if there is such a run. */
void              unroll_view_state_set_run_series  (UnrollViewState *self,
                                                     guint64          run,
                                                     const RnnSeries *series);
/* All that is known of the metrics of the run that is shown. */
const RnnSeries  *unroll_view_state_get_series      (UnrollViewState *self);
/* Follows @series. */
void              unroll_view_state_set_series      (UnrollViewState *self,
                                                     const RnnSeries *series);

gboolean          unroll_view_state_get_playing     (UnrollViewState *self);
void              unroll_view_state_set_playing     (UnrollViewState *self,
                                                     gboolean         playing);

gboolean          unroll_view_state_get_seeking     (UnrollViewState *self);
void              unroll_view_state_set_seeking     (UnrollViewState *self,
                                                     gboolean         seeking);
const char       *unroll_view_state_get_step_kind   (UnrollViewState *self);
void              unroll_view_state_set_step_kind   (UnrollViewState *self,
                                                     const char      *kind);
double            unroll_view_state_get_speed       (UnrollViewState *self);
void              unroll_view_state_set_speed       (UnrollViewState *self,
                                                     double           speed);

guint             unroll_view_state_get_sample      (UnrollViewState *self);
void              unroll_view_state_set_sample      (UnrollViewState *self,
                                                     guint            sample);
/* NULL when nothing is. */
const PaintSubject *unroll_view_state_get_inspected (UnrollViewState *self);
/* A new end of the trail; also selects the sample.  NULL lets go. */
void              unroll_view_state_inspect         (UnrollViewState *self,
                                                     const PaintSubject *subject);
/* One place back or forward on the trail, if there is one; back from nothing is
 * to what was let go. */
void              unroll_view_state_inspect_back    (UnrollViewState *self);
void              unroll_view_state_inspect_forward (UnrollViewState *self);
/* Forgets the places that @frame has not; TRUE when that lets go of what is
 * inspected. */
gboolean          unroll_view_state_prune_trail     (UnrollViewState *self,
                                                     const RnnFrame  *frame);
const char       *unroll_view_state_get_parameters  (UnrollViewState *self);
void              unroll_view_state_set_parameters  (UnrollViewState *self,
                                                     const char      *kind);
const char       *unroll_view_state_get_details     (UnrollViewState *self);
void              unroll_view_state_set_details     (UnrollViewState *self,
                                                     const char      *page);
const char       *unroll_view_state_get_flow        (UnrollViewState *self);
void              unroll_view_state_set_flow        (UnrollViewState *self,
                                                     const char      *page);
PaintTarget       unroll_view_state_get_hovered     (UnrollViewState   *self);
void              unroll_view_state_set_hovered     (UnrollViewState   *self,
                                                     const PaintTarget *target);
gboolean          unroll_view_state_get_folded      (UnrollViewState *self);
void              unroll_view_state_set_folded      (UnrollViewState *self,
                                                     gboolean         folded);
double            unroll_view_state_get_zoom        (UnrollViewState *self);
void              unroll_view_state_set_zoom        (UnrollViewState *self,
                                                     double           zoom);

const char       *unroll_view_state_get_predict_text (UnrollViewState *self);
void              unroll_view_state_set_predict_text (UnrollViewState *self,
                                                      const char      *text);
gboolean          unroll_view_state_get_predict_best (UnrollViewState *self);
void              unroll_view_state_set_predict_best (UnrollViewState *self,
                                                      gboolean         best);

/* What was written, NULL if it has not begun; @after (nullable) gets the text
 * that it goes on, NULL for none. */
const RnnLetters *unroll_view_state_get_written     (UnrollViewState *self,
                                                     const char     **after);
/* Nothing as yet, after @after (nullable). */
void              unroll_view_state_begin_written   (UnrollViewState *self,
                                                     const char      *after);
/* Some more. */
void              unroll_view_state_add_written     (UnrollViewState *self,
                                                     const RnnLetters *letters);
gboolean          unroll_view_state_get_writing     (UnrollViewState *self);
void              unroll_view_state_set_writing     (UnrollViewState *self,
                                                     gboolean         writing);

gboolean          unroll_view_state_get_can_undo_touch (UnrollViewState *self);
void              unroll_view_state_set_can_undo_touch (UnrollViewState *self,
                                                        gboolean         can_undo_touch);
gboolean          unroll_view_state_get_can_redo_touch (UnrollViewState *self);
void              unroll_view_state_set_can_redo_touch (UnrollViewState *self,
                                                        gboolean         can_redo_touch);

const RnnSweepReport *unroll_view_state_get_sweep   (UnrollViewState *self);
void              unroll_view_state_set_sweep       (UnrollViewState *self,
                                                     RnnSweepReport  *report);
gboolean          unroll_view_state_get_sweeping    (UnrollViewState *self);
void              unroll_view_state_set_sweeping    (UnrollViewState *self,
                                                     gboolean         sweeping);
const char       *unroll_view_state_get_sweep_error (UnrollViewState *self);
void              unroll_view_state_set_sweep_error (UnrollViewState *self,
                                                     const char      *sentence);
const char       *unroll_view_state_get_opening     (UnrollViewState *self);
double            unroll_view_state_get_opening_share (UnrollViewState *self);
void              unroll_view_state_set_opening     (UnrollViewState *self,
                                                     const char      *name,
                                                     double           share);
const char       *unroll_view_state_get_message     (UnrollViewState *self);
/* @message NULL takes it away; @remedy_label and @remedy_action (a detailed
 * action name) may be NULL. */
void              unroll_view_state_set_message     (UnrollViewState *self,
                                                     const char      *message,
                                                     const char      *remedy_label,
                                                     const char      *remedy_action);
const char       *unroll_view_state_get_remedy_label  (UnrollViewState *self);
const char       *unroll_view_state_get_remedy_action (UnrollViewState *self);

const char       *unroll_view_state_get_setting_error     (UnrollViewState *self);
const char       *unroll_view_state_get_setting_error_key (UnrollViewState *self);
void              unroll_view_state_set_setting_error (UnrollViewState *self,
                                                       const char      *key,
                                                       const char      *sentence);

G_END_DECLS
