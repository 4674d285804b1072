#!/usr/bin/python3
"""test-tally.py: the count at the end of tests/run says what happened."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))
import tap  # noqa: E402


class Tally(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.build = pathlib.Path(folder.name, 'build')
        for part in ('meson-info', 'meson-logs'):
            (self.build / part).mkdir(parents=True)
        self.tests, self.log = [], []

    def add(self, name, output, result='OK', protocol='tap', depends=()):
        self.tests.append({'name': name, 'protocol': protocol,
                           'depends': list(depends)})
        if result is not None:
            self.log.append({'name': name, 'stdout': output, 'result': result})

    def run_tally(self, command, *arguments):
        info = self.build / 'meson-info'
        (info / 'intro-tests.json').write_text(json.dumps(self.tests))
        (info / 'intro-targets.json').write_text(json.dumps(
            [{'id': f'{name}@exe', 'filename': [f'{self.build}/dir/{name}']}
             for name in 'abc']))
        (self.build / 'meson-logs/testlog.json').write_text(
            ''.join(json.dumps(entry) + '\n' for entry in self.log))
        return subprocess.run([sys.executable, TESTS / 'tally.py', command,
                               *arguments], capture_output=True, text=True)

    def expect(self, passed, failed, *options, rest=()):
        """The last line counts so many cases, and the status fits it."""
        names = self.build / 'names'
        names.write_text(''.join(test['name'] + '\n' for test in self.tests))
        done = self.run_tally('count', *options, self.build, names)
        lines = done.stdout.splitlines()
        self.assertEqual(f'{passed} passed, {failed} failed', lines[-1])
        self.assertEqual(0 if passed and not failed else 1, done.returncode)
        self.assertEqual(list(rest), lines[:-1])

    def test_passed(self):
        self.add('core/a', 'TAP version 13\n# x\nok 1 /a/b\nok 2 /a/c\n1..2\n')
        self.add('data/b', '', protocol='exitcode')
        self.expect(3, 0)

    def test_failed_case(self):
        self.add('core/a', '1..2\nok 1 /a/b\nnot ok 2 /a/c\n', 'ERROR')
        self.expect(1, 1, rest=['failed: build: core/a: 2 /a/c'])

    def test_failed_program(self):
        self.add('data/a', '', 'FAIL', protocol='exitcode')
        self.expect(0, 1, rest=['failed: build: data/a: FAIL'])

    def test_run_again(self):
        """What tells of a leak is named, and the second run's word counts."""
        leak = '1..1\nok 1 /a\nERROR: LeakSanitizer: detected memory leaks\n'
        self.add('paint/a', leak, 'ERROR')
        self.add('paint/b', leak, 'ERROR')
        self.add('paint/c', '1..1\nnot ok 1 /c\n', 'ERROR')
        self.add('paint/d', '1..1\nok 1 /d\n')
        again = self.build / 'meson-logs/again.json'
        names = self.build / 'names'
        names.write_text(''.join(test['name'] + '\n' for test in self.tests))
        self.assertEqual('paint/a\npaint/b\n',
                         self.run_tally('leaky', self.build, names).stdout)
        again.write_text(''.join(json.dumps(
            {'name': name, 'stdout': output, 'result': result}) + '\n'
            for name, output, result in (('paint/a', '1..1\nok 1 /a\n', 'OK'),
                                         ('paint/b', leak, 'ERROR'))))
        self.expect(3, 2, rest=['failed: build: paint/b: ended early: ERROR',
                                'failed: build: paint/c: 1 /c'])

    def test_died_between_results(self):
        self.add('core/a', '1..9\nok 1 /a/b\n', 'ERROR')
        self.add('core/b', '1..9\nok 1 /a/b\n', 'TIMEOUT')
        self.expect(2, 2, rest=[
            'failed: build: core/a: ended early: ERROR',
            'failed: build: core/b: ended early: TIMEOUT'])

    def test_did_not_run(self):
        self.add('core/a', 'ok 1 /a/b\n1..1\n')
        self.add('core/b', '', None)
        self.expect(1, 1, rest=['failed: build: core/b: did not run'])

    def test_ran_nothing(self):
        self.add('core/a', '1..0\n', 'SKIP')
        self.expect(0, 1, rest=['failed: build: core/a: has no cases'])

    def test_nothing_to_run(self):
        self.expect(0, 0)

    def test_skipped(self):
        self.add('core/a', 'ok 1 /a/b # SKIP no x\nok 2 /a/c\n1..2\n')
        skipped = 'skipped: build: core/a: 1 /a/b # SKIP no x'
        self.expect(1, 0, rest=[skipped, '1 skipped'])
        self.expect(1, 1, '--skips-fail', rest=[skipped])

    def test_nested(self):
        """As newer GLib prints them: a suite's own result counts nothing."""
        self.add('core/a', '''\
TAP version 14
# Subtest: a
    ok 1 /a/b
    not ok 2 /a/c
    1..2
not ok 1 a
# Subtest: d
    # Subtest: e
        ok 1 /d/e/f
        1..1
    ok 1 e
    1..1
ok 2 d
ok 3 /g
1..3
''', 'ERROR')
        self.expect(3, 1, rest=['failed: build: core/a: 2 /a/c'])

    def test_list(self):
        for name in ('core/a', 'core/b', 'ui/a'):
            self.add(name, '')
        for arguments, names in (([''], ['core/a', 'core/b', 'ui/a']),
                                 (['core/'], ['core/a', 'core/b']),
                                 (['', 'a', 'b'], ['core/a', 'core/b', 'ui/a']),
                                 (['core/', 'ui'], [])):
            with self.subTest(arguments):
                done = self.run_tally('list', self.build, *arguments)
                self.assertEqual(names, done.stdout.split())

    def test_needs(self):
        self.add('core/a', '', depends=['a@exe', 'b@exe'])
        self.add('core/b', '', depends=['c@exe'])
        names = self.build / 'names'
        names.write_text('core/a\n')
        done = self.run_tally('needs', self.build, names)
        self.assertEqual(['dir/a', 'dir/b'], done.stdout.split())


tap.main()
