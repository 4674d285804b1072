#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RnnRandom:
 *
 * The state of numpy's legacy generator (MT19937 plus one spare normal
 * deviate).  Plain data: copying the struct copies the stream.
 */
typedef struct
{
  guint32 key[624];
  guint32 position;
  gboolean has_spare;
  double spare;
} RnnRandom;

/* The streams of one experiment's seed, beside the plain seed itself, which
 * orders the samples. */
enum
{
  RNN_STREAM_WEIGHTS = 1,     /* the initial parameters */
  RNN_STREAM_WRITING = 2,     /* letters drawn by rnn_write */
  RNN_STREAM_EPOCHS  = 1000   /* + epoch: the order of the samples in it */
};

/* numpy.random.seed (@seed): init_genrand, not init_by_array. */
void    rnn_random_seed     (RnnRandom *random,
                             guint32    seed);
/* An independent stream @index (from 1) of @seed, for the initial weights and
 * for writing, so that changing how many numbers one purpose draws never moves
 * another: MT19937's init_by_array ({ @seed, @index }), which is numpy's
 * RandomState ([seed, index]). */
void    rnn_random_seed_stream (RnnRandom *random,
                                guint32    seed,
                                guint32    index);
guint32 rnn_random_u32      (RnnRandom *random);
/* random_sample (): 53 bits in [0, 1). */
double  rnn_random_uniform  (RnnRandom *random);
/* Uniform in 0 … @max inclusive, by masked rejection; max 0 draws nothing. */
guint32 rnn_random_interval (RnnRandom *random,
                             guint32    max);
/* randn (): the polar method, with its spare. */
double  rnn_random_normal   (RnnRandom *random);
/* shuffle (): Fisher–Yates from the end. */
void    rnn_random_shuffle  (RnnRandom *random,
                             guint32   *items,
                             gsize      n);
/* The part of it that settles the places @n − 1 down to @left: a long shuffle can
 * be made bit by bit, down to 1. */
void    rnn_random_shuffle_part (RnnRandom *random,
                                 guint32   *items,
                                 gsize      n,
                                 gsize      left);
/* choice (n, p=@p): one draw; @p need not sum to exactly 1. */
gsize   rnn_random_choice   (RnnRandom    *random,
                             const double *p,
                             gsize         n);

G_END_DECLS
