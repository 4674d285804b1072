#include <math.h>
#include <string.h>

#include "core/principal-axes.h"

#define TOLERANCE 1e-6

static float *
random_points (guint32       seed,
               gsize         n,
               guint         d,
               const double *spread)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  float *points = g_new (float, n * d);

  for (gsize p = 0; p < n; p++)
    for (guint i = 0; i < d; i++)
      points[p * d + i] =
        (spread != NULL ? spread[i] : 1.0)
        * (g_rand_double_range (random, -1, 1) + 0.3 * i);
  return points;
}

/* Each dimension leans on the one before. */
static void
lean (float *points,
      gsize  n,
      guint  d)
{
  for (gsize p = 0; p < n; p++)
    for (guint i = 1; i < d; i++)
      points[p * d + i] += 0.7f * points[p * d + i - 1];
}

static void
assert_near (double mine,
             double theirs,
             double tolerance)
{
  if (!(fabs (mine - theirs) <= tolerance))
    g_error ("%.12g is not %.12g", mine, theirs);
}

static void
assert_orthonormal (const RnnPrincipalAxes *axes)
{
  for (guint a = 0; a < axes->n; a++)
    for (guint b = 0; b <= a; b++)
      {
        double product = 0.0;

        for (guint i = 0; i < axes->dimensions; i++)
          product += axes->axes[a * axes->dimensions + i]
                     * axes->axes[b * axes->dimensions + i];
        assert_near (product, a == b, 1e-12);
      }
}

/* Power iteration, then the found direction is taken out of the points: slow,
 * plain, and by another way. */
static void
reference_axis (double *off,
                gsize   n,
                guint   d,
                double *axis,
                double *variance)
{
  g_autofree double *next = g_new (double, d);

  for (guint i = 0; i < d; i++)
    axis[i] = 1.0 + 0.01 * i;
  for (guint round = 0; round < 20000; round++)
    {
      double length = 0.0;

      memset (next, 0, d * sizeof *next);
      for (gsize p = 0; p < n; p++)
        {
          double along = 0.0;

          for (guint i = 0; i < d; i++)
            along += off[p * d + i] * axis[i];
          for (guint i = 0; i < d; i++)
            next[i] += along * off[p * d + i];
        }
      for (guint i = 0; i < d; i++)
        length += next[i] * next[i];
      length = sqrt (length);
      *variance = length / n;
      for (guint i = 0; i < d; i++)
        axis[i] = next[i] / length;
    }
  for (gsize p = 0; p < n; p++)
    {
      double along = 0.0;

      for (guint i = 0; i < d; i++)
        along += off[p * d + i] * axis[i];
      for (guint i = 0; i < d; i++)
        off[p * d + i] -= along * axis[i];
    }
}

static void
test_reference (void)
{
  static const double spread[] = { 3, 0.2, 1.4, 0.5, 2.2, 0.1, 0.9, 0.3, 0.4,
                                   0.6, 0.05, 0.7 };

  for (guint d = 4; d <= G_N_ELEMENTS (spread); d += 4)
    {
      const gsize n = 30;
      g_autofree float *points = random_points (d, n, d, spread);
      g_autofree double *off = g_new (double, n * d);
      g_autofree double *axis = g_new (double, d);
      g_autoptr (RnnPrincipalAxes) axes = NULL;
      double variance;

      lean (points, n, d);
      axes = rnn_principal_axes_new (points, n, d, 3);
      for (gsize k = 0; k < n * d; k++)
        off[k] = points[k] - axes->mean[k % d];
      assert_orthonormal (axes);
      for (guint a = 0; a < 3; a++)
        {
          double same = 0.0;

          reference_axis (off, n, d, axis, &variance);
          assert_near (axes->variance[a], variance, TOLERANCE * variance);
          for (guint i = 0; i < d; i++)
            same += axis[i] * axes->axes[a * d + i];
          assert_near (fabs (same), 1.0, TOLERANCE);
        }
    }
}

