#include "ui/paint/pair.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/branch-name.h"
#include "ui/paint/number.h"
#include "ui/paint/text.h"

#define GAP 16.0
#define LINE_GAP 6.0
/* The shape that suits a network best. */
#define ASPECT 1.6
#define LOSS_DECIMALS 3

static const PaintTextStyle name_style = { .size = PAINT_SIZE_BODY,
                                           .bold = TRUE };
static const PaintTextStyle facts_style = { .size = PAINT_SIZE_SMALL };

typedef struct
{
  PaintRect        heading;
  PaintRect        picture;
  PaintNetworkData data;
  const RnnFrame  *other;     /* that of the other half */
  const RnnSeries *series;
} Half;

static gboolean
has_pair (const PaintPairData *data)
{
  return data->network.frame && data->network.frame->companion;
}

static double
heading_height (const PaintTheme *theme)
{
  return paint_text_height (theme, &name_style)
         + paint_text_height (theme, &facts_style) + LINE_GAP;
}

/* How large a network is in a rectangle. */
static double
measure (double width,
         double height)
{
  return MIN (width / ASPECT, height);
}

/* Side by side or above each other, as makes them larger. */
static Half
half_of (PaintRect            area,
         const PaintPairData *data,
         const PaintTheme    *theme,
         guint                number)
{
  double heading = heading_height (theme);
  double width = MAX (floor ((area.width - GAP) / 2), 0);
  double height = MAX (floor ((area.height - GAP) / 2), 0);
  Half half = { .data = data->network,
                .other = number ? data->network.frame
                                : data->network.frame->companion,
                .series = number ? data->beside : data->series };

  if (measure (width, area.height - heading)
      >= measure (area.width, height - heading))
    {
      area.x += number * (width + GAP);
      area.width = width;
    }
  else
    {
      area.y += number * (height + GAP);
      area.height = height;
    }
  half.heading = half.picture = area;
  half.heading.height = MIN (heading, area.height);
  half.picture.y += half.heading.height;
  half.picture.height -= half.heading.height;
  if (number)
    half.data.frame = data->network.frame->companion;
  return half;
}

PaintRect
paint_pair_network (PaintRect            area,
                    const PaintPairData *data,
                    const PaintTheme    *theme)
{
  g_return_val_if_fail (data && theme, area);

  return has_pair (data) ? half_of (area, data, theme, 0).picture : area;
}

/* Words ------------------------------------------------------------------- */

/* What this run has that the other has not (transfer full). */
static char *
name_of (const Half *half)
{
  return rnn_compared_name (&half->other->spec, &half->data.frame->spec);
}

/* Why the second is not where the first is; or NULL. */
static const char *
trouble_of (const Half *half)
{
  switch (half->other->companion ? half->other->companion_state
                                 : RNN_COMPANION_NONE)
    {
    case RNN_COMPANION_BEHIND:
      return _("catching up");
    case RNN_COMPANION_ENDED:
      return _("at its end");
    case RNN_COMPANION_DIVERGED:
      return _("diverged");
    default:
      return NULL;
    }
}

static char *
facts_of (const Half *half)
{
  guint32 epoch = half->data.frame->position.epoch;
  const char *trouble = trouble_of (half);
  char number[PAINT_NUMBER_SIZE];
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("epoch %s"),
                          paint_number_whole (epoch, number));
  if (half->series && epoch > 0 && epoch <= rnn_series_length (half->series))
    {
      RnnMetrics row = rnn_series_row (half->series, epoch - 1);

      g_string_append_printf (text, _(" · loss %s"),
                              paint_number (row.loss, LOSS_DECIMALS,
                                            PAINT_NUMBER_PLAIN, number));
      g_string_append_printf (text, _(" · accuracy %s"),
                              paint_number_percent (row.accuracy, 0, number));
    }
  if (trouble)
    g_string_append_printf (text, " · %s", trouble);
  return g_string_free (text, FALSE);
}

/* The picture ------------------------------------------------------------- */

static void
draw_half (cairo_t          *cr,
           const Half       *half,
           const PaintTheme *theme)
{
  g_autofree char *name = name_of (half);
  g_autofree char *facts = facts_of (half);
  PaintRect line = half->heading;

  line.height = paint_text_height (theme, &name_style);
  paint_text_in (cr, theme, &name_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT), PAINT_ALIGN_START,
                 line, name);
  line.y += line.height;
  line.height = paint_text_height (theme, &facts_style);
  paint_text_in (cr, theme, &facts_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_START, line, facts);
  paint_network (cr, half->picture, &half->data, theme);
}

void
paint_pair (cairo_t             *cr,
            PaintRect            area,
            const PaintPairData *data,
            const PaintTheme    *theme)
{
  g_return_if_fail (cr && data && theme);

  if (!has_pair (data))
    {
      paint_network (cr, area, &data->network, theme);
      return;
    }
  for (guint i = 0; i < 2; i++)
    {
      Half half = half_of (area, data, theme, i);

      draw_half (cr, &half, theme);
    }
}

