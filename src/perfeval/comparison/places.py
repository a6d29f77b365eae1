"""The same figures under several places.

Rule 1: the form's own rows are taken by their share of their points, and a block counts by the place's points: under a
form of 10 + 20 + 40 + 20 + 10 an output of nine tenths is 36. A block the form has no rows for stays open. Every form is
scored by itself; one without points, or of which a part is missing, is left aside and named.
Rule 2: what is not confirmed names no grade and says so.
Rule 3: every place is told from the first by what it rules otherwise, and by the findings that only one of them has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from perfeval import evaluation
from perfeval.boundary import guarded, said
from perfeval.comparison.differences import Difference, What, framework_differences
from perfeval.findings import Finding, Standing, Text
from perfeval.jurisdictions import lineage
from perfeval.model import Form, Report
from perfeval.resolution import FrameworkInForce, Rulebook
from perfeval.ruling import Framework, GradeBand, Section, formulas
from perfeval.scores import (
    Figures,
    LineState,
    ScoreLine,
    execution_line,
    indicator_line,
    lines_of_form,
    out_of_hundred,
)

NOT_CONFIRMED = Text("未核实口径，仅供比较", "not confirmed: for comparison only")
ZERO = Fraction(0)
NATION = "000000"


@frozen
class Choice:
    """A rulebook and the framework to score by; an empty name: the place has none of its own in that year."""

    book: Rulebook
    framework: str = ""

    @property
    def whole(self) -> FrameworkInForce | None:
        """The framework."""
        return self.book.framework(self.framework) if self.framework else None


def choices(book: Rulebook, name: str = "") -> tuple[Choice, ...]:
    """The frameworks by which a place is compared: the one that is named, its own, or the default it inherits.

    Of its own, its default stands alone; without one, those that are seen or confirmed come before those that are not.
    The nation's are taken only for the nation, and then all of them. None at all gives one choice without a framework.

    Raises
    ------
    UnknownNameError
        If it has no framework of that name.
    """
    if name:
        found = book.framework(name)
        assert found is not None
        return (Choice(book, found.framework.id),)
    own = {
        place: [f for f in book.frameworks.values() if f.by.pack.code == place] for place in reversed(lineage(book.code))
    }  # fmt: skip
    nearest = next((found for place, found in own.items() if found and (place != NATION or book.code == place)), [])
    if any(f.framework.id == book.default for f in nearest):
        return (Choice(book, str(book.default)),)
    seen = [f for f in nearest if f.framework.standing is not Standing.UNCONFIRMED and book.code != NATION]
    names = sorted(f.framework.id for f in seen or nearest)
    return tuple(Choice(book, n) for n in names) or (Choice(book),)


@frozen
class Part:
    """A block of a framework, or an indicator of one that has no blocks of rows, by the place's own points."""

    id: str
    label: Text
    points: Fraction
    lowest: Fraction
    highest: Fraction
    why: Text = Text()
    values: tuple[Fraction, ...] = ()


@frozen
class Sheet:
    """One form under one place; without a form, the report as a whole.

    Attributes
    ----------
    form
        None where the framework is computed from the report's figures, where no form can be scored, and where the place
        has no framework.
    of
        What the score is out of.
    grade
        Named only where both ends have it; `why_no_grade` says why not.
    why_none
        Why there is no score at all.
    """

    form: Form | None = None
    of: Fraction = ZERO
    parts: tuple[Part, ...] = ()
    grade: GradeBand | None = None
    why_no_grade: Text = Text()
    why_none: Text = Text()

    @property
    def lowest(self) -> Fraction | None:
        """The lowest score; None where the framework has no points, or is none."""
        return sum((p.lowest for p in self.parts), ZERO) if self.of else None

    @property
    def highest(self) -> Fraction | None:
        """The highest score."""
        return sum((p.highest for p in self.parts), ZERO) if self.of else None


@frozen
class Under:
    """One report under one place.

    `sheets` are its forms as the place scores them; a framework that is computed from figures, or none, has one sheet.
    `others` are what its framework rules otherwise than the first place's, `only` the findings that the first place does
    not have, `without` those that only the first place has.
    """

    choice: Choice
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Text, ...] = ()
    others: tuple[Difference, ...] = ()
    only: tuple[Finding, ...] = ()
    without: tuple[Finding, ...] = ()

    @property
    def framework(self) -> Framework | None:
        """The framework, if there is one."""
        return self.choice.whole.framework if self.choice.whole is not None else None

    @property
    def unconfirmed(self) -> bool:
        """Whether its framework is not confirmed."""
        return self.framework is not None and self.framework.standing is Standing.UNCONFIRMED


