#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_WRITING_OPTIONS (unroll_writing_options_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWritingOptions, unroll_writing_options, UNROLL,
                      WRITING_OPTIONS, GtkPopover)

/**
 * UnrollWritingOptions:
 *
 * How the network keeps writing: how much, how boldly, from which seed, and how
 * fast it is shown.
 *
 * Signal "changed": the same letters would be written otherwise.
 */
GtkWidget *unroll_writing_options_new         (void);
guint      unroll_writing_options_get_count   (UnrollWritingOptions *self);
/* 0: always the likeliest letter. */
double     unroll_writing_options_get_temperature (UnrollWritingOptions *self);
guint32    unroll_writing_options_get_seed    (UnrollWritingOptions *self);
/* 0: as fast as it goes; also where nothing may move. */
double     unroll_writing_options_get_letters_per_second
                                              (UnrollWritingOptions *self);

G_END_DECLS
