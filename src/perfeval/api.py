"""What the front door offers, with ordinary imports: read a report, find its rules, judge it, print what was found.

`perfeval` forwards here when one of these is first asked for, so that `import perfeval` itself loads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve

from perfeval import acceptance
from perfeval.boundary import file_bytes, file_name
from perfeval.calling import called_reader, called_renderer
from perfeval.editing import Located, Repair, with_suggestions
from perfeval.editing import locate as _located
from perfeval.editing import repair as _repaired
from perfeval.errors import UnknownNameError, UnreadableError
from perfeval.evaluation import Evaluation
from perfeval.evaluation import evaluate as _judged
from perfeval.findings import Acceptance
from perfeval.model import Report, together
from perfeval.plugins import Plugins, installed, settled
from perfeval.privacy import masked
from perfeval.readers import refusal
from perfeval.recognition import recognise
from perfeval.resolution import Rulebook, resolve
from perfeval.ruling import Profile

#: No file is read into memory that is larger than this.
LARGEST_FILE = 64 * 1024 * 1024


def _bytes(path: Path) -> bytes:
    try:
        return file_bytes(path, LARGEST_FILE)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{path}：没有这个文件；请检查路径。", f"{path}: no such file; check the path."
        ) from error


def _read_one(path: Path, plugins: Plugins) -> Report:
    data = _bytes(path)
    suffix = path.suffix.lower()
    said = refusal(data, suffix)
    if said is not None:
        raise UnreadableError(f"{path}：{said[0]}", f"{path}: {said[1]}")
    reader = next((r for r in plugins.readers if suffix in r.suffixes), None)
    if reader is None:
        known = "、".join(s for r in plugins.readers for s in r.suffixes)
        raise UnreadableError(
            f"{path}：不认识“{suffix or '无后缀'}”文件；可读 {known}。",
            f"{path}: {suffix or 'no ending'!r} is no known format; perfeval reads {known}.",
        )
    return called_reader(
        reader, plugins.origin_of(reader), data, file_name(path), lambda found: recognise(found, plugins.words)
    )


def read(*paths: str | Path) -> Report:
    """Everything one or several files of one report state.

    Raises
    ------
    UnreadableError
        If a file cannot be taken; the message says where, why, and what to do.
    ModelError
        If several files are about different years or places.
    PluginError
        If the reader fails inside itself; it is named.
    """
    plugins = installed()
    reports = [_read_one(Path(p), plugins) for p in paths]
    return reports[0] if len(reports) == 1 else together(reports)


def rulebook(code: str = "000000", year: int | None = None) -> Rulebook:
    """The rules of a place (GB/T 2260 code) in a fiscal year.

    Raises
    ------
    JurisdictionError
        If the code or the year cannot exist.
    PackError
        If the packs there do not make sense together; `ConflictError` if two of them disagree.
    """
    return resolve(installed().packs, code, year)


def evaluate(
    report: Report, book: Rulebook | None = None, framework: str | None = None, facts: Mapping[str, int] | None = None, *,
    previous: Report | None = None, profile: str | Profile = "default",
) -> Evaluation:  # fmt: skip
    """Judge a report.

    Parameters
    ----------
    book
        The rules; without one, those of the report's own place and year. Installed packs that disagree there are then
        left out and named in `quarantined`; `rulebook` raises instead.
    framework
        The framework to score by; without one, the default of the place and year.
    facts
        What a person established, by the ids the framework gives them (`perfeval explain` lists them), and how often.
    previous
        Last year's report of the same unit: its figures are held against what this one says of the year before, and are
        bases of changes where this one does not state them. It is never judged itself.
    profile
        How much is to be said: `minimal`, `default` or `strict`.

    Raises
    ------
    ModelError
        If `previous` is not of the year before.
    UnknownNameError
        If there is no framework or profile of that name, or the framework asks for no such fact.
    """
    plugins = installed()
    aside = tuple((q.name, q.origin, q.error) for q in plugins.quarantined)
    if book is None:
        book, aside = settled(plugins, report.jurisdiction or "000000", report.year)
    made = _judged(report, book, framework, facts=facts or {}, previous=previous, profile=_profile(profile))
    made = evolve(made, quarantined=aside)
    if all(held.holds for held in made.checked) and not any(f.suggestions for f in made.findings):
        return made  # nothing to look for
    return with_suggestions(made)


def _profile(name: str | Profile) -> Profile:
    try:
        return Profile(name)
    except ValueError as error:
        names = [p.value for p in Profile]
        raise UnknownNameError(
            f"没有“{name}”档次；有 {'、'.join(names)}。", f"There is no profile {name!r}; there are {', '.join(names)}."
        ) from error


def acceptances(*paths: str | Path) -> tuple[Acceptance, ...]:
    """What a person has accepted of a report in these files, as the files beside them say; nothing where none is there.

    `evaluation.accepting(acceptances, on=day)` sets those findings aside that are accepted on that day.
    `perfeval.acceptance` also writes such files.

    Raises
    ------
    UnreadableError
        If a file beside them is not as it should be; the message says in which line, and what is wrong there.
    """
    return acceptance.acceptances(*paths)


def locate(evaluation: Evaluation, weights: Mapping[str, int] | None = None) -> Located:
    """Which statements are probably wrong: the smallest sets whose change lets every identity hold.

    All sets of least weight are listed, ties included, up to a stated cap; within the rounding of the evaluation and in
    exact arithmetic (Fellegi and Holt, 1976). Nothing is ever changed.

    Parameters
    ----------
    weights
        How much it takes to believe that a cell is wrong, by the key of the cell (`figure.key` of a finding): whole
        numbers above zero, 4 where none is given. Without it, more for a print that is repeated elsewhere, less for a
        cell that a finding of its own objects to.

    Raises
    ------
    UsageError
        If a weight is not above zero.
    """
    return _located(evaluation, weights)


def repair(evaluation: Evaluation) -> tuple[Repair, ...]:
    """The slips of the hand that would make broken identities hold, the likeliest first.

    One entry for each group of broken identities that share statements, and one for each cell in which two numbers ran
    together. `unique` says that one slip of the listed kinds, and no other, explains them. Nothing is ever changed.
    """
    return _repaired(evaluation)


def render(evaluation: Evaluation | Sequence[Evaluation], format: str = "text", lang: str = "zh") -> str | bytes:  # noqa: A002
    """An evaluation as text, JSON, or what a plugin offers.

    Raises
    ------
    UnknownNameError
        If no renderer has that name.
    PluginError
        If the renderer fails inside itself; it is named.
    """
    several = list(evaluation) if isinstance(evaluation, Sequence) else [evaluation]
    plugins = installed()
    renderers = plugins.renderers
    for renderer in renderers:
        if renderer.name == format:
            made = called_renderer(renderer, plugins.origin_of(renderer), several, lang)
            return masked(made) if isinstance(made, str) else made
    names = "、".join(r.name for r in renderers)
    raise UnknownNameError(f"没有“{format}”格式；有 {names}。", f"There is no format {format!r}; there are {names}.")


__all__ = ["LARGEST_FILE", "acceptances", "evaluate", "locate", "read", "render", "repair", "rulebook"]
