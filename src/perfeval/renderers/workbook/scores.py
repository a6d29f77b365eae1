"""A sheet for each form: its rows with what they state, and beside them what a person finds; sums and grade as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfeval.findings import Standing, Text
from perfeval.model import Entry, Form, IndicatorRow
from perfeval.quantities import Quantity, plain, short
from perfeval.renderers.kept import digest
from perfeval.renderers.voices import Voice
from perfeval.renderers.workbook.sheets import A3, Book, Column, cell
from perfeval.renderers.workbook.standing import NOTE
from perfeval.ruling import GradeBand
from perfeval.scores import LineState, Score, ScoreLine
from perfeval.summary import Summary

COLUMNS = (
    Column("一级指标", "level 1", 12), Column("二级指标", "level 2", 12), Column("三级指标", "level 3", 22), Column("性质", "sign", 6),
    Column("指标值", "target", 16), Column("单位", "unit", 7), Column("权重（分值）", "points", 8), Column("自评完成值", "declared actual", 16),
    Column("自评得分", "declared score", 8), Column("复核完成值", "checked actual", 14, own=True),
    Column("复核得分", "checked score", 9, own=True), Column("偏差", "difference", 8), Column("扣分依据", "basis of deduction", 30, own=True),
    Column("佐证编号", "evidence no.", 10, own=True), Column("备注", "remark", 22, own=True), Column("编号", "id", 12),
)  # fmt: skip
_POINTS, _SCORE, _FOUND, _CHECKED, _DIFFERENCE, _WHY, _EVIDENCE, _REMARK, _ID = 6, 8, 9, 10, 11, 12, 13, 14, 15
HEAD = 2
#: Standings of a rule that somebody saw in print: only such a rule fills in a checked score.
SEEN = {Standing.CONFIRMED, Standing.ATTESTED}


@frozen
class _Line:
    """A row of the sheet: its texts, its points and score, what the machine recomputed, and whether it counts in the sums."""

    texts: tuple[str, str, str, str, str, str, str]
    points: Entry | None
    score: Entry | None
    scored: ScoreLine | None
    counts: bool
    remark: str = ""


def write_forms(book: Book, pages: Sequence[Summary]) -> None:
    """A sheet for each form of each report."""
    several = len(pages) > 1
    for number, page in enumerate(pages, 1):
        scores = {s.form: s for s in page.evaluation.scores if s.form}
        for count, form in enumerate(page.evaluation.report.forms, 1):
            name = f"{number}-{count}" if several else f"{count}"
            _sheet(book, page, form, scores.get(form.id), book.voice.either(f"底稿{name}", f"form {name}"))


def _sheet(book: Book, page: Summary, form: Form, score: Score | None, name: str) -> None:
    voice = book.voice
    sheet = book.sheet(name, COLUMNS, paper=A3)
    title = voice(form.title or page.head.title)
    book.title(sheet, voice.either(f"复核打分表：{title}", f"Scores checked: {title}"), len(COLUMNS))
    sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, "", book.look("note"))
    book.write(sheet, 1, 0, _note(voice, page, score), "note")
    sheet.set_row(1, 30)
    book.head(sheet, HEAD, COLUMNS)
    lines = list(_lines(form, score))
    seen: dict[str, int] = {}
    made = []
    for at, line in enumerate(lines, HEAD + 1):
        base = digest("\x1f".join((page.head.entity, form.title, *line.texts[:3])))[:8]
        seen[base] = seen.get(base, 0) + 1
        made.append(_write(book, sheet, at, line, base if seen[base] == 1 else f"{base}-{seen[base]}"))
    if lines:
        _totals(book, sheet, HEAD + 1 + len(lines), form, score, [w for w in made if w.counts])
    _signatures(book, sheet, HEAD + 5 + len(lines))


def _note(voice: Voice, page: Summary, score: Score | None) -> str:
    said = [voice(page.head.line)]
    if score is not None and score.framework is not None:
        said.append(voice.either("依据：", "by ") + voice(score.framework.name))
    said.append(voice(NOTE))
    return " ｜ ".join(said)


def _lines(form: Form, score: Score | None) -> Iterator[_Line]:
    """The execution rate where it is no row itself, then the rows."""
    scored = {line.row: line for line in score.lines if line.row} if score is not None else {}
    if form.execution_points is not None or form.execution_score is not None:
        own = (
            next((s for s in score.lines if s.section == "execution" and not s.row), None)
            if score is not None
            else None
        )
        label = own.label if own is not None else _EXECUTION
        rate = form.execution_rate.text.strip() if form.execution_rate is not None else ""
        yield _Line((label.zh, "", label.zh, "", "", "", rate), form.execution_points, form.execution_score, own, True)
    by_order = {line.id: line for line in scored.values()}
    for row in form.rows:
        yield _row(row, by_order.get(f"row {row.order}"))


_EXECUTION = Text("预算执行率", "execution rate of the budget")


def _row(row: IndicatorRow, scored: ScoreLine | None) -> _Line:
    sign, unit = row.target.parts[1:] if row.target is not None else ("", "")
    texts = (row.level1, row.level2, row.name, sign, _text(row.target_entry), unit, _text(row.actual_entry))
    return _Line(texts, row.points, row.score, scored, not row.is_part, _text(row.reason))


def _text(entry: Entry | None) -> str:
    return "" if entry is None else entry.text.strip()


@frozen
class _Written:
    """A row of the sheet once it is written: where it stands, and the numbers in it that the sums are of."""

    at: int
    counts: bool
    points: Fraction | None
    score: Fraction | None
    checked: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """The checked score less the declared one; None where either is missing."""
        return None if self.checked is None or self.score is None else self.checked - self.score


def _write(book: Book, sheet: Any, at: int, line: _Line, key: str) -> _Written:
    voice, scored = book.voice, line.scored
    shown = dict(zip((0, 1, 2, 3, 4, 5, 7), map(voice, line.texts), strict=True))
    for column, text in shown.items():
        book.write(sheet, at, column, text)
    _number(book, sheet, at, _POINTS, line.points)
    _number(book, sheet, at, _SCORE, line.score)
    shown[_FOUND] = book.own(sheet, at, _FOUND, key, "checked actual")
    checked = _checked(book, sheet, at, key, scored)
    written = _Written(at, line.counts, _exact(line.points), _exact(line.score), checked)
    _difference(book, sheet, written)
    shown[_WHY] = book.own(sheet, at, _WHY, key, "basis of deduction", voice(_proposal(scored)))
    shown[_EVIDENCE] = book.own(sheet, at, _EVIDENCE, key, "evidence")
    shown[_REMARK] = book.own(sheet, at, _REMARK, key, "remark", voice(line.remark))
    book.write(sheet, at, _ID, key, "small")
    book.fit(sheet, at, COLUMNS, shown)
    return written


def _difference(book: Book, sheet: Any, row: _Written) -> None:
    declared, checked = cell(row.at, _SCORE), cell(row.at, _CHECKED)
    formula = f'=IF(AND(ISNUMBER({declared}),ISNUMBER({checked})),{checked}-{declared},"")'
    now = "" if row.difference is None else short(row.difference)
    sheet.write_formula(row.at, _DIFFERENCE, formula, book.look("number"), now)


def _number(book: Book, sheet: Any, at: int, column: int, entry: Entry | None) -> None:
    """A number as a number with the decimals that are printed, anything else as the text it is."""
    quantity = entry.quantity if entry is not None else None
    if isinstance(quantity, Quantity) and not quantity.approximate:
        book.number(sheet, at, column, quantity.number, max(quantity.places, 0))
    else:
        book.write(sheet, at, column, book.voice(_text(entry)), "number")


def _checked(book: Book, sheet: Any, at: int, key: str, scored: ScoreLine | None) -> Fraction | None:
    """The checked score: a person's, or that of a rule that was seen in print and decides it; else blank."""
    decided = scored is not None and scored.state is LineState.DECIDED and scored.standing in SEEN
    made = short(scored.lowest) if scored is not None and decided else ""
    text = book.own(sheet, at, _CHECKED, key, "checked score", made).strip()
    if not text:
        sheet.write_blank(at, _CHECKED, None, book.look("own number"))
        return None
    try:
        number = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None  # a person wrote words
    sheet.write_number(at, _CHECKED, number, book.look("own number"))
    return number


