"""The schemas of what `compare` and `diff` write: every output fits, and what is missing or strange is noticed."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from perfeval.__main__ import main
from perfeval.plugins import installed

REPORT = str(Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt")
PLACES = sorted(
    {p.pack.code for p in installed().packs if p.origin == "perfeval" and p.pack.frameworks and p.pack.code != "000000"}
)
BOOKS = [(code, year) for code in ("000000", *PLACES) for year in (2017, 2023)]


def validator(name: str) -> Draft202012Validator:
    """A schema as it is shipped in the package."""
    content = json.loads((files("perfeval") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content)


def made(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    """What a command writes as JSON."""
    assert main([*command, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def faults(name: str, content: Any) -> list[str]:
    """What a schema has against a document."""
    return [f"{e.json_path}: {e.message[:120]}" for e in validator(name).iter_errors(content)]


def test_comparison_fits(capsys: pytest.CaptureFixture[str]) -> None:
    """The same report under every bundled place fits the schema, and so do two reports at once."""
    one = made(capsys, "compare", REPORT, "--with", ",".join(PLACES))
    two = made(capsys, "compare", REPORT, REPORT, "--with", PLACES[0])

    assert {p["jurisdiction"] for p in one["places"]} >= set(PLACES)
    assert faults("comparison", one) == []
    assert faults("comparison", two) == []


@pytest.mark.parametrize("other", BOOKS, ids=lambda b: f"{b[0]}-{b[1]}")
def test_differences_fit(other: tuple[str, int], capsys: pytest.CaptureFixture[str]) -> None:
    """What changes from one place and year to any other fits the schema."""
    content = made(capsys, "diff", "431200", "2023", other[0], str(other[1]))

    assert faults("differences", content) == []


@pytest.mark.parametrize(("name", "command"), [
    ("comparison", ("compare", REPORT, "--with", "420000")), ("differences", ("diff", "431200", "2023", "420000", "2023")),
])  # fmt: skip
def test_what_does_not_fit(name: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Anything left out, added, or of another kind is noticed, wherever it stands in the document."""
    content = made(capsys, *command)
    several = list(objects(content))

    assert len(several) > 10
    for one in several:
        for key, value in list(one.items()):
            for broken in ({k: v for k, v in one.items() if k != key}, one | {"strange": 1}, one | {key: 1.5}):
                before = dict(one)
                one.clear()
                one.update(broken)
                assert faults(name, content), (key, value)
                one.clear()
                one.update(before)


def objects(content: Any) -> list[dict[str, Any]]:
    """A few objects of every kind in a document, by the keys they have."""
    found: dict[frozenset[str], list[dict[str, Any]]] = {}

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            found.setdefault(frozenset(node), []).append(node)
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            walk(inner)

    walk(content)
    return [one for several in found.values() for one in several[:4]]
