"""What comes in from outside is bounded and what goes out is harmless: plugins, files, exit codes, terminals."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_plugins import packs, plugin

import perfeval
from perfeval import __main__, api, commands
from perfeval.__main__ import main
from perfeval.boundary import LONGEST_SAID, guarded, json_signs, one_line, printable, said
from perfeval.commands import papers as written_papers
from perfeval.document import Cell, Document, Paragraph, Row, Table
from perfeval.errors import PackError, PluginError, UnreadableError
from perfeval.evaluation import evaluate
from perfeval.findings import Text
from perfeval.hookspecs import Reader, Renderer
from perfeval.plugins import Plugins, bundled_plugins, load
from perfeval.resolution import resolve
from perfeval.ruling import Pack, Problem, check

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "report.txt"
HONEST = "某单位2023年绩效自评报告。全年支出316.04万元。\n"


class OwnError(BaseException):
    """An exception that is no `Exception`."""


class MuteError(Exception):
    """An exception that fails when it is asked what it is."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


#: What a plugin may raise that is not the user's own interrupt.
RAISED = [
    ZeroDivisionError("zero"), RecursionError("deep"), MemoryError(), SystemExit(0), SystemExit(1), GeneratorExit(), OwnError("own"),
    MuteError(), StopIteration(), KeyError("k"),
]  # fmt: skip
raised = pytest.mark.parametrize("error", RAISED, ids=lambda e: f"{type(e).__name__}{e.args}")


def raising(error: BaseException) -> Callable[..., object]:
    """A function that raises, whatever it is given."""

    def fails(*_: object, **__: object) -> object:
        raise error

    return fails


def ran(*arguments: str | Path, timeout: int = 60, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "perfeval", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, timeout=timeout)


def is_sentence(err: bytes | str) -> bool:
    """Whether an error is said in both languages, without a traceback."""
    text = err.decode("utf-8", "replace") if isinstance(err, bytes) else err
    lines = text.strip().splitlines()
    return "Traceback" not in text and len(lines) >= 2 and not lines[0].isascii() and lines[1].strip() != ""


# --- the guarded call -----------------------------------------------------------------------------------------------


@raised
def test_guarded_catches(error: BaseException) -> None:
    """Whatever a plugin raises is caught, and can be said in one line."""
    caught = guarded(raising(error), lambda e: e)

    assert caught is error
    assert said(error).startswith(type(error).__name__)
    assert "\n" not in said(error)


def test_an_interrupt_passes() -> None:
    """Ctrl-C is the user's and no fault of the plugin."""
    with pytest.raises(KeyboardInterrupt):
        guarded(raising(KeyboardInterrupt()), lambda e: e)


def test_what_is_said_is_short_and_harmless() -> None:
    """A message of ten million characters, with escapes and line breaks, is one short printable line."""
    line = said(RuntimeError("\x1b[2J\n结论  更正 0 项\n" + "x" * 10_000_000))

    assert len(line) <= LONGEST_SAID
    assert "\x1b" not in line
    assert "\n" not in line


# --- plugins --------------------------------------------------------------------------------------------------------


def with_plugins(monkeypatch: pytest.MonkeyPatch, **hooks: Callable[..., object]) -> Plugins:
    """The bundled plugins and one more are installed."""
    found = load([*bundled_plugins(), (plugin(**hooks), "local", "acme")])
    for asking in (api, written_papers):
        monkeypatch.setattr(asking, "installed", lambda: found)
    return found


@pytest.fixture(scope="module")
def alone() -> dict[str, object]:
    """The example judged without any plugin, as data."""
    return judged()


def judged() -> dict[str, object]:
    """The example judged with what is installed, as data."""
    made = json.loads(perfeval.render(perfeval.evaluate(perfeval.read(EXAMPLE), None), "json"))["evaluations"][0]
    assert isinstance(made, dict)
    return made


def problems(*made: object) -> Callable[[object], object]:
    """A check that finds these things."""
    return lambda report: iter(made)


