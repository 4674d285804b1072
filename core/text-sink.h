#pragma once

#include "core/output-file.h"

G_BEGIN_DECLS

/* What is in memory of a text that goes to a file. */
#define RNN_TEXT_SINK_ROOM (256 * 1024)

/**
 * RnnTextSink:
 *
 * A text that is written: into a string, or through it into a file, so that a
 * long one never is in memory as a whole.  Who writes appends to @text, and has it
 * passed on from time to time.  Plain data.
 */
typedef struct
{
  GString       *text;
  RnnOutputFile *file;        /* NULL: all stays in @text */
  gsize          n_passed;    /* bytes that went to it */
} RnnTextSink;

static inline void
rnn_text_sink_pass (RnnTextSink *sink)
{
  if (sink->file == NULL || sink->text->len < RNN_TEXT_SINK_ROOM)
    return;

  rnn_output_file_append (sink->file, sink->text->str, sink->text->len);
  sink->n_passed += sink->text->len;
  g_string_truncate (sink->text, 0);
}

G_END_DECLS
