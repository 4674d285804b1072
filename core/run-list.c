#include "core/run-list.h"

#include <string.h>

void
rnn_run_list_copy (RnnRunList       *destination,
                   const RnnRunList *source)
{
  g_return_if_fail (destination != NULL && source != NULL);

  *destination = *source;
  for (guint i = 0; i < source->n; i++)
    g_ref_string_acquire (source->runs[i].name);
}

void
rnn_run_list_clear (RnnRunList *list)
{
  g_return_if_fail (list != NULL);

  for (guint i = 0; i < list->n; i++)
    g_ref_string_release (list->runs[i].name);
  memset (list, 0, sizeof *list);
}

const RnnRunFact *
rnn_run_list_find (const RnnRunList *list,
                   guint64           number)
{
  g_return_val_if_fail (list != NULL, NULL);

  for (guint i = 0; i < list->n; i++)
    if (list->runs[i].number == number)
      return &list->runs[i];
  return NULL;
}
