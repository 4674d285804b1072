#include <string.h>

#include "core/error.h"
#include "tests/core/client.h"
#include "tests/core/plain.h"

static void
replace (Client        *client,
         const RnnSpec *spec)
{
  client_do (client, rnn_trainer_replace (client->trainer, spec),
             RNN_COMMAND_REPLACE);
}

/* The client must stand where @plain stands, and know its metrics. */
static void
assert_same (Client *client,
             Plain  *plain)
{
  RnnLearner *learner = plain->learner;
  gsize size = rnn_learner_network (learner)->size * sizeof (float);

  g_assert_cmpuint (client->frame->position.update, ==,
                    rnn_learner_position (learner).update);
  g_assert_cmpmem (client->frame->parameters, size,
                   rnn_learner_parameters (learner), size);
  g_assert_cmpmem (client->frame->gradients, size,
                   rnn_learner_gradients (learner), size);
  plain_assert_metrics (plain, (gpointer) client->rows->data,
                        client->frame->position.epoch);
}

static void
test_play (gconstpointer data)
{
  g_autoptr (Client) client = client_new ();
  g_autoptr (Plain) plain = NULL;
  g_auto (RnnSpec) spec = { 0 };

  job_spec (data, &spec);
  plain = plain_new (&spec);
  plain_to_epoch (plain, spec.epochs);

  replace (client, &spec);
  g_assert_cmpuint (client->frame->position.update, ==, 0);
  client_play (client);
  g_assert_false (client->frame->running);
  g_assert_cmpuint (client->rows->len, ==, spec.epochs);
  g_assert_cmpuint (client->n_received, ==, spec.epochs);
  assert_same (client, plain);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/trainer/play/%s", jobs[i].name);

      g_test_add_data_func (path, &jobs[i], test_play);
    }
  return g_test_run ();
}
