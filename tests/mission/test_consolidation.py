"""Units put together: their sum is held against what the department prints, and the unit whose figure breaks it is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.commanding import ran

from perfeval import Report
from perfeval.consolidation import RULE, Consolidation, Node, Tree, consolidate, page, read_tree
from perfeval.errors import ModelError, UnreadableError
from perfeval.exchange import read_flat, write_flat
from perfeval.quantities import Quantity

TOP, SCHOOLS, WATER = Node("01", "某区"), Node("0101", "某区教育局", "01"), Node("0102", "某区水利局", "01")
OFFICE, SCHOOL = Node("010101", "某区教育局本级", "0101"), Node("010102", "某区一中", "0101")
BUREAU, STATION = Node("010201", "某区水利局本级", "0102"), Node("010202", "某区水管站", "0102")
TREE = Tree([TOP, SCHOOLS, OFFICE, SCHOOL, WATER, BUREAU, STATION])
#: Each unit's revenue, expenditure, basic and project expenditure, in 0.01万元.
RIGHT = {
    OFFICE: (10000, 10000, 6000, 4000), SCHOOL: (5500, 5000, 3000, 2000), BUREAU: (8000, 8000, 5000, 3000),
    STATION: (2000, 2000, 1500, 500),
}  # fmt: skip
ITEMS = ("revenue", "expenditure", "basic", "project")


def amount(number: int) -> str:
    """An amount in 万元 with two decimals."""
    return f"{number // 100}.{number % 100:02}"


def report(node: Node, figures: Iterable[int], *more: tuple[str, int], year: int = 2023) -> Report:
    """What a unit states of the year, all of it."""
    stated = {(item, year, "actual"): amount(n) for item, n in (*zip(ITEMS, figures, strict=True), *more)}
    made = Report.build(stated, entity=node.name, year=year, complete=True)
    return evolve(made, source=f"{node.name}.txt")


def added(nodes: Iterable[Node], figures: dict[Node, tuple[int, ...]] = RIGHT) -> list[int]:
    """The sums of some units."""
    return [sum(column) for column in zip(*(figures[node] for node in nodes), strict=True)]


def all_reports(figures: dict[Node, tuple[int, ...]] = RIGHT) -> list[Report]:
    """Every unit's report, its department's and the whole's, which add up."""
    units = [report(node, numbers) for node, numbers in figures.items()]
    departments = [report(SCHOOLS, added((OFFICE, SCHOOL))), report(WATER, added((BUREAU, STATION)))]
    return [*units, *departments, report(TOP, added(RIGHT))]


def tried(made: Consolidation) -> list[bool]:
    """Whether each sum over units holds."""
    return [one.holds for one in made.evaluation.checked if one.rule == RULE]


def suspects(made: Consolidation) -> list[list[str]]:
    """Whose figures may be wrong."""
    return [[str(cell.place.file or cell.label) for cell in cells] for cells in made.located.sets]


# --- sums ---------------------------------------------------------------------------------------------------------------


def test_what_adds_up_is_silent() -> None:
    """Where every sum holds, nothing is said, and every figure of every department was tried."""
    made = consolidate(TREE, all_reports())

    assert tried(made) == [True] * 12
    assert made.broken == ()
    assert made.missing == ()
    assert [note.zh for note in made.notes] == ["应报 4 个单位，已报 4 个"]


@given(st.sampled_from(list(RIGHT)), st.integers(0, 3), st.integers(3, 500))
@settings(max_examples=12)
def test_a_wrong_figure_of_a_unit_is_heard_and_located(node: Node, which: int, off: int) -> None:
    """A unit's figure that is off by more than rounding explains is heard; one that its own report contradicts, too, is named
    with the unit, and one that nothing else is held to is a tie.
    """
    wrong = {n: tuple(v + off if (n, k) == (node, which) else v for k, v in enumerate(f)) for n, f in RIGHT.items()}
    made = consolidate(TREE, all_reports(wrong))
    cells = [[cell.label for cell in one] for one in made.located.sets]

    assert len(made.broken) == 1
    assert any(one[0].startswith(node.name + "·") for one in cells)
    if which:  # expenditure = basic + project is held inside each unit, too
        assert [one[0].partition("·")[0] for one in cells] == [node.name]


@given(st.permutations(range(7)))
@settings(max_examples=6)
def test_order_of_reports_does_not_matter(order: Sequence[int]) -> None:
    """Whatever report comes first, the same is said, to the byte."""
    several = all_reports({**RIGHT, SCHOOL: (5500, 5200, 3000, 2000)})

    assert page(consolidate(TREE, [several[i] for i in order]), "zh") == page(consolidate(TREE, several), "zh")


def test_a_unit_of_zeros_changes_nothing_but_the_count() -> None:
    """One more unit that has nothing leaves every sum as it was."""
    empty = Node("010103", "某区二中", "0101")
    made = consolidate(Tree([*TREE.nodes, empty]), [*all_reports(), report(empty, (0, 0, 0, 0))])

    assert tried(made) == [True] * 12
    assert made.totals() == consolidate(TREE, all_reports()).totals()
    assert made.notes[0].zh == "应报 5 个单位，已报 5 个"


