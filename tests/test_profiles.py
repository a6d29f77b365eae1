"""Profiles: how much is said, declared on each rule; a wider one says everything a narrower one does."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures import built
from tests.pace import share

import perfeval
from perfeval import Report, Severity
from perfeval.__main__ import main
from perfeval.errors import UnknownNameError
from perfeval.model import ACTUAL, FINAL, ORIGINAL
from perfeval.plugins import bundled_plugins, load
from perfeval.quantities import plain
from perfeval.resolution import resolve
from perfeval.ruling import Problem, Profile, Standing, Text, check

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
BUNDLED = load(bundled_plugins())
RULES = {rule.id: rule for pack in BUNDLED.packs for rule in pack.pack.rules}

#: What speaks only where much is asked for. Every other bundled rule speaks by default.
STRICT = frozenset({
    "blank-among-zeros", "equal-points", "far-above-target", "far-above-without-reason", "final-equals-spent", "large-adjustment",
    "low-execution-full-output", "low-execution-without-reason", "reason-though-full", "satisfaction-evidence", "target-of-another-year",
    "under-another-head", "vague-full-marks",
})  # fmt: skip


def in_profile(profile: Profile) -> set[str]:
    """The bundled rules that are declared in a profile."""
    return {name for name, rule in RULES.items() if getattr(rule, "profile", Profile.DEFAULT) is profile}


# --- what is declared -----------------------------------------------------------------------------------------------


def test_nothing_was_taken_from_the_default() -> None:
    """Only the rules that are listed here stay silent by default."""
    assert in_profile(Profile.STRICT) == STRICT


def test_minimal_is_what_tables_decide() -> None:
    """A rule of the narrowest profile is an error, asks nothing, and claims no law nobody has confirmed."""
    minimal = [RULES[name] for name in in_profile(Profile.MINIMAL)]

    assert len(minimal) > 40
    assert {rule.severity for rule in minimal} == {Severity.ERROR}  # type: ignore[union-attr]
    assert not any(rule.question or rule.standing is Standing.UNCONFIRMED for rule in minimal)  # type: ignore[union-attr]


def test_sentences_and_doubts_are_not_minimal() -> None:
    """What is read out of sentences, and what may be right after all, needs the default."""
    assert in_profile(Profile.MINIMAL).isdisjoint(
        {name for name, rule in RULES.items() if name.startswith("sentence-") or getattr(rule, "severity", None) is not Severity.ERROR}
    )  # fmt: skip


def test_strict_is_never_loud() -> None:
    """What is right less than nine times in ten only asks, or gives notice."""
    assert {getattr(RULES[name], "severity", None) for name in STRICT} <= {Severity.NOTICE}


# --- what is said ---------------------------------------------------------------------------------------------------

amounts = st.integers(-50, 50)


def altered(report: Report, offsets: dict[int, int]) -> Report:
    """A report in which some amounts are some cents more or less."""
    statements = list(report.statements)
    for position, cents in offsets.items():
        one = statements[position % len(statements)]
        if one.quantity is not None and one.quantity.dimension == "money":
            number = one.quantity.number + Fraction(cents, 100)
            reading = evolve(one.quantity, number=number, printed=plain(number, 2), places=2)
            statements[position % len(statements)] = evolve(one, reading=reading)
    return evolve(report, statements=tuple(statements))


@cache
def example() -> Report:
    """The example, read once; no fixture, so that a failing case is printed without it."""
    return perfeval.read(EXAMPLE)


@given(st.dictionaries(st.integers(0, 200), amounts, max_size=5))
def test_wider_says_more(offsets: dict[int, int]) -> None:
    """Everything a narrower profile finds, holds or could not run, a wider one does, too, and the scores are the same."""
    made = [perfeval.evaluate(altered(example(), offsets), profile=profile) for profile in Profile]
    for narrow, wide in pairwise(made):
        assert {f.fingerprint for f in narrow.findings} <= {f.fingerprint for f in wide.findings}
        assert {(h.rule, h.arithmetic) for h in narrow.held} <= {(h.rule, h.arithmetic) for h in wide.held}
        assert {(u.rule, u.why.zh) for u in narrow.not_run} <= {(u.rule, u.why.zh) for u in wide.not_run}
        assert narrow.scores == wide.scores


@settings(max_examples=share(2))
@given(st.dictionaries(st.integers(0, 200), amounts, max_size=5))
def test_only_rules_of_the_profile_speak(offsets: dict[int, int]) -> None:
    """A finding comes from a rule of the profile, and in the narrowest one none is a mere notice."""
    for profile in Profile:
        made = perfeval.evaluate(altered(example(), offsets), profile=profile)
        rules = {f.rule.removesuffix(":zero-base") for f in made.findings}
        assert {rule for rule in rules if not profile.covers(RULES[rule])} == set()
        if profile is Profile.MINIMAL:
            assert Severity.NOTICE not in {f.severity for f in made.findings}


def test_default_is_the_default() -> None:
    """Nothing asked for is the profile `default`, word for word."""
    assert perfeval.evaluate(example()) == perfeval.evaluate(example(), profile="default")
    assert perfeval.evaluate(example()).profile is Profile.DEFAULT


def test_a_pack_declares_its_own() -> None:
    """A rule of a stranger speaks in the profile it declares, and by default where it declares none."""

    def always(found: Report):  # type: ignore[no-untyped-def]
        """Something to say about everything."""
        yield Problem(Text("说", "said"))

    rules = [
        check(name, Text(name, name), profile=profile)(always)
        for name, profile in (("a", Profile.MINIMAL), ("c", Profile.STRICT))
    ]
    rules.append(check("b", Text("b", "b"))(always))
    pack = evolve(next(p for p in BUNDLED.packs if p.pack.id == "national"))
    book = resolve([evolve(pack, pack=evolve(pack.pack, rules=tuple(rules), frameworks=()))])
    report = built({("total", 2023, ACTUAL): "1", ("total", 2023, FINAL): "1", ("total", 2023, ORIGINAL): "1"})
    said = {p: sorted(f.rule for f in perfeval.evaluate(report, book, profile=p).findings) for p in Profile}

    assert said == {Profile.MINIMAL: ["a"], Profile.DEFAULT: ["a", "b"], Profile.STRICT: ["a", "b", "c"]}


def test_no_such_profile() -> None:
    """A profile nobody declared is refused, and those there are are named."""
    with pytest.raises(UnknownNameError) as raised:
        perfeval.evaluate(example(), profile="loud")
    assert all(p.value in raised.value.zh for p in Profile)


@pytest.mark.parametrize("profile", Profile, ids=[p.value for p in Profile])
def test_command_line(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    """`--profile` is that of the library, and the JSON says which it was."""
    main(["check", str(EXAMPLE), "--profile", profile.value, "--format", "json"])
    (made,) = json.loads(capsys.readouterr().out)["evaluations"]
    expected = perfeval.evaluate(perfeval.read(EXAMPLE), profile=profile)

    assert made["profile"] == profile.value
    assert [f["fingerprint"] for f in made["findings"]] == [f.fingerprint for f in expected.findings]
