#pragma once

#include "app/window.h"
#include "ui/card.h"
#include "ui/paint/export.h"

G_BEGIN_DECLS

/**
 * UnrollWindowPicture:
 *
 * A picture of what a window shows just now, to be taken away: the whole figure,
 * or what one of its cards shows, drawn by the same painters.
 */
typedef struct
{
  UnrollWindow  *window;      /* borrowed */
  UnrollPicture *card;        /* owned; NULL: the whole figure */
} UnrollWindowPicture;

/* @card (nullable) is one of the window's. */
void        unroll_window_picture_init    (UnrollWindowPicture *picture,
                                           UnrollWindow        *window,
                                           UnrollCard          *card);
void        unroll_window_picture_clear   (UnrollWindowPicture *picture);
/* A PaintDraw; @data is an UnrollWindowPicture. */
void        unroll_window_picture_draw    (cairo_t             *cr,
                                           PaintRect            area,
                                           const PaintTheme    *theme,
                                           gconstpointer        data);
/* As large and in the colours and letters as in the window, without caption and
 * margin.  Valid as long as the window is there and looks as it does. */
void        unroll_window_picture_options (UnrollWindow        *window,
                                           UnrollCard          *card,
                                           PaintExportOptions  *options);
/* To the clipboard as PNG and SVG, and says so in the window. */
void        unroll_window_picture_copy    (const UnrollWindowPicture *picture,
                                           const PaintExportOptions  *options);
/* What has the focus in @window, or in the dialog of it that is used just now;
 * or NULL. */
GtkWidget  *unroll_window_find_focus      (UnrollWindow        *window);
/* The card in which that is, or NULL. */
UnrollCard *unroll_window_focused_card    (UnrollWindow        *window);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UnrollWindowPicture,
                                  unroll_window_picture_clear)

G_END_DECLS
