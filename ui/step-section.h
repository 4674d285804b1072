#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_STEP_SECTION (unroll_step_section_get_type ())
G_DECLARE_FINAL_TYPE (UnrollStepSection, unroll_step_section, UNROLL,
                      STEP_SECTION, GtkBox)

/**
 * UnrollStepSection:
 *
 * One of the six steps of an experiment: its number in a badge, its title and
 * its rows; the less common ones wait under "More".
 */
GtkWidget *unroll_step_section_new        (guint              number,
                                           const char        *title);
void       unroll_step_section_add        (UnrollStepSection *self,
                                           GtkWidget         *row);
void       unroll_step_section_add_more   (UnrollStepSection *self,
                                           GtkWidget         *row);
/* How many of the rows under "More" are not at their defaults: said beside it,
 * so that nothing hidden surprises. */
void       unroll_step_section_set_n_changed (UnrollStepSection *self,
                                              guint              n_changed);
void       unroll_step_section_show_more  (UnrollStepSection *self);

/* The badge alone, for a title elsewhere. */
GtkWidget *unroll_step_badge_new          (guint              number);

G_END_DECLS
