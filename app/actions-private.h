#pragma once

#include "app/actions.h"

G_BEGIN_DECLS

/* When an action can be carried out. */
typedef struct
{
  const char           *action;
  const char           *property; /* of the view state */
  GBindingTransformFunc enabled;  /* NULL: the property as it is */
} UnrollActionCondition;

void unroll_actions_bind_enabled (UnrollWindow                *window,
                                  const UnrollActionCondition *list,
                                  gsize                        n);
/* An UnrollActionCondition's enabled, for the property "frame": there is one. */
gboolean unroll_actions_has_frame (GBinding                   *binding,
                                   const GValue               *from,
                                   GValue                     *to,
                                   gpointer                    data);
/* Runs side by side (actions-runs.c). */
void unroll_actions_add_runs     (UnrollWindow                *window);
/* What is taken away, and brought (actions-export.c). */
void unroll_actions_add_export   (UnrollWindow                *window);
/* What there is on the disk (actions-files.c). */
void unroll_actions_add_files    (UnrollWindow                *window);
/* What is shown as if (actions-touch.c). */
void unroll_actions_add_touch    (UnrollWindow                *window);

G_END_DECLS
