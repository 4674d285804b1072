#pragma once

#include "core/saved-state.h"

G_BEGIN_DECLS

/**
 * UnrollWriter:
 *
 * Writes experiments to files, one after the other, while the main loop goes
 * on.
 */
typedef struct _UnrollWriter UnrollWriter;

/* @error: why it could not be written; NULL: it is. */
typedef void (*UnrollWrittenFunc) (const GError *error,
                                   gpointer      data);

UnrollWriter *unroll_writer_new   (void);
/* Waits until all is written.  What it was to tell is told as long as the
 * default main context is still iterated. */
void          unroll_writer_free  (UnrollWriter        *writer);
/* @saved (nullable): the state that goes with it.  Then calls @func from the
 * default main context. */
void          unroll_writer_write (UnrollWriter        *writer,
                                   const char          *path,
                                   const RnnSpec       *spec,
                                   const RnnSavedState *saved,
                                   UnrollWrittenFunc    func,
                                   gpointer             data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollWriter, unroll_writer_free)

G_END_DECLS
