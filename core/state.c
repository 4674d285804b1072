#include "core/state.h"

#include <string.h>

#include "core/block.h"
#include "core/layout.h"

RnnStateRoom
rnn_state_room (const RnnOptimizer *optimizer,
                guint               carry_rows)
{
  return (RnnStateRoom) {
    .m = rnn_optimizer_has_m (optimizer),
    .v = rnn_optimizer_has_v (optimizer),
    .carry_rows = carry_rows,
  };
}

static gsize
carry_bytes (const RnnNetwork   *network,
             const RnnStateRoom *room,
             guint               layer)
{
  return (gsize) room->carry_rows * network->units[layer] * sizeof (float);
}

/* Lays the state out in @block, which may be NULL; returns its size. */
static gsize
lay_out (RnnState           *state,
         const RnnNetwork   *network,
         const RnnStateRoom *room,
         void               *block)
{
  gsize arena = network->size * sizeof (float);
  gsize used = 0;

  state->head = rnn_layout_take (block, &used, sizeof *state->head);
  state->parameters = rnn_layout_take (block, &used, arena);
  state->gradients = rnn_layout_take (block, &used, arena);
  state->best = rnn_layout_take (block, &used, arena);

  if (room->m)
    state->m = rnn_layout_take (block, &used, arena);
  if (room->v)
    state->v = rnn_layout_take (block, &used, arena);
  if (room->change)
    state->change = rnn_layout_take (block, &used, arena);

  for (guint l = 0; l < network->n_layers && room->carry_rows > 0; l++)
    state->carry[l] = rnn_layout_take (block, &used,
                                       carry_bytes (network, room, l));

  return used;
}

gsize
rnn_state_measure (const RnnNetwork   *network,
                   const RnnStateRoom *room)
{
  RnnState state;

  return lay_out (&state, network, room, NULL);
}

void
rnn_state_view (RnnState           *state,
                const RnnNetwork   *network,
                const RnnStateRoom *room,
                void               *block)
{
  *state = (RnnState) { .room = *room };
  state->size = lay_out (state, network, room, block);
}

void
rnn_state_init (RnnState           *state,
                const RnnNetwork   *network,
                const RnnStateRoom *room)
{
  gsize size = rnn_state_measure (network, room);

  rnn_state_view (state, network, room,
                  rnn_block_new0 (size));
}

void
rnn_state_clear (RnnState *state)
{
  rnn_block_free (state->head);
  *state = (RnnState) { 0 };
}

/* @from may be NULL: zeros. */
static void
copy_numbers (float       *to,
              const float *from,
              gsize        bytes)
{
  if (to == NULL)
    return;
  if (from != NULL)
    memcpy (to, from, bytes);
  else
    memset (to, 0, bytes);
}

void
rnn_state_copy (const RnnState   *to,
                const RnnState   *from,
                const RnnNetwork *network)
{
  gsize arena = network->size * sizeof (float);

  g_assert (to->room.carry_rows == from->room.carry_rows);

  memcpy (to->head, from->head, sizeof *to->head);
  copy_numbers (to->parameters, from->parameters, arena);
  copy_numbers (to->gradients, from->gradients, arena);
  copy_numbers (to->best, from->best, arena);
  copy_numbers (to->m, from->m, arena);
  copy_numbers (to->v, from->v, arena);
  copy_numbers (to->change, from->change, arena);
  for (guint l = 0; l < network->n_layers; l++)
    copy_numbers (to->carry[l], from->carry[l],
                  carry_bytes (network, &to->room, l));
}
