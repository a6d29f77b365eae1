"""Cases: figures in, findings and scores out, written in TOML by whoever knows the notice, and run against a pack.

::

    from perfeval.testing import cases

    test_cases = cases(PACK, __file__)  # pytest runs every case of cases/*.toml beside the test file

Rule 1: `findings` lists everything that the pack's own rules say, so that a rule that speaks unasked is noticed.
Rule 2: a score is compared to two decimals, or to as many as are written.
"""

from perfeval.testing.cases.running import PATTERN, cases, check_cases

__all__ = ["PATTERN", "cases", "check_cases"]
