#include "core/random.h"

#include <math.h>

/* MT19937 (Matsumoto & Nishimura 1998) as numpy's legacy interface uses it.
 * numpy promises never to change these streams, so that the data order of a
 * Python exercise can be repeated here to the last sample. */

#define STATE_LENGTH G_N_ELEMENTS (((RnnRandom *) 0)->key)
#define STATE_SHIFT  397
#define UPPER_BIT    0x80000000u
#define LOWER_BITS   0x7fffffffu
#define TWIST        0x9908b0dfu

#define DRAWN_AHEAD 32

void
rnn_random_seed (RnnRandom *random,
                 guint32    seed)
{
  g_return_if_fail (random != NULL);

  for (guint32 i = 0; i < STATE_LENGTH; i++)
    {
      random->key[i] = seed;
      seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
    }

  random->position = STATE_LENGTH;
  random->has_spare = FALSE;
  random->spare = 0.0;
}

/* The key's place after @i; the first place always repeats the last. */
static guint32
next_place (guint32 *key,
            guint32  i)
{
  if (++i < STATE_LENGTH)
    return i;

  key[0] = key[STATE_LENGTH - 1];
  return 1;
}

void
rnn_random_seed_stream (RnnRandom *random,
                        guint32    seed,
                        guint32    index)
{
  const guint32 words[2] = { seed, index };
  guint32 *key = random->key;
  guint32 i = 1;

  g_return_if_fail (random != NULL);
  g_return_if_fail (index > 0);

  rnn_random_seed (random, 19650218u);

  for (guint32 k = 0; k < STATE_LENGTH; k++)
    {
      guint32 mixed = (key[i - 1] ^ (key[i - 1] >> 30)) * 1664525u;

      key[i] = (key[i] ^ mixed) + words[k % 2] + k % 2;
      i = next_place (key, i);
    }

  for (guint32 k = 0; k < STATE_LENGTH - 1; k++)
    {
      guint32 mixed = (key[i - 1] ^ (key[i - 1] >> 30)) * 1566083941u;

      key[i] = (key[i] ^ mixed) - i;
      i = next_place (key, i);
    }

  key[0] = UPPER_BIT;
}

static guint32
twist (guint32 upper,
       guint32 lower)
{
  guint32 y = (upper & UPPER_BIT) | (lower & LOWER_BITS);

  return (y >> 1) ^ ((y & 1) ? TWIST : 0);
}

static void
regenerate (RnnRandom *random)
{
  guint32 *key = random->key;
  guint32 i;

  for (i = 0; i < STATE_LENGTH - STATE_SHIFT; i++)
    key[i] = key[i + STATE_SHIFT] ^ twist (key[i], key[i + 1]);

  for (; i < STATE_LENGTH - 1; i++)
    key[i] = key[i + STATE_SHIFT - STATE_LENGTH] ^ twist (key[i], key[i + 1]);

  key[i] = key[STATE_SHIFT - 1] ^ twist (key[i], key[0]);
  random->position = 0;
}

guint32
rnn_random_u32 (RnnRandom *random)
{
  guint32 y;

  if (random->position >= STATE_LENGTH)
    regenerate (random);

  y = random->key[random->position++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  y ^= y >> 18;

  return y;
}

double
rnn_random_uniform (RnnRandom *random)
{
  guint32 high = rnn_random_u32 (random) >> 5;
  guint32 low = rnn_random_u32 (random) >> 6;

  return (high * 67108864.0 + low) / 9007199254740992.0;
}

guint32
rnn_random_interval (RnnRandom *random,
                     guint32    max)
{
  guint32 mask, value;

  if (max == 0)
    return 0;

  mask = max;
  for (guint shift = 1; shift < 32; shift *= 2)
    mask |= mask >> shift;

  do
    value = rnn_random_u32 (random) & mask;
  while (value > max);

  return value;
}

double
rnn_random_normal (RnnRandom *random)
{
  double x1, x2, square, factor;

  if (random->has_spare)
    {
      random->has_spare = FALSE;
      return random->spare;
    }

  do
    {
      x1 = 2.0 * rnn_random_uniform (random) - 1.0;
      x2 = 2.0 * rnn_random_uniform (random) - 1.0;
      square = x1 * x1 + x2 * x2;
    }
  while (square >= 1.0 || square == 0.0);

  factor = sqrt (-2.0 * log (square) / square);
  random->spare = factor * x1;
  random->has_spare = TRUE;

  return factor * x2;
}

void
rnn_random_shuffle (RnnRandom *random,
                    guint32   *items,
                    gsize      n)
{
  rnn_random_shuffle_part (random, items, n, 1);
}

void
rnn_random_shuffle_part (RnnRandom *random,
                         guint32   *items,
                         gsize      n,
                         gsize      left)
{
  g_return_if_fail (items != NULL || n == 0);
  g_return_if_fail (n <= G_MAXUINT32);
  g_return_if_fail (left >= 1);

  /* Many millions lie all over the memory: the places are drawn ahead, so that
   * the processor can fetch several at once. */
  for (gsize i = n; i > left;)
    {
      guint32 places[DRAWN_AHEAD];
      gsize count = MIN (i - left, DRAWN_AHEAD);

      for (gsize k = 0; k < count; k++)
        {
          places[k] = rnn_random_interval (random, (guint32) (i - 1 - k));
          __builtin_prefetch (&items[places[k]], 1);
        }
      for (gsize k = 0; k < count; k++)
        {
          guint32 item = items[--i];

          items[i] = items[places[k]];
          items[places[k]] = item;
        }
    }
}

gsize
rnn_random_choice (RnnRandom    *random,
                   const double *p,
                   gsize         n)
{
  double total = 0.0, sum = 0.0, draw;

  g_return_val_if_fail (p != NULL && n > 0, 0);

  for (gsize i = 0; i < n; i++)
    total += p[i];

  draw = rnn_random_uniform (random);

  for (gsize i = 0; i < n; i++)
    {
      sum += p[i];
      if (draw < sum / total)
        return i;
    }

  return n - 1;
}
