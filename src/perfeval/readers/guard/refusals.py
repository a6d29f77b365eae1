"""Errors over a file: one sentence, that names it and says what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from perfeval.errors import PerfevalError, UnreadableError


def unreadable(source: str, zh: str, en: str) -> UnreadableError:
    """An error that names its file."""
    return UnreadableError(f"{source}：{zh}", f"{source}: {en}")


@contextmanager
def opening(source: str, zh: str, en: str) -> Iterator[None]:
    """Whatever a library raises over a file becomes one sentence.

    Parameters
    ----------
    zh, en
        What to do: the end of the sentence.

    Raises
    ------
    UnreadableError
        For any exception that is not already one of perfeval's.
    """
    try:
        yield
    except PerfevalError:
        raise
    except MemoryError as error:
        raise unreadable(
            source, "读取时内存不足；请只保留报告本身后重试。", "not enough memory to read it; keep only the report."
        ) from error
    except Exception as error:
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:80]}".rstrip(": ")
        raise unreadable(
            source, f"文件已损坏或不合规范（{said}）；{zh}。", f"damaged or not to the standard ({said}); {en}."
        ) from error
