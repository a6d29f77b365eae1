"""Cases of a pack in TOML: what they say is held against what the pack does, and what is wrong with a file is named."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.building import STAGES
from perfeval.errors import PackError
from perfeval.findings import Severity, Standing, Text
from perfeval.quantities import plain
from perfeval.ruling import (
    ACTUAL,
    HAS_POINTS,
    NO_VALUE,
    ORIGINAL,
    AtMost,
    Basis,
    Empty,
    Framework,
    GradeBand,
    Indicator,
    LineItem,
    Pack,
    Proportional,
    Rate,
    Ref,
    RowRule,
    Section,
    Steps,
    SumOf,
    formulas,
)
from perfeval.testing import cases, check_cases
from perfeval.testing.cases.files import EXPECT, pending

ROOT = Path(__file__).resolve().parent.parent
NOTICE = Basis(document="某财〔2023〕1号")
WITHIN = AtMost(
    id="x-within", label=Text("公用经费超预算", "above budget"), lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=ORIGINAL),
    severity=Severity.WARNING, basis=NOTICE, standing=Standing.ATTESTED, innocent=Text("经批准", "approved"),
)  # fmt: skip
EMPTY_ROW = RowRule(
    id="x-empty", when=(HAS_POINTS, NO_VALUE), message=Text("“{name}”未填完成值", "{name} has no value"), label=Text("未填", "empty"),
    severity=Severity.WARNING, basis=NOTICE, standing=Standing.ATTESTED,
)  # fmt: skip
SUM = SumOf(id="x-sum", label=Text("演练支出", "drills"), total="x-drills", parts=("x-drills.one", "x-drills.two"))
OWN = Framework(
    "x-own",
    "自定",
    sections=[Section("all", "全部", 100)],
    indicators=[
        Indicator(
            "control", "公用经费控制率", points=60, section="all", formula=Rate(Ref("operating", stage=ACTUAL), Ref("operating", stage=ORIGINAL)),
            scoring=Steps(per="1%", deduct=1, rounding="floor"), empty=Empty.FULL, basis=NOTICE,
        ),
        formulas.EXECUTION.worth(40, section="all", scoring=Proportional(), basis=NOTICE),
    ],
    bands=[GradeBand("good", "良", 80), GradeBand("poor", "差", 0)],
    basis=NOTICE,
)  # fmt: skip
ITEMS = [
    LineItem("x-drills", "演练支出"),
    *(LineItem(f"x-drills.{n}", f"演练支出{n}", parent="x-drills") for n in ("one", "two")),
]
PACK = Pack(
    id="x", code="320100", since=2023, rules=[WITHIN, EMPTY_ROW, SUM], frameworks=[OWN], line_items=ITEMS, basis=NOTICE,
    withdraws="execution-far-off",
)  # fmt: skip

FIGURES = '"公用经费" = { "年初预算" = 10.00, "决算" = 10.50 }\n"年度资金总额" = { final = 100, actual = 90 }\n'


def written(folder: Path, expect: str, figures: str = FIGURES, top: str = "year = 2023\n", more: str = "") -> Path:
    """A file with one case."""
    file = folder / "one.toml"
    data = f"[case.figures]\n{figures}" if figures else ""
    file.write_text(f'{top}[[case]]\nname = "甲"\n{more}{data}[case.expect]\n{expect}\n', encoding="utf-8")
    return file


def said(folder: Path, expect: str, **more: str) -> str:
    """What the pack does otherwise than one case says."""
    return "\n".join(check_cases(PACK, written(folder, expect, **more)))


# --- what holds, and what does not ----------------------------------------------------------------------------------

HOLDS = [
    'findings = ["x-within"]', 'findings = [{ rule = "x-within", severity = "warning", says = ["5.00%", "10.50"], figures = ["公用经费", "operating"] }]',
    'silent = ["x-empty", "execution-far-off"]', "score = 91", 'grade = "良"', 'points = { "公用经费控制率" = 55, execution = 36 }',
    'points = { execution = "36.00" }', 'score = "91—91"', "score = 91.0",
]  # fmt: skip
DIFFERS = [
    ("findings = []", "x-within"), ('findings = ["x-within", "x-sum"]', "x-sum"), ('findings = [{ rule = "x-within", severity = "error" }]', "error"),
    ('findings = [{ rule = "x-within", says = "106" }]', "106"), ('findings = [{ rule = "x-within", figures = ["项目支出"] }]', "项目支出"),
    ('silent = ["x-within"]', "5.00%"), ("score = 90", "应为 90，实为 91"), ('grade = "差"', "应为 差，实为 良"), ('grade = ""', "实为 良"),
    ('points = { "公用经费控制率" = 54 }', "实为 55"), ("points = { execution = 36.01 }", "36.01"), ('score = "90—91"', "90—91"), ('not-run = ["x-within"]', "已核对"),
]  # fmt: skip


@pytest.mark.parametrize("expect", HOLDS)
def test_what_holds_is_silent(expect: str, tmp_path: Path) -> None:
    """A case that says what the pack does is not mentioned."""
    assert said(tmp_path, expect) == ""


@pytest.mark.parametrize(("expect", "words"), DIFFERS)
def test_what_differs_is_told(expect: str, words: str, tmp_path: Path) -> None:
    """A case that says something else is told with file, case, what was expected and what came out, in both languages."""
    found = said(tmp_path, expect)

    assert found.startswith("one.toml：“甲”\n")
    assert words in found
    assert len(found.splitlines()) == 3


tenths = st.integers(1, 3000)


@given(amounts=st.lists(st.tuples(tenths, tenths), min_size=1, max_size=8), shift=st.sampled_from((-1, 1)))
def test_points_by_hand(tmp_path_factory: pytest.TempPathFactory, amounts: list[tuple[int, int]], shift: int) -> None:
    """Whatever the figures, the points computed by hand are what a case may say, and one point more or less is not."""
    texts = ["year = 2023"]
    for number, (budget, spent) in enumerate(amounts):
        over = max(Fraction(spent, budget) - 1, Fraction(0))
        points = max(60 - over * 100 // 1, 0)
        for wrong in (0, shift):
            texts += [
                f'[[case]]\nname = "{number} {wrong}"\n[case.figures]',
                f"operating = {{ original = {plain(Fraction(budget, 10), 2)}, actual = {plain(Fraction(spent, 10), 2)} }}",
                f"[case.expect]\nfindings = {['x-within'] if over else []}\npoints.control = {points + wrong}",
            ]
    file = tmp_path_factory.mktemp("cases") / "many.toml"
    file.write_text("\n".join(texts), encoding="utf-8")

    found = check_cases(PACK, file)
    assert [f.splitlines()[0] for f in found] == [f"many.toml：“{n} {shift}”" for n in range(len(amounts))]


def test_digits_are_kept(tmp_path: Path) -> None:
    """A number stands for the digits it is written with, a trailing nought included."""
    assert said(tmp_path, 'findings = [{ rule = "x-within", says = "10.50万元，超2023年年初预算10.00万元" }]') == ""
    assert said(tmp_path, 'findings = [{ rule = "x-within", says = "10.5 > 10" }]') != ""


@pytest.mark.parametrize("word", STAGES)
def test_stages(word: str, tmp_path: Path) -> None:
    """Each word of a stage, and no other, is that stage."""
    stage = STAGES[word]
    budget, spent = (word, "actual") if stage is ORIGINAL else ("original", word)
    wanted = ["x-within"] if stage in (ACTUAL, ORIGINAL) else []
    figures = f'operating = {{ "{budget}" = 10.00, "{spent}" = 20.00 }}\n'

    assert said(tmp_path, f"findings = {wanted}", figures=figures) == ""


def test_years_units_rows_and_scopes(tmp_path: Path) -> None:
    """Figures of another year, rows under a line, other funds and other units are what they are written as."""
    yuan = written(
        tmp_path,
        'findings = [{ rule = "x-within", says = "105000" }]',
        '"公用经费" = { original = "10.00万元", actual = 105000 }\n',
        more='unit = "元"\n',
    )
    assert check_cases(PACK, yuan) == ()
    # last year's spending is not held against this year's budget
    assert (
        said(
            tmp_path, "findings = []", figures="operating = { original = 10.00 }\n2022.operating = { actual = 11.00 }\n"
        )
        == ""
    )
    # neither is that of one fund against the budget of all
    scopes = 'operating = [{ original = 10.00 }, { fund = "general", actual = 11.00 }]\n'
    assert said(tmp_path, "findings = []", figures=scopes) == ""
    rows = 'project = { actual = 3.00 }\n"项目支出/甲" = { actual = 1.00 }\n"project/乙" = { actual = 1.00 }\n'
    assert said(tmp_path, 'silent = ["project-rows"]', figures=rows) != ""
    assert said(tmp_path, 'silent = ["project-rows"]', figures=rows.replace("= 3.00", "= 2.00")) == ""


FORM = """[case.form]
points = 100
score = 98
execution = { points = 10, rate = "95%", score = 9.5 }
rows = [
  { block = "产出指标（90分）", group = "数量指标", name = "培训人数", target = "≥100人", actual = "120人", points = 50, score = 50 },
  { block = "产出指标（90分）", name = "合格率", target = "≥90%", actual = "", points = 40, score = 38.5 },
]
"""


def test_forms(tmp_path: Path) -> None:
    """A form of a case is judged row by row and total by total."""
    expect = 'findings = ["x-empty", { rule = "score-within-points", says = "x" }]'

    assert (
        said(
            tmp_path,
            'findings = ["x-empty"]\nsilent = ["points-total", "score-total", "block-points"]',
            figures="",
            more=FORM,
        )
        == ""
    )
    assert "score-total" in said(
        tmp_path, 'findings = ["x-empty"]\nsilent = ["score-total"]', figures="", more=FORM.replace("= 98", "= 99")
    )
    assert "score-within-points" in said(tmp_path, expect, figures="", more=FORM)


def test_a_report_in_a_file(tmp_path: Path) -> None:
    """A case may be about a whole report beside it; its place and year are the report's own unless named."""
    (tmp_path / "report.txt").write_bytes((ROOT / "docs" / "examples" / "report.txt").read_bytes())
    own = written(
        tmp_path,
        'findings = []\nsilent = ["score-within-points"]',
        "",
        'framework = "hunan-2023"\n',
        'report = "report.txt"\n',
    )
    assert check_cases(PACK, own) == ()
    assert "points-total" in said(
        tmp_path,
        'silent = ["points-total"]',
        figures="",
        top='framework = "hunan-2023"\n',
        more='report = "report.txt"\n',
    )


