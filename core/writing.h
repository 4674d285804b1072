#pragma once

#include "core/command-queue.h"
#include "core/reporter.h"

G_BEGIN_DECLS

typedef struct _RnnWritingJob RnnWritingJob;

/**
 * RnnWriting:
 *
 * The letters that the worker is still to write, beside its training: one
 * WRITE command after the other, a moment at a time, and a stream.
 */
typedef struct
{
  GQueue jobs;
  RnnWritingJob *stream;      /* or NULL */
  gint64 due;                 /* until then it is training's turn */
} RnnWriting;

void     rnn_writing_init     (RnnWriting       *writing);
void     rnn_writing_clear    (RnnWriting       *writing);
/* When there is a letter to write, in µs of the monotonic clock; −1: none is
 * asked for.  While training is @running, they take turns. */
gint64   rnn_writing_due      (const RnnWriting *writing,
                               gboolean          running,
                               gint64            now);
/* Begins a WRITE command with the parameters that @run has now; answers at once
 * when that fails. */
void     rnn_writing_add      (RnnWriting       *writing,
                               RnnReporter      *reporter,
                               RnnRun           *run,
                               const RnnRequest *request);
/* Begins a STREAM command in place of the one before. */
void     rnn_writing_stream   (RnnWriting       *writing,
                               RnnReporter      *reporter,
                               RnnRun           *run,
                               const RnnRequest *request);
/* Writes for a moment, and tells what is to be told. */
void     rnn_writing_go_on    (RnnWriting       *writing,
                               RnnReporter      *reporter,
                               RnnRun           *run);
/* Answers the stream as overtaken, if there is one; what it has written is
 * told. */
void     rnn_writing_stop_stream (RnnWriting    *writing,
                               RnnReporter      *reporter);
/* Answers all that is not complete as overtaken. */
void     rnn_writing_cancel   (RnnWriting       *writing,
                               RnnReporter      *reporter);

G_END_DECLS
