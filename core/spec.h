#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RNN_MAX_LAYERS     4
#define RNN_MAX_UNITS      1024
#define RNN_MAX_TIME_STEPS 1000

typedef enum { RNN_INPUT_ONE_HOT, RNN_INPUT_EMBEDDING, RNN_INPUT_REAL } RnnInput;
typedef enum { RNN_TARGET_LAST, RNN_TARGET_ALL } RnnTarget;
typedef enum { RNN_TASK_TEXT, RNN_TASK_REMEMBER } RnnTask;
typedef enum
{
  RNN_ACTIVATION_TANH,
  RNN_ACTIVATION_RELU,
  RNN_ACTIVATION_SIGMOID,
  RNN_ACTIVATION_LINEAR
} RnnActivation;
typedef enum { RNN_OPTIMIZER_SGD, RNN_OPTIMIZER_RMSPROP, RNN_OPTIMIZER_ADAM } RnnOptimizerKind;
typedef enum { RNN_CLIP_NONE, RNN_CLIP_VALUE, RNN_CLIP_NORM, RNN_CLIP_GLOBAL_NORM } RnnClip;
typedef enum { RNN_LOSS_MEAN, RNN_LOSS_SUM } RnnLossReduction;

/**
 * RnnSpec:
 *
 * The settings of one experiment, in the order of the six steps.  Plain data
 * with owned strings: rnn_spec_init_default, rnn_spec_copy, rnn_spec_clear.
 * The strings are counted (g_ref_string_new), because every frame copies the
 * spec and a typed text may be long: change them with rnn_spec_set.
 */
typedef struct
{
  /* experiment */
  GRefString *title;
  GRefString *notes;

  /* data */
  GRefString *text;           /* typed letters; used when @file is NULL */
  GRefString *file;           /* path of a UTF-8 text, or NULL */
  RnnTask     task;           /* what is learned from the letters, see task.h */
  RnnInput    input;
  guint       embedding;      /* columns of the embedding matrix */
  guint       time_steps;     /* T, letters in a window */
  guint       stride;         /* letters between window starts */
  RnnTarget   target;         /* the next letter after the window, or at every
                               * step (return_sequences) */
  gboolean    cyclic;         /* the text's end is followed by its start */
  gboolean    shuffle_samples; /* once, before training, in numpy's order */
  double      validation;     /* share of samples held out: the last ones */

  /* network */
  guint         n_layers;
  guint         units[RNN_MAX_LAYERS];
  RnnActivation activation;
  gboolean      stateful;
  double        recurrent_gain; /* factor of the orthogonal W_hh at the start */

  /* training */
  RnnOptimizerKind optimizer;
  double           learning_rate;
  double           momentum;     /* SGD and RMSprop */
  gboolean         nesterov;     /* SGD */
  double           rho;          /* RMSprop */
  double           beta_1;       /* Adam */
  double           beta_2;       /* Adam */
  double           epsilon;      /* RMSprop (inside the root), Adam (outside) */
  RnnClip          clip;
  double           clip_value;
  RnnLossReduction loss;
  guint            batch;
  gboolean         shuffle;      /* anew at every epoch */

  /* fit */
  guint   epochs;
  guint32 seed;
} RnnSpec;

typedef enum
{
  RNN_SETTING_TEXT,      /* GRefString * */
  RNN_SETTING_BOOLEAN,
  RNN_SETTING_INTEGER,   /* guint or guint32, between min and max */
  RNN_SETTING_REAL,      /* double, between min and max */
  RNN_SETTING_CHOICE,    /* an enumeration: one of the names in choices */
  RNN_SETTING_UNITS      /* 1 to RNN_MAX_LAYERS integers joined by ';', each
                          * between min and max; sets n_layers and units */
} RnnSettingType;

/**
 * RnnSetting:
 *
 * What the program knows about one setting: its key "group.key" in experiment
 * files, --set and panels, its kind, limits and a one-line help.
 */
typedef struct
{
  const char        *group;
  const char        *key;
  RnnSettingType     type;
  gsize              offset;     /* of the field in RnnSpec */
  double             min, max;   /* inclusive: INTEGER and REAL; TEXT: letters,
                                  * max 0 for any number of them */
  gboolean           open_min;   /* REAL: @min itself is not allowed */
  gboolean           open_max;   /* REAL: @max itself is not allowed */
  const char *const *choices;    /* NULL-terminated, CHOICE: index = value */
  gboolean           live;       /* may change while training runs */
  gboolean           branch;     /* may change in a branch of a run: the live
                                  * ones, and others that concern neither the
                                  * data nor the network nor what is measured */
  gboolean           beside;     /* may differ in a run from the start that is
                                  * watched beside another: the same, and those
                                  * of the network */
  const char        *help;       /* N_(): one plain sentence */
} RnnSetting;

/* The table of all settings, in file order. */
const RnnSetting *rnn_settings        (gsize *n_settings);
/* By "group.key" (transfer none), or NULL. */
const RnnSetting *rnn_setting_find    (const char *name);
/* The setting that a wrong @name most likely means, or NULL. */
const RnnSetting *rnn_setting_nearest (const char *name);

/* Whether it only says what the experiment is, as its title and notes do: there is
 * nothing in the training that it could change. */
gboolean          rnn_setting_is_description (const RnnSetting *setting);

/* The experiment "Next letter": abcde, T = 1, SimpleRNN(3) → Dense(5), Adam
 * 0.01, batch 32, 100 epochs, seed 123. */
void              rnn_spec_init_default (RnnSpec       *spec);
/* @destination is overwritten without being cleared. */
void              rnn_spec_copy         (RnnSpec       *destination,
                                         const RnnSpec *source);
void              rnn_spec_clear        (RnnSpec       *spec);
/* @spec without its strings, which are NULL: nothing is to be cleared. */
RnnSpec           rnn_spec_numbers      (const RnnSpec *spec);
/* Gives @spec the title and the notes of @like. */
void              rnn_spec_describe     (RnnSpec       *spec,
                                         const RnnSpec *like);
gboolean          rnn_spec_equal        (const RnnSpec *a,
                                         const RnnSpec *b);
/* Of one setting alone: whether it is the same; and as it is in @from. */
gboolean          rnn_setting_equal     (const RnnSetting *setting,
                                         const RnnSpec *a,
                                         const RnnSpec *b);
void              rnn_spec_take         (RnnSpec       *spec,
                                         const RnnSetting *setting,
                                         const RnnSpec *from);
/* Sets one setting from its text form.  On failure (RNN_ERROR_SETTING: names
 * the key, what was given and what is allowed) @spec is unchanged. */
gboolean          rnn_spec_set          (RnnSpec       *spec,
                                         const char    *name,
                                         const char    *value,
                                         GError       **error);
/* The text form that rnn_spec_set reads back to the same value (transfer full),
 * or NULL when there is no such setting. */
char             *rnn_spec_get          (const RnnSpec *spec,
                                         const char    *name);
/* What rnn_spec_set cannot see: settings that contradict each other
 * (RNN_ERROR_SETTING). */
gboolean          rnn_spec_check        (const RnnSpec *spec,
                                         GError       **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RnnSpec, rnn_spec_clear)

G_END_DECLS
