#include "core/metrics-file.h"

#include <glib/gstdio.h>
#include <math.h>

#include "core/error.h"

static void
test_rows (void)
{
  const RnnMetrics rows[] = {
    { 1, 1.6094379124341003, 0.2, NAN, NAN },
    { 2, 0.1, 1, 1e-30, 0.5 },
    { 3, 1e300, 0, 0.30000000000000004, 1 },
  };
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autofree char *folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    rnn_series_add (series, &rows[i]);
  g_assert_true (rnn_metrics_save (path, series, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==,
                   "epoch,loss,accuracy,validation_loss,validation_accuracy\n"
                   "1,1.6094379124341003,0.2,,\n"
                   "2,0.1,1,1e-30,0.5\n"
                   "3,1e+300,0,0.30000000000000004,1\n");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_refused (void)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rnn_metrics_save ("/dev/full", series, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
  g_clear_error (&error);
  g_assert_false (rnn_metrics_save ("/nonexistent/x.csv", series, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_FILE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics-file/rows", test_rows);
  g_test_add_func ("/metrics-file/refused", test_refused);
  return g_test_run ();
}
