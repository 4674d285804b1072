#!/usr/bin/python3
"""test-files.py PROGRAM: somebody changes an experiment, is asked before it is
lost, saves it with its training, and goes on from there."""

import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).parent),
                str(pathlib.Path(__file__).parent.parent)]
import desktop  # noqa: E402
import tap  # noqa: E402
from gi.repository import GLib  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).absolute()


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        os.environ['XDG_STATE_HOME'] = str(self.folder / 'state')

    def start(self, *arguments):
        program = desktop.Program(PROGRAM, *arguments)
        self.addCleanup(self.check_end, program)
        program.park_pointer()
        program.focus()
        program.find('label', '^Epoch ')
        return program

    def check_end(self, program):
        status = program.close()
        self.assertEqual('', program.complaints())
        self.assertIn(status, (0, -9, -15))

    def set(self, program, key, value):
        program.activate('set', GLib.Variant('(ss)', (key, value)))

    def loss(self, program):
        """What is told of the curve."""
        return desktop.wait_for('the loss', lambda: program.find(
            'image', '^Loss$').description)

    def notes(self, program):
        return desktop.text_of(program.find('text', '^Notes$'))

    def test_asked_before_it_is_lost(self):
        # Who only played is not asked.
        program = self.start()
        program.key('period')
        program.find('label', '^Epoch 1 / ')
        program.key('ctrl+q')
        self.assertEqual(0, program.wait())

        program = self.start()
        self.set(program, 'training.learning_rate', '0.125')
        program.find('label', '^• Next letter$')
        program.key('ctrl+q')
        question = program.window('^Not saved$')
        program.find('label', '^Save the experiment ‘Next letter’', question)
        program.focus(question)
        program.key('Escape')
        program.gone('^Not saved$')
        program.focus()
        program.find('label', '^• Next letter$')

        program.key('ctrl+q')
        question = program.window('^Not saved$')
        program.find('push button', 'Discard$',
                     question).queryAction().doAction(0)
        self.assertEqual(0, program.wait())

    def test_training_goes_on_from_a_file(self):
        path = self.folder / 'mine.unroll'
        program = self.start()
        self.set(program, 'training.learning_rate', '0.02')
        program.find('label', '^• Next letter$')
        for epoch in range(1, 4):
            program.key('period')
            program.find('label', f'^Epoch {epoch} / ')
        loss = self.loss(program)
        program.click(program.find('text', '^Title$'))
        program.key('ctrl+a')
        program.type('Slow. 2 fb')
        program.find('label', '^• Slow. 2 fb$')
        program.click(program.find('text', '^Notes$'))
        program.key('ctrl+a')
        program.type('What to look for. 0')
        program.key('Return')
        program.type('The loss.')
        self.assertEqual('What to look for. 0\nThe loss.', self.notes(program))
        program.find('label', '^Epoch 3 / ')
        program.key('ctrl+s')
        dialog = program.window('^Save the experiment$')
        program.focus(dialog)
        with_training = program.find('check box', '^With the training so far',
                                     dialog)
        program.click(with_training)
        desktop.wait_for('the check mark', lambda: with_training.getState(
            ).contains(desktop.pyatspi.STATE_CHECKED))
        program.key('alt+n', 'ctrl+a')
        program.type(str(path))
        program.key('Return')
        program.gone('^Save the experiment$')
        program.focus()
        program.find('label', '‘mine.unroll’ is written')
        program.find('label', '^Slow. 2 fb$')
        program.key('ctrl+q')
        self.assertEqual(0, program.wait())

        program = self.start(path)
        program.find('label', '^Epoch 3 / ')
        self.assertEqual(loss, self.loss(program))
        self.assertEqual('What to look for. 0\nThe loss.', self.notes(program))
        program.key('period')
        program.find('label', '^• Slow. 2 fb$')

    def test_comes_back_after_a_crash(self):
        program = self.start()
        for epoch in range(1, 4):
            program.key('period')
            program.find('label', f'^Epoch {epoch} / ')
        self.set(program, 'training.learning_rate', '0.02')
        program.find('label', '^• Next letter$')
        loss = self.loss(program)
        desktop.wait_for('the autosaved file', lambda: any(
            'learning_rate=0.02' in path.read_text()
            for path in self.folder.glob('state/unroll/*.unroll')))

        # While it runs, it is its own.
        other = self.start()
        self.assertNotIn('was not saved', other.tree())
        other.close()

        program.kill()
        program = self.start()
        program.find('label', '^The experiment of today .* was not saved')
        program.press('push button', 'Bring it back')
        program.find('label', '^Epoch 3 / ')
        program.find('label', '^• Next letter$')
        self.assertEqual(loss, self.loss(program))

        # Still not saved: after another crash it comes again, or goes.
        program.kill()
        program = self.start()
        program.find('label', '^The experiment of today .* was not saved')
        program.press('push button', 'Throw it away')
        desktop.wait_for('an empty folder', lambda: not any(
            (self.folder / 'state/unroll').iterdir()))

    def autosaved(self, pattern, text):
        return any(text in path.read_text()
                   for path in self.folder.glob('state/unroll/' + pattern))

    def test_what_waits_comes_back(self):
        # A state of 13 MB, smaller under sanitizers, and settings that are not
        # applied.
        units = 100 if desktop.SLOWER >= 10 else 800
        program = self.start()
        self.set(program, 'network.units', str(units))
        program.find('label', rf'SimpleRNN\({units}')
        program.key('period')
        program.find('label', '^Epoch 1 / ')
        self.set(program, 'training.learning_rate', '0.02')
        self.set(program, 'network.units', '5')
        program.find('label', '^1 change will restart the training$')
        loss = self.loss(program)
        desktop.wait_for('the autosaved files', lambda: self.autosaved(
            '*.settings', 'units=5\n') and self.autosaved(
            '*.unroll', 'learning_rate=0.02\n'))

        program.kill()
        program = self.start()
        program.find('label', '^The experiment of today .* was not saved')
        program.press('push button', 'Bring it back')
        program.find('label', '^Epoch 1 / ')
        program.find('label', '^• Next letter$')
        program.find('label', '^1 change will restart the training$')
        self.assertEqual(loss, self.loss(program))
        program.find('label', rf'SimpleRNN\({units}')
        program.press('push button', '^Apply and restart')
        program.find('label', r'SimpleRNN\(5')
        desktop.wait_for('nothing that waits', lambda: not any(
            self.folder.glob('state/unroll/*.settings')))

    def test_long_text_can_be_stopped(self):
        # A pipe is as slow as this wants it to be.
        path = self.folder / 'slow.txt'
        os.mkfifo(path)
        pipe = os.open(path, os.O_RDWR)
        os.write(pipe, b'to and fro, ' * 1000)
        program = self.start('--text', path)
        program.find('label', '^Reading ‘slow.txt’$')
        program.key('period')
        program.find('label', '^Epoch 1 / ')
        program.key('Escape')
        desktop.wait_for('no reading', lambda: 'Reading ‘slow.txt’'
                         not in program.tree())
        os.close(pipe)
        program.find('label', '^Epoch 1 / ')
        program.find('label', '^Next letter$')
        program.key('ctrl+q')
        self.assertEqual(0, program.wait())

        pipe = os.open(path, os.O_RDWR)
        os.write(pipe, b'to and fro, ' * 1000)
        program = self.start('--text', path)
        program.find('label', '^Reading ‘slow.txt’$')
        os.close(pipe)
        program.find('label', '^12.?000 letters, 9 different$')

    def test_clean_end_leaves_nothing(self):
        program = self.start()
        self.set(program, 'training.learning_rate', '0.02')
        folder = self.folder / 'state/unroll'
        desktop.wait_for('the autosaved file',
                         lambda: any(folder.glob('*.unroll')))
        program.key('ctrl+q')
        question = program.window('^Not saved$')
        program.find('push button', 'Discard$',
                     question).queryAction().doAction(0)
        self.assertEqual(0, program.wait())
        self.assertEqual([], list(folder.iterdir()))


tap.main()
