"""A document as a file of a kind that needs no library: text in its two shapes, and a web page."""

from __future__ import annotations

from typing import Literal

from perfeval.document import Document, Paragraph


def as_text(document: Document, shape: Literal["rows", "cells"] = "rows") -> bytes:
    """A document as a text file, in one of the two shapes that are read.

    Parameters
    ----------
    shape
        `"rows"`: one row a line, cells behind tabs; a line break in a cell becomes a blank. `"cells"`: one cell a line,
        each behind a tab, and a blank line behind each row; what stands on further lines of a cell has no tab.
    """
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += ["", block.text] if lines and "\t" in lines[-1] else [block.text]
        elif shape == "rows":
            lines += ["\t".join(" ".join(_lines_of(text)) for text in row.texts) for row in block.rows]
        else:
            lines += [line for row in block.rows for line in (*map(_cell, row.texts), "")]
    return "\n".join(lines).encode()


def _lines_of(text: str) -> list[str]:
    """The lines of a cell that say something."""
    return [line.replace("\t", " ") for line in text.splitlines() if line.strip()]


def _cell(text: str) -> str:
    return "\t" + "\n".join(_lines_of(text))


def as_page(document: Document) -> bytes:
    """A document as a web page: paragraphs and tables."""
    parts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(f"<p>{_escaped(block.text)}</p>")
        else:
            rows = "".join(
                "<tr>" + "".join(f"<td>{_escaped(t)}</td>" for t in row.texts) + "</tr>" for row in block.rows
            )
            parts.append(f"<table>{rows}</table>")
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


__all__ = ["as_page", "as_text"]
