/* Experiments on their way: read beside the main loop, while the one that is
 * there goes on. */

#include "app/session-private.h"

#include "core/error.h"
#include "core/sample-text.h"
#include "ui/commands.h"

/* Milliseconds.  What is read sooner is not worth a bar. */
#define PATIENCE 300
#define TELL_INTERVAL 50

static void
stop_telling (UnrollSession *self)
{
  g_clear_handle_id (&self->opening_timer, g_source_remove);
  g_clear_pointer (&self->opening, unroll_opening_unref);
  g_clear_pointer (&self->opening_name, g_free);
  unroll_view_state_set_opening (self->state, NULL, 0.0);
}

static gboolean
tell_cb (gpointer data)
{
  UnrollSession *self = data;

  unroll_view_state_set_opening (self->state, self->opening_name,
                                 unroll_opening_share (self->opening));

  return G_SOURCE_CONTINUE;
}

static gboolean
patience_ends_cb (gpointer data)
{
  UnrollSession *self = data;

  tell_cb (self);
  self->opening_timer = g_timeout_add (TELL_INTERVAL, tell_cb, self);

  return G_SOURCE_REMOVE;
}

typedef struct
{
  UnrollSession     *session;   /* owned */
  UnrollOpening     *opening;   /* owned */
  UnrollOpenedFunc   func;
  gpointer           data;
  GDestroyNotify     destroy;
} Asked;

static void
asked_free (Asked *asked)
{
  if (asked->destroy != NULL)
    asked->destroy (asked->data);
  unroll_opening_unref (asked->opening);
  g_object_unref (asked->session);
  g_free (asked);
}

/* One that another has overtaken meanwhile, or that was cancelled, is as if it
 * had never been. */
static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Asked *asked = data;
  UnrollSession *self = asked->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (UnrollOpened) opened = unroll_opening_finish (result, &error);

  if (asked->opening == self->opening)
    {
      stop_telling (self);
      asked->func (g_steal_pointer (&opened), error, asked->data);
    }
  asked_free (asked);
}

void
unroll_session_open (UnrollSession    *self,
                     const char       *name,
                     UnrollLoadFunc    load,
                     gpointer          load_data,
                     GDestroyNotify    load_destroy,
                     UnrollOpenedFunc  func,
                     gpointer          data,
                     GDestroyNotify    destroy)
{
  RnnFrame *frame;
  Asked *asked;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (load != NULL && func != NULL);

  unroll_session_cancel_opening (self);
  unroll_session_clear_message (self);
  frame = unroll_view_state_get_frame (self->state);
  asked = g_new0 (Asked, 1);
  asked->session = g_object_ref (self);
  asked->func = func;
  asked->data = data;
  asked->destroy = destroy;
  asked->opening = unroll_opening_new (load, load_data, load_destroy,
                                       frame != NULL ? frame->dataset : NULL,
                                       NULL, opened_cb, asked);

  self->opening = unroll_opening_ref (asked->opening);
  self->opening_name = g_strdup (name);
  self->opening_timer = g_timeout_add (PATIENCE, patience_ends_cb, self);
}

void
unroll_session_cancel_opening (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  if (self->opening == NULL)
    return;

  unroll_opening_cancel (self->opening);
  stop_telling (self);
}

/* Settings that were changed ----------------------------------------------- */

static gboolean
load_spec (gconstpointer       data,
           const RnnProgress  *progress,
           RnnSpec            *spec,
           RnnSavedState     **saved,
           GError            **error)
{
  rnn_spec_copy (spec, data);

  return TRUE;
}

/* The settings may have been changed again, or back. */
static void
applied_cb (UnrollOpened *taken,
            const GError *error,
            gpointer      data)
{
  g_autoptr (UnrollOpened) opened = taken;
  UnrollSession *self = data;
  const RnnSpec *shown = unroll_view_state_get_spec (self->state);

  if (!unroll_view_state_get_pending (self->state))
    return;
  if (opened == NULL)
    unroll_session_show_refused (self, error);
  else if (rnn_spec_equal (shown, &opened->spec)
           || rnn_dataset_is_of (opened->dataset, shown))
    unroll_session_resume (self, shown, NULL, opened->dataset);
  else
    unroll_session_apply (self);
}

static char *
name_of (const RnnSpec *spec)
{
  return spec->file != NULL ? g_filename_display_basename (spec->file)
                            : g_strdup (spec->title);
}

void
unroll_session_begin_anew (UnrollSession *self,
                           const RnnSpec *spec)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);
  g_autofree char *name = NULL;

  if (frame == NULL || rnn_sample_text_is_short (spec)
      || rnn_dataset_is_of (frame->dataset, spec))
    {
      unroll_session_replace (self, spec);
      return;
    }

  name = name_of (spec);
  unroll_session_open (self, name, load_spec, unroll_spec_copy (spec),
                       (GDestroyNotify) unroll_spec_free, applied_cb, self,
                       NULL);
}

void
unroll_session_propose (UnrollSession *self,
                        const RnnSpec *spec)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (spec != NULL);

  unroll_view_state_set_spec (self->state, spec);
  unroll_session_update_pending (self);
}
