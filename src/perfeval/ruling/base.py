"""What every rule has: an id, a label, what it rests on, how loud it is; and the protocols a rule kind fulfils.

A *figure rule* speaks about budget figures by name: `schemas` turns the name of a stated figure into relations over
names, and the engine finds the statements. A *form rule* speaks about the cells of one form: `relations` hands the
engine relations over those cells. A *report rule* looks for its figures itself, among all that is stated: `bind`. All
three give relations, never verdicts, so that one declaration can be checked, explained, generated, broken, located and
printed. A *check* finds its problems itself, and is for what relations cannot say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Protocol, TypeGuard, TypeVar, runtime_checkable

from attrs import field, fields, frozen

from perfeval.errors import PackError
from perfeval.findings import Cited, Severity, Standing, Text
from perfeval.model import ANY_BASE, FigureName, Form, Item, Report
from perfeval.relations import Relation, Schema
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.fields import holds
from perfeval.ruling.items import Ref


class Profile(Enum):
    """How much is to be said. A rule speaks in its own profile and in every wider one.

    MINIMAL: what the printed figures of a form or table decide among themselves. DEFAULT: also what sentences say, what
    may have an innocent reading, and what is right in nine of ten cases. STRICT: also what rests on practice.
    """

    MINIMAL = "minimal"
    DEFAULT = "default"
    STRICT = "strict"

    def covers(self, rule: object) -> bool:
        """Whether a rule speaks in this profile; one that declares none speaks by default."""
        order = list(Profile)
        return order.index(header_of(rule).profile) <= order.index(self)

    @property
    def zh(self) -> str:
        """How it is shown to a user."""
        return {"minimal": "最少", "default": "默认", "strict": "从严"}[self.value]


@frozen(kw_only=True)
class RuleHeader:
    """The fields all rule kinds share.

    Attributes
    ----------
    label
        What the rule is called on a reviewer's screen.
    severity
        How loud a breach is.
    innocent
        What would make the figures right after all.
    category
        The number of the defect in the field's catalogue (D-03), for grouping and documentation.
    profile
        The narrowest profile the rule speaks in.
    id
        Slug, unique in its pack; a nearer pack replaces or withdraws the rule by it.
    basis
        The document it rests on; arithmetic needs none.
    standing
        What is known of what it rests on; it limits what may be claimed.
    question
        A breach asks for an answer (请说明) instead of claiming anything.
    """

    label: Text = field(default=Text(), validator=holds(Text))
    basis: Basis = field(default=NO_BASIS, validator=holds(Basis))
    standing: Standing = field(default=Standing.ARITHMETIC, validator=holds(Standing))
    severity: Severity = field(default=Severity.ERROR, validator=holds(Severity))
    innocent: Text = field(default=Text(), validator=holds(Text))
    category: str = field(default="", validator=holds(str))
    question: bool = field(default=False, validator=holds(bool))
    profile: Profile = field(default=Profile.DEFAULT, validator=holds(Profile))

    @property
    def shown_beside(self) -> tuple[Ref, ...]:
        """Figures shown with a breach for comparison; they decide nothing."""
        return ()

    @property
    def stands_in_for(self) -> str:
        """The item that the parts a rule names may stand in for, where a block does not state it; empty for none."""
        return ""

    @property
    def needs_a_notice(self) -> bool:
        """It holds every unit to what a place laid down, so that one unit's form is no basis for it."""
        return False

    @property
    def is_structural(self) -> bool:
        """A row that breaks the rule stands in the wrong place: findings that go away with the row share its root."""
        return False

    @property
    def own_words(self) -> Text:
        """What it says of a row, with fields to be filled in; empty where its figures say it."""
        return Text()

    @property
    def nature(self) -> Text:
        """What it is, where it rests neither on law nor on a sum."""
        return Text()

    @property
    def beyond_figures(self) -> bool:
        """It looks at more than the figures of one report, at last year's or at words, so that none can be made up for it."""
        return False

    @property
    def of_repeats(self) -> bool:
        """It holds the prints of one figure against each other, whichever figure it is."""
        return False


#: What each field of a rule's head is.
HEADER: Mapping[str, type] = {
    "label": Text, "basis": Basis, "standing": Standing, "severity": Severity, "innocent": Text, "category": str, "question": bool,
    "profile": Profile,
}  # fmt: skip


def header_of(rule: object) -> RuleHeader:
    """The head of a rule; for one that inherits none, whatever of it the rule declares, and else what is usual."""
    if isinstance(rule, RuleHeader):  # asked here for all: every other room reads what this gives
        return rule
    declared = {f.name: getattr(rule, f.name) for f in fields(RuleHeader) if hasattr(rule, f.name)}
    return RuleHeader(**declared)


def check_header(rule: object, within: str) -> None:
    """Make sure that a rule's head holds what it has to, in kinds that declare parts of it anew as well.

    Raises
    ------
    PackError
        Naming the pack, the rule, the field, what was expected and what was found.
    """
    for name, kind in HEADER.items():
        found = getattr(rule, name, None)
        if found is not None and not isinstance(found, kind):
            raise PackError(
                f"{within}：规则“{getattr(rule, 'id', '')}”的字段 {name} 应为 {kind.__name__}，得到 {found!r}。",
                f"{within}: the field {name} of the rule {getattr(rule, 'id', '')!r} has to be a {kind.__name__}, not {found!r}.",
            )