def _exact(entry: Entry | None) -> Fraction | None:
    """The number of a cell; None where it holds none."""
    quantity = entry.quantity if entry is not None else None
    return None if quantity is None or quantity.approximate else quantity.number


def _proposal(scored: ScoreLine | None) -> Text:
    """What the machine has to say of a score: why it is not decided, or how it was."""
    if scored is None:
        return Text()
    if scored.why:
        return scored.why
    return Text("；".join(t.zh for t in scored.trace), "; ".join(t.en for t in scored.trace))


def _totals(book: Book, sheet: Any, at: int, form: Form, score: Score | None, rows: Sequence[_Written]) -> None:
    """The sums as formulas over the rows that count, the totals the form prints, and the grade."""
    voice = book.voice
    for line, label in enumerate(
        (voice.either("逐项合计", "sum of the rows"), voice.either("表列合计", "printed total")), at
    ):
        for column in range(len(COLUMNS)):
            book.write(sheet, line, column, label if column == 0 else "", "sum text")
    counting = [row.at for row in rows]
    for column, numbers in (
        (_POINTS, [row.points for row in rows]), (_SCORE, [row.score for row in rows]),
        (_CHECKED, [row.checked for row in rows]), (_DIFFERENCE, [row.difference for row in rows]),
    ):  # fmt: skip
        total = sum((n for n in numbers if n is not None), Fraction(0))
        book.total(sheet, at, column, _sum(column, counting), total, 0 if total == int(total) else 2)
    for column, entry in ((_POINTS, form.total_points), (_SCORE, form.total_score)):
        if entry is not None and entry.quantity is not None:
            book.number(sheet, at + 1, column, entry.quantity.number, max(entry.quantity.places, 0), "sum")
    if score is not None and score.framework is not None and score.framework.bands:
        _grade(book, sheet, at, score.framework.bands, counting)


