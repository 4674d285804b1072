#include "core/program-private.h"

#include <string.h>

#include "core/number.h"
#include "core/output-file.h"
#include "core/python-text.h"
#include "core/task.h"
#include "core/weights-file.h"

/* As many numbers a reader can still look through. */
#define MAX_INLINE 1000
#define TITLE_COLUMNS 79
#define SCRIPT_ENDING ".py"
#define WEIGHTS_ENDING ".safetensors"

typedef struct
{
  const char *name;
  const char *library;        /* as its users write it */
  const char *packages;       /* to be installed */
  void (*append_import) (GString *code, const RnnProgram *program);
  void (*append_model)  (GString *code, const RnnProgram *program);
} Dialect;

static const Dialect dialects[RNN_N_DIALECTS] = {
  [RNN_DIALECT_KERAS] = { "keras", "Keras", "keras tensorflow",
                          rnn_program_append_keras_import,
                          rnn_program_append_keras },
  [RNN_DIALECT_PYTORCH] = { "pytorch", "PyTorch", "torch",
                            rnn_program_append_pytorch_import,
                            rnn_program_append_pytorch },
};

static const char introduction[]
    = "The same letters, the same network, the same weights: it prints what "
      "the\n"
      "network expects after each sample.\n"
      "\n"
      "    --train [EPOCHS]         goes on training first\n"
      "    --save OUT.safetensors   saves the weights; Unroll reads them, too\n";

static const char read_function[]
    = "def read_safetensors(path):\n"
      "    with open(path, \"rb\") as file:\n"
      "        header = json.loads(file.read(int.from_bytes(file.read(8), "
      "\"little\")))\n"
      "        data = file.read()\n"
      "    return {name: np.frombuffer(data[slice(*tensor[\"data_offsets\"])],"
      " \"<f4\")\n"
      "            .reshape(tensor[\"shape\"])\n"
      "            for name, tensor in header.items() if name != "
      "\"__metadata__\"}\n";

static const char write_function[]
    = "def write_safetensors(path, weights):\n"
      "    header, data = {}, b\"\"\n"
      "    for name, value in weights.items():\n"
      "        value = np.ascontiguousarray(value, \"<f4\")\n"
      "        header[name] = {\"dtype\": \"F32\", \"shape\": "
      "list(value.shape),\n"
      "                        \"data_offsets\": [len(data), len(data) + "
      "value.nbytes]}\n"
      "        data += value.tobytes()\n"
      "    text = json.dumps(header).encode()\n"
      "    text += b\" \" * (-len(text) % 8)\n"
      "    with open(path, \"wb\") as file:\n"
      "        file.write(len(text).to_bytes(8, \"little\") + text + data)\n";

const char *
rnn_dialect_name (RnnDialect dialect)
{
  g_return_val_if_fail (dialect < RNN_N_DIALECTS, NULL);

  return dialects[dialect].name;
}

gboolean
rnn_dialect_find (const char *name, RnnDialect *dialect)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (dialect != NULL, FALSE);

  for (guint i = 0; i < RNN_N_DIALECTS; i++)
    if (strcmp (name, dialects[i].name) == 0)
      {
        *dialect = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
rnn_program_is_whole (const RnnProgram *program)
{
  g_return_val_if_fail (program != NULL, FALSE);

  return program->network->size <= MAX_INLINE;
}

char *
rnn_program_weights_path (const char *path)
{
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  length = strlen (path);
  if (g_str_has_suffix (path, SCRIPT_ENDING))
    length -= strlen (SCRIPT_ENDING);
  return g_strdup_printf ("%.*s" WEIGHTS_ENDING, (int) length, path);
}

/* Parts -------------------------------------------------------------------- */

void
rnn_program_append_title (GString *code, const char *title)
{
  gsize start;

  g_string_append (code, "\n\n");
  start = code->len;
  g_string_append_printf (code, "# %s ", title);
  while (code->len - start < TITLE_COLUMNS)
    g_string_append_c (code, '-');
  g_string_append (code, "\n\n");
}

void
rnn_program_append_number (GString *code, const char *name, double value)
{
  char number[RNN_NUMBER_SIZE];

  g_string_append_printf (code, "%s = %s\n", name,
                          rnn_number_format (value, number));
}

char *
rnn_program_layer_name (guint layer)
{
  return layer == 0 ? g_strdup ("simple_rnn")
                    : g_strdup_printf ("simple_rnn_%u", layer);
}

/* "NAME = "…"", in brackets when it is long. */
static void
append_text (GString *code, const char *name, const char *value)
{
  g_autoptr (GString) literal = g_string_new (NULL);

  rnn_python_append_string (literal, value, "    ");
  if (strchr (literal->str, '\n') == NULL)
    g_string_append_printf (code, "%s = %s\n", name, literal->str);
  else
    g_string_append_printf (code, "%s = (\n    %s\n)\n", name, literal->str);
}

/* A text in the folder of the script is named as it is seen from there. */
static void
append_file (GString *code, const char *file, const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  gsize length = strlen (folder);

  if (g_str_has_prefix (file, folder) && file[length] == G_DIR_SEPARATOR)
    file += length + 1;
  append_text (code, "TEXT_FILE", file);
}

static void
append_settings (GString *code, const RnnProgram *program, const char *path)
{
  const RnnSpec *spec = program->spec;

  append_text (code, "TITLE", spec->title != NULL ? spec->title : "");
  append_text (code, "NOTES", spec->notes != NULL ? spec->notes : "");
  if (spec->file != NULL)
    append_file (code, spec->file, path);
  else
    append_text (code, "TEXT", spec->text != NULL ? spec->text : "");
  g_string_append_printf (code,
                          "TIME_STEPS = %u\n"
                          "STRIDE = %u\n"
                          "BATCH = %u\n"
                          "EPOCHS = %u\n"
                          "SEED = %u\n",
                          spec->time_steps, spec->stride, spec->batch,
                          spec->epochs, spec->seed);
  rnn_program_append_number (code, "LEARNING_RATE", spec->learning_rate);
}

/* A bias is a row, anything else rows in brackets. */
static void
append_numbers (GString            *code,
                const RnnParameter *parameter,
                const float        *numbers)
{
  gboolean bias = parameter->kind == RNN_PARAMETER_B_H
                  || parameter->kind == RNN_PARAMETER_B_Y;

  g_string_append (code, bias ? "" : " [");
  for (guint row = 0; row < parameter->rows; row++)
    {
      g_string_append (code, row > 0 ? ",\n        " : "\n        ");
      rnn_python_append_floats (code, numbers + (gsize) row * parameter->columns,
                                parameter->columns, "        ");
    }
  g_string_append (code, bias ? "" : "]");
}

static void
append_inline_weights (GString *code, const RnnProgram *program)
{
  const RnnNetwork *network = program->network;

  g_string_append (code, "WEIGHTS = {\n");
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];
      const float *numbers = program->parameters + parameter->offset;
      g_autofree char *name = rnn_weights_name (network, i);

      g_string_append_printf (code, "    \"%s\":", name);
      append_numbers (code, parameter, numbers);
      g_string_append (code, ",\n");
    }
  g_string_append (code,
                   "}\n"
                   "weights = {name: np.array(value, np.float32)\n"
                   "           for name, value in WEIGHTS.items()}\n");
}

