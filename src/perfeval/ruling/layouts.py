"""Forms as data: what a table's header looks like and what its rows and columns state.

A layout is tried on every table; its anchors must all stand in one header row. It never says "column three".
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from attrs import field, frozen

from perfeval.findings import Standing
from perfeval.model import Stage
from perfeval.quantities import tidy
from perfeval.ruling.base import as_tuple
from perfeval.ruling.lexicon import NO_WORDS, Lexicon, WordKind

_BRACKETS = re.compile(r"[(\[【][^)\]】]{0,200}[)\]】]")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年度?")
#: The year before, and the report's own, before what a column holds.
_LAST, _THIS = "上年度?|上一年度?|去年", "本年度?|当年度?"


class Role(Enum):
    """What a column of a table holds."""

    AMOUNT = "amount"  # a figure of the row's line item, or of the column's own
    RATE = "rate"  # a rate of the row's line item
    LABEL = "label"
    CODE = "code"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    NAME = "name"
    SIGN = "sign"
    TARGET = "target"
    UNIT = "unit"
    ACTUAL = "actual"
    POINTS = "points"
    SCORE = "score"
    REASON = "reason"
    RECHECK_ACTUAL = "recheck-actual"  # what a reviewer found
    RECHECK_SCORE = "recheck-score"
    RECHECK_DEDUCTION = "recheck-deduction"
    RECHECK_REMARK = "recheck-remark"
    OTHER = "other"


#: The columns a reviewer fills in.
RECHECKED = frozenset({Role.RECHECK_ACTUAL, Role.RECHECK_SCORE, Role.RECHECK_DEDUCTION, Role.RECHECK_REMARK})


@frozen
class Column:
    """A column of a layout.

    Attributes
    ----------
    words
        Headers it is known by, without year, brackets and unit (those are read off the header itself). None given: the
        labels of its item.
    item
        The line item the column is about, where the rows do not say.
    stage
        The stage, *printed* by the header's own words unless `declared`.
    years
        Years from the report's own, where the header prints none (上年 is −1).
    rate
        For rates: which rate of the row's item it is (`execution-rate`).
    role
        What it holds.
    declared
        The stage is declared by the layout, not printed.
    unit
        The unit of its figures where neither cell nor header prints one.
    fund
        The fund scope of the column, where it is not that of the table.
    """

    role: Role
    words: tuple[str, ...] = ()
    item: str = ""
    stage: Stage | None = None
    declared: bool = False
    years: int = 0
    rate: str = ""
    unit: str = ""
    fund: str = ""


@frozen
class RowItem:
    """A row of a layout whose label means something of its own there.

    Attributes
    ----------
    words
        Labels it is known by.
    item
        The line item it is.
    stages
        Re-reads columns for this row: pairs of a column's stage and the stage it has here.
    panel
        The side it stands on where two tables stand side by side (0 left, 1 right), None for either.
    below
        The item of the row, or rows, above it on its side, where the same label means different things.
    """

    words: tuple[str, ...]
    item: str
    stages: tuple[tuple[Stage, Stage], ...] = ()
    panel: int | None = None
    below: str = ""


@frozen(kw_only=True)
class Layout:
    """One form, or one block of it.

    Attributes
    ----------
    anchors
        For each, one of the words has to stand in the header row.
    without
        Words none of which stands in the header row: with one of them it is another form.
    at_least
        So many of its columns have to stand in the header row.
    by_unit
        Every row is about the unit it names, but for the total row.
    columns
        What the columns are.
    rows
        Rows with a meaning of their own; other labels are looked up among the line items.
    under
        The item whose rows these are: rows below it that no line item knows become free rows of it.
    panels
        For tables side by side: the item whose rows each side lists; rows that no line item knows are free rows of it.
    items
        Prefixes of the line items a label may mean here; empty: all.
    fund
        The fund scope of the whole table, declared.
    unit
        Unit of money where nothing in the table or document prints one.
    indicators
        The rows are indicators of a self-evaluation form.
    funds
        The block is the funds block of a self-evaluation form: its points and score are the execution rate's.
    prose
        Its cells are running text, read as sentences.
    sequence
        Line items that repeated columns are about, in order, where the header names them in rows above (三公: 合计,
        出国, 小计, 购置, 运行, 接待).
    home
        The jurisdiction whose form it is.
    standing
        What is known of the form.
    id, label
        Slug; what the form is called.
    titles
        Words of the table's title; of several layouts that have a title there, only the one with the longest is tried.
    source
        Where the form was seen.
    """

    id: str
    label: str
    anchors: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...] = field(converter=as_tuple)
    rows: tuple[RowItem, ...] = ()
    under: str = ""
    panels: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    fund: str = ""
    unit: str = ""
    titles: tuple[str, ...] = ()
    indicators: bool = False
    funds: bool = False
    prose: bool = False
    sequence: tuple[str, ...] = ()
    home: str = "000000"
    standing: Standing = Standing.ATTESTED
    source: str = ""
    without: tuple[str, ...] = ()
    at_least: int = 1
    by_unit: bool = False


@frozen
class Heading:
    """A header cell read: its bare words, the year and unit it prints, and how it counts years."""

    words: str
    year: int | None = None
    years: int = 0
    unit: str = ""
    points: str = ""
    formula: str = ""
    letter: str = ""


_UNIT_IN = re.compile(r"[(\[【](?:单位[:：]?)?(?P<unit>万元|亿元|千元|元|%|m2|平方米|人|个|分)[)\]】]")
_UNIT_BEHIND = re.compile(r"单位[:：](?P<unit>万元|亿元|千元|元)")
_POINTS_IN = re.compile(r"[(\[【]?(?<!\d)(?P<points>\d{1,6}(?:\.\d{1,6})?)分[)\]】]?")
_SHARE_OF_POINTS = re.compile(r"[(\[【](?P<points>\d{1,6}(?:\.\d{1,6})?)%[)\]】]")
_LETTER = re.compile(r"[(\[]([A-Z])[)\]]")
_TIMES = re.compile(r"[*×]")
#: A cell of more characters is an article and no heading; taking one apart costs the square of its length.
LONGEST_HEADING = 400


@lru_cache(maxsize=8)
def _dated(years: str, lexicon: Lexicon) -> re.Pattern[str]:
    """A year that is not printed in digits, before words that are dated by it."""
    return re.compile(rf"^(?:{years})(?={lexicon.pattern(WordKind.DATED_HEAD)})")


@lru_cache(maxsize=8192)
def heading(text: str, lexicon: Lexicon = NO_WORDS) -> Heading:
    """What a header cell says besides its words.

    Without a lexicon 上年预算数 is not taken apart, and no formula is one of the rate of execution.

    >>> heading("2022年决算数").year, heading("2022年决算数").words
    (2022, '决算数')
    >>> heading("实际投资\\n（万元）").unit
    '万元'
    """
    if len(text) > LONGEST_HEADING:
        return Heading(text[:LONGEST_HEADING])
    plain = tidy(text)
    year = _YEAR.search(plain)
    unit = _UNIT_IN.search(plain) or _UNIT_BEHIND.search(plain)
    inside = " ".join(_BRACKETS.findall(plain))
    formula = (
        inside.strip("()[]")
        if (_TIMES.search(inside) and lexicon.within(WordKind.EXECUTION_RATE, inside)) or "/" in inside
        else ""
    )
    letter = _LETTER.search(inside)
    points = (_POINTS_IN.search(inside) or _SHARE_OF_POINTS.fullmatch(inside)) if not formula else None
    bare = _BRACKETS.sub("", plain)
    bare = _YEAR.sub("", bare)
    last = _dated(_LAST, lexicon)
    years = -1 if last.match(bare) else 0
    bare = _dated(_THIS, lexicon).sub("", last.sub("", bare))
    bare = bare.strip(":：，,;；")
    return Heading(
        bare, int(year["year"]) if year else None, years, unit["unit"] if unit else "",
        points["points"] if points else "", formula, letter[1] if letter else "",
    )  # fmt: skip
