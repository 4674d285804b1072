#include "app/remembered.h"

#include <math.h>

#define WRITING "writing"
#define LETTERS "letters"
#define TEMPERATURE "temperature"
#define LIKELIEST "likeliest"
#define SEED "seed"
#define AT_ONCE "at-once"

static char *
file_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "unroll", "remembered.ini",
                           NULL);
}

/* Reading ------------------------------------------------------------------ */

static guint32
read_number (GKeyFile   *file,
             const char *key,
             guint32     usual)
{
  g_autoptr (GError) error = NULL;
  guint64 number = g_key_file_get_uint64 (file, WRITING, key, &error);

  return error == NULL && number <= G_MAXUINT32 ? (guint32) number : usual;
}

static double
read_real (GKeyFile   *file,
           const char *key,
           double      usual)
{
  g_autoptr (GError) error = NULL;
  double number = g_key_file_get_double (file, WRITING, key, &error);

  return error == NULL && isfinite (number) ? number : usual;
}

static gboolean
read_truth (GKeyFile   *file,
            const char *key,
            gboolean    usual)
{
  g_autoptr (GError) error = NULL;
  gboolean truth = g_key_file_get_boolean (file, WRITING, key, &error);

  return error == NULL ? truth : usual;
}

/* @choice as usual, to that which is remembered. */
static void
read_writing (UnrollWritingChoice *choice)
{
  g_autofree char *path = file_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;

  choice->count = read_number (file, LETTERS, choice->count);
  choice->temperature = read_real (file, TEMPERATURE, choice->temperature);
  choice->likeliest = read_truth (file, LIKELIEST, choice->likeliest);
  choice->seed = read_number (file, SEED, choice->seed);
  choice->at_once = read_truth (file, AT_ONCE, choice->at_once);
}

/* Writing ------------------------------------------------------------------ */

/* Whatever else is in the file stays. */
static void
write_writing (const UnrollWritingChoice *choice)
{
  g_autofree char *path = file_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_uint64 (file, WRITING, LETTERS, choice->count);
  g_key_file_set_double (file, WRITING, TEMPERATURE, choice->temperature);
  g_key_file_set_boolean (file, WRITING, LIKELIEST, choice->likeliest);
  g_key_file_set_uint64 (file, WRITING, SEED, choice->seed);
  g_key_file_set_boolean (file, WRITING, AT_ONCE, choice->at_once);

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_debug ("%s", error->message);
}

/* Closed by whatever: also with the window. */
static void
closed_cb (UnrollWritingOptions *options,
           UnrollWritingChoice  *known)
{
  UnrollWritingChoice choice;

  unroll_writing_options_get_choice (options, &choice);
  if (unroll_writing_choice_equal (&choice, known))
    return;

  *known = choice;
  write_writing (known);
}

static void
free_known (gpointer  data,
            GClosure *closure)
{
  g_free (data);
}

void
unroll_remember_writing (UnrollWritingOptions *options)
{
  UnrollWritingChoice *known;

  g_return_if_fail (UNROLL_IS_WRITING_OPTIONS (options));

  known = g_new0 (UnrollWritingChoice, 1);
  unroll_writing_options_get_choice (options, known);
  read_writing (known);
  unroll_writing_options_set_choice (options, known);
  unroll_writing_options_get_choice (options, known);
  g_signal_connect_data (options, "unmap", G_CALLBACK (closed_cb), known,
                         free_known, 0);
}
