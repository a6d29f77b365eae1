"""Whether the fields of what a pack declares hold what they say: checked where it is written, not in the first report.

Rule 1: a field's own annotation is the rule, told once: `label: Text` holds a `Text`, `since: int | None` an int or None.
Rule 2: what an annotation does not decide (a protocol, a function's arguments) is left alone.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from perfeval.errors import PackError

#: What an id may be made of; @ and : name a class and a rate of a line item.
SLUG = re.compile(r"[a-z0-9][a-z0-9.:@-]*")
#: So much of a value is quoted.
LONGEST_QUOTE = 60

Fits = Callable[[object], bool]


def check_fields(of: object, within: str = "", *, deep: bool = True) -> None:
    """Make sure that every field holds what its annotation says, and so in what it holds.

    Parameters
    ----------
    of
        A rule, framework, line item or the like.
    within
        What it belongs to, for the message.
    deep
        Whether what the fields hold is looked through, too.

    Raises
    ------
    PackError
        Naming what it belongs to, the field, what was expected and what was found.
    """
    for path, expected, found in _faults(of, "", deep=deep):
        said = repr(found)
        said = said if len(said) <= LONGEST_QUOTE else said[:LONGEST_QUOTE] + "…"
        name = f"{type(of).__name__} {getattr(of, 'id', '')!r}" if hasattr(of, "id") else type(of).__name__
        inside_zh, inside_en = (f"{within} 的 ", f" of {within}") if within else ("", "")
        raise PackError(
            f"{inside_zh}{name} 的字段 {path} 应为 {expected}，得到 {said}。",
            f"The field {path} of {name}{inside_en} has to be {expected}, not {said}.",
        )


def several_words(words: str | Iterable[str]) -> tuple[str, ...]:
    """A converter: one text, or several, as a tuple.

    Raises
    ------
    PackError
        If there is anything else among them.
    """
    made = (words,) if isinstance(words, str) else tuple(words) if isinstance(words, Iterable) else (words,)
    for one in made:
        if not isinstance(one, str):
            raise PackError(f"应为若干文本，得到 {words!r}。", f"Texts are needed, not {words!r}.")
    return made


def holds(kind: type) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """A validator: the field holds one of this class."""

    def check(of: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            name = getattr(of, "id", "")
            raise PackError(
                f"{type(of).__name__} “{name}”的字段 {attribute.name} 应为 {kind.__name__}，得到 {value!r}。",
                f"The field {attribute.name} of {type(of).__name__} {name!r} has to be a {kind.__name__}, not {value!r}.",
            )

    return check


def check_id(name: object, kind: str) -> None:
    """Make sure that an id is a slug.

    Raises
    ------
    PackError
        If it is none.
    """
    if not isinstance(name, str) or not SLUG.fullmatch(name):
        raise PackError(
            f"{kind} 的 id {name!r} 不合要求：只用小写字母、数字、点和连字符，如 'control-rate'。",
            f"The id {name!r} of a {kind} is no slug: small letters, digits, dots and hyphens, such as 'control-rate'.",
        )


def _faults(of: Any, path: str, *, deep: bool) -> Iterator[tuple[str, str, object]]:
    kind: Any = type(of)
    for name, expected, fits, default in _fields(kind):
        value = getattr(of, name)
        if value is default:
            continue
        if not fits(value):
            yield f"{path}{name}", expected, value
        for number, one in enumerate(value if isinstance(value, tuple) else (value,)):
            if deep and attrs.has(type(one)):
                index = f"[{number}]" if isinstance(value, tuple) else ""
                yield from _faults(one, f"{path}{name}{index}.", deep=True)


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, Fits, object], ...]:
    """The fields of a class: name, annotation as it is read, whether a value fits, and the default."""
    if not attrs.has(kind):  # a rule of any other kind of class says itself what it is made of
        return ()
    try:
        hints = get_type_hints(kind)
    except Exception:  # an annotation of somebody else's class that stands for type checkers alone
        return ()
    made = []
    for one in attrs.fields(kind):
        if one.init and one.name in hints:
            made.append((one.name, _said(hints[one.name]), _fits(hints[one.name]), one.default))
    return tuple(made)


def _said(hint: Any) -> str:
    """An annotation in words."""
    if hint is type(None):
        return "None"
    if isinstance(hint, type) and not get_args(hint):
        return hint.__name__
    parts = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return " | ".join(_said(part) for part in parts)
    if get_origin(hint) is tuple:
        return f"tuple[{', '.join('…' if part is ... else _said(part) for part in parts)}]"
    return str(hint).removeprefix("typing.")


def _fits(hint: Any) -> Fits:
    """Whether a value is what an annotation says; what it leaves open is."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        several = [_fits(part) for part in parts]
        return lambda value: any(fits(value) for fits in several)
    if hint is None or hint is type(None):
        return lambda value: value is None
    if origin is tuple:
        return _tuple(parts)
    if (
        hint in (bool, str)
        or (isinstance(hint, type) and issubclass(hint, Enum))
        or (isinstance(hint, type) and attrs.has(hint))
    ):
        return lambda value: isinstance(value, hint)
    if hint is int:
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    return lambda value: True  # fmt: skip


def _tuple(parts: tuple[Any, ...]) -> Fits:
    if len(parts) == 2 and parts[1] is ...:
        fits = _fits(parts[0])
        return lambda value: isinstance(value, tuple) and all(fits(one) for one in value)
    each = [_fits(part) for part in parts]
    return lambda value: (
        isinstance(value, tuple) and len(value) == len(each) and all(f(v) for f, v in zip(each, value, strict=True))
    )


__all__ = ["SLUG", "check_fields", "check_id", "holds"]
