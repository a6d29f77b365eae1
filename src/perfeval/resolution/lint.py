"""What is easily wrong in a pack and no error: ids, labels, basis, rules that can never speak, identities that say the
same or cancel each other, years that overlap.

A pack that breaks the sense of a whole book is refused where the book is made; here it is told beforehand, with
everything else that is worth a look. Needs nothing but the packs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations

from perfeval.boundary import guarded, said
from perfeval.errors import PackError, PerfevalError
from perfeval.findings import Severity, Standing, Text
from perfeval.jurisdictions import lineage
from perfeval.model import ACTUAL, ALL_FUNDS, FigureName, printed
from perfeval.resolution.books import FIRST_YEAR, LAST_YEAR, Installed
from perfeval.resolution.fold import fold_packs
from perfeval.resolution.sense import NO_ROWS, items_of, known_items
from perfeval.ruling import (
    NO_BASIS,
    NO_VALUE,
    POINTS_LOST,
    SCORE_FULL,
    TARGET_MET,
    TARGET_MISSED,
    AnyRule,
    Basis,
    Framework,
    FrameworkPatch,
    Indicator,
    Pack,
    RowRule,
    Steps,
    header_of,
    in_force,
)
from perfeval.ruling.base import is_figure_rule

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)?")
_ITEM = re.compile(r"[a-z0-9][a-z0-9.@:*-]*")
_DOCUMENT = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\s*\d+\s*号")
_FIELDS = dict.fromkeys(RowRule.FIELDS, "")

#: Conditions of which a row can never meet both.
_APART = ((POINTS_LOST, SCORE_FULL), (TARGET_MET, TARGET_MISSED), (NO_VALUE, TARGET_MET), (NO_VALUE, TARGET_MISSED))

Vector = dict[FigureName, Fraction]


def lint(pack: Pack, every: Iterable[Installed]) -> tuple[Text, ...]:
    """What is wrong or odd in a pack, one sentence each; empty for a good one.

    Parameters
    ----------
    every
        All packs there are, this one among them.
    """
    packs = list(every)
    alone = (_ids, _labels, _basis, _rows, _points, _seen, _asked)
    beside = (_years, _reach, _identities)
    asked = [partial(look, pack) for look in alone] + [partial(look, pack, packs) for look in beside]
    return tuple(dict.fromkeys(text for look in asked for text in _looked(look)))


def _looked(look: Callable[[], Iterable[Text]]) -> list[Text]:
    """What one look finds; what fails while it looks is a fault of the pack, and ends no other."""
    return guarded(
        lambda: list(look()),
        lambda error: [Text(f"规则包在检查中出错：{said(error)}", f"it fails when it is looked over: {said(error)}")],
    )


def _things(pack: Pack) -> Iterator[tuple[str, object]]:
    """Everything in it that claims something, by its name."""
    for rule in pack.rules:
        yield rule.id, rule
    for one in pack.frameworks:
        whole = one.framework if isinstance(one, FrameworkPatch) else one.id
        if isinstance(one, Framework):
            yield one.id, one
            for fact in one.facts:
                yield f"{one.id}/{fact.id}", fact
        for indicator in one.replace if isinstance(one, FrameworkPatch) else one.indicators:
            yield f"{whole}/{indicator.id}", indicator


def _ids(pack: Pack) -> Iterator[Text]:
    names = [pack.id, *(n.split("/")[-1] for n, _ in _things(pack))]
    names += [s.id for f in pack.frameworks for s in f.sections]
    for name in names:
        if not _SLUG.fullmatch(name):
            yield Text(
                f"id“{name}”应只含小写字母、数字与连字符",
                f"the id {name!r} should be small letters, digits and hyphens",
            )
    for item in pack.line_items:
        if not _ITEM.fullmatch(item.id):
            yield Text(f"科目 id“{item.id}”不合格式", f"the line item {item.id!r} is no slug")
    ids = [i.id for i in pack.line_items] + [la.id for la in pack.layouts]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        yield Text(f"“{twice}”声明了两次", f"{twice!r} is declared twice")


def _labels(pack: Pack) -> Iterator[Text]:
    for name, thing in _things(pack):
        label = getattr(thing, "label", None)
        if isinstance(label, Text) and not (label.zh and label.en):
            yield Text(f"“{name}”的名称应有中文和英文", f"{name!r} needs a label in Chinese and in English")
        elif isinstance(label, str) and not label.strip():
            yield Text(f"“{name}”没有名称", f"{name!r} has no label")
    for item in pack.line_items:
        if not item.label.strip():
            yield Text(f"科目“{item.id}”没有名称", f"the line item {item.id!r} has no label")


def _basis(pack: Pack) -> Iterator[Text]:
    for name, thing in _things(pack):
        standing = getattr(thing, "standing", Standing.ARITHMETIC)
        basis = getattr(thing, "basis", NO_BASIS)
        if standing is Standing.UNCONFIRMED:
            said = " ".join(_texts(thing))
            if _DOCUMENT.search(said):
                yield Text(
                    f"“{name}”未经核实，文字中却写了文号", f"{name!r} is unconfirmed and its words name a document"
                )
            severity = getattr(thing, "severity", Severity.NOTICE)
            if severity is not Severity.NOTICE:
                yield Text(f"“{name}”未经核实，程度只能是提示", f"{name!r} is unconfirmed and may be a notice at most")
        elif standing is not Standing.ARITHMETIC and not (isinstance(basis, Basis) and basis.document):
            yield Text(
                f"“{name}”标为“{standing.zh}”，但未写依据文件", f"{name!r} is {standing.value} and names no document"
            )
        innocent = getattr(thing, "innocent", None)
        if getattr(thing, "severity", None) is Severity.WARNING and isinstance(innocent, Text) and not innocent:
            yield Text(f"“{name}”要求说明，但未写何种情况下无误", f"{name!r} is a warning and says no innocent reading")


def _seen(pack: Pack) -> Iterator[Text]:
    """Law that reaches beyond where, or longer than, its source was seen."""
    for basis in dict.fromkeys(getattr(thing, "basis", NO_BASIS) for thing in (pack, *(t for _, t in _things(pack)))):
        if not isinstance(basis, Basis):
            continue
        if basis.holds_in and pack.code in lineage(basis.holds_in)[:-1]:
            yield Text(
                f"依据“{basis}”只知适用于 {basis.holds_in}，规则包的地区却是 {pack.code}；请把规则包放到该地区，或写明 covers",
                f"the basis {basis} is known to hold in {basis.holds_in}, and the pack is of {pack.code}; move the pack "
                "there, or say what the document itself covers",
            )
        if basis.annual and pack.until is None and not pack.newer:
            yield Text(
                f"依据“{basis}”每年另发，规则包却没有截止年度；请写 until，或在 newer 中列出后来的文件",
                f"a document like {basis} is issued for each year, and the pack never ends; give until, or name what "
                "came later in newer",
            )


def _asked(pack: Pack) -> Iterator[Text]:
    """What is asked of every unit, though nothing but one unit's form was seen."""
    for rule in pack.rules:
        header = header_of(rule)
        if header.needs_a_notice and not header.basis.notice:
            yield Text(
                f"规则“{rule.id}”要求各单位与“{str(header.basis) or '（无依据）'}”一致，而它不是通知；只有通知（notice=True）可以作为依据",
                f"{rule.id!r} holds every unit to {str(header.basis) or 'no document'}, which is no notice; only one (notice=True) "
                "may be its basis",
            )


