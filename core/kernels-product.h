#pragma once

/* The matrix product: C is cut into tiles that stay in registers while A and
 * B stream by.  Included by core/kernels-set.c only. */

#include "core/kernels.h"
#include "core/kernels-vector.h"

/* Tile sizes: their product must leave registers for one row of B and one
 * number of A. */
#define TILE_ROWS    6
#if LANES == 16
#define TILE_VECTORS 4        /* of 32 registers */
#else
#define TILE_VECTORS 2        /* of 16 registers */
#endif
/* One or two rows alone need more columns, or each sum waits for itself. */
#define ROW_VECTORS  (2 * TILE_VECTORS)
/* Sums of one row that are split, from so many terms on: shorter ones are the
 * same whatever the number of rows. */
#define MAX_WAYS     4
#define SPLIT_TERMS  32
/* Rows of tiles from which on the columns of B are first put side by side: rows
 * of B a power of two apart would drive each other out of the cache. */
#define PACKED_BLOCKS 8
/* Steps of k at a time, at most: so much of the columns of B stays in the
 * cache. */
#define BLOCK_K      160

/* C's first @rows × @vectors · LANES numbers; the last vector has only @last
 * columns when @part.  All but the pointers and @last are constants where it is
 * called, so that every sum lives in a register. */
INLINE void
product_tile (const RnnProduct *p,
              guint             rows,
              guint             vectors,
              gboolean          part,
              gsize             last)
{
  Vector sum[TILE_ROWS][ROW_VECTORS];

#pragma GCC unroll 8
  for (guint r = 0; r < rows; r++)
    {
#pragma GCC unroll 8
      for (guint v = 0; v < vectors; v++)
        {
          const float *c = p->c + r * p->c_stride + v * LANES;

          if (!p->add)
            sum[r][v] = all (0.0f);
          else if (part && v == vectors - 1)
            sum[r][v] = load_part (c, last);
          else
            sum[r][v] = load (c);
        }
    }

  for (gsize k = 0; k < p->k; k++)
    {
      const float *a = p->a + k * p->a_column;
      const float *b = p->b + k * p->b_stride;
      Vector row[ROW_VECTORS];

#pragma GCC unroll 8
      for (guint v = 0; v < vectors; v++)
        row[v] = part && v == vectors - 1 ? load_part (b + v * LANES, last)
                                          : load (b + v * LANES);
#pragma GCC unroll 8
      for (guint r = 0; r < rows; r++)
        {
          Vector factor = all (a[r * p->a_row]);

#pragma GCC unroll 8
          for (guint v = 0; v < vectors; v++)
            sum[r][v] += factor * row[v];
        }
    }

#pragma GCC unroll 8
  for (guint r = 0; r < rows; r++)
    {
#pragma GCC unroll 8
      for (guint v = 0; v < vectors; v++)
        {
          float *c = p->c + r * p->c_stride + v * LANES;

          if (part && v == vectors - 1)
            store_part (c, sum[r][v], last);
          else
            store (c, sum[r][v]);
        }
    }
}

/* The same with as many rows as the case says. */
#define ROWS_CASE(n, vectors, part) \
  case n: product_tile (p, n, vectors, part, last); break;

#define TILE_FUNCTION(name, vectors, part) \
static void \
name (const RnnProduct *p, \
      gsize             last) \
{ \
  switch (p->m) \
    { \
    ROWS_CASE (1, vectors, part) \
    ROWS_CASE (2, vectors, part) \
    ROWS_CASE (3, vectors, part) \
    ROWS_CASE (4, vectors, part) \
    ROWS_CASE (5, vectors, part) \
    ROWS_CASE (6, vectors, part) \
    default: g_assert_not_reached (); \
    } \
}

TILE_FUNCTION (product_tile_full, TILE_VECTORS, FALSE)
TILE_FUNCTION (product_tile_1, 1, TRUE)
TILE_FUNCTION (product_tile_2, 2, TRUE)
#if TILE_VECTORS == 4
TILE_FUNCTION (product_tile_3, 3, TRUE)
TILE_FUNCTION (product_tile_4, 4, TRUE)
#endif

