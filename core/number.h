#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as files hold them: a point as decimal separator in every locale, and
 * the fewest digits that read back to the same bits.  @buffer is returned. */
#define RNN_NUMBER_SIZE 32
const char *rnn_number_format       (double      value,
                                     char        buffer[RNN_NUMBER_SIZE]);
const char *rnn_number_format_float (float       value,
                                     char        buffer[RNN_NUMBER_SIZE]);
/* FALSE when @text, apart from blanks around it, is no decimal number: words,
 * hexadecimal, nan and inf are none. */
gboolean    rnn_number_parse        (const char *text,
                                     double     *value);

G_END_DECLS
