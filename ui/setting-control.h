#pragma once

#include <gtk/gtk.h>

#include "core/spec.h"

G_BEGIN_DECLS

/* The control that suits a setting's type: a spin button for whole numbers, an
 * entry for other numbers and texts, a drop-down, a switch.  It takes whatever
 * is typed: checking it is left to the core. */
GtkWidget  *unroll_setting_control_new       (const RnnSetting *setting);
/* Shows a value in the text form of rnn_spec_get. */
void        unroll_setting_control_set_value (GtkWidget        *control,
                                              const RnnSetting *setting,
                                              const char       *value);
/* What it shows, in a text form for rnn_spec_set (transfer full). */
char       *unroll_setting_control_get_value (GtkWidget        *control,
                                              const RnnSetting *setting);

G_END_DECLS
