#pragma once

#include "core/trainer.h"

G_BEGIN_DECLS

/* One command on its way to the worker, with what it needs to be carried out;
 * the fields that a command has no use for are zero. */
typedef struct
{
  guint64    serial;
  RnnCommand command;

  RnnSpec    spec;              /* REPLACE, CHANGE, BRANCH, COMPARE, DESCRIBE */
  guint64    run;               /* SWITCH, DELETE, RENAME, ACCOMPANY */
  RnnSavedState *saved;         /* REPLACE; counted, or NULL */
  RnnDataset *dataset;          /* the same */
  double     epochs_per_second; /* PLAY */
  RnnStep    step;              /* STEP */
  int        n;
  guint      number;            /* WALK */
  guint32    epoch;             /* SEEK */
  char      *text;              /* WISH, WRITE, STREAM; the name: BRANCH, RENAME,
                                 * COMPARE; owned */
  gboolean   best;
  gsize      sample;            /* WISH */
  gboolean   path;
  gboolean   flow;
  gboolean   next;
  RnnInterventions interventions; /* WISH, SET_PARAMETERS */
  float     *parameters;        /* IMPORT; owned */
  gsize      n_parameters;
  guint      n_letters;         /* WRITE, STREAM */
  double     temperature;
  guint32    seed;
  double     letters_per_second; /* STREAM */
} RnnRequest;

RnnRequest      *rnn_request_new             (RnnCommand       command);
void             rnn_request_free            (RnnRequest      *request);

/**
 * RnnCommandQueue:
 *
 * The way of the commands to the worker thread.
 */
typedef struct _RnnCommandQueue RnnCommandQueue;

RnnCommandQueue *rnn_command_queue_new       (void);
void             rnn_command_queue_free      (RnnCommandQueue *queue);
/* Takes @request over and gives it the next serial number, which is
 * returned. */
guint64          rnn_command_queue_push      (RnnCommandQueue *queue,
                                              RnnRequest      *request);
/* No command will be taken any more: the worker is to end. */
void             rnn_command_queue_close     (RnnCommandQueue *queue);
gboolean         rnn_command_queue_is_closed (RnnCommandQueue *queue);
/* What to poll atomically in the midst of something: non-zero when a command
 * waits, or another experiment does, or the queue is closed. */
const int       *rnn_command_queue_alarm     (RnnCommandQueue *queue);
const int       *rnn_command_queue_replace_alarm (RnnCommandQueue *queue);
/* The next command (transfer full), or NULL.  As cheap as a look at a number
 * when there is none: it is asked between any two updates. */
RnnRequest      *rnn_command_queue_pop       (RnnCommandQueue *queue);
/* Sleeps until there is a command, or the queue is closed, or the monotonic
 * clock shows @deadline (µs; negative: never). */
void             rnn_command_queue_wait      (RnnCommandQueue *queue,
                                              gint64           deadline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnRequest, rnn_request_free)

G_END_DECLS
