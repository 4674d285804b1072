"""What the console gives to other programs, and takes back: weights, and the
experiment as a Python program.

  test-take-away.py UNROLL
"""

import ast
import json
import os
import pathlib
import re
import struct
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from console import (ConsoleCase, OUTLOOK, PATIENCE, environment,  # noqa: E402
                     epochs)

STAND_INS = pathlib.Path(__file__).resolve().parent.parent / 'core/stand-ins'
NASTY = ('"', "'", '\\', '\\"', "'''", '"""', '\n', '\r\n', '\\N{DIGIT ONE}',
         '\\x41', '#', '{print()}', '%s', '\N{LINE SEPARATOR}',
         '\N{PARAGRAPH SEPARATOR}', '\N{RIGHT-TO-LEFT OVERRIDE}', '\x85',
         '\x0b', '\x7f', '\ufeff', '"\nimport os\nos._exit(9)\n"',
         '\\\nimport os', '\N{ZERO WIDTH JOINER}', '🙂', '天', 'e\u0301')


def tensors(path):
    """{name: (shape, numbers)} of a .safetensors file."""
    content = pathlib.Path(path).read_bytes()
    size = int.from_bytes(content[:8], 'little')
    header, data = json.loads(content[8:8 + size]), content[8 + size:]
    found = {}
    for name, tensor in header.items():
        begin, end = tensor['data_offsets']
        found[name] = (tensor['shape'],
                       struct.unpack(f'<{(end - begin) // 4}f',
                                     data[begin:end]))
    return found


class Weights(ConsoleCase):
    def test_there_and_back(self):
        learnt = self.run_well('--export-weights', 'w.safetensors')
        self.run_well('--quiet', '--epochs', '0', '--import-weights',
                      'w.safetensors', '--export-weights', 'v.safetensors')
        self.assertEqual((self.folder / 'w.safetensors').read_bytes(),
                         (self.folder / 'v.safetensors').read_bytes())
        back = self.run_well('--epochs', '0', '--import-weights',
                             'w.safetensors')
        self.assertEqual(learnt[-5:], back[-5:])

    def test_go_on(self):
        """Training goes on from them."""
        self.run_well('--quiet', '--export-weights', 'w.safetensors')
        rows = epochs(self.run_well('--epochs', '3', '--import-weights',
                                    'w.safetensors'))
        self.assertLess(float(rows[0][3]), 0.5)

    def test_names(self):
        self.run_well('--quiet', '--epochs', '1', '--set', 'network.units=3;4',
                      '--export-weights', 'w.safetensors')
        shapes = {name: shape for name, (shape, _)
                  in tensors(self.path('w.safetensors')).items()}
        self.assertEqual({'simple_rnn.kernel': [5, 3],
                          'simple_rnn.recurrent_kernel': [3, 3],
                          'simple_rnn.bias': [3],
                          'simple_rnn_1.kernel': [3, 4],
                          'simple_rnn_1.recurrent_kernel': [4, 4],
                          'simple_rnn_1.bias': [4],
                          'dense.kernel': [4, 5],
                          'dense.bias': [5]}, shapes)

    def test_wrong(self):
        self.run_well('--quiet', '--epochs', '1', '--export-weights',
                      'w.safetensors')
        whole = (self.folder / 'w.safetensors').read_bytes()
        self.path('cut.safetensors', whole[:-1])
        self.path('nan.safetensors', whole[:-4] + b'\0\0\xc0\x7f')
        self.path('large.safetensors', b'\xff' * 7 + b'\x7f' + whole[8:])
        self.path('text.safetensors', 'no weights')
        for name, settings, part in (
                ('w', ['--set', 'network.units=4'],
                 "the shape of ‘simple_rnn.kernel’ is [5 × 3], but this "
                 "network needs [5 × 4]"),
                ('w', ['--set', 'network.units=3;3'], 'are missing'),
                ('cut', [], 'outside of the file'),
                ('nan', [], 'number 5 of ‘dense.bias’'),
                ('large', [], 'larger than the file'),
                ('text', [], 'larger than the file'),
                ('none', [], 'There is no file')):
            with self.subTest(name):
                error = self.run_badly(
                    1, '--headless', '--import-weights',
                    f'{name}.safetensors', *settings)
                self.assertIn(part, error)


