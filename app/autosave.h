#pragma once

#include "app/document.h"

G_BEGIN_DECLS

/**
 * UnrollAutosave:
 *
 * Keeps what is edited of a document, with its training, in a file of the
 * user's state folder, beside the main loop: every minute, and soon after a
 * setting was changed or playing ended.  The file goes when there is nothing to
 * be lost any more, and at a clean end; after a crash it stays.
 *
 * Each has a file of its own, with a lock that the system lets go of when the
 * program ends in whatever way: what is not locked was left behind.
 */
typedef struct _UnrollAutosave UnrollAutosave;

/* What was left behind, locked against others that look for it. */
typedef struct
{
  char      *path;            /* an experiment with its state */
  char      *pending_path;    /* the settings that waited, if it is there */
  char      *lock_path;
  int        lock;            /* file descriptor */
  GDateTime *time;            /* when it was written, local */
  GFile     *file;            /* of the document that it was, or NULL */
  gboolean   training;        /* which kept its training */
} UnrollLeftover;

UnrollAutosave *unroll_autosave_new    (UnrollSession  *session,
                                        UnrollDocument *document);
void            unroll_autosave_free   (UnrollAutosave *self);
/* Goes on in the file of @leftover, which it takes over. */
void            unroll_autosave_adopt  (UnrollAutosave *self,
                                        UnrollLeftover *leftover);

/* The newest, or NULL. */
UnrollLeftover *unroll_leftover_find   (void);
/* Leaves it for others to find. */
void            unroll_leftover_free   (UnrollLeftover *leftover);
/* Deletes it. */
void            unroll_leftover_delete (UnrollLeftover *leftover);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollAutosave, unroll_autosave_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollLeftover, unroll_leftover_free)

G_END_DECLS
