#include "ui/predict-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/bars-view.h"
#include "ui/commands.h"
#include "ui/letter-strip.h"
#include "ui/paint/bars.h"
#include "ui/prediction-words.h"
#include "ui/reading.h"
#include "ui/writing-box.h"

struct _UnrollPredictPanel
{
  UnrollPart         parent_instance;

  /* Template widgets */
  GtkEditable       *entry;
  UnrollLetterStrip *strip;
  GtkLabel          *sentence;
  UnrollBarsView    *bars;
  GtkLabel          *headline;
  UnrollReading     *sureness;
  GtkWidget         *write;
  UnrollWritingOptions *options;
  UnrollWritingBox  *written;
  UnrollReading     *this_epoch;
  UnrollReading     *best_epoch;

  /* Owned */
  char              *predicted;     /* the text of the last prediction */

  gsize              place;         /* the chosen letter, 0: the last */
  guint64            experiment;    /* of the frame last seen */
  guint              n_asked;       /* how often it was to keep writing since it
                                     * began after the typed letters */
  gboolean           following;     /* the entry changes by the state */
};

G_DEFINE_FINAL_TYPE (UnrollPredictPanel, unroll_predict_panel, UNROLL_TYPE_PART)

static UnrollViewState *
get_state (UnrollPredictPanel *self)
{
  return unroll_part_get_state (UNROLL_PART (self));
}

static RnnFrame *
get_frame (UnrollPredictPanel *self)
{
  return unroll_view_state_get_frame (get_state (self));
}

/* Frames come at the display's rate: labels only change with their words. */
static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
set_sentence (UnrollPredictPanel *self,
              const char         *text,
              gboolean            wrong)
{
  set_label (self->sentence, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), text != NULL);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence), "wrong");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                     : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Prediction ---------------------------------------------------------------- */

/* The letter after which is predicted: the chosen one while its text stays. */
static gsize
place_in (UnrollPredictPanel  *self,
          const RnnPrediction *prediction)
{
  if (g_strcmp0 (self->predicted, prediction->text) != 0)
    {
      g_free (self->predicted);
      self->predicted = g_strdup (prediction->text);
      self->place = 0;
    }

  return self->place != 0 ? self->place : prediction->n_letters;
}

static void
show_prediction (UnrollPredictPanel *self,
                 RnnFrame           *frame)
{
  const RnnPrediction *prediction = frame->prediction;
  gsize place = place_in (self, prediction);
  PaintBarsData bars = { .frame = frame, .place = place };
  g_autofree char *headline = paint_bars_headline (&bars);
  g_autofree char *sureness = unroll_prediction_sureness (prediction, place);
  g_autofree char *window = unroll_prediction_window (frame, place);

  unroll_bars_view_show (self->bars, frame, place);
  set_label (self->headline, headline);
  unroll_reading_set_text (self->sureness, sureness);
  set_sentence (self, window, FALSE);

  gtk_widget_set_visible (GTK_WIDGET (self->strip), prediction->n_letters > 1);
  if (prediction->n_letters > 1)
    unroll_letter_strip_show (self->strip, frame, place);
}

/* What was expected where a letter was written; FALSE when none is looked at. */
static gboolean
show_written (UnrollPredictPanel *self,
              RnnFrame           *frame)
{
  const char *after;
  const RnnLetters *letters =
    unroll_view_state_get_written (get_state (self), &after);
  int chosen = unroll_writing_box_get_chosen (self->written);
  g_autoptr (RnnPrediction) prediction = NULL;
  g_autofree char *headline = NULL, *sureness = NULL, *sentence = NULL;

  if (chosen < 0 || letters == NULL)
    return FALSE;
  prediction = rnn_prediction_new_written (frame->dataset, after, letters,
                                           (guint) chosen);
  if (prediction == NULL)
    return FALSE;

  headline = paint_bars_headline (&(PaintBarsData) { .frame = frame,
                                    .prediction = prediction });
  sureness = unroll_prediction_sureness (prediction, prediction->n_letters);
  sentence = unroll_prediction_written (letters, (guint) chosen);
  unroll_bars_view_show_written (self->bars, frame, prediction);
  set_label (self->headline, headline);
  unroll_reading_set_text (self->sureness, sureness);
  set_sentence (self, sentence, FALSE);
  return TRUE;
}

