#include "app/autosave.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/writer.h"
#include "core/error.h"

struct _UnrollAutosave
{
  /* Owned */
  UnrollSession  *session;
  UnrollDocument *document;
  UnrollWriter   *writer;
  UnrollLeftover *place;      /* its own, NULL before the first writing */

  guint           minute;     /* timeouts, or 0 */
  guint           soon;
  gint64          began;      /* the last snapshot and writing, µs, … */
  gint64          rests;      /* … and before when there is none */
  gboolean        writing;
  gboolean        closed;
  int             count;      /* snapshots and writings under way keep it */
};

/* Seconds. */
#define EVERY 60
#define SOON 1
/* A large state takes long to be written; that is not to be most of what the
 * disk does. */
#define REST 5

#define ENDING ".unroll"
#define LOCK_ENDING ".lock"
#define PENDING_ENDING ".settings"

/* Places ------------------------------------------------------------------- */

static char *
folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "unroll", NULL);
}

/* NULL when it is not to be had: another program is at it. */
static UnrollLeftover *
leftover_new (const char *stem)
{
  g_autofree char *lock_path = g_strconcat (stem, LOCK_ENDING, NULL);
  int lock = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  UnrollLeftover *leftover;

  if (lock < 0)
    return NULL;
  if (flock (lock, LOCK_EX | LOCK_NB) != 0)
    {
      close (lock);
      return NULL;
    }

  leftover = g_new0 (UnrollLeftover, 1);
  leftover->path = g_strconcat (stem, ENDING, NULL);
  leftover->pending_path = g_strconcat (stem, PENDING_ENDING, NULL);
  leftover->lock_path = g_steal_pointer (&lock_path);
  leftover->lock = lock;

  return leftover;
}

/* The lock file says what document it was: whether it kept its training, and
 * the address of its file. */
static void
read_origin (UnrollLeftover *leftover)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (leftover->lock_path, &text, NULL, NULL)
      || strlen (text) < 2)
    return;

  leftover->training = text[0] == '1';
  if (text[1] == ' ' && text[2] != '\0')
    leftover->file = g_file_new_for_uri (text + 2);
}

/* In place, since the lock is on this very file. */
static void
write_origin (UnrollLeftover *leftover,
              UnrollDocument *document)
{
  GFile *file = unroll_document_get_file (document);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : g_strdup ("");
  g_autofree char *text
    = g_strdup_printf ("%d %s", unroll_document_get_keeps_training (document),
                       uri);

  if (ftruncate (leftover->lock, 0) == 0
      && pwrite (leftover->lock, text, strlen (text), 0) < 0)
    g_debug ("%s: %s", leftover->lock_path, g_strerror (errno));
}

/* Of this process and this moment, so that no other has it. */
static UnrollLeftover *
own_place (void)
{
  g_autofree char *parent = folder ();
  g_autofree char *stem
    = g_strdup_printf ("%s/%d-%" G_GINT64_FORMAT, parent, (int) getpid (),
                       g_get_real_time ());

  g_mkdir_with_parents (parent, 0700);

  return leftover_new (stem);
}

void
unroll_leftover_free (UnrollLeftover *leftover)
{
  g_return_if_fail (leftover != NULL);

  close (leftover->lock);
  g_clear_object (&leftover->file);
  g_clear_pointer (&leftover->time, g_date_time_unref);
  g_free (leftover->lock_path);
  g_free (leftover->pending_path);
  g_free (leftover->path);
  g_free (leftover);
}

void
unroll_leftover_delete (UnrollLeftover *leftover)
{
  g_return_if_fail (leftover != NULL);

  g_unlink (leftover->path);
  g_unlink (leftover->pending_path);
  g_unlink (leftover->lock_path);
  unroll_leftover_free (leftover);
}

static UnrollLeftover *
take_leftover (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (ENDING));
  UnrollLeftover *leftover = leftover_new (stem);
  GStatBuf facts;

  if (leftover == NULL)
    return NULL;
  /* Its owner may have deleted it just now. */
  if (g_stat (path, &facts) != 0)
    {
      unroll_leftover_delete (leftover);
      return NULL;
    }

  leftover->time = g_date_time_new_from_unix_local (facts.st_mtime);
  read_origin (leftover);

  return leftover;
}

UnrollLeftover *
unroll_leftover_find (void)
{
  g_autofree char *parent = folder ();
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  UnrollLeftover *newest = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      UnrollLeftover *found
        = g_str_has_suffix (name, ENDING) ? take_leftover (path) : NULL;

      if (found == NULL)
        continue;
      if (newest != NULL && g_date_time_compare (found->time, newest->time) < 0)
        {
          unroll_leftover_free (found);
          continue;
        }
      g_clear_pointer (&newest, unroll_leftover_free);
      newest = found;
    }

  return newest;
}

/* Saving ------------------------------------------------------------------- */

static void
release (UnrollAutosave *self)
{
  if (--self->count > 0)
    return;

  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_free (self);
}

