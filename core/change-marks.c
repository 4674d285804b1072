#include "core/change-marks.h"

RnnChangeMarks *
rnn_change_marks_new (void)
{
  RnnChangeMarks *marks = g_new0 (RnnChangeMarks, 1);

  marks->count = 1;
  return marks;
}

void
rnn_change_marks_add (RnnChangeMarks *marks,
                      double          epoch,
                      char           *words)
{
  g_return_if_fail (marks != NULL);
  g_return_if_fail (words != NULL);

  marks->marks = g_renew (RnnChangeMark, marks->marks, marks->n + 1);
  marks->marks[marks->n++] = (RnnChangeMark) { epoch, words };
}

RnnChangeMarks *
rnn_change_marks_ref (RnnChangeMarks *marks)
{
  g_return_val_if_fail (marks != NULL, NULL);

  g_atomic_int_inc (&marks->count);
  return marks;
}

void
rnn_change_marks_unref (RnnChangeMarks *marks)
{
  g_return_if_fail (marks != NULL);

  if (!g_atomic_int_dec_and_test (&marks->count))
    return;
  for (gsize i = 0; i < marks->n; i++)
    g_free (marks->marks[i].words);
  g_free (marks->marks);
  g_free (marks);
}
