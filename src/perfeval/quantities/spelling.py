"""One spelling for what is printed in several: full-width forms, look-alike signs, inner blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: What nobody sees: soft hyphen, marks of no width, direction marks.
_UNSEEN = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
_LOOKALIKE = str.maketrans(
    {
        "≧": "≥", "⩾": "≥", "﹥": ">", "≦": "≤", "⩽": "≤", "﹤": "<", "═": "=", "﹦": "=",
        "−": "-", "﹣": "-", "–": "-", "㎡": "㎡", "﹪": "%", "、": "、",
        **dict.fromkeys(map(chr, _UNSEEN)),
    }
)  # fmt: skip

_BLANK = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """Text with full-width forms, look-alike operators and inner blanks normalised; Chinese words untouched.

    NFKC would turn ㎡ into m2 and （ into (, which is what matching wants; the original stays with whoever asked.
    """
    if text.isascii() and not _BLANK.search(text):
        return text
    folded = unicodedata.normalize("NFKC", text.translate(_LOOKALIKE))
    return _BLANK.sub("", folded)
