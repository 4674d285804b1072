#include <glib/gi18n-lib.h>

#include "ui/paint/network-columns.h"
#include "ui/paint/number.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define HEADER_SMALLEST 11.0
#define HEADER_GAP 7.0
#define START_DIAMETER 17.0
#define START_NUMBER 10.0

static const PaintTextStyle label_style = { .size = PAINT_SIZE_BODY,
                                            .markup = TRUE };

/* Those on the walk are the traced ones: after its last stop the samples are of
 * the new weights. */
static const float *
probabilities (const PaintColumns *columns,
               gsize               sample)
{
  const RnnFrame *frame = columns->build->frame;
  const PaintTarget place = { .sample = sample, .t = 1 };

  if (paint_network_walks (frame, &place))
    return frame->trace->y;
  return frame->sample_y + sample * frame->network.n_classes;
}

/* What the network gives to a sample's target: markup, empty while that is to
 * come (transfer full). */
static char *
share_text (const PaintColumns *columns,
            const PaintTarget  *place)
{
  const RnnFrame *frame = columns->build->frame;
  guint target = frame->sample_targets[place->sample];
  char percent[PAINT_NUMBER_SIZE];

  if (paint_network_to_come (columns->build, RNN_PHASE_LOSS, 0, place))
    return g_strdup ("");
  paint_number_percent (
      probabilities (columns, place->sample)[target], 0, percent);
  /* A share may be "<1 %". */
  return g_markup_escape_text (percent, -1);
}

/* "b → c 46 %", smaller or without the share where there is no room. */
static void
add_header (const PaintColumns *columns,
            gsize               sample)
{
  const PaintNetworkBuild *build = columns->build;
  const RnnFrame *frame = build->frame;
  const PaintTarget place =
      paint_columns_target (columns, PAINT_TARGET_SAMPLE, sample);
  guint target = frame->sample_targets[sample];
  const double sizes[] = { PAINT_SIZE_BODY, PAINT_SIZE_SMALL, HEADER_SMALLEST };
  double most = columns->width - HEADER_GAP * build->px;
  PaintTextStyle style = label_style;
  gboolean fits = FALSE;
  char from[PAINT_LETTER_SIZE], to[PAINT_LETTER_SIZE];
  g_autofree char *pair =
      g_markup_printf_escaped ("<b>%s → %s</b>",
                               paint_network_input_text (frame, &place, from),
                               paint_letter (frame->dataset, target, to));
  g_autofree char *share = share_text (columns, &place);
  g_autofree char *text = g_strconcat (pair, " ", share, NULL);

  for (gsize i = 0; !fits && i < G_N_ELEMENTS (sizes); i++)
    {
      style.size = sizes[i];
      fits = paint_text_width (build->theme, &style, text) <= most;
    }
  paint_column_label (columns,
                      PAINT_ROW_HEADER,
                      sample,
                      fits ? text : pair,
                      style.size,
                      PAINT_COLOR_TARGET);
}

/* h_0 = 0: beside the box, and connected to nothing. */
static void
add_start (const PaintColumns *columns,
           const PaintCell    *cell,
           guint               layer,
           gsize               sample)
{
  PaintNetworkBuild *build = columns->build;
  double room = paint_columns_start_room (columns);
  double most = START_DIAMETER * build->px;
  double diameter = MIN (most, cell->pitch - 2);
  PaintTarget target = { .kind = PAINT_TARGET_UNIT,
                         .sample = sample,
                         .layer = layer };
  PaintUnit unit = { .limit = build->limit, .ghost = TRUE };

  if (cell->level < PAINT_LEVEL_PILL
      || cell->box.x - room
             < paint_columns_x (columns, sample) - columns->width / 2 - 1)
    return;
  unit.text_size = diameter >= most ? START_NUMBER : 0;
  for (target.column = 0; target.column < cell->units; target.column++)
    {
      double y = paint_cell_unit_y (cell, target.column);

      unit.rect = (PaintRect){ cell->box.x - room / 2 - diameter / 2,
                               y - diameter / 2,
                               diameter,
                               diameter };
      paint_scene_unit (build->scene, &target, unit);
    }
}

