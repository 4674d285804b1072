#pragma once

#include "ui/picture.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_CARD (unroll_card_get_type ())
G_DECLARE_FINAL_TYPE (UnrollCard, unroll_card, UNROLL, CARD, GtkWidget)

/**
 * UnrollCard:
 *
 * A frame with a heading around a picture, as paint_card draws it in files.
 * Properties: "title" (string, which also names the picture for screen readers),
 * "subtitle" (Pango markup), "value" (a large number at the end of the heading),
 * "menu" (GMenuModel, may be NULL: what the title opens, where there is a choice
 * of pictures), "child" and "end" (widgets: the picture, and controls in the
 * heading).  It has a menu of what can be done with its picture
 * (ui/card-menu.h).
 */
GtkWidget *unroll_card_new          (const char *title,
                                     GtkWidget  *child);
/* Also without a notify when nothing changed, so they may be set at every
 * frame. */
void       unroll_card_set_title    (UnrollCard *self,
                                     const char *title);
void       unroll_card_set_subtitle (UnrollCard *self,
                                     const char *markup);
void       unroll_card_set_value    (UnrollCard *self,
                                     const char *value);
const char *unroll_card_get_title   (UnrollCard *self);
/* What it shows now, NULL if that is no picture (transfer none). */
UnrollView *unroll_card_find_view   (UnrollCard *self);
/* That with the heading; there must be one (transfer full). */
UnrollPicture *unroll_card_take_picture (UnrollCard *self);
/* All cards that show pictures in @widget (transfer container). */
GPtrArray *unroll_cards_within      (GtkWidget  *widget);

G_END_DECLS
