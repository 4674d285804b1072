#pragma once

#include "app/session.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_DOCUMENT (unroll_document_get_type ())
G_DECLARE_FINAL_TYPE (UnrollDocument, unroll_document, UNROLL, DOCUMENT, GObject)

/**
 * UnrollDocument:
 *
 * What there is on the disk of a window's experiment: its file, and what of it
 * was saved.
 *
 * Property "edited" (boolean): something would be lost.  That are settings, and,
 * where the file keeps the training, training.  Who only plays with what came
 * with the program has nothing to lose, be it for more epochs.
 */
UnrollDocument *unroll_document_new          (UnrollSession       *session);

gboolean        unroll_document_get_edited   (UnrollDocument      *self);
/* Another program has written @file, which is this one's, meanwhile. */
gboolean        unroll_document_is_overtaken (UnrollDocument      *self,
                                              GFile               *file);
/* NULL: it has none yet.  (transfer none) */
GFile          *unroll_document_get_file     (UnrollDocument      *self);
/* Whether the training is saved with the settings. */
gboolean        unroll_document_get_keeps_training (UnrollDocument *self);
void            unroll_document_set_keeps_training (UnrollDocument *self,
                                              gboolean             keeps);

/* Another experiment takes the place of this one, if it can: @spec as it is in
 * @file (nullable), with the state that was saved there (nullable); @dataset
 * (nullable) as unroll_session_resume has it. */
void            unroll_document_open         (UnrollDocument      *self,
                                              GFile               *file,
                                              const RnnSpec       *spec,
                                              const RnnSavedState *saved,
                                              RnnDataset          *dataset);

/* The same from what a crash has left of @file (nullable), which kept its
 * training or not: nothing of it is saved.  @pending (nullable): the settings that
 * waited, and wait again. */
void            unroll_document_bring_back   (UnrollDocument      *self,
                                              GFile               *file,
                                              gboolean             keeps_training,
                                              const RnnSpec       *spec,
                                              const RnnSavedState *saved,
                                              RnnDataset          *dataset,
                                              const RnnSpec       *pending);

/* Settings that wait to be applied have no training yet: with them the settings
 * alone are saved, whatever keeps-training says. */
void            unroll_document_save_async   (UnrollDocument      *self,
                                              GFile               *file,
                                              GAsyncReadyCallback  callback,
                                              gpointer             data);
gboolean        unroll_document_save_finish  (UnrollDocument      *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
