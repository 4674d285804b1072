#include "ui/data-shape.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/sample-text.h"
#include "core/utf8.h"

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

/* Of the text in force, which need not be read for that. */
static gboolean
is_in_force (const RnnSpec  *spec,
             const RnnFrame *frame)
{
  return frame != NULL && frame->spec.task == spec->task
         && (spec->file != NULL
               ? g_strcmp0 (frame->spec.file, spec->file) == 0
               : frame->spec.file == NULL
                 && rnn_setting_equal (rnn_setting_find ("data.text"), spec,
                                       &frame->spec));
}

/* As soon as it is typed. */
static gboolean
cut (const RnnSpec  *spec,
     RnnDataset     *shape,
     GError        **error)
{
  RnnSpec in_order = *spec;
  g_autoptr (RnnDataset) dataset = NULL;

  in_order.shuffle_samples = FALSE;
  dataset = rnn_dataset_new (&in_order, error);
  if (dataset == NULL)
    return FALSE;

  copy_shape (shape, dataset, spec);

  return TRUE;
}

/* Of the text, whatever is made of it; 0 when that is not known. */
static gsize
count (const RnnSpec  *spec,
       const RnnFrame *frame,
       gboolean        is_typed)
{
  if (is_typed)
    return spec->text != NULL
             ? rnn_utf8_length (spec->text, g_ref_string_length (spec->text))
             : 0;

  return is_in_force (spec, frame) && spec->task == RNN_TASK_TEXT
           ? rnn_dataset_n_letters (frame->dataset) : 0;
}

gboolean
unroll_data_shape (const RnnSpec   *spec,
                   const RnnFrame  *frame,
                   RnnDataset      *shape,
                   gsize           *n_letters,
                   GError         **error)
{
  gboolean is_typed;

  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (shape != NULL && n_letters != NULL, FALSE);

  is_typed = spec->file == NULL && rnn_sample_text_is_short (spec);
  *n_letters = count (spec, frame, is_typed);
  if (!rnn_spec_check (spec, error))
    return FALSE;

  if (is_typed)
    return cut (spec, shape, error);

  if (!is_in_force (spec, frame))
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_FILE,
                           _("How many different letters there are is known "
                             "when the text has been read."));
      return FALSE;
    }

  copy_shape (shape, frame->dataset, spec);

  return TRUE;
}
