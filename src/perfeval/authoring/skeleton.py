"""`new_pack`: a small complete distribution for a place, which passes its own tests as it is written.

It is written whole or not at all, and never over anything. It claims no law: everything in it is unconfirmed until its
author has read a document and says so.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from string import Template

from perfeval.errors import UsageError
from perfeval.jurisdictions import lineage
from perfeval.resolution import checked_year

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

PACK = '''"""The rules of $label ($code): what its units are asked, beyond what they inherit.

Everything here is a draft: common practice, not confirmed. When you have read the notice of your place, put its number
and article in NOTICE, and raise the standing of what it says to ATTESTED (seen) or CONFIRMED (the official text read).
"""

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    ACTUAL,
    ORIGINAL,
    AtMost,
    Basis,
    Empty,
    Framework,
    GradeBand,
    Indicator,
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

#: The document the rules rest on. It is not shown while their standing is UNCONFIRMED.
NOTICE = Basis(document="", article="")
STANDING = Standing.UNCONFIRMED

#: A rule: which figure may not exceed which, what to say, and what would make it right after all.
WITHIN_BUDGET = AtMost(
    id="$name-operating-within-budget",
    label=Text("公用经费超年初预算", "running costs above the opening budget"),
    lesser=Ref("operating", stage=ACTUAL),
    greater=Ref("operating", stage=ORIGINAL),
    severity=Severity.NOTICE,
    basis=NOTICE,
    standing=STANDING,
    innocent=Text("经批准追加", "an approved addition"),
)

#: Indicators computed from the figures. The points of a section add up, and the sections to 100.
FRAMEWORK = Framework(
    "$name-indicators",
    "$label部门整体支出评价指标（草案）",
    english="indicators of $name, a draft",
    sections=(Section("input", "投入", 40), Section("process", "过程", 60)),
    indicators=(
        formulas.STAFF_CONTROL.worth(
            40,
            section="input",
            scoring=Steps(per="1%", deduct=2, rounding=("floor", "linear")),
            basis=NOTICE,
            standing=STANDING,
        ),
        formulas.EXECUTION.worth(30, section="process", scoring=Proportional(), basis=NOTICE, standing=STANDING),
        Indicator(
            "operating-control",
            "公用经费控制率",
            section="process",
            points=30,
            formula=Rate(Ref("operating", stage=ACTUAL), Ref("operating", stage=ORIGINAL)),
            scoring=Steps(per="1%", deduct=1, rounding="floor", full=30),
            empty=Empty.FULL,
            basis=NOTICE,
            standing=STANDING,
        ),
    ),
    bands=(
        GradeBand("excellent", "优", 90),
        GradeBand("good", "良", 80),
        GradeBand("fair", "中", 60),
        GradeBand("poor", "差", 0),
    ),
    basis=NOTICE,
    standing=STANDING,
)

PACK = Pack(
    id="$name",
    code="$code",
    label="$label",
    since=$since,
    rules=[WITHIN_BUDGET],
    frameworks=[FRAMEWORK],
    basis=NOTICE,
    standing=STANDING,
)


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The packs of $label."""
    return [PACK]
'''

TESTS = '''"""The pack of $label: it makes sense, and does what its cases say."""

from $module import PACK

from perfeval.testing import cases, check_pack


def test_pack_is_sound():
    """Ids, labels, points, grades, and silence on honest reports."""
    assert check_pack(PACK) == ()


