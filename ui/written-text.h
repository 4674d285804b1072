#pragma once

#include <gtk/gtk.h>

#include "core/letters.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_WRITTEN_TEXT (unroll_written_text_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWrittenText, unroll_written_text, UNROLL,
                      WRITTEN_TEXT, GtkWidget)

/**
 * UnrollWrittenText:
 *
 * A beginning and what the network wrote after it, of much the end; to be
 * selected and copied.  Pointing at a written letter tells its probability.
 *
 * Signal "chosen" (uint): a click on a written letter, from 0.
 */
GtkWidget  *unroll_written_text_new       (void);
/* @letters (nullable, borrowed until the next call) were written after
 * @beginning (nullable).  Where the end is in sight, it stays so. */
void        unroll_written_text_show      (UnrollWrittenText *self,
                                           const char        *beginning,
                                           const RnnLetters  *letters);
/* Marks the letter @chosen, from 0; −1: none. */
void        unroll_written_text_choose    (UnrollWrittenText *self,
                                           int                chosen);
/* The beginning with all that was written, in sight or not (transfer full). */
char       *unroll_written_text_get_all   (UnrollWrittenText *self);
/* What is in sight or can be scrolled to (transfer none). */
const char *unroll_written_text_get_shown (UnrollWrittenText *self);

G_END_DECLS
