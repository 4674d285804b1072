#!/usr/bin/python3
"""screenshots.py PROGRAM FOLDER: the README's pictures, taken of the real
window.  To be run as

  tests/with-display /usr/bin/python3 tests/user/screenshots.py \\
    build/app/unroll data/screenshots
"""

import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import desktop  # noqa: E402

# Name, arguments, GTK theme, epochs to step through, text to predict from,
# time steps to walk into the next update.
PICTURES = (
    ('next-letter', (), 'Adwaita', 62, 'c', 0),
    ('four-letters', ('--preset', 'four-letters'), 'Adwaita:dark', 38, 'abcd',
     0),
    ('microscope', ('--preset', 'four-letters'), 'Adwaita', 38, 'abcd', 7),
)
# In the stage of these windows: the second unit at t = 3, and nothing.
UNIT = (0.623, 0.563)
NOTHING = (0.3, 0.2)


def click_stage(program, place):
    """With the real pointer, which leaves no marks of the keyboard."""
    stage = program.find('image', '^Unrolled through time')
    box = stage.queryComponent().getExtents(desktop.pyatspi.WINDOW_COORDS)
    x = box.x + place[0] * box.width + desktop.SHADOW
    y = box.y + place[1] * box.height + desktop.SHADOW
    subprocess.run(['xdotool', 'mousemove', '--sync', str(int(x)), str(int(y)),
                    'click', '1'], check=True)
    program.park_pointer()


def walk(program, steps):
    """Into the next update; then the unit is inspected."""
    click_stage(program, NOTHING)
    program.key('t')
    for step in range(1, steps + 1):
        program.key('period')
        program.find('label', f'^{step} of ')
    click_stage(program, UNIT)
    program.find('image', '^Inspector')


def take(program_path, name, arguments, theme, epochs, text, steps, folder):
    os.environ['GTK_THEME'] = theme
    program = desktop.Program(program_path, *arguments)
    program.park_pointer()
    program.focus()
    program.find('label', '^Epoch 0 / ')
    for epoch in range(1, epochs + 1):
        program.key('period')
        program.find('label', f'^Epoch {epoch} / ')
    program.click(program.find('text', 'Letters to predict'))
    program.key('ctrl+a')
    program.type(text)
    program.find('label', f'^{text} → ')
    if steps > 0:
        walk(program, steps)
    path = folder / f'{name}.png'
    subprocess.run(['import', '-window', 'root', '+dither', '-colors', '255',
                    '-strip', '-define', 'png:compression-level=9',
                    f'png8:{path}'],
                   check=True)
    program.close()
    print(path)


def main(program, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        take(program, *picture, folder)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]).absolute(), sys.argv[2])
