#include "ui/paint/space-parts.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "ui/paint/letter-color.h"
#include "ui/paint/letter.h"
#include "ui/paint/number.h"
#include "ui/paint/sample-name.h"

/* At text scale 1. */
#define DOT 3.5
#define DOT_GAP 4.0
#define RING 1.2
#define LETTER_GAP 12.0
#define RUN_WIDTH 110.0

/* Numbers of a state that a sentence has; of more units only where it lies. */
#define MAX_NUMBERS 8

/* The caption -------------------------------------------------------------- */

char *
paint_space_name (const PaintSpaceModel *model,
                  guint                  i)
{
  char share[PAINT_NUMBER_SIZE];

  if (!model->axes)
    return g_strdup_printf ("h[%u]", i + 1);

  paint_number_percent (model->axes->total > 0
                          ? model->axes->variance[i] / model->axes->total
                          : 0,
                        0, share);
  /* Translators: a principal axis and its share of the variance, as in
   * "axis 1 (62 %)". */
  return g_strdup_printf (_("axis %u (%s)"), i + 1, share);
}

static char *
describe_dimensions (const PaintSpaceModel *model)
{
  char low[PAINT_NUMBER_SIZE], high[PAINT_NUMBER_SIZE];
  char share[PAINT_NUMBER_SIZE];

  if (model->axes)
    {
      paint_number_percent (rnn_principal_axes_share (model->axes), 0, share);
      return g_strdup_printf (_("%u units on their 2 principal axes, which hold "
                                "%s of the variance."),
                              model->units, share);
    }
  if (model->dimensions == 1)
    return g_strdup (_("The only unit, over time."));
  if (model->dimensions == 2)
    return g_strdup (_("Each axis is a unit."));
  paint_number_full (model->low[0], PAINT_NUMBER_PLAIN, low);
  paint_number_full (model->high[0], PAINT_NUMBER_SIGNED, high);
  /* Translators: of a cube, as in "Each axis is a unit, −1 to +1." */
  return g_strdup_printf (_("Each axis is a unit, %s to %s."), low, high);
}

/* "256 of 1 000 samples." (transfer full). */
static char *
describe_samples (gsize shown,
                  gsize n)
{
  char few[PAINT_NUMBER_SIZE], all[PAINT_NUMBER_SIZE];

  return g_strdup_printf (ngettext ("%s of %s sample.", "%s of %s samples.", n),
                          paint_number_whole (shown, few),
                          paint_number_whole (n, all));
}

char *
paint_space_caption (const PaintSpaceModel *model,
                     gboolean               lines)
{
  const RnnFrame *frame = model->frame;
  gsize n = rnn_dataset_n_samples (frame->dataset);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (frame->network.n_layers > 1)
    g_ptr_array_add (parts, g_strdup_printf (_("Layer %u."),
                                             frame->network.n_layers));
  g_ptr_array_add (parts, describe_dimensions (model));
  if (frame->n_samples < n)
    g_ptr_array_add (parts, describe_samples (frame->n_samples, n));
  if (!lines && frame->n_samples > 1)
    g_ptr_array_add (parts, g_strdup (_("The other samples without lines.")));
  if (model->ghost)
    g_ptr_array_add (parts, g_strdup_printf (_("Dashed: epoch %u."),
                                             model->ghost->position.epoch));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **) parts->pdata);
}

/* The letters' colours ------------------------------------------------------ */

/* The letters stand in rows, each in a cell of its own. */
typedef struct
{
  guint  n;                   /* letters */
  guint  columns;
  double width;               /* of a cell */
  double line;
} Legend;

static gboolean
legend_init (Legend           *legend,
             const PaintSpace *space,
             gboolean          column)
{
  double natural = space->px
                   * (2 * DOT + DOT_GAP + LETTER_GAP
                      + PAINT_SIZE_SMALL
                          * paint_letter_width (space->frame->dataset));
  guint code;

  if (!paint_space_letter (space->frame, 0, 1, &code, &legend->n))
    return FALSE;

  legend->line = paint_text_height (space->theme, &paint_space_style);
  legend->columns =
    column ? (guint) MAX (space->legend.width / natural, 1) : legend->n;
  legend->width = MIN (natural, space->legend.width / legend->columns);
  return TRUE;
}

static gboolean
has_rows (const PaintSpace *space)
{
  return space->legend.height
         > 1.5 * paint_text_height (space->theme, &paint_space_style);
}

