/* A reading shows another number without the window being laid out anew; it
 * grows with its text, and gives room back. */

#include "tests/ui/fake-window.h"
#include "ui/reading.h"

/* Holds one child and counts how often it is asked for its size. */
#define TEST_TYPE_FRAME (test_frame_get_type ())
G_DECLARE_FINAL_TYPE (TestFrame, test_frame, TEST, FRAME, GtkWidget)

struct _TestFrame
{
  GtkWidget  parent_instance;

  GtkWidget *child;
  guint      n_measured;
};

G_DEFINE_FINAL_TYPE (TestFrame, test_frame, GTK_TYPE_WIDGET)

static void
test_frame_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  TestFrame *self = TEST_FRAME (widget);

  self->n_measured++;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
test_frame_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  gtk_widget_allocate (TEST_FRAME (widget)->child, width, height, baseline,
                       NULL);
}

static void
test_frame_dispose (GObject *object)
{
  g_clear_pointer (&TEST_FRAME (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (test_frame_parent_class)->dispose (object);
}

static void
test_frame_class_init (TestFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = test_frame_dispose;
  GTK_WIDGET_CLASS (klass)->measure = test_frame_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = test_frame_size_allocate;
}

static void
test_frame_init (TestFrame *self)
{
  self->child = g_object_new (UNROLL_TYPE_READING, "xalign", 0.0, NULL);
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));
}

static int
natural_width (TestFrame *frame)
{
  int width;

  gtk_widget_measure (frame->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                      &width, NULL, NULL);

  return width;
}

static void
test_steady (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  TestFrame *frame = g_object_new (TEST_TYPE_FRAME, NULL);
  UnrollReading *reading = UNROLL_READING (frame->child);
  guint n_measured;
  int width;

  unroll_reading_set_markup (reading, "Epoch <b>1000</b> / 9000");
  fake_window_show (fake, GTK_WIDGET (frame), 300, 40);
  g_assert_cmpstr (unroll_reading_get_text (reading), ==, "Epoch 1000 / 9000");
  gtk_test_accessible_assert_role (frame->child, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_test_accessible_assert_property (
    frame->child, GTK_ACCESSIBLE_PROPERTY_LABEL, "Epoch 1000 / 9000");

  n_measured = frame->n_measured;
  width = natural_width (frame);
  unroll_reading_set_markup (reading, "Epoch <b>1111</b> / 9000");
  fake_window_settle ();
  unroll_reading_set_text (reading, "Epoch 999 / 9000");
  fake_window_settle ();
  g_assert_cmpuint (frame->n_measured, ==, n_measured);
  g_assert_cmpint (natural_width (frame), ==, width);
  gtk_test_accessible_assert_property (
    frame->child, GTK_ACCESSIBLE_PROPERTY_LABEL, "Epoch 999 / 9000");

  /* More than there is room for. */
  unroll_reading_set_text (reading, "Epoch 1000000 / 9000000");
  fake_window_settle ();
  g_assert_cmpuint (frame->n_measured, >, n_measured);
  g_assert_cmpint (natural_width (frame), >, width);

  /* Much less. */
  unroll_reading_set_text (reading, "Epoch 1");
  fake_window_settle ();
  g_assert_cmpint (natural_width (frame), <, width);
}

static void
test_ellipsize (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  TestFrame *frame = g_object_new (TEST_TYPE_FRAME, NULL);
  int minimum, natural;

  unroll_reading_set_text (UNROLL_READING (frame->child), "best: 123456");
  fake_window_show (fake, GTK_WIDGET (frame), 300, 40);
  gtk_widget_measure (frame->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, natural);
  g_object_set (frame->child, "ellipsize", TRUE, NULL);
  gtk_widget_measure (frame->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, natural);
}

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  g_test_add_func ("/reading/steady", test_steady);
  g_test_add_func ("/reading/ellipsize", test_ellipsize);

  return g_test_run ();
}
