"""What a report states, and where. Said is not meant: contradictions are kept, judgement comes later.

Rule 1: a figure's name has five parts: entity, line item, fiscal year, stage, fund.
Rule 2: a part is printed, declared by a layout, or open; it is never inferred because two values coincide.
Rule 3: an open part carries the scope in which it may be compared (its column, its table, its sentence);
across scopes it equals nothing.
"""

from perfeval.document import Place
from perfeval.model.budgets import Budget, Category, Contradiction
from perfeval.model.claims import Claim, Shape
from perfeval.model.claims import Reading as ClaimReading
from perfeval.model.forms import Entry, Form, Head, IndicatorRow, Recheck, entry, target
from perfeval.model.given import Amount, ByName, DecimalLike, Figures, Name, Row
from perfeval.model.items import ANY_BASE, Item, as_item, as_item_or_none
from perfeval.model.names import (
    ACTUAL,
    ALL_FUNDS,
    ARRIVED,
    FINAL,
    ORIGINAL,
    OWN_UNIT,
    OWN_YEAR,
    STOCK,
    FigureName,
    Known,
    NameKey,
    Part,
    Stage,
    declared,
    open_in,
    printed,
)
from perfeval.model.reading import Coverage, Evidence, Note, SourceFile
from perfeval.model.reports import Report, together
from perfeval.model.statements import Figure, Statement
from perfeval.model.subjects import WHOLE_UNIT, Subject

__all__ = [
    "ACTUAL",
    "ALL_FUNDS",
    "ANY_BASE",
    "ARRIVED",
    "FINAL",
    "ORIGINAL",
    "OWN_UNIT",
    "OWN_YEAR",
    "STOCK",
    "WHOLE_UNIT",
    "Amount",
    "Budget",
    "ByName",
    "Category",
    "Claim",
    "ClaimReading",
    "Contradiction",
    "Coverage",
    "DecimalLike",
    "Entry",
    "Evidence",
    "Figure",
    "FigureName",
    "Figures",
    "Form",
    "Head",
    "IndicatorRow",
    "Item",
    "Known",
    "Name",
    "NameKey",
    "Note",
    "Part",
    "Place",
    "Recheck",
    "Report",
    "Row",
    "Shape",
    "SourceFile",
    "Stage",
    "Statement",
    "Subject",
    "as_item",
    "as_item_or_none",
    "declared",
    "entry",
    "open_in",
    "printed",
    "target",
    "together",
]  # fmt: skip
