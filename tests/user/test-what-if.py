#!/usr/bin/python3
"""test-what-if.py PROGRAM: a class holds a unit, cuts a matrix and types a
weight with the keyboard, sees the prediction answer, and takes it back."""

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
MANY = 80


class WhatIf(unittest.TestCase):
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

    def tab_to(self, name):
        """Goes to the picture of that name, and to its first number."""
        for _ in range(MANY):
            self.program.key('Tab')
            if self.program.focused().name == name:
                break
        else:
            self.fail(f'Tab does not come to {name}')
        self.program.key('Right')
        return self.program.focused()

    def down_to(self, item):
        """Goes down the open menu to that item."""
        for _ in range(MANY):
            self.program.key('Down')
            focused = self.program.focused()
            if focused is not None and focused.name == item:
                return
        self.fail(f'The menu has no {item} to come to')

    def described(self, picture, pattern):
        desktop.wait_for(pattern, lambda: re.search(pattern,
                                                    picture.description))

    def says(self, pattern):
        """What the bar above the picture says."""
        return self.program.find('label', f'^As if: {pattern}')

    def is_untouched(self):
        desktop.wait_for('the bar to go', lambda: self.program._find(
            'label', '^As if: ', self.program.frame) is None)

    def prediction(self):
        """All percentages that are told."""
        return re.findall(r'[0-9.]+\u202f?\s?%', self.program.tree())

    def changed(self, before):
        desktop.wait_for('another prediction',
                         lambda: self.prediction() != before)

    def same(self, before):
        desktop.wait_for('the prediction of before',
                         lambda: self.prediction() == before)

    def test_hold_and_cut(self):
        before = self.prediction()
        self.assertTrue(before)
        picture = self.tab_to('Unrolled through time')
        self.described(picture, '^Hidden unit 1 at t = 1')
        self.program.key('Delete')
        self.says('unit 1 held at 0')
        self.described(picture, r'h = \+?0\b.*As if: unit 1 held at 0')
        self.changed(before)

        self.program.key('ctrl+z')
        self.is_untouched()
        self.same(before)

        # The menu, from the keyboard.
        self.program.key('shift+F10')
        self.program.find('menu item', 'Cut W_hh')
        self.down_to('Cut W_hh')
        self.program.key('Return')
        self.says('W_?hh cut')
        self.changed(before)
        self.program.press('push button', '^Clear$')
        self.is_untouched()
        self.same(before)

    def test_weight(self):
        before = self.prediction()
        picture = self.tab_to('Parameters')
        own = desktop.wait_for('a weight', lambda: re.search(
            'from a to unit 1: ([^;]+);', picture.description))[1]

        # What is no number is said where it was typed, and changes nothing.
        self.program.key('x')
        self.program.type('abc')
        self.program.key('Return')
        self.program.find('label', '‘abc’ is no number')
        self.program.key('Escape')
        self.is_untouched()

        self.program.key('minus')
        self.program.type('2.5')
        self.program.key('Return')
        self.says('W_?xh.*= −2.5 instead of')
        self.described(picture, 'from a to unit 1: −2.5;')
        self.program.press('push button', '^Train from here$')
        self.is_untouched()
        self.described(picture, 'from a to unit 1: −2.5;')

        # Undone, it is as if again; then it never was.
        self.program.key('ctrl+z')
        self.says('W_?xh.*= −2.5 instead of')
        self.program.key('ctrl+z')
        self.is_untouched()
        self.described(picture, f'from a to unit 1: {re.escape(own)};')
        self.same(before)


tap.main()
