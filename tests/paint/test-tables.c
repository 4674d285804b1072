/* What is particular to each table: scrolling, limits, order, names. */

#include <math.h>
#include <string.h>

#include "tests/paint/frames.h"
#include "ui/paint/bars.h"
#include "ui/paint/follows.h"
#include "ui/paint/grid.h"
#include "ui/paint/letter.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/parameters.h"
#include "ui/paint/states.h"

#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz"

static const PaintRect area = { 10, 20, 280, 160 };

static RnnFrame *
frame_new (const char *settings,
           const char *text)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();

  return test_frame_new_full (settings, 5, 0, text, series);
}

/* Cells lie side by side and end on whole pixels, whatever the size. */
static void
test_grid (void)
{
  const PaintGrid grid = { .area = { 3.3, 4.7, 101.9, 77.7 },
                           .first_row = 5,
                           .rows = 7,
                           .columns = 13,
                           .gap = 2 };
  gsize row, column;

  for (gsize i = 5; i < 12; i++)
    for (gsize j = 0; j < 13; j++)
      {
        PaintRect cell = paint_grid_cell (&grid, i, j);
        PaintRect next = paint_grid_cell (&grid, i, j + 1);

        g_assert_cmpfloat (cell.x, ==, round (cell.x));
        g_assert_cmpfloat (cell.width, ==, round (cell.width));
        if (j + 1 < 13)
          g_assert_cmpfloat (cell.x + cell.width + grid.gap, ==, next.x);
        for (int corner = 0; corner < 4; corner++)
          {
            g_assert_true (paint_grid_pick (
              &grid, cell.x + (corner % 2) * (cell.width - 0.01),
              cell.y + (corner / 2) * (cell.height - 0.01), &row, &column));
            g_assert_cmpuint (row, ==, i);
            g_assert_cmpuint (column, ==, j);
          }
      }
  g_assert_cmpfloat (paint_grid_cell (&grid, 4, 0).width, ==, 0);
  g_assert_cmpfloat (paint_grid_cell (&grid, 12, 0).width, ==, 0);
  g_assert_cmpfloat (paint_grid_cell (&grid, 5, 13).width, ==, 0);
  g_assert_false (paint_grid_pick (&grid, 2, 10, &row, &column));
}

static void
test_scroll (void)
{
  g_autoptr (RnnFrame) frame = frame_new (ALPHABET, NULL);
  PaintStatesData data = { .frame = frame };
  PaintTarget target = { .kind = PAINT_TARGET_SAMPLE };
  gsize first, n_visible, n_total;
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, FALSE, 1);
  paint_states_scroll (area, &data, &theme, &first, &n_visible, &n_total);
  g_assert_cmpuint (n_total, ==, 26);
  g_assert_cmpuint (n_visible, >=, 3);
  g_assert_cmpuint (n_visible, <, 26);

  /* Each sample is reached, and then in sight. */
  for (gsize sample = 0; sample < 26; sample++)
    {
      target.sample = sample * 7 % 26;
      paint_states_reveal (area, &data, &theme, &target);
      g_assert_false (paint_states_reveal (area, &data, &theme, &target));
      g_assert_cmpfloat (
        paint_states_target_rect (area, &data, &theme, &target).height, >, 5);
    }
  /* Beyond the end there are as many rows as can be. */
  data.first_row = 1000;
  paint_states_scroll (area, &data, &theme, &first, &n_visible, &n_total);
  g_assert_cmpuint (first, ==, 26 - n_visible);
}

/* Every matrix is somewhere in the card and apart from the others, for every
 * network and size of card. */
static void
check_blocks (const RnnNetwork *network,
              PaintRect         card,
              double            text_scale)
{
  g_auto (PaintTheme) theme = { 0 };
  PaintBlocks blocks;

  paint_theme_init (&theme, FALSE, text_scale);
  blocks = paint_blocks_layout (card, network, &theme);
  g_assert_cmpuint (blocks.n_blocks, ==, network->n_parameters);
  for (guint i = 0; i < blocks.n_blocks; i++)
    {
      PaintRect a = blocks.blocks[i].grid.area;

      g_assert_cmpfloat (a.width, >=, 1);
      g_assert_cmpfloat (a.height, >=, 1);
      g_assert_cmpfloat (a.x, >=, card.x);
      g_assert_cmpfloat (a.y, >=, card.y);
      g_assert_cmpfloat (a.x + a.width, <=, card.x + card.width + 0.01);
      g_assert_cmpfloat (a.y + a.height, <=, card.y + card.height + 1);
      for (guint j = 0; j < i; j++)
        {
          PaintRect b = blocks.blocks[j].grid.area;

          g_assert_true (a.x >= b.x + b.width || b.x >= a.x + a.width
                         || a.y >= b.y + b.height || b.y >= a.y + a.height);
        }
    }
}

