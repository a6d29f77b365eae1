"""Cases run against a pack: all of them at once, or one by one by pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from perfeval.errors import MissingExtraError, PackError, PerfevalError
from perfeval.evaluation import evaluate
from perfeval.findings import Text
from perfeval.ruling import Pack
from perfeval.testing.cases.expected import findings_unlike, scores_unlike
from perfeval.testing.cases.files import Ground, Pending, both, case_of, pending, pending_or_fault

#: Where cases are looked for, seen from the test file.
PATTERN = "cases/*.toml"


def check_cases(pack: Pack, *files: str | Path, others: Iterable[Pack] = ()) -> tuple[str, ...]:
    """What a pack does otherwise than its cases say, one text for each case; empty when all of them hold.

    Parameters
    ----------
    files
        Case files. The format is described in the documentation (“Cases of a pack”).
    others
        Packs it builds on, besides the bundled ones.

    Raises
    ------
    PackError
        If a file cannot be read as cases; the message names file, case and key.
    """
    ground = Ground(pack, tuple(others))
    found = []
    for one in (case for path in files for case in pending(Path(path))):
        said = _run(one, ground)
        if said:
            found.append(said)
    return tuple(found)


def cases(pack: Pack, file: str | Path, pattern: str = PATTERN, *, others: Iterable[Pack] = ()) -> Callable[..., None]:
    """A test for pytest that runs every case of some files: `test_cases = cases(PACK, __file__)`.

    A case that cannot be read fails by itself, with file, case and key; the others run.

    Parameters
    ----------
    file
        The test file, beside which the cases are looked for.
    pattern
        Which files they are.
    others
        Packs it builds on, besides the bundled ones.

    Raises
    ------
    PackError
        If there is no such file: a test of nothing would always pass.
    MissingExtraError
        If pytest is not installed.
    """
    try:
        pytest = import_module("pytest")
    except ImportError as error:
        raise MissingExtraError(
            "cases 需要 pytest；请运行 pip install pytest。", "cases needs pytest; run pip install pytest."
        ) from error
    beside = Path(file).parent
    paths = sorted(beside.glob(pattern))
    if not paths:
        raise PackError(f"{beside} 下没有用例文件 {pattern}。", f"There is no case file {pattern} below {beside}.")
    ground = Ground(pack, tuple(others))
    several = [case for path in paths for case in pending_or_fault(path)]

    def test_cases(case: Pending) -> None:
        """Figures in, findings and scores out."""
        try:
            said = _run(case, ground)
        except PerfevalError as error:
            said = str(error)
        if said:
            pytest.fail(said, pytrace=False)

    made: Callable[..., None] = pytest.mark.parametrize("case", several, ids=[c.id for c in several])(test_cases)
    return made


def _run(one: Pending, ground: Ground) -> str:
    """What comes out otherwise than the case says; empty if nothing does.

    Raises
    ------
    PackError
        If the case cannot be read.
    """
    case = case_of(one, ground)
    try:
        made = evaluate(case.report, case.book, case.framework, facts=case.facts)
    except LookupError as error:
        raise case.at.at("facts").fault(*both(error)) from error
    said = [
        Text(f"规则 {rule} 自身出错：{why}", f"the rule {rule} failed inside itself: {why}")
        for rule, why in made.faults
    ]
    said += findings_unlike(case, made, ground)
    said += scores_unlike(case, made)
    lines = [f"  {text.zh}\n  {text.en}" for text in said]
    return "\n".join([f"{one.path.name}：“{one.name}”", *lines]) if lines else ""


__all__ = ["PATTERN", "cases", "check_cases"]
