#pragma once

/* What the widgets can ask for.  Commands flow up only as GActions: a widget
 * activates one by its name here (gtk_widget_activate_action, or action-name in
 * a template) and never learns who carries it out.  The window implements them
 * (app/actions.c).  A command that cannot be carried out just now is disabled,
 * and the control says why in its tooltip; one that fails leaves everything as
 * it was and its sentence in the view state.
 *
 * In brackets: the parameter's type, and the state's type where there is one. */

/* Running ----------------------------------------------------------------- */
#define UNROLL_COMMAND_RESET       "win.reset"        /* to epoch 0 */
#define UNROLL_COMMAND_BACK        "win.back"         /* one step of the kind */
#define UNROLL_COMMAND_PLAY_PAUSE  "win.play-pause"
#define UNROLL_COMMAND_STEP        "win.step"
/* (s), state s: "time-step", "update", "epoch", "ten-epochs" or "end" */
#define UNROLL_COMMAND_STEP_KIND   "win.step-kind"
/* (d), state d: epochs per second; 0 is as fast as it goes */
#define UNROLL_COMMAND_SPEED       "win.speed"
#define UNROLL_COMMAND_SEEK        "win.seek"         /* (u): end of epoch */
/* (u): to a stop of the walk through the update, see rnn_trainer_walk_to */
#define UNROLL_COMMAND_WALK_TO     "win.walk-to"
#define UNROLL_COMMAND_BEST_EPOCH  "win.best-epoch"
/* As many epochs again, and plays. */
#define UNROLL_COMMAND_MORE_EPOCHS "win.more-epochs"

/* The experiment's settings ------------------------------------------------ */
/* (ss): key as rnn_setting_find knows it, and value in its text form.  A live
 * setting, and any setting at epoch 0, acts at once, in a new run where epochs
 * are known ahead; another one waits in the
 * view state's spec, with "pending" set, for apply-settings, since it begins a
 * new run. */
#define UNROLL_COMMAND_SET              "win.set"
/* The same with all that is different in the view state's draft, as one change. */
#define UNROLL_COMMAND_TAKE_DRAFT       "win.take-draft"
#define UNROLL_COMMAND_APPLY_SETTINGS   "win.apply-settings"
#define UNROLL_COMMAND_DISCARD_SETTINGS "win.discard-settings"
/* What is being read does not take this experiment's place. */
#define UNROLL_COMMAND_CANCEL_OPENING   "win.cancel-opening"
/* The remedy for training that diverged: from the start, at a lower learning
 * rate.  The run that diverged stays. */
#define UNROLL_COMMAND_CALM             "win.calm"

/* Runs side by side -------------------------------------------------------- */
/* (sa{ss}): a name, "" for one that says what changes, and settings as
 * UNROLL_COMMAND_SET has them, of those that RnnSetting.branch allows: a new run
 * leaves the shown one where it stands, and is shown. */
#define UNROLL_COMMAND_BRANCH       "win.branch"
/* Asks in what setting a run is to differ that is watched beside the shown one,
 * in step with it; or, where one is watched, ends that. */
#define UNROLL_COMMAND_COMPARE      "win.compare"
/* (ss): key and value: such a run from the start is watched so. */
#define UNROLL_COMMAND_COMPARE_SETTING "win.compare-setting"
#define UNROLL_COMMAND_ACCOMPANY    "win.accompany"  /* (t): that run is; 0: none */
#define UNROLL_COMMAND_SWITCH_RUN   "win.switch-run"   /* (t): its number */
#define UNROLL_COMMAND_NEXT_RUN     "win.next-run"
#define UNROLL_COMMAND_PREVIOUS_RUN "win.previous-run"
#define UNROLL_COMMAND_DELETE_RUN   "win.delete-run"   /* (t): its number */
#define UNROLL_COMMAND_RESTORE_RUN  "win.restore-run"  /* the last deleted */
#define UNROLL_COMMAND_RENAME_RUN   "win.rename-run"   /* (ts): number, name */
/* Deletes the shown run, for the one that it left. */
#define UNROLL_COMMAND_UNDO_BRANCH  "win.undo-branch"

/* Looking ------------------------------------------------------------------ */
#define UNROLL_COMMAND_SELECT_SAMPLE "win.select-sample"  /* (u): from 0 */
/* (uuuuuut): a PaintSubject, field by field: to look into that number, whose
 * sample is selected; see unroll_subject_to_variant. */
#define UNROLL_COMMAND_INSPECT       "win.inspect"
/* To what was inspected before, and to what was after that. */
#define UNROLL_COMMAND_INSPECT_BACK    "win.inspect-back"
#define UNROLL_COMMAND_INSPECT_FORWARD "win.inspect-forward"
#define UNROLL_COMMAND_INSPECT_NOTHING "win.inspect-nothing"
/* (s), state s: "values", "gradients", "change" or "steps" */
#define UNROLL_COMMAND_PARAMETERS    "win.parameters"
/* State b: the network folded into its recurrent cell, or unrolled */
#define UNROLL_COMMAND_FOLD          "win.fold"
/* (s), state s: which page the card of details shows: "inspector", "states" or
 * "space" */
