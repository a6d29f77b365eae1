"""Indicator formulas that several places share: the common whole-department indicators, before anyone gives them points.

A place takes one and says what it is worth there::

    from perfeval.ruling import Steps, formulas

    formulas.STAFF_CONTROL.worth(5, section="input", scoring=Steps(per="1%", deduct="0.5", rounding=("floor", "linear")))

The national list of common indicators is a reference without weights, so it is no framework here and scores nothing
by itself. Which figures each formula takes follows common practice; where practice differs (on which budget is
"completed" counted, what is the base of a change), the variants stand side by side under names of their own. An item
that no bundled pack declares as a line item has to be declared by the pack that uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from perfeval.errors import PackError
from perfeval.findings import Standing, Text
from perfeval.model import ACTUAL, FINAL, ORIGINAL
from perfeval.ruling.basis import Basis
from perfeval.ruling.computing import AnyFormula, Change, Rate, Stated, Utilisation
from perfeval.ruling.frameworks import Framework, GradeBand, RowKind, RowMethod, RowScoring, Section
from perfeval.ruling.items import Ref
from perfeval.ruling.measures import Indicator, Measure
from perfeval.ruling.ranges import Checklist, Tier, Tiers
from perfeval.ruling.scoring import Better, Direct, Exact, Proportional, Scoring

_PAPERS = Checklist()
NO_NOTE = Text()

# --- input: what was planned ----------------------------------------------------------------------------------------

STAFF_CONTROL = Measure(
    "staff-control", "在职人员控制率", formula=Rate("staff.in-post", "staff.posts"), better=Better.LESS,
    definition=Text(
        "在职人员以决算口径为准，不含离退休与编外人员；编制数为机构编制部门核定数",
        "people in post as in the final accounts, without retired and contract staff; posts as approved",
    ),
)  # fmt: skip
THREE_PUBLIC_CHANGE = Measure(
    "three-public-change", "“三公”经费变动率", better=Better.LESS,
    formula=Change(Ref("three-public", stage=ORIGINAL), Ref("three-public", year=-1, stage=ORIGINAL)),
    definition=Text("本年预算比上年预算", "this year's budget on last year's budget"),
)  # fmt: skip
KEY_SPENDING = Measure(
    "key-spending", "重点支出安排率", better=Better.MORE,
    formula=Rate(Ref("project.key", stage=ORIGINAL), Ref("project", stage=ORIGINAL)),
)  # fmt: skip
GOALS_REASONABLE = Measure("goals-reasonable", "绩效目标合理性", scoring=_PAPERS)
INDICATORS_CLEAR = Measure("indicators-clear", "绩效指标明确性", scoring=_PAPERS)

# --- process: how the budget was carried out ------------------------------------------------------------------------

#: How forms compute the execution rate that they print beside their funds.
EXECUTION_RATE = Rate(Ref("total", stage=ACTUAL), Ref("total", stage=FINAL))
EXECUTION = Measure(
    "execution", "预算执行率", formula=EXECUTION_RATE, better=Better.MORE,
    definition=Text("全年执行数÷全年（调整）预算数", "actual over the final budget"),
)  # fmt: skip
#: Forms of years before 2020 divide by the opening budget (B÷A with A = 年初预算数).
EXECUTION_OPENING = Measure(
    "execution-opening", "预算执行率", formula=Rate(Ref("total", stage=ACTUAL), Ref("total", stage=ORIGINAL)), better=Better.MORE,
    definition=Text("全年执行数÷年初预算数", "actual over the original budget"),
)  # fmt: skip
COMPLETION = Measure(
    "completion", "预算完成率", formula=Rate(Ref("total", stage=ACTUAL), Ref("total", stage=ORIGINAL)), better=Better.NEAR,
    definition=Text("预算完成数÷批复的部门预算数", "what was carried out over the approved budget"),
)  # fmt: skip
USE_OF_FUNDS = Measure(
    "use-of-funds", "预算完成率（可用资金）", better=Better.MORE,
    formula=Utilisation(
        (Ref("carry-in"), Ref("total", stage=ORIGINAL), Ref("additions")),
        Ref("carry-out"),
    ),
    definition=Text(
        "（上年结转+年初预算+本年追加−年末结余）÷（上年结转+年初预算+本年追加）",
        "carried in, budgeted and added, less what was left at the end",
    ),
)  # fmt: skip
ADDITIONS = Measure(
    "additions", "预算控制率", formula=Rate(Ref("additions"), Ref("total", stage=ORIGINAL)), better=Better.LESS,
    definition=Text("本年追加÷年初预算，越低越好", "additions of the year over the original budget, the lower the better"),
)  # fmt: skip
ADJUSTMENT = Measure(
    "adjustment", "预算调整率", formula=Rate(Ref("adjustments"), Ref("total", stage=ORIGINAL)), better=Better.LESS,
    definition=Text(
        "追加、追减与结构调整的绝对值之和÷预算数，政策性、不可抗力与上级交办除外",
        "additions, cuts and shifts, as absolute sums, over the budget; without policy, force majeure and orders from above",
    ),
)  # fmt: skip
PROGRESS = Measure(
    "progress", "支付进度率", formula=Rate("payment-progress", "payment-progress.planned"), better=Better.MORE
)
#: 结转结余总额÷支出预算数: whether of the opening or the adjusted budget is not said, so both are shown.
CARRY_OVER = Measure(
    "carry-over", "结转结余率", better=Better.LESS,
    formula=AnyFormula(
        Rate(Ref("carry-out"), Ref("total", stage=FINAL)), Rate(Ref("carry-out"), Ref("total", stage=ORIGINAL))
    ),
    definition=Text("结转结余总额÷支出预算数", "what is carried on over the budget"),
)  # fmt: skip
#: The same name over what was spent (结转结余总额÷本年支出完成数).
CARRY_OVER_OF_SPENT = Measure(
    "carry-over-of-spent", "结转结余率", formula=Rate(Ref("carry-out"), Ref("total", stage=ACTUAL)), better=Better.LESS,
    definition=Text("结转结余总额÷本年支出完成数", "what is carried on over what was spent"),
)  # fmt: skip
CARRY_OVER_CHANGE = Measure(
    "carry-over-change", "结转结余变动率", better=Better.LESS,
    formula=Change(Ref("carry-out"), Ref("carry-out", year=-1)),
)  # fmt: skip
OPERATING_CONTROL = Measure(
    "operating-control", "公用经费控制率", better=Better.LESS,
    formula=Rate(Ref("operating", stage=ACTUAL), Ref("operating", stage=ORIGINAL)),
)  # fmt: skip
THREE_PUBLIC_CONTROL = Measure(
    "three-public-control", "“三公”经费控制率", better=Better.LESS,
    formula=Rate(Ref("three-public", stage=ACTUAL), Ref("three-public", stage=ORIGINAL)),
)  # fmt: skip
PROCUREMENT = Measure(
    "procurement", "政府采购执行率", better=Better.NEAR,
    formula=Rate(Ref("procurement", stage=ACTUAL), Ref("procurement", stage=ORIGINAL)),
)  # fmt: skip
RULES_SOUND = Measure("rules-sound", "管理制度健全性", scoring=_PAPERS)
SPENDING_COMPLIANT = Measure("spending-compliant", "资金使用合规性", scoring=_PAPERS)
DISCLOSURE = Measure("disclosure", "预决算信息公开性", scoring=_PAPERS)
DATA_SOUND = Measure("data-sound", "基础信息完善性", scoring=_PAPERS)
ASSETS_SAFE = Measure("assets-safe", "资产管理安全性", scoring=_PAPERS)
ASSETS_IN_USE = Measure("assets-in-use", "固定资产利用率", formula=Rate("assets.in-use", "assets"), better=Better.MORE)

# --- output and effect ----------------------------------------------------------------------------------------------

TASKS_DONE = Measure("tasks-done", "实际完成率", formula=Rate("tasks.done", "tasks"), better=Better.MORE)
TASKS_ON_TIME = Measure("tasks-on-time", "完成及时率", formula=Rate("tasks.on-time", "tasks"), better=Better.MORE)
TASKS_SOUND = Measure("tasks-sound", "质量达标率", formula=Rate("tasks.sound", "tasks.done"), better=Better.MORE)
KEY_TASKS_DONE = Measure(
    "key-tasks-done", "重点工作办结率", formula=Rate("key-tasks.done", "key-tasks"), better=Better.MORE
)
ECONOMIC_EFFECT = Measure("economic-effect", "经济效益", scoring=_PAPERS)
SOCIAL_EFFECT = Measure("social-effect", "社会效益", scoring=_PAPERS)
ECOLOGICAL_EFFECT = Measure("ecological-effect", "生态效益", scoring=_PAPERS)
SATISFACTION = Measure("satisfaction", "社会公众或服务对象满意度", formula=Stated("satisfaction"), better=Better.MORE)

#: Every shared measure by its id.
CATALOGUE: Mapping[str, Measure] = MappingProxyType(
    {measure.id: measure for measure in tuple(globals().values()) if isinstance(measure, Measure)}
)

# --- how rows and grades are commonly treated -----------------------------------------------------------------------

#: Tiers of qualitative rows, 100–80–60–0, in both vocabularies that forms use.
TIERS = Tiers(
    (
        Tier("met", "达成年度指标", "80%", "100%", ("达成", "全部达成", "达成预期指标", "完成年度指标", "基本达成目标", "全部或基本达成预期指标")),
        Tier("partly", "部分达成年度指标并具有一定效果", "60%", "80%", ("部分达成", "部分达成年度指标", "部分达成预期指标并具有一定效果", "部分实现目标")),
        Tier("missed", "未达成年度指标且效果较差", 0, "60%", ("未达成", "未达成年度指标", "未达成预期指标且效果较差", "实现目标程度较低")),
    )
)  # fmt: skip

#: The same words with the lower tier ends that came with the cost branch, 100–80–50–0.
TIERS_50 = Tiers(
    (
        TIERS.tiers[0],
        Tier("partly", TIERS.tiers[1].label, "50%", "80%", TIERS.tiers[1].words),
        Tier("missed", TIERS.tiers[2].label, 0, "50%", TIERS.tiers[2].words),
    )
)


#: How forms answer a target that asks for yes or no.
YES, NO = ("是", "合格", "达标"), ("否", "不合格", "未达标", "不达标")


def row_scoring(tiers: Tiers = TIERS, seen: Mapping[RowKind, Basis] = MappingProxyType({})) -> RowScoring:
    """How the rows of a self-evaluation form are commonly scored.

    `seen` names the document that prints how rows of a kind are scored; what is not in it is common practice, unconfirmed.
    """
    scorings: dict[RowKind, Scoring] = {
        RowKind.FORWARD: Proportional(),
        RowKind.REVERSE: Proportional(reverse=True),
        RowKind.DEADLINE: Direct(),
        RowKind.YES_NO: Direct(),
        RowKind.TIERED: tiers,
    }
    return RowScoring(
        methods=tuple(
            RowMethod(kind, scoring, basis=seen[kind], standing=Standing.ATTESTED)
            if kind in seen
            else RowMethod(kind, scoring)
            for kind, scoring in scorings.items()
        ),
        yes=YES,
        no=NO,
    )


#: What forms print behind the head of a part, or leave out.
_INDICATORS = "指标"
#: How the parts of self-evaluation forms are called, by the ids of their sections.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "execution": "预算执行率",
        "cost": "成本指标",
        "output": "产出指标",
        "benefit": "效益指标",
        "satisfaction": "满意度指标",
    }
)
#: The points of the parts beside the execution rate's ten, as the national form of 2020 and most of its copies split them.
USUAL_PARTS: Mapping[str, int] = MappingProxyType({"output": 50, "benefit": 30, "satisfaction": 10})


def form_sections(**points: Exact) -> tuple[Section, ...]:
    """The parts of a self-evaluation form with their points; the form's own rows fill all but the execution rate.

    >>> [(s.label, str(s.points)) for s in form_sections(execution=10, output=90)]
    [('预算执行率', '10'), ('产出指标', '90')]

    Raises
    ------
    PackError
        If there is no part of that id in `PARTS`.
    """
    return tuple(Section(part, _part(part), worth, by_rows=part != "execution") for part, worth in points.items())


def block_weights(**points: Exact) -> tuple[tuple[str, Exact], ...]:
    """The same points as `BlockWeights` takes them, by the words that heads print.

    >>> block_weights(output=50, benefit=30)
    (('产出', 50), ('效益', 30))

    Raises
    ------
    PackError
        If there is no part of that id in `PARTS`.
    """
    return tuple((head_word(_part(part)), worth) for part, worth in points.items())


def head_word(label: str) -> str:
    """What the heads of forms print for a part at least: its label without the word for what stands below it.

    >>> head_word("产出指标")
    '产出'
    """
    return label.removesuffix(_INDICATORS)


def usual_form(
    id: str,  # noqa: A002 - the field's own word
    label: str,
    english: str,
    basis: Basis,
    *,
    parts: Mapping[str, Exact] = USUAL_PARTS,
    execution: Indicator | None = None,
    rows: RowScoring | None = None,
    bands: Iterable[GradeBand] = (),
    default: bool = False,
    of_projects: bool = False,
    standing: Standing = Standing.ATTESTED,
    note: Text = NO_NOTE,
) -> Framework:
    """A self-evaluation form as most places have it: ten points by the execution rate, the rest by the form's own rows.

    Parameters
    ----------
    parts
        The points of the other parts, by their ids in `PARTS`.
    execution
        How the ten points are given; by proportion, on the form itself, if nothing is said.
    rows
        How its rows are scored; as is common (`row_scoring`) if nothing is said.

    Raises
    ------
    PackError
        If there is no part of such an id, or the points do not add up to a hundred.
    """
    by_rate = EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), basis=basis)
    return Framework(
        id, label, english=english, sections=form_sections(execution=10, **parts), indicators=(execution or by_rate,),
        rows=rows or row_scoring(), bands=bands, default=default, of_projects=of_projects, basis=basis,
        standing=standing, note=note,
    )  # fmt: skip


def _part(part: str) -> str:
    if part not in PARTS:
        raise PackError(
            f"自评表没有“{part}”部分；有 {'、'.join(PARTS)}。",
            f"A form has no part {part!r}; there are {', '.join(PARTS)}.",
        )
    return PARTS[part]


#: The four grades that were made uniform for self-evaluation.
FOUR_GRADES = (
    GradeBand("excellent", "优", 90), GradeBand("good", "良", 80), GradeBand("fair", "中", 60), GradeBand("poor", "差", 0),
)  # fmt: skip
