"""Comments in a Word document, at the paragraph or at the first paragraph of the cell that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from attrs import evolve
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from perfeval.annotating.remarks import Remark
from perfeval.boundary.packages import FIRST, settled_package
from perfeval.errors import UnreadableError
from perfeval.readers.word import opened_docx

AUTHOR, INITIALS = "perfeval", "核"
_P, _R, _BOX = qn("w:p"), qn("w:r"), qn("w:txbxContent")


def with_comments(data: bytes, name: str, remarks: Sequence[Remark]) -> bytes:
    """The document with a comment for each remark."""
    document, origins = opened_docx(data, name)
    body = document.element.body
    first = next(body.iter(_P), None)
    if first is None:
        raise UnreadableError(f"{name}：没有段落，无处加批注。", f"{name}: there is no paragraph to comment on.")
    for remark in remarks:
        # what was recognised calls a table by its title, which Word does not know
        origin = origins.get(evolve(remark.place, part="")) if remark.place is not None else None
        runs = _runs(origin if origin is not None else first, first, document)
        document.add_comment(runs, remark.text, AUTHOR, INITIALS)
    moment = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    for comment in document.part._comments_part.element:
        if comment.author == AUTHOR:
            comment.date = moment
    buffer = BytesIO()
    document.save(buffer)
    return settled_package(buffer.getvalue())


def _runs(origin: Any, otherwise: Any, document: Any) -> list[Run]:
    """The runs a comment stands at: those of a paragraph, or of the first paragraph of a cell; an empty one where there is
    none. In a text box no comment can stand, so it stands at the paragraph the box hangs on.
    """
    paragraph = origin if origin.tag == _P else next((p for p in origin.iter(_P) if p.findall(_R)), None)
    if paragraph is None:
        paragraph = next(origin.iter(_P), otherwise)
    boxed = list(paragraph.iterancestors(_BOX))
    if boxed:
        paragraph = next(boxed[-1].iterancestors(_P), otherwise)
    whole = Paragraph(paragraph, document._body)
    own = [Run(run, whole) for run in paragraph.iterchildren(_R)]
    return own or [whole.add_run()]


__all__ = ["with_comments"]
