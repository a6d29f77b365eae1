"""What every rule has: an id, a label, what it rests on, how loud it is; and the two protocols a rule kind fulfils.

A *figure rule* speaks about budget figures by name: `schemas` turns the name of a stated figure into relations over
names, and the engine finds the statements. A *form rule* speaks about the cells of one form: `relations` hands the
engine relations over those cells. Both give relations, never verdicts, so that one declaration can be checked,
explained, generated, broken, located and printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from fractions import Fraction
from typing import Any, Protocol, runtime_checkable

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Cited, Severity, Standing, Text
from perfeval.model import FigureName, Form, Report, Statement
from perfeval.quantities import Quantity

ONE = Fraction(1)


@frozen(kw_only=True)
class Basis:
    """The document a rule rests on, and the article. Arithmetic needs none.

    Attributes
    ----------
    document
        Title and number as cited.
    article
        The article, annex or note of it.
    """

    document: str = ""
    article: str = ""

    def __str__(self) -> str:
        return "".join((self.document, self.article))


NO_BASIS = Basis()


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
        return order.index(getattr(rule, "profile", Profile.DEFAULT)) <= order.index(self)

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

    label: Text = Text()
    basis: Basis = NO_BASIS
    standing: Standing = Standing.ARITHMETIC
    severity: Severity = Severity.ERROR
    innocent: Text = Text()
    category: str = ""
    question: bool = False
    profile: Profile = Profile.DEFAULT


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


def _says_something(linear: Linear, _: object, terms: tuple[tuple[Fraction, FigureName], ...]) -> None:
    if not all(coefficient for coefficient, _ in terms):
        raise PackError(
            "关系中的系数不能为 0。", "A coefficient of a relation is zero: the figure would stand in it for nothing."
        )


@frozen
class Linear:
    """Σ coefficient · figure = 0, or ≤ 0. The first term is the total, or what must not be exceeded by the rest.

    Attributes
    ----------
    terms
        Pairs of a coefficient and a figure.
    at_most
        The sum is 0 or less, not 0.
    optional
        Figures that count as zero where the block does not state them.
    one_block
        The relation is only looked for inside one block, because its parts are the rows of one list.

    Raises
    ------
    PackError
        If a coefficient is zero.
    """

    terms: tuple[tuple[Fraction, FigureName], ...] = field(validator=_says_something)
    at_most: bool = False
    optional: frozenset[FigureName] = frozenset()
    one_block: bool = False


@frozen
class Ratio:
    """stated = Σ top / Σ bottom, as a printed rate that may be rounded or cut.

    Attributes
    ----------
    stated
        The figure that is the printed rate.
    top, bottom
        Pairs of a coefficient and a figure, above and below the line.
    one_block
        The relation is only looked for inside one block.
    """

    stated: FigureName
    top: tuple[tuple[Fraction, FigureName], ...]
    bottom: tuple[tuple[Fraction, FigureName], ...]
    one_block: bool = False


@frozen
class Either:
    """Relations of which one has to hold: a base nobody names. Speaks only when every one could be tried and failed.

    Attributes
    ----------
    options
        The relations.
    stated_only
        An option whose figures are not stated is none.
    """

    options: tuple[Linear | Ratio, ...]
    stated_only: bool = False


Schema = Linear | Ratio | Either


@frozen
class Operand:
    """One number in a relation: a statement, or a cell of a form.

    Attributes
    ----------
    quantity
        The number; None where the cell cannot be read.
    cited
        The cell as a finding quotes it.
    row
        The row it is in, so that one can ask what dropping the row would do.
    statement
        The statement, where it is one and no cell of a form.
    """

    quantity: Quantity | None
    cited: Cited
    row: str = ""
    statement: Statement | None = None

    @property
    def key(self) -> str:
        """Which cell it is."""
        return self.cited.key


@frozen
class Relation:
    """A relation over cells of one form: Σ coefficient · cell = 0, or ≤ 0 (`at_most`).

    Attributes
    ----------
    terms
        Pairs of a coefficient and a cell; the total, or the limit, last.
    at_most
        The sum is 0 or less, not 0.
    constant
        A constant that is taken off the sum, for a total that the form fixes without printing it.
    constant_label
        What the constant is called (满分100).
    instead
        Relations of which one may hold instead; where it does, the rule is not run.
    what
        What is added up, as a finding says it; the rule's label where it is empty.
    if_short
        What would explain terms that fall short, where more of them may stand elsewhere; a shortfall is then a
        warning.
    """

    terms: tuple[tuple[Fraction, Operand], ...]
    at_most: bool = False
    constant: Fraction = Fraction(0)
    constant_label: Text = Text()
    instead: tuple[Relation, ...] = ()
    what: Text = Text()
    if_short: Text = Text()


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


Rule = FigureRule | FormRule | CheckRule


def cite(statement: Statement) -> Cited:
    """A statement as a finding quotes it."""
    name = statement.name
    quantity = statement.quantity
    return Cited(
        item=name.item.unrelated.text,
        label=statement.label,
        printed=statement.printed,
        place=statement.place,
        entity="" if name.entity.is_open else str(name.entity.value),
        year="" if name.year.is_open else str(name.year.value),
        stage="" if name.stage.is_open else getattr(name.stage.value, "value", str(name.stage.value)),
        fund="" if name.fund.is_open else str(name.fund.value),
        unit=quantity.unit.symbol if quantity and quantity.unit else "",
        key=f"statement {statement.order}",
    )


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """A converter: any sequence a pack author writes becomes a tuple."""
    return tuple(values)
