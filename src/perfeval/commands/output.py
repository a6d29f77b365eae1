"""What a command says: results on standard output or in a file, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from perfeval.errors import PerfevalError, UsageError
from perfeval.privacy import masked

OK, FOUND, BAD = 0, 1, 2


def say(error: PerfevalError, lang: str) -> None:
    """What went wrong, in the language asked for and the other."""
    first, second = (error.zh, error.en) if lang == "zh" else (error.en, error.zh)
    print(f"perfeval: {first}\n          {second}", file=sys.stderr)


def write(text: str | bytes, target: str | None) -> None:
    """To standard output, or to a file that is whole or not there at all."""
    if isinstance(text, str):
        text = masked(text)
    if target is None:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        return
    path = Path(target)
    if path.exists():
        raise UsageError(
            f"{path} 已存在，未覆盖；请换一个文件名。", f"{path} exists and was not overwritten; choose another name."
        )
    if not path.parent.is_dir():
        raise UsageError(f"没有文件夹 {path.parent}。", f"There is no folder {path.parent}.")
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.link(name, path)
    except FileExistsError as error:
        raise UsageError(f"{path} 已存在，未覆盖。", f"{path} exists and was not overwritten.") from error
    finally:
        os.unlink(name)


def write_json(content: Sequence[Any] | dict[str, Any], target: str | None) -> None:
    """Plain data as JSON; of a list with one thing in it, that thing."""
    made = content[0] if isinstance(content, Sequence) and len(content) == 1 else content
    write(json.dumps(made, ensure_ascii=False, indent=1) + "\n", target)


__all__ = ["BAD", "FOUND", "OK", "say", "write", "write_json"]
