"""What a person changed in an earlier paper, by the id of a matter and the part of it that was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Kept:
    """A person's own words by matter and part, and the matters a person took out."""

    words: Mapping[tuple[str, str], str] = field(factory=dict)
    removed: frozenset[str] = frozenset()

    def text(self, key: str, what: str, made: str) -> str:
        """What stands there: the person's words, or else the machine's."""
        return self.words.get((key, what), made)


NOTHING = Kept()


def digest(text: str) -> str:
    """Enough of a hash to tell whether a text was changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


__all__ = ["NOTHING", "Kept", "digest"]
