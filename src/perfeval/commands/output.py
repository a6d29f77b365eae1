"""What a command says: results on standard output or in a file, everything else on standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from secrets import token_hex
from typing import Any, TextIO

from perfeval.boundary import json_signs, printable
from perfeval.errors import PerfevalError, PluginError, UsageError
from perfeval.findings import Text
from perfeval.privacy import masked

OK, FOUND, BAD, FAILED, INTERRUPTED = 0, 1, 2, 3, 130

#: With this in the environment, an internal error shows where it was raised.
DEBUG = "PERFEVAL_DEBUG"

#: The minus of formulas, which not every terminal has.
MINUS = "\u2212"
_results: ContextVar[TextIO | None] = ContextVar("results", default=None)


@contextmanager
def results(stream: TextIO | None) -> Iterator[None]:
    """Results are written to this stream while a command runs, whatever standard output is then."""
    token = _results.set(stream)
    try:
        yield
    finally:
        _results.reset(token)


def say(error: PerfevalError | Text, lang: str) -> None:
    """What went wrong, in the language asked for and the other; nothing of a document steers the terminal."""
    first, second = (error.zh, error.en) if lang == "zh" else (error.en, error.zh)
    if sys.stderr is None:  # it was closed; standard output is for results
        return
    with suppress(OSError):
        if isinstance(error, PluginError) and os.environ.get(DEBUG):
            traceback.print_exception(error, file=sys.stderr)
        print(f"perfeval: {_safe(first)}\n          {_safe(second)}", file=sys.stderr, flush=True)


def _safe(text: str) -> str:
    return printable(masked(text))


def give_up_output() -> None:
    """Let nothing more be written to standard output, not even what waits to be written at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(text: str | bytes, target: str | None, *, force: bool = False, utf8: bool = False) -> None:
    """To standard output, or to a file that is whole or not there at all.

    Parameters
    ----------
    force
        Whether a file that is there already is replaced.
    utf8
        Whether it is for programs: UTF-8 whatever the terminal shows.

    Raises
    ------
    UsageError
        If the file is there already, its folder is not, or standard output is closed.
    OSError
        If the system refuses.
    """
    if isinstance(text, str) and not utf8:
        text = printable(text)
    if target is not None:
        _write_file(text.encode("utf-8") if isinstance(text, str) else text, Path(target), force=force)
        return
    stream = _results.get()
    if stream is None:
        raise UsageError("标准输出已关闭；请用 -o 写入文件。", "Standard output is closed; write to a file with -o.")
    if isinstance(text, str) and not utf8:
        stream.write(_encodable(text, stream.encoding))
    else:
        stream.flush()
        stream.buffer.write(text.encode("utf-8") if isinstance(text, str) else text)
    stream.flush()


def _encodable(text: str, encoding: str | None) -> str:
    """A text with a plain minus where the terminal has no other (GBK)."""
    try:
        MINUS.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return text.replace(MINUS, "-")
    return text


def terminal_columns() -> int | None:
    """The width of the terminal results are printed on; None where they go elsewhere."""
    stream = _results.get()
    if stream is None or not stream.isatty():
        return None
    return shutil.get_terminal_size().columns


def check_target(path: Path, *, force: bool) -> None:
    """Whether a file may be written there.

    Raises
    ------
    UsageError
        If it is there already, and not to be replaced; if it is no file; or if its folder is not there.
    """
    if path.exists() and not force:
        raise UsageError(
            f"{path} 已存在，未覆盖；请换一个文件名，或加 --force。",
            f"{path} exists and was not overwritten; choose another name, or say --force.",
        )
    if path.exists() and not path.is_file():  # a folder, or a device that would be replaced by a file
        raise UsageError(f"{path} 不是普通文件，不能覆盖。", f"{path} is no regular file and is not overwritten.")
    if not path.parent.is_dir():
        raise UsageError(f"没有文件夹 {path.parent}。", f"There is no folder {path.parent}.")


def _write_file(data: bytes, path: Path, *, force: bool) -> None:
    check_target(path, force=force)
    path = path.resolve()
    draft = path.with_name(f".perfeval-{token_hex(8)}")
    # 0o666 less what the user's umask takes away, as for every file a program makes
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if force:
            os.replace(draft, path)
        else:
            _give_name(draft, path)
    except FileExistsError as error:
        raise UsageError(f"{path} 已存在，未覆盖。", f"{path} exists and was not overwritten.") from error
    finally:
        draft.unlink(missing_ok=True)


def _give_name(draft: Path, path: Path) -> None:
    """Let a finished file have its name, unless another has it by now."""
    try:
        os.link(draft, path)
        return
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: the name is taken first, then the file put there
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        os.replace(draft, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_json(content: Sequence[Any] | dict[str, Any], target: str | None, *, force: bool = False) -> None:
    """Plain data as JSON, always in UTF-8; of a list with one thing in it, that thing."""
    made = content[0] if isinstance(content, Sequence) and len(content) == 1 else content
    write(json_signs(json.dumps(made, ensure_ascii=False, indent=1)) + "\n", target, force=force, utf8=True)


__all__ = [
    "BAD",
    "DEBUG",
    "FAILED",
    "FOUND",
    "INTERRUPTED",
    "OK",
    "check_target",
    "give_up_output",
    "results",
    "say",
    "terminal_columns",
    "write",
    "write_json",
]
