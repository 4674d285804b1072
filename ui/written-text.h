#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_WRITTEN_TEXT (unroll_written_text_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWrittenText, unroll_written_text, UNROLL,
                      WRITTEN_TEXT, GtkWidget)

/**
 * UnrollWrittenText:
 *
 * A beginning and what the network wrote after it, bit by bit; to be selected
 * and copied.  Pointing at a written letter tells its probability.
 */
GtkWidget  *unroll_written_text_new       (void);
/* Forgets what was written; it will go on after @beginning. */
void        unroll_written_text_begin     (UnrollWrittenText *self,
                                           const char        *beginning);
/* What was written after the @after that unroll_written_text_get gave; what is
 * there beyond it is replaced.  @p_letters (nullable, @n_letters of them): each
 * letter's probability. */
void        unroll_written_text_append    (UnrollWrittenText *self,
                                           const char        *after,
                                           const char        *letters,
                                           const float       *p_letters,
                                           guint              n_letters);
/* The beginning with all that was written. */
const char *unroll_written_text_get       (UnrollWrittenText *self);
/* How many bits were written so far. */
guint       unroll_written_text_get_n_appended (UnrollWrittenText *self);

G_END_DECLS