def _texts(thing: object) -> Iterator[str]:
    for what in ("label", "message", "innocent", "note", "definition", "english"):
        text = getattr(thing, what, None)
        yield f"{text.zh} {text.en}" if isinstance(text, Text) else str(text or "")


def _rows(pack: Pack) -> Iterator[Text]:
    """Row rules whose conditions exclude each other, or whose message names a field that is not there."""
    for rule in pack.rules:
        if not isinstance(rule, RowRule):  # only row rules have conditions and words with fields
            continue
        for one, other in _APART:
            if one in rule.when and other in rule.when:
                yield Text(
                    f"规则“{rule.id}”的条件“{one.name.zh}”与“{other.name.zh}”不会同时成立",
                    f"{rule.id!r} can never speak: {one.name.en!r} and {other.name.en!r} exclude each other",
                )
        try:
            rule.message.zh.format(**_FIELDS)
            rule.message.en.format(**_FIELDS)
        except (KeyError, IndexError, ValueError) as error:
            yield Text(
                f"规则“{rule.id}”的文字用了不存在的字段：{error}",
                f"the message of {rule.id!r} names a field that is not there: {error}",
            )


def _points(pack: Pack) -> Iterator[Text]:
    for one in pack.frameworks:
        if isinstance(one, Framework):
            yield from one.problems()
        for indicator in one.indicators if isinstance(one, Framework) else one.replace:
            yield from _scoring(indicator)


