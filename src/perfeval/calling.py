"""Readers and renderers, called so that one that fails is named and takes nothing else along.

What they give is looked through before anybody uses it. An error of perfeval's own kind is how a reader says what is
wrong with a file, and passes as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from perfeval.boundary import guarded, said
from perfeval.document import Block, Cell, Document, Paragraph, Place, Row, Table
from perfeval.errors import PerfevalError, PluginError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.hookspecs import Reader, Renderer
from perfeval.model import Report

T = TypeVar("T")


def called_reader(
    reader: Reader, origin: str, data: bytes, source: str, understood: Callable[[Document], Report]
) -> Report:
    """The report a reader makes of a file.

    Parameters
    ----------
    origin
        The distribution the reader comes from.
    understood
        What makes a report of a document.

    Raises
    ------
    PluginError
        If the reader fails inside itself, or gives something that is neither a document nor a report.
    PerfevalError
        What the reader says is wrong with the file.
    """

    def report() -> Report:
        found: object = reader.read(data, source)
        if isinstance(found, Report):
            return found
        wrong = _wrong(found)
        if wrong:
            raise TypeError(wrong)
        assert isinstance(found, Document)
        return understood(found)

    return _named(report, f"{origin}/{reader.name}", f"{source}：读取器", f"{source}: the reader")


def called_renderer(
    renderer: Renderer, origin: str, evaluations: Sequence[Evaluation], lang: str, keeping: bytes | None = None
) -> str | bytes:
    """What a renderer writes.

    Parameters
    ----------
    keeping
        An earlier file of the format, of which what a person changed is kept.

    Raises
    ------
    UsageError
        If nothing is changed by hand in this format.
    PluginError
        If the renderer fails inside itself, or gives neither text nor bytes.
    """
    revise = renderer.revise
    if keeping is not None and revise is None:
        raise UsageError(
            f"“{renderer.name}”格式不保留人工改动；请换一个文件名，或加 --force。",
            f"The format {renderer.name!r} keeps no changes made by hand; choose another name, or say --force.",
        )

    def made() -> str | bytes:
        found: object = (
            renderer.render(evaluations, lang)
            if keeping is None or revise is None
            else revise(evaluations, lang, keeping)
        )
        if not isinstance(found, (str, bytes)):
            raise TypeError(f"a renderer gives str or bytes, not {type(found).__name__}")
        return found

    return _named(made, f"{origin}/{renderer.name}", "输出格式", "the renderer")


def _named(call: Callable[[], T], name: str, zh: str, en: str) -> T:
    """A call; what fails in it is named."""

    def failed(error: BaseException) -> T:
        if isinstance(error, PerfevalError):
            raise error
        raise PluginError(
            f"{zh} {name} 内部出错（{said(error)}）；请更新或卸载该插件，并报告给其作者。",
            f"{en} {name} failed inside itself ({said(error)}); update or remove it, and tell its author.",
        ) from error

    return guarded(call, failed)


def _wrong(found: object) -> str:
    """What is not as it should be in what a reader gave; empty where all is."""
    if not isinstance(found, Document):
        return f"a reader gives a Document or a Report, not {type(found).__name__}"
    if not isinstance(found.source, str) or not isinstance(found.blocks, tuple):
        return "a Document has a text as source and a tuple of blocks"
    for note in found.notes:
        if not (isinstance(note, tuple) and len(note) == 2 and all(isinstance(text, str) for text in note)):
            return f"a note is a pair of texts (zh, en), not {note!r}"
    for block in found.blocks:
        for part, kind in _parts(block):
            if not isinstance(part, kind):
                return f"expected {kind.__name__}, found {type(part).__name__} in {type(block).__name__}"
    return ""


def _parts(block: Block) -> Iterator[tuple[object, type]]:
    """Every part of a block, with what it has to be."""
    if isinstance(block, Paragraph):
        yield from ((block.text, str), (block.place, Place))
        return
    yield (block, Table)
    yield from ((block.rows, tuple), (block.place, Place))
    for row in block.rows:
        yield (row, Row)
        yield (row.cells, tuple)
        for cell in row.cells:
            yield from ((cell, Cell), (cell.text, str), (cell.place, Place), (cell.width, int))


__all__ = ["called_reader", "called_renderer"]
