"""The sense of a whole book, checked before any report is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from attrs import AttrsInstance, has

from perfeval.model import ALL_FUNDS, FigureName, Item, Stage, printed
from perfeval.resolution.books import LAST_YEAR, FrameworkInForce, InForce, Installed, nonsense
from perfeval.ruling import AnyRule, Rows
from perfeval.ruling.base import is_figure_rule
from perfeval.ruling.figures import is_report_rule
from perfeval.ruling.items import items_named

#: A block that lists nothing: rules are asked which figures they name, not whether they hold.
NO_ROWS = Rows(lambda _: (), lambda _: ())


def check_frameworks(rules: Mapping[str, InForce], frameworks: Mapping[str, FrameworkInForce]) -> None:
    """Every framework adds up, and nothing is both a rule and a framework."""
    for name, force in sorted(frameworks.items()):
        wrong = force.framework.problems()
        if wrong:
            zh, en = "；".join(w.zh for w in wrong), "; ".join(w.en for w in wrong)
            raise nonsense(zh, en, force.by.name, *sorted(set(force.parts.values())))
        if name in rules:
            raise nonsense(
                f"“{name}”既是规则又是指标体系", f"{name!r} is both a rule and a framework",
                force.by.name, rules[name].by.name,
            )  # fmt: skip


def known_items(packs: Iterable[Installed]) -> frozenset[str]:
    """Every line item a document can state: declared, or named by a column or row of a layout."""
    found: set[str] = set()
    for installed in packs:
        pack = installed.pack
        found |= {item.id for item in pack.line_items}
        for layout in pack.layouts:
            found |= {c.item for c in layout.columns if c.item} | {r.item for r in layout.rows if r.item}
    return frozenset(Item.parse(item).base for item in found)


def has_fields(rule: object) -> TypeGuard[AttrsInstance]:
    """Whether a rule is one whose fields say which items it names."""
    return has(type(rule))


def known_rates(packs: Iterable[Installed]) -> frozenset[str]:
    """Every rate of a line item that a document can state: declared, in a column of a layout, or named by a rule."""
    found: set[Item] = set()
    for installed in packs:
        pack = installed.pack
        found |= {item.item for item in pack.line_items}
        for layout in pack.layouts:
            named = [column.item for column in layout.columns] + [row.item for row in layout.rows]
            found |= {Item.parse(item) for item in named if item}
        for rule in filter(has_fields, pack.rules):
            found |= set(items_named(rule))
    return frozenset(item.rate for item in found if item.rate)


def labels(packs: Iterable[Installed]) -> dict[str, str]:
    """Line item to Chinese label, of all packs."""
    found: dict[str, str] = {}
    for installed in packs:
        for item in installed.pack.line_items:
            found.setdefault(item.id, item.label)
    return found


def items_of(rule: AnyRule) -> frozenset[str]:
    """The line items a rule speaks of, asked of the rule itself: its anchors, and the figures its relations name."""
    if is_report_rule(rule):
        return _plain(n.item.text.removesuffix(".*") for name in _probes("?") for n in rule.figures(name))
    if not is_figure_rule(rule):
        return frozenset()
    words = {a for a in rule.anchors() if not a.startswith("*")}
    for anchor in tuple(words):
        try:
            schemas = [s for name in _probes(anchor) for s in rule.schemas(name, NO_ROWS)]
        except Exception:  # noqa: S112 - a rule that fails when run is isolated there, with its report
            continue
        for schema in schemas:
            words |= {name.item.text for one in schema.options for name in one.names}
    return _plain(words)


def _probes(item: str) -> Iterator[FigureName]:
    for stage in Stage:
        yield FigureName(printed("?"), item, printed(LAST_YEAR), printed(stage), printed(ALL_FUNDS))


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(base for word in words if (base := Item.parse(word).base))


def check_items(
    rules: Mapping[str, InForce], frameworks: Mapping[str, FrameworkInForce], known: frozenset[str]
) -> None:
    """No rule and no formula is about a line item that nobody declared."""
    for key, force in sorted(rules.items()):
        missing = sorted(items_of(force.rule) - known)
        if missing:
            raise nonsense(
                f"规则“{key}”所用科目“{missing[0]}”没有任何规则包声明", f"the rule {key!r} is about {missing[0]!r}, which no pack declares",
                force.by.name,
            )  # fmt: skip
    for name, whole in sorted(frameworks.items()):
        for indicator in whole.framework.indicators:
            missing = sorted({Item.parse(r.item).base for r in indicator.refs() if r.item} - known)
            if missing:
                raise nonsense(
                    f"指标“{name}/{indicator.id}”所用科目“{missing[0]}”没有任何规则包声明",
                    f"the indicator {name}/{indicator.id} is about {missing[0]!r}, which no pack declares",
                    whole.parts.get(indicator.id, whole.by.name),
                )  # fmt: skip
