"""One file or folder per format: evaluations become text or bytes. Nothing is computed here.

A format whose library is an extra, or that is rarely asked for, names its module, which is loaded when it is first written.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from perfeval.boundary.extras import loaded
from perfeval.hookspecs import Renderer, hookimpl
from perfeval.renderers.as_json import render_json, render_lines
from perfeval.renderers.as_text import render_text


def _later(module: str, function: str, extra: str, *given: object) -> str | bytes:
    """Load a renderer's module when its first file is written."""
    library = loaded(module, extra, "写这种文件", "This kind of file needs")
    write: Callable[..., str | bytes] = getattr(library, function)
    return write(*given)


def later(module: str, function: str, extra: str = "") -> Callable[..., str | bytes]:
    """A function of a renderer whose module is loaded only when needed; `extra` names what brings the library."""
    return partial(_later, module, function, extra)


@hookimpl
def perfeval_renderers() -> list[Renderer]:
    """Text, JSON, and JSON line by line; the papers, those of Word and Excel with their extra."""
    workbook, letters = "perfeval.renderers.workbook", "perfeval.renderers.letters"
    return [
        Renderer("text", render_text, (".txt",)),
        Renderer("json", render_json, (".json",)),
        Renderer("jsonl", render_lines, (".jsonl",)),
        Renderer(
            "xlsx", later(workbook, "render_xlsx", "office"), (".xlsx",), later(workbook, "revise_xlsx", "office")
        ),
        Renderer("html", later("perfeval.renderers.page", "render_html"), (".html", ".htm")),
        Renderer("markdown", later("perfeval.renderers.as_markdown", "render_markdown"), (".md",)),
        Renderer("junit", later("perfeval.renderers.as_junit", "render_junit"), (".xml",)),
        *(
            Renderer(
                name, later(letters, f"render_{paper}", "office"), suffixes, later(letters, f"revise_{paper}", "office")
            )
            for name, paper, suffixes in (
                ("docx", "opinion", (".docx",)),
                ("docx-rectification", "rectification", ()),
                ("docx-evidence", "evidence", ()),
            )
        ),
    ]