@given(st.lists(st.integers(0, 3000), min_size=4, max_size=4))
@settings(max_examples=6)
def test_splitting_a_unit_leaves_sums(taken: list[int]) -> None:
    """A unit that became two has the same sum as before."""
    other = Node("010103", "某区二中", "0101")
    kept = [min(t, n) for t, n in zip(taken, RIGHT[SCHOOL], strict=True)]
    rest = [n - k for k, n in zip(kept, RIGHT[SCHOOL], strict=True)]
    before, after = all_reports(), [r for r in all_reports() if r.entity != SCHOOL.name]
    split = consolidate(Tree([*TREE.nodes, other]), [*after, report(SCHOOL, kept), report(other, rest)])

    assert split.totals("0101") == consolidate(TREE, before).totals("0101")
    assert [one for one in split.broken if "某区教育局·" in one.message.zh] == []


def test_the_sum_is_a_table_that_comes_back() -> None:
    """What the units add up to, written as the department's own table and read again, adds up."""
    units = [report(node, numbers) for node, numbers in RIGHT.items()]
    made = consolidate(TREE, units)
    totals = {key[1]: str(value / 10_000) for key, value in made.totals().items()}
    own = Report.build(
        {(item, 2023, "actual"): t for item, t in totals.items()}, entity=TOP.name, year=2023, complete=True
    )

    assert tried(consolidate(TREE, [*units, *read_flat(write_flat([own]).text)])) == [True] * 4


@pytest.mark.parametrize("total", [155_00, 145_00])
def test_transfers_inside_may_be_left_out(total: int) -> None:
    """What the bureau passes to its school is in the sum twice: a total without it holds, and one with it is asked about."""
    several = [
        report(OFFICE, (10000, 10000, 6000, 3000), ("subsidies-down", 1000)), report(SCHOOL, RIGHT[SCHOOL], ("revenue.superior", 1000)),
        report(SCHOOLS, (total, total - 500, 9000, 5000)),
    ]  # fmt: skip
    made = consolidate(Tree([evolve(SCHOOLS, of=""), OFFICE, SCHOOL]), several)

    assert tried(made) == [True] * 4
    assert any("未抵销" in note.zh for note in made.notes) is (total == 155_00)


def test_rounding_is_no_breach() -> None:
    """Parts that were rounded each for themselves may be off by what rounding explains, and no more."""
    for total, holds in (("1.01", True), ("1.00", True), ("0.98", False)):
        parts = [
            Report.build({("basic", 2023, "actual"): t}, entity=n.name, year=2023)
            for n, t in ((OFFICE, "0.50"), (SCHOOL, "0.50"))
        ]
        whole = Report.build({("basic", 2023, "actual"): total}, entity=SCHOOLS.name, year=2023)
        assert tried(consolidate(Tree([evolve(SCHOOLS, of=""), OFFICE, SCHOOL]), [*parts, whole])) == [holds]


# --- who came -----------------------------------------------------------------------------------------------------------


def test_a_missing_unit_is_named_and_not_made_up_for() -> None:
    """Sums over a unit that did not report are not tried, the others are, and nothing is estimated."""
    made = consolidate(TREE, [r for r in all_reports() if r.entity != SCHOOL.name])

    assert made.missing == (SCHOOL,)
    assert made.broken == ()
    assert len(tried(made)) == 8
    assert any(SCHOOL.name in u.why.zh for u in made.evaluation.not_run if u.rule == RULE)
    with pytest.raises(ModelError, match=SCHOOL.name):
        made.totals("0101")
    assert made.totals("0102")


def test_a_figure_that_a_unit_does_not_state_is_not_tried() -> None:
    """What one unit says nothing of is no sum, and the unit is named."""
    several = [
        r
        if r.entity != SCHOOL.name
        else Report.build({("basic", 2023, "actual"): "30.00"}, entity=SCHOOL.name, year=2023)
        for r in all_reports()
    ]
    made = consolidate(TREE, several)
    why = [u.why.zh for u in made.evaluation.not_run if u.rule == RULE]

    assert made.broken == ()
    assert [SCHOOL.name in one for one in why] == [True]


def test_a_department_without_a_report_of_its_own() -> None:
    """The whole is then held to the units below."""
    made = consolidate(TREE, [r for r in all_reports() if r.entity != SCHOOLS.name])

    assert tried(made) == [True] * 8


def test_a_unit_that_sends_the_departments_table_is_asked() -> None:
    """A unit all of whose figures are the department's is asked whether it sent the right one."""
    several = [r if r.entity != SCHOOL.name else report(SCHOOL, added((OFFICE, SCHOOL))) for r in all_reports()]

    assert any("误报了汇总表" in note.zh for note in consolidate(TREE, several).notes)


