"""A file of judgements, read: which items stand under which, who judged them, and what the points are for.

::

    index = "saaty-1980"      # or saaty-2005, donegan-dodd-1991
    unit = "0.5"              # points are given in halves; 1 where nothing is said

    [[level]]
    of = "产出指标"
    points = 50
    items = ["数量指标", "质量指标", "时效指标"]
    judgements = [["数量指标", "质量指标", 3], ["数量指标", "时效指标", 5], ["质量指标", "时效指标", 2]]

A level whose `of` is an item of an earlier one shares out that item's points, so that children always add up to their
parent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve, field, frozen

from perfeval.building import At
from perfeval.errors import ModelError
from perfeval.quantities.handed import handed
from perfeval.weighting.group import Group, Joining
from perfeval.weighting.indices import INDICES, SAATY_1980, RandomIndex
from perfeval.weighting.judgements import Judgements
from perfeval.weighting.results import Weights
from perfeval.weighting.rounding import Points
from perfeval.weighting.sensitivity import Order, sensitivity
from perfeval.weighting.separating import Diagnostic, separating

TOP = ("index", "unit", "joined", "level", "compare", "framework", "jurisdiction", "year")
LEVEL = ("of", "points", "items", "judgements", "expert")
EXPERT = ("name", "judgements")
COMPARE = ("within", "units")
#: Who judged where a level names nobody.
NOBODY = ""


@frozen
class Level:
    """The items under one parent, what was judged of them, and the points that come of it.

    Attributes
    ----------
    of
        The parent.
    total
        Its points.
    group
        Who judged, and what.
    weights
        The weights of the items, of all who judged together.
    points
        The weights as points.
    each
        Everybody's own weights, where several judged.
    """

    of: str
    total: Fraction
    group: Group
    weights: Weights
    points: Points
    each: Mapping[str, Weights] = field(factory=dict)


@frozen
class Plan:
    """All levels of a file, and what else it asks.

    Attributes
    ----------
    levels
        The levels in their order.
    index, joined, unit
        The random index; how several people are put together; the unit of points.
    orders
        Whether the order of units survives weights that differ by `within` points.
    diagnostic
        Which indicators tell these units apart.
    framework, jurisdiction, year
        The framework whose points these are, where the file names one.
    """

    levels: tuple[Level, ...]
    index: RandomIndex
    joined: Joining
    unit: Fraction
    within: Fraction | None = None
    orders: tuple[Order, ...] = ()
    diagnostic: Diagnostic | None = None
    framework: str | None = None
    jurisdiction: str | None = None
    year: int | None = None

    @property
    def points(self) -> dict[str, Fraction]:
        """The points of every item of every level."""
        return {name: p for one in self.levels for name, p in zip(one.weights.names, one.points, strict=True)}

    @property
    def leaves(self) -> dict[str, Fraction]:
        """The points of the items that have no level of their own."""
        parents = {one.of for one in self.levels}
        return {name: value for name, value in self.points.items() if name not in parents}


def plan_of(content: Mapping[str, Any], file: str) -> Plan:
    """What a file of judgements says, worked out.

    Raises
    ------
    ModelError
        If a key is unknown, or what it says cannot be; the message names the file and the key.
    """
    at = At(file, raises=ModelError)
    at.table(content, TOP)
    index = _index(content.get("index", SAATY_1980.id), at.at("index"))
    joined = _joining(content.get("joined", Joining.JUDGEMENTS.value), at.at("joined"))
    unit = _number(content.get("unit", 1), at.at("unit"))
    listed = at.at("level").list(content.get("level", []))
    if not listed:
        raise at.at("level").fault(
            "没有要比较的指标；每组以 [[level]] 开头", "there is nothing to compare; each group begins with [[level]]"
        )
    levels: list[Level] = []
    for number, one in enumerate(listed, 1):
        levels.append(_level(one, at.at(f"level#{number}"), levels, (index, joined, unit)))
    plan = Plan(
        tuple(levels), index, joined, unit, framework=_text(content, "framework", at), jurisdiction=_text(content, "jurisdiction", at),
        year=at.at("year").whole(content["year"]) if "year" in content else None,
    )  # fmt: skip
    return _with_units(plan, content, at)


def _text(content: Mapping[str, Any], key: str, at: At) -> str | None:
    return at.at(key).text(content[key]).strip() if key in content else None


def _index(name: object, at: At) -> RandomIndex:
    found = next((one for one in INDICES if one.id == name), None)
    if found is None:
        raise at.unknown("随机一致性指标", "random index", at.text(name), [one.id for one in INDICES])
    return found


def _joining(name: object, at: At) -> Joining:
    known = {one.value: one for one in Joining}
    found = known.get(at.text(name))
    if found is None:
        raise at.unknown("合并方法", "way of joining", at.text(name), known)
    return found


def _number(value: object, at: At) -> Fraction:
    found = handed(value)
    if found is None:
        raise at.fault(
            f'应为数，如 50、"0.5"，得到 {value!r}', f"a number is needed, such as 50 or '0.5', not {value!r}"
        )
    return found


def _level(content: object, at: At, before: Sequence[Level], how: tuple[RandomIndex, Joining, Fraction]) -> Level:
    index, joined, unit = how
    table = at.table(content, LEVEL)
    of = at.at("of").text(table.get("of", "")).strip()
    if not of:
        raise at.at("of").fault("请写明上级指标的名称", "name the parent of these items")
    items = [at.at("items").text(name) for name in at.at("items").list(table.get("items", []))]
    taken = {name for one in before for name in one.weights.names} | {one.of for one in before}
    twice = next((name for name in items if name in taken or name == of), None)
    if twice is not None:
        raise at.at("items").fault(f"“{twice}”已在别处列出", f"{twice!r} stands elsewhere already")
    if any(one.of == of for one in before):
        raise at.at("of").fault(f"“{of}”已有一组下级指标", f"{of!r} has a level already")
    total = _total(table, of, before, at.at("points"))
    try:
        group = Group(_experts(table, items, at))
        weights = group.weights(joined, index)
        each = group.each(index) if len(group.experts) > 1 else {}
        return Level(of, total, group, weights, weights.points(total, unit), each)
    except ModelError as error:
        if error.zh.startswith(at.file):
            raise
        raise at.fault(error.zh.rstrip("。"), error.en.rstrip(".")) from error


def _total(table: Mapping[str, Any], of: str, before: Sequence[Level], at: At) -> Fraction:
    """The points of a parent: stated, or those its own level gave it."""
    given = {name: p for one in before for name, p in zip(one.weights.names, one.points, strict=True)}
    if "points" in table:
        stated = _number(table["points"], at)
        if of in given and given[of] != stated:
            raise at.fault(
                f"“{of}”在上一级分得 {given[of]} 分，这里写 {stated} 分",
                f"{of!r} got {given[of]} points above, and {stated} here",
            )
        return stated
    if of not in given:
        raise at.fault(f"请写明“{of}”的分值，如 points = 50", f"say the points of {of!r}: points = 50")
    if not given[of]:
        raise at.fault(f"“{of}”分得 0 分，无从再分", f"{of!r} got no points to share out")
    return given[of]


def _experts(table: Mapping[str, Any], items: Sequence[str], at: At) -> dict[str, Judgements]:
    if "judgements" in table and "expert" in table:
        raise at.at("expert").fault("与 judgements 不能并用", "it does not go with judgements")
    if "expert" not in table:
        return {NOBODY: _judgements(table.get("judgements", []), items, at.at("judgements"))}
    made: dict[str, Judgements] = {}
    for number, one in enumerate(at.at("expert").list(table["expert"]), 1):
        here = at.at(f"expert#{number}")
        person = here.table(one, EXPERT)
        name = here.at("name").text(person.get("name", "")).strip()
        if not name or name in made:
            raise here.at("name").fault("每位专家要有各自的名称", "every expert needs a name of one's own")
        made[name] = _judgements(person.get("judgements", []), items, here.at("judgements"))
    return made


def _judgements(listed: object, items: Sequence[str], at: At) -> Judgements:
    pairs: dict[tuple[str, str], object] = {}
    for number, one in enumerate(at.list(listed), 1):
        here = at.at(f"#{number}")
        if not isinstance(one, list) or len(one) != 3 or not all(isinstance(name, str) for name in one[:2]):
            raise here.fault(f'应为 ["甲", "乙", 3]，得到 {one!r}', f'a judgement is ["one", "other", 3], not {one!r}')
        if (one[0], one[1]) in pairs:
            raise here.fault(f"“{one[0]}”与“{one[1]}”判断了两次", f"{one[0]!r} and {one[1]!r} are judged twice")
        pairs[one[0], one[1]] = one[2]
    try:
        return Judgements(tuple(items), pairs)
    except ModelError as error:
        raise at.fault(error.zh.rstrip("。"), error.en.rstrip(".")) from error


def _with_units(plan: Plan, content: Mapping[str, Any], at: At) -> Plan:
    """The plan with what units say of it, where the file has some."""
    if "compare" not in content:
        return plan
    table = at.at("compare").table(content["compare"], COMPARE)
    within = _number(table.get("within", 0), at.at("compare.within"))
    here = at.at("compare.units")
    units = {name: here.at(name).table(shares) for name, shares in here.table(table.get("units", {})).items()}
    try:
        orders = sensitivity(plan.leaves, units, within)
        diagnostic = separating(units)
    except ModelError as error:
        raise here.fault(error.zh.rstrip("。"), error.en.rstrip(".")) from error
    return evolve(plan, within=within, orders=orders, diagnostic=diagnostic)


__all__ = ["NOBODY", "Level", "Plan", "plan_of"]
