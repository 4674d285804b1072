#include "tests/golden/reader.h"

#include <math.h>

#include "core/error.h"

void
reader_fail (Reader     *reader,
             const char *format,
             ...)
{
  va_list arguments;

  if (reader->error != NULL)
    return;

  va_start (arguments, format);
  reader->error = g_error_new_valist (RNN_ERROR, RNN_ERROR_FORMAT, format,
                                      arguments);
  va_end (arguments);
}

JsonNode *
reader_node (Reader     *reader,
             JsonObject *object,
             const char *key)
{
  if (reader->error != NULL || object == NULL)
    return NULL;

  if (!json_object_has_member (object, key))
    {
      reader_fail (reader, "“%s” is missing", key);
      return NULL;
    }

  return json_object_get_member (object, key);
}

JsonObject *
reader_object (Reader     *reader,
               JsonObject *object,
               const char *key)
{
  JsonNode *node = reader_node (reader, object, key);

  if (node == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      reader_fail (reader, "“%s” is not an object", key);
      return NULL;
    }

  return json_node_get_object (node);
}

JsonObject *
reader_object_or_null (Reader     *reader,
                       JsonObject *object,
                       const char *key)
{
  JsonNode *node = reader_node (reader, object, key);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;

  return reader_object (reader, object, key);
}

JsonArray *
reader_array (Reader     *reader,
              JsonObject *object,
              const char *key)
{
  JsonNode *node = reader_node (reader, object, key);

  if (node == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_ARRAY (node)
      || json_array_get_length (json_node_get_array (node)) == 0)
    {
      reader_fail (reader, "“%s” is not an array with something in it", key);
      return NULL;
    }

  return json_node_get_array (node);
}

const char *
reader_string (Reader     *reader,
               JsonObject *object,
               const char *key)
{
  JsonNode *node = reader_node (reader, object, key);

  if (node == NULL)
    return NULL;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      reader_fail (reader, "“%s” is not a string", key);
      return NULL;
    }

  return json_node_get_string (node);
}

guint
reader_choice (Reader            *reader,
               JsonObject        *object,
               const char        *key,
               const char *const *names)
{
  const char *name = reader_string (reader, object, key);

  if (name == NULL)
    return 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return i;
    }

  reader_fail (reader, "“%s” cannot be “%s”", key, name);
  return 0;
}

gboolean
reader_boolean (Reader     *reader,
                JsonObject *object,
                const char *key)
{
  JsonNode *node = reader_node (reader, object, key);

  if (node == NULL)
    return FALSE;

  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      reader_fail (reader, "“%s” is not true or false", key);
      return FALSE;
    }

  return json_node_get_boolean (node);
}

static double
number_of (Reader     *reader,
           JsonNode   *node,
           const char *name)
{
  GType type = json_node_get_value_type (node);
  double number;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      reader_fail (reader, "“%s” holds something that is no number", name);
      return 0.0;
    }

  number = json_node_get_double (node);
  if (!isfinite (number))
    reader_fail (reader, "“%s” holds a number that is not finite", name);

  return number;
}

double
reader_number (Reader     *reader,
               JsonObject *object,
               const char *key)
{
  JsonNode *node = reader_node (reader, object, key);

  return node != NULL ? number_of (reader, node, key) : 0.0;
}

guint
reader_integer (Reader     *reader,
                JsonObject *object,
                const char *key,
                guint       min,
                guint       max)
{
  double number = reader_number (reader, object, key);

  if (reader->error != NULL || object == NULL)
    return min;

  if (number != floor (number) || number < min || number > max)
    {
      reader_fail (reader, "“%s” is not a whole number from %u to %u",
                   key, min, max);
      return min;
    }

  return (guint) number;
}

void
reader_numbers (Reader      *reader,
                JsonNode    *node,
                const char  *name,
                guint        n_dimensions,
                const gsize *shape,
                double      *numbers)
{
  JsonArray *array;
  gsize size = 1;

  if (reader->error != NULL || node == NULL)
    return;

  if (n_dimensions == 0)
    {
      *numbers = number_of (reader, node, name);
      return;
    }

  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (array == NULL || json_array_get_length (array) != shape[0])
    {
      reader_fail (reader, "“%s” is not of the size that the case says", name);
      return;
    }

  for (guint i = 1; i < n_dimensions; i++)
    size *= shape[i];

  for (guint i = 0; i < shape[0]; i++)
    reader_numbers (reader, json_array_get_element (array, i), name,
                    n_dimensions - 1, shape + 1, numbers + i * size);
}
