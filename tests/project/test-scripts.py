#!/usr/bin/python3
"""test-scripts.py ROOT: app/run, tests/run and .ci/run on machines that have
this and lack that.  The machine's commands are played by small scripts, which
write down how they were called."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import tap  # noqa: E402

ROOT = pathlib.Path(sys.argv[1])
# What the scripts (and the players) use of a system without any compiler.
BASICS = ('bash', 'cat', 'chmod', 'dirname', 'env', 'grep', 'mkdir', 'mktemp', 'rm',
          'tail', 'tee')
ALL_PACKAGES = 'for p; do printf "%s=installed " "$p"; done'
NO_PACKAGES = 'exit 1'
# Ninja has work until it has done some; what it makes tells its arguments.
NINJA = r'''
build=$2
case " $* " in
  *' -n '*) [ -e "$build/app/unroll" ] && echo 'ninja: no work to do.' ;;
  *) mkdir -p "$build/app"
     printf '#!/bin/bash\nprintf "<%%s>" "$@"\n' >"$build/app/unroll"
     chmod +x "$build/app/unroll" ;;
esac
'''
MESON = r'''
[ "$1" = setup ] && mkdir -p "$2" && echo made >"$2/build.ninja"
'''


class Machine(unittest.TestCase):
    """A folder of commands and a copy of the scripts."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.commands = self.home / 'bin'
        self.commands.mkdir()
        self.tree = self.home / 'a tree'
        for path in ('app/run', 'app/setup.sh', 'tests/run', '.ci/run'):
            (self.tree / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, self.tree / path)
        for name in BASICS:
            (self.commands / name).symlink_to(shutil.which(name))
        self.calls = self.home / 'calls'
        self.calls.touch()
        self.command('id', 'echo 0')
        self.command('sleep')
        self.command('apt-get')
        self.command('dpkg-query', ALL_PACKAGES)
        self.command('pkg-config')
        self.command('meson', MESON)
        self.command('ninja', NINJA)

    def command(self, name, body=''):
        """Makes a command that writes down its call and then does BODY."""
        path = self.commands / name
        path.write_text(f'#!/bin/bash\necho "{name} $*" >>"{self.calls}"\n'
                        f'{body}\n', encoding='utf-8')
        path.chmod(0o755)

    def without(self, *names):
        for name in names:
            (self.commands / name).unlink()

    def run_script(self, script, *arguments, **variables):
        self.calls.write_text('')
        return subprocess.run(
            [self.tree / script, *arguments], cwd=self.home, text=True,
            capture_output=True, stdin=subprocess.DEVNULL, timeout=60,
            env={'PATH': str(self.commands), 'HOME': str(self.home),
                 **variables})

    def called(self, command):
        return [line for line in self.calls.read_text().splitlines()
                if line.startswith(command)]


class AppRun(Machine):
    def test_passes_arguments_on(self):
        done = self.run_script('app/run', 'a b', '', '--set=x', DISPLAY=':7')
        self.assertEqual('<a b><><--set=x>', done.stdout)
        self.assertEqual([], self.called('apt-get'))

    def test_second_run_only_starts(self):
        self.run_script('app/run', DISPLAY=':7')
        self.assertEqual(1, len(self.called('meson setup')))
        done = self.run_script('app/run', DISPLAY=':7')
        self.assertEqual(('<>', ''), (done.stdout, done.stderr))
        self.assertEqual([], self.called('meson'))
        self.assertTrue(all(' -n' in call for call in self.called('ninja')))

    def test_copied_tree_is_built_anew(self):
        self.run_script('app/run', DISPLAY=':7')
        self.tree = self.tree.rename(self.home / 'elsewhere')
        self.run_script('app/run', DISPLAY=':7')
        self.assertEqual(1, len(self.called('meson setup')))

    def test_without_display(self):
        done = self.run_script('app/run')
        figure = self.tree / 'build/figure.svg'
        self.assertEqual(f'<--headless><--figure><{figure}>', done.stdout)
        self.assertIn('no display', done.stderr)
        self.assertIn(str(figure), done.stderr)

    def test_without_display_but_arguments(self):
        done = self.run_script('app/run', '--figure', 'x.pdf', 'f.unroll')
        self.assertEqual('<--headless><--figure><x.pdf><f.unroll>',
                         done.stdout)
        for option in ('--headless', '--help', '--version', '--list-presets'):
            with self.subTest(option):
                done = self.run_script('app/run', option)
                self.assertEqual((f'<{option}>', ''),
                                 (done.stdout, done.stderr))

    def test_wayland_is_a_display(self):
        done = self.run_script('app/run', 'x', WAYLAND_DISPLAY='wayland-0')
        self.assertEqual('<x>', done.stdout)

    def test_build_fails(self):
        self.command('ninja', 'echo "x.c:1: error: bad"; exit 1')
        done = self.run_script('app/run', DISPLAY=':7')
        self.assertNotEqual(0, done.returncode)
        self.assertIn('x.c:1: error: bad', done.stderr)
        self.assertEqual('', done.stdout)


