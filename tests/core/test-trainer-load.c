#include <string.h>

#include "core/error.h"
#include "tests/core/client.h"

/* What a person calls at once; and how much of it a machine may take away that
 * is busy with other things, or a sanitizer. */
#define AT_ONCE (G_USEC_PER_SEC / 20)
#define MERCY (G_USEC_PER_SEC / 2)

/* Paced playing ------------------------------------------------------------ */

static gint64
play_for (Client  *client,
          double   speed,
          guint32  epochs)
{
  gint64 start;

  client_seek (client, 0);
  start = g_get_monotonic_time ();
  client_do (client, rnn_trainer_play (client->trainer, speed),
             RNN_COMMAND_STOPPED);
  g_assert_cmpuint (client->frame->position.epoch, ==, epochs);
  return g_get_monotonic_time () - start;
}

static void
test_pace (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  guint n_frames;
  gint64 time;

  /* The first epoch comes at once. */
  rnn_spec_init_default (&spec);
  spec.epochs = 41;
  client = client_begin (&spec);
  n_frames = client->n_frames;
  time = play_for (client, 100, 41);
  g_assert_cmpint (time, >=, 400000 - 1000);
  g_assert_cmpint (time, <, 400000 + MERCY);
  g_assert_cmpuint (client->n_frames - n_frames, >, 5);

  /* Many epochs a frame. */
  spec.epochs = 20001;
  client_replace (client, &spec);
  n_frames = client->n_frames;
  time = play_for (client, 50000, 20001);
  g_assert_cmpint (time, >=, 400000 - 1000);
  g_assert_cmpint (time, <, 400000 + MERCY);
  g_assert_cmpuint (client->n_frames - n_frames, >, 5);
  g_assert_cmpuint (client->n_frames - n_frames, <, 100);
  g_assert_cmpuint (rnn_series_length (client->rows), ==, 20001);
}

/* A slow pace does not make a slow answer. */
static void
test_slow_pace (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  gint64 start;

  rnn_trainer_play (client->trainer, 0.001);
  client_await_epoch (client, 1);
  client_pause (client, 30000);
  g_assert_cmpuint (client->frame->position.epoch, ==, 1);
  g_assert_true (client->frame->running);

  rnn_trainer_play (client->trainer, 1000);
  client_await_epoch (client, 10);
  rnn_trainer_play (client->trainer, 0.001);
  start = g_get_monotonic_time ();
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, AT_ONCE + MERCY);
}

/* Being answered ----------------------------------------------------------- */

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Time to the answer of a wish, median of some. */
static gint64
answer_time (Client *client)
{
  gint64 times[9];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      const RnnFrameWish wish = { .sample = i, .text = i % 2 ? "ab" : "b" };
      gint64 start = g_get_monotonic_time ();

      client_do (client, rnn_trainer_wish (client->trainer, &wish),
                 RNN_COMMAND_WISH);
      times[i] = g_get_monotonic_time () - start;
      g_assert_cmpuint (client->frame->trace->sample, ==, i);
      client_pause (client, 3000);
    }
  qsort (times, G_N_ELEMENTS (times), sizeof *times, compare_times);
  return times[G_N_ELEMENTS (times) / 2];
}

/* At once, but for the update that is at work and a frame.  Steps one update. */
static gint64
limit_of (Client *client)
{
  gint64 start = g_get_monotonic_time ();

  client_step (client, RNN_STEP_UPDATE, 1);
  return AT_ONCE + 2 * (g_get_monotonic_time () - start);
}

static void
test_answers (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_large (&spec);
  gint64 limit = limit_of (client);
  gint64 start;

  rnn_trainer_play (client->trainer, 0);
  g_assert_cmpint (answer_time (client), <, limit);
  rnn_trainer_seek (client->trainer, 100000);
  g_assert_cmpint (answer_time (client), <, limit);
  rnn_trainer_step (client->trainer, RNN_STEP_TEN_EPOCHS, 100);
  g_assert_cmpint (answer_time (client), <, limit);

  start = g_get_monotonic_time ();
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, limit);
  g_assert_false (client->frame->running);
}

/* Reading a long text takes longer than an answer; the prediction comes when it
 * is made, and is made anew when something came between. */
