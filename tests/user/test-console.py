"""The console, as its users meet it: every option, alone and together, what it
prints, what it writes, and its exit status.

  test-console.py UNROLL
"""

import collections
import csv
import math
import os
import pathlib
import pty
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

UNROLL = os.path.abspath(sys.argv[1])
# Long enough for a loaded machine, under a sanitizer.
PATIENCE = 120
EPOCH = re.compile(r'^Epoch (\d+)/(\d+) - loss: (\S+) - accuracy: (\S+)'
                   r'(?: - val_loss: (\S+) - val_accuracy: (\S+))?$')
OUTLOOK = re.compile(r'^(\S+) +——> (\S+) +(\d+\.\d) %$')
GREEK = 'αβγδε'
CHINESE = '天地玄黃宇宙洪荒'
EMOJI = '🙂🙃😀🤖'


def environment(**changes):
    """Without a display: the console needs none."""
    result = {name: value for name, value in os.environ.items()
              if name not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    result.update(changes)
    return result


class ConsoleCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='unroll-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def path(self, name, content=None):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            path.write_text(content, encoding='utf-8')
        return str(path)

    def start(self, *arguments, **options):
        return subprocess.run([UNROLL, *arguments], capture_output=True,
                              timeout=PATIENCE,
                              **{'env': environment(), 'cwd': self.folder,
                                 'stdin': subprocess.DEVNULL, **options})

    def run_well(self, *arguments, **options):
        """Its lines on standard output."""
        done = self.start('--headless', *arguments, **options)
        self.assertEqual(b'', done.stderr)
        self.assertEqual(0, done.returncode)
        return done.stdout.decode().splitlines()

    def outlooks(self, *arguments, **options):
        """{context: (next letter, per cent)} of a quick, printed run."""
        found = {}
        for line in self.run_well(*arguments, **options):
            match = OUTLOOK.match(line)
            if match:
                found[match[1]] = (match[2], float(match[3]))
        return found

    def run_badly(self, status, *arguments, **options):
        """The sentence on standard error, which is one line."""
        done = self.start(*arguments, **options)
        error = done.stderr.decode()
        self.assertEqual(status, done.returncode, error)
        self.assertRegex(error, r'\Aunroll: [^\n]+\n\Z')
        self.assertNotIn('GLib', error)
        return error


def epochs(lines):
    return [match for match in map(EPOCH.match, lines) if match]


class Default(ConsoleCase):
    def test_summary(self):
        lines = self.run_well()
        text = '\n'.join(lines)
        self.assertEqual('Next letter', lines[0])
        self.assertIn('Letters: 5 (a b c d e)', lines)
        self.assertRegex(text, r'simple_rnn \(SimpleRNN\) +\(None, 3\) +27\n')
        self.assertRegex(text, r'dense \(Dense\) +\(None, 5\) +20\n')
        self.assertIn('Total params: 47', lines)

    def test_epochs(self):
        rows = epochs(self.run_well())
        self.assertEqual([str(n) for n in range(1, 101)],
                         [row[1] for row in rows])
        self.assertEqual({'100'}, {row[2] for row in rows})
        self.assertEqual('1.0000', rows[-1][4])
        losses = [float(row[3]) for row in rows]
        self.assertLess(losses[-1], losses[0] / 2)
        self.assertRegex(rows[0][3], r'^\d\.\d{4}$')

    def test_predictions(self):
        lines = self.run_well()[-5:]
        for line, letter, following in zip(lines, 'abcde', 'bcdea'):
            self.assertRegex(line, rf'^{letter} ——> {following} +\d+\.\d %$')

    def test_repeats(self):
        self.assertEqual(self.run_well(), self.run_well())

    def test_quiet(self):
        self.assertEqual([], self.run_well('--quiet'))

    def test_plain_locale(self):
        self.assertEqual(self.run_well(),
                         self.run_well(env=environment(LC_ALL='C')))


class Experiments(ConsoleCase):
    def test_preset(self):
        found = self.outlooks('--preset', 'four-letters')
        self.assertEqual({'abcd': 'e', 'bcde': 'a', 'cdea': 'b', 'deab': 'c',
                          'eabc': 'd'},
                         {window: next[0] for window, next in found.items()})

    def test_list_presets(self):
        done = self.start('--list-presets')
        self.assertEqual(0, done.returncode)
        names = re.findall(r'^(\S+) ', done.stdout.decode(), re.MULTILINE)
        self.assertEqual('next-letter', names[0])
        self.assertIn('four-letters', names)
        for name in names:
            self.run_well('--quiet', '--epochs', '1', '--preset', name)

    def test_save_and_open(self):
        self.run_well('--quiet', '--set', f'data.text={GREEK}\n ', '--seed', '7',
                      '--epochs', '9', '--save', 'mine.unroll')
        saved = pathlib.Path(self.path('mine.unroll')).read_bytes()
        self.assertIn(f'text={GREEK}\\n\\s\n'.encode(), saved)
        self.assertIn(b'\nseed=7\n', saved)
        self.assertIn(b'\nepochs=9\n', saved)
        self.run_well('mine.unroll', '--quiet', '--save', 'again.unroll')
        self.assertEqual(saved,
                         pathlib.Path(self.path('again.unroll')).read_bytes())
        self.assertEqual(9, len(epochs(self.run_well('mine.unroll'))))

    def test_text_beside_experiment(self):
        self.path('text.txt', 'xyzxyz\n')
        self.run_well('--quiet', '--text', 'text.txt', '--save', 'x.unroll')
        self.assertIn('\nfile=text.txt\n',
                      pathlib.Path(self.path('x.unroll')).read_text())
        self.assertIn('Letters: 3 (x y z)',
                      self.run_well(self.path('x.unroll'), cwd='/'))

    def test_set(self):
        lines = self.run_well('--set', 'network.units=4;2', '--set',
                              'data.time_steps=2', '--set', 'network.units=2')
        self.assertIn('Total params: 31', lines)

    def test_epochs_and_seed(self):
        short = epochs(self.run_well('--epochs', '12', '--seed', '5'))
        self.assertEqual(12, len(short))
        self.assertEqual('12', short[-1][2])
        other = epochs(self.run_well('--epochs', '12', '--seed', '6'))
        self.assertNotEqual([row[3] for row in short],
                            [row[3] for row in other])

    def test_untrained(self):
        lines = self.run_well('--epochs', '0')
        self.assertEqual([], epochs(lines))
        self.assertEqual(5, len(list(filter(OUTLOOK.match, lines))))

    def test_validation(self):
        rows = epochs(self.run_well('--set', 'data.validation=0.4'))
        self.assertEqual(100, len(rows))
        for row in rows:
            self.assertIn(row[6], ('0.0000', '0.5000', '1.0000'))


class Texts(ConsoleCase):
    def check_cycle(self, text, *arguments, **options):
        found = self.outlooks(*arguments, '--set', 'fit.epochs=400',
                              '--set', 'network.units=12', **options)
        self.assertEqual(dict(zip(text, text[1:] + text[0])),
                         {letter: next[0] for letter, next in found.items()})

    def test_scripts(self):
        for text in GREEK, CHINESE, EMOJI:
            with self.subTest(text):
                self.check_cycle(text, '--text', self.path('t', text))

    def test_newline_and_mark(self):
        self.check_cycle(GREEK, '--text',
                         self.path('t', f'\ufeff{GREEK}\r\n'.encode()))

    def test_file_without_option(self):
        self.check_cycle('xyz', self.path('letters.txt', 'xyz\n'))

    def test_standard_input(self):
        self.check_cycle(CHINESE, '--text', '-', stdin=None,
                         input=f'{CHINESE}\n'.encode())

    def test_typed(self):
        text = self.path('t', 'xyz')
        self.check_cycle('qrs', '--text', text, '--set', 'data.text=qrs')

    def test_blanks_are_shown(self):
        found = self.outlooks('--set', 'data.text=a \n\tb')
        self.assertEqual({'a', '␣', '⏎', '⇥', 'b'}, set(found))

    def test_long_text(self):
        lines = self.run_well('--epochs', '1', '--text',
                              self.path('t', 'to be or not to be ' * 200),
                              '--set', 'data.time_steps=10')
        self.assertEqual([], list(filter(OUTLOOK.match, lines)))


class Predictions(ConsoleCase):
    def test_letters(self):
        lines = self.run_well('--predict', 'cab', '--predict', 'e')
        self.assertEqual([('c', 'd'), ('a', 'b'), ('b', 'c'), ('e', 'a')],
                         [OUTLOOK.match(line).group(1, 2)
                          for line in lines[-4:]])

    def test_quiet(self):
        lines = self.run_well('--quiet', '--predict', 'a')
        self.assertEqual(1, len(lines))
        self.assertRegex(lines[0], r'^a ——> b +\d+\.\d %$')

    def test_windows(self):
        four = ['--quiet', '--preset', 'four-letters', '--predict']
        contexts = [OUTLOOK.match(line)[1]
                    for line in self.run_well(*four, 'abcdea')]
        self.assertEqual(['abcd', 'bcde', 'cdea'], contexts)
        short = self.run_well(*four, 'ab')
        self.assertEqual('ab', OUTLOOK.match(short[0])[1])
        self.assertEqual(1, len(short))

    def test_every_step(self):
        lines = self.run_well('--quiet', '--predict', 'hell', '--set',
                              'data.text=hello', '--set', 'data.time_steps=3',
                              '--set', 'data.target=all', '--epochs', '500')
        self.assertEqual(['h', 'he', 'hel', 'ell'],
                         [OUTLOOK.match(line)[1] for line in lines])
        self.assertEqual('o', OUTLOOK.match(lines[-1])[2])

    def test_write(self):
        always = ['--quiet', '--write', '7', '--temperature', '0']
        self.assertEqual(['abcdeabc'],
                         self.run_well(*always, '--predict', 'a')[1:])
        self.assertEqual(['bcdeabcd'], self.run_well(*always))

    def test_write_by_chance(self):
        arguments = ['--quiet', '--write', '60', '--epochs', '5']
        once = self.run_well(*arguments)
        self.assertEqual(61, len(once[0]))
        self.assertEqual(once, self.run_well(*arguments))
        self.assertNotEqual(once, self.run_well(*arguments, '--seed', '124'))
        self.assertNotEqual(once, self.run_well(*arguments, '--temperature',
                                                '0.2'))


class Files(ConsoleCase):
    def rows(self, name):
        with open(self.path(name), encoding='utf-8', newline='') as file:
            return list(csv.DictReader(file))

    def test_metrics(self):
        lines = epochs(self.run_well('--metrics', 'm.csv'))
        rows = self.rows('m.csv')
        self.assertEqual(['epoch', 'loss', 'accuracy', 'validation_loss',
                          'validation_accuracy'], list(rows[0]))
        for line, row in zip(lines, rows, strict=True):
            self.assertEqual(line[1], row['epoch'])
            self.assertEqual(line[3], f"{float(row['loss']):.4f}")
            self.assertEqual(line[4], f"{float(row['accuracy']):.4f}")
            self.assertEqual('', row['validation_loss'])

    def matrices(self, name):
        """{(phase, layer, t, quantity): {(row, column): value}}"""
        found = collections.defaultdict(dict)
        for row in self.rows(name):
            place = tuple(row[key] for key in ('phase', 'layer', 't',
                                               'quantity'))
            cell = int(row['row']), int(row['column'])
            self.assertNotIn(cell, found[place])
            found[place][cell] = float(row['value'])
        return found

    def assert_near(self, expected, found, relative=1e-5):
        largest = max(map(abs, expected.values()))
        self.assertEqual(expected.keys(), found.keys())
        for cell, value in expected.items():
            self.assertAlmostEqual(value, found[cell],
                                   delta=relative * largest + 1e-7)

    def test_trace_forward(self):
        self.run_well('--quiet', '--preset', 'four-letters', '--epochs', '20',
                      '--trace', 't.csv', '--sample', '2')
        all = self.matrices('t.csv')
        w_xh, w_hh, b_h, w_hy, b_y = (
            all['forward', layer, '', name] for layer, name in
            (('1', 'W_xh'), ('1', 'W_hh'), ('1', 'b_h'), ('', 'W_hy'),
             ('', 'b_y')))
        h = all['forward', '1', '0', 'h']
        self.assertEqual({0.0}, set(h.values()))
        for t in '1234':
            x = all['forward', '1', t, 'x']
            self.assertEqual(1, sum(x.values()))
            code = int(all['forward', '1', t, 'code'][0, 0])
            self.assertEqual(1, x[0, code])
            z = {(0, j): w_xh[code, j] + b_h[0, j]
                 + sum(h[0, i] * w_hh[i, j] for i in range(3))
                 for j in range(3)}
            self.assert_near(z, all['forward', '1', t, 'z'])
            h = all['forward', '1', t, 'h']
            self.assert_near({j: math.tanh(v) for j, v in z.items()}, h)
        logits = {(0, c): b_y[0, c]
                  + sum(h[0, i] * w_hy[i, c] for i in range(3))
                  for c in range(5)}
        self.assert_near(logits, all['forward', '', '4', 'logits'])
        total = sum(map(math.exp, logits.values()))
        y = {c: math.exp(v) / total for c, v in logits.items()}
        self.assert_near(y, all['forward', '', '4', 'y'])
        target = int(all['loss', '', '4', 'target'][0, 0])
        loss = {(0, 0): -math.log(y[0, target])}
        self.assert_near(loss, all['loss', '', '4', 'nll'])
        self.assert_near(loss, all['loss', '', '', 'loss'])
        self.assert_near({c: p - (c[1] == target) for c, p in y.items()},
                         all['backward', '', '4', 'dlogits'])

    def test_trace_backward(self):
        self.run_well('--quiet', '--preset', 'four-letters', '--epochs', '20',
                      '--trace', 't.csv')
        all = self.matrices('t.csv')
        for name in 'dW_xh', 'dW_hh', 'db_h':
            parts = [all['backward', '1', t, name] for t in '1234']
            whole = {cell: sum(part[cell] for part in parts)
                     for cell in parts[0]}
            self.assert_near(whole, all['gradient', '1', '', name])
            norm = math.sqrt(sum(v * v for v in whole.values()))
            self.assert_near({(0, 0): norm},
                             all['gradient', '1', '', name + '_norm'])
        for t in '1234':
            shares = [all['backward', '1', t, name]
                      for name in ('dh_out', 'dh_next')]
            dh = {cell: sum(share[cell] for share in shares)
                  for cell in shares[0]}
            self.assert_near(dh, all['backward', '1', t, 'dh'])
            h = all['forward', '1', t, 'h']
            self.assert_near({j: v * (1 - h[j] ** 2) for j, v in dh.items()},
                             all['backward', '1', t, 'dz'])

    def test_trace_update(self):
        self.run_well('--quiet', '--epochs', '3', '--trace', 't.csv', '--set',
                      'training.clip=value', '--set',
                      'training.clip_value=0.01')
        all = self.matrices('t.csv')
        self.assertEqual(4, all['update', '', '', 'number'][0, 0])
        for layer, name in (('1', 'W_xh'), ('1', 'W_hh'), ('1', 'b_h'),
                            ('', 'W_hy'), ('', 'b_y')):
            old, step, new, m, v, gradient, clipped = (
                all['update', layer, '', quantity] for quantity in
                (f'{name}_old', f'{name}_step', f'{name}_new', f'{name}_m',
                 f'{name}_v', f'd{name}', f'd{name}_clipped'))
            self.assertEqual(old, all['forward', layer, '', name])
            self.assert_near({cell: old[cell] + step[cell] for cell in old},
                             new)
            self.assert_near({cell: min(max(g, -0.01), 0.01)
                              for cell, g in gradient.items()}, clipped)
            rate = 0.01 * math.sqrt(1 - 0.999 ** 4) / (1 - 0.9 ** 4)
            self.assert_near({cell: -rate * m[cell]
                              / (math.sqrt(v[cell]) + 1e-7) for cell in m},
                             step, 1e-3)

    def test_trace_shapes(self):
        self.run_well('--quiet', '--epochs', '1', '--trace', 't.csv', '--set',
                      'network.units=2;4', '--set', 'data.time_steps=3',
                      '--set', 'data.target=all', '--set',
                      'data.input=embedding', '--set', 'data.embedding=6')
        all = self.matrices('t.csv')
        self.assertEqual(6, len(all['forward', '1', '2', 'x']))
        self.assertEqual(2, len(all['forward', '2', '2', 'x']))
        self.assertEqual(8, len(all['backward', '2', '1', 'dW_xh']))
        self.assertEqual(5, len(all['forward', '', '1', 'y']))
        self.assertEqual(30, len(all['update', '', '', 'E_new']))
        for t in '123':
            self.assertEqual(all['forward', '1', t, 'h'],
                             all['forward', '2', t, 'x'])

    def test_figure(self):
        starts = {'svg': b'<?xml', 'pdf': b'%PDF', 'PNG': b'\x89PNG'}
        for ending, start in starts.items():
            with self.subTest(ending):
                name = self.path(f'figure.{ending}')
                self.run_well('--quiet', '--figure', name)
                once = pathlib.Path(name).read_bytes()
                self.assertTrue(once.startswith(start))
                self.run_well('--quiet', '--figure', name)
                self.assertEqual(once, pathlib.Path(name).read_bytes())

    def test_figure_of_the_untrained(self):
        self.run_well('--quiet', '--epochs', '0', '--figure', 'figure.svg')
        self.assertIn('figure.svg', os.listdir(self.folder))

    def test_together(self):
        self.path('text', f'{CHINESE}{EMOJI}\n')
        self.run_well('--text', 'text', '--set', 'data.time_steps=3', '--save',
                      'base.unroll', '--quiet')
        lines = self.run_well(
            'base.unroll', '--text', 'text', '--set', 'network.units=6;5',
            '--set', 'data.validation=0.2', '--epochs', '30', '--seed', '9',
            '--predict', CHINESE[:4], '--predict', EMOJI[:3], '--write', '5',
            '--temperature', '0.5', '--metrics', 'm.csv', '--trace', 't.csv',
            '--sample', '3', '--figure', 'f.pdf', '--save', 's.unroll',
            '--quiet')
        self.assertIn('f.pdf', os.listdir(self.folder))
        self.assertEqual(5, len(lines))
        self.assertEqual(CHINESE[:4], lines[2][:4])
        self.assertEqual(9, len(lines[2]))
        self.assertEqual(8, len(lines[4]))
        self.assertEqual(30, len(self.rows('m.csv')))
        self.assertNotEqual('', self.rows('m.csv')[0]['validation_loss'])
        self.assertIn(('forward', '2', '3', 'h'), self.matrices('t.csv'))
        self.assertIn('units=6;5',
                      pathlib.Path(self.path('s.unroll')).read_text())


class Help(ConsoleCase):
    def help(self, *arguments):
        done = self.start(*arguments)
        self.assertEqual(0, done.returncode)
        self.assertEqual(b'', done.stderr)
        return done.stdout.decode()

    def test_options(self):
        text = self.help('--help')
        self.assertEqual(text, self.help('-h'))
        for option in ('headless', 'preset', 'text', 'set', 'epochs', 'seed',
                       'predict', 'write', 'temperature', 'metrics', 'trace',
                       'sample', 'figure', 'save', 'quiet', 'version', 'list-presets',
                       'help-settings', 'help'):
            self.assertRegex(text, rf' --{option}\b.*  +[A-Z]')
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_settings(self):
        text = self.help('--help-settings')
        saved = self.start('--headless', '--quiet', '--epochs', '1', '--save',
                           'x.unroll')
        self.assertEqual(0, saved.returncode)
        group = ''
        for line in pathlib.Path(self.path('x.unroll')).read_text(
                encoding='utf-8').splitlines():
            if line.startswith('['):
                group = line[1:-1]
            elif '=' in line and line[0] != '#' and group != 'unroll':
                self.assertIn(f"\n{group}.{line.split('=')[0]}=", '\n' + text)

    def test_version(self):
        self.assertRegex(self.help('--version'), r'^Unroll \d+\.\d+\.\d+\n')


class BadInput(ConsoleCase):
    def check(self, status, parts, *arguments, **options):
        error = self.run_badly(status, *arguments, **options)
        for part in parts.split('|'):
            self.assertIn(part, error)

    def test_command_line(self):
        for arguments, parts in (
                (['--nonsense'], '--nonsense'),
                (['--headless', '--metrics'], '--metrics'),
                (['--headless', '--epochs', '-1'], 'fit.epochs|‘-1’'),
                (['--headless', '--seed', '4294967296'], 'fit.seed|4294967295'),
                (['--headless', '--write', '0'], '--write|‘0’'),
                (['--headless', '--temperature', '-1'], '--temperature|‘-1’'),
                (['--headless', '--sample', '0'], '--sample|‘0’'),
                (['--headless', '--preset', 'none'], '‘none’|next-letter'),
                (['--headless', 'a.unroll', 'b.unroll'], 'a.unroll|b.unroll'),
                (['--headless', 'a.unroll', '--preset', 'next-letter'],
                 'two experiments'),
                (['--headless', 'a', '--text', 'b'], 'two texts'),
                (['--headless', '--metrics', 'x', '--trace', 'x'],
                 '--metrics and --trace'),
                (['--headless', '--figure', 'x.gif'], '--figure|.svg|‘x.gif’'),
                (['--headless', '--figure', 'svg'], '--figure|‘svg’'),
                (['--predict', 'a'], '--predict needs --headless'),
                (['--write', '1'], '--write needs --headless'),
                (['--save', 'x'], '--save needs --headless'),
                (['--epochs', '0'], 'fit.epochs')):
            with self.subTest(arguments):
                self.check(2, parts, *arguments)

    def test_settings(self):
        for setting, parts in (
                ('fit', '‘fit’ has no ='),
                ('training.rate=1', 'no setting ‘training.rate’'),
                ('training.learning_rate=0', 'greater than 0'),
                ('training.learning_rate=-1', 'greater than 0'),
                ('training.learning_rate=nan', 'not a number'),
                ('training.learning_rate=0,01', 'write 0.01'),
                ('network.units=0', '1 to 1024'),
                ('network.units=1000000000', '4.0\N{NO-BREAK SPACE}EB'),
                ('network.stateful=true', 'data.shuffle_samples to false'),
                ('data.text=\udcff', 'UTF-8')):
            with self.subTest(setting):
                self.check(2, parts, '--headless', '--set', setting)

    def test_texts(self):
        cases = (('empty', b'', 'empty'), ('newline', b'\n', 'empty'),
                 ('latin', b'caf\xe9', '0xE9 at byte offset 3'),
                 ('binary', b'\x89PNG\0', '0x89 at byte offset 0'),
                 ('single', b'aaaa', 'only letter'))
        for name, content, parts in cases:
            with self.subTest(name):
                self.check(1, parts, '--headless', '--text',
                           self.path(name, content))
        self.check(1, 'no file ‘', '--headless', '--text', 'missing')
        self.check(1, 'is a folder', '--headless', '--text', '/')
        self.check(1, 'is a folder', '--headless', '/')
        self.check(1, '3 letters|4 time steps', '--headless', '--text',
                   self.path('short', 'abc'), '--set', 'data.time_steps=4',
                   '--set', 'data.cyclic=false')
        self.check(1, 'standard input', '--headless', '--text', '-')

    def test_unknown_letter(self):
        self.check(1, '‘z’ is not one of the 5 letters this network knows: '
                      'a b c d e', '--headless', '--predict', 'abz')
        self.check(1, 'no letter', '--headless', '--predict', '')
        self.check(1, 'only 5 samples', '--headless', '--sample', '6')

    def test_experiments(self):
        self.check(1, 'line 2|format 99', '--headless',
                   self.path('new.unroll', '[unroll]\nformat=99\n'))
        self.check(1, 'line 4|fit.epochs', '--headless',
                   self.path('bad.unroll',
                             '[unroll]\nformat=1\n[fit]\nepochs=many\n'))
        self.check(1, 'no file ‘', '--headless', 'missing.unroll')

    def test_diverges(self):
        error = self.run_badly(1, '--headless', '--quiet', '--set',
                               'training.learning_rate=1e30', '--metrics',
                               'm.csv')
        self.assertIn('epoch', error)
        self.assertTrue((self.folder / 'm.csv').exists())

    def test_outputs(self):
        os.mkdir(self.path('folder.svg'))
        for option in '--metrics', '--trace', '--figure', '--save':
            with self.subTest(option):
                self.check(1, 'its folder does not exist', '--headless',
                           option, 'none/out.svg')
                self.check(1, 'is a folder', '--headless', option,
                           'folder.svg')
        for option in '--metrics', '--trace', '--save':
            with self.subTest(option):
                self.check(1, '‘/dev/full’', '--headless', '--quiet', option,
                           '/dev/full')
        os.rmdir(self.path('folder.svg'))
        self.assertEqual([], list(self.folder.iterdir()))

    def test_full_disk(self):
        """Nothing larger than a few bytes can be written."""
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        old = self.path('out.png', 'old')
        for option in '--metrics', '--trace', '--figure', '--save':
            with self.subTest(option):
                self.check(1, 'out.png', '--headless', '--quiet', option,
                           'out.png', preexec_fn=limit)
                self.assertEqual('old', pathlib.Path(old).read_text())
        self.assertEqual(['out.png'], [p.name for p in self.folder.iterdir()])

    def test_no_display(self):
        self.check(1, 'no display|--headless')

    def test_full_output(self):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([UNROLL, '--headless'], stdout=full,
                                  stderr=subprocess.PIPE, timeout=PATIENCE,
                                  env=environment())
        self.assertEqual(1, done.returncode)
        self.assertIn(b'Standard output', done.stderr)


class Terminal(ConsoleCase):
    def run_on_terminal(self, *arguments, until=None):
        """What appears; Ctrl-C once @until is seen."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(UNROLL, [UNROLL, '--headless', *arguments],
                      environment(TERM='xterm'))
        output = b''
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            ready, _, _ = select.select([terminal], [], [], 1)
            try:
                piece = os.read(terminal, 65536) if ready else None
            except OSError:
                break
            if piece == b'':
                break
            output += piece or b''
            if until is not None and until in output:
                os.write(terminal, b'\x03')
                until = None
        os.close(terminal)
        return output.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def test_one_line(self):
        output, status = self.run_on_terminal()
        self.assertEqual(0, status)
        training = [line for line in output.split('\n') if 'Epoch' in line]
        self.assertEqual(1, len(training))
        last = training[0].rstrip('\r').split('\r')[-1]
        self.assertRegex(last, r'^Epoch 100/100 \[=+\] - loss: \d\.\d{4} - '
                               r'accuracy: 1\.0000\x1b\[K$')
        self.assertLess(len(last), 80 + len('\x1b[K'))

    def test_interrupt(self):
        output, status = self.run_on_terminal('--epochs', '10000000', '--write',
                                              '3', until=b'Epoch')
        self.assertEqual(0, status)
        self.assertRegex(output, r'Stopped (after|in epoch) \d+ of 10000000')
        self.assertRegex(output, r'\ne ——> \w +\d+\.\d %\r\nb\w{3}\r\n$')

    def test_interrupt_of_pipe(self):
        process = subprocess.Popen([UNROLL, '--headless', '--epochs',
                                    '10000000', '--metrics',
                                    self.path('m.csv')],
                                   stdout=subprocess.PIPE, env=environment())
        lines = [process.stdout.readline() for _ in range(20)]
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(0, process.returncode)
        lines += rest.splitlines()
        text = b'\n'.join(lines).decode()
        stopped = re.search(r'Stopped after (\d+) of', text)
        with open(self.path('m.csv'), 'rb') as file:
            self.assertEqual(int(stopped[1]) + 1, sum(1 for _ in file))


if __name__ == '__main__':
    sys.argv[1:] = []
    tap.main()