/* Points of a plane that stands askew in six dimensions. */
static void
test_known (void)
{
  const double u[] = { 0.5, 0.5, 0.5, 0.5, 0, 0 };
  const double v[] = { 0, 0, 0, 0, 0.6, -0.8 };
  float points[20 * 6];
  g_autoptr (RnnPrincipalAxes) axes = NULL;
  double along[2];

  for (guint p = 0; p < 20; p++)
    for (guint i = 0; i < 6; i++)
      points[p * 6 + i] = 0.25 + (p % 2 ? 2 : -2) * u[i]
                          + (p / 2 % 2 ? 1 : -1) * v[i];
  axes = rnn_principal_axes_new (points, 20, 6, 2);
  assert_near (axes->variance[0], 4.0, TOLERANCE);
  assert_near (axes->variance[1], 1.0, TOLERANCE);
  assert_near (axes->total, 5.0, TOLERANCE);
  assert_near (rnn_principal_axes_share (axes), 1.0, TOLERANCE);
  for (guint i = 0; i < 6; i++)
    {
      assert_near (axes->mean[i], 0.25, TOLERANCE);
      assert_near (axes->axes[i], u[i], TOLERANCE);
      /* The largest part is positive. */
      assert_near (axes->axes[6 + i], -v[i], TOLERANCE);
    }
  rnn_principal_axes_project (axes, points + 6, along);
  assert_near (along[0], 2.0, TOLERANCE);
  assert_near (along[1], 1.0, TOLERANCE);
}

/* Equal eigenvalues: a regular polygon in two of ten dimensions, and a simplex,
 * which spreads alike in all of its four. */
static void
test_equal (void)
{
  float polygon[7 * 10] = { 0 };
  float simplex[5 * 5] = { 0 };
  g_autoptr (RnnPrincipalAxes) flat = NULL;
  g_autoptr (RnnPrincipalAxes) even = NULL;

  for (guint p = 0; p < 7; p++)
    {
      polygon[p * 10 + 3] = cos (2 * G_PI * p / 7);
      polygon[p * 10 + 8] = sin (2 * G_PI * p / 7);
    }
  flat = rnn_principal_axes_new (polygon, 7, 10, 2);
  assert_orthonormal (flat);
  assert_near (flat->variance[0], 0.5, TOLERANCE);
  assert_near (flat->variance[1], 0.5, TOLERANCE);
  assert_near (rnn_principal_axes_share (flat), 1.0, TOLERANCE);

  for (guint p = 0; p < 5; p++)
    simplex[p * 6] = 1.0f;
  even = rnn_principal_axes_new (simplex, 5, 5, 2);
  assert_orthonormal (even);
  assert_near (even->variance[0], 0.2, TOLERANCE);
  assert_near (even->variance[1], 0.2, TOLERANCE);
  assert_near (rnn_principal_axes_share (even), 0.5, TOLERANCE);
}

/* Nothing to see, a point, a line: axes there are. */
static void
test_degenerate (void)
{
  const float line[] = { 1, 2, 3, 4, 2, 4, 6, 8, 3, 6, 9, 12 };
  const float zeros[12] = { 0 };
  g_autoptr (RnnPrincipalAxes) on_line = rnn_principal_axes_new (line, 3, 4, 3);
  g_autoptr (RnnPrincipalAxes) none = rnn_principal_axes_new (NULL, 0, 5, 2);
  g_autoptr (RnnPrincipalAxes) one = rnn_principal_axes_new (line, 1, 4, 2);
  g_autoptr (RnnPrincipalAxes) same = rnn_principal_axes_new (zeros, 3, 4, 2);
  g_autoptr (RnnPrincipalAxes) narrow = rnn_principal_axes_new (line, 12, 1, 2);

  assert_orthonormal (on_line);
  assert_near (on_line->variance[0], on_line->total, TOLERANCE);
  assert_near (on_line->variance[1], 0.0, TOLERANCE);
  assert_near (on_line->axes[3], 4 / sqrt (30), TOLERANCE);
  assert_orthonormal (none);
  g_assert_cmpuint (none->n_points, ==, 0);
  assert_near (rnn_principal_axes_share (none), 1.0, 0.0);
  assert_orthonormal (one);
  assert_near (one->mean[2], 3.0, 0.0);
  assert_near (one->total, 0.0, 0.0);
  assert_orthonormal (same);
  g_assert_cmpuint (narrow->n, ==, 1);
  assert_near (narrow->axes[0], 1.0, 0.0);
  assert_near (narrow->variance[0], narrow->total, TOLERANCE);
}

