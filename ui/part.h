#pragma once

#include <gtk/gtk.h>

#include "ui/view-state.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_PART (unroll_part_get_type ())
G_DECLARE_DERIVABLE_TYPE (UnrollPart, unroll_part, UNROLL, PART, GtkWidget)

/**
 * UnrollPart:
 *
 * A part of the window that shows something of the view state: what all of them
 * have in common.  Property "state" (UnrollViewState, may be NULL).  Its
 * children go with it.
 */
struct _UnrollPartClass
{
  GtkWidgetClass parent_class;
};

/* (transfer none), may be NULL. */
UnrollViewState *unroll_part_get_state (UnrollPart      *self);
void             unroll_part_set_state (UnrollPart      *self,
                                        UnrollViewState *state);
/* Calls @update, which takes the part alone, whenever @property of its state
 * changes, and once for each state it gets.  To be called in a subclass's
 * init. */
void             unroll_part_watch     (UnrollPart      *self,
                                        const char      *property,
                                        GCallback        update);

G_END_DECLS
