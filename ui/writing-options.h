#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_WRITING_OPTIONS (unroll_writing_options_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWritingOptions, unroll_writing_options, UNROLL,
                      WRITING_OPTIONS, GtkPopover)

/* What is chosen there. */
typedef struct
{
  guint    count;             /* letters */
  double   temperature;
  gboolean likeliest;         /* whatever the temperature */
  guint32  seed;
  gboolean at_once;           /* not slow enough to be read along */
} UnrollWritingChoice;

/**
 * UnrollWritingOptions:
 *
 * How the network keeps writing: how much, how boldly, from which seed, and how
 * fast it is shown; and a button for all of it to be as usual again.
 *
 * Signal "changed": the same letters would be written otherwise.
 */
GtkWidget *unroll_writing_options_new         (void);
void       unroll_writing_options_get_choice  (UnrollWritingOptions      *self,
                                               UnrollWritingChoice       *choice);
/* What is out of range comes to its nearest end. */
void       unroll_writing_options_set_choice  (UnrollWritingOptions      *self,
                                               const UnrollWritingChoice *choice);
gboolean   unroll_writing_choice_equal        (const UnrollWritingChoice *a,
                                               const UnrollWritingChoice *b);
guint      unroll_writing_options_get_count   (UnrollWritingOptions *self);
/* 0: always the likeliest letter. */
double     unroll_writing_options_get_temperature (UnrollWritingOptions *self);
guint32    unroll_writing_options_get_seed    (UnrollWritingOptions *self);
/* 0: as fast as it goes; also where nothing may move. */
double     unroll_writing_options_get_letters_per_second
                                              (UnrollWritingOptions *self);

G_END_DECLS
