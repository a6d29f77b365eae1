"""What a workbook's number formats show, held against LibreOffice's own rendering (`python -m tests.number_formats`)."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.number_formats import FORMATS, KEPT, VALUES

from perfeval.quantities import Nil, Quantity, Unread, amount
from perfeval.readers.number_formats import seen, shown

RENDERED = json.loads(KEPT.read_text(encoding="utf-8"))
#: What Excel and WPS take for an escape, and LibreOffice for a character.
ESCAPED = "!"


def test_the_rendering_is_of_these_formats() -> None:
    """The kept rendering has every format and every value of the list, sixty formats and twelve values at least."""
    assert list(RENDERED["shown"]) == list(FORMATS)
    assert RENDERED["values"] == list(VALUES)
    assert len(FORMATS) >= 60
    assert {len(row) for row in RENDERED["shown"].values()} == {len(VALUES)}
    assert len(VALUES) >= 12


def same(ours: str, theirs: str, value: float) -> bool:  # float: as a workbook stores it
    """Whether two prints of one stored number say the same, the sign of the stored number kept where a format hides it."""
    one, other = amount(ours.strip()), amount(theirs.strip())
    if isinstance(one, Quantity) and isinstance(other, Unread) and other.readings:  # (20.00), △20.00: the sign is open
        return one in [
            Quantity(q.number, q.unit, q.places, q.exact, q.approximate, one.printed) for q in other.readings
        ]
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        hidden = value < 0 and one.number == -other.number
        close = abs(one.number - other.number) * 10**one.places <= Fraction(1, 2)  # a General cell cut to its width
        return one.unit == other.unit and (hidden or close)
    no_digits = not any(c.isdigit() for c in ours + theirs)
    return ours.strip() == theirs.strip() or (isinstance(one, Nil) and no_digits)


@pytest.mark.parametrize("form", [f for f in FORMATS if ESCAPED not in f])
def test_what_is_read_is_what_is_shown(form: str) -> None:
    """“What is shown and what is stored agree in value, or the cell is noted”."""
    for value, theirs in zip(VALUES, RENDERED["shown"][form], strict=True):
        found = seen(value, form)
        negated = found.text.replace("-", "负").strip() == theirs.strip()
        assert same(found.text, theirs, value) or negated or not found.as_shown, (value, found, theirs)


NOT_WRITTEN = ["0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "0/100"]


@pytest.mark.parametrize("form", NOT_WRITTEN)
def test_what_is_not_written_here_is_noted(form: str) -> None:
    """Fractions and powers of ten are read as they are stored, and said to be."""
    assert [seen(v, form).as_shown for v in VALUES] == [False] * len(VALUES)
    assert shown(81.5, form) == "81.5"


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1080000, '0"."0,"万元"', "108.0万元"), (1080000, '0!.0,"万元"', "108.0万元"), (1080000, "0!.0,", "108.0"),
        (1080000, '0\\.0,"万元"', "108.0万元"), (1080000, '0"."0000"万元"', "108.0000万元"), (123456789, '0"."00,,"亿元"', "1.23亿元"),
        (123456, '#,##0"."00', "12,34.56"), (-20, '[红色]0.00;[红色]0.00', "-20.00"), (1080000, '[>=10000]0!.0,"万元";0"元"', "108.0万元"),
        (500, '[>=10000]0!.0,"万元";0"元"', "500元"), (12.5, "G/通用格式", "12.5"), (3, '0"00"', "3"), (5, "-0.00", "5"),
    ],
)  # fmt: skip
def test_literals_between_digits(value: float, form: str, text: str) -> None:
    """“Literals between digit places, comma scaling, 0!.0, 万元 and 亿元 formats of WPS”."""
    if text == "12,34.56":  # thousands that a literal point makes wrong are no number, so the stored one is read
        assert (seen(value, form).text, seen(value, form).as_shown) == ("123456", False)
    else:
        assert shown(value, form) == text


SHAPES = st.sampled_from([f for f in FORMATS if ESCAPED not in f and f not in NOT_WRITTEN])


@given(st.integers(-(10**9), 10**9), SHAPES)
def test_a_number_is_never_another(cents: int, form: str) -> None:
    """“Never a value 10⁴ off”: what is read of any number under any format has its digits and its sign, or is no number."""
    stored = Fraction(cents, 100)
    reading = amount(shown(cents / 100, form).strip())  # float: as a workbook stores it
    if not isinstance(reading, Quantity) or reading.approximate:
        return
    assert (reading.number >= 0 and stored >= 0) or (reading.number <= 0 and stored <= 0)
    powers = [stored * Fraction(10) ** power for power in range(-12, 4)]
    step = Fraction(1, 10**reading.places)
    assert reading.number == 0 or any(abs(reading.number - value) < step for value in powers)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_cell_without_a_format_is_whole(number: int, places: int) -> None:
    """“Cells without a number format (General) are exact as stored”."""
    value = number / 10**places  # float: as a workbook stores it
    found = seen(value, "General")
    reading = amount(found.text)
    assert isinstance(reading, Quantity)
    assert reading.number == Fraction(number, 10**places)
    assert found.whole
    assert not seen(value, "0.00").whole
