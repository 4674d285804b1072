#include "app/options.h"

#include <glib/gi18n.h>
#include <string.h>

guint
unroll_options_list_outputs (const UnrollOptions *options,
                             UnrollOutput outputs[UNROLL_MAX_OUTPUTS])
{
  const UnrollOutput all[] = {
    { "--metrics", options->metrics },
    { "--trace", options->trace },
    { "--figure", options->figure },
    { "--save", options->save },
    { "--save-state", options->save_state },
    { "--export-weights", options->export_weights },
    { "--program", options->program },
  };
  guint n = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (all) <= UNROLL_MAX_OUTPUTS);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].path != NULL)
      outputs[n++] = all[i];

  return n;
}

/* Two results in one file would leave only the later. */
static gboolean
check_different (const UnrollOutput *outputs, guint n_outputs, GError **error)
{
  for (guint i = 0; i < n_outputs; i++)
    for (guint j = 0; j < i; j++)
      if (strcmp (outputs[i].path, outputs[j].path) == 0)
        return unroll_options_refuse (
            error, _("%s and %s both write ‘%s’; name two files"),
            outputs[j].option, outputs[i].option, outputs[i].path);

  return TRUE;
}

static gboolean
has_ending (const char *path, const char *const *endings)
{
  const char *ending = strrchr (path, '.');

  for (; *endings != NULL; endings++)
    if (ending != NULL && g_ascii_strcasecmp (ending, *endings) == 0)
      return TRUE;

  return FALSE;
}

gboolean
unroll_options_check_outputs (const UnrollOptions *options, GError **error)
{
  static const char *const pictures[] = { ".svg", ".pdf", ".png", NULL };
  static const char *const programs[] = { ".py", NULL };
  UnrollOutput outputs[UNROLL_MAX_OUTPUTS];
  guint n_outputs;

  g_return_val_if_fail (options != NULL, FALSE);

  n_outputs = unroll_options_list_outputs (options, outputs);
  if (!check_different (outputs, n_outputs, error))
    return FALSE;
  if (options->figure != NULL && !has_ending (options->figure, pictures))
    return unroll_options_refuse (
        error, _("--figure: ‘%s’ must end in .svg, .pdf or .png"),
        options->figure);
  if (options->program != NULL && !has_ending (options->program, programs))
    return unroll_options_refuse (
        error, _("--program: ‘%s’ must end in .py"), options->program);

  return TRUE;
}
