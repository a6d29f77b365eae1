"""The hooks a plugin may implement. They register; nothing of a plugin's runs while a report is evaluated.

A plugin is a module or object registered under the entry-point group `perfeval`. Each hook returns a list; a plugin
that raises, misspells a hook or returns something else is set aside and named, the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pluggy
from attrs import Attribute, field, frozen

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


def _endings(of: Reader, _: Attribute[tuple[str, ...]], endings: object) -> None:
    if not isinstance(endings, (tuple, list)) or not endings or not all(
        isinstance(e, str) and e.startswith(".") and e == e.lower() for e in endings
    ):  # fmt: skip
        raise PackError(
            f"读取器 {of.name} 的 suffixes 应为小写后缀的元组，如 ('.ofd',)，得到 {endings!r}。",
            f"The suffixes of the reader {of.name} have to be a tuple of small endings, such as ('.ofd',), not {endings!r}.",
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
    """Writes a format: its name, and a function from evaluations and a language (zh or en) to text or bytes."""

    name: str = field(validator=_name)
    render: Callable[[Sequence[Evaluation], str], str | bytes] = field(validator=_function)


@hookspec
def perfeval_rule_packs() -> list[Pack]:  # type: ignore[empty-body]
    """Rule packs of one or more jurisdictions."""


@hookspec
def perfeval_readers() -> list[Reader]:  # type: ignore[empty-body]
    """Readers of file formats."""


@hookspec
def perfeval_renderers() -> list[Renderer]:  # type: ignore[empty-body]
    """Renderers of evaluations."""
