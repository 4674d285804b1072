/* Letters that are told while they are written: always those of rnn_write, in
 * order, none lost; stopped; beside training, with the weights of the moment. */

#include <string.h>

#include "core/error.h"
#include "core/predictor.h"
#include "tests/core/client.h"

#define TEXT "abc"

static guint64
stream (Client *client,
        guint   n,
        double  speed)
{
  return rnn_trainer_stream (client->trainer, TEXT, n, 0.7, 9, FALSE, speed);
}

/* The stream is answered before its stop. */
static void
stop (Client  *client,
      guint64  serial)
{
  const RnnReply *reply;

  client_do (client, rnn_trainer_stop_stream (client->trainer),
             RNN_COMMAND_STOP_STREAM);
  reply = client_find (client, serial, RNN_COMMAND_STREAM);
  g_assert_nonnull (reply);
  g_assert_error (reply->error, RNN_ERROR, RNN_ERROR_CANCELLED);
}

/* The letters of the stream are the first ones that rnn_write writes, to the
 * bit. */
static void
assert_written (Client        *client,
                const RnnSpec *spec,
                guint64        serial)
{
  guint n = rnn_letters_length (client->letters);
  g_autoptr (Plain) plain = plain_new (spec);
  g_autofree float *p = g_new (float, n);
  g_autofree char *text = NULL;

  g_assert_cmpuint (client->stream, ==, serial);
  plain_to_update (plain, client->streamed_at.update);
  text = rnn_write (rnn_learner_network (plain->learner),
                    rnn_learner_parameters (plain->learner),
                    rnn_learner_dataset (plain->learner), FALSE, TEXT, n, 0.7,
                    9, p, NULL);
  g_assert_cmpstr (client->letters->text->str, ==, text);
  g_assert_cmpmem (client->letters->p->data, n * sizeof (float), p,
                   n * sizeof (float));
}

static void
test_flat_out (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  static const guint ns[] = { 1, 40, RNN_MAX_STREAM };

  client_seek (client, 60);
  for (guint i = 0; i < G_N_ELEMENTS (ns); i++)
    {
      guint64 serial = stream (client, ns[i], 0);

      client_do (client, serial, RNN_COMMAND_STREAM);
      g_assert_cmpuint (rnn_letters_length (client->letters), ==, ns[i]);
      assert_written (client, &spec, serial);
    }
  client_do (client, stream (client, 0, 0), RNN_COMMAND_STREAM);
}

/* One by one, no faster than asked for. */
static void
test_paced (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  gint64 start;
  guint64 serial;

  client_seek (client, 60);
  start = g_get_monotonic_time ();
  serial = stream (client, 20, 100);
  client_do (client, serial, RNN_COMMAND_STREAM);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 19 * 10000);
  g_assert_cmpuint (client->n_chunks, >, 1);
  assert_written (client, &spec, serial);
}

static void
test_stop (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint64 serial, next;

  client_seek (client, 60);
  serial = stream (client, RNN_MAX_STREAM, 200);
  while (client->stream != serial)
    client_pause (client, 1000);
  stop (client, serial);
  g_assert_cmpuint (rnn_letters_length (client->letters), <, RNN_MAX_STREAM);
  assert_written (client, &spec, serial);

  /* Another one takes its place; then there is nothing to stop. */
  serial = stream (client, RNN_MAX_STREAM, 1);
  next = stream (client, 5, 0);
  client_do (client, next, RNN_COMMAND_STREAM);
  g_assert_error (client_find (client, serial, RNN_COMMAND_STREAM)->error,
                  RNN_ERROR, RNN_ERROR_CANCELLED);
  assert_written (client, &spec, next);
  client_do (client, rnn_trainer_stop_stream (client->trainer),
             RNN_COMMAND_STOP_STREAM);

  /* Another experiment ends it too. */
  serial = stream (client, RNN_MAX_STREAM, 1);
  client_replace (client, &spec);
  g_assert_error (client_find (client, serial, RNN_COMMAND_STREAM)->error,
                  RNN_ERROR, RNN_ERROR_CANCELLED);
}

/* Training is not held up, and what it has learnt is written with. */
static void
test_while_playing (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  g_autofree char *text = NULL;
  guint64 serial;
  RnnPosition start;

  start = client->frame->position;
  rnn_trainer_play (client->trainer, 0);
  serial = rnn_trainer_stream (client->trainer, "a", 60, 0.0, 1, FALSE, 200);
  client_do (client, serial, RNN_COMMAND_STREAM);
  g_assert_cmpuint (client->streamed_at.update, >, start.update + 100);
  text = g_strdup (client->letters->text->str);
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);

  /* By its end it knows the alphabet, which it did not at first. */
  g_assert_nonnull (strstr (text + 40, "abcdeabcde"));
}

/* A stream goes on with the weights where the run is moved to. */
static void
test_moved (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_begin_endless (&spec);
  guint64 serial = stream (client, RNN_MAX_STREAM, 500);

  while (client->stream != serial)
    client_pause (client, 1000);
  g_assert_cmpuint (client->streamed_at.epoch, ==, 0);
  client_seek (client, 300);
  for (guint n = client->n_chunks; client->n_chunks < n + 2; )
    client_pause (client, 1000);
  g_assert_cmpuint (client->streamed_at.epoch, ==, 300);
  g_assert_cmpuint (g_array_index (client->letters->epochs, guint32, 0), ==, 0);
  g_assert_cmpuint (g_array_index (client->letters->epochs, guint32,
                                   rnn_letters_length (client->letters) - 1),
                    ==, 300);
  stop (client, serial);
}

static void
test_errors (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = client_new ();

  g_assert_error (client_await (client, stream (client, 3, 0),
                                RNN_COMMAND_STREAM)->error,
                  RNN_ERROR, RNN_ERROR_RANGE);
  client_do (client, rnn_trainer_stop_stream (client->trainer),
             RNN_COMMAND_STOP_STREAM);

  rnn_spec_init_default (&spec);
  client_replace (client, &spec);
  g_assert_error (client_await (client,
                                stream (client, RNN_MAX_STREAM + 1, 0),
                                RNN_COMMAND_STREAM)->error,
                  RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_error (
    client_await (client,
                  rnn_trainer_stream (client->trainer, "z", 3, 1, 1, FALSE, 0),
                  RNN_COMMAND_STREAM)->error,
    RNN_ERROR, RNN_ERROR_DATA);
  g_assert_null (client->letters);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stream/flat-out", test_flat_out);
  g_test_add_func ("/stream/paced", test_paced);
  g_test_add_func ("/stream/stop", test_stop);
  g_test_add_func ("/stream/while-playing", test_while_playing);
  g_test_add_func ("/stream/moved", test_moved);
  g_test_add_func ("/stream/errors", test_errors);
  return g_test_run ();
}
