#include "ui/paint/symbol.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/paint/letter.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/parameters.h"

/* How quantities of a step, of a parameter, or of nothing are written: what
 * comes before the vector's or matrix' name and after it. */
static const struct
{
  const char *before, *after;
} names[] = {
  [RNN_QUANTITY_X] = { "x", "" },
  [RNN_QUANTITY_Z] = { "z", "" },
  [RNN_QUANTITY_H] = { "h", "" },
  [RNN_QUANTITY_LOGIT] = { "logit", "" },
  [RNN_QUANTITY_Y] = { "y", "" },
  [RNN_QUANTITY_NLL] = { "L", "" },
  [RNN_QUANTITY_LOSS] = { "L", "" },
  [RNN_QUANTITY_DLOGIT] = { "δ", "" },
  [RNN_QUANTITY_DH] = { "∂L/∂h", "" },
  [RNN_QUANTITY_SLOPE] = { "act′(z", ")" },
  [RNN_QUANTITY_DZ] = { "∂L/∂z", "" },
  [RNN_QUANTITY_DX] = { "∂L/∂x", "" },
  [RNN_QUANTITY_DH_NORM] = { "‖∂L/∂h", "‖" },
  [RNN_QUANTITY_GRADIENT] = { "∂L/∂", "" },
  [RNN_QUANTITY_WEIGHT] = { "", "" },
  [RNN_QUANTITY_BATCH_GRADIENT] = { "g", "" },
  [RNN_QUANTITY_CLIPPED] = { "g<sub>clip</sub>", "" },
  [RNN_QUANTITY_M_BEFORE] = { "m<sub>old</sub>", "" },
  [RNN_QUANTITY_M] = { "m", "" },
  [RNN_QUANTITY_V_BEFORE] = { "v<sub>old</sub>", "" },
  [RNN_QUANTITY_V] = { "v", "" },
  [RNN_QUANTITY_M_HAT] = { "m̂", "" },
  [RNN_QUANTITY_V_HAT] = { "v̂", "" },
  [RNN_QUANTITY_ROOT] = { "r", "" },
  [RNN_QUANTITY_STEP] = { "Δ", "" },
  [RNN_QUANTITY_WEIGHT_AFTER] = { "new ", "" },
  [RNN_QUANTITY_COUNT] = { "", "" },
  [RNN_QUANTITY_RATE] = { "η", "" },
  [RNN_QUANTITY_MOMENTUM] = { "μ", "" },
  [RNN_QUANTITY_BETA_1] = { "β<sub>1</sub>", "" },
  [RNN_QUANTITY_REST_1] = { "(1−β<sub>1</sub>)", "" },
  [RNN_QUANTITY_BETA_2] = { "β<sub>2</sub>", "" },
  [RNN_QUANTITY_REST_2] = { "(1−β<sub>2</sub>)", "" },
  [RNN_QUANTITY_CORRECTION_1] = { "1/(1−β<sub>1</sub><sup>t</sup>)", "" },
  [RNN_QUANTITY_CORRECTION_2] = { "1/(1−β<sub>2</sub><sup>t</sup>)", "" },
  [RNN_QUANTITY_EPSILON] = { "ε", "" },
  [RNN_QUANTITY_CLIP_FACTOR] = { "limit/‖g‖", "" },
  [RNN_QUANTITY_CLIP_LIMIT] = { "limit", "" },
};

/* How a quantity's address is told. */
typedef enum
{
  PLACE_UNIT,                 /* layer, step */
  PLACE_STEP,
  PLACE_PARAMETER,
  PLACE_NOWHERE
} Place;

static Place
place_of (RnnQuantity quantity)
{
  switch (quantity)
    {
    case RNN_QUANTITY_X:
    case RNN_QUANTITY_Z:
    case RNN_QUANTITY_H:
    case RNN_QUANTITY_DH:
    case RNN_QUANTITY_SLOPE:
    case RNN_QUANTITY_DZ:
    case RNN_QUANTITY_DX:
    case RNN_QUANTITY_DH_NORM:
      return PLACE_UNIT;
    case RNN_QUANTITY_LOGIT:
    case RNN_QUANTITY_Y:
    case RNN_QUANTITY_NLL:
    case RNN_QUANTITY_DLOGIT:
      return PLACE_STEP;
    case RNN_QUANTITY_GRADIENT:
    case RNN_QUANTITY_WEIGHT:
    case RNN_QUANTITY_WEIGHT_AFTER:
      return PLACE_PARAMETER;
    default:
      return PLACE_NOWHERE;
    }
}

