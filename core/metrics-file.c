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
                  const RnnSeries  *series,
                  GError          **error)
{
  RnnOutputFile *file;
  gsize length;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (series != NULL, FALSE);

  file = rnn_output_file_new (path, error);
  if (file == NULL)
    return FALSE;

  rnn_output_file_append (file,
                          "epoch,loss,accuracy,validation_loss,"
                          "validation_accuracy\n",
                          -1);
  length = rnn_series_length (series);
  for (gsize i = 0; i < length; i++)
    {
      RnnMetrics row = rnn_series_row (series, i);

      rnn_output_file_printf (file, "%u", row.epoch);
      append (file, row.loss);
      append (file, row.accuracy);
      append (file, row.validation_loss);
      append (file, row.validation_accuracy);
      rnn_output_file_append (file, "\n", 1);
    }

  return rnn_output_file_commit (file, error);
}
