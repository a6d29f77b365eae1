"""Whose report it is, and what it was judged by: the line above a block and the lines below it."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from perfeval.boundary import own_version
from perfeval.evaluation import Evaluation
from perfeval.findings import Text
from perfeval.jurisdictions import NATION

#: So many digits of a hash are shown on a screen; all of them stand in JSON.
SHORT_HASH = 12
#: So many packs are named on a screen; all of them stand in JSON. Those of the nation, which are always there, come last.
MOST_PACKS = 2
NATIONAL = "national"


@frozen
class Head:
    """Whose report it is.

    Attributes
    ----------
    entity, year
        The unit and the fiscal year; empty and None where the report does not say them.
    project
        The project it is about, where it is about one.
    place, code
        The name and the GB/T 2260 code of the place whose rules were applied.
    path
        The file, as it was given; of a file in a folder, from that folder on.
    title
        The title that is printed.
    """

    entity: str
    year: int | None
    project: str
    place: str
    code: str
    path: str
    title: str

    @property
    def line(self) -> Text:
        """单位 · 年度 · 地区（代码）· 文件."""
        who = self.entity or self.title
        parts_zh = [who or "（未载明单位）", self.project, f"{self.year}年度" if self.year else "（未载明年度）"]
        parts_en = [who or "(no unit named)", self.project, str(self.year) if self.year else "(no year)"]
        place = f"{self.place}（{self.code}）" if self.place else self.code
        place_en = f"{self.place} ({self.code})" if self.place else self.code
        return Text(
            " · ".join(p for p in (*parts_zh, place, self.path) if p), " · ".join(p for p in (*parts_en, place_en, self.path) if p)
        )  # fmt: skip


@frozen
class Applied:
    """What a report was judged by.

    Attributes
    ----------
    place, year
        Which place and year were taken, and from what.
    packs
        The packs in force, with the versions of the distributions they come from.
    version
        perfeval's own.
    files
        Each file with its SHA-256, whole; empty for a report that was built.
    on
        The day; None where nobody said it.
    """

    place: Text
    year: Text
    packs: tuple[str, ...]
    version: str
    files: tuple[tuple[str, str], ...]
    on: date | None

    @property
    def lines(self) -> tuple[Text, Text]:
        """Two lines: what was applied, and to what."""
        packs, packs_en = self._packs()
        hashes = " ".join(digest[:SHORT_HASH] for _, digest in self.files)
        day = self.on.isoformat() if self.on is not None else ""
        last = [f"perfeval {self.version}", *([f"SHA-256 {hashes}"] if hashes else []), *([day] if day else [])]
        return (
            Text(f"适用  {self.place.zh}；{self.year.zh}；规则包 {packs}", f"Applied {self.place.en}; {self.year.en}; packs {packs_en}"),
            Text("      " + " · ".join(last), "        " + " · ".join(last)),
        )  # fmt: skip

    def _packs(self) -> tuple[str, str]:
        """The packs of the place by name, and how many the nation has."""
        bundled = [p.partition(":")[2] for p in self.packs if p.startswith("perfeval:")]
        nation = [p for p in bundled if p.startswith(NATIONAL)]
        named = [*(p for p in self.packs if not p.startswith("perfeval:")), *(p for p in bundled if p not in nation)]
        shown = named[:MOST_PACKS]
        more = len(self.packs) - len(shown)
        zh, en = "、".join(shown), ", ".join(shown)
        if not shown:
            return f"全国 {more} 个", f"{more} of the nation"
        return (f"{zh} 等 {len(self.packs)} 个", f"{en} and {more} more") if more else (zh, en)


def head_of(evaluation: Evaluation) -> Head:
    """Whose report an evaluation is about."""
    report = evaluation.report
    code = evaluation.rulebook.code
    subject = report.subject
    path = " + ".join(f.path for f in report.files) or report.source
    return Head(
        report.entity or "", report.year, subject.project if subject is not None else "", evaluation.rulebook.place, code, path,
        report.title,
    )  # fmt: skip


def applied_to(evaluation: Evaluation) -> Applied:
    """What an evaluation was made with."""
    report, book = evaluation.report, evaluation.rulebook
    said = {e.what: e.source for e in report.evidence}
    name = f"{evaluation.rulebook.place}（{book.code}）" if evaluation.rulebook.place else book.code
    name_en = f"{evaluation.rulebook.place} ({book.code})" if evaluation.rulebook.place else book.code
    why = said.get("jurisdiction", "")
    if book.code == NATION.code and not why:
        place = Text(f"{name}，报告未载明地区", f"{name_en}, the report names no place")
    else:
        place = Text(f"{name}，据{why}" if why else name, f"{name_en}, by {why}" if why else name_en)
    source = said.get("year", "")
    year = Text("年度未载明", "no year") if report.year is None else Text(f"{report.year}年度", str(report.year))
    if report.year is not None and source:
        year = Text(f"{year.zh}，据{source}", f"{year.en}, by {source}")
    files = tuple((f.path, f.sha256) for f in report.files)
    return Applied(place, year, book.versions, own_version(), files, evaluation.on)


__all__ = ["Applied", "Head", "applied_to", "head_of"]
