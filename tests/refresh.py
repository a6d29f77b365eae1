"""The examples of the README and the docs, run for real: compared by the tests, rewritten by
`python -m tests.refresh`, or, where that takes long, `python -m tests.refresh PAGE…`.

In a page, from top to bottom:

* a `python` block is executed, all blocks of a page in one namespace; a `text` block right behind it is what it prints;
* in a `console` block, each `$ perfeval …` is run, and so is `$ echo $?`; what follows is its output. A command that is
  followed by nothing is only run; other commands are only shown, but for those of an author at work: `cd`, `rm`,
  `python -m pytest`, and `pip install -e`, which makes the distribution in the folder an installed one;
* a block with `<!-- file: PATH -->` above it is written to that file, one with `<!-- more: PATH -->` to its end.

An output may be cut: `<!-- shown: 12 lines, 100 columns -->` above its block keeps that much and marks the rest with `…`;
such a block always has its output.
A line `...` in an output stands for any lines; such an output is compared, never rewritten.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.made import with_made_parts

from perfeval.__main__ import main as perfeval_main
from perfeval.commands.clock import EPOCH
from perfeval.plugins import NO_PLUGINS, installed

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

#: The day on which examples are run, in seconds: 2025-01-01.
DAY = "1735689600"
#: Where one of these is set, pytest shortens nothing.
LONGER_IF = ("CI", "BUILD_NUMBER")
#: A fenced block, with the comment that says how much of an output is shown.
BLOCK = re.compile(
    r"^(?:<!-- shown: (?P<lines>\d+) lines(?:, (?P<columns>\d+) columns)? -->\n)?"
    r"(?:<!-- (?P<mode>file|more): (?P<path>\S+) -->\n)?"
    r"(?P<fence>```(?P<kind>\w+)\n(?P<body>.*?)^```)$",
    re.MULTILINE | re.DOTALL,
)
CUT = "…"


def pages() -> list[Path]:
    """Every page with examples: the two READMEs and all of docs/."""
    built = DOCS / "_build"
    found = [p for p in DOCS.rglob("*.md") if built not in p.parents]
    return [ROOT / "README.md", ROOT / "README.zh.md", *sorted(found)]


def families() -> list[list[Path]]:
    """The pages, those that are one page in two languages together."""
    found: dict[Path, list[Path]] = {}
    for page in pages():
        found.setdefault(page.with_name(page.name.replace(".zh.md", ".md")), []).append(page)
    return list(found.values())


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(output: str, lines: int | None, columns: int | None) -> str:
    """The shown part of an output."""
    kept = output.rstrip("\n").split("\n")
    more = lines is not None and len(kept) > lines
    kept = kept[:lines]
    if columns is not None:
        kept = [line if width(line) <= columns else _narrow(line, columns - 1) + CUT for line in kept]
    return "\n".join(line.rstrip() for line in [*kept, *([CUT] if more else [])]) + "\n"


def _narrow(line: str, columns: int) -> str:
    taken = ""
    for character in line:
        if width(taken + character) > columns:
            break
        taken += character
    return taken


def matches(shown: str, output: str) -> bool:
    """Whether an output is what is shown, where `...` on a line of its own stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown.splitlines())
    trimmed = "\n".join(line.rstrip() for line in output.rstrip("\n").split("\n")) + "\n"
    return re.fullmatch(pattern, trimmed) is not None


#: How long pytest took is the machine's, not the example's.
TOOK = re.compile(r"(?<= in )\d+\.\d+s(?: \([\d:]+\))?")


class Shell:
    """Runs `perfeval` commands in this process, and remembers the last exit code."""

    def __init__(self) -> None:
        self.code = 0

    def runs(self, command: str) -> bool:
        """Whether a command is one that is run."""
        first = command.split()[0]
        return command == "echo $?" or first in ("perfeval", "cd", "rm") or command.startswith((TESTS, INSTALL))

    def run(self, command: str) -> str:
        """What a command prints on both streams."""
        if command == "echo $?":
            return f"{self.code}\n"
        words = shlex.split(command)
        if words[0] == "cd":
            os.chdir(words[1])
            return ""
        if words[0] == "rm":
            Path(words[1]).unlink()
            return ""
        if command.startswith(INSTALL):
            _install(Path.cwd())
            return ""
        if command.startswith(TESTS):
            return self._tested(words[3:])
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            try:
                self.code = perfeval_main(words[1:])
            except SystemExit as stop:
                self.code = int(stop.code or 0)
        return raw.getvalue().decode("utf-8")

    def _tested(self, more: list[str]) -> str:
        """What pytest says in this folder; of a folder with the same files it has said so before."""
        files = sorted((str(p.relative_to(Path.cwd())), p) for p in Path.cwd().rglob("*") if p.is_file())
        kept = [(name, path) for name, path in files if not name.startswith((".", "__")) and "__pycache__" not in name]
        key = (*more, *((name, path.read_bytes()) for name, path in kept))
        if key not in TESTED:
            ran = subprocess.run(
                [sys.executable, "-X", "utf8", "-m", "pytest", "-p", "no:cacheprovider", *more],
                capture_output=True, text=True, encoding="utf-8", check=False,
            )  # fmt: skip
            TESTED[key] = ran.returncode, TOOK.sub("…s", ran.stdout)
        self.code, said = TESTED[key]
        return said


