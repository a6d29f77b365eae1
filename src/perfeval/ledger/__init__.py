"""The rectification ledger (整改台账): what was found over the years, what was agreed about it, and how it stands.

::

    ledger = perfeval.ledger.load("ledger.jsonl")
    ledger = ledger.updated(evaluation, on=date(2026, 6, 1))
    for line in ledger.due(before=date(2026, 7, 1)):
        print(line.problem.name, line.due, line.state(date.today()).zh)

Rule 1: a problem is known over the years by its fingerprint; what nobody could tell from another unit's is refused.
Rule 2: how a problem stands follows from the reports that were entered, and is written nowhere.
Rule 3: a problem is mended where the rule ran again and held, and nowhere else.
"""

from perfeval.ledger.book import Ledger, Line
from perfeval.ledger.entering import Taken, origin_of, taken
from perfeval.ledger.entries import Alias, Entry, Event, Evidence, Measure, Origin, Problem, Run
from perfeval.ledger.files import load, read_ledger, save
from perfeval.ledger.lines import SCHEMA, parsed, written
from perfeval.ledger.pages import content, due_list, letters, table
from perfeval.ledger.states import Outcome, State, What

__all__ = [
    "SCHEMA",
    "Alias",
    "Entry",
    "Event",
    "Evidence",
    "Ledger",
    "Line",
    "Measure",
    "Origin",
    "Outcome",
    "Problem",
    "Run",
    "State",
    "Taken",
    "What",
    "content",
    "due_list",
    "letters",
    "load",
    "origin_of",
    "parsed",
    "read_ledger",
    "save",
    "table",
    "taken",
    "written",
]
