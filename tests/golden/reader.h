#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON values that must be there and be what they should be.  A reader that
 * has failed keeps its first error, and everything read through it afterwards
 * is zero or NULL, so that one check at the end is enough. */
typedef struct
{
  GError *error;
} Reader;

JsonNode   *reader_node    (Reader     *reader,
                            JsonObject *object,
                            const char *key);
JsonObject *reader_object  (Reader     *reader,
                            JsonObject *object,
                            const char *key);
/* NULL when the value is null. */
JsonObject *reader_object_or_null (Reader     *reader,
                                   JsonObject *object,
                                   const char *key);
/* An array that is not empty. */
JsonArray  *reader_array   (Reader     *reader,
                            JsonObject *object,
                            const char *key);
const char *reader_string  (Reader     *reader,
                            JsonObject *object,
                            const char *key);
/* Which of the NULL-terminated @names the string is. */
guint       reader_choice  (Reader            *reader,
                            JsonObject        *object,
                            const char        *key,
                            const char *const *names);
gboolean    reader_boolean (Reader     *reader,
                            JsonObject *object,
                            const char *key);
double      reader_number  (Reader     *reader,
                            JsonObject *object,
                            const char *key);
guint       reader_integer (Reader     *reader,
                            JsonObject *object,
                            const char *key,
                            guint       min,
                            guint       max);
/* Nested arrays of exactly the sizes @shape (@n_dimensions of them); @numbers
 * has room for their product. */
void        reader_numbers (Reader      *reader,
                            JsonNode    *node,
                            const char  *name,
                            guint        n_dimensions,
                            const gsize *shape,
                            double      *numbers);

void        reader_fail    (Reader      *reader,
                            const char  *format,
                            ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