@frozen
class Comparison:
    """One report under several places; the first is what the others are held against.

    `forms` are those that are scored, in the order of the report; `aside` those that are not, and why.
    """

    report: Report
    places: tuple[Under, ...]
    forms: tuple[Form, ...] = ()
    aside: tuple[tuple[Form, Text], ...] = ()


def compare(report: Report, several: Sequence[Choice]) -> Comparison:
    """The same figures under several places, the first of which the others are told from."""
    aside = tuple((form, why) for form in report.forms if (why := why_aside(form)))
    forms = tuple(form for form in report.forms if not why_aside(form))
    base: Under | None = None
    found: dict[str, tuple[Finding, ...]] = {}
    made: list[Under] = []
    for choice in several:
        key = choice.book.code
        if key not in found:
            found[key] = evaluation.evaluate(report, choice.book).findings
        one = _under(report, choice, forms)
        if base is None:
            base = one
        else:
            one = _told_apart(one, base, found[key], found[base.choice.book.code])
        made.append(one)
    return Comparison(report, tuple(made), forms, aside)


def why_aside(form: Form) -> Text:
    """Why a form is not scored; empty where it is."""
    if not any(r.points is not None for r in form.rows):
        return Text("表内没有分值", "the form has no points")
    zh, en = form.why_incomplete
    return Text() if form.complete else Text(zh or "表格不全", en or "the table is not whole")


def _told_apart(one: Under, base: Under, findings: tuple[Finding, ...], first: tuple[Finding, ...]) -> Under:
    here, there = one.choice.whole, base.choice.whole
    labels = {**base.choice.book.labels, **one.choice.book.labels}
    others = _others(there, here, labels) if here is not None and there is not None else ()
    ours, theirs = {f.rule for f in findings}, {f.rule for f in first}
    return evolve(
        one, others=others, only=tuple(f for f in findings if f.rule not in theirs),
        without=tuple(f for f in first if f.rule not in ours),
    )  # fmt: skip


#: What is said even of two frameworks that give their points in different ways.
_ALWAYS = (What.SECTIONS, What.GRADES, What.FACTS)


def _others(old: FrameworkInForce, new: FrameworkInForce, labels: Mapping[str, str]) -> tuple[Difference, ...]:
    """What the second framework rules otherwise; of two different ways to give points, that they are different."""
    found = framework_differences(old, new, labels)
    ways = [_way(f.framework) for f in (old, new)]
    if ways[0] == ways[1]:
        return found
    both = [d for d in found if d.what in _ALWAYS or (d.what is What.INDICATOR and d.before and d.after)]
    said = Difference(
        What.FRAMEWORK, "way", Text("计分方式", "way of scoring"), *(_way_text(f.framework) for f in (old, new))
    )
    return (said, *both)


def _way(framework: Framework) -> tuple[bool, bool]:
    return framework.rows is None, framework.total == 0


def _way_text(framework: Framework) -> Text:
    number = len(framework.indicators)
    if framework.rows is not None:
        return Text("按表内指标", "by the form's rows")
    if framework.total == 0:
        return Text(f"只列数值，共 {number} 项", f"values only, {number} of them")
    return Text(f"按本地指标，共 {number} 项", f"by {number} indicators of its own")


def _under(report: Report, choice: Choice, forms: Sequence[Form]) -> Under:
    whole = choice.whole
    if whole is None:
        year = choice.book.year
        why = (
            Text("报告年度未定，请用 --year 指定", "the report's year is not known; --year names it")
            if year is None
            else Text(f"{year}年未见本地指标体系", f"no framework of the place is known for {year}")
        )
        return Under(choice, (Sheet(why_none=why),))
    framework = whole.framework
    notes = [NOT_CONFIRMED] if framework.standing is Standing.UNCONFIRMED else []
    if whole.year is not None:
        years = f"{whole.by.pack.since or ''}—{whole.by.pack.until or ''}"
        notes.append(Text(f"适用于 {years} 年度", f"holds in {years}"))
    if framework.note:
        notes.append(framework.note)
    several = forms if framework.rows is not None else ()
    sheets = tuple(_sheet(report, choice.book, whole, form) for form in (several or (None,)))
    return Under(choice, sheets, notes=tuple(notes))


