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
        program.find('label', '^Next letter$')
        program.key('ctrl+q')
        self.assertEqual(0, program.wait())

        program = self.start(path)
        program.find('label', '^Epoch 3 / ')
        self.assertEqual(loss, self.loss(program))
        program.key('period')
        program.find('label', '^• Next letter$')


tap.main()
