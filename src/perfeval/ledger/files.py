"""A ledger in a file: read whole, written whole, and never over what somebody else wrote in between."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import evolve

from perfeval.boundary import file_bytes, printable, replace_file
from perfeval.errors import UnreadableError, UsageError
from perfeval.ledger.book import Ledger
from perfeval.ledger.lines import parsed, written

#: Bytes of a ledger: some ten thousand reports.
LARGEST = 256 * 1024 * 1024
#: While it stands there, somebody writes.
LOCK = ".lock"


def load(path: str | Path) -> Ledger:
    """The ledger in a file.

    Raises
    ------
    UnreadableError
        If there is no such file, or a line of it is not as it should be; the message says which line, and what is wrong.
    """
    return read_ledger(path)[0]


def read_ledger(path: str | Path) -> tuple[Ledger, bytes]:
    """The ledger in a file, and its bytes, which `save` wants to see again before it writes.

    Raises
    ------
    UnreadableError
        If there is no such file, or a line of it is not as it should be.
    """
    where = Path(path)
    try:
        data = file_bytes(where, LARGEST)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{printable(str(where))}：没有这个台账；perfeval ledger update 会新建。",
            f"{printable(str(where))}: there is no such ledger; perfeval ledger update begins one.",
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = data[: error.start].count(b"\n") + 1
        raise UnreadableError(
            f"{printable(str(where))}：第{at}行不是 UTF-8 文字。", f"{printable(str(where))}: line {at} is not UTF-8."
        ) from error
    ledger = parsed(text, str(where))
    return evolve(ledger, missing=_missing(ledger, where.parent)), data


def _missing(ledger: Ledger, folder: Path) -> frozenset[str]:
    """The files of evidence that are not there."""
    named = {e.file for entry in ledger.entries for m in entry.measures for e in m.evidence if e.file}
    return frozenset(name for name in named if not _is_file(folder / name))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def save(ledger: Ledger, path: str | Path, before: bytes | None) -> None:
    """Write a ledger whole, or not at all.

    Parameters
    ----------
    before
        What the file held when the ledger was read; None for a new file.

    Raises
    ------
    UsageError
        If the file holds something else by now, or somebody is writing it.
    UnreadableError
        If it cannot be written.
    """
    where = Path(path)
    lock = where.with_name(where.name + LOCK)
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError as error:
        raise UsageError(
            f"{printable(str(where))}：有人正在写入；稍后再试，若确无人写入，请删去 {printable(lock.name)}。",
            f"{printable(str(where))}: somebody is writing it; try again, or delete {printable(lock.name)} if nobody is.",
        ) from error
    except (OSError, ValueError) as error:
        raise _unwritten(where, error) from error
    os.close(handle)
    try:
        if _bytes(where) != before:
            raise UsageError(
                f"{printable(str(where))}：读取之后被他人改过，未写入；请重新运行。",
                f"{printable(str(where))}: somebody changed it since it was read, so nothing was written; run this again.",
            )
        replace_file(where, written(ledger).encode("utf-8"))
    except OSError as error:
        raise _unwritten(where, error) from error
    finally:
        lock.unlink(missing_ok=True)


def _bytes(path: Path) -> bytes | None:
    try:
        return file_bytes(path, LARGEST)
    except FileNotFoundError:
        return None


def _unwritten(path: Path, error: Exception) -> UnreadableError:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    where = printable(str(path))
    return UnreadableError(f"{where}：不能写入（{why}）。", f"{where}: cannot be written ({why}).")


__all__ = ["load", "read_ledger", "save"]