static void
test_long_text (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_large (&spec);
  g_autofree char *text = g_strnfill (2000, 'a');
  RnnFrameWish wish = { .text = text };
  gint64 limit = limit_of (client);

  for (guint i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();

      wish.sample = i;
      client_do (client, rnn_trainer_wish (client->trainer, &wish),
                 RNN_COMMAND_WISH);
      g_assert_cmpint (g_get_monotonic_time () - start, <, limit);
      g_assert_cmpuint (client->frame->trace->sample, ==, i);
    }
  while (client->frame->prediction == NULL)
    {
      g_assert_true (client->frame->prediction_waits);
      client_pause (client, 1000);
    }
  g_assert_cmpuint (client->frame->prediction->n_letters, ==, 2000);

  /* It stays as long as it is true. */
  wish.sample = 7;
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  g_assert_nonnull (client->frame->prediction);
  client_step (client, RNN_STEP_UPDATE, 1);
  g_assert_null (client->frame->prediction);
}

/* A seek that takes long shows that it moves. */
static void
test_long_seek (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint64 seek = rnn_trainer_seek (client->trainer, 9000000);

  client_await_frames (client, client->n_frames + 3);
  g_assert_null (client_find (client, seek, RNN_COMMAND_SEEK));
  g_assert_true (client->frame->running);
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  g_assert_false (client->frame->running);
}

/* The receiver is away for a while: no row is lost, and all are taken at once. */
static void
test_away (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  g_autoptr (Plain) plain = plain_new (&spec);
  guint n_told = client->n_told;

  rnn_trainer_play (client->trainer, 0);
  g_usleep (400000);
  client_pause (client, 10000);
  g_usleep (100000);
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  g_assert_cmpuint (rnn_series_length (client->rows), ==,
                    client->frame->position.epoch);
  g_assert_cmpuint (client->n_received, ==, client->frame->position.epoch);
  g_assert_cmpuint (client->n_told - n_told, <, 10);

  plain_to_epoch (plain, client->frame->position.epoch);
  client_assert_same (client, plain);
}

/* Ending ------------------------------------------------------------------- */

static void
test_quit (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_auto (RnnSpec) spec = { 0 };
      Client *client = client_begin_large (&spec);
      gint64 limit = limit_of (client) + MERCY;
      gint64 start;

      if (i == 1)
        rnn_trainer_play (client->trainer, 0);
      if (i == 2)
        rnn_trainer_seek (client->trainer, 1000000);
      if (i == 3)
        rnn_trainer_write (client->trainer, "ab", 1000000, 1, 1, FALSE);
      g_usleep (20000);
      start = g_get_monotonic_time ();
      client_free (client);
      g_assert_cmpint (g_get_monotonic_time () - start, <, limit);
    }
}

/* Many short lives, with mail on its way at the end of each. */
static void
test_short_lives (void)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (Client) client = client_new ();

      rnn_trainer_replace (client->trainer, &spec);
      rnn_trainer_play (client->trainer, 0);
      g_usleep (i * 3);
      if (i % 2 == 0)
        g_main_context_iteration (client->context, FALSE);
    }
}

typedef struct
{
  RnnTrainer *trainer;
  guint       n_replies;
} Suicide;

static void
end_cb (const RnnReply *reply,
        gpointer        data)
{
  Suicide *suicide = data;

  suicide->n_replies++;
  g_clear_pointer (&suicide->trainer, rnn_trainer_free);
}

/* A receiver may end the trainer whenever it is told something. */
static void
test_end_in_callback (void)
{
  static const RnnTrainerReceiver receiver = { .reply = end_cb };
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_auto (RnnSpec) spec = { 0 };
  Suicide suicide = { 0 };

  rnn_spec_init_default (&spec);
  suicide.trainer = rnn_trainer_new (context, &receiver, &suicide);
  rnn_trainer_replace (suicide.trainer, &spec);
  rnn_trainer_play (suicide.trainer, 0);
  rnn_trainer_step (suicide.trainer, RNN_STEP_EPOCH, 1);
  g_usleep (20000);
  while (suicide.trainer != NULL)
    g_main_context_iteration (context, TRUE);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_cmpuint (suicide.n_replies, ==, 1);
}

