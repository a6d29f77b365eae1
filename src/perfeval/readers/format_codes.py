"""Number formats of workbooks (#,##0.00;[Red]-#,##0.00) taken apart, and numbers written by them.

Rule 1: a format is its pieces in order, places for digits and literals between them; digits fill their places from the
point outwards, whatever stands between.
Rule 2: commas behind the last digit of the whole part divide by a thousand each; any other parts thousands.
Rule 3: `!` keeps the character behind it as it is, as a backslash does: so WPS and Chinese Excel write 0!.0,"万元".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, frozen

from perfeval.quantities import plain

#: A longer format is none: Excel's own limit.
LONGEST_FORMAT = 255

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\[\]]*)\]|(?P<general>General|G/通用格式)|(?P<exponent>E[+-])'
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<at>@)|(?P<end>;)|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_PLACES = frozenset("0#?")
#: Literals that are the sign of a negative number.
_SIGNS = re.compile(r"[-−－()（）△▲负]")


class Kind(Enum):
    """What a section of a format does with a number."""

    DIGITS = "digits"
    GENERAL = "general"
    WORDS = "words"  # no digit of it is shown
    OTHER = "other"  # a fraction, a power of ten: shown in a way that is not written here


@frozen
class Piece:
    """A place for a digit (0, #, ?), or characters that stand as they are."""

    text: str
    is_place: bool = False


@frozen
class Section:
    """One section of a format.

    `whole` and `decimals` are its pieces before and behind the point, `scale` what the number is multiplied by,
    `condition` the numbers it is for, where it says so.
    """

    kind: Kind
    whole: tuple[Piece, ...] = ()
    decimals: tuple[Piece, ...] = ()
    thousands: bool = False
    scale: Fraction = Fraction(1)
    condition: tuple[str, Fraction] | None = None

    @property
    def places(self) -> int:
        """How many decimals it shows at most."""
        return sum(piece.is_place for piece in self.decimals)

    @property
    def literals(self) -> str:
        """All characters that stand as they are."""
        return "".join(piece.text for piece in (*self.whole, *self.decimals) if not piece.is_place)

    def without_sign(self) -> Section:
        """The same section without the characters that say that a number is negative."""
        whole, decimals = (
            tuple(p if p.is_place else Piece(_SIGNS.sub("", p.text)) for p in pieces)
            for pieces in (self.whole, self.decimals)
        )
        return evolve(self, whole=whole, decimals=decimals)

    def write(self, number: Fraction, general: str) -> str:
        """A number that is not negative, by this section; `general` is how it is shown without a format."""
        if self.kind is Kind.GENERAL:
            return "".join(general if piece.is_place else piece.text for piece in self.whole)
        whole, _, decimals = plain(number * self.scale, self.places).partition(".")
        return self._whole(whole if whole != "0" else "") + self._decimals(decimals)

    def _whole(self, digits: str) -> str:
        made: list[str] = []
        left = sum(piece.is_place for piece in self.whole)
        written = 0
        for piece in reversed(self.whole):
            if not piece.is_place:
                made.append(piece.text)
                continue
            left -= 1
            take = digits if not left else digits[-1:]
            digits = "" if not left else digits[:-1]
            for digit in reversed(take or _stand_in(piece.text)):
                if self.thousands and written and written % 3 == 0 and digit.isdigit():
                    made.append(",")
                made.append(digit)
                written += 1
        return "".join(reversed(made))

    def _decimals(self, digits: str) -> str:
        places = [piece.text for piece in self.decimals if piece.is_place]
        while places and places[-1] != "0" and digits.endswith("0"):
            places.pop()
            digits = digits[:-1]
        rest = iter(digits)
        made = "".join(next(rest, "") if piece.is_place else piece.text for piece in self.decimals)
        return f".{made}" if digits else made


def _stand_in(place: str) -> str:
    """What stands in a place of the whole part that no digit fills."""
    return {"0": "0", "?": " "}.get(place, "")


@lru_cache(maxsize=512)
def sections_of(form: str) -> tuple[Section, ...]:
    """The sections of a format, at most four."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(form[:LONGEST_FORMAT]):
        if token["end"]:
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts[:4])


def section_for(number: Fraction, sections: Sequence[Section]) -> Section:
    """The section that shows a number."""
    for section in sections:
        if section.condition is not None and _holds(number, *section.condition):
            return section
    free = [s for s in sections if s.condition is None]
    if len(free) < len(sections):
        return free[-1] if free else sections[-1]
    numeric = sections[:3]
    if number < 0 and len(numeric) > 1:
        return numeric[1]
    return numeric[2] if not number and len(numeric) > 2 else numeric[0]


def signs_itself(section: Section, sections: Sequence[Section]) -> bool:
    """Whether a section is for negative numbers alone, so that it has, or hides, the sign."""
    if section.condition is not None:
        sign, limit = section.condition
        return limit <= 0 and sign in ("<", "<=", "=")
    return len(sections) > 1 and section is sections[1] and all(s.condition is None for s in sections)


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    condition = next((c for t in tokens if t["bracket"] and (c := _CONDITION.fullmatch(t["bracket"]))), None)
    limit = (condition[1], Fraction(condition[2])) if condition is not None else None
    kind = _kind(tokens)
    if kind is Kind.GENERAL:
        return Section(kind, tuple(_pieces(tokens, general=True)), condition=limit)
    point = next((n for n, t in enumerate(tokens) if t["point"]), len(tokens))
    last = max((n for n, t in enumerate(tokens) if t["digit"]), default=-1)
    last_whole = max((n for n, t in enumerate(tokens[:point]) if t["digit"]), default=-1)
    commas = [n for n, t in enumerate(tokens) if t["comma"]]
    scaling = sum(last_whole < n < point or n > last for n in commas) if last >= 0 else 0
    scale = Fraction(100 ** sum(bool(t["percent"]) for t in tokens), 1000**scaling)
    thousands = any(n < last_whole for n in commas)
    whole, decimals = tuple(_pieces(tokens[:point])), tuple(_pieces(tokens[point + 1 :]))
    return Section(kind, whole, decimals, thousands, scale, limit)


def _kind(tokens: Sequence[re.Match[str]]) -> Kind:
    digits = [n for n, t in enumerate(tokens) if t["digit"]]
    if any(t["general"] for t in tokens) or (not digits and any(t["at"] for t in tokens)):
        return Kind.GENERAL
    slash = next((n for n, t in enumerate(tokens) if t["slash"]), None)
    if any(t["exponent"] for t in tokens) or (slash is not None and digits and digits[0] < slash):
        return Kind.OTHER
    return Kind.DIGITS if digits else Kind.WORDS


def _pieces(tokens: Sequence[re.Match[str]], *, general: bool = False) -> Iterator[Piece]:
    for token in tokens:
        bracket = token["bracket"]
        if token["digit"] or (general and (token["general"] or token["at"])):
            yield Piece(token["digit"] or "", is_place=True)
        elif bracket is not None and bracket.startswith("$"):
            yield Piece(bracket[1:].split("-")[0])
        else:
            literal = token["quoted"] or token["escaped"] or token["other"] or token["percent"] or token["slash"] or ""
            yield Piece(literal or (token["point"] or ""))


def _holds(number: Fraction, sign: str, limit: Fraction) -> bool:
    return {
        "<": number < limit, ">": number > limit, "<=": number <= limit, ">=": number >= limit, "=": number == limit,
        "<>": number != limit,
    }[sign]  # fmt: skip
