#pragma once

#include "core/command-queue.h"
#include "core/reporter.h"

G_BEGIN_DECLS

/**
 * RnnWriting:
 *
 * The letters that the worker is still to write, beside its training: one
 * WRITE command after the other, a moment at a time.
 */
typedef struct
{
  GQueue jobs;
  gint64 due;                 /* until then it is training's turn */
} RnnWriting;

void     rnn_writing_init     (RnnWriting       *writing);
void     rnn_writing_clear    (RnnWriting       *writing);
gboolean rnn_writing_is_empty (const RnnWriting *writing);
/* Begins a WRITE command with the parameters that @run has now; answers at once
 * when that fails. */
void     rnn_writing_add      (RnnWriting       *writing,
                               RnnReporter      *reporter,
                               RnnRun           *run,
                               const RnnRequest *request);
/* Writes for a moment, and answers what is complete. */
void     rnn_writing_go_on    (RnnWriting       *writing,
                               RnnReporter      *reporter,
                               RnnRun           *run);
/* Answers all that is not complete as overtaken. */
void     rnn_writing_cancel   (RnnWriting       *writing,
                               RnnReporter      *reporter);

G_END_DECLS
