/* bench-start bare|unroll: from the start of the process to the end of its
 * window's first frame, and the memory that it has then, of a GTK window with
 * nothing in it, or of ours as the program opens it; one JSON line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/application.h"
#include "app/renderer.h"

/* When the process was started, in seconds since the machine was; field 22 of
 * proc(5)'s stat, which counts clock ticks. */
static double
start_time (void)
{
  g_autofree char *stat = NULL;
  const char *fields;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL))
    exit (EXIT_FAILURE);
  fields = strrchr (stat, ')') + 2;
  words = g_strsplit (fields, " ", 22);

  return g_ascii_strtod (words[19], NULL) / sysconf (_SC_CLK_TCK);
}

static double
resident_mb (void)
{
  g_autofree char *statm = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL))
    exit (EXIT_FAILURE);
  words = g_strsplit (statm, " ", 3);

  return g_ascii_strtod (words[1], NULL) * sysconf (_SC_PAGESIZE) / 1048576;
}

static void
after_paint_cb (GdkFrameClock *clock,
                GApplication  *application)
{
  struct timespec now;

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, application);
  clock_gettime (CLOCK_BOOTTIME, &now);
  printf ("{\"ms\": %.1f, \"mb\": %.1f}\n",
          (now.tv_sec + now.tv_nsec / 1e9 - start_time ()) * 1e3,
          resident_mb ());
  g_application_quit (application);
}

static void
watch (GtkApplication *application)
{
  GtkWidget *window
    = GTK_WIDGET (gtk_application_get_active_window (application));

  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), application);
}

static void
activate_bare_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 900);
  gtk_window_present (GTK_WINDOW (window));
  watch (application);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;
  g_auto (RnnSpec) spec = { 0 };

  if (argc == 2 && strcmp (argv[1], "bare") == 0)
    {
      application = gtk_application_new ("io.github.unroll.Bare",
                                         G_APPLICATION_NON_UNIQUE);
      g_signal_connect (application, "activate",
                        G_CALLBACK (activate_bare_cb), NULL);
    }
  else if (argc == 2 && strcmp (argv[1], "unroll") == 0)
    {
      unroll_renderer_choose (UNROLL_RENDERER_DEVICES);
      rnn_spec_init_default (&spec);
      application = GTK_APPLICATION (unroll_application_new (&spec));
      g_signal_connect_after (application, "activate", G_CALLBACK (watch),
                              NULL);
    }
  else
    {
      fprintf (stderr, "usage: bench-start bare|unroll\n");
      return EXIT_FAILURE;
    }

  return g_application_run (G_APPLICATION (application), 1, argv);
}
