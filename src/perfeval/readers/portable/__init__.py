"""PDF files with a text layer: lines of text, and tables as their rules draw them, page by page.

Rule 1: the file is taken apart in a process of its own (`__main__`), with a limit on its time and memory, because what a
PDF makes its reader do cannot be told beforehand.
Rule 2: a table that goes on over a page break is one table; what is repeated or cut there is put right and noted.
Rule 3: a line that is full goes on in the next one; any other line break was meant.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from perfeval.document import Document
from perfeval.errors import UnreadableError
from perfeval.readers import guard
from perfeval.readers.guard import Draft, Laid, LaidRow
from perfeval.readers.portable.pages import take_apart

#: Seconds of work and bytes of memory one file may cost.
SECONDS = 60
MEMORY = 1024**3


def read_pdf(data: bytes, source: str) -> Document:
    """A PDF file.

    Raises
    ------
    UnreadableError
        If it is no PDF, has a password or no text layer, is damaged, or costs more than the limits.
    """
    guard.expect(data, source, "pdf")
    answer = _apart(data, source)
    draft = Draft(source)
    for item in answer["items"]:
        if item["kind"] == "line":
            draft.paragraph(item["text"], page=item["page"], line=item["line"])
        else:
            draft.table([LaidRow(tuple(Laid(*cell) for cell in row["cells"]), row["page"]) for row in item["rows"]])
    for zh, en in answer["notes"]:
        draft.note(zh, en)
    return draft.document()


def _apart(data: bytes, source: str) -> dict[str, Any]:
    """The file taken apart in a process of its own."""
    too_much = guard.unreadable(
        source,
        f"解析这个 PDF 超过上限（{SECONDS} 秒或 {MEMORY // 2**30} GB 内存）；请打印为新的 PDF，或只保留报告的页后重试。",
        f"taking this PDF apart is over the limits ({SECONDS} seconds, {MEMORY // 2**30} GB); print it to a new PDF or keep "
        "only the report's pages.",
    )
    if not sys.executable:
        return take_apart(data, source)  # Python inside another program; there is no process to start
    path = os.pathsep.join(p for p in sys.path if p)
    try:
        done = subprocess.run(  # our own module, and no shell
            [sys.executable, "-P", "-m", "perfeval.readers.portable"], input=json.dumps(source).encode() + b"\n" + data,
            capture_output=True, timeout=SECONDS, check=False, env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise too_much from error
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        if done.returncode < 0 or b"MemoryError" in done.stderr:
            raise too_much from error
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:120]
        raise guard.unreadable(
            source,
            f"解析 PDF 的进程没有完成（{said}）；请打印为新的 PDF，或提供 .docx 后重试。",
            f"the process that takes the PDF apart did not finish ({said}); print it to a new PDF or provide a .docx.",
        ) from error
    if "error" in answer:
        zh, en = answer["error"]
        raise UnreadableError(zh, en)
    return answer


__all__ = ["MEMORY", "SECONDS", "read_pdf", "take_apart"]
