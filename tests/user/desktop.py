"""Drives a real program on a real display, as a person with a screen reader, a
keyboard and a mouse does.  To be run below tests/with-display.

Nothing here waits a fixed time: everything is looked for until it is there or
PATIENCE has run out, which tests/run multiplies by SLOWER under sanitizers."""

import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

# The program is watched for warnings, see complaints; this one is not, since the
# accessibility bus warns when a program leaves it.
os.environ.pop('G_DEBUG', None)
import pyatspi  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402

SLOWER = float(os.environ.get('SLOWER', '1'))
PATIENCE = 30 * SLOWER
PAUSE = 0.02
# Without a window manager the window draws its own shadow, which widgets'
# positions leave out.
SHADOW = 5
# Where a GtkApplication shows the actions of its first window.
BUS_PATH = '/io/github/unroll/Unroll/window/1'


def wait_for(what, look, patience=PATIENCE):
    """Returns LOOK's first true answer, or fails, saying that WHAT was not to
    be seen."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = look()
        except (LookupError, RuntimeError, AttributeError):
            # Widgets come and go while they are being looked at.
            answer = None
        except Exception as error:
            if 'atspi_error' not in str(error):
                raise
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f'{what}: not seen in {patience:.0f} s')
        time.sleep(PAUSE)


def walk(accessible):
    yield accessible
    for child in accessible:
        if child is not None:
            yield from walk(child)


def text_of(accessible):
    """The text of a label or an entry; the name of anything else."""
    try:
        text = accessible.queryText()
    except NotImplementedError:
        return accessible.name
    return text.getText(0, text.characterCount)


def act(accessible, index=0):
    """Carries out an action.  One that opens a large dialog may answer later
    than the bus waits, above all under sanitizers: it is carried out all the
    same."""
    try:
        return accessible.queryAction().doAction(index)
    except Exception as error:
        if 'Did not receive a reply' not in str(error):
            raise
        return True


class Program:
    """A program that was started, and its first window."""

    def __init__(self, *command):
        self._stderr = tempfile.TemporaryFile('w+')
        self._process = subprocess.Popen(command, stderr=self._stderr,
                                         stdin=subprocess.DEVNULL)
        self.frame = wait_for('the window', self._look_for_frame)

    def _look_for_frame(self):
        if self._process.poll() is not None:
            raise AssertionError(f'The program ended by itself, with status '
                                 f'{self._process.returncode}:\n{self.stderr()}')
        for application in pyatspi.Registry.getDesktop(0):
            if (application is not None
                    and application.get_process_id() == self._process.pid):
                for frame in application:
                    if frame.getState().contains(pyatspi.STATE_SHOWING):
                        return frame
        return None

    def stderr(self):
        self._stderr.seek(0)
        return self._stderr.read()

    def complaints(self):
        """What the program wrote to stderr, except what GTK's accessibility
        says about being asked for positions on the screen, which X11 has and it
        does not, and about a window that goes while it is asked for it."""
        return ''.join(
            line for line in self.stderr().splitlines(keepends=True)
            if line.strip() and not re.search(
                'Screen coordinates not supported'
                '|g_variant_(is|new)_object_path', line))

    def focused(self):
        for accessible in walk(self.frame):
            if accessible.getState().contains(pyatspi.STATE_FOCUSED):
                return accessible
        return None

    def find(self, role, name, inside=None, patience=PATIENCE):
        """The visible widget of a role in whose name the pattern is found."""
        return wait_for(f'{role} “{name}”',
                        lambda: self._find(role, name, inside or self.frame),
                        patience)

    def _find(self, role, name, inside):
        for accessible in walk(inside):
            if (accessible.getRoleName() == role
                    and re.search(name, accessible.name)
                    and accessible.getState().contains(pyatspi.STATE_VISIBLE)):
                return accessible
        return None

    def press(self, role, name):
        act(self.find(role, name))

    def do(self, action):
        """Runs an action of the window, as a shortcut does."""
        actions = self.frame.queryAction()
        for index in range(actions.nActions):
            if actions.getName(index) == action:
                return act(self.frame, index)
        raise AssertionError(f'The window has no action {action}')

    def activate(self, action, parameter=None):
        """Runs an action of the window with a parameter, as a script does."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.call_sync(self._bus_name(bus), BUS_PATH, 'org.gtk.Actions',
                      'Activate',
                      GLib.Variant('(sava{sv})',
                                   (action, [parameter] if parameter else [],
                                    {})),
                      None, Gio.DBusCallFlags.NONE, -1)

    def _bus_name(self, bus):
        def ask(method, parameter=None):
            return bus.call_sync('org.freedesktop.DBus',
                                 '/org/freedesktop/DBus',
                                 'org.freedesktop.DBus', method, parameter,
                                 None, Gio.DBusCallFlags.NONE, -1)[0]

        return next(name for name in ask('ListNames')
                    if name.startswith(':')
                    and ask('GetConnectionUnixProcessID',
                            GLib.Variant('(s)', (name,)))
                    == self._process.pid)

    def window(self, name):
        """Another window of the program, in whose name the pattern is found."""
        def look():
            for window in self.frame.getApplication():
                if (window != self.frame and re.search(name, window.name)
                        and window.getState().contains(pyatspi.STATE_VISIBLE)):
                    return window
            return None
        return wait_for(f'the window “{name}”', look)

    def is_open(self, name):
        """Whether a window of that name is on the display.  GTK 4.8 crashes when
        it is asked for its windows while one of them goes, so the X server is
        asked instead."""
        return subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--all', '--pid',
             str(self._process.pid), '--name', name],
            capture_output=True, check=False).stdout.strip() != b''

    def gone(self, name):
        """Waits until there is no other window of that name."""
        wait_for(f'the end of “{name}”', lambda: not self.is_open(name))

    def focus(self, window=None):
        """Gives a window, the first one unless told, the keyboard, as a window
        manager would."""
        # xdotool knows the letters of the locale only.
        name = re.sub('[^ -~]+', '', (window or self.frame).name).strip()
        found = subprocess.run(
            ['xdotool', 'search', '--sync', '--onlyvisible', '--all',
             '--pid', str(self._process.pid), '--name', name],
            check=True, capture_output=True, text=True,
            timeout=PATIENCE).stdout.split()
        subprocess.run(['xdotool', 'windowfocus', '--sync', found[-1]],
                       check=True)

    def click(self, accessible):
        """Clicks in the middle of a widget with the real pointer, which goes
        out of the way then."""
        box = accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        subprocess.run(['xdotool', 'mousemove', '--sync',
                        str(box.x + box.width // 2 + SHADOW),
                        str(box.y + box.height // 2 + SHADOW), 'click', '1'],
                       check=True)
        self.park_pointer()

    def drag(self, x, y, right, down):
        """Presses the real pointer at a place of the screen, moves it, and lets
        go."""
        steps = [('mousemove', '--sync', str(x + right * i // 4),
                  str(y + down * i // 4)) for i in range(5)]
        subprocess.run(['xdotool', *steps[0], 'mousedown', '1',
                        *(word for step in steps[1:] for word in step),
                        'mouseup', '1'], check=True)
        self.park_pointer()

    def park_pointer(self):
        """Moves the pointer to a corner, where it raises no tooltip."""
        subprocess.run(['xdotool', 'mousemove', '0', '0'], check=True)

    def key(self, *keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys],
                       check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '20', text], check=True)

    def screenshot(self, name):
        folder = os.environ.get('G_TEST_BUILDDIR', '.')
        path = pathlib.Path(folder, f'{name}.png'.strip('_'))
        subprocess.run(['import', '-window', 'root', path], check=True)
        return path

    def picture(self):
        """The display's pixels."""
        return subprocess.run(['import', '-window', 'root', 'rgb:-'],
                              check=True, capture_output=True).stdout

    def tree(self):
        """What a screen reader is told, a line a widget."""
        def lines(accessible, depth):
            yield (f"{'  ' * depth}{accessible.getRoleName()} "
                   f"“{accessible.name}” {text_of(accessible)!r}")
            for child in accessible:
                if child is not None:
                    yield from lines(child, depth + 1)
        return '\n'.join(lines(self.frame, 0))

    def kill(self):
        """Ends the program as a crash does."""
        self._process.kill()
        self._process.wait()

    def wait(self):
        """Waits for the program to end by itself; returns its status."""
        return self._process.wait(PATIENCE)

    def close(self):
        """Ends the program, if need be by force; returns its status."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
