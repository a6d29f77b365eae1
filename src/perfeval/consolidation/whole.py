"""Units put together as their department and their district, and held against what those print themselves.

Rule 1: whose report is due and did not come is named; nothing is scaled up for it.
Rule 2: the figures of a unit are held to its own rules and to its department's sum at once, so that whoever looks for the
wrong one (`locate`) is told the unit.
Rule 3: a report of a stranger, or a second one of a unit, is refused: it would be left out, or count twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import evolve, frozen

from perfeval.consolidation.adding_up import UnitsAddUp, renamed
from perfeval.consolidation.tree import Node, Tree
from perfeval.editing import Located, locate
from perfeval.errors import ModelError
from perfeval.evaluation import Evaluation, evaluate
from perfeval.findings import Finding, Text
from perfeval.model import OWN_UNIT, NameKey, Report, Statement
from perfeval.plugins import installed
from perfeval.quantities import POINTS, RATE
from perfeval.relations import Operand
from perfeval.resolution import Installed, resolve
from perfeval.ruling import Pack

RULE = "units-add-up"
#: From so many equal figures on, a unit's report may be its department's by mistake.
ALIKE = 3


@frozen
class Consolidation:
    """A whole and its parts.

    Attributes
    ----------
    tree
        Who belongs to whom.
    reports
        The reports that came, by code.
    evaluation
        What comes of holding the figures of all against each other.
    notes
        What a person should know of how they were put together.
    """

    tree: Tree
    reports: Mapping[str, Report]
    evaluation: Evaluation
    notes: tuple[Text, ...] = ()

    def __repr__(self) -> str:
        return f"<Consolidation of {self.tree.top.name}: {len(self.reports)} of {len(self.tree.nodes)} reports>"

    @property
    def due(self) -> tuple[Node, ...]:
        """The units at the bottom, each of which has to report."""
        return self.tree.leaves(self.tree.top)

    @property
    def missing(self) -> tuple[Node, ...]:
        """Those of them that did not."""
        return tuple(node for node in self.due if node.code not in self.reports)

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The figures of departments that are not the sum of their units'."""
        return tuple(f for f in self.evaluation.findings if f.rule == RULE)

    @cached_property
    def located(self) -> Located:
        """Which figures are probably wrong: the smallest sets whose change lets every sum hold, each with its unit."""
        return locate(self.evaluation)

    @property
    def suspects(self) -> tuple[tuple[Operand, ...], ...]:
        """The smallest sets of figures whose change lets the sums over units hold, without what is wrong in one unit alone."""
        broken = {finding.fingerprint for finding in self.broken}
        return tuple(
            cells for part in self.located.parts if broken & set(part.findings) for cells in part.sets if cells
        )

    def totals(self, code: str = "") -> dict[NameKey, Fraction]:
        """The sums of a department's units, in base units, of every figure that all of them state; transfers are not left out.

        Parameters
        ----------
        code
            Whose; the one at the top if it is not given.

        Raises
        ------
        ModelError
            If there is none of that code, or a unit of it did not report.
        """
        node = self.tree.by_code.get(code) if code else self.tree.top
        if node is None:
            raise ModelError(f"名单中没有编码“{code}”。", f"No code {code!r} is listed.")
        leaves = self.tree.leaves(node)
        lacking = [leaf.name for leaf in leaves if leaf.code not in self.reports]
        if lacking:
            raise ModelError(
                f"{node.name}缺 {'、'.join(lacking)} 的报告，不能汇总。",
                f"{node.name} lacks the reports of {', '.join(lacking)}.",
            )
        tables = [_values(self.evaluation.report, leaf.name) for leaf in leaves]
        shared = [key for key in tables[0] if all(key in table for table in tables)]
        return {(node.name, *key): sum((table[key] for table in tables), Fraction(0)) for key in shared}  # type: ignore[misc]


def _values(report: Report, name: str) -> dict[tuple[object, ...], Fraction]:
    """What a unit states of figures that add up, where its prints agree."""
    found: dict[tuple[object, ...], Fraction] = {}
    for key, stated in report.by_key.items():
        quantities = [s.quantity for s in stated if s.quantity is not None]
        if (
            key[0] != name
            or stated[0].name.item.rate
            or not quantities
            or quantities[0].dimension in (None, RATE, POINTS)
        ):
            continue
        finest = min(quantities, key=lambda q: q.step)
        if all(finest.agrees_with(other) for other in quantities):
            found[key[1:]] = finest.value
    return found


def consolidate(tree: Tree, reports: Iterable[Report]) -> Consolidation:
    """Put the reports of units, of their departments and of the whole together, and hold them against each other.

    Parameters
    ----------
    tree
        Who belongs to whom, and so whose report is due.
    reports
        What came, in any order; departments' own reports among them.

    Raises
    ------
    ModelError
        If a report is of a stranger, of nobody, or a second one of a unit, or if they are of different years.
    """
    placed = _placed(tree, reports)
    year = _year(list(placed.values()))
    statements: list[Statement] = []
    for node in tree.nodes:
        report = placed.get(node.code)
        for one in report.statements if report is not None else ():
            if _is_own(one, report):
                statements.append(renamed(one, node, len(statements)))
    codes = sorted({r.jurisdiction for r in placed.values() if r.jurisdiction})
    whole = Report(
        source=tree.top.name, title=tree.top.name, entity=tree.top.name, entity_code="", year=year,
        jurisdiction=codes[0] if len(codes) == 1 else None, statements=tuple(statements), whole=_whole(list(placed.values())),
    )  # fmt: skip
    evaluation = _judged(whole, tree, frozenset(placed))
    made = Consolidation(tree, dict(sorted(placed.items())), evaluation)
    return evolve(made, notes=tuple(_notes(made)))