/* Only its shape: the weights of the largest take long. */
static RnnNetwork
network_of (const char *settings)
{
  g_auto (RnnSpec) spec = test_spec (settings);
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (&spec, &error);
  RnnNetwork network;

  g_assert_no_error (error);
  rnn_network_init (&network, &spec, dataset);
  return network;
}

static void
test_blocks (void)
{
  static const char *const settings[] = {
    "",
    "network.units=1",
    ALPHABET " network.units=64",
    "network.units=512;512;512;512 data.time_steps=2",
    "data.input=embedding data.embedding=64 network.units=1024",
    "network.units=3;1024 data.time_steps=2",
  };
  static const PaintRect cards[] = { { 5, 5, 274, 115 },
                                     { 0, 0, 168, 120 },
                                     { 0, 0, 1400, 900 },
                                     { 0, 0, 120, 600 },
                                     { 0, 0, 600, 90 } };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      RnnNetwork network = network_of (settings[i]);

      for (gsize j = 0; j < G_N_ELEMENTS (cards); j++)
        for (double scale = 1; scale <= 2; scale += 0.5)
          check_blocks (&network, cards[j], scale);
    }
}

static void
test_limits (void)
{
  g_autoptr (RnnFrame) frame = frame_new ("", NULL);
  PaintParametersData data = { .frame = frame };

  for (gsize i = 0; i < frame->network.size; i++)
    {
      frame->parameters[i] = 0.3f;
      frame->gradients[i] = i == 7 ? -0.0003f : NAN;
      frame->change[i] = 0;
    }
  g_assert_cmpfloat (paint_parameters_limit (&data), ==, 0.5);
  data.mode = PAINT_PARAMETERS_GRADIENTS;
  g_assert_cmpfloat_with_epsilon (paint_parameters_limit (&data), 0.0005,
                                  1e-12);
  data.mode = PAINT_PARAMETERS_CHANGE;
  g_assert_cmpfloat (paint_parameters_limit (&data), ==, 1);
  g_assert_cmpint (paint_parameters_scale (PAINT_PARAMETERS_CHANGE), ==,
                   PAINT_SCALE_VALUE);
  g_assert_cmpint (paint_parameters_scale (PAINT_PARAMETERS_GRADIENTS), ==,
                   PAINT_SCALE_GRADIENT);
}

static void
test_names (void)
{
  g_autoptr (RnnFrame) one = frame_new ("", NULL);
  g_autoptr (RnnFrame) two
    = frame_new ("network.units=3;4 data.time_steps=2", NULL);
  g_autofree char *plain = paint_parameter_markup (&one->network, 1);
  g_autofree char *layered = paint_parameter_markup (&two->network, 4);
  g_autofree char *size = paint_parameter_size (&one->network, 0);
  g_autofree char *bias = paint_parameter_size (&one->network, 2);
  const PaintParametersData data = { .frame = one };
  const PaintTarget target
    = { .kind = PAINT_TARGET_WEIGHT, .row = 1, .column = 2 };
  g_autofree char *sentence = paint_parameters_describe (&data, &target);

  g_assert_cmpstr (plain, ==, "W<sub>hh</sub>");
  g_assert_cmpstr (layered, ==, "W<sub>hh</sub><sup>(2)</sup>");
  g_assert_cmpstr (size, ==, "5×3");
  g_assert_cmpstr (bias, ==, "3");
  g_assert_nonnull (strstr (sentence, "from b to unit 3"));
}