/* Everything at once ------------------------------------------------------- */

#define N_COMMANDS 4000

/* A command as it was given. */
typedef struct
{
  guint64    serial;
  RnnCommand command;
  RnnSpec    spec;            /* REPLACE, CHANGE */
  gsize      index;           /* SET_PARAMETER */
  float      value;
} Given;

static void
given_clear (gpointer data)
{
  rnn_spec_clear (&((Given *) data)->spec);
}

static void
give_spec (Client        *client,
           GRand         *random,
           RnnSpec       *spec,
           Given         *given)
{
  spec->learning_rate = 0.001 * g_rand_int_range (random, 1, 20);
  spec->batch = g_rand_int_range (random, 3, 9);
  spec->clip = g_rand_int_range (random, RNN_CLIP_NONE, RNN_CLIP_GLOBAL_NORM);
  rnn_spec_copy (&given->spec, spec);
  if (given->command == RNN_COMMAND_CHANGE)
    given->serial = rnn_trainer_change (client->trainer, spec);
  else
    given->serial = rnn_trainer_replace (client->trainer, spec);
}

static void
give (Client  *client,
      GRand   *random,
      RnnSpec *spec,
      Given   *given)
{
  static const RnnCommand commands[] = {
    RNN_COMMAND_PLAY, RNN_COMMAND_PLAY, RNN_COMMAND_PAUSE, RNN_COMMAND_STEP,
    RNN_COMMAND_STEP, RNN_COMMAND_STEP, RNN_COMMAND_SEEK, RNN_COMMAND_SEEK,
    RNN_COMMAND_SEEK, RNN_COMMAND_CHANGE, RNN_COMMAND_SET_PARAMETERS,
    RNN_COMMAND_WISH, RNN_COMMAND_WRITE, RNN_COMMAND_TRACE,
  };
  RnnTrainer *trainer = client->trainer;
  const RnnFrameWish wish = { .sample = g_rand_int_range (random, 0, 70),
                              .text = "fox" };

  given->command = commands[g_rand_int_range (random, 0,
                                              G_N_ELEMENTS (commands))];
  if (g_rand_int_range (random, 0, 60) == 0)
    given->command = RNN_COMMAND_REPLACE;
  given->index = g_rand_int_range (random, 0, 100);
  given->value = g_rand_double_range (random, -1, 1);
  switch (given->command)
    {
    case RNN_COMMAND_PLAY:
      given->serial =
        rnn_trainer_play (trainer, g_rand_int_range (random, 0, 3) * 2000);
      break;
    case RNN_COMMAND_PAUSE:
      given->serial = rnn_trainer_pause (trainer);
      break;
    case RNN_COMMAND_STEP:
      given->serial =
        rnn_trainer_step (trainer, g_rand_int_range (random, 0, 4),
                          g_rand_int_range (random, -5, 6));
      break;
    case RNN_COMMAND_SEEK:
      given->serial =
        rnn_trainer_seek (trainer, g_rand_int_range (random, 0, 300));
      break;
    case RNN_COMMAND_CHANGE:
    case RNN_COMMAND_REPLACE:
      give_spec (client, random, spec, given);
      break;
    case RNN_COMMAND_SET_PARAMETERS:
      given->serial =
        rnn_trainer_set_parameter (trainer, given->index, given->value);
      break;
    case RNN_COMMAND_WISH:
      given->serial = rnn_trainer_wish (trainer, &wish);
      break;
    case RNN_COMMAND_WRITE:
      given->serial = rnn_trainer_write (trainer, "the", 20, 1, 1, FALSE);
      break;
    default:
      given->serial = rnn_trainer_trace (trainer);
      break;
    }
}

static gboolean
same_live (const RnnSpec *a,
           const RnnSpec *b)
{
  return a->learning_rate == b->learning_rate && a->batch == b->batch
         && a->clip == b->clip;
}

/* A change that was carried out, and where. */
typedef struct
{
  guint64      update;
  const Given *given;
} Done;

