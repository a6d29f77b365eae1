"""Modules that stand on a library which an extra brings: loaded when they are needed, and named where it is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from perfeval.errors import MissingExtraError


def loaded(module: str, extra: str, zh: str, en: str) -> ModuleType:
    """A module of the package, loaded by its name.

    Parameters
    ----------
    extra
        What brings the library it stands on; empty where it needs none.
    zh, en
        What cannot be done without it, as the beginning of a sentence (`读取这种文件`, `this kind of file needs`).

    Raises
    ------
    MissingExtraError
        If that library is not installed; the message is the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        if not extra or (error.name or "").startswith("perfeval"):
            raise
        raise MissingExtraError(
            f'{zh}要用附加组件；请运行 pip install "perfeval[{extra}]" 后重试。',
            f'{en} an extra; run pip install "perfeval[{extra}]" and try again.',
        ) from error
