"""The bar of a batch, drawn by rich (extra `cli`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from perfeval.boundary import one_line
from perfeval.commands.progress import LONGEST, Step


@contextmanager
def bar(total: int, what: str) -> Iterator[Step]:
    """A bar on standard error that goes on with every call, and is gone at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[file]}"))  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task(what, total=total, file="")

        def step(name: str) -> None:
            drawn.update(task, advance=1, file=one_line(name)[-LONGEST:].replace("[", r"\["))

        yield step


__all__ = ["bar"]
