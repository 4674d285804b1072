#pragma once

#include "ui/paint/color.h"

G_BEGIN_DECLS

typedef struct _PaintTextCache PaintTextCache;

typedef enum
{
  PAINT_COLOR_PAGE,           /* behind the cards */
  PAINT_COLOR_CARD,           /* what painters draw on */
  PAINT_COLOR_CARD_BORDER,
  PAINT_COLOR_CELL,           /* the box of one hidden state */
  PAINT_COLOR_CELL_BORDER,
  PAINT_COLOR_TRACK,          /* the empty part of a bar */
  PAINT_COLOR_GRID,           /* grid lines */
  PAINT_COLOR_AXIS,           /* axes, faint connections */
  PAINT_COLOR_TEXT,
  PAINT_COLOR_TEXT_DIM,       /* captions, axis numbers */
  PAINT_COLOR_ACCENT,         /* selection, focus, the cursor of an epoch */
  PAINT_COLOR_ON_ACCENT,      /* text on the accent */
  PAINT_COLOR_HOVER,          /* wash over what is under the pointer */
  PAINT_COLOR_TARGET,         /* target and best: bars, frames, text */
  PAINT_COLOR_BAR,            /* other bars of a probability */
  PAINT_COLOR_LOSS,           /* the curve of the loss and its number */
  PAINT_COLOR_ACCURACY,
  PAINT_COLOR_VALIDATION,     /* second curves */
  PAINT_COLOR_RUN_1,          /* runs beside the shown one, see PaintLook */
  PAINT_COLOR_RUN_2,
  PAINT_COLOR_RUN_3,
  PAINT_COLOR_RUN_4,
  PAINT_COLOR_ERROR,
  PAINT_COLOR_HATCH,          /* lines over what is not a number */
  PAINT_COLOR_NEGATIVE,       /* values and weights */
  PAINT_COLOR_NEUTRAL,
  PAINT_COLOR_POSITIVE,
  PAINT_COLOR_GRADIENT_NEGATIVE,
  PAINT_COLOR_GRADIENT_NEUTRAL,
  PAINT_COLOR_GRADIENT_POSITIVE,
  PAINT_COLOR_GRADIENT_TEXT,  /* words and arrows about gradients */
  PAINT_N_COLORS
} PaintColorName;

#define PAINT_MIN_TEXT_SCALE 0.5
#define PAINT_MAX_TEXT_SCALE 4.0
#define PAINT_FONT_FAMILY_SIZE 64

/**
 * PaintTheme:
 *
 * How pictures look.  Belongs, with its text cache, to the thread that made it;
 * painters take it const.  Fields may be set between paintings.
 */
typedef struct
{
  PaintColor      colors[PAINT_N_COLORS];
  gboolean        dark;
  char            font_family[PAINT_FONT_FAMILY_SIZE];
  double          text_scale;   /* 1.0 … 2.0: all text and what holds it */
  double          scale_factor; /* device pixels in one unit, for own images */
  gboolean        vector;       /* SVG or PDF: rectangles, not images */
  PaintTextCache *texts;        /* owned */
} PaintTheme;

/* The light or dark palette, the system's sans serif, a screen at scale 1. */
void              paint_theme_init         (PaintTheme       *theme,
                                            gboolean          dark,
                                            double            text_scale);
void              paint_theme_clear        (PaintTheme       *theme);
/* Changes the palette only; @high_contrast: black and white grounds, no grey
 * text. */
void              paint_theme_set_palette  (PaintTheme       *theme,
                                            gboolean          dark,
                                            gboolean          high_contrast);
void              paint_theme_set_font     (PaintTheme       *theme,
                                            const char       *family);
const PaintColor *paint_theme_color        (const PaintTheme *theme,
                                            PaintColorName    name);
/* The colour of text on a field filled with @ground: at least 4.5 : 1. */
PaintColor        paint_theme_ink          (const PaintTheme *theme,
                                            const PaintColor *ground);
/* @length times the text scale. */
double            paint_theme_scaled       (const PaintTheme *theme,
                                            double            length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PaintTheme, paint_theme_clear)

G_END_DECLS
