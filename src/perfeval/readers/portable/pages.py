"""The pages of a PDF: their tables and paragraphs in reading order, joined to those of the page before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from attrs import define, evolve, field, frozen
from pdfminer.pdfdocument import PDFPasswordIncorrect

from perfeval.readers import guard
from perfeval.readers.guard import limits
from perfeval.readers.margins import is_page_number
from perfeval.readers.portable.lines import HANGING, Char, Line, Points, goes_on, joined, lines_of, once
from perfeval.readers.portable.seen import fields_filled, seen
from perfeval.readers.portable.tables import Box, Rows, Ruled, crossings, edges_of, ruled, slot

#: Pages a file may have.
PAGES = 500
#: Rules on one page, and places where they can cross; a drawing with more is no table.
RULES = 20_000
CROSSINGS = 40_000

_GOES_ON = re.compile(r"[（(]?\s{0,4}(?:续表|接上表|续上表|续)\s{0,4}\d{0,4}\s{0,4}[）)]?")
_ITEM = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、）)]|[.．](?!\d))")
_STOPS = "。；;：:"
_UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")


def take_apart(data: bytes, source: str) -> dict[str, Any]:
    """Lines, tables and notes of a PDF as plain data.

    Raises
    ------
    UnreadableError
        If it has a password or no text layer, or is damaged.
    """
    file = _File(source)
    with guard.opening(source, "请打印为新的 PDF，或提供 .docx 后重试", "print it to a new PDF or provide a .docx"):
        try:
            opened = pdfplumber.open(BytesIO(data))
        except Exception as error:
            if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
                raise guard.unreadable(
                    source, "PDF 有打开密码；请去掉密码后重试。", "the PDF needs a password to open; remove it."
                ) from error
            raise
        with opened:
            if len(opened.pages) > PAGES:
                raise guard.unreadable(
                    source,
                    f"PDF 有 {len(opened.pages)} 页，超过上限 {PAGES} 页；请只保留报告的页后重试。",
                    f"{len(opened.pages)} pages are over the limit of {PAGES}; keep only the report's pages.",
                )
            for page in opened.pages:
                file.page(page)
                page.close()
    return file.finish()


@frozen
class _Text:
    """A paragraph of a page."""

    text: str
    page: int
    line: int


@define
class _File:
    """What has been read of a file so far."""

    source: str
    items: list[_Text | Ruled] = field(factory=list)
    notes: list[tuple[str, str]] = field(factory=list)
    blank: list[int] = field(factory=list)
    scanned: list[int] = field(factory=list)
    unmapped: int = 0
    characters: int = 0
    numbers: int = 0
    repeated: list[int] = field(factory=list)
    cut: list[int] = field(factory=list)
    drawn: list[int] = field(factory=list)
    unseen: int = 0
    fields: int = 0

    def page(self, page: Any) -> None:
        """Read one page."""
        number = int(page.page_number)
        chars, left_out = seen(page, once(c for c in page.chars if c["text"]))
        self.unseen += left_out
        self.fields += fields_filled(page)
        self.characters += len(chars)
        self.unmapped += sum(bool(_UNMAPPED.search(c["text"])) for c in chars)
        if self.characters > limits.CHARACTERS:
            raise guard.unreadable(
                self.source,
                f"文字超过上限 {limits.CHARACTERS} 字；请只保留报告的页后重试。",
                f"over the limit of {limits.CHARACTERS} characters; keep only the report's pages.",
            )
        whole = page.width * page.height
        covered = any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) * 5 > whole * 4 for i in page.images)
        if not any(c["text"].strip() for c in chars):
            if page.images:
                self.blank.append(number)
            return
        if covered:
            self.scanned.append(number)
        tables: list[Ruled] = []
        if len(page.edges) > RULES or crossings(page) > CROSSINGS:
            self.drawn.append(number)
        else:
            tables, chars = ruled(page, chars)
        self._place(number, tables, chars, page.width, page.height)

    def _place(self, number: int, tables: list[Ruled], chars: list[Char], width: Points, height: Points) -> None:
        """Tables and lines of a page in reading order, joined to those of the page before."""
        lines = lines_of(chars)
        if lines and is_page_number(lines[-1].text) and lines[-1].top > height * 4 / 5:
            self.numbers += 1
            lines = lines[:-1]
        if lines and is_page_number(lines[0].text) and lines[0].bottom < height / 8:
            self.numbers += 1
            lines = lines[1:]
        found: list[tuple[Points, Ruled | list[Line]]] = [(t.top, t) for t in tables]
        found += [(group[0].top, group) for group in _paragraphs(lines, tables, width)]
        fresh: list[_Text | Ruled] = []
        for count, (_, piece) in enumerate(sorted(found, key=lambda f: f[0]), 1):
            if isinstance(piece, Ruled):
                piece.over = [t.text for t in _ending(fresh)]
                piece.ends_low = piece.bottom * 5 > height * 3
                fresh.append(piece)
            else:
                text = piece[0].text
                for line in piece[1:]:
                    text = joined(text, line.text)
                fresh.append(_Text(text, number, count))
        self.items += self._go_on(fresh, number)

    def _go_on(self, fresh: list[_Text | Ruled], number: int) -> list[_Text | Ruled]:
        """What is left of a page after its first table has gone to the one it continues."""
        above = self.items[-1] if self.items else None
        at = next((i for i, item in enumerate(fresh) if isinstance(item, Ruled)), None)
        if not isinstance(above, Ruled) or at is None:
            return fresh
        table = fresh[at]
        assert isinstance(table, Ruled)
        between = [item.text for item in fresh[:at] if isinstance(item, _Text)]
        same = above.repeated_by(table)
        known = all(text in above.over or _GOES_ON.fullmatch(text) for text in between)
        follows = same or (above.ends_low and not between)
        if not (above.is_over(table) and known and follows):
            return fresh
        if same:
            self.repeated.append(number)
        self._add(above, table.rows[same:], None if same else number)
        above.ends_low = table.ends_low
        return fresh[at + 1 :]

    def _add(self, above: Ruled, rows: Rows, cut_on: int | None) -> None:
        """Rows to a table that goes on; on a page named, the first may be what was cut off the last of those before."""
        if cut_on is not None and rows and above.rows and _is_rest(above.rows[-1][1], rows[0][1]):
            page, last = above.rows[-1]
            above.rows[-1] = (page, [_with_rest(box, rows[0][1]) for box in last])
            rows = rows[1:]
            self.cut.append(cut_on)
        above.rows += rows

    def finish(self) -> dict[str, Any]:
        """Everything read, as plain data.

        Raises
        ------
        UnreadableError
            If there is no text layer, or none that says anything.
        """
        if not self.items:
            raise guard.unreadable(
                self.source,
                "PDF 没有文字层，应是扫描件；请用 OCR（文字识别）软件转成 .docx 或带文字的 PDF，核对数字后重试。",
                "the PDF has no text layer, it is a scan; turn it into .docx or a PDF with text by OCR, and proof-read the figures.",
            )
        if self.unmapped * 5 > self.characters:
            raise guard.unreadable(
                self.source,
                "PDF 的字体没有文字编码，读出的是乱码；请用原程序另存为 .docx，或打印后做文字识别。",
                "the PDF's fonts carry no text encoding, its text is garbled; save it as .docx from its program, or use OCR.",
            )
        self._say()
        return {"items": [self._plain(item) for item in self.items], "notes": self.notes}

    def _say(self) -> None:
        for pages, zh, en in (
            (self.blank, "没有文字，只有图片（可能是扫描页），未读取", "has no text, only pictures (perhaps a scan), and was not read"),
            (self.scanned, "是整页图片加识别文字，数字可能识别有误，请核对原件", "is a picture with recognised text; proof-read its figures"),
            (self.repeated, "重复的表头已略去，表格与前页相接", "repeats the table's header; it was left out and the table goes on"),
            (self.cut, "首行是前页末行被分页截断的部分，已接回", "begins with the rest of a row cut by the page break; it was put back"),
            (self.drawn, "线条过多，按文字读取，未认表格", "has too many rules; it was read as text without tables"),
        ):  # fmt: skip
            if pages:
                listed = "、".join(str(p) for p in pages[:20]) + ("等" if len(pages) > 20 else "")
                self.notes.append(
                    (f"第{listed}页{zh}。", f"Page {listed.replace('、', ', ').replace('等', ', …')} {en}.")
                )
        if self.numbers:
            self.notes.append((f"页码 {self.numbers} 处未计入。", f"{self.numbers} page numbers were left out."))
        if self.unseen:
            zh, en = "看不见的字（裁切线外、白字、水印）", "characters nobody sees (cut off, white, or of a watermark)"
            self.notes.append((f"{zh} {self.unseen} 个未计入。", f"{self.unseen} {en} were left out."))
        if self.fields:
            self.notes.append(
                (
                    f"表单域中填写的内容 {self.fields} 处未读取；请打印为新的 PDF 后重试。",
                    f"{self.fields} filled form fields were not read; print the file to a new PDF and try again.",
                )
            )
        if self.unmapped:
            self.notes.append(
                (
                    f"有 {self.unmapped} 个字没有编码，读作乱码；请与原件核对。",
                    f"{self.unmapped} characters have no encoding and are garbled; compare with the original.",
                )
            )

    @staticmethod
    def _plain(item: _Text | Ruled) -> dict[str, Any]:
        if isinstance(item, _Text):
            return {"kind": "line", "text": item.text, "page": item.page, "line": item.line}
        xs = edges_of(x for _, row in item.rows for box in row for x in (box.left, box.right))
        rows = []
        for page, row in item.rows:
            cells = []
            for box in row:
                column = slot(xs, box.left)
                cells.append([box.text, column, max(slot(xs, box.right) - column, 1)])
            rows.append({"page": page, "cells": cells})
        return {"kind": "table", "rows": rows}


def _ending(items: Sequence[_Text | Ruled]) -> list[_Text]:
    """The texts at the end of a list, after its last table."""
    made: list[_Text] = []
    for item in reversed(items):
        if not isinstance(item, _Text) or len(made) == 6:
            break
        made.append(item)
    return made


def _paragraphs(lines: Sequence[Line], tables: Sequence[Ruled], width: Points) -> Iterator[list[Line]]:
    """Lines outside tables, those together that are one paragraph: a long full line, and one that begins at the margin."""
    left = min((line.left for line in lines), default=0)
    right = max((line.right for line in lines if line.text[-1] not in HANGING), default=0)
    group: list[Line] = []
    for line in lines:
        if group:
            last = group[-1]
            full = goes_on(last, line, right - last.left - line.size / 3) and (last.right - last.left) * 2 > width
            close = line.top - last.bottom < line.size * 3 / 2 and abs(line.size - last.size) < 1
            apart = any(last.top < t.top < line.top for t in tables)
            item = last.text[-1] in _STOPS and _ITEM.match(line.text)
            if not (full and close and line.left - left < line.size) or apart or item:
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _is_rest(upper: Sequence[Box], lower: Sequence[Box]) -> bool:
    """Whether the first row of a page is what was cut off the last row of the page before.

    It fills fewer cells, none with an amount, and each of them right under a cell whose last line was full.
    """
    said = [box for box in lower if box.text]
    if not said or len(said) >= sum(bool(box.text) for box in upper):
        return False
    for box in said:
        over = next((b for b in upper if b.is_at(box)), None)
        if over is None or over.last is None or box.first is None or re.search(r"\d[.,]\d", box.text):
            return False
        if not goes_on(over.last, box.first, over.width):
            return False
    return True


def _with_rest(box: Box, lower: Sequence[Box]) -> Box:
    rest = next((b for b in lower if b.text and b.is_at(box)), None)
    return evolve(box, text=joined(box.text, rest.text), last=rest.last) if rest is not None else box
