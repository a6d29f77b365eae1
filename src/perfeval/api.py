"""What the front door offers, with ordinary imports: read a report, find its rules, judge it, print what was found.

`perfeval` forwards here when one of these is first asked for, so that `import perfeval` itself loads nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, overload

from attrs import evolve

from perfeval import acceptance, building
from perfeval.boundary import file_bytes, file_name, json_signs, printable
from perfeval.building import KnownNames
from perfeval.calling import called_reader, called_renderer
from perfeval.editing import Located, Repair, with_suggestions
from perfeval.editing import locate as _located
from perfeval.editing import repair as _repaired
from perfeval.errors import UnknownNameError, UnreadableError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.evaluation import evaluate as _judged
from perfeval.findings import Acceptance
from perfeval.hookspecs import PROJECT
from perfeval.model import Form, Report, SourceFile, Statement, together
from perfeval.plugins import Plugins, installed, settled
from perfeval.plugins.handed import with_packs
from perfeval.privacy import masked
from perfeval.readers import refusal
from perfeval.readers.report_json import read_json, report_content, write_json
from perfeval.recognition import recognise
from perfeval.renderers.masking import figures_judged, figures_of, masked_content
from perfeval.resolution import Rulebook
from perfeval.ruling import Pack, Profile

#: No file is read into memory that is larger than this.
LARGEST_FILE = 64 * 1024 * 1024
#: Every message is written in these.
LANGUAGES = ("zh", "en")


def _too_large(path: Path, size: int) -> UnreadableError:
    return UnreadableError(
        f"{path}：文件 {size // 2**20} MB，超过上限 {LARGEST_FILE // 2**20} MB；请只保留报告本身后重试。",
        f"{path}: {size // 2**20} MB is over the limit of {LARGEST_FILE // 2**20} MB; keep only the report.",
    )


def _bytes(path: Path) -> bytes:
    try:
        return file_bytes(path, LARGEST_FILE)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{path}：没有这个文件；请检查路径。", f"{path}: no such file; check the path."
        ) from error


def _read_one(source: str | Path | tuple[str, bytes], plugins: Plugins) -> Report:
    path = Path(source[0] if isinstance(source, tuple) else source)
    data = source[1] if isinstance(source, tuple) else _bytes(path)
    if len(data) > LARGEST_FILE:
        raise _too_large(path, len(data))
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
    report = called_reader(
        reader, plugins.origin_of(reader), data, file_name(path), lambda found: recognise(found, plugins.words)
    )
    report = evolve(report, statements=tuple(_labelled(s, plugins) for s in report.statements))
    return evolve(report, files=(SourceFile(printable(str(path)), hashlib.sha256(data).hexdigest()),))


def _labelled(statement: Statement, plugins: Plugins) -> Statement:
    """A figure that a file gives by its id alone, called as its line is: nobody who reads a finding knows ids."""
    item = statement.name.item
    line = plugins.words.items.get(item.base) if item.is_plain and statement.label == item.text else None
    return statement if line is None else evolve(statement, label=line.label)


def read(*sources: str | Path | tuple[str, bytes], packs: Iterable[Pack] = (), bundled: bool = True) -> Report:
    """Everything one or several files of one report state.

    Parameters
    ----------
    sources
        Paths, or what stands in files with the names they would have: `("report.docx", data)`.
    packs
        Rule packs that are not installed: their forms and line items are known, too.
    bundled
        False for the words of these packs alone.

    Raises
    ------
    UnreadableError
        If a file cannot be taken; the message says where, why, and what to do.
    ModelError
        If several files are about different years or places.
    PluginError
        If the reader fails inside itself; it is named.
    """
    plugins = with_packs(installed(), packs, bundled=bundled)
    reports = [_read_one(source, plugins) for source in sources]
    return reports[0] if len(reports) == 1 else together(reports)


def build(
    figures: object, *, entity: str | None, year: int | None, jurisdiction: str | None, unit: str,
    indicators: Iterable[object], complete: bool, of: Iterable[str], forms: Iterable[Form], packs: Iterable[object],
) -> Report:  # fmt: skip
    """What `Report.build` gives.

    Raises
    ------
    ModelError
        If a name is none, or a value does not fit; the message says which, and names what is near.
    """
    plugins = with_packs(installed(), packs)
    return building.build(
        figures, KnownNames(plugins.words, plugins.items, plugins.rates), entity=entity, year=year, jurisdiction=jurisdiction, unit=unit,
        indicators=indicators, complete=complete, of=of, forms=forms,
    )  # fmt: skip


def report_to_json(report: Report, *, mask: bool = False) -> str:
    """What `Report.to_json` gives."""
    if not mask:
        return write_json(report)
    content = masked_content(report_content(report), figures_of([report]))
    return json_signs(json.dumps(content, ensure_ascii=False, indent=1))


def report_from_json(text: str | bytes) -> Report:
    """What `Report.from_json` gives.

    Raises
    ------
    UnreadableError
        If it is no JSON of a report.
    """
    return read_json(text.encode() if isinstance(text, str) else text, "JSON")


def rulebook(
    code: str = "000000", year: int | None = None, *, packs: Iterable[Pack] = (), bundled: bool = True
) -> Rulebook:
    """The rules of a place (GB/T 2260 code) in a fiscal year; made once, however often it is asked for.

    Parameters
    ----------
    packs
        Rule packs that are not installed.
    bundled
        False for these packs alone.

    Raises
    ------
    JurisdictionError
        If the code or the year cannot exist.
    PackError
        If the packs there do not make sense together; `ConflictError` if two of them disagree.
    """
    return with_packs(installed(), packs, bundled=bundled).book(code, year)


def evaluate(
    report: Report, book: Rulebook | None = None, framework: str | None = None, facts: Mapping[str, int] | None = None, *,
    previous: Report | None = None, profile: str | Profile = "default", packs: Iterable[Pack] = (), bundled: bool = True,
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
    packs
        Rule packs that are not installed, beside those that are; a book has its packs already.
    bundled
        False for these packs alone.

    Raises
    ------
    UsageError
        If a book is given, and packs, too.
    ModelError
        If `previous` is not of the year before.
    UnknownNameError
        If there is no framework or profile of that name, or the framework asks for no such fact.
    """
    packs = tuple(packs)
    if book is not None and (packs or not bundled):
        raise UsageError(
            "book 与 packs 不能并用；请用 rulebook(…, packs=…) 取得规则。",
            "A book has its packs; get it with them: rulebook(…, packs=…).",
        )
    plugins = with_packs(installed(), packs, bundled=bundled)
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


