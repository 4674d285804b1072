#include "core/program-private.h"

#include "core/python-text.h"
#include "core/task.h"

/* What is the same whatever the library is, and needs nothing but numpy. */

/* Contexts that are printed at most. */
#define SHOWN "40"

static const char read_text[]
    = "# A byte order mark, and a line end at the very end, are not part of "
      "the text.\n"
      "with open(os.path.join(FOLDER, TEXT_FILE), encoding=\"utf-8-sig\",\n"
      "          newline=\"\") as file:\n"
      "    TEXT = file.read().replace(\"\\r\\n\", \"\\n\")\n"
      "if TEXT.endswith(\"\\n\"):\n"
      "    TEXT = TEXT[:-1]\n";

static const char letters[]
    = "# The letters by code point; a letter's place is its class number.\n"
      "letters = sorted(set(TEXT))\n"
      "class_of = {letter: number for number, letter in enumerate(letters)}\n"
      "codes = np.array([class_of[letter] for letter in TEXT], np.int64)\n";

static const char print_functions[]
    = "def shown(text):\n"
      "    \"\"\"With visible signs for blanks and the like.\"\"\"\n"
      "    signs = {\" \": \"␣\", \"\\n\": \"⏎\", \"\\t\": \"⇥\"}\n"
      "    return \"\".join(\n"
      "        signs[letter] if letter in signs\n"
      "        else \"◌\" + letter if unicodedata.combining(letter)\n"
      "        else letter if letter.isprintable()\n"
      "        else f\"U+{ord(letter):04X}\" for letter in text)\n"
      "\n"
      "\n"
      "def print_outlooks(outlooks):\n"
      "    \"\"\"The likeliest next letter after each context.\"\"\"\n"
      "    width = max(len(context) for context in outlooks)\n"
      "    for context, probabilities in outlooks.items():\n"
      "        likeliest = probabilities.argmax()\n"
      "        print(f\"{context:<{width}} ——> {shown(letters[likeliest])} \"\n"
      "              f\"{100 * probabilities[likeliest]:5.1f} %\")\n";

static const char main_function[]
    = "def main():\n"
      "    sys.stdout.reconfigure(encoding=\"utf-8\")\n"
      "    parser = argparse.ArgumentParser(description=__doc__.split(\"\\n\")"
      "[0])\n"
      "    parser.add_argument(\"--train\", type=int, nargs=\"?\", "
      "const=EPOCHS,\n"
      "                        default=0, metavar=\"EPOCHS\",\n"
      "                        help=\"go on training first\")\n"
      "    parser.add_argument(\"--save\", metavar=\"OUT.safetensors\",\n"
      "                        help=\"save the weights\")\n"
      "    options = parser.parse_args()\n"
      "\n"
      "    print(shown(TITLE).replace(\"␣\", \" \"))\n"
      "    model = build_model()\n"
      "    if options.train > 0:\n"
      "        train(model, options.train)\n"
      "    print_predictions(model)\n"
      "    if options.save:\n"
      "        write_safetensors(options.save, read_weights(model))\n"
      "\n"
      "\n"
      "if __name__ == \"__main__\":\n"
      "    main()\n";

/* As rnn_remember_text has it. */
static void
append_remember (GString *code)
{
  g_string_append (code,
                   "\n# Each letter is shown at the first step and must be "
                   "told after the last.\n"
                   "FILLER = next(filler for filler in ");
  rnn_python_append_string (code, rnn_remember_fillers (), "");
  g_string_append (code,
                   "\n              if filler not in TEXT)\n"
                   "TEXT = \"\".join(letter + FILLER * (TIME_STEPS - 1) + "
                   "letter\n"
                   "               for letter in sorted(set(TEXT)))\n\n");
}

static void
append_windows (GString *code, const RnnSpec *spec)
{
  if (spec->cyclic)
    g_string_append (code,
                     "\n# Each window is TIME_STEPS letters and the next one; "
                     "the text goes round.\n"
                     "starts = np.arange(0, len(codes), STRIDE)\n");
  else
    g_string_append (code,
                     "\n# Each window is TIME_STEPS letters and the next "
                     "one.\n"
                     "starts = np.arange(0, len(codes) - TIME_STEPS, "
                     "STRIDE)\n");
  g_string_append (code,
                   "windows = codes[(starts[:, None] + np.arange(TIME_STEPS + "
                   "1)) % len(codes)]\n");
}

