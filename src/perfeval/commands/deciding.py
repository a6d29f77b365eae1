"""Commands for people who decide together: weights from judgements."""

from __future__ import annotations

import argparse
from pathlib import Path

import perfeval
from perfeval.boundary import file_bytes, file_name
from perfeval.boundary.tomls import toml_content
from perfeval.commands.output import OK, write
from perfeval.errors import UnreadableError
from perfeval.renderers.weighing import weights_text
from perfeval.weighting import patch_in_book
from perfeval.weighting.plan import plan_of

#: Bytes of a file of judgements or marks; a panel of a hundred does not fill it.
LARGEST = 1024 * 1024


def given(file: str) -> bytes:
    """What stands in a file a person names.

    Raises
    ------
    UnreadableError
        If there is no such file, or it cannot be taken.
    """
    try:
        return file_bytes(Path(file), LARGEST)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{file}：没有这个文件；请检查路径。", f"{file}: no such file; check the path."
        ) from error


def weights(options: argparse.Namespace) -> int:
    """Say which weights and points judgements give, and how far they fit together."""
    name = file_name(Path(options.file))
    _, content = toml_content(given(options.file), name)
    plan = plan_of(content, name)
    patch = None
    if plan.framework is not None:
        book = perfeval.rulebook(plan.jurisdiction or "000000", plan.year)
        patch = patch_in_book(book, plan.framework, plan.points)
    write(weights_text(plan, options.lang, patch), options.output, force=options.force)
    return OK


__all__ = ["given", "weights"]