REFUSED = [
    ("a stranger", [*all_reports(), report(Node("9", "某区体育局", "01"), (1, 1, 1, 0))], "is not listed"),
    ("nobody", [evolve(all_reports()[0], entity=None)], "does not say which unit"),
    ("one twice", [*all_reports(), report(SCHOOL, RIGHT[SCHOOL])], "has two reports"),
    ("two years", [*all_reports()[:-1], report(TOP, added(RIGHT), year=2022)], "different years"),
    ("no year", [evolve(all_reports()[0], year=None)], "different years"),
    ("none", [], "no report"),
]


@pytest.mark.parametrize(("reports", "said"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_reports_that_cannot_be_put_together(reports: list[Report], said: str) -> None:
    """A stranger's, nobody's, a second one, and those of several years are refused with a sentence."""
    with pytest.raises(ModelError, match=said):
        consolidate(TREE, reports)


def test_a_unit_is_known_by_its_code_first() -> None:
    """A report whose unit is called otherwise is placed by its code."""
    several = [
        evolve(r, entity="某区第一中学", entity_code="010102") if r.entity == SCHOOL.name else r for r in all_reports()
    ]
    statements = [s for r in several if r.entity == "某区第一中学" for s in r.statements]

    assert {s.name.entity.value for s in statements} == {SCHOOL.name}
    assert consolidate(TREE, [r for r in several if r.entity != "某区第一中学"]).missing == (SCHOOL,)
    assert consolidate(TREE, several).missing == ()


TREES = {
    "nothing": [], "two tops": [TOP, evolve(WATER, of="")], "no top": [evolve(TOP, of="01")],
    "a circle": [TOP, Node("a", "甲", "b"), Node("b", "乙", "a")], "a code twice": [TOP, SCHOOLS, Node("0101", "别局", "01")],
    "a name twice": [TOP, SCHOOLS, Node("0103", SCHOOLS.name, "01")], "a unit in two": [TOP, SCHOOLS, WATER, SCHOOL, evolve(SCHOOL, of="0102")],
    "an orphan": [TOP, Node("9", "甲", "8")], "no code": [TOP, Node("", "甲", "01")], "no name": [TOP, Node("9", " ", "01")],
    "a well": [TOP, *(Node(f"x{n}", f"第{n}", f"x{n - 1}" if n else "01") for n in range(30))],
}  # fmt: skip


@pytest.mark.parametrize("name", TREES)
def test_lists_that_are_no_tree(name: str) -> None:
    """Whoever belongs to two, to nobody or to himself is named."""
    with pytest.raises(ModelError):
        Tree(TREES[name])


FILES = {
    "empty": "", "other columns": "id,name,of\n", "no of": "code,name\n01,某区\n", "a short row": "code,name,of\n01,某区\n",
    "a long row": "code,name,of\n01,某区,,x\n", "quotes": 'code,name,of\n01,"某区,\n', "no top": "code,name,of\n01,某区,02\n",
    "a code twice": "code,name,of\n01,某区,\n01,某局,01\n",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_list(tmp_path: Path, name: str) -> None:
    """A file that is no list of units is refused, and named."""
    path = tmp_path / "units.csv"
    path.write_text(FILES[name], encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"units\.csv"):
        read_tree(path)


# --- the command --------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The list of units, and the flat rows of all reports."""
    tree = tmp_path / "units.csv"
    tree.write_text("code,name,of\n" + "".join(f"{n.code},{n.name},{n.of}\n" for n in TREE.nodes), encoding="utf-8-sig")
    flat = tmp_path / "flat.csv"
    flat.write_text(write_flat(all_reports()).text, encoding="utf-8")
    return tree, flat


def test_the_command(files: tuple[Path, Path], tmp_path: Path) -> None:
    """Units are put together by command; it ends with 0 where all came and every sum holds, with 1 where not."""
    tree, flat = files
    code, said, _ = ran("consolidate", tree, flat)
    lines = flat.read_text(encoding="utf-8").splitlines()
    fewer = tmp_path / "fewer.csv"
    fewer.write_text("\n".join(line for line in lines if SCHOOL.name not in line), encoding="utf-8")
    missing = ran("consolidate", tree, fewer, "--format", "json")

    assert (code, "汇总关系 12 项，相符 12 项" in said) == (0, True)
    assert (missing[0], json.loads(missing[1])["missing"]) == (1, ["010102"])
    again = ran("exchange", flat)
    assert (again[0], again[1]) == (0, flat.read_text(encoding="utf-8"))
    for words, word in (
        ((tmp_path / "none.csv", flat), "no such file"), ((flat, flat), "line 1"), ((tree, tmp_path / "none.txt"), "no such file"),
        (("", flat), "is empty"), ((tree,), "FILE"), ((tree, flat, flat), "has two reports"), ((tmp_path, flat), "is a folder"),
    ):  # fmt: skip
        code, _, err = ran("consolidate", *words)
        assert (code, word in err) == (2, True), (words, err)


def test_values_are_exact() -> None:
    """Sums are fractions of base units."""
    assert consolidate(TREE, all_reports()).totals()[TOP.name, "revenue", 2023, *_key()] == Fraction(2_550_000)


def _key() -> tuple[object, ...]:
    name = all_reports()[0].statements[0].name
    assert isinstance(all_reports()[0].statements[0].reading, Quantity)
    return name.key[3:]
