"""PDF files with a text layer: lines of text, and tables as their rules draw them, page by page.

Rule 1: the file is taken apart in a process of its own, with a limit on its time and memory, because what a PDF
makes its reader do cannot be told beforehand.
Rule 2: a table that goes on over a page break is one table; what is repeated or cut there is put right and noted.
Rule 3: a line that is full goes on in the next one; any other line break was meant.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from attrs import define, evolve, field, frozen
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.table import merge_edges

from perfeval.document import Document
from perfeval.errors import PerfevalError, UnreadableError
from perfeval.readers import guard
from perfeval.readers.guard import Draft, Laid, LaidRow

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit holds there as well
    resource = None  # type: ignore[assignment]

#: Seconds of work and bytes of memory one file may cost, and the pages it may have.
SECONDS = 240
MEMORY = 3 * 1024**3
PAGES = 500
#: Rules on one page; a drawing with more is no table.
RULES = 20_000
#: Points: edges nearer than this are one; and the blank at both sides of a cell together.
NEAR = 3
PADDING = 11
#: Characters that no line break cuts are at most so many.
LONGEST_HEAD = 40

_NUMBERED = re.compile(r"[-—–―－·\s]*(?:第?\s*\d{1,3}\s*页?)(?:\s*[/，,共]\s*共?\s*\d{1,3}\s*页?)?[-—–―－·\s]*")
_RUN = re.compile(r"[A-Za-z0-9.,%]+")
_GOES_ON = re.compile(r"[（(]?\s*(?:续表|接上表|续上表|续)\s*\d*\s*[）)]?")
_ITEM = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、）)]|[.．](?!\d))")
_STOPS = "。；;：:"
_HANGING = "，。、；：！？）】》”’,.;:)"
_HEAD = re.compile(rf"(?:[A-Za-z0-9.,%]+|.)[{re.escape(_HANGING)}]*", re.S)
_UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")

Char = dict[str, Any]
Points = float  # float: a length on the paper, never an amount


def read_pdf(data: bytes, source: str) -> Document:
    """A PDF file.

    Raises
    ------
    UnreadableError
        If it is no PDF, has a password or no text layer, is damaged, or costs more than the limits.
    """
    guard.expect(data, source, "pdf")
    answer = _apart(data, source)
    draft = Draft(source)
    for item in answer["items"]:
        if item["kind"] == "line":
            draft.paragraph(item["text"], page=item["page"], line=item["line"])
        else:
            draft.table([LaidRow(tuple(Laid(*cell) for cell in row["cells"]), row["page"]) for row in item["rows"]])
    for zh, en in answer["notes"]:
        draft.note(zh, en)
    return draft.document()


def _apart(data: bytes, source: str) -> dict[str, Any]:
    """The file taken apart in a process of its own."""
    too_much = guard.unreadable(
        source,
        f"解析这个 PDF 超过上限（{SECONDS} 秒或 {MEMORY // 2**30} GB 内存）；请打印为新的 PDF，或只保留报告的页后重试。",
        f"taking this PDF apart is over the limits ({SECONDS} seconds, {MEMORY // 2**30} GB); print it to a new PDF or keep "
        "only the report's pages.",
    )
    if not sys.executable:
        return take_apart(data, source)  # Python inside another program; there is no process to start
    path = os.pathsep.join(p for p in sys.path if p)
    try:
        done = subprocess.run(  # our own module, and no shell
            [sys.executable, "-P", "-m", "perfeval.readers.portable"], input=json.dumps(source).encode() + b"\n" + data,
            capture_output=True, timeout=SECONDS, check=False, env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise too_much from error
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        if done.returncode < 0 or b"MemoryError" in done.stderr:
            raise too_much from error
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:120]
        raise guard.unreadable(
            source,
            f"解析 PDF 的进程没有完成（{said}）；请打印为新的 PDF，或提供 .docx 后重试。",
            f"the process that takes the PDF apart did not finish ({said}); print it to a new PDF or provide a .docx.",
        ) from error
    if "error" in answer:
        zh, en = answer["error"]
        raise UnreadableError(zh, en)
    return answer


def main() -> None:
    """The process that takes one file apart: bytes in, plain data out."""
    if resource is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    try:
        source = json.loads(sys.stdin.buffer.readline())
        answer = take_apart(sys.stdin.buffer.read(), source)
    except PerfevalError as error:
        answer = {"error": [error.zh, error.en]}
    sys.stdout.write(json.dumps(answer))


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


# --- lines of characters --------------------------------------------------------------------------------------------


@frozen
class _Line:
    """Characters that stand on one line; `lead` is the width of the first, `head` of those no line break may cut."""

    text: str
    left: Points
    right: Points
    top: Points
    bottom: Points
    size: Points
    lead: Points
    head: Points


def _lines(chars: Iterable[Char]) -> list[_Line]:
    """Characters by line, from top to bottom, each line from left to right."""
    made: list[list[Char]] = []
    middle = 0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        at = (char["top"] + char["bottom"]) / 2
        if made and abs(at - middle) <= (char["bottom"] - char["top"]) / 2:
            made[-1].append(char)
        else:
            made.append([char])
            middle = at
    return [line for row in made if (line := _line(sorted(row, key=lambda c: c["x0"]))) is not None]


def _line(chars: Sequence[Char]) -> _Line | None:
    filled = [i for i, c in enumerate(chars) if c["text"].strip()]
    if not filled:
        return None
    chars = chars[filled[0] : filled[-1] + 1]
    text = ""
    head: Points = 0
    for i, char in enumerate(chars):
        before = chars[i - 1] if i else char
        gap = char["x0"] - before["x1"]
        if gap > before["size"] * 3 / 2:
            text += "  "
        elif gap > before["size"] / 4 and before["text"].isascii() and char["text"].isascii():
            text += " "
        text += char["text"]
        if len(text) < LONGEST_HEAD and _HEAD.fullmatch(text):
            head = char["x1"] - chars[0]["x0"]
    return _Line(
        re.sub(r" {3,}", "  ", text), chars[0]["x0"], chars[-1]["x1"], min(c["top"] for c in chars),
        max(c["bottom"] for c in chars), max(c["size"] for c in chars), chars[0]["x1"] - chars[0]["x0"], head,
    )  # fmt: skip


def _goes_on(above: _Line, line: _Line, room: Points) -> bool:
    """Whether a line only broke off because no more fitted on it."""
    cuts = _RUN.fullmatch(above.text[-1:]) and _RUN.fullmatch(line.text[:1])
    return room - (above.right - above.left) < (line.lead if cuts else line.head)


def _joined(upper: str, lower: str) -> str:
    """Two pieces of one line."""
    between = " " if re.search(r"[A-Za-z]$", upper) and re.match(r"[A-Za-z]", lower) else ""
    return upper + between + lower


def _flowing(lines: Sequence[_Line], width: Points) -> str:
    """Lines as one text: a full line goes on, any other ends."""
    text = lines[0].text if lines else ""
    for above, line in pairwise(lines):
        text = _joined(text, line.text) if _goes_on(above, line, width) else f"{text}\n{line.text}"
    return text


# --- tables of one page ---------------------------------------------------------------------------------------------


@frozen
class _Box:
    """A cell as drawn: its edges left and right, its text, its first line and its last."""

    left: Points
    right: Points
    text: str
    first: _Line | None = None
    last: _Line | None = None

    @property
    def width(self) -> Points:
        """What its text can fill."""
        return self.right - self.left - PADDING

    def is_at(self, other: _Box) -> bool:
        """Whether it stands right over or under another."""
        return abs(self.left - other.left) <= NEAR and abs(self.right - other.right) <= NEAR


@define
class _Ruled:
    """A table as drawn on one page, or on several."""

    top: Points
    bottom: Points
    left: Points
    right: Points
    rows: list[tuple[int, list[_Box]]]
    ends_low: bool = False
    over: list[str] = field(factory=list)


def _edges(numbers: Iterable[Points]) -> list[Points]:
    """Positions, those that are nearly one taken as one."""
    made: list[Points] = []
    for number in sorted(numbers):
        if not made or number - made[-1] > NEAR:
            made.append(number)
    return made


def _slot(edges: Sequence[Points], at: Points) -> int:
    """Which gap between edges a position lies in."""
    return min(max(bisect_right(edges, at + NEAR) - 1, 0), len(edges) - 1)


def _sides(page: Any) -> list[Char]:
    """The outer rules that tables open at their sides leave out: where at least three rules begin and end alike."""
    flat: dict[tuple[int, int], list[Char]] = {}
    joined = merge_edges(
        page.horizontal_edges,
        snap_x_tolerance=NEAR,
        snap_y_tolerance=NEAR,
        join_x_tolerance=NEAR,
        join_y_tolerance=NEAR,
    )
    for edge in sorted(joined, key=lambda e: e["top"]):
        flat.setdefault((round(edge["x0"] / NEAR), round(edge["x1"] / NEAR)), []).append(edge)
    made: list[Char] = []
    for rules in flat.values():
        left, right = rules[0]["x0"], rules[0]["x1"]
        upright = [e for e in page.vertical_edges if left - NEAR <= e["x0"] <= right + NEAR]
        run: list[Char] = []
        for above, below in pairwise([*rules, {"top": rules[-1]["top"]}]):
            run.append(above)
            crossing = [e for e in upright if e["top"] <= above["top"] + NEAR and e["bottom"] >= below["top"] - NEAR]
            if above["top"] < below["top"] and any(left + NEAR < e["x0"] < right - NEAR for e in crossing):
                continue
            if len(run) > 2:
                made += [
                    _upright(x, run[0]["top"], run[-1]["top"])
                    for x in (left, right) if not any(abs(e["x0"] - x) <= NEAR and e["top"] < run[-1]["top"] and e["bottom"] > run[0]["top"] for e in upright)
                ]  # fmt: skip
            run = []
    return made


def _upright(x: Points, top: Points, bottom: Points) -> Char:
    return {
        "object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top, "width": 0, "orientation": "v",
    }  # fmt: skip


def _ruled(page: Any, chars: Sequence[Char]) -> tuple[list[_Ruled], list[Char]]:
    """The tables of a page, and the characters outside them."""
    sides = _sides(page)
    found = page.find_tables({"explicit_vertical_lines": sides} if sides else {})
    tables = []
    rest = list(chars)
    for table in found:
        xs = _edges(x for c in table.cells for x in (c[0], c[2]))
        ys = _edges(y for c in table.cells for y in (c[1], c[3]))
        if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > guard.CELLS:
            continue
        inside = [c for c in rest if _is_in(c, table.bbox)]
        if not inside:
            continue
        taken = {id(c) for c in inside}
        rest = [c for c in rest if id(c) not in taken]
        tables.append(
            _Ruled(table.bbox[1], table.bbox[3], xs[0], xs[-1], _boxes(table.cells, xs, ys, inside, page.page_number))
        )
    return tables, rest


def _is_in(char: Char, box: Sequence[Points]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _boxes(
    cells: Any, xs: list[Points], ys: list[Points], chars: Sequence[Char], page: int
) -> list[tuple[int, list[_Box]]]:
    """The rows of a table; a gap in the rules is a cell of its own."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for left, top, right, bottom in cells:
        across = range(_slot(xs, left), _slot(xs, right))
        down = range(_slot(ys, top), _slot(ys, bottom))
        if not across or not down or (down[0], across[0]) in owner:
            continue
        first = (down[0], across[0])
        spans[first] = (down[-1] + 1, across[-1] + 1)
        for r in down:
            for c in across:
                owner.setdefault((r, c), first)
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            if (r, c) not in owner:
                owner[r, c] = (r, c)
                spans[r, c] = (r + 1, c + 1)
    held: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        r = bisect_right(ys, (char["top"] + char["bottom"]) / 2) - 1
        c = bisect_right(xs, (char["x0"] + char["x1"]) / 2) - 1
        held.setdefault(owner[min(max(r, 0), len(ys) - 2), min(max(c, 0), len(xs) - 2)], []).append(char)
    rows: list[tuple[int, list[_Box]]] = []
    for r in range(len(ys) - 1):
        row: list[_Box] = []
        c = 0
        while c < len(xs) - 1:
            first = owner[r, c]
            right = max(spans[first][1], c + 1)
            lines = _lines(held.get(first, ())) if first[0] == r else []
            made = _Box(xs[c], xs[right], "", lines[0] if lines else None, lines[-1] if lines else None)
            row.append(evolve(made, text=_flowing(lines, made.width)))
            c = right
        rows.append((page, row))
    return rows


