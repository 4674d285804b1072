#include "tests/paint/painters.h"

#include "tests/paint/frames.h"
#include "ui/paint/bars.h"
#include "ui/paint/curve.h"
#include "ui/paint/follows.h"
#include "ui/paint/formula.h"
#include "ui/paint/gradient.h"
#include "ui/paint/ledger.h"
#include "ui/paint/parameters.h"
#include "ui/paint/space.h"
#include "ui/paint/states.h"
#include "ui/paint/sweep.h"
#include "ui/paint/vanish.h"

/* What is inspected, of the last unit, output and step. */
#define N_SUBJECTS 6

struct _TestMoment
{
  RnnFrame           *frame;
  RnnSeries          *series;
  PaintStatesData     states;
  PaintParametersData parameters[3];
  PaintFollowsData    follows;
  PaintGradientData   gradient, gradient_decades;
  PaintVanishData     vanish;
  PaintLedgerData     ledger;
  PaintFormulaData    formulas[N_SUBJECTS + 1];
  PaintBarsData       bars;
  PaintSpaceModel    *model;
  PaintSpaceData      space;
  RnnSweepReport     *report;
  PaintSweepData      sweep;
  PaintCurveData      loss, accuracy, logarithmic;
};

/* Forgets the types of @painter's data. */
#define DEFINE_PAINTER(painter, Data)                                         \
  static void painter##_draw (cairo_t *cr, PaintRect area,                    \
                              const PaintTheme *theme, gconstpointer data)    \
  {                                                                           \
    paint_##painter (cr, area, (const Data *) data, theme);                   \
  }                                                                           \
  static void painter##_highlight (cairo_t *cr, PaintRect area,               \
                                   const PaintTheme *theme,                   \
                                   gconstpointer data,                        \
                                   const PaintTarget *target,                 \
                                   gboolean selected)                         \
  {                                                                           \
    paint_##painter##_highlight (cr, area, (const Data *) data, theme,        \
                                 target, selected);                           \
  }                                                                           \
  static PaintTarget painter##_pick (PaintRect area, const PaintTheme *theme, \
                                     gconstpointer data, double x, double y)  \
  {                                                                           \
    return paint_##painter##_pick (area, (const Data *) data, theme, x, y);   \
  }                                                                           \
  static PaintRect painter##_target_rect (PaintRect area,                     \
                                          const PaintTheme *theme,            \
                                          gconstpointer data,                 \
                                          const PaintTarget *target)          \
  {                                                                           \
    return paint_##painter##_target_rect (area, (const Data *) data, theme,   \
                                          target);                            \
  }                                                                           \
  static PaintTarget painter##_move (PaintRect area, const PaintTheme *theme, \
                                     gconstpointer data,                      \
                                     const PaintTarget *target,               \
                                     PaintMove move)                          \
  {                                                                           \
    return paint_##painter##_move (area, (const Data *) data, theme, target,  \
                                   move);                                     \
  }                                                                           \
  static char *painter##_describe (gconstpointer data,                        \
                                   const PaintTarget *target)                 \
  {                                                                           \
    return paint_##painter##_describe ((const Data *) data, target);          \
  }                                                                           \
  static const TestPainter painter##_painter                                  \
    = { #painter, painter##_draw, painter##_highlight, painter##_pick,        \
        painter##_target_rect, painter##_move, painter##_describe };

DEFINE_PAINTER (states, PaintStatesData)
DEFINE_PAINTER (parameters, PaintParametersData)
DEFINE_PAINTER (follows, PaintFollowsData)
DEFINE_PAINTER (gradient, PaintGradientData)
DEFINE_PAINTER (vanish, PaintVanishData)
DEFINE_PAINTER (ledger, PaintLedgerData)
DEFINE_PAINTER (formula, PaintFormulaData)
DEFINE_PAINTER (bars, PaintBarsData)
DEFINE_PAINTER (curve, PaintCurveData)
DEFINE_PAINTER (space, PaintSpaceData)
DEFINE_PAINTER (sweep, PaintSweepData)

#define SWEPT_SEEDS 12

/* Of the moment's experiment; fewer epochs, since it is looked at, not learned
 * from. */
static RnnSweepReport *
sweep_new (const RnnFrame *frame)
{
  g_autoptr (RnnSweep) sweep = NULL;
  RnnSpec spec;

  if (!frame)
    return NULL;
  spec = frame->spec;
  spec.epochs = 3;
  sweep = rnn_sweep_new (&spec, SWEPT_SEEDS, NULL, NULL);
  for (guint i = 0; i < SWEPT_SEEDS - 2; i++)
    g_assert_true (rnn_sweep_next (sweep, NULL, NULL));
  return rnn_sweep_report (sweep);
}

static const PaintSubject subjects[N_SUBJECTS] = {
  { { RNN_QUANTITY_H, .t = 1 }, 0 },
  { { RNN_QUANTITY_WEIGHT, .parameter = 1 }, 0 },
  { { RNN_QUANTITY_Y, .t = 3, .column = 1 }, 0 },
  { { RNN_QUANTITY_LOSS }, 0 },
  { { RNN_QUANTITY_X, .t = 1 }, 0 },
  { { RNN_QUANTITY_DH_NORM, .t = 1 }, 0 },
};

static void
fill (TestMoment *moment)
{
  RnnFrame *frame = moment->frame;

  moment->states = (PaintStatesData) { .frame = frame };
  for (int i = 0; i < 3; i++)
    moment->parameters[i] = (PaintParametersData) { .frame = frame, .mode = i };
  moment->follows = (PaintFollowsData) { .frame = frame };
  moment->gradient = (PaintGradientData) { .frame = frame };
  moment->gradient_decades
    = (PaintGradientData) { .frame = frame, .logarithmic = TRUE };
  moment->vanish = (PaintVanishData) { .frame = frame };
  moment->ledger = (PaintLedgerData) { .frame = frame };
  for (int i = 0; i < N_SUBJECTS; i++)
    moment->formulas[i] = (PaintFormulaData) {
      .frame = frame,
      .subject = frame ? &subjects[i] : NULL,
      .whole = i % 2 == 1,
    };
  moment->formulas[N_SUBJECTS] = (PaintFormulaData) { .frame = frame };
  moment->bars = (PaintBarsData) { .frame = frame, .headline = TRUE };
  moment->model = paint_space_model_new (frame, NULL);
  moment->space = (PaintSpaceData) { .model = moment->model,
                                     .turn = PAINT_SPACE_TURN,
                                     .tilt = PAINT_SPACE_TILT };
  moment->report = sweep_new (frame);
  moment->sweep = (PaintSweepData) { moment->report };
  paint_curve_data_init (&moment->loss, PAINT_CURVE_LOSS, frame,
                         moment->series);
  paint_curve_data_init (&moment->accuracy, PAINT_CURVE_ACCURACY, frame,
                         moment->series);
  moment->logarithmic = moment->loss;
  moment->logarithmic.logarithmic = TRUE;
}

TestMoment *
test_moment_new (const char *settings,
                 guint32     epochs,
                 guint32     known,
                 const char *text)
{
  TestMoment *moment = g_new0 (TestMoment, 1);

  moment->series = rnn_series_new ();
  moment->frame
    = test_frame_new_full (settings, epochs, known, text, moment->series);
  fill (moment);
  return moment;
}

TestMoment *
test_moment_new_empty (void)
{
  TestMoment *moment = g_new0 (TestMoment, 1);

  moment->series = rnn_series_new ();
  fill (moment);
  return moment;
}

void
test_moment_free (TestMoment *moment)
{
  g_clear_pointer (&moment->model, paint_space_model_free);
  g_clear_pointer (&moment->report, rnn_sweep_report_unref);
  g_clear_pointer (&moment->frame, rnn_frame_unref);
  rnn_series_free (moment->series);
  g_free (moment);
}

RnnFrame *
test_moment_frame (TestMoment *moment)
{
  return moment->frame;
}

RnnSeries *
test_moment_series (TestMoment *moment)
{
  return moment->series;
}

const TestPainter *
test_painter (const TestMoment *moment,
              guint             i,
              gconstpointer    *data)
{
  const struct
  {
    const TestPainter *painter;
    gconstpointer      data;
  } painters[] = {
    { &states_painter, &moment->states },
    { &parameters_painter, &moment->parameters[0] },
    { &parameters_painter, &moment->parameters[1] },
    { &parameters_painter, &moment->parameters[2] },
    { &follows_painter, &moment->follows },
    { &gradient_painter, &moment->gradient },
    { &gradient_painter, &moment->gradient_decades },
    { &vanish_painter, &moment->vanish },
    { &ledger_painter, &moment->ledger },
    { &formula_painter, &moment->formulas[0] },
    { &formula_painter, &moment->formulas[1] },
    { &formula_painter, &moment->formulas[2] },
    { &formula_painter, &moment->formulas[3] },
    { &formula_painter, &moment->formulas[4] },
    { &formula_painter, &moment->formulas[5] },
    { &formula_painter, &moment->formulas[N_SUBJECTS] },
    { &bars_painter, &moment->bars },
    { &curve_painter, &moment->loss },
    { &curve_painter, &moment->accuracy },
    { &curve_painter, &moment->logarithmic },
    { &space_painter, &moment->space },
    { &sweep_painter, &moment->sweep },
  };

  if (i >= G_N_ELEMENTS (painters))
    return NULL;
  *data = painters[i].data;
  return painters[i].painter;
}
