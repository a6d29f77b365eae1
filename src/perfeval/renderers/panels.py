"""The page of `perfeval panel`: the score, how far the experts agree, and what is to be asked of whom."""

from __future__ import annotations

from fractions import Fraction

from perfeval.findings import Text
from perfeval.panels import Intraclass, Kendall, Krippendorff, Level, Panel, PanelScore, Reviewer
from perfeval.quantities import plain, short
from perfeval.quantities.bounds import Interval
from perfeval.renderers.layout import width
from perfeval.renderers.wording import either

#: Forms of the intraclass correlation that are shown: of judges drawn at random, one and all of them.
SHOWN = ("ICC(2,1)", "ICC(2,k)")


def panel_text(panel: Panel, drop: tuple[int, int], lang: str) -> str:
    """Everything there is to say of a panel.

    Raises
    ------
    ModelError
        If there are too few experts to drop any.
    """
    lines = [
        either(
            f"{len(panel.experts)} 位专家，{len(panel.items)} 项",
            f"{len(panel.experts)} experts, {len(panel.items)} items",
            lang,
        )
    ]
    if panel.out_of and not panel.gaps:
        lines += _score(panel.score(drop), drop, lang)
    elif panel.out_of:
        expert, item = panel.gaps[0]
        lines.append(
            either(
                f"缺 {len(panel.gaps)} 处打分（“{expert}”未评“{item}”等），不合成总分",
                f"{len(panel.gaps)} marks are missing ({expert!r} has not marked {item!r}); there is no total",
                lang,
            )
        )
        lines += _items(panel, drop, lang)
    else:
        lines += _items(panel, drop, lang)
    lines += ["", either("一致程度", "How far they agree", lang), *_agreement(panel, lang)]
    lines += ["", either("各位专家", "The experts", lang), *_reviewers(panel, lang)]
    return "\n".join([*lines, ""])


def _score(score: PanelScore, drop: tuple[int, int], lang: str) -> list[str]:
    how = either("全部专家平均", "mean of all experts", lang)
    if any(drop):
        low, high = either("、", ", ", lang).join(score.low), either("、", ", ", lang).join(score.high)
        how = either(
            f"去掉最低 {low or '（无）'}、最高 {high or '（无）'}；全部平均 {short(score.all)}",
            f"without the lowest, {low or 'none'}, and the highest, {high or 'none'}; mean of all {short(score.all)}",
            lang,
        )
    lines = [
        either(
            f"专家评分 {short(score.total)}/{short(score.of)}（{how}）",
            f"Score {short(score.total)}/{short(score.of)} ({how})",
            lang,
        )
    ]
    wide = max(width(item) for item in score.items)
    lines += [f"  {item}{' ' * (wide - width(item))}  {short(value)}" for item, value in score.items.items()]
    for tie in score.ties:
        lines.append(
            either(
                f"  {'、'.join(tie)} 总分相同，按所列次序去掉了前面的；总分不受影响，各项平均会受影响",
                f"  {', '.join(tie)} have one total; the first of them were dropped. The total does not depend on it, the items do",
                lang,
            )
        )
    return lines


def _items(panel: Panel, drop: tuple[int, int], lang: str) -> list[str]:
    """The items one by one: each with the marks it has."""
    lines = []
    wide = max(width(item) for item in panel.items)
    means = panel.means(drop) if any(drop) else None
    for line in panel.lines():
        name = f"  {line.item}{' ' * (wide - width(line.item))}"
        if line.mean is None or line.median is None:
            lines.append(f"{name}  {either('无人评', 'nobody marked it', lang)}")
            continue
        kept = means[line.item] if means is not None else line.mean
        rest = either(
            f"{line.marks} 人评，中位 {short(line.median)}", f"{line.marks} marks, median {short(line.median)}", lang
        )
        lines.append(f"{name}  {short(kept)}  {rest}{_varying(line.variation, line.settled, lang)}")
    return lines


