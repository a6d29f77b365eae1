"""One spelling for what is printed in several: full-width forms, look-alike signs, radicals, inner blanks.

Rule 1: what cannot be seen (zero-width characters, soft hyphens, marks of direction) is not there.
Rule 2: a blank between two digits keeps them apart: 30 40 is not 3040.
Rule 3: a raised number only refers to a note, unless it stands behind a letter (m²).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from perfeval.quantities.radicals import RADICALS

#: Characters without any width: soft hyphen, joiners, marks of direction, byte order mark.
_UNSEEN = dict.fromkeys(
    (0x00AD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
)
_LOOKALIKE = RADICALS | _UNSEEN | str.maketrans({
    "≧": "≥", "⩾": "≥", "﹥": ">", "≦": "≤", "⩽": "≤", "﹤": "<", "═": "=", "﹦": "=", "−": "-", "﹣": "-", "–": "-", "﹪": "%",
})  # fmt: skip

_RAISED = str.maketrans("0123456789()+-=abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOWERED = str.maketrans("0123456789()+-=", "₀₁₂₃₄₅₆₇₈₉₍₎₊₋₌")
#: Raised and lowered numbers that refer to a note; behind a letter they belong to a unit or a formula.
_REFERENCE = re.compile(r"(?<![A-Za-z.⁰¹²³⁴-⁾₀-₎])[⁰¹²³⁴-⁾₀-₎ᵃ-ᶻⁱⁿˡʰʲʳˢʷˣʸ]+")
_BLANK = re.compile(r"\s+")
#: A title set wide: 2 0 2 3 年.
_SET_WIDE = re.compile(r"(?<![\d.,])\d(?:\s\d){3,}(?![\d.,])")
#: Blanks that are set to part thousands and nothing else: no-break, figure, thin.
_THIN = "\u00a0\u2007\u2008\u2009\u200a\u202f"
_THOUSANDS = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[,，]?[ {_THIN}]\d{{3}})+(?P<decimals>[.．]\d+)?(?![\d.,])")
_KEPT_APART = re.compile(r"(?<=\d)\s+(?=\d)")


def seen(text: str) -> str:
    """Text with full-width forms, radicals and look-alike operators folded, and without what has no width."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_LOOKALIKE))


def asks_for_text(text: str) -> bool:
    """Whether a text only says how long an answer may be (100字以内), as forms print it where one is to be written."""
    return "字以内" in text


def without_references(text: str) -> str:
    """Text without the raised numbers that refer to notes.

    >>> without_references("公务接待费¹"), without_references("100m²")
    ('公务接待费', '100m²')
    """
    return text if text.isascii() else _REFERENCE.sub("", text)


def thousands_joined(text: str) -> str:
    """Text without the blanks that part thousands: before decimals any, elsewhere only those set for it.

    >>> thousands_joined("1 234.00"), thousands_joined("100 200")
    ('1234.00', '100 200')
    """

    def joined(match: re.Match[str]) -> str:
        thin = " " not in match[0]
        return re.sub(rf"[,， {_THIN}]", "", match[0]) if match["decimals"] or thin else match[0]

    return _THOUSANDS.sub(joined, text)


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """Text with full-width forms, look-alike operators and inner blanks normalised; Chinese words untouched.

    NFKC would turn ㎡ into m2 and （ into (, which is what matching wants; the original stays with whoever asked.

    >>> tidy("决 算（万元）"), tidy("30 40"), tidy("公务用⻋")
    ('决算(万元)', '30 40', '公务用车')
    """
    if text.isascii() and not _BLANK.search(text):
        return text
    folded = seen(thousands_joined(without_references(text)))
    if not _BLANK.search(folded):
        return folded
    folded = _SET_WIDE.sub(lambda digits: _BLANK.sub("", digits[0]), folded)
    return "\x00".join(_BLANK.sub("", piece) for piece in _KEPT_APART.split(folded)).replace("\x00", " ")


def raised(text: str, *, lowered: bool = False) -> str:
    """Text that is printed raised (or lowered), in the characters for it where there are any."""
    return text.translate(_LOWERED if lowered else _RAISED)
