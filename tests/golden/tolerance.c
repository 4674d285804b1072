#include "tests/golden/tolerance.h"

#include "tests/golden/reader.h"

#define SPREAD_FILE   "float32_spread.json"
#define SPREAD_FACTOR 10.0

static JsonParser *
load_spreads (const char *directory,
              GError    **error)
{
  g_autofree char *path = g_build_filename (directory, SPREAD_FILE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;

  return g_steal_pointer (&parser);
}

static JsonObject *
spread_of (JsonParser *parser,
           const char *name)
{
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *spreads = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                        ? json_node_get_object (root) : NULL;
  Reader reader = { NULL };
  JsonObject *spread = reader_object (&reader, spreads, name);

  g_clear_error (&reader.error);

  return spread;
}

static gboolean
read_spread (JsonObject      *spread,
             WeightTolerance *tolerance,
             GError         **error)
{
  Reader reader = { NULL };

  tolerance->after_step_1 = SPREAD_FACTOR
                            * reader_number (&reader, spread,
                                             "weights_after_step1");
  tolerance->final = SPREAD_FACTOR
                     * reader_number (&reader, spread, "weights_final");
  if (reader.error == NULL)
    return TRUE;

  g_propagate_error (error, reader.error);
  return FALSE;
}

/* Takes @path's case into @tolerance if it has the optimizer of @golden. */
static gboolean
widen_by_case (const Golden    *golden,
               const char      *path,
               JsonParser      *spreads,
               WeightTolerance *tolerance,
               GError         **error)
{
  g_autoptr (Golden) other = golden_load (path, error);
  WeightTolerance mine;
  JsonObject *spread;

  if (other == NULL)
    return FALSE;

  spread = spread_of (spreads, other->name);
  if (spread == NULL || other->spec.optimizer != golden->spec.optimizer)
    return TRUE;

  if (!read_spread (spread, &mine, error))
    return FALSE;

  tolerance->after_step_1 = MAX (tolerance->after_step_1, mine.after_step_1);
  tolerance->final = MAX (tolerance->final, mine.final);

  return TRUE;
}

static gboolean
family_tolerance (const Golden    *golden,
                  const char      *directory,
                  WeightTolerance *tolerance,
                  GError         **error)
{
  g_autoptr (JsonParser) spreads = load_spreads (directory, error);
  g_autoptr (GList) names = NULL;
  JsonNode *root;

  if (spreads == NULL)
    return FALSE;

  *tolerance = (WeightTolerance) { TOLERANCE_STEP_1, TOLERANCE_LOSS };
  root = json_parser_get_root (spreads);
  names = json_object_get_members (json_node_get_object (root));
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *file = g_strconcat (l->data, ".json", NULL);
      g_autofree char *path = g_build_filename (directory, file, NULL);

      if (!widen_by_case (golden, path, spreads, tolerance, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
weight_tolerance (const Golden    *golden,
                  const char      *golden_path,
                  const char      *directory,
                  WeightTolerance *tolerance,
                  GError         **error)
{
  g_autofree char *beside = g_path_get_dirname (golden_path);
  g_autoptr (JsonParser) spreads = load_spreads (beside, NULL);
  JsonObject *spread = spreads != NULL ? spread_of (spreads, golden->name)
                                       : NULL;

  if (spread != NULL)
    return read_spread (spread, tolerance, error);

  return family_tolerance (golden, directory, tolerance, error);
}
