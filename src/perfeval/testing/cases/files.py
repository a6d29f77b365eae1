"""Case files: what stands in them, read into a report, a rulebook and what is expected of the two.

Rule 1: a number stands for the digits it is written with; none of them passes through a binary fraction.
Rule 2: a name nobody knows is a fault of the case, never a case that passes; the message names file, case and key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from perfeval.building import At, Named, form_of, money_named, reading_of, stage_named
from perfeval.document import Place
from perfeval.errors import PackError, PerfevalError
from perfeval.model import ALL_FUNDS, FigureName, Report, Stage, Statement, printed
from perfeval.quantities import Unit
from perfeval.readers import refusal
from perfeval.recognition import recognise
from perfeval.resolution import Rulebook
from perfeval.testing.cases.ground import Ground

UNIT = "某市某局"

_SHARED = ("year", "jurisdiction", "unit", "framework")
_CASE = ("name", "note", *_SHARED, "facts", "figures", "form", "report", "expect")
EXPECT = ("findings", "silent", "not-run", "score", "grade", "points")


@frozen
class Pending:
    """One case as it stands in its file, not yet read: its position, its name, and what it holds."""

    path: Path
    number: int
    name: str
    content: Mapping[str, Any] = field(repr=False, eq=False)
    fault: PackError | None = field(default=None, repr=False, eq=False)

    @property
    def id(self) -> str:
        """What the case is called in a list of tests."""
        return f"{self.path.stem}:{self.name}" if self.name else self.path.stem


# --- reading a file -------------------------------------------------------------------------------------------------


def pending(path: Path) -> tuple[Pending, ...]:
    """The cases of a file.

    Raises
    ------
    PackError
        If it is no TOML, has no cases, or two of one name.
    """
    at = At(path.name)
    try:
        # numbers keep the digits they are written with
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=str)
    except OSError as error:
        raise at.fault(f"打不开（{error.strerror}）", f"it cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise at.fault("应存为 UTF-8 文本", "it should be saved as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise at.fault(f"不是 TOML（{error}）", f"it is no TOML ({error})") from error
    at.table(content, (*_SHARED, "case"))
    shared = {key: value for key, value in content.items() if key != "case"}
    listed = at.at("case").list(content.get("case", []))
    if not listed:
        raise at.fault("没有用例；每个用例以 [[case]] 开头", "there is no case in it; each begins with [[case]]")
    made: list[Pending] = []
    for number, one in enumerate(listed, 1):
        here = evolve(at, case=f"#{number}")
        name = here.at("name").text(here.table(one).get("name", "")).strip()
        if not name:
            raise here.at("name").fault("请给用例一个名称", "a case needs a name")
        if any(name == other.name for other in made):
            raise evolve(at, case=name).at("name").fault("同名用例有两个", "two cases have this name")
        made.append(Pending(path, number, name, {**shared, **one}))
    return tuple(made)


def pending_or_fault(path: Path) -> tuple[Pending, ...]:
    """The cases of a file, or one that fails with what is wrong with the file."""
    try:
        return pending(path)
    except PackError as error:
        return (Pending(path, 0, "", {}, error),)


@frozen
class Case:
    """One case, read: the report it describes, and the table of what it expects."""

    at: At
    report: Report
    book: Rulebook
    framework: str | None
    facts: Mapping[str, int]
    expect: Mapping[str, Any]


def case_of(one: Pending, ground: Ground) -> Case:
    """A case, read.

    Raises
    ------
    PackError
        If it cannot be; the message names file, case and key.
    """
    if one.fault is not None:
        raise one.fault
    at = At(one.path.name, one.name)
    content = at.table(one.content, _CASE)
    year = at.at("year").whole(content["year"]) if "year" in content else None
    code = at.at("jurisdiction").text(content.get("jurisdiction", ground.pack.code))
    report = _report(content, at, one, ground, code, year)
    try:
        book = ground.book(report.jurisdiction or code, report.year)
        framework = content.get("framework", ground.framework())
        if framework is not None and framework not in book.framework_names:
            raise at.at("framework").unknown("指标体系", "framework", str(framework), book.framework_names)
    except LookupError as error:  # a code or a year that cannot exist
        raise at.fault(*both(error)) from error
    facts = {key: at.at("facts").at(key).whole(n) for key, n in at.at("facts").table(content.get("facts", {})).items()}
    expect = at.at("expect").table(content.get("expect", {}), EXPECT)
    if not expect:
        raise at.at("expect").fault("没有写应有的结果", "nothing is expected")
    return Case(at, report, book, framework, facts, expect)


def both(error: Exception) -> tuple[str, str]:
    """A message in both languages, to be set into another one."""
    zh, en = (error.zh, error.en) if isinstance(error, PerfevalError) else (str(error), str(error))
    return zh.rstrip("。"), en.rstrip(".")


def _report(
    content: Mapping[str, Any], at: At, one: Pending, ground: Ground, code: str, year: int | None
) -> Report:  # fmt: skip
    """The report a case describes: a file beside it, or its figures and its form."""
    if "report" in content:
        if "figures" in content or "form" in content:
            raise at.at("report").fault("与 figures、form 不能并用", "it goes with neither figures nor form")
        read_report = _from_file(at.at("report"), one.path.parent / at.at("report").text(content["report"]), ground)
        return evolve(
            read_report,
            jurisdiction=code if "jurisdiction" in content else (read_report.jurisdiction or code),
            year=read_report.year if year is None else year,
        )
    if year is None:
        raise at.at("year").fault("缺预算年度，如 year = 2024", "the fiscal year is missing: year = 2024")
    if "figures" not in content and "form" not in content:
        raise at.at("figures").fault("没有数据", "there are no figures")
    unit = money_named(content.get("unit", "万元"), at.at("unit"))
    figures = at.at("figures")
    statements: list[Statement] = []
    for key, value in figures.table(content.get("figures", {})).items():
        if re.fullmatch(r"\d{4}", key):
            for inner, more in figures.at(key).table(value).items():
                statements += _statements(inner, more, figures.at(key), int(key), unit, ground)
        else:
            statements += _statements(key, value, figures, year, unit, ground)
    placed = [evolve(s, place=Place(file=one.path.name, row=n + 1), order=n) for n, s in enumerate(statements)]
    forms = (form_of(at.at("form"), content["form"], one.path.name, ground.plugins.words),) if "form" in content else ()
    return Report(
        source=one.path.name, title=one.name, entity=UNIT, year=year, jurisdiction=code, statements=tuple(placed),
        forms=forms,
    )  # fmt: skip


def _from_file(at: At, path: Path, ground: Ground) -> Report:
    """A report in a file, read with the words of the pack, too."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise at.fault(
            f"{path.name} 打不开（{error.strerror}）", f"{path.name} cannot be opened ({error.strerror})"
        ) from error
    suffix = path.suffix.lower()
    reader = next((r for r in ground.plugins.readers if suffix in r.suffixes), None)
    said = refusal(data, suffix)
    if reader is None or said is not None:
        zh, en = said or (f"不认识“{suffix}”文件", f"{suffix!r} is no known format")
        raise at.fault(zh.rstrip("。"), en.rstrip("."))
    try:
        found = reader.read(data, path.name)
    except PerfevalError as error:
        raise at.fault(*both(error)) from error
    return found if isinstance(found, Report) else recognise(found, ground.plugins.words)


def _statements(key: str, value: object, at: At, year: int, unit: Unit, ground: Ground) -> Iterator[Statement]:
    """The statements of one line: a number for what has no stage, or numbers by stage."""
    here = at.at(key)
    named = ground.names.item(key, here)
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            yield _statement(named, key, ground.names.stage(named.item), one, here, year, unit, ALL_FUNDS)
            continue
        fund = here.at("fund").text(one.get("fund", ALL_FUNDS))
        for word, number in one.items():
            if word != "fund":
                yield _statement(named, key, stage_named(word, here), number, here.at(word), year, unit, fund)


def _statement(
    named: Named, label: str, stage: Stage, value: object, at: At, year: int, unit: Unit, fund: str
) -> Statement:  # fmt: skip
    name = FigureName(printed(UNIT), named.item, printed(year), printed(stage), printed(fund))
    return Statement(name, label, reading_of(at.text(value), unit, at), Place(), "用例", parent=named.parent)


__all__ = ["At", "Case", "Ground", "Pending", "both", "case_of", "pending", "pending_or_fault"]
