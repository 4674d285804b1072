#include "ui/theme-bridge.h"

#include <math.h>
#include <string.h>

/* GTK's own default, Sans 10 at 96 dpi: text scale 1. */
#define PLAIN_FONT_PIXELS (10.0 * 96.0 / 72.0)
/* Themes for contrast draw borders that stand out from the ground like text. */
#define CONTRASTY_BORDER 4.0
#define STYLE_KEY "unroll-style"

/* The sheet's names for the pictures' colours. */
static const struct
{
  const char    *name;
  PaintColorName color;
} sheet_colors[] = {
  { "unroll_page", PAINT_COLOR_PAGE },
  { "unroll_card", PAINT_COLOR_CARD },
  { "unroll_border", PAINT_COLOR_CARD_BORDER },
  { "unroll_track", PAINT_COLOR_TRACK },
  { "unroll_text", PAINT_COLOR_TEXT },
  { "unroll_dim", PAINT_COLOR_TEXT_DIM },
  { "unroll_axis", PAINT_COLOR_AXIS },
  { "unroll_accent", PAINT_COLOR_ACCENT },
  { "unroll_on_accent", PAINT_COLOR_ON_ACCENT },
  { "unroll_target", PAINT_COLOR_TARGET },
  { "unroll_gradient", PAINT_COLOR_GRADIENT_TEXT },
  { "unroll_bar", PAINT_COLOR_BAR },
  { "unroll_loss", PAINT_COLOR_LOSS },
  { "unroll_accuracy", PAINT_COLOR_ACCURACY },
  { "unroll_error", PAINT_COLOR_ERROR },
};

/* What the display has of us. */
typedef struct
{
  GtkCssProvider *colors;
  GtkCssProvider *sheet;
  gboolean        dark;
  gboolean        high_contrast;
} Style;

static PaintColor
named_color (GtkWidget  *widget,
             const char *name,
             PaintColor  otherwise)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA rgba;

  if (!gtk_style_context_lookup_color (context, name, &rgba))
    return otherwise;

  return (PaintColor) { rgba.red, rgba.green, rgba.blue, rgba.alpha };
}

/* By the colours themselves, so that any theme is understood. */
static void
read_kind (GtkWidget *widget,
           gboolean  *dark,
           gboolean  *high_contrast)
{
  PaintColor white = paint_color_from_rgba (0xffffffff);
  PaintColor black = paint_color_from_rgba (0x000000ff);
  PaintColor ground = named_color (widget, "theme_bg_color", white);
  PaintColor text = named_color (widget, "theme_fg_color", black);
  PaintColor border = named_color (widget, "borders", ground);
  PaintColor seen = paint_color_mix (&ground, &border, border.alpha);

  seen.alpha = 1.0;
  *dark = paint_color_luminance (&ground) < paint_color_luminance (&text);
  *high_contrast = paint_color_contrast (&seen, &ground) >= CONTRASTY_BORDER;
}

/* The family and size in pixels, of which the system's text scale is a part. */
static double
read_font (GtkWidget  *widget,
           const char **family)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  *family = pango_font_description_get_family (font);
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72.0;

  return size;
}

static gboolean
same_look (const PaintTheme *a,
           const PaintTheme *b)
{
  return a->text_scale == b->text_scale
         && a->scale_factor == b->scale_factor
         && g_str_equal (a->font_family, b->font_family)
         && memcmp (a->colors, b->colors, sizeof a->colors) == 0;
}

gboolean
unroll_theme_bridge_read (GtkWidget  *widget,
                          double      zoom,
                          PaintTheme *theme)
{
  PaintTheme before;
  const char *family;
  gboolean dark, high_contrast;
  double pixels;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);
  g_return_val_if_fail (theme != NULL, FALSE);

  before = *theme;
  read_kind (widget, &dark, &high_contrast);
  paint_theme_set_palette (theme, dark, high_contrast);
  pixels = read_font (widget, &family);
  if (family != NULL)
    paint_theme_set_font (theme, family);
  theme->text_scale = CLAMP (zoom * pixels / PLAIN_FONT_PIXELS,
                             PAINT_MIN_TEXT_SCALE, PAINT_MAX_TEXT_SCALE);
  theme->scale_factor = gtk_widget_get_scale_factor (widget);

  return !same_look (&before, theme);
}

/* A colour definition, in numbers that no locale can bend. */
static void
define_color (GString          *css,
              const char       *name,
              const PaintColor *color)
{
  char alpha[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (alpha, sizeof alpha, "%.3f", color->alpha);
  g_string_append_printf (css, "@define-color %s rgba(%d,%d,%d,%s);\n", name,
                          (int) round (color->red * 255),
                          (int) round (color->green * 255),
                          (int) round (color->blue * 255), alpha);
}

static void
load_colors (Style *style)
{
  g_autoptr (GString) css = g_string_new (NULL);
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, style->dark, 1.0);
  paint_theme_set_palette (&theme, style->dark, style->high_contrast);
  for (gsize i = 0; i < G_N_ELEMENTS (sheet_colors); i++)
    define_color (css, sheet_colors[i].name,
                  paint_theme_color (&theme, sheet_colors[i].color));

  gtk_css_provider_load_from_data (style->colors, css->str, -1);
}

static void
style_free (gpointer data)
{
  Style *style = data;

  g_object_unref (style->colors);
  g_object_unref (style->sheet);
  g_free (style);
}

static Style *
style_new (void)
{
  Style *style = g_new0 (Style, 1);

  style->colors = gtk_css_provider_new ();
  style->sheet = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style->sheet,
    "/io/github/unroll/Unroll/ui/style.css");

  return style;
}

static void
add_to_display (Style      *style,
                GdkDisplay *display)
{
  g_object_set_data_full (G_OBJECT (display), STYLE_KEY, style, style_free);
  gtk_style_context_add_provider_for_display (
    display, GTK_STYLE_PROVIDER (style->colors),
    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (
    display, GTK_STYLE_PROVIDER (style->sheet),
    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
unroll_theme_bridge_style (GtkWidget *widget)
{
  GdkDisplay *display;
  Style *style;
  gboolean dark, high_contrast;
  gboolean is_new = FALSE;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  display = gtk_widget_get_display (widget);
  read_kind (widget, &dark, &high_contrast);
  style = g_object_get_data (G_OBJECT (display), STYLE_KEY);
  if (style == NULL)
    {
      style = style_new ();
      is_new = TRUE;
    }
  else if (style->dark == dark && style->high_contrast == high_contrast)
    {
      /* Loading changes every style, and so calls back here. */
      return;
    }

  style->dark = dark;
  style->high_contrast = high_contrast;
  load_colors (style);
  if (is_new)
    add_to_display (style, display);
}
