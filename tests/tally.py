#!/usr/bin/python3
"""Chooses and counts the test cases of Meson test runs, for tests/run.

tally.py list BUILD PREFIX [WORD ...]
    prints the names of the tests that begin with PREFIX and contain one of the
    words (if there are any), a line each
tally.py needs BUILD NAMES
    prints the files that must be built for the tests in the file NAMES
tally.py leaky BUILD NAMES
    prints those of them that failed in the last run where AddressSanitizer
    tells of leaks, a line each
tally.py count [--skips-fail] {BUILD NAMES}...
    reads the log of the last run of the tests in NAMES in each build folder,
    and of those of them that were run again; prints every case that did not
    pass, then "N passed, N failed" on a line of its own; fails unless some
    passed and none failed

A case is one result line of a TAP program, or a whole program of another kind.
"""

import json
import os
import pathlib
import re
import sys

RESULT = re.compile(r'^(?P<indent> *)(?P<bad>not )?ok\b(?P<text>.*)$')
SKIP = re.compile(r'#\s*skip', re.IGNORECASE)


def tap_cases(output):
    """Yields (verdict, text) of each result.  That of a subtest, which stands
    after and outside its own results, is not counted a second time."""
    depth = 0
    for line in output.splitlines():
        match = RESULT.match(line)
        if match is None:
            continue
        closes_subtest = len(match['indent']) < depth
        depth = len(match['indent'])
        if closes_subtest:
            continue
        if match['bad']:
            verdict = 'failed'
        elif SKIP.search(match['text']):
            verdict = 'skipped'
        else:
            verdict = 'passed'
        yield verdict, match['text'].strip(' -')


def test_cases(protocol, entry):
    """The cases of one test, given its entry in Meson's log (None: it has
    none)."""
    if entry is None:
        return [('failed', 'did not run')]
    result = entry['result']
    if protocol != 'tap':
        verdict = {'OK': 'passed', 'SKIP': 'skipped'}.get(result, 'failed')
        return [(verdict, result)]

    cases = list(tap_cases(entry['stdout'] or ''))
    ended_well = result in ('OK', 'SKIP')
    if ended_well and not cases:
        return [('failed', 'has no cases')]
    # A program that dies leaves the case it was in without a result.
    if not ended_well and all(verdict != 'failed' for verdict, _ in cases):
        cases.append(('failed', f'ended early: {result}'))
    return cases


def introspect(build, what):
    path = pathlib.Path(build, 'meson-info', f'intro-{what}.json')
    return json.loads(path.read_text(encoding='utf-8'))


def read_names(path):
    return pathlib.Path(path).read_text(encoding='utf-8').splitlines()


def read_log(build):
    """What Meson says of each test; of the second run, if there was one."""
    entries = {}
    for name in 'testlog.json', 'again.json':
        path = pathlib.Path(build, 'meson-logs', name)
        if path.exists():
            for line in path.read_text(encoding='utf-8').splitlines():
                entry = json.loads(line)
                entries[entry['name']] = entry
    return entries


def list_names(build, prefix, *words):
    for name in (test['name'] for test in introspect(build, 'tests')):
        if name.startswith(prefix) and (
                not words or any(word in name for word in words)):
            print(name)


def list_needs(build, names):
    chosen = set(read_names(names))
    targets = {target['id']: target['filename']
               for target in introspect(build, 'targets')}
    needs = {os.path.relpath(filename, build)
             for test in introspect(build, 'tests') if test['name'] in chosen
             for target in test['depends'] for filename in targets[target]}
    print('\n'.join(sorted(needs)))


def list_leaky(build, names):
    log = read_log(build)
    for name in read_names(names):
        entry = log.get(name, {'result': 'OK'})
        output = (entry.get('stdout') or '') + (entry.get('stderr') or '')
        if entry['result'] not in ('OK', 'SKIP') and 'LeakSanitizer' in output:
            print(name)


def count(*arguments):
    skips_fail = arguments[0] == '--skips-fail'
    runs = arguments[1:] if skips_fail else arguments
    totals = {'passed': 0, 'failed': 0, 'skipped': 0}
    for build, names in zip(runs[::2], runs[1::2]):
        protocols = {test['name']: test['protocol']
                     for test in introspect(build, 'tests')}
        log = read_log(build)
        for name in read_names(names):
            for verdict, text in test_cases(protocols[name], log.get(name)):
                if verdict != 'passed':
                    print(f'{verdict}: {os.path.basename(build)}: '
                          f'{name}: {text}')
                if verdict == 'skipped' and skips_fail:
                    verdict = 'failed'
                totals[verdict] += 1

    if totals['skipped']:
        print(f"{totals['skipped']} skipped")
    print(f"{totals['passed']} passed, {totals['failed']} failed")
    return totals['passed'] == 0 or totals['failed'] > 0


if __name__ == '__main__':
    COMMANDS = {'list': list_names, 'needs': list_needs, 'leaky': list_leaky,
                'count': count}
    sys.exit(COMMANDS[sys.argv[1]](*sys.argv[2:]))
