"""The arithmetic of a table whose rows and columns have no names.

Recognition says what each number is to the others (`SentenceRole`); these rules say what must then hold.
"""

from __future__ import annotations

from perfeval.ruling import (
    ANY_BASE,
    AnyRule,
    Item,
    Profile,
    RatioOf,
    RowsUnder,
    SumOf,
    Text,
)
from perfeval.ruling import SentenceRole as R

MINIMAL = Profile.MINIMAL


def playing(role: R, which: str = "") -> str:
    """Whatever plays a role in the table at hand."""
    return str(Item(ANY_BASE).playing(role, which))


SENTENCE_RULES: tuple[AnyRule, ...] = (
    RatioOf(id="table-rate", profile=MINIMAL, stated=playing(R.COLUMN_RATE), of=playing(R.COLUMN_TOP), to=playing(R.COLUMN_BOTTOM), label=Text("表中比率", "a rate of the table"), category="D-09"),
    SumOf(id="table-column", profile=MINIMAL, total=playing(R.COLUMN), parts=RowsUnder(playing(R.COLUMN)), label=Text("合计行", "total row"), category="D-50"),
)  # fmt: skip