def test_a_rule_that_fails(tmp_path: Path) -> None:
    """A rule that fails inside itself is told, whatever the case expects."""

    class Broken:
        id = "x-broken"

        def problems(self, report: object) -> object:
            raise RuntimeError("no")

        def formula(self) -> Text:
            return Text("无", "none")

    pack = Pack(id="y", code="320100", since=2023, rules=[Broken()])
    assert "RuntimeError: no" in check_cases(pack, written(tmp_path, "findings = []"))[0]


# --- what is wrong with a file --------------------------------------------------------------------------------------

WRONG = [
    ({"expect": "findngs = []"}, "expect.findngs"), ({"expect": 'findings = ["x-witin"]'}, "expect.findings"),
    ({"expect": 'silent = ["nobody"]'}, "expect.silent"), ({"expect": 'not-run = ["nobody"]'}, "expect.not-run"),
    ({"expect": 'findings = [{ rule = "x-within", severity = "loud" }]'}, "expect.findings[1].severity"),
    ({"expect": 'findings = [{ rul = "x-within" }]'}, "expect.findings[1].rul"), ({"expect": 'score = "a lot"'}, "expect.score"),
    ({"expect": "score = true"}, "expect.score"), ({"expect": 'grade = "好"'}, "expect.grade"), ({"expect": "points = { nobody = 1 }"}, "expect.points"),
    ({"expect": 'points = { control = "" }'}, "expect.points.control"), ({"expect": ""}, "expect"), ({"expect": 'findings = "x-within"'}, "expect.findings"),
    ({"expect": "findings = []", "figures": '"无此科目" = 1\n'}, "figures.无此科目"), ({"expect": "findings = []", "figures": "operating = { later = 1 }\n"}, "figures.operating"),
    ({"expect": "findings = []", "figures": 'operating = { actual = "many" }\n'}, "figures.operating.actual"),
    ({"expect": "findings = []", "figures": "operating = { actual = true }\n"}, "figures.operating.actual"),
    ({"expect": "findings = []", "top": ""}, "year"), ({"expect": "findings = []", "top": 'year = "2023"\n'}, "year"),
    ({"expect": "findings = []", "top": "year = 1900\n"}, "1900"), ({"expect": "findings = []", "more": 'jurisdiction = "99"\n'}, "99"),
    ({"expect": "findings = []", "more": 'framework = "nobody"\n'}, "framework"), ({"expect": "findings = []", "more": 'unit = "石"\n'}, "unit"),
    ({"expect": "findings = []", "more": "facts = { nobody = 1 }\n"}, "facts"), ({"expect": "findings = []", "more": 'fact = { a = 1 }\n'}, "fact"),
    ({"expect": "findings = []", "more": 'report = "nowhere.txt"\n', "figures": ""}, "report"), ({"expect": "findings = []", "more": 'report = "one.toml"\n', "figures": ""}, "report"),
    ({"expect": "findings = []", "more": 'report = "one.toml"\n'}, "report"), ({"expect": "findings = []", "figures": ""}, "figures"),
    ({"expect": "findings = []", "figures": "", "more": "form = { rows = [{ points = 1 }] }\n"}, "form.rows[1].name"),
    ({"expect": "findings = []", "figures": "", "more": "form = { rows = 1 }\n"}, "form.rows"), ({"expect": "findings = []", "figures": "", "more": "form = { total = 1 }\n"}, "form.total"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "key"), WRONG, ids=[f"{n}-{key}" for n, (_, key) in enumerate(WRONG)])
