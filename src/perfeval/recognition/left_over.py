"""What a template or another year's report left in a text: marks for a name, choices nobody made, reasons nobody gave.

Also a note that says its table is empty, above figures that say it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from perfeval.document import Document, Paragraph, Place, Table
from perfeval.model import Note
from perfeval.quantities import Quantity, read, tidy
from perfeval.recognition.context import years_in
from perfeval.ruling.lexicon import Lexicon, WordKind

#: A line that is longer is no heading.
LONGEST_HEADING = 40


@lru_cache(maxsize=8)
def _left(lexicon: Lexicon) -> re.Pattern[str]:
    """Marks for a name, template choices, and reasons that end before they begin; the width of brackets says nothing."""
    marks = "".join(map(re.escape, lexicon.forms(WordKind.PLACEHOLDER, "mark")))
    behind = "|".join(map(re.escape, lexicon.forms(WordKind.PLACEHOLDER, "behind")))
    choices = (form for form in lexicon.forms(WordKind.MOVE, "either") if "(" in form or "/" in form)
    choice = "|".join(re.escape(form).replace(r"\(", "[(（]").replace(r"\)", "[)）]") for form in choices)
    reasons = "|".join(map(re.escape, lexicon.forms(WordKind.REASON)))
    return re.compile(
        rf"(?P<mark>(?<![A-Za-z\d])[{marks or chr(0)}]{{2,6}}(?:{behind or '(?!)'}))|(?P<choice>{choice or '(?!)'})"
        rf"|(?P<reason>{reasons or '(?!)'})[:：]?(?=[。；;.]|$)"
    )


def left_over(texts: Sequence[tuple[str, Place]], lexicon: Lexicon) -> Iterator[Note]:
    """What a template left in running text."""
    for text, place in texts:
        for match in _left(lexicon).finditer(re.sub(r"[ \u3000]", "", text)):
            printed = match["mark"] or match["choice"] or match["reason"]
            if match["mark"]:
                zh, en = f"占位符“{printed}”", f"the placeholder {printed!r}"
            elif match["choice"]:
                zh, en = f"未作选择的“{printed}”", f"the choice {printed!r} that nobody made"
            else:
                zh, en = f"“{printed}”后没有原因", f"no reason behind {printed!r}"
            yield Note("left-over", zh, en, place, printed)


def other_years(paragraphs: Sequence[Paragraph], year: int | None, lexicon: Lexicon) -> Iterator[Note]:
    """Headings of the accounts of an earlier year than the report's: those of the report they were copied from."""
    for paragraph in paragraphs if year is not None else ():
        plain = tidy(paragraph.text)
        if not 4 < len(plain) <= LONGEST_HEADING or lexicon.within(WordKind.TITLE_STAGE, plain, "actual") is None:
            continue
        named = set(years_in(plain))
        if re.search(r"[。;,]", plain) or len(named) != 1 or lexicon.within(WordKind.BASE, plain):
            continue
        (other,) = named
        if year is not None and other == year - 1:
            yield Note(
                "left-over", f"标题“{paragraph.text.strip()}”是{other}年，本报告为{year}年",
                f"the heading {paragraph.text.strip()!r} is of {other}, the report of {year}", paragraph.place, paragraph.text.strip(),
            )  # fmt: skip


def denied_tables(document: Document, lexicon: Lexicon) -> Iterator[Note]:
    """Notes right below a table that call it empty while it holds figures."""
    for table, below in pairwise(document.blocks):
        if not isinstance(table, Table) or not isinstance(below, Paragraph):
            continue
        said = lexicon.within(WordKind.EMPTY_TABLE, below.text)
        figures = [c for row in table.rows for c in row.cells if _is_amount(c.text)]
        if said is not None and figures:
            shown = "、".join(c.text.strip() for c in figures[:3])
            yield Note(
                "denied-table", f"表注称“{said.forms[0]}”，表中却有数（{shown}等）",
                f"the note calls the table empty ({said.forms[0]}), and it holds figures ({shown}, …)", below.place, below.text.strip(),
            )  # fmt: skip


def _is_amount(text: str) -> bool:
    """Whether a cell holds an amount that is not nothing: whole numbers of a few digits number rows."""
    reading = read(text)
    return isinstance(reading, Quantity) and reading.value != 0 and reading.places > 0