#define UNROLL_COMMAND_DETAILS       "win.details"
/* (s), state s: which page the card under the stage shows: "gradient",
 * "vanish" or "follows" */
#define UNROLL_COMMAND_FLOW          "win.flow"

/* Touching ----------------------------------------------------------------- */
/* As if: trace, samples and prediction answer, training goes on untouched; see
 * RnnIntervention.  Layers, units and parameters count from 0, time steps from
 * 1. */
/* (uuu): layer, unit, time step or 0 for every one: holds h at 0; again: lets
 * go */
#define UNROLL_COMMAND_SILENCE        "win.silence"
#define UNROLL_COMMAND_CUT            "win.cut"  /* (u): layer; again: mends */
/* (uu): time step, class number; the sample's own puts it back */
#define UNROLL_COMMAND_SWAP_LETTER    "win.swap-letter"
/* (ud): index into the parameter arena, value */
#define UNROLL_COMMAND_SET_WEIGHT     "win.set-weight"
/* (u): that weight is again what it is in training */
#define UNROLL_COMMAND_RELEASE_WEIGHT "win.release-weight"
#define UNROLL_COMMAND_UNDO_TOUCH     "win.undo-touch"
#define UNROLL_COMMAND_REDO_TOUCH     "win.redo-touch"
#define UNROLL_COMMAND_CLEAR_TOUCH    "win.clear-touch"  /* all of it */
/* Training goes on from the weights that were set. */
#define UNROLL_COMMAND_KEEP_WEIGHTS   "win.keep-weights"

/* Predicting --------------------------------------------------------------- */
#define UNROLL_COMMAND_PREDICT_TEXT "win.predict-text"  /* (s) */
/* (b), state b: with the best epoch's weights instead of this epoch's */
#define UNROLL_COMMAND_PREDICT_BEST "win.predict-best"
/* (sudud): a text, how many letters to write after it, temperature, seed, and
 * how many letters a second (0: as fast as it goes); they arrive in the view
 * state, after those that are there if the text ends with them.  The same weights
 * and seed write the same letters. */
#define UNROLL_COMMAND_WRITE        "win.write"
#define UNROLL_COMMAND_STOP_WRITING "win.stop-writing"

/* Many seeds --------------------------------------------------------------- */
#define UNROLL_COMMAND_SHOW_SWEEP "win.show-sweep"
/* (u): the experiment in force from so many seeds, from its own on */
#define UNROLL_COMMAND_SWEEP      "win.sweep"
#define UNROLL_COMMAND_STOP_SWEEP "win.stop-sweep"
/* (u): the sweep's experiment with this seed, trained to the end */
#define UNROLL_COMMAND_OPEN_SEED  "win.open-seed"

/* Files -------------------------------------------------------------------- */
#define UNROLL_COMMAND_OPEN            "win.open"
#define UNROLL_COMMAND_OPEN_RECENT     "win.open-recent"  /* (s): its address */
#define UNROLL_COMMAND_OPEN_TEXT       "win.open-text"
#define UNROLL_COMMAND_OPEN_PRESET     "win.open-preset"  /* (s): its name */
#define UNROLL_COMMAND_SAVE            "win.save"
#define UNROLL_COMMAND_SAVE_AS         "win.save-as"
/* Of the card that has the focus; the export asks how, and may be of the whole
 * figure, which it is where no card has the focus. */
#define UNROLL_COMMAND_COPY_PICTURE    "win.copy-picture"
#define UNROLL_COMMAND_EXPORT_PICTURE  "win.export-picture"
#define UNROLL_COMMAND_COPY_FIGURE     "win.copy-figure"
#define UNROLL_COMMAND_EXPORT_METRICS  "win.export-metrics"
/* All numbers of the inspected sample, and of the next update */
#define UNROLL_COMMAND_EXPORT_TRACE    "win.export-trace"
#define UNROLL_COMMAND_EXPORT_WEIGHTS  "win.export-weights"
/* (s): "keras" or "pytorch" */
#define UNROLL_COMMAND_EXPORT_PROGRAM  "win.export-program"
/* Training goes on from other weights; as a live setting changes it. */
#define UNROLL_COMMAND_IMPORT_WEIGHTS  "win.import-weights"

/* The window --------------------------------------------------------------- */
#define UNROLL_COMMAND_EXPERIMENT_PANEL "win.experiment-panel" /* state b */
#define UNROLL_COMMAND_FULLSCREEN       "win.fullscreen"       /* state b */
#define UNROLL_COMMAND_ZOOM_IN          "win.zoom-in"
#define UNROLL_COMMAND_ZOOM_OUT         "win.zoom-out"
#define UNROLL_COMMAND_ZOOM_RESET       "win.zoom-reset"
#define UNROLL_COMMAND_DISMISS          "win.dismiss"  /* the shown message */