double
paint_space_legend_height (const PaintSpace *space,
                           gboolean          column)
{
  Legend legend;

  if (!legend_init (&legend, space, column))
    return 0;
  if (!column)
    return legend.line;
  if (legend.n > PAINT_LETTER_COLORS)
    return 3 * legend.line;
  /* And a row for the start. */
  return ((legend.n + legend.columns - 1) / legend.columns + 1) * legend.line;
}

static double
draw_letter (cairo_t          *cr,
             const PaintSpace *space,
             guint             code,
             double            x,
             double            y)
{
  char letter[PAINT_LETTER_LABEL_SIZE];

  return paint_text_at (cr, space->theme, &paint_space_style,
                        paint_theme_color (space->theme, PAINT_COLOR_TEXT),
                        PAINT_ALIGN_START, x, y,
                        paint_letter (space->frame->dataset, code, letter));
}

/* The ring where all paths begin, if there is room. */
static void
draw_start (cairo_t          *cr,
            const PaintSpace *space,
            double            x,
            double            y)
{
  const PaintColor *dim =
    paint_theme_color (space->theme, PAINT_COLOR_TEXT_DIM);
  double indent = (2 * DOT + DOT_GAP) * space->px;
  const char *words = _("start, h = 0");
  double width = paint_text_width (space->theme, &paint_space_style, words);

  if (x + indent + width > space->legend.x + space->legend.width)
    return;
  cairo_arc (cr, x + DOT * space->px, y, (DOT - RING / 2) * space->px, 0,
             2 * G_PI);
  paint_set_source (cr, dim);
  cairo_set_line_width (cr, RING * space->px);
  cairo_stroke (cr);
  paint_text_at (cr, space->theme, &paint_space_style, dim, PAINT_ALIGN_START,
                 x + indent, y, words);
}

/* A dot of its colour before each letter. */
static void
draw_letters (cairo_t          *cr,
              const PaintSpace *space,
              const Legend     *legend)
{
  double x = 0, y = 0;

  for (guint i = 0; i < legend->n; i++)
    {
      PaintColor color = paint_letter_color (space->theme, i, legend->n);

      x = space->legend.x + i % legend->columns * legend->width;
      y = space->legend.y + (i / legend->columns + 0.5) * legend->line;
      cairo_arc (cr, x + DOT * space->px, y, DOT * space->px, 0, 2 * G_PI);
      paint_set_source (cr, &color);
      cairo_fill (cr);
      draw_letter (cr, space, i, x + (2 * DOT + DOT_GAP) * space->px, y);
    }
  if (has_rows (space))
    draw_start (cr, space, space->legend.x,
                space->legend.y + space->legend.height - legend->line / 2);
  else
    draw_start (cr, space, x + legend->width, y);
}

/* First letter, the run of colours, last letter.  Returns where it ends. */
static double
draw_run (cairo_t          *cr,
          const PaintSpace *space,
          guint             n)
{
  double line = paint_text_height (space->theme, &paint_space_style);
  double width = MIN (RUN_WIDTH * space->px, space->legend.width / 2);
  double x = space->legend.x, y = space->legend.y + line / 2;
  cairo_pattern_t *run;

  x += draw_letter (cr, space, 0, x, y) + DOT_GAP * space->px;
  run = cairo_pattern_create_linear (x, 0, x + width, 0);
  for (guint i = 0; i < n; i++)
    {
      PaintColor color = paint_letter_color (space->theme, i, n);

      cairo_pattern_add_color_stop_rgb (run, i / (n - 1.0), color.red,
                                        color.green, color.blue);
    }
  cairo_rectangle (cr, x, y - DOT * space->px, width, 2 * DOT * space->px);
  cairo_set_source (cr, run);
  cairo_fill (cr);
  cairo_pattern_destroy (run);
  x += width + DOT_GAP * space->px;
  return x + draw_letter (cr, space, n - 1, x, y);
}

