#!/usr/bin/python3
"""test-writing.py PROGRAM: a class watches the network keep writing, letter by
letter, stops it, and lets it write while it learns."""

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
PICTURE = 'Hidden states along what is written'
# More controls than the window has.
MANY = 100


class Writing(unittest.TestCase):
    def setUp(self):
        self.program = desktop.Program(PROGRAM)
        self.addCleanup(self.check_end)
        self.program.park_pointer()
        self.program.focus()
        self.program.find('label', '^Epoch 0 / ')

    def check_end(self):
        status = self.program.close()
        self.assertEqual('', self.program.complaints())
        self.assertIn(status, (0, -15))

    def type_letters(self, text):
        self.program.click(self.program.find('text', 'Letters to predict'))
        self.program.key('ctrl+a')
        self.program.type(text)

    def written(self, pattern):
        """What stands in the box, once it is so."""
        return desktop.wait_for(pattern, lambda: re.search(
            pattern, self.program.tree()))

    def test_learns_and_writes(self):
        self.program.click(self.program.find('slider', '^Speed$'))
        self.program.key('End')
        self.program.press('push button', '^Play$')
        self.program.find('label', '^Epoch 100 / 100$')
        self.type_letters('c')
        self.program.press('push button', '^Keep writing$')
        self.program.find('label', '^epoch 100 · temperature 1.0 · seed 1$')
        self.written(r'\bc[a-e]{40}\b')
        self.program.press('push button', '^Keep writing$')
        self.written(r'\bc[a-e]{80}\b')
        self.program.press('push button', '^Copy$')

        # What was expected at a letter, by the pointer; a click lets go.
        text = self.program.find('label', 'c[a-e]{80}')
        self.program.click(text)
        self.program.find('label', r'^Where [a-e] was written \(letter ')
        self.program.click(text)

        # … and by the keyboard.
        for _ in range(MANY):
            self.program.key('Tab')
            if self.program.focused().name == PICTURE:
                break
        self.program.key('Left')
        picture = self.program.focused()
        desktop.wait_for('the last letter', lambda: re.search(
            '^Letter 80, [a-e], written with ', picture.description))
        self.program.key('Return')
        self.program.find('label', r'^Where [a-e] was written \(letter 80, ')

    def test_stopped_by_key(self):
        """10,000 letters at a pace; Escape stops it where it is."""
        self.type_letters('c')
        self.program.activate('write', desktop.GLib.Variant(
            '(sudud)', ('c', 10000, 1.0, 1, 20.0)))
        self.program.find('push button', '^Stop$')
        self.written(r'\bc[a-e]{3,}\b')
        self.program.key('Escape')
        self.program.find('push button', '^Keep writing$')


tap.main()
