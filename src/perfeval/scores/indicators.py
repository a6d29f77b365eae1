"""The line of one indicator: a lowest and a highest score, with every step, and why they differ.

Rule 1: figures are the report's own; one that is missing leaves the indicator not run and is named.
Rule 2: a cell with two readings, a figure stated twice, a base nobody names, a step rule that does not say what a part
of a step costs: every reading is scored, none is chosen.
Rule 3: printed figures are taken as printed; rounding decides no points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from attrs import define, evolve, field, frozen

from perfeval.findings import Text
from perfeval.model import Statement
from perfeval.quantities import Nil, Quantity, plain, short
from perfeval.ruling import Award, Checklist, Chosen, Empty, Indicator, Ref, Scoring, authority, cite
from perfeval.ruling.computing import options_of
from perfeval.scores.figures import Figures, FigureValues, MissingFigure
from perfeval.scores.score import LineState, ScoreLine

#: More combinations of readings than these are not tried.
MOST_READINGS = 64


@frozen
class Outcome:
    """One way an indicator can come out: the sum in figures, its value, and the points it gives."""

    sum_text: str
    value: Fraction
    award: Award


def _header(indicator: Indicator) -> ScoreLine:
    return ScoreLine(
        indicator.id, indicator.name, indicator.points, Fraction(0), indicator.points, section=indicator.section,
        rests_on=authority(indicator.basis, indicator.standing), standing=indicator.standing,
        rule=indicator.id,
    )  # fmt: skip


def indicator_line(indicator: Indicator, figures: Figures) -> ScoreLine:
    """The line of an indicator, by the figures."""
    header = _header(indicator)
    scoring = indicator.scoring
    method = Text(f"计分：{scoring.text().zh}", f"scoring: {scoring.text().en}")
    if isinstance(scoring, Chosen):
        return _chosen(indicator, scoring, figures, evolve(header, trace=(method,)))
    if isinstance(scoring, Checklist) and indicator.id in figures.facts:
        return _counted(indicator, scoring, figures.facts[indicator.id], evolve(header, trace=(method,)))
    if scoring.open or indicator.formula is None:
        why = scoring.open or Text("没有可计算的公式", "there is no formula for it")
        return evolve(header, state=LineState.JUDGED, why=why, trace=(method,))
    formula = indicator.formula
    said = Text(f"公式：{formula.text(figures.say)}", f"formula: {formula.text(lambda ref: figures.say(ref, 'en'))}")
    found = {ref: figures.find(ref) for ref in formula.refs()}
    cited = tuple(cite(s) for f in found.values() for s in f.statements)
    trace = (said, *_figure_lines(found, figures), method)
    header = evolve(header, trace=trace, figures=cited)
    lacking = [f for f in found.values() if isinstance(f, MissingFigure)]
    if lacking:
        why = Text("；".join(x.why.zh for x in lacking), "; ".join(x.why.en for x in lacking))
        return evolve(header, state=LineState.NOT_RUN, why=why)
    return _scored(indicator, {r: f for r, f in found.items() if isinstance(f, FigureValues)}, figures, header)


def _counted(indicator: Indicator, scoring: Checklist, breaches: int, header: ScoreLine) -> ScoreLine:
    """A checklist whose breaches a person has counted."""
    awards = scoring.counted(breaches, indicator.points)
    said = Text(f"人工录入：不符 {breaches} 项", f"entered by a person: {breaches} breaches")
    header = evolve(header, trace=(*header.trace, said))
    if not awards:
        why = Text("不符一项扣几分未规定", "what a breach costs is not laid down")
        return evolve(header, state=LineState.JUDGED, why=why)
    return evolve(header, lowest=awards[0].points, highest=awards[0].points)


def _figure_lines(found: Mapping[Ref, FigureValues | MissingFigure], figures: Figures) -> Iterator[Text]:
    for ref, one in found.items():
        if isinstance(one, MissingFigure):
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


def _scored(
    indicator: Indicator, found: Mapping[Ref, FigureValues], figures: Figures, header: ScoreLine
) -> ScoreLine:  # fmt: skip
    """An indicator whose figures are all there: every combination of readings, scored."""
    values = [value for one in found.values() for value in one.values]
    if len({value.dimension for value in values if value.nil is None}) > 1:
        why = Text("各数据单位不同，无法计算", "its figures have different units")
        return evolve(header, state=LineState.NOT_RUN, why=why)
    blank = _blank(found)
    if blank is not None:
        why = Text(f"{figures.say(blank)}未填", f"{figures.say(blank, 'en')} is blank")
        return evolve(header, state=LineState.NOT_RUN, why=why)
    if all(value.value == 0 for value in values):
        return _empty(indicator, header)
    return _between(indicator, _outcomes(indicator, found), found, header)


def _blank(found: Mapping[Ref, FigureValues]) -> Ref | None:
    """A figure nobody filled in, if it leaves open what the others come to.

    Where nothing is stated at all, one word for nothing (无, 0, a dash) says that the blanks mean it, too.
    """
    nils = {ref: one.values[0].nil for ref, one in found.items() if one.values[0].nil is not None}
    nothing = all(value.nil is not None or value.value == 0 for one in found.values() for value in one.values)
    if nothing and any(nil is not Nil.BLANK for nil in nils.values()):
        return None
    return next((ref for ref, nil in nils.items() if nil is not Nil.NONE), None)


@define
class _Outcomes:
    """All ways an indicator can come out, and whether a reading has no base, or a value no score."""

    several: list[Outcome] = field(factory=list)
    no_base: bool = False
    undefined: bool = False


def _outcomes(indicator: Indicator, found: Mapping[Ref, FigureValues]) -> _Outcomes:
    """Every formula on every combination of readings, up to `MOST_READINGS` of them."""
    assert indicator.formula is not None
    made = _Outcomes()
    for choice in islice(product(*(one.values for one in found.values())), MOST_READINGS):
        chosen = dict(zip(found, choice, strict=True))
        for formula in options_of(indicator.formula):
            value = formula.compute({ref: one.value for ref, one in chosen.items()}.__getitem__)
            if value is None:
                made.no_base = True
                continue
            sum_text = formula.text({ref: one.shown for ref, one in chosen.items()}.__getitem__)
            awards = indicator.scoring.awards(value, indicator.points)
            made.undefined |= not awards
            made.several += [Outcome(sum_text, value, award) for award in awards]
    return made


def _between(
    indicator: Indicator, made: _Outcomes, found: Mapping[Ref, FigureValues], header: ScoreLine
) -> ScoreLine:  # fmt: skip
    """The line between the least and the most that the outcomes give, with the reason why they differ."""
    outcomes = made.several
    lines = tuple(_outcome_line(o) for o in outcomes)
    header = evolve(
        header, trace=(*header.trace, *dict.fromkeys(lines)), values=tuple(dict.fromkeys(o.value for o in outcomes))
    )
    if made.no_base:
        why = Text("基数为0而有发生数，比率无从计算", "the base is zero and the figure above it is not")
        return evolve(header, state=LineState.BETWEEN, why=why)
    if made.undefined or not outcomes:
        why = Text("计分方法未规定此值如何得分", "the method does not say what this value is worth")
        return evolve(header, state=LineState.BETWEEN, why=why)
    lowest, highest = min(o.award.points for o in outcomes), max(o.award.points for o in outcomes)
    if lowest == highest:
        return evolve(header, lowest=lowest, highest=highest)
    return evolve(header, lowest=lowest, highest=highest, state=LineState.BETWEEN, why=_why_between(outcomes, found))


def _why_between(outcomes: Sequence[Outcome], found: Mapping[Ref, FigureValues]) -> Text:
    """Why an indicator comes out in several ways, and what each of them gives."""
    reasons = [f.why for f in found.values() if f.why]
    if not reasons and len({o.value for o in outcomes}) > 1:
        reasons.append(Text("口径有两种算法，结果不同", "it can be computed in two ways, which differ"))
    if not reasons:
        reasons.append(Text("不足一步如何扣分未规定", "what a part of a step costs is not laid down"))
    ends = "；".join(dict.fromkeys(f"{o.sum_text} = {_share(o.value)} → {short(o.award.points)}" for o in outcomes))
    return Text("；".join(r.zh for r in reasons) + f"：{ends}", "; ".join(r.en for r in reasons) + f": {ends}")


def _share(value: Fraction) -> str:
    return f"{plain(value * 100, 2)}%"


def _outcome_line(outcome: Outcome) -> Text:
    how = outcome.award.how
    return Text(
        f"计算：{outcome.sum_text} = {_share(outcome.value)} → {how.zh + ' → ' if how.zh else ''}{short(outcome.award.points)}分",
        f"result: {outcome.sum_text} = {_share(outcome.value)} → {how.en + ' → ' if how.en else ''}{short(outcome.award.points)}",
    )


def _empty(indicator: Indicator, header: ScoreLine) -> ScoreLine:
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
    return evolve(header, state=LineState.BETWEEN, why=line)


def _chosen(indicator: Indicator, scoring: Chosen, figures: Figures, header: ScoreLine) -> ScoreLine:
    """Measures that share one weight: the best, or whichever the unit chose."""
    made = [
        indicator_line(evolve(indicator, formula=o.formula, scoring=o.scoring, label=o.label), figures)
        for o in scoring.options
    ]
    lowest = max(w.lowest for w in made) if scoring.best_of else min(w.lowest for w in made)
    highest = max(w.highest for w in made)
    trace = (*header.trace, *(line for w in made for line in w.trace))
    whys = list(dict.fromkeys(w.why for w in made if w.why))
    why = Text("；".join(w.zh for w in whys), "; ".join(w.en for w in whys))
    if lowest == highest:
        state, why = LineState.DECIDED, Text()
    elif len({w.state for w in made}) == 1 and made[0].state is not LineState.DECIDED:
        state = made[0].state
    else:
        state = LineState.BETWEEN
        why = why or Text("选用哪一项未说明", "which of them was chosen is not stated")
    figures_cited = tuple(c for w in made for c in w.figures)
    return evolve(header, lowest=lowest, highest=highest, state=state, why=why, trace=trace, figures=figures_cited)


def line_by_printed_rate(indicator: Indicator, rate: Quantity, header_points: Fraction) -> ScoreLine:
    """The same from a printed rate, where the figures behind it are not there."""
    header = _header(indicator)
    scoring: Scoring = indicator.scoring
    awards = scoring.awards(rate.value, header_points)
    line = Text(f"数据：按表列比率 {rate.printed}", f"figure: the printed rate {rate.printed}")
    method = Text(f"计分：{scoring.text().zh}", f"scoring: {scoring.text().en}")
    if not awards:
        return evolve(
            header, points=header_points, highest=header_points, state=LineState.BETWEEN, trace=(line, method)
        )
    ends = [a.points for a in awards]
    return evolve(
        header, points=header_points, lowest=min(ends), highest=max(ends), trace=(line, method),
        state=LineState.DECIDED if min(ends) == max(ends) else LineState.BETWEEN,
    )  # fmt: skip


__all__ = ["indicator_line", "line_by_printed_rate"]
