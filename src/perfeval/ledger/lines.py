"""A ledger as lines of JSON that a person can read, edit and merge, and back.

Rule 1: what a line says is taken whole, or the ledger is refused with the number of the line; nothing is left out in silence.
Rule 2: a state is no part of a line.
Rule 3: two lines that say different things of one problem, or of one run, are a conflict, and both are named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from perfeval.boundary import json_signs
from perfeval.errors import ModelError
from perfeval.evaluation.verified import About
from perfeval.findings import Severity, Text
from perfeval.ledger.book import Ledger
from perfeval.ledger.entering import check_due
from perfeval.ledger.entries import Alias, Entry, Event, Evidence, Found, Measure, Origin, Problem, Run
from perfeval.readers.json_fields import Fields, line_content, line_fault

SCHEMA = "perfeval/ledger/1"
#: What marks the places where a merge left two versions.
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")

T = TypeVar("T")


def written(ledger: Ledger) -> str:
    """A ledger as text: its schema, then other names, problems, and runs, one a line."""
    lines: list[dict[str, Any]] = [{"ledger": SCHEMA}]
    lines += [_out_alias(one) for one in ledger.aliases]
    lines += [_out_entry(one) for one in ledger.entries]
    lines += [_out_run(one) for one in ledger.runs]
    return "".join(json_signs(json.dumps(one, ensure_ascii=False)) + "\n" for one in lines)


def parsed(text: str, source: str) -> Ledger:
    """The ledger of a text.

    Raises
    ------
    UnreadableError
        If a line is not as it should be, or two contradict each other; the message says which.
    """
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    for number, line in lines:
        if _CONFLICT.match(line.strip("\r")):
            raise line_fault(
                source, number, "是合并留下的冲突标记；请先选定一方或手工合并",
                "is the mark of a merge that found a conflict; settle it first",
            )  # fmt: skip
    if not lines:
        raise line_fault(source, 1, "是空的；台账首行应为 " + _HEAD, f"is empty; a ledger begins with {_HEAD}")
    head = line_content(lines[0][1], source, lines[0][0])
    if head.get("ledger") != SCHEMA or len(head) != 1:
        raise line_fault(source, lines[0][0], f"应为台账首行 {_HEAD}", f"has to be the first line of a ledger, {_HEAD}")
    return _put_together(source, [(n, Fields(line_content(line, source, n), source, n)) for n, line in lines[1:]])


_HEAD = json.dumps({"ledger": SCHEMA})


def _put_together(source: str, lines: Iterable[tuple[int, Fields]]) -> Ledger:
    aliases: dict[object, tuple[int, Alias]] = {}
    entries: dict[object, tuple[int, Entry]] = {}
    runs: dict[object, tuple[int, Run]] = {}
    for number, fields in lines:
        kind = fields.text("kind")
        if kind == "problem":
            entry = _entry(fields)
            _once(entries, entry.problem.fingerprint, entry, source, number)
        elif kind == "run":
            run = _run(fields)
            _once(runs, (run.unit, run.year, run.on, run.number, run.origin, run.source), run, source, number)
        elif kind == "alias":
            alias = _alias(fields)
            _once(aliases, (alias.is_project, alias.unit, alias.name), alias, source, number)
        else:
            raise fields.bad("kind", "应为 problem、run 或 alias", "has to be problem, run or alias")
        fields.finish()
    try:
        return Ledger(_values(entries), _values(runs), _values(aliases))._with((), ())
    except ModelError as error:
        at = _fault(source, aliases.values())
        raise line_fault(source, at, error.zh.rstrip("。"), error.en.rstrip(".")) from error


def _fault(source: str, aliases: Iterable[tuple[int, Alias]]) -> int:
    """The line of the first alias that contradicts those before it."""
    taken: list[Alias] = []
    for number, one in aliases:
        taken.append(one)
        try:
            Ledger(aliases=tuple(taken))
        except ModelError:
            return number
    return 1


def _values(table: Mapping[object, tuple[int, T]]) -> tuple[T, ...]:
    return tuple(value for _, value in table.values())


def _once(table: dict[object, tuple[int, T]], key: object, value: T, source: str, number: int) -> None:
    before, known = table.setdefault(key, (number, value))
    if known != value:
        raise line_fault(
            source, number, f"与第{before}行说的是同一件事而内容不同；请合并为一行",
            f"and line {before} say different things of one and the same; make them one line",
        )  # fmt: skip


# --- problems -------------------------------------------------------------------------------------------------------


def _out_about(about: Iterable[About]) -> list[dict[str, str]]:
    return [{k: v for k, v in (("project", one.project), ("kind", one.kind)) if v} for one in sorted(about)]


def _about(fields: Fields, key: str) -> tuple[About, ...]:
    return tuple(sorted(_each(fields, key, lambda f: About(f.text("project", ""), f.text("kind", "")))))


def _each(fields: Fields, key: str, made: Callable[[Fields], T]) -> Iterator[T]:
    for one in fields.objects(key):
        yield made(one)
        one.finish()


def _out_entry(entry: Entry) -> dict[str, Any]:
    one = entry.problem
    return {
        "kind": "problem", "fingerprint": one.fingerprint, "name": one.name, "unit": one.unit, "about": _out_about(one.about),
        "year": one.year, "rule": one.rule, "severity": one.severity.value, "origin": one.origin.value, "on": one.on.isoformat(),
        "source": one.source, "said": one.said.to_dict(), "amount": one.amount, "basis": one.basis,
        "measures": [_out_measure(m) for m in entry.measures],
        "history": [{"on": e.on.isoformat(), "who": e.who, "what": e.what} for e in entry.history],
        "stem": one.stem, "names": " ".join(sorted(one.names)),
    }  # fmt: skip


def _entry(fields: Fields) -> Entry:
    said = fields.object("said")
    problem = Problem(
        fields.word("fingerprint"), fields.word("rule"), fields.text("unit"), _about(fields, "about"), fields.word("stem"),
        name=fields.text("name"), year=fields.year("year"), on=fields.day("on"), origin=fields.one_of("origin", Origin),
        source=fields.text("source", ""), severity=fields.one_of("severity", Severity),
        said=Text(said.text("zh", ""), said.text("en", "")), amount=fields.text("amount", ""), basis=fields.text("basis", ""), names=fields.words("names"),
    )  # fmt: skip
    said.finish()
    measures = tuple(_each(fields, "measures", _measure))
    history = tuple(_each(fields, "history", lambda f: Event(f.day("on"), f.text("who", ""), f.text("what"))))
    for measure in measures:
        try:
            check_due(problem, measure)
        except ModelError as error:
            raise fields.bad("measures", error.zh.rstrip("。"), error.en.rstrip(".")) from error
    return Entry(problem, measures, history)


def _out_measure(one: Measure) -> dict[str, Any]:
    evidence = [{"text": e.text, "file": e.file, "on": _day(e.on)} for e in one.evidence]
    return {"text": one.text, "owner": one.owner, "due": _day(one.due), "on": _day(one.on), "evidence": evidence}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _measure(fields: Fields) -> Measure:
    evidence = _each(fields, "evidence", lambda f: Evidence(f.text("text"), f.text("file", ""), f.day_or_none("on")))
    return Measure(
        fields.text("text"), fields.text("owner", ""), fields.day_or_none("due"), fields.day_or_none("on"), tuple(evidence)
    )  # fmt: skip


# --- runs and other names -------------------------------------------------------------------------------------------


def _out_run(run: Run) -> dict[str, Any]:
    abouts = sorted({one.about for one in run.found} | {about for about, _ in run.held})
    return {
        "kind": "run", "name": run.name, "unit": run.unit, "year": run.year, "on": run.on.isoformat(), "number": run.number,
        "origin": run.origin.value, "source": run.source, "covered": _out_about(run.covered),
        "said": [
            {
                "about": _out_about(about),
                "found": sorted(" ".join((f.rule, f.stem, *sorted(f.names))) for f in run.found if f.about == about),
                "held": " ".join(sorted(stem for held, stem in run.held if held == about)),
            }
            for about in abouts
        ],
        "checks": sorted(" ".join((rule, *sorted(left))) for rule, left in run.checks),
        "names": " ".join(sorted(run.names)),
    }  # fmt: skip


def _run(fields: Fields) -> Run:
    found: set[Found] = set()
    held: set[tuple[tuple[About, ...], str]] = set()
    for said in fields.objects("said"):
        about = _about(said, "about")
        for rule, stem, *names in said.lists("found", least=2):
            found.add(Found(rule, about, stem, frozenset(names)))
        held |= {(about, stem) for stem in said.words("held")}
        said.finish()
    return Run(
        fields.text("unit"), fields.text("name"), fields.year("year"), fields.day("on"), fields.number("number"),
        fields.one_of("origin", Origin), fields.text("source", ""), frozenset(_about(fields, "covered")), frozenset(found),
        frozenset(held), frozenset((rule, frozenset(left)) for rule, *left in fields.lists("checks", least=1)),
        fields.words("names"),
    )  # fmt: skip


def _out_alias(alias: Alias) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": "alias", "name": alias.name, "was": list(alias.was)}
    return made | ({"project": True, "unit": alias.unit} if alias.is_project else {})


def _alias(fields: Fields) -> Alias:
    was = fields.texts("was")
    if not was:
        raise fields.bad("was", "应列出曾用名", "has to list what it was called before")
    return Alias(fields.text("name"), was, fields.flag("project"), fields.text("unit", ""))


__all__ = ["SCHEMA", "parsed", "written"]