static void
append_weights (GString *code, const RnnProgram *program, const char *path)
{
  rnn_program_append_title (code, "The weights");
  if (rnn_program_is_whole (program))
    {
      append_inline_weights (code, program);
    }
  else
    {
      g_autofree char *file = rnn_program_weights_path (path);
      g_autofree char *name = g_path_get_basename (file);

      g_string_append (code, read_function);
      g_string_append (code, "\n\n");
      append_text (code, "WEIGHTS_FILE", name);
      g_string_append (code, "weights = read_safetensors("
                             "os.path.join(FOLDER, WEIGHTS_FILE))\n");
    }
  g_string_append (code, "\n\n");
  g_string_append (code, write_function);
}

char *
rnn_program_to_text (const RnnProgram *program, const char *path)
{
  const Dialect *dialect;
  RnnProgram cut;
  RnnSpec spec;
  GString *code;

  g_return_val_if_fail (program != NULL, NULL);
  g_return_val_if_fail (program->dialect < RNN_N_DIALECTS, NULL);
  g_return_val_if_fail (program->dataset->alphabet != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  spec = *program->spec;
  cut = *program;
  cut.spec = &spec;
  program = &cut;
  if (spec.task == RNN_TASK_REMEMBER)
    rnn_remember_cut (&spec);

  dialect = &dialects[program->dialect];
  code = g_string_new (NULL);
  g_string_append_printf (code,
                          "#!/usr/bin/env python3\n"
                          "\"\"\"An experiment of Unroll, rebuilt with %s.\n"
                          "\n"
                          "%s"
                          "\n"
                          "It needs Python 3.8 and: pip install numpy %s\n"
                          "\"\"\"\n"
                          "\n"
                          "import argparse\n"
                          "import json\n"
                          "import math\n"
                          "import os\n"
                          "import sys\n"
                          "import unicodedata\n"
                          "\n"
                          "import numpy as np\n",
                          dialect->library, introduction, dialect->packages);
  dialect->append_import (code, program);
  g_string_append (code, "\nFOLDER = os.path.dirname("
                         "os.path.abspath(__file__))\n");

  rnn_program_append_title (code, "The experiment");
  append_settings (code, program, path);
  rnn_program_append_samples (code, program);
  append_weights (code, program, path);
  rnn_program_append_title (code, "The network");
  dialect->append_model (code, program);
  rnn_program_append_main (code, program);
  return g_string_free (code, FALSE);
}

gboolean
rnn_program_save (const RnnProgram *program, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  RnnOutputFile *file;

  g_return_val_if_fail (program != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!rnn_program_is_whole (program))
    {
      g_autofree char *weights = rnn_program_weights_path (path);

      if (!rnn_weights_save (weights, program->network, program->parameters,
                             error))
        return FALSE;
    }

  file = rnn_output_file_new (path, error);
  if (file == NULL)
    return FALSE;
  text = rnn_program_to_text (program, path);
  rnn_output_file_append (file, text, -1);
  return rnn_output_file_commit (file, error);
}
