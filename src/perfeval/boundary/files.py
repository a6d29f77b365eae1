"""Files of the user, opened only if they are files, and read to a limit."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path

from perfeval.boundary.signs import printable
from perfeval.errors import UnreadableError


def file_name(path: Path) -> str:
    """The name of a file as text that can be printed and written, even if it is no UTF-8."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def file_bytes(path: Path, limit: int) -> bytes:
    """What a file holds, read to a limit.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    UnreadableError
        If it is a folder, a pipe or a device, larger than `limit` bytes, or cannot be opened.
    """
    try:
        # a pipe would be waited for until somebody writes to it; it is opened without waiting, and then refused
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        if path_is_folder(path):  # Windows opens no folder
            raise _folder(path) from error
        raise _closed(path, error) from error
    found = os.fstat(handle)
    if stat.S_ISDIR(found.st_mode):  # no file object is made of a folder
        os.close(handle)
        raise _folder(path)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError(
                f"{printable(str(path))}：不是普通文件（管道或设备）；请先存为文件。",
                f"{printable(str(path))}: is no regular file but a pipe or a device; save it as a file first.",
            )
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise _closed(path, error) from error
    if len(data) > limit:
        size, most = _size(max(found.st_size, len(data))), _size(limit)
        raise UnreadableError(
            f"{printable(str(path))}：文件 {size}，超过上限 {most}；请只保留报告本身后重试。",
            f"{printable(str(path))}: {size} is over the limit of {most}; keep only the report.",
        )
    return data


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole, over what was there, or leave everything as it was; a link stays a link.

    Raises
    ------
    OSError
        If the system refuses.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if target.exists():
            shutil.copymode(target, name)
        else:
            os.chmod(name, 0o644)
        os.replace(name, target)
    except OSError:
        os.unlink(name)
        raise


def path_is_folder(path: Path) -> bool:
    """Whether a path is a folder; no error where it cannot even be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def path_exists(path: Path) -> bool:
    """Whether there is something at a path; no error where it cannot even be looked at, or can be no path."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _size(number: int) -> str:
    return f"{number // 2**20} MB" if number >= 2**20 else f"{number // 2**10} KB"


def _folder(path: Path) -> UnreadableError:
    return UnreadableError(f"{path}：是文件夹；请给出其中的文件。", f"{path}: is a folder; name the files in it.")


def _closed(path: Path, error: Exception) -> UnreadableError:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return UnreadableError(f"{path}：打不开（{why}）。", f"{path}: cannot be opened ({why}).")


__all__ = ["file_bytes", "file_name", "path_exists", "path_is_folder", "replace_file"]
