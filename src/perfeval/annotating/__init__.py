"""The reader's own file with a comment at each cell or paragraph that something is to be said of; the original stays.

Rule 1: a comment stands at the very cell or paragraph that a matter quotes; what quotes none stands at the beginning.
Rule 2: nothing else of the file is changed: no number, no word, no look.
Rule 3: personal data is covered in comments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from perfeval.annotating.remarks import Remark, remarks_of
from perfeval.boundary.extras import loaded
from perfeval.errors import UnreadableError
from perfeval.evaluation import Evaluation

#: The formats that take comments, and the module that writes them.
WRITERS = {".docx": "perfeval.annotating.word", ".xlsx": "perfeval.annotating.excel"}


def can_be_annotated(name: str) -> bool:
    """Whether a file of this name takes comments."""
    return PurePath(name).suffix.lower() in WRITERS


def annotated(data: bytes, name: str, evaluations: Sequence[Evaluation], lang: str = "zh") -> bytes:
    """A copy of a file with comments.

    Parameters
    ----------
    data, name
        The file and its name, as it was read.
    evaluations
        What was found in it, and maybe in other files of the same report.
    lang
        `zh` or `en`.

    Raises
    ------
    UnreadableError
        If a file of this kind takes no comments, or cannot be opened.
    MissingExtraError
        If the library that writes it is not installed.
    """
    module = WRITERS.get(PurePath(name).suffix.lower())
    if module is None:
        known = "、".join(WRITERS)
        raise UnreadableError(
            f"{name}：这种文件不能加批注；可加批注的有 {known}。",
            f"{name}: a file of this kind takes no comments; {known} do.",
        )
    library = loaded(module, "office", f"{name}：加批注", f"{name}: comments need")
    write: Callable[[bytes, str, Sequence[Remark]], bytes] = library.with_comments
    return write(data, name, remarks_of(evaluations, name, lang))


__all__ = ["WRITERS", "Remark", "annotated", "can_be_annotated"]
