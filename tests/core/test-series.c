/* A range of a series is what looking at every row would give; rows that are
 * shared stay what they are, whatever becomes of the series they came from. */

#include "core/series.h"

#include <math.h>
#include <pthread.h>

#define MANY 1000000u
/* Rows of a chunk. */
#define CHUNK 65536u
#define LOSS RNN_MEASURE_LOSS
#define HELD_OUT RNN_MEASURE_VALIDATION_LOSS

static RnnMetrics
row (gsize  number,
     double loss)
{
  return (RnnMetrics) { .epoch = (guint32) (number + 1),
                        .loss = loss,
                        .accuracy = 1 / (1 + fabs (loss)),
                        .validation_loss = NAN,
                        .validation_accuracy = NAN };
}

static void
add (RnnSeries *series,
     double     loss)
{
  RnnMetrics metrics = row (rnn_series_length (series), loss);

  rnn_series_add (series, &metrics);
}

/* Up to @length rows, each @number times its own number. */
static void
add_multiples (RnnSeries *series,
               gsize      length,
               double     number)
{
  for (gsize i = rnn_series_length (series); i < length; i++)
    add (series, number * i);
}

static void
assert_multiples (const RnnSeries *series,
                  gsize            first,
                  gsize            end,
                  double           number)
{
  double least, greatest;

  for (gsize i = first; i < end; i++)
    g_assert_cmpfloat (rnn_series_value (series, LOSS, i), ==, number * i);
  g_assert_true (
    rnn_series_range (series, LOSS, first, end, &least, &greatest));
  g_assert_cmpfloat (least, ==, number * first);
  g_assert_cmpfloat (greatest, ==, number * (end - 1));
}

static double
noise (GRand *random)
{
  double value = g_rand_double (random);

  return value < 0.05 ? NAN : value < 0.06 ? INFINITY : 1 / value;
}

static gboolean
plain_range (const RnnSeries *series,
             gsize            first,
             gsize            end,
             double          *least,
             double          *greatest)
{
  *least = INFINITY;
  *greatest = -INFINITY;
  for (gsize i = first; i < MIN (end, rnn_series_length (series)); i++)
    {
      double value = rnn_series_value (series, LOSS, i);

      if (isfinite (value))
        {
          *least = MIN (*least, value);
          *greatest = MAX (*greatest, value);
        }
    }
  return *least <= *greatest;
}

static void
check_ranges (const RnnSeries *series,
              GRand           *random,
              int              n)
{
  gsize length = rnn_series_length (series);

  for (int i = 0; i < n; i++)
    {
      gsize first = (gsize) g_rand_int_range (random, 0, (gint32) length + 2);
      gsize end = (gsize) g_rand_int_range (random, 0, (gint32) length + 2);
      double least, greatest, plain_least, plain_greatest;
      gboolean found
        = rnn_series_range (series, LOSS, first, end, &least, &greatest);

      g_assert_cmpint (found, ==, plain_range (series, first, end, &plain_least,
                                               &plain_greatest));
      if (found)
        {
          g_assert_cmpfloat (least, ==, plain_least);
          g_assert_cmpfloat (greatest, ==, plain_greatest);
        }
    }
}

static void
add_noise (RnnSeries *series,
           GRand     *random,
           gsize      length)
{
  while (rnn_series_length (series) < length)
    add (series, noise (random));
}

/* Grown, cut back (to nothing too) and grown again, by every odd length, with a
 * follower of each that holds the old rows. */
static void
test_ranges (void)
{
  static const gsize lengths[] = {
    1,  15, 16,  17,   255,           256,       257,       5,  300, 0, 1, 4097,
    40, 272, 5000, CHUNK - 1, CHUNK, CHUNK + 1, CHUNK, 77, 2 * CHUNK + 3, 9
  };
  RnnSeries *followers[G_N_ELEMENTS (lengths)];
  g_autoptr (RnnSeries) series = rnn_series_new ();
  GRand *random = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      if (lengths[i] < rnn_series_length (series))
        rnn_series_truncate (series, lengths[i]);
      else
        add_noise (series, random, lengths[i]);
      g_assert_cmpuint (rnn_series_length (series), ==, lengths[i]);
      check_ranges (series, random, 300);

      followers[i] = rnn_series_new ();
      rnn_series_follow (followers[i], series);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_assert_cmpuint (rnn_series_length (followers[i]), ==, lengths[i]);
      check_ranges (followers[i], random, 30);
      rnn_series_free (followers[i]);
    }
  g_rand_free (random);
}

static void
test_follow (void)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnSeries) follower = rnn_series_new ();

  g_assert_false (rnn_series_follow (follower, series));
  add_multiples (series, CHUNK + 100, 1);
  g_assert_cmpuint (rnn_series_length (follower), ==, 0);
  g_assert_true (isnan (rnn_series_value (follower, LOSS, 0)));
  g_assert_true (rnn_series_follow (follower, series));
  g_assert_false (rnn_series_follow (follower, series));
  assert_multiples (follower, 0, CHUNK + 100, 1);

  /* Other rows in the place of some: the number is the same. */
  rnn_series_truncate (series, CHUNK + 50);
  add_multiples (series, CHUNK + 100, 2);
  assert_multiples (follower, 0, CHUNK + 100, 1);
  g_assert_true (rnn_series_follow (follower, series));
  assert_multiples (follower, 0, CHUNK + 50, 1);
  assert_multiples (follower, CHUNK + 50, CHUNK + 100, 2);

  rnn_series_truncate (series, 10);
  assert_multiples (follower, 0, CHUNK + 50, 1);
  g_assert_true (rnn_series_follow (follower, series));
  g_assert_cmpuint (rnn_series_length (follower), ==, 10);
}

