#pragma once

#include <gtk/gtk.h>

#include "core/frame.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_STEP_LIST (unroll_step_list_get_type ())
G_DECLARE_FINAL_TYPE (UnrollStepList, unroll_step_list, UNROLL, STEP_LIST,
                      GtkBox)

/**
 * UnrollStepList:
 *
 * Title, notes, and the steps data, network, training, fit and summary, with a
 * row for every setting; it shows what it is told and says what was typed.
 *
 * Signals:
 *
 * - "changed" (string, string): a setting, "group.key", and its new value
 * - "typed" (string, string): the same while it is being typed
 * - "more-data": the text, its alphabet and its windows are asked for
 */
GtkWidget  *unroll_step_list_new          (void);

/* The values of @spec, of the settings that matter in it. */
void        unroll_step_list_show         (UnrollStepList *self,
                                           const RnnSpec  *spec);
/* What follows from @spec, which may still be half typed: the number of
 * letters, the output, the summary.  @frame may be NULL. */
void        unroll_step_list_show_consequences (UnrollStepList *self,
                                                const RnnSpec  *spec,
                                                const RnnFrame *frame);
/* Marks a setting whose value is not in force yet. */
void        unroll_step_list_set_waiting  (UnrollStepList *self,
                                           const char     *name,
                                           gboolean        waiting);
/* A sentence of the core (NULL: none) at the setting @name. */
void        unroll_step_list_set_error    (UnrollStepList *self,
                                           const char     *name,
                                           const char     *message);
/* The row that shows the setting, an UnrollSettingRow, UnrollAboutRows,
 * UnrollDataRow or UnrollLayerRows (transfer none), or NULL. */
GtkWidget  *unroll_step_list_get_row      (UnrollStepList *self,
                                           const char     *name);
/* The summary (transfer none). */
GtkWidget  *unroll_step_list_get_summary  (UnrollStepList *self);

G_END_DECLS