@frozen
class Calls:
    """Which items call for a rule.

    Attributes
    ----------
    items
        These items, with or without a class of theirs.
    classes
        Every class of these.
    of_any
        What is said of whatever item: `*:execution-rate`.
    every
        Every item there is.
    """

    items: frozenset[Item] = frozenset()
    classes: frozenset[Item] = frozenset()
    of_any: frozenset[Item] = frozenset()
    every: bool = False

    @classmethod
    def of(cls, anchors: Iterable[str]) -> Calls:
        """What anchors mean: `total`, `economic@*` for every class of it, `*:execution-rate` for that of any item."""
        meant = frozenset(map(Item.parse, anchors))
        return cls(
            frozenset(item for item in meant if ANY_BASE not in (item.base, item.code)),
            frozenset(item.unclassed for item in meant if item.code == ANY_BASE),
            frozenset(item for item in meant if item.base == ANY_BASE and not item.is_plain),
            Item(ANY_BASE) in meant,
        )

    def fits(self, item: Item) -> bool:
        """Whether an item calls for the rule."""
        if item.code and (item.unclassed in self.items or item.unclassed in self.classes):
            return True
        return self.every or item in self.items or item.of_any in self.of_any


@frozen
class Rows:
    """What a rule may ask while it names figures: what the same block lists under another figure.

    Attributes
    ----------
    under
        The rows listed under a line (其中).
    classes
        The codes below a code, or all codes of an item.
    """

    under: Callable[[FigureName], tuple[FigureName, ...]]
    classes: Callable[[FigureName], tuple[FigureName, ...]]


@frozen
class Skipped:
    """Why a rule was not run somewhere: what is missing.

    Attributes
    ----------
    why
        What is missing.
    figures
        The cells it is about.
    """

    why: Text
    figures: tuple[Cited, ...] = ()


@frozen
class Problem:
    """What a free check or a row rule found.

    Attributes
    ----------
    message
        What is quoted, computed and asked.
    figures
        The figures it is about, nothing nearby.
    stated, expected, difference
        What is printed, what it should be, and what lies between, as exact texts; empty where there is none.
    severity
        How loud this one is; None: as loud as the rule.
    suggestions
        What would make the figures fit.
    rows
        The rows of forms it is about, so that findings about one row can share a root.
    weight
        Findings of one severity are listed by weight, the heaviest first; 0: that of a form's rows where it names
        some.
    group
        Problems of one rule with the same group share a root, the first of them.
    """

    message: Text
    figures: tuple[Cited, ...] = ()
    stated: str = ""
    expected: str = ""
    difference: str = ""
    severity: Severity | None = None
    suggestions: tuple[Text, ...] = ()
    rows: tuple[str, ...] = ()
    weight: int = 0
    group: str = ""


@runtime_checkable
class FigureRule(Protocol):
    """A rule over named figures."""

    @property
    def id(self) -> str:
        """Its slug, unique in a rulebook."""
        ...

    def anchors(self) -> tuple[str, ...]:
        """The line items whose statements call for the rule."""
        ...

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """The relations that must hold where this figure is stated."""
        ...

    def formula(self) -> Text:
        """The rule as one line."""
        ...


@runtime_checkable
class FormRule(Protocol):
    """A rule over the cells of one form."""

    @property
    def id(self) -> str:
        """Its slug, unique in a rulebook."""
        ...

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """The relations that must hold among the form's cells, or why they cannot be tried."""
        ...

    def formula(self) -> Text:
        """The rule as one line."""
        ...


@runtime_checkable
class CheckRule(Protocol):
    """A rule that finds its problems itself: row rules, cell rules and free checks."""

    @property
    def id(self) -> str:
        """Its slug, unique in a rulebook."""
        ...

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """What is wrong, or why it could not be looked for."""
        ...

    def formula(self) -> Text:
        """The rule as one line."""
        ...


Found = TypeVar("Found")

Rule = FigureRule | FormRule | CheckRule


class RuleKind(Enum):
    """The kinds of rules there are, each by the method that makes a rule one of it; the first that fits counts."""

    FIGURE = "schemas"
    FORM = "relations"
    REPORT = "bind"
    CLAIM = "weigh"
    CHECK = "problems"


def kind_of(rule: object) -> RuleKind | None:
    """Of which kind a rule is, by its methods alone; None for what is no rule."""
    if not hasattr(rule, "id") or not callable(getattr(rule, "formula", None)):
        return None
    found = next((kind for kind in RuleKind if callable(getattr(rule, kind.value, None))), None)
    return found if found is not RuleKind.FIGURE or callable(getattr(rule, "anchors", None)) else None


def is_figure_rule(rule: object) -> TypeGuard[FigureRule]:
    """Whether a rule is one over named figures."""
    return kind_of(rule) is RuleKind.FIGURE


def is_form_rule(rule: object) -> TypeGuard[FormRule]:
    """Whether a rule is one over the cells of a form."""
    return kind_of(rule) is RuleKind.FORM


def without_skipped(found: Iterable[Found | Skipped]) -> list[Found]:
    """What a rule gave, without the reasons for which there is no more of it."""
    return [one for one in found if not isinstance(one, Skipped)]  # rules give the one or the other


def is_check(rule: object) -> TypeGuard[CheckRule]:
    """Whether a rule finds its problems itself."""
    return kind_of(rule) is RuleKind.CHECK


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """A converter: any sequence a pack author writes becomes a tuple; a text is one thing, not its letters.

    Raises
    ------
    PackError
        If it is no sequence.
    """
    if isinstance(values, str):
        return (values,)
    try:
        return tuple(values)
    except TypeError as error:
        raise PackError(
            f"应为若干项的列表，得到 {values!r}；只有一项时写作 [{values!r}]。",
            f"A list is needed, not {values!r}; write [{values!r}] for one alone.",
        ) from error
