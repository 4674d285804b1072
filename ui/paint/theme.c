#include "ui/paint/theme.h"

#include "ui/paint/text.h"

/* WCAG 2.1, 1.4.3: the least contrast of text of any size. */
#define READABLE 4.5

typedef enum { LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST, N_PALETTES } Palette;

/* 0xRRGGBBAA; an entry left out would be transparent, which a test looks for. */
static const guint32 palettes[PAINT_N_COLORS][N_PALETTES] = {
  [PAINT_COLOR_PAGE]        = { 0xfafafaff, 0x1f1f23ff, 0xffffffff, 0x000000ff },
  [PAINT_COLOR_CARD]        = { 0xffffffff, 0x2c2c32ff, 0xffffffff, 0x000000ff },
  [PAINT_COLOR_CARD_BORDER] = { 0xd6d6d8ff, 0x46464dff, 0x000000ff, 0xffffffff },
  [PAINT_COLOR_CELL]        = { 0xf4f4f4ff, 0x323238ff, 0xffffffff, 0x000000ff },
  [PAINT_COLOR_CELL_BORDER] = { 0xcdcdd0ff, 0x55555dff, 0x000000ff, 0xffffffff },
  [PAINT_COLOR_TRACK]       = { 0xebebebff, 0x3a3a41ff, 0xe2e2e2ff, 0x303030ff },
  [PAINT_COLOR_GRID]        = { 0xe3e3e5ff, 0x3d3d44ff, 0xb0b0b0ff, 0x5c5c5cff },
  [PAINT_COLOR_AXIS]        = { 0xa9a9aeff, 0x6c6c74ff, 0x000000ff, 0xffffffff },
  [PAINT_COLOR_TEXT]        = { 0x29292dff, 0xf0f0f2ff, 0x000000ff, 0xffffffff },
  [PAINT_COLOR_TEXT_DIM]    = { 0x68686eff, 0xa9a9b0ff, 0x000000ff, 0xffffffff },
  [PAINT_COLOR_ACCENT]      = { 0x1b6fdcff, 0x78aef0ff, 0x0043a8ff, 0x8fc1ffff },
  [PAINT_COLOR_ON_ACCENT]   = { 0xffffffff, 0x17171aff, 0xffffffff, 0x000000ff },
  [PAINT_COLOR_HOVER]       = { 0x1b6fdc30, 0x78aef03c, 0x0043a838, 0x8fc1ff48 },
  [PAINT_COLOR_TARGET]      = { 0x23793bff, 0x6bd08bff, 0x005c1fff, 0x7df0a1ff },
  [PAINT_COLOR_BAR]         = { 0x5b94c7ff, 0x4f86b9ff, 0x23629fff, 0x74b4f2ff },
  [PAINT_COLOR_LOSS]        = { 0xb95a0cff, 0xf3994aff, 0x8a3f00ff, 0xffb066ff },
  [PAINT_COLOR_ACCURACY]    = { 0x1b66aaff, 0x5aa9eeff, 0x004a8cff, 0x74bcffff },
  [PAINT_COLOR_VALIDATION]  = { 0x68686eff, 0xa9a9b0ff, 0x3c3c3cff, 0xd0d0d0ff },
  [PAINT_COLOR_RUN_1]       = { 0x7a4cc4ff, 0xb79cf5ff, 0x4b1fa0ff, 0xcdb8ffff },
  [PAINT_COLOR_RUN_2]       = { 0x0a7478ff, 0x4fc4c4ff, 0x004d50ff, 0x7fe7e7ff },
  [PAINT_COLOR_RUN_3]       = { 0xb5307aff, 0xf08abfff, 0x80004eff, 0xffa8d4ff },
  [PAINT_COLOR_RUN_4]       = { 0x6b6509ff, 0xc9c25aff, 0x474300ff, 0xe8e07aff },
  [PAINT_COLOR_ERROR]       = { 0xb3261eff, 0xff8a80ff, 0x8c0000ff, 0xffa39cff },
  [PAINT_COLOR_HATCH]       = { 0x8e8e94ff, 0x9a9aa2ff, 0x000000ff, 0xffffffff },
  [PAINT_COLOR_NEGATIVE]    = { 0xd9731aff, 0xf3994aff, 0xc05a00ff, 0xffa64dff },
  [PAINT_COLOR_NEUTRAL]     = { 0xf3f1eeff, 0x3a3a41ff, 0xffffffff, 0x1a1a1aff },
  [PAINT_COLOR_POSITIVE]    = { 0x1f6fb8ff, 0x5aa9eeff, 0x00549fff, 0x62b5ffff },
  [PAINT_COLOR_GRADIENT_NEGATIVE]
                            = { 0x2f8a4eff, 0x5cc47fff, 0x00662aff, 0x6fe598ff },
  [PAINT_COLOR_GRADIENT_NEUTRAL]
                            = { 0xf2f1f3ff, 0x3b3b40ff, 0xffffffff, 0x1a1a1aff },
  [PAINT_COLOR_GRADIENT_POSITIVE]
                            = { 0x8e3db5ff, 0xc98af0ff, 0x6d1897ff, 0xdba6ffff },
  [PAINT_COLOR_GRADIENT_TEXT]
                            = { 0x8233a8ff, 0xcf95f4ff, 0x5f0f88ff, 0xdfb0ffff },
};