def test_faults_are_named(wrong: dict[str, str], key: str, tmp_path: Path) -> None:
    """What is wrong in a case is named with file, case and key, in both languages, and never passes."""
    with pytest.raises(PackError) as error:
        said(tmp_path, **wrong)

    assert error.value.zh.startswith("one.toml：用例“甲”：")
    assert error.value.en.startswith("one.toml: case '甲': ")
    assert key in error.value.zh
    assert key in error.value.en


@pytest.mark.parametrize(("data", "words"), [
    (b"", "[[case]]"), (b"case = 1", "case"), (b"[[case]]\nyear = 2023", "name"), (b"year = 2023\nyear = 2024", "TOML"), (b"\xff\xfe", "UTF-8"),
    (b'[[case]]\nname = "a"\n[[case]]\nname = "a"', "name"), (b'[[cases]]\nname = "a"', "cases"), (b"case = [1]", "#1"),
])  # fmt: skip
def test_files_that_are_none(data: bytes, words: str, tmp_path: Path) -> None:
    """A file that holds no cases is named with what is wrong."""
    file = tmp_path / "one.toml"
    file.write_bytes(data)

    with pytest.raises(PackError, match=r"one\.toml") as error:
        pending(file)
    assert words in error.value.zh
    with pytest.raises(PackError, match=r"two\.toml"):
        pending(tmp_path / "two.toml")


