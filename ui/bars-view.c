#include "ui/bars-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/bars.h"
#include "ui/paint/headings.h"
#include "ui/picture.h"
#include "ui/view-painter.h"

struct _UnrollBarsView
{
  UnrollView  parent_instance;

  /* Owned */
  RnnFrame   *frame;          /* the last that had a prediction */
  RnnPrediction *written;     /* shown instead of it; or NULL */

  gsize       place;
  gboolean    faded;
};

#define LEAST_WIDTH 120
/* Of a row, at text scale 1. */
#define ROW_HEIGHT 20.0
/* The letters that can be scrolled to; any more are summed up. */
#define MAX_ROWS 100

G_DEFINE_FINAL_TYPE (UnrollBarsView, unroll_bars_view, UNROLL_TYPE_VIEW)

static PaintBarsData
get_data (UnrollView *view)
{
  UnrollBarsView *self = UNROLL_BARS_VIEW (view);

  return (PaintBarsData) { .frame = self->frame, .place = self->place,
                           .prediction = self->written };
}

UNROLL_DEFINE_PAINTER (bars, PaintBarsData)

/* Beside them the window says in words what is likeliest, and after what. */
static void
unroll_bars_view_paint_alone (UnrollView       *view,
                              cairo_t          *cr,
                              PaintRect        *area,
                              const PaintTheme *theme)
{
  PaintBarsData data = get_data (view);

  data.headline = TRUE;
  paint_bars (cr, *area, &data, theme);
}

static void
unroll_bars_view_introduce (UnrollView    *view,
                            UnrollPicture *picture)
{
  UnrollBarsView *self = UNROLL_BARS_VIEW (view);

  g_free (picture->title);
  picture->title = g_strdup (_("The next letter"));
  g_free (picture->subtitle);
  picture->subtitle = self->frame != NULL
                        ? paint_heading_prediction (self->frame, self->place)
                        : NULL;
}

static void
set_faded (UnrollBarsView *self,
           gboolean        faded)
{
  self->faded = faded;
  if (faded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "faded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "faded");
}

static void
unroll_bars_view_finalize (GObject *object)
{
  g_clear_pointer (&UNROLL_BARS_VIEW (object)->frame, rnn_frame_unref);
  g_clear_pointer (&UNROLL_BARS_VIEW (object)->written, rnn_prediction_unref);

  G_OBJECT_CLASS (unroll_bars_view_parent_class)->finalize (object);
}

static void
unroll_bars_view_class_init (UnrollBarsViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = unroll_bars_view_finalize;

  view_class->kinds = 1u << PAINT_TARGET_LETTER;
  view_class->least_width = 120;
  view_class->least_height = 20;
  view_class->natural_width = 240;
  view_class->natural_height = 100;
  view_class->paint_alone = unroll_bars_view_paint_alone;
  view_class->introduce = unroll_bars_view_introduce;
  install_painter (view_class);
}

static void
unroll_bars_view_init (UnrollBarsView *self)
{
}

GtkWidget *
unroll_bars_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_BARS_VIEW, "state", state, NULL);
}

/* A letter that the network does not know, or a text that is too long to be
 * read at every frame, is no reason to forget what it said before. */
static gboolean
keeps (UnrollBarsView *self,
       const RnnFrame *frame)
{
  return frame != NULL && frame->prediction == NULL
         && (frame->prediction_error != NULL || frame->prediction_waits)
         && self->frame != NULL && self->frame->prediction != NULL
         && self->frame->experiment == frame->experiment;
}

/* Room for every letter's row. */
static int
needed_height (UnrollBarsView *self)
{
  const PaintTheme *theme = unroll_view_get_theme (UNROLL_VIEW (self));
  guint n_rows = 0;

  if (self->written != NULL)
    n_rows = MIN (self->written->n_classes, MAX_ROWS);
  else if (self->frame != NULL && self->frame->prediction != NULL)
    n_rows = MIN (self->frame->prediction->n_classes, MAX_ROWS);

  return (int) ceil (paint_theme_scaled (theme, n_rows * ROW_HEIGHT));
}

static void
replace (UnrollBarsView *self,
         RnnFrame       *frame,
         gsize           place,
         RnnPrediction  *written)
{
  if (frame != NULL)
    rnn_frame_ref (frame);
  g_clear_pointer (&self->frame, rnn_frame_unref);
  self->frame = frame;
  if (written != NULL)
    rnn_prediction_ref (written);
  g_clear_pointer (&self->written, rnn_prediction_unref);
  self->written = written;
  self->place = place;
  gtk_widget_set_size_request (GTK_WIDGET (self), LEAST_WIDTH,
                               needed_height (self));
  unroll_view_invalidate (UNROLL_VIEW (self));
}

void
unroll_bars_view_show (UnrollBarsView *self,
                       RnnFrame       *frame,
                       gsize           place)
{
  g_return_if_fail (UNROLL_IS_BARS_VIEW (self));

  set_faded (self, keeps (self, frame));
  if (self->written == NULL
      && (self->faded || (self->frame == frame && self->place == place)))
    return;

  replace (self, self->faded ? self->frame : frame, place, NULL);
}

void
unroll_bars_view_show_written (UnrollBarsView *self,
                               RnnFrame       *frame,
                               RnnPrediction  *prediction)
{
  g_return_if_fail (UNROLL_IS_BARS_VIEW (self));
  g_return_if_fail (frame != NULL && prediction != NULL);

  set_faded (self, FALSE);
  replace (self, frame, 0, prediction);
}

gboolean
unroll_bars_view_is_faded (UnrollBarsView *self)
{
  g_return_val_if_fail (UNROLL_IS_BARS_VIEW (self), FALSE);

  return self->faded;
}
