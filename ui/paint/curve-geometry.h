#pragma once

#include "ui/paint/curve.h"
#include "ui/paint/scale.h"
#include "ui/paint/text.h"

G_BEGIN_DECLS

/* What the files of the curve share. */

typedef struct
{
  PaintRect  plot;
  PaintRect  caption;         /* under the axis; height 0: none */
  PaintScale x, y;
  PaintTicks x_ticks, y_ticks;
} PaintCurveGeometry;

#define PAINT_CURVE_TICK_GAP   7.0
#define PAINT_CURVE_DOT_RADIUS 5.0
#define PAINT_CURVE_LINE_WIDTH 2.2

extern const PaintTextStyle paint_curve_label_style;
/* Of the validation's curve. */
extern const PaintLook      paint_curve_validation;

PaintCurveGeometry paint_curve_geometry   (PaintRect             area,
                                           const PaintCurveData *data,
                                           const PaintTheme     *theme);
/* Too small a place for a curve is left empty. */
gboolean           paint_curve_is_drawable (const PaintCurveGeometry *geometry);
/* The text of a tick of the upright axis. */
const char        *paint_curve_y_label    (const PaintCurveData *data,
                                           const PaintTicks     *ticks,
                                           guint                 i,
                                           char                  buffer[PAINT_NUMBER_SIZE]);

RnnMeasure         paint_curve_trained    (const PaintCurveData *data);
RnnMeasure         paint_curve_held_out   (const PaintCurveData *data);
gboolean           paint_curve_has_validation (const PaintCurveData *data);
PaintColorName     paint_curve_color      (const PaintCurveData *data);
/* NaN where there is none. */
double             paint_curve_at         (const PaintCurveData *data,
                                           RnnMeasure            quantity,
                                           guint32               epoch);
/* What guessing each letter alike would reach, or NaN. */
double             paint_curve_chance     (const PaintCurveData *data);
const char        *paint_curve_number     (const PaintCurveData *data,
                                           double                value,
                                           char                  buffer[PAINT_NUMBER_SIZE]);

/* The last epoch that @data or one of its ghosts knows. */
guint32            paint_curve_last_known (const PaintCurveData *data);
/* That of number @run, or NULL. */
const PaintGhost  *paint_curve_ghost      (const PaintCurveData *data,
                                           guint64               run);
/* curve.c: where it is written what guessing would reach; empty: nowhere. */
PaintRect          paint_curve_chance_plate (const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           const PaintTheme         *theme);
/* NaN where there is none. */
double             paint_curve_ghost_at   (const PaintGhost     *ghost,
                                           RnnMeasure            quantity,
                                           guint32               epoch);

/* curve-lines.c: the curves themselves. */
/* Rows @first … @end − 1 of @series in the colour that is set, with the dashes
 * of @look. */
void               paint_curve_rows       (cairo_t                  *cr,
                                           const PaintCurveGeometry *g,
                                           const RnnSeries          *series,
                                           RnnMeasure                quantity,
                                           const PaintLook          *look,
                                           gsize                     first,
                                           gsize                     end,
                                           double                    width,
                                           const PaintTheme         *theme);
/* To the plot and what a line may stand out. */
void               paint_curve_clip       (cairo_t                  *cr,
                                           const PaintCurveGeometry *g);
void               paint_curve_lines      (cairo_t                  *cr,
                                           const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           const PaintTheme         *theme);

/* Whether the line of rows @first … passes through @rect. */
gboolean           paint_curve_crosses    (const PaintCurveGeometry *g,
                                           const RnnSeries          *series,
                                           RnnMeasure                quantity,
                                           gsize                     first,
                                           const PaintRect          *rect);

/* curve-changes.c: lines under the curves, then words over them. */
#define PAINT_MAX_CHANGE_WORDS 12
typedef struct
{
  PaintRect   rect;
  const char *text;           /* borrowed */
} PaintCurveWords;
/* Where there is room for words; how many. */
guint              paint_curve_place_changes (const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           const PaintTheme         *theme,
                                           PaintCurveWords           words[PAINT_MAX_CHANGE_WORDS]);
void               paint_curve_change_lines (cairo_t                *cr,
                                           const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           const PaintTheme         *theme);
void               paint_curve_change_words (cairo_t                *cr,
                                           const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           const PaintTheme         *theme);
/* The last change that ends up at @epoch, or NULL. */
const char        *paint_curve_change_at  (const PaintCurveData     *data,
                                           guint32                   epoch);

/* curve-ghosts.c: lines under the curves, then marks and names over them. */
void               paint_curve_ghosts     (cairo_t                  *cr,
                                           const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           const PaintTheme         *theme);
void               paint_curve_ghost_names (cairo_t                 *cr,
                                           const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           const PaintTheme         *theme);
/* The ghost whose line lies under a point, and nearer than the shown curve; or
 * NULL. */
const PaintGhost  *paint_curve_pick_ghost (const PaintCurveGeometry *g,
                                           const PaintCurveData     *data,
                                           double                    x,
                                           double                    y);

G_END_DECLS
