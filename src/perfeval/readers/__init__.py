"""One file per format: bytes become a document (or, for perfeval's own JSON, a report). Nothing is interpreted here.

A format whose library is an extra names its module; the module is loaded when a file of that format is first read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from perfeval.document import Document
from perfeval.hookspecs import Reader, hookimpl
from perfeval.model import Report
from perfeval.readers.report_json import read_json
from perfeval.readers.text import read_text

#: Formats that are recognised by their first bytes and refused, with the way out.
REFUSED: tuple[tuple[bytes, tuple[str, ...], str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", (), "旧版 Office/WPS 二进制格式，或加密的 Office 文件；请另存为 .docx 或 .xlsx（不加密）",
     "an old binary Office or WPS format, or an encrypted file; save it as .docx or .xlsx without a password"),
    (b"{\\rtf", (), "RTF 格式；请另存为 .docx", "RTF; save it as .docx"),
    (b"\x89PNG", (), "图片；请提供带文字层的文件", "a picture; provide a file with text"),
    (b"\xff\xd8\xff", (), "图片；请提供带文字层的文件", "a picture; provide a file with text"),
    (b"Rar!", (), "压缩包；请先解压", "an archive; unpack it first"),
)  # fmt: skip


def _later(module: str, function: str, data: bytes, source: str) -> Document | Report:
    """Load a reader's module when its first file is read."""
    read: Callable[[bytes, str], Document | Report] = getattr(import_module(module), function)
    return read(data, source)


def later(module: str, function: str) -> Callable[[bytes, str], Document | Report]:
    """A reader whose module is loaded only when needed."""
    return partial(_later, module, function)


@hookimpl
def perfeval_readers() -> list[Reader]:
    """Text and JSON."""
    return [
        Reader("text", (".txt", ".text", ".md"), read_text),
        Reader("json", (".json",), read_json),
    ]
