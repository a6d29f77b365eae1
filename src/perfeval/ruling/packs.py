"""A rule pack: everything one jurisdiction adds, as one value.

A pack is data. It says where and when it holds, which words and forms it knows, and which rules it sets.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, TypeVar

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Severity, Standing, Text
from perfeval.jurisdictions import Jurisdiction
from perfeval.model import Report
from perfeval.ruling.base import (
    Problem,
    Profile,
    Rule,
    RuleHeader,
    Skipped,
    as_tuple,
    check_header,
    kind_of,
)
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.blanks import Blank
from perfeval.ruling.claims import ClaimRule
from perfeval.ruling.fields import check_fields, check_id, several_words
from perfeval.ruling.figures import ReportRule
from perfeval.ruling.frameworks import Framework, FrameworkPatch
from perfeval.ruling.items import LineItem
from perfeval.ruling.layouts import Layout
from perfeval.ruling.lexicon import Word
from perfeval.ruling.patches import RulePatch
from perfeval.ruling.progress import Progress

#: The version of this language that packs declare.
API = 1

Found = Iterator[Problem | Skipped]


@frozen
class Check(RuleHeader):
    """A function made a rule: for what data cannot say.

    Attributes
    ----------
    function
        Takes a report and yields every `Problem` it finds, or `Skipped` with the reason; its docstring's first line is
        its formula.
    """

    id: str
    function: Callable[[Report], Found]

    def problems(self, report: Report) -> Found:
        """What the function finds."""
        return iter(self.function(report))

    def formula(self) -> Text:
        """The first line of the function's docstring."""
        first = (self.function.__doc__ or "").strip().split("\n")[0]
        return Text(self.label.zh or first, first)

    def __reduce__(self) -> str | tuple[Any, ...]:
        """A decorated function has the rule's name in its module, so the rule travels by that name."""
        module, name = self.function.__module__, self.function.__qualname__
        if getattr(sys.modules.get(module), name, None) is self:
            return _named, (module, name)
        return object.__reduce_ex__(self, 2)


def _named(module: str, name: str) -> Any:
    """The rule of that name in a module."""
    return getattr(import_module(module), name)


F = TypeVar("F", bound=Callable[[Report], Found])


def check(
    id: str,  # noqa: A002 - the field's own word
    label: Text,
    *,
    severity: Severity = Severity.NOTICE,
    basis: Basis = NO_BASIS,
    standing: Standing = Standing.ARITHMETIC,
    innocent: Text = Text(),  # noqa: B008 - frozen
    category: str = "",
    question: bool = False,
    profile: Profile = Profile.DEFAULT,
) -> Callable[[Callable[[Report], Found]], Check]:
    """Make a function of a report a rule.

    ::

        @check("no-projects", Text("未列项目", "no projects listed"))
        def no_projects(report):
            \"\"\"A unit that spends on projects lists them.\"\"\"
            ...
            yield Problem(Text("…", "…"), figures)
    """

    def wrap(function: Callable[[Report], Found]) -> Check:
        return Check(
            id=id, function=function, label=label, severity=severity, basis=basis, standing=standing,
            innocent=innocent, category=category, question=question, profile=profile,
        )  # fmt: skip

    return wrap


AnyRule = Rule | ReportRule | ClaimRule


def _tuple_of_rules(rules: Iterable[AnyRule]) -> tuple[AnyRule, ...]:
    made = as_tuple(rules)
    for rule in made:
        if kind_of(rule) is None:
            raise PackError(
                f"规则 {rule!r} 不属于任何规则类型；应有 schemas、relations、bind、weigh 或 problems 方法。",
                f"{rule!r} is no kind of rule; it needs a method schemas, relations, bind, weigh or problems.",
            )
    return made


def _frameworks(given: Iterable[Framework | FrameworkPatch]) -> tuple[Framework | FrameworkPatch, ...]:
    made = as_tuple(given)
    for one in made:
        if not isinstance(one, (Framework, FrameworkPatch)):
            raise PackError(f"{one!r} 不是指标体系。", f"{one!r} is neither a Framework nor a FrameworkPatch.")
    return made


