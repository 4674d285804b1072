#include "core/error.h"
#include "tests/core/client.h"

static Client *
begin (RnnSpec *spec)
{
  rnn_spec_init_default (spec);
  return client_begin (spec);
}

static guint64
branch (Client     *client,
        const char *setting,
        const char *value)
{
  g_auto (RnnSpec) spec = { 0 };

  client_spec_with (client, setting, value, &spec);
  client_do (client, rnn_trainer_branch (client->trainer, &spec, NULL),
             RNN_COMMAND_BRANCH);
  return client->runs.at_hand;
}

static void
assert_failed (const RnnReply *reply,
               int             code)
{
  g_assert_error (reply->error, RNN_ERROR, code);
}

static float *
copy_parameters (Client *client)
{
  return g_memdup2 (client->frame->parameters,
                    client->frame->network.size * sizeof (float));
}

/* Play to 40, branch with another rate, play, switch back: the numbers are those
 * of before, and each run has its own. */
static void
test_branch (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);
  g_autoptr (Plain) plain = plain_new (&spec);
  g_autoptr (Plain) other = plain_new (&spec);
  guint64 second;

  client_seek (client, 40);
  second = branch (client, "training.learning_rate", "0.05");
  g_assert_cmpuint (client->runs.n, ==, 2);
  g_assert_cmpuint (client->runs.runs[1].parent, ==, 1);
  g_assert_cmpuint (client->runs.runs[1].from.epoch, ==, 40);
  g_assert_cmpstr (client->runs.runs[1].name, ==, "lr 0.05 from epoch 40");
  g_assert_cmpuint (client->frame->run, ==, second);
  g_assert_cmpuint (client->frame->experiment, ==, 1);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 40);

  client_play (client);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 100);
  plain_to_epoch (other, 40);
  spec.learning_rate = 0.05;
  rnn_learner_set_live (other->learner, &spec);
  plain_to_epoch (other, 100);
  client_assert_same (client, other);

  client_switch (client, 1);
  plain_to_epoch (plain, 40);
  client_assert_same (client, plain);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 40);
  client_play (client);
  plain_to_epoch (plain, 100);
  client_assert_same (client, plain);

  client_switch (client, second);
  client_assert_same (client, other);
  assert_failed (client_await (client,
                               rnn_trainer_switch (client->trainer, 77),
                               RNN_COMMAND_SWITCH),
                 RNN_ERROR_RANGE);
  client_assert_same (client, other);
}

/* A change where epochs are known beyond forgets nothing: it makes a branch. */
static void
test_change_in_the_past (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);
  const RnnReply *reply;

  client_seek (client, 30);
  reply = client_change (client, "training.learning_rate", "0.02");
  g_assert_no_error (reply->error);
  g_assert_false (reply->branched);
  client_seek (client, 50);
  client_seek (client, 20);

  /* The number of epochs is only a plan, and what is there already no change. */
  g_assert_false (client_change (client, "fit.epochs", "200")->branched);
  g_assert_false (client_change (client, "training.learning_rate", "0.01")->branched);
  g_assert_cmpuint (client->runs.n, ==, 1);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 50);

  reply = client_change (client, "training.learning_rate", "0.05");
  g_assert_no_error (reply->error);
  g_assert_true (reply->branched);
  g_assert_cmpuint (reply->run, ==, 2);
  g_assert_cmpuint (client->runs.n, ==, 2);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 20);
  g_assert_cmpfloat (client->frame->spec.learning_rate, ==, 0.05);
  g_assert_cmpuint (client->frame->spec.epochs, ==, 200);

  /* Now nothing lies ahead any more. */
  g_assert_false (client_change (client, "training.clip", "norm")->branched);
  client_step (client, RNN_STEP_TEN_EPOCHS, 1);
  client_step (client, RNN_STEP_EPOCH, -1);
  client_do (client, rnn_trainer_set_parameter (client->trainer, 3, 0.5f),
             RNN_COMMAND_SET_PARAMETERS);
  g_assert_cmpuint (client->runs.at_hand, ==, 3);
  g_assert_cmpfloat (client->frame->parameters[3], ==, 0.5f);
  g_assert_cmpstr (client->runs.runs[2].name, ==, "weights edited at epoch 29");

  client_switch (client, 1);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 50);
  g_assert_cmpfloat (client->frame->spec.learning_rate, ==, 0.01);
}

