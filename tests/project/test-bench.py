#!/usr/bin/python3
"""test-bench.py BENCH FOLDER: the benchmarks still run, and their table counts
rightly.  No time is tested: machines differ, and are busy."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import tap  # noqa: E402

CORE, FOLDER = sys.argv[1:]


def load_table():
    spec = importlib.util.spec_from_file_location(
        'table', pathlib.Path(FOLDER, 'table.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Bench(unittest.TestCase):
    def run_core(self, *arguments):
        done = subprocess.run([CORE, *arguments], check=True, text=True,
                              capture_output=True)
        return json.loads(done.stdout)

    def test_tutorial(self):
        answer = self.run_core('tutorial', '3')
        self.assertGreater(answer['us_per_epoch'], 0)
        self.assertGreater(answer['first_run_us_per_epoch'], 0)
        self.assertAlmostEqual(0.2869, answer['final_loss'], places=4)

    def test_chars(self):
        with tempfile.NamedTemporaryFile('w', suffix='.txt') as file:
            file.write('The river reads the valley one stone at a time. ' * 50)
            file.flush()
            answer = self.run_core('chars', '32', '10', '4', '0.3', file.name)
        self.assertGreater(answer['chars_per_s'], 0)
        self.assertLess(answer['loss_last'], answer['loss_first'])

    def test_others(self):
        self.assertGreater(self.run_core('sweep', '2')['ms'], 0)
        self.assertGreaterEqual(self.run_core('predict', '3', '4', '5')['us'],
                                0)
        self.assertGreater(self.run_core('peak')['gflops'], 0)

    def test_usage(self):
        for wrong in ((), ('tutorial',), ('tutorial', '0'), ('chars', '3')):
            done = subprocess.run([CORE, *wrong], capture_output=True)
            self.assertEqual(2, done.returncode, wrong)

    def test_exponent(self):
        table = load_table()
        sizes = (1, 2, 4, 8)
        self.assertAlmostEqual(2, table.exponent(sizes, [3 * n * n
                                                         for n in sizes]))
        self.assertAlmostEqual(0, table.exponent(sizes, [7] * 4))

    def test_shown(self):
        shown = load_table().shown
        self.assertEqual(['0.59', '876 k', '1.71 M', '150'],
                         [shown(n) for n in (0.59, 876000, 1.71e6, 150)])


tap.main()
