"""What resolution gives: packs as installed, rules as in force, frameworks, history, and the rulebook of a place and year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from perfeval.errors import ConflictError, PackError, UnknownNameError
from perfeval.findings import Text
from perfeval.resolution.plan import Plan
from perfeval.ruling import AnyRule, Framework, Pack
from perfeval.ruling.base import header_of

#: Fiscal years outside this range cannot exist: the budget law's first year, and a far future.
FIRST_YEAR, LAST_YEAR = 1995, 2099

BUNDLED = "perfeval"


@frozen
class Installed:
    """A pack with the distribution it came from; `name` is `distribution:pack`."""

    pack: Pack
    origin: str = BUNDLED
    version: str = ""

    @property
    def name(self) -> str:
        """The pack's full name."""
        return f"{self.origin}:{self.pack.id}"

    @property
    def dated(self) -> str:
        """The full name, with the version of its distribution where that is another one."""
        return f"{self.name} {self.version}" if self.version else self.name


@frozen
class InForce:
    """A rule that applies, and the pack that set it."""

    rule: AnyRule
    by: Installed


@frozen
class FrameworkInForce:
    """A framework of a place, the pack that set it, and which pack set each of its indicators.

    `year` is None where it holds in the year asked for; else the nearest year in which it did, because a framework of
    another year may still be asked for by name, for comparison.
    """

    framework: Framework
    by: Installed
    parts: Mapping[str, str] = field(factory=dict)
    year: int | None = None


@frozen
class Step:
    """One thing that happened to an id on the way down the lineage: set, replaced or withdrawn."""

    what: str
    by: str
    code: str


@frozen
class Rulebook:
    """The rules of one place in one fiscal year, and how they came to be.

    Attributes
    ----------
    rules, frameworks
        By id. `default` is the framework taken where the user names none, `project_default` the one for the form of a
        single project; None where no attested one is known.
    history
        For each rule, framework, and indicator (`framework/indicator`), what happened to it, the nation first.
    labels
        Line item to Chinese label, of all packs: vocabulary is not folded.
    packs
        The full names of the packs in force.
    place
        What the place is called; empty where no pack says it.
    versions
        The packs in force with the versions of the distributions they come from.
    missing
        What was looked for and not found, by the place it would be of.
    newer
        Later documents that are known and were not read, by the place they are of.
    """

    code: str
    year: int | None
    rules: Mapping[str, InForce] = field(repr=False)
    history: Mapping[str, tuple[Step, ...]] = field(repr=False)
    packs: tuple[str, ...] = ()
    frameworks: Mapping[str, FrameworkInForce] = field(factory=dict, repr=False)
    default: str | None = None
    project_default: str | None = None
    labels: Mapping[str, str] = field(factory=dict, repr=False)
    _other_years: Mapping[str, FrameworkInForce | PackError] = field(factory=dict, repr=False, alias="other_years")
    place: str = ""
    versions: tuple[str, ...] = ()
    missing: tuple[tuple[str, Text], ...] = field(default=(), repr=False)
    newer: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @cached_property
    def in_order(self) -> tuple[InForce, ...]:
        """The rules, sorted by id."""
        return tuple(self.rules[key] for key in sorted(self.rules))

    @cached_property
    def plan(self) -> Plan:
        """The rules by what they look at."""
        return Plan.of((force.rule, force.by.name) for force in self.in_order)

    def label_of(self, id: str) -> Text:  # noqa: A002 - the field's own word
        """What a rule is called on a reviewer's screen; nothing for one without a label, or that is not in force."""
        force = self.rules.get(id) or self.rules.get(id.partition(":")[0])  # a rule's rates without a base are its own
        return header_of(force.rule).label if force is not None else Text()

    @property
    def framework_names(self) -> tuple[str, ...]:
        """The frameworks that can be chosen: those in force first, then those of other years."""
        return (*sorted(self.frameworks), *sorted(self._other_years))

    def __repr__(self) -> str:
        return f"<Rulebook {self.code} {self.year}: {len(self.rules)} rules, {len(self.frameworks)} frameworks>"

    def rule(self, id: str) -> InForce:  # noqa: A002 - the field's own word
        """One rule.

        Raises
        ------
        UnknownNameError
            If no such rule is in force; the message names near ones.
        """
        if id in self.rules:
            return self.rules[id]
        near = [key for key in sorted(self.rules) if id in key or key in id] or sorted(self.rules)
        raise UnknownNameError(
            f"{self.code} {self.year} 年没有规则“{id}”；有：{'、'.join(near[:12])}。",
            f"No rule {id!r} is in force in {self.code} {self.year}; there are {', '.join(near[:12])}.",
        )

    def framework(self, name: str | None = None, *, project: bool = False) -> FrameworkInForce | None:
        """A framework by name, or the default one; None only where no name is given and there is no default.

        With `project`, the default is the one for the form of a single project.

        One that holds in another year is found, too, and says so by its `year`.

        Raises
        ------
        UnknownNameError
            If there is no such framework in the place's lineage.
        PackError
            If it is one of another year that does not make sense.
        """
        if name is None:
            default = self.project_default if project else self.default
            return None if default is None else self.frameworks[default]
        found = self.frameworks.get(name) or self._other_years.get(name)
        if isinstance(found, PackError):
            raise found
        if found is not None:
            return found
        there = "、".join(self.framework_names) or "（无）"
        raise UnknownNameError(
            f"{self.code} 没有名为“{name}”的指标体系；有：{there}。",
            f"{self.code} has no framework {name!r}; there are {', '.join(self.framework_names) or 'none'}.",
        )


def conflict(zh: str, en: str, *packs: str) -> ConflictError:
    """A disagreement, with the packs that disagree."""
    error = ConflictError(zh, en)
    error.packs = tuple(dict.fromkeys(packs))
    return error


def nonsense(zh: str, en: str, *packs: str) -> PackError:
    """A book that makes no sense, with the packs at fault."""
    named = tuple(dict.fromkeys(packs))
    error = PackError(f"规则包 {'、'.join(named)}：{zh}。", f"The packs {', '.join(named)}: {en}.")
    error.packs = named
    return error
