#include "app/document.h"

#include "app/recent.h"
#include "app/writer.h"
#include "ui/boxed.h"

/* What would be there again if the window were closed. */
typedef struct
{
  GFile   *file;              /* or NULL */
  char    *etag;              /* of it as it was then, or NULL */
  RnnSpec  spec;
  gboolean training;          /* with the training up to @update of run @run */
  guint64  run;
  guint64  update;
  gboolean lost;              /* it would not, after all */
} Origin;

struct _UnrollDocument
{
  GObject        parent_instance;

  /* Owned */
  UnrollSession *session;
  UnrollWriter  *writer;
  Origin         origin;
  Origin        *asked;       /* of the experiment under way, or NULL */
  RnnSpec       *pending;     /* what is to wait when it is there, or NULL */

  gboolean       keeps_training;
  gboolean       went_on;     /* past the training that is saved */
  gboolean       edited;
};

G_DEFINE_FINAL_TYPE (UnrollDocument, unroll_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_EDITED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static UnrollViewState *
state_of (UnrollDocument *self)
{
  return unroll_session_get_state (self->session);
}

/* Origins ------------------------------------------------------------------ */

/* Tells versions of a file apart; NULL where there is none.  Its time alone is
 * too coarse for two programs that write at once. */
static char *
etag_of (GFile *file)
{
  g_autoptr (GFileInfo) info
    = g_file_query_info (file,
                         G_FILE_ATTRIBUTE_ETAG_VALUE ","
                         G_FILE_ATTRIBUTE_UNIX_INODE ","
                         G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info == NULL)
    return NULL;

  return g_strdup_printf (
    "%s %" G_GUINT64_FORMAT " %" G_GOFFSET_FORMAT, g_file_info_get_etag (info),
    g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE),
    g_file_info_get_size (info));
}

static Origin *
origin_new (GFile         *file,
            const RnnSpec *spec,
            gboolean       training)
{
  Origin *origin = g_new0 (Origin, 1);

  g_set_object (&origin->file, file);
  if (file != NULL)
    origin->etag = etag_of (file);
  rnn_spec_copy (&origin->spec, spec);
  origin->training = training;

  return origin;
}

static void
origin_clear (Origin *origin)
{
  g_clear_object (&origin->file);
  g_clear_pointer (&origin->etag, g_free);
  rnn_spec_clear (&origin->spec);
}

static void
origin_free (gpointer data)
{
  origin_clear (data);
  g_free (data);
}

/* What is edited ----------------------------------------------------------- */

/* Training some epochs more is playing, not a change to be kept, as long as
 * there is nothing that is kept. */
static gboolean
has_other_settings (UnrollDocument *self)
{
  g_auto (RnnSpec) shown = { 0 };

  rnn_spec_copy (&shown, unroll_view_state_get_spec (state_of (self)));
  if (self->origin.file == NULL)
    shown.epochs = self->origin.spec.epochs;

  return !rnn_spec_equal (&shown, &self->origin.spec);
}

static void
update_edited (UnrollDocument *self)
{
  gboolean edited;

  if (self->asked != NULL)
    return;

  edited = self->went_on || has_other_settings (self);
  if (edited == self->edited)
    return;

  self->edited = edited;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITED]);
}

static void
frame_cb (UnrollDocument *self)
{
  RnnFrame *frame = unroll_view_state_get_frame (state_of (self));

  if (self->went_on || !self->origin.training || self->asked != NULL
      || frame == NULL)
    return;

  /* Going back loses nothing. */
  if (frame->run != self->origin.run
      || frame->position.update > self->origin.update)
    {
      self->went_on = TRUE;
      update_edited (self);
    }
}

/* Takes @origin over. */
static void
set_origin (UnrollDocument *self,
            Origin         *origin)
{
  origin_clear (&self->origin);
  self->origin = *origin;
  g_free (origin);
  self->went_on = self->origin.lost;
  if (self->origin.file != NULL && !self->origin.lost)
    unroll_recent_add (self->origin.file);
  update_edited (self);
  frame_cb (self);
}

/* Opening ------------------------------------------------------------------ */

static void
replaced_cb (UnrollDocument *self,
             gboolean        success)
{
  g_autofree Origin *asked = g_steal_pointer (&self->asked);
  RnnFrame *frame = unroll_view_state_get_frame (state_of (self));

  if (asked == NULL)
    return;

  if (!success || frame == NULL
      || !rnn_spec_equal (&asked->spec,
                          unroll_view_state_get_spec (state_of (self))))
    {
      origin_clear (asked);
      update_edited (self);
      return;
    }

  asked->run = frame->run;
  asked->update = frame->position.update;
  if (asked->file != NULL)
    self->keeps_training = asked->training;
  set_origin (self, g_steal_pointer (&asked));
  if (self->pending != NULL)
    unroll_session_propose (self->session, self->pending);
  g_clear_pointer (&self->pending, unroll_spec_free);
}

void
unroll_document_open (UnrollDocument      *self,
                      GFile               *file,
                      const RnnSpec       *spec,
                      const RnnSavedState *saved,
                      RnnDataset          *dataset)
{
  g_return_if_fail (UNROLL_IS_DOCUMENT (self));
  g_return_if_fail (spec != NULL);

  g_clear_pointer (&self->asked, origin_free);
  g_clear_pointer (&self->pending, unroll_spec_free);
  self->asked = origin_new (file, spec, saved != NULL);
  unroll_session_resume (self->session, spec, saved, dataset);
}

