/* Which renderer GTK is told to use. */

#include <glib/gstdio.h>

#include "app/renderer.h"

typedef struct
{
  char *devices;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->devices = g_dir_make_tmp ("unroll-devices-XXXXXX", &error);
  g_assert_no_error (error);
  g_unsetenv ("GSK_RENDERER");
  g_unsetenv ("GDK_DEBUG");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_assert_cmpint (g_rmdir (fixture->devices), ==, 0);
  g_free (fixture->devices);
}

static void
test_no_card (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *nowhere = g_build_filename (fixture->devices, "no", NULL);

  g_assert_false (unroll_renderer_has_card (fixture->devices));
  unroll_renderer_choose (nowhere);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "gl-disable");
}

static void
test_other_flags (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_setenv ("GDK_DEBUG", "frames", TRUE);
  unroll_renderer_choose (fixture->devices);
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "gl-disable,frames");
}

static void
test_users_choice (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_setenv ("GSK_RENDERER", "gl", TRUE);
  unroll_renderer_choose (fixture->devices);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "gl");
  g_assert_null (g_getenv ("GDK_DEBUG"));
}

/* A screen alone, card0, draws nothing. */
static void
test_card (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autofree char *dri = g_build_filename (fixture->devices, "dri", NULL);
  g_autofree char *screen = g_build_filename (dri, "card0", NULL);
  g_autofree char *node = g_build_filename (dri, "renderD129", NULL);

  g_assert_cmpint (g_mkdir (dri, 0700), ==, 0);
  g_assert_true (g_file_set_contents (screen, "", 0, NULL));
  g_assert_false (unroll_renderer_has_card (fixture->devices));
  g_assert_true (g_file_set_contents (node, "", 0, NULL));
  g_assert_true (unroll_renderer_has_card (fixture->devices));
  unroll_renderer_choose (fixture->devices);
  g_assert_null (g_getenv ("GSK_RENDERER"));

  g_unlink (node);
  g_unlink (screen);
  g_rmdir (dri);
}

#define ADD(name, func) \
  g_test_add ("/renderer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-card", test_no_card);
  ADD ("other-flags", test_other_flags);
  ADD ("users-choice", test_users_choice);
  ADD ("card", test_card);

  return g_test_run ();
}