def _scoring(indicator: Indicator) -> Iterator[Text]:
    scoring = indicator.scoring
    if isinstance(scoring, Steps) and (scoring.deduct == 0 or scoring.least >= indicator.points > 0):
        yield Text(f"指标“{indicator.id}”怎样都不扣分", f"the indicator {indicator.id!r} never loses a point")
    if indicator.formula is not None and scoring.open:
        yield Text(
            f"指标“{indicator.id}”有公式，但计分方法由人判断，公式不起作用",
            f"the indicator {indicator.id!r} has a formula that its scoring never asks for",
        )


# --- years and places -----------------------------------------------------------------------------------------------


def boundary_years(packs: Iterable[Pack]) -> list[int]:
    """The years in which something begins or has just ended, and one in between."""
    ends = {y for p in packs for y in (p.since, p.until + 1 if p.until is not None else None) if y is not None}
    return sorted(y for y in {*ends, 2023} if FIRST_YEAR <= y <= LAST_YEAR)


def _along(pack: Pack, packs: Sequence[Installed]) -> list[Installed]:
    line = lineage(pack.code)
    return [p for p in packs if p.pack.code in line]


def _years(pack: Pack, packs: Sequence[Installed]) -> Iterator[Text]:
    """Years in which its book cannot be made, or the pack and another of its place overlap in what they set."""
    if pack.since is not None and pack.until is not None and pack.since > pack.until:
        yield Text(f"since={pack.since} 晚于 until={pack.until}", f"it begins in {pack.since} and ends in {pack.until}")
        return
    line = lineage(pack.code)
    along = _along(pack, packs)
    for year in boundary_years(p.pack for p in along):
        if not in_force(pack, year):
            continue
        try:
            fold = fold_packs(along, line, year)
            fold.default(), fold.default(project=True)
        except PackError as error:
            yield Text(f"{year} 年：{error.zh}", f"in {year}: {error.en}")
            return


def _reach(pack: Pack, packs: Sequence[Installed]) -> Iterator[Text]:
    """What can never be in force, or never speak: withdrawals of nothing, rules about what no document states."""
    before = _set_before(pack, packs)
    for key in pack.withdraws:
        if before and not any(key in known for known in before):
            yield Text(f"撤销的“{key}”在各年都不存在", f"it withdraws {key!r}, which nobody sets in its years")
    known = known_items(packs)
    for rule in pack.rules:
        missing = sorted(i for i in items_of(rule) if i not in known)
        if missing:
            yield Text(
                f"规则“{rule.id}”永远不会运行：没有规则包声明科目“{missing[0]}”",
                f"{rule.id!r} can never speak: no pack declares the line item {missing[0]!r}",
            )
    lines = known | {line.id for one in packs for line in one.pack.line_items}
    for item in pack.line_items:
        if item.parent and item.parent not in lines:
            yield Text(
                f"科目“{item.id}”的上级“{item.parent}”不存在", f"the parent {item.parent!r} of {item.id!r} is not there"
            )


def _set_before(pack: Pack, packs: Sequence[Installed]) -> list[set[str]]:
    """What others set, in each year in which a pack changes something and the others can be put together."""
    line = lineage(pack.code)
    others = [p for p in _along(pack, packs) if p.pack is not pack]
    alone = [p for p in others if not _patches(p.pack, pack)]
    found: list[set[str]] = []
    for year in boundary_years([pack, *(p.pack for p in others)]):
        if not in_force(pack, year):
            continue
        try:
            made = fold_packs(alone, line, year)
        except PerfevalError:
            continue
        found.append({*made.rules, *made.frameworks})
    return found


