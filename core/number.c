#include "core/number.h"

#include <float.h>
#include <math.h>

/* Any decimal of FLT_DIG or DBL_DIG digits survives the way through a float or
 * double, so the search for the fewest digits starts there; only subnormal
 * numbers have fewer. */

const char *
rnn_number_format (double value, char buffer[RNN_NUMBER_SIZE])
{
  char format[] = "%.15g";
  int least = fabs (value) < DBL_MIN ? 1 : DBL_DIG;

  for (int digits = least; digits <= DBL_DECIMAL_DIG; digits++)
    {
      format[2] = '0' + digits / 10;
      format[3] = '0' + digits % 10;
      g_ascii_formatd (buffer, RNN_NUMBER_SIZE, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }

  return buffer;
}

const char *
rnn_number_format_float (float value, char buffer[RNN_NUMBER_SIZE])
{
  char format[] = "%.6g";
  int least = fabsf (value) < FLT_MIN ? 1 : FLT_DIG;

  for (int digits = least; digits <= FLT_DECIMAL_DIG; digits++)
    {
      format[2] = '0' + digits;
      g_ascii_formatd (buffer, RNN_NUMBER_SIZE, format, value);
      if ((float) g_ascii_strtod (buffer, NULL) == value)
        break;
    }

  return buffer;
}

gboolean
rnn_number_parse (const char *text, double *value)
{
  char *end;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  while (g_ascii_isspace (*text))
    text++;

  /* strtod also reads hexadecimal numbers, "nan" and "inf". */
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalpha (*p) && *p != 'e' && *p != 'E')
      return FALSE;

  *value = g_ascii_strtod (text, &end);
  if (end == text || !isfinite (*value))
    return FALSE;

  while (g_ascii_isspace (*end))
    end++;
  return *end == '\0';
}