@overload
def render(
    evaluation: Evaluation | Sequence[Evaluation],
    format: Literal["text", "json", "html", "markdown", "junit"] = "text",
    lang: str = "zh",
) -> str: ...
@overload
def render(
    evaluation: Evaluation | Sequence[Evaluation],
    format: Literal["xlsx", "docx", "docx-rectification", "docx-evidence"],
    lang: str = "zh",
    keeping: bytes | None = None,
) -> bytes: ...
@overload
def render(
    evaluation: Evaluation | Sequence[Evaluation], format: str, lang: str = "zh", keeping: bytes | None = None
) -> str | bytes: ...
def render(
    evaluation: Evaluation | Sequence[Evaluation],
    format: str = "text",  # noqa: A002
    lang: str = "zh",
    keeping: bytes | None = None,
) -> str | bytes:
    """An evaluation as text, JSON, a paper, or what a plugin offers.

    Parameters
    ----------
    format
        `text`, `json`, `html`, `markdown`, `junit`, `xlsx`, `docx` and its kin, or the name of a renderer that a plugin
        offers.
    lang
        `zh` or `en`.
    keeping
        An earlier file of the format: what a person deleted or worded otherwise in it stays so.

    Raises
    ------
    UnknownNameError
        If no renderer has that name, or nobody speaks the language.
    UsageError
        If an earlier file is given, and nothing is changed by hand in this format.
    MissingExtraError
        If the format needs a library that is not installed.
    PluginError
        If the renderer fails inside itself; it is named.
    """
    if lang not in LANGUAGES:
        raise UnknownNameError(
            f"没有“{lang}”语言；有 {'、'.join(LANGUAGES)}。",
            f"There is no language {lang!r}; there are {', '.join(LANGUAGES)}.",
        )
    several = list(evaluation) if isinstance(evaluation, Sequence) else [evaluation]
    plugins = installed()
    renderer = plugins.renderer(format)
    made = called_renderer(renderer, plugins.origin_of(renderer), several, lang, keeping)
    if isinstance(made, bytes) or plugins.origin_of(renderer) == PROJECT:
        return made  # those that are bundled mask what they write, text by text
    return masked(made, figures_judged(several))


__all__ = ["LARGEST_FILE", "acceptances", "evaluate", "locate", "read", "render", "repair", "rulebook"]