static void
append_split (GString *code, const RnnSpec *spec)
{
  if (spec->validation > 0)
    {
      g_string_append (code, "\n# The last ones are held out.\n");
      rnn_program_append_number (code, "VALIDATION", spec->validation);
      g_string_append (code, "n_train = math.floor(len(windows) * (1 - "
                             "VALIDATION))\n");
    }
  else
    {
      g_string_append (code, "n_train = len(windows)\n");
    }
}

static void
append_order (GString *code, const RnnSpec *spec)
{
  if (spec->stateful)
    g_string_append (code,
                     "\n# Row i of a batch reads on where row i of the last "
                     "one ended: the windows\n"
                     "# lie in parallel strands, and a shorter last batch is "
                     "left out.\n"
                     "rows = min(BATCH, n_train)\n"
                     "places = np.arange(n_train // rows * rows)\n"
                     "strands = places % rows * (n_train // rows) + places // "
                     "rows\n"
                     "windows = np.concatenate([windows[strands], "
                     "windows[n_train:]])\n"
                     "n_train = len(places)\n");
  else if (spec->shuffle_samples)
    g_string_append (code,
                     "\n# Shuffled once.\n"
                     "order = np.arange(len(windows))\n"
                     "np.random.seed(SEED)\n"
                     "np.random.shuffle(order)\n"
                     "windows = windows[order]\n");
}

void
rnn_program_append_samples (GString *code, const RnnProgram *program)
{
  const RnnSpec *spec = program->spec;

  rnn_program_append_title (code, "The samples");
  if (spec->file != NULL)
    g_string_append (code, read_text);
  if (spec->task == RNN_TASK_REMEMBER)
    append_remember (code);
  g_string_append (code, letters);
  g_string_append_printf (code,
                          "if len(letters) != %u:\n"
                          "    sys.exit(\"The weights belong to another text: "
                          "one of %u letters\")\n",
                          program->dataset->n_classes,
                          program->dataset->n_classes);
  append_windows (code, spec);
  append_split (code, spec);
  append_order (code, spec);
  g_string_append (code, "\nx = windows[:, :-1]\n");
  g_string_append (code, spec->target == RNN_TARGET_ALL
                             ? "y = windows[:, 1:]  # at every step\n"
                             : "y = windows[:, -1]  # after the last step\n");
}

/* The letters themselves for one time step, else the windows, in order. */
static void
append_print_predictions (GString *code, const RnnProgram *program)
{
  gboolean all = program->spec->target == RNN_TARGET_ALL;

  g_string_append (code,
                   "def print_predictions(model):\n"
                   "    \"\"\"What the network expects after each sample, or "
                   "the first of them.\"\"\"\n");
  g_string_append (code,
                   program->spec->time_steps == 1
                       ? "    contexts = [(code,) for code in "
                         "range(len(letters))][:" SHOWN "]\n"
                       : "    contexts = sorted({tuple(row) for row in x"
                         "})[:" SHOWN "]\n");
  g_string_append (code,
                   "    answers = predict(model, np.array(contexts, "
                   "np.int64))\n"
                   "    outlooks = {}\n"
                   "    for context, probabilities in zip(contexts, "
                   "answers):\n"
                   "        text = [letters[code] for code in context]\n");
  g_string_append (code, all ? "        for t in range(TIME_STEPS):\n"
                               "            outlooks.setdefault(shown("
                               "text[:t + 1]), probabilities[t])\n"
                             : "        outlooks[shown(text)] = "
                               "probabilities\n");
  g_string_append (code, "    print_outlooks(outlooks)\n");
}

void
rnn_program_append_main (GString *code, const RnnProgram *program)
{
  rnn_program_append_title (code, "What it prints");
  g_string_append (code, print_functions);
  g_string_append (code, "\n\n");
  append_print_predictions (code, program);
  g_string_append (code, "\n\n");
  g_string_append (code, main_function);
}
