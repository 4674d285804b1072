/* What the inspector says: every number is the one of the trace's file, every
 * number leads to where it comes from, nothing is given away on a walk, and
 * long sums fold. */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/trace-file.h"
#include "tests/paint/formula-fixture.h"
#include "tests/paint/frames.h"
#include "tests/paint/thorough.h"
#include "tests/paint/formula-golden.h"
#include "ui/paint/formula.h"
#include "ui/paint/symbol.h"

static const char *const settings[] = {
  "data.time_steps=4",
  "data.time_steps=1",
  "data.time_steps=3 network.units=3;2;2 data.target=all",
  "data.time_steps=3 data.target=all training.loss=sum"
  " network.activation=relu",
  "data.input=embedding data.embedding=2 data.time_steps=2"
  " network.activation=sigmoid training.optimizer=rmsprop",
  "data.input=real data.time_steps=2 network.activation=linear"
  " training.optimizer=sgd training.clip=value training.clip_value=0.01",
  "data.time_steps=2 training.optimizer=sgd training.momentum=0.9"
  " training.clip=norm training.clip_value=0.1",
  "data.time_steps=2 training.optimizer=sgd training.momentum=0.9"
  " training.nesterov=true training.clip=global-norm training.clip_value=0.1",
  "data.time_steps=2 training.optimizer=rmsprop training.momentum=0.5"
  " training.batch=2",
};

/* The file of the trace -------------------------------------------------- */

/* "phase,layer,t,quantity,row,column" → value. */
static GHashTable *
load_file (const RnnFrame *frame)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *numbers
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  int file = g_file_open_tmp ("formula-XXXXXX.csv", &name, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  rnn_trace_save (name, frame->trace,
                  frame->update ? frame->update : frame->next, &error);
  g_assert_no_error (error);
  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  g_unlink (name);

  lines = g_strsplit_set (text, "\n", -1);
  for (guint i = 1; lines[i] && *lines[i]; i++)
    {
      char *comma = strrchr (lines[i], ',');

      g_hash_table_insert (numbers, g_strndup (lines[i], comma - lines[i]),
                           g_strdup (comma + 1));
    }
  return numbers;
}

static char *
step_key (const char       *phase,
          const RnnAddress *a,
          gboolean          layered,
          const char       *quantity,
          guint             column)
{
  g_autofree char *layer
    = layered ? g_strdup_printf ("%u", a->layer + 1) : g_strdup ("");

  return g_strdup_printf ("%s,%s,%u,%s,0,%u", phase, layer, a->t, quantity,
                          column);
}

static char *
parameter_key (const RnnFrame   *frame,
               const RnnAddress *a,
               const char       *phase,
               const char       *before,
               const char       *after)
{
  static const char *const names[] = { "E", "W_xh", "W_hh", "b_h", "W_hy",
                                       "b_y" };
  const RnnParameter *p = &frame->network.parameters[a->parameter];
  gboolean layered = p->kind >= RNN_PARAMETER_W_XH
                     && p->kind <= RNN_PARAMETER_B_H;
  g_autofree char *layer
    = layered ? g_strdup_printf ("%u", p->layer + 1) : g_strdup ("");

  return g_strdup_printf ("%s,%s,,%s%s%s,%u,%u", phase, layer, before,
                          names[p->kind], after, a->row, a->column);
}

