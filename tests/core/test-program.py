"""The scripts of programs come to the same numbers: with stand-ins of the
libraries, and with PyTorch itself where it is installed.

  test-program.py WRITE_PROGRAMS
"""

import contextlib
import importlib.util
import io
import json
import pathlib
import py_compile
import subprocess
import sys
import tempfile
import unittest

import numpy as np

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

WRITE_PROGRAMS = sys.argv[1]
STAND_INS = HERE / 'stand-ins'
HAS_PYTORCH = importlib.util.find_spec('torch') is not None
TOLERANCE = 1e-5
EPOCHS = 3


@contextlib.contextmanager
def libraries(stand_ins):
    """The libraries that a script imports: the stand-ins, or what there is."""
    names = ('torch', 'keras')
    before = {name: sys.modules.pop(name, None) for name in names}
    if not stand_ins and before['torch'] is not None:
        sys.modules['torch'] = before['torch']
    sys.path[:0] = [str(STAND_INS)] if stand_ins else []
    try:
        yield
    finally:
        if stand_ins:
            sys.path.remove(str(STAND_INS))
            for name in names:
                sys.modules.pop(name, None)
        for name, module in before.items():
            if module is not None:
                sys.modules[name] = module


def load(path, stand_ins=True):
    """The script as a module, its main not run."""
    with libraries(stand_ins):
        spec = importlib.util.spec_from_file_location('program', path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


def printed(function, *arguments):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        function(*arguments)
    return output.getvalue()


class Programs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix='unroll-')
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run([WRITE_PROGRAMS, cls.folder.name], check=True)
        cls.folders = sorted(pathlib.Path(cls.folder.name).iterdir(),
                             key=lambda path: int(path.name))

    def each(self, check, dialect, stand_ins=True):
        """check (program, expected) for each of them."""
        for folder in self.folders:
            expected = json.loads((folder / 'expected.json')
                                  .read_text(encoding='utf-8'))
            with self.subTest(expected['name'], dialect=dialect):
                check(load(folder / f'{dialect}.py', stand_ins), expected)

    def assert_near(self, mine, theirs, tolerance=TOLERANCE):
        mine = np.asarray(mine, float).reshape(-1)
        theirs = np.asarray(theirs, float).reshape(-1)
        self.assertEqual(mine.shape, theirs.shape)
        distance = np.max(np.abs(mine - theirs) / np.maximum(1, abs(theirs)))
        self.assertLess(distance, tolerance)

    def check_predictions(self, program, expected):
        self.assertEqual(expected['n_train'], program.n_train)
        self.assert_near(program.y, expected['targets'], 1e-9)
        model = program.build_model()
        self.assert_near(program.predict(model, program.x),
                         expected['probabilities'])

    def test_keras_predicts(self):
        self.each(self.check_predictions, 'keras')

    def test_pytorch_predicts(self):
        self.each(self.check_predictions, 'pytorch')
        if HAS_PYTORCH:
            self.each(self.check_predictions, 'pytorch', False)

    def check_weights(self, program, expected):
        """To the last bit."""
        self.assertEqual(expected['names'], list(program.weights))
        flat = np.concatenate([value.reshape(-1)
                               for value in program.weights.values()])
        self.assertEqual(np.float32, flat.dtype)
        wanted = np.array(expected['weights'], np.float32)
        self.assertEqual(wanted.tobytes(), flat.tobytes())

    def test_weights(self):
        self.each(self.check_weights, 'keras')
        self.each(self.check_weights, 'pytorch')

    def check_keras_training(self, program, expected):
        if expected['shuffle']:
            return  # in an order of Keras' own
        model = program.build_model()
        program.train(model, EPOCHS)
        rows = model.history.history
        metrics = np.array(expected['metrics']).reshape(EPOCHS, 4)
        self.assert_near(rows['loss'], metrics[:, 0], 1e-4)
        self.assert_near(rows['accuracy'], metrics[:, 1], 1e-6)
        if metrics[0, 2] >= 0 and not expected['stateful']:
            self.assert_near(rows['val_loss'], metrics[:, 2], 1e-4)
            self.assert_near(rows['val_accuracy'], metrics[:, 3], 1e-6)
        self.assert_near(
            np.concatenate([np.array(variable).reshape(-1)
                            for variable in model.trainable_variables]),
            expected['trained'], 1e-3)

    def test_keras_trains(self):
        self.each(self.check_keras_training, 'keras')

    def check_pytorch_training(self, program, expected):
        model = program.build_model()
        lines = printed(program.train, model, EPOCHS).splitlines()
        metrics = np.array(expected['metrics']).reshape(EPOCHS, 4)
        for line, row in zip(lines, metrics):
            numbers = [float(part.split(': ')[1])
                       for part in line.split(' - ')[1:]]
            wanted = [number for number in row if number >= 0]
            self.assert_near(numbers, wanted, 2e-4)
        self.assert_near(
            np.concatenate([value.reshape(-1) for value
                            in program.read_weights(model).values()]),
            expected['trained'], 1e-3)

    def test_pytorch_trains(self):
        """With PyTorch itself: its stand-in knows no gradients."""
        if HAS_PYTORCH:
            self.each(self.check_pytorch_training, 'pytorch', False)

    def check_saved(self, program, expected):
        path = pathlib.Path(self.folder.name, 'saved')
        model = program.build_model()
        program.write_safetensors(path, program.read_weights(model))
        content = path.read_bytes()
        path.unlink()
        data = np.array(expected['weights'], '<f4').tobytes()
        self.assertTrue(content.endswith(data))
        self.assertEqual(0, (len(content) - len(data)) % 8)

    def test_saved_weights(self):
        self.each(self.check_saved, 'keras')
        self.each(self.check_saved, 'pytorch')

    def check_printed(self, program, expected):
        lines = printed(program.print_predictions,
                        program.build_model()).splitlines()
        self.assertTrue(lines)
        for line in lines:
            self.assertRegex(line, r'^\S+ +——> \S+ +\d+\.\d %$')

    def test_printed(self):
        self.each(self.check_printed, 'keras')
        self.each(self.check_printed, 'pytorch')

    def test_compiles(self):
        """Every line is at most 79 columns, but for the user's own."""
        for folder in self.folders:
            for path in folder.glob('*.py'):
                py_compile.compile(str(path), doraise=True,
                                   cfile=str(folder / 'compiled'))
                text = path.read_text(encoding='utf-8')
                self.assertLessEqual(max(map(len, text.splitlines())), 79)


if __name__ == '__main__':
    sys.argv[1:] = []
    tap.main()
