#include "app/session-private.h"

#include <glib/gi18n-lib.h>

#include "core/branch-name.h"
#include "core/optimizer.h"
#include "ui/commands.h"

static const char *
name_of (UnrollSession *self,
         guint64        run)
{
  const RnnRunFact *fact =
    rnn_run_list_find (unroll_view_state_get_runs (self->state), run);

  return fact != NULL ? fact->name : NULL;
}

/* Commands ----------------------------------------------------------------- */

static gboolean
restarts_moments (UnrollSession *self,
                  const RnnSpec *spec)
{
  RnnOptimizer now, then;

  rnn_optimizer_init (&now, self->in_force);
  rnn_optimizer_init (&then, spec);

  return !rnn_optimizer_same_rule (&now, &then)
         && (rnn_optimizer_has_m (&then) || rnn_optimizer_has_v (&then));
}

void
unroll_session_branch (UnrollSession *self,
                       const char    *name,
                       GVariant      *settings)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  GVariantIter iter;
  const char *key, *value;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (settings != NULL);

  unroll_session_clear_message (self);
  rnn_spec_copy (&spec, self->in_force);
  g_variant_iter_init (&iter, settings);
  while (error == NULL && g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    rnn_spec_set (&spec, key, value, &error);
  if (error != NULL)
    {
      unroll_view_state_set_message (self->state, error->message, NULL, NULL);
      return;
    }

  self->restarts = restarts_moments (self, &spec);
  rnn_trainer_branch (self->trainer, &spec,
                      name != NULL && *name != '\0' ? name : NULL);
}

void
unroll_session_switch_run (UnrollSession *self,
                           guint64        run)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  if (run == unroll_view_state_get_runs (self->state)->at_hand)
    return;

  unroll_session_clear_message (self);
  rnn_trainer_switch (self->trainer, run);
}

void
unroll_session_next_run (UnrollSession *self,
                         int            step)
{
  const RnnRunList *runs;
  guint i = 0;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  runs = unroll_view_state_get_runs (self->state);
  if (runs->n < 2)
    return;

  while (runs->runs[i].number != runs->at_hand)
    i++;
  unroll_session_switch_run (
    self, runs->runs[(i + runs->n + step) % runs->n].number);
}

void
unroll_session_delete_run (UnrollSession *self,
                           guint64        run)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  g_free (self->deleted);
  self->deleted = g_strdup (name_of (self, run));
  rnn_trainer_delete (self->trainer, run);
}

void
unroll_session_undo_branch (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_delete_run (self,
                             unroll_view_state_get_runs (self->state)->at_hand);
}

void
unroll_session_restore_run (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  rnn_trainer_restore (self->trainer);
}

/* The run from the start that is called so, or 0. */
static guint64
find_compared (UnrollSession *self,
               const char    *name)
{
  const RnnRunList *runs = unroll_view_state_get_runs (self->state);

  for (guint i = 0; i < runs->n; i++)
    if (runs->runs[i].parent == 0 && runs->runs[i].number != runs->at_hand
        && g_str_equal (runs->runs[i].name, name))
      return runs->runs[i].number;

  return 0;
}

void
unroll_session_compare (UnrollSession *self,
                        const char    *key,
                        const char    *value)
{
  g_autofree char *name = NULL;
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  guint64 run;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (key != NULL && value != NULL);

  unroll_session_clear_message (self);
  rnn_spec_copy (&spec, self->in_force);
  if (!rnn_spec_set (&spec, key, value, &error))
    {
      unroll_view_state_set_message (self->state, error->message, NULL, NULL);
      return;
    }

  name = rnn_compared_name (self->in_force, &spec);
  run = find_compared (self, name);
  if (run != 0)
    rnn_trainer_accompany (self->trainer, run);
  else
    rnn_trainer_compare (self->trainer, &spec, name);
}

void
unroll_session_accompany (UnrollSession *self,
                          guint64        run)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  rnn_trainer_accompany (self->trainer, run);
}

void
unroll_session_rename_run (UnrollSession *self,
                           guint64        run,
                           const char    *name)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (name != NULL);

  rnn_trainer_rename (self->trainer, run, name);
}

/* Answers ------------------------------------------------------------------ */

static void
say_branched (UnrollSession  *self,
              const RnnReply *reply)
{
  const RnnRunFact *run =
    rnn_run_list_find (unroll_view_state_get_runs (self->state), reply->run);
  const char *parent = name_of (self, run->parent);
  g_autofree char *sentence = NULL;

  sentence = g_strdup_printf (
    _("So that no epoch is lost the change made a new run, “%s”; “%s” stays as"
      " it was"),
    run->name, parent);
  unroll_view_state_set_message (self->state, sentence, _("Undo"),
                                 UNROLL_COMMAND_UNDO_BRANCH);
}

static void
say_restarted (UnrollSession  *self,
               const RnnReply *reply)
{
  g_autofree char *sentence = NULL;

  if (!self->restarts)
    return;

  sentence = g_strdup_printf (
    _("“%s” begins with another optimizer: its moments start again from zero"),
    name_of (self, reply->run));
  unroll_view_state_set_message (self->state, sentence, NULL, NULL);
}

static void
say_deleted (UnrollSession *self)
{
  g_autofree char *sentence = NULL;

  if (self->deleted == NULL)
    return;

  sentence = g_strdup_printf (_("The run “%s” is deleted"), self->deleted);
  unroll_view_state_set_message (self->state, sentence, _("Undo"),
                                 UNROLL_COMMAND_RESTORE_RUN);
}

void
unroll_session_runs_answered (UnrollSession  *self,
                              const RnnReply *reply)
{
  if (reply->error != NULL)
    return;

  if (reply->branched && reply->command == RNN_COMMAND_BRANCH)
    say_restarted (self, reply);
  else if (reply->branched)
    say_branched (self, reply);
  else if (reply->command == RNN_COMMAND_DELETE)
    say_deleted (self);
}
