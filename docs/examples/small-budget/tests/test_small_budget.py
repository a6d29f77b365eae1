"""The small budgeting program, tested with perfeval's strategies and ready properties."""

from decimal import Decimal

import small_budget

from perfeval.ruling import Stage, SumOf
from perfeval.testing import consistent_figures
from perfeval.testing.proving.properties import (
    holds_in_every_unit,
    rolls_up_like_ours,
    survives_round_trip,
    totals_grow_with_parts,
)

IDENTITIES = [SumOf(id=total, total=total, parts=parts) for total, parts in small_budget.TOTALS.items()]

test_roll_up = rolls_up_like_ours(small_budget.roll_up, IDENTITIES, number=Decimal)
test_totals_grow = totals_grow_with_parts(small_budget.roll_up, IDENTITIES, number=Decimal)
test_units = holds_in_every_unit(small_budget.adds_up, IDENTITIES, number=Decimal)
test_csv = survives_round_trip(
    small_budget.to_csv, lambda text: small_budget.from_csv(text, Stage), consistent_figures(IDENTITIES)
)
