"""Many reports at once: the same as one after the other, each with its own fate, and no more held than is needed."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval import Judged, Report, evaluate_many
from perfeval.errors import PluginError, UnreadableError, UsageError
from perfeval.many import CHUNK
from perfeval.ruling import AtMost, Pack, Ref, Text

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
REPORT = EXAMPLES / "report.txt"
PACK = Pack(
    id="example-limit",
    code="431200",
    rules=(AtMost("total-limit", Ref("total"), Ref("carry-in"), label=Text("限额", "limit")),),
)


def built(year: int, total: str = "81.20") -> Report:
    """A report of one figure."""
    return Report.build({("total", year, "actual"): total}, entity="示例县档案馆", year=year)


def rules(judged: Judged) -> list[str]:
    """What was found."""
    assert judged.evaluation is not None
    return [finding.rule for finding in judged.evaluation.findings]


def test_one_after_the_other_is_what_evaluate_gives() -> None:
    """Every outcome is what `evaluate` makes of the report, in the order of the sources."""
    sources = [built(2021), REPORT, (REPORT.name, REPORT.read_bytes()), [REPORT]]
    made = list(evaluate_many(sources))

    assert [one.source for one in made][1:] == [str(REPORT), "report.txt", str(REPORT)]
    assert made[0].evaluation == perfeval.evaluate(built(2021))
    assert {tuple(rules(one)) for one in made[1:]} == {
        tuple(f.rule for f in perfeval.evaluate(perfeval.read(REPORT)).findings)
    }


def test_what_is_wrong_with_one_is_its_own_outcome(tmp_path: Path) -> None:
    """A file that is missing or empty is an error with its reason, and the others are judged."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    first, second, third = evaluate_many([tmp_path / "none.txt", empty, REPORT])

    assert isinstance(first.error, UnreadableError)
    assert isinstance(second.error, UnreadableError)
    assert (first.evaluation, third.error) == (None, None)
    assert rules(third)


def test_what_fails_inside_itself_is_named() -> None:
    """Something that is no source at all is the outcome of that source and stops no other."""
    odd, right = evaluate_many([built(2022), 7, built(2023)][1:])  # type: ignore[list-item]

    assert isinstance(odd.error, PluginError)
    assert right.error is None


@pytest.mark.parametrize("order", [True, False])
def test_threads(order: bool) -> None:
    """By threads each source has its outcome, in order or as they are done."""
    reports = [built(2000 + n) for n in range(3 * CHUNK + 1)]
    with ThreadPoolExecutor(2) as pool:
        made = list(evaluate_many(reports, executor=pool, order=order))

    years = [one.evaluation.report.year for one in made if one.evaluation is not None]
    assert sorted(years) == [r.year for r in reports]
    assert years == sorted(years) or not order
    assert all(one.evaluation == perfeval.evaluate(one.evaluation.report) for one in made if one.evaluation is not None)


def test_processes_read_their_own_files_and_send_no_rulebook() -> None:
    """By other processes the outcome is the same, and the rulebook is this process's own, the same object for all."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        made = list(evaluate_many([REPORT, str(REPORT), EXAMPLES / "none.txt"], executor=pool, packs=[PACK]))

    assert [one.error is None for one in made] == [True, True, False]
    expected = perfeval.evaluate(perfeval.read(REPORT, packs=[PACK]), packs=[PACK])
    assert [one.evaluation for one in made[:2]] == [expected, expected]
    assert made[0].evaluation is not None
    assert made[1].evaluation is not None
    assert made[0].evaluation.rulebook is made[1].evaluation.rulebook
    assert "total-limit" in made[0].evaluation.rulebook.rules


def leave(*_: object) -> None:
    """End the process it runs in, at once."""
    os._exit(1)


def test_a_worker_that_ends_leaves_an_error_for_each_report() -> None:
    """Nothing is lost or doubled where workers die: every source has one outcome."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=leave) as pool:
        made = list(evaluate_many([REPORT] * (CHUNK + 2), executor=pool))

    assert [type(one.error) for one in made] == [PluginError] * (CHUNK + 2)


class Counting(ThreadPoolExecutor):
    """An executor that counts what waits."""

    most = 0
    waiting = 0

    def submit(self, *args, **kwargs) -> Future:  # type: ignore[no-untyped-def, type-arg]
        """Hand over, and count."""
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        future = super().submit(*args, **kwargs)
        future.add_done_callback(lambda _: setattr(self, "waiting", self.waiting - 1))
        return future


@given(st.integers(0, 4 * CHUNK), st.integers(1, 3), st.booleans())
def test_no_more_is_taken_than_can_be_judged(taken: int, workers: int, order: bool) -> None:
    """Sources without end are asked for only when there is room, and whoever stops early has not started them all."""
    asked = 0

    def sources() -> Iterator[str]:
        nonlocal asked
        for asked in itertools.count(1):
            yield f"none{asked}.txt"

    with Counting(workers) as pool:
        made = list(itertools.islice(evaluate_many(sources(), executor=pool, order=order), taken))

    assert len(made) == taken
    assert asked <= taken + CHUNK * (2 * workers + 1)
    assert pool.most <= 2 * workers


def test_one_path_is_not_many() -> None:
    """A path by itself is no list of characters: it is refused, with what would do."""
    with pytest.raises(UsageError, match=r"\['report.txt'\]"):
        evaluate_many("report.txt")
