#include "core/team.h"

#include <pthread.h>

/* To be woken takes a thread longer than many a part takes: each first looks
 * for so many microseconds whether it is soon its turn. */
#define HELPER_LOOKS 60
#define CALLER_LOOKS 200
/* Looks between two of the clock. */
#define LOOKS 32

/* ThreadSanitizer knows what pthread's own locks order; it does not see into a
 * GLib that is not instrumented. */
struct _RnnTeam
{
  pthread_t       thread;
  gboolean        has_thread;
  pthread_mutex_t lock;
  pthread_cond_t  begun;      /* there is something to do */
  pthread_cond_t  done;       /* all parts are */

  /* Under the lock; @left and @open are looked at without it, too. */
  RnnTeamWork     work;
  gpointer        job;
  guint           next;       /* part that nobody has begun */
  int             open;       /* parts that nobody has begun, 1 more to quit */
  int             left;       /* parts not done */
  gboolean        quit;
};

static void
pause_a_moment (void)
{
#if defined __x86_64__ || defined __i386__
  __builtin_ia32_pause ();
#endif
}

/* Until @number is zero, or is not, for @most microseconds. */
static void
look (const int *number,
      gboolean   for_zero,
      gint64     most)
{
  gint64 until = g_get_monotonic_time () + most;

  do
    {
      for (guint i = 0; i < LOOKS; i++)
        {
          if ((g_atomic_int_get (number) == 0) == for_zero)
            return;
          pause_a_moment ();
        }
    }
  while (g_get_monotonic_time () < until);
}

/* One part, if there is one left; the lock is held before and after. */
static gboolean
do_one (RnnTeam *team)
{
  RnnTeamWork work = team->work;
  gpointer job = team->job;
  guint part = team->next;

  if (team->open == 0 || team->quit)
    return FALSE;

  team->next++;
  g_atomic_int_set (&team->open, team->open - 1);
  pthread_mutex_unlock (&team->lock);

  work (job, part);

  pthread_mutex_lock (&team->lock);
  g_atomic_int_set (&team->left, team->left - 1);
  if (team->left == 0)
    pthread_cond_signal (&team->done);

  return TRUE;
}

static void *
help (void *data)
{
  RnnTeam *team = data;

  pthread_mutex_lock (&team->lock);
  while (!team->quit)
    {
      if (do_one (team))
        continue;

      pthread_mutex_unlock (&team->lock);
      look (&team->open, FALSE, HELPER_LOOKS);
      pthread_mutex_lock (&team->lock);
      while (team->open == 0)
        pthread_cond_wait (&team->begun, &team->lock);
    }
  pthread_mutex_unlock (&team->lock);

  return NULL;
}

RnnTeam *
rnn_team_new (void)
{
  RnnTeam *team = g_new0 (RnnTeam, 1);

  pthread_mutex_init (&team->lock, NULL);
  pthread_cond_init (&team->begun, NULL);
  pthread_cond_init (&team->done, NULL);
  /* Where no thread can be had, the caller does all. */
  team->has_thread = pthread_create (&team->thread, NULL, help, team) == 0;

  return team;
}

void
rnn_team_free (RnnTeam *team)
{
  if (team == NULL)
    return;

  pthread_mutex_lock (&team->lock);
  team->quit = TRUE;
  g_atomic_int_set (&team->open, 1);
  pthread_cond_signal (&team->begun);
  pthread_mutex_unlock (&team->lock);
  if (team->has_thread)
    pthread_join (team->thread, NULL);

  pthread_cond_destroy (&team->done);
  pthread_cond_destroy (&team->begun);
  pthread_mutex_destroy (&team->lock);
  g_free (team);
}

void
rnn_team_share (RnnTeam     *team,
                guint        n_parts,
                RnnTeamWork  work,
                gpointer     job)
{
  g_return_if_fail (work != NULL);

  if (team == NULL || n_parts < 2)
    {
      for (guint part = 0; part < n_parts; part++)
        work (job, part);
      return;
    }

  pthread_mutex_lock (&team->lock);
  g_assert (team->left == 0);
  team->work = work;
  team->job = job;
  team->next = 0;
  g_atomic_int_set (&team->left, (int) n_parts);
  g_atomic_int_set (&team->open, (int) n_parts);
  pthread_cond_signal (&team->begun);

  while (do_one (team))
    continue;
  if (team->left > 0)
    {
      pthread_mutex_unlock (&team->lock);
      look (&team->left, TRUE, CALLER_LOOKS);
      pthread_mutex_lock (&team->lock);
    }
  while (team->left > 0)
    pthread_cond_wait (&team->done, &team->lock);
  pthread_mutex_unlock (&team->lock);
}