/* The live settings in force after the changes at or before @update. */
static const RnnSpec *
settings_at (const GArray  *done,
             const RnnSpec *initial,
             guint64        update)
{
  for (guint i = done->len; i > 0; i--)
    {
      const Done *event = &g_array_index (done, Done, i - 1);

      if (event->update <= update
          && event->given->command == RNN_COMMAND_CHANGE)
        return &event->given->spec;
    }
  return initial;
}

/* What the replies say was done, in order: the changes that are in force, and
 * the experiment. */
static const RnnSpec *
read_replies (Client       *client,
              const GArray *all,
              const RnnSpec *initial,
              GArray       *done)
{
  for (guint i = 0; i < client->replies->len; i++)
    {
      const RnnReply *reply = g_ptr_array_index (client->replies, i);
      Done event = { reply->position.update, NULL };

      for (guint g = 0; g < all->len; g++)
        if (g_array_index (all, Given, g).serial == reply->serial)
          event.given = &g_array_index (all, Given, g);
      if (event.given == NULL || reply->error != NULL)
        continue;

      if (reply->command == RNN_COMMAND_REPLACE)
        {
          initial = &event.given->spec;
          g_array_set_size (done, 0);
        }
      if (reply->command != RNN_COMMAND_SET_PARAMETERS
          && (reply->command != RNN_COMMAND_CHANGE
              || same_live (&event.given->spec,
                            settings_at (done, initial, event.update))))
        continue;
      while (done->len > 0
             && g_array_index (done, Done, done->len - 1).update
                  > event.update)
        g_array_set_size (done, done->len - 1);
      g_array_append_val (done, event);
    }
  return initial;
}

static Plain *
relive (const RnnSpec *initial,
        const GArray  *done,
        guint64        update)
{
  Plain *plain = plain_new (initial);

  for (guint i = 0; i < done->len; i++)
    {
      const Done *event = &g_array_index (done, Done, i);

      if (event->update > update)
        break;
      plain_to_update (plain, event->update);
      if (event->given->command == RNN_COMMAND_CHANGE)
        rnn_learner_set_live (plain->learner, &event->given->spec);
      else
        rnn_learner_parameters (plain->learner)[event->given->index] =
          event->given->value;
    }
  plain_to_update (plain, update);
  return plain;
}

static void
test_stress (gconstpointer seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Given));
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (Done));
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) first = { 0 };
  g_autoptr (Client) client = NULL;
  g_autoptr (Plain) plain = NULL;
  const RnnSpec *initial;

  g_array_set_clear_func (all, given_clear);
  job_spec (&jobs[1], &spec);
  spec.epochs = 300;
  rnn_spec_copy (&first, &spec);
  client = client_begin (&spec);

  g_array_set_size (all, N_COMMANDS);
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      give (client, random, &spec, &g_array_index (all, Given, i));
      if (g_rand_int_range (random, 0, 8) == 0)
        g_usleep (g_rand_int_range (random, 0, 1000));
      if (g_rand_int_range (random, 0, 4) == 0)
        while (g_main_context_iteration (client->context, FALSE))
          ;
    }
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);

  /* The client has seen to it that none is answered twice. */
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      const Given *given = &g_array_index (all, Given, i);

      client_await (client, given->serial, given->command);
    }
  initial = read_replies (client, all, &first, done);
  plain = relive (initial, done, client->frame->position.update);
  client_assert_same (client, plain);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trainer/pace", test_pace);
  g_test_add_func ("/trainer/slow-pace", test_slow_pace);
  g_test_add_func ("/trainer/answers", test_answers);
  g_test_add_func ("/trainer/long-text", test_long_text);
  g_test_add_func ("/trainer/long-seek", test_long_seek);
  g_test_add_func ("/trainer/away", test_away);
  g_test_add_func ("/trainer/quit", test_quit);
  g_test_add_func ("/trainer/short-lives", test_short_lives);
  g_test_add_func ("/trainer/end-in-callback", test_end_in_callback);
  g_test_add_data_func ("/trainer/stress/1", GUINT_TO_POINTER (1),
                        test_stress);
  g_test_add_data_func ("/trainer/stress/2", GUINT_TO_POINTER (2),
                        test_stress);
  g_test_add_data_func ("/trainer/stress/3", GUINT_TO_POINTER (3),
                        test_stress);
  return g_test_run ();
}
