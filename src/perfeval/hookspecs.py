"""The hooks a plugin may implement. They register; nothing of a plugin's runs while a report is evaluated.

A plugin is a module or object registered under the entry-point group `perfeval`. Each hook returns a list; a plugin
that raises, misspells a hook or returns something else is set aside and named, the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pluggy
from attrs import Attribute, field, frozen
from attrs.validators import optional

from perfeval.document import Document
from perfeval.errors import PackError
from perfeval.model import Report

if TYPE_CHECKING:
    from perfeval.evaluation import Evaluation
    from perfeval.ruling import Pack

PROJECT = "perfeval"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


def _name(of: object, _: Attribute[str], name: object) -> None:
    if not isinstance(name, str) or not name.strip():
        kind = type(of).__name__
        raise PackError(
            f"{kind} 的 name 应为非空文本，得到 {name!r}。", f"The name of a {kind} has to be text, not {name!r}."
        )


def _endings(of: Reader | Renderer, _: Attribute[tuple[str, ...]], endings: object) -> None:
    named = isinstance(endings, (tuple, list)) and all(
        isinstance(e, str) and e.startswith(".") and e == e.lower() for e in endings
    )
    if not named or (not endings and isinstance(of, Reader)):  # a renderer may be asked for by its name alone
        raise PackError(
            f"{of.name} 的 suffixes 应为小写后缀的元组，如 ('.ofd',)，得到 {endings!r}。",
            f"The suffixes of {of.name} have to be a tuple of small endings, such as ('.ofd',), not {endings!r}.",
        )


def _function(of: Reader | Renderer, attribute: Attribute[Any], found: object) -> None:
    if not callable(found):
        raise PackError(
            f"{of.name} 的 {attribute.name} 应为函数，得到 {found!r}。",
            f"{attribute.name} of {of.name} has to be a function, not {found!r}.",
        )


@frozen
class Reader:
    """Takes a file format: the endings it answers to, and a function from bytes and file name to a document or report."""

    name: str = field(validator=_name)
    suffixes: tuple[str, ...] = field(validator=_endings)
    read: Callable[[bytes, str], Document | Report] = field(validator=_function)


@frozen
class Renderer:
    """Writes a format: its name, and a function from evaluations and a language (zh or en) to text or bytes.

    Attributes
    ----------
    name
        What it is asked for by.
    render
        What it writes.
    suffixes
        Endings of the files that are written by it when nobody says which format they are to have (`.xlsx`).
    revise
        What it writes where an earlier one of its files was changed by a person: that file's bytes come last, and what
        was changed is kept. None for a format in which nothing is changed by hand.
    """

    name: str = field(validator=_name)
    render: Callable[[Sequence[Evaluation], str], str | bytes] = field(validator=_function)
    suffixes: tuple[str, ...] = field(default=(), validator=_endings)
    revise: Callable[[Sequence[Evaluation], str, bytes], str | bytes] | None = field(
        default=None, validator=optional(_function)
    )


@hookspec
def perfeval_rule_packs() -> list[Pack]:  # type: ignore[empty-body]
    """Rule packs of one or more jurisdictions."""


@hookspec
def perfeval_readers() -> list[Reader]:  # type: ignore[empty-body]
    """Readers of file formats."""


@hookspec
def perfeval_renderers() -> list[Renderer]:  # type: ignore[empty-body]
    """Renderers of evaluations."""
