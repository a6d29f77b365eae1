"""The words rules are written in. This room does not choose which apply.

A pack author needs nothing but this front door. Its names stand in sections at the end of this file: packs, lines of
the budget, rules over figures, over forms, rows and re-checks, indicators and scoring, frameworks, layouts, words.
"""

from perfeval.findings import Cited, Severity, Standing, Text
from perfeval.jurisdictions import Jurisdiction
from perfeval.model import (
    ACTUAL,
    ALL_FUNDS,
    ANY_BASE,
    ARRIVED,
    FINAL,
    ORIGINAL,
    STOCK,
    FigureName,
    Form,
    IndicatorRow,
    Item,
    Recheck,
    Report,
    Stage,
    Statement,
)
from perfeval.quantities import Nil, Quantity, Unread, percent, plain, short, tidy
from perfeval.relations import Either, Linear, Operand, Range, Ratio, Relation, Schema, Shape, cite
from perfeval.ruling import formulas
from perfeval.ruling.base import (
    CheckRule,
    FigureRule,
    FormRule,
    Problem,
    Profile,
    Rows,
    Rule,
    RuleHeader,
    Skipped,
    header_of,
)
from perfeval.ruling.basis import NO_BASIS, Basis, authority
from perfeval.ruling.blanks import EACH, FILL, LEFT, UP, Blank, BlankTable
from perfeval.ruling.claims import ClaimRule, SentenceClaim, TableClaim
from perfeval.ruling.computing import AnyFormula, Change, Formula, Rate, Stated, TimeProgress, Utilisation
from perfeval.ruling.counts import Count, counts, in_common, telling
from perfeval.ruling.facts import NO_FACTS, Consequence, Deduction, Fact, Facts, MoneyWeighted
from perfeval.ruling.figures import Block, Figures, ReportRule
from perfeval.ruling.form_rules.funds import BlockWeights, ExecutionPoints, FundsUnit, ReasonNeeded
from perfeval.ruling.form_rules.recheck import RecheckDeviation, RecheckTotal, RecheckWithinPoints
from perfeval.ruling.form_rules.remarks import RecheckRemarks, RemarkWords
from perfeval.ruling.form_rules.rows import (
    HAS_POINTS,
    NAME_IS_NIL,
    NO_REASON,
    NO_VALUE,
    OUTSIDE_BLOCKS,
    POINTS_LOST,
    SCORE_FULL,
    TARGET_MET,
    TARGET_MISSED,
    UNREAL_DATE,
    WORDED_NUMBER,
    Condition,
    RowRule,
    far_above,
)
from perfeval.ruling.form_rules.totals import (
    BlockPoints,
    ExecutionScore,
    PointsTotal,
    ScoreTotal,
    ScoreWithinPoints,
    cite_cell,
)
from perfeval.ruling.frameworks import (
    Framework,
    FrameworkPatch,
    GradeBand,
    NilRow,
    RowKind,
    RowMethod,
    RowScoring,
    Section,
)
from perfeval.ruling.identities import (
    AtMost,
    Band,
    ChangeOf,
    EqualTo,
    GrowthOf,
    LastYearValue,
    OneValue,
    PartOf,
    RatioOf,
    SumOf,
    TreeSum,
)
from perfeval.ruling.items import AnyOf, ClassCode, LineItem, Ref, RowsUnder
from perfeval.ruling.layouts import Column, Layout, Role, RowItem
from perfeval.ruling.lexicon import Lexicon, Word, WordKind
from perfeval.ruling.measures import Chosen, Empty, Indicator, Measure, Option
from perfeval.ruling.packs import API, AnyRule, Check, Pack, Transfer, check, in_force
from perfeval.ruling.patches import RulePatch
from perfeval.ruling.progress import Progress
from perfeval.ruling.ranges import BandsScore, Checklist, Rounding, Steps, Tier, Tiers, Unweighted
from perfeval.ruling.scoring import Award, Better, Direct, LinearScore, Proportional, Scoring, Side

# The names in the sections of the reference page (Kinds of rules), which is made from them.

# A pack, and a function made a rule
__all__ = [
    "API",
    "AnyRule",
    "Check",
    "Pack",
    "Transfer",
    "check",
    "in_force",
]

# Lines of the budget, and words for other figures
__all__ += [
    "AnyOf",
    "ClassCode",
    "LineItem",
    "Ref",
    "RowsUnder",
]

