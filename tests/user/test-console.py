"""The console, as its users meet it: every option, alone and together, what it
prints and what it writes.

  test-console.py UNROLL
"""

import collections
import csv
import math
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from console import ConsoleCase, OUTLOOK, environment, epochs  # noqa: E402

GREEK = 'αβγδε'
CHINESE = '天地玄黃宇宙洪荒'
EMOJI = '🙂🙃😀🤖'


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

    def test_title(self):
        """No letter of it commands the terminal."""
        lines = self.run_well('--set', 'experiment.title=Hören\x1b[2J\n中',
                              '--epochs', '1')
        self.assertEqual('Hören [2J 中', lines[0])
        self.assertNotIn('\x1b', '\n'.join(lines))

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

    def test_title(self):
        """A text gives its name to the experiment, unless that has one."""
        text = self.path('letters.txt', 'hello hello')
        self.assertEqual('letters.txt', self.run_well(text)[0])
        self.assertEqual('Two layers', self.run_well(
            '--preset', 'two-layers', '--text', text)[0])
        self.assertEqual('Mine', self.run_well(
            text, '--set', 'experiment.title=Mine')[0])

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

    def norm(self, matrix):
        """The spectral norm, by plain power iteration on MᵀM."""
        n = len(matrix)
        x = [1.0 + 0.1 * i for i in range(n)]
        for _ in range(3000):
            y = [sum(matrix[i][j] * x[j] for j in range(n)) for i in range(n)]
            x = [sum(matrix[i][j] * y[i] for i in range(n)) for j in range(n)]
            length = math.hypot(*x)
            x = [v / length for v in x]
        return math.sqrt(length)

    def test_trace_flow(self):
        self.run_well('--quiet', '--preset', 'four-letters', '--epochs', '20',
                      '--trace', 't.csv')
        all = self.matrices('t.csv')
        w_hh = all['forward', '1', '', 'W_hh']
        product = 1
        for t in (4, 3, 2):
            place = 'backward', '1', str(t)
            h = all['forward', '1', str(t), 'h']
            factor = self.norm([[(1 - h[0, j] ** 2) * w_hh[i, j]
                                 for i in range(3)] for j in range(3)])
            self.assert_near({(0, 0): factor}, all[place + ('factor',)])
            now, before = (all['backward', '1', str(step), 'dh_norm'][0, 0]
                           for step in (t, t - 1))
            self.assert_near({(0, 0): before / now},
                             all[place + ('dh_norm_ratio',)])
            self.assertLess(before / now, factor * 1.00001)
            product *= factor
            self.assert_near({(0, 0): product},
                             all['backward', '1', str(t - 1),
                                 'factor_product'])
        values = all['backward', '1', '', 'W_hh_eigenvalue']
        self.assertAlmostEqual(sum(values[i, 0] for i in range(3)),
                               sum(w_hh[i, i] for i in range(3)), 5)
        self.assertAlmostEqual(sum(values[i, 1] for i in range(3)), 0, 12)

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
        self.assertEqual('', done.stderr.decode())
        return done.stdout.decode()

    def test_options(self):
        text = self.help('--help')
        self.assertEqual(text, self.help('-h'))
        for option in ('headless', 'preset', 'text', 'set', 'epochs', 'seed',
                       'predict', 'write', 'temperature', 'metrics', 'trace',
                       'anew', 'sample', 'figure', 'save', 'save-state',
                       'import-weights', 'export-weights', 'program',
                       'dialect', 'quiet', 'version', 'list-presets',
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
        self.assertRegex(self.help('--version'), r'^Unroll \d+\.\d+\.\d+ \(\w+\)\n$')


if __name__ == '__main__':
    sys.argv[1:] = []
    tap.main()
