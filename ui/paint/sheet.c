#include "ui/paint/sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/bars.h"
#include "ui/paint/card.h"
#include "ui/paint/curve.h"
#include "ui/paint/follows.h"
#include "ui/paint/headings.h"
#include "ui/paint/ledger.h"
#include "ui/paint/pair.h"
#include "ui/paint/states.h"
#include "ui/paint/text.h"
#include "ui/paint/touched.h"

#define MARGIN 14.0
#define GAP 12.0
/* At text scale 1. */
#define TITLE_HEIGHT 46.0
#define CAPTION_HEIGHT 26.0
#define TITLE_GAP 18.0
/* Shares of the wide arrangement: of the width for the right column, of the
 * height for the lower row, of the right column's upper part for the states. */
#define RIGHT_SHARE 0.26
#define LOWER_SHARE 0.39
#define STATES_SHARE 0.46
#define FOLLOWS_SHARE 0.29
/* Less than this wide for its height, or in all, and cards are in pairs. */
#define LEAST_ASPECT 1.15
#define LEAST_WIDTH 860.0
/* Of the height, for the network when cards are in pairs. */
#define STAGE_SHARE 0.38
/* A typed text of at most so many letters is told in the caption. */
#define MAX_TEXT 24
#define MAX_TEXT_BYTES (4 * MAX_TEXT)

static const PaintTextStyle title_style = { .size = 19, .bold = TRUE };
static const PaintTextStyle model_style = { .size = PAINT_SIZE_BODY };
static const PaintTextStyle caption_style = { .size = PAINT_SIZE_SMALL };

typedef enum
{
  STAGE,
  STATES,
  PARAMETERS,
  LOSS,
  ACCURACY,
  FOLLOWS,
  PREDICTION,
  N_PLACES
} Place;

typedef struct
{
  PaintRect title, caption;
  PaintRect cards[N_PLACES];  /* width 0: not on this sheet */
} Layout;

static gboolean
has_prediction (const RnnFrame *frame)
{
  return frame->prediction && frame->prediction->n_letters > 0;
}

/* The part of @rect from the share @from to the share @to of its width, with
 * half a gap at inner edges. */
static PaintRect
column (PaintRect rect,
        double    from,
        double    to)
{
  double left = from > 0 ? floor (rect.width * from + GAP / 2) : 0;
  double right = to < 1 ? floor (rect.width * to - GAP / 2) : rect.width;

  rect.x += left;
  rect.width = MAX (right - left, 0);
  return rect;
}

static PaintRect
row (PaintRect rect,
     double    from,
     double    to)
{
  double top = from > 0 ? floor (rect.height * from + GAP / 2) : 0;
  double bottom = to < 1 ? floor (rect.height * to - GAP / 2) : rect.height;

  rect.y += top;
  rect.height = MAX (bottom - top, 0);
  return rect;
}

/* As in the window. */
static void
arrange_wide (Layout         *layout,
              PaintRect       rest,
              const RnnFrame *frame)
{
  PaintRect left = column (rest, 0, 1 - RIGHT_SHARE);
  PaintRect right = column (rest, 1 - RIGHT_SHARE, 1);
  PaintRect lower = row (left, 1 - LOWER_SHARE, 1);
  double curves = frame->follows ? 1 - FOLLOWS_SHARE : 1;

  layout->cards[STAGE] = row (left, 0, 1 - LOWER_SHARE);
  layout->cards[LOSS] = column (lower, 0, curves / 2);
  layout->cards[ACCURACY] = column (lower, curves / 2, curves);
  if (frame->follows)
    layout->cards[FOLLOWS] = column (lower, curves, 1);
  if (has_prediction (frame))
    {
      layout->cards[PREDICTION] = row (right, 1 - LOWER_SHARE, 1);
      right = row (right, 0, 1 - LOWER_SHARE);
    }
  layout->cards[STATES] = row (right, 0, STATES_SHARE);
  layout->cards[PARAMETERS] = row (right, STATES_SHARE, 1);
}

