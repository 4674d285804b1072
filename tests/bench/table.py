#!/usr/bin/python3
"""table.py ROOT [--quick] [--csv FILE] [WORD...]: runs the benchmarks of a
release build and prints their table.  Started by tests/bench/run.

What is compared runs in turns, so that a busy moment of the machine falls on
both: a ratio of two medians of one run means something, a time alone little.
"""

import argparse
import csv
import json
import math
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

UNITS = (64, 128, 256, 512)
# Time steps and batch: one sample by itself, and a batch of them.
SHAPES = ((25, 1), (50, 1), (25, 32), (50, 32))
ENGLISH = ('/usr/share/common-licenses/GPL-3',)


class Table:
    """Rows that are printed as they come, and kept for the file."""

    def __init__(self):
        self.rows = []

    def part(self, title):
        print(f'\n{title}\n{"-" * len(title)}', flush=True)
        self._part = title

    def row(self, name, value, unit, **more):
        text = ''.join(f'  {key.replace("_", " ")} {shown(number)}'
                       for key, number in more.items())
        print(f'{name:<42} {shown(value):>9} {unit:<10}{text}', flush=True)
        self.rows.append({'part': self._part, 'name': name, 'value': value,
                          'unit': unit, **more})

    def write(self, path):
        columns = list(dict.fromkeys(key for row in self.rows for key in row))
        with open(path, 'w', newline='', encoding='utf-8') as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(self.rows)


def shown(number):
    if isinstance(number, str):
        return number
    if number >= 1e6:
        return f'{number / 1e6:.2f} M'
    if number >= 1e4:
        return f'{number / 1e3:.0f} k'
    return f'{number:.3g}' if number < 100 else f'{number:.0f}'


