#include "core/state.h"

#include "core/layout.h"

/* Lays the state out in @block, which may be NULL; returns its size. */
static gsize
lay_out (RnnState           *state,
         const RnnNetwork   *network,
         const RnnOptimizer *optimizer,
         guint               carry_rows,
         void               *block)
{
  gsize arena = network->size * sizeof (float);
  gsize used = 0;

  state->head = rnn_layout_take (block, &used, sizeof *state->head);
  state->parameters = rnn_layout_take (block, &used, arena);
  state->gradients = rnn_layout_take (block, &used, arena);
  state->best = rnn_layout_take (block, &used, arena);

  if (rnn_optimizer_has_m (optimizer))
    state->m = rnn_layout_take (block, &used, arena);
  if (rnn_optimizer_has_v (optimizer))
    state->v = rnn_layout_take (block, &used, arena);

  for (guint l = 0; l < network->n_layers && carry_rows > 0; l++)
    {
      gsize numbers = (gsize) carry_rows * network->units[l];

      state->carry[l] = rnn_layout_take (block, &used,
                                         numbers * sizeof (float));
    }

  return used;
}

gsize
rnn_state_measure (const RnnNetwork   *network,
                   const RnnOptimizer *optimizer,
                   guint               carry_rows)
{
  RnnState state;

  return lay_out (&state, network, optimizer, carry_rows, NULL);
}

void
rnn_state_init (RnnState           *state,
                const RnnNetwork   *network,
                const RnnOptimizer *optimizer,
                guint               carry_rows)
{
  gsize size = rnn_state_measure (network, optimizer, carry_rows);

  *state = (RnnState) { .size = size };
  lay_out (state, network, optimizer, carry_rows,
           g_aligned_alloc0 (size, 1, RNN_ALIGNMENT));
}

void
rnn_state_clear (RnnState *state)
{
  g_aligned_free (state->head);
  *state = (RnnState) { 0 };
}
