#include "app/actions-private.h"

static UnrollSession *
session_of (gpointer window)
{
  return unroll_window_get_session (UNROLL_WINDOW (window));
}

static void
silence_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  guint layer, unit, t;

  g_variant_get (parameter, "(uuu)", &layer, &unit, &t);
  unroll_session_silence (session_of (window), layer, unit, t);
}

static void
cut_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       window)
{
  unroll_session_cut (session_of (window), g_variant_get_uint32 (parameter));
}

static void
swap_letter_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  guint t, letter;

  g_variant_get (parameter, "(uu)", &t, &letter);
  unroll_session_swap_letter (session_of (window), t, letter);
}

static void
set_weight_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  guint index;
  double value;

  g_variant_get (parameter, "(ud)", &index, &value);
  unroll_session_set_weight (session_of (window), index, value);
}

static void
release_weight_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  unroll_session_release_weight (session_of (window),
                                 g_variant_get_uint32 (parameter));
}

static void
undo_touch_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  unroll_session_undo_touch (session_of (window));
}

static void
redo_touch_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  unroll_session_redo_touch (session_of (window));
}

static void
clear_touch_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  unroll_session_clear_touch (session_of (window));
}

static void
keep_weights_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       window)
{
  unroll_session_keep_weights (session_of (window));
}

static const GActionEntry entries[] = {
  { "silence", silence_cb, "(uuu)" },
  { "cut", cut_cb, "u" },
  { "swap-letter", swap_letter_cb, "(uu)" },
  { "set-weight", set_weight_cb, "(ud)" },
  { "release-weight", release_weight_cb, "u" },
  { "undo-touch", undo_touch_cb },
  { "redo-touch", redo_touch_cb },
  { "clear-touch", clear_touch_cb },
  { "keep-weights", keep_weights_cb },
};

/* What can be done --------------------------------------------------------- */

static gboolean
is_touched (GBinding     *binding,
            const GValue *from,
            GValue       *to,
            gpointer      data)
{
  const RnnFrame *frame = g_value_get_boxed (from);

  g_value_set_boolean (to, frame != NULL && frame->touched);

  return TRUE;
}

static gboolean
has_edited_weights (GBinding     *binding,
                    const GValue *from,
                    GValue       *to,
                    gpointer      data)
{
  const RnnFrame *frame = g_value_get_boxed (from);

  g_value_set_boolean (to, frame != NULL
                             && rnn_interventions_edit_any (
                               &frame->interventions));

  return TRUE;
}

static const UnrollActionCondition conditions[] = {
  { "undo-touch", "can-undo-touch", NULL },
  { "redo-touch", "can-redo-touch", NULL },
  { "clear-touch", "frame", is_touched },
  { "keep-weights", "frame", has_edited_weights },
};

void
unroll_actions_add_touch (UnrollWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   G_N_ELEMENTS (entries), window);
  unroll_actions_bind_enabled (window, conditions, G_N_ELEMENTS (conditions));
}
