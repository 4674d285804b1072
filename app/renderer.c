#include "app/renderer.h"

/* Beside Linux' render nodes: NVIDIA's own driver, and Windows' subsystem. */
static const char *const others[] = { "nvidiactl", "dxg" };

static gboolean
has_render_node (const char *devices)
{
  g_autofree char *folder = g_build_filename (devices, "dri", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;

  return FALSE;
}

gboolean
unroll_renderer_has_card (const char *devices)
{
  g_return_val_if_fail (devices != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (devices, others[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return has_render_node (devices);
}

/* GTK would load Mesa to see what it can, whoever draws. */
static void
leave_out_opengl (void)
{
  const char *flags = g_getenv ("GDK_DEBUG");
  g_autofree char *more = g_strjoin (",", "gl-disable", flags, NULL);

  g_setenv ("GDK_DEBUG", more, TRUE);
}

void
unroll_renderer_choose (const char *devices)
{
  g_return_if_fail (devices != NULL);

  if (g_getenv ("GSK_RENDERER") != NULL || unroll_renderer_has_card (devices))
    return;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  leave_out_opengl ();
}
