"""The pack kit: what is easily wrong in a pack, found before any report is seen, and on honest reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from hypothesis import HealthCheck, given, settings

from perfeval import evaluation as _evaluation
from perfeval.errors import PerfevalError
from perfeval.findings import Standing, Text
from perfeval.hookspecs import hookimpl
from perfeval.model import Report
from perfeval.plugins import BUNDLED, load
from perfeval.resolution import Installed, resolve
from perfeval.ruling import Check, Framework, Pack
from perfeval.testing.honest import reports

_SLUG = re.compile(r"[a-z0-9][a-z0-9.@:-]*")
_DOCUMENT = re.compile(r"〔\d{4}〕\d+号|\[\d{4}\]\d+号")


def check_pack(pack: Pack, *others: Pack, examples: int = 25) -> tuple[str, ...]:
    """What is wrong with a pack, one sentence each; empty for a good one.

    It has to load beside the bundled packs, its ids and labels have to be there, nothing unconfirmed may name a
    document, its frameworks have to add up, its rulebooks have to make sense in every year it holds, and its rules have
    to be silent on honest reports.

    Parameters
    ----------
    others
        Packs it builds on, besides the bundled ones.
    examples
        How many honest reports to try.
    """
    found = list(_words(pack))
    bundled = [(import_module(name), name, "perfeval") for name in BUNDLED]
    loaded = load([*bundled, (_Plugin((pack, *others)), pack.id, "under-test")])
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
    without = resolve([p for p in every if p.pack is not pack], pack.code, year)
    found += [
        f"It withdraws {key!r}, which no other pack sets in {year}."
        for key in pack.withdraws if key not in without.rules and key not in without.frameworks
    ]  # fmt: skip
    own = {r.id for r in pack.rules if not isinstance(r, Check)}

    @given(reports(book))
    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def honest(report: Report) -> None:
        made = _evaluation.evaluate(report, book, strict=True)
        found.extend(
            f"{f.rule!r} speaks on an honest report: {f.message.zh}"
            for f in made.findings
            if f.rule.split(":")[0] in own
        )

    honest()
    return found