/* NULL: the file has no such number. */
static char *
key_of (const RnnFrame   *frame,
        const RnnAddress *a)
{
  switch (a->quantity)
    {
    case RNN_QUANTITY_X:
      return step_key ("forward", a, TRUE, "x", a->column);
    case RNN_QUANTITY_Z:
      return step_key ("forward", a, TRUE, "z", a->column);
    case RNN_QUANTITY_H:
      return step_key ("forward", a, TRUE, "h", a->column);
    case RNN_QUANTITY_LOGIT:
      return step_key ("forward", a, FALSE, "logits", a->column);
    case RNN_QUANTITY_Y:
      return step_key ("forward", a, FALSE, "y", a->column);
    case RNN_QUANTITY_NLL:
      return step_key ("loss", a, FALSE, "nll", 0);
    case RNN_QUANTITY_LOSS:
      return g_strdup ("loss,,,loss,0,0");
    case RNN_QUANTITY_DLOGIT:
      return step_key ("backward", a, FALSE, "dlogits", a->column);
    case RNN_QUANTITY_DH:
      return step_key ("backward", a, TRUE, "dh", a->column);
    case RNN_QUANTITY_DZ:
      return step_key ("backward", a, TRUE, "dz", a->column);
    case RNN_QUANTITY_DX:
      return step_key ("backward", a, TRUE, "dx", a->column);
    case RNN_QUANTITY_DH_NORM:
      return step_key ("backward", a, TRUE, "dh_norm", 0);
    case RNN_QUANTITY_GRADIENT:
      return parameter_key (frame, a, "gradient", "d", "");
    case RNN_QUANTITY_WEIGHT:
      return parameter_key (frame, a, "forward", "", "");
    case RNN_QUANTITY_BATCH_GRADIENT:
      return parameter_key (frame, a, "update", "d", "");
    case RNN_QUANTITY_CLIPPED:
      return parameter_key (frame, a, "update", "d", "_clipped");
    case RNN_QUANTITY_M:
      return parameter_key (frame, a, "update", "", "_m");
    case RNN_QUANTITY_V:
      return parameter_key (frame, a, "update", "", "_v");
    case RNN_QUANTITY_STEP:
      return parameter_key (frame, a, "update", "", "_step");
    case RNN_QUANTITY_WEIGHT_AFTER:
      return parameter_key (frame, a, "update", "", "_new");
    default:
      return NULL;
    }
}

typedef struct
{
  GHashTable *numbers;
  guint       n_found;
} File;

static void
check_number (const PaintPage *page,
              const PaintLine *line,
              const PaintRun  *run,
              gpointer         data)
{
  File *file = data;
  g_autofree char *key = key_of (page->frame, &run->address);
  const char *text;
  double value;

  if (!run->leads)
    return;
  if (run->address.quantity < RNN_QUANTITY_BATCH_GRADIENT)
    g_assert_true (rnn_trace_value (page->frame->trace, page->weights,
                                    &run->address, &value));
  else
    g_assert_true (rnn_update_value (page->update, &run->address, &value));
  g_assert_cmpfloat (value, ==, run->number);
  if (!key)
    return;
  text = g_hash_table_lookup (file->numbers, key);
  if (!text)
    g_error ("The file has no %s", key);
  g_assert_cmpfloat ((float) g_ascii_strtod (text, NULL), ==,
                     (float) run->number);
  file->n_found++;
}

static void
test_file (gconstpointer data)
{
  g_autoptr (RnnFrame) frame = test_frame_new (data, 5);
  File file = { load_file (frame), 0 };

  g_assert_nonnull (frame->next);
  test_visit_pages (frame, 0, check_number, &file);
  g_assert_cmpuint (file.n_found, >, 100);
  g_hash_table_unref (file.numbers);
}

/* The walk ----------------------------------------------------------------- */

/* Only what has happened. */
static void
check_happened (const PaintPage *page,
                const PaintLine *line,
                const PaintRun  *run,
                gpointer         data)
{
  guint *n = data;

  if (run->leads)
    g_assert_true (paint_page_has_happened (page, &run->address));
  (*n)++;
}

static void
test_walk (gconstpointer data)
{
  guint before = 0;
  guint length = 1;

  for (guint stop = 1; stop <= length; stop++)
    {
      g_autoptr (RnnFrame) frame
        = test_frame_new_at_stop (data, 2, stop, 1);
      guint n = 0;

      length = rnn_walk_length (&frame->walk);
      test_visit_pages (frame, 1, check_happened, &n);
      g_assert_cmpuint (n, >=, before);
      before = n;
    }
}

/* Words -------------------------------------------------------------------- */

static char *
describe (const RnnFrame *frame,
          RnnAddress      address)
{
  const PaintSubject subject = { address, 0 };
  const PaintFormulaData data = { frame, &subject, FALSE, 0 };

  return paint_formula_describe (&data, NULL);
}

static void
assert_says (const RnnFrame *frame,
             RnnAddress      address,
             const char     *words)
{
  g_autofree char *text = describe (frame, address);

  if (!strstr (text, words))
    g_error ("“%s” is not in:\n%s", words, text);
}

