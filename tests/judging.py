"""A report of a few figures or one form, a book of a few rules, and what is heard of the one by the other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st
from tests.figures import built as as_built

import perfeval
from perfeval.document import Place
from perfeval.evaluation import Evaluation, evaluate
from perfeval.findings import Finding
from perfeval.model import ALL_FUNDS, Form, Head, IndicatorRow, Part, entry, printed, target
from perfeval.quantities import POINT, Quantity, read, unit_named
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    AnyOf,
    AnyRule,
    AtMost,
    Band,
    ChangeOf,
    FigureName,
    Framework,
    LineItem,
    OneValue,
    Pack,
    PartOf,
    RatioOf,
    Ref,
    Report,
    RowsUnder,
    SumOf,
)

F = Fraction


NATIONAL = perfeval.rulebook("000000", 2023)


NATIONAL_RULES = {force.rule.id: force.rule for force in NATIONAL.in_order}


LABELS = {
    "total": "资金总额", "basic": "基本支出", "project": "项目支出", "personnel": "人员经费", "operating": "公用经费",
    "three-public": "三公经费", "staff": "在职人数", "posts": "编制数",
}  # fmt: skip


# the rules these tests are about, as a pack would declare them
TOTAL = SumOf(id="total-parts", total="total", parts=("basic", "project"))


BASIC = SumOf(id="basic-parts", total="basic", parts=("personnel", "operating"))


LISTED = PartOf(id="listed", whole="operating", parts=RowsUnder("operating"))


RATE = RatioOf(id="rate", stated="total:rate", of=Ref("total", stage=ACTUAL), to=Ref("total", stage=FINAL))


ONE = OneValue(id="one-value")


WITHIN = AtMost(id="within", lesser=Ref("total", stage=ACTUAL), greater=Ref("total", stage=FINAL))


EITHER_BASE = AnyOf(Ref("three-public", year=-1, stage=ACTUAL), Ref("three-public", year=-1, stage=ORIGINAL))


CHANGE = ChangeOf(id="change", stated="three-public:rate", of=Ref("three-public", stage=ACTUAL), base=EITHER_BASE)


FAR_OFF = Band(
    id="far-off", items=("operating", "operating.*"), of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), below=F(1, 2), above=F(3, 2),
)  # fmt: skip


ON_ZERO = Band(id="on-zero", items=("operating",), of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), on_zero=True)


def book(*rules: AnyRule, frameworks: Sequence[Framework] = ()) -> Rulebook:
    """A rulebook of these rules alone."""
    items = tuple(LineItem(item, label) for item, label in LABELS.items())
    return resolve([Installed(Pack(id="own", rules=rules, line_items=items, frameworks=tuple(frameworks)))])


def national(*ids: str) -> tuple[AnyRule, ...]:
    """Some of the nation's rules."""
    return tuple(NATIONAL_RULES[name] for name in ids)


def said(
    item: str, text: str, stage: perfeval.Stage | Part = ACTUAL, year: int | Part = 2023, *, block: str = "表一",
    parent: str = "", unit: str = "万元", entity: str | Part = "某单位", fund: str | Part = ALL_FUNDS, label: str = "",
) -> perfeval.Statement:  # fmt: skip
    """One figure stated in one block; a part of its name that is no `Part` is printed."""
    reading = read(text)
    if isinstance(reading, Quantity):
        reading = reading.within(unit_named(unit))
    parts = [p if isinstance(p, Part) else printed(p) for p in (entity, year, stage, fund)]
    name = FigureName(parts[0], item, parts[1], parts[2], parts[3])
    return perfeval.Statement(name, label or LABELS.get(item, item), reading, Place(), block, parent=parent)


def report(*statements: perfeval.Statement, forms: Sequence[Form] = ()) -> Report:
    """A report of 2023 that states these figures, one a row, in this order."""
    placed = [evolve(s, order=i, place=Place(file="报告", row=i + 1)) for i, s in enumerate(statements)]
    return as_built(placed, entity="某单位", year=2023, forms=forms)


