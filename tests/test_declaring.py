"""What a pack declares is looked through where it is written: a mistake is named with its field, and no report sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, frozen

import perfeval
from perfeval import Severity
from perfeval.errors import ConflictError, PackError
from perfeval.findings import Text
from perfeval.model import Report
from perfeval.plugins import bundled_plugins, installed, load
from perfeval.plugins.offers import check_contents
from perfeval.resolution.lint import lint
from perfeval.ruling import (
    AtMost,
    Band,
    Direct,
    Framework,
    GradeBand,
    Indicator,
    LineItem,
    Pack,
    Problem,
    Profile,
    Ref,
    RuleHeader,
    RulePatch,
    Section,
    SumOf,
    check,
)
from perfeval.testing import check_pack

T = Text("某规则", "some rule")
HUNAN, YUEYANG = "430000", "430600"


def pack(**parts: Any) -> Pack:
    """A pack of Yueyang."""
    return Pack(**({"id": "mine", "code": YUEYANG, "label": "我"} | parts))


def rule(**parts: Any) -> AtMost:
    """A rule, right but for what is said."""
    return AtMost(**({"id": "limit", "lesser": "basic", "greater": "total", "label": T} | parts))


#: What cannot be meant: how it is written, and what the message names.
WRONG: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "year as text": (lambda: pack(since="2023"), ("since", "mine", "2023")),
    "year as truth": (lambda: pack(until=True), ("until", "mine")),
    "code as number": (lambda: pack(code=430600), ("code", "430600")),
    "no id": (lambda: pack(id=None), ("id",)),
    "id in words": (lambda: pack(id="My Pack"), ("My Pack",)),
    "rules as text": (lambda: pack(rules="abc"), ("abc",)),
    "one rule": (lambda: pack(rules=7), ("7",)),
    "framework as text": (lambda: pack(frameworks=["hunan"]), ("hunan",)),
    "line item as text": (lambda: pack(line_items=["total"]), ("line_items", "mine")),
    "api as text": (lambda: pack(api="1"), ("api", "mine")),
    "label in one language": (lambda: rule(label="甲"), ("label", "limit", "Text")),
    "severity in words": (lambda: pack(rules=[rule(severity="error")]), ("severity", "limit", "mine")),
    "profile in words": (lambda: rule(profile="strict"), ("profile", "limit")),
    "question in words": (lambda: rule(question="yes"), ("question", "limit")),
    "rule id in words": (lambda: pack(rules=[rule(id="My Rule")]), ("My Rule", "mine")),
    "figure as number": (lambda: rule(lesser=1), ("lesser", "limit")),
    "figures as numbers": (lambda: rule(greater=[1]), ("greater", "limit")),
    "parts as number": (lambda: SumOf("sum", total="total", parts=1), ("1",)),  # type: ignore[arg-type]
    "bound as word": (lambda: Band("b", ("total",), Ref("total"), Ref("total"), above="much"), ("much",)),
    "binary bound": (lambda: Band("b", ("total",), Ref("total"), Ref("total"), above=0.05), ("0.05",)),  # type: ignore[arg-type]
    "label as number": (lambda: LineItem("foo", 5), ("label", "foo")),  # type: ignore[arg-type]
    "alias as number": (lambda: LineItem("foo", "甲", aliases=[5]), ("5",)),  # type: ignore[arg-type]
    "binary points": (lambda: Section("a", "产出", 0.5), ("0.5",)),  # type: ignore[arg-type]
    "grade in words": (lambda: GradeBand("a", "优", at_least="ninety"), ("ninety",)),
    "patch of nothing": (lambda: RulePatch("limit"), ("limit",)),
    "points of a rule": (lambda: RulePatch("limit", points=5), ("limit", "points")),
    "severity of an indicator": (lambda: RulePatch("f/i", severity=Severity.ERROR), ("f/i",)),
    "patch in words": (lambda: RulePatch("limit", severity="error"), ("severity", "limit")),  # type: ignore[arg-type]
}  # fmt: skip


@pytest.mark.parametrize(("made", "named"), WRONG.values(), ids=list(WRONG))
def test_refused_where_it_is_written(made: Callable[[], object], named: tuple[str, ...]) -> None:
    """What would fail in a report fails when it is made, naming what it belongs to and the field, in both languages."""
    with pytest.raises(PackError) as caught:
        made()
    for word in named:
        assert word in caught.value.zh
        assert word in caught.value.en


def test_what_the_docs_call_valid_is_valid() -> None:
    """Numbers are whole, texts or fractions; one figure, part or alias may stand without a list."""
    band = Band("b", ("total",), Ref("total"), Ref("total"), above="5%", below=0)

    assert (band.above, band.below) == (Fraction(1, 20), 0)
    assert SumOf("sum", total="total", parts="basic").parts == ("basic",)
    assert rule(greater="total").greater == ("total",)
    assert LineItem("foo", "甲", aliases="乙").aliases == ("乙",)


def test_what_stands_deeper_is_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field of something inside a framework is found when a stranger's pack is loaded or handed over."""
    odd = pack(frameworks=[Framework("f", "甲", sections=[Section("a", "产出", 100, by_rows="yes")], total=100)])  # type: ignore[arg-type]

    with pytest.raises(PackError, match=r"sections\[0\].by_rows"):
        perfeval.rulebook(YUEYANG, 2023, packs=[odd])
    assert lint(odd, installed().packs) != ()


