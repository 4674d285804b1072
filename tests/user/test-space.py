#!/usr/bin/python3
"""test-space.py PROGRAM: the hidden states as points of a cube, which the real
pointer turns without selecting anything, and which a click selects."""

import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).parent),
                str(pathlib.Path(__file__).parent.parent)]
import desktop  # noqa: E402
import pyatspi  # noqa: E402
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
# From place to place when a state is looked for with the pointer.
GRID = 12


class Space(unittest.TestCase):
    def setUp(self):
        self.program = desktop.Program(PROGRAM, '--preset', 'four-letters')
        self.addCleanup(self.check_end)
        self.program.park_pointer()
        self.program.focus()
        self.program.find('label', '^Epoch 0 / ')
        self.heading = self.program.find('label', r'sample \d of 5')
        self.program.press('push button', '^Hidden states$')
        self.program.press('radio menu item', '^State space$')
        self.program.find('push button', '^State space$')
        self.view = self.program.find('image', '^State space$')
        desktop.wait_for('the states',
                         lambda: 'Each axis is a unit' in self.sentence())

    def check_end(self):
        status = self.program.close()
        self.assertEqual('', self.program.complaints())
        self.assertIn(status, (0, -15))

    def sentence(self):
        return self.view.description

    def sample(self):
        """What the heading of the stage says."""
        return self.heading.name

    def box(self):
        box = self.view.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return (box.x + desktop.SHADOW, box.y + desktop.SHADOW, box.width,
                box.height)

    def find_state(self):
        """A place where a click selects another sample."""
        before = self.sample()
        left, top, width, height = self.box()
        for y in range(top + GRID, top + height - GRID, GRID):
            for x in range(left + width - GRID, left + width // 2, -GRID):
                subprocess.run(['xdotool', 'mousemove', '--sync', str(x),
                                str(y), 'click', '1'], check=True)
                if self.sample() != before:
                    return x, y
        raise AssertionError('No click selects a sample')

    def test_pointer(self):
        x, y = self.find_state()
        self.program.park_pointer()
        while 'sample 1 of 5' not in self.sample():
            before = self.sample()
            self.program.press('push button', '^Previous sample$')
            desktop.wait_for('another sample',
                             lambda: self.sample() != before)
        sample = self.sample()
        straight = self.sentence()
        self.assertIn('Turned by 32°, tilted by 20°', straight)
        picture = self.program.picture()
        self.program.drag(x, y, -60, 30)
        turned = desktop.wait_for('a turned cube', lambda: (
            self.sentence() != straight and self.sentence()))
        desktop.wait_for('its picture',
                         lambda: self.program.picture() != picture)
        self.assertEqual(sample, self.sample())
        # By keyboard further, and back.
        self.program.key('shift+Left')
        desktop.wait_for('a cube turned further',
                         lambda: self.sentence() != turned)
        self.program.key('shift+Home')
        desktop.wait_for('the cube as it was',
                         lambda: self.sentence() == straight)

    def test_ghost(self):
        self.program.press('push button', '^keep as ghost$')
        desktop.wait_for('the ghost',
                         lambda: 'Dashed: epoch 0' in self.sentence())
        self.program.key('period')
        self.program.find('label', '^Epoch 1 / ')
        self.assertIn('Dashed: epoch 0', self.sentence())
        self.program.press('push button', '^keep as ghost$')
        desktop.wait_for('no ghost',
                         lambda: 'Dashed' not in self.sentence())


tap.main()
