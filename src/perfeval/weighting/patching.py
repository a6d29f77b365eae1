"""New points for a framework, as the patch a pack would declare, refused where the framework would not add up."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve

from perfeval.errors import ModelError, PackError
from perfeval.resolution import Rulebook
from perfeval.resolution.sense import check_frameworks
from perfeval.ruling import (
    NO_BASIS,
    Basis,
    Direct,
    Framework,
    FrameworkPatch,
    Indicator,
    LinearScore,
    Proportional,
    Standing,
    Steps,
)


def framework_patch(
    framework: Framework, points: Mapping[str, Fraction], *, basis: Basis = NO_BASIS, standing: Standing = Standing.UNCONFIRMED
) -> FrameworkPatch:  # fmt: skip
    """The change that gives parts of a framework these points; what is not named keeps its own.

    Parameters
    ----------
    points
        By the id or the label of a section or an indicator.
    basis, standing
        What the new weights rest on, and what is known of it.

    Raises
    ------
    ModelError
        If the framework has no such part, or two of one label.
    PackError
        If the framework would no longer add up, or a scoring method states full marks that cannot follow.
    """
    found = {part: value for name, value in points.items() for part in _parts(framework, name)}
    sections = tuple(
        evolve(s, points=found[s.id, "section"]) if (s.id, "section") in found else s for s in framework.sections
    )
    replaced = tuple(
        _worth(one, found[one.id, "indicator"]) for one in framework.indicators if (one.id, "indicator") in found
    )
    made = FrameworkPatch(
        framework=framework.id, replace=replaced, sections=() if sections == framework.sections else sections, basis=basis,
        standing=standing,
    )  # fmt: skip
    wrong = framework.patched(made).problems()
    if wrong:
        raise PackError(
            f"按此分值，指标体系不成立：{'；'.join(w.zh for w in wrong)}。",
            f"With these points the framework does not fit together: {'; '.join(w.en for w in wrong)}.",
        )
    return made


def patch_in_book(
    book: Rulebook, framework: str | None, points: Mapping[str, Fraction], *, basis: Basis = NO_BASIS,
    standing: Standing = Standing.UNCONFIRMED,
) -> FrameworkPatch:  # fmt: skip
    """The same for a framework of a place and year, checked as the book of that place and year is.

    Parameters
    ----------
    framework
        Its name; None for the default of the place and year.

    Raises
    ------
    UnknownNameError
        If there is no such framework.
    ModelError
        If the place has no framework that holds, or the framework no such part.
    PackError
        If the book would no longer make sense.
    """
    force = book.framework(framework)
    if force is None:
        raise ModelError(
            f"{book.code} {book.year} 年没有默认的指标体系；请写明名称：{'、'.join(book.framework_names) or '（无）'}。",
            f"{book.code} has no default framework in {book.year}; name one: {', '.join(book.framework_names) or 'there is none'}.",
        )
    made = framework_patch(force.framework, points, basis=basis, standing=standing)
    whole = {**book.frameworks, force.framework.id: evolve(force, framework=force.framework.patched(made))}
    check_frameworks(book.rules, whole)
    return made


def _parts(framework: Framework, name: str) -> list[tuple[str, str]]:
    """What a name means: a section or an indicator, or both where a section and its only indicator share it."""
    parts = [(s.id, s.label, "section") for s in framework.sections]
    parts += [(i.id, i.label, "indicator") for i in framework.indicators]
    found = [(key, kind) for key, _, kind in parts if key == name]
    found = found or [(key, kind) for key, label, kind in parts if label == name]
    kinds = [kind for _, kind in found]
    if kinds in (["section"], ["indicator"]):
        return found
    if kinds == ["section", "indicator"] and [i.id for i in framework.of_section(found[0][0])] == [found[1][0]]:
        return found
    there = "、".join(dict.fromkeys(f"{label}（{key}）" for key, label, _ in parts))
    raise ModelError(
        f"指标体系“{framework.id}”中{'有多个' if found else '没有'}“{name}”；各部分和指标有：{there}。",
        f"The framework {framework.id!r} has {'several parts' if found else 'no part'} called {name!r}; there are "
        f"{', '.join(dict.fromkeys(key for key, _, _ in parts))}.",
    )


def _worth(indicator: Indicator, points: Fraction) -> Indicator:
    """An indicator with other points; full marks that its scoring method keeps as a number follow."""
    scoring = indicator.scoring
    if isinstance(scoring, (Direct, LinearScore, Proportional, Steps)) and scoring.full is not None:
        scoring = evolve(scoring, full=points)
    return evolve(indicator, points=points, scoring=scoring)


__all__ = ["framework_patch", "patch_in_book"]
