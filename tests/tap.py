"""Runs unittest cases and reports each in TAP, one line a case."""

import sys
import unittest


# What differs is said in full: tests/tally.py looks for leaks in it.
unittest.TestCase.maxDiff = None


class TapResult(unittest.TestResult):
    """Prints results as they come; what went wrong goes to stderr."""

    def _print(self, verdict, test, remark=''):
        print(f'{verdict} {self.testsRun} - {test.id()}{remark}', flush=True)

    def _print_bad(self, test, error):
        print(self._exc_info_to_string(error, test), file=sys.stderr)
        self._print('not ok', test)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._print('ok', test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._print_bad(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self._print_bad(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._print_bad(subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._print('ok', test, f' # SKIP {reason}')


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(
        sys.modules['__main__'])
    print(f'1..{suite.countTestCases()}', flush=True)
    result = TapResult()
    suite.run(result)
    sys.exit(not result.wasSuccessful())
