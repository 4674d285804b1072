#include "ui/parameters-view.h"

#include "ui/paint/headings.h"
#include "ui/picture.h"
#include "ui/view-painter.h"

struct _UnrollParametersView
{
  UnrollView parent_instance;
};

G_DEFINE_FINAL_TYPE (UnrollParametersView, unroll_parameters_view, UNROLL_TYPE_VIEW)

PaintParametersMode
unroll_parameters_view_get_mode (UnrollViewState *state)
{
  const char *kind = unroll_view_state_get_parameters (state);

  if (g_str_equal (kind, "gradients"))
    return PAINT_PARAMETERS_GRADIENTS;
  if (g_str_equal (kind, "change"))
    return PAINT_PARAMETERS_CHANGE;

  return PAINT_PARAMETERS_VALUES;
}

static PaintParametersData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintParametersData) {
    .frame = unroll_view_state_get_frame (state),
    .mode = unroll_parameters_view_get_mode (state),
  };
}

UNROLL_DEFINE_PAINTER (parameters, PaintParametersData)

/* In the window buttons in the heading say it. */
static void
unroll_parameters_view_introduce (UnrollView    *view,
                                  UnrollPicture *picture)
{
  g_free (picture->subtitle);
  picture->subtitle
    = g_strdup (paint_heading_parameters (get_data (view).mode));
}

static void
unroll_parameters_view_class_init (UnrollParametersViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = (1u << PAINT_TARGET_WEIGHT)
                      | (1u << PAINT_TARGET_PARAMETER);
  view_class->least_width = 230;
  view_class->least_height = 110;
  view_class->natural_width = 280;
  view_class->natural_height = 140;
  view_class->introduce = unroll_parameters_view_introduce;
  install_painter (view_class);
}

static void
unroll_parameters_view_init (UnrollParametersView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_view_watch (UNROLL_VIEW (self), "parameters");
}

GtkWidget *
unroll_parameters_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_PARAMETERS_VIEW, "state", state, NULL);
}