static void
test_not_finite (void)
{
  const float points[] = { 1, 0, 0, NAN, 0, 5, -1, 0, 0, 0, INFINITY, 0,
                           0, 0.5f, 0, 0, -0.5f, 0 };
  g_autoptr (RnnPrincipalAxes) axes = rnn_principal_axes_new (points, 6, 3, 2);

  g_assert_cmpuint (axes->n_points, ==, 4);
  assert_near (axes->variance[0], 0.5, TOLERANCE);
  assert_near (axes->variance[1], 0.125, TOLERANCE);
  assert_near (axes->axes[0], 1.0, TOLERANCE);
  assert_near (axes->axes[4], 1.0, TOLERANCE);
}

/* As far as floats go, up and down. */
static void
test_sizes (void)
{
  static const float sizes[] = { 1e-37f, 1e-20f, 1e30f, 1e38f };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree float *points = random_points (3, 40, 9, NULL);
      g_autoptr (RnnPrincipalAxes) plain = NULL;
      g_autoptr (RnnPrincipalAxes) scaled = NULL;

      lean (points, 40, 9);
      plain = rnn_principal_axes_new (points, 40, 9, 2);
      for (gsize k = 0; k < 40 * 9; k++)
        points[k] *= 0.1f * sizes[s];
      scaled = rnn_principal_axes_new (points, 40, 9, 2);
      assert_near (rnn_principal_axes_share (scaled),
                   rnn_principal_axes_share (plain), TOLERANCE);
      for (guint k = 0; k < 18; k++)
        assert_near (scaled->axes[k], plain->axes[k], 1e-4);
    }
}

/* Any orthonormal directions hold at most what the axes hold. */
static void
test_best (void)
{
  g_autofree float *points = random_points (11, 200, 64, NULL);
  g_autoptr (RnnPrincipalAxes) axes = NULL;
  g_autoptr (RnnPrincipalAxes) again = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  axes = rnn_principal_axes_new (points, 200, 64, 2);
  again = rnn_principal_axes_new (points, 200, 64, 2);
  g_assert_cmpmem (axes->axes, 128 * sizeof (double), again->axes,
                   128 * sizeof (double));
  g_assert_cmpfloat (axes->variance[0], >=, axes->variance[1]);
  for (guint trial = 0; trial < 200; trial++)
    {
      double direction[64], length = 0.0, variance = 0.0;

      for (guint i = 0; i < 64; i++)
        {
          direction[i] = axes->axes[i]
                         + g_rand_double_range (random, -1, 1) * trial / 200;
          length += direction[i] * direction[i];
        }
      for (guint p = 0; p < 200; p++)
        {
          double along = 0.0;

          for (guint i = 0; i < 64; i++)
            along += (points[p * 64 + i] - axes->mean[i]) * direction[i];
          variance += along * along / length / 200;
        }
      g_assert_cmpfloat (variance, <=, axes->variance[0] * (1 + 1e-9));
    }
}

/* More than a picture ever has: only every so many points are looked at. */
static void
test_large (void)
{
  const gsize n = 256 * 50;
  const guint d = 512;
  g_autofree double *spread = g_new (double, d);
  g_autofree float *points = NULL;
  g_autoptr (RnnPrincipalAxes) axes = NULL;

  for (guint i = 0; i < d; i++)
    spread[i] = i == 40 ? 6 : i == 7 ? 3 : 0.2;
  points = random_points (2, n, d, spread);
  axes = rnn_principal_axes_new (points, n, d, 2);
  assert_orthonormal (axes);
  assert_near (axes->axes[40], 1.0, 0.02);
  assert_near (axes->axes[d + 7], 1.0, 0.05);
  assert_near (axes->variance[0], 12.0, 0.2);
  assert_near (axes->variance[1], 3.0, 0.1);
  assert_near (axes->total, 12 + 3 + 510 * 0.04 / 3, 0.5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/principal-axes/reference", test_reference);
  g_test_add_func ("/principal-axes/known", test_known);
  g_test_add_func ("/principal-axes/equal", test_equal);
  g_test_add_func ("/principal-axes/degenerate", test_degenerate);
  g_test_add_func ("/principal-axes/not-finite", test_not_finite);
  g_test_add_func ("/principal-axes/sizes", test_sizes);
  g_test_add_func ("/principal-axes/best", test_best);
  g_test_add_func ("/principal-axes/large", test_large);
  return g_test_run ();
}
