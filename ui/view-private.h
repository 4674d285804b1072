#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

/* What view.c (the picture) and view-input.c (pointer, keyboard and telling)
 * share. */
typedef struct
{
  /* Owned */
  PaintTheme       theme;
  GskRenderNode   *picture;      /* NULL: to be recorded */
  GskRenderNode   *marks;        /* NULL: to be recorded */
  GskRenderNode   *moving;       /* NULL: to be recorded, if anything moves */
  double           progress;     /* of what moves; 1: nothing does */
  GtkWidget       *bubble;       /* the cursor's value */
  GtkWidget       *bubble_label;
  GtkWidget       *scrollbar;    /* NULL: nothing scrolls */
  GtkAdjustment   *adjustment;   /* the scrollbar's */
  GtkWidget       *menu;         /* of what can be done; or NULL */
  GtkWidget       *asking;       /* for a value or a letter; or NULL */

  PaintTarget      hovered;      /* under the pointer, in this view */
  PaintTarget      cursor;       /* of the keyboard, in this view */
  gboolean         led;          /* there by the keyboard: its value is told */
  PaintTarget      touched;      /* what the menu is about */
  PaintTarget      shown;        /* of the view state's, if it concerns this */
  PaintTarget      inspected;    /* the same */
} UnrollViewPrivate;

UnrollViewPrivate *unroll_view_get_private        (UnrollView *self);
/* The widget without its scrollbar. */
PaintRect          unroll_view_get_area           (UnrollView *self);
static inline gboolean
unroll_target_is_something (const PaintTarget *target)
{
  return target->kind != PAINT_TARGET_NONE;
}

/* Only what is drawn over the picture is another. */
void               unroll_view_mark               (UnrollView *self);
/* Adds the controllers. */
void               unroll_view_init_input         (UnrollView *self);
/* Where @target is seen. */
GdkRectangle       unroll_view_get_rectangle      (UnrollView        *self,
                                                   const PaintTarget *target);
/* view-touch.c: what the menu asks for; */
void               unroll_view_class_install_touch (GtkWidgetClass   *klass);
/* the menu of what can be done with @target, FALSE when that is nothing; */
gboolean           unroll_view_open_menu          (UnrollView        *self,
                                                   const PaintTarget *target);
/* a key with the cursor on something, FALSE when it means nothing there. */
gboolean           unroll_view_touch_key          (UnrollView        *self,
                                                   guint              keyval,
                                                   GdkModifierType    modifiers);
/* Adds the scrollbar, if the class has an extent. */
void               unroll_view_init_scrolling     (UnrollView *self);
/* The scrollbar is there, and as long, as what there is to see wants it. */
void               unroll_view_update_scrolling   (UnrollView *self);
void               unroll_view_allocate_scrollbar (UnrollView *self);
/* For screen readers: the cursor's value where there is one, and the picture. */
void               unroll_view_update_description (UnrollView *self);
/* The cursor's value for everyone, where it has the focus. */
void               unroll_view_update_bubble      (UnrollView *self);
gboolean           unroll_view_query_tooltip      (GtkWidget  *widget,
                                                   int         x,
                                                   int         y,
                                                   gboolean    keyboard_tooltip,
                                                   GtkTooltip *tooltip);

G_END_DECLS
