"""What the words of self-evaluation forms say: totals, execution, subtotals, and that a form is cut off.

The words are the lexicon's; this module knows where in a label they may stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from perfeval.findings import Text
from perfeval.quantities import tidy
from perfeval.ruling import Lexicon, WordKind
from perfeval.ruling.layouts import heading
from perfeval.vocabulary import bare

#: Why a form is not complete, where nothing says more.
NOT_ALL_ROWS = Text(
    "表格未完，其余行不在文中", "the table goes on elsewhere; the rest of its rows is not in the document"
)
#: A line beside a table that is longer says more than that the table is cut.
_LONGEST_REMARK = 60
#: A longer label is a sentence.
_LONGEST_LABEL = 40
#: So many characters may stand before the word for a subtotal (产出指标小计).
_BEFORE_SUBTOTAL = 12
#: … and so many between what says that a total includes something and what it includes.
_BEFORE_INCLUDED = 8


@lru_cache(maxsize=16)
def _whole(kind: WordKind, before: WordKind, lexicon: Lexicon) -> re.Pattern[str]:
    """A word of a kind, behind any words that leave it one, or, for some, only behind one (综合得分)."""
    leading, alone, behind = lexicon.pattern(before), lexicon.pattern(kind, ""), lexicon.pattern(kind, "behind")
    return re.compile(f"{leading}*{alone}|{leading}+{behind}")


def _is(kind: WordKind, before: WordKind, label: str, lexicon: Lexicon) -> bool:
    """Whether a label, with what it prints in brackets or without (总分（100分）), is a word of a kind."""
    pattern = _whole(kind, before, lexicon)
    plain = bare(label, lexicon)
    return len(plain) <= _LONGEST_LABEL and any(
        pattern.fullmatch(text) for text in (plain, bare(heading(label, lexicon).words, lexicon))
    )


def is_total(label: str, lexicon: Lexicon) -> bool:
    """Whether a label is that of the row that adds up a form."""
    return _is(WordKind.TOTAL_ROW, WordKind.BEFORE_TOTAL, label, lexicon)


def is_head_score(label: str, lexicon: Lexicon) -> bool:
    """Whether a label above a form is that of its score."""
    return _is(WordKind.HEAD_SCORE, WordKind.BEFORE_TOTAL, label, lexicon)


def is_execution(label: str, lexicon: Lexicon) -> bool:
    """Whether a label is that of the rate of execution."""
    return _is(WordKind.EXECUTION_ROW, WordKind.BEFORE_EXECUTION, label, lexicon)


@lru_cache(maxsize=8)
def _subtotal(lexicon: Lexicon) -> re.Pattern[str]:
    word = lexicon.pattern(WordKind.SUBTOTAL_ROW)
    return re.compile(rf"{word}|[^,]{{0,{_BEFORE_SUBTOTAL}}}{word}$")


def is_subtotal(label: str, lexicon: Lexicon) -> bool:
    """Whether a label is that of a row that adds up one block: 小计, 产出指标小计, 小计（50分）."""
    return _subtotal(lexicon).match(tidy(label)) is not None


def asks_for_reason(column: str, lexicon: Lexicon) -> bool:
    """Whether a column for reasons asks for one; 备注 may hold one and asks for none."""
    return not lexicon.has(WordKind.REMARK_COLUMN, column)


@lru_cache(maxsize=8)
def _including(lexicon: Lexicon) -> re.Pattern[str]:
    includes, rate = (lexicon.pattern(kind) for kind in (WordKind.INCLUDES, WordKind.EXECUTION_RATE))
    # the score is points: 9.8分
    return re.compile(rf"{includes}[^\d]{{0,{_BEFORE_INCLUDED}}}{rate}[为:]?(?P<score>\d+(?:\.\d+)?)分")


def included_score(text: str, lexicon: Lexicon) -> str:
    """The score of execution that the words of a total include (合计（含预算执行率得分9.8分）), blank if they include none."""
    said = _including(lexicon).search(tidy(text))
    return said["score"] if said is not None else ""


def says_cut(text: str, lexicon: Lexicon) -> bool:
    """Whether a line beside a table says that it goes on or began elsewhere (表格未完，续表略; 前表见上页)."""
    return len(text) < _LONGEST_REMARK and lexicon.within(WordKind.CUT, text) is not None
