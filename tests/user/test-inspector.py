#!/usr/bin/python3
"""test-inspector.py PROGRAM GOLDEN: a class walks through one whole update with
the keyboard, and looks into the numbers on the way: they are those that another
implementation computed."""

import json
import math
import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).parent),
                str(pathlib.Path(__file__).parent.parent)]
import desktop  # noqa: E402
import tap  # noqa: E402
from gi.repository import GLib  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
GOLDEN = json.loads(pathlib.Path(sys.argv[2]).read_text())
LETTERS = 'abcde'
UNITS = range(3)
STEPS = range(4)
PHASES = [*(f'Forward · t = {t}' for t in (1, 2, 3, 4)), 'Loss',
          *(f'Backward · t = {t}' for t in (4, 3, 2, 1)), 'Gradient', 'Update']
# What fits into the program's "as if" at once.
MANY = 32
MANY_TABS = 80
# Relative to the largest number of an array; weights after an update are as
# near as single precision allows.
NEAR = 5e-6
NEAR_WEIGHTS = 1e-4
SMALL = str.maketrans('0123456789', '₀₁₂₃₄₅₆₇₈₉')


def flat(weights):
    """The numbers of a golden's weights object, as they lie in the program."""
    layer, dense = weights['layers'][0], weights['dense']
    for matrix in (layer['W_xh'], layer['W_hh'], [layer['b_h']],
                   dense['W_hy'], [dense['b_y']]):
        for row in matrix:
            yield from row


def largest(numbers):
    return max(abs(number) for number in numbers)


class Inspector(unittest.TestCase):
    def setUp(self):
        self.program = desktop.Program(
            PROGRAM, '--preset', 'four-letters',
            '--set=training.learning_rate=0.01')
        self.inspector = None
        self.addCleanup(self.check_end)
        self.program.park_pointer()
        self.program.focus()
        self.program.find('label', '^Epoch 0 / ')

    def check_end(self):
        status = self.program.close()
        self.assertEqual('', self.program.complaints())
        self.assertIn(status, (0, -15))

    def take_golden(self):
        """Begins with the golden's weights, and its first sample."""
        weights = [(index, value) for index, value
                   in enumerate(flat(GOLDEN['initial_weights'])) if value != 0]
        for start in range(0, len(weights), MANY):
            for index, value in weights[start:start + MANY]:
                self.program.activate(
                    'set-weight', GLib.Variant('(ud)', (index, value)))
            self.program.activate('keep-weights')
        stage = self.program.find('panel', '^Unrolled through time$')
        wanted = ''.join(LETTERS[code] for code in GOLDEN['x'][0])
        for number in range(1, len(GOLDEN['x']) + 1):
            label = self.program.find('label', f'sample {number} of ', stage)
            if wanted in label.name:
                return
            self.program.press('push button', '^Next sample$')
        self.fail(f'There is no sample {wanted}')

    def page(self):
        """What the inspector says, which is looked for only once."""
        if not self.inspector:
            self.inspector = self.program.find('image', '^Inspector$')
        return self.inspector.description

    def reads(self, pattern):
        """The number in what the inspector says, when it says it."""
        found = desktop.wait_for(
            f'“{pattern}” in the inspector',
            lambda: re.search(pattern + r'.*: ([+−]?[\d.]+(e[+−]\d+)?)$',
                              self.page(), re.MULTILINE))
        return float(found[1].replace('−', '-'))

    def inspects(self):
        """Enter, and what is inspected then, which was not before."""
        before = self.page().partition('\n')[0]
        self.program.key('Return')
        return desktop.wait_for('another page', lambda: (
            (now := self.page().partition('\n')[0]) != before and now))

    def assert_near(self, mine, theirs, size, near=NEAR):
        self.assertLess(abs(mine - theirs), near * size)

    def look_at(self, picture):
        """Tabs to a picture."""
        for _ in range(MANY_TABS):
            focused = self.program.focused()
            if (focused and focused.getRoleName() == 'image'
                    and re.search(picture, focused.name)):
                return
            before = focused and focused.path
            self.program.key('Tab')
            desktop.wait_for('the next in line', lambda: (
                (now := self.program.focused()) and now.path != before))
        self.fail(f'Tab does not come to {picture}')

    def test_golden(self):
        self.take_golden()
        # Without the experiment's panel there is less to tab through.
        self.program.key('F9')
        self.look_at('^Unrolled through time$')
        self.program.key('t', 'period')
        self.program.find('push button', '^Forward · t = 1$')
        self.check_states()
        for phase in PHASES[4:]:
            self.program.key('period')
            self.program.find('push button', f'^{phase}$')
            if phase == 'Loss':
                self.check_output()
        self.check_weights()
        for phase in reversed(PHASES[:-1]):
            self.program.key('comma')
            self.program.find('push button', f'^{phase}$')
        self.program.key('comma')
        desktop.wait_for('no walk', lambda: self.program._find(
            'label', f' of {len(PHASES)}$', self.program.frame) is None)

    def check_states(self):
        """Each unit as it comes; what is to come is not told."""
        states = GOLDEN['expected']['step1']['h'][0][0]
        size = largest(number for batch in GOLDEN['expected']['step1']['h'][0]
                       for row in batch for number in row)
        self.program.key('Right')
        for t in STEPS:
            for unit in UNITS:
                self.program.key('Return')
                name = f'h{str(t + 1).translate(SMALL)}\\[{unit + 1}\\]'
                self.assert_near(self.reads(f'^{name} = tanh'),
                                 states[t][unit], size)
                self.assertIn(f'Not yet: it comes with ‘Backward · t = {t + 1}’',
                              self.page())
                if unit < len(UNITS) - 1:
                    self.program.key('Down')
            for _ in UNITS[1:]:
                self.program.key('Up')
            if t < len(STEPS) - 1:
                self.program.key('Right', 'Return')
                desktop.wait_for('what is to come', lambda: (
                    f'Not yet: it comes with ‘Forward · t = {t + 2}’'
                    in self.page()))
                self.program.key('period')
                self.program.find('push button', f'^Forward · t = {t + 2}$')

    def check_output(self):
        """Up from the last state and to the left: the loss, then each letter's
        probability."""
        shares = GOLDEN['expected']['step1']['probs'][0]
        target = GOLDEN['y'][0]
        self.program.key('Up')
        for _ in LETTERS:
            if self.inspects().startswith('L₄'):
                break
            self.program.key('Left')
        self.assert_near(self.reads('^L₄ = −log '),
                         -math.log(shares[target]), 1)
        for letter, share in zip(LETTERS, shares):
            self.program.key('Right', 'Return')
            self.assert_near(self.reads(f'^y₄\\[{letter}\\] = '), share, 1)

    def check_weights(self):
        """The update has been made: each number of W_xh's first column."""
        first = GOLDEN['expected']['step1']['grads']['layers'][0]['W_xh']
        after = (GOLDEN['expected']['weights_after_step1']['layers'][0]
                 ['W_xh'])
        size = largest(number for row in first for number in row)
        self.look_at('^Parameters$')
        self.program.key('Right')
        for row in range(len(LETTERS)):
            self.program.key('Return')
            name = f'W_xh\\[{row + 1},1\\]'
            self.assert_near(self.reads(f'^new {name} = '), after[row][0],
                             largest(row[0] for row in after), NEAR_WEIGHTS)
            self.assert_near(self.reads('^g = mean over the batch of 5'),
                             first[row][0], size)
            if row < len(LETTERS) - 1:
                self.program.key('Down')
        self.assertIn('What this update bought', self.page())


tap.main()
