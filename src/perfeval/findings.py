"""What an evaluation says: findings, as values. A finding quotes, computes and asks; it never accuses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import asdict, field, frozen

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

    def to_dict(self) -> dict[str, str]:
        """The text in both languages, as plain data."""
        return {"zh": self.zh, "en": self.en}


def single_inside(text: str) -> str:
    """A Chinese text with single quotes inside double ones: “‘三公经费’控制率”.

    >>> single_inside("““三公经费”控制率”")
    '“‘三公经费’控制率”'
    """
    depth, made = 0, []
    for sign in text:
        if sign == "“":
            depth += 1
            made.append("“" if depth == 1 else "‘")
        elif sign == "”" and depth:
            made.append("”" if depth == 1 else "’")
            depth -= 1
        else:
            made.append(sign)
    return text if depth else "".join(made)


def place_words(place: Place, row: str = "", column: str = "") -> Text:
    """A place as a person finds it: 附件2!G21, 附件2“总分”行“得分”栏, 第3页, 正文“2023年年初预算数……”.

    Parameters
    ----------
    row, column
        What the row and the column of a cell are called, where its file has no names for cells.
    """
    part = place.annex or place.part[:LONGEST_PART]
    if place.address:
        return (
            Text(f"{part}!{place.address}", f"{part}!{place.address}") if part else Text(place.address, place.address)
        )
    zh, en = [part] if part else [], [part] if part else []
    if place.page is not None:
        zh.append(f"第{place.page}页")
        en.append(f"page {place.page}")
    if place.row is not None:
        row, column = row.strip(), column.strip()
        zh.append((f"“{row}”行" if row else f"第{place.row}行") + (f"“{column}”栏" if column else ""))
        en.append((f"row {row!r}" if row else f"row {place.row}") + (f", column {column!r}" if column else ""))
    elif place.begins:
        zh.append(f"正文“{place.begins}”")
        en.append(f"text {place.begins!r}")
    elif place.line is not None and place.page is None:
        zh.append(f"正文第{place.line}行")
        en.append(f"line {place.line}")
    return Text(single_inside("·".join(zh)), ", ".join(en))


#: So much of the title of a table is shown as its name.
LONGEST_PART = 24


def place_content(place: Place) -> dict[str, object]:
    """What is known of a place, as plain data."""
    return {key: value for key, value in asdict(place).items() if value not in (None, "")}


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
    form
        The id of the form it stands in; empty outside all forms.
    is_named
        Its item, entity, year, stage and fund say which figure it is, whatever its label; otherwise the label does.
    column
        The header above it, as printed.
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
    form: str = ""
    is_named: bool = False
    column: str = field(default="", eq=False)

    def to_dict(self) -> dict[str, object]:
        """The figure as plain data, as it stands in JSON."""
        return {
            "item": self.item, "label": self.label, "entity": self.entity, "year": self.year, "stage": self.stage,
            "fund": self.fund, "printed": self.printed, "unit": self.unit, "place": place_content(self.place),
        }  # fmt: skip


@frozen
class Suggestion:
    """Something that would make the figures fit. Nothing is ever changed by it."""

    text: Text
    kind: str = ""


@frozen
class Finding:
    """One thing for a person to do, with the figures, the arithmetic and the rule it rests on.

    `root` is the fingerprint of the finding whose remedy would silence this one, too. `question` marks a notice
    that asks for an answer (请说明). `about` are the figures that say which finding it is, where these are not all it
    quotes: a sum is known by its total, whatever its parts.

    `identified` says whether its fingerprint names it beyond this report: whether the unit and the project, or the unit
    as a whole, are known. Where they are not, two findings of different reports may have one fingerprint.

    `title` says in a few words what it is about, where that is not the label of its rule; its message begins with it.
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
    identified: bool = False
    root: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    about: tuple[Cited, ...] | None = None
    title: Text = Text()

    def to_dict(self) -> dict[str, object]:
        """The finding as plain data, as it stands in JSON but for personal data, which is covered where JSON is written."""
        return {
            "rule": self.rule, "severity": self.severity.value, "question": self.question, "category": self.category,
            "message": self.message.to_dict(), "innocent": self.innocent.to_dict(), "basis": self.basis,
            "standing": self.standing.value, "figures": [figure.to_dict() for figure in self.figures],
            "stated": self.stated, "expected": self.expected, "difference": self.difference, "slack": self.slack,
            "fingerprint": self.fingerprint, "identified": self.identified, "root": self.root,
            "suggestions": [s.text.to_dict() for s in self.suggestions],
        }  # fmt: skip

    def __repr__(self) -> str:
        return f"<Finding {self.rule} {self.severity.value} {self.fingerprint or '?'}: {len(self.figures)} figures>"


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
    UNIDENTIFIED: the report does not say whose the finding is, so that it cannot be accepted, and counts.
    """

    IN_FORCE = "in force"
    EXPIRED = "expired"
    UNMATCHED = "unmatched"
    UNIDENTIFIED = "unidentified"


@frozen
class Accepted:
    """An acceptance and the finding it is about, None where there is none."""

    acceptance: Acceptance
    state: AcceptanceState
    finding: Finding | None = None


def fingerprint(rule: str, entity: str, subject: Iterable[str], names: Iterable[str], ordinal: int) -> str:
    """A finding's id, twelve hexadecimal characters: no values and no places, so that next year's run can say 已改 or 未改.

    Parameters
    ----------
    rule
        The rule's id.
    entity, subject
        Whose it is, and what of it: the unit, and the unit as a whole or projects of it.
    names
        The figures it is known by. Their order does not matter, and neither does how often each is named.
    ordinal
        Which of several findings that all this is the same of; 0 for the first.
    """
    parts = (rule, entity, _list(subject), _list(names), str(ordinal))
    return hashlib.sha256("\x1c".join(parts).encode()).hexdigest()[:12]


def _list(texts: Iterable[str]) -> str:
    return "\x1d".join(sorted(set(texts)))
