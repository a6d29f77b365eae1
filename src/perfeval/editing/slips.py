"""Slips of the hand: what a printed number may have been meant to say, one slip away.

A slip is one step of Damerau and Levenshtein on the printed digits (two changed places, one dropped, one too many, one
wrong; the point stays, or so do the decimals), a sign, a decimal point, 元 for 万元 or the reverse, or two numbers run together. The list is closed under its own
undoing: whatever one of these slips makes of a number, the number is among the readings of what it made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from fractions import Fraction
from itertools import accumulate, pairwise

from attrs import evolve, frozen

from perfeval.findings import Text
from perfeval.quantities import MONEY, Quantity, plain

#: Digits behind the point that a moved point or another unit may leave.
MOST_PLACES = 6
#: Noughts that may have gone with a first digit: 1005.20 without its 1 is printed 5.20.
MOST_NOUGHTS = 8


#: A lowest and a highest number; None for no end.
Span = tuple[Fraction | None, Fraction | None]


class Slip(Enum):
    """A kind of slip; the likelier to be meant, among those that fit, the earlier in this list."""

    SIGN = "sign"
    UNIT = "unit"
    POINT = "point"
    TRANSPOSED = "transposed"
    ADDED = "added"
    DROPPED = "dropped"
    WRONG = "wrong"
    GLUED = "glued"

    @property
    def text(self) -> Text:
        """What went wrong, as a reviewer would say it."""
        return WORDS[self]

    @property
    def place(self) -> int:
        """Its position among slips that fit equally well: those with fewer readings fit by chance less often."""
        return list(Slip).index(self)


WORDS = {
    Slip.SIGN: Text("正负号", "sign"), Slip.UNIT: Text("元与万元", "元 for 万元"),
    Slip.POINT: Text("小数点错位", "decimal point"), Slip.TRANSPOSED: Text("两位数字颠倒", "two digits changed places"),
    Slip.ADDED: Text("多写一位数字", "one digit too many"), Slip.DROPPED: Text("漏写一位数字", "one digit dropped"),
    Slip.WRONG: Text("一位数字有误", "one wrong digit"), Slip.GLUED: Text("两数连写", "two numbers run together"),
}  # fmt: skip


def meant(
    quantity: Quantity,
    usual: int | None = None,
    within: Sequence[Span] = ((None, None),),
    reach: Fraction = Fraction(0),
) -> tuple[tuple[Slip, Quantity], ...]:
    """What a printed number may have been meant to say, each print once, with the likeliest of its slips.

    Parameters
    ----------
    usual
        The decimals its column prints; those of the number itself where that is not known.
    within
        Pairs of the lowest and the highest number that is wanted, in the unit of the print; None for no end.
    reach
        How many units of its own last place a number may lie outside them.
    """
    places = quantity.places if usual is None else usual
    finest = max(places, quantity.places) + MOST_PLACES
    scale = 10**finest
    own = quantity.number * scale
    wanted = _Wanted.of(within, scale, (abs(int(own)) + 1) * 10 ** (MOST_PLACES + MOST_NOUGHTS + 4))
    found: dict[str, Slip] = {}
    for slip, text in _texts(quantity, places):
        whole, _, rest = text.partition(".")
        number = int(whole + rest) * 10 ** (finest - len(rest))
        more = int(reach * 10 ** (finest - len(rest))) + 1 if reach else 0
        if number != own and wanted.has(number, more):
            found.setdefault(text, slip)
    return tuple((slip, _printed(quantity, Fraction(text), text, places)) for text, slip in found.items())


@frozen
class _Wanted:
    """Spans of whole numbers in order, each with the highest end so far."""

    lows: tuple[int, ...]
    highs: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Span], scale: int, far: int) -> _Wanted:
        """Spans in parts of `scale`; no number is as far from zero as `far`."""
        ends = sorted(
            (
                -far if low is None else -(-low.numerator * scale // low.denominator),
                far if high is None else high.numerator * scale // high.denominator,
            )
            for low, high in spans
        )
        return cls(tuple(low for low, _ in ends), tuple(accumulate((high for _, high in ends), max)))

    def has(self, number: int, more: int) -> bool:
        """Whether a number lies in one of them, or at most so far outside."""
        at = bisect_right(self.lows, number + more)
        return at > 0 and number - more <= self.highs[at - 1]


def _printed(quantity: Quantity, number: Fraction, text: str, usual: int) -> Quantity:
    """A number as it would have been printed there: points stay exact, and so does a whole number among decimals."""
    places = len(text.partition(".")[2])
    exact = (places == 0 and (quantity.exact or usual > 0)) or (quantity.exact and quantity.places > 0)
    return evolve(quantity, number=number, places=places, exact=exact, printed=text)


def _texts(quantity: Quantity, usual: int) -> Iterator[tuple[Slip, str]]:
    """Prints one slip away, the likelier slips first; none with a leading zero that nobody prints."""
    sign = "-" if quantity.number < 0 else ""
    size = plain(abs(quantity.number), quantity.places)
    if quantity.number:
        yield Slip.SIGN, f"{'' if sign else '-'}{size}"
    if quantity.dimension == MONEY:
        for text in _units(abs(quantity.number), quantity.places, usual):
            yield Slip.UNIT, sign + text
    steps = (
        (Slip.POINT, _points(size)), (Slip.TRANSPOSED, _transposed(size)), (Slip.ADDED, _shorter(size)),
        (Slip.DROPPED, _longer(size)), (Slip.WRONG, _other(size)), (Slip.GLUED, _halves(size)),
    )  # fmt: skip
    for slip, texts in steps:
        for text in texts:
            if _is_print(text):
                yield slip, sign + text


def _is_print(text: str) -> bool:
    whole, point, rest = text.partition(".")
    return bool(whole) and (whole == "0" or whole[0] != "0") and (not point or bool(rest))


def _fewest(number: Fraction, at_least: int) -> int | None:
    """The fewest decimals, and at least so many, that print a number exactly."""
    for places in range(at_least, at_least + MOST_PLACES + 1):
        if (number * 10**places).denominator == 1:
            return places
    return None


def _units(number: Fraction, places: int, usual: int) -> Iterator[str]:
    yield plain(number * 10**4, max(places - 4, 0))
    smaller = number / 10**4
    few = _fewest(smaller, usual)
    if few is not None and few <= usual + 2 and 2 * smaller * 10**usual >= 1:  # nobody prints what rounds to nothing
        yield plain(smaller, few)


def _points(size: str) -> Iterator[str]:
    """The point elsewhere among the digits, noughts filled up; or the number ten times as large, printed alike."""
    digits = size.replace(".", "")
    places = len(size.partition(".")[2])
    for new in range(min(len(digits) + 1, MOST_PLACES) + 1):
        if new != places:
            yield _pointed(digits, new)
    number = int(digits)
    for noughts in (1, 2):
        yield _pointed(digits + "0" * noughts, places)
        if number % 10**noughts == 0:
            yield _pointed(digits[:-noughts], places)


def _transposed(size: str) -> Iterator[str]:
    """Two neighbouring digits changed, across the point as well."""
    spots = [i for i, c in enumerate(size) if c != "."]
    for left, right in pairwise(spots):
        if size[left] != size[right]:
            chars = list(size)
            chars[left], chars[right] = chars[right], chars[left]
            yield "".join(chars)


def _pointed(digits: str, places: int) -> str:
    """Digits with the point so many places from their end, and no noughts in front but the one before the point."""
    filled = digits.lstrip("0").rjust(places + 1, "0")
    return f"{filled[:-places]}.{filled[-places:]}" if places else filled


def _shorter(size: str) -> Iterator[str]:
    """Without one digit: the decimals one fewer, or as many as they were."""
    digits, places = size.replace(".", ""), len(size.partition(".")[2])
    for i in range(len(digits)):
        left = digits[:i] + digits[i + 1 :]
        if i >= len(digits) - places:
            yield _pointed(left, places - 1)
        yield _pointed(left, places)


def _longer(size: str) -> Iterator[str]:
    """With one more digit: the decimals one more, or as many as they were; noughts behind a first digit went with it."""
    digits, places = size.replace(".", ""), len(size.partition(".")[2])
    bare = digits.lstrip("0")
    for digit in "0123456789":
        for i in range(len(bare) + 1):
            yield _pointed(bare[:i] + digit + bare[i:], places)
        for noughts in range(1, MOST_NOUGHTS + 1) if bare else ():  # 2000 without its 2 is no 0
            yield _pointed(digit + "0" * noughts + bare, places)
        for i in range(len(digits) - places, len(digits) + 1):
            yield _pointed(digits[:i] + digit + digits[i:], places + 1)


def _other(size: str) -> Iterator[str]:
    for i, c in enumerate(size):
        if c != ".":
            for digit in "0123456789":
                yield size[:i] + digit + size[i + 1 :]


def _halves(size: str) -> Iterator[str]:
    """Either of the two numbers a print may be cut into."""
    for cut in range(1, len(size)):
        one, other = size[:cut], size[cut:]
        if _is_print(one) and _is_print(other):
            yield one
            yield other
