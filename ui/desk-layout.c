#include "ui/desk-layout.h"

struct _UnrollDeskLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (UnrollDeskLayout, unroll_desk_layout,
                     GTK_TYPE_LAYOUT_MANAGER)

#define MARGIN 11
#define GAP    11

/* The shares of the wide arrangement, from the design's picture: what the right
 * column has of the width, the bottom row of the height, the parameters of the
 * right column's height above it, and what follows what of the width left of
 * it. */
#define RIGHT_SHARE      0.305
#define BOTTOM_SHARE     0.385
#define PARAMETERS_SHARE 0.46
#define FOLLOWS_SHARE    0.29

/* Where everything is, and how high that makes it. */
typedef struct
{
  GtkWidget     *children[UNROLL_N_PLACES];
  GtkAllocation  rects[UNROLL_N_PLACES];
  int            height;
} Arrangement;

/* The narrow arrangement: these rows, each broken where it is too wide. */
static const struct
{
  guint       n;
  UnrollPlace places[3];
  int         shares[3];      /* of the width, in per cent */
  int         growth;         /* share of spare height */
} rows[] = {
  { 1, { UNROLL_PLACE_STAGE }, { 100 }, 3 },
  { 2, { UNROLL_PLACE_CURVES, UNROLL_PLACE_PREDICTION }, { 64, 36 }, 2 },
  { 3,
    { UNROLL_PLACE_STATES, UNROLL_PLACE_PARAMETERS, UNROLL_PLACE_FOLLOWS },
    { 31, 38, 31 },
    2 },
};
#define MAX_ROWS UNROLL_N_PLACES

static void
list_children (GtkWidget *widget,
               GtkWidget *children[UNROLL_N_PLACES])
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (guint i = 0; i < UNROLL_N_PLACES; i++)
    {
      g_assert (child != NULL);
      children[i] = child;
      child = gtk_widget_get_next_sibling (child);
    }
}

static int
least_width (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);

  return minimum;
}

static int
least_height (GtkWidget *child,
              int        width)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL,
                      NULL, NULL);

  return minimum;
}

/* Wide --------------------------------------------------------------------- */

typedef struct
{
  int left, right;            /* widths of the two columns */
  int follows;                /* width */
} Columns;

/* FALSE when @width is too little. */
static gboolean
divide_width (GtkWidget *const  children[UNROLL_N_PLACES],
              int               width,
              Columns          *columns)
{
  int curves = least_width (children[UNROLL_PLACE_CURVES]);
  int follows = least_width (children[UNROLL_PLACE_FOLLOWS]);
  int stage = least_width (children[UNROLL_PLACE_STAGE]);
  int room = width - 2 * MARGIN - GAP;
  int right;

  right = MAX (least_width (children[UNROLL_PLACE_STATES]),
               least_width (children[UNROLL_PLACE_PARAMETERS]));
  right = MAX (right, least_width (children[UNROLL_PLACE_PREDICTION]));
  columns->right = MAX (right, (int) (room * RIGHT_SHARE));
  columns->left = room - columns->right;
  if (columns->left < MAX (stage, curves + GAP + follows))
    return FALSE;

  columns->follows = MAX (follows, (int) (columns->left * FOLLOWS_SHARE));
  columns->follows = MIN (columns->follows, columns->left - GAP - curves);

  return TRUE;
}

static void
arrange_wide (Arrangement   *a,
              const Columns *columns,
              int            height)
{
  int right = MARGIN + columns->left + GAP;
  int curves = columns->left - GAP - columns->follows;
  int room = height - 2 * MARGIN - GAP;
  int states = least_height (a->children[UNROLL_PLACE_STATES], columns->right);
  int parameters
    = least_height (a->children[UNROLL_PLACE_PARAMETERS], columns->right);
  int top = MAX (least_height (a->children[UNROLL_PLACE_STAGE], columns->left),
                 states + GAP + parameters);
  int bottom = least_height (a->children[UNROLL_PLACE_CURVES], curves);
  int below;

  bottom = MAX (bottom, least_height (a->children[UNROLL_PLACE_FOLLOWS],
                                      columns->follows));
  bottom = MAX (bottom, least_height (a->children[UNROLL_PLACE_PREDICTION],
                                      columns->right));
  bottom = MAX (bottom, MIN ((int) (room * BOTTOM_SHARE), room - top));
  top = MAX (top, room - bottom);
  parameters = MAX (parameters, MIN ((int) (top * PARAMETERS_SHARE),
                                     top - GAP - states));
  states = top - GAP - parameters;
  below = MARGIN + top + GAP;

  a->rects[UNROLL_PLACE_STAGE]
    = (GtkAllocation) { MARGIN, MARGIN, columns->left, top };
  a->rects[UNROLL_PLACE_STATES]
    = (GtkAllocation) { right, MARGIN, columns->right, states };
  a->rects[UNROLL_PLACE_PARAMETERS]
    = (GtkAllocation) { right, MARGIN + states + GAP, columns->right,
                        parameters };
  a->rects[UNROLL_PLACE_CURVES]
    = (GtkAllocation) { MARGIN, below, curves, bottom };
  a->rects[UNROLL_PLACE_FOLLOWS]
    = (GtkAllocation) { MARGIN + curves + GAP, below, columns->follows,
                        bottom };
  a->rects[UNROLL_PLACE_PREDICTION]
    = (GtkAllocation) { right, below, columns->right, bottom };
  a->height = below + bottom + MARGIN;
}

