"""How things are said: in the words of a reviewer, with units once, and nothing that only a programmer understands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_structure import MODULES, room, tree

import perfeval
from perfeval.findings import single_inside
from perfeval.renderers.as_text import block_text
from perfeval.renderers.layout import Layout, width

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
#: Words in Latin letters that a Chinese reader of messages knows, or that name what is to be typed.
KNOWN = re.compile(
    r"perfeval(?: [a-z-]+)?|JSON Lines|JSON|TOML|UTF-?8|UTF|GB/T|PDF|Excel|Word|HTML|CSV|ZIP|XML|VBA|Python|SHA-256|FILE|"
    r"pip install|pip|--[\w-]+|\.\w+|PERFEVAL_\w+|MB|KB|WPS|XlsxWriter|XBRL|YYYY-MM-DD|http\S*"
)
IDENTIFIER = re.compile(r"[A-Za-z_]{3,}")


def said_in_chinese(module: str) -> list[tuple[int, str]]:
    """The Chinese of every message of a module: what is literal in the first argument of `Text(…)`."""
    found = []
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and node.args:
            parts = [
                p.value for p in ast.walk(node.args[0]) if isinstance(p, ast.Constant) and isinstance(p.value, str)
            ]
            inside = {p.value for f in ast.walk(node.args[0]) if isinstance(f, ast.FormattedValue) for p in ast.walk(f) if isinstance(p, ast.Constant)}  # fmt: skip
            found.append((node.lineno, "".join(p for p in parts if p not in inside)))
    return found


#: Rooms whose texts are about packs, for those who write them, and so name what stands in their code.
FOR_AUTHORS = {"authoring", "testing", "resolution", "plugins"}


def test_messages_name_no_identifier() -> None:
    """What a reviewer reads in Chinese has no word of the program in it."""
    odd = [
        (f"{module}:{line}", text)
        for module in MODULES
        if room(module) not in FOR_AUTHORS
        for line, text in said_in_chinese(module)
        if IDENTIFIER.search(KNOWN.sub("", re.sub(r"\{\w+\}", "", text)))
    ]

    assert odd == []


@pytest.fixture(scope="module")
def said() -> list[str]:
    """Every Chinese sentence about the example."""
    made = perfeval.evaluate(perfeval.read(EXAMPLE))
    return [f.message.zh for f in made.findings]


@pytest.mark.parametrize(
    "words",
    [
        "表列100",  # not 表印
        "差10.53个百分点",  # a rate differs by points, not by percent
        "2023年决算数33.31万元，超2023年预算数24万元，超出9.31万元（38.79%）",  # the printed head, and the unit
        "方向相反、金额相同",  # and no difference that nobody can use
        "较上年上升32.79%",  # not 为132.79%
        "生态效益指标（名称填“无”）分值10分、得分8分，未说明扣分原因",
        "较2022年决算数31.13增加7.00%",
        "相差2.22万元",
    ],
)
def test_as_a_reviewer_says_it(said: list[str], words: str) -> None:
    """The sentences are those that reviewers asked for."""
    assert any(words in sentence for sentence in said), said


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("表印", "表列 is the word"),
        (r"(?<![\d.+÷-])(\d+(?:\.\d+)?)=\1(?![\d.])", "a number that equals itself"),
        ("95.18", "a difference between two directions"),
        (r"“[^”]*“", "double quotes inside double quotes"),
        (r"(.{4,})：\1：", "a label said twice"),
        ("执行数", "a word of ours where the table prints another head"),
        ("尾差", "no rate is off by rounding"),
        (r"。[，；]|[，；]。|。。", "marks that stand together"),
    ],
)
def test_what_is_not_said(said: list[str], pattern: str, why: str) -> None:
    """Nothing is said that reviewers found odd."""
    assert [s for s in said if re.search(pattern, s)] == [], why


def test_first_screen() -> None:
    """The example's first screen is at most 25 lines of 120 columns in a pipe, and 36 rows on a terminal of 100."""
    made = perfeval.evaluate(perfeval.read(EXAMPLE))
    pipe, terminal = block_text(made).splitlines(), block_text(made, "zh", Layout(100)).splitlines()

    assert len(pipe) <= 25
    assert max(map(width, pipe[1:])) <= 120  # the head is as long as the path that was given
    assert len(terminal) <= 36
    assert max(map(width, terminal)) <= 100


@given(st.text(alphabet="甲乙，。12.5%“”（）abc ", max_size=200), st.integers(20, 60), st.integers(0, 10))
def test_nothing_is_cut(text: str, columns: int, hang: int) -> None:
    """A line is broken for a terminal and never cut: its words are all there, in order."""
    lines = Layout(columns).lines(text, hang)

    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert Layout().lines(text, hang) == [text]


@given(st.text(alphabet="甲“”乙", max_size=12))
def test_quotes_inside_quotes_are_single(text: str) -> None:
    """Only the kind of quotes changes, and no double one stands inside another where they are paired."""
    made = single_inside(text)

    assert made.replace("‘", "“").replace("’", "”") == text
    assert made == text or not re.search("“[^”]*“", made)
