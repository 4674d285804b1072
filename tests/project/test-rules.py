#!/usr/bin/python3
"""test-rules.py ROOT CC [LIBRARY...]: the rules hold in this tree and in these
libraries of the core, and each rule finds what breaks it."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import rules  # noqa: E402
import tap  # noqa: E402

ROOT, CC, *LIBRARIES = sys.argv[1:]


class ThisTree(unittest.TestCase):
    def check(self, breaches):
        self.assertEqual([], list(breaches))

    def test_is_seen(self):
        seen = {path.name for path in rules.sources(ROOT, ('.c', '.h'))}
        self.assertLessEqual({'error.c', 'spec.h', 'rect.c'}, seen)
        self.assertIn('run', {path.name for path in rules.scripts(ROOT)})

    def test_includes(self):
        self.check(rules.includes(ROOT))

    def test_silence(self):
        self.check(rules.silence(ROOT))

    def test_line_lengths(self):
        self.check(rules.line_lengths(ROOT))

    def test_file_lengths(self):
        self.check(rules.file_lengths(ROOT))

    def test_nothing_unfinished(self):
        self.check(rules.nothing_unfinished(ROOT))

    def test_translations(self):
        self.check(rules.translations(ROOT))

    def test_whole_strings(self):
        self.check(rules.whole_strings(ROOT))

    # Instrumented code has variables of its own, and is not given.
    if LIBRARIES:
        def test_mutable_globals(self):
            self.check(rules.mutable_globals(LIBRARIES))


class OtherTrees(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name

    def write(self, path, text):
        file = pathlib.Path(self.root, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding='utf-8')
        return file

    def expect(self, rule, *places):
        """The rule finds a breach at each place "path:line", and no other."""
        found = [':'.join(breach.split(':')[:2]) for breach in rule(self.root)]
        self.assertEqual(sorted(places), sorted(found))

    def test_includes_allowed(self):
        self.write('core/a.c', '#include "core/b.h"\n#include <glib.h>\n'
                   '#include <math.h>\n#include <glib/gi18n-lib.h>\n'
                   '#include <pthread.h>\n')
        self.write('ui/paint/a.c', '#include "core/frame.h"\n'
                   '#include "ui/paint/b.h"\n#include <cairo-svg.h>\n'
                   '#include <pango/pangocairo.h>\n')
        self.write('ui/a.c', '#include "core/frame.h"\n#include "ui/b.h"\n'
                   '#include "ui/paint/b.h"\n#include <gtk/gtk.h>\n')
        self.write('app/a.c', '#include "core/trainer.h"\n#include "ui/b.h"\n'
                   '#include "app/b.h"\n#include <gtk/gtk.h>\n')
        self.expect(rules.includes)

    def test_includes_core(self):
        for name in ('<gtk/gtk.h>', '<gdk/gdk.h>', '<cairo.h>',
                     '<cairo/cairo.h>', '<pango/pango.h>', '<glib-object.h>',
                     '<gio/gio.h>', '"ui/b.h"', '"ui/paint/b.h"', '"app/b.h"',
                     '"b.h"', '"core/../ui/b.h"'):
            with self.subTest(name):
                self.write('core/a.c', f'\n#  include {name}\n')
                self.expect(rules.includes, 'core/a.c:2')

    def test_includes_paint(self):
        for name in ('<gtk/gtk.h>', '<gdk/gdk.h>', '<glib-object.h>',
                     '<gio/gio.h>', '"ui/b.h"', '"app/b.h"',
                     '"core/trainer.h"'):
            with self.subTest(name):
                self.write('ui/paint/a.h', f'#include {name}\n')
                self.expect(rules.includes, 'ui/paint/a.h:1')

    def test_includes_ui(self):
        for name in ('"core/trainer.h"', '"app/session.h"'):
            with self.subTest(name):
                self.write('ui/a.c', f'#include {name}\n')
                self.expect(rules.includes, 'ui/a.c:1')

    def test_silence(self):
        self.write('core/a.c', '''\
/* printf ("in a comment") */
g_snprintf (s, n, "printf (");
printf ("x");
g_print ("x");
fputs ("x", stderr);
exit (1);
g_autofree char *t = g_strdup_printf ("x");
g_warning ("x");
''')
        self.write('app/a.c', 'printf ("allowed here");\n')
        self.expect(rules.silence, 'core/a.c:3', 'core/a.c:4', 'core/a.c:5',
                    'core/a.c:6', 'core/a.c:8')

    def test_line_lengths(self):
        self.write('ui/a.c', 'ä' * 100 + '\n' + 'x' * 101 + '\n')
        self.write('tests/run', '#!/bin/bash\n' + 'x' * 101 + '\n')
        self.write('build/a.c', 'x' * 101)
        self.expect(rules.line_lengths, 'ui/a.c:2', 'tests/run:2')

    def test_file_lengths(self):
        self.write('ui/a.c', '\n' * 600)
        self.write('ui/b.c', '\n' * 601)
        self.expect(rules.file_lengths, 'ui/b.c:1')

    def test_nothing_unfinished(self):
        self.write('ui/a.c', '/* TO' 'DO: more */\n/* TODOS */\n')
        self.write('app/run', '#!/bin/bash\n\n# FIX' 'ME\n')
        self.expect(rules.nothing_unfinished, 'ui/a.c:1', 'app/run:3')

    def test_translations(self):
        self.write('data/po/POTFILES', 'ui/listed.c\nui/gone.c\n')
        self.write('ui/listed.c', 'f (_("x"));\n')
        self.write('ui/a.c', 'f (_ ("x"));\n')
        self.write('core/b.c', '{ N_("x") }\n')
        self.write('ui/c.c', 'ngettext ("x", "y", n);\n')
        self.write('ui/d.c', 'other_("x");\n')
        self.write('ui/e.ui', '<property translatable="yes">\n')
        self.expect(rules.translations, 'ui/a.c:1', 'core/b.c:1', 'ui/c.c:1',
                    'ui/e.ui:1', 'data/po/POTFILES:1')

    def test_whole_strings(self):
        self.write('ui/a.c', 'f (_("x %u"), G_MAXUINT);\n'
                   'f (ngettext ("x %" G_GSIZE_FORMAT " y",\n"z", n));\n'
                   'f (_("x " VERSION_NAME));\n'
                   'f (ngettext ("x", "z " PRIu64, n));\n'
                   'f (ngettext ("x \\" ", "z", N_LETTERS));\n')
        self.expect(rules.whole_strings, 'ui/a.c:2', 'ui/a.c:4')

    def test_mutable_globals(self):
        source = self.write('a.c', '''\
static int first;
static int second = 2;
static const char *third = "x";
int fourth;
_Thread_local int fifth;
int f (void) { static int sixth; return first++ + second++ + *third++ + sixth++; }
const int constant = 1;
static const char *const names[] = { "a", "b" };
const char *g (int i) { static long q; q = i; return names[i] + q; }
''')
        compiled = str(source.with_suffix('.o'))
        subprocess.run([CC, '-fPIE', '-c', source, '-o', compiled], check=True)
        found = {breach.split()[1].split('.')[0]
                 for breach in rules.mutable_globals([compiled])}
        self.assertEqual({'first', 'second', 'third', 'fourth', 'fifth',
                          'sixth'}, found)


tap.main()
