"""The rules of 示例市 (439900), a made-up city in Hunan: copy this file, change what is yours, install it.

The city inherits everything of the nation and of Hunan. It adds a line of the budget, a rule about it, indicators of
its own, and moves the grades of the province's form. Its documents are made up, too.
"""

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    AtMost,
    Basis,
    Empty,
    Framework,
    FrameworkPatch,
    GradeBand,
    Indicator,
    Jurisdiction,
    LineItem,
    Pack,
    Proportional,
    Rate,
    Ref,
    Section,
    Severity,
    Standing,
    Steps,
    Text,
    formulas,
)

NOTICE = Basis(document="示财绩〔2023〕1号", article="第三条")

#: Words are known everywhere and always, because a document is read before its place is known.
TRAINING = LineItem("training", "培训费", aliases=("培训经费",))

WITHIN_BUDGET = AtMost(
    id="training-within-budget",
    label=Text("培训费超预算", "training above budget"),
    lesser=Ref("training", stage=ACTUAL),
    greater=Ref("training", stage=FINAL),
    severity=Severity.WARNING,
    basis=NOTICE,
    standing=Standing.ATTESTED,
    innocent=Text("经批准追加", "an approved addition"),
)

GRADES = (
    GradeBand("excellent", "优", 90),
    GradeBand("good", "良", 80),
    GradeBand("fair", "中", 70),
    GradeBand("poor", "差", 0),
)

#: Indicators of the city's own, computed from the figures. What a part of a percentage point costs its notice leaves
#: open, so both readings are scored and the result is a lowest and a highest.
OWN = Framework(
    "example-city",
    "示例市部门整体支出评价指标",
    english="indicators of the example city",
    sections=(Section("staff", "人员", 20), Section("spending", "支出", 80)),
    indicators=(
        formulas.STAFF_CONTROL.worth(
            20, section="staff", scoring=Steps(per="1%", deduct=2, rounding=("floor", "linear")), basis=NOTICE
        ),
        formulas.EXECUTION.worth(50, section="spending", scoring=Proportional(), basis=NOTICE),
        Indicator(
            "training-control",
            "培训费控制率",
            section="spending",
            points=30,
            formula=Rate(Ref("training", stage=ACTUAL), Ref("training", stage=FINAL)),
            scoring=Steps(per="1%", deduct=1, rounding=("floor", "linear"), full=30),
            empty=Empty.FULL,  # no training, nothing to control
            basis=NOTICE,
        ),
    ),
    bands=GRADES,
    basis=NOTICE,
)

#: The province's form stays as it is, but for the grades.
GRADES_OF_THE_FORM = FrameworkPatch(framework="hunan-2023", bands=GRADES, basis=NOTICE)

PACK = Pack(
    id="example-city",
    code="439900",
    label="示例市",
    since=2023,
    line_items=[TRAINING],
    places=[Jurisdiction("439900", "示例市")],
    rules=[WITHIN_BUDGET],
    frameworks=[OWN, GRADES_OF_THE_FORM],
    basis=NOTICE,
)


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The city's pack."""
    return [PACK]
