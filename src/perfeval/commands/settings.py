"""What a folder of reports is always checked with: `perfeval.toml`, or `[tool.perfeval]` in `pyproject.toml`.

::

    # perfeval.toml
    profile = "strict"
    jurisdiction = "431200"        # where a report names no place itself
    packs = ["perfeval-yueyang"]   # have to be installed

    [[ignore]]
    rule = "copied-actuals"
    reason = "本市表式要求照填指标值"

The file is looked for where perfeval is run, and in the folders above. What the command line says comes first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import field, frozen

from perfeval.boundary import file_bytes
from perfeval.errors import UsageError
from perfeval.jurisdictions import lineage
from perfeval.plugins import installed
from perfeval.ruling import Profile

FILE, PROJECT_FILE, TABLE = "perfeval.toml", "pyproject.toml", "perfeval"
#: No such file is larger.
LARGEST = 256 * 1024
KEYS = ("profile", "jurisdiction", "packs", "ignore")


@frozen
class Settings:
    """What a file of settings says.

    Attributes
    ----------
    source
        The file; empty where there is none.
    profile
        Which rules speak; empty where the file does not say it.
    jurisdiction
        The place of reports that name none.
    ignored
        Rules that are not asked, with the reason why.
    """

    source: str = ""
    profile: str = ""
    jurisdiction: str | None = None
    ignored: Mapping[str, str] = field(factory=dict)


def settings(folder: Path | None = None) -> Settings:
    """The settings of a folder: of the nearest file in it or above.

    Raises
    ------
    UsageError
        If the file is not as it should be; the message says what is wrong and what would do.
    """
    start = (folder or Path.cwd()).resolve()
    for place in (start, *start.parents):
        for name in (FILE, PROJECT_FILE):
            found = _table(place / name)
            if found is not None:
                return _settings(found, place / name)
    return Settings()


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file; None where there is no file, or a project file without any."""
    if not path.is_file():
        return None
    try:
        content = tomllib.loads(file_bytes(path, LARGEST).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        if path.name == PROJECT_FILE:
            return None  # another program's file, which that program will complain about
        raise _bad(path, f"不合 TOML 写法（{error}）", f"is not TOML ({error})") from error
    if path.name == FILE:
        return content
    tool = content.get("tool", {})
    found = tool.get(TABLE) if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def _bad(path: Path, zh: str, en: str) -> UsageError:
    return UsageError(f"{path}：{zh}。", f"{path}: {en}.")


def _settings(content: Mapping[str, Any], path: Path) -> Settings:
    other = next((key for key in content if key not in KEYS), None)
    if other is not None:
        raise _bad(
            path, f"“{other}”不认识；可用 {'、'.join(KEYS)}", f"{other!r} is not known; there are {', '.join(KEYS)}"
        )
    profile, code = content.get("profile", ""), content.get("jurisdiction")
    names = [one.value for one in Profile]
    if profile and profile not in names:
        raise _bad(path, f"profile 应为 {'、'.join(names)} 之一", f"profile has to be one of {', '.join(names)}")
    if code is not None:
        if not isinstance(code, str):
            raise _bad(path, "jurisdiction 应为六位代码的文本", "jurisdiction has to be a text of six digits")
        lineage(code)
    _check_packs(content.get("packs", []), path)
    return Settings(path.name, profile, code, _ignored(content.get("ignore", []), path))


def _check_packs(names: object, path: Path) -> None:
    """Make sure that every distribution the file counts on is installed."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _bad(path, "packs 应为分发包名称的列表", "packs has to be a list of names of distributions")
    there = {one.origin for one in installed().packs}
    missing = next((name for name in names if name not in there), None)
    if missing is not None:
        raise _bad(
            path, f"规则包 {missing} 没有安装；请先运行 pip install {missing}", f"the packs of {missing} are not installed: run pip install {missing}"
        )  # fmt: skip


def _ignored(entries: object, path: Path) -> dict[str, str]:
    """The rules that are not asked, each with its reason."""
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise _bad(path, "每项应写在 [[ignore]] 之下", "entries stand under [[ignore]]")
    known = {rule.id for one in installed().packs for rule in one.pack.rules}
    found = {}
    for one in entries:
        rule, reason = one.get("rule"), one.get("reason")
        if not isinstance(rule, str) or rule not in known:
            near = "、".join(get_close_matches(str(rule), known)) or "perfeval rules"
            raise _bad(path, f"没有规则“{rule}”；相近的有 {near}", f"there is no rule {rule!r}; near it: {near}")
        if not isinstance(reason, str) or not reason.strip():
            raise _bad(
                path, f"不核对“{rule}”应写明 reason（理由）", f"a reason has to be given for not asking {rule!r}"
            )
        found[rule] = " ".join(reason.split())
    return found


__all__ = ["FILE", "KEYS", "Settings", "settings"]
