#include "ui/paint/curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/curve-geometry.h"

/* Every digit, the accuracy in per cent. */
static const char *
full_number (const PaintCurveData *data,
             double                value,
             char                  buffer[PAINT_NUMBER_SIZE])
{
  gboolean percent = data->kind == PAINT_CURVE_ACCURACY;

  paint_number_full (percent ? 100 * value : value, PAINT_NUMBER_PLAIN, buffer);
  if (percent)
    g_strlcat (buffer, " %", PAINT_NUMBER_SIZE);
  return buffer;
}

static char *
describe_epoch (const PaintCurveData *data,
                guint32               epoch)
{
  gboolean loss = data->kind == PAINT_CURVE_LOSS;
  double value = paint_curve_at (data, paint_curve_trained (data), epoch);
  double held = paint_curve_at (data, paint_curve_held_out (data), epoch);
  char number[PAINT_NUMBER_SIZE], second[PAINT_NUMBER_SIZE];

  if (epoch == 0)
    return g_strdup (_("Epoch 0: before training"));
  if (!isfinite (value))
    return g_strdup_printf (_("Epoch %u: no number"), epoch);

  full_number (data, value, number);
  if (!isfinite (held))
    return g_strdup_printf (loss ? _("Epoch %u: loss %s")
                                 : _("Epoch %u: accuracy %s"),
                            epoch, number);
  full_number (data, held, second);
  return g_strdup_printf (loss ? _("Epoch %u: loss %s, validation loss %s")
                               : _("Epoch %u: accuracy %s, validation "
                                   "accuracy %s"),
                          epoch, number, second);
}

/* With the run's name, as what is shown is another. */
static char *
describe_ghost (const PaintCurveData *data,
                const PaintGhost     *ghost,
                guint32               epoch)
{
  gboolean loss = data->kind == PAINT_CURVE_LOSS;
  double value
    = paint_curve_ghost_at (ghost, paint_curve_trained (data), epoch);
  char number[PAINT_NUMBER_SIZE];

  if (!isfinite (value))
    return g_strdup_printf (_("%s, epoch %u: no number"), ghost->name, epoch);
  return g_strdup_printf (loss ? _("%s, epoch %u: loss %s")
                               : _("%s, epoch %u: accuracy %s"),
                          ghost->name, epoch,
                          full_number (data, value, number));
}

/* "; beside it: First run, lr 0.05 from epoch 38" (transfer full). */
static char *
describe_ghosts (const PaintCurveData *data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (data->n_ghosts == 0)
    return g_strdup ("");

  for (guint i = 0; i < data->n_ghosts; i++)
    g_ptr_array_add (names, (char *) data->ghosts[i].name);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  /* Translators: goes on the description of a curve; names of other runs whose
   * curves are drawn in the same picture */
  return g_strdup_printf (_("; beside it: %s"), list);
}

static char *
describe_shown (const PaintCurveData *data)
{
  gboolean loss = data->kind == PAINT_CURVE_LOSS;
  RnnMeasure quantity = paint_curve_trained (data);
  double now = paint_curve_at (data, quantity, data->epoch);
  double first = paint_curve_at (data, quantity, 1);
  char from[PAINT_NUMBER_SIZE], to[PAINT_NUMBER_SIZE];

  if (!isfinite (now) || !isfinite (first))
    return g_strdup (loss ? _("Loss curve, before the first epoch")
                          : _("Accuracy curve, before the first epoch"));

  paint_curve_number (data, first, from);
  paint_curve_number (data, now, to);
  return g_strdup_printf (loss ? _("Loss %s in the first epoch, %s in epoch "
                                   "%u of %u")
                               : _("Accuracy %s in the first epoch, %s in "
                                   "epoch %u of %u"),
                          from, to, data->epoch, data->epochs);
}

/* "; changed: lr 0.05 at epoch 38" (transfer full). */
static char *
describe_changes (const PaintCurveData *data)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (data->changes == NULL || data->changes->n == 0)
    return g_strdup ("");

  for (gsize i = 0; i < data->changes->n; i++)
    g_ptr_array_add (words,
                     g_strdup_printf (_("%s at epoch %.4g"),
                                      data->changes->marks[i].words,
                                      data->changes->marks[i].epoch));
  g_ptr_array_add (words, NULL);
  list = g_strjoinv (", ", (char **) words->pdata);
  /* Translators: goes on the description of a curve; what was changed while it
   * was trained */
  return g_strdup_printf (_("; changed: %s"), list);
}

/* "; changed: lr 0.05" (transfer full). */
static char *
describe_change_at (const PaintCurveData *data,
                    guint32               epoch)
{
  const char *change = paint_curve_change_at (data, epoch);

  return change != NULL ? g_strdup_printf (_("; changed: %s"), change)
                        : g_strdup ("");
}

static char *
describe_curve (const PaintCurveData *data)
{
  g_autofree char *shown = describe_shown (data);
  g_autofree char *changes = describe_changes (data);
  g_autofree char *ghosts = describe_ghosts (data);

  return g_strconcat (shown, changes, ghosts, NULL);
}

char *
paint_curve_describe (const PaintCurveData *data,
                      const PaintTarget    *target)
{
  const PaintGhost *ghost;

  g_return_val_if_fail (data && data->series, NULL);

  ghost = target ? paint_curve_ghost (data, target->run) : NULL;
  if (ghost && target->kind == PAINT_TARGET_EPOCH)
    return describe_ghost (data, ghost, target->epoch);
  if (target && target->kind == PAINT_TARGET_EPOCH)
    {
      g_autofree char *epoch = describe_epoch (data, target->epoch);
      g_autofree char *change = describe_change_at (data, target->epoch);

      return g_strconcat (epoch, change, NULL);
    }
  return describe_curve (data);
}
