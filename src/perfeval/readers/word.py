"""Word documents (.docx), as they look: automatic numbers are written out, deleted and hidden text is left out.

Rule 1: cells stand on their real grid columns; a cell merged sideways is one cell, one merged downwards goes on as
an empty cell.
Rule 2: a table in a cell becomes the cell's text, unless the outer table is no more than its frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import docx
from attrs import define, field, frozen
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import ns

from perfeval.document import Document
from perfeval.quantities.numerals import print_numeral
from perfeval.readers import guard
from perfeval.readers.guard import Draft, Laid, LaidRow, limits

#: No table of Word is wider.
WIDEST = 1000

qn = cache(ns.qn)  # asked for several times a cell
_VAL = qn("w:val")
_P, _TBL, _TR, _TC, _R, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "t"))
_TC_PR, _P_PR, _R_PR = qn("w:tcPr"), qn("w:pPr"), qn("w:rPr")
_BOX = qn("w:txbxContent")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CLEAR = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
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
    guard.expect(data, source, "docx")
    names = guard.check_package(data, source)
    with guard.opening(
        source, "请用 Word 或 WPS 打开，另存为 .docx 后重试", "open it in Word or WPS and save it as .docx"
    ):
        opened = docx.Document(BytesIO(data))
        body = opened.element.find(qn("w:body"))
        if body is None:
            raise guard.unreadable(
                source,
                "主部件里没有 Word 的正文，文件已损坏；请重新下载或复制，或用 Word 或 WPS 另存一份后重试。",
                "its main part has no body, the file is damaged; download or copy it again, or save a new copy in Word.",
            )
        reader = _Reader(Draft(source), _numbering(opened))
        reader.blocks(body, 0)
    draft = reader.draft
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
    return draft.document()


def _within(parent: Any, *tags: str) -> Iterator[Any]:
    """The nearest elements of these tags, through content controls and other wrappings, in source order."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _CLEAR:
            yield from _within(child, *tags)
        elif child.tag == f"{_MC}AlternateContent":
            yield from _within(_chosen(child), *tags)


def _chosen(alternatives: Any) -> Any:
    """One of several forms of the same content."""
    choice = alternatives.find(f"{_MC}Choice")
    if choice is not None:
        return choice
    fallback = alternatives.find(f"{_MC}Fallback")
    return fallback if fallback is not None else ()


def _value(parent: Any, *path: str) -> str | None:
    """The w:val of an element at the end of a path; "" where it has none, None where it is not there."""
    found = parent
    for name in path:
        found = found.find(qn(name)) if found is not None else None
    return None if found is None else str(found.get(_VAL, ""))


def _whole(text: str | None, default: int) -> int:
    """A whole number of the file, or the default where it is none."""
    try:
        return int(text) if text else default
    except ValueError:
        return default


def _is_on(parent: Any, *path: str) -> bool:
    return _value(parent, *path) not in (None, "0", "false", "off")