static const char *
slope_name (const RnnFrame *frame)
{
  switch (frame->network.activation)
    {
    case RNN_ACTIVATION_RELU:
      return "relu′(z";
    case RNN_ACTIVATION_SIGMOID:
      return "σ′(z";
    case RNN_ACTIVATION_LINEAR:
      return "linear′(z";
    case RNN_ACTIVATION_TANH:
    default:
      return "tanh′(z";
    }
}

/* Without a clip there is one gradient only. */
static const char *
name_before (const RnnFrame *frame,
             RnnQuantity     quantity)
{
  if (quantity == RNN_QUANTITY_SLOPE)
    return slope_name (frame);
  if (quantity == RNN_QUANTITY_CLIPPED && frame->spec.clip == RNN_CLIP_NONE)
    quantity = RNN_QUANTITY_BATCH_GRADIENT;
  return names[quantity].before;
}

char *
paint_symbol_whole (const RnnFrame   *frame,
                    const RnnAddress *address)
{
  const char *before, *after;
  g_autofree char *matrix = NULL;

  g_return_val_if_fail (frame && address, NULL);
  g_return_val_if_fail (address->quantity < G_N_ELEMENTS (names), NULL);

  before = name_before (frame, address->quantity);
  after = names[address->quantity].after;
  switch (place_of (address->quantity))
    {
    case PLACE_UNIT:
      if (frame->network.n_layers > 1
          && (address->quantity != RNN_QUANTITY_X || address->layer > 0))
        return g_strdup_printf ("%s<sub>%u</sub><sup>(%u)</sup>%s", before,
                                address->t, address->layer + 1, after);
      return g_strdup_printf ("%s<sub>%u</sub>%s", before, address->t, after);
    case PLACE_STEP:
      return g_strdup_printf ("%s<sub>%u</sub>%s", before, address->t, after);
    case PLACE_PARAMETER:
      matrix = paint_parameter_markup (&frame->network, address->parameter);
      return g_strconcat (before, matrix, after, NULL);
    case PLACE_NOWHERE:
    default:
      return g_strconcat (before, after, NULL);
    }
}

/* "[2]", "[1,2]", "[e]", or nothing. */
static char *
index_of (const RnnFrame   *frame,
          const RnnAddress *a)
{
  char letter[PAINT_LETTER_LABEL_SIZE];

  switch (a->quantity)
    {
    case RNN_QUANTITY_LOGIT:
    case RNN_QUANTITY_Y:
    case RNN_QUANTITY_DLOGIT:
      paint_letter (frame->dataset, a->column, letter);
      return g_markup_printf_escaped ("[%s]", letter);
    case RNN_QUANTITY_NLL:
    case RNN_QUANTITY_LOSS:
    case RNN_QUANTITY_DH_NORM:
      return g_strdup ("");
    default:
      break;
    }
  if (place_of (a->quantity) == PLACE_UNIT)
    return g_strdup_printf ("[%u]", a->column + 1);
  if (place_of (a->quantity) == PLACE_NOWHERE)
    return g_strdup ("");
  if (frame->network.parameters[a->parameter].kind == RNN_PARAMETER_B_H
      || frame->network.parameters[a->parameter].kind == RNN_PARAMETER_B_Y)
    return g_strdup_printf ("[%u]", a->column + 1);
  return g_strdup_printf ("[%u,%u]", a->row + 1, a->column + 1);
}

char *
paint_symbol (const RnnFrame   *frame,
              const RnnAddress *address)
{
  g_autofree char *whole = NULL;
  g_autofree char *index = NULL;

  g_return_val_if_fail (frame && address, NULL);

  whole = paint_symbol_whole (frame, address);
  index = index_of (frame, address);
  /* The index belongs inside what encloses the name. */
  if (address->quantity == RNN_QUANTITY_SLOPE)
    return g_strdup_printf ("%.*s%s)", (int) strlen (whole) - 1, whole, index);
  return g_strconcat (whole, index, NULL);
}