def _patches(one: Pack, other: Pack) -> bool:
    """Whether a pack changes a framework of another, so that it cannot be folded without it."""
    own = {f.id for f in other.frameworks if isinstance(f, Framework)}
    return any(isinstance(f, FrameworkPatch) and f.framework in own for f in one.frameworks)


# --- identities -----------------------------------------------------------------------------------------------------


def _equalities(rule: AnyRule) -> list[Vector]:
    """The sums a rule says, of this year's actuals over all funds; nothing where it depends on what a table lists."""
    if not is_figure_rule(rule):
        return []
    made = []
    for anchor in rule.anchors():
        if "*" in anchor:
            continue
        name = FigureName(printed("?"), anchor, printed(LAST_YEAR), printed(ACTUAL), printed(ALL_FUNDS))
        try:
            schemas = list(rule.schemas(name, NO_ROWS))
        except Exception:  # noqa: S112 - a rule that fails when run is isolated there, with its report
            continue
        for schema in schemas:
            if schema.is_plain_sum:
                vector: Vector = {}
                for coefficient, term in schema.terms:
                    vector[term] = vector.get(term, Fraction(0)) + coefficient
                made.append({n: c for n, c in vector.items() if c})
    return made


def _identities(pack: Pack, packs: Sequence[Installed]) -> Iterator[Text]:
    """Sums that follow from others, and pairs of sums that leave nothing for what only one of them lists."""
    own = [(r.id, v) for r in pack.rules for v in _equalities(r)]
    ids = {r.id for r in pack.rules}
    other = [
        (r.id, v) for p in _along(pack, packs) if p.pack is not pack for r in p.pack.rules if r.id not in ids
        for v in _equalities(r)
    ]  # fmt: skip
    for position, (name, vector) in enumerate(own):
        rest = other + [o for i, o in enumerate(own) if i < position]
        if not vector:
            yield Text(f"“{name}”两边相同，什么也没有说", f"{name!r} says nothing: both of its sides are the same")
        elif spanned(vector, [v for _, v in rest]):
            yield Text(f"“{name}”可由其他恒等式推出，是多余的", f"{name!r} follows from other identities")
    for (one, first), (two, second) in combinations(own + other, 2):
        if one not in ids and two not in ids:
            continue
        left = difference(first, second)
        if left is not None:
            items = "、".join(sorted(n.item.text for n in left))
            yield Text(
                f"“{one}”与“{two}”合在一起要求 {items} 为0",
                f"{one!r} and {two!r} together leave nothing for {items.replace('、', ', ')}",
            )


def difference(first: Mapping[FigureName, Fraction], second: Mapping[FigureName, Fraction]) -> Vector | None:
    """What two sums of one total say of each other, if it is that figures of one sign add up to zero."""
    shared = [n for n in first if n in second]
    if len(shared) < 2:
        return None
    factor = first[shared[0]] / second[shared[0]]
    names = {*first, *second}
    left = {n: first.get(n, Fraction(0)) - factor * second.get(n, Fraction(0)) for n in names}
    left = {n: c for n, c in left.items() if c}
    signs = {c > 0 for c in left.values()}
    return left if len(signs) == 1 else None


def spanned(vector: Mapping[FigureName, Fraction], others: Sequence[Mapping[FigureName, Fraction]]) -> bool:
    """Whether a sum is a combination of others, by elimination in exact fractions."""
    basis: list[Vector] = []
    for one in others:
        left = _reduced(one, basis)
        if left:
            basis.append(left)
    return bool(vector) and not _reduced(vector, basis)


def _reduced(vector: Mapping[FigureName, Fraction], basis: Sequence[Vector]) -> Vector:
    left = dict(vector)
    for one in basis:
        pivot = next(iter(one))
        if pivot in left:
            factor = left[pivot] / one[pivot]
            for name, coefficient in one.items():
                left[name] = left.get(name, Fraction(0)) - factor * coefficient
            left = {n: c for n, c in left.items() if c}
    return left


__all__ = ["boundary_years", "difference", "lint", "spanned"]
