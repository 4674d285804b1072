#pragma once

#include "core/cursor.h"
#include "core/flow.h"
#include "core/outcome.h"
#include "core/predictor.h"
#include "core/run.h"

G_BEGIN_DECLS

/* How many samples a frame carries at most, and the multiplications that they
 * may cost (at least one is always there): both depend on the experiment alone,
 * so that the number does not change while it runs. */
#define RNN_FRAME_MAX_SAMPLES 256
#define RNN_FRAME_MAX_WORK (1u << 24)
/* The multiplications that recording the next update may cost while training
 * runs; when it rests it is always there. */
#define RNN_FRAME_MAX_NEXT_WORK (1u << 21)
/* The most letters for which a frame carries what follows what. */
#define RNN_FRAME_MAX_FOLLOWS 128

typedef enum
{
  RNN_COMPANION_NONE,
  RNN_COMPANION_IN_STEP,
  RNN_COMPANION_BEHIND,       /* on its way there */
  RNN_COMPANION_ENDED,        /* its own epochs are fewer: at the last of them */
  RNN_COMPANION_DIVERGED      /* at the last moment that was finite */
} RnnCompanionState;

/**
 * RnnFrame:
 *
 * An immutable picture of one moment of training: all that the window shows of
 * it, and nothing shared with the worker.  Counted atomically; the fields are
 * to be read only.  Curves are not in it: metrics arrive in batches of their
 * own.
 */
typedef struct _RnnFrame RnnFrame;

struct _RnnFrame
{
  guint64      serial;        /* grows by one with each frame of a trainer */
  guint64      experiment;    /* grows with each replaced experiment */
  guint64      run;           /* its number, see RnnRunFact */
  RnnPosition  position;
  guint        batches;       /* updates of one epoch */
  RnnSpec      spec;          /* with the live settings in force */
  RnnNetwork   network;
  RnnDataset  *dataset;       /* counted */
  gboolean     running;

  float       *parameters;    /* arenas; as if, where weights are edited */
  float       *gradients;     /* of the last update, clipped */
  float       *change;        /* what the last update added */

  RnnChangeMarks *marks;      /* of its run; counted */
  guint32      best_epoch;    /* 0: none yet */
  double       best_loss;

  /* The first samples, as many as the two limits allow, in training order. */
  gsize        n_samples;     /* N shown */
  guint16     *sample_codes;  /* N × T, or NULL for real arrays */
  guint16     *sample_targets;/* N × P */
  float       *sample_h;      /* N × U: top layer at the last step */
  float       *sample_y;      /* N × C: output at the last step */
  float       *sample_path;   /* N × T × U: top layer at every step; NULL if not
                               * wished for */
  /* N × U of each layer below the top one, with one time step only: those
   * samples are shown side by side. */
  float       *sample_below[RNN_MAX_LAYERS - 1];

  /* Row: the last letter of a window; column: next letter; the probability,
   * averaged over the shown samples that end in it (for one time step: the
   * letter on its own).  NaN where no shown sample ends so; NULL above
   * RNN_FRAME_MAX_FOLLOWS letters. */
  float       *follows;       /* C × C */

  /* The walk through an update, see RnnCursor.  The update has been made when
   * @stop is the last one: then @position and @parameters are those after it. */
  RnnWalk      walk;          /* through @update, or the next one at stop 0 */
  guint        stop;          /* 0: on no walk */
  RnnUpdateTrace *update;     /* of the whole batch; NULL at stop 0 */
  gboolean     sample_in_batch; /* the inspected sample is part of it, or of
                                 * @next */

  /* What is shown as if: by the trace, @after, the samples and the prediction,
   * but neither by the update nor by the curves. */
  RnnInterventions interventions;
  gboolean     touched;       /* there are some */
  float        real[RNN_MAX_INTERVENTIONS]; /* of each edited weight: what it is
                               * in training; of each swapped letter: the class
                               * number of the sample's own; else 0 */
  char        *interventions_error; /* those wished for do not exist here or
                               * lead to no finite numbers, and are left out:
                               * why, a sentence; or NULL */