/* Two series go on from the same rows, each its own way; whichever is first. */
static void
test_branches (void)
{
  for (int first = 0; first < 2; first++)
    {
      RnnSeries *trunk = rnn_series_new ();
      g_autoptr (RnnSeries) branch = rnn_series_new ();

      add_multiples (trunk, 1000, 1);
      rnn_series_follow (branch, trunk);
      add_multiples (first == 0 ? trunk : branch, 3000, 3);
      add_multiples (first == 0 ? branch : trunk, 2000, 2);
      assert_multiples (trunk, 0, 1000, 1);
      assert_multiples (trunk, 1000, rnn_series_length (trunk),
                        first == 0 ? 3 : 2);
      rnn_series_free (trunk);
      assert_multiples (branch, 0, 1000, 1);
      assert_multiples (branch, 1000, rnn_series_length (branch),
                        first == 0 ? 2 : 3);
    }
}

/* A measure that begins late, while the rows before are shared. */
static void
test_late (void)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnSeries) follower = rnn_series_new ();
  RnnMetrics metrics;
  double least, greatest;

  add_multiples (series, 20, 1);
  rnn_series_follow (follower, series);
  g_assert_false (rnn_series_range (series, HELD_OUT, 0, 20, &least,
                                    &greatest));
  metrics = row (20, 20);
  metrics.validation_loss = 0.5;
  rnn_series_add (series, &metrics);
  metrics = rnn_series_row (series, 20);
  g_assert_cmpuint (metrics.epoch, ==, 21);
  g_assert_cmpfloat (metrics.validation_loss, ==, 0.5);
  g_assert_true (isnan (metrics.validation_accuracy));
  g_assert_true (isnan (rnn_series_value (series, HELD_OUT, 19)));
  g_assert_true (isnan (rnn_series_value (series, HELD_OUT, 21)));
  assert_multiples (series, 0, 21, 1);
  g_assert_true (rnn_series_range (series, HELD_OUT, 0, 21, &least,
                                   &greatest));
  g_assert_cmpfloat (least, ==, 0.5);
  assert_multiples (follower, 0, 20, 1);
}

static void
test_million (void)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  GRand *random = g_rand_new_with_seed (3);
  double least, greatest;

  add_noise (series, random, MANY);
  check_ranges (series, random, 20);
  g_test_timer_start ();
  for (gsize i = 0; i < MANY / 100; i++)
    rnn_series_range (series, LOSS, i, MANY - i, &least, &greatest);
  /* Looking at every row would take a hundred times as long. */
  g_assert_cmpfloat (g_test_timer_elapsed (), <, 2);
  g_rand_free (random);
}

/* Another thread --------------------------------------------------------- */

typedef struct
{
  pthread_mutex_t lock;
  RnnSeries      *told;       /* under the lock */
  gboolean        ended;      /* under the lock */
} Meeting;

/* Rows in batches; now and then a past is forgotten and becomes another one. */
static void *
write_rows (void *data)
{
  Meeting *meeting = data;
  g_autoptr (RnnSeries) series = rnn_series_new ();

  for (gsize batch = 1; batch <= 600; batch++)
    {
      if (batch % 50 == 0)
        rnn_series_truncate (series, rnn_series_length (series) * 3 / 4);
      add_multiples (series, rnn_series_length (series) + 1 + batch * 7 % 613,
                     1);
      pthread_mutex_lock (&meeting->lock);
      rnn_series_follow (meeting->told, series);
      meeting->ended = batch == 600;
      pthread_mutex_unlock (&meeting->lock);
    }
  return NULL;
}

static void
test_thread (void)
{
  Meeting meeting = { PTHREAD_MUTEX_INITIALIZER, rnn_series_new (), FALSE };
  g_autoptr (RnnSeries) series = rnn_series_new ();
  gboolean ended = FALSE;
  pthread_t thread;

  g_assert_cmpint (pthread_create (&thread, NULL, write_rows, &meeting), ==, 0);
  while (!ended)
    {
      gsize length;

      pthread_mutex_lock (&meeting.lock);
      rnn_series_follow (series, meeting.told);
      ended = meeting.ended;
      pthread_mutex_unlock (&meeting.lock);
      length = rnn_series_length (series);
      if (length > 0)
        assert_multiples (series, length - MIN (length, 1000), length, 1);
    }
  pthread_join (thread, NULL);
  assert_multiples (series, 0, rnn_series_length (series), 1);
  rnn_series_free (meeting.told);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/ranges", test_ranges);
  g_test_add_func ("/series/follow", test_follow);
  g_test_add_func ("/series/branches", test_branches);
  g_test_add_func ("/series/late", test_late);
  g_test_add_func ("/series/million", test_million);
  g_test_add_func ("/series/thread", test_thread);
  return g_test_run ();
}