static void
test_words (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 5);
  g_autoptr (RnnFrame) walking
    = test_frame_new_at_stop ("data.time_steps=4", 5, 2, 0);
  const RnnAddress h = { RNN_QUANTITY_H, .t = 3, .column = 1 };

  assert_says (frame, h, "h₃[2] hidden unit 2 at t = 3");
  assert_says (frame, h, "h₃ = tanh(x₃ W_xh + h₂ W_hh + b_h)");
  assert_says (frame, h, "h₂[1] W_hh[1,2] ");
  assert_says (frame, h, "∂L/∂h₃ = ∂L/∂z₄ W_hh^⊤");
  assert_says (frame, h, "tanh′(z₃[2]) = 1 − (");
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_LOSS }, "L₄ = −log y₄[");
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_WEIGHT, .parameter = 1 },
               "m = β₁·m_old + (1−β₁)·g");
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_WEIGHT, .parameter = 1 },
               "What the next update will buy");
  assert_says (walking, h, "Not yet: it comes with ‘Forward · t = 3’.");
  assert_says (walking, h, "Not yet: it comes with ‘Backward · t = 3’.");
}

/* The trace answers as if, the update does not. */
static void
check_as_if (const PaintPage *page,
             const PaintLine *line,
             const PaintRun  *run,
             gpointer         data)
{
  double traced = NAN, real = NAN;

  if (!run->leads)
    return;
  rnn_trace_value (page->frame->trace, page->weights, &run->address, &traced);
  if (page->update)
    rnn_update_value (page->update, &run->address, &real);
  g_assert_true (run->number == traced || run->number == real);
}

static void
test_as_if (void)
{
  g_autoptr (RnnFrame) frame
    = test_frame_new_as_if ("data.time_steps=4", 5, NULL);

  g_assert_true (frame->touched);
  test_visit_pages (frame, frame->trace->sample, check_as_if, NULL);
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_H, .t = 3, .column = 1 },
               "W_hh is cut: nothing comes from t = 2.");
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_H, .t = 3, .column = 1 },
               "W_hh is cut: nothing comes back from t = 4.");
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_H, .t = 3, .column = 0 },
               "This unit is silenced: it is held at 0.");
}

/* Without a trace there is a reason, and what does not need one. */
static void
test_no_trace (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 5);

  g_clear_pointer (&frame->trace, rnn_trace_unref);
  frame->trace_error = g_strdup ("It is too large.");
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_H, .t = 3 },
               "It is too large.");
  assert_says (frame, (RnnAddress) { RNN_QUANTITY_WEIGHT, .parameter = 1 },
               "new W_hh[1,1] = W_hh[1,1] + Δ");
}

