"""The pack kit: what is easily wrong in a pack, found before any report is seen, and on honest reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from perfeval.boundary import guarded, said
from perfeval.errors import PerfevalError
from perfeval.evaluation import evaluate
from perfeval.findings import Standing, Text
from perfeval.hookspecs import hookimpl
from perfeval.plugins import bundled_plugins, load
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import Check, Framework, Pack
from perfeval.testing.making.honest import reports
from perfeval.testing.making.solving import ContradictionError
from perfeval.testing.proving.soundness import Soundness, examples_of, only, soundness

#: The share of seeded slips that a pack's rules have to notice.
ENOUGH = Fraction(95, 100)

#: So many reports show whether a function runs at all.
ENOUGH_TO_RUN = 5

_SLUG = re.compile(r"[a-z0-9][a-z0-9.@:-]*")
_DOCUMENT = re.compile(r"〔\d{4}〕\d+号|\[\d{4}\]\d+号")


def check_pack(pack: Pack, *others: Pack, examples: int = 25) -> tuple[str, ...]:
    """What is wrong with a pack, one sentence each; empty for a good one.

    It has to load beside the bundled packs, its ids and labels have to be there, nothing unconfirmed may name a
    document, its frameworks have to add up, and its rulebooks have to make sense in every year it holds. Its rules have
    to be silent on honest reports and heard on broken ones, whatever their order; they notice nearly every slip at the
    figures they decide, contradict no other rule, and none of them only repeats others. Rules over forms are tried on
    forms of the place's own framework. Of free checks (`@check`) it is only asked that they run on honest reports: what
    they look for, only their authors know. Whatever fails in the pack while it is tried is one of the sentences.

    Parameters
    ----------
    others
        Packs it builds on, besides the bundled ones.
    examples
        How many honest reports to try.
    """
    return guarded(
        lambda: _checked(pack, others, examples),
        lambda error: (f"The pack fails while it is tried: {said(error)}.",),
    )


def _checked(pack: Pack, others: Sequence[Pack], examples: int) -> tuple[str, ...]:
    found = list(_words(pack))
    bundled = bundled_plugins()
    known = load(bundled).packs
    fresh = [p for p in (pack, *others) if not any(p == one.pack for one in known)]  # a bundled pack is there already
    loaded = load([*bundled, (_Plugin(fresh), pack.id, "under-test")])
    if loaded.quarantined:
        return (*found, *(q.error for q in loaded.quarantined))
    for year in _years(pack):
        found += _in_year(pack, loaded.packs, year, examples)
    return tuple(dict.fromkeys(found))


class _Plugin:
    """A plugin that offers these packs."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = list(packs)

    @hookimpl
    def perfeval_rule_packs(self) -> list[Pack]:
        """The packs."""
        return self._packs


def _years(pack: Pack) -> list[int]:
    ends = {y for y in (pack.since, pack.until) if y is not None}
    return sorted(ends or {2023})


def _words(pack: Pack) -> Iterator[str]:
    """Ids, labels, and what each rule rests on."""
    things: list[tuple[str, object]] = [(r.id, r) for r in pack.rules]
    for framework in pack.frameworks:
        if isinstance(framework, Framework):
            things.append((framework.id, framework))
            things += [(f"{framework.id}/{i.id}", i) for i in framework.indicators]
        else:
            things += [(f"{framework.framework}/{i.id}", i) for i in framework.replace]
    for item in pack.line_items:
        if not item.label.strip():
            yield f"The line item {item.id!r} has no label."
    for name in (pack.id, *(i.id for i in pack.line_items), *(n.split("/")[-1] for n, _ in things)):
        if not _SLUG.fullmatch(name.split("/")[0]):
            yield f"The id {name!r} is no slug: small letters, digits, dots, hyphens (an item may have @code or :rate)."
    for name, thing in things:
        yield from _label_of(name, thing)


def _label_of(name: str, thing: object) -> Iterator[str]:
    label = getattr(thing, "label", None)
    if isinstance(label, Text) and not (label.zh and label.en):
        yield f"The rule {name!r} needs a label in Chinese and in English."
    elif isinstance(label, str) and not label.strip():
        yield f"{name!r} has no label."
    standing = getattr(thing, "standing", Standing.ARITHMETIC)
    if standing is not Standing.UNCONFIRMED:
        return
    texts = [getattr(thing, what, None) for what in ("label", "message", "innocent", "note", "definition")]
    for text in texts:
        said = f"{text.zh} {text.en}" if isinstance(text, Text) else str(text or "")
        if _DOCUMENT.search(said):
            yield f"{name!r} is unconfirmed and names a document: {_DOCUMENT.findall(said)[0]}."


def _in_year(pack: Pack, packs: Iterable[Installed], year: int, examples: int) -> list[str]:
    """A pack's rulebook of one year, and its rules on honest reports."""
    every = tuple(packs)
    try:
        book = resolve(every, pack.code, year)
    except PerfevalError as error:
        return [str(error)]
    found: list[str] = []
    if pack.withdraws:
        without = resolve([p for p in every if p.pack != pack], pack.code, year)
        found += [
            f"It withdraws {key!r}, which no other pack sets in {year}."
            for key in pack.withdraws if key not in without.rules and key not in without.frameworks
        ]  # fmt: skip
    set_here = {key: force.rule for key, force in book.rules.items() if force.by.pack == pack}
    free = {key for key, rule in set_here.items() if isinstance(rule, Check)}  # a function may look for anything
    own = set(set_here) - free
    if free:
        found += _faults_of(only(book, free), min(examples, ENOUGH_TO_RUN))
    if own:
        try:
            found += _said_of(soundness(book, own, examples=examples, slips=4 * examples))
        except ContradictionError as error:
            found.append(f"No report can keep the rules of {pack.code} in {year}: {error}.")
    return found


def _faults_of(book: Rulebook, examples: int) -> Iterator[str]:
    """Rules that fail inside themselves, or find what is no problem, on honest reports."""
    faults: dict[str, str] = {}
    for report in examples_of(reports(book), examples):
        for name, error in evaluate(report, book).faults:
            faults.setdefault(name, error)
    for name, error in faults.items():
        yield f"{name!r} fails inside itself: {error}"


def _said_of(made: Soundness) -> Iterator[str]:
    """What soundness finds, one sentence each."""
    for rule, message in made.loud.items():
        yield f"{rule!r} speaks on an honest report: {message}"
    for rule in made.deaf:
        yield f"{rule!r} is heard on no report, however it is broken."
    for item, rules in made.forced.items():
        yield f"The identities {', '.join(rules)} leave nothing but zero for {item!r}."
    for rule in made.redundant:
        yield f"{rule!r} says nothing that the other identities do not say."
    if made.unordered:
        yield "The findings depend on the order of the rules."
    if made.score < ENOUGH:
        yield (
            f"Its rules notice {made.noticed} of {made.seeded} slips at figures they decide; these escape: "
            + "; ".join(f"{s.item or s.label} {s.before} → {s.after} ({s.kind})" for s in made.escaped[:5])
            + "."
        )
