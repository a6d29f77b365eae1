"""A reviewer's remark beside a re-checked score, held against what was taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from perfeval.findings import Text
from perfeval.model import Form, IndicatorRow, Report
from perfeval.quantities import Quantity, short, tidy
from perfeval.ruling.base import Problem, RuleHeader, Skipped, as_tuple
from perfeval.ruling.form_rules.totals import cell, row_id

_ROUNDING = Fraction(1, 2)


def _any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True)) or '(?!)'})"


@frozen(kw_only=True)
class RemarkWords:
    """How a remark says what was taken off, and that there is no evidence.

    Attributes
    ----------
    off
        Stands before what was taken off (扣 30%, 扣减 2 分).
    of
        May stand between the two (扣该项分值的30%).
    due
        Right before `off`: what should be taken off, and was not (应扣).
    each
        Anywhere: a price for each, not what was paid (每超1个百分点扣2分).
    missing, any, evidence
        In this order: there is no evidence (未提供相关佐证); `any` may stand between.
    papers, gone
        Behind `evidence`: the papers of it, and that they are missing (佐证材料缺失).
    """

    off: tuple[str, ...] = field(converter=as_tuple)
    of: tuple[str, ...] = field(default=(), converter=as_tuple)
    due: tuple[str, ...] = field(default=(), converter=as_tuple)
    each: tuple[str, ...] = field(default=(), converter=as_tuple)
    missing: tuple[str, ...] = field(default=(), converter=as_tuple)
    any: tuple[str, ...] = field(default=(), converter=as_tuple)
    evidence: tuple[str, ...] = field(default=(), converter=as_tuple)
    papers: tuple[str, ...] = field(default=(), converter=as_tuple)
    gone: tuple[str, ...] = field(default=(), converter=as_tuple)

    @cached_property
    def _percent(self) -> re.Pattern[str]:
        return re.compile(rf"{_any_of(self.off)}{_any_of(self.of)}*(\d+(?:\.\d+)?)%")

    @cached_property
    def _points(self) -> re.Pattern[str]:
        due = "".join(f"(?<!{re.escape(word)})" for word in self.due)
        # 分 is the unit of points, as 元 is that of money
        return re.compile(rf"{due}{_any_of(self.off)}{_any_of(self.of)}*(\d+(?:\.\d+)?)分")

    @cached_property
    def _no_evidence(self) -> re.Pattern[str]:
        evidence = _any_of(self.evidence)
        without = f"{_any_of(self.missing)}{_any_of(self.any)}*{evidence}"
        return re.compile(f"{without}|{evidence}{_any_of(self.papers)}{_any_of(self.gone)}")

    def percents(self, remark: str) -> list[Fraction]:
        """The percentages a remark says were taken off."""
        return [Fraction(number) for number in self._percent.findall(remark)]

    def points(self, remark: str) -> list[Fraction]:
        """The points a remark says were taken off; none where it names a price for each."""
        if any(word in remark for word in self.each):
            return []
        return [Fraction(number) for number in self._points.findall(remark)]

    def denies_evidence(self, remark: str) -> bool:
        """Whether a remark says that there is no evidence."""
        return self._no_evidence.search(remark) is not None


@frozen
class RecheckRemarks(RuleHeader):
    """A reviewer's remark and what was taken off fit each other; where they do not, the reviewer is asked.

    What was taken off is a row's points less its re-checked score. A remark that names a percent fits if that is the
    share of the points, or of the unit's own score, to half a digit of the printed scores; one that names points, if it
    is that many, or that many off the unit's own score. A remark that there is no evidence does not fit a score that
    was left as it was.

    Attributes
    ----------
    words
        How remarks say so.
    """

    id: str
    words: RemarkWords = field(kw_only=True)

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """Rows whose remark says one thing and whose score another."""
        for form in report.forms:
            for row in form.rows:
                marked = _Marked.of(row)
                said = marked.misfit(self.words) if marked is not None else None
                if said is not None:
                    yield _problem(form, row, said)

    def formula(self) -> Text:
        """What is said = what was taken off."""
        return Text("备注所述扣分 = 分值 − 复核得分", "the deduction a remark names = points − re-checked score")


def _problem(form: Form, row: IndicatorRow, said: Text) -> Problem:
    recheck = row.recheck
    entries = {"points": row.points, "score": row.score}
    if recheck is not None:
        entries |= {"re-checked": recheck.score, "remark": recheck.remark}
    cited = (cell(form, e, what, row.label, row_id(form, row)).cited for what, e in entries.items() if e is not None)
    return Problem(said, tuple(cited), rows=(row_id(form, row),))


@frozen
class _Marked:
    """A re-checked row: its remark, its points, the unit's own score (its points, where it prints none), and the reviewer's."""

    label: str
    remark: str
    points: Fraction
    own: Fraction
    score: Quantity

    @classmethod
    def of(cls, row: IndicatorRow) -> _Marked | None:
        """A row's, None where points or re-checked score are not known."""
        points = row.points.quantity if row.points is not None else None
        recheck = row.recheck
        score = recheck.score.quantity if recheck is not None and recheck.score is not None else None
        if points is None or score is None or recheck is None:
            return None
        own = row.score.quantity if row.score is not None else None
        remark = recheck.remark.text.strip() if recheck.remark is not None else ""
        return cls(row.label, remark, points.number, own.number if own is not None else points.number, score)

    def misfit(self, words: RemarkWords) -> Text | None:
        """What the remark says that the score does not, if anything."""
        plain = tidy(self.remark)
        percents, points = words.percents(plain), words.points(plain)
        if len(percents) == 1:
            return None if self._is_off(percents[0] / 100, share=True) else self._says(share=True)
        if len(points) == 1 and not percents:
            return None if self._is_off(points[0], share=False) else self._says(share=False)
        if words.denies_evidence(plain) and 0 < self.score.number >= self.own:
            left = short(self.score.number)
            return Text(
                f"{self._head.zh}，复核得分仍为 {left}。请说明。",
                f"{self._head.en}, and the re-checked score is still {left}. Please explain.",
            )
        return None

    def _is_off(self, said: Fraction, *, share: bool) -> bool:
        """Whether so many points, or such a share of them, were taken off the points or off the unit's own score."""
        half = _ROUNDING / 10**self.score.places
        bases = (self.points, self.own)
        return any(abs((base * said if share else said) - (base - self.score.number)) <= half for base in bases)

    @property
    def _head(self) -> Text:
        return Text(f"“{self.label}”备注“{self.remark}”", f"{self.label!r}: the remark says {self.remark!r}")

    def _says(self, *, share: bool) -> Text:
        """What the remark says, and what was taken off."""
        was, lost = f"{short(self.points)}→{short(self.score.number)}", self.points - self.score.number
        percent = f"{short(lost * 100 / self.points)}%" if self.points else "—"
        of = Text(f"，为分值的 {percent}", f", {percent} of them") if share else Text()
        return Text(
            f"{self._head.zh}，复核 {was}，扣 {short(lost)} 分{of.zh}。请说明。",
            f"{self._head.en}; {was} takes off {short(lost)} points{of.en}. Please explain.",
        )


__all__ = ["RecheckRemarks", "RemarkWords"]
