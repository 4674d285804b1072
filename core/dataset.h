#pragma once

#include "core/alphabet.h"
#include "core/progress.h"
#include "core/spec.h"

G_BEGIN_DECLS

/**
 * RnnDataset:
 *
 * Samples: windows of T letters with their targets.  Samples 0 … n_train − 1
 * are for training, in the order in which they are trained; the n_validation
 * that follow are held out.  Immutable, counted atomically; the fields are to
 * be read only.
 */
typedef struct
{
  RnnAlphabet *alphabet;      /* NULL when made from arrays */
  RnnInput     input;
  RnnTarget    target;
  guint        time_steps;    /* T */
  guint        n_in;          /* features a step (one-hot, real) or letters
                               * (embedding) */
  guint        n_classes;     /* C */
  gsize        n_train;
  gsize        n_validation;
} RnnDataset;

/**
 * RnnBatch:
 *
 * Some samples, time-major, as the network takes them.
 */
typedef struct
{
  guint    size;              /* B */
  guint    time_steps;        /* T */
  guint16 *codes;             /* T × B class numbers; NULL for real inputs */
  float   *real;              /* T × B × n_in; NULL for letters */
  guint16 *targets;           /* B (last) or T × B (all) */
  guint    n_targets;         /* B or T·B */
} RnnBatch;

/* Reads the text that @spec names (its file, or its typed letters), or makes
 * one of it for another task than learning it (task.h), and cuts it: windows
 * start every spec->stride letters; a cyclic text wraps round; the samples are
 * shuffled once by numpy's legacy seed (spec->seed) + shuffle if
 * spec->shuffle_samples. Real inputs are the class number / (C − 1): one
 * feature. For a stateful network the windows must lie end to end, and are
 * ordered as spec->batch parallel strands of the text, so that row i of a
 * batch reads on where row i of the batch before stopped; those that would
 * make a last, shorter batch are left out. Memory: 2 bytes a letter, and 4 a
 * sample if shuffled or stateful.
 * Fails with RNN_ERROR_DATA or RNN_ERROR_FILE, saying what to change. */
RnnDataset *rnn_dataset_new         (const RnnSpec  *spec,
                                     GError        **error);
/* The same; @progress (nullable) is asked and told on the way, which is long for
 * a long text: cancelled, it fails with RNN_ERROR_CANCELLED. */
RnnDataset *rnn_dataset_new_until   (const RnnSpec  *spec,
                                     const RnnProgress *progress,
                                     GError        **error);
/* Whether @spec would make the very same now; its file has not changed. */
gboolean    rnn_dataset_is_of       (const RnnDataset *dataset,
                                     const RnnSpec  *spec);
/* The same samples in the order that spec->seed gives; @spec must differ in
 * nothing else from that of @dataset, whose letters are shared. */
RnnDataset *rnn_dataset_new_order   (RnnDataset     *dataset,
                                     const RnnSpec  *spec,
                                     const RnnProgress *progress,
                                     GError        **error);
/* From arrays, which are copied, in their order, none held out (goldens).
 * @codes is N × T or NULL, @real N × T × n_in or NULL, @targets N or N × T. */
RnnDataset *rnn_dataset_new_arrays  (RnnInput        input,
                                     RnnTarget       target,
                                     gsize           n_samples,
                                     guint           time_steps,
                                     guint           n_in,
                                     guint           n_classes,
                                     const guint16  *codes,
                                     const float    *real,
                                     const guint16  *targets,
                                     GError        **error);
RnnDataset *rnn_dataset_ref         (RnnDataset     *dataset);
void        rnn_dataset_unref       (RnnDataset     *dataset);
gsize       rnn_dataset_n_samples   (const RnnDataset *dataset);
/* Of the text; 0 when made from arrays. */
gsize       rnn_dataset_n_letters   (const RnnDataset *dataset);
/* RNN_ERROR_RANGE when there is no sample of that number, with what there is. */
gboolean    rnn_dataset_check_sample (const RnnDataset *dataset,
                                      gsize             sample,
                                      GError          **error);
/* Tells one text with its letters and samples from another: the same for the
 * same, on every machine. */
guint64     rnn_dataset_checksum    (const RnnDataset *dataset);
/* The real input that stands for the letter @code. */
float       rnn_dataset_real_input  (const RnnDataset *dataset,
                                     guint16           code);

/* A batch with room for @capacity samples of @dataset. */
RnnBatch   *rnn_batch_new           (const RnnDataset *dataset,
                                     guint             capacity);
void        rnn_batch_free          (RnnBatch         *batch);
/* Fills @batch with the @n samples numbered @samples, or, when @samples is
 * NULL, with samples @first … @first + @n − 1. */
void        rnn_dataset_gather      (const RnnDataset *dataset,
                                     const guint32    *samples,
                                     gsize             first,
                                     guint             n,
                                     RnnBatch         *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnDataset, rnn_dataset_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnBatch, rnn_batch_free)

G_END_DECLS
