"""What a person has accepted of a report's findings: a TOML file beside the report, which is itself never touched.

::

    # report.txt.perfeval.toml
    [[accept]]
    fingerprint = "0123456789ab"
    reason = "已附说明，见复核意见第3条"
    until = 2026-12-31

A file is read whole or refused with its line. An entry is added at the end; what was there stays as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from perfeval.boundary import file_bytes, replace_file
from perfeval.boundary.tomls import bad_line, toml_content
from perfeval.document import Place
from perfeval.errors import UnreadableError, UsageError
from perfeval.findings import Acceptance, Finding

ENDING = ".perfeval.toml"
#: What is accepted for all reports of a folder, and of those in it.
FOLDER_FILE = "accepted.perfeval.toml"
#: Bytes of such a file; a thousand acceptances do not fill it.
LARGEST = 256 * 1024
#: The table of one entry.
TABLE = "accept"
_HEAD = re.compile(r"\[\[\s{0,8}[\"']?accept[\"']?\s{0,8}\]\]")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


def file_beside(report: str | Path) -> Path:
    """Where the acceptances of a report are kept: beside it, under its own whole name.

    >>> file_beside("2024/report.docx").name
    'report.docx.perfeval.toml'
    """
    path = Path(report)
    return path.with_name(path.name + ENDING)


def acceptances(*reports: str | Path) -> tuple[Acceptance, ...]:
    """What was accepted of a report that stands in these files; nothing where no file is beside them.

    Raises
    ------
    UnreadableError
        If a file beside them is not as it should be; the message says in which line, and what is wrong there.
    """
    return tuple(one for report in reports for one in _read(file_beside(report))[1])


def folder_acceptances(folder: str | Path) -> tuple[Acceptance, ...]:
    """What was accepted for all reports of a folder.

    Raises
    ------
    UnreadableError
        If the file is not as it should be; the message says in which line, and what is wrong there.
    """
    return _read(Path(folder) / FOLDER_FILE)[1]


def _read(path: Path) -> tuple[bytes, tuple[Acceptance, ...]]:
    """The bytes of a file of acceptances, and what they say."""
    try:
        data = file_bytes(path, LARGEST)
    except FileNotFoundError:
        return b"", ()
    return data, _entries(data, path)


def _entries(data: bytes, path: Path) -> tuple[Acceptance, ...]:
    text, content = toml_content(data, path)
    other = next((key for key in content if key != TABLE), None)
    if other is not None:
        zh, en = f"“{other}”不认识；每项写在 [[accept]] 之下", f"{other!r} is not known; entries stand under [[accept]]"
        raise bad_line(path, _line_of(other, text), zh, en)
    several = content.get(TABLE, [])
    heads = [n for n, row in enumerate(text.splitlines(), 1) if _HEAD.match(row.strip())]
    if not isinstance(several, list) or not all(isinstance(one, dict) for one in several):
        raise bad_line(path, _line_of(TABLE, text), "每项应写在 [[accept]] 之下", "entries stand under [[accept]]")
    lines: list[int | None] = [*heads] if len(heads) == len(several) else [None] * len(several)
    return tuple(
        _entry(one, path, line, number) for number, (one, line) in enumerate(zip(several, lines, strict=True), 1)
    )


def _line_of(word: str, text: str) -> int | None:
    return next((n for n, row in enumerate(text.splitlines(), 1) if word in row), None)


def _entry(content: dict[str, Any], path: Path, line: int | None, number: int) -> Acceptance:
    def bad(zh: str, en: str) -> UnreadableError:
        return bad_line(path, line, f"（第{number}项）{zh}", f"(entry {number}) {en}")

    name, reason, until = (content.get(key) for key in ("fingerprint", "reason", "until"))
    if not isinstance(name, str) or not _FINGERPRINT.fullmatch(name):
        raise bad("fingerprint 应为12位十六进制字符", "fingerprint has to be twelve hexadecimal characters")
    if not isinstance(reason, str) or not reason.strip():
        raise bad("缺 reason（理由）", "there is no reason")
    if isinstance(until, str):
        until = _day(until)
    if isinstance(until, datetime) or not isinstance(until, date):
        raise bad("until 应为日期，如 2026-12-31", "until has to be a day, such as 2026-12-31")
    return Acceptance(name, " ".join(reason.split()), until, Place(file=path.name, line=line))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def acceptance(fingerprint: str, reason: str, until: str | date) -> Acceptance:
    """An acceptance as a person asks for it.

    Raises
    ------
    UsageError
        If the fingerprint, the reason or the day is none.
    """
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise UsageError(
            f"“{fingerprint}”不是指纹；指纹为12位十六进制字符，JSON 与 perfeval accept FILE 均列出。",
            f"{fingerprint!r} is no fingerprint; they have twelve hexadecimal characters, and perfeval accept FILE lists them.",
        )
    plain = " ".join(reason.encode("utf-8", "replace").decode("utf-8").split())
    if not plain:
        raise UsageError("请写明理由（--reason）。", "Say why (--reason).")
    day = _day(until) if isinstance(until, str) else until
    if day is None:
        raise UsageError(f"“{until}”不是日期；应写作 2026-12-31。", f"{until!r} is no day; write it as 2026-12-31.")
    return Acceptance(fingerprint, plain, day)


def accepted_finding(added: Acceptance, findings: Iterable[Finding], report: str | Path) -> Finding:
    """The finding of a report that an acceptance is about.

    Raises
    ------
    UsageError
        If there is none, or if the report does not say whose it is, so that nobody could tell it again in another run.
    """
    name = added.fingerprint
    found = next((f for f in findings if f.fingerprint == name), None)
    if found is None:
        raise UsageError(
            f"{report} 没有指纹为 {name} 的问题；perfeval accept {report} 列出全部指纹。",
            f"{report} has no finding {name}; perfeval accept {report} lists them all.",
        )
    if not found.identified:
        raise UsageError(
            f"{report} 未载明该问题属于哪个单位或项目，指纹 {name} 不能用于接受；请先在报告中填写单位名称、项目名称。",
            f"{report} does not say of which unit or project the finding {name} is, so it cannot be accepted; "
            "write the names of unit and project into the report first.",
        )
    return found


def _quoted(text: str) -> str:
    """A text as a TOML string: JSON's escapes are TOML's, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def add_acceptance(
    report: str | Path, added: Acceptance, comments: Iterable[str] = (), *, folder: str | Path | None = None
) -> Path:
    """Add an entry to the file beside a report, whole or not at all; the file.

    Parameters
    ----------
    comments
        Lines that stand above the entry, for whoever reads the file.
    folder
        A folder for all of whose reports it is accepted; the entry then stands in that folder's file.

    Raises
    ------
    UsageError
        If the finding has been accepted there already.
    UnreadableError
        If the file that is there is not as it should be, or cannot be written.
    """
    path = file_beside(report) if folder is None else Path(folder) / FOLDER_FILE
    before, entries = _read(path)
    twin = next((e for e in entries if e.fingerprint == added.fingerprint), None)
    if twin is not None:
        raise UsageError(
            f"{path} 第{twin.place.line or '?'}行已接受 {added.fingerprint}（“{twin.reason}”，至{twin.until}）；如需改动，请改该项。",
            f"{path} has accepted {added.fingerprint} already, in line {twin.place.line or '?'} ({twin.reason!r}, until {twin.until}); "
            "to change it, change that entry.",
        )
    newline = "\r\n" if b"\r\n" in before else "\n"
    notes = ["# " + "".join(c for c in " ".join(note.split()) if c.isprintable()) for note in comments]
    lines = [
        *([""] if before else []), *notes, f"[[{TABLE}]]", f'fingerprint = "{added.fingerprint}"', f"reason = {_quoted(added.reason)}",
        f"until = {added.until.isoformat()}",
    ]  # fmt: skip
    start = b"" if not before or before.endswith(b"\n") else newline.encode()
    data = before + start + "".join(line + newline for line in lines).encode()
    known = [(e.fingerprint, e.reason, e.until) for e in (*entries, added)]
    if [(e.fingerprint, e.reason, e.until) for e in _entries(data, path)] != known:
        raise bad_line(path, None, "无法追加；请手工加入该项", "cannot be added to; write the entry by hand")
    _replace(path, data)
    return path


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole, over what was there, or leave everything as it was."""
    try:
        replace_file(path, data)
    except OSError as error:
        raise bad_line(path, None, f"不能写入（{error.strerror}）", f"cannot be written ({error.strerror})") from error


__all__ = [
    "ENDING",
    "FOLDER_FILE",
    "Acceptance",
    "acceptance",
    "acceptances",
    "accepted_finding",
    "add_acceptance",
    "file_beside",
    "folder_acceptances",
]
