"""One file per format: bytes become a document (or, for perfeval's own JSON, a report). Nothing is interpreted here.

A format whose library is an extra names its module; the module is loaded when a file of that format is first read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from perfeval.boundary.extras import loaded
from perfeval.document import Document
from perfeval.hookspecs import Reader, hookimpl
from perfeval.model import Report
from perfeval.readers.guard import KINDS, kind_of
from perfeval.readers.report_json import read_json
from perfeval.readers.text import read_text

#: Formats that are recognised by their first bytes and refused, with the way out.
REFUSED: tuple[tuple[bytes, tuple[str, ...], str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", (".doc", ".xls", ".wps", ".et"),
     "旧版 Office/WPS 二进制格式（.doc、.xls、.wps、.et），或加密的 Office 文件；请用 Word、Excel 或 WPS 打开，去掉密码，另存为 .docx 或 .xlsx",
     "an old binary Office or WPS format (.doc, .xls, .wps, .et), or an encrypted file; save it as .docx or .xlsx without a "
     "password"),
    (b"{\\rtf", (".rtf",), "RTF 格式；请另存为 .docx", "RTF; save it as .docx"),
    *(
        (mark, endings, "图片或扫描件，没有文字层；请提供带文字的文件，或用 OCR（文字识别）转成 .docx 并核对数字",
         "a picture or a scan, without text; provide a file with text, or turn it into .docx by OCR and proof-read the figures")
        for mark, endings in (
            (b"\x89PNG", (".png",)), (b"\xff\xd8\xff", (".jpg", ".jpeg")), (b"GIF8", (".gif",)), (b"II*\x00", (".tif", ".tiff")),
            (b"MM\x00*", (".tif", ".tiff")), (b"\x00\x00\x00\x0cjP", (".jp2",)), (b"RIFF", (".webp",)),
        )
    ),
    (b"Rar!", (".rar",), "压缩包；请先解压", "an archive; unpack it first"),
    (b"7z\xbc\xaf", (".7z",), "压缩包；请先解压", "an archive; unpack it first"),
    (b"\x1f\x8b", (".gz", ".tgz"), "压缩包；请先解压", "an archive; unpack it first"),
)  # fmt: skip

#: Endings nobody reads, with what such a file should be saved as.
UNREAD: dict[str, str] = {
    ".doc": ".docx", ".wps": ".docx", ".wpt": ".docx", ".dot": ".docx", ".odt": ".docx", ".rtf": ".docx",
    ".xls": ".xlsx", ".et": ".xlsx", ".ett": ".xlsx", ".xlsb": ".xlsx", ".ods": ".xlsx",
    ".ppt": ".docx", ".pptx": ".docx", ".ofd": ".pdf", ".mht": ".html", ".mhtml": ".html",
}  # fmt: skip


def refusal(data: bytes, ending: str) -> tuple[str, str] | None:
    """Why a file cannot be taken whatever reads its kind, and the way out (zh, en); None where nothing stands against it.

    By its bytes first, then by its ending: a .xls may be an old workbook, or a web page that was only called so.
    """
    for mark, _, zh, en in REFUSED:
        if data.startswith(mark):
            return zh, en
    if ending in (".docm", ".xlsm", ".dotm", ".xltm"):
        return (
            f"{ending} 文件含宏，不予读取；请另存为不含宏的 {ending[:-1]}x",
            f"{ending} files hold macros and are not read; save it as {ending[:-1]}x without macros",
        )
    if ending in UNREAD:
        found = KINDS[kind_of(data)]
        better = UNREAD[ending]
        if found in (KINDS["binary"], KINDS["archive"]):
            return f"{ending} 格式；请在原程序中另存为 {better}", f"a {ending} file; save it as {better} in its program"
        return (
            f"后缀是 {ending}，内容是{found.zh}；{found.do_zh}",
            f"it is called {ending} and is {found.en}; {found.do_en}",
        )
    return None


def _later(module: str, function: str, extra: str, data: bytes, source: str) -> Document | Report:
    """Load a reader's module when its first file is read."""
    library = loaded(module, extra, f"{source}：读取这种文件", f"{source}: this kind of file needs")
    read: Callable[[bytes, str], Document | Report] = getattr(library, function)
    return read(data, source)


def later(module: str, function: str, extra: str = "") -> Callable[[bytes, str], Document | Report]:
    """A reader whose module is loaded only when needed; `extra` names what brings the library it stands on."""
    return partial(_later, module, function, extra)


@hookimpl
def perfeval_readers() -> list[Reader]:
    """Text and JSON, web pages and delimited tables; Word, Excel and PDF with their extras."""
    return [
        Reader("text", (".txt", ".text", ".md"), read_text),
        Reader("json", (".json",), read_json),
        Reader("docx", (".docx",), later("perfeval.readers.word", "read_docx", "office")),
        Reader("xlsx", (".xlsx",), later("perfeval.readers.excel", "read_xlsx", "office")),
        Reader("html", (".html", ".htm", ".shtml", ".xhtml"), later("perfeval.readers.webpage", "read_html")),
        Reader("csv", (".csv", ".tsv"), later("perfeval.readers.csv_table", "read_csv")),
        Reader("pdf", (".pdf",), later("perfeval.readers.portable", "read_pdf", "pdf")),
    ]
