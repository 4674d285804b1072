#!/usr/bin/python3
"""test-install.py BUILD PREFIX DATADIR LOCALEDIR LANGUAGE...: what
"meson install" puts somewhere works from there, and is what desktops look
for."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import tap  # noqa: E402

BUILD, PREFIX, DATADIR, LOCALEDIR, *LANGUAGES = sys.argv[1:]
APP_ID = 'io.github.unroll.Unroll'


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        subprocess.run(['meson', 'install', '-C', BUILD, '--no-rebuild',
                        '--destdir', folder.name],
                       check=True, capture_output=True)
        cls.prefix = pathlib.Path(folder.name + PREFIX)
        cls.home = folder.name

    def run_program(self, *arguments, **variables):
        return subprocess.run(
            [self.prefix / 'bin/unroll', *arguments], cwd=self.home, text=True,
            capture_output=True, stdin=subprocess.DEVNULL, timeout=120,
            env={**os.environ, 'HOME': self.home, **variables})

    def test_desktop_files(self):
        data = self.prefix / DATADIR
        icons = data / 'icons/hicolor'
        for path in (data / f'applications/{APP_ID}.desktop',
                     data / f'metainfo/{APP_ID}.metainfo.xml',
                     data / f'mime/packages/{APP_ID}.xml',
                     icons / f'scalable/apps/{APP_ID}.svg',
                     icons / f'symbolic/apps/{APP_ID}-symbolic.svg'):
            self.assertTrue(path.is_file(), path)

    def test_nothing_else(self):
        """No static library, header or test gets installed."""
        kinds = {path.suffix for path in self.prefix.rglob('*')
                 if path.is_file()}
        self.assertLessEqual(kinds, {'', '.desktop', '.mo', '.svg', '.unroll',
                                     '.xml'})

    def test_program_learns(self):
        done = self.run_program('--headless', '--predict', 'c')
        self.assertEqual((0, ''), (done.returncode, done.stderr))
        self.assertRegex(done.stdout, r'c ——> d +[0-9]')

    def test_every_language_is_there(self):
        for language in LANGUAGES:
            path = (self.prefix / LOCALEDIR / language / 'LC_MESSAGES'
                    / 'unroll.mo')
            self.assertTrue(path.is_file(), path)


tap.main()
