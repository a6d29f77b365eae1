"""Workbooks that openpyxl refuses for a colour, a font or a drawing: the same cells without what only decorates them.

Kept are number formats, struck-out and raised fonts, merged cells, hidden rows; a person may still see what these say.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from perfeval.readers.format_codes import LONGEST_FORMAT
from perfeval.readers.guard.strict import rewritten

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: What a sheet is to its reader; all else of it decorates, prints, protects or validates.
_KEPT = frozenset({"cols", "sheetData", "mergeCells"})
_OF_FONT = frozenset({"strike", "vertAlign"})


def undecorated(data: bytes) -> bytes:
    """A workbook that has been looked through, without decoration."""
    return rewritten(data, _plain)


def _plain(name: str, part: bytes) -> bytes:
    if name == "xl/styles.xml":
        return _written(_styles(Tree.fromstring(part)))  # noqa: S314 - the guard has refused DTDs and entities
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        sheet = Tree.fromstring(part)  # noqa: S314
        for child in [c for c in sheet if _local(c) not in _KEPT]:
            sheet.remove(child)
        return _written(sheet)
    if name == "xl/workbook.xml":
        book = Tree.fromstring(part)  # noqa: S314
        for child in [c for c in book if _local(c) not in ("sheets", "workbookPr")]:
            book.remove(child)
        return _written(book)
    return part


def _local(element: Tree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _written(root: Tree.Element) -> bytes:
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def _under(root: Tree.Element, name: str) -> Iterator[Tree.Element]:
    for found in root:
        if _local(found) == name:
            yield from found


def _styles(old: Tree.Element) -> Tree.Element:
    """A style sheet with number formats, and fonts that say what is struck out or raised."""
    new = Tree.Element(f"{{{_MAIN}}}styleSheet")

    def add(name: str, parent: Tree.Element = new, **attributes: str) -> Tree.Element:
        return Tree.SubElement(parent, f"{{{_MAIN}}}{name}", attributes)

    formats = [dict(f.attrib) for f in _under(old, "numFmts")]
    for one in formats:
        if len(one.get("formatCode", "")) > LONGEST_FORMAT:
            one["formatCode"] = "General"
    if formats:
        listed = add("numFmts", count=str(len(formats)))
        for one in formats:
            add("numFmt", listed, **{k: one[k] for k in ("numFmtId", "formatCode") if k in one})
    fonts = add("fonts")
    for font in _under(old, "fonts"):
        made = add("font", fonts)
        for said in (s for s in font if _local(s) in _OF_FONT):
            add(_local(said), made, **{k: v for k, v in said.attrib.items() if k == "val"})
    if not len(fonts):
        add("font", fonts)
    add("patternFill", add("fill", add("fills")))
    add("border", add("borders"))
    add("xf", add("cellStyleXfs"))
    looks = add("cellXfs")
    for look in _under(old, "cellXfs"):
        add("xf", looks, **{k: look.attrib[k] for k in ("numFmtId", "fontId") if k in look.attrib})
    return new