def _varying(variation: Interval | None, settled: bool | None, lang: str) -> str:
    if variation is None or settled:
        return ""
    cv = plain(variation.middle, 2)
    return either(f"，变异系数 {cv}，意见分散", f", coefficient of variation {cv}: opinions differ", lang)


def _agreement(panel: Panel, lang: str) -> list[str]:
    return [
        _kendall(panel.agreement(), lang),
        _alpha(panel.alpha(Level.INTERVAL), lang),
        *_correlation(panel.correlation(), lang),
    ]


def _number(value: Fraction) -> str:
    """Three decimals, and the fraction itself where it is short enough to be read."""
    return f"{plain(value, 3)} = {value}" if 1 < value.denominator < 10**6 else plain(value, 3)


def _undefined(name: str, why: Text, lang: str) -> str:
    return either(f"  {name}  无定义：{why.zh}", f"  {name}  not defined: {why.en}", lang)


def _kendall(found: Kendall, lang: str) -> str:
    if found.w is None or found.chi2 is None or found.p is None:
        return _undefined("Kendall W", found.undefined, lang)
    p = "<0.001" if found.p.high < Fraction(1, 1000) else plain(found.p.middle, 3)
    few = found.things < 8
    note = either("（不足 8 项，p 仅供参考）", " (fewer than 8 items: p is rough)", lang) if few else ""
    return f"  Kendall W  {_number(found.w)}  χ²({found.df}) {plain(found.chi2, 2)}  p {p}{note}"


def _alpha(found: Krippendorff, lang: str) -> str:
    name = either("Krippendorff α（区间）", "Krippendorff alpha (interval)", lang)
    if found.alpha is None:
        return _undefined(name, found.undefined, lang)
    counted = either(f"{found.units} 项，{found.marks} 个分", f"{found.units} items, {found.marks} marks", lang)
    return f"  {name}  {_number(found.alpha)}  {counted}"


def _correlation(found: Intraclass, lang: str) -> list[str]:
    lines = []
    for name in SHOWN:
        value = found.forms[name]
        lines.append(_undefined(name, found.undefined, lang) if value is None else f"  {name}  {_number(value)}")
    return lines


def _reviewers(panel: Panel, lang: str) -> list[str]:
    lines: list[str] = []
    asked: set[frozenset[str]] = set()
    for one in panel.reviewers():
        lines.append(f"  {one.name}  {_reviewer(one, panel, lang)}")
        group = frozenset((one.name, *one.alike))
        if one.alike and group not in asked:
            asked.add(group)
            names = [one.name, *one.alike]
            lines.append(
                either(
                    f"    {'、'.join(names)} 的 {one.marked} 项打分完全相同；请核实是否各自打分（事先商定口径也会如此）",
                    f"    {', '.join(names)} gave the very same {one.marked} marks; ask whether each marked alone (marks agreed on "
                    "beforehand look alike, too)",
                    lang,
                )
            )
    return lines


def _reviewer(one: Reviewer, panel: Panel, lang: str) -> str:
    if one.severity is None or one.spread is None:
        return either("未打分", "gave no mark", lang)
    sign = "+" if one.severity > 0 else ""
    unit = either("（折百）", " points of 100", lang) if panel.out_of else ""
    bits = [
        either(
            f"比各项中位数平均 {sign}{short(one.severity)}{unit}，离散 {short(one.spread)}",
            f"{sign}{short(one.severity)}{unit} from the medians on average, spread {short(one.spread)}",
            lang,
        )
    ]
    if one.order.w is not None:
        bits.append(
            either(
                f"与其余专家次序 W {plain(one.order.w, 2)}", f"order beside the others W {plain(one.order.w, 2)}", lang
            )
        )
    if one.marked < len(panel.items):
        bits.append(either(f"只评了 {one.marked} 项", f"marked {one.marked} only", lang))
    if one.flat:
        bits.append(either("各项得分率相同，分不出高低", "one share for all items, which separates none", lang))
    return either("；", "; ", lang).join(bits)


__all__ = ["panel_text"]
