"""Formulas a table prints over its own lines: C=B/A, (E/C), 3=1+2, ③=②/①×100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from perfeval.quantities import tidy
from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind
from perfeval.recognition.tables.grammar.schemas import Cue, Kind, Schema, Term

_CIRCLED = {chr(ord("①") + n): f"[{n + 1}]" for n in range(20)}
_NAME = r"(?:[A-Z]|\d{1,2}|\[\d{1,2}\])"
_SIGNS = str.maketrans({"×": "*", "÷": "/", "—": "-", "－": "-", "＋": "+", "／": "/", "x": "*", "【": "(", "】": ")"})
_TIMES_100 = re.compile(r"\*100%?|%$")
_FORMULA = re.compile(rf"(?:{_NAME}=)?[(]{{0,9}}{_NAME}[)]{{0,9}}(?:[-+/][(]{{0,9}}{_NAME}[)]{{0,9}})+")
_TOKEN = re.compile(rf"{_NAME}|[-+/()]")
_OPERATORS = frozenset("=/÷+")
#: Heads longer than this hold no formula.
LONGEST = 60


@frozen
class Parsed:
    """A formula read: what is added up, and what that is divided by."""

    top: tuple[tuple[int, str], ...]
    bottom: tuple[tuple[int, str], ...] = ()
    less_one: bool = False


def formulas(axis: Axis, lines: Sequence[Line]) -> Iterator[Schema]:
    """The formulas the heads of an axis print, over its own lines."""
    named: dict[str, int] = {}
    for line in lines:
        for name in line.names:
            named.setdefault(_CIRCLED.get(name, name), line.index)
    for line in lines:
        if line.kind is LineKind.BESIDE:
            continue
        parsed = parse(line.formula) if not _OPERATORS.isdisjoint(line.formula) else None
        found = _schema(axis, line, parsed, named) if parsed is not None else None
        if found is not None:
            yield found


def _schema(axis: Axis, line: Line, parsed: Parsed, named: Mapping[str, int]) -> Schema | None:
    top, bottom = _terms(parsed.top, named), _terms(parsed.bottom, named)
    if top is None or bottom is None or line.index in {n for _, n in (*top, *bottom)}:
        return None
    if not bottom:
        minus = any(c < 0 for c, _ in top)
        return Schema(Kind.DIFFERENCE if minus else Kind.SUM, axis, line.index, top, cue=Cue.FORMULA)
    rest = _without(top, bottom)
    if rest is not None:  # (B-A)/A is B/A less one: A stands above and below
        return Schema(Kind.CHANGE, axis, line.index, rest, bottom, cue=Cue.FORMULA)
    return Schema(Kind.RATE, axis, line.index, top, bottom, cue=Cue.FORMULA)


def _without(top: tuple[Term, ...], bottom: tuple[Term, ...]) -> tuple[Term, ...] | None:
    """What stands above the line besides the negative of what stands below; None where that is not there."""
    negative = {(-c, n) for c, n in bottom}
    return tuple(t for t in top if t not in negative) if negative <= set(top) and len(top) > len(bottom) else None


def _terms(parts: Sequence[tuple[int, str]], named: Mapping[str, int]) -> tuple[Term, ...] | None:
    found = tuple((c, named[name]) for c, name in parts if name in named)
    return found if len(found) == len(parts) else None


def parse(text: str) -> Parsed | None:
    """The formula in a head, None where there is none.

    >>> parse("执行率(B/A)").bottom
    ((1, 'A'),)
    >>> parse("3=1+2").top
    ((1, '1'), (1, '2'))
    """
    if len(text) > LONGEST:
        return None
    plain = "".join(_CIRCLED.get(c, c) for c in text)
    plain = tidy(plain).upper().translate(_SIGNS).lower().translate(_SIGNS).upper()
    plain = _TIMES_100.sub("", plain.replace("*100%", ""))
    for match in reversed(list(_FORMULA.finditer(plain))):
        said = match.group().split("=")[-1]
        balanced = said.count("(") - said.count(")")
        said = said + ")" * balanced if balanced > 0 else said
        found = _quotient(_TOKEN.findall(said))
        if found is not None and (
            plain[max(match.start() - 1, 0)] in "(=[【" or match.start() == 0 or "=" in match.group()
        ):
            return found
    return None


def _quotient(tokens: Sequence[str]) -> Parsed | None:
    """A sum, or a sum divided by a sum."""
    depth, at = 0, -1
    for n, sign in enumerate(tokens):
        depth += (sign == "(") - (sign == ")")
        if sign == "/" and depth == 0:
            if at >= 0:
                return None
            at = n
    if at < 0:
        whole = list(tokens)
        while whole[:1] == ["("] and whole[-1:] == [")"]:
            whole = whole[1:-1]
            if "/" in whole:
                return _quotient(whole)
        top = _sum(whole)
        return Parsed(top) if top else None
    top, bottom = _sum(tokens[:at]), _sum(tokens[at + 1 :])
    return Parsed(top, bottom) if top and bottom else None


def _sum(tokens: Sequence[str]) -> tuple[tuple[int, str], ...] | None:
    """Names with their signs; None for anything that is no plain sum."""
    sign, terms = 1, []
    expects = True
    for word in (t for t in tokens if t not in "()"):
        if word in "+-":
            sign = 1 if word == "+" else -1
            expects = True
        elif word == "/" or not expects:
            return None
        else:
            terms.append((sign, word))
            sign, expects = 1, False
    return tuple(terms) if terms and not expects else None
