#include "ui/touch-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/commands.h"
#include "ui/paint/letter.h"
#include "ui/paint/number.h"
#include "ui/paint/touched.h"

#define SHOWN_DECIMALS 3

/* @label may have underscores that underline nothing. */
static void
add_item (GMenu      *menu,
          const char *label,
          const char *action,
          GVariant   *target)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
add_section (GMenu *menu,
             GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Units -------------------------------------------------------------------- */

static gboolean
is_held (const RnnFrame    *frame,
         const PaintTarget *target,
         guint              t)
{
  for (guint i = 0; i < frame->interventions.n; i++)
    {
      const RnnIntervention *one = &frame->interventions.list[i];

      if (one->kind == RNN_INTERVENTION_SILENCE && one->layer == target->layer
          && one->unit == target->column && one->t == t)
        return TRUE;
    }

  return FALSE;
}

static void
add_silence (GMenu             *menu,
             const PaintTarget *target,
             guint              t,
             const char        *label)
{
  add_item (menu, label, UNROLL_COMMAND_SILENCE,
            g_variant_new ("(uuu)", target->layer, target->column, t));
}

static void
add_unit (GMenu             *menu,
          const RnnFrame    *frame,
          const PaintTarget *target)
{
  guint unit = target->column + 1;
  gboolean here = target->t > 0 && frame->dataset->time_steps > 1;
  g_autofree char *every = NULL;
  g_autofree char *once = NULL;

  if (is_held (frame, target, 0))
    {
      every = g_strdup_printf (_("Let unit %u go"), unit);
      add_silence (menu, target, 0, every);
      return;
    }

  if (here && is_held (frame, target, target->t))
    once = g_strdup_printf (_("Let unit %u go at t = %u"), unit, target->t);
  else if (here)
    once = g_strdup_printf (_("Hold unit %u at 0 at t = %u"), unit, target->t);
  if (once != NULL)
    add_silence (menu, target, target->t, once);

  every = frame->dataset->time_steps > 1
            ? g_strdup_printf (_("Hold unit %u at 0 at every step"), unit)
            : g_strdup_printf (_("Hold unit %u at 0"), unit);
  add_silence (menu, target, 0, every);
}

/* W_hh --------------------------------------------------------------------- */

gboolean
unroll_touch_menu_cuts (const RnnFrame    *frame,
                        const PaintTarget *target,
                        guint             *layer)
{
  const RnnParameter *p;

  g_return_val_if_fail (frame != NULL && target != NULL, FALSE);
  g_return_val_if_fail (layer != NULL, FALSE);

  if (frame->dataset->time_steps == 1)
    return FALSE;

  switch (target->kind)
    {
    case PAINT_TARGET_UNIT:
    case PAINT_TARGET_STATE:
      *layer = target->layer;
      return *layer < frame->network.n_layers;

    case PAINT_TARGET_WEIGHT:
    case PAINT_TARGET_PARAMETER:
      if (target->parameter >= frame->network.n_parameters)
        return FALSE;
      p = &frame->network.parameters[target->parameter];
      *layer = p->layer;
      return p->kind == RNN_PARAMETER_W_HH;

    case PAINT_TARGET_NONE:
    case PAINT_TARGET_SAMPLE:
    case PAINT_TARGET_STEP:
    case PAINT_TARGET_INPUT:
    case PAINT_TARGET_OUTPUT:
    case PAINT_TARGET_LOSS:
    case PAINT_TARGET_EPOCH:
    case PAINT_TARGET_FOLLOWS:
    case PAINT_TARGET_LETTER:
    default:
      return FALSE;
    }
}

static void
add_cut (GMenu             *menu,
         const RnnFrame    *frame,
         const PaintTarget *target)
{
  const RnnNetwork *network = &frame->network;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  guint layer;

  if (!unroll_touch_menu_cuts (frame, target, &layer))
    return;

  name = rnn_network_parameter_name (
    network, (guint) (rnn_network_find (network, RNN_PARAMETER_W_HH, layer)
                      - network->parameters));
  label = rnn_interventions_cuts (&frame->interventions, layer)
            ? g_strdup_printf (_("Mend %s"), name)
            : g_strdup_printf (_("Cut %s"), name);
  add_item (menu, label, UNROLL_COMMAND_CUT, g_variant_new_uint32 (layer));
}

/* Letters ------------------------------------------------------------------ */

gboolean
unroll_touch_menu_swaps (const RnnFrame    *frame,
                         const PaintTarget *target)
{
  g_return_val_if_fail (frame != NULL && target != NULL, FALSE);

  return (target->kind == PAINT_TARGET_INPUT
          || target->kind == PAINT_TARGET_STEP)
         && target->t > 0 && target->t <= frame->dataset->time_steps
         && rnn_interventions_letters (frame->dataset) > 0;
}

static void
add_swap (GMenu      *menu,
          guint       t,
          guint       letter,
          const char *label)
{
  add_item (menu, label, UNROLL_COMMAND_SWAP_LETTER,
            g_variant_new ("(uu)", t, letter));
}

static void
add_letters (GMenu             *menu,
             const RnnFrame    *frame,
             const PaintTarget *target,
             guint16            own)
{
  guint n = rnn_interventions_letters (frame->dataset);
  g_autoptr (GMenu) letters = g_menu_new ();
  char letter[PAINT_LETTER_LABEL_SIZE];

  if (n > UNROLL_TOUCH_MENU_LETTERS)
    {
      add_item (menu, _("Another letter here…"),
                UNROLL_TOUCH_MENU_CHOOSE_LETTER, NULL);
      return;
    }

  for (guint i = 0; i < n; i++)
    if (i != own)
      add_swap (letters, target->t, i,
                paint_letter (frame->dataset, i, letter));
  g_menu_append_submenu (menu, _("Another letter here"),
                         G_MENU_MODEL (letters));
}

static void
add_letter (GMenu             *menu,
            const RnnFrame    *frame,
            const PaintTarget *target)
{
  char letter[PAINT_LETTER_LABEL_SIZE];
  g_autofree char *label = NULL;
  guint16 own;

  if (!unroll_touch_menu_swaps (frame, target)
      || !rnn_frame_own_letter (frame, target->sample, target->t, &own))
    return;

  add_letters (menu, frame, target, own);
  for (guint i = 0; i < frame->interventions.n; i++)
    if (frame->interventions.list[i].kind == RNN_INTERVENTION_LETTER
        && frame->interventions.list[i].t == target->t)
      {
        label = g_strdup_printf (_("Put ‘%s’ back"),
                                 paint_letter (frame->dataset, own, letter));
        add_swap (menu, target->t, own, label);
        return;
      }
}

/* Weights ------------------------------------------------------------------ */

static void
add_weight (GMenu             *menu,
            const RnnFrame    *frame,
            const PaintTarget *target)
{
  char number[PAINT_NUMBER_SIZE];
  g_autofree char *label = NULL;
  gsize index;

  if (!paint_touched_index (frame, target, &index))
    return;

  add_item (menu, _("Set its value…"), UNROLL_TOUCH_MENU_SET_VALUE, NULL);
  for (guint i = 0; i < frame->interventions.n; i++)
    if (frame->interventions.list[i].kind == RNN_INTERVENTION_WEIGHT
        && frame->interventions.list[i].index == index)
      {
        label = g_strdup_printf (_("Back to %s"),
                                 paint_number (frame->real[i], SHOWN_DECIMALS,
                                               PAINT_NUMBER_PLAIN, number));
        add_item (menu, label, UNROLL_COMMAND_RELEASE_WEIGHT,
                  g_variant_new_uint32 ((guint32) index));
      }
}

GMenuModel *
unroll_touch_menu_new (const RnnFrame    *frame,
                       const PaintTarget *target)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenu) cut = g_menu_new ();

  g_return_val_if_fail (frame != NULL && target != NULL, NULL);

  if (target->kind == PAINT_TARGET_UNIT)
    add_unit (own, frame, target);
  add_letter (own, frame, target);
  add_weight (own, frame, target);
  add_cut (cut, frame, target);
  add_section (menu, own);
  add_section (menu, cut);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return NULL;

  return G_MENU_MODEL (g_steal_pointer (&menu));
}
