#!/usr/bin/python3
"""check-golden passes what is right and fails what is not.

test-check-golden.py CHECK_GOLDEN GOLDEN_FOLDER
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

CHECK, GOLDENS = sys.argv[1], pathlib.Path(sys.argv[2])
# Small, and with every kind of value but an embedding.
CASES = ('minibatch_sum', 'clip_clipnorm', 'stateful')
# Said for people, and not used.
INFORMATIVE = {'weights_seed', 'min_target_probability', 'max_probability',
               'embed_dim', 'text', 'vocabulary'}


def places(value, path=()):
    """Every path to a value inside."""
    if path:
        yield path
    items = (value.items() if isinstance(value, dict)
             else enumerate(value) if isinstance(value, list) else ())
    for key, inner in items:
        yield from places(inner, path + (key,))


def at(value, path):
    for key in path:
        value = value[key]
    return value


class CheckGolden(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.file = self.folder / 'golden.json'

    def check(self, text):
        self.file.write_text(text)
        return subprocess.run([CHECK, self.file], capture_output=True,
                              text=True)

    def assert_fails(self, golden, what):
        result = self.check(json.dumps(golden))
        self.assertEqual(1, result.returncode, f'{what}: {result.stdout}')

    def load(self, case):
        # The measured spread of the case holds beside it.
        spread = (GOLDENS / 'float32_spread.json').read_text()
        (self.folder / 'float32_spread.json').write_text(spread)
        return json.loads((GOLDENS / f'{case}.json').read_text())

    def test_right(self):
        for case in CASES:
            result = self.check(json.dumps(self.load(case)))
            self.assertEqual(0, result.returncode, result.stdout)
            self.assertIn(case, result.stdout)

    def test_unknown_case(self):
        golden = self.load('opt_sgd')
        golden['case'] = 'opt_sgd_of_another_seed'
        self.assertEqual(0, self.check(json.dumps(golden)).returncode)
        golden['expected']['weights_final']['dense']['b_y'][0] += 1e-3
        self.assert_fails(golden, 'a wrong weight')

    def test_missing_key(self):
        for case in CASES:
            golden = self.load(case)
            for path in places(golden):
                if isinstance(path[-1], int) or path[-1] in INFORMATIVE:
                    continue
                # Rows of one table are read alike.
                if any(isinstance(key, int) and key > 0 for key in path):
                    continue
                broken = copy.deepcopy(golden)
                del at(broken, path[:-1])[path[-1]]
                self.assert_fails(broken, path)

    def test_wrong_number(self):
        for case in CASES:
            golden = self.load(case)
            numbers = [path for path in places(golden['expected'])
                       if isinstance(at(golden['expected'], path), float)
                       and path[-1] not in INFORMATIVE]
            for path in numbers[::len(numbers) // 40]:
                broken = copy.deepcopy(golden)
                inner = at(broken['expected'], path[:-1])
                # Well beyond every tolerance, of the largest number in sight.
                inner[path[-1]] = inner[path[-1]] * 1.01 + 0.01
                self.assert_fails(broken, path)

    def test_wrong_shape(self):
        golden = self.load('minibatch_sum')
        for path in places(golden):
            value = at(golden, path)
            if not isinstance(value, list) or sum(
                    isinstance(key, int) for key in path) > 1:
                continue
            broken = copy.deepcopy(golden)
            at(broken, path).pop()
            self.assert_fails(broken, path)

    def test_wrong_values(self):
        for path, value in (
                (('format',), 2),
                (('config', 'input_kind'), 'two-hot'),
                (('config', 'units'), []),
                (('config', 'units'), [5, 5, 5, 5, 5]),
                (('config', 'n_in'), 4),
                (('config', 'batch_size'), 0),
                (('config', 'shuffle'), True),
                (('config', 'clip'), {'kind': 'clipnorm', 'value': 1.0}),
                (('x', 0, 0), 5),
                (('x', 0, 0), 'a'),
                (('x', 0, 0), 0.5),
                (('y', 0, 0), -1)):
            golden = self.load('minibatch_sum')
            at(golden, path[:-1])[path[-1]] = value
            self.assert_fails(golden, path)

    def test_damaged_files(self):
        text = (GOLDENS / 'window_last.json').read_text()
        for damaged in ('', '[]', '3', 'null', '{}', text[:len(text) // 2]):
            self.assertEqual(1, self.check(damaged).returncode)

    def test_no_file(self):
        for arguments, status in (([], 2), (['/nowhere.json'], 1), (['/'], 1)):
            result = subprocess.run([CHECK, *arguments], capture_output=True)
            self.assertEqual(status, result.returncode)

    def test_one_bad_of_two(self):
        good = GOLDENS / 'opt_sgd.json'
        result = subprocess.run([CHECK, good, '/nowhere.json', good],
                                capture_output=True, text=True)
        self.assertEqual(1, result.returncode)
        self.assertIn('2 of 3', result.stdout)


tap.main()
