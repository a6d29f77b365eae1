"""Exact money, rates, counts and areas that remember how precisely they were printed.

Chinese amounts, numerals, comparators and dates are parsed and printed here; the nil forms are kept apart.
This room does not know what a line item is.
"""

from perfeval.quantities.dates import Date, read_date
from perfeval.quantities.numbers import (
    Nil,
    Quantity,
    Reading,
    Unread,
    Words,
    exact_among,
    is_one_slip,
    percent,
    plain,
    quotient,
    short,
    stated_rate_fits,
)
from perfeval.quantities.numerals import parse_numeral, print_numeral
from perfeval.quantities.reading import amount, quantity, read
from perfeval.quantities.spelling import asks_for_text, tidy
from perfeval.quantities.targets import Comparator, Target, is_met, read_target
from perfeval.quantities.units import (
    MONEY,
    PERCENT,
    POINT,
    POINTS,
    RATE,
    SQUARE_METRE,
    UNITS,
    WAN_YUAN,
    YI_YUAN,
    YUAN,
    Unit,
    unit_named,
)

__all__ = [
    "MONEY",
    "PERCENT",
    "POINT",
    "POINTS",
    "RATE",
    "SQUARE_METRE",
    "UNITS",
    "WAN_YUAN",
    "YI_YUAN",
    "YUAN",
    "Comparator",
    "Date",
    "Nil",
    "Quantity",
    "Reading",
    "Target",
    "Unit",
    "Unread",
    "Words",
    "amount",
    "asks_for_text",
    "exact_among",
    "is_met",
    "is_one_slip",
    "parse_numeral",
    "percent",
    "plain",
    "print_numeral",
    "quantity",
    "quotient",
    "read",
    "read_date",
    "read_target",
    "short",
    "stated_rate_fits",
    "tidy",
    "unit_named",
]
