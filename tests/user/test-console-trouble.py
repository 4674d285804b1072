"""The console in trouble: wrong options, texts and files, full disks, Ctrl-C.

  test-console-trouble.py UNROLL
"""

import os
import pathlib
import pty
import re
import resource
import select
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from console import ConsoleCase, PATIENCE, UNROLL, environment  # noqa: E402


OUTPUTS = (('--metrics', 'out.csv'), ('--trace', 'out.csv'),
           ('--figure', 'out.png'), ('--save', 'out.unroll'),
           ('--save-state', 'out.unroll'),
           ('--export-weights', 'out.safetensors'), ('--program', 'out.py'))


class BadInput(ConsoleCase):
    def check(self, status, parts, *arguments, **options):
        error = self.run_badly(status, *arguments, **options)
        for part in parts.split('|'):
            self.assertIn(part, error)

    def test_command_line(self):
        for arguments, parts in (
                (['--nonsense'], '--nonsense'),
                (['--headless', '--metrics'], '--metrics'),
                (['--headless', '--epochs', '-1'], 'fit.epochs|‘-1’'),
                (['--headless', '--seed', '4294967296'], 'fit.seed|4294967295'),
                (['--headless', '--write', '0'], '--write|‘0’'),
                (['--headless', '--temperature', '-1'], '--temperature|‘-1’'),
                (['--headless', '--sample', '0'], '--sample|‘0’'),
                (['--headless', '--preset', 'none'], '‘none’|next-letter'),
                (['--headless', 'a.unroll', 'b.unroll'], 'a.unroll|b.unroll'),
                (['--headless', 'a.unroll', '--preset', 'next-letter'],
                 'two experiments'),
                (['--headless', 'a', '--text', 'b'], 'two texts'),
                (['--headless', '--metrics', 'x', '--trace', 'x'],
                 '--metrics and --trace'),
                (['--headless', '--figure', 'x.gif'], '--figure|.svg|‘x.gif’'),
                (['--headless', '--figure', 'svg'], '--figure|‘svg’'),
                (['--predict', 'a'], '--predict needs --headless'),
                (['--write', '1'], '--write needs --headless'),
                (['--save', 'x'], '--save needs --headless'),
                (['--epochs', '0'], 'fit.epochs')):
            with self.subTest(arguments):
                self.check(2, parts, *arguments)

    def test_settings(self):
        for setting, parts in (
                ('fit', '‘fit’ has no ='),
                ('training.rate=1', 'no setting ‘training.rate’'),
                ('training.learning_rate=0', 'greater than 0'),
                ('training.learning_rate=-1', 'greater than 0'),
                ('training.learning_rate=nan', 'not a number'),
                ('training.learning_rate=0,01', 'write 0.01'),
                ('network.units=0', '1 to 1024'),
                ('network.units=1000000000', '4.0\N{NO-BREAK SPACE}EB'),
                ('network.stateful=true', 'data.shuffle_samples to false'),
                ('data.text=\udcff', 'UTF-8')):
            with self.subTest(setting):
                self.check(2, parts, '--headless', '--set', setting)

    def test_texts(self):
        cases = (('empty', b'', 'empty'), ('newline', b'\n', 'empty'),
                 ('latin', b'caf\xe9', '0xE9 at byte offset 3'),
                 ('binary', b'\x89PNG\0', '0x89 at byte offset 0'),
                 ('single', b'aaaa', 'only letter'))
        for name, content, parts in cases:
            with self.subTest(name):
                self.check(1, parts, '--headless', '--text',
                           self.path(name, content))
        self.check(1, 'no file ‘', '--headless', '--text', 'missing')
        self.check(1, 'is a folder', '--headless', '--text', '/')
        self.check(1, 'is a folder', '--headless', '/')
        self.check(1, '3 letters|4 time steps', '--headless', '--text',
                   self.path('short', 'abc'), '--set', 'data.time_steps=4',
                   '--set', 'data.cyclic=false')
        self.check(1, 'standard input', '--headless', '--text', '-')

    def test_unknown_letter(self):
        self.check(1, '‘z’ is not one of the 5 letters this network knows: '
                      'a b c d e', '--headless', '--predict', 'abz')
        self.check(1, 'no letter', '--headless', '--predict', '')
        self.check(1, 'only 5 samples', '--headless', '--sample', '6')

    def test_experiments(self):
        self.check(1, 'line 2|format 99', '--headless',
                   self.path('new.unroll', '[unroll]\nformat=99\n'))
        self.check(1, 'line 4|fit.epochs', '--headless',
                   self.path('bad.unroll',
                             '[unroll]\nformat=1\n[fit]\nepochs=many\n'))
        self.check(1, 'no file ‘', '--headless', 'missing.unroll')

    def test_diverges(self):
        error = self.run_badly(1, '--headless', '--quiet', '--set',
                               'training.learning_rate=1e30', '--metrics',
                               'm.csv')
        self.assertIn('epoch', error)
        self.assertTrue((self.folder / 'm.csv').exists())

    def test_outputs(self):
        os.mkdir(self.path('folder.svg'))
        for option in ('--metrics', '--trace', '--figure', '--save',
                       '--save-state', '--export-weights'):
            with self.subTest(option):
                self.check(1, 'its folder does not exist', '--headless',
                           option, 'none/out.svg')
                self.check(1, 'is a folder', '--headless', option,
                           'folder.svg')
        for option in ('--metrics', '--trace', '--save', '--save-state',
                       '--export-weights'):
            with self.subTest(option):
                self.check(1, '‘/dev/full’', '--headless', '--quiet', option,
                           '/dev/full')
        os.rmdir(self.path('folder.svg'))
        self.assertEqual([], list(self.folder.iterdir()))

    def test_full_disk(self):
        """Nothing larger than a few bytes can be written."""
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        for option, name in OUTPUTS:
            with self.subTest(option):
                old = self.path(name, 'old')
                self.check(1, name, '--headless', '--quiet', option, name,
                           preexec_fn=limit)
                self.assertEqual('old', pathlib.Path(old).read_text())
                self.assertEqual([name],
                                 [p.name for p in self.folder.iterdir()])
                os.unlink(old)

    def test_tiny_disk(self):
        """The same with a real one, where a user may mount it."""
        for option, name in OUTPUTS:
            done = subprocess.run(
                ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c',
                 'mount -t tmpfs -o size=4k tmpfs . 2>/dev/null && cd "$PWD" '
                 '&& echo old >"$2" && ! "$0" --headless --quiet "$1" "$2" '
                 '&& cat "$2" && ls -A', UNROLL, option, name],
                capture_output=True, timeout=PATIENCE, env=environment(),
                cwd=self.folder)
            if b'Operation not permitted' in done.stderr or not done.stdout:
                return  # test_full_disk has the same from a limit
            self.assertEqual(f'old\n{name}\n', done.stdout.decode())
            self.assertIn(f'‘{name}’ cannot be written', done.stderr.decode())

    def test_no_display(self):
        self.check(1, 'no display|--headless')

    def test_full_output(self):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([UNROLL, '--headless'], stdout=full,
                                  stderr=subprocess.PIPE, timeout=PATIENCE,
                                  env=environment())
        self.assertEqual(1, done.returncode)
        self.assertIn(b'Standard output', done.stderr)


