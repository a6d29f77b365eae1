"""Rules over the cells and rows of a form."""

from perfeval.ruling.form_rules.funds import BlockWeights, ExecutionPoints, FundsUnit, ReasonNeeded
from perfeval.ruling.form_rules.recheck import RecheckDeviation, RecheckTotal, RecheckWithinPoints
from perfeval.ruling.form_rules.remarks import RecheckRemarks, RemarkWords
from perfeval.ruling.form_rules.rows import Condition, RowRule, cite_row
from perfeval.ruling.form_rules.totals import (
    EXECUTION,
    BlockPoints,
    ExecutionScore,
    PointsTotal,
    ScoreTotal,
    ScoreWithinPoints,
    row_id,
)

__all__ = [
    "EXECUTION",
    "BlockPoints",
    "BlockWeights",
    "Condition",
    "ExecutionPoints",
    "ExecutionScore",
    "FundsUnit",
    "PointsTotal",
    "ReasonNeeded",
    "RecheckDeviation",
    "RecheckRemarks",
    "RecheckTotal",
    "RecheckWithinPoints",
    "RemarkWords",
    "RowRule",
    "ScoreTotal",
    "ScoreWithinPoints",
    "cite_row",
    "row_id",
]