@frozen(kw_only=True)
class Transfer:
    """Money that units of one department pass to each other, and that their sum would count twice.

    Attributes
    ----------
    received, into
        The line the receiving unit books it under, and the total it is part of.
    paid, out_of
        The line the paying unit books it under, and the total it is part of.
    """

    received: str
    into: str
    paid: str
    out_of: str


@frozen(kw_only=True)
class Pack:
    """What one jurisdiction adds.

    Attributes
    ----------
    id
        Slug, unique among packs; with its distribution it names the pack (`perfeval:hunan-2017`).
    code
        GB/T 2260 code of the place that sets the rules; 000000 for the nation.
    since, until
        First and last fiscal year in which the rules hold; None for no limit. A revision is another pack.
    rules
        Rules of any kind. Arithmetic of the nation holds for all years and places.
    frameworks
        Frameworks of the place, and changes to farther ones.
    transfers
        What units of a department pass to each other.
    patches
        Changes to single fields of farther rules, or to points of farther indicators.
    line_items, layouts, places, lexicon
        Vocabulary. It is not folded: a document is read before its place and year are known.
    progress
        How far spending should be in the course of the year, for monitoring; None where the place says nothing.
    blanks
        Forms of the place that can be filled in from a report.
    withdraws
        Ids of farther rules and frameworks that do not hold here.
    replaces
        Rules of named other packs that this pack's rules of the same id take the place of (`dist:pack/rule`; of a
        framework `dist:pack/framework`, of one indicator in it `dist:pack/framework/indicator`).
    label
        What the pack is called in lists.
    api
        The version of this language the pack is written in.
    standing
        What is known of the place's rules as a whole; a pack that is not confirmed says so here.
    basis
        The notice or form the pack is made from.
    newer
        Later documents of the place that are known and were not read (川财绩〔2025〕5号). What the pack finds is then said with
        them, and is a notice at most.
    missing
        What was looked for and not found (the city's own notice), so that a reviewer need not look again.
    """

    id: str
    code: str = "000000"
    label: str = ""
    since: int | None = None
    until: int | None = None
    api: int = API
    rules: tuple[AnyRule, ...] = field(default=(), converter=_tuple_of_rules)
    line_items: tuple[LineItem, ...] = field(default=(), converter=as_tuple)
    layouts: tuple[Layout, ...] = field(default=(), converter=as_tuple)
    places: tuple[Jurisdiction, ...] = field(default=(), converter=as_tuple)
    lexicon: tuple[Word, ...] = field(default=(), converter=as_tuple)
    blanks: tuple[Blank, ...] = field(default=(), converter=as_tuple)
    frameworks: tuple[Framework | FrameworkPatch, ...] = field(default=(), converter=_frameworks)
    transfers: tuple[Transfer, ...] = field(default=(), converter=as_tuple)
    patches: tuple[RulePatch, ...] = field(default=(), converter=as_tuple)
    withdraws: tuple[str, ...] = field(default=(), converter=several_words)
    replaces: tuple[str, ...] = field(default=(), converter=several_words)
    progress: Progress | None = None
    standing: Standing = Standing.ATTESTED
    basis: Basis = NO_BASIS
    newer: tuple[str, ...] = field(default=(), converter=several_words)
    missing: tuple[Text, ...] = field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        """Look through its own fields.

        Raises
        ------
        PackError
            If one holds what it may not, or the id of the pack or of a rule is no slug.
        """
        check_fields(self, deep=False)
        check_id(self.id, "Pack")
        for rule in self.rules:
            check_id(rule.id, f"{type(rule).__name__} ({self.id})")
            check_header(rule, self.id)


def in_force(pack: Pack, year: int | None) -> bool:
    """Whether a pack holds in a fiscal year; a pack without years holds always."""
    if pack.since is None and pack.until is None:
        return True
    if year is None:
        return False
    return (pack.since is None or pack.since <= year) and (pack.until is None or year <= pack.until)
