#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  UNROLL_PLACE_STAGE,
  UNROLL_PLACE_STATES,
  UNROLL_PLACE_PARAMETERS,
  UNROLL_PLACE_CURVES,
  UNROLL_PLACE_FOLLOWS,
  UNROLL_PLACE_PREDICTION,
  UNROLL_N_PLACES
} UnrollPlace;

#define UNROLL_TYPE_DESK_LAYOUT (unroll_desk_layout_get_type ())
G_DECLARE_FINAL_TYPE (UnrollDeskLayout, unroll_desk_layout, UNROLL,
                      DESK_LAYOUT, GtkLayoutManager)

/**
 * UnrollDeskLayout:
 *
 * Arranges a widget's children, which are UNROLL_N_PLACES in the order of
 * UnrollPlace; see UnrollDesk.
 */
GtkLayoutManager *unroll_desk_layout_new (void);

G_END_DECLS
