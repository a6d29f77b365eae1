"""What a file is by its bytes, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from perfeval.readers.guard import limits
from perfeval.readers.guard.refusals import unreadable

#: So many bytes of a file are looked at for marks of a web page.
HEAD = 1 << 16


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

#: How files begin that say so in their first bytes.
_BEGINNINGS = (
    ("rtf", re.compile(rb"\{\\rtf")),
    ("picture", re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|\x00\x00\x00\x0cjP|8BPS|RIFF.{4}WEBP", re.S)),
    ("archive", re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|PK\x05\x06|PK\x07\x08")),
)
#: Any tag a page may begin with, and those that only a page has.
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|style|br|h[1-6]|center|font|a|ul|ol|pre)[\s/>]",
    re.I,
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|table)[\s>]", re.I)
_OLE = b"\xd0\xcf\x11\xe0"
#: What the streams of an old Office file are called, the telling ones first.
_STREAMS = tuple(
    (word.encode("utf-16-le"), kind)
    for word, kind in (
        ("EncryptedPackage", "locked"), ("EncryptionInfo", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
    )
)  # fmt: skip
#: What the entries of a packed file are called, the telling ones first.
_ENTRIES = (
    (b"word/document", "docx"), (b"xl/workbook.bin", "xlsb"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"),
    (b"OFD.xml", "ofd"), (b"word/", "docx"), (b"xl/", "xlsx"),
)  # fmt: skip
#: What an OpenDocument file says of itself right at its beginning.
_TYPES = ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"))


def _first(data: bytes, marks: Iterable[tuple[bytes, str]], otherwise: str) -> str:
    """The kind whose mark is the first to be found."""
    return next((kind for mark, kind in marks if mark in data), otherwise)


def _packed_kind(data: bytes) -> str:
    """What a zip file holds, by the names in its directory."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0:
        return "broken"
    directory = data[int.from_bytes(data[at + 16 : at + 20], "little") :]
    return _first(directory, _ENTRIES, _first(data[:200], _TYPES, "archive"))


def kind_of(data: bytes) -> str:
    """What a file is by its bytes: a key of `KINDS`."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if data.startswith(_OLE):
        return _first(data, _STREAMS, "ole")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return next((kind for kind, begins in _BEGINNINGS if begins.match(data)), None) or _written_kind(data)


def _written_kind(data: bytes) -> str:
    """What a file is that may be all text."""
    head = data[:HEAD]
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
    if len(data) > limits.LARGEST:
        raise unreadable(
            source,
            f"文件 {len(data) // 2**20} MB，超过上限 {limits.LARGEST // 2**20} MB；请只保留报告本身后重试。",
            f"{len(data) // 2**20} MB is over the limit of {limits.LARGEST // 2**20} MB; keep only the report.",
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
