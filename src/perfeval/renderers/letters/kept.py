"""What a person changed in an earlier letter: the content controls that are worded otherwise, and those that are gone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from perfeval.errors import UnreadableError
from perfeval.renderers.kept import Kept, digest

#: How the tag of a control begins; then the matter, the part of it, and a digest of what the machine wrote.
TAG = "perfeval"
#: How the name of a bookmark begins.
BOOKMARK = "perfeval"
#: The part in which all matters of the letter are listed, so that one taken out is known to be gone.
ITEMS = "items"


def tag_of(key: str, part: str, made: str) -> str:
    """The tag of a control; no longer than Word allows (64 characters)."""
    return f"{TAG}|{key}|{part}|{digest(made)[:8]}"


def bookmark_of(key: str, part: str, made: str) -> str:
    """The name of the bookmark in a control, for programs that drop the tags of controls; no longer than 40 characters."""
    return "_".join((BOOKMARK, key.replace("-", "x"), part, digest(made)[:8]))


def kept_of(data: bytes, paper: str) -> Kept:
    """What a person changed in a letter of this kind.

    Raises
    ------
    UnreadableError
        If it is no such letter, or damaged.
    """
    try:
        body = docx.Document(BytesIO(data)).element.body
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise _foreign() from error
    controls = list(_controls(body))
    listed = next((text for key, part, _, text in controls if (key, part) == (paper, ITEMS)), None)
    if listed is None:
        raise _foreign()
    words, there = {}, set()
    for key, part, before, text in controls:
        if part != ITEMS:
            there.add(key)
            if digest(text)[:8] != before:
                words[key, part] = text
    return Kept(words, frozenset(listed.split()) - there)


def _controls(body: Any) -> Iterator[tuple[str, str, str, str]]:
    """Matter, part, digest and text of every control that is perfeval's, by its tag, or else by the bookmark in it."""
    seen = set()
    for control in body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        tag = properties.find(qn("w:tag")) if properties is not None else None
        parts = (tag.get(qn("w:val")) or "").split("|") if tag is not None else []
        if len(parts) == 4 and parts[0] == TAG:
            empty = properties.find(qn("w:showingPlcHdr")) is not None
            seen.add((parts[1], parts[2]))
            yield parts[1], parts[2], parts[3], "" if empty else _text(control.iter(*_SIGNS))
    for start in body.iter(qn("w:bookmarkStart")):
        parts = (start.get(qn("w:name")) or "").split("_")
        if len(parts) == 4 and parts[0] == BOOKMARK:
            key, part = parts[1].replace("x", "-"), parts[2]
            if (key, part) not in seen:
                yield key, part, parts[3], _text(_until_end(start, body))


def _until_end(start: Any, body: Any) -> Iterator[Any]:
    """What stands between the two ends of a bookmark."""
    within = False
    for element in body.iter(*_SIGNS, qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        if element is start:
            within = True
        elif within and element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == start.get(qn("w:id")):
            return
        elif within and element.tag in _SIGNS:
            yield element


#: What makes up a text, and what signs stand for.
_SIGNS = {qn("w:t"): None, qn("w:br"): "\n", qn("w:tab"): "\t"}


def _text(elements: Iterator[Any]) -> str:
    return "".join(_SIGNS[e.tag] or e.text or "" for e in elements)


def _foreign() -> UnreadableError:
    return UnreadableError(
        "要更新的文件不是 perfeval 生成的同类文书，或已损坏，或末尾的条目清单已删去；请换一个文件名，或加 --force 重写。",
        "The file to be renewed is no letter of this kind by perfeval, or damaged, or its list of items at the end is gone; "
        "choose another name, or say --force.",
    )


__all__ = ["ITEMS", "bookmark_of", "kept_of", "tag_of"]
