"""What an evaluation says: findings, as values. A finding quotes, computes and asks; it never accuses."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import Enum

from attrs import frozen

from perfeval.document import Place


class Severity(Enum):
    """How loud a finding is.

    ERROR: two printed figures of one definition contradict, or a rule the form states is broken (更正).
    WARNING: a figure and a stated rule, with an innocent reading (说明).
    NOTICE: what rests on words, on absence, or on a document perfeval does not have (提示).
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the loudest."""
        return list(Severity).index(self)

    @property
    def zh(self) -> str:
        """The word a reviewer uses."""
        return {"error": "更正", "warning": "说明", "notice": "提示"}[self.value]


class Standing(Enum):
    """What a rule rests on.

    CONFIRMED: the official text was read. ATTESTED: seen in published forms.
    UNCONFIRMED: general knowledge of the field, never presented as law. ARITHMETIC: claims no law at all.
    """

    CONFIRMED = "confirmed"
    ATTESTED = "attested"
    UNCONFIRMED = "unconfirmed"
    ARITHMETIC = "arithmetic"

    @property
    def zh(self) -> str:
        """How it is shown to a user."""
        return {
            "confirmed": "已核对原文", "attested": "见于公开表式", "unconfirmed": "按通行做法（未核实）", "arithmetic": "算术关系",
        }[self.value]  # fmt: skip


@frozen
class Text:
    """One message in Chinese and in English.

    Attributes
    ----------
    zh
        The message in Chinese.
    en
        The message in English.
    """

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@frozen
class Cited:
    """A figure or cell a finding is about, exactly as printed. Parts of the name that do not apply are empty.

    Attributes
    ----------
    item
        The line item, or the role of a cell (points, score).
    label
        What it is called where it stands.
    printed
        The characters of the source.
    place
        Where it stands.
    entity, year, stage, fund
        The other parts of the figure's name.
    unit
        Its unit of measure.
    key
        Which statement or cell it is, so that findings about one of them can share a root.
    """

    item: str
    label: str
    printed: str
    place: Place
    entity: str = ""
    year: str = ""
    stage: str = ""
    fund: str = ""
    unit: str = ""
    key: str = ""


@frozen
class Suggestion:
    """Something that would make the figures fit. Nothing is ever changed by it."""

    text: Text
    kind: str = ""


@frozen
class Finding:
    """One thing for a person to do, with the figures, the arithmetic and the rule it rests on.

    `root` is the fingerprint of the finding whose remedy would silence this one, too. `question` marks a notice
    that asks for an answer (请说明).
    """

    rule: str
    severity: Severity
    message: Text
    figures: tuple[Cited, ...] = ()
    stated: str = ""
    expected: str = ""
    difference: str = ""
    slack: str = ""
    innocent: Text = Text()
    basis: str = ""
    standing: Standing = Standing.ARITHMETIC
    category: str = ""
    question: bool = False
    weight: int = 0
    order: int = 0
    fingerprint: str = ""
    root: str | None = None
    suggestions: tuple[Suggestion, ...] = ()


@frozen
class Acceptance:
    """A person's word that a finding needs no more answer: which one, why, and until which day, that day included."""

    fingerprint: str
    reason: str
    until: date
    place: Place = Place()


class AcceptanceState(Enum):
    """What became of an acceptance.

    IN_FORCE: its finding is set aside. EXPIRED: its day is past, and the finding counts again.
    UNMATCHED: there is no such finding, or no longer.
    """

    IN_FORCE = "in force"
    EXPIRED = "expired"
    UNMATCHED = "unmatched"


@frozen
class Accepted:
    """An acceptance and the finding it is about, None where there is none."""

    acceptance: Acceptance
    state: AcceptanceState
    finding: Finding | None = None


def fingerprint(rule: str, entity: str, names: tuple[str, ...], ordinal: int) -> str:
    """A finding's id: it survives a change of values and of places, so that next year's run can say 已改 or 未改."""
    content = "\x1f".join((rule, entity, *sorted(names), str(ordinal)))
    return hashlib.sha256(content.encode()).hexdigest()[:12]
