"""What the tests of the console share: running it, and reading its lines."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

UNROLL = os.path.abspath(sys.argv[1])
# Long enough for a loaded machine, under a sanitizer.
PATIENCE = 120
EPOCH = re.compile(r'^Epoch (\d+)/(\d+) - loss: (\S+) - accuracy: (\S+)'
                   r'(?: - val_loss: (\S+) - val_accuracy: (\S+))?$')
OUTLOOK = re.compile(r'^(\S+) +——> (\S+) +(\d+\.\d) %$')


def environment(**changes):
    """Without a display: the console needs none."""
    result = {name: value for name, value in os.environ.items()
              if name not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    result.update(changes)
    return result


class ConsoleCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='unroll-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def path(self, name, content=None):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            path.write_text(content, encoding='utf-8')
        return str(path)

    def start(self, *arguments, **options):
        return subprocess.run([UNROLL, *arguments], capture_output=True,
                              timeout=PATIENCE,
                              **{'env': environment(), 'cwd': self.folder,
                                 'stdin': subprocess.DEVNULL, **options})

    def run_well(self, *arguments, **options):
        """Its lines on standard output."""
        done = self.start('--headless', *arguments, **options)
        # In full: a leak of Cairo is told from one of ours by it.
        self.assertEqual('', done.stderr.decode())
        self.assertEqual(0, done.returncode)
        return done.stdout.decode().splitlines()

    def outlooks(self, *arguments, **options):
        """{context: (next letter, per cent)} of a quick, printed run."""
        found = {}
        for line in self.run_well(*arguments, **options):
            match = OUTLOOK.match(line)
            if match:
                found[match[1]] = (match[2], float(match[3]))
        return found

    def run_badly(self, status, *arguments, **options):
        """The sentence on standard error, which is one line."""
        done = self.start(*arguments, **options)
        error = done.stderr.decode()
        self.assertEqual(status, done.returncode, error)
        self.assertRegex(error, r'\Aunroll: [^\n]+\n\Z')
        self.assertNotIn('GLib', error)
        return error


def epochs(lines):
    return [match for match in map(EPOCH.match, lines) if match]