class Installing(Machine):
    def test_says_what_and_why(self):
        self.command('dpkg-query', NO_PACKAGES)
        done = self.run_script('app/run', DISPLAY=':7')
        self.assertRegex(done.stderr, r'to build the program: gcc .*libgtk-4-dev')
        self.assertRegex(done.stderr, r'to show its window: .*fonts-')
        self.assertNotIn('xvfb', done.stderr)
        update, install = self.called('apt-get')
        self.assertRegex(update, ' update$')
        self.assertRegex(install, r'install --no-install-recommends gcc .*'
                         'ninja-build .*libgtk-4-dev')

    def test_only_what_is_missing(self):
        self.command('dpkg-query', 'for p; do [ "$p" = meson ] || '
                     'printf "%s=installed " "$p"; done; exit 1')
        self.run_script('app/run', DISPLAY=':7')
        self.assertRegex(self.called('apt-get')[-1],
                         'install --no-install-recommends meson ?$')

    def test_removed_but_configured_is_missing(self):
        self.command('dpkg-query', 'for p; do '
                     'printf "%s=config-files " "$p"; done')
        self.run_script('app/run', DISPLAY=':7')
        self.assertRegex(self.called('apt-get')[-1], 'install .* gcc ')

    def test_lock_passes(self):
        self.command('dpkg-query', NO_PACKAGES)
        self.command('apt-get', f'[ "$(grep -c apt-get "{self.calls}")" -gt 2 ]')
        done = self.run_script('app/run', 'x', DISPLAY=':7')
        self.assertEqual('<x>', done.stdout)
        self.assertEqual(4, len(self.called('apt-get')))

    def test_installation_fails(self):
        self.command('dpkg-query', NO_PACKAGES)
        self.command('apt-get', 'echo "E: no such package"; exit 100')
        done = self.run_script('app/run', DISPLAY=':7')
        self.assertNotEqual(0, done.returncode)
        self.assertIn('E: no such package', done.stderr)
        self.assertEqual([], self.called('meson'))

    def test_sudo_for_others_than_root(self):
        self.command('id', 'echo 1000')
        self.command('dpkg-query', NO_PACKAGES)
        self.command('sudo', '"$@"')
        self.run_script('app/run', DISPLAY=':7')
        self.assertEqual(2, len(self.called('sudo')))
        self.assertEqual(2, len(self.called('apt-get')))

    def test_neither_root_nor_sudo(self):
        self.command('id', 'echo 1000')
        self.command('dpkg-query', NO_PACKAGES)
        done = self.run_script('app/run', DISPLAY=':7')
        self.assertNotEqual(0, done.returncode)
        self.assertRegex(done.stderr, 'As root.*\n.*apt-get update\n'
                         '.*apt-get install .*gcc')
        self.assertEqual([], self.called('apt-get'))

    def test_other_system_with_everything(self):
        self.without('apt-get', 'dpkg-query')
        for name in ('cc', 'msgfmt', 'xmllint'):
            self.command(name)
        done = self.run_script('app/run', 'x', DISPLAY=':7')
        self.assertEqual('<x>', done.stdout)

    def test_other_system_names_what_is_missing(self):
        self.without('apt-get', 'dpkg-query')
        self.command('pkg-config', 'exit 1')
        done = self.run_script('app/run', DISPLAY=':7')
        self.assertNotEqual(0, done.returncode)
        self.assertIn('Not found: cc msgfmt xmllint gtk4.', done.stderr)
        self.assertIn('gtk4-devel', done.stderr)

    def test_gtk_too_old(self):
        self.command('pkg-config', 'case $1 in --atleast*) exit 1 ;; '
                     '--modversion) echo 4.6.9 ;; esac')
        done = self.run_script('app/run', DISPLAY=':7')
        self.assertNotEqual(0, done.returncode)
        self.assertIn('4.6.9', done.stderr)


