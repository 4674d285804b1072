#pragma once

#include <gtk/gtk.h>

#include "core/spec.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_SETTING_ROW (unroll_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (UnrollSettingRow, unroll_setting_row, UNROLL, SETTING_ROW,
                      GtkBox)

/**
 * UnrollSettingRow:
 *
 * One setting of the core's table: its label, the control that suits its type
 * (entry, spin button, drop-down or switch) and, below them, the sentence that
 * a wrong value got.  What is typed is checked by the core itself, so limits
 * and sentences are the same as in files and on the command line; a wrong value
 * is not passed on, and the control goes back to the value in force.
 *
 * Numbers and texts are passed on with Enter or when the focus leaves, not at
 * every letter: 0.05 should not act as 0 and 0.0 on its way.  Escape gives up
 * what was typed.  Up and Down step a real number through 1, 2, 5, 10 …
 *
 * Signals:
 *
 * - "changed" (string): a new value in the text form of rnn_spec_set
 * - "typed" (string): a value that is right but not passed on yet, for previews
 */

/* For RNN_SETTING_UNITS the row is one layer's units.  @help (nullable) is said
 * instead of the setting's own. */
GtkWidget        *unroll_setting_row_new         (const RnnSetting *setting,
                                                  const char       *help);
const RnnSetting *unroll_setting_row_get_setting (UnrollSettingRow *self);
/* The value in force, in the text form of rnn_spec_get.  Takes the sentence
 * away when it is another value than before, and leaves alone what is being
 * typed when it is the same. */
void              unroll_setting_row_set_value   (UnrollSettingRow *self,
                                                  const char       *value);
const char       *unroll_setting_row_get_value   (UnrollSettingRow *self);
/* A sentence below the control, or NULL. */
void              unroll_setting_row_set_error   (UnrollSettingRow *self,
                                                  const char       *sentence);
const char       *unroll_setting_row_get_error   (UnrollSettingRow *self);
/* The entry, spin button, drop-down or switch (transfer none). */
GtkWidget        *unroll_setting_row_get_control (UnrollSettingRow *self);
/* The labels of one @labels group are equally wide. */
void              unroll_setting_row_align       (UnrollSettingRow *self,
                                                  GtkSizeGroup     *labels);
/* Marks a value that is shown but not in force yet. */
void              unroll_setting_row_set_waiting (UnrollSettingRow *self,
                                                  gboolean          waiting);
/* Something beside the control, at its end: a button to remove a layer. */
void              unroll_setting_row_add_suffix  (UnrollSettingRow *self,
                                                  GtkWidget        *suffix);

G_END_DECLS
