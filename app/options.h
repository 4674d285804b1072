#pragma once

#include "core/program.h"
#include "core/saved-state.h"

G_BEGIN_DECLS

/**
 * UnrollOptions:
 *
 * The command line, shared by console and window.  What was not given is NULL,
 * or has its default.
 */
typedef struct
{
  gboolean headless;
  gboolean quiet;
  gboolean version;
  gboolean list_presets;
  gboolean help_settings;
  char    *help;              /* --help: the text to print */

  /* What is learnt */
  char    *preset;
  char    *experiment;        /* a .unroll file */
  char    *text;              /* "-": standard input */
  gboolean anew;              /* without the state in the experiment */
  GStrv    settings;          /* "group.key=value" */
  char    *epochs;
  char    *seed;

  /* What the console is to do */
  GStrv    predict;
  guint    write;             /* letters */
  double   temperature;
  gsize    sample;            /* to be traced, from 0 in training order */
  char    *metrics;
  char    *trace;
  char    *figure;
  char    *save;
  char    *save_state;
  char    *import_weights;
  char    *export_weights;
  char    *program;
  RnnDialect dialect;         /* of the program */
} UnrollOptions;

/* A file that the console is to write, and the option that asks for it. */
typedef struct
{
  const char *option;
  const char *path;
} UnrollOutput;

#define UNROLL_MAX_OUTPUTS 7

/* Reads @arguments, the program's name first.  Fails with G_OPTION_ERROR. */
gboolean unroll_options_parse    (UnrollOptions *options,
                                  GStrv          arguments,
                                  GError       **error);
void     unroll_options_clear    (UnrollOptions *options);
/* @options is empty afterwards (transfer full). */
UnrollOptions *unroll_options_move (UnrollOptions *options);
void     unroll_options_free     (gpointer            options);
/* The experiment that @options describe: preset or file, then --text, --set in
 * their order, --epochs and --seed.  Reads files and standard input.  Fails
 * with G_OPTION_ERROR for a wrong value, RNN_ERROR for a file. */
gboolean unroll_options_get_spec (const UnrollOptions *options,
                                  RnnSpec             *spec,
                                  GError             **error);
/* The same; @saved gets the state in the file from which training is to go on, or
 * NULL. */
gboolean unroll_options_get_experiment (const UnrollOptions *options,
                                        RnnSpec             *spec,
                                        RnnSavedState      **saved,
                                        GError             **error);
/* The same as an UnrollLoadFunc of the options. */
gboolean unroll_options_load     (gconstpointer       options,
                                  const RnnProgress  *progress,
                                  RnnSpec            *spec,
                                  RnnSavedState     **saved,
                                  GError            **error);
/* The experiment or text that is not read in a moment, or NULL. */
const char *unroll_options_get_long_file (const UnrollOptions *options);
/* TRUE when --epochs 0 asks for the network as it is before training. */
gboolean unroll_options_untrained (const UnrollOptions *options);

/* The files that are to be written; how many. */
guint    unroll_options_list_outputs (const UnrollOptions *options,
                                      UnrollOutput outputs[UNROLL_MAX_OUTPUTS]);
/* Fails with G_OPTION_ERROR when two options want the same file, or one has the
 * wrong ending. */
gboolean unroll_options_check_outputs (const UnrollOptions *options,
                                       GError             **error);

/* Fails with G_OPTION_ERROR_BAD_VALUE: always FALSE. */
gboolean unroll_options_refuse   (GError             **error,
                                  const char          *format,
                                  ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UnrollOptions, unroll_options_clear)

G_END_DECLS
