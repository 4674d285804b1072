#pragma once

/* A matrix transposed by squares that fit into registers.  Included by
 * core/kernels-set.c only. */

#include "core/kernels-vector.h"

/* Of two rows that are @s apart, those lanes that change places: where a lane's
 * number has the bit @s, the first row has the second's lane that is @s lower;
 * the other way round for the second. */
#define FIRST_LANE(lane, s)  ((lane) & (s) ? LANES + (lane) - (s) : (lane))
#define SECOND_LANE(lane, s) ((lane) & (s) ? LANES + (lane) : (lane) + (s))

#define FOUR_LANES(which, lane, s) \
  which (lane, s), which ((lane) + 1, s), which ((lane) + 2, s), \
  which ((lane) + 3, s)
#if LANES == 16
#define EACH_LANE(which, s) \
  FOUR_LANES (which, 0, s), FOUR_LANES (which, 4, s), \
  FOUR_LANES (which, 8, s), FOUR_LANES (which, 12, s)
#elif LANES == 8
#define EACH_LANE(which, s) \
  FOUR_LANES (which, 0, s), FOUR_LANES (which, 4, s)
#else
#define EACH_LANE(which, s) FOUR_LANES (which, 0, s)
#endif

/* One of the log₂ LANES rounds that turn a square: Eklundh 1972. */
#define TURN_ROUND(rows, s) \
  for (guint pair = 0; pair < LANES / 2; pair++) \
    { \
      guint i = pair / (s) * 2 * (s) + pair % (s); \
      Vector a = (rows)[i], b = (rows)[i + (s)]; \
 \
      (rows)[i] = __builtin_shufflevector (a, b, EACH_LANE (FIRST_LANE, s)); \
      (rows)[i + (s)] = \
        __builtin_shufflevector (a, b, EACH_LANE (SECOND_LANE, s)); \
    }

INLINE void
turn_square (Vector rows[LANES])
{
#pragma GCC unroll 8
  TURN_ROUND (rows, 1)
#pragma GCC unroll 8
  TURN_ROUND (rows, 2)
#if LANES >= 8
#pragma GCC unroll 8
  TURN_ROUND (rows, 4)
#endif
#if LANES >= 16
#pragma GCC unroll 8
  TURN_ROUND (rows, 8)
#endif
}

/* The square of @a whose first number that is, of which it may have only
 * @rows × @columns; both are constants where it is whole. */
INLINE void
transpose_square (gsize        rows,
                  gsize        columns,
                  const float *a,
                  gsize        a_stride,
                  float       *t,
                  gsize        t_stride)
{
  Vector square[LANES];

#pragma GCC unroll 16
  for (gsize i = 0; i < LANES; i++)
    square[i] = i >= rows ? all (0.0f)
                : columns == LANES ? load (a + i * a_stride)
                                   : load_part (a + i * a_stride, columns);

  turn_square (square);

#pragma GCC unroll 16
  for (gsize j = 0; j < LANES; j++)
    {
      if (j >= columns)
        continue;
      if (rows == LANES)
        store (t + j * t_stride, square[j]);
      else
        store_part (t + j * t_stride, square[j], rows);
    }
}

static void
transpose (gsize        rows,
           gsize        columns,
           const float *a,
           float       *t)
{
  for (gsize i = 0; i < rows; i += LANES)
    {
      gsize high = MIN (rows - i, LANES);

      for (gsize j = 0; j < columns; j += LANES)
        {
          gsize wide = MIN (columns - j, LANES);
          const float *from = a + i * columns + j;
          float *to = t + j * rows + i;

          if (high == LANES && wide == LANES)
            transpose_square (LANES, LANES, from, columns, to, rows);
          else
            transpose_square (high, wide, from, columns, to, rows);
        }
    }
}
