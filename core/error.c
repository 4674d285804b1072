#include "core/error.h"

G_DEFINE_QUARK (rnn-error-quark, rnn_error)
