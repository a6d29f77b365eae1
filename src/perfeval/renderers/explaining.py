"""One thing to do, explained: what it rests on, by which formula, from which figures, and who set the rule."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.boundary import one_line
from perfeval.findings import Cited, Finding
from perfeval.privacy import masked
from perfeval.renderers.law import formula_text, history_lines
from perfeval.renderers.masking import figures_judged
from perfeval.renderers.wording import either, say
from perfeval.ruling import authority, header_of
from perfeval.summary import Matter, Spot, Summary


def matter_text(page: Summary, matter: Matter, lang: str = "zh") -> str:
    """A matter with its figures and their places, its rule, what it rests on and where the rule comes from."""
    lines = [
        f"{matter.number}  {say(matter.title, lang)}  {say(matter.group.text, lang)}",
        say(matter.sentence, lang),
        *_figures(matter, lang),
        *(line for finding in matter.findings for line in _rule(page, finding, lang)),
        *_otherwise(matter, lang),
        f"{either('指纹', 'fingerprint', lang)}  {matter.id}"
        + (
            ""
            if matter.finding.identified
            else either("（报告未载明单位或项目，不能接受）", " (cannot be accepted)", lang)
        ),
    ]
    figures = figures_judged([page.evaluation])
    return "".join(f"{masked(one_line(line), figures)}\n" for line in lines)


def _figures(matter: Matter, lang: str) -> Iterator[str]:
    """Every figure it quotes: what it is called, what is printed, and where."""
    if matter.spots:
        yield either("数据", "figures", lang)
    for spot in matter.spots:
        yield "  " + "  ".join(part for part in _figure(spot, lang) if part)


def _figure(spot: Spot, lang: str) -> tuple[str, str, str]:
    printed = spot.printed or either("（空白）", "(blank)", lang)
    unit = spot.unit if spot.unit and spot.unit != "%" and not printed.endswith(spot.unit) else ""
    return _called(spot.cited), f"{printed}{unit}", say(spot.place, lang)


def _called(cited: Cited) -> str:
    """A figure by its label and the head of its column, where both say something."""
    if cited.column and cited.column != cited.label and cited.label not in cited.column:
        return f"{cited.label}（{cited.column}）"
    return cited.column or cited.label


def _rule(page: Summary, finding: Finding, lang: str) -> Iterator[str]:
    """The rule of one finding: formula, what was computed, what it rests on, who set it."""
    book = page.evaluation.rulebook
    force = book.rules.get(finding.rule) or book.rules.get(finding.rule.partition(":")[0])
    if force is None:
        yield f"{either('规则', 'rule', lang)}  {finding.rule}"
        return
    header = header_of(force.rule)
    yield f"{either('规则', 'rule', lang)}  {say(header.label, lang)}（{finding.rule}）"
    yield f"  {either('公式', 'formula', lang)}  {formula_text(force.rule, book, lang)}"
    if finding.expected:
        yield f"  {_compared(finding, lang)}"
    yield f"  {either('依据', 'rests on', lang)}  {say(authority(header.basis, header.standing), lang)}"
    yield from (f"  {line}" for line in history_lines(book, force.rule.id, lang))


def _compared(finding: Finding, lang: str) -> str:
    """What is due, what is printed, what lies between, and how much of that rounding may do."""
    slack = (
        either(f"，四舍五入可差{finding.slack}", f", rounding may do {finding.slack}", lang) if finding.slack else ""
    )
    off = finding.difference.lstrip("-")
    apart = either(f"，相差{off}", f", {off} apart", lang) if off else ""
    return either(
        f"应为  {finding.expected}，所列{finding.stated}{apart}{slack}",
        f"due  {finding.expected}, printed {finding.stated}{apart}{slack}",
        lang,
    )


def _otherwise(matter: Matter, lang: str) -> Iterator[str]:
    """What would make the figures fit, and what would make them right after all."""
    for hint in matter.hints:
        yield f"{either('另一可能', 'or else', lang)}  {say(hint, lang)}"
    for innocent in dict.fromkeys(f.innocent for f in matter.findings if f.innocent):
        yield f"{either('可能的原因', 'may be right if', lang)}  {say(innocent, lang)}"


__all__ = ["matter_text"]
