"""What one indicator or one row of a form is worth: a lowest and a highest, with every step, and why they differ.

Rule 1: figures are the report's own; one that is missing leaves the indicator not run and is named.
Rule 2: a cell with two readings, a figure stated twice, a base nobody names, a step rule that does not say what a part
of a step costs: every reading is scored, none is chosen.
Rule 3: printed figures are taken as printed; rounding decides no points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from itertools import islice, product

from attrs import evolve, field, frozen

from perfeval.evaluation.naming import when
from perfeval.findings import Cited, Standing, Text
from perfeval.model import ALL_FUNDS, STOCK, FigureName, Form, Part, Report, Statement, base_of, printed
from perfeval.quantities import RATE, Nil, Quantity, Unread, plain, short
from perfeval.ruling import Award, Chosen, Empty, Formula, Indicator, Ref, Scoring, authority, cite
from perfeval.ruling.measures import options_of

#: More combinations of readings than these are not tried.
MOST_READINGS = 64


class State(Enum):
    """How far a line of a score is decided."""

    DECIDED = "decided"
    BETWEEN = "between"  # several readings, with different points
    JUDGED = "judged"  # no figure decides it: a person, papers, words
    NOT_RUN = "not run"  # a figure is missing


@frozen
class Worth:
    """One line of a recomputed score.

    Attributes
    ----------
    points
        What it can be worth at most.
    lowest, highest
        Equal where it is decided.
    printed
        The score the report prints for it, if it does.
    why
        Why it is not decided.
    trace
        Every step: formula, figures, value, scoring, points.
    rests_on, standing
        What it rests on, as it may be shown.
    rule
        The indicator or the method it was scored by.
    row
        The row of the form it is, if it is one; `unnamed` for a row whose indicator is named 无.
    moved
        Its points go to the other indicators of its section.
    """

    id: str
    label: Text
    points: Fraction
    lowest: Fraction
    highest: Fraction
    state: State = State.DECIDED
    section: str = ""
    printed: Fraction | None = None
    why: Text = Text()
    trace: tuple[Text, ...] = ()
    figures: tuple[Cited, ...] = ()
    rests_on: Text = Text()
    standing: Standing = Standing.ARITHMETIC
    rule: str = ""
    row: str = ""
    unnamed: bool = False
    moved: bool = False

    @property
    def fits(self) -> bool | None:
        """Whether the printed score lies within what was recomputed, to two decimals; None without one."""
        if self.printed is None:
            return None
        half = Fraction(1, 200)
        return self.lowest - half <= self.printed <= self.highest + half


@frozen
class One:
    """One value a figure may have, in base units, and how it is printed."""

    value: Fraction
    shown: str
    dimension: str | None
    nil: Nil | None = None


@frozen
class Found:
    """The values a figure may have; `why` says what makes them several."""

    values: tuple[One, ...]
    statements: tuple[Statement, ...]
    why: Text = Text()


@frozen
class Lacking:
    """A figure that is not there, or not readable."""

    why: Text
    statements: tuple[Statement, ...] = ()


@frozen
class Figures:
    """The figures of a report's own entity, or of one form's table.

    `form` narrows the search to the table the form stands in, where a report has several.
    """

    report: Report
    labels: Mapping[str, str] = field(factory=dict)
    form: Form | None = None

    def _name(self, ref: Ref) -> FigureName:
        year = Part(self.report.year + ref.year) if self.report.year is not None else Part("?")
        return FigureName(
            printed(self.report.entity or "?"), ref.item or "?", year, printed(ref.stage or STOCK),
            printed(ref.fund or ALL_FUNDS),
        )  # fmt: skip

    def say(self, ref: Ref, lang: str = "zh") -> str:
        """A figure in words: “三公”经费（2023年执行数）."""
        item = base_of(ref.item or "?")
        label = self.labels.get(ref.item or "?") or self.labels.get(item) or item
        time = when(self._name(ref))
        if lang == "zh":
            return f"{label}（{time.zh}）" if time.zh else label
        return f"{ref.item} ({time.en})" if time.en else str(ref.item)

    def _candidates(self, ref: Ref) -> list[Statement]:
        name = self._name(ref)
        return [
            s for s in self.report.statements
            if s.name.item == name.item and s.name.year.value == name.year.value and not s.name.year.is_open
            and (ref.stage is None or s.name.stage.value in (ref.stage, STOCK)) and s.name.fund.value == name.fund.value
        ]  # fmt: skip

    def _own(self, statements: list[Statement]) -> list[Statement]:
        if self.form is not None:
            place = (self.form.execution_points or self.form.execution_score or self.form).place
            return [s for s in statements if (s.place.file, s.place.table) == (place.file, place.table)]
        if self.report.entity is None:
            entities = {s.name.entity.value for s in statements}
            return statements if len(entities) == 1 else []
        return [s for s in statements if s.name.entity.value == self.report.entity]

    def find(self, ref: Ref) -> Found | Lacking:
        """The values of a figure."""
        if self.report.year is None:
            return Lacking(Text("报告年度未定", "the report's year is not known"))
        said, said_en = self.say(ref), self.say(ref, "en")
        anywhere = self._candidates(ref)
        own = self._own(anywhere)
        if not own:
            other = next((str(s.name.entity.value) for s in anywhere if not s.name.entity.is_open), None)
            hint = f"；文中另有“{other}”的同名数据" if other and self.form is None else ""
            hint_en = f"; it is stated for {other!r}" if other and self.form is None else ""
            return Lacking(Text(f"缺{said}{hint}", f"{said_en} is not stated{hint_en}"))
        numbers = [s for s in own if s.quantity is not None]
        if numbers:
            return _agreed(numbers, said, said_en)
        for statement in own:
            reading = statement.reading
            if isinstance(reading, Unread) and reading.readings:
                return self._apart(statement, reading, said, said_en)
        first = own[0]
        if isinstance(first.reading, Nil):
            zero = One(Fraction(0), first.printed or "空白", None, first.reading)
            return Found((zero,), (first,))
        text = first.printed.strip()
        if isinstance(first.reading, Quantity):
            return Lacking(Text(f"{said}“{text}”是约数", f"{said_en}: {text} is approximate"), (first,))
        return Lacking(Text(f"{said}“{text}”不能读作一个数", f"{said_en}: {text!r} is not one number"), (first,))

    def _apart(self, statement: Statement, reading: Unread, said: str, said_en: str) -> Found:
        """Every number a cell may have meant, in the unit of its column."""
        near = [s for s in self.report.statements if s.block == statement.block and s.quantity and s.quantity.unit]
        same = next((s for s in near if s.column == statement.column), near[0] if near else None)
        unit = same.quantity.unit if same is not None and same.quantity is not None else None
        values = tuple(
            One(q.within(unit).value, plain(q.number, q.places), q.within(unit).dimension) for q in reading.readings
        )
        listed = "、".join(v.shown for v in values)
        why = Text(
            f"{said}“{reading.printed.strip()}”可读作{listed}",
            f"{said_en}: {reading.printed.strip()!r} may be {' or '.join(v.shown for v in values)}",
        )
        return Found(values, (statement,), why)


def _agreed(numbers: list[Statement], said: str, said_en: str) -> Found:
    """The distinct values of a figure; prints that agree are one, and the finest of them stands."""
    kept: list[Statement] = []
    for statement in sorted(numbers, key=lambda s: (s.quantity.step if s.quantity else Fraction(0), s.order)):
        quantity = statement.quantity
        if quantity is not None and not any(k.quantity and k.quantity.agrees_with(quantity) for k in kept):
            kept.append(statement)
    kept.sort(key=lambda s: s.order)
    values = tuple(
        One(s.quantity.value, plain(s.quantity.number, s.quantity.places) + ("%" if s.quantity.dimension == RATE else ""), s.quantity.dimension)
        for s in kept if s.quantity is not None
    )  # fmt: skip
    if len(values) == 1:
        return Found(values, tuple(kept))
    listed = "、".join(v.shown for v in values)
    return Found(
        values, tuple(kept),
        Text(f"{said}各处不一致（{listed}）", f"{said_en} is stated differently ({', '.join(v.shown for v in values)})"),
    )  # fmt: skip


# --- an indicator ---------------------------------------------------------------------------------------------------


@frozen
class Outcome:
    """One way an indicator can come out: the sum in figures, its value, and the points it gives."""

    sum_text: str
    value: Fraction
    award: Award


def _header(indicator: Indicator) -> Worth:
    return Worth(
        indicator.id, indicator.name, indicator.points, Fraction(0), indicator.points, section=indicator.section,
        rests_on=authority(indicator.basis, indicator.standing), standing=indicator.standing,
        rule=indicator.id,
    )  # fmt: skip


def indicator_worth(indicator: Indicator, figures: Figures) -> Worth:
    """What an indicator is worth by the figures."""
    header = _header(indicator)
    scoring = indicator.scoring
    method = Text(f"计分：{scoring.text().zh}", f"scoring: {scoring.text().en}")
    if isinstance(scoring, Chosen):
        return _chosen(indicator, scoring, figures, evolve(header, trace=(method,)))
    if scoring.open or indicator.formula is None:
        why = scoring.open or Text("没有可计算的公式", "there is no formula for it")
        return evolve(header, state=State.JUDGED, why=why, trace=(method,))
    formula = indicator.formula
    said = Text(f"公式：{formula.text(figures.say)}", f"formula: {formula.text(lambda ref: figures.say(ref, 'en'))}")
    found = {ref: figures.find(ref) for ref in formula.refs()}
    cited = tuple(cite(s) for f in found.values() for s in f.statements)
    trace = (said, *_figure_lines(found, figures), method)
    header = evolve(header, trace=trace, figures=cited)
    lacking = [f for f in found.values() if isinstance(f, Lacking)]
    if lacking:
        why = Text("；".join(x.why.zh for x in lacking), "; ".join(x.why.en for x in lacking))
        return evolve(header, state=State.NOT_RUN, why=why)
    return _scored(indicator, {r: f for r, f in found.items() if isinstance(f, Found)}, figures, header)


def _figure_lines(found: Mapping[Ref, Found | Lacking], figures: Figures) -> Iterator[Text]:
    for ref, one in found.items():
        if isinstance(one, Lacking):
            yield Text(f"数据：{one.why.zh}", f"figure: {one.why.en}")
            continue
        shown = "、".join(v.shown for v in one.values)
        places = "、".join(dict.fromkeys(_where(s) for s in one.statements if _where(s)))
        where = f"〔{places}〕" if places else ""
        yield Text(f"数据：{figures.say(ref)} = {shown}{where}", f"figure: {figures.say(ref, 'en')} = {shown}{where}")


def _where(statement: Statement) -> str:
    place = statement.place
    bits = [place.part or place.file]
    if place.row is not None:
        bits.append(f"第{place.row}行")
    elif place.line is not None:
        bits.append(f"第{place.line}行")
    return "·".join(b for b in bits if b)


def _scored(indicator: Indicator, found: Mapping[Ref, Found], figures: Figures, header: Worth) -> Worth:
    """An indicator whose figures are all there: every combination of readings, scored."""
    refs = tuple(found)
    if len({v.dimension for f in found.values() for v in f.values if v.nil is None}) > 1:
        return evolve(
            header, state=State.NOT_RUN, why=Text("各数据单位不同，无法计算", "its figures have different units")
        )
    nil = [f for f in found.values() if f.values[0].nil is not None]
    if nil:
        nothing = all(v.nil is not None or v.value == 0 for f in found.values() for v in f.values)
        said_so = any(f.values[0].nil is not Nil.BLANK for f in nil)
        if nothing and said_so:
            return _empty(indicator, header)
        if not all(f.values[0].nil is Nil.NONE for f in nil):
            blank = next(r for r, f in found.items() if f.values[0].nil not in (None, Nil.NONE))
            return evolve(
                header, state=State.NOT_RUN,
                why=Text(f"{figures.say(blank)}未填", f"{figures.say(blank, 'en')} is blank"),
            )  # fmt: skip
    assert indicator.formula is not None
    outcomes: list[Outcome] = []
    no_base = undefined = 0
    if all(v.value == 0 for f in found.values() for v in f.values):
        return _empty(indicator, header)
    for choice in islice(product(*(found[r].values for r in refs)), MOST_READINGS):
        chosen = dict(zip(refs, choice, strict=True))
        for formula in options_of(indicator.formula):
            value = formula.compute({ref: one.value for ref, one in chosen.items()}.__getitem__)
            if value is None:
                no_base += 1
                continue
            sum_text = formula.text({ref: one.shown for ref, one in chosen.items()}.__getitem__)
            awards = indicator.scoring.awards(value, indicator.points)
            undefined += not awards
            outcomes += [Outcome(sum_text, value, award) for award in awards]
    return _between(indicator, outcomes, found, header, no_base=bool(no_base), undefined=bool(undefined))


def _between(
    indicator: Indicator, outcomes: list[Outcome], found: Mapping[Ref, Found], header: Worth, *, no_base: bool, undefined: bool
) -> Worth:  # fmt: skip
    lines = tuple(_outcome_line(o) for o in outcomes)
    header = evolve(header, trace=(*header.trace, *dict.fromkeys(lines)))
    if no_base or undefined or not outcomes:
        why = (
            Text("基数为0而有发生数，比率无从计算", "the base is zero and the figure above it is not")
            if no_base
            else Text("计分方法未规定此值如何得分", "the method does not say what this value is worth")
        )
        return evolve(header, state=State.BETWEEN, why=why)
    lowest, highest = min(o.award.points for o in outcomes), max(o.award.points for o in outcomes)
    if lowest == highest:
        return evolve(header, lowest=lowest, highest=highest)
    reasons = [f.why for f in found.values() if f.why]
    values = {o.value for o in outcomes}
    if not reasons and len(values) > 1:
        reasons.append(Text("口径有两种算法，结果不同", "it can be computed in two ways, which differ"))
    if not reasons:
        reasons.append(Text("不足一步如何扣分未规定", "what a part of a step costs is not laid down"))
    ends = "；".join(dict.fromkeys(f"{o.sum_text} = {_share(o.value)} → {short(o.award.points)}" for o in outcomes))
    why = Text(
        "；".join(r.zh for r in reasons) + f"：{ends}", "; ".join(r.en for r in reasons) + f": {ends}"
    )  # fmt: skip
    return evolve(header, lowest=lowest, highest=highest, state=State.BETWEEN, why=why)


def _share(value: Fraction) -> str:
    return f"{plain(value * 100, 2)}%"


def _outcome_line(outcome: Outcome) -> Text:
    how = outcome.award.how
    return Text(
        f"计算：{outcome.sum_text} = {_share(outcome.value)} → {how.zh + ' → ' if how.zh else ''}{short(outcome.award.points)}分",
        f"result: {outcome.sum_text} = {_share(outcome.value)} → {how.en + ' → ' if how.en else ''}{short(outcome.award.points)}",
    )


def _empty(indicator: Indicator, header: Worth) -> Worth:
    """An indicator with nothing to measure, by its own rule."""
    rule = indicator.empty
    line = rule.text
    header = evolve(header, trace=(*header.trace, line))
    if rule is Empty.FULL:
        return evolve(header, lowest=indicator.points, highest=indicator.points)
    if rule is Empty.ZERO:
        return evolve(header, lowest=Fraction(0), highest=Fraction(0))
    if rule is Empty.REDISTRIBUTE:
        return evolve(header, lowest=Fraction(0), highest=Fraction(0), moved=True)
    return evolve(header, state=State.BETWEEN, why=line)


def _chosen(indicator: Indicator, scoring: Chosen, figures: Figures, header: Worth) -> Worth:
    """Measures that share one weight: the best, or whichever the unit chose."""
    made = [
        indicator_worth(evolve(indicator, formula=o.formula, scoring=o.scoring, label=o.label), figures)
        for o in scoring.options
    ]
    lowest = max(w.lowest for w in made) if scoring.best_of else min(w.lowest for w in made)
    highest = max(w.highest for w in made)
    trace = (*header.trace, *(line for w in made for line in w.trace))
    why = Text("；".join(w.why.zh for w in made if w.why), "; ".join(w.why.en for w in made if w.why))
    if lowest == highest:
        state, why = State.DECIDED, Text()
    elif all(w.state is State.NOT_RUN for w in made):
        state = State.NOT_RUN
    else:
        state = State.BETWEEN
        why = why or Text("选用哪一项未说明", "which of them was chosen is not stated")
    figures_cited = tuple(c for w in made for c in w.figures)
    return evolve(header, lowest=lowest, highest=highest, state=state, why=why, trace=trace, figures=figures_cited)


def rate_worth(indicator: Indicator, rate: Quantity, header_points: Fraction) -> Worth:
    """The same from a printed rate, where the figures behind it are not there."""
    header = _header(indicator)
    scoring: Scoring = indicator.scoring
    awards = scoring.awards(rate.value, header_points)
    line = Text(f"数据：按表印比率 {rate.printed}", f"figure: the printed rate {rate.printed}")
    method = Text(f"计分：{scoring.text().zh}", f"scoring: {scoring.text().en}")
    if not awards:
        return evolve(header, points=header_points, highest=header_points, state=State.BETWEEN, trace=(line, method))
    ends = [a.points for a in awards]
    return evolve(
        header, points=header_points, lowest=min(ends), highest=max(ends), trace=(line, method),
        state=State.DECIDED if min(ends) == max(ends) else State.BETWEEN,
    )  # fmt: skip


__all__ = ["Figures", "Formula", "Found", "Lacking", "One", "State", "Worth", "indicator_worth", "rate_worth"]
