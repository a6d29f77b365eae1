"""What one cell or phrase says: a number with its unit, a nil, a run nobody can read, or words.

Rule 1: every mark counts. A mark that only refers to a note (①, *, 注1, a raised number) is set apart; any other that
is neither digit, sign, separator nor unit leaves the whole text unread.
Rule 2: blanks join digits as thousands only (1 234.00); two values in one cell stay two, and a line end joins nothing.
Rule 3: a sign whose meaning the print leaves open (△20.00, a bracket) gives both readings, and none is used.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from attrs import evolve

from perfeval.errors import QuantityError
from perfeval.quantities.compound import LONGEST_NUMBER, compound, numeral
from perfeval.quantities.numbers import Nil, Quantity, Reading, Unread, Words, stands_alone
from perfeval.quantities.spelling import seen, thousands_joined, tidy, without_references
from perfeval.quantities.units import Unit, unit_named

_NIL = dict.fromkeys(
    ("-", "--", "---", "—", "——", "———", "/", "//", "\\", "―", "――", "_", "*", "不适用", "...", "......"), Nil.DASH
) | dict.fromkeys(("无", "无。", "没有"), Nil.NONE)

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_WHOLE_CELL = re.compile(
    rf"(?P<before>约|大约|近|将近|超过|超)?(?P<sign>[-+])?(?:[¥￥](?P<inner>-)?)?(?P<number>{_NUMBER})"
    r"(?P<among>余|多|来)?(?P<times>百万|千万|百|千|万|亿)?(?P<after>余|多)?"
    r"(?P<unit>[^\d.,，。+\-]*?(?:m2)?[^\d.,，。+\-]*?)(?P<about>左右|上下|余|多)?(?P<minus>-)?[.。]?"
)
_UNIT_START = re.compile(r"[(\[]{0,3}(?:[^\W\d_]|[%‰°])")
_RUN = re.compile(r"[\d.,]+%?")
_DOTTED_DATE = re.compile(r"(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])\.?")

#: Marks that only refer to a note, behind a number and before it; a raised number behind a letter is a unit's.
#: Each turn takes one mark, so that a row of them is read in one way only; it begins where the row begins, and has an
#: end, so that no text is gone through again from each of its marks.
_BEHIND = re.compile(
    r"(?<![\s*①-⒇⓪-⓿❶-➓㈠-㈩㊀-㊉†‡※★☆▲△ᵃ-ᶻⁱⁿˡʰʲʳˢʷˣʸ注])(?:(?<![⁰¹²³⁴-⁾₀-₎])|(?![⁰¹²³⁴-⁾₀-₎]))"
    r"(?:[\s*①-⒇⓪-⓿❶-➓㈠-㈩㊀-㊉†‡※★☆▲△ᵃ-ᶻⁱⁿˡʰʲʳˢʷˣʸ]|(?<![A-Za-z])[⁰¹²³⁴-⁾₀-₎]|[(（]?(?:备|附)?注[\d①-⑳⁰¹²³⁴-⁹]{0,2}[)）]?"
    r"|[\[【〔]注?[\d⁰¹²³⁴-⁹]{1,2}[\]】〕]){1,12}+$"
)
_BEFORE = re.compile(r"^[\s*①-⒇❶-➓†‡※★☆⁰¹²³⁴-⁾₀-₎]+(?=[-−－+¥￥.\d０-９])")
#: Before a number they are its minus in a table of changes and a mark elsewhere; the print does not say which.
_OPEN_SIGN = re.compile(r"[△▲▽▼∆Δ]\s*(?=[¥￥.\d０-９])")
_BRACKETED = re.compile(r"[(（]\s*(?P<inside>[^()（）]+?)\s*[)）]\s*(?P<unit>[%％万亿千百元]*)")
#: Dashes that are a minus before a digit; between digits they may be a range.
_MINUS = re.compile(r"^\s*[-‐‑‒–—―−﹣－⁻]\s*(?=[¥￥.\d０-９])")
_TRAILING_MINUS = re.compile(r"(?<=\d)\s*[‐‑−﹣－]\s*$")
#: Marks that have stayed in a text, and what they would be taken for on the line: ① is no 1.
_CIRCLED = re.compile(r"[①-⒛⓪-⓿❶-➓㈠-㈩㊀-㊉]|(?<![A-Za-z⁰¹²³])[⁰¹²³⁴-⁾₀-₎]")
#: 10⁴ may be a power; no other number is.
_POWER = re.compile(r"(?<![\d.,])10[⁰¹²³⁴-⁹]")
#: A point or thousands mark in the shape of another, in a text of digits and a unit of money or rate alone.
_ODD = re.compile(r"-?\d{1,3}(?:[,‚’'٬]?\d{3})*(?:[.。·・•∙⋅٫]\d{1,4})?(?:[百千万亿]?元|[万亿]|%)?")
_POINTS = dict.fromkeys(map(ord, "。·・•∙⋅٫"), ".")
_COMMAS = dict.fromkeys(map(ord, "‚’'٬"), ",")

_BETWEEN = re.compile(r"(?<=[\d.,])\s+(?=[\d.,])")
#: 95. 10%: typed with a blank behind its point.
_BEHIND_POINT = re.compile(r"(?<=\d\.) (?=\d{1,4}(?![\d.,]))")


@lru_cache(maxsize=16384)
def read(text: str) -> Reading:
    """What one cell or one phrase says: a number with its unit, one of the nils, an unreadable run, or words.

    >>> read("1,548.447万元").value
    Fraction(15484470, 1)
    >>> read("——"), read("无"), read("")
    (<Nil.DASH: 'dash'>, <Nil.NONE: 'none'>, <Nil.BLANK: 'blank'>)
    >>> [str(q) for q in read("0.7531.13").readings]
    ['0.75', '31.13']
    >>> str(read("1亿3000万元")), str(read("81.00注1")), str(read("1 234.00"))
    ('13000万元', '81.00', '1234.00')
    >>> [str(q) for q in read("30 40").readings], [str(q) for q in read("△20.00").readings]
    (['30', '40'], ['-20.00', '20.00'])
    """
    if len(text) > LONGEST_NUMBER:
        return Words(text)
    plain = tidy(text)
    if not plain:
        return Nil.BLANK
    if plain in _NIL:
        return _NIL[plain]
    if not any(c.isdigit() for c in plain):
        return _whole(numeral(plain) or Words(text), text)
    bare = _BEFORE.sub("", _BEHIND.sub("", text))
    if not any(c.isdigit() for c in bare):
        return _NIL.get(tidy(bare), Words(text))
    if _POWER.search(text):
        return Words(text)
    bare = without_references(bare)
    return _whole(_value(bare), text) if not _CIRCLED.search(bare) else Words(text)


@lru_cache(maxsize=16384)
def amount(text: str) -> Quantity | Nil | Unread:
    """What a cell of a column of numbers holds: words are no number there, and a number in brackets may be negative.

    >>> amount("见附注"), [str(q) for q in amount("（20.00）").readings]
    (Unread(printed='见附注', readings=(), slip=False), ['-20.00', '20.00'])
    """
    found = read(text)
    if not isinstance(found, Words):
        return found
    bracketed = _BRACKETED.fullmatch(text.strip()) if len(text) <= LONGEST_NUMBER else None
    inside = read(bracketed["inside"].lstrip("-−－") + bracketed["unit"]) if bracketed is not None else None
    return _either(inside, text) if isinstance(inside, Quantity) else Unread(text)


def quantity(text: str, unit: Unit | str | None = None) -> Quantity:
    """A text that must be one number.

    Raises
    ------
    QuantityError
        If it is nil, words, or more than one number.
    """
    found = read(text)
    if not isinstance(found, Quantity):
        raise QuantityError(
            f"“{text}”不是一个数；应为一个数字，可带一个单位，如 341.42万元。",
            f"{text!r} is not one number; expected digits with at most one unit, such as 341.42万元.",
        )
    return found.within(unit_named(unit) if isinstance(unit, str) else unit)


def _whole(found: Reading, text: str) -> Reading:
    """The same reading, of the whole text as it is printed."""
    if isinstance(found, Nil):
        return found
    return evolve(found, printed=text.strip() if isinstance(found, Quantity) else text)


def _either(found: Quantity, text: str) -> Unread:
    """A number whose sign the print leaves open."""
    return Unread(text, tuple(evolve(found, number=n, printed=text.strip()) for n in (-found.number, found.number)))


def _value(text: str) -> Reading:
    """The reading of a text without marks that refer."""
    open_sign = _OPEN_SIGN.match(text.lstrip())
    if open_sign is not None:
        found = _value(text.lstrip()[open_sign.end() :])
        return _either(found, text) if isinstance(found, Quantity) else found
    text = _TRAILING_MINUS.sub("-", _MINUS.sub("-", text))
    pieces = _without_blanks(text)
    if len(pieces) > 1:
        return _several(pieces, text)
    (plain,) = pieces
    return _one(plain.translate(_POINTS | _COMMAS) if _ODD.fullmatch(plain) else plain, text)


def _without_blanks(text: str) -> list[str]:
    """The text without its blanks; in pieces where they stand between digits and part no thousands."""
    pieces = _BETWEEN.split(_BEHIND_POINT.sub("", seen(thousands_joined(text))))
    return ["".join(piece.split()) for piece in pieces]


def _several(pieces: list[str], text: str) -> Reading:
    """Text whose digits are kept apart by blanks: its numbers one by one, or the one they make where a piece is none."""
    found = [_one(piece, piece) for piece in pieces]
    numbers = tuple(f for f in found if isinstance(f, Quantity))
    cut = any(piece[-1:] in ".," or piece[:1] in ".," for piece in pieces)
    if cut or len(numbers) < len(found):
        whole = _one("".join(pieces), text)
        if isinstance(whole, Quantity):
            return Unread(text, (whole,))
        if isinstance(whole, Words) and not numbers:
            return whole
    return Unread(text, numbers) if numbers else Words(text)


def _one(plain: str, text: str) -> Reading:
    """The reading of one stretch without blanks."""
    found = compound(plain)
    if found is not None:
        return _whole(found, text)
    match = _WHOLE_CELL.fullmatch(plain)
    if match is not None:
        return _quantity(match, text) or Words(text)
    if _DOTTED_DATE.fullmatch(plain):
        return Words(text)
    if _RUN.fullmatch(plain) and any(c.isdigit() for c in plain):
        return Unread(text, _apart(plain), slip=True)
    return Words(text)


def _quantity(match: re.Match[str], printed: str) -> Quantity | Unread | None:
    digits = match["number"].replace(",", "")
    word = match["unit"]
    if word and (word[0] in "年月日号时届第" or len(word) > 12 or not _UNIT_START.match(word)):
        return None  # a date or an ordinal is not a figure, and neither is a label with its number (1、公务接待)
    symbol = (match["times"] or "") + word
    minus = [match["sign"] == "-", bool(match["inner"]), bool(match["minus"])]
    if symbol in ("百", "千") or sum(minus) > 1 or (match["sign"] == "+" and any(minus)):
        return None
    sign = "-" if any(minus) else ""
    whole, point, rest = digits.partition(".")
    if whole[1:] and whole[0] == "0":
        # 01万元 has lost its point (0.1) or gained a zero (1): two readings, so none.
        gained = _bare(sign + (whole.lstrip("0") or "0") + point + rest)
        return Unread(printed, (gained,) if point else (_bare(f"{sign}0.{whole[1:]}"), gained), slip=True)
    unit = unit_named(symbol)
    number, places = Fraction(f"{sign}{whole}{point}{rest}"), len(rest)
    about = any(match[g] for g in ("before", "among", "after", "about"))
    return Quantity(number, unit, places, stands_alone(unit, places), about, printed.strip())


def _bare(digits: str) -> Quantity:
    return Quantity(Fraction(digits), None, len(digits.partition(".")[2]), printed=digits)


def _apart(run: str) -> tuple[Quantity, ...]:
    """The numbers of a run that several cells were glued into, where one cut gives all of them two decimals, or one.

    A piece like 032.07 shows that the cut is wrong.
    """
    for places in (2, 1):
        pieces = re.findall(rf"(?:0|[1-9]\d*)\.\d{{{places}}}", run)
        if "".join(pieces) == run:
            return tuple(_bare(piece) for piece in pieces)
    return ()