# Rules over figures
__all__ += [
    "AtMost",
    "Band",
    "ChangeOf",
    "EqualTo",
    "GrowthOf",
    "LastYearValue",
    "OneValue",
    "PartOf",
    "RatioOf",
    "SumOf",
    "TreeSum",
]

# Rules over a form's points and scores
__all__ += [
    "BlockPoints",
    "ExecutionScore",
    "PointsTotal",
    "ScoreTotal",
    "ScoreWithinPoints",
]

# Rules over a form's funds and weights
__all__ += [
    "BlockWeights",
    "ExecutionPoints",
    "FundsUnit",
    "ReasonNeeded",
]

# Rules over a re-check
__all__ += [
    "RecheckDeviation",
    "RecheckRemarks",
    "RecheckTotal",
    "RecheckWithinPoints",
    "RemarkWords",
]

# Rules over indicator rows
__all__ += [
    "HAS_POINTS",
    "NAME_IS_NIL",
    "NO_REASON",
    "NO_VALUE",
    "OUTSIDE_BLOCKS",
    "POINTS_LOST",
    "SCORE_FULL",
    "TARGET_MET",
    "TARGET_MISSED",
    "UNREAL_DATE",
    "WORDED_NUMBER",
    "Condition",
    "RowRule",
    "far_above",
]

# Indicators and their formulas
__all__ += [
    "AnyFormula",
    "Change",
    "Chosen",
    "Empty",
    "Formula",
    "Indicator",
    "Measure",
    "Option",
    "Rate",
    "Stated",
    "TimeProgress",
    "Utilisation",
    "formulas",
]

# Scoring methods
__all__ += [
    "Award",
    "Better",
    "Direct",
    "LinearScore",
    "Proportional",
    "Scoring",
    "Side",
]

# Scoring by steps, bands and judgement
__all__ += [
    "BandsScore",
    "Checklist",
    "Rounding",
    "Steps",
    "Tier",
    "Tiers",
    "Unweighted",
]

# Frameworks
__all__ += [
    "Framework",
    "FrameworkPatch",
    "GradeBand",
    "NilRow",
    "RowKind",
    "RowMethod",
    "RowScoring",
    "RulePatch",
    "Section",
    "authority",
]

# Monitoring in the year
__all__ += [
    "Progress",
]

# What a person establishes, and what follows from a grade
__all__ += [
    "NO_FACTS",
    "Consequence",
    "Deduction",
    "Fact",
    "Facts",
    "MoneyWeighted",
]

# Forms
__all__ += [
    "Column",
    "Layout",
    "Role",
    "RowItem",
]

# What every rule has, and what a kind of one's own is made of
__all__ += [
    "NO_BASIS",
    "Basis",
    "CheckRule",
    "FigureRule",
    "FormRule",
    "Problem",
    "Profile",
    "Rows",
    "Rule",
    "RuleHeader",
    "Skipped",
    "header_of",
]

# What a rule that looks for its figures itself may look at
__all__ += [
    "Block",
    "Figures",
    "ReportRule",
]

# Relations: over names, and over numbers
__all__ += [
    "Either",
    "Linear",
    "Operand",
    "Range",
    "Ratio",
    "Relation",
    "Schema",
    "Shape",
    "cite",
    "cite_cell",
]

# Rules over what a document says of its own figures
__all__ += [
    "ClaimRule",
    "SentenceClaim",
    "TableClaim",
]

# Words
__all__ += [
    "Lexicon",
    "Word",
    "WordKind",
]

# Forms to be filled in
__all__ += [
    "EACH",
    "FILL",
    "LEFT",
    "UP",
    "Blank",
    "BlankTable",
]

# Places
__all__ += [
    "Jurisdiction",
]

# What a report states
__all__ += [
    "ACTUAL",
    "ALL_FUNDS",
    "ANY_BASE",
    "ARRIVED",
    "FINAL",
    "ORIGINAL",
    "STOCK",
    "FigureName",
    "Form",
    "IndicatorRow",
    "Item",
    "Recheck",
    "Report",
    "Stage",
    "Statement",
]

# Numbers as printed
__all__ += [
    "Nil",
    "Quantity",
    "Unread",
    "percent",
    "plain",
    "short",
    "tidy",
]

# What running text counts
__all__ += [
    "Count",
    "counts",
    "in_common",
    "telling",
]

# Words of a finding
__all__ += [
    "Cited",
    "Severity",
    "Standing",
    "Text",
]