/* Narrow ------------------------------------------------------------------- */

typedef struct
{
  guint       n;
  UnrollPlace places[3];
  int         widths[3];
  int         growth;
} Line;

static gboolean
fits (GtkWidget *const *children,
      guint             row,
      guint             first,
      guint             n,
      int               room)
{
  int needed = (int) (n - 1) * GAP;

  for (guint i = first; i < first + n; i++)
    needed += least_width (children[rows[row].places[i]]);

  return needed <= room;
}

/* Shares what is left after everyone has the least. */
static void
divide_line (GtkWidget *const *children,
             guint             row,
             guint             first,
             Line             *line,
             int               room)
{
  int spare = room - (int) (line->n - 1) * GAP;
  int total = 0;
  int wanted[3];

  for (guint i = 0; i < line->n; i++)
    total += rows[row].shares[first + i];
  for (guint i = 0; i < line->n; i++)
    {
      wanted[i] = spare * rows[row].shares[first + i] / total;
      line->widths[i] = MAX (wanted[i], least_width (children[line->places[i]]));
    }

  /* Whoever needs more than the share takes it from those with the most. */
  for (guint i = 0; i < line->n; i++)
    spare -= line->widths[i];
  for (guint i = 0; spare != 0 && i < line->n; i++)
    {
      int least = least_width (children[line->places[i]]);
      int change = MAX (spare, least - line->widths[i]);

      line->widths[i] += change;
      spare -= change;
    }
}

static guint
break_lines (GtkWidget *const *children,
             int               room,
             Line              lines[MAX_ROWS])
{
  guint n_lines = 0;

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    for (guint first = 0; first < rows[row].n;)
      {
        Line *line = &lines[n_lines++];

        line->n = rows[row].n - first;
        while (line->n > 1 && !fits (children, row, first, line->n, room))
          line->n--;
        for (guint i = 0; i < line->n; i++)
          line->places[i] = rows[row].places[first + i];
        line->growth = rows[row].growth;
        divide_line (children, row, first, line, room);
        first += line->n;
      }

  return n_lines;
}

static void
arrange_narrow (Arrangement *a,
                int          width,
                int          height)
{
  Line lines[MAX_ROWS];
  int heights[MAX_ROWS];
  guint n = break_lines (a->children, width - 2 * MARGIN, lines);
  int growth = 0;
  int spare = height - 2 * MARGIN - (int) (n - 1) * GAP;
  int y = MARGIN;

  for (guint i = 0; i < n; i++)
    {
      heights[i] = 0;
      for (guint k = 0; k < lines[i].n; k++)
        heights[i] = MAX (heights[i],
                          least_height (a->children[lines[i].places[k]],
                                        lines[i].widths[k]));
      spare -= heights[i];
      growth += lines[i].growth;
    }

  for (guint i = 0; i < n; i++)
    {
      int x = MARGIN;

      heights[i] += MAX (spare, 0) * lines[i].growth / growth;
      for (guint k = 0; k < lines[i].n; k++)
        {
          a->rects[lines[i].places[k]]
            = (GtkAllocation) { x, y, lines[i].widths[k], heights[i] };
          x += lines[i].widths[k] + GAP;
        }
      y += heights[i] + GAP;
    }
  a->height = y - GAP + MARGIN;
}

/* The layout manager ------------------------------------------------------- */

static void
arrange (GtkWidget   *widget,
         int          width,
         int          height,
         Arrangement *a)
{
  Columns columns;

  list_children (widget, a->children);
  if (divide_width (a->children, width, &columns))
    arrange_wide (a, &columns, height);
  else
    arrange_narrow (a, width, height);
}

static GtkSizeRequestMode
unroll_desk_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
unroll_desk_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  Arrangement a;
  int least = 0;

  list_children (widget, a.children);
  for (guint i = 0; i < UNROLL_N_PLACES; i++)
    least = MAX (least, least_width (a.children[i]));
  least += 2 * MARGIN;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      arrange (widget, MAX (for_size, least), 0, &a);
      least = a.height;
    }
  *minimum = *natural = least;
}

static void
unroll_desk_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Arrangement a;

  arrange (widget, width, height, &a);
  for (guint i = 0; i < UNROLL_N_PLACES; i++)
    {
      if (rtl)
        a.rects[i].x = width - a.rects[i].x - a.rects[i].width;
      gtk_widget_size_allocate (a.children[i], &a.rects[i], -1);
    }
}

static void
unroll_desk_layout_class_init (UnrollDeskLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = unroll_desk_layout_get_request_mode;
  layout_class->measure = unroll_desk_layout_measure;
  layout_class->allocate = unroll_desk_layout_allocate;
}

static void
unroll_desk_layout_init (UnrollDeskLayout *self)
{
}

GtkLayoutManager *
unroll_desk_layout_new (void)
{
  return g_object_new (UNROLL_TYPE_DESK_LAYOUT, NULL);
}