def judged(made: Report, *rules: AnyRule) -> Evaluation:
    """A report by these rules alone; nothing may fail inside itself."""
    return evaluate(made, book(*rules), strict=True)


def judge(*statements: perfeval.Statement, by: AnyRule | Sequence[AnyRule]) -> Evaluation:
    """These figures by one rule or several."""
    return judged(report(*statements), *(by if isinstance(by, (tuple, list)) else (by,)))


def heard(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Severity and rule of every finding, the loudest first."""
    return [(finding.severity.value, finding.rule) for finding in evaluation.findings]


def only(evaluation: Evaluation) -> Finding:
    """The one finding there is."""
    (finding,) = evaluation.findings
    return finding


def held(evaluation: Evaluation) -> list[str]:
    """The arithmetic of what holds."""
    return [h.arithmetic for h in evaluation.held]


def why_not(evaluation: Evaluation) -> list[str]:
    """The reasons for rules that were not run, scores aside."""
    return [n.why.zh for n in evaluation.not_run if n.rule != "recomputed-score"]


def silent(evaluation: Evaluation) -> bool:
    """Whether nothing was found, nothing held and nothing was named as not run."""
    return not (evaluation.findings or evaluation.held or why_not(evaluation))


def mark(text: str | None, row: int, cell: int) -> perfeval.model.Entry | None:
    """A cell of points or a score."""
    return None if text is None else entry(text, Place(file="表", table=1, row=row, cell=cell), POINT)


def line(
    name: str, points: str | None, score: str | None = None, *, head: int | None = 0, part: bool = False, aim: str = "100%",
    done: str = "100%", why: str | None = None,
) -> IndicatorRow:  # fmt: skip
    """One indicator row; it gets its number from its form."""
    return IndicatorRow(
        0, "", "", name, Place(), target(aim), target(done), mark(points, 0, 1), mark(score, 0, 2),
        None if why is None else entry(why), head, part,
    )  # fmt: skip


def form(
    *rows: IndicatorRow, heads: Sequence[tuple[str, str | None]] = (), total: tuple[str | None, str | None] = (None, None),
    execution: tuple[str | None, str | None, str | None] = (None, None, None), cut: bool = False, rule: str = "",
) -> Form:  # fmt: skip
    """One form; `execution` is its points, rate and score."""
    made = [
        evolve(
            r, order=n, place=Place(file="表", table=1, row=n), points=r.points and evolve(r.points, place=Place(file="表", row=n, cell=1)),
            score=r.score and evolve(r.score, place=Place(file="表", row=n, cell=2)),
        )
        for n, r in enumerate(rows, 1)
    ]  # fmt: skip
    points, rate, score = execution
    return Form(
        "form1", "自评表", tuple(made), tuple(Head(label, mark(p, n, 0), Place(row=n)) for n, (label, p) in enumerate(heads)),
        mark(total[0], 90, 1), mark(total[1], 90, 2), None, mark(points, 80, 1), mark(score, 80, 3),
        None if rate is None else entry(rate, Place(row=80, cell=2)), rule, not cut, ("表格未完", "it goes on elsewhere") if cut else ("", ""),
    )  # fmt: skip


POINTS = national("points-total")


SCORES = national("score-total")


STRUCTURE = national("points-total", "score-total", "block-points", "row-outside-blocks")


BLOCKS = [("产出", "50"), ("效益", "30"), ("满意度", "10")]


def of_form(made: Form, *rules: AnyRule) -> Evaluation:
    """A form alone by some rules."""
    return judged(report(forms=[made]), *rules)


#: Points of 110 and scores of 108; the third row stands outside every block.
OUTSIDE = form(
    line("甲", "50", "50"), line("乙", "30", "28", head=1), line("丙", "10", "10", head=None), line("丁", "10", "10", head=2), heads=BLOCKS,
    total=("100", "98"), execution=("10", "100%", "10"),
)  # fmt: skip


prints = st.sampled_from([("元", 0), ("元", 2), ("万元", 0), ("万元", 2), ("万元", 4), ("亿元", 4)])
