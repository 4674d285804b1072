#include "app/presets.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "core/error.h"
#include "core/experiment-file.h"

#define FOLDER "/io/github/unroll/Unroll/presets"
#define ENDING ".unroll"

static int
compare (gconstpointer a, gconstpointer b)
{
  const char *name_a = *(const char *const *) a;
  const char *name_b = *(const char *const *) b;
  gboolean default_a = strcmp (name_a, UNROLL_DEFAULT_PRESET) == 0;
  gboolean default_b = strcmp (name_b, UNROLL_DEFAULT_PRESET) == 0;

  return default_a != default_b ? default_b - default_a
                                : strcmp (name_a, name_b);
}

GStrv
unroll_presets_list (void)
{
  GStrv names = g_resources_enumerate_children (FOLDER, 0, NULL);

  g_return_val_if_fail (names != NULL, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    names[i][strlen (names[i]) - strlen (ENDING)] = '\0';
  qsort (names, g_strv_length (names), sizeof *names, compare);

  return names;
}

gboolean
unroll_presets_load (const char *name, RnnSpec *spec, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  path = g_strconcat (FOLDER "/", name, ENDING, NULL);
  bytes = g_resources_lookup_data (path, 0, NULL);
  if (bytes == NULL)
    {
      g_auto (GStrv) names = unroll_presets_list ();
      g_autofree char *list = g_strjoinv (", ", names);

      g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                   _("There is no preset ‘%s’; the presets are %s"), name,
                   list);
      return FALSE;
    }

  return rnn_experiment_parse (name, g_bytes_get_data (bytes, NULL),
                               g_bytes_get_size (bytes), spec, error);
}
