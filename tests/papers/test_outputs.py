"""Several papers of one run: which files, in which format, and what of those that are there is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

import perfeval
from perfeval import api
from perfeval.__main__ import main
from perfeval.commands import papers
from perfeval.errors import PackError, UsageError
from perfeval.hookspecs import Renderer
from perfeval.plugins import installed

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "report.txt"


def count(evaluations: object, lang: str) -> str:
    """A paper with nothing but its language in it."""
    return f"{lang}\n"


def count_again(evaluations: object, lang: str, before: bytes) -> str:
    """The same, with what stood in the earlier one below it."""
    return f"{lang}\n{before.decode()}"


@pytest.fixture
def with_renderer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Renderer], None]:
    """One more renderer is installed."""

    def install(renderer: Renderer) -> None:
        found = evolve(installed(), renderers=(*installed().renderers, renderer))
        for asking in (api, papers):
            monkeypatch.setattr(asking, "installed", lambda: found)

    return install


def test_formats_by_ending(tmp_path: Path) -> None:
    """Several files of one run get the format that their ending says, or the one named before them."""
    one, two, three = tmp_path / "one.json", tmp_path / "two.txt", tmp_path / "three.dat"

    code = main(["check", str(EXAMPLE), "-o", str(one), "-o", str(two), "-o", f"json={three}"])

    assert code == 1
    assert json.loads(one.read_text(encoding="utf-8")) == json.loads(three.read_text(encoding="utf-8"))
    assert "怀化市" in two.read_text(encoding="utf-8")


def test_a_named_format_goes_before_the_ending(tmp_path: Path) -> None:
    """`--format` says the format of the one file there is, whatever its ending."""
    target = tmp_path / "result.txt"

    main(["check", str(EXAMPLE), "--format", "json", "-o", str(target)])

    assert "evaluations" in json.loads(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "outputs", [("a.txt", "a.txt"), ("json=a.txt", "a.txt"), ("--format", "json", "a.txt", "b.txt")], ids=str
)
def test_papers_that_exclude_each_other(
    outputs: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file twice, or one format for several files, is refused before anything is read."""
    monkeypatch.chdir(tmp_path)
    format_, files = (outputs[:2], outputs[2:]) if outputs[0] == "--format" else ((), outputs)
    named = [word for file in files for word in ("-o", file)]

    assert main(["check", "absent.txt", *format_, *named]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "absent" not in capsys.readouterr().err


def test_update_keeps_what_was_there(tmp_path: Path, with_renderer: Callable[[Renderer], None]) -> None:
    """With `--update` a format that says how is given the earlier file, and what it makes of it takes its place."""
    with_renderer(Renderer("acme", count, (".acme",), count_again))
    target = tmp_path / "paper.acme"

    for _ in range(3):
        main(["check", str(EXAMPLE), "-o", str(target), "--update"])

    assert target.read_text(encoding="utf-8") == "zh\n" * 3


def test_update_of_what_nobody_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A format in which nothing is changed by hand refuses `--update` of a file that is there, and leaves it as it is."""
    target = tmp_path / "paper.json"
    target.write_text("kept", encoding="utf-8")

    assert main(["check", str(EXAMPLE), "-o", str(target), "--update"]) == 2
    assert target.read_text(encoding="utf-8") == "kept"
    assert "json" in capsys.readouterr().err
    with pytest.raises(UsageError):
        perfeval.render(perfeval.evaluate(perfeval.read(EXAMPLE)), "json", keeping=b"")


def test_all_or_none(tmp_path: Path, with_renderer: Callable[[Renderer], None]) -> None:
    """A paper that cannot be made leaves no other behind."""

    def fails(evaluations: object, lang: str) -> str:
        raise RuntimeError("no ink")

    with_renderer(Renderer("acme", fails, (".acme",)))

    assert main(["check", str(EXAMPLE), "-o", str(tmp_path / "a.json"), "-o", str(tmp_path / "b.acme")]) == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffixes", [None, ".acme", ("acme",), (7,), (".ACME",)])
def test_renderer_says_its_endings(suffixes: object) -> None:
    """A renderer whose endings are none cannot be made; one may have none, and is asked for by its name."""
    with pytest.raises(PackError, match="suffixes"):
        Renderer("acme", count, suffixes)  # type: ignore[arg-type]

    assert Renderer("acme", count).suffixes == ()