/* The network, and the others below it two by two. */
static void
arrange_pairs (Layout         *layout,
               PaintRect       rest,
               const RnnFrame *frame)
{
  Place places[N_PLACES] = { LOSS, ACCURACY, STATES, PARAMETERS };
  guint n = 4, n_rows;
  PaintRect below = row (rest, STAGE_SHARE, 1);

  if (frame->follows)
    places[n++] = FOLLOWS;
  if (has_prediction (frame))
    places[n++] = PREDICTION;
  n_rows = (n + 1) / 2;

  layout->cards[STAGE] = row (rest, 0, STAGE_SHARE);
  for (guint i = 0; i < n; i++)
    {
      guint pair = i / 2;
      PaintRect line
        = row (below, (double) pair / n_rows, (double) (pair + 1) / n_rows);
      gboolean alone = i % 2 == 0 && i + 1 == n;

      layout->cards[places[i]]
        = alone ? line : column (line, i % 2 / 2.0, (i % 2 + 1) / 2.0);
    }
}

static Layout
layout_of (PaintRect             area,
           const PaintSheetData *data,
           const PaintTheme     *theme)
{
  Layout layout = { 0 };
  PaintRect rest = paint_rect_inset (&area, MARGIN);

  layout.title = layout.caption = rest;
  layout.title.y = area.y;
  layout.title.height = paint_theme_scaled (theme, TITLE_HEIGHT);
  layout.caption.height
    = data->bare ? MARGIN : paint_theme_scaled (theme, CAPTION_HEIGHT);
  layout.caption.y = area.y + area.height - layout.caption.height;
  rest.y = layout.title.y + layout.title.height;
  rest.height = MAX (layout.caption.y - rest.y, 0);

  if (rest.width < LEAST_WIDTH || rest.width < LEAST_ASPECT * rest.height)
    arrange_pairs (&layout, rest, data->frame);
  else
    arrange_wide (&layout, rest, data->frame);
  return layout;
}

static void
draw_title (cairo_t          *cr,
            PaintRect         line,
            const RnnFrame   *frame,
            const PaintTheme *theme)
{
  const char *title = frame->spec.title && *frame->spec.title
                        ? frame->spec.title
                        : _("Untitled");
  double width = paint_text_width (theme, &title_style, title)
                 + paint_theme_scaled (theme, TITLE_GAP);
  g_autofree char *model = paint_heading_model (frame);

  paint_text_in (cr, theme, &title_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT), PAINT_ALIGN_START,
                 line, title);
  line.x += width;
  line.width -= width;
  paint_text_in (cr, theme, &model_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_END, line, model);
}

/* What is needed to make the same figure again. */
static void
draw_caption (cairo_t          *cr,
              PaintRect         line,
              const RnnFrame   *frame,
              const PaintTheme *theme)
{
  g_autofree char *epoch = paint_heading_epoch (frame);
  GString *text = g_string_new (epoch);

  g_string_append_printf (text, _(" · seed %u"), frame->spec.seed);
  if (frame->spec.file)
    {
      g_autofree char *name = g_path_get_basename (frame->spec.file);
      g_autofree char *shown = g_filename_display_name (name);

      g_string_append_printf (text, _(" · text of ‘%s’"), shown);
    }
  else if (frame->spec.text
           && g_ref_string_length (frame->spec.text) <= MAX_TEXT_BYTES
           && g_utf8_strlen (frame->spec.text, -1) <= MAX_TEXT)
    g_string_append_printf (text, _(" · letters ‘%s’"), frame->spec.text);

  paint_text_in (cr, theme, &caption_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_START, line, text->str);
  g_string_free (text, TRUE);
}

static PaintRect
draw_card (cairo_t             *cr,
           PaintRect            area,
           const PaintCardData *card,
           const PaintTheme    *theme)
{
  paint_card (cr, area, card, theme);
  return paint_card_inside (area, card, theme);
}

/* That of the companion, if there is one. */
static const RnnSeries *
series_beside (const PaintSheetData *data)
{
  const RnnFrame *companion = data->frame->companion;

  for (guint i = 0; companion && i < data->beside.n_ghosts; i++)
    if (data->beside.ghosts[i].run == companion->run)
      return data->beside.ghosts[i].series;
  return NULL;
}

static void
draw_network (cairo_t              *cr,
              PaintRect             area,
              const PaintSheetData *data,
              const PaintTheme     *theme)
{
  const PaintPairData pair
    = { .network = { .frame = data->frame, .sample = data->sample },
        .series = data->series,
        .beside = series_beside (data) };
  g_autofree char *subtitle = paint_heading_stage (data->frame, data->sample);
  const PaintCardData card
    = { .title = _("Unrolled through time"), .subtitle = subtitle };

  PaintRect inside = draw_card (cr, area, &card, theme);

  paint_touched_banner (cr, &inside, data->frame, theme);
  paint_pair (cr, inside, &pair, theme);
}