#: Checks that go wrong, each in a way of its own.
BAD_CHECKS: dict[str, Callable[..., object]] = {
    **{f"raises {type(e).__name__}{e.args}": raising(e) for e in RAISED},
    "returns None": lambda report: None,
    "returns a number": lambda report: 7,
    "yields a text": problems("text"),
    "yields None": problems(None),
    "says it as text": problems(Problem("text")),  # type: ignore[arg-type]
    "says nothing": problems(Problem(None)),  # type: ignore[arg-type]
    "cites a number": problems(Problem(Text("一", "one"), figures=(1,))),  # type: ignore[arg-type]
    "cites a list": problems(Problem(Text("一", "one"), figures=[1])),  # type: ignore[arg-type]
    "is loud in words": problems(Problem(Text("一", "one"), severity="error")),  # type: ignore[arg-type]
    "weighs in words": problems(Problem(Text("一", "one"), weight="much")),  # type: ignore[arg-type]
    "finds too much": lambda report: (Problem(Text("一", "one")) for _ in range(10**9)),
    "fails halfway": lambda report: (Problem(Text("一", "one"), stated=str(1 // (3 - n))) for n in range(9)),
}


@pytest.mark.parametrize("bad", BAD_CHECKS.values(), ids=list(BAD_CHECKS))
def test_bad_check(monkeypatch: pytest.MonkeyPatch, alone: dict[str, object], bad: Callable[..., object]) -> None:
    """A check that fails is named, finds nothing, and everything else is as it would be without it."""
    rule = check("acme-check", Text("某项", "some"), severity=perfeval.Severity.ERROR)(bad)
    code = str(alone["jurisdiction"])
    pack = Pack(id="acme", code=code if code != "000000" else "431200", rules=[rule])
    with_plugins(monkeypatch, perfeval_rule_packs=packs(pack))
    report = perfeval.read(EXAMPLE)
    book = resolve(api.installed().packs, pack.code, report.year)
    without = resolve(load(bundled_plugins()).packs, pack.code, report.year)

    found, expected = evaluate(report, book), evaluate(report, without)

    assert [name for name, _ in found.faults] == ["acme:acme/acme-check"]
    assert (found.findings, found.held, found.not_run, found.scores) == (
        expected.findings, expected.held, expected.not_run, expected.scores,
    )  # fmt: skip
    assert "acme:acme/acme-check" in str(perfeval.render(found))
    with pytest.raises(BaseException):  # noqa: B017, PT011 - whatever the check raised
        evaluate(report, book, strict=True)


BAD_READERS: dict[str, Callable[..., object]] = {
    **{f"raises {type(e).__name__}{e.args}": raising(e) for e in RAISED},
    "returns None": lambda data, source: None,
    "returns text": lambda data, source: "text",
    "has no blocks": lambda data, source: Document(source, None),  # type: ignore[arg-type]
    "has odd blocks": lambda data, source: Document(source, ("text",)),  # type: ignore[arg-type]
    "has odd text": lambda data, source: Document(source, (Paragraph(7),)),  # type: ignore[arg-type]
    "has odd rows": lambda data, source: Document(source, (Table((("a",),)),)),  # type: ignore[arg-type]
    "has odd cells": lambda data, source: Document(source, (Table((Row((Cell(None),)),)),)),  # type: ignore[arg-type]
    "has odd notes": lambda data, source: Document(source, (Paragraph("a"),), ("note",)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("bad", BAD_READERS.values(), ids=list(BAD_READERS))
def test_bad_reader(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, bad: Callable[..., object]
) -> None:
    """A reader that fails is named with its file; the other reports of the call are judged, and the exit code is 3."""
    file = tmp_path / "a.acme"
    file.write_text(HONEST, encoding="utf-8")
    with_plugins(monkeypatch, perfeval_readers=packs(Reader("acme-reader", (".acme",), bad)))  # type: ignore[arg-type]
    main(["check", str(EXAMPLE)])
    expected = capsys.readouterr().out.partition("\n")[2]

    code = main(["check", str(file), str(EXAMPLE)])

    printed = capsys.readouterr()
    assert code == 3
    assert expected in printed.out
    assert "未能读取 1 个" in printed.out
    assert "acme/acme-reader" in printed.err
    assert is_sentence(printed.err)


@pytest.mark.parametrize(
    "bad", [*(raising(e) for e in RAISED), lambda e, lang: None, lambda e, lang: 7, lambda e, lang: ["text"]]
)
def test_bad_renderer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], bad: Callable[..., object]
) -> None:
    """A renderer that fails is named, nothing is printed, and the exit code is 3."""
    with_plugins(monkeypatch, perfeval_renderers=packs(Renderer("acme-renderer", bad)))  # type: ignore[arg-type]

    code = main(["check", str(EXAMPLE), "--format", "acme-renderer"])

    printed = capsys.readouterr()
    assert (code, printed.out) == (3, "")
    assert "acme/acme-renderer" in printed.err
    assert is_sentence(printed.err)
    with pytest.raises(PluginError):
        perfeval.render(perfeval.evaluate(perfeval.read(EXAMPLE)), "acme-renderer")


@pytest.mark.parametrize("suffixes", [None, ".acme", ("acme",), (7,), (), (".ACME",)])
def test_reader_says_its_endings(suffixes: object) -> None:
    """A reader without proper endings cannot be made, and the plugin that tries is set aside."""
    with pytest.raises(PackError, match="suffixes"):
        Reader("acme-reader", suffixes, raising(OwnError()))  # type: ignore[arg-type]


@raised
def test_hook_that_raises(error: BaseException) -> None:
    """A hook that raises anything but an interrupt is named, and the rest loads."""
    found = load([*bundled_plugins(), (plugin(perfeval_rule_packs=raising(error)), "bad", "acme")])

    assert [q.name for q in found.quarantined] == ["bad"]
    assert type(error).__name__ in found.quarantined[0].error


def test_hook_without_return() -> None:
    """A hook that returns None, as one does whose `return` was forgotten, is named."""
    found = load([*bundled_plugins(), (plugin(perfeval_rule_packs=lambda: None), "bad", "acme")])

    assert [q.name for q in found.quarantined] == ["bad"]
    assert "None" in found.quarantined[0].error


def test_a_plugin_that_failed_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Where nothing has to be corrected and a plugin failed, the exit code is not that of success."""
    file = tmp_path / "a.txt"
    file.write_text(HONEST, encoding="utf-8")
    assert main(["check", str(file)]) == 0
    capsys.readouterr()
    with_plugins(monkeypatch, perfeval_rule_packs=raising(SystemExit(0)))

    assert main(["check", str(file)]) == 3
    assert "acme" in capsys.readouterr().out


def test_what_a_plugin_prints_is_no_result(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A renderer that prints leaves standard output as it should be."""

    def loud(evaluations: Sequence[object], lang: str) -> str:
        print("noise")
        return "done\n"

    with_plugins(monkeypatch, perfeval_renderers=packs(Renderer("acme-renderer", loud)))  # type: ignore[arg-type]

    main(["check", str(EXAMPLE), "--format", "acme-renderer"])

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("done\n", "noise\n")


# --- exit codes -----------------------------------------------------------------------------------------------------


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Lets `perfeval packs` raise something."""
    return lambda error: monkeypatch.setitem(commands.COMMANDS, "packs", raising(error))  # type: ignore[arg-type]


@pytest.mark.parametrize("error", [ValueError("odd\nlines"), RecursionError(), MemoryError(), SystemExit(0)])
def test_internal_error(failing, capsys: pytest.CaptureFixture[str], error: BaseException) -> None:
    """An internal error is one sentence in both languages and exit code 3, which means nothing else."""
    failing(error)

    assert main(["packs"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert is_sentence(printed.err)
    assert len(printed.err.strip().splitlines()) == 2


def test_internal_error_for_developers(failing, monkeypatch: pytest.MonkeyPatch) -> None:
    """With PERFEVAL_DEBUG=1 the error is raised where it can be looked at."""
    failing(ValueError("odd"))
    monkeypatch.setenv("PERFEVAL_DEBUG", "1")

    with pytest.raises(ValueError, match="odd"):
        main(["packs"])


def test_interrupt(failing, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C is exit code 130 and a sentence."""
    failing(KeyboardInterrupt())

    assert main(["packs"]) == 130
    assert is_sentence(capsys.readouterr().err)


def test_interrupt_prints_what_was_finished(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What was judged before Ctrl-C is printed."""
    monkeypatch.setattr(
        perfeval, "read", lambda *paths: api.read(*paths) if paths[0] == EXAMPLE else raising(KeyboardInterrupt())()
    )

    code = main(["check", str(EXAMPLE), "later.txt"])

    printed = capsys.readouterr()
    assert code == 130
    assert "结论" in printed.out
    assert is_sentence(printed.err)


# --- files ----------------------------------------------------------------------------------------------------------

not_windows = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


@not_windows
@pytest.mark.parametrize("beside", [False, True])
def test_pipe(tmp_path: Path, beside: bool) -> None:
    """A named pipe, as a report or beside one, is refused at once and waited for by nobody."""
    report = tmp_path / "a.txt"
    if beside:
        report.write_text(HONEST, encoding="utf-8")
    os.mkfifo(tmp_path / "a.txt.perfeval.toml" if beside else report)

    done = ran("check", report, timeout=20)

    assert done.returncode == 2
    assert is_sentence(done.stderr)


@not_windows
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_device(tmp_path: Path, device: str) -> None:
    """A link to a device that never ends is refused, as a report, beside one, and as last year's."""
    link = tmp_path / "a.txt"
    link.symlink_to(device)

    with pytest.raises(UnreadableError):
        perfeval.read(link)
    beside = tmp_path / "b.txt.perfeval.toml"
    beside.symlink_to(device)
    with pytest.raises(UnreadableError):
        perfeval.acceptances(tmp_path / "b.txt")


def test_large_file(tmp_path: Path) -> None:
    """A file over the limit is refused without being read whole."""
    large = tmp_path / "a.txt"
    with large.open("wb") as file:
        file.truncate(api.LARGEST_FILE + 1)

    with pytest.raises(UnreadableError, match="64 MB"):
        perfeval.read(large)


def test_acceptances_are_bounded(tmp_path: Path) -> None:
    """A file beside a report with a name of a hundred thousand parts is refused in no time."""
    report = tmp_path / "a.txt"
    (tmp_path / "a.txt.perfeval.toml").write_text("a." * 100_000 + "a = 1\n", encoding="utf-8")
    start = time.monotonic()

    with pytest.raises(UnreadableError):
        perfeval.acceptances(report)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("arguments", [["check", ""], ["read", ""], ["check", "a.txt", "-o", ""], ["accept", ""]])
def test_empty_name(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """An empty argument, such as a variable that is not set, is not the current folder."""
    assert main(arguments) == 2
    assert is_sentence(capsys.readouterr().err)


@not_windows
@pytest.mark.parametrize("command", ["check", "read", "score"])
def test_name_too_long(capsys: pytest.CaptureFixture[str], command: str) -> None:
    """A name that no file system takes is a sentence."""
    assert main([command, "长" * 300 + ".txt"]) == 2
    assert is_sentence(capsys.readouterr().err)


@not_windows
def test_name_that_is_no_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is read, and its JSON is valid."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")
    Path(path).write_text(HONEST, encoding="utf-8")
    target = tmp_path / "out.json"

    assert main(["check", path, "--format", "json", "-o", str(target)]) == 0
    assert "\\xff" in json.loads(target.read_bytes())["evaluations"][0]["source"]


def test_folder_that_is_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A sub-folder that may not be listed is named; the other reports are judged, and the exit code is 2."""
    (tmp_path / "a.txt").write_text(HONEST, encoding="utf-8")
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)

    assert main(["check", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert "结论" in printed.out
    assert "closed" in printed.err


# --- what is written ------------------------------------------------------------------------------------------------


@not_windows
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_written_file_respects_the_umask(tmp_path: Path, mask: int) -> None:
    """A written file may be read by whom the user lets read."""
    target = tmp_path / "out.txt"
    before = os.umask(mask)
    try:
        main(["check", str(EXAMPLE), "-o", str(target)])
    finally:
        os.umask(before)

    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_force_replaces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --force a file that is there is replaced whole; a folder is not."""
    target = tmp_path / "out.txt"
    target.write_text("mine", encoding="utf-8")

    assert main(["check", str(EXAMPLE), "-o", str(target), "--force"]) == 1
    assert "结论" in target.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]
    assert main(["check", str(EXAMPLE), "-o", str(tmp_path), "--force"]) == 2
    assert is_sentence(capsys.readouterr().err)


def test_no_hard_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file system without hard links takes results as well, and a file that is there stays."""
    monkeypatch.setattr(os, "link", raising(PermissionError(1, "Operation not permitted")))
    target = tmp_path / "out.txt"

    assert main(["check", str(EXAMPLE), "-o", str(target)]) == 1
    assert "结论" in target.read_text(encoding="utf-8")
    assert main(["check", str(EXAMPLE), "-o", str(target)]) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("call", ["open", "link", "replace"])
@pytest.mark.parametrize("code", [28, 13, 36])
def test_the_system_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, call: str, code: int
) -> None:
    """A full disk, a closed folder, too long a name: a sentence, exit code 2, nothing left behind."""
    real = os.open

    def refused(path: object, flags: int = 0, *rest: object, **more: object) -> int:
        if call == "open" and not flags & os.O_CREAT:
            return real(path, flags, *rest, **more)  # type: ignore[arg-type]
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(os, call, refused)
    if call != "open":
        monkeypatch.setattr(os, "replace", refused)

    assert main(["check", str(EXAMPLE), "-o", str(tmp_path / "out.txt")]) in ((2,) if call != "replace" else (1,))
    if call != "replace":
        assert is_sentence(capsys.readouterr().err)
        assert list(tmp_path.iterdir()) == []


@not_windows
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("arguments", [["check", EXAMPLE], ["read", EXAMPLE, "--format", "json"], ["packs"]])
def test_full_output(arguments: list[str | Path]) -> None:
    """Standard output that takes nothing is a sentence and exit code 2."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "perfeval", *map(str, arguments)], stdout=full, stderr=subprocess.PIPE, timeout=60
        )

    assert done.returncode == 2
    assert is_sentence(done.stderr)


@not_windows
@pytest.mark.parametrize(("closed", "code"), [(1, 2), (2, 1)])
def test_closed_streams(closed: int, code: int) -> None:
    """Closed standard output is a sentence; with closed standard error nothing else gets among the results."""
    script = f'exec "{sys.executable}" -m perfeval check "{EXAMPLE}" {closed}>&-'

    done = subprocess.run(["sh", "-c", script], capture_output=True, timeout=60)

    assert done.returncode == code
    assert b"Traceback" not in done.stdout + done.stderr
    assert is_sentence(done.stderr) if closed == 1 else "结论" in done.stdout.decode()


# --- terminals and JSON ---------------------------------------------------------------------------------------------

#: Characters that steer a terminal or that nobody sees.
UNSEEN = [
    *map(chr, (0, 7, 8, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x200E, 0x202E, 0x2028, 0x2060, 0x2066, 0xFEFF, 0xE0041)),
    "\ud800",
]  # fmt: skip


@given(st.text(st.sampled_from(UNSEEN) | st.characters(), max_size=60))
def test_printable(text: str) -> None:
    """Nothing unseen is left, what is seen stays, and once is enough."""
    shown = printable(text)

    assert not set(shown) & set(UNSEEN)
    assert printable(shown) == shown
    assert "\n" not in one_line(text)
    assert all(c in shown for c in text if c.isalnum())


@given(st.text(st.sampled_from(UNSEEN) | st.characters(exclude_categories=["Cs"]), max_size=60))
def test_json_says_the_same(text: str) -> None:
    """Escapes in JSON change no character of what it says, but for half of a pair, which is none."""
    shown = json_signs(json.dumps([text], ensure_ascii=False))

    assert json.loads(shown) == ["".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)]
    assert not set(shown) & set(UNSEEN)
    shown.encode()


@pytest.mark.parametrize(
    "command", [["check"], ["read"], ["score", "--trace"], ["accept"], ["compare", "--with", "430000"]]
)
@pytest.mark.parametrize("kind", ["text", "json"])
def test_no_sign_reaches_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str], kind: str
) -> None:
    """No escape, turned writing or unseen character of a document is printed by any command."""
    report = tmp_path / "a\u202eb.txt"
    text = EXAMPLE.read_text(encoding="utf-8")
    report.write_text("\x1b]0;owned\x07\u202e\u200b\x9b2J" + text.replace("：", "：\u2066"), encoding="utf-8")
    if command[0] == "accept" and kind == "json":
        return

    main([*command[:1], str(report), *command[1:], *(["--format", kind] if kind == "json" else [])])

    printed = capsys.readouterr()
    assert printed.out
    assert not set(printed.out + printed.err) & (set(UNSEEN) | set("\u2066\u2069"))


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp1252", "ascii"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", EXAMPLE, "--format", "json"], ["read", EXAMPLE, "--format", "json"], ["score", EXAMPLE, "--format", "json"],
        ["compare", EXAMPLE, "--with", "430000", "--format", "json"], ["diff", "430000", "2022", "310000", "2023", "--format", "json"],
    ],
    ids=lambda arguments: str(arguments[0]),
)  # fmt: skip
def test_json_on_any_terminal(monkeypatch: pytest.MonkeyPatch, encoding: str, arguments: list[str | Path]) -> None:
    """JSON is UTF-8 and valid, whatever standard output says it can show."""
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)

    assert main([str(a) for a in arguments]) in (0, 1)
    made = out.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    json.loads(made)
    assert "\\\\x" not in made


