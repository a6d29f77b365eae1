"""Word documents (.docx), as they look: automatic numbers are written out, deleted and hidden text is left out.

Rule 1: cells stand on their real grid columns; a cell merged sideways is one cell, one merged downwards goes on as
an empty cell.
Rule 2: a table in a cell becomes the cell's text, unless the outer table is no more than its frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
from attrs import define
from docx.opc.constants import RELATIONSHIP_TYPE

from perfeval.document import Document, Paragraph, Place, Table
from perfeval.quantities.spelling import raised
from perfeval.readers import guard
from perfeval.readers.guard import STRUCK, Draft, Laid, LaidRow, limits
from perfeval.readers.guard.strict import transitional
from perfeval.readers.margins import is_page_number
from perfeval.readers.word.elements import MC, chosen, qn, value_of, whole, within
from perfeval.readers.word.looks import Looks, looks_of
from perfeval.readers.word.numbering import Numbering, numbering_of

#: No table of Word is wider.
WIDEST = 1000

_P, _TBL, _TR, _TC, _R, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "t"))
_TC_PR = qn("w:tcPr")
_BOX = qn("w:txbxContent")
_MATH, _MATH_RAISED = (f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}" for name in ("t", "sup"))
_MARGINS = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})
_GONE = {
    qn(f"w:{name}")
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "rt",
        "pPr",
        "rPr",
        "sdtPr",
        "tcPr",
        "tblPr",
    )
}
_SIGNS = {
    qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t",
}  # fmt: skip
#: Check marks of the symbol fonts that forms use.
_SYMBOLS = {"F052": "☑", "F0FE": "☑", "F0A3": "□", "F0A8": "□", "F0FC": "√", "F050": "√", "F053": "☒", "F0FD": "☒"}


def read_docx(data: bytes, source: str) -> Document:
    """A Word document.

    Raises
    ------
    UnreadableError
        If it is no .docx, or damaged, or holds what a report does not.
    """
    return _read(data, Draft(source))[0]


def opened_docx(data: bytes, source: str) -> tuple[Any, Mapping[Place, object]]:
    """A Word document as python-docx opens it, and the element that stands at each place of what `read_docx` gives.

    Raises
    ------
    UnreadableError
        If it is no .docx, or damaged, or holds what a report does not.
    """
    origins: dict[Place, object] = {}
    return _read(data, Draft(source, origins=origins))[1], origins


def _read(data: bytes, draft: Draft) -> tuple[Document, Any]:
    source = draft.source
    guard.expect(data, source, "docx")
    names = guard.check_package(data, source)
    with guard.opening(
        source, "请用 Word 或 WPS 打开，另存为 .docx 后重试", "open it in Word or WPS and save it as .docx"
    ):
        opened = docx.Document(BytesIO(transitional(data)))
        body = opened.element.find(qn("w:body"))
        if body is None:
            raise guard.unreadable(
                source,
                "主部件里没有 Word 的正文，文件已损坏；请重新下载或复制，或用 Word 或 WPS 另存一份后重试。",
                "its main part has no body, the file is damaged; download or copy it again, or save a new copy in Word.",
            )
        reader = _Reader(draft, numbering_of(opened), looks_of(opened))
        reader.blocks(body, 0)
        reader.margins(opened)
    if reader.struck:
        draft.note(
            f"划去的文字 {reader.struck} 处未计入。", f"{reader.struck} pieces of struck-out text were left out."
        )
    embedded = sum(1 for name in names if name.startswith("word/embeddings/"))
    if embedded:
        draft.note(
            f"文中嵌入了 {embedded} 个对象（如 Excel 表），其中的内容未读取；如含数据，请另存为文件一并提供。",
            f"{embedded} embedded objects (such as Excel sheets) were not read; save them as files if they hold figures.",
        )
    if any(element.tag == qn("w:altChunk") for element in body):
        draft.note(
            "文中并入了其他文件（altChunk），其内容未读取；请用 Word 打开后另存为 .docx。",
            "Other files are linked into the text (altChunk) and were not read; open it in Word and save it as .docx.",
        )
    return draft.document(), opened


@define
class _Reader:
    draft: Draft
    numbering: Numbering
    looks: Looks
    paragraphs: int = 0
    struck: int = 0

    def blocks(self, parent: Any, depth: int) -> None:
        """Everything in a body, text box or frame cell."""
        for element in within(parent, _P, _TBL):
            if element.tag == _TBL:
                self.table(element, depth + 1)
                continue
            text, boxes = self.text(element)
            if text.strip():
                self.paragraphs += 1
                self.draft.paragraph(text, line=self.paragraphs, origin=element)
            for box in boxes:
                self.blocks(box, depth + 1)

    def text(self, paragraph: Any) -> tuple[str, list[Any]]:
        """A paragraph's text with its number, and the text boxes that hang on it."""
        bits: list[str] = []
        boxes: list[Any] = []
        self.inline(paragraph, paragraph, bits, boxes)
        text = "".join(bits)
        label = self.numbering.label(paragraph)
        if label and not (label[-1:] in "0123456789.．" and text.lstrip()[:1].isdigit()):
            text = label + text.lstrip()  # `1.` before `2023年` would read as 1.2023
        return text, boxes

    def inline(self, parent: Any, paragraph: Any, bits: list[str], boxes: list[Any]) -> None:
        """The characters of a paragraph as a person sees them, and the text boxes met on the way."""
        for child in parent:
            tag = child.tag
            if tag in (_T, _MATH):
                bits.append(child.text or "")
            elif tag in _SIGNS:
                bits.append(_SIGNS[tag])
            elif tag == qn("w:sym"):
                bits.append(_SYMBOLS.get(str(child.get(qn("w:char"), "")).upper(), ""))
            elif tag == _BOX:
                boxes.append(child)
            elif tag == f"{MC}AlternateContent":
                self.inline(chosen(child), paragraph, bits, boxes)
            elif tag == _R:
                self.run(child, paragraph, bits, boxes)
            elif tag == _MATH_RAISED:
                inner: list[str] = []
                self.inline(child, paragraph, inner, boxes)
                bits.append(raised("".join(inner)))
            elif tag not in _GONE and isinstance(tag, str):
                self.inline(child, paragraph, bits, boxes)

    def run(self, run: Any, paragraph: Any, bits: list[str], boxes: list[Any]) -> None:
        """The characters of one run: none of a hidden or struck one, raised ones apart from those on the line."""
        look = self.looks.of(run, paragraph)
        if look.hidden:
            return
        inner: list[str] = []
        self.inline(run, paragraph, inner, boxes)
        text = "".join(inner)
        if look.struck:
            self.struck += bool(text.strip())
        elif look.height:
            bits.append(raised(text, lowered=look.height < 0))
        else:
            bits += inner

    def margins(self, opened: Any) -> None:
        """Headers and footers of the pages, once each: behind the text, or before it where no text leads its first table."""
        parts = [r.target_part for r in opened.part.rels.values() if not r.is_external and r.reltype in _MARGINS]
        apart = Draft(self.draft.source)
        beside = _Reader(apart, self.numbering, self.looks)
        for part in parts:
            beside.blocks(part.element, 0)
        said: dict[str, Paragraph] = {}
        for block in apart.blocks:
            pieces = [block] if isinstance(block, Paragraph) else _lines(block)
            said |= {p.text: p for p in pieces if not is_page_number(p.text)}
        self.draft.grow(characters=sum(map(len, said)))
        body = self.draft.blocks
        at = len(body) if body and isinstance(body[0], Paragraph) else 0
        body[at:at] = said.values()

    def table(self, table: Any, depth: int) -> None:
        """A table, or what it frames."""
        if depth > limits.NESTED:
            raise guard.unreadable(
                self.draft.source,
                f"表格或文本框嵌套超过 {limits.NESTED} 层；请在 Word 中取消嵌套后重试。",
                f"tables or text boxes are nested more than {limits.NESTED} deep; take them apart in Word.",
            )
        cells = [cell for row in within(table, _TR) for cell in within(row, _TC)]
        nested = [inner for cell in cells for inner in within(cell, _TBL)]
        largest = max((sum(1 for _ in inner.iter(_TC)) for inner in nested), default=0)
        if nested and guard.is_frame(len(cells), largest):
            for cell in cells:
                self.blocks(cell, depth)
            return
        self.draft.table(self.rows(table, depth))

    def rows(self, table: Any, depth: int) -> list[LaidRow]:
        """The rows of a table on its grid."""
        made: list[LaidRow] = []
        above: set[int] = set()
        for row in within(table, _TR):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            column = min(max(whole(value_of(row, "w:trPr", "w:gridBefore"), 0), 0), WIDEST)
            cells: list[Laid] = []
            merged: set[int] = set()
            for cell in within(row, _TC):
                properties = cell.find(_TC_PR)
                width = min(max(whole(value_of(properties, "w:gridSpan"), 1), 1), WIDEST)
                down = value_of(properties, "w:vMerge")
                text = "" if down in ("", "continue") and column in above else self.cell_text(cell, depth)
                if value_of(properties, "w:hMerge") in ("", "continue") and cells:
                    last = cells[-1]
                    cells[-1] = Laid(last.text + text, last.column, last.width + width, origin=last.origin)
                else:
                    cells.append(Laid(text, column, width, origin=cell))
                    if down is not None:
                        merged.add(column)
                column += width
            above = merged
            made.append(LaidRow(tuple(cells)))
        return made

    def cell_text(self, cell: Any, depth: int) -> str:
        """All that stands in a cell, a line for each paragraph and each row of a table in it."""
        lines: list[str] = []
        struck = self.struck
        for element in within(cell, _P, _TBL):
            if element.tag == _P:
                text, boxes = self.text(element)
                lines.append(text.strip())
                lines += [self.cell_text(box, depth + 1) for box in boxes]
            elif depth >= limits.NESTED:
                raise guard.unreadable(
                    self.draft.source,
                    f"表格嵌套超过 {limits.NESTED} 层；请在 Word 中取消嵌套后重试。",
                    f"tables are nested more than {limits.NESTED} deep; take them apart in Word.",
                )
            else:
                for row in self.rows(element, depth + 1):
                    lines.append(" ".join(c.text.strip() for c in row.cells if c.text.strip()))
        text = "\n".join(line for line in lines if line)
        return STRUCK if not text and self.struck > struck else text


def _lines(table: Table) -> list[Paragraph]:
    """A table in the margin of a page only places its texts."""
    return [Paragraph(cell.text, cell.place) for row in table.rows for cell in row.cells if cell.text.strip()]


__all__ = ["WIDEST", "opened_docx", "read_docx"]
