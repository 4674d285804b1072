#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

/* The short words by which panels call settings and their choices; the long
 * ones are RnnSetting.help. */

/* "Learning rate"; its key's own words if the setting is newer than the table
 * here.  Translated. */
const char *unroll_setting_label         (const RnnSetting *setting);
/* The name of choice number @index, translated. */
const char *unroll_setting_choice_label  (const RnnSetting *setting,
                                          guint             index);
/* @value, in the text form of rnn_spec_get, as panels show it: a choice by its
 * name, a switch as on or off, anything else as it is. */
const char *unroll_setting_value_label   (const RnnSetting *setting,
                                          const char       *value);
/* "training.learning_rate" (transfer full). */
char       *unroll_setting_name          (const RnnSetting *setting);
/* FALSE when another setting makes this one meaningless: a momentum for Adam,
 * the columns of an embedding that is not there. */
gboolean    unroll_setting_is_relevant   (const RnnSetting *setting,
                                          const RnnSpec    *spec);
/* A sentence of the core as it is shown beside controls: settings are called by
 * their labels instead of their keys, and the setting @own (nullable), beside
 * whose control it stands, is not named at its beginning (transfer full). */
char       *unroll_setting_sentence      (const char       *message,
                                          const char       *own);

G_END_DECLS