class Bench:
    def __init__(self, root, quick):
        self.build = root / 'build'
        self.scripts = root / 'tests/bench'
        self.display = root / 'tests/with-display'
        self.quick = quick
        self.table = Table()
        self.peers = [name for name in ('torch', 'numpy') if has_module(name)]
        self.text = self._write_text()

    def _write_text(self):
        """About 350 kB of English, where Debian has it; else of our own."""
        text = ''.join(pathlib.Path(path).read_text('utf-8')
                       for path in ENGLISH if os.path.exists(path))
        if not text:
            text = (self.scripts / 'table.py').read_text('utf-8')
        file = tempfile.NamedTemporaryFile('w', suffix='.txt', delete=False,
                                           encoding='utf-8')
        with file:
            file.write(text * (350000 // len(text) + 1))
        return file.name

    def ours(self, *arguments, threads=1):
        return run_json(self.build / 'tests/bench-core', *arguments,
                        threads=threads)

    def peer(self, name, *arguments, threads=1):
        return run_json('/usr/bin/python3', self.scripts / f'peer-{name}.py',
                        *arguments, threads=threads)


def has_module(name):
    return subprocess.run(['/usr/bin/python3', '-c', f'import {name}'],
                          stderr=subprocess.DEVNULL).returncode == 0


def environment(threads):
    return {**os.environ, 'THREADS': str(threads),
            'OMP_NUM_THREADS': str(threads),
            'OPENBLAS_NUM_THREADS': str(threads)}


def run_json(*command, threads=1):
    done = subprocess.run([str(word) for word in command], check=True,
                          capture_output=True, text=True,
                          env=environment(threads))
    return [json.loads(line) for line in done.stdout.splitlines()]


def in_turns(jobs, rounds):
    """The median of each job's number, over rounds of one each."""
    numbers = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            numbers[name].append(job())
    return {name: statistics.median(some) for name, some in numbers.items()}


def peer_ratios(bench, ours, medians, larger_is_better):
    return {f'against_{name}': medians[name] / ours if not larger_is_better
            else ours / medians[name]
            for name in bench.peers if name in medians}


def whole_process(command):
    """Milliseconds, and the most memory in MB, of a process."""
    start = time.perf_counter()
    pid = os.spawnve(os.P_NOWAIT, command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f'{" ".join(command)} failed')
    return (time.perf_counter() - start) * 1e3, usage.ru_maxrss / 1024


# The parts --------------------------------------------------------------------

def measure_core(bench):
    """The default experiment of 100 epochs."""
    bench.table.part('Default experiment, 100 epochs')
    repeats = 200 if bench.quick else 1000
    jobs = {'ours': lambda: bench.ours('tutorial', repeats)[0]['us_per_epoch']}
    for name in bench.peers:
        jobs[name] = (lambda peer: lambda: bench.peer(
            peer, 'tutorial', 3 if bench.quick else 10)[0]['us_per_epoch'])(name)
    medians = in_turns(jobs, 1 if bench.quick else 3)
    bench.table.row('training alone', medians['ours'], 'µs/epoch',
                    **peer_ratios(bench, medians['ours'], medians, False))

    played = run_json(bench.build / 'tests/bench-trainer', 'play', repeats)[0]
    bench.table.row('with history, frames and a thread',
                    played['median_ms'] * 1e3 / played['epochs'], 'µs/epoch',
                    alone_at_that_time=played['learner_alone_ms'] * 1e3
                    / played['epochs'])

    sought = run_json(bench.build / 'tests/bench-trainer', 'seek', repeats,
                      'fit.epochs=1000')[0]
    bench.table.row('to any of 1,000 epochs', sought['median_ms'], 'ms',
                    at_most_ms=sought['most_ms'])

    program = [str(bench.build / 'app/unroll'), '--headless', '--quiet']
    whole = [whole_process(program) for _ in range(5 if bench.quick else 20)]
    bench.table.row('whole process, console',
                    statistics.median(ms for ms, _ in whole), 'ms',
                    memory_MB=max(mb for _, mb in whole))
    swept = bench.ours('sweep', 1000)[0]
    bench.table.row('sweep of 1,000 seeds', swept['ms'], 'ms')


def flops_per_letter(units, letters):
    """Multiplications and additions of forward and BPTT: the recurrence and the
    output layer, each once forward and twice backward; one-hot rows are only
    added.  Adam is left out."""
    return 3 * 2 * (units * units + units * letters)


def measure_chars(bench):
    bench.table.part('Letters a second: forward, BPTT and Adam')
    letters = len(set(open(bench.text, encoding='utf-8').read()))
    peak = bench.ours('peak')[0]['gflops']
    bench.table.row('multiply-add peak of one core', peak, 'GFLOP/s')
    seconds, rounds = (0.4, 1) if bench.quick else (2, 3)
    shapes = ((25, 1), (50, 32)) if bench.quick else SHAPES
    sizes = (64, 256) if bench.quick else UNITS
    for steps, batch in shapes:
        for units in sizes:
            measure_one(bench, units, steps, batch, seconds, rounds,
                        flops_per_letter(units, letters) / 1e9 / peak)


def measure_one(bench, units, steps, batch, seconds, rounds, peak_seconds):
    arguments = ('chars', units, steps, batch, seconds, bench.text)

    def speed(run, threads):
        return lambda: run(*arguments, threads=threads)[0]['chars_per_s']

    jobs = {'ours': speed(bench.ours, 1)}
    if batch > 1:
        jobs['two'] = speed(bench.ours, 2)
    for name in bench.peers:
        jobs[name] = speed(lambda *a, peer=name, **k: bench.peer(peer, *a, **k),
                           1)
    medians = in_turns(jobs, rounds)
    more = peer_ratios(bench, medians['ours'], medians, True)
    more['share_of_peak'] = medians['ours'] * peak_seconds
    if 'two' in medians:
        more['two_threads'] = medians['two'] / medians['ours']
    bench.table.row(f'{units} units, T {steps}, batch {batch}',
                    medians['ours'], 'letters/s', **more)


def measure_predict(bench):
    bench.table.part('Prediction')
    for units, letters in ((3, 1), (128, 25), (512, 50)):
        answer = bench.ours('predict', units, letters,
                            50 if bench.quick else 500)[0]
        bench.table.row(f'{units} units, {letters} letters', answer['us'], 'µs')


def measure_growth(bench):
    """How time and memory grow: the exponents of fitted powers."""
    bench.table.part('Growth: fitted exponents')
    seconds = 0.3 if bench.quick else 1.5

    def per_letter(units=256, steps=25, batch=16):
        return 1 / bench.ours('chars', units, steps, batch, seconds,
                              bench.text)[0]['chars_per_s']

    sizes = (128, 256, 512, 1024)
    bench.table.row('time per letter by units (arithmetic: 2)',
                    exponent(sizes, [per_letter(units=u) for u in sizes]), '')
    steps = (10, 20, 40, 80)
    bench.table.row('time per letter by time steps (0)',
                    exponent(steps, [per_letter(steps=t) for t in steps]), '')
    batches = (8, 16, 32, 64)
    bench.table.row('time per letter by batch (0)',
                    exponent(batches, [per_letter(batch=b) for b in batches]),
                    '')


def exponent(sizes, numbers):
    """The slope of the least-squares line through the logarithms."""
    x = [math.log(size) for size in sizes]
    y = [math.log(number) for number in numbers]
    mean_x, mean_y = statistics.mean(x), statistics.mean(y)
    return (sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
            / sum((a - mean_x) ** 2 for a in x))


def measure_memory(bench):
    bench.table.part('Memory')
    program = [str(bench.build / 'app/unroll'), '--headless', '--quiet']
    small = whole_process(program)[1]
    bench.table.row('console, default experiment', small, 'MB')
    epochs = 100000 if bench.quick else 1000000
    bench.table.row(f'console, {epochs:,} epochs',
                    whole_process([*program, '--epochs', str(epochs)])[1], 'MB')
    size = 8 if bench.quick else 64
    with tempfile.NamedTemporaryFile('w', suffix='.txt') as file:
        text = pathlib.Path(bench.text).read_text('utf-8')
        wanted = size * 1000 * 1000
        while file.tell() < wanted:
            file.write(text[:wanted - file.tell()])
        file.flush()
        large = whole_process([*program, '--text', file.name, '--epochs', '0',
                               '--set', 'data.time_steps=25',
                               '--set', 'data.stride=25'])[1]
    bench.table.row(f'console, a text of {size} MB', large, 'MB',
                    bytes_a_letter=(large - small) * 1048576 / wanted)


def measure_painters(bench):
    bench.table.part('Painters, on an image')
    repeats = 10 if bench.quick else 50
    for row in run_json(bench.build / 'tests/paint/bench-paint', repeats):
        name = row['painter']
        if 'width' in row:
            name += (f', {row["width"]} × {row["height"]}'
                     f' at scale {row["scale"]}')
        bench.table.row(name, row['ms'], 'ms')


# As the program draws without a graphics card.
WITH_CAIRO = {'GSK_RENDERER': 'cairo', 'GDK_DEBUG': 'gl-disable'}


def on_display(bench, *command, screen='1440x900', renderer=WITH_CAIRO):
    done = subprocess.run([str(bench.display), *map(str, command)], check=True,
                          capture_output=True, text=True,
                          env={**os.environ, **renderer, 'SCREEN': screen,
                               'GSETTINGS_BACKEND': 'memory'})
    return done.stdout


def measure_start(bench):
    """A bare window as GTK opens it and drawn as ours is, and ours as the
    program opens it, in turns."""
    kinds = {"GTK's own renderer": ('bare', {}),
             'with Cairo': ('bare', WITH_CAIRO),
             'ours': ('unroll', {})}
    answers = {name: [] for name in kinds}
    for _ in range(2 if bench.quick else 9):
        for name, (window, renderer) in kinds.items():
            answers[name].append(json.loads(on_display(
                bench, bench.build / 'tests/bench-start', window,
                renderer=renderer)))
    own, *bare = ({key: statistics.median(answer[key]
                                          for answer in answers[name])
                   for key in ('ms', 'mb')}
                  for name in ('ours', "GTK's own renderer", 'with Cairo'))
    for name, window in zip(("GTK's own renderer", 'with Cairo'), bare):
        bench.table.row(f'bare GTK window, {name}: start to first frame',
                        window['ms'], 'ms', memory_MB=window['mb'])
    bench.table.row('ours: start to first frame', own['ms'], 'ms',
                    times_bare=own['ms'] / bare[0]['ms'],
                    times_bare_with_Cairo=own['ms'] / bare[1]['ms'],
                    memory_MB=own['mb'],
                    above_bare_with_Cairo_MB=own['mb'] - bare[1]['mb'])


def measure_window(bench):
    bench.table.part('Window')
    measure_start(bench)
    seconds = 2 if bench.quick else 5
    alone = trainer_updates(bench, 1000000 if bench.quick else 4000000)
    bench.table.row('no window, flat out', alone / 1e3, 'k updates/s')
    for size in ('1440x900', '3840x2160'):
        for line in on_display(bench, bench.build / 'tests/bench-window',
                               seconds, 'fit.epochs=10000000',
                               screen=size).splitlines():
            tell_window_line(bench, size, line, alone)


def trainer_updates(bench, epochs):
    """Updates a second of the default experiment, one an epoch, with history and
    frames, which nobody draws."""
    played, = run_json(bench.build / 'tests/bench-trainer', 'play', 1,
                       f'fit.epochs={epochs}')
    return epochs / played['median_ms'] * 1e3


def tell_window_line(bench, size, line, alone):
    whole = re.match(r'([\d.]+) pictures and (\d+) updates a second', line)
    if whole:
        bench.table.row(f'{size}, flat out', float(whole[1]), 'pictures/s',
                        updates_per_s=float(whole[2]),
                        of_those_without=float(whole[2]) / alone)
        return
    part = re.match(r'(\D+?) +([\d.]+) +([\d.]+) +([\d.]+)$', line)
    if part:
        bench.table.row(f'{size}: {part[1].strip()}', float(part[2]), 'ms',
                        in_99_of_100=float(part[3]), at_most=float(part[4]))


PARTS = {'core': measure_core, 'chars': measure_chars,
         'predict': measure_predict, 'memory': measure_memory,
         'painters': measure_painters, 'window': measure_window,
         'growth': measure_growth}


def main():
    parser = argparse.ArgumentParser(prog='tests/bench/run')
    parser.add_argument('root', type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument('words', nargs='*')
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--csv')
    options = parser.parse_intermixed_args()

    bench = Bench(options.root, options.quick)
    try:
        for name, measure in PARTS.items():
            if not options.words or any(w in name for w in options.words):
                measure(bench)
    finally:
        os.unlink(bench.text)
    if not bench.peers:
        print('\npython3-torch and python3-numpy are not installed: nothing to '
              'compare with.')
    if options.csv:
        bench.table.write(options.csv)


if __name__ == '__main__':
    main()
