"""The words a grammar reads with, as data: what a pack adds is one line, and one form never has two meanings.

A *word* is a form as it is printed (综合得分) with the part it plays (`WordKind.TOTAL_ROW`) and, where the kind has several,
which one it means (`value`). Grammars ask a lexicon for a kind; they know no word themselves. The lexicons of all packs
are united like their line items: a document is read before its place and year are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import cast

from attrs import field, frozen

from perfeval.errors import ConflictError, PackError
from perfeval.quantities import tidy
from perfeval.ruling.base import as_tuple


class WordKind(Enum):
    """The part a word plays. Its comment says what `value` may be."""

    # forms of indicators
    TOTAL_ROW = "total-row"  # a form's row that adds up its points; behind: only behind another word (综合得分)
    BEFORE_TOTAL = "before-total"  # may stand before such a word and leaves it one (绩效自评总分); no value
    SUBTOTAL_ROW = "subtotal-row"  # a form's row that adds up one block; no value
    EXECUTION_ROW = "execution-row"  # a form's row for the rate of execution; no value
    BEFORE_EXECUTION = "before-execution"  # may stand before such a word and leaves it one; no value
    EXECUTION_RATE = "execution-rate"  # the rate of execution inside other words: a formula, a total's label; no value
    INCLUDES = "includes"  # says that a total includes what follows; no value
    REASON_ROW = "reason-row"  # a row below a form that gives one reason for all of it; no value
    HEAD_SCORE = "head-score"  # the score above a form; no value
    GRADE = "grade"  # a grade's word; no value
    LEVEL = "level"  # an indicator level's own word; no value
    REMARK_COLUMN = "remark-column"  # a column that may hold a reason and asks for none; no value
    FORM_NOTE = "form-note"  # begins a note that a form prints of itself, with what is numbered below it; no value
    CUT = "cut"  # says that a table goes on or began elsewhere; no value
    # tables of amounts
    SUM_ROW = "sum-row"  # the row of a table of amounts that adds up all others; no value
    SUM_ENDING = "sum-ending"  # what the label of a row ends with that adds up those before it; no value
    PART_ROW = "part-row"  # says that a row is part of the one above; no value
    WHOLE_COLUMN = "whole-column"  # a column that holds all of the head above it; no value
    NUMBERING_ROW = "numbering-row"  # begins a row that only numbers the columns; no value
    CLASS_DEPTH = "class-depth"  # a depth of the code book, as the head of its own column; no value
    RATE_BASE = "rate-base"  # what a rate divides by, in the formula of its head: original, arrived
    DATED_HEAD = "dated-head"  # begins a column's words behind 上年 or 本年, which then say its year; no value
    SHARE = "share"  # says that a percentage of something follows; no value
    # whom a report is about
    TITLE = "title"  # a line with this word names a report or a form; no value
    TITLE_STAGE = "title-stage"  # what the title says a publication is about: actual, original
    ENTITY_LABEL = "entity-label"  # stands before the unit's name: reporting, carrying-out, over (who supervises it), line (in running text only)
    BESIDE_ENTITY = "beside-entity"  # may follow the unit's name on its line; no value
    UNIT_NOUN = "unit-noun"  # ends the label of a line that names a unit; no value
    PROJECT_LABEL = "project-label"  # stands before a project's name; no value
    CODE_LABEL = "code-label"  # stands before a code: of the unit, of the project
    SUBJECT = "subject"  # says what a title is about: unit (as a whole), project
    STAMP = "stamp"  # what a label asks for in brackets, and is no part of a name; no value
    NO_NAME = "no-name"  # begins what stands beside such a label and is no name; no value
    BODY = "body"  # ends the name of a reporting body: no value, or anywhere where it ends one in running text, too
    TABLE_MARK = "table-mark"  # stands before a table's number; no value
    # sentences
    MOVE = "move"  # a change from an earlier time: up, down, none
    REACHES = "reaches"  # a change, and the amount it came to: up, down
    CHANGE_RATE = "change-rate"  # the name of a rate of change: up, down, either
    ADJUST = "adjust"  # a budget that became another in the course of the year: up, down
    THAN = "than"  # stands before what something is compared with; always where it joins no names
    BASE = "base"  # what a change is measured from: last-year, same-period
    STAGE = "stage"  # when in the year: the value of a `Stage`, plan, left, opening, whole, posts, in-post, other
    ORDER = "order"  # which of two amounts is the larger: more, less, same
    DONE = "done"  # stands before the budget of which so much was carried out; no value
    PORTION = "portion"  # so much of a whole; no value
    RATE = "rate"  # a rate of amounts: `of` and `to` say of which stages
    ACCOUNT = "account"  # one side of the accounts: received, spent, or the total of one: received-total, spent-total
    GENERIC = "generic"  # names no line by itself (项目, 资金); time where it only says when
    ENDING = "ending"  # may end the label of a line, or not; added where it may also be left out
    HEADING = "heading"  # ends a heading and is no part of the name in it; no value
    OWNER = "owner"  # ends the name of a place or a body whose line something is; no value
    NAME = "name"  # part of a name, whatever shorter words stand in it (转移支付); no value
    LEAD = "lead"  # only introduces a name; no value
    FILLER = "filler"  # stands between a name and its number, and says nothing; no value
    EACH = "each"  # several numbers in a row, one for each name; no value
    VAGUE = "vague"  # makes a number approximate: before, after
    NOT = "not"  # denies what follows; no value
    PER_UNIT = "per-unit"  # what one costs, which is part of no sum; end where only the end of a phrase says so
    PERIOD = "period"  # a part of the year; no value
    MULTIPLE = "multiple"  # a unit of so many times something; no value
    UNIT = "unit"  # a unit of money, of rates or of points, as sentences print it: its usual form
    SET = "set"  # a whole; `of` names all of its parts
    PAIR = "pair"  # one phrase for two lines; `of` names them
    FUND = "fund"  # a fund scope
    LIST = "list"  # what opens or closes a list: part, whole, open, within, total, etc, rest, composed
    PLACEHOLDER = "placeholder"  # a mark for a name that was never put in (mark), and what it is the name of (behind)
    REASON = "reason"  # says that a reason follows; no value
    EMPTY_TABLE = "empty-table"  # a note's words for a table without figures; no value
    BATCH = "batch"  # one of several that come one after the other; no value
    RATE_END = "rate-end"  # ends the name of a rate of named amounts; `of` and `to` name them where the rate itself does not; no value
    STAFF = "staff"  # a kind of staff
    COUNTED = "counted"  # a unit that is counted, no money

    # what indicators are about
    VAGUE_TARGET = "vague-target"  # a target of these words alone sets no standard; no value
    BLOCK = "block"  # what a level of a form is about: output, cost, benefit, opinion
    BELONGS = "belongs"  # says by itself which level an indicator is of: output, benefit, opinion
    NAME_PADDING = "name-padding"  # stands in an indicator's name and says nothing of what it is about; no value

    # the grammar of tables
    TABLE_TOTAL = "table-total"  # a line that adds up others: all, some
    TABLE_WHOLE = "table-whole"  # a label that names the whole of what is listed below it; no value
    TABLE_SOURCE = "table-source"  # ends the name of a source, or a kind, of funds; no value
    TABLE_DIVIDED = "table-divided"  # a label that says by what the whole above it is divided; no value
    TABLE_PART = "table-part"  # says that parts of the line before follow; no value
    TABLE_COUNTER = "table-counter"  # the head of what numbers rows or columns; no value
    TABLE_HEAD = "table-head"  # what a cell of a header holds; no value
    TABLE_SIDE = "table-side"  # the head of a column of labels: a table begins there (begins), or none (never)
    TABLE_LINE = "table-line"  # what a line holds by its words: rate, points, other, amount, count, code
    TABLE_ROLE = "table-role"  # what the figures of a line are, for a rate to divide: budget, spent, …
    TABLE_RATE = "table-rate"  # a rate by its words; `of` and `to` are roles
    TABLE_CHANGE = "table-change"  # a change by its words: rate, amount, or what is left over
    TABLE_SHARE = "table-share"  # a share of the whole; no value


#: The values of the kinds that have few; a kind that is not here leaves them to those who read it.
_NONE = frozenset({""})
VALUES: Mapping[WordKind, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                WordKind.BEFORE_TOTAL, WordKind.BEFORE_EXECUTION, WordKind.SUBTOTAL_ROW, WordKind.EXECUTION_ROW, WordKind.EXECUTION_RATE, WordKind.INCLUDES, WordKind.REASON_ROW,
                WordKind.HEAD_SCORE, WordKind.GRADE, WordKind.LEVEL, WordKind.REMARK_COLUMN, WordKind.FORM_NOTE, WordKind.CUT, WordKind.SUM_ROW, WordKind.SUM_ENDING,
                WordKind.PART_ROW, WordKind.WHOLE_COLUMN, WordKind.NUMBERING_ROW, WordKind.CLASS_DEPTH, WordKind.DATED_HEAD, WordKind.SHARE, WordKind.TITLE,
                WordKind.BESIDE_ENTITY, WordKind.UNIT_NOUN, WordKind.PROJECT_LABEL, WordKind.STAMP, WordKind.NO_NAME, WordKind.TABLE_MARK,
                WordKind.REASON, WordKind.EMPTY_TABLE, WordKind.BATCH, WordKind.RATE_END, WordKind.MULTIPLE, WordKind.TABLE_WHOLE, WordKind.TABLE_SOURCE, WordKind.TABLE_DIVIDED, WordKind.TABLE_PART, WordKind.TABLE_COUNTER, WordKind.TABLE_HEAD, WordKind.TABLE_SHARE,
                WordKind.VAGUE_TARGET, WordKind.NAME_PADDING,
            ),
            _NONE,
        ),
        WordKind.TOTAL_ROW: frozenset({"", "behind"}),
        WordKind.PLACEHOLDER: frozenset({"mark", "behind"}),
        WordKind.RATE_BASE: frozenset({"original", "arrived"}),
        WordKind.TITLE_STAGE: frozenset({"actual", "original"}),
        WordKind.ENTITY_LABEL: frozenset({"reporting", "carrying-out", "over", "line"}),
        WordKind.BODY: frozenset({"", "anywhere"}),
        WordKind.BLOCK: frozenset({"output", "cost", "benefit", "opinion"}),
        WordKind.BELONGS: frozenset({"output", "benefit", "opinion"}),
        WordKind.TABLE_TOTAL: frozenset({"all", "some"}),
        WordKind.TABLE_SIDE: frozenset({"begins", "never"}),
        WordKind.TABLE_LINE: frozenset({"rate", "points", "other", "amount", "count", "code"}),
        WordKind.TABLE_CHANGE: frozenset({"rate", "amount", "left"}),
    }
)  # fmt: skip


def _kind(kind: WordKind | str) -> WordKind:
    """A converter: a kind, or what it is called in data."""
    if isinstance(kind, WordKind):
        return kind
    known = next((k for k in WordKind if k.value == kind), None)
    # what is no kind stays as it is: the validator refuses it, and names the word with it
    return cast(WordKind, kind) if known is None else known


def _forms(forms: str | Iterable[str]) -> tuple[str, ...]:
    """A converter: one form, or several, without blanks, full-width letters and digits folded."""
    return tuple(dict.fromkeys(tidy(f) for f in ((forms,) if isinstance(forms, str) else forms)))


def _known(word: Word, _: object, kind: WordKind) -> None:
    if not isinstance(kind, WordKind):
        raise PackError(
            f"词“{'、'.join(word.forms)}”的词类 {kind!r} 不存在；有 {'、'.join(k.value for k in WordKind)}。",
            f"The word {'/'.join(word.forms)!r} is of the kind {kind!r}, which does not exist; there are "
            f"{', '.join(k.value for k in WordKind)}.",
        )


def _not_empty(word: Word, _: object, forms: tuple[str, ...]) -> None:
    if not forms or not all(forms):
        raise PackError(
            f"词类 {word.kind.value} 的一个词（{'、'.join(f or '空' for f in forms) or '空'}）没有写法。",
            f"A word of kind {word.kind.value} ({'/'.join(f or 'blank' for f in forms) or 'blank'}) has no form, or an empty one.",
        )


def _allowed(word: Word, _: object, value: str) -> None:
    values = VALUES.get(word.kind)
    if values is not None and value not in values:
        allowed = sorted(v or "—" for v in values)
        raise PackError(
            f"词“{'、'.join(word.forms)}”（{word.kind.value}）的 value 为“{value}”，应为 {'、'.join(allowed)} 之一。",
            f"The word {'/'.join(word.forms)!r} ({word.kind.value}) has the value {value!r}; it may be {', '.join(allowed)}.",
        )


@frozen(kw_only=True)
class Word:
    """One meaning, with every form it is printed in.

    Attributes
    ----------
    kind
        The part it plays: a `WordKind`, or its value (`"total-row"`).
    forms
        How it is printed; a single form may be given by itself.
    value
        Which of its kind's meanings it has; empty where the kind has one.
    not_before, not_after
        What may not stand right behind or before it, because it would then be part of another word (人 before 民).
    of, to
        Of a rate: the values of what stands above and below the line.
    source
        Where the word was seen, or an example sentence.

    Raises
    ------
    PackError
        If it has no form, or its kind or its value does not exist.
    """

    kind: WordKind = field(converter=_kind, validator=_known)
    forms: tuple[str, ...] = field(converter=_forms, validator=_not_empty)
    value: str = field(default="", validator=_allowed)
    not_before: tuple[str, ...] = field(default=(), converter=as_tuple)
    not_after: tuple[str, ...] = field(default=(), converter=as_tuple)
    of: tuple[str, ...] = field(default=(), converter=as_tuple)
    to: tuple[str, ...] = field(default=(), converter=as_tuple)
    source: str = ""


@frozen(eq=False)
class Lexicon:
    """Words by kind and form.

    Two lexicons are the same only if they are one: what is built from one is kept beside it.

    Attributes
    ----------
    words
        The words, in the order they were declared.
    """

    words: tuple[Word, ...] = field(default=(), converter=as_tuple)

    @cached_property
    def _by_kind(self) -> Mapping[WordKind, Mapping[str, Word]]:
        made: dict[WordKind, dict[str, Word]] = {}
        for word in self.words:
            made.setdefault(word.kind, {}).update(dict.fromkeys(word.forms, word))
        return MappingProxyType({kind: MappingProxyType(forms) for kind, forms in made.items()})

    def of(self, kind: WordKind) -> Mapping[str, Word]:
        """Every form of a kind, with its word, as they were declared."""
        return self._by_kind.get(kind, MappingProxyType({}))

    def forms(self, kind: WordKind, value: str | None = None) -> tuple[str, ...]:
        """The forms of a kind, or of one of its values, the longest first and then by letter."""
        found = (form for form, word in self.of(kind).items() if value is None or word.value == value)
        return tuple(sorted(found, key=lambda form: (-len(form), form)))

    def pattern(self, kind: WordKind, value: str | None = None) -> str:
        """A regular expression for any form of a kind, with what may not stand beside it; one that matches nothing if there is none."""
        forms = (_guarded(form, self.of(kind)[form]) for form in self.forms(kind, value))
        return f"(?:{'|'.join(forms) or '(?!)'})"

    def has(self, kind: WordKind, text: str) -> bool:
        """Whether a text, blanks and width aside, is a word of a kind and nothing else."""
        return tidy(text) in self.of(kind)

    def within(self, kind: WordKind, text: str, value: str | None = None) -> Word | None:
        """The first word of a kind, or of one of its values, that stands anywhere in a text, blanks and width aside."""
        return self._found(_anywhere(self, kind, value).search(tidy(text)), kind)

    def begins(self, kind: WordKind, text: str) -> Word | None:
        """The word of a kind that a text begins with."""
        return self._found(_anywhere(self, kind).match(tidy(text)), kind)

    def ends(self, kind: WordKind, text: str) -> Word | None:
        """The word of a kind that a text ends with."""
        return self._found(_at_end(self, kind).search(tidy(text)), kind)

    def _found(self, match: re.Match[str] | None, kind: WordKind) -> Word | None:
        return None if match is None else self.of(kind)[match.group()]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)


#: Without packs no word is known.
NO_WORDS = Lexicon()


def _guarded(form: str, word: Word) -> str:
    """A form as a regular expression, with what may not stand beside it."""
    after = "".join(f"(?<!{re.escape(tidy(text))})" for text in word.not_after)
    before = "".join(f"(?!{re.escape(tidy(text))})" for text in word.not_before)
    return after + re.escape(form) + before


@lru_cache(maxsize=1024)
def _anywhere(lexicon: Lexicon, kind: WordKind, value: str | None = None) -> re.Pattern[str]:
    return re.compile(lexicon.pattern(kind, value))


@lru_cache(maxsize=1024)
def _at_end(lexicon: Lexicon, kind: WordKind) -> re.Pattern[str]:
    return re.compile(lexicon.pattern(kind) + "$")


def united(packs: Iterable[tuple[str, Iterable[Word]]]) -> Lexicon:
    """The words of all packs; `packs` are pairs of a pack's full name and its words.

    Raises
    ------
    ConflictError
        If one form of one kind has two meanings; it names both packs.
    """
    seen: dict[tuple[WordKind, str], tuple[Word, str]] = {}
    words: list[Word] = []
    for name, own in packs:
        for word in own:
            for form in word.forms:
                known, owner = seen.setdefault((word.kind, form), (word, name))
                if _meaning(known) != _meaning(word):
                    raise ConflictError(
                        f"词“{form}”（{word.kind.value}）在规则包 {owner} 与 {name} 中含义不同；请改其中一个。",
                        f"The word {form!r} ({word.kind.value}) means different things in the packs {owner} and {name}; "
                        "change one of them.",
                    )
            words.append(word)
    return Lexicon(tuple(words))


def _meaning(word: Word) -> tuple[object, ...]:
    return (word.value, word.not_before, word.not_after, word.of, word.to)