class States(ConsoleCase):
    """Training that is saved goes on as if it had never stopped."""

    def lines(self, *arguments):
        """Its epochs without their number in all, and its predictions."""
        return [re.sub(r'^(Epoch \d+)/\d+', r'\1', line)
                for line in self.run_well(*arguments)
                if line.startswith('Epoch') or OUTLOOK.match(line)]

    def check_goes_on(self, *settings):
        whole = self.lines('--epochs', '24', *settings, '--save-state',
                           'whole.unroll')
        first = self.lines('--epochs', '10', *settings, '--save-state',
                           'half.unroll')
        self.assertEqual(10, len([line for line in first
                                  if line.startswith('Epoch')]))
        rest = self.lines('half.unroll', '--epochs', '24', '--save-state',
                          'rest.unroll')
        self.assertEqual(whole[10:], rest)
        self.assertEqual((self.folder / 'whole.unroll').read_bytes(),
                         (self.folder / 'rest.unroll').read_bytes())

    def test_goes_on(self):
        text = 'data.text=a rolling stone gathers no moss, they say'
        for settings in (
                [],
                ['training.optimizer=sgd', 'training.momentum=0.9',
                 'training.nesterov=true', 'data.time_steps=3'],
                ['training.optimizer=rmsprop', 'data.input=embedding',
                 'training.clip=norm', 'network.units=4;3'],
                [text, 'training.batch=7', 'training.shuffle=true',
                 'data.validation=0.2', 'data.time_steps=4'],
                [text, 'network.stateful=true', 'data.time_steps=4',
                 'data.stride=4', 'data.shuffle_samples=false',
                 'training.batch=3', 'data.target=all']):
            with self.subTest(settings):
                self.check_goes_on(*(part for setting in settings
                                     for part in ('--set', setting)))

    def test_round_trip(self):
        self.run_well('--quiet', '--epochs', '9', '--set',
                      'experiment.title=Zwölf', '--save-state', 'a.unroll')
        self.run_well('--quiet', '--epochs', '0', 'a.unroll', '--save-state',
                      'b.unroll')
        self.assertEqual((self.folder / 'a.unroll').read_bytes(),
                         (self.folder / 'b.unroll').read_bytes())

    def test_metrics(self):
        """All of them, from before and after."""
        self.run_well('--quiet', '--epochs', '20', '--metrics', 'whole.csv')
        self.run_well('--quiet', '--epochs', '9', '--save-state', 's.unroll')
        self.run_well('--quiet', 's.unroll', '--epochs', '20', '--metrics',
                      'rest.csv')
        self.assertEqual((self.folder / 'whole.csv').read_bytes(),
                         (self.folder / 'rest.csv').read_bytes())

    def test_at_the_end(self):
        self.run_well('--quiet', '--save-state', 's.unroll')
        self.assertEqual([], epochs(self.run_well('s.unroll')))
        self.assertEqual(100, len(epochs(self.run_well('s.unroll',
                                                       '--anew'))))

    def test_text_beside(self):
        self.path('text.txt', 'xyzxyz\n')
        self.run_well('--quiet', '--text', 'text.txt', '--epochs', '5',
                      '--save-state', 's.unroll')
        self.assertIn('\nfile=text.txt\n',
                      (self.folder / 's.unroll').read_text())
        self.run_well(str(self.folder / 's.unroll'), '--epochs', '6',
                      cwd='/')
        self.path('text.txt', 'xyzzyx\n')
        self.assertIn('text has changed',
                      self.run_badly(1, '--headless', 's.unroll'))

    def test_changes(self):
        self.run_well('--quiet', '--epochs', '5', '--save-state', 's.unroll')
        self.run_well('s.unroll', '--epochs', '6', '--set',
                      'training.learning_rate=0.5')
        for setting in 'network.units=4', 'data.text=xyz', 'fit.seed=1':
            error = self.run_badly(1, '--headless', 's.unroll', '--set',
                                   setting)
            self.assertIn(f'{setting.split("=")[0]} cannot change', error)
            self.run_well('s.unroll', '--anew', '--set', setting)

    def test_damaged(self):
        self.run_well('--quiet', '--epochs', '5', '--save-state', 's.unroll')
        text = (self.folder / 's.unroll').read_text()
        line = text[:text.index('\nW_hh.1=')].count('\n') + 2
        self.path('s.unroll', text.replace('\nW_hh.1=', '\nW_hh.1=A', 1))
        self.assertRegex(
            self.run_badly(1, '--headless', 's.unroll'),
            f'‘s.unroll’, line {line}: state.parameters.W_hh.1: ')
        self.path('s.unroll', text.replace('format=2', 'format=3'))
        self.assertIn('newer Unroll',
                      self.run_badly(1, '--headless', 's.unroll'))


