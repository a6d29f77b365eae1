"""What differs between two rulebooks, rule by rule, and between two frameworks, part by part.

Everything is compared by what it says: formula, points, scoring, severity, what it rests on. What says the same is no
difference, whoever set it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from attrs import frozen

from perfeval.findings import Text
from perfeval.quantities import short
from perfeval.resolution import FrameworkInForce, Rulebook
from perfeval.ruling import AnyRule, Empty, Framework, Indicator, RowKind, authority, header_of
from perfeval.ruling.naming import figure_text

NOTHING = Text("无", "none")


class What(Enum):
    """What a difference is about."""

    RULE = "rule"
    FRAMEWORK = "framework"
    SECTIONS = "sections"
    INDICATOR = "indicator"
    ROWS = "rows"
    GRADES = "grades"
    FACTS = "facts"

    @property
    def text(self) -> Text:
        """How it is called."""
        return {
            "rule": Text("规则", "rule"), "framework": Text("指标体系", "framework"), "sections": Text("分值", "points"),
            "indicator": Text("指标", "indicator"), "rows": Text("表内指标计分", "rows"), "grades": Text("等级", "grades"),
            "facts": Text("人工认定与结果应用", "facts and consequences"),
        }[self.value]  # fmt: skip


@frozen
class Difference:
    """One thing that is otherwise in the second book; `before` or `after` is empty where it is not there at all."""

    what: What
    key: str
    name: Text
    before: Text
    after: Text


def differences(
    before: Rulebook, after: Rulebook, one: str | None = None, other: str | None = None
) -> tuple[Difference, ...]:
    """What changes from one book to another.

    Parameters
    ----------
    one, other
        The frameworks to compare in detail, one of each book; None for none.

    Raises
    ------
    UnknownNameError
        If a book has no framework of that name.
    """
    return tuple(_books(before, after, one, other))


def _books(before: Rulebook, after: Rulebook, one: str | None, other: str | None) -> Iterator[Difference]:
    for key in sorted({*before.rules, *after.rules}):
        old, new = before.rules.get(key), after.rules.get(key)
        yield from _rule(key, old.rule if old else None, new.rule if new else None)
    for key in sorted({*before.frameworks, *after.frameworks}):
        here, there = before.frameworks.get(key), after.frameworks.get(key)
        if here is None or there is None:
            found = here or there
            assert found is not None
            said = authority(found.framework.basis, found.framework.standing)
            yield Difference(
                What.FRAMEWORK, key, found.framework.name, said if here else Text(), said if there else Text()
            )
        elif key not in (one, other):
            yield from framework_differences(here, there, before.labels)
    pair = (before.framework(one) if one else None, after.framework(other) if other else None)
    if pair[0] is not None and pair[1] is not None:
        yield from framework_differences(pair[0], pair[1], {**before.labels, **after.labels})


def _rule(key: str, old: AnyRule | None, new: AnyRule | None) -> Iterator[Difference]:
    said = [_said(r) if r is not None else {} for r in (old, new)]
    if said[0] == said[1]:
        return
    shown = (
        [k for k in (*said[0], *said[1]) if said[0].get(k) != said[1].get(k)]
        if old and new
        else list(said[0] or said[1])
    )
    rule = new or old
    label = header_of(rule).label or Text(key, key)
    texts = [_joined({k: v for k, v in one.items() if k in shown}) for one in said]
    yield Difference(What.RULE, key, label, texts[0], texts[1])


def _said(rule: AnyRule) -> dict[str, Text]:
    header = header_of(rule)
    severity = header.severity
    return {
        "formula": rule.formula(), "severity": Text(severity.zh, severity.value), "basis": authority(header.basis, header.standing),
    }  # fmt: skip


def _joined(said: Mapping[str, Text]) -> Text:
    return Text("；".join(t.zh for t in said.values()), "; ".join(t.en for t in said.values()))


# --- frameworks -----------------------------------------------------------------------------------------------------


def framework_differences(
    old: FrameworkInForce, new: FrameworkInForce, labels: Mapping[str, str]
) -> tuple[Difference, ...]:  # fmt: skip
    """What changes from one framework to another: points, indicators, rows, grades, facts."""
    return tuple(_frameworks(old.framework, new.framework, labels))


def _frameworks(old: Framework, new: Framework, labels: Mapping[str, str]) -> Iterator[Difference]:
    key = new.id if old.id == new.id else f"{old.id} → {new.id}"
    yield from _whole(What.SECTIONS, key, _sections(old), _sections(new))
    ids = [i.id for i in old.indicators] + [i.id for i in new.indicators if old.indicator(i.id) is None]
    for one in ids:
        before, after = old.indicator(one), new.indicator(one)
        found = after or before
        assert found is not None
        texts = [_indicator(i, labels) if i is not None else Text() for i in (before, after)]
        if texts[0] != texts[1]:
            yield Difference(What.INDICATOR, one, found.name, texts[0], texts[1])
    for kind in RowKind:
        texts = [_method(f, kind) for f in (old, new)]
        if texts[0] != texts[1]:
            yield Difference(What.ROWS, kind.value, kind.text, texts[0], texts[1])
    yield from _whole(What.GRADES, key, _bands(old), _bands(new))
    yield from _whole(What.FACTS, key, _facts(old), _facts(new))


def _whole(what: What, key: str, before: Text, after: Text) -> Iterator[Difference]:
    if before != after:
        yield Difference(what, key, what.text, before, after)


def _sections(framework: Framework) -> Text:
    said = [(s.label, s.id, short(s.points)) for s in framework.sections]
    return Text("、".join(f"{zh} {p}" for zh, _, p in said), ", ".join(f"{en} {p}" for _, en, p in said))


def _indicator(indicator: Indicator, labels: Mapping[str, str]) -> Text:
    scoring, points = indicator.scoring.text(), short(indicator.points)
    zh, en = [f"{points}分"], [f"{points} points"]
    if indicator.formula is not None:
        zh.append(indicator.formula.text(lambda ref: figure_text(ref, labels).zh))
        en.append(indicator.formula.text(lambda ref: figure_text(ref, labels).en))
    zh.append(scoring.zh)
    en.append(scoring.en)
    if indicator.empty is not Empty.UNKNOWN:
        zh.append(indicator.empty.text.zh)
        en.append(indicator.empty.text.en)
    return Text("；".join(zh), "; ".join(en))


def _method(framework: Framework, kind: RowKind) -> Text:
    method = framework.rows.method(kind) if framework.rows is not None else None
    return method.scoring.text() if method is not None else Text()


def _bands(framework: Framework) -> Text:
    ends = [(b.text, short(b.at_least)) for b in framework.bands]
    return Text("、".join(f"{t.zh}≥{e}" for t, e in ends), ", ".join(f"{t.en} ≥ {e}" for t, e in ends))


def _facts(framework: Framework) -> Text:
    words = {b.id: b.text for b in framework.bands}
    said = [(f.name, f.text(words)) for f in framework.facts]
    zh = [f"{n.zh}（{t.zh}）" for n, t in said] + [c.label.zh for c in framework.consequences]
    en = [f"{n.en} ({t.en})" for n, t in said] + [c.label.en for c in framework.consequences]
    return Text("；".join(zh), "; ".join(en))


__all__ = ["NOTHING", "Difference", "What", "differences", "framework_differences"]
