#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/application.h"
#include "app/headless.h"
#include "app/options.h"
#include "app/presets.h"
#include "app/renderer.h"
#include "app/report.h"
#include "core/kernels.h"

#define EXIT_USAGE 2

/* One line on stderr, and the exit status. */
static int
fail (const GError *error)
{
  gboolean usage = error->domain == G_OPTION_ERROR;

  fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);
  return usage ? EXIT_USAGE : EXIT_FAILURE;
}

static int
list_presets (void)
{
  g_auto (GStrv) names = unroll_presets_list ();
  int width = 0;

  for (guint i = 0; names[i] != NULL; i++)
    width = MAX (width, (int) strlen (names[i]));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (RnnSpec) spec = { 0 };
      g_autoptr (GError) error = NULL;

      if (!unroll_presets_load (names[i], &spec, &error))
        return fail (error);
      printf ("%-*s  %s\n%*s  %s\n", width, names[i], spec.title, width, "",
              spec.notes);
    }

  return EXIT_SUCCESS;
}

static int
help_settings (void)
{
  g_auto (RnnSpec) defaults = { 0 };

  rnn_spec_init_default (&defaults);
  unroll_report_settings (&defaults);
  return EXIT_SUCCESS;
}

/* A write beyond a limit is to fail with a sentence, not by a signal. */
static void
set_up (void)
{
  const char *locale_dir = g_getenv ("UNROLL_LOCALE_DIR");

  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_ALL, "");
  /* A build that is not installed has its translations elsewhere. */
  if (locale_dir == NULL)
    locale_dir = UNROLL_LOCALE_DIR;
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("unroll");
  g_set_application_name ("Unroll");
}

int
main (int argc, char *argv[])
{
  g_auto (UnrollOptions) options = { 0 };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSavedState) saved = NULL;
  g_autoptr (UnrollApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  const char *later;

  set_up ();
  if (!unroll_options_parse (&options, argv, &error))
    return fail (error);

  if (options.help != NULL)
    return fputs (options.help, stdout) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
  if (options.version)
    return printf ("Unroll " UNROLL_VERSION " (%s)\n", rnn_kernels ()->name) < 0;
  if (options.list_presets)
    return list_presets ();
  if (options.help_settings)
    return help_settings ();

  later = options.headless ? NULL : unroll_options_get_long_file (&options);
  if (later != NULL
        ? !unroll_presets_load (UNROLL_DEFAULT_PRESET, &spec, &error)
        : !unroll_options_get_experiment (&options, &spec, &saved, &error))
    return fail (error);
  if (options.headless)
    return unroll_headless_run (&options, &spec, saved);

  unroll_renderer_choose (UNROLL_RENDERER_DEVICES);
  if (!gtk_init_check ())
    {
      fprintf (stderr, "%s: %s\n", g_get_prgname (),
               _("There is no display for the window; --headless trains in "
                 "the console"));
      return EXIT_FAILURE;
    }

  application = unroll_application_new (&spec);
  if (later != NULL)
    unroll_application_set_load (application, later, unroll_options_load,
                                 unroll_options_move (&options),
                                 unroll_options_free);
  else if (options.experiment != NULL)
    unroll_application_set_file (application, options.experiment, saved);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
