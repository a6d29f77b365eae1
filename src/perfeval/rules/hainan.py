"""Hainan (海南省): the project form its departments used before 2020, with 20 points for the decision and 25 for management.

Basis: the form (项目绩效自评表) of a department of the province, which prints no year. What its rows ask for is judged from
papers; the points were all seen.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Basis, Checklist, Framework, Indicator, Pack, Section, Text

FORM = Basis(
    document="海南省项目绩效自评表（省级部门公开表式，2020年以前）", seen_at="460000", address="bdocx 30238812"
)
PAPERS = Checklist()


def _rows(section: str, *rows: tuple[str, str, str, int]) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(slug, label, points=points, section=section, scoring=PAPERS, english=english, basis=FORM)
        for slug, label, english, points in rows
    )


PACK = Pack(
    id="hainan-2019", code="460000", label="海南省项目绩效自评表（2020年以前）", until=2019, basis=FORM,
    frameworks=(
        Framework(
            "hainan-2019", "海南项目绩效自评表（20+25+55）", english="Hainan, project form 20 + 25 + 55",
            sections=(Section("decision", "项目决策", 20), Section("management", "项目管理", 25), Section("performance", "项目绩效", 55)),
            indicators=(
                *_rows("decision", ("goals", "项目目标", "goals", 4), ("process", "决策过程", "decision", 8), ("allocation", "资金分配", "allocation", 8)),
                *_rows("management", ("arrival", "资金到位", "money arrived", 5), ("money", "资金管理", "money", 10), ("organisation", "组织实施", "organisation", 10)),
                *_rows("performance", ("output", "项目产出", "output", 15), ("effect", "项目效益", "effect", 40)),
            ),
            basis=FORM,
            note=Text("决策4＋3＋5＋2＋6，管理3＋2＋7＋3＋1＋9，产出5＋4＋3＋3；公开表式未印年度", "the rows split further in the form; it prints no year"),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Hainan's pack."""
    return [PACK]