  RnnTrace    *trace;         /* of the inspected sample, at rnn_frame_weights;
                               * NULL if too large */
  char        *trace_error;   /* then: why, a sentence */
  RnnFlow     *flow;          /* of @trace, within RNN_FLOW_BUDGET_RUNNING or
                               * RESTING; NULL if not wished for */
  RnnUpdateTrace *next;       /* on no walk, if wished for and not too much work:
                               * what the next update will do; NULL if that
                               * fails */
  char        *next_error;    /* then: why, a sentence */
  RnnOutcome  *after;         /* what the sample comes to after @update or
                               * @next; NULL without a trace */

  RnnPrediction *prediction;  /* of the typed text, or NULL */
  char        *prediction_error; /* e.g. an unknown letter: a sentence */
  gboolean     prediction_best;  /* made with the best epoch's weights */
  gboolean     prediction_waits; /* the typed text is too long to be read at
                                  * once: a later frame will have it, when
                                  * training rests */

  /* The same picture of the run that is watched beside this one, at the same
   * moment or as near as it comes; NULL: none.  It has neither @next nor @flow
   * nor paths. */
  RnnFrame    *companion;
  RnnCompanionState companion_state;
  char        *companion_error; /* DIVERGED: why, a sentence; else NULL */

  /*< private >*/
  float       *before;        /* rnn_frame_weights on a walk with edited weights;
                               * or NULL */
  int          count;         /* from here on nothing is shared */
  RnnFrame    *original;      /* to which all but the stop belongs; or NULL */
};

/* What a frame is to contain beyond the moment itself. */
typedef struct
{
  gsize       sample;         /* inspected */
  const char *text;           /* typed, or NULL */
  gboolean    best;           /* predict with the best epoch's weights */
  gboolean    path;           /* the samples' states at every step, too */
  gboolean    flow;           /* why the traced gradient vanishes, too */
  gboolean    next;           /* what the next update will do, too */
  RnnInterventions interventions;
  RnnPrediction *prediction;  /* rnn_frame_predict's at this very moment; NULL:
                               * the frame makes it, unless it would take long */
  const RnnCursor *cursor;    /* of the run; NULL: on no walk */
  const RnnFrame *last;       /* of the same run, or NULL: what is the same in it
                               * is used again */
  RnnUpdateTrace *known_next; /* the next update, if it is known already */
} RnnFrameWish;

/* The prediction that @wish asks for, however long it takes; see
 * rnn_predict_until. */
RnnPrediction *rnn_frame_predict (RnnRun             *run,
                                  const RnnFrameWish *wish,
                                  const int          *cancel,
                                  GError            **error);
/* Takes a picture of @run as it stands.  @running: more will follow soon. */
RnnFrame *rnn_frame_new   (RnnRun             *run,
                           const RnnFrameWish *wish,
                           gboolean            running);
/* The same moment at another stop of the walk, sharing all the rest with @frame
 * but its companion, and without one.  The last stop is another moment. */
RnnFrame *rnn_frame_new_at_stop (RnnFrame     *frame,
                           guint               stop);
/* @companion (transfer full, nullable) is watched beside @frame, which nobody else
 * has seen yet; @error (nullable): why it cannot go on. */
void      rnn_frame_set_companion (RnnFrame   *frame,
                           RnnFrame           *companion,
                           RnnCompanionState   state,
                           const GError       *error);
/* The letter of @sample at @t (1 … T), whatever comes in as if; FALSE where the
 * inputs are no letters, or there is no such sample. */
gboolean  rnn_frame_own_letter (const RnnFrame *frame,
                           gsize               sample,
                           guint               t,
                           guint16            *letter);
/* The weights that the trace was made with: @parameters; on a walk those before
 * the update, but edited.  For rnn_explain. */
const float *rnn_frame_weights (const RnnFrame *frame);
RnnFrame *rnn_frame_ref   (RnnFrame           *frame);
void      rnn_frame_unref (RnnFrame           *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnFrame, rnn_frame_unref)

G_END_DECLS
