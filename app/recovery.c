#include "app/recovery.h"

#include <glib/gi18n-lib.h>

#include "app/unsaved.h"
#include "core/experiment-file.h"
#include "ui/boxed.h"

/* On the bar: what it offers. */
#define LEFTOVER "unroll-leftover"

/* "yesterday 14:05" */
static char *
when (GDateTime *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *day = g_date_time_format (time, "%F");
  g_autofree char *this_day = g_date_time_format (now, "%F");
  g_autofree char *day_before = g_date_time_format (yesterday, "%F");

  if (g_str_equal (day, this_day))
    return g_date_time_format (time, _("today %H:%M"));
  if (g_str_equal (day, day_before))
    return g_date_time_format (time, _("yesterday %H:%M"));

  return g_date_time_format (time, _("%e %B %Y, %H:%M"));
}

/* What is read of it, on another thread. */
typedef struct
{
  char    *path;
  char    *pending_path;
  RnnSpec *pending;           /* or NULL */
} Left;

static void
left_free (gpointer data)
{
  Left *left = data;

  g_clear_pointer (&left->pending, unroll_spec_free);
  g_free (left->pending_path);
  g_free (left->path);
  g_free (left);
}

static gboolean
load (gconstpointer       data,
      const RnnProgress  *progress,
      RnnSpec            *spec,
      RnnSavedState     **saved,
      GError            **error)
{
  Left *left = (Left *) data;
  g_auto (RnnSpec) pending = { 0 };

  if (!rnn_experiment_load_until (left->path, progress, spec, saved, error))
    return FALSE;

  /* Mostly there is none. */
  if (rnn_experiment_load (left->pending_path, &pending, NULL))
    left->pending = unroll_spec_copy (&pending);

  return TRUE;
}

/* All borrowed: closed, the window cancels this. */
typedef struct
{
  UnrollWindow *window;
  GtkInfoBar   *bar;
  const Left   *left;
} Offer;

/* It may have been thrown away meanwhile. */
static void
opened_cb (UnrollOpened *taken,
           const GError *error,
           gpointer      data)
{
  g_autoptr (UnrollOpened) opened = taken;
  Offer *offer = data;
  UnrollSession *session = unroll_window_get_session (offer->window);
  UnrollLeftover *leftover
    = g_object_get_data (G_OBJECT (offer->bar), LEFTOVER);

  if (opened == NULL)
    {
      unroll_view_state_set_message (unroll_session_get_state (session),
                                     error->message, NULL, NULL);
      return;
    }
  if (leftover == NULL)
    return;

  unroll_document_bring_back (unroll_window_get_document (offer->window),
                              leftover->file, leftover->training,
                              &opened->spec, opened->saved, opened->dataset,
                              offer->left->pending);
  unroll_autosave_adopt (unroll_window_get_autosave (offer->window), leftover);
  g_object_steal_data (G_OBJECT (offer->bar), LEFTOVER);
  gtk_info_bar_set_revealed (offer->bar, FALSE);
}

static void
bring_back (UnrollWindow *window,
            gpointer      data)
{
  GtkInfoBar *bar = data;
  UnrollLeftover *leftover = g_object_get_data (G_OBJECT (bar), LEFTOVER);
  Offer *offer;
  Left *left;

  if (leftover == NULL)
    return;

  left = g_new0 (Left, 1);
  left->path = g_strdup (leftover->path);
  left->pending_path = g_strdup (leftover->pending_path);
  offer = g_new (Offer, 1);
  offer->window = window;
  offer->bar = bar;
  offer->left = left;
  unroll_session_open (unroll_window_get_session (window),
                       _("the experiment that was not saved"), load, left,
                       left_free, opened_cb, offer, g_free);
}

static void
response_cb (GtkInfoBar   *bar,
             int           response,
             UnrollWindow *window)
{
  if (response == GTK_RESPONSE_YES)
    {
      unroll_unsaved_ask (window, bring_back, g_object_ref (bar),
                          g_object_unref);
    }
  else
    {
      unroll_leftover_delete (g_object_steal_data (G_OBJECT (bar), LEFTOVER));
      gtk_info_bar_set_revealed (bar, FALSE);
    }
}

void
unroll_recovery_offer (UnrollWindow *window,
                       GtkInfoBar   *bar)
{
  UnrollLeftover *leftover;
  g_autofree char *time = NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *label;

  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (GTK_IS_INFO_BAR (bar));

  leftover = unroll_leftover_find ();
  if (leftover == NULL)
    return;

  time = when (leftover->time);
  sentence = g_strdup_printf (_("The experiment of %s was not saved."), time);
  label = gtk_label_new (sentence);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_info_bar_add_child (bar, label);
  gtk_info_bar_add_button (bar, _("_Bring it back"), GTK_RESPONSE_YES);
  gtk_info_bar_add_button (bar, _("_Throw it away"), GTK_RESPONSE_NO);
  g_object_set_data_full (G_OBJECT (bar), LEFTOVER, leftover,
                          (GDestroyNotify) unroll_leftover_free);
  g_signal_connect_object (bar, "response", G_CALLBACK (response_cb), window,
                           0);
  gtk_info_bar_set_revealed (bar, TRUE);
}
