"""The pages that list what a program may import, and what figures may be called, made from the code."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import Enum

import perfeval
import perfeval.testing
from perfeval.plugins import bundled_plugins, load
from perfeval.quantities import Quantity

#: The doors of which a page tells every name; that of `perfeval.ruling` has a page of its own.
DOORS = (perfeval, perfeval.testing)
_SECTION = re.compile(r"^(Parameters|Attributes|Returns|Raises)\n-+\n", re.MULTILINE)
_ENTRY = re.compile(r"^(?P<name>\S[^\n]*)\n(?P<said>(?:    [^\n]*\n?|\n(?=    ))+)", re.MULTILINE)


def api() -> str:
    """Every name of the front doors with its signature and what its docstring says."""
    lines: list[str] = []
    for door in DOORS:
        lines += [f"## `{door.__name__}`", ""]
        for name in sorted(door.__all__, key=str.lower):
            lines += _named(name, getattr(door, name))
    return "\n".join(lines)


def _named(name: str, thing: object) -> Iterator[str]:
    yield f"### `{name}`"
    yield ""
    if inspect.isclass(thing):
        yield from _said(thing)
        if issubclass(thing, Enum):
            yield "One of " + ", ".join(f"`{member.name}`" for member in thing) + "."
            yield ""
            return
        for method, found in sorted(vars(thing).items()):
            function = found.__func__ if isinstance(found, (classmethod, staticmethod)) else found
            if method.startswith("_") or not inspect.getdoc(function):
                continue
            if inspect.isfunction(function):
                yield f"`{name}.{method}{_signature(function)}`: {_first(function)}"
                yield ""
            elif isinstance(found, property) or type(found).__name__ == "cached_property":
                yield f"`{name}.{method}`: {_first(found)}"
                yield ""
    elif inspect.ismodule(thing):
        yield from _said(thing)
    elif callable(thing):
        yield f"`{name}{_signature(thing)}`"
        yield ""
        yield from _said(thing)
    else:
        yield f"`{thing!r}`" if not isinstance(thing, (tuple, Quantity)) else f"`{', '.join(map(str, thing))}`"
        yield ""


def _signature(function: object) -> str:
    """How a function is called, on one line."""
    text = str(inspect.signature(function)) if callable(function) else ""
    return re.sub(r"\(self(?:, )?", "(", re.sub(r"\(cls(?:, )?", "(", text.replace("'", ""))).replace("perfeval.", "")


def _first(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def _said(thing: object) -> Iterator[str]:
    """A docstring as Markdown: its text, and its parameters and exceptions as lists."""
    text = inspect.getdoc(thing) or ""
    head, *sections = _SECTION.split(text)
    for paragraph in head.strip().split("\n\n"):
        if paragraph.startswith((">>>", "::", "    ")):
            continue
        yield " ".join(paragraph.removesuffix("::").split())
        yield ""
    for title, body in zip(sections[::2], sections[1::2], strict=True):
        yield f"{title}:"
        yield ""
        for entry in _ENTRY.finditer(body.split("\n>>>")[0] + "\n"):
            yield f"- `{entry['name']}`: {' '.join(entry['said'].split())}"
        yield ""


def line_items() -> str:
    """Every line item of the bundled packs: id, label, other labels, and what it is listed under."""
    lines = ["| id | label | also | under |", "|---|---|---|---|"]
    for installed in load(bundled_plugins()).packs:
        for item in installed.pack.line_items:
            also = "、".join(item.aliases)
            lines.append(f"| `{item.id}` | {item.label} | {also} | {f'`{item.parent}`' if item.parent else ''} |")
    return "\n".join(lines)
