"""What comes out, held against what a case expects: its findings, its silence, its scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.evaluation import ZERO_BASE, Evaluation
from perfeval.findings import Finding, Severity, Text
from perfeval.quantities import plain
from perfeval.resolution import Rulebook
from perfeval.scores import Score, ScoreLine
from perfeval.testing.cases.files import At, Case, Ground

_FINDING = ("rule", "severity", "says", "figures")
_RANGE = re.compile(r"(-?\d{1,20}(?:\.\d{1,20})?)\s{0,4}[—–~～至]{1,4}\s{0,4}(-?\d{1,20}(?:\.\d{1,20})?)")


@frozen
class _Said:
    """One finding a case expects."""

    rule: str
    severity: str = ""
    says: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()

    def is_said_by(self, finding: Finding) -> bool:
        """Whether a finding is this one: its rule, how loud it is, its words, the figures it names."""
        message, cited = finding.message, finding.figures
        return (
            finding.rule == self.rule
            and self.severity in ("", finding.severity.value)
            and all(word in message.zh or word in message.en for word in self.says)
            and all(any(name in (c.item, c.label) for c in cited) for name in self.figures)
        )


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


def findings_unlike(case: Case, made: Evaluation, ground: Ground) -> Iterator[Text]:
    """What is said, not said, or not run otherwise than expected."""
    at = case.at.at("expect")
    spoken: dict[str, list[str]] = {}
    for finding in made.findings:
        spoken.setdefault(finding.rule, []).append(finding.message.zh)
    if "findings" in case.expect:
        wanted = _expected(case, at.at("findings"))
        yield from _missed(wanted, made.findings, spoken)
        yield from _unasked(wanted, case, spoken, ground)
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


def _missed(
    wanted: Iterable[_Said], findings: Sequence[Finding], spoken: Mapping[str, Sequence[str]]
) -> Iterator[Text]:  # fmt: skip
    """Findings a case expects that nobody made."""
    for one in wanted:
        if not any(one.is_said_by(finding) for finding in findings):
            heard = "；".join(spoken.get(one.rule, ())) or "（未提示）"
            yield Text(
                f"findings：应有 {_of(one)}；{one.rule} 实际：{heard}",
                f"findings: expected {_of(one)}; {one.rule} says {heard if one.rule in spoken else 'nothing'}",
            )


def _unasked(
    wanted: Sequence[_Said], case: Case, spoken: Mapping[str, Sequence[str]], ground: Ground
) -> Iterator[Text]:  # fmt: skip
    """What the pack's own rules say that the case does not list."""
    own = {key for key, force in case.book.rules.items() if force.by.pack == ground.pack}
    listed = {one.rule for one in wanted}
    for rule, several in spoken.items():
        if rule.removesuffix(ZERO_BASE) in own and rule not in listed:
            heard = "；".join(several)
            yield Text(f"findings：未列出的 {rule}：{heard}", f"findings: {rule} is not listed and says {heard}")


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


def scores_unlike(case: Case, made: Evaluation) -> Iterator[Text]:
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


__all__ = ["findings_unlike", "scores_unlike"]
