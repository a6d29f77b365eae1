"""Three scores with three names: declared (the printed total), tallied (the printed rows added up), and recomputed.

Recomputed is a lowest and a highest score, with every line that is not decided and why. What a row named 无 is worth is
not for a program: each treatment is named and its effect shown. A grade is named only if it is the same at both ends
of every treatment. Nothing here is a finding; what contradicts is said by the rules.
"""

from perfeval.scores.adding import added
from perfeval.scores.figures import Figures
from perfeval.scores.forms import execution_line, lines_of_form
from perfeval.scores.indicators import indicator_line
from perfeval.scores.reports import facts_of, scores, why_not_recomputed
from perfeval.scores.score import HUNDRED, LineState, Score, ScoreLine, Treatment, out_of_hundred, score_text

__all__ = [
    "HUNDRED",
    "Figures",
    "LineState",
    "Score",
    "ScoreLine",
    "Treatment",
    "added",
    "execution_line",
    "facts_of",
    "indicator_line",
    "lines_of_form",
    "out_of_hundred",
    "score_text",
    "scores",
    "why_not_recomputed",
]
