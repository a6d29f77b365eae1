"""The paper of letters: A4 as official letters have it, tables with heads that repeat, sentences in content controls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import docx
from attrs import define
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from perfeval.renderers.kept import Kept
from perfeval.renderers.letters.kept import ITEMS, bookmark_of, tag_of
from perfeval.renderers.voices import Told, Voice
from perfeval.summary import Summary

#: Fonts every Chinese Windows has, by what they are for.
BODY, HEADING, TABLE = "仿宋", "黑体", "宋体"
#: Sizes in points: 二号, 三号, 小四, 五号, and small print.
TITLE_SIZE, BODY_SIZE, NOTE_SIZE, TABLE_SIZE, SMALL = 22, 16, 12, 10.5, 8  # float: points of print
#: The style of what stands in tables.
SMALL_TEXT = "Table text"
#: Where a date is filled in by hand.
DAY = "　　　　年　　月　　日"


@define
class Letter:
    """A letter in the making."""

    document: Any
    voice: Voice
    kept: Kept
    controls: int = 0

    @classmethod
    def begun(cls, voice: Voice, kept: Kept) -> Letter:
        """An empty letter on A4."""
        document = docx.Document()
        letter = cls(document, voice, kept)
        letter._page(document.sections[0], landscape=False)
        normal = document.styles["Normal"]
        normal.font.size = Pt(BODY_SIZE)
        _font(normal.element.get_or_add_rPr(), BODY)
        small = document.styles.add_style(SMALL_TEXT, WD_STYLE_TYPE.PARAGRAPH)
        small.base_style = normal
        small.font.size = Pt(TABLE_SIZE)
        _font(small.element.get_or_add_rPr(), TABLE)
        document.core_properties.author = "perfeval"
        document.core_properties.comments = ""
        return letter

    def _page(self, section: Any, *, landscape: bool) -> None:
        width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
        margins = (20, 18, 20, 18) if landscape else (30, 28, 28, 26)
        for side, wide in zip(("top_margin", "bottom_margin", "left_margin", "right_margin"), margins, strict=True):
            setattr(section, side, Mm(wide))

    def section(self, *, landscape: bool) -> None:
        """A new page, which may lie on its side."""
        self._page(self.document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)

    def shown(self, matters: Sequence[Told]) -> list[Told]:
        """The matters that a person has not taken out."""
        return [one for one in matters if one.key not in self.kept.removed]

    def title(self, text: str) -> None:
        """The title of a letter."""
        paragraph = self.document.add_heading(level=1)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _spaced(paragraph, after=18)
        self.run(paragraph, text, HEADING, TITLE_SIZE)

    def heading(self, text: str) -> None:
        """The heading of a group."""
        paragraph = self.document.add_heading(level=2)
        _spaced(paragraph, before=8, after=4)
        self.run(paragraph, text, HEADING, BODY_SIZE)

    def paragraph(
        self, text: str = "", *, indent: bool = True, size: float = BODY_SIZE
    ) -> Any:  # float: points of print
        """A paragraph of text, its first line two characters in."""
        paragraph = self.document.add_paragraph()
        _spaced(paragraph, after=4)
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)
        if text:
            self.run(paragraph, text, BODY, size)
        return paragraph

    def run(
        self, paragraph: Any, text: str, font: str = BODY, size: float = BODY_SIZE
    ) -> Any:  # float: points of print
        """Characters of a paragraph."""
        made = paragraph.add_run(text)
        made.font.size = Pt(size)
        made.font.bold = False
        made.font.color.rgb = RGBColor(0, 0, 0)
        _font(made._r.get_or_add_rPr(), font)
        return made

    def control(
        self, paragraph: Any, one: str, part: str, made: str, *, size: float = BODY_SIZE, font: str = BODY
    ) -> None:  # float: points of print
        """A sentence in a content control: a person's words where there are any, else the machine's."""
        control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
        tag = OxmlElement("w:tag")
        tag.set(qn("w:val"), tag_of(one, part, made))
        properties.append(tag)
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        self.controls += 1
        for mark in (begin, end):
            mark.set(qn("w:id"), f"{self.controls}")
        begin.set(qn("w:name"), bookmark_of(one, part, made))
        content.extend([begin, self.run(paragraph, self.kept.text(one, part, made), font, size)._r, end])
        control.extend([properties, content])
        paragraph._p.append(control)

    def table(self, heads: Sequence[str], widths: Sequence[int]) -> Any:
        """A table with a head that is repeated on every page; widths in millimetres."""
        table = self.document.add_table(1, len(heads))
        table.style = "Table Grid"
        table.autofit = False
        for column, (head, wide) in enumerate(zip(heads, widths, strict=True)):
            table.columns[column].width = Mm(wide)
            self.cell(table.rows[0].cells[column], head, HEADING).alignment = WD_ALIGN_PARAGRAPH.CENTER
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        return table

    def row(self, table: Any, texts: Sequence[str]) -> Any:
        """A row with these texts, which is not broken over two pages."""
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for column, text in enumerate(texts):
            row.cells[column].width = table.columns[column].width
            self.cell(row.cells[column], text)
        return row

    def cell(self, cell: Any, text: str, font: str = TABLE) -> Any:
        """A text in a cell."""
        paragraph = cell.paragraphs[0]
        paragraph.style = self.document.styles[SMALL_TEXT]
        _spaced(paragraph, after=0)
        if text:
            self.run(paragraph, text, font, TABLE_SIZE)
        return paragraph

    def end(self, paper: str, keys: Sequence[str]) -> None:
        """The list of the matters at the end, by which one that was taken out is known."""
        paragraph = self.paragraph(indent=False)
        lead = self.voice.either(
            "条目编号（更新本文书时用，请保留）：", "Items (needed to renew this letter, please keep): "
        )
        self.run(paragraph, lead, TABLE, SMALL)
        self.control(paragraph, paper, ITEMS, " ".join(keys), size=SMALL, font=TABLE)

    def applied(self, page: Summary) -> str:
        """What a report was judged with, in one line."""
        one = page.applied
        said = [f"perfeval {one.version}".strip(), *one.packs, *([one.on.isoformat()] if one.on is not None else [])]
        return self.voice.either("、", ", ").join(said)


def _font(properties: Any, name: str) -> None:
    """Chinese characters take their font from an attribute of their own."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _spaced(paragraph: Any, before: int = 0, after: int = 0) -> None:
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


__all__ = ["DAY", "NOTE_SIZE", "TABLE", "TABLE_SIZE", "Letter"]
