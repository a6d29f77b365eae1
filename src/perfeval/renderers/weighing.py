"""The page of `perfeval weights`: weights, points, how far the judgements fit together, and what decided what."""

from __future__ import annotations

from fractions import Fraction

from perfeval.findings import Text
from perfeval.quantities import plain, short
from perfeval.quantities.bounds import Interval
from perfeval.renderers.layout import width
from perfeval.renderers.wording import either, say
from perfeval.ruling import FrameworkPatch
from perfeval.weighting import Diagnostic, Joining, Order, Tie, Weights
from perfeval.weighting.plan import Level, Plan

#: So many orders of units are listed; the uncertain ones come first.
MOST_ORDERS = 20


def weights_text(plan: Plan, lang: str, patch: FrameworkPatch | None = None) -> str:
    """Every level of a plan, and what the plan asks beside."""
    lines: list[str] = []
    for level in plan.levels:
        lines += [*_level(level, plan, lang), ""]
    if plan.orders and plan.within is not None:
        lines += [*_orders(plan.orders, plan.within, lang), ""]
    if plan.diagnostic is not None:
        lines += [*_diagnostic(plan.diagnostic, lang), ""]
    if patch is not None:
        lines += [_patched(patch, lang), ""]
    return "\n".join(lines)


def _level(level: Level, plan: Plan, lang: str) -> list[str]:
    weights = level.weights
    lines = [f"{level.of}  {either(f'{short(level.total)} 分', f'{short(level.total)} points', lang)}"]
    wide = max(width(name) for name in weights.names)
    for name, share, points in zip(weights.names, weights.shares, level.points, strict=True):
        row = f"  {name}{' ' * (wide - width(name))}  {plain(share, 4)}"
        lines.append(f"{row}  {either(f'{short(points)} 分', f'{short(points)} points', lang)}")
    lines += [f"  {_tie(tie, lang)}" for tie in level.points.ties]
    if level.each:
        lines.append(f"  {_joined(plan.joined, len(level.each), lang)}")
    lines.append(f"  {_consistency(weights, lang)}")
    lines += _worst(weights, lang)
    for expert, own in level.each.items():
        said = [f"{expert}{either('：', ': ', lang)}{_consistency(own, lang)}", *_worst(own, lang)]
        lines += [f"    {line.strip()}" for line in said]
    return lines


def _joined(joined: Joining, people: int, lang: str) -> str:
    return either(f"{people} 人合并：{joined.text.zh}", f"{people} people together: {joined.text.en}", lang)


def _tie(tie: Tie, lang: str) -> str:
    names = [str(part) for part in tie.parts]
    return either(
        f"余数相等：{'、'.join(names)} 同等该得末位的 {tie.units} 个计分单位，按所列次序分给了前 {tie.units} 个",
        f"Equal remainders: {', '.join(names)} have the same claim to the last {tie.units} units of points; they went to the "
        f"first {tie.units} as listed",
        lang,
    )


def _consistency(weights: Weights, lang: str) -> str:
    if weights.ratio is None:
        return say(weights.why_no_ratio, lang)
    index = say(weights.index.name, lang)
    verdict = {
        True: Text("小于 0.10，判断一致（已证明）", "below 0.10: the judgements fit together (proved)"),
        False: Text(
            "不小于 0.10，判断不一致（已证明），请复核",
            "not below 0.10: they contradict each other (proved); look again",
        ),
        None: Text("与 0.10 相差太小，无法判定", "too near to 0.10 to be decided"),
    }[weights.acceptable]
    ratio = ends_text(weights.ratio, 4)
    return either(
        f"一致性比例 CR {ratio}（{index}）{verdict.zh}", f"consistency ratio {ratio} ({index}), {verdict.en}", lang
    )


def ends_text(value: Interval, places: int) -> str:
    """A number between bounds: once where they agree to so many decimals, else both."""
    low, high = plain(value.low, places), plain(value.high, places)
    return low if low == high else f"{low}～{high}"


def _ratio(value: Fraction) -> str:
    """A judgement as it was given, or to two decimals where it is a mean."""
    return str(value) if value.denominator <= 9 else plain(value, 2)


def _worst(weights: Weights, lang: str) -> list[str]:
    worst = weights.worst
    if worst is None or weights.acceptable:
        return []
    one, other, stated, implied = worst.one, worst.other, worst.stated, worst.implied
    if stated < 1:
        one, other, stated, implied = other, one, 1 / stated, 1 / implied
    return [
        either(
            f"  最不合的判断：“{one}”比“{other}”为 {_ratio(stated)}，按权重应为 {plain(implied, 2)}（相差 {plain(worst.factor, 2)} 倍）",
            f"  The judgement that fits worst: {one!r} to {other!r} is {_ratio(stated)}, by the weights {plain(implied, 2)} "
            f"({plain(worst.factor, 2)} times)",
            lang,
        )
    ]


def _orders(orders: tuple[Order, ...], within: Fraction, lang: str) -> list[str]:
    sure = sum(order.certain for order in orders)
    lines = [
        either(
            f"各权重上下变动 {short(within)} 分：{len(orders)} 对单位中，{sure} 对次序不变",
            f"Weights up to {short(within)} points higher or lower: of {len(orders)} pairs of units, {sure} keep their order",
            lang,
        )
    ]
    for order in sorted(orders, key=lambda order: (order.certain, order.difference))[:MOST_ORDERS]:
        ends = f"{short(order.lowest)}～{short(order.highest)}"
        sure_zh, sure_en = ("次序不变", "certain") if order.certain else ("次序随权重而变", "depends on the weights")
        lines.append(
            either(
                f"  “{order.one}”比“{order.other}”高 {short(order.difference)} 分（{ends}）：{sure_zh}",
                f"  {order.one!r} is {short(order.difference)} points above {order.other!r} ({ends}): {sure_en}",
                lang,
            )
        )
    if len(orders) > MOST_ORDERS:
        more = len(orders) - MOST_ORDERS
        lines.append(either(f"  … 另有 {more} 对", f"  … {more} more pairs", lang))
    return lines


def _diagnostic(found: Diagnostic, lang: str) -> list[str]:
    lines = [
        either(
            f"各指标的区分度（熵值法，{found.units} 个单位；只供检查指标，不是权重）",
            f"How far indicators tell {found.units} units apart (entropy; to look at indicators, no weights)",
            lang,
        )
    ]
    if found.shares is None:
        lines.append(f"  {say(found.undefined, lang)}")
    for name, share in (found.shares or {}).items():
        lines.append(f"  {name}  {ends_text(share, 4)}")
    for name in found.silent:
        lines.append(
            either(
                f"  “{name}”各单位相同，分不出高低", f"  {name!r} is the same for all units and separates nobody", lang
            )
        )
    return lines


def _patched(patch: FrameworkPatch, lang: str) -> str:
    parts = [f"{s.label} {short(s.points)}" for s in patch.sections] + [
        f"{i.label} {short(i.points)}" for i in patch.replace
    ]
    return either(
        f"指标体系 {patch.framework} 按此分值成立：{'、'.join(parts) or '无改动'}",
        f"The framework {patch.framework} fits together with these points: {', '.join(parts) or 'nothing changes'}",
        lang,
    )


__all__ = ["ends_text", "weights_text"]
