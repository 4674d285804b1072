#include "ui/paint/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\u2212"
#define THIN_SPACE "\u202f"
#define SMALLEST_PLAIN 0.001
#define LARGEST_PLAIN 10000.0
#define FLOAT_DIGITS 9
#define UNGROUPED_DIGITS 4

static const char *
infinite (double value,
          char   buffer[PAINT_NUMBER_SIZE])
{
  if (isnan (value))
    g_strlcpy (buffer, "NaN", PAINT_NUMBER_SIZE);
  else
    g_strlcpy (buffer, value > 0 ? "+∞" : MINUS "∞", PAINT_NUMBER_SIZE);
  return buffer;
}

/* Writes @plain (C's form) with true minus signs, "2e−5" for "2e-05", and
 * without the sign of a zero. */
static const char *
typeset (const char      *plain,
         PaintNumberFlags flags,
         char             buffer[PAINT_NUMBER_SIZE])
{
  gboolean zero = !strpbrk (plain, "123456789");
  const char *p = plain;

  buffer[0] = '\0';
  if (*p == '-')
    {
      p++;
      if (!zero)
        g_strlcat (buffer, MINUS, PAINT_NUMBER_SIZE);
    }
  if (buffer[0] == '\0' && flags & PAINT_NUMBER_SIGNED)
    g_strlcat (buffer, "+", PAINT_NUMBER_SIZE);

  for (; *p && *p != 'e'; p++)
    {
      const char letter[2] = { *p, '\0' };

      g_strlcat (buffer, letter, PAINT_NUMBER_SIZE);
    }
  if (*p == 'e')
    {
      g_strlcat (buffer, p[1] == '-' ? "e" MINUS : "e+", PAINT_NUMBER_SIZE);
      p += 2;
      while (*p == '0' && p[1])
        p++;
      g_strlcat (buffer, p, PAINT_NUMBER_SIZE);
    }
  return buffer;
}

const char *
paint_number (double           value,
              int              decimals,
              PaintNumberFlags flags,
              char             buffer[PAINT_NUMBER_SIZE])
{
  char plain[PAINT_NUMBER_SIZE];
  double size = fabs (value);

  g_return_val_if_fail (buffer, NULL);

  if (!isfinite (value))
    return infinite (value, buffer);

  /* Exactly zero, and no small number. */
  if (size == 0 && decimals > 2 && !(flags & PAINT_NUMBER_FIXED))
    snprintf (plain, sizeof plain, "0");
  else if (size >= LARGEST_PLAIN)
    snprintf (plain, sizeof plain, "%.1e", value);
  else if (size > 0 && !(flags & PAINT_NUMBER_FIXED)
           && (size < SMALLEST_PLAIN || size < 0.5 * pow (10, -decimals)))
    snprintf (plain, sizeof plain, "%.*e", decimals > 2 ? 1 : 0, value);
  else
    snprintf (plain, sizeof plain, "%.*f", decimals, value);
  return typeset (plain, flags, buffer);
}

const char *
paint_number_full (double           value,
                   PaintNumberFlags flags,
                   char             buffer[PAINT_NUMBER_SIZE])
{
  char plain[PAINT_NUMBER_SIZE];

  g_return_val_if_fail (buffer, NULL);

  if (!isfinite (value))
    return infinite (value, buffer);

  snprintf (plain, sizeof plain, "%.*g", FLOAT_DIGITS, value);
  return typeset (plain, flags, buffer);
}

const char *
paint_number_whole (guint64 count,
                    char    buffer[PAINT_NUMBER_SIZE])
{
  char digits[PAINT_NUMBER_SIZE];
  gsize n;

  g_return_val_if_fail (buffer, NULL);

  n = (gsize) snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, count);
  buffer[0] = '\0';
  for (gsize i = 0; i < n; i++)
    {
      const char digit[2] = { digits[i], '\0' };

      if (i > 0 && (n - i) % 3 == 0 && n > UNGROUPED_DIGITS)
        g_strlcat (buffer, THIN_SPACE, PAINT_NUMBER_SIZE);
      g_strlcat (buffer, digit, PAINT_NUMBER_SIZE);
    }
  return buffer;
}

const char *
paint_number_percent (double share,
                      int    decimals,
                      char   buffer[PAINT_NUMBER_SIZE])
{
  double percent = 100 * share;
  double step = pow (10, -decimals);

  g_return_val_if_fail (buffer, NULL);

  if (!isfinite (share))
    return infinite (share, buffer);

  if (share > 0 && percent < step / 2)
    snprintf (
        buffer, PAINT_NUMBER_SIZE, "<%.*f" THIN_SPACE "%%", decimals, step);
  else if (share < 1 && percent >= 100 - step / 2)
    snprintf (buffer,
              PAINT_NUMBER_SIZE,
              ">%.*f" THIN_SPACE "%%",
              decimals,
              100 - step);
  else
    snprintf (
        buffer, PAINT_NUMBER_SIZE, "%.*f" THIN_SPACE "%%", decimals, percent);
  return buffer;
}
