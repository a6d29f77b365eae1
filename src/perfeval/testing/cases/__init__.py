"""Cases: figures in, findings and scores out, written in TOML by whoever knows the notice, and run against a pack.

::

    from perfeval.testing import cases

    test_cases = cases(PACK, __file__)  # pytest runs every case of cases/*.toml beside the test file

Rule 1: `findings` lists everything that the pack's own rules say, so that a rule that speaks unasked is noticed.
Rule 2: a score is compared to two decimals, or to as many as are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path

from attrs import evolve, frozen

from perfeval.errors import MissingExtraError, PackError, PerfevalError
from perfeval.evaluation import Evaluation, evaluate
from perfeval.evaluation.draft import ZERO_BASE
from perfeval.findings import Severity, Text
from perfeval.quantities import plain
from perfeval.resolution import Rulebook
from perfeval.ruling import Pack
from perfeval.scores import Score, ScoreLine
from perfeval.testing.cases.files import At, Case, Ground, Pending, both, case_of, pending, pending_or_fault

#: Where cases are looked for, seen from the test file.
PATTERN = "cases/*.toml"
_FINDING = ("rule", "severity", "says", "figures")
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\s*[—–~～至]+\s*(-?\d+(?:\.\d+)?)")


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


# --- holding a case against the pack --------------------------------------------------------------------------------


@frozen
class _Said:
    """One finding a case expects."""

    rule: str
    severity: str = ""
    says: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


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
    said += _findings(case, made, ground)
    said += _scores(case, made)
    lines = [f"  {text.zh}\n  {text.en}" for text in said]
    return "\n".join([f"{one.path.name}：“{one.name}”", *lines]) if lines else ""


def _known_rule(name: str, at: At, book: Rulebook, *, withdrawn: bool = False) -> str:
    base = name.removesuffix(ZERO_BASE)
    if base not in book.rules and not (withdrawn and base in book.history):
        raise at.unknown("规则", "rule", name, book.rules)
    return name


def _expected(case: Case, at: At) -> list[_Said]:
    made = []
    for number, one in enumerate(at.list(case.expect["findings"]), 1):
        here = at if isinstance(one, str) else evolve(at, key=f"{at.key}[{number}]")
        content = {"rule": one} if isinstance(one, str) else here.table(one, _FINDING)
        rule = _known_rule(here.at("rule").text(content.get("rule", "")), here, case.book)
        severity = here.at("severity").text(content.get("severity", ""))
        if severity and severity not in [s.value for s in Severity]:
            raise here.at("severity").unknown("轻重", "severity", severity, [s.value for s in Severity])
        says = content.get("says", "")
        words = here.at("says").list(says) if isinstance(says, list) else [says]
        figures = [here.at("figures").text(f) for f in here.at("figures").list(content.get("figures", []))]
        made.append(_Said(rule, severity, tuple(map(here.at("says").text, words)), tuple(figures)))
    return made


def _findings(case: Case, made: Evaluation, ground: Ground) -> Iterator[Text]:
    """What is said, or not said, otherwise than expected."""
    at = case.at.at("expect")
    spoken: dict[str, list[str]] = {}
    for finding in made.findings:
        spoken.setdefault(finding.rule, []).append(finding.message.zh)
    if "findings" in case.expect:
        wanted = _expected(case, at.at("findings"))
        for one in wanted:
            fitting = [
                f for f in made.findings
                if f.rule == one.rule and one.severity in ("", f.severity.value)
                and all(word in f.message.zh or word in f.message.en for word in one.says)
                and all(any(name in (c.item, c.label) for c in f.figures) for name in one.figures)
            ]  # fmt: skip
            if not fitting:
                heard = "；".join(spoken.get(one.rule, ())) or "（未提示）"
                yield Text(
                    f"findings：应有 {_of(one)}；{one.rule} 实际：{heard}",
                    f"findings: expected {_of(one)}; {one.rule} says {heard if one.rule in spoken else 'nothing'}",
                )
        own = {key for key, force in case.book.rules.items() if force.by.pack == ground.pack}
        for rule in spoken:
            if rule.removesuffix(ZERO_BASE) in own and rule not in {one.rule for one in wanted}:
                heard = "；".join(spoken[rule])
                yield Text(f"findings：未列出的 {rule}：{heard}", f"findings: {rule} is not listed and says {heard}")
    for name in at.at("silent").list(case.expect.get("silent", [])):
        rule = _known_rule(at.at("silent").text(name), at.at("silent"), case.book, withdrawn=True)
        if rule in spoken:
            heard = "；".join(spoken[rule])
            yield Text(f"silent：{rule} 有提示：{heard}", f"silent: {rule} says {heard}")
    unrun = {u.rule for u in made.not_run}
    for name in at.at("not-run").list(case.expect.get("not-run", [])):
        rule = _known_rule(at.at("not-run").text(name), at.at("not-run"), case.book)
        if rule not in unrun:
            yield Text(f"not-run：{rule} 已核对", f"not-run: {rule} was run")


def _of(one: _Said) -> str:
    more = [one.severity] if one.severity else []
    more += [f"“{word}”" for word in (*one.says, *one.figures)]
    return f"{one.rule}（{'，'.join(more)}）" if more else one.rule


def _interval(at: At, value: object) -> tuple[str, str]:
    """`25`, or `25—95`, as written."""
    text = at.text(value).strip()
    both = _RANGE.fullmatch(text)
    ends = (both[1], both[2]) if both else (text, text)
    for end in ends:
        if not re.fullmatch(r"-?\d+(?:\.\d+)?", end):
            raise at.fault(f"“{text}”应为得分，如 25、9.63 或 20—25", f"{text!r} should be a score: 25, 9.63 or 20—25")
    return ends


def _fits(value: Fraction | None, wanted: str) -> bool:
    """Whether a score is what is written, to two decimals or as many as are written."""
    places = max(2, len(wanted.partition(".")[2]))
    return value is not None and Fraction(plain(value, places)) == Fraction(wanted)


def _span(lowest: Fraction | None, highest: Fraction | None) -> str:
    if lowest is None or highest is None:
        return "—"
    low, high = (plain(v, 2).rstrip("0").rstrip(".") for v in (lowest, highest))
    return low if low == high else f"{low}—{high}"


def _scores(case: Case, made: Evaluation) -> Iterator[Text]:
    """What is scored otherwise than expected."""
    at = case.at.at("expect")
    if not {"score", "grade", "points"} & set(case.expect):
        return
    score = next((s for s in made.scores if s.lowest is not None), made.scores[0] if made.scores else None)
    if score is None:
        yield Text("score：没有得分", "score: nothing is scored")
        return
    if "score" in case.expect:
        low, high = _interval(at.at("score"), case.expect["score"])
        if not (_fits(score.lowest, low) and _fits(score.highest, high)):
            yield _otherwise(
                "score", case.expect["score"], _span(score.lowest, score.highest), score.why_not_recomputed
            )
    if "grade" in case.expect:
        yield from _grade(at.at("grade"), case, score)
    for name, value in at.at("points").table(case.expect.get("points", {})).items():
        lines = [w for w in score.lines if name in (w.id, w.label.zh, w.label.en)]
        if not lines:
            raise at.at("points").unknown("指标", "indicator", name, [w.id or w.label.zh for w in score.lines])
        low, high = _interval(at.at("points").at(name), value)
        for line in lines:
            if not (_fits(line.lowest, low) and _fits(line.highest, high)):
                yield _otherwise(f"points.{name}", value, _span(line.lowest, line.highest), _steps(line))


def _grade(at: At, case: Case, score: Score) -> Iterator[Text]:
    wanted = at.text(case.expect["grade"])
    framework = case.book.framework(case.framework)
    there = [band.label for band in framework.framework.bands] if framework is not None else []
    if wanted and wanted not in there:
        raise at.unknown("等级", "grade", wanted, there)
    got = score.grade.label if score.grade is not None else ""
    if wanted != got:
        yield _otherwise("grade", wanted or "（不评）", got or "（不评）", score.why_no_grade)


def _steps(line: ScoreLine) -> Text:
    steps = (*line.trace, *((line.why,) if line.why else ()))
    return Text("；".join(s.zh for s in steps), "; ".join(s.en for s in steps))


def _otherwise(key: str, wanted: object, got: str, why: Text) -> Text:
    zh, en = (f"（{why.zh}）", f" ({why.en})") if why else ("", "")
    return Text(f"{key}：应为 {wanted}，实为 {got}{zh}", f"{key}: expected {wanted}, got {got}{en}")


__all__ = ["PATTERN", "cases", "check_cases"]
