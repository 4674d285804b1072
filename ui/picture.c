#include "ui/picture.h"

#include "ui/view-private.h"

static char *
copy_unless_empty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

UnrollPicture *
unroll_picture_new (UnrollView *view,
                    const char *title,
                    const char *subtitle,
                    const char *value)
{
  UnrollPicture *picture;

  g_return_val_if_fail (UNROLL_IS_VIEW (view), NULL);
  g_return_val_if_fail (title != NULL, NULL);

  picture = g_new0 (UnrollPicture, 1);
  picture->view = g_object_ref (view);
  picture->title = g_strdup (title);
  picture->subtitle = copy_unless_empty (subtitle);
  picture->value = copy_unless_empty (value);
  picture->value_color = PAINT_COLOR_TEXT;
  if (UNROLL_VIEW_GET_CLASS (view)->introduce != NULL)
    UNROLL_VIEW_GET_CLASS (view)->introduce (view, picture);

  return picture;
}

void
unroll_picture_free (UnrollPicture *picture)
{
  if (picture == NULL)
    return;

  g_object_unref (picture->view);
  g_free (picture->title);
  g_free (picture->subtitle);
  g_free (picture->value);
  g_free (picture);
}

void
unroll_picture_draw (cairo_t          *cr,
                     PaintRect         area,
                     const PaintTheme *theme,
                     gconstpointer     data)
{
  const UnrollPicture *picture = data;
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (picture->view);
  const PaintTarget *inspected
    = &unroll_view_get_private (picture->view)->inspected;
  const PaintCardData card = { picture->title, picture->subtitle,
                               picture->value, picture->value_color };
  PaintRect inside = paint_card_inside (area, &card, theme);

  paint_card (cr, area, &card, theme);
  if (unroll_part_get_state (UNROLL_PART (picture->view)) == NULL)
    return;

  if (klass->paint_alone != NULL)
    klass->paint_alone (picture->view, cr, &inside, theme);
  else
    klass->paint (picture->view, cr, inside, theme);
  if (unroll_target_is_something (inspected))
    klass->highlight (picture->view, cr, inside, theme, inspected, TRUE);
}
