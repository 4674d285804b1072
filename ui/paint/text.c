#include "ui/paint/text.h"

#include <pango/pangocairo.h>

/* Entries of one generation; two are kept. */
#define GENERATION 2048
#define RESOLUTION 96.0
/* Pango's own <sub> and <sup> come out too large: these are as in print. */
#define SHIFTED "<span size=\"70%%\" rise=\"%d\">"
/* Of the font's size. */
#define SUBSCRIPT_DROP 0.17
#define SUPERSCRIPT_RISE 0.33
/* Pango counts a rise in 1024ths of a point. */
#define RISE_UNITS (PANGO_SCALE * 72.0 / RESOLUTION)
#define LAYOUT_UNLIMITED (-1)

typedef struct
{
  const char *family; /* interned */
  const char *text;   /* owned by the entry; borrowed in a lookup */
  double size;        /* with the text scale */
  gboolean bold;
  gboolean markup;
  int width;  /* where it is cut, in whole pixels, or −1 */
  int height; /* how high wrapped text gets, or −1: one line */
} TextKey;

typedef struct
{
  TextKey key;
  PangoLayout *layout;
  double width;
  double height;
} TextEntry;

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

  hash = hash * 33 + (guint) (key->size * 64);
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

  return a->family == b->family && a->size == b->size && a->bold == b->bold
         && a->markup == b->markup && a->width == b->width
         && a->height == b->height && g_str_equal (a->text, b->text);
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
  pango_font_description_set_absolute_size (font, key->size * PANGO_SCALE);
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
with_indices (const char *markup,
              double      size)
{
  GString *text = g_string_new (markup);
  g_autofree char *lower =
      g_strdup_printf (SHIFTED, (int) (-SUBSCRIPT_DROP * size * RISE_UNITS));
  g_autofree char *upper =
      g_strdup_printf (SHIFTED, (int) (SUPERSCRIPT_RISE * size * RISE_UNITS));

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
      g_autofree char *markup = with_indices (key->text, key->size);

      pango_layout_set_markup (layout, markup, -1);
    }
  else
    pango_layout_set_text (layout, key->text, -1);
  layout_set_font (layout, key);

  if (key->width != LAYOUT_UNLIMITED)
    {
      pango_layout_set_width (layout, key->width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  if (key->height != LAYOUT_UNLIMITED)
    {
      pango_layout_set_height (layout, key->height * PANGO_SCALE);
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
  PangoRectangle logical;

  entry->key = *key;
  entry->key.text = g_strdup (key->text);
  entry->layout = layout_new (cache, key);
  pango_layout_get_extents (entry->layout, NULL, &logical);
  entry->width = (double) logical.width / PANGO_SCALE;
  entry->height = (double) logical.height / PANGO_SCALE;
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

/* @width and @height in pixels, or LAYOUT_UNLIMITED. */
static const TextEntry *
find (const PaintTheme     *theme,
      const PaintTextStyle *style,
      const char           *text,
      int                   width,
      int                   height)
{
  const TextKey key = { .family = g_intern_string (theme->font_family),
                        .text = text,
                        .size = style->size * theme->text_scale,
                        .bold = style->bold,
                        .markup = style->markup,
                        .width = width,
                        .height = height };

  g_assert (theme->texts);

  return cache_find (theme->texts, &key);
}

double
paint_text_width (const PaintTheme     *theme,
                  const PaintTextStyle *style,
                  const char           *text)
{
  g_return_val_if_fail (theme && style && text, 0);

  return find (theme, style, text, LAYOUT_UNLIMITED, LAYOUT_UNLIMITED)->width;
}

static const TextEntry *
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

  return find_digit (theme, style)->height;
}

double
paint_text_digit_height (const PaintTheme     *theme,
                         const PaintTextStyle *style)
{
  const TextEntry *digit;
  PangoRectangle ink;

  g_return_val_if_fail (theme && style, 0);

  digit = find_digit (theme, style);
  pango_layout_get_extents (digit->layout, &ink, NULL);
  return (double) (pango_layout_get_baseline (digit->layout) - ink.y)
         / PANGO_SCALE;
}

/* The layout's start at @x, its baseline so that digits are centred on @y. */
static void
show_line (cairo_t              *cr,
           const PaintTheme     *theme,
           const PaintTextStyle *style,
           const PaintColor     *color,
           const TextEntry      *entry,
           double                x,
           double                y)
{
  double baseline = y + paint_text_digit_height (theme, style) / 2;

  paint_set_source (cr, color);
  cairo_move_to (cr, x, baseline);
  pango_cairo_show_layout_line (
      cr, pango_layout_get_line_readonly (entry->layout, 0));
  cairo_new_path (cr);
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
  const TextEntry *entry;

  g_return_val_if_fail (cr && theme && style && color && text, 0);

  entry = find (theme, style, text, LAYOUT_UNLIMITED, LAYOUT_UNLIMITED);
  show_line (
      cr, theme, style, color, entry, aligned (align, x, -entry->width), y);
  return entry->width;
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
  const TextEntry *entry;
  gboolean whole;

  g_return_val_if_fail (cr && theme && style && color && text, FALSE);

  if (area.width < 1 || area.height < paint_text_digit_height (theme, style))
    return *text == '\0';

  entry = find (theme, style, text, LAYOUT_UNLIMITED, LAYOUT_UNLIMITED);
  whole = entry->width <= area.width;
  if (!whole)
    entry = find (theme, style, text, (int) area.width, LAYOUT_UNLIMITED);
  /* Pango keeps at least the ellipsis, however narrow. */
  if (entry->width <= area.width)
    show_line (cr,
               theme,
               style,
               color,
               entry,
               aligned (align, area.x, area.width - entry->width),
               area.y + area.height / 2);
  return whole;
}

static const TextEntry *
find_wrapped (const PaintTheme     *theme,
              const PaintTextStyle *style,
              double                width,
              double                max_height,
              const char           *text)
{
  if (width < 1 || max_height < paint_text_height (theme, style))
    return NULL;
  return find (theme, style, text, (int) width, (int) max_height);
}

double
paint_text_wrapped_height (const PaintTheme     *theme,
                           const PaintTextStyle *style,
                           double                width,
                           double                max_height,
                           const char           *text)
{
  const TextEntry *entry;

  g_return_val_if_fail (theme && style && text, 0);

  entry = find_wrapped (theme, style, width, max_height, text);
  return entry ? MIN (entry->height, max_height) : 0;
}

double
paint_text_wrapped (cairo_t              *cr,
                    const PaintTheme     *theme,
                    const PaintTextStyle *style,
                    const PaintColor     *color,
                    PaintRect             area,
                    const char           *text)
{
  const TextEntry *entry;

  g_return_val_if_fail (cr && theme && style && color && text, 0);

  entry = find_wrapped (theme, style, area.width, area.height, text);
  if (!entry)
    return 0;

  paint_set_source (cr, color);
  cairo_move_to (cr, area.x, area.y);
  pango_cairo_show_layout (cr, entry->layout);
  cairo_new_path (cr);
  return MIN (entry->height, area.height);
}
