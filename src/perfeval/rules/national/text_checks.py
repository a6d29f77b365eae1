"""Checks of what stands on the page beside its figures: cells nobody can read, personal data, slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.ruling import AnyRule, Cited, Problem, Report, Severity, Skipped, Text, Unread, check, cite


@check(
    "unread-cell", Text("单元格不可读", "a cell cannot be read"), severity=Severity.ERROR, category="D-20",
    innocent=Text("合并单元格的两行内容被连写", "two lines of a merged cell run together"),
)  # fmt: skip
def unread_cell(report: Report) -> Iterator[Problem | Skipped]:
    """A money cell is one number."""
    for note in report.notes:
        if note.kind != "unread":
            continue
        found = next((s for s in report.statements if s.place == note.place), None)
        readings = found.reading.readings if found is not None and isinstance(found.reading, Unread) else ()
        listed = "与".join(str(r) for r in readings)
        hint = (
            Text(f"，可拆为{listed}，均未采用", f"; it may be {' or '.join(str(r) for r in readings)}, neither is used")
            if listed
            else Text("，未采用", "; it is not used")
        )
        yield Problem(
            Text(f"{note.zh}{hint.zh}。请核实更正。", f"{note.en}{hint.en}. Please verify and correct."),
            (cite(found) if found is not None else Cited("", note.printed, note.printed, note.place),), stated=note.printed.strip(),
            suggestions=tuple(Text(f"读作{r}", f"read as {r}") for r in readings),
        )  # fmt: skip
    for form in report.forms:
        for row in form.rows:
            for entry in (row.points, row.score):
                if entry is not None and isinstance(entry.reading, Unread):
                    yield Skipped(
                        Text(
                            f"“{row.label}”{entry.column}“{entry.text.strip()}”不能读作一个数",
                            f"{row.label}: {entry.text.strip()!r} is not one number",
                        )
                    )


@check("personal-data", Text("个人信息", "personal data"), severity=Severity.NOTICE, category="D-62")
def personal_data(report: Report) -> Iterator[Problem | Skipped]:
    """A file that will be published holds no mobile, identity or card numbers and no names of clerks."""
    notes = [note for note in report.notes if note.kind == "personal"]
    kinds = dict.fromkeys((note.zh, note.en) for note in notes)
    if kinds:
        yield Problem(
            Text(
                f"文中有{'、'.join(zh for zh, _ in kinds)}（{len(notes)} 处），公开前请隐去；找到的这些在本程序的输出中已遮盖。",
                f"The file holds {', '.join(en for _, en in kinds)} ({len(notes)} places); cover them before it is published. "
                "What was found is masked in what is printed here.",
            ),
            tuple(Cited("personal-data", note.zh, "", note.place) for note in notes[:5]),
        )


def _each(report: Report, kind: str, asked: Text) -> Iterator[Problem]:
    """What the reading noted of one kind, each with what is asked of it."""
    for note in report.notes:
        if note.kind == kind:
            cited = Cited("text", "文字", note.printed, note.place)
            yield Problem(Text(f"{note.zh}，{asked.zh}。", f"{note.en}; {asked.en}."), (cited,))


#: So many slips of running text are shown.
MOST_SLIPS = 5


@check("slips-in-text", Text("文字笔误", "slips in running text"), severity=Severity.NOTICE, category="D-42")
def slips_in_text(report: Report) -> Iterator[Problem | Skipped]:
    """A year has four digits, and a share has a percent sign where its neighbours have one."""
    notes = [note for note in report.notes if note.kind == "text-slip"]
    if notes:
        yield Problem(
            Text(
                "；".join(dict.fromkeys(n.zh for n in notes[:MOST_SLIPS])) + "，请核对。",
                "; ".join(dict.fromkeys(n.en for n in notes[:MOST_SLIPS])) + ".",
            ),
            tuple(Cited("text", "文字", note.printed, note.place) for note in notes[:MOST_SLIPS]),
        )


@check(
    "impossible-base",
    Text("不可能的基数", "an impossible base"),
    severity=Severity.NOTICE,
    question=True,
    category="D-09",
)
def impossible_base(report: Report) -> Iterator[Problem | Skipped]:
    """No amount has risen by more than it is."""
    yield from _each(
        report, "impossible-base", Text("请核对增减额与增减方向", "please check the change and its direction")
    )


@check("left-over", Text("留有模板文字", "words of a template left in"), severity=Severity.NOTICE, category="D-42")
def left_over(report: Report) -> Iterator[Problem | Skipped]:
    """A text holds no marks for a name, no choice that nobody made, no reason without words, no heading of another year."""
    notes = list({note.zh: note for note in report.notes if note.kind == "left-over"}.values())
    if notes:
        more = Text(f"等 {len(notes)} 处", f" and more, {len(notes)} in all") if len(notes) > MOST_SLIPS else Text()
        yield Problem(
            Text(
                f"正文留有：{'；'.join(n.zh for n in notes[:MOST_SLIPS])}{more.zh}，请补全或改正。",
                f"Left in the text: {'; '.join(n.en for n in notes[:MOST_SLIPS])}{more.en}.",
            ),
            tuple(Cited("text", "文字", note.printed, note.place) for note in notes[:MOST_SLIPS]),
        )


@check(
    "denied-table",
    Text("表注称空表而表中有数", "a note denies its table"),
    severity=Severity.NOTICE,
    question=True,
    category="D-16",
)
def denied_table(report: Report) -> Iterator[Problem | Skipped]:
    """Below a table that holds figures no note says that it is empty."""
    yield from _each(report, "denied-table", Text("请核对表注或表中数", "please check the note or the figures"))


TEXT_CHECKS: tuple[AnyRule, ...] = (unread_cell, personal_data, slips_in_text, impossible_base, left_over, denied_table)
