"""The hooks a plugin may implement. They register; nothing of a plugin's runs while a report is evaluated.

A plugin is a module or object registered under the entry-point group `perfeval`. Each hook returns a list; a plugin
that raises, misspells a hook or returns something else is set aside and named, the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pluggy
from attrs import frozen

from perfeval.document import Document
from perfeval.model import Report

if TYPE_CHECKING:
    from perfeval.evaluation import Evaluation
    from perfeval.ruling import Pack

PROJECT = "perfeval"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@frozen
class Reader:
    """Takes a file format: the endings it answers to, and a function from bytes and file name to a document or report."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Document | Report]


@frozen
class Renderer:
    """Writes a format: its name, and a function from evaluations and a language (zh or en) to text or bytes."""

    name: str
    render: Callable[[Sequence[Evaluation], str], str | bytes]


@hookspec
def perfeval_rule_packs() -> list[Pack]:  # type: ignore[empty-body]
    """Rule packs of one or more jurisdictions."""


@hookspec
def perfeval_readers() -> list[Reader]:  # type: ignore[empty-body]
    """Readers of file formats."""


@hookspec
def perfeval_renderers() -> list[Renderer]:  # type: ignore[empty-body]
    """Renderers of evaluations."""
