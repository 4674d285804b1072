#include "core/metrics-file.h"

#include <math.h>

#include "core/number.h"
#include "core/output-file.h"

/* ",value", or only the comma when there is none. */
static void
append (RnnOutputFile *file, double value)
{
  char number[RNN_NUMBER_SIZE];

  rnn_output_file_append (file, ",", 1);
  if (!isnan (value))
    rnn_output_file_append (file, rnn_number_format (value, number), -1);
}

gboolean
rnn_metrics_save (const char       *path,
                  const RnnMetrics *rows,
                  gsize             n_rows,
                  GError          **error)
{
  RnnOutputFile *file;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (rows != NULL || n_rows == 0, FALSE);

  file = rnn_output_file_new (path, error);
  if (file == NULL)
    return FALSE;

  rnn_output_file_append (file,
                          "epoch,loss,accuracy,validation_loss,"
                          "validation_accuracy\n",
                          -1);
  for (gsize i = 0; i < n_rows; i++)
    {
      rnn_output_file_printf (file, "%u", rows[i].epoch);
      append (file, rows[i].loss);
      append (file, rows[i].accuracy);
      append (file, rows[i].validation_loss);
      append (file, rows[i].validation_accuracy);
      rnn_output_file_append (file, "\n", 1);
    }

  return rnn_output_file_commit (file, error);
}
