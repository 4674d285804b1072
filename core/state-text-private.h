#pragma once

#include "core/state-text.h"

G_BEGIN_DECLS

/* What state-text.c, which writes, and state-reader.c, which reads, share. */

#define RNN_N_EVENT_KINDS  3
#define RNN_N_STATE_ARENAS 6

typedef struct
{
  const char *group;
  const char *help;
  gsize       offset;         /* of the pointer in RnnState */
} RnnStateArena;

/* By RnnEventKind. */
extern const char *const rnn_state_event_kinds[RNN_N_EVENT_KINDS];
/* The arenas, in the file's order; what a state has no room for is left out. */
extern const RnnStateArena rnn_state_arenas[RNN_N_STATE_ARENAS];

/* That of @state, or NULL. */
float   *rnn_state_arena             (const RnnState     *state,
                                      gsize               arena);
/* "W_xh", "layer_2.W_xh" … (transfer full) */
char    *rnn_state_parameter_key     (const RnnNetwork   *network,
                                      const RnnParameter *parameter);
/* A setting whose value at the start and at every event is part of the state:
 * one that may change on the way, but the number of epochs, which is a plan. */
gboolean rnn_state_has_setting       (const RnnSetting   *setting);
/* Of what the state belongs to, apart from the text that is learned: the
 * settings that cannot change on the way. */
guint64  rnn_state_settings_checksum (const RnnSpec      *spec);

G_END_DECLS