static void
draw_states (cairo_t              *cr,
             PaintRect             area,
             const PaintSheetData *data,
             const PaintTheme     *theme)
{
  const PaintStatesData states
    = { .frame = data->frame, .sample = data->sample };
  g_autofree char *subtitle = paint_heading_states (data->frame);
  const PaintCardData card
    = { .title = _("Hidden states"), .subtitle = subtitle };

  paint_states (cr, draw_card (cr, area, &card, theme), &states, theme);
}

static void
draw_parameters (cairo_t              *cr,
                 PaintRect             area,
                 const PaintSheetData *data,
                 const PaintTheme     *theme)
{
  const PaintParametersData parameters
    = { .frame = data->frame, .mode = data->parameters };
  const PaintLedgerData ledger = { .frame = data->frame, .first_step = 1 };
  const PaintCardData card
    = { .title = _("Parameters"),
        .subtitle = data->ledger
                      ? paint_heading_ledger ()
                      : paint_heading_parameters (data->parameters) };
  PaintRect inside = draw_card (cr, area, &card, theme);

  if (data->ledger)
    paint_ledger (cr, inside, &ledger, theme);
  else
    paint_parameters (cr, inside, &parameters, theme);
}

static void
draw_curve (cairo_t              *cr,
            PaintRect             area,
            const PaintSheetData *data,
            const PaintTheme     *theme,
            PaintCurveKind        kind)
{
  gboolean loss = kind == PAINT_CURVE_LOSS;
  PaintCardData card = { .title = loss ? _("Loss") : _("Accuracy"),
                         .value_color = loss ? PAINT_COLOR_LOSS
                                             : PAINT_COLOR_ACCURACY };
  char value[PAINT_NUMBER_SIZE];
  PaintCurveData curve;

  paint_curve_data_init (&curve, kind, data->frame, data->series);
  curve.logarithmic = data->logarithmic;
  paint_curve_data_set_ghosts (&curve, &data->beside);
  card.value = paint_curve_value (&curve, value);
  paint_curve (cr, draw_card (cr, area, &card, theme), &curve, theme);
}

static void
draw_follows (cairo_t              *cr,
              PaintRect             area,
              const PaintSheetData *data,
              const PaintTheme     *theme)
{
  const PaintFollowsData follows = { .frame = data->frame };
  const PaintCardData card = { .title = _("What follows what") };

  paint_follows (cr, draw_card (cr, area, &card, theme), &follows, theme);
}

static void
draw_prediction (cairo_t              *cr,
                 PaintRect             area,
                 const PaintSheetData *data,
                 const PaintTheme     *theme)
{
  const PaintBarsData bars = { .frame = data->frame, .headline = TRUE };
  g_autofree char *subtitle = paint_heading_prediction (data->frame, 0);
  const PaintCardData card
    = { .title = _("The next letter"), .subtitle = subtitle };

  paint_bars (cr, draw_card (cr, area, &card, theme), &bars, theme);
}

void
paint_sheet (cairo_t              *cr,
             PaintRect             area,
             const PaintSheetData *data,
             const PaintTheme     *theme)
{
  Layout layout;

  g_return_if_fail (cr && data && theme);

  if (!data->frame || !data->series || area.width < 2 * MARGIN
      || area.height < 2 * MARGIN)
    return;

  layout = layout_of (area, data, theme);
  draw_title (cr, layout.title, data->frame, theme);
  draw_network (cr, layout.cards[STAGE], data, theme);
  draw_states (cr, layout.cards[STATES], data, theme);
  draw_parameters (cr, layout.cards[PARAMETERS], data, theme);
  draw_curve (cr, layout.cards[LOSS], data, theme, PAINT_CURVE_LOSS);
  draw_curve (cr, layout.cards[ACCURACY], data, theme, PAINT_CURVE_ACCURACY);
  if (layout.cards[FOLLOWS].width > 0)
    draw_follows (cr, layout.cards[FOLLOWS], data, theme);
  if (layout.cards[PREDICTION].width > 0)
    draw_prediction (cr, layout.cards[PREDICTION], data, theme);
  if (!data->bare)
    draw_caption (cr, layout.caption, data->frame, theme);
}
