"""JSON in and out: the shipped schemas, and a report that survives being written and read."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator
from tests.figures import built

import perfeval
from perfeval.errors import UnreadableError
from perfeval.readers.report_json import read_json, report_content, write_json
from perfeval.renderers.as_json import content, render_json

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
SMALLEST: dict[str, Any] = {
    "schema": "perfeval/report/1",
    "entity": "某单位",
    "year": 2023,
    "figures": [{"item": "total", "year": 2023, "stage": "actual", "printed": "316.04", "unit": "万元"}],
}


def schema(name: str) -> dict[str, Any]:
    """A schema as it is shipped in the package."""
    loaded: dict[str, Any] = json.loads(
        (files("perfeval") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def faults(name: str, instance: object) -> list[str]:
    """What a schema has against a document, each with its path."""
    found = Draft202012Validator(schema(name)).iter_errors(instance)
    return [f"{e.json_path}: {e.message[:200]}" for e in found]


@pytest.fixture(scope="module")
def report() -> perfeval.Report:
    return perfeval.read(EXAMPLE)


@pytest.fixture(scope="module")
def evaluation(report: perfeval.Report) -> perfeval.Evaluation:
    return perfeval.evaluate(report)


@pytest.mark.parametrize("name", ["evaluation", "report"])
def test_schema_is_valid(name: str) -> None:
    """Each shipped schema is itself valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schema(name))


def test_evaluation_fits_schema(evaluation: perfeval.Evaluation) -> None:
    """The JSON of an evaluation fits the shipped schema."""
    assert faults("evaluation", json.loads(render_json([evaluation]))) == []


def test_report_fits_schema(report: perfeval.Report) -> None:
    """The JSON of a report fits the shipped schema."""
    assert faults("report", json.loads(write_json(report))) == []


def test_no_evaluation_at_all_fits_schema() -> None:
    """A run that judged nothing is an empty list, not another shape."""
    assert faults("evaluation", json.loads(render_json([]))) == []


@pytest.mark.parametrize("built", [
    built({("total", 2023, perfeval.ACTUAL): "316.04"}),
    built({("total", 2023, perfeval.ACTUAL): "无", ("staff.posts", 2023): 19}, jurisdiction="431200"),
])  # fmt: skip
def test_built_report_fits_schemas(built: perfeval.Report) -> None:
    """A report made from plain Python is written and judged in the same shapes as one that was read."""
    assert faults("report", json.loads(write_json(built))) == []
    assert faults("evaluation", json.loads(render_json([perfeval.evaluate(built)]))) == []


def test_every_part_of_an_evaluation_is_described(evaluation: perfeval.Evaluation) -> None:
    """Schema and renderer name the same keys, so that neither can grow alone."""
    described = schema("evaluation")["$defs"]["evaluation"]["properties"]

    assert set(described) == set(content(evaluation))


@pytest.mark.parametrize("key", sorted(schema("evaluation")["$defs"]["finding"]["required"]))
def test_schema_misses_what_is_missing(evaluation: perfeval.Evaluation, key: str) -> None:
    """A finding without one of its parts does not fit."""
    made = content(evaluation)
    del made["findings"][0][key]

    assert faults("evaluation", {"schema": "perfeval/evaluation/1", "evaluations": [made]})


@pytest.mark.parametrize(("path", "value"), [
    (("schema",), "perfeval/report/2"),
    (("figures",), []),
    (("figures", 0, "stage"), "midyear"),
    (("figures", 0, "colour"), "red"),
    (("year",), "2023"),
])  # fmt: skip
def test_report_schema_refuses(path: tuple[str | int, ...], value: object) -> None:
    """A report with a part that cannot be meant does not fit."""
    made = copy.deepcopy(SMALLEST)
    inner: Any = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value

    assert faults("report", made)


def test_smallest_report_is_read() -> None:
    """The smallest useful report fits the schema and is judged."""
    assert faults("report", SMALLEST) == []

    read = read_json(json.dumps(SMALLEST).encode(), "small.json")

    assert str(read.figure("total", 2023).quantity) == "316.04万元"
    assert perfeval.evaluate(read).faults == ()


def test_written_and_read_back(report: perfeval.Report, evaluation: perfeval.Evaluation, tmp_path: Path) -> None:
    """A report that is written and read back evaluates to the identical JSON, but for the file it was read from."""
    file = tmp_path / "report.json"
    file.write_text(write_json(report), encoding="utf-8")
    again = perfeval.read(file)

    assert report_content(again) == report_content(report)
    same = evolve(perfeval.evaluate(again), report=evolve(again, files=report.files))
    assert render_json([same]) == render_json([evaluation])


def test_numbers_are_whole_or_text(evaluation: perfeval.Evaluation) -> None:
    """No binary fraction is ever written: a number in the JSON is a count, a year or a position."""

    def refuse(literal: str) -> None:
        raise AssertionError(literal)

    json.loads(render_json([evaluation]), parse_float=refuse)
    json.loads(write_json(evaluation.report), parse_float=refuse)


def test_same_bytes_in_any_process() -> None:
    """The same report gives the same bytes in any process, whatever the hash seed."""
    command = [sys.executable, "-m", "perfeval", "check", str(EXAMPLE), "--format", "json"]
    runs = [
        subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1")
    ]

    assert runs[0] == runs[1]
    assert faults("evaluation", json.loads(runs[0])) == []


@pytest.mark.parametrize("text", [
    "{", "[]", "3", '{"schema": "perfeval/report/1"}', '{"schema": "perfeval/report/1", "figures": [{"item": "total"}]}',
    '{"schema": "perfeval/report/1", "figures": [{"item": "total", "printed": "1", "place": {"floor": 3}}]}',
    '{"schema": "perfeval/report/1", "figures": 7}', '{"schema": "perfeval/evaluation/1", "evaluations": []}',
    '{"schema": "perfeval/report/1", "figures": [{"item": "total", "year": 2023, "printed": "1"}], "forms": [{}]}',
])  # fmt: skip
def test_json_that_is_no_report(text: str) -> None:
    """JSON that is no report is refused with a message that names the file, in both languages."""
    with pytest.raises(UnreadableError) as caught:
        read_json(text.encode(), "odd.json")

    assert "odd.json" in caught.value.zh
    assert "odd.json" in caught.value.en