@define
class _Reader:
    draft: Draft
    numbering: _Numbering
    paragraphs: int = 0

    def blocks(self, parent: Any, depth: int) -> None:
        """Everything in a body, text box or frame cell."""
        for element in _within(parent, _P, _TBL):
            if element.tag == _TBL:
                self.table(element, depth + 1)
                continue
            text, boxes = self.text(element)
            if text.strip():
                self.paragraphs += 1
                self.draft.paragraph(text, line=self.paragraphs)
            for box in boxes:
                self.blocks(box, depth + 1)

    def text(self, paragraph: Any) -> tuple[str, list[Any]]:
        """A paragraph's text with its number, and the text boxes that hang on it."""
        bits: list[str] = []
        boxes: list[Any] = []
        _inline(paragraph, bits, boxes)
        text = "".join(bits)
        label = self.numbering.label(paragraph)
        if label and not (label[-1:] in "0123456789.．" and text.lstrip()[:1].isdigit()):
            text = label + text.lstrip()  # `1.` before `2023年` would read as 1.2023
        return text, boxes

    def table(self, table: Any, depth: int) -> None:
        """A table, or what it frames."""
        if depth > limits.NESTED:
            raise guard.unreadable(
                self.draft.source,
                f"表格或文本框嵌套超过 {limits.NESTED} 层；请在 Word 中取消嵌套后重试。",
                f"tables or text boxes are nested more than {limits.NESTED} deep; take them apart in Word.",
            )
        cells = [cell for row in _within(table, _TR) for cell in _within(row, _TC)]
        nested = [inner for cell in cells for inner in _within(cell, _TBL)]
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
        for row in _within(table, _TR):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            column = min(max(_whole(_value(row, "w:trPr", "w:gridBefore"), 0), 0), WIDEST)
            cells: list[Laid] = []
            merged: set[int] = set()
            for cell in _within(row, _TC):
                properties = cell.find(_TC_PR)
                width = min(max(_whole(_value(properties, "w:gridSpan"), 1), 1), WIDEST)
                down = _value(properties, "w:vMerge")
                text = "" if down in ("", "continue") and column in above else self.cell_text(cell, depth)
                if _value(properties, "w:hMerge") in ("", "continue") and cells:
                    last = cells[-1]
                    cells[-1] = Laid(last.text + text, last.column, last.width + width)
                else:
                    cells.append(Laid(text, column, width))
                    if down is not None:
                        merged.add(column)
                column += width
            above = merged
            made.append(LaidRow(tuple(cells)))
        return made

    def cell_text(self, cell: Any, depth: int) -> str:
        """All that stands in a cell, a line for each paragraph and each row of a table in it."""
        lines: list[str] = []
        for element in _within(cell, _P, _TBL):
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
        return "\n".join(line for line in lines if line)


def _inline(parent: Any, bits: list[str], boxes: list[Any]) -> None:
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
        elif tag == f"{_MC}AlternateContent":
            _inline(_chosen(child), bits, boxes)
        elif tag in _GONE or not isinstance(tag, str) or (tag == _R and _is_on(child.find(_R_PR), "w:vanish")):
            continue
        else:
            _inline(child, bits, boxes)


# --- automatic numbers ----------------------------------------------------------------------------------------------


@frozen
class _Level:
    text: str
    shape: str
    start: int
    legal: bool
    keeps: bool
    style: str


@frozen
class _List:
    """A list in use: the counters it shares with others, and the starts it sets for itself."""

    shared: str
    starts: dict[int, int]
    levels: dict[int, _Level]


@frozen
class _Style:
    based: str
    number: str | None
    level: str | None