static void
add_column (const PaintColumns *columns,
            gsize               sample)
{
  PaintNetworkBuild *build = columns->build;
  const RnnFrame *frame = build->frame;
  const RnnNetwork *network = build->network;
  const PaintTarget whole = { .kind = PAINT_TARGET_SAMPLE, .sample = sample };
  PaintRect rect = paint_columns_row (columns, PAINT_ROW_HEADER, sample);
  g_autofree char *caption = g_strdup_printf (_ ("sample %zu"), sample + 1);
  PaintCell cells[RNN_MAX_LAYERS];
  gboolean aside;

  rect.height = columns->rows[PAINT_ROW_FOOT].y - rect.y;
  paint_scene_area (build->scene, &whole, rect);
  aside = paint_walk_is_on (frame) && !paint_network_walks (frame, &whole);
  paint_scene_set_to_come (build->scene, aside);
  add_header (columns, sample);
  paint_column_states (columns, sample, cells);
  for (guint l = 0; l < network->n_layers; l++)
    add_start (columns, &cells[l], l, sample);
  paint_column_output (columns,
                       sample,
                       &cells[network->n_layers - 1],
                       probabilities (columns, sample),
                       frame->sample_targets[sample]);
  paint_column_input (columns, sample, &cells[0]);
  paint_scene_set_to_come (build->scene, aside);
  paint_column_label (columns,
                      PAINT_ROW_CAPTION,
                      sample,
                      caption,
                      PAINT_SIZE_SMALL,
                      PAINT_COLOR_TEXT_DIM);
  paint_scene_set_to_come (build->scene, FALSE);
}

/* At the left end of the picture, in the middle of @y. */
static void
add_row_name (const PaintColumns *columns,
              double              y,
              const char         *text)
{
  PaintNetworkBuild *build = columns->build;
  double line = paint_text_height (build->theme, &label_style);
  PaintRect rect = {
    build->area.x, y - line / 2, columns->left - build->area.x, line
  };

  paint_scene_label (build->scene,
                     NULL,
                     rect,
                     (PaintLabel){ .text = text,
                                   .style = label_style,
                                   .color = PAINT_COLOR_TEXT_DIM });
}

static double
middle (const PaintRow *row)
{
  return row->y + row->height / 2;
}

static void
add_row_names (const PaintColumns *columns)
{
  double line = paint_text_height (columns->build->theme, &label_style);
  PaintRect delta;

  if (columns->left - columns->build->area.x < paint_columns_labels (columns))
    return;
  add_row_name (columns, middle (&columns->rows[PAINT_ROW_BARS]), "y");
  delta = paint_network_delta_row (
      columns->build, paint_columns_row_all (columns, PAINT_ROW_BARS));
  if (delta.height > 0)
    add_row_name (columns, delta.y + delta.height / 2, "δ");
  add_row_name (
      columns, middle (&columns->rows[PAINT_ROW_INPUT]), "x<sub>1</sub>");
  if (columns->build->network->n_layers == 1)
    {
      add_row_name (columns, middle (&columns->cells[0]), "h<sub>1</sub>");
      return;
    }
  for (guint l = 0; l < columns->build->network->n_layers; l++)
    {
      g_autofree char *layer = g_strdup_printf (_ ("layer %u"), l + 1);
      double y = middle (&columns->cells[l]);

      add_row_name (columns, y - line / 2, "h<sub>1</sub>");
      add_row_name (columns, y + line / 2, layer);
    }
}

static void
add_note (const PaintColumns *columns)
{
  PaintRect row = paint_columns_row_all (columns, PAINT_ROW_NOTE);

  if (paint_walk_is_on (columns->build->frame))
    {
      g_autofree char *sentence =
          paint_walk_sentence (columns->build->frame, FALSE);
      g_autofree char *brief =
          paint_walk_sentence (columns->build->frame, TRUE);

      paint_network_note (columns->build, row, sentence, brief);
    }
  else if (columns->build->frame->spec.stateful)
    paint_network_note (
        columns->build,
        row,
        _ ("Each letter on its own, here from h<sub>0</sub> = 0; in training "
           "a batch starts from the state that the last one left."),
        _ ("Each letter on its own, here from h<sub>0</sub> = 0."));
  else
    paint_network_note (
        columns->build,
        row,
        _ ("h<sub>0</sub> = 0, so ∂L/∂W<sub>hh</sub> = "
           "h<sub>0</sub><sup>⊤</sup>dz = 0: W<sub>hh</sub> gets no gradient. "
           "Try 4 time steps to see it learn."),
        _ ("h<sub>0</sub> = 0, so W<sub>hh</sub> gets no gradient."));
}

void
paint_network_samples (PaintNetworkBuild *build)
{
  PaintColumns columns = { .build = build, .outputs = TRUE };

  g_return_if_fail (build);

  paint_columns_place (&columns);
  paint_columns_gradient (&columns);
  for (gsize i = 0; i < build->scroll.n_visible; i++)
    add_column (&columns, build->scroll.first + i);
  add_row_names (&columns);
  add_note (&columns);
  paint_network_foot (build, paint_columns_row_all (&columns, PAINT_ROW_FOOT));
}