# --- under pytest ---------------------------------------------------------------------------------------------------

TEST = """from perfeval.testing import cases
from test_cases import PACK

test_cases = cases(PACK, __file__)
"""


def test_under_pytest(tmp_path: Path) -> None:
    """One line runs every case by name; a case that differs or cannot be read fails by itself, without a traceback."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "test_them.py").write_text(TEST, encoding="utf-8")
    good = written(tmp_path / "cases", 'findings = ["x-within"]').read_text(encoding="utf-8")
    more = good.replace("甲", "乙").replace('["x-within"]', "[]").replace("year = 2023\n", "")
    odd = good.replace("甲", "丙").replace("findings", "findngs").replace("year = 2023\n", "")
    (tmp_path / "cases" / "one.toml").write_text(good + more + odd, encoding="utf-8")
    (tmp_path / "cases" / "two.toml").write_text("case =", encoding="utf-8")
    ini = tmp_path / "pytest.ini"
    ini.write_text(
        f"[pytest]\npythonpath = {ROOT / 'tests'}\n"
        "disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true\n",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest", "-p", "no:cacheprovider", "-rA", "test_them.py"],
        capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False,
    )  # fmt: skip

    assert re.findall(r"(\d+) (\w+)", ran.stdout.splitlines()[-1])[:2] == [("3", "failed"), ("1", "passed")], (
        ran.stdout + ran.stderr
    )
    assert all(f"one:{name}" in ran.stdout for name in "甲乙丙")
    assert "two.toml" in ran.stdout
    assert "findings：未列出的 x-within" in ran.stdout
    assert "expect.findngs" in ran.stdout
    assert "Traceback" not in ran.stdout


def test_no_cases_are_no_test(tmp_path: Path) -> None:
    """Where no file fits, there is no test that would always pass."""
    with pytest.raises(PackError, match="cases"):
        cases(PACK, tmp_path / "test_pack.py")


@pytest.mark.parametrize("page", ["cases.md", "cases.zh.md"])
def test_the_format_is_documented(page: str) -> None:
    """Every key of a case file, and every word of a stage, has its place in the reference."""
    text = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    package = ROOT / "src" / "perfeval"
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (package / "testing/cases/files.py", package / "building/forms.py")
    )
    keys = {
        k
        for line in re.findall(r"^_(?:SHARED|CASE|FORM|EXECUTION|ROW) = \((.*)\)$", source, re.MULTILINE)
        for k in re.findall(r'"([\w-]+)"', line)
    }

    assert len(keys) > 20
    assert [k for k in sorted({*keys, *EXPECT, *STAGES}) if f"`{k}`" not in text] == []


def test_the_example_is_the_file() -> None:
    """The cases both pages show are those of the example city."""
    file = ROOT / "docs" / "examples" / "perfeval-example-city" / "tests" / "cases" / "training.toml"
    shown = [(ROOT / "docs" / "reference" / page).read_text(encoding="utf-8") for page in ("cases.md", "cases.zh.md")]

    assert [f"```toml\n{file.read_text(encoding='utf-8')}```" in text for text in shown] == [True, True]