class Terminal(ConsoleCase):
    def run_on_terminal(self, *arguments, until=None):
        """What appears; Ctrl-C once @until is seen."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(UNROLL, [UNROLL, '--headless', *arguments],
                      environment(TERM='xterm'))
        output = b''
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            ready, _, _ = select.select([terminal], [], [], 1)
            try:
                piece = os.read(terminal, 65536) if ready else None
            except OSError:
                break
            if piece == b'':
                break
            output += piece or b''
            if until is not None and until in output:
                os.write(terminal, b'\x03')
                until = None
        os.close(terminal)
        return output.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def test_one_line(self):
        output, status = self.run_on_terminal()
        self.assertEqual(0, status)
        training = [line for line in output.split('\n') if 'Epoch' in line]
        self.assertEqual(1, len(training))
        last = training[0].rstrip('\r').split('\r')[-1]
        self.assertRegex(last, r'^Epoch 100/100 \[=+\] - loss: \d\.\d{4} - '
                               r'accuracy: 1\.0000\x1b\[K$')
        self.assertLess(len(last), 80 + len('\x1b[K'))

    def test_interrupt(self):
        output, status = self.run_on_terminal('--epochs', '10000000', '--write',
                                              '3', until=b'Epoch')
        self.assertEqual(0, status)
        self.assertRegex(output, r'Stopped (after|in epoch) \d+ of 10000000')
        self.assertRegex(output, r'\ne ——> \w +\d+\.\d %\r\nb\w{3}\r\n$')

    def test_interrupt_of_pipe(self):
        process = subprocess.Popen([UNROLL, '--headless', '--epochs',
                                    '10000000', '--metrics',
                                    self.path('m.csv')],
                                   stdout=subprocess.PIPE, env=environment())
        lines = [process.stdout.readline() for _ in range(20)]
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(0, process.returncode)
        lines += rest.splitlines()
        text = b'\n'.join(lines).decode()
        stopped = re.search(r'Stopped after (\d+) of', text)
        with open(self.path('m.csv'), 'rb') as file:
            self.assertEqual(int(stopped[1]) + 1, sum(1 for _ in file))


if __name__ == '__main__':
    sys.argv[1:] = []
    tap.main()
