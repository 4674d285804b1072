/* Draws the state space of many experiments, sizes and themes into PNG files, to
 * be looked at: spaces FOLDER [NAME…]. */

#include <stdio.h>

#include "tests/paint/frames.h"
#include "ui/paint/card.h"
#include "ui/paint/space.h"

#define SCALE 2
#define GAP 10.0
#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz "
#define FOUR "data.time_steps=4 training.learning_rate=0.02 "

typedef struct
{
  const char *name;
  const char *settings;
  guint32     epochs;
  double      width, height;
  double      text_scale;
  gboolean    dark;
  guint32     ghost;          /* epoch, 0: none */
  guint       stop;
  gsize       sample;
} Case;

static const Case cases[] = {
  { "default", "", 62, 306, 317, 1 },
  { "default-dark", "", 62, 306, 317, 1, TRUE },
  { "default-ghost", "", 62, 306, 317, 1, FALSE, 10 },
  { "default-start", "", 0, 306, 317, 1 },
  { "default-small", "", 62, 200, 180, 1 },
  { "default-small-200", "", 62, 200, 180, 2 },
  { "default-150", "", 62, 306, 317, 1.5, TRUE },
  { "default-large", "", 62, 700, 600, 1 },
  { "wide", FOUR, 38, 350, 260, 1 },
  { "wide-ghost", FOUR, 38, 350, 260, 1, TRUE, 10 },
  { "wide-20", "network.units=20 " ALPHABET FOUR, 38, 350, 260, 1, FALSE, 5 },
  { "wide-150", FOUR, 38, 450, 300, 1.5 },
  { "wide-12", "data.text=abcdefghijkl", 62, 350, 260, 1 },
  { "four", FOUR, 38, 306, 317, 1 },
  { "four-dark", FOUR, 38, 306, 317, 1, TRUE },
  { "four-ghost", FOUR, 100, 306, 317, 1, FALSE, 20 },
  { "four-forward", FOUR, 38, 306, 317, 1, FALSE, 0, 2 },
  { "four-backward", FOUR, 38, 306, 317, 1, TRUE, 0, 7 },
  { "units-1", "network.units=1 " FOUR, 38, 306, 317, 1 },
  { "units-1-default", "network.units=1", 38, 306, 317, 1 },
  { "units-2", "network.units=2 " FOUR, 38, 306, 317, 1 },
  { "units-2-dark", "network.units=2", 62, 306, 317, 1, TRUE },
  { "units-20", "network.units=20 " ALPHABET FOUR, 20, 306, 317, 1 },
  { "units-20-dark", "network.units=20 " ALPHABET FOUR, 20, 306, 317, 1, TRUE, 5 },
  { "units-64", "network.units=64 " ALPHABET, 20, 306, 317, 1 },
  { "units-64-50", "network.units=64 data.time_steps=50 " ALPHABET, 3, 306, 317, 1 },
  { "many", "network.units=3 data.time_steps=50 data.cyclic=true "
    "data.text=the␣quick␣brown␣fox␣jumps␣over␣the␣lazy␣dog␣and␣the␣five␣boxing"
    "␣wizards␣jump␣quickly␣while␣sphinx␣of␣black␣quartz␣judge␣my␣vow␣and␣pack␣my"
    "␣box␣with␣five␣dozen␣liquor␣jugs␣how␣vexingly␣quick␣daft␣zebras␣jump␣the"
    "␣end␣is␣near␣but␣not␣yet␣here␣we␣go", 3, 306, 317, 1 },
  { "letters-12", "data.text=abcdefghijkl", 62, 306, 317, 1 },
  { "letters-12-dark", "data.text=abcdefghijkl", 62, 306, 317, 1, TRUE },
  { "relu", "network.activation=relu " FOUR, 38, 306, 317, 1 },
  { "sigmoid", "network.activation=sigmoid " FOUR, 38, 306, 317, 1 },
  { "linear", "network.activation=linear " FOUR, 38, 306, 317, 1 },
  { "exploding", "network.activation=relu network.units=8 data.time_steps=10 "
    "network.recurrent_gain=3 training.optimizer=sgd training.learning_rate=0.05",
    1, 350, 260, 1 },
  { "layers", "network.units=3;4 " FOUR, 38, 306, 317, 1 },
  { "han", "data.text=天地玄黄宇宙洪荒", 62, 306, 317, 1 },
};

static void
draw_case (const char *folder,
           const Case *one)
{
  g_autoptr (RnnFrame) frame =
    one->stop > 0 ? test_frame_new_at_stop (one->settings, one->epochs,
                                            one->stop, one->sample)
                  : test_frame_new (one->settings, one->epochs);
  g_autoptr (RnnFrame) ghost =
    one->ghost > 0 ? test_frame_new (one->settings, one->ghost) : NULL;
  g_autoptr (PaintSpaceModel) model = paint_space_model_new (frame, ghost);
  const PaintSpaceData data = { .model = model,
                                .sample = one->sample,
                                .turn = PAINT_SPACE_TURN,
                                .tilt = PAINT_SPACE_TILT };
  const PaintRect area = { GAP, GAP, one->width, one->height };
  const PaintCardData card = { .title = "State space" };
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, one->name);
  g_auto (PaintTheme) theme = { 0 };
  cairo_surface_t *image;
  cairo_t *cr;

  paint_theme_init (&theme, one->dark, one->text_scale);
  theme.scale_factor = SCALE;
  image = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                      (int) (one->width + 2 * GAP) * SCALE,
                                      (int) (one->height + 2 * GAP) * SCALE);
  cairo_surface_set_device_scale (image, SCALE, SCALE);
  cr = cairo_create (image);
  paint_set_source (cr, paint_theme_color (&theme, PAINT_COLOR_PAGE));
  cairo_paint (cr);
  paint_card (cr, area, &card, &theme);
  paint_space (cr, paint_card_inside (area, &card, &theme), &data, &theme);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png (image, path) != CAIRO_STATUS_SUCCESS)
    fprintf (stderr, "spaces: %s cannot be written\n", path);
  cairo_surface_destroy (image);
}

int
main (int   argc,
      char *argv[])
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: spaces FOLDER [NAME...]\n");
      return 2;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (argc == 2
        || g_strv_contains ((const char *const *) argv + 2, cases[i].name))
      draw_case (argv[1], &cases[i]);
  return 0;
}
