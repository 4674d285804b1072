#!/usr/bin/python3
"""test-walk.py PROGRAM: a class goes through one whole update of the four
letters, one key a stop, and back to the start."""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).parent),
                str(pathlib.Path(__file__).parent.parent)]
import desktop  # noqa: E402
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
PHASES = [*(f'Forward · t = {t}' for t in (1, 2, 3, 4)), 'Loss',
          *(f'Backward · t = {t}' for t in (4, 3, 2, 1)), 'Gradient', 'Update']


class Walk(unittest.TestCase):
    def setUp(self):
        self.program = desktop.Program(PROGRAM, '--preset', 'four-letters')
        self.addCleanup(self.check_end)
        self.program.park_pointer()
        self.program.focus()
        self.program.find('label', '^Epoch 0 / ')

    def check_end(self):
        status = self.program.close()
        self.assertEqual('', self.program.complaints())
        self.assertIn(status, (0, -15))

    def stands_at(self, number):
        """The stop's number, and the name of its phase."""
        self.program.find('label', f'^{number} of {len(PHASES)}$')
        self.program.find('push button', f'^{PHASES[number - 1]}$')

    def test_one_update(self):
        self.program.key('t')
        for number in range(1, len(PHASES) + 1):
            self.program.key('period')
            self.stands_at(number)
        # Over the border to the next update and back.
        self.program.key('period')
        self.stands_at(1)
        self.program.key('comma')
        self.stands_at(len(PHASES))
        for number in range(len(PHASES) - 1, 0, -1):
            self.program.key('comma')
            self.stands_at(number)
        self.program.key('comma')
        self.program.find('label', '^Epoch 0 / ')
        desktop.wait_for('no walk', lambda: self.program._find(
            'label', f' of {len(PHASES)}$', self.program.frame) is None)

    def test_phases(self):
        """A pill leads to its phase."""
        self.program.key('t', 'period')
        self.stands_at(1)
        self.program.press('push button', '^Backward$')
        self.stands_at(6)
        self.program.press('push button', '^Update$')
        self.stands_at(10)
        self.program.press('push button', '^Loss$')
        self.stands_at(5)

    def test_fold(self):
        """Folded, the walk goes on in the one cell."""
        self.program.find('label', '^Unrolled through time$')
        self.program.key('t')
        self.program.key('f')
        self.program.find('label', '^The recurrent cell$')
        for number in (1, 2):
            self.program.key('period')
            self.stands_at(number)
        self.program.key('f')
        self.program.find('label', '^Unrolled through time$')
        self.stands_at(2)


tap.main()
