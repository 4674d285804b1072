/* Numbers that leave the session as files, and weights that come into it. */

#include "app/session-private.h"

#include <glib/gi18n-lib.h>

#include "core/trace-file.h"
#include "core/weights-file.h"

static void
say (UnrollSession *self,
     const char    *sentence)
{
  unroll_view_state_set_message (self->state, sentence, NULL, NULL);
}

/* Says @format of the name of the file at @path. */
static void
say_of_file (UnrollSession *self,
             const char    *format,
             const char    *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "%s", name, 1);
  say (self, sentence->str);
}

/* The trace --------------------------------------------------------------- */

/* What the trace shows as if has no update of its own. */
static void
save_trace (UnrollSession        *self,
            const RnnFrame       *frame,
            const RnnUpdateTrace *update)
{
  g_autoptr (GError) error = NULL;

  if (rnn_trace_save (self->trace_path, frame->trace,
                      frame->touched ? NULL : update, &error))
    say_of_file (self, _("‘%s’ is written."), self->trace_path);
  else
    say (self, error->message);
  g_clear_pointer (&self->trace_path, g_free);
}

void
unroll_session_export_trace (UnrollSession *self,
                             const char    *path)
{
  RnnFrame *frame;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  frame = unroll_view_state_get_frame (self->state);
  if (frame == NULL || frame->trace == NULL)
    return;

  unroll_session_clear_message (self);
  g_free (self->trace_path);
  self->trace_path = g_strdup (path);
  if (frame->update != NULL)
    {
      save_trace (self, frame, frame->update);
      return;
    }
  rnn_trainer_pause (self->trainer);
  self->trace = rnn_trainer_trace (self->trainer);
}

/* A picture of another moment may have come meanwhile. */
static void
traced (UnrollSession  *self,
        const RnnReply *reply)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);

  self->trace = 0;
  if (reply->error != NULL || frame->trace == NULL)
    g_clear_pointer (&self->trace_path, g_free);
  else if (frame->update != NULL)
    save_trace (self, frame, frame->update);
  else if (frame->position.update + 1 == reply->update->update)
    save_trace (self, frame, reply->update);
  else
    self->trace = rnn_trainer_trace (self->trainer);
}

/* Weights ----------------------------------------------------------------- */

void
unroll_session_import_weights (UnrollSession *self,
                               const char    *path)
{
  RnnFrame *frame;
  g_autofree float *weights = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  frame = unroll_view_state_get_frame (self->state);
  if (frame == NULL)
    return;

  unroll_session_clear_message (self);
  weights = rnn_weights_load (path, &frame->network, &error);
  if (weights == NULL)
    {
      say (self, error->message);
      return;
    }

  g_free (self->import_path);
  self->import_path = g_strdup (path);
  self->import = rnn_trainer_import (self->trainer, weights,
                                     frame->network.size);
}

/* One that made a run is told of with that. */
static void
imported (UnrollSession  *self,
          const RnnReply *reply)
{
  self->import = 0;
  if (reply->error == NULL && !reply->branched)
    say_of_file (self, _("Training goes on from the weights of ‘%s’; going back"
                         " to before that undoes it."),
                 self->import_path);
  g_clear_pointer (&self->import_path, g_free);
}

/* What the trainer says --------------------------------------------------- */

void
unroll_session_take_away_answered (UnrollSession  *self,
                                   const RnnReply *reply)
{
  if (self->trace != 0 && reply->serial == self->trace)
    traced (self, reply);
  else if (self->import != 0 && reply->serial == self->import)
    imported (self, reply);
}
