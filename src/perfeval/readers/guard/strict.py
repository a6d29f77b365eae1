"""Strict Open XML, which Office writes on request and no library reads: the same parts under other names."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

_STRICT = b"http://purl.oclc.org/ooxml/"
_OFFICE = b"http://schemas.openxmlformats.org/"
#: Names of strict Open XML (ISO/IEC 29500-1) and those of the transitional kind (29500-4).
_NAMES = (
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
    (b"officeDocument/docPropsVTypes", b"officeDocument/2006/docPropsVTypes"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"officeDocument/sharedTypes", b"officeDocument/2006/sharedTypes"),
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
    (b"drawingml/spreadsheetDrawing", b"drawingml/2006/spreadsheetDrawing"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
)


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A packed file with its XML parts changed; its other parts stay as they are."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            is_xml = entry.filename.endswith((".xml", ".rels"))
            new.writestr(entry.filename, change(entry.filename, part) if is_xml else part)
    return made.getvalue()


def transitional(data: bytes) -> bytes:
    """A packed file that has been looked through, its parts under the names that libraries know."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [n for n in ("_rels/.rels",) if n in archive.namelist()]
        if not any(_STRICT in archive.read(name) for name in names):
            return data
    return rewritten(data, lambda _, part: _renamed(part))


def _renamed(part: bytes) -> bytes:
    if _STRICT not in part:
        return part
    for strict, known in _NAMES:
        part = part.replace(_STRICT + strict, _OFFICE + known)
    return part.replace(b'conformance="strict"', b"")
