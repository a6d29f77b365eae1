"""What stands in a ledger: problems with what was agreed about them, the runs they were looked for in, and other names.

Nothing here says whether a problem is mended: that follows from the runs, and nobody writes it down.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from perfeval.evaluation.verified import About
from perfeval.findings import Severity, Text


class Origin(Enum):
    """Where a problem was found."""

    SELF_EVALUATION = "self-evaluation"
    RECHECK = "re-check"
    MONITORING = "monitoring"
    DEPARTMENT_EVALUATION = "department-evaluation"
    FINANCE_EVALUATION = "finance-evaluation"

    @property
    def zh(self) -> str:
        """How it is shown to a user."""
        return {
            "self-evaluation": "单位自评", "re-check": "自评复核", "monitoring": "绩效监控", "department-evaluation": "部门评价",
            "finance-evaluation": "财政评价",
        }[self.value]  # fmt: skip

    @property
    def en(self) -> str:
        """How it is shown in English."""
        return self.value.replace("-", " ")


@frozen
class Problem:
    """A finding as the ledger keeps it: how it is known, and what was said where it was first found.

    Attributes
    ----------
    fingerprint
        The fingerprint it had there, by which a person names it.
    rule
        The id of the rule that found it.
    unit
        Whose it is, as fingerprints know it: the code or the name.
    about
        What of the unit it is about.
    stem
        What it is known by in every year, beside its unit and what it is about.
    name
        The unit's name as printed.
    year
        The fiscal year of the report it was first found in.
    on
        The day it was first entered.
    origin
        Where it was found.
    source
        The file.
    severity
        How loud the finding was.
    said
        What it said.
    amount
        The difference it named, as printed; empty where it named none.
    basis
        The document the rule rests on; empty for arithmetic.
    names
        The hashed names of what it is about.
    """

    fingerprint: str
    rule: str
    unit: str
    about: tuple[About, ...]
    stem: str
    name: str = field(kw_only=True)
    year: int = field(kw_only=True)
    on: date = field(kw_only=True)
    origin: Origin = field(default=Origin.SELF_EVALUATION, kw_only=True)
    source: str = field(default="", kw_only=True)
    severity: Severity = field(default=Severity.ERROR, kw_only=True)
    said: Text = field(default=Text(), kw_only=True)
    amount: str = field(default="", kw_only=True)
    basis: str = field(default="", kw_only=True)
    names: frozenset[str] = field(default=frozenset(), kw_only=True)

    @property
    def subject(self) -> str:
        """The projects it is about; empty for the unit as a whole."""
        return "、".join(dict.fromkeys(one.project for one in self.about if one.project))


@frozen
class Evidence:
    """What shows that a measure was taken.

    Attributes
    ----------
    text
        What it is.
    file
        The file it stands in, from the folder of the ledger; empty for what is no file.
    on
        The day it was handed in.
    """

    text: str
    file: str = ""
    on: date | None = None


@frozen
class Measure:
    """What is to be done about a problem.

    Attributes
    ----------
    text
        What.
    owner
        By whom.
    due
        Until and with which day.
    on
        The day it was agreed; a measure agreed after a re-check is about what that re-check found.
    evidence
        What shows that it was done.
    """

    text: str
    owner: str = ""
    due: date | None = None
    on: date | None = None
    evidence: tuple[Evidence, ...] = ()


@frozen
class Event:
    """What a person notes: a letter that was sent, a time that was extended."""

    on: date
    who: str
    what: str


@frozen
class Entry:
    """A problem, and what people wrote about it."""

    problem: Problem
    measures: tuple[Measure, ...] = ()
    history: tuple[Event, ...] = ()


@frozen
class Found:
    """One finding of a run, as far as it is known in other years."""

    rule: str
    about: tuple[About, ...]
    stem: str
    names: frozenset[str] = frozenset()


@frozen
class Run:
    """What one report said when it was evaluated: what was found, and what was looked for and was not there.

    Attributes
    ----------
    unit, name
        Whose the report is, as fingerprints know it, and as printed.
    year
        Its fiscal year.
    on
        The day it was entered.
    number
        Which time of that day, from 0: reports entered at one time say one thing together.
    origin
        What kind of evaluation it was.
    source
        The file.
    covered
        What of the unit it is about.
    found
        What was found.
    held
        The stems of what was tried and holds, by what they are about.
    checks
        The checks that ran, each with the hashed names it left out.
    names
        The hashed names of all that the report states.
    """

    unit: str
    name: str
    year: int
    on: date
    number: int = 0
    origin: Origin = Origin.SELF_EVALUATION
    source: str = ""
    covered: frozenset[About] = frozenset()
    found: frozenset[Found] = frozenset()
    held: frozenset[tuple[tuple[About, ...], str]] = frozenset()
    checks: frozenset[tuple[str, frozenset[str]]] = frozenset()
    names: frozenset[str] = frozenset()


@frozen
class Alias:
    """Other names of what is one unit, or one project, by now.

    Attributes
    ----------
    name
        What it is called now.
    was
        What it was called before; several where several became one.
    is_project
        Whether it is a project.
    unit
        Whose project it is; empty for every unit's.
    """

    name: str
    was: tuple[str, ...]
    is_project: bool = False
    unit: str = ""


__all__ = ["Alias", "Entry", "Event", "Evidence", "Found", "Measure", "Origin", "Problem", "Run"]