def _grade(book: Book, sheet: Any, at: int, bands: Sequence[GradeBand], counting: Sequence[int]) -> None:
    """The grade of the checked scores, once there is one for every row that counts."""
    checked, points = cell(at, _CHECKED), cell(at, _POINTS)
    words = '""'
    for band in sorted(bands, key=lambda b: b.at_least):
        words = f'IF({checked}*100/{points}>={plain(band.at_least, 2)},"{band.label}",{words})'
    filled = "+".join(f"COUNT({span})" for span in _ranges(_CHECKED, counting))
    label = book.voice.either("复核等级（各项复核得分填齐后显示）", "grade (once every row has a checked score)")
    sheet.merge_range(at + 2, 0, at + 2, _CHECKED - 1, "", book.look("sum text"))
    book.write(sheet, at + 2, 0, label, "sum text")
    formula = f'=IF(OR({filled}<{len(counting)},{points}=0),"",{words})'
    sheet.write_formula(at + 2, _CHECKED, formula, book.look("sum"), "")


def _sum(column: int, rows: Sequence[int]) -> str:
    """The sum of the rows that count; parts of a row above are in it already."""
    return f"=SUM({','.join(_ranges(column, rows)) or '0'})"


def _ranges(column: int, rows: Sequence[int]) -> list[str]:
    """The rows as ranges of cells."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return [f"{cell(first, column)}:{cell(last, column)}" for first, last in ranges]


def _signatures(book: Book, sheet: Any, at: int) -> None:
    said = {
        "zh": "编制：＿＿＿＿＿＿　　复核：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿",
        "en": "Prepared by: ________   Checked by: ________   Date: ________",
    }
    book.write(sheet, at, 0, said[book.voice.lang], "plain")


__all__ = ["write_forms"]
