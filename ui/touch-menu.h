#pragma once

#include <gio/gio.h>

#include "core/frame.h"
#include "ui/paint/target.h"

G_BEGIN_DECLS

/* Up to so many letters are a menu of their own. */
#define UNROLL_TOUCH_MENU_LETTERS 12

/* What the menu needs from the picture that shows it: to ask for a value or for
 * a letter where @target is. */
#define UNROLL_TOUCH_MENU_SET_VALUE "picture.set-value"
#define UNROLL_TOUCH_MENU_CHOOSE_LETTER "picture.choose-letter"

/* What can be done, as if, with what @target of a picture of @frame stands for;
 * NULL: nothing (transfer full). */
GMenuModel *unroll_touch_menu_new (const RnnFrame    *frame,
                                   const PaintTarget *target);

/* Whether W_hh of target->layer, or the one that it belongs to, can be cut:
 * @layer. */
gboolean    unroll_touch_menu_cuts (const RnnFrame    *frame,
                                    const PaintTarget *target,
                                    guint             *layer);
/* Whether a letter comes in there that can be another one. */
gboolean    unroll_touch_menu_swaps (const RnnFrame    *frame,
                                     const PaintTarget *target);

G_END_DECLS