static void (*const product_tile_part[]) (const RnnProduct *p, gsize last) = {
  product_tile_1,
  product_tile_2,
#if TILE_VECTORS == 4
  product_tile_3,
  product_tile_4,
#endif
};

/* sum[v] += the @k-th term. */
INLINE void
add_term (const RnnProduct *p,
          gsize             k,
          guint             vectors,
          gboolean          part,
          gsize             last,
          Vector           *sum)
{
  const float *b = p->b + k * p->b_stride;
  Vector factor = all (p->a[k * p->a_column]);

#pragma GCC unroll 8
  for (guint v = 0; v < vectors; v++)
    sum[v] += factor * (part && v == vectors - 1
                          ? load_part (b + v * LANES, last)
                          : load (b + v * LANES));
}

/* One row of ROW_VECTORS vectors: the first half of the terms and the second,
 * in either order, which is the same to the bit. */
static void
product_halves (const RnnProduct *p)
{
  Vector sum[2][ROW_VECTORS];
  gsize middle = p->k / 2;

#pragma GCC unroll 8
  for (guint v = 0; v < ROW_VECTORS; v++)
    sum[0][v] = sum[1][v] = all (0.0f);

  if (p->second_first)
    for (gsize k = middle; k < p->k; k++)
      add_term (p, k, ROW_VECTORS, FALSE, 0, sum[1]);
  for (gsize k = 0; k < middle; k++)
    add_term (p, k, ROW_VECTORS, FALSE, 0, sum[0]);
  if (!p->second_first)
    for (gsize k = middle; k < p->k; k++)
      add_term (p, k, ROW_VECTORS, FALSE, 0, sum[1]);

#pragma GCC unroll 8
  for (guint v = 0; v < ROW_VECTORS; v++)
    {
      float *c = p->c + v * LANES;
      Vector whole = sum[0][v] + sum[1][v];

      store (c, p->add ? load (c) + whole : whole);
    }
}

/* One or two rows, as many columns as fit; returns the columns done. */
static gsize
product_rows (const RnnProduct *whole)
{
  RnnProduct p = *whole;
  gsize done = 0;

  for (; whole->n - done >= ROW_VECTORS * LANES; done += ROW_VECTORS * LANES)
    {
      if (p.m == 1 && p.k >= SPLIT_TERMS)
        product_halves (&p);
      else if (p.m == 1)
        product_tile (&p, 1, ROW_VECTORS, FALSE, 0);
      else
        product_tile (&p, 2, ROW_VECTORS, FALSE, 0);
      p.b += ROW_VECTORS * LANES;
      p.c += ROW_VECTORS * LANES;
    }

  return done;
}

/* One row of few columns is few sums, each of which waits for itself: rather
 * several partial ones, of every @ways-th term, side by side. */
INLINE void
product_thin (const RnnProduct *p,
              guint             vectors,
              guint             ways,
              gboolean          part,
              gsize             last)
{
  Vector sum[MAX_WAYS][TILE_VECTORS];
  gsize k;

#pragma GCC unroll 4
  for (guint way = 0; way < ways; way++)
    {
#pragma GCC unroll 8
      for (guint v = 0; v < vectors; v++)
        sum[way][v] = all (0.0f);
    }

  for (k = 0; k + ways <= p->k; k += ways)
    {
#pragma GCC unroll 4
      for (guint way = 0; way < ways; way++)
        add_term (p, k + way, vectors, part, last, sum[way]);
    }
  for (; k < p->k; k++)
    add_term (p, k, vectors, part, last, sum[0]);

#pragma GCC unroll 8
  for (guint v = 0; v < vectors; v++)
    {
      float *c = p->c + v * LANES;
      gboolean cut = part && v == vectors - 1;
      Vector whole = sum[0][v] + sum[1][v];

      if (ways == MAX_WAYS)
        whole += sum[2][v] + sum[3][v];
      if (p->add)
        whole += cut ? load_part (c, last) : load (c);
      if (cut)
        store_part (c, whole, last);
      else
        store (c, whole);
    }
}