static void
draw_run_and_words (cairo_t          *cr,
                    const PaintSpace *space,
                    guint             n)
{
  double line = paint_text_height (space->theme, &paint_space_style);
  gboolean rows = has_rows (space);
  double end = draw_run (cr, space, n) + LETTER_GAP * space->px;
  PaintRect words = space->legend;

  words.height = line;
  words.y += rows ? line : 0;
  words.x = rows ? words.x : end;
  words.width -= words.x - space->legend.x;
  paint_text_in (cr, space->theme, &paint_space_style,
                 paint_theme_color (space->theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_START, words, _("neighbours alike"));
  if (rows)
    draw_start (cr, space, space->legend.x, words.y + 1.5 * line);
}

void
paint_space_words (cairo_t          *cr,
                   const PaintSpace *space)
{
  Legend legend;

  if (space->caption.height > 0)
    {
      g_autofree char *caption =
        paint_space_caption (space->model, space->lines);

      paint_text_wrapped (cr, space->theme, &paint_space_style,
                          paint_theme_color (space->theme,
                                             PAINT_COLOR_TEXT_DIM),
                          space->caption, caption);
    }
  if (space->legend.height <= 0 || !legend_init (&legend, space, has_rows (space)))
    return;
  if (legend.n <= PAINT_LETTER_COLORS)
    draw_letters (cr, space, &legend);
  else
    draw_run_and_words (cr, space, legend.n);
}

/* Sentences ---------------------------------------------------------------- */

/* "(−0.5234, +0.31, +0.9)" (transfer full). */
static char *
state_numbers (const float *values,
               guint        n)
{
  GString *text = g_string_new ("(");
  char number[PAINT_NUMBER_SIZE];

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? "; " : "");
      g_string_append (text, paint_number_full (values[i], PAINT_NUMBER_SIGNED,
                                                number));
    }
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

/* Where it is, in numbers. */
static char *
describe_place (const PaintSpaceModel *model,
                gsize                  state)
{
  const float *h = model->frame->sample_path + state * model->units;
  g_autofree char *numbers = NULL;
  g_autofree char *place = NULL;

  if (model->units <= MAX_NUMBERS)
    numbers = state_numbers (h, model->units);
  if (!model->axes)
    return g_strdup_printf ("h = %s", numbers);

  place = state_numbers (model->path + state * model->dimensions,
                         model->dimensions);
  if (!numbers)
    /* Translators: coordinates, as in "(+0.5; −0.25)". */
    return g_strdup_printf (_("on the two axes %s"), place);
  return g_strdup_printf (_("h = %s, on the two axes %s"), numbers, place);
}

static char *
describe_state (const PaintSpaceModel *model,
                const PaintTarget     *target)
{
  const RnnFrame *frame = model->frame;
  gsize state = target->sample * frame->dataset->time_steps + target->t - 1;
  g_autofree char *name = paint_sample_name (frame, target->sample);
  g_autofree char *place = describe_place (model, state);
  char letter[PAINT_LETTER_LABEL_SIZE];
  guint code, n;

  if (!paint_space_letter (frame, target->sample, target->t, &code, &n))
    return g_strdup_printf (_("Sample %u, t = %u:\n%s"),
                            (guint) target->sample + 1, target->t, place);
  paint_letter (frame->dataset, code, letter);
  /* Translators: "Sample 3, abcd → e, t = 2 after ‘b’:", then on a line
   * of its own where that is, "h = (−0.5; +0.3)". */
  return g_strdup_printf (_("Sample %u, %s, t = %u after ‘%s’:\n%s"),
                          (guint) target->sample + 1, name, target->t, letter,
                          place);
}

/* How a cube stands, in whole degrees; NULL of what cannot be turned. */
static char *
describe_view (const PaintSpaceData *data)
{
  char turn[PAINT_NUMBER_SIZE], tilt[PAINT_NUMBER_SIZE];

  if (data->model->dimensions < PAINT_SPACE_MAX_DIMENSIONS)
    return NULL;

  paint_number_full (round (data->turn * 180 / G_PI), PAINT_NUMBER_PLAIN, turn);
  paint_number_full (round (data->tilt * 180 / G_PI), PAINT_NUMBER_PLAIN, tilt);
  /* Translators: how a cube is looked at. */
  return g_strdup_printf (_("Turned by %s°, tilted by %s°."), turn, tilt);
}

char *
paint_space_describe (const PaintSpaceData *data,
                      const PaintTarget    *target)
{
  const PaintSpaceModel *model;
  g_autofree char *path = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *view = NULL;

  g_return_val_if_fail (data, NULL);

  model = data->model;
  if (!model)
    return g_strdup (_("No hidden states yet"));
  if (paint_space_has (model, target) && target->t > 0)
    return describe_state (model, target);

  caption = paint_space_caption (model, TRUE);
  path = g_strdup_printf (
    ngettext ("The hidden state's path through %u step, for each of %u "
              "samples. %s",
              "The hidden state's path through %u steps, for each of %u "
              "samples. %s",
              model->frame->dataset->time_steps),
    model->frame->dataset->time_steps, (guint) model->frame->n_samples,
    caption);
  view = describe_view (data);
  return g_strjoin (" ", path, view, NULL);
}
