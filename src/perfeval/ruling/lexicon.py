"""The words a grammar reads with, as data: what a pack adds is one line, and one form never has two meanings.

A *word* is a form as it is printed (综合得分) with the part it plays (`WordKind.TOTAL_ROW`) and, where the kind has several,
which one it means (`value`). Grammars ask a lexicon for a kind; they know no word themselves. The lexicons of all packs
are united like their line items: a document is read before its place and year are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from perfeval.errors import ConflictError, PackError
from perfeval.quantities import tidy
from perfeval.ruling.base import as_tuple


class WordKind(Enum):
    """The part a word plays. Its comment says what `value` may be."""

    TOTAL_ROW = "total-row"  # a form's row that adds up its points; no value
    EXECUTION_ROW = "execution-row"  # a form's row for the rate of execution; no value
    HEAD_SCORE = "head-score"  # the score above a form; no value
    GRADE = "grade"  # a grade's word; no value
    LEVEL = "level"  # an indicator level's own word; no value
    REMARK_COLUMN = "remark-column"  # a column that may hold a reason and asks for none; no value
    CUT = "cut"  # says that a table goes on or began elsewhere; no value
    MOVE = "move"  # a change: up, down, none
    BASE = "base"  # what a change is measured from: last-year, same-period, budget, …
    STAGE = "stage"  # at which point of the year: the value of a `Stage`, or a stage of people and posts
    FUND = "fund"  # a fund scope
    BOOK = "book"  # one of the budget's books
    LIST = "list"  # what opens or closes a list: part, whole, open, close
    STAFF = "staff"  # a kind of staff
    COUNTED = "counted"  # a unit that is counted, no money
    BODY = "body"  # what the name of a reporting body ends with; no value


def _forms(forms: str | Iterable[str]) -> tuple[str, ...]:
    """A converter: one form, or several, without blanks, full-width letters and digits folded."""
    return tuple(dict.fromkeys(tidy(f) for f in ((forms,) if isinstance(forms, str) else forms)))


def _not_empty(word: Word, _: object, forms: tuple[str, ...]) -> None:
    if not forms or not all(forms):
        raise PackError(
            f"词类 {word.kind.value} 的一个词没有写法。",
            f"A word of kind {word.kind.value} has no form, or an empty one.",
        )


@frozen(kw_only=True)
class Word:
    """One meaning, with every form it is printed in.

    Attributes
    ----------
    kind
        The part it plays.
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
        If it has no form.
    """

    kind: WordKind
    forms: tuple[str, ...] = field(converter=_forms, validator=_not_empty)
    value: str = ""
    not_before: tuple[str, ...] = field(default=(), converter=as_tuple)
    not_after: tuple[str, ...] = field(default=(), converter=as_tuple)
    of: tuple[str, ...] = field(default=(), converter=as_tuple)
    to: tuple[str, ...] = field(default=(), converter=as_tuple)
    source: str = ""


@frozen
class Lexicon:
    """Words by kind and form."""

    words: tuple[Word, ...] = field(default=(), converter=as_tuple)

    @cached_property
    def _by_kind(self) -> Mapping[WordKind, Mapping[str, Word]]:
        made: dict[WordKind, dict[str, Word]] = {}
        for word in self.words:
            made.setdefault(word.kind, {}).update(dict.fromkeys(word.forms, word))
        return MappingProxyType({kind: MappingProxyType(forms) for kind, forms in made.items()})

    def of(self, kind: WordKind) -> Mapping[str, Word]:
        """Every form of a kind, with its word."""
        return self._by_kind.get(kind, MappingProxyType({}))

    def forms(self, kind: WordKind, value: str | None = None) -> tuple[str, ...]:
        """The forms of a kind, or of one of its values, the longest first and then by letter."""
        found = (form for form, word in self.of(kind).items() if value is None or word.value == value)
        return tuple(sorted(found, key=lambda form: (-len(form), form)))

    def has(self, kind: WordKind, text: str) -> bool:
        """Whether a text, blanks and width aside, is a word of a kind and nothing else."""
        return tidy(text) in self.of(kind)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)


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