class Programs(ConsoleCase):
    def run_program(self, path, *arguments):
        """With the stand-ins for the libraries; its lines."""
        done = subprocess.run(
            ['/usr/bin/python3', '-B', path, *arguments], capture_output=True,
            timeout=PATIENCE, cwd='/',
            env=environment(PYTHONPATH=str(STAND_INS), PYTHONUTF8='1'))
        self.assertEqual('', done.stderr.decode())
        self.assertEqual(0, done.returncode)
        return done.stdout.decode().splitlines()

    def check_same(self, *settings):
        for dialect in 'keras', 'pytorch':
            lines = self.run_well(*settings, '--program', 'p.py', '--dialect',
                                  dialect)
            ours = [line for line in lines if OUTLOOK.match(line)]
            self.assertTrue(ours)
            theirs = self.run_program(self.path('p.py'))[1:]
            # They pad by letters, not by columns.
            self.assertEqual([line.split() for line in ours],
                             [line.split() for line in theirs])

    def test_same_predictions(self):
        for settings in (
                [],
                ['--preset', 'four-letters'],
                ['--set', 'data.target=all', '--set', 'data.time_steps=3'],
                ['--set', 'network.units=40', '--set', 'data.time_steps=2'],
                ['--set', 'data.text=天地玄黃', '--set',
                 'data.input=embedding'],
                ['--set', 'data.text=a b\t🙂\n', '--set',
                 'data.time_steps=2']):
            with self.subTest(settings):
                self.check_same(*settings)

    def test_text_file(self):
        """Found beside the program, and elsewhere."""
        self.path('text.txt', '\ufeffxyz\r\nzyx\n')
        self.check_same('--text', 'text.txt')
        self.assertIn('TEXT_FILE = "text.txt"',
                      (self.folder / 'p.py').read_text())
        os.mkdir(self.path('folder'))
        self.run_well('--quiet', '--text', 'text.txt', '--program',
                      'folder/p.py')
        self.assertEqual(5, len(self.run_program(self.path('folder/p.py'))))

    def test_another_text(self):
        self.path('text.txt', 'xyz')
        self.run_well('--quiet', '--text', 'text.txt', '--program', 'p.py')
        self.path('text.txt', 'wxyz')
        done = subprocess.run(
            ['/usr/bin/python3', '-B', self.path('p.py')], capture_output=True,
            timeout=PATIENCE, env=environment(PYTHONPATH=str(STAND_INS)))
        self.assertEqual(1, done.returncode)
        self.assertIn(b'another text', done.stderr)

    def test_trains_and_saves(self):
        """Weights come back from the program."""
        self.run_well('--quiet', '--epochs', '5', '--program', 'p.py')
        lines = self.run_program(self.path('p.py'), '--train', '60', '--save',
                                 self.path('w.safetensors'))
        back = self.run_well('--epochs', '0', '--import-weights',
                             'w.safetensors')
        self.assertEqual(lines[-5:], back[-5:])
        self.run_program(self.path('p.py'), '--save',
                         self.path('v.safetensors'))
        self.run_well('--quiet', '--epochs', '5', '--export-weights',
                      'u.safetensors')
        self.assertEqual(tensors(self.path('u.safetensors')),
                         tensors(self.path('v.safetensors')))

    def masked(self, program):
        """Its syntax tree, but for the user's texts; and those."""
        tree = ast.parse(program)
        texts = {}
        for node in tree.body:
            if isinstance(node, ast.Assign) and node.targets[0].id in (
                    'TITLE', 'NOTES', 'TEXT'):
                texts[node.targets[0].id] = ast.literal_eval(node.value)
                node.value = ast.Constant(0)
        return ast.dump(tree), texts

    def test_texts_stay_texts(self):
        """Whatever they are, only the strings differ."""
        trees = set()
        for dialect in 'keras', 'pytorch':
            for text in NASTY:
                with self.subTest(text):
                    nasty = text * 40 if len(text) == 1 else text
                    self.run_well('--quiet', '--epochs', '1', '--set',
                                  f'experiment.title={nasty}', '--set',
                                  f'experiment.notes={nasty}x', '--set',
                                  f'data.text={nasty}01', '--set',
                                  'network.units=30;4', '--program', 'p.py',
                                  '--dialect', dialect)
                    program = (self.folder / 'p.py').read_text('utf-8')
                    for letter in program:
                        self.assertTrue(letter.isprintable()
                                        or letter == '\n', repr(letter))
                    tree, texts = self.masked(program)
                    self.assertEqual({'TITLE': nasty, 'NOTES': f'{nasty}x',
                                      'TEXT': f'{nasty}01'}, texts)
                    # The number of letters is in it, here and there.
                    trees.add(re.sub(r'value=\d+|one of \d+ letters', '',
                                     tree))
        self.assertEqual(2, len(trees))

    def test_names_stay_names(self):
        for name in ('a"b.py', "a'b\\.py", 'a\nb.py', 'ä {x}.py'):
            with self.subTest(name):
                self.run_well('--quiet', '--epochs', '1', '--set',
                              'network.units=40', '--program', name)
                self.run_program(self.path(name))
                self.assertTrue((self.folder / f'{name[:-3]}.safetensors')
                                .exists())

    def test_repeats(self):
        self.run_well('--quiet', '--program', 'a.py')
        self.run_well('--quiet', '--program', 'b.py')
        self.assertEqual((self.folder / 'a.py').read_bytes(),
                         (self.folder / 'b.py').read_bytes())

    def test_wrong(self):
        for arguments, part in (
                (['--program', 'p'], '‘p’ must end in .py'),
                (['--program', 'p.py', '--dialect', 'jax'],
                 '‘jax’ is neither keras nor pytorch'),
                (['--dialect', 'keras'], '--dialect needs --program')):
            with self.subTest(arguments):
                self.assertIn(part, self.run_badly(2, '--headless',
                                                   *arguments))
        self.assertIn('its folder does not exist',
                      self.run_badly(1, '--headless', '--program',
                                     'none/p.py'))


if __name__ == '__main__':
    sys.argv[1:] = []
    tap.main()
