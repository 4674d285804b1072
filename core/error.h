#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RnnError:
 * @RNN_ERROR_DATA: the text or the samples cannot be used
 * @RNN_ERROR_SETTING: a setting has no meaning, or two contradict each other
 * @RNN_ERROR_FILE: a file cannot be read or written
 * @RNN_ERROR_FORMAT: a file was read but is not what it should be
 * @RNN_ERROR_DIVERGED: training produced a number that is not finite
 * @RNN_ERROR_RANGE: an epoch, sample or step that does not exist
 * @RNN_ERROR_MEMORY: more memory would be needed than is sensible
 * @RNN_ERROR_CANCELLED: the user stopped it
 *
 * Every message is one whole translated sentence that names the thing, the
 * place and the remedy, ready to be shown.
 */
typedef enum
{
  RNN_ERROR_DATA,
  RNN_ERROR_SETTING,
  RNN_ERROR_FILE,
  RNN_ERROR_FORMAT,
  RNN_ERROR_DIVERGED,
  RNN_ERROR_RANGE,
  RNN_ERROR_MEMORY,
  RNN_ERROR_CANCELLED,
} RnnError;

#define RNN_ERROR (rnn_error_quark ())
GQuark rnn_error_quark (void);

G_END_DECLS
