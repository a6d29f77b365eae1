"""Monitoring in the year (双监控): how far spending is behind what was due, and how far it parts from the goals.

Rule 1: only the last day of a month that the place's rule names asks for anything; any other day is silent.
Rule 2: where nobody says whether the opening or the adjusted budget counts, both are read; what only one of them breaks is
a question.
Rule 3: goals in words are left to a person, and a figure that is not stated is not made up.
"""

from perfeval.monitoring.rules import progress_for
from perfeval.monitoring.sheet import monitored_in
from perfeval.monitoring.watching import Monitored, Watched, evaluation_of, watch

__all__ = ["Monitored", "Watched", "evaluation_of", "monitored_in", "progress_for", "watch"]
