#include "app/brief-title.h"

#include <glib/gi18n-lib.h>

/* With an ending still a file's name, which has at most 255 bytes, in any
 * script. */
#define MAX_LETTERS 50

char *
unroll_brief_title (const RnnSpec *spec)
{
  g_autofree char *beginning = NULL;

  g_return_val_if_fail (spec != NULL, NULL);

  if (spec->title == NULL || *spec->title == '\0')
    return g_strdup (_("Untitled"));
  if (g_utf8_strlen (spec->title, -1) <= MAX_LETTERS)
    return g_strdup (spec->title);

  beginning = g_utf8_substring (spec->title, 0, MAX_LETTERS - 1);

  return g_strconcat (beginning, "…", NULL);
}