/* The likeliest first, equals by code point, and as many as fit. */
static void
test_bars (void)
{
  g_autoptr (RnnFrame) frame = frame_new ("", "c");
  const PaintBarsData data = { .frame = frame };
  const float y[] = { 0.1f, 0.3f, 0.1f, 0.1f, 0.4f };
  const guint order[] = { 4, 1, 0, 2, 3 };
  PaintTarget target = { .kind = PAINT_TARGET_NONE };
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, FALSE, 1);
  memcpy (frame->prediction->y, y, sizeof y);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      PaintRect rect;

      target = paint_bars_move (area, &data, &theme, &target, PAINT_MOVE_DOWN);
      g_assert_cmpuint (target.column, ==, order[i]);
      rect = paint_bars_target_rect (area, &data, &theme, &target);
      g_assert_cmpfloat (rect.height, >, 10);
    }
  target = paint_bars_move (area, &data, &theme, &target, PAINT_MOVE_DOWN);
  g_assert_cmpint (target.kind, ==, PAINT_TARGET_NONE);
}

static void
test_rest (void)
{
  g_autoptr (RnnFrame) frame = frame_new (ALPHABET, "hello");
  const PaintBarsData data = { .frame = frame };
  PaintTarget target = { .kind = PAINT_TARGET_NONE };
  g_auto (PaintTheme) theme = { 0 };
  g_autofree char *headline = paint_bars_headline (&data);
  PaintRect last = { 0 };
  guint n = 0;

  paint_theme_init (&theme, FALSE, 1);
  g_assert_true (g_str_has_prefix (headline, "o → "));
  while (TRUE)
    {
      target = paint_bars_move (area, &data, &theme, &target, PAINT_MOVE_DOWN);
      if (target.kind == PAINT_TARGET_NONE)
        break;
      last = paint_bars_target_rect (area, &data, &theme, &target);
      n++;
    }
  g_assert_cmpuint (n, >=, 4);
  g_assert_cmpuint (n, <, 26);
  /* A line is left for the others, on which no letter is picked. */
  g_assert_cmpfloat (last.y + 2 * last.height, <=, area.y + area.height + 0.01);
  target = paint_bars_pick (area, &data, &theme, last.x + 5,
                            last.y + 1.5 * last.height);
  g_assert_cmpint (target.kind, ==, PAINT_TARGET_NONE);
}

static void
test_follows (void)
{
  g_autoptr (RnnFrame) frame = frame_new ("", NULL);
  const PaintFollowsData data = { .frame = frame };
  const PaintTarget target
    = { .kind = PAINT_TARGET_FOLLOWS, .row = 2, .column = 3 };
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;

  frame->follows[2 * 5 + 3] = 0.5f;
  known = paint_follows_describe (&data, &target);
  g_assert_cmpstr (known, ==, "After c comes d with 50 %");
  frame->follows[2 * 5 + 3] = NAN;
  unknown = paint_follows_describe (&data, &target);
  g_assert_null (strstr (unknown, "NaN"));
}

/* Of a long window its beginning and more of its end. */
static void
test_brief (void)
{
  g_autoptr (RnnFrame) frame = frame_new (ALPHABET, NULL);
  static const guint16 codes[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  static const struct
  {
    gsize       n, most;
    const char *text;
  } cases[] = {
    { 4, 4, "abcd" }, { 10, 10, "abcdefghij" }, { 10, 9, "ab…defghij" },
    { 10, 4, "a…hij" }, { 10, 2, "a…j" }, { 0, 2, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *brief = paint_letters_brief (
        frame->dataset, codes, cases[i].n, cases[i].most);

      g_assert_cmpstr (brief, ==, cases[i].text);
    }
}

/* A legend's numbers are not longer than its bar. */
static void
test_large_legend (void)
{
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, FALSE, 1);
  g_assert_cmpfloat (paint_legend_width (&theme, 5e30), <,
                     1.5 * paint_legend_width (&theme, 5000));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/tables/grid", test_grid);
  g_test_add_func ("/paint/tables/scroll", test_scroll);
  g_test_add_func ("/paint/tables/blocks", test_blocks);
  g_test_add_func ("/paint/tables/limits", test_limits);
  g_test_add_func ("/paint/tables/names", test_names);
  g_test_add_func ("/paint/tables/bars", test_bars);
  g_test_add_func ("/paint/tables/rest", test_rest);
  g_test_add_func ("/paint/tables/follows", test_follows);
  g_test_add_func ("/paint/tables/brief", test_brief);
  g_test_add_func ("/paint/tables/large-legend", test_large_legend);
  return g_test_run ();
}
