#pragma once

#include "ui/paint/card.h"
#include "ui/view.h"

G_BEGIN_DECLS

/**
 * UnrollPicture:
 *
 * What a view shows just now, under the heading of its card, to be drawn where
 * it stands alone: at any size and in any look.
 */
struct _UnrollPicture
{
  UnrollView    *view;        /* owned */
  char          *title;       /* owned, as the next two; see PaintCardData */
  char          *subtitle;    /* or NULL */
  char          *value;       /* or NULL */
  PaintColorName value_color;
};

/* The strings are copied; the view adds what its heading needs (transfer
 * full). */
UnrollPicture *unroll_picture_new  (UnrollView       *view,
                                    const char       *title,
                                    const char       *subtitle,
                                    const char       *value);
void           unroll_picture_free (UnrollPicture    *picture);
/* Nothing is marked in it but what is inspected.  A PaintDraw, whose @data is an
 * UnrollPicture. */
void           unroll_picture_draw (cairo_t          *cr,
                                    PaintRect         area,
                                    const PaintTheme *theme,
                                    gconstpointer     data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollPicture, unroll_picture_free)

G_END_DECLS
