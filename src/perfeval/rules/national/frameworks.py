"""The national frameworks: the common indicators without points, and the project form in its three splits.

The official texts were not read. The project form of 2020 stands on what forms of several provinces print: its split, and how
rows with numbers or words are scored; so it is attested, and the default for forms of projects. How deadlines and
yes-or-no rows are scored, and everything of 2013 and 2021, is common practice and unconfirmed.
"""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.ruling import (
    Basis,
    Checklist,
    Framework,
    Indicator,
    LineItem,
    Measure,
    Pack,
    Proportional,
    RowKind,
    RowScoring,
    Section,
    Standing,
    Text,
    Unweighted,
    formulas,
)

FORM = Basis(document="财预〔2020〕10号", article="附件1 项目支出绩效自评表", covers="000000")
#: The split of points and the ten points of the execution rate, as forms of units in Sichuan, Yunnan, Anhui and Shanghai print them.
SPLIT = Basis(
    document="财预〔2020〕10号", article="附件1 项目支出绩效自评表（据中江、丽江古城、萧县、池州、普陀等地公开表式）",
    covers="000000", address="chacewang.com/newsdetail/news242266",
)  # fmt: skip
#: What notes below forms print. None says for whom it holds, so that each is shown with where it was seen and nothing more.
TIERS_NOTE = Basis(
    document="项目支出绩效自评表填表说明（中江县公开表式）", article="定性指标100—80（含）、80—60（含）、60—0",
    seen_at="510623", seen_year=2022, address="chacewang.com/newsdetail/news242266",
)  # fmt: skip
PROPORTION_NOTE = Basis(
    document="项目支出绩效自评表填表说明（公开转载，地区不详）", article="正向按完成值÷目标值，反向按目标值÷完成值",
    address="doczj.com 174893555",
)  # fmt: skip
#: Reported of a rule for the departments of the centre; no article of it was read.
GRADES = Basis(
    document="中央部门预算绩效自评结果分档（公开转载）",
    article="90—100优、80—89良、60—79中、0—59差",
    covers="000000",
    address="dz-gczx.com 1290",
)
NOT_READ = Standing.UNCONFIRMED

#: What the common indicators of whole departments are about, where no form prints it; `perfeval.ruling.formulas` has
#: the indicators. They carry no points nationally, so they are no framework.
MEASURED = Pack(
    id="national-measures", code="000000", label="共性指标用数",
    line_items=(
        LineItem("project.key", "重点项目支出合计", parent="project"),
        LineItem("adjustments", "预算调整数绝对值合计"),
        LineItem("payment-progress", "实际支付进度"), LineItem("payment-progress.planned", "既定支付进度"),
        LineItem("assets", "全部固定资产总额"), LineItem("assets.in-use", "在用固定资产总额", parent="assets"),
        LineItem("tasks", "计划工作数"), LineItem("tasks.done", "实际完成工作数"), LineItem("tasks.on-time", "及时完成工作数"),
        LineItem("tasks.sound", "质量达标工作数"),
        LineItem("key-tasks", "交办重点工作数"), LineItem("key-tasks.done", "办结重点工作数"),
        LineItem("satisfaction", "社会公众或服务对象满意度"),
    ),
)  # fmt: skip


def _form(
    id: str, label: str, english: str, rows: RowScoring, parts: Mapping[str, int] = formulas.USUAL_PARTS  # noqa: A002
) -> Framework:  # fmt: skip
    """A self-evaluation form for projects: the execution rate's ten points, the rest by the form's own rows.

    Unconfirmed, as the official text was not read: never chosen by default, and without a grade.
    """
    return formulas.usual_form(
        id, label, english, FORM, parts=parts, rows=rows, bands=formulas.FOUR_GRADES, standing=NOT_READ, of_projects=True,
        execution=formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), standing=NOT_READ),
    )  # fmt: skip


