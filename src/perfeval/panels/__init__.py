"""Panels of experts: the score they give, how far they agree, and what is to be known of each of them.

All coefficients are exact fractions; standard deviations and the chance of a χ² lie between rational bounds. What is not
defined (one expert, one item, no difference at all) says why, and is never 0 or 1.
"""

from perfeval.panels.agreement import Kendall, kendall, ranks
from perfeval.panels.categories import Fleiss, fleiss
from perfeval.panels.intraclass import FORMS, Intraclass, MeanSquares, intraclass
from perfeval.panels.marks import LEAST, trimmed_mean
from perfeval.panels.missing import Krippendorff, Level, krippendorff
from perfeval.panels.panel import SETTLED, TELLING, Line, Panel, PanelScore, Reviewer
from perfeval.panels.tails import chance

__all__ = [
    "FORMS",
    "LEAST",
    "SETTLED",
    "TELLING",
    "Fleiss",
    "Intraclass",
    "Kendall",
    "Krippendorff",
    "Level",
    "Line",
    "MeanSquares",
    "Panel",
    "PanelScore",
    "Reviewer",
    "chance",
    "fleiss",
    "intraclass",
    "kendall",
    "krippendorff",
    "ranks",
    "trimmed_mean",
]