static void
show_no_prediction (UnrollPredictPanel *self,
                    RnnFrame           *frame)
{
  const char *sentence = frame->prediction_error;

  if (sentence == NULL && frame->prediction_waits)
    sentence = _("This text is long: it is read when training rests.");

  unroll_bars_view_show (self->bars, frame, 0);
  set_sentence (self, sentence, frame->prediction_error != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), FALSE);
  if (!unroll_bars_view_is_faded (self->bars))
    {
      set_label (self->headline, "");
      unroll_reading_set_text (self->sureness, "");
    }
}

static void
show_faded (UnrollPredictPanel *self)
{
  GtkWidget *const labels[] = { GTK_WIDGET (self->headline),
                                GTK_WIDGET (self->sureness) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (unroll_bars_view_is_faded (self->bars))
      gtk_widget_add_css_class (labels[i], "faded");
    else
      gtk_widget_remove_css_class (labels[i], "faded");
}

static void
show_epochs (UnrollPredictPanel *self,
             RnnFrame           *frame)
{
  g_autofree char *this
    = g_strdup_printf (_("epoch %u"), frame->position.epoch);
  g_autofree char *best = frame->best_epoch > 0
    ? g_strdup_printf (_("best: %u"), frame->best_epoch)
    : g_strdup (_("best"));

  unroll_reading_set_text (self->this_epoch, this);
  unroll_reading_set_text (self->best_epoch, best);
}

static void
show_letters (UnrollPredictPanel *self,
              RnnFrame           *frame)
{
  g_autofree char *letters = NULL, *placeholder = NULL, *tooltip = NULL;

  if (frame->experiment == self->experiment || frame->dataset->alphabet == NULL)
    return;

  self->experiment = frame->experiment;
  letters = unroll_prediction_letters (frame->dataset);
  placeholder = g_strdup_printf (_("Type letters: %s"), letters);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);
  tooltip = g_strdup_printf (ngettext ("The network knows %u letter: %s",
                                       "The network knows %u letters: %s",
                                       frame->dataset->n_classes),
                             frame->dataset->n_classes, letters);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), tooltip);
}

static void
set_can_write (UnrollPredictPanel *self)
{
  RnnFrame *frame = get_frame (self);

  gtk_widget_set_sensitive (self->write,
                            (frame != NULL && frame->prediction != NULL)
                            || unroll_view_state_get_writing (get_state (self)));
}

static void
frame_changed_cb (UnrollPredictPanel *self)
{
  RnnFrame *frame = get_frame (self);

  set_can_write (self);
  if (frame == NULL)
    return;

  show_letters (self, frame);
  show_epochs (self, frame);
  if (!show_written (self, frame))
    {
      if (frame->prediction != NULL)
        show_prediction (self, frame);
      else
        show_no_prediction (self, frame);
    }
  show_faded (self);
}

static void
chosen_cb (UnrollPredictPanel *self,
           guint64             place)
{
  self->place = place;
  unroll_writing_box_choose (self->written, -1);
  frame_changed_cb (self);
}

/* Typing -------------------------------------------------------------------- */

/* What is written next begins after the typed letters again. */
static void
options_changed_cb (UnrollPredictPanel *self)
{
  self->n_asked = 0;
}

static void
typed_cb (UnrollPredictPanel *self)
{
  self->n_asked = 0;
  if (!self->following)
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_PREDICT_TEXT,
                                "s", gtk_editable_get_text (self->entry));
}

/* An entry has no key for a new line; where the text has lines, Enter is it. */
static void
entry_activated_cb (UnrollPredictPanel *self)
{
  RnnFrame *frame = get_frame (self);
  int position = gtk_editable_get_position (self->entry);

  if (frame == NULL || frame->dataset->alphabet == NULL
      || rnn_alphabet_index (frame->dataset->alphabet, '\n') < 0)
    return;

  gtk_editable_insert_text (self->entry, "\n", 1, &position);
  gtk_editable_set_position (self->entry, position);
}

static void
predict_text_changed_cb (UnrollPredictPanel *self)
{
  const char *text = unroll_view_state_get_predict_text (get_state (self));

  if (text == NULL)
    text = "";
  if (g_str_equal (gtk_editable_get_text (self->entry), text))
    return;

  self->following = TRUE;
  gtk_editable_set_text (self->entry, text);
  gtk_editable_set_position (self->entry, -1);
  self->following = FALSE;
}

/* Writing ------------------------------------------------------------------- */

