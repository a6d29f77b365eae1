"""Objects of a PDF that are nothing but a reference, followed to their end, or refused where there is none."""

from __future__ import annotations

import pdfplumber.pdf
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef


class Followed(PDFDocument):
    """A document whose objects are no references: pdfminer follows one that leads to itself for ever."""

    def getobj(self, objid: int) -> object:
        """An object by its number.

        Raises
        ------
        PDFSyntaxError
            If it is a reference that leads back to itself.
        """
        found = super().getobj(objid)
        passed = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in passed:
                raise PDFSyntaxError(f"object {objid} refers to itself")
            passed.add(found.objid)
            found = super().getobj(found.objid)
        return found


def follow_references() -> None:
    """Let pdfplumber open documents so, in this process: it offers no other place to say it."""
    pdfplumber.pdf.PDFDocument = Followed  # type: ignore[attr-defined]


__all__ = ["Followed", "follow_references"]
