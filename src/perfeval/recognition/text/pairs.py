"""One phrase that speaks of two lines is written out as two: 收、支总计各是a、b万元 says what each of them is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from perfeval.ruling.lexicon import Lexicon, Word, WordKind

_NUMBER = r"\d{1,15}(?:\.\d{1,10})?"


@lru_cache(maxsize=8)
def _pattern(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    words = lexicon.of(WordKind.PAIR)
    if not words:
        return None
    each = "|".join(map(re.escape, lexicon.forms(WordKind.EACH)))
    moves = "|".join(
        map(
            re.escape,
            (
                *lexicon.forms(WordKind.MOVE, "up"),
                *lexicon.forms(WordKind.MOVE, "down"),
                *lexicon.forms(WordKind.FILLER),
            ),
        )
    )
    units = "|".join(map(re.escape, lexicon.forms(WordKind.UNIT)))
    two = rf"(?:{each})(?P<what>{moves})?(?P<one>{_NUMBER})(?:{units})?[,、](?P<two>{_NUMBER})(?P<unit>{units})"
    subject = "|".join(map(re.escape, lexicon.forms(WordKind.PAIR)))
    return re.compile(rf"(?P<who>{subject})?{two}"), re.compile(subject)


def written_out(text: str, lexicon: Lexicon) -> str:
    """A tidied paragraph in which phrases for two lines are two phrases."""
    found = _pattern(lexicon)
    if found is None or found[1].search(text) is None:
        return text
    return found[0].sub(_both(lexicon.of(WordKind.PAIR)), text)


def _both(words: object) -> Callable[[re.Match[str]], str]:
    """What a phrase for two lines says of each; the lines are those named last."""
    last: list[Word] = []

    def both(match: re.Match[str]) -> str:
        word = words.get(match["who"]) if match["who"] else None  # type: ignore[attr-defined]
        if word is not None:
            last[:] = [word]
        if not last:
            return match.group()
        said = [
            f"{line}{match['what'] or ''}{match[n]}{match['unit']}"
            for line, n in zip(last[0].of, ("one", "two"), strict=True)
        ]
        return ",".join(said)

    return both