#: Figures in, findings and scores out: every case of cases/*.toml.
test_cases = cases(PACK, __file__)
'''

CASES = """# 用例：给出数据，写明应有的提示和得分，由 pytest 逐例核对。金额单位：万元。
# Cases: figures in, findings and scores out; pytest runs each of them. Money is in 万元.
year = $since

[[case]]
name = "公用经费在年初预算以内"
[case.figures]
"公用经费" = { "年初预算" = 10.00, "决算" = 9.00 }
[case.expect]
findings = []
points = { "公用经费控制率" = 30 }

[[case]]
name = "超支5%扣5分"
[case.figures]
"公用经费" = { "年初预算" = 10.00, "决算" = 10.50 }
"年度资金总额" = { "全年预算" = 100.00, "全年执行" = 95.00 }
[case.expect]
findings = [{ rule = "$name-operating-within-budget", says = "5.00%" }]
points = { "公用经费控制率" = 25, "预算执行率" = 28.5 }

[[case]]
name = "超支40%不得分"
[case.figures]
"公用经费" = { "年初预算" = 10.00, "决算" = 14.00 }
[case.expect]
findings = ["$name-operating-within-budget"]
points = { "公用经费控制率" = 0 }
"""

PROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "perfeval-$name"
version = "0.1"
description = "Rules of $label ($code) for perfeval: a draft, not confirmed."
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["perfeval>=0.1"]

[project.optional-dependencies]
test = ["perfeval[testing]", "pytest"]

[project.entry-points.perfeval]
$name = "$module"

[tool.hatch.build.targets.wheel]
only-include = ["$module.py"]

[tool.pytest.ini_options]
testpaths = ["tests"]
# names of cases are shown in Chinese
disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true
"""

README = """# perfeval-$name

Rules of $label ($code) for [perfeval](https://pypi.org/project/perfeval/). A draft: nothing in it is confirmed yet.

| file | what it is |
|---|---|
| `$module.py` | the pack: one rule, one framework |
| `tests/test_pack.py` | its own tests |
| `tests/cases/running-costs.toml` | cases: figures in, findings and scores out; add yours |
| `pyproject.toml` | the distribution; its entry point is how perfeval finds the pack |

```sh
pip install -e ".[test]"
pytest
perfeval lint $name
perfeval rules $code $since
perfeval explain $code $since $name-indicators
```

Next: read the notice of your place, put its number into `NOTICE`, its rules and weights in place of the draft's, and
raise the standing of what you have read. Until then perfeval shows all of it as common practice and names no grade.
"""

FILES = {
    "pyproject.toml": PROJECT,
    "README.md": README,
    "$module.py": PACK,
    "tests/test_pack.py": TESTS,
    "tests/cases/running-costs.toml": CASES,
}


def new_pack(code: str, name: str, folder: Path, *, label: str = "", since: int = 2024) -> Path:
    """Write a distribution `perfeval-<name>` below a folder; where it is.

    Parameters
    ----------
    code, name
        GB/T 2260 code of the place, and a slug for it.
    label
        Its Chinese name.
    since
        The first fiscal year the pack holds in.

    Raises
    ------
    UsageError
        If the name is no slug, the folder is not there, or something of that name is there already.
    JurisdictionError
        If the code or the year cannot exist.
    """
    lineage(code)
    checked_year(since)
    if code == "000000":
        raise UsageError(
            "规则包应属于一个省、市或县；不能为全国制定规则。",
            "A pack is of a province, city or county; it cannot set rules for the nation.",
        )
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"“{name}”不能作名称；请用小写字母开头，只含小写字母、数字与连字符，如 yueyang。",
            f"{name!r} is no name for a pack; use small letters, digits and hyphens, a letter first, such as yueyang.",
        )
    target = folder / f"perfeval-{name}"
    if not folder.is_dir():
        raise UsageError(f"没有文件夹 {folder}。", f"There is no folder {folder}.")
    if target.exists():
        raise UsageError(
            f"{target} 已存在，未覆盖；请换一个名称或文件夹。",
            f"{target} exists and was not overwritten; choose another name or folder.",
        )
    words = {
        "code": code,
        "name": name,
        "module": f"perfeval_{name.replace('-', '_')}",
        "label": label or name,
        "since": str(since),
    }
    made = Path(tempfile.mkdtemp(dir=folder, prefix=f".{target.name}."))
    try:
        for path, text in FILES.items():
            file = made / Template(path).substitute(words)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(Template(text).substitute(words), encoding="utf-8")
        made.chmod(0o755)
        os.rename(made, target)
    except OSError as error:
        raise UsageError(
            f"{target} 未能写成（{error.strerror}）。", f"{target} could not be written ({error.strerror})."
        ) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


__all__ = ["new_pack"]