SELF_EVALUATION = Pack(
    id="national-2020", code="000000", label="项目支出绩效自评（2020年起）", since=2020, basis=SPLIT,
    frameworks=(
        formulas.usual_form(
            "national-2020", "项目支出绩效自评表（10+50+30+10）", "project self-evaluation form, 10 + 50 + 30 + 10", SPLIT,
            execution=formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), basis=SPLIT),
            rows=formulas.row_scoring(
                seen={RowKind.FORWARD: PROPORTION_NOTE, RowKind.REVERSE: PROPORTION_NOTE, RowKind.TIERED: TIERS_NOTE}
            ),
            bands=formulas.FOUR_GRADES, default=True, of_projects=True,
            note=Text(
                "表式与计分方法见于多地公开表式，等级按中央部门分档；本地通知另有规定的，从其规定",
                "as printed on the forms of several provinces, grades as for departments of the centre; a notice of the place goes before it",
            ),
        ),
    ),
)  # fmt: skip

COST_BRANCH = Pack(
    id="national-2021", code="000000", label="项目支出绩效自评（含成本指标，2021年起）", since=2021, standing=NOT_READ,
    frameworks=(
        _form(
            "national-2021-cost", "项目支出绩效自评表（含成本指标 10+20+40+20+10）",
            "project self-evaluation form with a cost branch, 10 + 20 + 40 + 20 + 10",
            formulas.row_scoring(formulas.TIERS_50),
            {"cost": 20, "output": 40, "benefit": 20, "satisfaction": 10},
        ),
    ),
)  # fmt: skip

#: The same split without a cost branch, with the lower tier ends that came in 2021.
NO_COST_BRANCH = Pack(
    id="national-2021-tiers", code="000000", label="项目支出绩效自评（不含成本指标，2021年起）", since=2021, standing=NOT_READ,
    frameworks=(
        _form(
            "national-2021", "项目支出绩效自评表（10+50+30+10，2021）", "project self-evaluation form of 2021, 10 + 50 + 30 + 10",
            formulas.row_scoring(formulas.TIERS_50),
        ),
    ),
)  # fmt: skip

# --- the common indicators of whole departments, 2013 -----------------------------------------------------------------

_PAPERS = Checklist()


def _reference(section: str, *measures: Measure) -> tuple[Indicator, ...]:
    """Common indicators as a list: their values are computed, and nobody gives them points."""
    return tuple(
        m.worth(0, section=section, standing=NOT_READ, scoring=Unweighted() if m.formula is not None else _PAPERS) for m in measures
    )  # fmt: skip


COMMON_INDICATORS = Pack(
    id="national-2013", code="000000", label="部门整体支出共性指标（2013年起）", since=2013, standing=NOT_READ,
    frameworks=(
        Framework(
            "national-2013", "部门整体支出共性指标（参考，无分值）", english="common indicators of whole departments, without points", total=0,
            sections=(Section("input", "投入", 0), Section("process", "过程", 0), Section("output", "产出", 0), Section("effect", "效果", 0)),
            indicators=(
                *_reference("input", formulas.GOALS_REASONABLE, formulas.INDICATORS_CLEAR, formulas.STAFF_CONTROL, formulas.THREE_PUBLIC_CHANGE,
                            formulas.KEY_SPENDING),
                *_reference("process", formulas.COMPLETION, formulas.ADJUSTMENT, formulas.PROGRESS, formulas.CARRY_OVER, formulas.CARRY_OVER_CHANGE,
                            formulas.OPERATING_CONTROL, formulas.THREE_PUBLIC_CONTROL, formulas.PROCUREMENT, formulas.RULES_SOUND,
                            formulas.SPENDING_COMPLIANT, formulas.DISCLOSURE, formulas.DATA_SOUND, formulas.ASSETS_SAFE, formulas.ASSETS_IN_USE),
                *_reference("output", formulas.TASKS_DONE, formulas.TASKS_ON_TIME, formulas.TASKS_SOUND, formulas.KEY_TASKS_DONE),
                *_reference("effect", formulas.ECONOMIC_EFFECT, formulas.SOCIAL_EFFECT, formulas.ECOLOGICAL_EFFECT, formulas.SATISFACTION),
            ),
            standing=NOT_READ,
            note=Text("共性指标是参考框架，各地选用并自定分值", "a reference to pick from; places give the points"),
        ),
    ),
)  # fmt: skip

FRAMEWORKS = (MEASURED, COMMON_INDICATORS, SELF_EVALUATION, COST_BRANCH, NO_COST_BRANCH)