static void
test_delete (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);
  g_autofree float *before = NULL;
  gsize size;

  assert_failed (client_await (client, rnn_trainer_delete (client->trainer, 1),
                               RNN_COMMAND_DELETE), RNN_ERROR_RANGE);
  assert_failed (client_await (client, rnn_trainer_restore (client->trainer),
                               RNN_COMMAND_RESTORE), RNN_ERROR_RANGE);
  client_seek (client, 10);
  branch (client, "training.optimizer", "sgd");
  client_seek (client, 25);
  size = client->frame->network.size * sizeof (float);
  before = copy_parameters (client);

  client_do (client, rnn_trainer_delete (client->trainer, 2),
             RNN_COMMAND_DELETE);
  g_assert_cmpuint (client->runs.at_hand, ==, 1);
  g_assert_cmpuint (client->runs.deleted, ==, 2);
  g_assert_cmpuint (client->frame->run, ==, 1);
  g_assert_cmpuint (client->frame->position.epoch, ==, 10);

  client_do (client, rnn_trainer_restore (client->trainer),
             RNN_COMMAND_RESTORE);
  g_assert_cmpuint (client->frame->run, ==, 2);
  g_assert_cmpmem (before, size, client->frame->parameters, size);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 25);
  g_assert_cmpint (client->frame->spec.optimizer, ==, RNN_OPTIMIZER_SGD);

  client_do (client, rnn_trainer_rename (client->trainer, 2, "plain descent"),
             RNN_COMMAND_RENAME);
  g_assert_cmpstr (client->runs.runs[1].name, ==, "plain descent");
  assert_failed (client_await (client,
                               rnn_trainer_rename (client->trainer, 9, "x"),
                               RNN_COMMAND_RENAME), RNN_ERROR_RANGE);
}

/* All runs have the new title and notes, at rest or playing or deleted, and
 * nothing else is another. */
static void
test_describe (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);
  g_autoptr (Plain) plain = plain_new (&spec);
  g_auto (RnnSpec) other = { 0 };
  guint64 deleted;

  client_seek (client, 30);
  branch (client, "fit.seed", "9");
  deleted = branch (client, "fit.seed", "10");
  client_do (client, rnn_trainer_delete (client->trainer, deleted),
             RNN_COMMAND_DELETE);
  client_switch (client, 1);
  client_seek (client, 40);
  client_seek (client, 20);

  /* Only these two are taken. */
  rnn_spec_init_default (&other);
  rnn_spec_set (&other, "experiment.title", "Another", NULL);
  rnn_spec_set (&other, "experiment.notes", "one\ntwo", NULL);
  rnn_spec_set (&other, "training.learning_rate", "0.5", NULL);
  client_do (client, rnn_trainer_describe (client->trainer, &other),
             RNN_COMMAND_DESCRIBE);
  g_assert_cmpstr (client->frame->spec.title, ==, "Another");
  g_assert_cmpstr (client->frame->spec.notes, ==, "one\ntwo");
  g_assert_cmpfloat (client->frame->spec.learning_rate, ==, 0.01);
  g_assert_cmpuint (client->runs.n, ==, 2);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 40);
  plain_to_epoch (plain, 20);
  g_assert_cmpmem (client->frame->parameters,
                   client->frame->network.size * sizeof (float),
                   rnn_learner_parameters (plain->learner),
                   client->frame->network.size * sizeof (float));

  client_switch (client, 2);
  g_assert_cmpstr (client->frame->spec.title, ==, "Another");
  client_do (client, rnn_trainer_restore (client->trainer),
             RNN_COMMAND_RESTORE);
  client_switch (client, deleted);
  g_assert_cmpstr (client->frame->spec.title, ==, "Another");
}

static void
test_sixteen (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);
  const RnnReply *reply;

  client_seek (client, 5);
  for (guint i = 1; i < RNN_MAX_RUNS; i++)
    branch (client, "fit.seed", "5");
  g_assert_cmpuint (client->runs.n, ==, RNN_MAX_RUNS);
  reply = client_await (client,
                        rnn_trainer_branch (client->trainer,
                                            &client->frame->spec, "more"),
                        RNN_COMMAND_BRANCH);
  assert_failed (reply, RNN_ERROR_MEMORY);

  /* Neither does a change in the past forget anything then. */
  client_seek (client, 9);
  client_seek (client, 5);
  reply = client_change (client, "training.learning_rate", "0.5");
  assert_failed (reply, RNN_ERROR_MEMORY);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 9);
  g_assert_cmpfloat (client->frame->spec.learning_rate, ==, 0.01);
}

/* A branch goes on playing, another run does not; deleting one that is not at
 * hand does not disturb. */
static void
test_while_playing (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint64 play = rnn_trainer_play (client->trainer, 0);
  guint64 second;

  client_await_epoch (client, 100);
  second = branch (client, "training.learning_rate", "0.001");
  g_assert_null (client_find (client, play, RNN_COMMAND_STOPPED));
  client_await_epoch (client, client->runs.runs[1].from.epoch + 100);
  branch (client, "training.learning_rate", "0.002");
  client_do (client, rnn_trainer_delete (client->trainer, second),
             RNN_COMMAND_DELETE);
  g_assert_null (client_find (client, play, RNN_COMMAND_STOPPED));
  client_await_epoch (client, client->runs.runs[1].from.epoch + 100);

  client_switch (client, 1);
  g_assert_nonnull (client_find (client, play, RNN_COMMAND_STOPPED));
  g_assert_false (client->frame->running);
  g_assert_cmpuint (client->frame->position.epoch, ==,
                    rnn_series_length (client->rows));
}