def test_bundled_packs_hold_what_they_say() -> None:
    """The same is asked of every bundled pack, once, here."""
    for one in load(bundled_plugins()).packs:
        check_contents(one.pack)


# --- lint and check_pack never fail ---------------------------------------------------------------------------------


@frozen
class Failing(RuleHeader):
    """A rule of an own kind that fails at whatever it is asked."""

    id: str = "failing"
    label: Text = T

    def anchors(self) -> tuple[str, ...]:
        """Fails."""
        raise RuntimeError("no anchors")

    def schemas(self, anchor: object, rows: object) -> Iterator[object]:
        """Fails."""
        raise RuntimeError("no schemas")

    def formula(self) -> Text:
        """Fails."""
        raise RuntimeError("no formula")


@check("raises", T)
def raises(report: Report) -> Iterator[Problem]:
    """It always raises."""
    raise RuntimeError("out of order")


@check("rubbish", T)
def rubbish(report: Report) -> Iterator[Problem]:
    """It yields what is no problem."""
    yield "rubbish"  # type: ignore[misc]


@check("nothing", T)
def nothing(report: Report) -> Iterator[Problem]:
    """It forgets to return."""
    return None  # type: ignore[return-value]


BAD_PACKS = [
    pack(rules=[Failing()]), pack(rules=[raises]), pack(rules=[rubbish]), pack(rules=[nothing]), pack(code="999999"),
    pack(since=2050, until=2000), pack(rules=[rule(), rule()]), pack(frameworks=[Framework("f", "甲", total=100)]),
    pack(patches=[RulePatch("no-such-rule", severity=Severity.ERROR)]), pack(withdraws="no-such-rule"),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_PACKS, ids=range(len(BAD_PACKS)))
def test_lint_and_check_pack_answer(bad: Pack) -> None:
    """Whatever is wrong with a pack is said by `lint` and `check_pack`, which never fail themselves."""
    lint(bad, installed().packs)

    assert check_pack(bad, examples=1) != ()


@pytest.mark.parametrize("bad", [raises, rubbish, nothing], ids=["raises", "rubbish", "nothing"])
def test_check_that_always_fails(bad: Any) -> None:
    """A check that always raises, or finds what is no problem, is a fault of the pack."""
    found = check_pack(pack(rules=[bad]), examples=1)

    assert any(bad.id in sentence and "fails inside itself" in sentence for sentence in found)


# --- changes to one field of a farther rule -------------------------------------------------------------------------


def test_patch_of_a_rule() -> None:
    """One field of a farther rule is changed, the others stay, and the history names the pack; nearer places inherit it."""
    far = perfeval.rulebook(YUEYANG, 2023).rule("execution-rate").rule
    patch = RulePatch("execution-rate", severity=Severity.NOTICE, profile=Profile.STRICT)

    book = perfeval.rulebook(YUEYANG, 2023, packs=[pack(patches=[patch])])

    assert book.rule("execution-rate").rule == evolve(far, severity=Severity.NOTICE, profile=Profile.STRICT)  # type: ignore[type-var]
    assert "given:mine" in [step.by for step in book.history["execution-rate"]]
    assert perfeval.rulebook(HUNAN, 2023, packs=[pack(patches=[patch])]).rule("execution-rate").rule == far


def test_patch_of_an_indicator() -> None:
    """The points of a farther indicator are changed; where the framework no longer adds up, that is an error."""
    rows = [Indicator(name, name, points=50, scoring=Direct(), section="all") for name in ("one", "two")]
    far = Framework("far", "省", sections=[Section("all", "全部", 100)], indicators=rows, includes_execution=False)
    province = Pack(id="province", code=HUNAN, frameworks=[far])
    moved = [RulePatch("far/one", points="40"), RulePatch("far/two", points=60)]

    book = perfeval.rulebook(YUEYANG, 2023, packs=[province, pack(patches=moved)])

    assert [i.points for i in book.frameworks["far"].framework.indicators] == [40, 60]
    with pytest.raises(PackError, match="mine"):
        perfeval.rulebook(YUEYANG, 2023, packs=[province, pack(patches=moved[:1])])


def test_patch_of_what_is_not_there() -> None:
    """A rule that is not in force there is named, with what is near."""
    with pytest.raises(PackError, match="execution-rate"):
        perfeval.rulebook(YUEYANG, 2023, packs=[pack(patches=[RulePatch("executon-rate", severity=Severity.ERROR)])])


def test_two_patches_disagree() -> None:
    """Two packs of one place that change one rule differently are named both."""
    one = pack(patches=[RulePatch("execution-rate", severity=Severity.NOTICE)])
    other = pack(id="other", patches=[RulePatch("execution-rate", severity=Severity.WARNING)])

    with pytest.raises(ConflictError, match="other"):
        perfeval.rulebook(YUEYANG, 2023, packs=[one, other])