# --- the whole file -------------------------------------------------------------------------------------------------


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
    items: list[_Text | _Ruled] = field(factory=list)
    notes: list[tuple[str, str]] = field(factory=list)
    blank: list[int] = field(factory=list)
    scanned: list[int] = field(factory=list)
    unmapped: int = 0
    characters: int = 0
    numbers: int = 0
    repeated: list[int] = field(factory=list)
    cut: list[int] = field(factory=list)
    drawn: list[int] = field(factory=list)

    def page(self, page: Any) -> None:
        """Read one page."""
        number = int(page.page_number)
        clean = page.dedupe_chars(tolerance=1)  # bold that is faked by printing twice
        chars = [c for c in clean.chars if c["text"]]
        self.characters += len(chars)
        self.unmapped += sum(bool(_UNMAPPED.search(c["text"])) for c in chars)
        if self.characters > guard.CHARACTERS:
            raise guard.unreadable(
                self.source,
                f"文字超过上限 {guard.CHARACTERS} 字；请只保留报告的页后重试。",
                f"over the limit of {guard.CHARACTERS} characters; keep only the report's pages.",
            )
        whole = page.width * page.height
        covered = any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) * 5 > whole * 4 for i in page.images)
        if not any(c["text"].strip() for c in chars):
            if page.images:
                self.blank.append(number)
            return
        if covered:
            self.scanned.append(number)
        tables: list[_Ruled] = []
        if len(page.edges) > RULES:
            self.drawn.append(number)
        else:
            tables, chars = _ruled(clean, chars)
        self._place(number, tables, chars, page.width, page.height)

    def _place(self, number: int, tables: list[_Ruled], chars: list[Char], width: Points, height: Points) -> None:
        """Tables and lines of a page in reading order, joined to those of the page before."""
        lines = _lines(chars)
        if lines and _NUMBERED.fullmatch(lines[-1].text) and lines[-1].top > height * 4 / 5:
            self.numbers += 1
            lines = lines[:-1]
        if lines and _NUMBERED.fullmatch(lines[0].text) and lines[0].bottom < height / 8:
            self.numbers += 1
            lines = lines[1:]
        found: list[tuple[Points, _Ruled | list[_Line]]] = [(t.top, t) for t in tables]
        found += [(group[0].top, group) for group in _paragraphs(lines, tables, width)]
        fresh: list[_Text | _Ruled] = []
        for count, (_, piece) in enumerate(sorted(found, key=lambda f: f[0]), 1):
            if isinstance(piece, _Ruled):
                piece.over = [t.text for t in _ending(fresh)]
                piece.ends_low = piece.bottom * 5 > height * 3
                fresh.append(piece)
            else:
                text = piece[0].text
                for line in piece[1:]:
                    text = _joined(text, line.text)
                fresh.append(_Text(text, number, count))
        self.items += self._go_on(fresh, number)

    def _go_on(self, fresh: list[_Text | _Ruled], number: int) -> list[_Text | _Ruled]:
        """What is left of a page after its first table has gone to the one it continues."""
        above = self.items[-1] if self.items else None
        at = next((i for i, item in enumerate(fresh) if isinstance(item, _Ruled)), None)
        if not isinstance(above, _Ruled) or at is None:
            return fresh
        table = fresh[at]
        assert isinstance(table, _Ruled)
        between = [item.text for item in fresh[:at] if isinstance(item, _Text)]
        if abs(above.left - table.left) > NEAR or abs(above.right - table.right) > NEAR:
            return fresh
        same = 0
        for (_, old), (_, new) in zip(above.rows, table.rows, strict=False):
            if [b.text for b in old] != [b.text for b in new] or not any(b.text for b in new):
                break
            same += 1
        known = all(text in above.over or _GOES_ON.fullmatch(text) for text in between)
        if not known or (not same and (between or not above.ends_low)):
            return fresh
        rows = table.rows[same:]
        if same:
            self.repeated.append(number)
        elif rows and above.rows and _is_rest(above.rows[-1][1], rows[0][1]):
            page, last = above.rows[-1]
            above.rows[-1] = (page, [_with_rest(box, rows[0][1]) for box in last])
            rows = rows[1:]
            self.cut.append(number)
        above.rows += rows
        above.ends_low = table.ends_low
        return fresh[at + 1 :]

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
        if self.unmapped:
            self.notes.append(
                (
                    f"有 {self.unmapped} 个字没有编码，读作乱码；请与原件核对。",
                    f"{self.unmapped} characters have no encoding and are garbled; compare with the original.",
                )
            )

    @staticmethod
    def _plain(item: _Text | _Ruled) -> dict[str, Any]:
        if isinstance(item, _Text):
            return {"kind": "line", "text": item.text, "page": item.page, "line": item.line}
        xs = _edges(x for _, row in item.rows for box in row for x in (box.left, box.right))
        rows = []
        for page, row in item.rows:
            cells = []
            for box in row:
                column = _slot(xs, box.left)
                cells.append([box.text, column, max(_slot(xs, box.right) - column, 1)])
            rows.append({"page": page, "cells": cells})
        return {"kind": "table", "rows": rows}


