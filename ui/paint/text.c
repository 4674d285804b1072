#include "ui/paint/text.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Entries of one generation; two are kept. */
#define GENERATION 2048
#define RESOLUTION 96.0
/* Layouts are made in this size and drawn in any: without hinting the outlines
 * are the same, and looking for the fonts of one more size takes longer than
 * laying out all the texts of a picture. */
#define FONT_SIZE 16.0
/* Pango's own <sub> and <sup> come out too large: these are as in print. */
#define SHIFTED "<span size=\"70%%\" rise=\"%d\">"
/* Of the font's size. */
#define SUBSCRIPT_DROP 0.17
#define SUPERSCRIPT_RISE 0.33
/* Pango counts a rise in 1024ths of a point. */
#define RISE_UNITS (PANGO_SCALE * 72.0 / RESOLUTION)
#define LAYOUT_UNLIMITED (-1)

/* Lengths in Pango's units, in FONT_SIZE. */
typedef struct
{
  const char *family; /* interned */
  const char *text;   /* owned by the entry; borrowed in a lookup */
  gboolean bold;
  gboolean markup;
  int width;  /* where it is cut, or −1 */
  int height; /* how high wrapped text gets, or −1: one line */
} TextKey;

typedef struct
{
  TextKey key;
  PangoLayout *layout;
  PangoRectangle logical;
} TextEntry;

/* An entry in the size that is asked for, in pixels. */
typedef struct
{
  PangoLayout *layout; /* borrowed from the cache */
  double scale;        /* of the layout */
  double width;
  double height;
} Text;

/* Two generations: when the young one is full it becomes the old one, and what
 * was not asked for since is dropped. */
struct _PaintTextCache
{
  PangoContext *context;
  GHashTable *young;
  GHashTable *old;
};

static guint
key_hash (gconstpointer data)
{
  const TextKey *key = data;
  guint hash = g_str_hash (key->text);

  hash = hash * 33 + (guint) key->width;
  hash = hash * 33 + (guint) key->height;
  return hash * 4 + (guint) key->bold * 2 + (guint) key->markup;
}

static gboolean
key_equal (gconstpointer first,
           gconstpointer second)
{
  const TextKey *a = first;
  const TextKey *b = second;

  return a->family == b->family && a->bold == b->bold && a->markup == b->markup
         && a->width == b->width && a->height == b->height
         && g_str_equal (a->text, b->text);
}

static void
entry_free (gpointer data)
{
  TextEntry *entry = data;

  g_free ((char *) entry->key.text);
  g_object_unref (entry->layout);
  g_free (entry);
}

static GHashTable *
generation_new (void)
{
  return g_hash_table_new_full (key_hash, key_equal, NULL, entry_free);
}

PaintTextCache *
paint_text_cache_new (void)
{
  PaintTextCache *cache = g_new0 (PaintTextCache, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);

  cache->context =
      pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (cache->context, options);
  pango_cairo_context_set_resolution (cache->context, RESOLUTION);
  pango_context_set_round_glyph_positions (cache->context, FALSE);
  cairo_font_options_destroy (options);

  cache->young = generation_new ();
  cache->old = generation_new ();
  return cache;
}

void
paint_text_cache_free (PaintTextCache *cache)
{
  if (!cache)
    return;

  g_hash_table_unref (cache->young);
  g_hash_table_unref (cache->old);
  g_object_unref (cache->context);
  g_free (cache);
}

static void
layout_set_font (PangoLayout   *layout,
                 const TextKey *key)
{
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_layout_get_attributes (layout);

  pango_font_description_set_family (font, key->family);
  pango_font_description_set_absolute_size (font, FONT_SIZE * PANGO_SCALE);
  pango_font_description_set_weight (
      font, key->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);

  /* Joined to what the markup set. */
  attributes =
      attributes ? pango_attr_list_copy (attributes) : pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);

  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
}

static char *
with_indices (const char *markup)
{
  GString *text = g_string_new (markup);
  g_autofree char *lower = g_strdup_printf (
      SHIFTED, (int) (-SUBSCRIPT_DROP * FONT_SIZE * RISE_UNITS));
  g_autofree char *upper = g_strdup_printf (
      SHIFTED, (int) (SUPERSCRIPT_RISE * FONT_SIZE * RISE_UNITS));

  g_string_replace (text, "<sub>", lower, 0);
  g_string_replace (text, "</sub>", "</span>", 0);
  g_string_replace (text, "<sup>", upper, 0);
  g_string_replace (text, "</sup>", "</span>", 0);
  return g_string_free (text, FALSE);
}

