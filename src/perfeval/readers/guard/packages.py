"""Packed files (docx, xlsx) looked through before a library opens them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import IO
from xml.parsers import expat

from attrs import define

from perfeval.errors import PerfevalError
from perfeval.readers.guard import limits
from perfeval.readers.guard.refusals import opening, unreadable

_CHUNK = 1 << 16

#: Called with the part, the element's name without namespace, and its attributes, as each element opens.
Visit = Callable[[str, str, dict[str, str]], None]

#: Parts that no reader looks into: one that is not well-formed does no harm.
_ASIDE = ("customXml/", "docProps/")
#: Parts that no library parses, and that may be larger than the text: they are only searched for declarations.
_UNPARSED = ("word/stylesWithEffects.xml", "word/theme/", "word/fontTable.xml", "word/webSettings.xml", "xl/theme/")
_DECLARATIONS = re.compile(rb"<\x00?!\x00?[DE]")


def check_package(data: bytes, source: str, visit: Visit | None = None) -> list[str]:
    """Look through a docx or xlsx before a library opens it; the names of its parts.

    Raises
    ------
    UnreadableError
        If it is cut off, encrypted, has macros, unpacks to too much, declares entities, or nests too deeply.
    """
    too_many = unreadable(
        source,
        f"压缩包内部件超过 {limits.ENTRIES} 个，不像报告；请用 Word、Excel 或 WPS 打开，另存一份后重试。",
        f"more than {limits.ENTRIES} parts in it, which no report has; open it in its program and save a copy.",
    )
    if data.count(b"PK\x01\x02") > limits.ENTRIES:
        raise too_many
    with opening(
        source, "请重新下载或复制，或在原程序中另存一份后重试", "download or copy it again, or save a new copy"
    ):
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    if len(entries) > limits.ENTRIES:
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
    if total > limits.UNPACKED or (total > limits.RATIO_FROM and total > packed * limits.RATIO):
        raise unreadable(
            source,
            f"解压后 {total // 2**20} MB（压缩比 {total // max(packed, 1)}），超过上限"
            f"（{limits.UNPACKED // 2**20} MB，压缩比 {limits.RATIO}），疑为恶意压缩；请在原程序中只保留报告本身，另存后重试。",
            f"unpacks to {total // 2**20} MB ({total // max(packed, 1)} times its size), over the limits of "
            f"{limits.UNPACKED // 2**20} MB and {limits.RATIO} times; keep only the report and save it again.",
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
        if name.startswith(_UNPARSED):
            if _DECLARATIONS.search(head + stream.read()):
                raise self._declares(name)
            return
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        depth = 0

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self.elements += 1
            if depth > limits.DEEPEST or self.elements > limits.ELEMENTS:
                raise unreadable(
                    self.source,
                    f"部件 {name} 的结构过深或过大（上限 {limits.DEEPEST} 层、{limits.ELEMENTS} 个元素）；请在原程序中另存一份后重试。",
                    f"the part {name} is nested too deeply or too large (limits: {limits.DEEPEST} levels, {limits.ELEMENTS} elements); "
                    "save a new copy.",
                )
            if self.visit is not None:
                self.visit(name, tag.rpartition(" ")[2], attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1

        def declared(*_: object) -> None:
            raise self._declares(name)

        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.StartDoctypeDeclHandler = declared
        parser.EntityDeclHandler = declared
        try:
            while head:
                parser.Parse(head, False)
                head = stream.read(_CHUNK)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, UnicodeError) as error:  # LookupError: an encoding nobody knows
            if name.startswith(_ASIDE):
                return
            raise unreadable(
                self.source,
                f"部件 {name} 第{parser.CurrentLineNumber}行不是有效的 XML，文件已损坏；请在原程序中另存一份后重试。",
                f"line {parser.CurrentLineNumber} of the part {name} is not valid XML, the file is damaged; save a new copy.",
            ) from error

    def _declares(self, name: str) -> PerfevalError:
        return unreadable(
            self.source,
            f"部件 {name} 声明了 DTD 或实体，Office 文件不应有，不予读取；请在原程序中另存一份后重试。",
            f"the part {name} declares a DTD or entities, which no Office file has; save a new copy.",
        )