@define
class _Numbering:
    """The lists a document defines, and how far each has counted."""

    lists: dict[str, _List] = field(factory=dict)
    styles: dict[str, _Style] = field(factory=dict)
    default: str = ""
    counts: dict[str, dict[int, int]] = field(factory=dict)
    begun: set[str] = field(factory=set)

    def label(self, paragraph: Any) -> str:
        """The number in front of a paragraph, and count it; "" for none and for bullets."""
        properties = paragraph.find(_P_PR)
        style = (_value(properties, "w:pStyle") if properties is not None else None) or self.default
        number = _value(properties, "w:numPr", "w:numId") if properties is not None else None
        depth = _value(properties, "w:numPr", "w:ilvl") if properties is not None else None
        from_style, level_of_style = self._of_style(style)
        number = number if number is not None else from_style
        found = self.lists.get(number or "")
        if number is None or found is None:
            return ""
        by_style = next((i for i, level in found.levels.items() if style and level.style == style), None)
        index = _whole(depth, by_style if by_style is not None else _whole(level_of_style, 0))
        level = found.levels.get(index)
        if level is None:
            return ""
        counts = self.counts.setdefault(found.shared, {})
        if number not in self.begun:
            self.begun.add(number)
            for i, start in found.starts.items():
                counts[i] = start - 1
        counts[index] = counts.get(index, level.start - 1) + 1
        for deeper in [i for i in counts if i > index and not (i in found.levels and found.levels[i].keeps)]:
            del counts[deeper]
        if level.shape in ("bullet", "none"):
            return ""
        text = level.text
        for i, other in found.levels.items():
            if f"%{i + 1}" in text:
                shape = "decimal" if level.legal else other.shape
                text = text.replace(f"%{i + 1}", _numeral(counts.setdefault(i, other.start), shape))
        return text

    def _of_style(self, style: str) -> tuple[str | None, str | None]:
        """The list and level that a style, or one it is based on, brings with it."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            known = self.styles[style]
            if known.number is not None:
                return known.number, known.level
            style = known.based
        return None, None


def _numbering(opened: Any) -> _Numbering:
    made = _Numbering()
    for style in opened.styles.element.iter(qn("w:style")):
        name = str(style.get(qn("w:styleId"), ""))
        numbers = [_value(style, "w:pPr", "w:numPr", key) for key in ("w:numId", "w:ilvl")]
        made.styles[name] = _Style(_value(style, "w:basedOn") or "", numbers[0], numbers[1])
        if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
            made.default = name
    try:
        root: Any = opened.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        return made
    shared = {str(a.get(qn("w:abstractNumId"))): a for a in root.iter(qn("w:abstractNum"))}
    numbers_of = {str(n.get(qn("w:numId"))): _value(n, "w:abstractNumId") or "" for n in root.iter(qn("w:num"))}
    for number in root.iter(qn("w:num")):
        key = _value(number, "w:abstractNumId") or ""
        base = shared.get(key)
        link = _value(base, "w:numStyleLink") if base is not None else None
        if link and link in made.styles:
            key = numbers_of.get(made.styles[link].number or "", key)
            base = shared.get(key)
        if base is None:
            continue
        levels = {_whole(v.get(qn("w:ilvl")), 0): _level(v) for v in base.iter(qn("w:lvl"))}
        starts: dict[int, int] = {}
        for override in number.iter(qn("w:lvlOverride")):
            index = _whole(override.get(qn("w:ilvl")), 0)
            own = override.find(qn("w:lvl"))
            if own is not None:
                levels[index] = _level(own)
            start = _value(override, "w:startOverride")
            if start is not None:
                starts[index] = _whole(start, 1)
        made.lists[str(number.get(qn("w:numId")))] = _List(key, starts, levels)
    return made


def _level(level: Any) -> _Level:
    return _Level(
        (_value(level, "w:lvlText") or "")[:40], _value(level, "w:numFmt") or "decimal", _whole(_value(level, "w:start"), 1),
        _is_on(level, "w:isLgl"), _value(level, "w:lvlRestart") == "0", _value(level, "w:pStyle") or "",
    )  # fmt: skip


_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _numeral(number: int, shape: str) -> str:
    """A counter as its list prints it; a shape that is not known prints digits."""
    if not 0 < number < 10**4:
        return str(number)
    if shape in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                 "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "ideographDigital"):  # fmt: skip
        return print_numeral(number)
    if shape in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        said = print_numeral(number).translate(_FORMAL)
        return f"壹{said}" if said.startswith("拾") else said
    if shape in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(ord("①") + number - 1)
    if shape in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({ord(c): ord(c) - ord("0") + ord("０") for c in "0123456789"})
    if shape == "decimalZero":
        return str(number).rjust(2, "0")
    if shape == "ideographTraditional" and number <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[number - 1]
    if shape in ("upperLetter", "lowerLetter"):
        said = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return said if shape == "upperLetter" else said.lower()
    if shape in ("upperRoman", "lowerRoman"):
        said = ""
        for value, letters in _ROMAN:
            said += letters * (number // value)
            number %= value
        return said if shape == "upperRoman" else said.lower()
    return str(number)
