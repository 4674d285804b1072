#pragma once

#include "ui/view.h"

/**
 * UNROLL_DEFINE_PAINTER:
 * @painter: the painter's name, as in paint_curve
 * @Data: its data, as PaintCurveData
 *
 * All painters have the same shape.  Given a static `@Data get_data (UnrollView
 * *)` this defines the static install_painter (UnrollViewClass *), which makes
 * the class show what that painter paints.
 */
#define UNROLL_DEFINE_PAINTER(painter, Data)                                  \
  static void                                                                 \
  painter##_paint (UnrollView *view, cairo_t *cr, PaintRect area,             \
                   const PaintTheme *theme)                                   \
  {                                                                           \
    Data data = get_data (view);                                              \
                                                                              \
    paint_##painter (cr, area, &data, theme);                                 \
  }                                                                           \
                                                                              \
  static PaintTarget                                                          \
  painter##_pick (UnrollView *view, PaintRect area, const PaintTheme *theme,  \
                  double x, double y)                                         \
  {                                                                           \
    Data data = get_data (view);                                              \
                                                                              \
    return paint_##painter##_pick (area, &data, theme, x, y);                 \
  }                                                                           \
                                                                              \
  static PaintRect                                                            \
  painter##_target_rect (UnrollView *view, PaintRect area,                    \
                         const PaintTheme *theme, const PaintTarget *target)  \
  {                                                                           \
    Data data = get_data (view);                                              \
                                                                              \
    return paint_##painter##_target_rect (area, &data, theme, target);        \
  }                                                                           \
                                                                              \
  static void                                                                 \
  painter##_highlight (UnrollView *view, cairo_t *cr, PaintRect area,         \
                       const PaintTheme *theme, const PaintTarget *target,    \
                       gboolean selected)                                     \
  {                                                                           \
    Data data = get_data (view);                                              \
                                                                              \
    paint_##painter##_highlight (cr, area, &data, theme, target, selected);   \
  }                                                                           \
                                                                              \
  static PaintTarget                                                          \
  painter##_move (UnrollView *view, PaintRect area, const PaintTheme *theme,  \
                  const PaintTarget *target, PaintMove move)                  \
  {                                                                           \
    Data data = get_data (view);                                              \
                                                                              \
    return paint_##painter##_move (area, &data, theme, target, move);         \
  }                                                                           \
                                                                              \
  static char *                                                               \
  painter##_describe (UnrollView *view, const PaintTarget *target)            \
  {                                                                           \
    Data data = get_data (view);                                              \
                                                                              \
    return paint_##painter##_describe (&data, target);                        \
  }                                                                           \
                                                                              \
  static void                                                                 \
  install_painter (UnrollViewClass *klass)                                    \
  {                                                                           \
    klass->paint = painter##_paint;                                           \
    klass->pick = painter##_pick;                                             \
    klass->target_rect = painter##_target_rect;                               \
    klass->highlight = painter##_highlight;                                   \
    klass->move = painter##_move;                                             \
    klass->describe = painter##_describe;                                     \
  }
