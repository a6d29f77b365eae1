"""The documentation: its examples run, its outputs are what the program prints, and it names everything there is."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest
from tests.refresh import BLOCK, DOCS, ROOT, cut, families, matches, pages, refreshed, width

import perfeval
from perfeval import errors
from perfeval.commands import argument_parser
from perfeval.plugins import BUNDLED, load
from perfeval.resolution import resolve

READMES = (ROOT / "README.md", ROOT / "README.zh.md")
PAGES = pages()
FAMILIES = families()
every_page = pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])


@pytest.mark.parametrize("several", FAMILIES, ids=[str(f[0].relative_to(ROOT)) for f in FAMILIES])
def test_examples(several: list[Path]) -> None:
    """Every example of a page runs, and what it is said to print is what it prints (`python -m tests.refresh`)."""
    for page in several:
        assert page.read_text(encoding="utf-8") == refreshed(page)


@every_page
def test_outputs_are_there(page: Path) -> None:
    """No output has been left empty."""
    text = page.read_text(encoding="utf-8")
    cut_blocks = [m["body"] for m in BLOCK.finditer(text) if m["lines"]]

    assert "```text\n```" not in text
    assert [body for body in cut_blocks if body.count("\n") < 2] == []


def test_outputs_are_cut() -> None:
    """An output is cut by lines and by columns, and says so."""
    assert cut("一二三\nb\nc\n", 2, None) == "一二三\nb\n…\n"
    assert cut("一二三\nb\n", 2, 5) == "一二…\nb\n"
    assert cut("one\n", None, None) == "one\n"
    assert width("一b") == 3


@pytest.mark.parametrize(("shown", "fits"), [
    ("a\nb\nc\n", True), ("a\n...\nc\n", True), ("...\nc\n", True), ("a\n...\n", True), ("a\nb\n", False),
    ("a\n...\nd\n", False), ("...\n", True),
])  # fmt: skip
def test_ellipsis(shown: str, fits: bool) -> None:
    """A line of three dots stands for any lines of an output."""
    assert matches(shown, "a\nb \nc\n") is fits


def test_examples_are_typed(tmp_path: Path) -> None:
    """The Python of every page, joined page by page, passes a strict type checker, so that whoever copies it does, too."""
    names = []
    for page in (page for page in PAGES if not page.name.endswith(".zh.md")):
        bodies = [m["body"] for m in BLOCK.finditer(page.read_text(encoding="utf-8")) if m["kind"] == "python"]
        name = f"page_{page.stem.replace('-', '_')}"
        if bodies:
            names.append(name)
            (tmp_path / f"{name}.py").write_text("\n".join(bodies), encoding="utf-8")
    found = ":".join(
        map(str, (ROOT / "src", *(DOCS / "examples" / name for name in ("perfeval-example-city", "small-budget"))))
    )
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *(f"{n}.py" for n in names)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "MYPYPATH": found},
    )  # fmt: skip
    said = [line for line in ran.stdout.splitlines() if line.startswith("page_") and ": error" in line]

    assert ran.stdout
    assert said == []


# --- twins ----------------------------------------------------------------------------------------------------------

NAMES = (
    "tutorial/first-check",
    "tutorial/a-city-pack",
    "tutorial/two-years-of-a-district",
    "how-to/use-in-your-program",
    "how-to/keep-a-ledger",
    "how-to/weigh-indicators",
    "how-to/make-the-papers",
    "how-to/compare-many-reports",
    "how-to/mark-by-a-panel",
    "how-to/look-indicators-over",
    "how-to/put-units-together",
    "how-to/monitor-in-the-year",
    "reference/cases",
)
TWINS = [READMES, *((DOCS / f"{name}.md", DOCS / f"{name}.zh.md") for name in NAMES)]


@pytest.mark.parametrize("twins", TWINS, ids=["README", *NAMES])
def test_twins(twins: tuple[Path, Path]) -> None:
    """The English and the Chinese page have the same headings, commands and code, in the same order."""
    one, other = (page.read_text(encoding="utf-8") for page in twins)

    def shape(text: str) -> list[str]:
        return re.findall(r"^(#+) |^```(\w+)$", text, flags=re.MULTILINE)

    def code(text: str) -> list[str]:
        return [m["body"] for m in BLOCK.finditer(text) if m["kind"] in ("sh", "python", "toml")]

    def links(text: str) -> list[str]:
        found = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
        return [link.replace(".zh.md", ".md") for link in found]

    assert shape(one) == shape(other)
    assert code(one) == code(other)
    assert links(one) == links(other)


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_two_commands(readme: Path) -> None:
    """The README has exactly two commands for a fresh machine: the main job on the example, and the tests."""
    text = readme.read_text(encoding="utf-8")
    commands = [m["body"].splitlines() for m in BLOCK.finditer(text) if m["kind"] == "sh"]

    assert [len(lines) for lines in commands] == [1, 1]
    assert commands[0][0].endswith("perfeval check docs/examples/report.txt")
    assert commands[1][0].endswith("python -m pytest")
    assert len(re.findall(r"-m pytest$", text, flags=re.MULTILINE)) == 1


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_pack_of_the_readme(readme: Path) -> None:
    """The pack the README shows loads, is in force where it says, and finds what it is about."""
    text = readme.read_text(encoding="utf-8")
    code = next(m["body"] for m in BLOCK.finditer(text) if m["kind"] == "python" and "hookimpl" in m["body"])
    namespace: dict[str, object] = {}
    exec(code, namespace)
    module = type("Module", (), {k: staticmethod(v) if callable(v) else v for k, v in namespace.items()})
    report = perfeval.read(DOCS / "examples" / "report.txt")
    bundled = [(import_module(name), name, "perfeval") for name in BUNDLED]
    loaded = load([*bundled, (module(), "local", "example")], strict=True)
    evaluation = perfeval.evaluate(report, resolve(loaded.packs, report.jurisdiction or "", report.year))

    assert "meetings" in {f.rule for f in evaluation.findings}
    assert len([line for line in code.splitlines() if line.strip()]) <= 15


# --- completeness ---------------------------------------------------------------------------------------------------


def _options(parser: ArgumentParser, command: str = "perfeval") -> list[str]:
    found = []
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, sub in action.choices.items():
                found += [f"{command} {name}", *_options(sub, f"{command} {name}")]
        found += [option for option in action.option_strings if option.startswith("--")]
    return found


def test_command_line_is_documented() -> None:
    """Every command and every option has its place in the reference."""
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")

    assert [option for option in dict.fromkeys(_options(argument_parser())) if f"`{option}" not in page] == []


def test_errors_are_documented() -> None:
    """Every exception has its place in the reference."""
    page = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    names = [name for name, thing in inspect.getmembers(errors, inspect.isclass) if issubclass(thing, Exception)]

    assert [name for name in names if f"`{name}`" not in page] == []


def _keys(schema: object) -> set[str]:
    """The names of all properties a schema describes."""
    if isinstance(schema, list):
        return set().union(*map(_keys, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own.union(*map(_keys, schema.values()))


@pytest.mark.parametrize("name", ["evaluation", "report", "comparison", "differences"])
def test_json_is_documented(name: str) -> None:
    """Every key of the JSON has its place in the reference."""
    page = (DOCS / "reference" / "json.md").read_text(encoding="utf-8")
    schema = json.loads((files("perfeval") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))

    assert sorted(key for key in _keys(schema) if f"`{key}`" not in page) == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project leads to one."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


DOCUMENT = re.compile(r"〔\d{4}〕\d+号")
STANDING = re.compile(r"unconfirmed|attested|confirmed|seen in published|未核实|未经核实|见于公开|已核对")


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_law_is_named_with_its_standing(page: Path) -> None:
    """No paragraph names a document of law without saying how sure we are of it."""
    paragraphs = BLOCK.sub("", page.read_text(encoding="utf-8")).split("\n\n")
    bare = [p[:80] for p in paragraphs if DOCUMENT.search(p) and not STANDING.search(p)]

    assert bare == []


def test_changes_say_what_they_move() -> None:
    """Every entry of the changelog names the fiscal years and the jurisdictions it moves."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- .*?(?=^- |^#|\Z)", text, flags=re.MULTILINE | re.DOTALL)

    assert entries
    assert [e[:60] for e in entries if "*Fiscal years: " not in e or "Jurisdictions: " not in e] == []