void
paint_pair_motion (cairo_t             *cr,
                   PaintRect            area,
                   const PaintPairData *data,
                   const PaintTheme    *theme,
                   double               progress)
{
  g_return_if_fail (cr && data && theme);

  paint_network_motion (cr, paint_pair_network (area, data, theme),
                        &data->network, theme, progress);
  if (has_pair (data))
    {
      Half half = half_of (area, data, theme, 1);

      paint_network_motion (cr, half.picture, &half.data, theme, progress);
    }
}

PaintRect
paint_pair_motion_rect (PaintRect            area,
                        const PaintPairData *data,
                        const PaintTheme    *theme)
{
  PaintRect first, second;
  Half half;

  g_return_val_if_fail (data && theme, (PaintRect) { 0 });

  first = paint_network_motion_rect (paint_pair_network (area, data, theme),
                                     &data->network, theme);
  if (!has_pair (data))
    return first;
  half = half_of (area, data, theme, 1);
  second = paint_network_motion_rect (half.picture, &half.data, theme);
  return paint_rect_union (&first, &second);
}

/* A target of the companion means something only where both have it. */
PaintTarget
paint_pair_pick (PaintRect            area,
                 const PaintPairData *data,
                 const PaintTheme    *theme,
                 double               x,
                 double               y)
{
  PaintTarget target = { 0 };
  PaintRect own;
  Half half;

  g_return_val_if_fail (data && theme, target);

  if (!has_pair (data))
    return paint_network_pick (area, &data->network, theme, x, y);
  half = half_of (area, data, theme, 0);
  if (paint_rect_contains (&half.picture, x, y))
    return paint_network_pick (half.picture, &half.data, theme, x, y);
  half = half_of (area, data, theme, 1);
  if (!paint_rect_contains (&half.picture, x, y))
    return target;
  target = paint_network_pick (half.picture, &half.data, theme, x, y);
  own = paint_network_target_rect (paint_pair_network (area, data, theme),
                                   &data->network, theme, &target);
  return own.width > 0 ? target : (PaintTarget) { 0 };
}

PaintRect
paint_pair_target_rect (PaintRect            area,
                        const PaintPairData *data,
                        const PaintTheme    *theme,
                        const PaintTarget   *target)
{
  g_return_val_if_fail (data && theme, (PaintRect) { 0 });

  return paint_network_target_rect (paint_pair_network (area, data, theme),
                                    &data->network, theme, target);
}

void
paint_pair_highlight (cairo_t             *cr,
                      PaintRect            area,
                      const PaintPairData *data,
                      const PaintTheme    *theme,
                      const PaintTarget   *target,
                      gboolean             selected)
{
  Half half;

  g_return_if_fail (cr && data && theme);

  paint_network_highlight (cr, paint_pair_network (area, data, theme),
                           &data->network, theme, target, selected);
  if (!has_pair (data))
    return;
  half = half_of (area, data, theme, 1);
  paint_network_highlight (cr, half.picture, &half.data, theme, target,
                           selected);
}

PaintTarget
paint_pair_move (PaintRect            area,
                 const PaintPairData *data,
                 const PaintTheme    *theme,
                 const PaintTarget   *target,
                 PaintMove            move)
{
  g_return_val_if_fail (data && theme, (PaintTarget) { 0 });

  return paint_network_move (paint_pair_network (area, data, theme),
                             &data->network, theme, target, move);
}

/* Numbers only where they are of the same part of the same network. */
static gboolean
is_alike (const RnnFrame *frame)
{
  const RnnNetwork *a = &frame->network, *b = &frame->companion->network;

  if (a->n_layers != b->n_layers)
    return FALSE;
  for (guint l = 0; l < a->n_layers; l++)
    if (a->units[l] != b->units[l])
      return FALSE;
  return TRUE;
}

char *
paint_pair_describe (const PaintPairData *data,
                     const PaintTarget   *target)
{
  PaintNetworkData other = data->network;
  g_autofree char *first = paint_network_describe (&data->network, target);
  g_autofree char *second = NULL, *name = NULL, *other_name = NULL;

  if (!has_pair (data) || !first || !is_alike (data->network.frame))
    return g_steal_pointer (&first);
  other.frame = data->network.frame->companion;
  second = paint_network_describe (&other, target);
  if (!second)
    return g_steal_pointer (&first);
  name = rnn_compared_name (&other.frame->spec, &data->network.frame->spec);
  other_name
    = rnn_compared_name (&data->network.frame->spec, &other.frame->spec);
  return g_strdup_printf ("%s: %s\n%s: %s", name, first, other_name, second);
}
