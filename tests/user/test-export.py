#!/usr/bin/python3
"""test-export.py PROGRAM: pictures, numbers and weights leave the real window by
its dialogs, and weights come back."""

import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).parent),
                str(pathlib.Path(__file__).parent.parent)]
import desktop  # noqa: E402
import tap  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()
EPOCHS = 3
# Seconds after which an answer is given again.
ANSWER = 2


class Export(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.program = desktop.Program(PROGRAM, '--preset', 'four-letters')
        self.addCleanup(self.check_end)
        self.addCleanup(self.keep_picture_of_failure)
        self.program.park_pointer()
        self.program.focus()
        self.program.find('label', '^Epoch 0 / ')

    def keep_picture_of_failure(self):
        result = self._outcome.result
        if any(test is self for test, _ in result.failures + result.errors):
            print('#', self.program.screenshot(self.id()), file=sys.stderr)

    def check_end(self):
        status = self.program.close()
        self.assertEqual('', self.program.complaints())
        self.assertIn(status, (0, -15))

    def step(self, n):
        for _ in range(n):
            self.program.key('period')
        self.program.find('label', f'^Epoch {n} / ')

    def said(self, pattern):
        self.program.find('label', pattern)

    def choose(self, name, title, button='Save'):
        """In the dialog that asks for a file."""
        path = str(self.folder / name)
        chooser = self.program.window(title)
        self.program.focus(chooser)
        if button == 'Open':
            self.program.key('ctrl+l')
        entry = self.program.find('text', '^(Name:|GtkFileChooserEntry)$',
                                  chooser)
        if button == 'Save':
            desktop.wait_for('a name', lambda: desktop.text_of(entry))
        desktop.wait_for('the path', lambda: (
            entry.queryEditableText().setTextContents(path)
            and desktop.text_of(entry) == path))
        desktop.wait_for('the answer', lambda: self.answers(button, title))
        return self.folder / name

    def answers(self, button, title):
        """The dialog takes no answer while it reads a folder, and may be slow to
        go."""
        if not self.program.is_open(title):
            return True
        self.press(button, self.program.window(title))
        try:
            return desktop.wait_for('the end', lambda: not self.program.is_open(title),
                                    ANSWER)
        except AssertionError:
            return False

    def press(self, button, inside):
        desktop.act(self.program.find('push button', button, inside))

    def test_trace(self):
        """The same as the console's."""
        self.step(EPOCHS)
        self.program.do('win.export-trace')
        path = self.choose('t.csv', '^Export the numbers')
        self.said('‘t.csv’ is written')
        subprocess.run([PROGRAM, '--headless', '--quiet', '--preset',
                        'four-letters', '--epochs', str(EPOCHS), '--trace',
                        self.folder / 'console.csv'], check=True)
        self.assertEqual((self.folder / 'console.csv').read_text(),
                         path.read_text())

    def test_picture(self):
        """Of the card that has the focus, chosen and written by keyboard."""
        self.program.click(self.program.find('image', '^Loss$'))
        self.program.key('ctrl+c')
        self.said('“Loss” is copied')
        self.program.key('ctrl+e')
        dialog = self.program.window('^Export a picture$')
        self.program.find('label', '^Loss$', dialog)
        self.press('^PNG$', dialog)
        size = self.program.find('label', r'^\d+ × \d+ pixels$', dialog).name
        self.press('Export…', dialog)
        path = self.choose('a.png', '^Save the picture$')
        self.said('‘a.png’ is written')
        self.assertEqual(
            tuple(map(int, re.findall(r'\d+', size))),
            struct.unpack('>II', path.read_bytes()[16:24]))

    def test_program(self):
        """From the menu, the same as the console's."""
        self.step(EPOCHS)
        # A menu button is two buttons; the inner one can be pressed.
        outer = self.program.find('push button', '^Export$')
        self.press('^Export$', outer[0])
        self.program.press('menu item', '^PyTorch program…$')
        path = self.choose('p.py', '^Export a PyTorch program$')
        self.said('‘p.py’ is written')
        written = path.read_text()
        subprocess.run([PROGRAM, '--headless', '--quiet', '--preset',
                        'four-letters', '--epochs', str(EPOCHS), '--program',
                        path, '--dialect', 'pytorch'], check=True)
        # The settings differ by the planned epochs alone.
        self.assertEqual(path.read_text(), written.replace(
            'EPOCHS = 100', f'EPOCHS = {EPOCHS}'))

    def sureness(self):
        """How sure the network is of the letter that it expects."""
        card = self.program.find('panel', '^Predict the next letter$')
        return self.program.find('label', r'^\d+\s*%$', card).name

    def export_weights(self, name):
        self.program.do('win.export-weights')
        path = self.choose(name, '^Export the weights$')
        self.said(f'‘{name}’ is written')
        return path.read_bytes()

    def test_weights(self):
        """There and back."""
        self.step(EPOCHS)
        learned, sureness = self.export_weights('w.safetensors'), self.sureness()
        self.program.focus()
        self.program.key('Home')
        self.program.find('label', '^Epoch 0 / ')
        self.assertNotEqual(learned, self.export_weights('first.safetensors'))
        self.program.do('win.import-weights')
        self.choose('w.safetensors', '^Import weights$', 'Open')
        self.said('So that no epoch is lost')
        desktop.wait_for('the same prediction',
                         lambda: self.sureness() == sureness)
        self.assertEqual(learned, self.export_weights('again.safetensors'))


tap.main()
