#pragma once

#include "core/network.h"

G_BEGIN_DECLS

typedef enum
{
  RNN_PHASE_READY,            /* nothing of this update has happened yet */
  RNN_PHASE_FORWARD,          /* h_t of one layer */
  RNN_PHASE_LOSS,             /* logits, softmax, −log p */
  RNN_PHASE_BACKWARD,         /* ∂L/∂h_t and ∂L/∂z_t of one layer */
  RNN_PHASE_GRADIENT,         /* ∂L/∂W, summed over time and over the batch */
  RNN_PHASE_CLIP,
  RNN_PHASE_UPDATE            /* the optimizer's step */
} RnnPhase;

/* One stop on the walk through an update.  @layer and @t mean something in the
 * forward and backward phases only; elsewhere they are 0. */
typedef struct
{
  RnnPhase phase;
  guint    layer;             /* 0 … n_layers − 1 */
  guint    t;                 /* 1 … T */
} RnnStop;

/**
 * RnnWalk:
 *
 * The order in which one update happens, as a class follows it: forward
 * t = 1 … T, in each step the layers bottom to top; the loss; backward
 * t = T … 1, the layers top to bottom; the gradient; the clip, if there is one;
 * the optimizer's step.  Stop 0 is before all of it.  Plain data.
 */
typedef struct
{
  guint    time_steps;
  guint    n_layers;
  gboolean clip;
} RnnWalk;

void     rnn_walk_init     (RnnWalk          *walk,
                            const RnnNetwork *network,
                            guint             time_steps,
                            RnnClip           clip);
/* Number of the last stop: after it the update is complete, which is stop 0 of
 * the next one. */
guint    rnn_walk_length   (const RnnWalk    *walk);
/* The stop numbered @number, 0 … rnn_walk_length (). */
RnnStop  rnn_walk_stop     (const RnnWalk    *walk,
                            guint             number);
/* The number of @stop; the inverse of rnn_walk_stop. */
guint    rnn_walk_number   (const RnnWalk    *walk,
                            RnnStop           stop);
/* Whether @stop has happened when the walk stands at @number. */
gboolean rnn_walk_has_passed (const RnnWalk  *walk,
                            guint             number,
                            RnnStop           stop);

G_END_DECLS