/* One snapshot with all that was to be written of it. */
static void
end (UnrollAutosave *self)
{
  gint64 now = g_get_monotonic_time ();

  self->writing = FALSE;
  self->rests = now + REST * (now - self->began);
  release (self);
}

static void
written_cb (const GError *error,
            gpointer      data)
{
  if (error != NULL)
    g_debug ("%s", error->message);
  end (data);
}

/* The training of more than a file may hold cannot be kept; the settings can. */
static void
state_written_cb (const GError *error,
                  gpointer      data)
{
  UnrollAutosave *self = data;
  const RnnSpec *spec;

  if (!g_error_matches (error, RNN_ERROR, RNN_ERROR_MEMORY) || self->closed)
    {
      written_cb (error, self);
      return;
    }

  spec = unroll_view_state_get_spec (unroll_session_get_state (self->session));
  unroll_writer_write (self->writer, self->place->path, spec, NULL, written_cb,
                       self);
}

/* Done before the rest is, which has the same writer. */
static void
pending_written_cb (const GError *error,
                    gpointer      data)
{
  if (error != NULL)
    g_debug ("%s", error->message);
}

/* What waits to be applied has no training; that which is there goes on. */
static void
write_pending (UnrollAutosave *self)
{
  UnrollViewState *state = unroll_session_get_state (self->session);

  if (unroll_view_state_get_pending (state))
    unroll_writer_write (self->writer, self->place->pending_path,
                         unroll_view_state_get_spec (state), NULL,
                         pending_written_cb, NULL);
  else
    g_unlink (self->place->pending_path);
}

static void
snapshot_cb (GObject      *session,
             GAsyncResult *result,
             gpointer      data)
{
  UnrollAutosave *self = data;
  g_autoptr (RnnSavedState) saved
    = unroll_session_snapshot_finish (UNROLL_SESSION (session), result, NULL);

  if (!self->closed && self->place == NULL)
    self->place = own_place ();
  if (self->closed || self->place == NULL || saved == NULL)
    {
      end (self);
      return;
    }

  write_origin (self->place, self->document);
  write_pending (self);
  unroll_writer_write (self->writer, self->place->path, &saved->spec, saved,
                       state_written_cb, self);
}

static gboolean
is_due (UnrollAutosave *self)
{
  return !self->writing && g_get_monotonic_time () >= self->rests;
}

static void
save (UnrollAutosave *self)
{
  if (unroll_document_get_edited (self->document))
    {
      self->writing = TRUE;
      self->began = g_get_monotonic_time ();
      self->count++;
      unroll_session_snapshot_async (self->session, snapshot_cb, self);
    }
  else
    {
      g_clear_pointer (&self->place, unroll_leftover_delete);
    }
}

static gboolean
minute_cb (gpointer data)
{
  if (is_due (data))
    save (data);

  return G_SOURCE_CONTINUE;
}

static gboolean
soon_cb (gpointer data)
{
  UnrollAutosave *self = data;

  if (!is_due (self))
    return G_SOURCE_CONTINUE;

  self->soon = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (UnrollAutosave *self)
{
  if (self->soon == 0)
    self->soon = g_timeout_add_seconds (SOON, soon_cb, self);
}

UnrollAutosave *
unroll_autosave_new (UnrollSession  *session,
                     UnrollDocument *document)
{
  UnrollViewState *state;
  UnrollAutosave *self;

  g_return_val_if_fail (UNROLL_IS_SESSION (session), NULL);
  g_return_val_if_fail (UNROLL_IS_DOCUMENT (document), NULL);

  self = g_new0 (UnrollAutosave, 1);
  self->count = 1;
  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  self->writer = unroll_writer_new ();
  self->minute = g_timeout_add_seconds (EVERY, minute_cb, self);
  state = unroll_session_get_state (session);
  g_signal_connect_swapped (document, "notify::edited",
                            G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (state, "notify::spec", G_CALLBACK (changed_cb),
                            self);
  g_signal_connect_swapped (state, "notify::pending", G_CALLBACK (changed_cb),
                            self);
  g_signal_connect_swapped (state, "notify::playing", G_CALLBACK (changed_cb),
                            self);

  return self;
}

void
unroll_autosave_free (UnrollAutosave *self)
{
  g_return_if_fail (self != NULL);

  self->closed = TRUE;
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (
    unroll_session_get_state (self->session), self);
  g_clear_handle_id (&self->minute, g_source_remove);
  g_clear_handle_id (&self->soon, g_source_remove);
  g_clear_pointer (&self->writer, unroll_writer_free);
  g_clear_pointer (&self->place, unroll_leftover_delete);
  release (self);
}

void
unroll_autosave_adopt (UnrollAutosave *self,
                       UnrollLeftover *leftover)
{
  g_return_if_fail (self != NULL && leftover != NULL);

  g_clear_pointer (&self->place, unroll_leftover_delete);
  self->place = leftover;
}