void
unroll_document_bring_back (UnrollDocument      *self,
                            GFile               *file,
                            gboolean             keeps_training,
                            const RnnSpec       *spec,
                            const RnnSavedState *saved,
                            RnnDataset          *dataset,
                            const RnnSpec       *pending)
{
  g_return_if_fail (UNROLL_IS_DOCUMENT (self));
  g_return_if_fail (spec != NULL);

  unroll_document_open (self, file, spec, saved, dataset);
  self->asked->training = keeps_training;
  self->asked->lost = TRUE;
  if (pending != NULL)
    self->pending = unroll_spec_copy (pending);
}

/* Saving ------------------------------------------------------------------- */

static void
written_cb (const GError *error,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  UnrollDocument *self = g_task_get_source_object (task);
  Origin *origin = g_task_get_task_data (task);
  Origin *saved;

  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  saved = origin_new (origin->file, &origin->spec, origin->training);
  saved->run = origin->run;
  saved->update = origin->update;
  set_origin (self, saved);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task over. */
static void
write_task (GTask               *task,
            const RnnSavedState *saved)
{
  UnrollDocument *self = g_task_get_source_object (task);
  Origin *origin = g_task_get_task_data (task);

  unroll_writer_write (self->writer, g_file_peek_path (origin->file),
                       &origin->spec, saved, written_cb, task);
}

static void
snapshot_cb (GObject      *session,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  UnrollDocument *self = g_task_get_source_object (task);
  Origin *origin = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RnnSavedState) saved
    = unroll_session_snapshot_finish (UNROLL_SESSION (session), result, &error);

  if (saved == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  origin->training = TRUE;
  origin->run = unroll_view_state_get_frame (state_of (self))->run;
  origin->update = saved->state.head->position.update;
  write_task (g_steal_pointer (&task), saved);
}

void
unroll_document_save_async (UnrollDocument      *self,
                            GFile               *file,
                            GAsyncReadyCallback  callback,
                            gpointer             data)
{
  const RnnSpec *spec;
  GTask *task;

  g_return_if_fail (UNROLL_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file) && g_file_peek_path (file) != NULL);

  spec = unroll_view_state_get_spec (state_of (self));
  task = g_task_new (self, NULL, callback, data);
  g_task_set_task_data (task, origin_new (file, spec, FALSE), origin_free);

  if (self->keeps_training
      && !unroll_view_state_get_pending (state_of (self)))
    unroll_session_snapshot_async (self->session, snapshot_cb, task);
  else
    write_task (task, NULL);
}

gboolean
unroll_document_save_finish (UnrollDocument  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The object --------------------------------------------------------------- */

static void
unroll_document_finalize (GObject *object)
{
  UnrollDocument *self = UNROLL_DOCUMENT (object);

  g_clear_pointer (&self->writer, unroll_writer_free);
  g_clear_pointer (&self->asked, origin_free);
  g_clear_pointer (&self->pending, unroll_spec_free);
  origin_clear (&self->origin);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (unroll_document_parent_class)->finalize (object);
}

static void
unroll_document_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EDITED:
      g_value_set_boolean (value,
                           unroll_document_get_edited (UNROLL_DOCUMENT (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
unroll_document_class_init (UnrollDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = unroll_document_finalize;
  object_class->get_property = unroll_document_get_property;

  properties[PROP_EDITED]
    = g_param_spec_boolean ("edited", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
unroll_document_init (UnrollDocument *self)
{
  self->writer = unroll_writer_new ();
}

UnrollDocument *
unroll_document_new (UnrollSession *session)
{
  UnrollDocument *self;

  g_return_val_if_fail (UNROLL_IS_SESSION (session), NULL);

  self = g_object_new (UNROLL_TYPE_DOCUMENT, NULL);
  self->session = g_object_ref (session);
  rnn_spec_copy (&self->origin.spec, unroll_view_state_get_spec (state_of (self)));
  g_signal_connect_object (session, "replaced", G_CALLBACK (replaced_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (state_of (self), "notify::spec",
                           G_CALLBACK (update_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state_of (self), "notify::frame",
                           G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
unroll_document_get_edited (UnrollDocument *self)
{
  g_return_val_if_fail (UNROLL_IS_DOCUMENT (self), FALSE);

  return self->edited;
}

gboolean
unroll_document_is_overtaken (UnrollDocument *self,
                              GFile          *file)
{
  g_autofree char *etag = NULL;

  g_return_val_if_fail (UNROLL_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (self->origin.file == NULL || !g_file_equal (self->origin.file, file))
    return FALSE;

  etag = etag_of (file);

  return etag != NULL && g_strcmp0 (etag, self->origin.etag) != 0;
}

GFile *
unroll_document_get_file (UnrollDocument *self)
{
  g_return_val_if_fail (UNROLL_IS_DOCUMENT (self), NULL);

  return self->origin.file;
}

gboolean
unroll_document_get_keeps_training (UnrollDocument *self)
{
  g_return_val_if_fail (UNROLL_IS_DOCUMENT (self), FALSE);

  return self->keeps_training;
}

void
unroll_document_set_keeps_training (UnrollDocument *self,
                                    gboolean        keeps)
{
  g_return_if_fail (UNROLL_IS_DOCUMENT (self));

  self->keeps_training = keeps;
}
