"""What is a report's own of the words in it: neither a form's, nor a budget's, nor the unit's name.

Rule 1: what packs know as a word of forms, tables and budgets is nobody's own, and neither is a note a form prints of itself.
Rule 2: figures are left out; Chinese characters alone are compared, in the order in which they stand.
Rule 3: what a run of characters is called is the same in every process.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from heapq import nsmallest

from perfeval.ruling import WordKind
from perfeval.vocabulary import Vocabulary, numbering

#: So many characters in a row are compared.
RUN = 8
#: So many runs of one report are kept: those that are first by their hash, so that two reports keep the same ones.
MOST_RUNS = 4096
#: So far into a line it is looked for what says that it is a note.
BEGINS = 20
#: What sentences are made of is nobody's form.
SPOKEN = frozenset(
    {
        WordKind.MOVE, WordKind.CHANGE_RATE, WordKind.ADJUST, WordKind.THAN, WordKind.BASE, WordKind.ORDER, WordKind.DONE,
        WordKind.PORTION, WordKind.RATE, WordKind.ACCOUNT, WordKind.GENERIC, WordKind.ENDING, WordKind.HEADING, WordKind.OWNER,
        WordKind.NAME, WordKind.LEAD, WordKind.FILLER, WordKind.EACH, WordKind.VAGUE, WordKind.NOT, WordKind.PER_UNIT,
        WordKind.PERIOD, WordKind.UNIT, WordKind.SET, WordKind.PAIR, WordKind.FUND, WordKind.LIST, WordKind.STAFF,
        WordKind.COUNTED,
    }
)  # fmt: skip
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TITLES = re.compile(r"《[^《》]{0,60}》")


class OwnWords:
    """Tells a report's own words from those of forms.

    Parameters
    ----------
    words
        The words of all packs.
    """

    def __init__(self, words: Vocabulary) -> None:
        self._lexicon = words.lexicon
        table: dict[str, set[str]] = {}
        for word in map(_han, _known(words)):
            if len(word) > 1:
                table.setdefault(word[0], set()).add(word)
        self._words = {
            first: (several, sorted({len(one) for one in several}, reverse=True)) for first, several in table.items()
        }

    def of(self, text: str, names: Iterable[str] = ()) -> str:
        """The Chinese characters of a text that are its own, in order.

        Parameters
        ----------
        text
            Lines; cells of a row are separated by tabs.
        names
            What is left out, too: the unit, its projects.
        """
        own = "".join(_han(_TITLES.sub("", line)) for line in self._without_notes(text))
        for name in sorted({_han(name) for name in names}, key=lambda n: (-len(n), n)):
            own = own.replace(name, "") if len(name) > 1 else own
        return "".join(self._unknown(own))

    def _without_notes(self, text: str) -> Iterator[str]:
        """The lines that are no note of the form, nor numbered below one."""
        inside = False
        for line in text.split("\n"):
            head = line.strip()[:BEGINS]
            begins = self._lexicon.begins(WordKind.FORM_NOTE, head) is not None
            inside = begins or (inside and (numbering(head) >= 0 or not head))
            if not inside:
                yield line

    def _unknown(self, text: str) -> Iterator[str]:
        """The characters that are in no word a pack knows, the longest word at a place taken first."""
        at = 0
        while at < len(text):
            several, lengths = self._words.get(text[at], (set(), []))
            found = next((n for n in lengths if text[at : at + n] in several), 0)
            if not found:
                yield text[at]
            at += found or 1


def _known(words: Vocabulary) -> Iterator[str]:
    for item in words.items.values():
        yield from (item.label, *item.aliases)
    for word in words.lexicon.words:
        if word.kind not in SPOKEN:
            yield from word.forms
    for layout in words.layouts:
        yield from (word for anchor in layout.anchors for word in anchor)
        yield from (word for column in layout.columns for word in column.words)


def _han(text: str) -> str:
    return "".join(_HAN.findall(text))


def runs(own: str) -> array[int]:
    """The hashes of all runs in a text, sorted, each once; of a long text those that come first."""
    found = {own[at : at + RUN] for at in range(len(own) - RUN + 1)}
    hashed = (int.from_bytes(blake2b(one.encode(), digest_size=8).digest(), "big") for one in found)
    return array("Q", nsmallest(MOST_RUNS, hashed) if len(found) > MOST_RUNS else sorted(hashed))


__all__ = ["MOST_RUNS", "RUN", "OwnWords", "runs"]
