"""TOML that a person wrote, read whole or refused with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Any

from perfeval.errors import UnreadableError

_DEEP = re.compile(r"^[ \t\[]*(?:[\w\"'-]+[ \t]*\.[ \t]*){10}", re.MULTILINE)
_LINE = re.compile(r"at line (\d+)")


def bad_line(where: object, line: int | None, zh: str, en: str) -> UnreadableError:
    """What is wrong with a file, and in which of its lines, if that is known."""
    where_zh, where_en = (f"第{line}行", f"line {line}") if line else ("", "")
    return UnreadableError(f"{where}：{where_zh}{zh}。", f"{where}: {where_en}{': ' if line else ''}{en}.")


def toml_content(data: bytes, where: object, fractions: Callable[[str], Any] = str) -> tuple[str, dict[str, Any]]:
    """What a TOML file says, as text and as plain data.

    Parameters
    ----------
    where
        How the file is called in messages.
    fractions
        What a number with decimals becomes; by default the digits it is written with.

    Raises
    ------
    UnreadableError
        If it is no UTF-8 or no TOML, or nested so deeply that it keeps a machine busy.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = data[: error.start].count(b"\n") + 1
        raise bad_line(where, at, "不是 UTF-8 文字", "is not UTF-8") from error
    deep = _DEEP.search(text)
    if deep is not None:  # a name of thousands of parts would take the parser hours
        raise bad_line(where, text.count("\n", 0, deep.start()) + 1, "名称的层数过多", "has a name of too many parts")
    try:
        return text, tomllib.loads(text, parse_float=fractions)
    except ValueError as error:  # TOMLDecodeError, and a number of too many digits
        found = _LINE.search(str(error))
        last = int(found[1]) if found else text.count("\n") + 1
        raise bad_line(where, last, f"不合 TOML 写法（{error}）", f"is not TOML ({error})") from error
    except RecursionError as error:
        raise bad_line(where, None, "嵌套过深", "is nested too deeply") from error


__all__ = ["bad_line", "toml_content"]
