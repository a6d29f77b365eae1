"""A command run as a person runs it, its exit code and what it says."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from perfeval.__main__ import main


def ran(*words: str | Path) -> tuple[int, str, str]:
    """The exit code and what a command says on both streams."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(list(map(str, words)))
        except SystemExit as stop:
            code = int(stop.code or 0)
    return code, out.buffer.getvalue().decode(), err.getvalue()  # type: ignore[attr-defined]
