"""What a document says of its own figures: which reading counts, when a claim is broken, and how loud that is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built

from perfeval import Report, Statement
from perfeval.document import Place
from perfeval.evaluation import Evaluation, evaluate
from perfeval.model import ALL_FUNDS, STOCK, FigureName, printed
from perfeval.model.claims import Claim, Reading, Shape
from perfeval.plugins import installed
from perfeval.quantities import Quantity, read, unit_named
from perfeval.relations.claims import relation_of
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import Pack, SentenceClaim, Severity, TableClaim, Text

F = Fraction
NATION = resolve(installed().packs)
LABEL = Text("所列", "listed")
LIST = SentenceClaim(
    id="text.list", says=LABEL, label=LABEL, strong=("words",), weak=("zeros", "near"), against="miscounted"
)
SUM = TableClaim(id="table.sum", says=LABEL, label=LABEL)


def said(*texts: str, unit: str = "万元") -> Report:
    """Figures one after the other, as a sentence states them."""
    made = []
    for order, text in enumerate(texts):
        reading = read(text)
        if isinstance(reading, Quantity):
            reading = reading.within(unit_named(unit))
        name = FigureName(printed("某单位"), f"text/{order}", printed(2023), printed(STOCK), printed(ALL_FUNDS))
        made.append(Statement(name, f"第{order}项", reading, Place("文", row=order), "句", order=order))
    return built(made, entity="某单位", year=2023)


def total(*orders: int, shape: Shape = Shape.SUM, sign: int = -1) -> Reading:
    """The first is the sum of the others."""
    first, *others = orders
    return Reading(shape, ((F(1), first), *((F(sign), other) for other in others)))


def book(*rules: object) -> Rulebook:
    """A rulebook of these rules alone."""
    return resolve([Installed(Pack(id="own", rules=rules))])  # type: ignore[arg-type]


def judged(report: Report, *claims: Claim, by: Rulebook = NATION) -> Evaluation:
    """A report that claims this."""
    return evaluate(evolve(report, claims=claims), by, strict=True)


def heard(evaluation: Evaluation) -> list[tuple[str, str, list[str]]]:
    """What is said: how loudly, by which rule, of which figures."""
    return [(f.severity.value, f.rule, [c.printed for c in f.figures]) for f in evaluation.findings]


def test_a_list_that_adds_up_is_held() -> None:
    """A claim that holds is told among what holds, with its arithmetic."""
    (held,) = judged(said("6.00", "2.00", "4.00"), Claim("text.list", (total(0, 1, 2),))).held

    assert (held.rule, held.arithmetic, [f.printed for f in held.figures]) == (
        "text.list",
        "2.00+4.00=6",
        ["6.00", "2.00", "4.00"],
    )


@pytest.mark.parametrize(("orders", "compares"), [((0,), True), ((1, 2, 0), False)])
def test_a_limit_of_several_is_a_list_within_its_whole(orders: tuple[int, ...], compares: bool) -> None:
    """One figure held under a number only compares; several that may not exceed their whole say something of their prints."""
    figures = said("6.00", "2.00", "4.50")
    made = relation_of(
        Reading(Shape.LIMIT, tuple((F(1), order) for order in orders)), {s.order: s for s in figures.statements}
    )

    assert made is not None
    assert made.compares is compares


def test_a_list_that_says_it_is_complete_accuses() -> None:
    """A list whose words close it and that does not add up is an error that quotes all of it."""
    evaluation = judged(said("6.00", "2.00", "4.50"), Claim("text.list", (total(0, 1, 2),), frozenset({"words"})))
    (finding,) = evaluation.findings

    assert heard(evaluation) == [("error", "text.list", ["6.00", "2.00", "4.50"])]
    assert (finding.stated, finding.expected, finding.difference) == ("6.00", "6.5", "-0.5")


@pytest.mark.parametrize(
    ("evidence", "loud"),
    [
        ((), "notice"), (("zeros",), "warning"), (("zeros", "near"), "error"), (("words",), "error"),
        (("words", "miscounted"), "notice"), (("unheard-of",), "notice"),
    ],
)  # fmt: skip
def test_a_breach_is_as_loud_as_its_evidence(evidence: tuple[str, ...], loud: str) -> None:
    """One strong sign or two weak ones make an error, one weak sign a warning, none a notice; a sign against takes all away."""
    claim = Claim("text.list", (total(0, 1, 2),), frozenset(evidence))

    assert [f.severity.value for f in judged(said("6.00", "2.00", "9.00"), claim, by=book(LIST)).findings] == [loud]


@pytest.mark.parametrize(
    ("bits", "evidence", "loud"),
    [
        (120, ("telling",), ["error"]), (120, ("formula",), ["error"]), (120, (), ["warning"]), (119, ("telling",), ["warning"]),
        (60, (), ["warning"]), (59, (), ["notice"]), (20, (), ["notice"]), (19, (), []), (500, ("figures",), ["notice"]),
    ],
)  # fmt: skip
def test_a_breach_is_as_loud_as_it_is_sure(bits: int, evidence: tuple[str, ...], loud: list[str]) -> None:
    """What speaks for a relation of a table decides how loud its exception is; figures alone ask at most."""
    claim = Claim("table.sum", (total(0, 1, 2),), frozenset(evidence), bits)

    assert [f.severity.value for f in judged(said("6.00", "2.00", "9.00"), claim, by=book(SUM)).findings] == loud


@pytest.mark.parametrize(("part", "loud"), [("4.04", "warning"), ("4.05", "error")])
def test_little_more_than_rounding_is_no_sure_slip(part: str, loud: str) -> None:
    """A table that is off by up to three times what rounding may do is asked, not accused."""
    claim = Claim("table.sum", (total(0, 1, 2),), frozenset({"telling"}), 500)

    assert [f.severity.value for f in judged(said("6.00", "2.00", part), claim, by=book(SUM)).findings] == [loud]


@pytest.mark.parametrize(
    ("texts", "loud"),
    [
        (("6", "2", "6"), "notice"), (("6", "2", "7"), "error"), (("6", "2", "2"), "notice"), (("6", "2", "1"), "error"),
        (("7", "2.40", "3.60"), "notice"), (("7", "2.40", "3.50"), "error"), (("7.0", "2.40", "3.60"), "error"),
    ],
)  # fmt: skip
def test_whole_units_may_be_rounded(texts: tuple[str, ...], loud: str) -> None:
    """Whole amounts may be off by two of their units, a whole total of decimal parts by one, before anybody is accused."""
    claim = Claim("text.list", (total(0, 1, 2),), frozenset({"words"}))

    assert [f.severity.value for f in judged(said(*texts), claim, by=book(LIST)).findings] == [loud]


def test_counts_are_never_rounded() -> None:
    """People are counted, so that one too many is one too many."""
    claim = Claim("text.list", (total(0, 1, 2),), frozenset({"words"}))

    assert [f.severity.value for f in judged(said("6", "2", "5", unit="人"), claim, by=book(LIST)).findings] == [
        "error"
    ]


def test_one_reading_that_holds_is_enough() -> None:
    """A claim is broken only if every way it may be meant is; the one that holds is shown."""
    claim = Claim("text.list", (total(0, 1, 2, 3), total(0, 1, 2)), frozenset({"words"}))
    evaluation = judged(said("6.00", "2.00", "4.00", "9.00"), claim)

    assert evaluation.findings == ()
    assert [h.arithmetic for h in evaluation.held] == ["2.00+4.00=6"]


def test_the_preferred_reading_is_shown() -> None:
    """Where no reading holds, the first of them is the one that is quoted."""
    claim = Claim("text.list", (total(0, 1, 2, 3), total(0, 1, 2)), frozenset({"words"}))

    assert heard(judged(said("6.00", "2.00", "4.50", "9.00"), claim)) == [
        ("error", "text.list", ["6.00", "2.00", "4.50", "9.00"])
    ]


@pytest.mark.parametrize("unknown", ["1.2.3", "约4.00", "4.00人"])
def test_a_reading_nobody_can_try_may_be_the_right_one(unknown: str) -> None:
    """A claim with a reading that cannot be tried accuses nobody, even where all others fail."""
    claim = Claim("text.list", (total(0, 1), total(0, 1, 2)), frozenset({"words"}))

    assert judged(said("6.00", "2.00", unknown), claim).findings == ()


def test_a_figure_that_is_not_there_is_claimed_of_nothing() -> None:
    """A reading over a statement the report does not have cannot be tried."""
    assert relation_of(total(0, 7), {}) is None


def test_what_has_no_rule_says_nothing() -> None:
    """A kind of claim for which no rule is in force is neither held nor broken."""
    evaluation = judged(
        said("6.00", "2.00", "9.00"), Claim("text.list", (total(0, 1, 2),), frozenset({"words"})), by=book()
    )

    assert (evaluation.findings, evaluation.held, evaluation.checked) == ((), (), ())


def test_a_pack_changes_how_loud_a_claim_is() -> None:
    """A rule of the same id in a nearer pack decides how loud a breach of that kind is at most."""
    quiet = evolve(LIST, severity=Severity.WARNING)
    claim = Claim("text.list", (total(0, 1, 2),), frozenset({"words"}))

    assert [f.severity.value for f in judged(said("6.00", "2.00", "9.00"), claim, by=book(quiet)).findings] == [
        "warning"
    ]


@pytest.mark.parametrize(("whole", "fits"), [("6.00", True), ("5.98", False)])
def test_a_limit_quotes_its_whole(whole: str, fits: bool) -> None:
    """Parts that exceed their whole are an error that quotes the whole as printed and the parts as due."""
    limit = Reading(Shape.LIMIT, ((F(1), 1), (F(1), 2), (F(-1), 0)))
    evaluation = judged(said(whole, "2.00", "4.00"), Claim("text.list", (limit,), frozenset({"over"})))

    assert [(f.stated, f.expected) for f in evaluation.findings] == ([] if fits else [("5.98", "6")])


def test_a_rate_and_two_prints() -> None:
    """A rate is what stands above over what stands below; two prints of one figure agree or are both quoted."""
    rate = Reading(Shape.RATE, ((F(1), 0), (F(1), 1)), ((F(1), 2),))
    same = Reading(Shape.SAME, ((F(1), 1), (F(1), 2)))
    report = said("50%", "2.00", "5.00")

    assert heard(judged(report, Claim("text.rate", (rate,)))) == [("error", "text.rate", ["50%", "2.00", "5.00"])]
    assert heard(judged(report, Claim("text.lead", (same,)))) == [("error", "text.lead", ["2.00", "5.00"])]


@given(parts=st.lists(st.integers(1, 10**6), min_size=2, max_size=8), which=st.integers(0, 8), by=st.integers(3, 10**6))
def test_honest_lists_are_silent_and_slips_are_heard(parts: list[int], which: int, by: int) -> None:
    """A complete list of true figures says nothing, and one figure off beyond rounding is an error that quotes it."""
    numbers = [sum(parts), *parts]
    claim = Claim("text.list", (total(*range(len(numbers))),), frozenset({"words"}))
    texts = [f"{n // 100}.{n % 100:02}" for n in numbers]
    at = which % len(numbers)
    off = numbers[at] + by * len(numbers)
    slipped = [*texts[:at], f"{off // 100}.{off % 100:02}", *texts[at + 1 :]]

    assert judged(said(*texts), claim, by=book(LIST)).findings == ()
    assert heard(judged(said(*slipped), claim, by=book(LIST))) == [("error", "text.list", slipped)]