static const guint32 inks[] = { 0x232327ff, 0xffffffff, 0x000000ff };

void
paint_theme_init (PaintTheme *theme,
                  gboolean    dark,
                  double      text_scale)
{
  g_return_if_fail (theme);

  *theme = (PaintTheme) {
    .text_scale = CLAMP (text_scale, PAINT_MIN_TEXT_SCALE,
                         PAINT_MAX_TEXT_SCALE),
    .scale_factor = 1,
    .texts = paint_text_cache_new (),
  };
  paint_theme_set_font (theme, "sans-serif");
  paint_theme_set_palette (theme, dark, FALSE);
}

void
paint_theme_clear (PaintTheme *theme)
{
  g_return_if_fail (theme);

  g_clear_pointer (&theme->texts, paint_text_cache_free);
}

void
paint_theme_set_palette (PaintTheme *theme,
                         gboolean    dark,
                         gboolean    high_contrast)
{
  Palette palette;

  g_return_if_fail (theme);

  if (high_contrast)
    palette = dark ? DARK_CONTRAST : LIGHT_CONTRAST;
  else
    palette = dark ? DARK : LIGHT;
  theme->dark = dark;
  for (gsize i = 0; i < PAINT_N_COLORS; i++)
    theme->colors[i] = paint_color_from_rgba (palettes[i][palette]);
}

void
paint_theme_set_font (PaintTheme *theme,
                      const char *family)
{
  g_return_if_fail (theme && family);

  g_strlcpy (theme->font_family, family, sizeof theme->font_family);
}

const PaintColor *
paint_theme_color (const PaintTheme *theme,
                   PaintColorName    name)
{
  g_return_val_if_fail (theme && name < PAINT_N_COLORS, NULL);

  return &theme->colors[name];
}

/* Soft black first, then white, and black where neither of them will do: any
 * ground has 4.5 : 1 to black or to white. */
PaintColor
paint_theme_ink (const PaintTheme *theme,
                 const PaintColor *ground)
{
  PaintColor ink;

  g_return_val_if_fail (theme && ground, (PaintColor) { .alpha = 1 });

  for (gsize i = 0; i < G_N_ELEMENTS (inks); i++)
    {
      ink = paint_color_from_rgba (inks[i]);
      if (paint_color_contrast (&ink, ground) >= READABLE)
        break;
    }
  return ink;
}

double
paint_theme_scaled (const PaintTheme *theme,
                    double            length)
{
  g_return_val_if_fail (theme, length);

  return length * theme->text_scale;
}
