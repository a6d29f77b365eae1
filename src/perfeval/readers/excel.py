"""Excel workbooks (.xlsx): every cell as the text a person sees in it; formulas are never run.

Rule 1: a stored number is the shortest decimal that names it, rounded to the fifteen digits Excel keeps, then shown
by its number format; nothing here computes in binary fractions.
Rule 2: a sheet's rows become tables where blank rows part them; single cells over a table are its titles.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import Any

import openpyxl
from attrs import define, frozen
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter

from perfeval.document import Document
from perfeval.quantities.numbers import plain, short
from perfeval.readers import guard
from perfeval.readers.guard import Draft, Laid, LaidRow

#: Names that Excel and WPS give by themselves say nothing, so they are no title.
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
#: Excel keeps so many digits of a number, and shows so many characters of one without a format.
DIGITS = 15
GENERAL = 11
#: Notes name so many cells.
NAMED = 8


def read_xlsx(data: bytes, source: str) -> Document:
    """An Excel workbook.

    Raises
    ------
    UnreadableError
        If it is no .xlsx, or damaged, or holds what a report does not.
    """
    guard.expect(data, source, "xlsx")
    watch = _Watch(source)
    names = guard.check_package(data, source, watch.visit)
    draft = Draft(source)
    with (
        guard.opening(
            source, "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试", "open it in Excel or WPS and save it as .xlsx"
        ),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
        if len(book.sheetnames) < watch.sheets:
            raise ValueError(f"{watch.sheets - len(book.sheetnames)} sheets are missing")
        unknown = _uncomputed(data, book) if watch.formulas else {}
        sheets = [_sheet(sheet, unknown.get(sheet.title, set()), draft) for sheet in book.worksheets]
        _write(sheets, draft)
    embedded = sum(1 for name in names if name.startswith("xl/embeddings/"))
    if embedded:
        draft.note(
            f"工作簿中嵌入了 {embedded} 个对象，其中的内容未读取。",
            f"{embedded} embedded objects in the workbook were not read.",
        )
    return draft.document()


@define
class _Watch:
    """Counts what openpyxl would unfold before it does, and whether there is any formula."""

    source: str
    cells: int = 0
    area: int = 0
    formulas: bool = False
    sheets: int = 0

    def visit(self, part: str, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.cells += 1
        elif tag == "sheet" and "sheetId" in attributes:
            self.sheets += 1
        elif tag == "f":
            self.formulas = True
        elif tag in ("mergeCell", "hyperlink"):
            self.area += _area(attributes.get("ref", ""))
        if self.cells > guard.CELLS or self.area > guard.CELLS:
            raise guard.unreadable(
                self.source,
                f"表格超过上限（单元格多于 {guard.CELLS}），不像报告；请删去无关的表和空白区域后重试。",
                f"over the limit of {guard.CELLS} cells, which no report has; remove other tables and blank areas.",
            )


def _area(reference: str) -> int:
    """How many cells a range such as A1:H20 has; 1 for anything else."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?", reference.strip())
    if found is None:
        return 1 if len(reference) < 40 else guard.CELLS + 1
    if found[3] is None:
        return 1
    return (abs(_letters(found[3]) - _letters(found[1])) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _letters(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _uncomputed(data: bytes, book: Any) -> dict[str, set[tuple[int, int]]]:
    """Formulas without a stored result, by sheet."""
    found: dict[str, set[tuple[int, int]]] = {}
    for sheet in openpyxl.load_workbook(BytesIO(data), data_only=False, keep_links=False).worksheets:
        known = book[sheet.title]._cells
        found[sheet.title] = {
            at for at, cell in sheet._cells.items() if cell.data_type == "f" and known[at].value is None
        }
    return found


# --- one sheet ------------------------------------------------------------------------------------------------------


@frozen
class _Merge:
    top: int
    left: int
    bottom: int
    right: int


@frozen
class _Sheet:
    """The filled cells of a sheet by row and column, and its merged ranges."""

    name: str
    texts: dict[int, dict[int, str]]
    merges: list[_Merge]

    @property
    def head(self) -> str:
        """What its first filled row says, if that is one cell alone."""
        first = min(self.texts)
        return next(iter(self.texts[first].values())) if _is_title(first, self.texts, self.merges) else ""


def _sheet(sheet: Any, unknown: set[tuple[int, int]], draft: Draft) -> _Sheet:
    name = str(sheet.title)
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    unseen: list[str] = []
    for (row, column), cell in sorted(sheet._cells.items()):  # the filled cells only; the public ways unfold the sheet
        value = cell.value
        if value is None or isinstance(cell, MergedCell):
            continue
        text = shown(value, str(cell.number_format))
        if text.strip():
            texts[row][column] = text
        elif value not in ("", 0) and not isinstance(value, str):
            unseen.append(str(cell.coordinate))
    _notes(sheet, name, unknown, unseen, draft)
    return _Sheet(
        name, dict(texts), [_Merge(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    )


def _write(sheets: list[_Sheet], draft: Draft) -> None:
    """The sheets one after another, each under its name.

    A title that stands on several sheets is the workbook's and comes before the sheet's name; the name of the only
    sheet says nothing where that has a title of its own.
    """
    filled = [sheet for sheet in sheets if sheet.texts]
    heads = Counter(sheet.head for sheet in filled)
    for sheet in filled:
        texts = dict(sheet.texts)
        if sheet.head and heads[sheet.head] > 1:
            first = min(texts)
            draft.paragraph(sheet.head, part=sheet.name, line=first)
            del texts[first]
        if not _UNNAMED.fullmatch(sheet.name.strip()) and not (len(filled) == 1 and sheet.head):
            draft.paragraph(sheet.name, part=sheet.name)
        for block in _blocks(texts, sheet.merges):
            _read_block(block, texts, sheet.merges, sheet.name, draft)


def _notes(sheet: Any, name: str, unknown: set[tuple[int, int]], unseen: list[str], draft: Draft) -> None:
    if unknown:
        cells = [f"{get_column_letter(c)}{r}" for r, c in sorted(unknown)]
        draft.note(
            f"工作表“{name}”中 {_listed(cells, 'zh')} 是公式，文件里没有存结果，按空白读取；请用 Excel 打开并保存后重试。",
            f"Sheet {name!r}: {_listed(cells, 'en')} hold formulas without a stored result and were read as blank; "
            "open it in Excel and save it.",
        )
    if unseen:
        draft.note(
            f"工作表“{name}”中 {_listed(unseen, 'zh')} 的数字被单元格格式隐藏，按空白读取。",
            f"Sheet {name!r}: the numbers in {_listed(unseen, 'en')} are hidden by their format and were read as blank.",
        )
    if sheet.sheet_state != "visible":
        draft.note(f"工作表“{name}”是隐藏的，已一并读取。", f"Sheet {name!r} is hidden; it was read as well.")
    rows = [str(r) for r, d in sorted(sheet.row_dimensions.items()) if d.hidden]
    columns = [str(c) for c, d in sorted(sheet.column_dimensions.items()) if d.hidden]
    if rows or columns:
        draft.note(
            f"工作表“{name}”有隐藏的行或列（{_listed(rows + columns, 'zh')}），已一并读取。",
            f"Sheet {name!r} has hidden rows or columns ({_listed(rows + columns, 'en')}); they were read as well.",
        )


def _listed(names: list[str], lang: str) -> str:
    comma = "、" if lang == "zh" else ", "
    more = f" 等 {len(names)} 处" if lang == "zh" else f" and {len(names) - NAMED} more"
    return comma.join(names[:NAMED]) + (more if len(names) > NAMED else "")


def _blocks(texts: dict[int, dict[int, str]], merges: list[_Merge]) -> Iterator[list[int]]:
    """Runs of rows without a blank one between them; a cell merged downwards fills every row it covers."""
    filled = set(texts)
    for merge in merges:
        if merge.left in texts.get(merge.top, {}):
            filled |= set(range(merge.top, merge.bottom + 1))
    run: list[int] = []
    for row in sorted(filled):
        if run and row != run[-1] + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _read_block(
    rows: list[int], texts: dict[int, dict[int, str]], merges: list[_Merge], name: str, draft: Draft
) -> None:
    own = [m for m in merges if m.top <= rows[-1] and m.bottom >= rows[0]]
    while rows and _is_title(rows[0], texts, own):
        for text in texts[rows[0]].values():
            draft.paragraph(text, part=name, line=rows[0])
        rows = rows[1:]
    if not rows:
        return
    inside = set(rows)
    spans = {(m.top, m.left): m for m in own if m.top in inside and m.left in texts.get(m.top, {})}
    left = min(c for r in rows for c in texts.get(r, {}) or [16384])
    right = max([c for r in rows for c in texts.get(r, {})] + [m.right for m in spans.values()])
    if (right - left + 1) * len(rows) > guard.CELLS:
        draft.grow(cells=(right - left + 1) * len(rows))  # refuses before anything is laid out
    covers: dict[int, list[_Merge]] = defaultdict(list)
    for merge in own:
        for row in range(max(merge.top, rows[0]), min(merge.bottom, rows[-1]) + 1):
            covers[row].append(merge)
    made = []
    for row in rows:
        starts = {max(m.left, left): m for m in covers[row] if m.right >= left and m.left <= right}
        cells: list[Laid] = []
        column = left
        while column <= right:
            over = starts.get(column)
            width = min(over.right, right) - column + 1 if over is not None else 1
            text = texts.get(row, {}).get(column, "") if over is None or over.top == row else ""
            cells.append(Laid(text, column - 1, width))
            column += width
        made.append(LaidRow(tuple(cells), None, row))
    draft.table(made, part=name)


def _is_title(row: int, texts: dict[int, dict[int, str]], merges: list[_Merge]) -> bool:
    """Whether a row is one cell alone: not merged downwards, and no empty box beside it that waits to be filled in."""
    if len(texts.get(row, {})) != 1:
        return False
    column = next(iter(texts[row]))
    across = [m for m in merges if m.top <= row <= m.bottom]
    return all(m.left == column and m.top == m.bottom for m in across)


# --- what a person sees in a cell -----------------------------------------------------------------------------------


def shown(value: object, form: str) -> str:
    """The text of a value under a number format.

    >>> shown(341.42000000000002, "General"), shown(0.8947368421, "0.00%"), shown(1548.447, "#,##0.00")
    ('341.42', '89.47%', '1,548.45')
    >>> shown(0.1 + 0.2, "General"), shown(100, '0"%"'), shown(0.75, "# ?/?")
    ('0.3', '100%', '0.75')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time | timedelta):
        return _date_text(value, form)
    if isinstance(value, int | float):  # float: the file stores binary fractions; only their shortest decimal is used
        return _number_text(repr(value), form)
    return str(value)


def _number_text(written: str, form: str) -> str:
    if not re.fullmatch(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", written):
        return written  # inf and nan, which Excel cannot store
    if len(written) > 400:
        return written
    number = _kept(Fraction(written))
    sections = _sections(form or "General")
    section = _section_for(number, sections)
    # a section for negative numbers of its own carries its own sign
    sign = "-" if number < 0 and not section.signed else ""
    text = section.show(abs(number))
    if number < 0 and re.fullmatch(r"\(.*\)", text, re.S):
        text = f"-{text[1:-1]}"  # the bookkeeper's way to write the same sign
    if sign and re.search(r"[1-9]", text):
        return sign + text
    return text


def _kept(number: Fraction) -> Fraction:
    """A number rounded to the digits Excel keeps."""
    if not number:
        return number
    whole = abs(number.numerator) // number.denominator
    if whole:
        places = DIGITS - len(str(whole))
    else:
        zeros = len(str(number.denominator // abs(number.numerator))) - 1
        places = DIGITS + zeros
    scale = Fraction(10) ** places
    scaled = abs(number) * scale
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    kept = Fraction(rounded) / scale
    return -kept if number < 0 else kept


@frozen
class _Section:
    """One part of a number format: what stands before and behind the digits, and how they are written."""

    kind: str = "general"  # general, digits, text
    before: str = ""
    behind: str = ""
    places: int = 0
    least: int = 0
    whole: int = 1
    thousands: bool = False
    scale: Fraction = Fraction(1)
    signed: bool = False
    condition: tuple[str, Fraction] | None = None

    def show(self, number: Fraction) -> str:
        if self.kind == "text":
            return self.before + self.behind
        if self.kind == "general":
            return self.before + _general(number) + self.behind
        digits = plain(number * self.scale, self.places)
        whole, _, decimals = digits.partition(".")
        while len(decimals) > self.least and decimals.endswith("0"):
            decimals = decimals[:-1]
        if whole == "0" and not self.whole:
            whole = ""
        whole = whole.rjust(self.whole, "0")
        if self.thousands:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
        return self.before + whole + ("." + decimals if decimals else "") + self.behind


def _general(number: Fraction) -> str:
    """A number without a format: its digits, at most as many as the cell of a person's screen holds."""
    if number and not Fraction(1, 10**20) <= number < 10**21:
        power = len(str(number.numerator)) - len(str(number.denominator))
        power -= number < Fraction(10) ** power
        return f"{short(number / Fraction(10) ** power, 5)}E{'+' if power >= 0 else '-'}{abs(power)}"
    whole = str(number.numerator // number.denominator)
    room = max(GENERAL - len(whole) - 1, 0)
    seen = short(number, room)
    if len(seen) - len(whole) > room:
        seen = seen.rstrip("0").rstrip(".")
    return seen if seen.strip("0.") or not number else short(number, 36)


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<exponent>E[+-])'
    r"|(?P<digits>[0#?,.]+)|(?P<percent>%)|(?P<slash>/)|(?P<at>@)|(?P<other>.)",
    re.I | re.S,
)


@lru_cache(maxsize=512)
def _sections(form: str) -> tuple[_Section, ...]:
    parts: list[str] = [""]
    for token in _TOKEN.finditer(form[:255]):
        if token["other"] == ";":
            parts.append("")
        else:
            parts[-1] += token[0]
    return tuple(_section(part, second=i == 1) for i, part in enumerate(parts[:4]))


def _section(part: str, *, second: bool) -> _Section:
    before, behind, pattern = "", "", ""
    condition = None
    percent = fraction = general = scientific = False
    for token in _TOKEN.finditer(part):
        literal = token["quoted"] or token["escaped"] or ""
        if token["bracket"] is not None:
            found = re.fullmatch(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)", token["bracket"])
            if found:
                condition = (found[1], Fraction(found[2]))
            elif token["bracket"].startswith("$"):
                literal = token["bracket"][1:].split("-")[0]
        elif token["general"]:
            general = True
        elif token["exponent"]:
            scientific = True
        elif token["percent"]:
            percent = True
            literal = "%"
        elif token["digits"] and not scientific:
            pattern += token["digits"] if not behind.strip() or not pattern else ""
        elif token["slash"] and pattern:
            fraction = True
        elif token["other"] and token["other"] != " ":
            literal = token["other"]
        if literal and (pattern or general):
            behind += literal
        else:
            before += literal
    signed = (second and condition is None) or "-" in before or "(" in before
    if general or fraction or scientific or (not pattern and not before and not behind and part.strip() == "@"):
        return _Section("general", before, "" if fraction else behind, signed=signed, condition=condition)
    if not re.search(r"[0#?]", pattern):
        return _Section("text", before, behind, signed=True, condition=condition)
    whole, _, decimals = pattern.partition(".")
    trailing = len(pattern) - len(pattern.rstrip(","))
    scale = Fraction(100 if percent else 1, 1000**trailing)
    return _Section(
        "digits", before, behind, sum(c in "0#?" for c in decimals), max((i + 1 for i, c in enumerate(_digits(decimals)) if c == "0"), default=0),
        sum(c == "0" for c in whole), "," in whole.rstrip(","), scale, signed, condition,
    )  # fmt: skip


def _digits(pattern: str) -> str:
    return "".join(c for c in pattern if c in "0#?")


def _section_for(number: Fraction, sections: tuple[_Section, ...]) -> _Section:
    for section in sections:
        if section.condition is not None and _holds(number, *section.condition):
            return section
    plain_ones = [s for s in sections if s.condition is None]
    if len(plain_ones) < len(sections):
        return plain_ones[-1] if plain_ones else sections[-1]
    numeric = sections[:3]
    if number < 0 and len(numeric) > 1:
        return numeric[1]
    if not number and len(numeric) > 2:
        return numeric[2]
    return numeric[0]


def _holds(number: Fraction, sign: str, limit: Fraction) -> bool:
    return {
        "<": number < limit, ">": number > limit, "<=": number <= limit, ">=": number >= limit, "=": number == limit,
        "<>": number != limit,
    }[sign]  # fmt: skip


def _date_text(value: datetime | date | time | timedelta, form: str) -> str:
    """A date as Chinese prints it, with the parts its format shows."""
    if isinstance(value, timedelta):
        minutes = value // timedelta(minutes=1)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.lower())
    clock = bool(re.search(r"[hs]", bare))
    year = "y" in bare or "e" in bare or not re.search(r"[ymd]", bare)
    month = bool(re.search(r"m", re.sub(r"h+:?m+|m+:?s+", "", bare))) or not re.search(r"[ymd]", bare)
    day = "d" in bare or not re.search(r"[ymd]", bare)
    text = ""
    if year:
        text += f"{value.year}年"
    if month:
        text += f"{value.month}月"
    if day and (month or not year):
        text += f"{value.day}日"
    if isinstance(value, datetime) and clock and (value.hour or value.minute or value.second):
        text += f" {value.hour:02d}:{value.minute:02d}"
    return text.strip()


__all__ = ["read_xlsx", "shown"]