def _ending(items: Sequence[_Text | _Ruled]) -> list[_Text]:
    """The texts at the end of a list, after its last table."""
    made: list[_Text] = []
    for item in reversed(items):
        if not isinstance(item, _Text) or len(made) == 6:
            break
        made.append(item)
    return made


def _paragraphs(lines: Sequence[_Line], tables: Sequence[_Ruled], width: Points) -> Iterator[list[_Line]]:
    """Lines outside tables, those together that are one paragraph: a long full line, and one that begins at the margin."""
    left = min((line.left for line in lines), default=0)
    right = max((line.right for line in lines if line.text[-1] not in _HANGING), default=0)
    group: list[_Line] = []
    for line in lines:
        if group:
            last = group[-1]
            full = _goes_on(last, line, right - last.left - line.size / 3) and (last.right - last.left) * 2 > width
            close = line.top - last.bottom < line.size * 3 / 2 and abs(line.size - last.size) < 1
            apart = any(last.top < t.top < line.top for t in tables)
            item = last.text[-1] in _STOPS and _ITEM.match(line.text)
            if not (full and close and line.left - left < line.size) or apart or item:
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _is_rest(upper: Sequence[_Box], lower: Sequence[_Box]) -> bool:
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
        if not _goes_on(over.last, box.first, over.width):
            return False
    return True


def _with_rest(box: _Box, lower: Sequence[_Box]) -> _Box:
    rest = next((b for b in lower if b.text and b.is_at(box)), None)
    return evolve(box, text=_joined(box.text, rest.text), last=rest.last) if rest is not None else box


if __name__ == "__main__":
    main()
