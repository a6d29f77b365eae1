"""`linted`: a pack held against the light, by its name among the installed ones or from a Python file."""

from __future__ import annotations

import sys
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from perfeval.boundary import guarded, said
from perfeval.errors import PackError, UnknownNameError
from perfeval.findings import Text
from perfeval.plugins import bundled_plugins, installed, load
from perfeval.resolution import Installed
from perfeval.resolution.lint import lint

#: Where a pack comes from that is no installed distribution.
FILE = "file"


def linted(name: str) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    """What is wrong or odd in packs, by their names: an installed pack (`yueyang`, `perfeval:yueyang`) or a file.

    Raises
    ------
    UnknownNameError
        If no such pack is installed and no such file is there.
    PackError
        If the file cannot be loaded.
    """
    if name.endswith(".py"):
        packs, every = _from_file(Path(name))
    else:
        found = installed()
        every = found.packs
        packs = tuple(p for p in every if name in (p.name, p.pack.id, p.origin))
        aside = next((q for q in found.quarantined if name in (q.name, q.origin)), None)
        if aside is not None:
            raise PackError(f"“{name}”已被隔离：{aside.error}", f"{name!r} was set aside: {aside.error}")
        if not packs:
            there = "、".join(sorted(p.name for p in every))
            raise UnknownNameError(
                f"没有规则包“{name}”；有：{there}。",
                f"There is no pack {name!r}; there are {there.replace('、', ', ')}.",
            )
    return tuple((p.name, lint(p.pack, every)) for p in packs)


def _from_file(path: Path) -> tuple[tuple[Installed, ...], tuple[Installed, ...]]:
    """The packs of a module in a file, beside the bundled ones."""
    if not path.is_file():
        raise UnknownNameError(f"没有文件 {path}。", f"There is no file {path}.")
    loaded = load([*bundled_plugins(), (_module(path), path.stem, FILE)])
    if loaded.quarantined:
        raise PackError(f"{path}：{loaded.quarantined[0].error}", f"{path}: {loaded.quarantined[0].error}")
    return tuple(p for p in loaded.packs if p.origin == FILE), loaded.packs


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise PackError(f"{path} 不能作为模块加载。", f"{path} cannot be loaded as a module.")
    module = module_from_spec(spec)
    before = sys.modules.get(path.stem)
    sys.modules[path.stem] = module

    def failed(error: BaseException) -> None:
        raise PackError(
            f"{path} 加载时出错：{said(error)}", f"{path} fails when it is loaded: {said(error)}"
        ) from error

    try:
        guarded(partial(spec.loader.exec_module, module), failed)
    finally:
        if before is not None:
            sys.modules[path.stem] = before
        else:
            del sys.modules[path.stem]
    return module


__all__ = ["linted"]