class TestsRun(Machine):
    def last_line(self, *arguments):
        done = self.run_script('tests/run', *arguments)
        self.assertNotEqual(0, done.returncode)
        return done.stdout.splitlines()[-1]

    def test_unknown_option(self):
        self.assertEqual('0 passed, 1 failed', self.last_line('--fast'))

    def test_installation_fails(self):
        self.command('dpkg-query', NO_PACKAGES)
        self.command('apt-get', 'exit 100')
        self.assertEqual('0 passed, 1 failed', self.last_line())

    def test_configuration_fails(self):
        self.command('meson', 'exit 1')
        self.assertEqual('0 passed, 1 failed', self.last_line())

    def test_installs_what_tests_need(self):
        self.command('dpkg-query', NO_PACKAGES)
        self.last_line()
        install = self.called('apt-get')[-1]
        for package in ('xvfb', 'python3-pyatspi', 'libjson-glib-dev', 'gcc'):
            self.assertIn(f' {package} ', install)


class Fuzz(Machine):
    """A fuzzer that is built from FUZZER, for two readers."""

    FUZZER = 'exit 0'

    def fuzz(self, *words):
        for name in ('sound', 'broken'):
            (self.tree / 'tests/fuzz/seeds' / name).mkdir(parents=True,
                                                          exist_ok=True)
        self.command('setarch', 'exit 1')
        self.command('ninja', f'''
            for path; do :; done
            case $path in
              tests/fuzz/*)
                mkdir -p "$2/tests/fuzz"
                printf '#!/bin/bash\\n%s\\n' "{self.FUZZER}" >"$2/$path"
                chmod +x "$2/$path" ;;
            esac''')
        return self.run_script('tests/run', '--fuzz', *words)

    def test_passes(self):
        done = self.fuzz()
        self.assertEqual('2 passed, 0 failed', done.stdout.splitlines()[-1])
        self.assertEqual(0, done.returncode)
        self.assertIn('-Dfuzz=true', self.called('meson setup')[0])

    def test_chosen(self):
        self.assertEqual('1 passed, 0 failed',
                         self.fuzz('sound').stdout.splitlines()[-1])

    def test_finds(self):
        self.FUZZER = r'echo found; [[ \$0 != *broken ]]'
        done = self.fuzz()
        self.assertEqual('1 passed, 1 failed', done.stdout.splitlines()[-1])
        self.assertIn('found', done.stdout)
        self.assertEqual(1, done.returncode)

    def test_no_such_reader(self):
        done = self.fuzz('none')
        self.assertEqual('0 passed, 0 failed', done.stdout.splitlines()[-1])
        self.assertEqual(1, done.returncode)

    def test_installs_clang(self):
        self.command('dpkg-query', NO_PACKAGES)
        self.fuzz()
        install = self.called('apt-get')[-1]
        for package in ('clang', 'libclang-rt-dev', 'gcc'):
            self.assertIn(f' {package}', install)


class CiRun(Machine):
    def expect(self, last_line, status, body):
        script = self.tree / 'tests/run'
        script.write_text(f'#!/bin/bash\necho "$*" >>"{self.calls}"\n{body}\n')
        done = self.run_script('.ci/run')
        self.assertEqual(last_line, done.stdout.splitlines()[-1])
        self.assertEqual(status, done.returncode)

    def test_sum(self):
        self.expect('14 passed, 0 failed', 0, 'echo "7 passed, 0 failed"')
        self.assertEqual(['--werror', '--sanitizers'],
                         self.calls.read_text().splitlines())

    def test_one_failed(self):
        self.expect('8 passed, 1 failed', 1, '''
            [ "$*" = --werror ] && echo "7 passed, 0 failed" ||
            echo "1 passed, 1 failed"''')

    def test_no_result(self):
        self.expect('7 passed, 1 failed', 1, '''
            [ "$*" = --werror ] && echo "7 passed, 0 failed" || echo "died"''')

    def test_nothing_at_all(self):
        self.expect('0 passed, 2 failed', 1, '')


tap.main()