#: A call of every command, but for those that need a folder of their own.
CALLS: tuple[tuple[str, ...], ...] = (
    ("check", str(EXAMPLE)), ("read", str(EXAMPLE)), ("score", str(EXAMPLE), "--trace"), ("accept", str(EXAMPLE)),
    ("compare", str(EXAMPLE), "--with", "430000"), ("diff", "430000", "2022", "310000", "2023"), ("rules", "430600", "2023"),
    ("explain", "430600", "2023", "execution-rate"), ("packs",), ("lint", "yueyang"),
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp1252", "ascii"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_text_on_any_terminal(monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...], lang: str, encoding: str) -> None:
    """Every command prints its text whatever standard output and standard error can show, in both languages."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)

    assert main([*call, "--lang", lang]) in (0, 1)
    out.flush()
    err.flush()
    assert out.buffer.getvalue().decode(encoding).strip()  # type: ignore[attr-defined]
    assert b"Traceback" not in err.buffer.getvalue()  # type: ignore[attr-defined]


def test_the_door_says_its_codes() -> None:
    """The exit codes the door promises are those of its documents."""
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")

    assert __main__.__doc__ is not None
    for code in ("0", "1", "2", "3", "130"):
        assert f"| {code} |" in page
        assert f" {code}: " in f" {__main__.__doc__}".replace("Exit 0:", " 0: ")
