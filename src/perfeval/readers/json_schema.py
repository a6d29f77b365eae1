"""Whether plain data fits one of the JSON Schemas of the package, and if not, where, what was expected and what stands there.

It knows what these schemas use of JSON Schema (2020-12) and nothing else. Objects, texts and numbers are those that
`json.loads(text, parse_float=str)` gives: a number with a point is a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

#: So much of what does not fit is quoted.
LONGEST_QUOTE = 60
_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int,), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip


@frozen
class Misfit:
    """A part that does not fit: its path, empty for the whole, and what was expected and found, in both languages."""

    path: str
    zh: str
    en: str


Misfits = Iterator[Misfit]


@cache
def schema(name: str) -> Mapping[str, Any]:
    """A schema of the package, by its name (report, evaluation, …)."""
    text = (files("perfeval") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    made: Mapping[str, Any] = json.loads(text)
    return made


def misfit(content: object, name: str) -> Misfit | None:
    """The first part that does not fit a schema; None where all of it fits.

    >>> misfit({"schema": "perfeval/report/1", "figures": [{"item": "total", "printed": None}]}, "report")
    Misfit(path='figures[0].printed', zh='应为 string 或 number，得到 null', en='expected string or number, found null')
    """
    whole = schema(name)
    return next(_misfits(content, whole, whole["$defs"], ""), None)


def _misfits(content: object, rule: Mapping[str, Any], known: Mapping[str, Any], path: str) -> Misfits:
    """Everything of a part that does not fit a rule."""
    if "$ref" in rule:
        yield from _misfits(content, known[rule["$ref"].rpartition("/")[2]], known, path)
    kinds = _kinds(rule, known)
    if kinds and not _is_one_of(content, kinds):
        yield _expected(path, " 或 ".join(kinds), " or ".join(kinds), content)
        return
    if "const" in rule and content != rule["const"]:
        yield _expected(path, repr(rule["const"]), repr(rule["const"]), content)
    if "enum" in rule and content not in rule["enum"]:
        yield _expected(path, "、".join(rule["enum"]) + " 之一", f"one of {', '.join(rule['enum'])}", content)
    if isinstance(content, str):
        yield from _text(content, rule, path)
    elif isinstance(content, list):
        yield from _array(content, rule, known, path)
    elif isinstance(content, dict):
        yield from _object(content, rule, known, path)
    elif isinstance(content, int) and content < rule.get("minimum", content):
        yield _expected(path, f"不小于 {rule['minimum']}", f"at least {rule['minimum']}", content)
    yield from _choices(content, rule, known, path)


def _choices(content: object, rule: Mapping[str, Any], known: Mapping[str, Any], path: str) -> Misfits:
    """What does not fit any of several rules; of the one that is meant, going by its kind."""
    for choices in (rule[key] for key in ("oneOf", "anyOf") if key in rule):
        tried = [(choice, list(_misfits(content, choice, known, path))) for choice in choices]
        if all(found for _, found in tried):
            of_kind = (found for choice, found in tried if _is_one_of(content, _kinds(choice, known)))
            yield next(of_kind, tried[0][1])[0]


def _text(content: str, rule: Mapping[str, Any], path: str) -> Misfits:
    if any(0xD800 <= ord(c) < 0xE000 for c in content):
        yield Misfit(path, "文本中有半个代理对，不是有效的字符", "half of a pair of surrogates is no character")
    if len(content) < rule.get("minLength", 0):
        yield _expected(path, "非空文本", "a text that is not empty", content)
    if "pattern" in rule and not re.search(rule["pattern"], content):
        yield _expected(path, f"形如 {rule['pattern']} 的文本", f"a text like {rule['pattern']}", content)


def _array(content: list[object], rule: Mapping[str, Any], known: Mapping[str, Any], path: str) -> Misfits:
    least, most = rule.get("minItems", 0), rule.get("maxItems", len(content))
    if not least <= len(content) <= most:
        yield Misfit(
            path, f"应有 {least} 项，得到 {len(content)} 项", f"expected {least} entries, found {len(content)}"
        )
    if "items" in rule:
        for number, one in enumerate(content):
            yield from _misfits(one, rule["items"], known, f"{path}[{number}]")


def _object(content: dict[str, object], rule: Mapping[str, Any], known: Mapping[str, Any], path: str) -> Misfits:
    parts: Mapping[str, Any] = rule.get("properties", {})
    start = f"{path}." if path else ""
    for key in rule.get("required", ()):
        if key not in content:
            yield Misfit(path, f"缺少 {key!r}", f"{key!r} is missing")
    for key, value in content.items():
        if key in parts:
            yield from _misfits(value, parts[key], known, f"{start}{key}")
        elif rule.get("additionalProperties") is False:
            near = get_close_matches(key, parts, 1)
            yield Misfit(
                path,
                f"没有名为 {_quoted(key)} 的键" + (f"；是否为 {near[0]!r}？" if near else ""),
                f"there is no key {_quoted(key)}" + (f"; is it {near[0]!r}?" if near else ""),
            )


def _expected(path: str, zh: str, en: str, content: object) -> Misfit:
    return Misfit(path, f"应为 {zh}，得到 {_quoted(content)}", f"expected {en}, found {_quoted(content)}")


def _kinds(rule: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of value a rule takes by its own words; empty where it names none."""
    if "$ref" in rule:
        return _kinds(known[rule["$ref"].rpartition("/")[2]], known)
    if "enum" in rule:
        return ("string",)
    named = rule.get("type", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _is_one_of(content: object, kinds: tuple[str, ...]) -> bool:
    if isinstance(content, bool):
        return "boolean" in kinds
    return any(isinstance(content, _KINDS[kind]) for kind in kinds)


def _quoted(content: object) -> str:
    """A value as JSON would write it, or what it is where that is long."""
    if isinstance(content, (dict, list)):
        return "an object" if isinstance(content, dict) else "a list"
    said = json.dumps(content, ensure_ascii=True)
    return said if len(said) <= LONGEST_QUOTE else said[:LONGEST_QUOTE] + "…"


__all__ = ["Misfit", "misfit", "schema"]
