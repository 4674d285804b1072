#include "app/take-away.h"

#include "core/weights-file.h"

gboolean
unroll_take_away_weights (const UnrollOptions *options,
                          const RnnFrame      *frame,
                          GError             **error)
{
  g_return_val_if_fail (options != NULL && frame != NULL, FALSE);

  return options->export_weights == NULL
         || rnn_weights_save (options->export_weights, &frame->network,
                              frame->parameters, error);
}

gboolean
unroll_take_away_program (const UnrollOptions *options,
                          const RnnFrame      *frame,
                          GError             **error)
{
  const RnnProgram program = {
    .dialect = options->dialect,
    .spec = &frame->spec,
    .network = &frame->network,
    .dataset = frame->dataset,
    .parameters = frame->parameters,
  };

  g_return_val_if_fail (options != NULL && frame != NULL, FALSE);

  return options->program == NULL
         || rnn_program_save (&program, options->program, error);
}
