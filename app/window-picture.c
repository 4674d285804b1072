#include "app/window-picture.h"

#include <glib/gi18n-lib.h>

#include "ui/paint/sheet.h"
#include "ui/parameters-view.h"
#include "ui/picture.h"

static UnrollViewState *
state_of (UnrollWindow *window)
{
  return unroll_session_get_state (unroll_window_get_session (window));
}

void
unroll_window_picture_init (UnrollWindowPicture *picture,
                            UnrollWindow        *window,
                            UnrollCard          *card)
{
  g_return_if_fail (picture != NULL);
  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (card == NULL || UNROLL_IS_CARD (card));

  *picture = (UnrollWindowPicture) { .window = window };
  if (card != NULL)
    picture->card = unroll_card_take_picture (card);
}

void
unroll_window_picture_clear (UnrollWindowPicture *picture)
{
  g_return_if_fail (picture != NULL);

  g_clear_pointer (&picture->card, unroll_picture_free);
}

void
unroll_window_picture_draw (cairo_t          *cr,
                            PaintRect         area,
                            const PaintTheme *theme,
                            gconstpointer     data)
{
  const UnrollWindowPicture *picture = data;
  UnrollViewState *state = state_of (picture->window);
  PaintSheetData sheet = {
    .frame = unroll_view_state_get_frame (state),
    .series = unroll_view_state_get_series (state),
    .sample = unroll_view_state_get_sample (state),
    .parameters = unroll_parameters_view_get_mode (state),
    .ledger = g_str_equal (unroll_view_state_get_parameters (state), "steps"),
    .bare = TRUE,
  };

  unroll_view_state_add_runs (state, &sheet.beside);
  if (picture->card != NULL)
    unroll_picture_draw (cr, area, theme, picture->card);
  else
    paint_sheet (cr, area, &sheet, theme);
}

void
unroll_window_picture_options (UnrollWindow       *window,
                               UnrollCard         *card,
                               PaintExportOptions *options)
{
  GtkWidget *shown;
  UnrollCard *any;
  g_autoptr (GPtrArray) cards = NULL;

  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (options != NULL);

  shown = card != NULL ? GTK_WIDGET (card) : GTK_WIDGET (window);
  cards = unroll_cards_within (GTK_WIDGET (window));
  any = card != NULL ? card : g_ptr_array_index (cards, 0);
  paint_export_options_init (options);
  options->width = MAX (gtk_widget_get_width (shown), 1);
  options->height = MAX (gtk_widget_get_height (shown), 1);
  options->look = unroll_view_get_theme (unroll_card_find_view (any));
  options->text_scale = options->look->text_scale;
  options->title = unroll_view_state_get_spec (state_of (window))->title;
}

/* Copying ----------------------------------------------------------------- */

static GdkContentProvider *
provider_new (const UnrollWindowPicture  *picture,
              const PaintExportOptions   *options,
              GError                    **error)
{
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  PaintExportOptions plain = *options;
  GdkContentProvider *providers[2];

  plain.scale = 1.0;
  png = paint_export_bytes (PAINT_FORMAT_PNG, options,
                            unroll_window_picture_draw, picture, error);
  if (png == NULL)
    return NULL;
  texture = gdk_texture_new_from_bytes (png, error);
  if (texture == NULL)
    return NULL;
  svg = paint_export_bytes (PAINT_FORMAT_SVG, &plain,
                            unroll_window_picture_draw, picture, error);
  if (svg == NULL)
    return NULL;

  providers[0] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);
  providers[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", svg);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

void
unroll_window_picture_copy (const UnrollWindowPicture *picture,
                            const PaintExportOptions  *options)
{
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (picture != NULL);
  g_return_if_fail (options != NULL);

  provider = provider_new (picture, options, &error);
  if (provider == NULL)
    sentence = g_strdup (error->message);
  else if (picture->card == NULL)
    sentence = g_strdup (_("The whole figure is copied."));
  else
    sentence = g_strdup_printf (_("The picture “%s” is copied."),
                                picture->card->title);
  if (provider != NULL)
    gdk_clipboard_set_content (
      gtk_widget_get_clipboard (GTK_WIDGET (picture->window)), provider);
  unroll_view_state_set_message (state_of (picture->window), sentence, NULL,
                                 NULL);
}

GtkWidget *
unroll_window_find_focus (UnrollWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  g_return_val_if_fail (UNROLL_IS_WINDOW (window), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (toplevels, i);

      if (gtk_window_is_active (one)
          && gtk_window_get_transient_for (one) == GTK_WINDOW (window))
        return gtk_window_get_focus (one);
    }

  return gtk_window_get_focus (GTK_WINDOW (window));
}

UnrollCard *
unroll_window_focused_card (UnrollWindow *window)
{
  GtkWidget *focus, *card = NULL;

  g_return_val_if_fail (UNROLL_IS_WINDOW (window), NULL);

  focus = unroll_window_find_focus (window);
  if (focus != NULL)
    card = gtk_widget_get_ancestor (focus, UNROLL_TYPE_CARD);
  if (card == NULL || unroll_card_find_view (UNROLL_CARD (card)) == NULL)
    return NULL;

  return UNROLL_CARD (card);
}