TESTS, INSTALL = "python -m pytest", "pip install -e "
#: What pytest returned and said, by what it was asked of which files: a page and its twin ask the same.
TESTED: dict[tuple[object, ...], tuple[int, str]] = {}


def describe(source: Path, target: Path) -> list[str]:
    """Write into a folder what makes the modules there an installed distribution, by its project file; their names."""
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = target / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    points = "".join(f"{name} = {value}\n" for name, value in project["entry-points"]["perfeval"].items())
    (info / "entry_points.txt").write_text(f"[perfeval]\n{points}", encoding="utf-8")
    return list(project["entry-points"]["perfeval"].values())


def installed_in(source: Path, target: Path) -> Path:
    """A folder with a distribution of one module installed."""
    (module,) = describe(source, target)
    shutil.copy(source / f"{module}.py", target)
    return target


def _install(folder: Path) -> None:
    """Make a distribution an installed one for the rest of the page, as its project file describes it."""
    describe(folder, folder)
    sys.path.insert(0, str(folder))
    os.environ[NO_PLUGINS] = ""
    _forget(folder)


def _forget(folder: Path) -> None:
    """Load what is in a folder anew: its files may have been written since."""
    for name, module in list(sys.modules.items()):
        if folder in Path(getattr(module, "__file__", None) or "/").resolve().parents:
            del sys.modules[name]
    for entry in [e for e in sys.path_importer_cache if not os.path.isabs(e)]:
        del sys.path_importer_cache[entry]  # the folder of another page
    installed.cache_clear()


def _console(body: str, lines: int | None, columns: int | None, shell: Shell) -> str:
    made: list[str] = []
    for command, shown in _commands(body):
        made.append(f"$ {command}\n")
        if not shell.runs(command):
            made.append(shown)
            continue
        output = shell.run(command)
        only_run = not shown and lines is None
        if only_run or ("..." in shown.splitlines() and matches(shown, output)):
            made.append(shown)
        else:
            made.append(cut(output, lines, columns))
    return "".join(made)


def _commands(body: str) -> Iterator[tuple[str, str]]:
    for piece in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, shown = piece.partition("\n")
        yield command, shown


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def refreshed(page: Path) -> str:
    """The page as it should be: every output that of its example.

    Raises
    ------
    Exception
        Whatever an example raises.
    """
    text = page.read_text(encoding="utf-8")
    namespace: dict[str, object] = {"__name__": "__docs__"}
    shell = Shell()
    made: list[str] = []
    at, printed = 0, None
    with _scratch(page), _quiet():
        for match in BLOCK.finditer(text):
            between = text[at : match.start("fence")]
            body, kind = match["body"], match["kind"]
            if match["path"]:
                _written(Path(match["path"]), body, match["mode"])
                made += [between, f"```{kind}\n{body}```"]
                at, printed = match.end(), None
                continue
            shape = (_number(match["lines"]), _number(match["columns"]))
            if kind == "console":
                body = _console(body, *shape, shell)
            elif kind == "text" and printed is not None and not text[at : match.start()].strip():
                body = cut(printed, *shape)
            printed = _executed(body, page, text, match.start("body"), namespace) if kind == "python" else None
            made += [between, f"```{kind}\n{body}```"]
            at = match.end()
    return with_made_parts("".join([*made, text[at:]]))


def _written(path: Path, body: str, mode: str) -> None:
    """What a reader is told to put into a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if mode == "more" else ""
    path.write_text(before + body, encoding="utf-8")
    _forget(Path.cwd())


def _executed(body: str, page: Path, text: str, start: int, namespace: dict[str, object]) -> str:
    line = text.count("\n", 0, start)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile("\n" * line + body, str(page), "exec"), namespace)
    return out.getvalue()


@contextlib.contextmanager
def _scratch(page: Path) -> Iterator[None]:
    """A working directory with the examples in their places, in which an example may write."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DOCS / "examples", Path(folder) / "docs" / "examples")
        inside = Path(folder) / "docs" if DOCS in page.parents else Path(folder)
        with contextlib.chdir(inside):
            try:
                yield
            finally:
                _forget(Path(folder).resolve())


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Bundled packs only, one day, one width of help texts, and pytest's output as a person sees it."""
    before = {name: os.environ.pop(name, None) for name in (NO_PLUGINS, "COLUMNS", EPOCH, *LONGER_IF)}
    os.environ |= {NO_PLUGINS: "1", "COLUMNS": "100", EPOCH: DAY}
    search = list(sys.path)
    installed.cache_clear()
    try:
        yield
    finally:
        sys.path[:] = search
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        installed.cache_clear()


def main(names: Sequence[str]) -> int:
    """Rewrite the pages whose outputs have changed: those named, or all."""
    named = {Path(name).resolve() for name in names}
    for page in (page for page in pages() if not named or page in named):
        new = refreshed(page)
        if new != page.read_text(encoding="utf-8"):
            page.write_text(new, encoding="utf-8")
            print(f"refreshed {page.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
