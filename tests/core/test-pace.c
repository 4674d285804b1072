#include "core/pace.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

/* A clock that only goes when it is told to. */
static gint64 now;

/* Makes every update as soon as it is due, for @duration; returns how many. */
static guint
go (RnnPace *pace,
    double   share,
    gint64   duration)
{
  gint64 end = now + duration;
  guint n = 0;

  while (rnn_pace_due (pace) < end)
    {
      now = MAX (now, rnn_pace_due (pace));
      rnn_pace_advance (pace, share, now);
      n++;
    }
  now = end;
  return n;
}

static void
test_exact (void)
{
  static const double speeds[] = { 1, 3, 7, 59.94, 1000, 123456 };

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      RnnPace pace;

      now = 1234567890123;
      rnn_pace_start (&pace, speeds[i], now);
      g_assert_cmpint (rnn_pace_due (&pace), ==, now);
      /* 3600 epochs, in updates of a third of one; the first is at the start. */
      g_assert_cmpfloat_with_epsilon (go (&pace, 1.0 / 3.0, HOUR / speeds[i]),
                                      3 * 3600, 1.5);
    }
}

/* Being late by a little does not add up. */
static void
test_no_drift (void)
{
  RnnPace pace;
  guint n = 0;

  now = 1000;
  rnn_pace_start (&pace, 100, now);
  while (now < 1000 + 60 * G_USEC_PER_SEC)
    {
      now = rnn_pace_due (&pace) + 4000;
      rnn_pace_advance (&pace, 1.0, now);
      n++;
    }
  g_assert_cmpuint (n, >=, 5999);
  g_assert_cmpuint (n, <=, 6001);
}

/* Being late by much is not made up for. */
static void
test_lag (void)
{
  RnnPace pace;

  now = 1000;
  rnn_pace_start (&pace, 10, now);
  rnn_pace_advance (&pace, 1.0, now);
  now += 20 * G_USEC_PER_SEC;
  rnn_pace_advance (&pace, 1.0, now);
  g_assert_cmpuint (go (&pace, 1.0, 10 * G_USEC_PER_SEC), <=, 101);
}

static void
test_change (void)
{
  RnnPace pace;

  now = 1000;
  rnn_pace_start (&pace, 1, now);
  rnn_pace_advance (&pace, 1.0, now);
  g_assert_cmpint (rnn_pace_due (&pace), ==, 1000 + G_USEC_PER_SEC);

  /* From the last update on, however often it changes. */
  for (guint i = 0; i < 10; i++)
    {
      now += 1000;
      rnn_pace_change (&pace, 10 + i % 2, now);
    }
  rnn_pace_change (&pace, 10, now);
  g_assert_cmpint (rnn_pace_due (&pace), ==, 1000 + G_USEC_PER_SEC / 10);

  /* Waited for long enough: now, and not many at once. */
  rnn_pace_change (&pace, 0.01, now);
  now += 50 * G_USEC_PER_SEC;
  rnn_pace_change (&pace, 100, now);
  g_assert_cmpint (rnn_pace_due (&pace), <=, now);
  g_assert_cmpuint (go (&pace, 1.0, G_USEC_PER_SEC), <=, 112);
}

static void
test_flat_out (void)
{
  RnnPace pace;

  now = 1000;
  rnn_pace_start (&pace, 0, now);
  for (guint i = 0; i < 100; i++)
    {
      rnn_pace_advance (&pace, 1.0, now);
      g_assert_cmpint (rnn_pace_due (&pace), <=, now);
    }
  rnn_pace_change (&pace, 2, now);
  g_assert_cmpint (rnn_pace_due (&pace), ==, now);
  rnn_pace_advance (&pace, 1.0, now);
  g_assert_cmpint (rnn_pace_due (&pace), ==, now + G_USEC_PER_SEC / 2);
}

/* So slow that it never comes: still a time. */
static void
test_slowest (void)
{
  RnnPace pace;

  now = 1000;
  rnn_pace_start (&pace, G_MINDOUBLE, now);
  rnn_pace_advance (&pace, 1.0, now);
  g_assert_cmpint (rnn_pace_due (&pace), >, now + HOUR);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/exact", test_exact);
  g_test_add_func ("/pace/no-drift", test_no_drift);
  g_test_add_func ("/pace/lag", test_lag);
  g_test_add_func ("/pace/change", test_change);
  g_test_add_func ("/pace/flat-out", test_flat_out);
  g_test_add_func ("/pace/slowest", test_slowest);
  return g_test_run ();
}
