#pragma once

#include "core/trainer.h"
#include "tests/core/plain.h"

/**
 * Client:
 *
 * A receiver that keeps all a trainer tells, and checks on the way what must
 * always hold: rows without a gap, frames in order, one reply to a command.
 */
typedef struct
{
  GMainContext *context;
  RnnTrainer   *trainer;

  RnnRunList    runs;
  GHashTable   *series;       /* of RnnSeries, by the run's number */
  RnnSeries    *rows;         /* its own copies */
  gsize         n_received;   /* rows in all */
  gsize         n_kept;       /* of the last batch */
  guint         n_told;       /* batches */
  RnnFrame     *frame;        /* the latest; NULL before the first */
  guint         n_frames;
  GPtrArray    *replies;      /* of RnnReply, in order */

  /* What the latest stream has told. */
  guint64       stream;       /* its number */
  RnnLetters   *letters;      /* NULL before the first stream */
  guint         n_chunks;
  RnnPosition   streamed_at;  /* with the weights of that moment, at last */
} Client;

Client         *client_new   (void);
void            client_free  (Client     *client);
/* Runs the context until that reply has come. */
const RnnReply *client_await (Client     *client,
                              guint64     serial,
                              RnnCommand  command);
/* The same; the reply must be a success. */
void            client_do    (Client     *client,
                              guint64     serial,
                              RnnCommand  command);
/* The reply, or NULL when it has not come yet. */
const RnnReply *client_find  (Client     *client,
                              guint64     serial,
                              RnnCommand  command);
/* Runs the context for that long. */
void            client_pause (Client     *client,
                              gint64      duration);
/* … until a frame of that epoch, or a later one, has come. */
void            client_await_epoch (Client    *client,
                                    guint32    epoch);
/* … until that many frames have come in all. */
void            client_await_frames (Client   *client,
                                     guint     n_frames);
/* Each of these must succeed. */
void            client_replace (Client        *client,
                                const RnnSpec *spec);
void            client_step    (Client        *client,
                                RnnStep        kind,
                                int            n);
void            client_walk_to (Client        *client,
                                guint          number);
void            client_seek    (Client        *client,
                                guint32        epoch);
/* Plays flat out to the end. */
void            client_play    (Client        *client);
/* To another run. */
void            client_switch  (Client        *client,
                                guint64        run);

/* The latest frame's settings, but @setting = @value. */
void            client_spec_with (Client      *client,
                                  const char  *setting,
                                  const char  *value,
                                  RnnSpec     *spec);
/* Changes that setting (transfer none). */
const RnnReply *client_change  (Client        *client,
                                const char    *setting,
                                const char    *value);

/* A client that has begun @spec. */
Client         *client_begin   (const RnnSpec *spec);
/* … the default experiment, which fills @spec, but without an end: about a
 * million epochs a second. */
Client         *client_begin_endless (RnnSpec *spec);
/* … one whose update takes about 10 ms. */
Client         *client_begin_large (RnnSpec   *spec);

/* The client must stand where @plain stands, and know its metrics. */
void            client_assert_same (Client    *client,
                                    Plain     *plain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)