static void
test_plain (void)
{
  static const char *const cases[][2] = {
    { "W<sub>xh</sub>[1,2]", "W_xh[1,2]" },
    { "h<sub>12</sub><sup>(2)</sup>[3]", "h₁₂⁽²⁾[3]" },
    { "y<sub>4</sub>[&lt;]", "y₄[<]" },
    { "<b>&amp;</b>", "&" },
    { "(0.3)<sup>2</sup>", "(0.3)²" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = paint_symbol_plain (cases[i][0]);

      g_assert_cmpstr (plain, ==, cases[i][1]);
    }
}

/* Long sums ---------------------------------------------------------------- */

/* The part's sum is that of the lines under it, folded or not. */
static void
check_sums (const PaintPage *page)
{
  double wanted = NAN, sum = 0;

  for (guint i = 0; i < page->lines->len; i++)
    {
      const PaintLine *line = paint_page_get_line (page, i);
      const PaintRun *last = paint_page_get_run (page, line, line->n - 1);

      if (line->kind == PAINT_LINE_TERM || line->kind == PAINT_LINE_MORE)
        {
          if (last->column == PAINT_RUN_VALUE)
            sum += last->number;
          continue;
        }
      if (!isnan (wanted) && sum != 0)
        g_assert_cmpfloat_with_epsilon (sum, wanted, 1e-9);
      wanted = line->kind == PAINT_LINE_PART ? last->number : NAN;
      sum = 0;
    }
}

static void
test_folding (void)
{
  g_autoptr (RnnFrame) frame
    = test_frame_new ("data.time_steps=4 network.units=64", 1);
  const PaintSubject subject
    = { { RNN_QUANTITY_H, .t = 3, .column = 9 }, .sample = 0 };
  g_autoptr (PaintPage) cut = paint_page_new (frame, &subject, FALSE);
  g_autoptr (PaintPage) whole = paint_page_new (frame, &subject, TRUE);
  PaintFormulaData data = { frame, &subject, FALSE, 0 };
  g_auto (PaintTheme) theme = { 0 };
  const PaintRect area = { 0, 0, 320, 200 };
  gsize first, n_visible, n_total;

  check_sums (cut);
  check_sums (whole);
  g_assert_cmpuint (cut->lines->len, <, 32);
  g_assert_cmpuint (whole->lines->len, >, 2 * 64);

  /* One line says what is left out, and unfolds it. */
  for (guint i = 0, n = 0; i < cut->lines->len; i++)
    {
      const PaintTarget target = { PAINT_TARGET_TERM, .row = i };
      gboolean more
        = paint_page_get_line (cut, i)->kind == PAINT_LINE_MORE;

      g_assert_cmpint (paint_formula_unfolds (&data, &target), ==, more);
      n += more;
      if (i + 1 == cut->lines->len)
        g_assert_cmpuint (n, ==, 2);
    }

  /* All rows can be scrolled to. */
  paint_theme_init (&theme, FALSE, 1.0);
  data.whole = TRUE;
  paint_formula_scroll (area, &data, &theme, &first, &n_visible, &n_total);
  g_assert_cmpuint (n_total, >, 2 * 64);
  g_assert_cmpuint (n_visible, <, 20);
  data.first_row = 100000;
  paint_formula_scroll (area, &data, &theme, &first, &n_visible, &n_total);
  g_assert_cmpuint (first + n_visible, ==, n_total);
}

/* The keyboard reads all numbers, and each comes into sight. */
static void
test_reading (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 5);
  const PaintSubject subject
    = { { RNN_QUANTITY_WEIGHT, .parameter = 1 }, .sample = 0 };
  PaintFormulaData data = { frame, &subject, FALSE, 0 };
  g_auto (PaintTheme) theme = { 0 };
  const PaintRect area = { 0, 0, 320, 120 };
  PaintTarget target, next;
  guint n = 0;

  paint_theme_init (&theme, FALSE, 1.0);
  target = paint_formula_move (area, &data, &theme, NULL, PAINT_MOVE_RIGHT);
  for (;; target = next)
    {
      PaintRect rect;

      paint_formula_reveal (area, &data, &theme, &target);
      rect = paint_formula_target_rect (area, &data, &theme, &target);
      g_assert_cmpfloat (rect.width, >, 0);
      n++;
      next = paint_formula_move (area, &data, &theme, &target,
                                 PAINT_MOVE_RIGHT);
      if (next.kind == PAINT_TARGET_NONE)
        break;
    }
  g_assert_cmpuint (n, >, 30);
  for (guint i = 1; i < n; i++)
    target = paint_formula_move (area, &data, &theme, &target,
                                 PAINT_MOVE_LEFT);
  next = paint_formula_move (area, &data, &theme, &target, PAINT_MOVE_LEFT);
  g_assert_cmpint (next.kind, ==, PAINT_TARGET_NONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i += test_every ())
    {
      g_autofree char *file = g_strdup_printf ("/formula/file/%zu", i);
      g_autofree char *walk = g_strdup_printf ("/formula/walk/%zu", i);

      g_test_add_data_func (file, settings[i], test_file);
      g_test_add_data_func (walk, settings[i], test_walk);
    }
  g_test_add_func ("/formula/words", test_words);
  g_test_add_func ("/formula/as-if", test_as_if);
  g_test_add_func ("/formula/no-trace", test_no_trace);
  g_test_add_func ("/formula/plain", test_plain);
  g_test_add_func ("/formula/folding", test_folding);
  g_test_add_func ("/formula/reading", test_reading);
  test_add_goldens ();

  return g_test_run ();
}
