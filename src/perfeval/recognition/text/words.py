"""The words of a lexicon found in a text, the longest first; what no word covers stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import field, frozen

from perfeval.ruling.lexicon import Lexicon, Word, WordKind

#: The kinds a phrase of running text is read with.
KINDS = (
    WordKind.MOVE, WordKind.REACHES, WordKind.CHANGE_RATE, WordKind.ADJUST, WordKind.THAN, WordKind.BASE, WordKind.STAGE, WordKind.ORDER, WordKind.DONE,
    WordKind.PORTION, WordKind.RATE, WordKind.ACCOUNT, WordKind.GENERIC, WordKind.NAME, WordKind.LEAD, WordKind.FILLER, WordKind.EACH,
    WordKind.VAGUE, WordKind.NOT, WordKind.PER_UNIT, WordKind.PERIOD, WordKind.FUND, WordKind.LIST, WordKind.STAFF, WordKind.PAIR, WordKind.BATCH,
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?:度(?!假)|末|底)?(?!\d{1,2}月\d)")
#: A day, a month or a span of months: when an amount was counted, not which year it is of.
_DAY = re.compile(r"(?:(?:19|20)\d{2}年)?\d{1,2}(?:[-—~至到]\d{1,2})?月(?:\d{1,2}日|底|末|份)?")


@frozen
class Tag:
    """A stretch of a text and the words it is; a stretch that is no word has none.

    Attributes
    ----------
    text, start, end
        The stretch and where it stands in the phrase.
    words
        Its meanings, at most one of each kind.
    year
        The year it prints, if it is one.
    day
        Whether it is a day or a month.
    """

    text: str
    start: int
    end: int
    words: tuple[Word, ...] = ()
    year: int | None = None
    day: bool = False

    def value(self, kind: WordKind) -> str | None:
        """What it means as a word of a kind, None where it is none."""
        return next((w.value for w in self.words if w.kind is kind), None)

    def word(self, kind: WordKind) -> Word | None:
        """The word of a kind that it is."""
        return next((w for w in self.words if w.kind is kind), None)

    def is_a(self, *kinds: WordKind) -> bool:
        """Whether it is a word of one of these kinds."""
        return any(w.kind in kinds for w in self.words)

    @property
    def is_unknown(self) -> bool:
        """Whether no word covers it."""
        return not self.words and self.year is None and not self.day


@frozen(eq=False)
class Tagger:
    """Finds the words of a lexicon in a text."""

    lexicon: Lexicon
    _forms: dict[str, tuple[tuple[str, tuple[Word, ...]], ...]] = field(init=False)

    @_forms.default
    def _by_letter(self) -> dict[str, tuple[tuple[str, tuple[Word, ...]], ...]]:
        every: dict[str, list[Word]] = {}
        for kind in KINDS:
            for form, word in self.lexicon.of(kind).items():
                every.setdefault(form, []).append(word)
        table: dict[str, list[tuple[str, tuple[Word, ...]]]] = {}
        for form in sorted(every, key=len, reverse=True):
            table.setdefault(form[0], []).append((form, tuple(every[form])))
        return {letter: tuple(found) for letter, found in table.items()}

    def tags(self, text: str) -> tuple[Tag, ...]:
        """The stretches of a text, in order and without gaps."""
        return tuple(self._tags(text))

    def _tags(self, text: str) -> Iterator[Tag]:
        unknown = at = 0
        while at < len(text):
            found = self._at(text, at)
            if found is None:
                at += 1
                continue
            if unknown < at:
                yield Tag(text[unknown:at], unknown, at)
            yield found
            unknown = at = found.end
        if unknown < len(text):
            yield Tag(text[unknown:], unknown, len(text))

    def _at(self, text: str, at: int) -> Tag | None:
        letter = text[at]
        if letter.isdigit():
            day = _DAY.match(text, at)
            if day is not None:
                return Tag(day.group(), at, day.end(), day=True)
            year = _YEAR.match(text, at)
            return None if year is None else Tag(year.group(), at, year.end(), year=int(year["year"]))
        for form, words in self._forms.get(letter, ()):
            if text.startswith(form, at):
                meant = tuple(w for w in words if _stands_free(w, text, at, at + len(form)))
                if meant:
                    return Tag(form, at, at + len(form), meant)
        return None


def _stands_free(word: Word, text: str, start: int, end: int) -> bool:
    """Whether no neighbour makes a word part of another."""
    return not any(text.startswith(w, end) for w in word.not_before) and not any(
        text.endswith(w, 0, start) for w in word.not_after
    )


@lru_cache(maxsize=8)
def tagger(lexicon: Lexicon) -> Tagger:
    """The one tagger of a lexicon."""
    return Tagger(lexicon)


def joined(tags: Iterable[Tag]) -> str:
    """The text of some stretches."""
    return "".join(tag.text for tag in tags)


def last(tags: Sequence[Tag], kind: WordKind) -> int:
    """Where the last word of a kind stands among some stretches, −1 where there is none."""
    return next((n for n in range(len(tags) - 1, -1, -1) if tags[n].is_a(kind)), -1)


def trimmed(tags: Sequence[Tag], *kinds: WordKind) -> tuple[Tag, ...]:
    """Stretches without those at their end that are words of these kinds and of no kind that says more."""
    end = len(tags)
    while end and tags[end - 1].is_a(*kinds):
        end -= 1
    return tuple(tags[:end])
