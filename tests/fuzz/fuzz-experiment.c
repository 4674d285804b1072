#include <string.h>

#include "core/experiment-file.h"
#include "tests/fuzz/fuzz.h"

/* An experiment file: what is read is written as a text that is read as the
 * same. */

static char *
text_of (const RnnSpec       *spec,
         const RnnSavedState *saved)
{
  return saved != NULL ? rnn_experiment_state_to_text (spec, saved)
                       : rnn_experiment_to_text (spec);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) back = { 0 };
  g_autoptr (RnnSavedState) saved = NULL;
  g_autoptr (RnnSavedState) saved_back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  if (!rnn_experiment_parse_state ("x", size > 0 ? (const char *) data : "",
                                   size, &spec, &saved, &error))
    {
      g_assert_nonnull (error->message);
      g_assert_null (strchr (error->message, '\n'));
      return 0;
    }

  text = text_of (&spec, saved);
  g_assert_true (rnn_experiment_parse_state ("y", text, -1, &back, &saved_back,
                                             &error));
  again = text_of (&back, saved_back);
  g_assert_cmpstr (text, ==, again);
  return 0;
}
