#!/usr/bin/python3
"""test-runs.py PROGRAM: a class plays to epoch 40, branches with another
learning rate, compares the two curves and goes back to the first; and watches
a run beside another."""

import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).parent),
                str(pathlib.Path(__file__).parent.parent)]
import desktop  # noqa: E402
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()


class Runs(unittest.TestCase):
    def setUp(self):
        self.program = desktop.Program(PROGRAM, '--preset', 'four-letters')
        self.addCleanup(self.check_end)
        self.program.park_pointer()
        self.program.focus()
        self.epoch(0)

    def check_end(self):
        status = self.program.close()
        self.assertEqual('', self.program.complaints())
        self.assertIn(status, (0, -15))

    def epoch(self, number):
        self.program.find('label', f'^Epoch {number} / ')

    def go_to_40(self):
        """A step for each epoch, by the keys."""
        for _ in range(40):
            self.program.key('period')
        self.epoch(40)

    def branch(self, rate):
        self.program.key('ctrl+b')
        self.program.find('label', '^New run from epoch ')
        self.program.key('ctrl+a')
        self.program.type(rate)
        self.program.key('Return')
        # The form gives the keyboard back.
        desktop.wait_for('no form', lambda: self.program._find(
            'label', '^New run from epoch ', self.program.frame) is None)
        desktop.wait_for('the keyboard on Play',
                         lambda: self.program.focused().name == 'Play')

    def shown(self, name):
        self.program.find('push button', f'^Runs; shown: {re.escape(name)}$')

    def curve(self):
        """What is said of the curve of the loss."""
        for accessible in desktop.walk(self.program.frame):
            if (accessible.getRoleName() == 'image'
                    and accessible.name == 'Loss'):
                return accessible.description
        return ''

    def numbers(self):
        """All numbers that are written on the window."""
        return [desktop.text_of(accessible)
                for accessible in desktop.walk(self.program.frame)
                if accessible.getRoleName() == 'label'
                and accessible.getState().contains(desktop.pyatspi.STATE_SHOWING)
                and re.search('[0-9]', desktop.text_of(accessible))
                and 'from epoch' not in desktop.text_of(accessible)]

    def test_branch_and_back(self):
        self.go_to_40()
        before = self.numbers()

        self.branch('0.1')
        self.shown('lr 0.1 from epoch 40')
        self.epoch(40)
        # The space bar plays on, and does not open the form again.
        self.program.key('space')
        self.epoch(100)
        desktop.wait_for('the first run in the words of the curve',
                         lambda: 'First run' in self.curve())

        self.program.key('ctrl+Prior')
        self.shown('First run')
        self.epoch(40)
        desktop.wait_for('the branch in the words of the curve',
                         lambda: 'lr 0.1 from epoch 40' in self.curve())
        desktop.wait_for('the numbers of before',
                         lambda: self.numbers() == before)

    def test_change_in_the_past(self):
        """A change where epochs are known ahead makes a run, and can be taken
        back."""
        self.go_to_40()
        for _ in range(3):
            self.program.key('comma')
        self.epoch(37)
        self.program.click(self.program.find('text', '^Rate$'))
        self.program.key('ctrl+a')
        self.program.type('0.3')
        self.program.key('Return')
        self.program.find('label', 'no epoch is lost.*“First run” stays')
        self.shown('lr 0.3 from epoch 37')
        self.program.press('push button', '^Undo$')
        self.program.find('label', '“lr 0.3 from epoch 37” is deleted')
        self.epoch(37)

    def test_beside(self):
        """Ten times the learning rate, in step with the run, by keys."""
        self.program.key('ctrl+d')
        dialog = self.program.window('^Compare with a run')
        self.program.focus(dialog)
        self.program.key('Return')
        self.program.gone('^Compare with a run')
        self.program.focus()
        stage = self.program.find('image', '^Unrolled through time')
        for epoch in range(1, 6):
            self.program.key('period')
            self.epoch(epoch)
        both = desktop.wait_for('both networks', lambda: re.match(
            '(?s)learning rate 0.02: .* gives ([0-9.]+)'
            '.*\nlearning rate 0.2: .* gives ([0-9.]+)', stage.description))
        # The faster one is ahead.
        self.assertLess(float(both[1]), float(both[2]))
        self.assertIn('beside it: learning rate 0.2', self.curve())
        # Back in time both go, and apart again by the same key.
        self.program.key('comma', 'comma')
        self.epoch(3)
        desktop.wait_for('both networks of before', lambda: (
            stage.description.count(' gives ') == 2
            and both[0] not in stage.description))
        self.program.key('ctrl+d')
        desktop.wait_for('one network', lambda: stage.description.count(
            'learning rate') == 0)


tap.main()
