#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of so many letters, the last ones, is known what was expected, and why. */
#define RNN_LETTERS_KEPT 2000

/**
 * RnnLetters:
 *
 * Letters that a network wrote one after the other, and of the last ones out of
 * what: the state in which the network stood, top layer, and the probabilities
 * that it gave the next letter.
 */
typedef struct
{
  GString *text;              /* UTF-8 */
  GArray  *p;                 /* float: each letter's probability at
                               * temperature 1 */
  GArray  *epochs;            /* guint32: with the weights after which epoch */
  guint    n_classes;         /* C */
  guint    n_units;           /* of the top layer */

  /*< private >*/
  GArray  *y;                 /* of the last letters: C each … */
  GArray  *h;                 /* … and n_units each */
} RnnLetters;

RnnLetters  *rnn_letters_new    (guint             n_classes,
                                 guint             n_units);
void         rnn_letters_free   (RnnLetters       *letters);
guint        rnn_letters_length (const RnnLetters *letters);
/* One more, and out of what it was written: @y (C), @h (n_units). */
void         rnn_letters_add    (RnnLetters       *letters,
                                 gunichar          letter,
                                 guint32           epoch,
                                 float             p,
                                 const float      *y,
                                 const float      *h);
/* All of @more, which are of the same network. */
void         rnn_letters_append (RnnLetters       *letters,
                                 const RnnLetters *more);
/* The first letter of which is known out of what it was written. */
guint        rnn_letters_first_kept (const RnnLetters *letters);
/* What letter @i, from 0, was written out of; NULL when it lies too far back.
 * Good until the next one is added. */
const float *rnn_letters_y      (const RnnLetters *letters,
                                 guint             i);
const float *rnn_letters_h      (const RnnLetters *letters,
                                 guint             i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnLetters, rnn_letters_free)

G_END_DECLS
