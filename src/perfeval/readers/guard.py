"""What every reader of a foreign format leans on: what a file really is, how large it may be, and a bounded draft.

Rule 1: a file is looked at by its bytes before a library opens it; what it must not hold is refused by name.
Rule 2: nothing grows without a limit here, whatever a file says about itself; the limits are the constants below.
Rule 3: whatever goes wrong in a library leaves as an `UnreadableError` that says what to do next.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO
from xml.parsers import expat

from attrs import define, field, frozen

from perfeval.document import Block, Cell, Document, Paragraph, Place, Row, Table
from perfeval.errors import PerfevalError, UnreadableError

#: Bytes of a file as it lies on the disk.
LARGEST = 64 * 1024 * 1024
#: Parts of a packed file (docx, xlsx), their bytes unpacked, and how many times larger than packed they may be.
ENTRIES = 10_000
UNPACKED = 256 * 1024 * 1024
RATIO = 200
#: Below this, no ratio is suspicious: repetitive tables pack very well.
RATIO_FROM = 16 * 1024 * 1024
#: Elements of all XML parts together, and how deep one may stand in another.
ELEMENTS = 8_000_000
DEEPEST = 200
#: Tables standing in one another.
NESTED = 20
#: A table of so few cells around a larger one is its frame; one of more only around a table twice its size.
FRAME = 12
#: Cells, rows and characters of the document that is read.
CELLS = 10**6
ROWS = 200_000
CHARACTERS = 20_000_000

_CHUNK = 1 << 16


def unreadable(source: str, zh: str, en: str) -> UnreadableError:
    """An error that names its file."""
    return UnreadableError(f"{source}：{zh}", f"{source}: {en}")


# --- what a file is -------------------------------------------------------------------------------------------------


@frozen
class Kind:
    """A kind of file: what it is called, and what to do with it when something else was expected."""

    zh: str
    en: str
    do_zh: str
    do_en: str


def _rename(zh: str, en: str, ending: str) -> Kind:
    return Kind(zh, en, f"请把文件名的后缀改为 {ending} 后重试", f"rename it to end in {ending} and try again")


def _save(zh: str, en: str, do_zh: str, do_en: str) -> Kind:
    return Kind(zh, en, f"请{do_zh}后重试", f"{do_en} and try again")


#: Every kind that is told apart.
KINDS: dict[str, Kind] = {
    "docx": _rename("Word 文档（.docx）", "a Word document (.docx)", ".docx"),
    "xlsx": _rename("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)", ".xlsx"),
    "pdf": _rename("PDF 文件", "a PDF file", ".pdf"),
    "html": _rename("网页（HTML）", "a web page (HTML)", ".html"),
    "text": _rename("纯文本", "plain text", ".txt"),
    "mht": _save("单个文件网页（.mht）", "a web archive (.mht)",
                 "用浏览器打开，另存为“网页，仅 HTML”（.html）", "open it in a browser, save it as .html (HTML only)"),
    "locked": _save("加密的 Office 文件", "an encrypted Office file",
                    "打开文件，取消密码，另存为 .docx 或 .xlsx", "open it, remove the password, save it as .docx or .xlsx"),
    "doc": _save("旧版 Word/WPS 文字文件（.doc、.wps）", "an old Word or WPS document (.doc, .wps)",
                 "用 Word 或 WPS 打开，另存为 .docx", "open it in Word or WPS, save it as .docx"),
    "xls": _save("旧版 Excel/WPS 表格文件（.xls、.et）", "an old Excel or WPS workbook (.xls, .et)",
                 "用 Excel 或 WPS 打开，另存为 .xlsx", "open it in Excel or WPS, save it as .xlsx"),
    "ole": _save("旧版 Office/WPS 二进制文件", "an old binary Office or WPS file",
                 "用原程序打开，另存为 .docx 或 .xlsx", "open it in its program, save it as .docx or .xlsx"),
    "xlsb": _save("Excel 二进制工作簿（.xlsb）", "a binary Excel workbook (.xlsb)",
                  "用 Excel 打开，另存为 .xlsx", "open it in Excel, save it as .xlsx"),
    "pptx": _save("演示文稿（.pptx）", "a presentation (.pptx)",
                  "把表格和文字放进 .docx", "put its tables and text into a .docx"),
    "odt": _save("OpenDocument 文档", "an OpenDocument text",
                 "用 WPS 或 LibreOffice 打开，另存为 .docx", "open it in LibreOffice, save it as .docx"),
    "ods": _save("OpenDocument 表格", "an OpenDocument spreadsheet",
                 "用 WPS 或 LibreOffice 打开，另存为 .xlsx", "open it in LibreOffice, save it as .xlsx"),
    "ofd": _save("OFD 版式文件", "an OFD document",
                 "用 OFD 阅读器转换为 PDF 或 .docx", "convert it to PDF or .docx with an OFD viewer"),
    "rtf": _save("RTF 文件", "an RTF file", "用 Word 或 WPS 打开，另存为 .docx", "open it in Word or WPS, save it as .docx"),
    "picture": _save("图片", "a picture", "提供带文字层的文件（.docx、.xlsx、.pdf 或 .txt）",
                     "provide a file with text in it (.docx, .xlsx, .pdf or .txt)"),
    "archive": _save("压缩包", "an archive", "先解压", "unpack it first"),
    "broken": _save("不完整的文件（被截断）", "an incomplete file (cut off)",
                    "重新下载或复制", "download or copy it again"),
    "empty": _save("空文件", "an empty file", "确认另存时选对了文件", "check that the right file was saved"),
    "binary": _save("无法识别的二进制文件", "a binary file of no known kind",
                    "在原程序中另存为 .docx、.xlsx 或 .pdf", "save it as .docx, .xlsx or .pdf in the program it comes from"),
}  # fmt: skip

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x00\x00\x00\x0cjP", b"8BPS")
#: Any tag a page may begin with, and those that only a page has.
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|style|br|h[1-6]|center|font|a|ul|ol|pre)[\s/>]",
    re.I,
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|table)[\s>]", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _wide(word: str) -> bytes:
    return word.encode("utf-16-le")


def _packed_kind(data: bytes) -> str:
    """What a zip file holds, by the names in its directory."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0:
        return "broken"
    directory = data[int.from_bytes(data[at + 16 : at + 20], "little") :]
    for mark, kind in (
        (b"word/document", "docx"), (b"xl/workbook.bin", "xlsb"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"),
        (b"OFD.xml", "ofd"), (b"word/", "docx"), (b"xl/", "xlsx"),
    ):  # fmt: skip
        if mark in directory:
            return kind
    head = data[:200]
    if b"opendocument.text" in head:
        return "odt"
    if b"opendocument.spreadsheet" in head:
        return "ods"
    return "archive"


def kind_of(data: bytes) -> str:
    """What a file is by its bytes: a key of `KINDS`."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if data.startswith(_OLE[:4]):
        if _wide("EncryptedPackage") in data or _wide("EncryptionInfo") in data:
            return "locked"
        if _wide("WordDocument") in data:
            return "doc"
        return "xls" if _wide("Workbook") in data or _wide("Book") in data else "ole"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"PK\x05\x06", b"PK\x07\x08")):
        return "archive"
    head = data[:_CHUNK]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")
    elif b"\x00" in head[:4096]:
        return "binary"
    if head.lstrip()[:13].lower() == b"mime-version:" and b"multipart" in data[:8192].lower():
        return "mht"
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    return "html" if _PAGE.search(head) or (begins and MARKUP.search(head)) else "text"


def expect(data: bytes, source: str, *kinds: str) -> None:
    """Make sure that a file is what its name says.

    Raises
    ------
    UnreadableError
        If it is too large or something else; the message names what it is and what to do.
    """
    if len(data) > LARGEST:
        raise unreadable(
            source,
            f"文件 {len(data) // 2**20} MB，超过上限 {LARGEST // 2**20} MB；请只保留报告本身后重试。",
            f"{len(data) // 2**20} MB is over the limit of {LARGEST // 2**20} MB; keep only the report.",
        )
    found = kind_of(data)
    if found in kinds:
        return
    wanted, other = KINDS[kinds[0]], KINDS[found]
    raise unreadable(
        source,
        f"应为{wanted.zh}，内容却是{other.zh}；{other.do_zh}。",
        f"expected {wanted.en}, found {other.en}; {other.do_en}.",
    )


@contextmanager
def opening(source: str, zh: str, en: str) -> Iterator[None]:
    """Whatever a library raises over a file becomes one sentence.

    Parameters
    ----------
    zh, en
        What to do: the end of the sentence.

    Raises
    ------
    UnreadableError
        For any exception that is not already one of perfeval's.
    """
    try:
        yield
    except PerfevalError:
        raise
    except MemoryError as error:
        raise unreadable(
            source, "读取时内存不足；请只保留报告本身后重试。", "not enough memory to read it; keep only the report."
        ) from error
    except Exception as error:
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:80]}".rstrip(": ")
        raise unreadable(
            source, f"文件已损坏或不合规范（{said}）；{zh}。", f"damaged or not to the standard ({said}); {en}."
        ) from error


# --- packed files ---------------------------------------------------------------------------------------------------

#: Called with the part, the element's name without namespace, and its attributes, as each element opens.
Visit = Callable[[str, str, dict[str, str]], None]

#: Parts that no reader looks into: one that is not well-formed does no harm.
_ASIDE = ("customXml/", "docProps/")


def check_package(data: bytes, source: str, visit: Visit | None = None) -> list[str]:
    """Look through a docx or xlsx before a library opens it; the names of its parts.

    Raises
    ------
    UnreadableError
        If it is cut off, encrypted, has macros, unpacks to too much, declares entities, or nests too deeply.
    """
    too_many = unreadable(
        source,
        f"压缩包内部件超过 {ENTRIES} 个，不像报告；请用 Word、Excel 或 WPS 打开，另存一份后重试。",
        f"more than {ENTRIES} parts in it, which no report has; open it in its program and save a copy.",
    )
    if data.count(b"PK\x01\x02") > ENTRIES:
        raise too_many
    with opening(
        source, "请重新下载或复制，或在原程序中另存一份后重试", "download or copy it again, or save a new copy"
    ):
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise too_many
    _check_entries(entries, len(data), source)
    scan = _Scan(source, visit)
    for entry in entries:
        try:
            with archive.open(entry) as part:
                scan.part(entry.filename, part)
        except PerfevalError:
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise unreadable(
                source,
                f"部件 {entry.filename} 读不出（校验不符），文件已损坏；请重新下载或复制后重试。",
                f"the part {entry.filename} does not unpack, the file is damaged; download or copy it again.",
            ) from error
    return [entry.filename for entry in entries]


def _check_entries(entries: Sequence[zipfile.ZipInfo], packed: int, source: str) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > UNPACKED or (total > RATIO_FROM and total > packed * RATIO):
        raise unreadable(
            source,
            f"解压后 {total // 2**20} MB（压缩比 {total // max(packed, 1)}），超过上限"
            f"（{UNPACKED // 2**20} MB，压缩比 {RATIO}），疑为恶意压缩；请在原程序中只保留报告本身，另存后重试。",
            f"unpacks to {total // 2**20} MB ({total // max(packed, 1)} times its size), over the limits of "
            f"{UNPACKED // 2**20} MB and {RATIO} times; keep only the report and save it again.",
        )
    for entry in entries:
        name = entry.filename.lower()
        if name.endswith("vbaproject.bin") or "/macrosheets/" in name:
            raise unreadable(
                source,
                "文件含宏，不予读取；请在原程序中另存为不含宏的 .docx 或 .xlsx 后重试。",
                "it holds macros and is not read; save it as .docx or .xlsx without macros.",
            )
        if entry.flag_bits & 1:
            raise unreadable(
                source,
                "压缩包有密码；请去掉密码后重试。",
                "its parts are encrypted; remove the password.",
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise unreadable(
                source,
                f"部件 {entry.filename} 的压缩方式不是 Office 所用；请在原程序中另存一份后重试。",
                f"the part {entry.filename} is packed in a way Office does not use; save a new copy.",
            )


@define
class _Scan:
    """Every XML part read once, without keeping anything, for what must not be in it."""

    source: str
    visit: Visit | None
    elements: int = 0

    def part(self, name: str, stream: IO[bytes]) -> None:
        head = stream.read(_CHUNK)
        if not name.endswith((".xml", ".rels")) and (
            "/media/" in name or head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] != b"<"
        ):
            return
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        depth = 0

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self.elements += 1
            if depth > DEEPEST or self.elements > ELEMENTS:
                raise unreadable(
                    self.source,
                    f"部件 {name} 的结构过深或过大（上限 {DEEPEST} 层、{ELEMENTS} 个元素）；请在原程序中另存一份后重试。",
                    f"the part {name} is nested too deeply or too large (limits: {DEEPEST} levels, {ELEMENTS} elements); "
                    "save a new copy.",
                )
            if self.visit is not None:
                self.visit(name, tag.rpartition(" ")[2], attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1

        def declared(*_: object) -> None:
            raise unreadable(
                self.source,
                f"部件 {name} 声明了 DTD 或实体，Office 文件不应有，不予读取；请在原程序中另存一份后重试。",
                f"the part {name} declares a DTD or entities, which no Office file has; save a new copy.",
            )

        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.StartDoctypeDeclHandler = declared
        parser.EntityDeclHandler = declared
        try:
            while head:
                parser.Parse(head, False)
                head = stream.read(_CHUNK)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            if name.startswith(_ASIDE):
                return
            raise unreadable(
                self.source,
                f"部件 {name} 第{error.lineno}行不是有效的 XML，文件已损坏；请在原程序中另存一份后重试。",
                f"line {error.lineno} of the part {name} is not valid XML, the file is damaged; save a new copy.",
            ) from error


# --- the document that is made --------------------------------------------------------------------------------------


@frozen
class Laid:
    """A cell on its grid: its text, its zero-based column and the columns it spans."""

    text: str
    column: int
    width: int = 1


@frozen
class LaidRow:
    """A row of laid cells, and where it stands in the source."""

    cells: tuple[Laid, ...]
    page: int | None = None
    line: int | None = None


@define
class Draft:
    """A document in the making, counted as it grows."""

    source: str
    blocks: list[Block] = field(factory=list)
    notes: list[tuple[str, str]] = field(factory=list)
    tables: int = 0
    cells: int = 0
    rows: int = 0
    characters: int = 0

    def grow(self, *, cells: int = 0, rows: int = 0, characters: int = 0) -> None:
        """Count what is about to be added.

        Raises
        ------
        UnreadableError
            If the document becomes larger than any report.
        """
        self.cells += cells
        self.rows += rows
        self.characters += characters
        for many, limit, zh, en in (
            (self.cells, CELLS, "单元格", "cells"), (self.rows, ROWS, "行", "rows"), (self.characters, CHARACTERS, "字符", "characters"),
        ):  # fmt: skip
            if many > limit:
                raise unreadable(
                    self.source,
                    f"表格超过上限（{zh}多于 {limit}），不像报告；请删去无关的表和空白区域后重试。",
                    f"over the limit of {limit} {en}, which no report has; remove other tables and blank areas.",
                )

    def paragraph(self, text: str, *, part: str = "", page: int | None = None, line: int | None = None) -> None:
        """Running text; each line of it is a paragraph, blank ones are none."""
        for piece in text.split("\n"):
            said = piece.strip()
            if said:
                self.grow(characters=len(said))
                self.blocks.append(Paragraph(said, Place(self.source, part, page, line)))

    def table(self, rows: Sequence[LaidRow], *, part: str = "") -> None:
        """A table; rows without any cell are left out."""
        rows = [row for row in rows if row.cells]
        if not rows:
            return
        self.grow(
            cells=sum(len(row.cells) for row in rows), rows=len(rows),
            characters=sum(len(cell.text) for row in rows for cell in row.cells),
        )  # fmt: skip
        self.tables += 1
        made = []
        for r, row in enumerate(rows, 1):
            made.append(
                Row(
                    tuple(
                        Cell(
                            cell.text, Place(self.source, part, row.page, row.line, self.tables, r, c), cell.column, cell.width
                        )
                        for c, cell in enumerate(row.cells, 1)
                    )
                )
            )  # fmt: skip
        first = Place(self.source, part, rows[0].page, rows[0].line, self.tables)
        self.blocks.append(Table(tuple(made), first))

    def note(self, zh: str, en: str) -> None:
        """Something to say about the reading; the same is said once."""
        if (zh, en) not in self.notes:
            self.notes.append((zh, en))

    def document(self) -> Document:
        """The document.

        Raises
        ------
        UnreadableError
            If nothing at all was read.
        """
        if not self.blocks:
            raise unreadable(
                self.source,
                "文件里没有任何文字或表格；请确认选对了文件，图片和扫描件请先转成文字。",
                "there is no text and no table in it; check that it is the right file, pictures have to become text first.",
            )
        if not self.tables:
            self.note("文中没有表格，按文字段落读取。", "No table in the text; it was read as running prose.")
        return Document(self.source, tuple(self.blocks), tuple(self.notes))


def laid(texts: Sequence[str], line: int | None = None) -> LaidRow:
    """A row without merged cells."""
    return LaidRow(tuple(Laid(text, column) for column, text in enumerate(texts)), None, line)


def is_frame(own: int, nested: int) -> bool:
    """Whether a table of so many cells only frames another of so many: then the inner one is the table."""
    return nested >= own * (1 if own <= FRAME else 2)
