#pragma once

#include "core/series.h"

/**
 * Plain:
 *
 * The same experiment without history, thread or window: one update after the
 * other.  What everything else must equal, bit for bit.
 */
typedef struct
{
  RnnLearner *learner;
  GArray     *metrics;        /* of RnnMetrics */
} Plain;

Plain *plain_new          (const RnnSpec *spec);
void   plain_free         (Plain         *plain);
void   plain_update       (Plain         *plain);
/* Up to @update updates, or @epoch epochs. */
void   plain_to_update    (Plain         *plain,
                           guint64        update);
void   plain_to_epoch     (Plain         *plain,
                           guint32        epoch);
/* The whole state of both must be the same bytes. */
void   plain_assert_learner (Plain       *plain,
                           RnnLearner    *learner);
/* The first @n rows. */
void   plain_assert_metrics (Plain       *plain,
                           const RnnSeries *series,
                           gsize          n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plain, plain_free)

/* Experiments for tests: named by what is special about them; NULL-terminated
 * lists of "group.key=value". */
typedef struct
{
  const char        *name;
  const char *const *settings;
} Job;

extern const Job jobs[];
extern const guint n_jobs;

void   job_spec           (const Job     *job,
                           RnnSpec       *spec);
void   set_all            (RnnSpec       *spec,
                           const char *const *settings);
