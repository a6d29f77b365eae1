"""The words of tables, ready for use: what a lexicon says of one label or head, found in one pass over it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from attrs import field, frozen

from perfeval.quantities import tidy
from perfeval.ruling.lexicon import Lexicon, Word, WordKind

#: Between two characters of one word a head may be broken (增、减幅度).
_BREAKS = re.compile(r"[、/\s]")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NOTHING = re.compile(r"(?!)")


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these forms, the longest first; it matches nothing where there are none."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else _NOTHING


@frozen(eq=False)
class TableWords:
    """A lexicon's words of tables; every question is asked of text that is `folded`."""

    lexicon: Lexicon
    _patterns: dict[tuple[WordKind, str], re.Pattern[str]] = field(factory=dict, repr=False)

    def _pattern(self, kind: WordKind, value: str = "") -> re.Pattern[str]:
        known = self._patterns.get((kind, value))
        if known is None:
            known = _any_of(map(folded, self.lexicon.forms(kind, value or None)))
            self._patterns[kind, value] = known
        return known

    @cached_property
    def _words(self) -> dict[tuple[WordKind, str], Word]:
        return {(word.kind, folded(form)): word for word in self.lexicon for form in word.forms}

    def total(self, label: str) -> str:
        """Whether a label adds up others (`all`, `some`), by its end or its beginning; empty where it does not."""
        for value in ("some", "all"):
            for match in self._pattern(WordKind.TABLE_TOTAL, value).finditer(label):
                if match.end() == len(label) or match.start() == 0:
                    return value
        return ""

    def names_whole(self, label: str) -> bool:
        """Whether a label names the whole of what is listed below it."""
        return bool(self._pattern(WordKind.TABLE_WHOLE).search(label))

    def is_source(self, label: str) -> bool:
        """Whether a label names where funds come from, brackets aside."""
        bare = _BRACKETS.sub("", label).strip(":")
        return any(m.end() == len(bare) for m in self._pattern(WordKind.TABLE_SOURCE).finditer(bare))

    def divides(self, label: str) -> bool:
        """Whether a label says by what the whole above is divided."""
        return self._pattern(WordKind.TABLE_DIVIDED).fullmatch(label.strip(":")) is not None

    def opens_parts(self, label: str) -> int:
        """How many characters at the beginning of a label say that parts follow; 0 for none."""
        match = self._pattern(WordKind.TABLE_PART).match(label)
        return match.end() if match else 0

    def counts(self, label: str) -> bool:
        """Whether a head is that of row or column numbers."""
        return folded(label) in {folded(form) for form in self.lexicon.forms(WordKind.TABLE_COUNTER)}

    def is_head(self, text: str) -> bool:
        """Whether a cell says what a line of a table holds."""
        return bool(self._pattern(WordKind.TABLE_HEAD).search(text))

    def begins_side(self, head: str) -> bool:
        """Whether a head is that of the labels of a table of its own."""
        match = self._pattern(WordKind.TABLE_SIDE, "begins").search(head)
        return match is not None and not self._pattern(WordKind.TABLE_SIDE, "never").search(head)

    def never_side(self, head: str) -> bool:
        """Whether a head is that of words beside the figures."""
        return bool(self._pattern(WordKind.TABLE_SIDE, "never").search(head)) and not self.begins_side(head)

    def line_kind(self, head: str) -> str:
        """What a line holds by its words: the last that says so; empty for none."""
        return self._last(WordKind.TABLE_LINE, head)

    def heads_figures(self, head: str) -> bool:
        """Whether a head is one that figures stand under."""
        known = self.line_kind(head) not in ("", "code") or self.role(head) or self.total(head)
        return bool(known or self.change(head) or self.is_share(head))

    def role(self, head: str) -> frozenset[str]:
        """What the figures of a line are: the longest words that say so, none inside another."""
        kind = WordKind.TABLE_ROLE
        return frozenset(self._words[kind, match.group()].value for match in self._pattern(kind).finditer(head))

    def rate(self, head: str) -> Word | None:
        """The rate a head names, the last if it names several."""
        return self._last_word(WordKind.TABLE_RATE, head)

    def change(self, head: str) -> Word | None:
        """The change a head names, the last if it names several."""
        return self._last_word(WordKind.TABLE_CHANGE, head)

    def is_difference(self, head: str, *, whole: bool) -> bool:
        """Whether a head is that of a difference; `whole`: it has to end with the word, brackets aside.

        What is left over is then none: of a line among others it may be left of more than two.
        """
        if not whole:
            change = self.change(head)
            return change is not None and change.value in ("amount", "left")
        bare = _BRACKETS.sub("", head)
        return any(m.end() == len(bare) for m in self._pattern(WordKind.TABLE_CHANGE, "amount").finditer(bare))

    def is_share(self, head: str) -> bool:
        """Whether a head is that of a share of the whole."""
        return bool(self._pattern(WordKind.TABLE_SHARE).search(head))

    def _last_word(self, kind: WordKind, text: str) -> Word | None:
        found = self._pattern(kind).findall(text)
        return self._words[kind, found[-1]] if found else None

    def _last(self, kind: WordKind, text: str) -> str:
        word = self._last_word(kind, text)
        return word.value if word else ""


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A label as words are looked for in it: full width, blanks and the marks that break a word taken away.

    >>> folded("增、减 幅度（%）")
    '增减幅度(%)'
    """
    return _BREAKS.sub("", tidy(text)).lower()


@lru_cache(maxsize=8)
def table_words(lexicon: Lexicon) -> TableWords:
    """The words of tables in a lexicon."""
    return TableWords(lexicon)