/* What it is to go on from (transfer full). */
static char *
text_to_go_on (UnrollPredictPanel *self)
{
  const char *after;
  const RnnLetters *letters =
    unroll_view_state_get_written (get_state (self), &after);

  if (self->n_asked == 0 || letters == NULL)
    return g_strdup (gtk_editable_get_text (self->entry));
  return g_strconcat (after, letters->text->str, NULL);
}

static void
keep_writing (UnrollPredictPanel *self)
{
  g_autofree char *text = text_to_go_on (self);
  double temperature = unroll_writing_options_get_temperature (self->options);
  guint32 seed = unroll_writing_options_get_seed (self->options);

  unroll_writing_box_ask (self->written, temperature, seed);
  /* What goes on draws from a stream of its own, or it would repeat itself. */
  gtk_widget_activate_action (
    GTK_WIDGET (self), UNROLL_COMMAND_WRITE, "(sudud)", text,
    unroll_writing_options_get_count (self->options), temperature,
    seed + self->n_asked++,
    unroll_writing_options_get_letters_per_second (self->options));
}

static void
write_cb (UnrollPredictPanel *self)
{
  if (unroll_view_state_get_writing (get_state (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_STOP_WRITING,
                                NULL);
  else
    keep_writing (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *unused,
           gpointer   data)
{
  UnrollPredictPanel *self = UNROLL_PREDICT_PANEL (widget);

  if (unroll_view_state_get_writing (get_state (self)))
    write_cb (self);
  else if (unroll_writing_box_get_chosen (self->written) >= 0)
    unroll_writing_box_choose (self->written, -1);
  else
    return FALSE;
  return TRUE;
}

/* One button writes and stops. */
static void
writing_changed_cb (UnrollPredictPanel *self)
{
  gboolean writing = unroll_view_state_get_writing (get_state (self));

  gtk_button_set_label (GTK_BUTTON (self->write),
                        writing ? _("Stop") : _("Keep writing"));
  gtk_widget_set_tooltip_text (
    self->write,
    writing ? _("Ends the writing (Escape).")
            : _("Lets the network go on after these letters, each written with"
                " the weights of its moment; again, and it goes on from"
                " there."));
  set_can_write (self);
}

/* The widget ---------------------------------------------------------------- */

/* The bars watch the state too. */
static void
state_changed_cb (UnrollPredictPanel *self)
{
  unroll_part_set_state (UNROLL_PART (self->bars), get_state (self));
  unroll_part_set_state (UNROLL_PART (self->written), get_state (self));
}

static void
unroll_predict_panel_finalize (GObject *object)
{
  UnrollPredictPanel *self = UNROLL_PREDICT_PANEL (object);

  g_free (self->predicted);

  G_OBJECT_CLASS (unroll_predict_panel_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/predict-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, entry);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, strip);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, sentence);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, bars);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, headline);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, sureness);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, write);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, options);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, written);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, this_epoch);
  gtk_widget_class_bind_template_child (widget_class, UnrollPredictPanel, best_epoch);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, frame_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
}

static void
unroll_predict_panel_class_init (UnrollPredictPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UNROLL_TYPE_BARS_VIEW);
  g_type_ensure (UNROLL_TYPE_LETTER_STRIP);
  g_type_ensure (UNROLL_TYPE_READING);
  g_type_ensure (UNROLL_TYPE_WRITING_BOX);
  g_type_ensure (UNROLL_TYPE_WRITING_OPTIONS);

  G_OBJECT_CLASS (klass)->finalize = unroll_predict_panel_finalize;

  gtk_widget_class_set_css_name (widget_class, "predictpanel");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb,
                                NULL);
  bind_template (widget_class);
}

static void
unroll_predict_panel_init (UnrollPredictPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (self, "notify::state", G_CALLBACK (state_changed_cb), NULL);
  unroll_part_watch (UNROLL_PART (self), "predict-text",
                     G_CALLBACK (predict_text_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "frame",
                     G_CALLBACK (frame_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "writing",
                     G_CALLBACK (writing_changed_cb));
}

GtkWidget *
unroll_predict_panel_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_PREDICT_PANEL, "state", state, NULL);
}

UnrollWritingOptions *
unroll_predict_panel_get_options (UnrollPredictPanel *self)
{
  g_return_val_if_fail (UNROLL_IS_PREDICT_PANEL (self), NULL);

  return self->options;
}
