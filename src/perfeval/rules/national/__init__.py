"""The nation: vocabulary of the field, the arithmetic that holds everywhere, and what the national forms ask for.

Where a new thing goes:

- a sum, rate or limit over figures: `identities`
- what a form asks of its points, scores and rows: `form_rules`; what practice asks of a row: `row_rules`
- how loud what a document says of its own figures is: `claims`
- a threshold that is nobody's law: `thresholds`
- what only a function can say: `figure_checks`, `form_checks`, `text_checks`
- a line item: `items`; a word a document is read by: `lexicon`; a form or a table: `layouts`; a form to be filled in: `blanks`
- indicators, points and grades: `frameworks`

Basis of the form layouts: 财预〔2020〕10号 annex 1 as printed in published self-evaluations; classification codes
as printed in published final accounts (部门预算支出经济分类科目, 支出功能分类科目).
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.rules.national.blanks import BLANKS
from perfeval.rules.national.claims import CLAIM_RULES
from perfeval.rules.national.figure_checks import FIGURE_CHECKS
from perfeval.rules.national.form_checks import FORM_CHECKS
from perfeval.rules.national.form_rules import FORM_RULES
from perfeval.rules.national.frameworks import FRAMEWORKS
from perfeval.rules.national.identities import IDENTITIES
from perfeval.rules.national.items import CLASS_ITEMS, ECONOMY_ITEMS, LINE_ITEMS
from perfeval.rules.national.layouts import LAYOUTS
from perfeval.rules.national.lexicon import LEXICON
from perfeval.rules.national.row_rules import ROW_RULES
from perfeval.rules.national.text_checks import TEXT_CHECKS
from perfeval.rules.national.thresholds import THRESHOLDS
from perfeval.ruling import Pack, Transfer

PACK = Pack(
    id="national",
    code="000000",
    label="全国通用",
    line_items=LINE_ITEMS + CLASS_ITEMS + ECONOMY_ITEMS,
    layouts=LAYOUTS,
    lexicon=LEXICON,
    transfers=(
        Transfer(received="revenue.superior", into="revenue", paid="subsidies-down", out_of="expenditure"),
        Transfer(received="revenue.affiliated", into="revenue", paid="remitted-up", out_of="expenditure"),
    ),
    blanks=BLANKS,
    rules=(
        *IDENTITIES,
        *CLAIM_RULES,
        *FORM_RULES,
        *ROW_RULES,
        *THRESHOLDS,
        *FIGURE_CHECKS,
        *FORM_CHECKS,
        *TEXT_CHECKS,
    ),
)


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The nation's packs."""
    return [PACK, *FRAMEWORKS]
