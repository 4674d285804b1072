#include "ui/data-shape.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"

static void
copy_shape (RnnDataset       *shape,
            const RnnDataset *dataset,
            const RnnSpec    *spec)
{
  *shape = *dataset;
  shape->alphabet = NULL;
  shape->input = spec->input;
  shape->target = spec->target;
  shape->time_steps = spec->time_steps;
  shape->n_in = spec->input == RNN_INPUT_REAL ? 1 : dataset->n_classes;
}

gboolean
unroll_data_shape (const RnnSpec   *spec,
                   const RnnFrame  *frame,
                   RnnDataset      *shape,
                   GError         **error)
{
  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (shape != NULL, FALSE);

  if (!rnn_spec_check (spec, error))
    return FALSE;

  if (spec->file == NULL)
    {
      g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, error);

      if (dataset == NULL)
        return FALSE;
      copy_shape (shape, dataset, spec);
      return TRUE;
    }

  if (frame == NULL || g_strcmp0 (frame->spec.file, spec->file) != 0)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_FILE,
                           _("How many different letters there are is known "
                             "when the file has been read."));
      return FALSE;
    }

  copy_shape (shape, frame->dataset, spec);

  return TRUE;
}
