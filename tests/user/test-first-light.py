#!/usr/bin/python3
"""test-first-light.py PROGRAM: a newcomer's first minutes in the real window:
watch the default experiment learn, ask it for a letter, go back in time."""

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
# More controls than the window has.
MANY = 100


class FirstLight(unittest.TestCase):
    def setUp(self):
        self.program = desktop.Program(PROGRAM)
        self.addCleanup(self.check_end)
        self.addCleanup(self.keep_picture_of_failure)
        self.program.park_pointer()
        self.program.focus()
        self.epoch(0)

    def keep_picture_of_failure(self):
        result = self._outcome.result
        if any(test is self for test, _ in result.failures + result.errors):
            print('#', self.program.screenshot(self.id()), file=sys.stderr)

    def check_end(self):
        """The program goes quietly: nothing was complained of meanwhile."""
        status = self.program.close()
        self.assertEqual('', self.program.complaints())
        self.assertIn(status, (0, -15))

    def epoch(self, number):
        self.program.find('label', f'^Epoch {number} / 100$')

    def flat_out(self):
        """As fast as it goes, not at the pace for watching."""
        self.program.click(self.program.find('slider', '^Speed$'))
        self.program.key('End')

    def value(self, card, pattern):
        """The value in the heading of a card."""
        inside = self.program.find('panel', f'^{card}$')
        return self.program.find('label', pattern, inside).name

    def type_letters(self, text):
        self.program.click(self.program.find('text', 'Letters to predict'))
        self.program.key('ctrl+a')
        self.program.type(text)

    def test_learns_and_answers(self):
        self.program.press('push button', '^Play$')
        self.epoch(100)
        self.value('Accuracy', r'^100\s%$')
        self.value('Loss', r'^0\.2[0-9]+$')
        for typed, next_letter in ('cd', 'ea', 'ab'):
            self.type_letters(typed)
            self.program.find('label', f'^{typed} → {next_letter}$')

    def test_unknown_letter(self):
        self.type_letters('z')
        self.program.find('label', '‘z’ is not one of the 5 letters this '
                                   'network knows: a b c d e')
        self.type_letters('a')
        self.program.find('label', '^a → ')

    def test_goes_back_in_time(self):
        """Any epoch looks as it looked, to the pixel, whichever way it is
        reached."""
        self.flat_out()
        self.program.click(self.program.find('slider', '^Epoch$'))
        self.program.press('push button', '^Play$')
        self.epoch(100)
        end = self.still_picture()

        self.program.key('Left', 'Left', 'Left')
        self.epoch(97)
        back = self.still_picture()
        self.assertNotEqual(end, back)

        self.program.press('push button', '^Play$')
        self.epoch(100)
        self.assertEqual(end, self.still_picture())

        self.program.press('push button', '^Reset$')
        self.epoch(0)
        self.program.press('push button', '^Play$')
        self.epoch(100)
        self.program.key('Left', 'Left', 'Left')
        self.epoch(97)
        self.assertEqual(back, self.still_picture())

    def test_keyboard_reaches_everything(self):
        """Tab goes round all controls, and each has a name to be read out."""
        self.flat_out()
        self.program.press('push button', '^Play$')
        self.epoch(100)
        reached = []
        for _ in range(MANY):
            self.program.key('Tab')
            control = self.program.focused()
            # The button of a drop-down is named by the drop-down around it.
            if control.parent.getRoleName() == 'combo box':
                control = control.parent
            if control in reached:
                break
            reached.append(control)

        names = [control.name for control in reached]
        # Without a name, GTK gives that of the type.
        self.assertEqual([], [name for name in names
                              if re.match('(Gtk|Unroll)[A-Z]|$', name)])
        for name in ('Reset', 'Back', 'Play', 'Step', 'How far one step goes',
                     'Speed', 'Export', 'Menu', 'Epoch', 'best epoch',
                     'Loss', 'Accuracy', 'Hidden states', 'Parameters',
                     'Unrolled through time', 'What follows what',
                     'Letters to predict from', 'Keep writing'):
            self.assertIn(name, names)

    def test_keys(self):
        """The keys that the shortcuts window lists."""
        for key, epoch in (('period', 1), ('period', 2), ('comma', 1),
                           ('Home', 0)):
            self.program.key(key)
            self.epoch(epoch)
        self.flat_out()
        self.program.key('space')
        self.epoch(100)

    def still_picture(self):
        """The picture when nothing moves any more."""
        last = [None]

        def look():
            before, last[0] = last[0], self.program.picture()
            return before == last[0] and last[0]
        return desktop.wait_for('a still picture', look)


tap.main()