/* Words -------------------------------------------------------------------- */

static char *
unit_words (const RnnFrame   *frame,
            const RnnAddress *a)
{
  if (a->t == 0)
    return g_strdup_printf (_("start state of hidden unit %u"), a->column + 1);
  if (frame->network.n_layers > 1)
    return g_strdup_printf (_("hidden unit %u of layer %u at t = %u"),
                            a->column + 1, a->layer + 1, a->t);
  return g_strdup_printf (_("hidden unit %u at t = %u"), a->column + 1, a->t);
}

static char *
step_words (const RnnFrame   *frame,
            const RnnAddress *a)
{
  char letter[PAINT_LETTER_LABEL_SIZE];

  switch (a->quantity)
    {
    case RNN_QUANTITY_X:
    case RNN_QUANTITY_DX:
      return g_strdup_printf (_("input %u at t = %u"), a->column + 1, a->t);
    case RNN_QUANTITY_NLL:
      return g_strdup_printf (_("loss at t = %u"), a->t);
    case RNN_QUANTITY_LOSS:
      return g_strdup (_("loss of this sample"));
    case RNN_QUANTITY_DH_NORM:
      return g_strdup_printf (_("size of the gradient at t = %u"), a->t);
    default:
      paint_letter (frame->dataset, a->column, letter);
      return g_strdup_printf (_("probability of ‘%s’ at t = %u"), letter, a->t);
    }
}

char *
paint_symbol_words (const RnnFrame   *frame,
                    const RnnAddress *address)
{
  g_return_val_if_fail (frame && address, NULL);

  switch (address->quantity)
    {
    case RNN_QUANTITY_Z:
    case RNN_QUANTITY_H:
    case RNN_QUANTITY_DH:
    case RNN_QUANTITY_SLOPE:
    case RNN_QUANTITY_DZ:
      return unit_words (frame, address);
    default:
      if (address->quantity < RNN_QUANTITY_GRADIENT)
        return step_words (frame, address);
      return paint_parameter_place (
        frame, &frame->network.parameters[address->parameter], address->row,
        address->column);
    }
}

/* Plain -------------------------------------------------------------------- */

static void
append_digits (GString    *plain,
               const char *text,
               gsize       length,
               gboolean    high)
{
  /* Low, and high. */
  static const char *const digits[2][10] = {
    { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" },
    { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" },
  };

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      g_string_append (plain, digits[high ? 1 : 0][text[i] - '0']);
    else if (text[i] == '(' && high)
      g_string_append (plain, "⁽");
    else if (text[i] == ')' && high)
      g_string_append (plain, "⁾");
}

/* What stands between <sub> or <sup> and its end. */
static void
append_index (GString    *plain,
              const char *text,
              gsize       length,
              gboolean    high)
{
  if (strspn (text, "0123456789()") >= length)
    {
      append_digits (plain, text, length, high);
      return;
    }
  g_string_append_c (plain, high ? '^' : '_');
  g_string_append_len (plain, text, (gssize) length);
}

char *
paint_symbol_plain (const char *markup)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *p = markup;

  g_return_val_if_fail (markup, NULL);

  while (*p)
    {
      const char *end = *p == '<' ? strchr (p, '>') : NULL;

      if (!end)
        {
          g_string_append_c (plain, *p++);
          continue;
        }
      if (g_str_has_prefix (p, "<sub>") || g_str_has_prefix (p, "<sup>"))
        {
          gsize length = strcspn (end + 1, "<");

          append_index (plain, end + 1, length, p[3] == 'p');
          end += length;
        }
      p = end + 1;
    }
  g_string_replace (plain, "&lt;", "<", 0);
  g_string_replace (plain, "&gt;", ">", 0);
  g_string_replace (plain, "&quot;", "\"", 0);
  g_string_replace (plain, "&#39;", "'", 0);
  g_string_replace (plain, "&apos;", "'", 0);
  g_string_replace (plain, "&amp;", "&", 0);
  return g_strdup (plain->str);
}
