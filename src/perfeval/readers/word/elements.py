"""The XML of a Word document: what its elements are called, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from docx.oxml import ns

qn = cache(ns.qn)  # asked for several times a cell
_VAL = qn("w:val")
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CLEAR = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


def within(parent: Any, *tags: str) -> Iterator[Any]:
    """The nearest elements of these tags, through content controls and other wrappings, in source order."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _CLEAR:
            yield from within(child, *tags)
        elif child.tag == f"{MC}AlternateContent":
            yield from within(chosen(child), *tags)


def chosen(alternatives: Any) -> Any:
    """One of several forms of the same content."""
    choice = alternatives.find(f"{MC}Choice")
    if choice is not None:
        return choice
    fallback = alternatives.find(f"{MC}Fallback")
    return fallback if fallback is not None else ()


def value_of(parent: Any, *path: str) -> str | None:
    """The w:val of an element at the end of a path; "" where it has none, None where it is not there."""
    found = parent
    for name in path:
        found = found.find(qn(name)) if found is not None else None
    return None if found is None else str(found.get(_VAL, ""))


def whole(text: str | None, default: int) -> int:
    """A whole number of the file, or the default where it is none."""
    try:
        return int(text) if text else default
    except ValueError:
        return default


def is_on(parent: Any, *path: str) -> bool:
    """Whether a switch is there and not turned off."""
    return value_of(parent, *path) not in (None, "0", "false", "off")