def _sheet(report: Report, book: Rulebook, whole: FrameworkInForce, form: Form | None) -> Sheet:
    framework = whole.framework

    def failed(error: BaseException) -> Sheet:  # a pack's own method that fails is named, and the other places stand
        what = f"{whole.by.name}/{framework.id}: {said(error)}"
        return Sheet(form, why_none=Text(what, what))

    def graded() -> Sheet:
        return _graded(Sheet(form, framework.total, tuple(_parts(report, book, framework, form))), framework)

    return guarded(graded, failed)


def _graded(sheet: Sheet, framework: Framework) -> Sheet:
    if framework.standing is Standing.UNCONFIRMED:
        return evolve(sheet, why_no_grade=NOT_CONFIRMED)
    if not framework.bands or sheet.lowest is None or sheet.highest is None:
        return evolve(sheet, why_no_grade=Text("未见等级标准", "no grades were seen"))
    ends = [framework.grade(out_of_hundred(e, sheet.of)) for e in (sheet.lowest, sheet.highest)]
    if ends[0] == ends[1]:
        return evolve(sheet, grade=ends[0])
    said = [e.text if e is not None else Text("—", "-") for e in ends]
    return evolve(sheet, why_no_grade=Text(f"{said[0].zh}～{said[1].zh}，待定", f"{said[0].en} to {said[1].en}, open"))


# --- the parts ------------------------------------------------------------------------------------------------------


def _parts(report: Report, book: Rulebook, framework: Framework, form: Form | None) -> Iterator[Part]:
    if framework.rows is None:
        figures = Figures(report, book.labels)
        for indicator in framework.indicators:
            yield _part(indicator_line(indicator, figures))
        return
    lines = tuple(lines_of_form(form, framework, framework.rows, report, book.labels)) if form is not None else ()
    rows = {id(w): w for w in lines if w.row}
    by_section = _placed(form, framework, tuple(rows.values())) if form is not None else {}
    figures = Figures(report, book.labels, form if len(report.forms) > 1 else None)
    for section in framework.sections:
        inside = framework.of_section(section.id)
        for indicator in inside:
            if indicator.id == framework.execution and form is not None:
                yield _part(execution_line(form, indicator, figures, indicator.points))
            else:
                yield _part(indicator_line(indicator, figures))
        left = section.points - sum((i.points for i in inside), ZERO)
        if section.by_rows and left:
            yield _block(section, left, by_section.get(section.id, ()), form)


def _part(line: ScoreLine) -> Part:
    why = line.why if line.state is not LineState.DECIDED else Text()
    return Part(line.id, line.label, line.points, line.lowest, line.highest, why, line.values)


def _placed(form: Form, framework: Framework, rows: Sequence[ScoreLine]) -> dict[str, tuple[ScoreLine, ...]]:
    """The form's rows by the section they belong to: by the word of their second level, then of their first."""
    sections = [s for s in framework.sections if s.by_rows]
    if len(sections) == 1:
        return {sections[0].id: tuple(w for w in rows if not _is_execution(form, w))}
    found: dict[str, list[ScoreLine]] = {}
    levels = {f"{form.id} row {r.order}": (r.level2, r.level1, r.is_execution) for r in form.rows}
    for line in rows:
        second, first, execution = levels.get(line.row, ("", "", False))
        if execution:
            continue
        for words in (second, first):
            fits = next((s for s in sections if formulas.head_word(s.label) in words), None)
            if fits is not None:
                found.setdefault(fits.id, []).append(line)
                break
    return {key: tuple(several) for key, several in found.items()}


def _is_execution(form: Form, line: ScoreLine) -> bool:
    return any(r.is_execution and f"{form.id} row {r.order}" == line.row for r in form.rows)


def _block(section: Section, points: Fraction, rows: Sequence[ScoreLine], form: Form | None) -> Part:
    label = Text(section.label, section.id)
    of = sum((w.points for w in rows), ZERO)
    if not of:
        none = (
            Text("没有自评表可以计分", "there is no form to score")
            if form is None
            else Text("表内没有此类指标", "the form has no such rows")
        )
        return Part(section.id, label, points, ZERO, points, none)
    low = sum((w.lowest for w in rows), ZERO) * points / of
    high = sum((w.highest for w in rows), ZERO) * points / of
    open_rows = [w for w in rows if w.state is not LineState.DECIDED]
    one = len(open_rows) == 1
    why = (
        Text(f"{len(open_rows)} 项待定", "one row is open" if one else f"{len(open_rows)} rows are open")
        if open_rows
        else Text()
    )
    return Part(section.id, label, points, low, high, why)


__all__ = ["NOT_CONFIRMED", "Choice", "Comparison", "Part", "Sheet", "Under", "choices", "compare", "why_aside"]