static PangoLayout *
layout_new (PaintTextCache *cache,
            const TextKey  *key)
{
  PangoLayout *layout = pango_layout_new (cache->context);

  if (key->markup)
    {
      g_autofree char *markup = with_indices (key->text);

      pango_layout_set_markup (layout, markup, -1);
    }
  else
    pango_layout_set_text (layout, key->text, -1);
  layout_set_font (layout, key);

  if (key->width != LAYOUT_UNLIMITED)
    {
      pango_layout_set_width (layout, key->width);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  if (key->height != LAYOUT_UNLIMITED)
    {
      pango_layout_set_height (layout, key->height);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  else
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static const TextEntry *
entry_new (PaintTextCache *cache,
           const TextKey  *key)
{
  TextEntry *entry = g_new0 (TextEntry, 1);

  entry->key = *key;
  entry->key.text = g_strdup (key->text);
  entry->layout = layout_new (cache, key);
  pango_layout_get_extents (entry->layout, NULL, &entry->logical);
  return entry;
}

static const TextEntry *
cache_find (PaintTextCache *cache,
            const TextKey  *key)
{
  const TextEntry *entry = g_hash_table_lookup (cache->young, key);
  gpointer stolen = NULL;

  if (entry)
    return entry;

  if (g_hash_table_size (cache->young) >= GENERATION)
    {
      g_hash_table_unref (cache->old);
      cache->old = g_steal_pointer (&cache->young);
      cache->young = generation_new ();
    }
  if (g_hash_table_steal_extended (cache->old, key, NULL, &stolen))
    entry = stolen;
  else
    entry = entry_new (cache, key);
  g_hash_table_insert (cache->young, (gpointer) &entry->key, (gpointer) entry);
  return entry;
}

/* In whole pixels, which makes more texts the same. */
static int
limit (double pixels,
       double scale)
{
  return (int) (floor (pixels) / scale * PANGO_SCALE);
}

/* @width and @height in pixels, or LAYOUT_UNLIMITED. */
static Text
find (const PaintTheme     *theme,
      const PaintTextStyle *style,
      const char           *text,
      double                width,
      double                height)
{
  double scale = style->size * theme->text_scale / FONT_SIZE;
  const TextKey key
      = { .family = g_intern_string (theme->font_family),
          .text = text,
          .bold = style->bold,
          .markup = style->markup,
          .width = width < 0 ? LAYOUT_UNLIMITED : limit (width, scale),
          .height = height < 0 ? LAYOUT_UNLIMITED : limit (height, scale) };
  const TextEntry *entry;

  g_assert (theme->texts);

  entry = cache_find (theme->texts, &key);
  return (Text){ .layout = entry->layout,
                 .scale = scale,
                 .width = entry->logical.width * scale / PANGO_SCALE,
                 .height = entry->logical.height * scale / PANGO_SCALE };
}

double
paint_text_width (const PaintTheme     *theme,
                  const PaintTextStyle *style,
                  const char           *text)
{
  g_return_val_if_fail (theme && style && text, 0);

  return find (theme, style, text, LAYOUT_UNLIMITED, LAYOUT_UNLIMITED).width;
}

static Text
find_digit (const PaintTheme     *theme,
            const PaintTextStyle *style)
{
  PaintTextStyle plain = *style;

  plain.markup = FALSE;
  return find (theme, &plain, "0", LAYOUT_UNLIMITED, LAYOUT_UNLIMITED);
}

double
paint_text_height (const PaintTheme     *theme,
                   const PaintTextStyle *style)
{
  g_return_val_if_fail (theme && style, 0);

  return find_digit (theme, style).height;
}

double
paint_text_digit_height (const PaintTheme     *theme,
                         const PaintTextStyle *style)
{
  PangoRectangle ink;
  Text digit;

  g_return_val_if_fail (theme && style, 0);

  digit = find_digit (theme, style);
  pango_layout_get_extents (digit.layout, &ink, NULL);
  return (pango_layout_get_baseline (digit.layout) - ink.y) * digit.scale
         / PANGO_SCALE;
}

/* From here on the layout's units are pixels, and its origin is at @x, @y. */
static void
begin_text (cairo_t          *cr,
            const PaintColor *color,
            const Text       *found,
            double            x,
            double            y)
{
  cairo_save (cr);
  paint_set_source (cr, color);
  cairo_translate (cr, x, y);
  cairo_scale (cr, found->scale, found->scale);
  cairo_move_to (cr, 0, 0);
}

static void
end_text (cairo_t *cr)
{
  cairo_new_path (cr);
  cairo_restore (cr);
}

/* The layout's start at @x, its baseline so that digits are centred on @y. */
static void
show_line (cairo_t              *cr,
           const PaintTheme     *theme,
           const PaintTextStyle *style,
           const PaintColor     *color,
           const Text           *found,
           double                x,
           double                y)
{
  double baseline = y + paint_text_digit_height (theme, style) / 2;

  begin_text (cr, color, found, x, baseline);
  pango_cairo_show_layout_line (
      cr, pango_layout_get_line_readonly (found->layout, 0));
  end_text (cr);
}

static double
aligned (PaintAlign align,
         double     x,
         double     room)
{
  switch (align)
    {
    case PAINT_ALIGN_CENTER:
      return x + room / 2;
    case PAINT_ALIGN_END:
      return x + room;
    case PAINT_ALIGN_START:
    default:
      return x;
    }
}

double
paint_text_at (cairo_t              *cr,
               const PaintTheme     *theme,
               const PaintTextStyle *style,
               const PaintColor     *color,
               PaintAlign            align,
               double                x,
               double                y,
               const char           *text)
{
  Text found;

  g_return_val_if_fail (cr && theme && style && color && text, 0);

  found = find (theme, style, text, LAYOUT_UNLIMITED, LAYOUT_UNLIMITED);
  show_line (
      cr, theme, style, color, &found, aligned (align, x, -found.width), y);
  return found.width;
}

gboolean
paint_text_in (cairo_t              *cr,
               const PaintTheme     *theme,
               const PaintTextStyle *style,
               const PaintColor     *color,
               PaintAlign            align,
               PaintRect             area,
               const char           *text)
{
  gboolean whole;
  Text found;

  g_return_val_if_fail (cr && theme && style && color && text, FALSE);

  if (area.width < 1 || area.height < paint_text_digit_height (theme, style))
    return *text == '\0';

  found = find (theme, style, text, LAYOUT_UNLIMITED, LAYOUT_UNLIMITED);
  whole = found.width <= area.width;
  if (!whole)
    found = find (theme, style, text, area.width, LAYOUT_UNLIMITED);
  /* Pango keeps at least the ellipsis, however narrow. */
  if (found.width <= area.width)
    show_line (cr,
               theme,
               style,
               color,
               &found,
               aligned (align, area.x, area.width - found.width),
               area.y + area.height / 2);
  return whole;
}

/* Not so low or narrow that nothing of it would fit. */
static gboolean
find_wrapped (const PaintTheme     *theme,
              const PaintTextStyle *style,
              double                width,
              double                max_height,
              const char           *text,
              Text                 *found)
{
  if (width < 1 || max_height < paint_text_height (theme, style))
    return FALSE;

  *found = find (theme, style, text, width, max_height);
  return TRUE;
}

double
paint_text_wrapped_height (const PaintTheme     *theme,
                           const PaintTextStyle *style,
                           double                width,
                           double                max_height,
                           const char           *text)
{
  Text found;

  g_return_val_if_fail (theme && style && text, 0);

  if (!find_wrapped (theme, style, width, max_height, text, &found))
    return 0;
  return MIN (found.height, max_height);
}

double
paint_text_wrapped (cairo_t              *cr,
                    const PaintTheme     *theme,
                    const PaintTextStyle *style,
                    const PaintColor     *color,
                    PaintRect             area,
                    const char           *text)
{
  Text found;

  g_return_val_if_fail (cr && theme && style && color && text, 0);

  if (!find_wrapped (theme, style, area.width, area.height, text, &found))
    return 0;

  begin_text (cr, color, &found, area.x, area.y);
  pango_cairo_show_layout (cr, found.layout);
  end_text (cr);
  return MIN (found.height, area.height);
}