def test_example_is_nobodys() -> None:
    """The example names no person, and its telephone number belongs to nobody."""
    text = (DOCS / "examples" / "report.txt").read_text(encoding="utf-8")

    assert "填表人：某甲" in text
    assert re.findall(r"\d{11}", text) == ["13800000000"]


def test_example_has_the_known_mistakes() -> None:
    """The example still has what it was made for: a total that does not add up, an unreadable cell, a wrong rate."""
    evaluation = perfeval.evaluate(perfeval.read(DOCS / "examples" / "report.txt"))
    said = "\n".join(f.message.zh for f in evaluation.findings)

    assert [
        m for m in ("110", "108", "0.7531.13", "89.47%", "38.79%", "2.22", "202年12月31日前") if m not in said
    ] == []
    assert (evaluation.report.entity, evaluation.report.jurisdiction) == ("怀化市某单位", "431200")


# --- prose about the screen -----------------------------------------------------------------------------------------

#: Pages that name lines of the screen, and with which words those lines begin.
LINES = {
    "how-to/read-a-report.zh.md": ("核对一致", "未能核对"),
    "how-to/read-a-report.md": ("核对一致", "未能核对"),
    "tutorial/first-check.zh.md": ("结论", "得分"),
    "tutorial/first-check.md": ("Result", "Score"),
}


@pytest.mark.parametrize("page", LINES)
def test_lines_named_in_prose_are_there(page: str) -> None:
    """A page that says what a line of the screen begins with is right: it is named there, and it is printed so."""
    text = (DOCS / page).read_text(encoding="utf-8")
    made = perfeval.evaluate(perfeval.read(DOCS / "examples" / "report.txt"))
    printed = perfeval.render(made, "text", "en" if "Result" in LINES[page] else "zh").splitlines()

    assert [word for word in LINES[page] if word not in text] == []
    assert [
        word for word in LINES[page] if not any(line.startswith(word) or f"    {word}" in line for line in printed)
    ] == []


@pytest.mark.parametrize("page", ["how-to/read-a-report.md", "how-to/read-a-report.zh.md"])
def test_lines_counted_in_prose(page: str) -> None:
    """The page calls the first line the head, the second the conclusion, and the last two what was applied; so they are."""
    made = perfeval.evaluate(perfeval.read(DOCS / "examples" / "report.txt"))
    lines = perfeval.render(made).splitlines()
    text = (DOCS / page).read_text(encoding="utf-8")

    assert lines[0].startswith("怀化市某单位 · 2023年度 · 怀化市（431200）")
    assert lines[1].startswith("结论")
    assert (lines[-2].startswith("适用"), "SHA-256" in lines[-1]) == (True, True)
    assert re.search("The first line says|第一行是", text)
    assert re.search("The second is the conclusion|第二行是结论", text)
    assert re.search("The last two lines|最后两行", text)