/* What is left of one row after product_rows. */
static void
product_rest (const RnnProduct *whole,
              gsize             column)
{
  RnnProduct p = *whole;
  gsize n = p.n - column, last;

  p.b += column;
  p.c += column;
  if (n >= TILE_VECTORS * LANES)
    {
      product_thin (&p, TILE_VECTORS, 2, FALSE, 0);
      p.b += TILE_VECTORS * LANES;
      p.c += TILE_VECTORS * LANES;
      n -= TILE_VECTORS * LANES;
    }
  if (n == 0)
    return;

  last = (n - 1) % LANES + 1;
  switch ((n - 1) / LANES)
    {
    case 0: product_thin (&p, 1, MAX_WAYS, TRUE, last); break;
    case 1: product_thin (&p, 2, MAX_WAYS, TRUE, last); break;
#if TILE_VECTORS == 4
    case 2: product_thin (&p, 3, 2, TRUE, last); break;
    case 3: product_thin (&p, 4, 2, TRUE, last); break;
#endif
    default: g_assert_not_reached ();
    }
}

/* One tile's columns of B, row after row without a gap; @n of them are there. */
static void
pack_columns (const RnnProduct *p,
              gsize             n,
              float            *panel)
{
  for (gsize k = 0; k < p->k; k++, panel += TILE_VECTORS * LANES)
    {
      const float *b = p->b + k * p->b_stride;

      for (gsize i = 0; i < n; i += LANES)
        store (panel + i, n - i >= LANES ? load (b + i)
                                         : load_part (b + i, n - i));
    }
}

/* All rows of the columns of one tile, in blocks of nearly equal height. */
static void
product_columns (const RnnProduct *whole,
                 gsize             column)
{
  _Alignas (64) float panel[BLOCK_K * TILE_VECTORS * LANES];
  RnnProduct p = *whole;
  gsize n = MIN (whole->n - column, TILE_VECTORS * LANES);
  gsize vectors = (n + LANES - 1) / LANES;
  gsize blocks = (whole->m + TILE_ROWS - 1) / TILE_ROWS;
  gsize row = 0;

  p.b += column;
  if (blocks >= PACKED_BLOCKS && p.b_stride > TILE_VECTORS * LANES)
    {
      pack_columns (&p, n, panel);
      p.b = panel;
      p.b_stride = TILE_VECTORS * LANES;
    }
  for (gsize block = 0; block < blocks; block++)
    {
      gsize next = whole->m * (block + 1) / blocks;

      p.m = next - row;
      p.a = whole->a + row * p.a_row;
      p.c = whole->c + row * p.c_stride + column;
      row = next;

      if (n == TILE_VECTORS * LANES)
        product_tile_full (&p, 0);
      else
        product_tile_part[vectors - 1] (&p, n - (vectors - 1) * LANES);
    }
}

static void
product (const RnnProduct *whole)
{
  RnnProduct p = *whole;
  gsize blocks, k = 0;

  if (p.m == 0 || p.n == 0)
    return;
  /* A time step of one sample: straight to it, so many there are. */
  if (p.m == 1 && p.n < ROW_VECTORS * LANES && p.k >= SPLIT_TERMS)
    {
      product_rest (whole, 0);
      return;
    }

  /* One or two rows use each number of B but once. */
  blocks = p.m > 2 ? MAX ((p.k + BLOCK_K - 1) / BLOCK_K, 1) : 1;
  for (gsize block = 0; block < blocks; block++)
    {
      gsize next = whole->k * (block + 1) / blocks;
      gsize column = 0;

      p.k = next - k;
      p.a = whole->a + k * p.a_column;
      p.b = whole->b + k * p.b_stride;
      k = next;

      if (p.m <= 2)
        column = product_rows (&p);
      if (p.m == 1 && p.k >= SPLIT_TERMS)
        {
          product_rest (&p, column);
          column = p.n;
        }
      for (; column < p.n; column += TILE_VECTORS * LANES)
        product_columns (&p, column);

      p.add = TRUE;
    }
}