def _placed(tree: Tree, reports: Iterable[Report]) -> dict[str, Report]:
    placed: dict[str, Report] = {}
    for report in reports:
        node = tree.member(report.entity_code, report.entity or "")
        where = report.source or report.title or "?"
        if node is None:
            said = report.entity or report.entity_code
            raise ModelError(
                f"{where}：{f'“{said}”不在名单中' if said else '未载明单位'}，不能汇总；请补入名单，或在报告中填写单位名称。",
                f"{where}: {f'{said!r} is not listed' if said else 'it does not say which unit it is of'}; add it to the list, or write "
                "the name into the report.",
            )
        if node.code in placed:
            other = placed[node.code].source
            raise ModelError(
                f"“{node.name}”有两份报告：{other} 与 {where}，会重复汇总；同属一份时请先合并。",
                f"{node.name!r} has two reports, {other} and {where}, and would count twice; put them together first if they are one.",
            )
        placed[node.code] = report
    if not placed:
        raise ModelError("没有可汇总的报告。", "There is no report to put together.")
    return placed


def _year(reports: Sequence[Report]) -> int:
    years = {report.year for report in reports}
    if len(years) > 1 or None in years:
        said = "、".join(sorted(str(y) if y is not None else "（未载明）" for y in years))
        raise ModelError(f"各报告年度不一致：{said}，不能汇总。", f"The reports are of different years: {said}.")
    (year,) = years
    assert year is not None
    return year


def _whole(reports: Sequence[Report]) -> frozenset[str] | None:
    """The items whose parts every report states; every one if that holds of each."""
    said = [report.whole for report in reports if report.whole is not None]
    return frozenset.intersection(*said) if said else None


def _is_own(statement: Statement, report: Report | None) -> bool:
    """Whether a statement is a figure of the report's own unit that has a name in other reports, too."""
    entity = (report.entity if report is not None else None) or OWN_UNIT
    name = statement.name
    return name.is_bound and name.entity.value in (entity, OWN_UNIT)


def _judged(report: Report, tree: Tree, reported: frozenset[str]) -> Evaluation:
    packs = installed().packs
    transfers = tuple(dict.fromkeys(transfer for one in packs for transfer in one.pack.transfers))
    own = Installed(Pack(id="consolidation", rules=(UnitsAddUp(RULE, tree, reported, transfers),)))
    return evaluate(report, resolve((*packs, own), report.jurisdiction or "000000", report.year))


def _notes(made: Consolidation) -> Iterable[Text]:
    due, came = made.due, [node for node in made.due if node.code in made.reports]
    yield Text(f"应报 {len(due)} 个单位，已报 {len(came)} 个", f"{len(due)} units are due, {len(came)} came")
    if made.missing:
        names = [node.name for node in made.missing]
        yield Text(
            f"未报：{'、'.join(names)}；含这些单位的汇总未核对，也未估算",
            f"missing: {', '.join(names)}; sums with them were not tried",
        )
    yield from _departments_own(made, came)
    yield from _counted_twice(made)


def _departments_own(made: Consolidation, came: Iterable[Node]) -> Iterable[Text]:
    """Units all of whose figures are their department's, which has others below it."""
    values = {code: _values(made.evaluation.report, made.tree.by_code[code].name) for code in made.reports}
    for node in came:
        above = made.tree.by_code.get(node.of)
        if above is None or above.code not in values or len(made.tree.children(above)) < 2:
            continue
        own, total = values[node.code], values[above.code]
        shared = [key for key in own if key in total and (own[key] or total[key])]
        if len(shared) >= ALIKE and all(own[key] == total[key] for key in shared):
            yield Text(
                f"{node.name}的 {len(shared)} 个数与{above.name}汇总数全部相同，是否误报了汇总表？",
                f"all {len(shared)} figures of {node.name} are those of {above.name}; is its report the department's own?",
            )


def _counted_twice(made: Consolidation) -> Iterable[Text]:
    """Totals that are the plain sum, although money was passed on inside."""
    seen: dict[str, list[str]] = defaultdict(list)
    for checked in made.evaluation.checked:
        plain, total = checked.relation, checked.relation.terms[-1][1]
        if checked.rule != RULE or checked.finding is not None or total.statement is None:
            continue
        inside = [
            o
            for way in plain.instead
            for c, o in way.terms[:-1]
            if c < 0 and o.quantity is not None and o.quantity.value
        ]
        if inside and all(c > 0 for c, _ in plain.terms[:-1]):
            seen[str(total.statement.name.entity.value)].append(total.label)
    for who, labels in sorted(seen.items()):
        yield Text(
            f"{who}：{'、'.join(labels)}为各单位简单相加，单位之间的往来未抵销，请核实",
            f"{who}: {', '.join(labels)} is the plain sum; what units pass to each other is in it twice, please check",
        )


__all__ = ["RULE", "Consolidation", "consolidate"]