/* Another experiment has its own runs. */
static void
test_replace (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);

  client_seek (client, 5);
  branch (client, "fit.seed", "5");
  client_replace (client, &spec);
  g_assert_cmpuint (client->runs.n, ==, 1);
  g_assert_cmpuint (client->runs.at_hand, ==, 3);
  g_assert_cmpuint (client->frame->run, ==, 3);
  g_assert_cmpuint (client->frame->experiment, ==, 2);
  g_assert_cmpuint (client->runs.deleted, ==, 0);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 0);
}

/* On a walk: the branch stands at the same stop, another run is on none. */
static void
test_walk (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);

  client_seek (client, 5);
  client_walk_to (client, 2);
  branch (client, "training.learning_rate", "0.5");
  g_assert_cmpuint (client->frame->stop, ==, 2);
  g_assert_cmpfloat (client->frame->update->optimizer.learning_rate, ==, 0.5);
  client_switch (client, 1);
  g_assert_cmpuint (client->frame->stop, ==, 0);
  g_assert_cmpuint (client->frame->position.update, ==, 5);
}

/* Anything, as fast as it can be asked for. */
static RnnCommand
ask (Client  *client,
     GRand   *random,
     guint64 *serial)
{
  RnnTrainer *trainer = client->trainer;
  guint64 run = 1 + g_rand_int_range (random, 0, 12);
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  spec.learning_rate = 0.001 * g_rand_int_range (random, 1, 50);
  switch (g_rand_int_range (random, 0, 15))
    {
    case 0: case 1:
      *serial = rnn_trainer_branch (trainer, &spec, NULL);
      return RNN_COMMAND_BRANCH;
    case 2: case 3:
      *serial = rnn_trainer_switch (trainer, run);
      return RNN_COMMAND_SWITCH;
    case 4:
      *serial = rnn_trainer_delete (trainer, run);
      return RNN_COMMAND_DELETE;
    case 5:
      *serial = rnn_trainer_restore (trainer);
      return RNN_COMMAND_RESTORE;
    case 6:
      *serial = rnn_trainer_rename (trainer, run, "a name");
      return RNN_COMMAND_RENAME;
    case 7:
      *serial = rnn_trainer_play (trainer, 0);
      return RNN_COMMAND_PLAY;
    case 8:
      *serial = rnn_trainer_seek (trainer, g_rand_int_range (random, 0, 200));
      return RNN_COMMAND_SEEK;
    case 9:
      *serial = rnn_trainer_step (trainer, RNN_STEP_TO_END, 1);
      return RNN_COMMAND_STEP;
    case 10:
      *serial = rnn_trainer_change (trainer, &spec);
      return RNN_COMMAND_CHANGE;
    case 11:
      *serial = rnn_trainer_compare (trainer, &spec, NULL);
      return RNN_COMMAND_COMPARE;
    case 12:
      *serial = rnn_trainer_accompany (trainer, run % 6);
      return RNN_COMMAND_ACCOMPANY;
    default:
      *serial = rnn_trainer_step (trainer, RNN_STEP_TIME_STEP, 1);
      return RNN_COMMAND_STEP;
    }
}

/* All runs come from the same weights, and share what was before they left each
 * other. */
static void
assert_related (Client *client)
{
  g_autofree float *start = NULL;

  /* With one beside it a run is the same. */
  for (guint i = 0; i < client->runs.n; i++)
    {
      RnnRunFact fact = client->runs.runs[i];
      RnnSeries *parent = g_hash_table_lookup (client->series, &fact.parent);

      client_switch (client, fact.number);
      for (guint32 row = 0; parent != NULL && row < fact.from.epoch; row++)
        g_assert_cmpfloat (rnn_series_value (client->rows, RNN_MEASURE_LOSS,
                                             row), ==,
                           rnn_series_value (parent, RNN_MEASURE_LOSS, row));
      client_seek (client, 0);
      if (start == NULL)
        start = copy_parameters (client);
      g_assert_cmpmem (client->frame->parameters,
                       client->frame->network.size * sizeof (float), start,
                       client->frame->network.size * sizeof (float));
    }
}

static void
test_load (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = begin (&spec);

  for (guint round = 0; round < 20; round++)
    {
      guint64 serials[40];
      RnnCommand commands[40];

      for (guint i = 0; i < G_N_ELEMENTS (serials); i++)
        commands[i] = ask (client, random, &serials[i]);
      client_do (client, rnn_trainer_pause (client->trainer),
                 RNN_COMMAND_PAUSE);
      for (guint i = 0; i < G_N_ELEMENTS (serials); i++)
        g_assert_nonnull (client_find (client, serials[i], commands[i]));
      assert_related (client);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trainer-runs/branch", test_branch);
  g_test_add_func ("/trainer-runs/change-in-the-past",
                   test_change_in_the_past);
  g_test_add_func ("/trainer-runs/delete", test_delete);
  g_test_add_func ("/trainer-runs/describe", test_describe);
  g_test_add_func ("/trainer-runs/sixteen", test_sixteen);
  g_test_add_func ("/trainer-runs/while-playing", test_while_playing);
  g_test_add_func ("/trainer-runs/replace", test_replace);
  g_test_add_func ("/trainer-runs/walk", test_walk);
  g_test_add_func ("/trainer-runs/load", test_load);
  return g_test_run ();
}
