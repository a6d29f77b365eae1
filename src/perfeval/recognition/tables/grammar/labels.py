"""What one label says of its place in a table: numbering, indent, 其中, total, code, names and formula."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from perfeval.quantities import tidy
from perfeval.recognition.tables.grammar.words import TableWords, folded

#: Styles of numbering from the outermost; the style of 1.1 has one more for each further number.
_STYLES = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.,]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\d{1,2}(?:、|[.,](?!\d)|\)|(?=[^\d.,%\s年月元万亿人个户]))"),
    re.compile(r"\(\d{1,2}\)"),
    re.compile(r"[①-⑳]"),
)
_ORDINALS = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳]")
_DECIMAL = re.compile(r"(?P<head>\d{1,2}(?:\.\d{1,2})+)(?![\d%])[.、]?")
_DECIMAL_STYLE = len(_STYLES)
_CIRCLED = re.compile(r"^\s*([①-⑳])")
_INDENT = re.compile(r"^[\s　\xa0]*")
_CODE = re.compile(r"(?P<code>\d{3}|\d{5}|\d{7})(?=[^\d.,%年元万人])")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
#: Labels longer than this are running text; they are not taken apart.
LONGEST_LABEL = 80
#: No numbering.
PLAIN = -1


@frozen
class Label:
    """A label taken apart.

    Attributes
    ----------
    words
        The label folded, without numbering, 其中 and code.
    style
        Its style of numbering, −1 for none.
    indent
        Blanks before it, a full-width one counted twice.
    part
        It says that parts of the line before follow.
    total
        `all` or `some` where it adds up others, else empty.
    code
        The class it begins with.
    first
        Its number is the first of a list.
    """

    words: str
    style: int = PLAIN
    indent: int = 0
    part: bool = False
    total: str = ""
    code: str = ""
    first: bool = False


@lru_cache(maxsize=16384)
def label_of(text: str, words: TableWords) -> Label:
    """A label taken apart."""
    blanks = _INDENT.match(text)
    lead = blanks.group() if blanks else ""
    indent = len(lead) + lead.count("\u3000")
    circled = _CIRCLED.match(text)
    plain = tidy(text[:LONGEST_LABEL])
    opened = words.opens_parts(plain)
    plain = plain[opened:].lstrip(":,")
    before = plain
    style, plain = (4, plain[1:]) if circled and not opened else _numbered(plain)
    number = _ORDINALS.search(before) if style != PLAIN else None
    if not opened:
        opened = words.opens_parts(plain)
        plain = plain[opened:].lstrip(":,")
    code = _CODE.match(plain)
    if code is not None:
        plain = plain[code.end() :]
    said = folded(plain).strip(":：")
    bare = _BRACKETS.sub("", said) or said
    return Label(
        said,
        style,
        indent,
        bool(opened),
        words.total(bare),
        code["code"] if code else "",
        first=number is not None and (circled.group(1) == "①" if circled else number.group() in ("一", "1")),
    )


def _numbered(plain: str) -> tuple[int, str]:
    """The style of numbering a label begins with, and the rest."""
    decimal = _DECIMAL.match(plain)
    if decimal is not None and decimal.end() < len(plain):
        return _DECIMAL_STYLE + decimal["head"].count("."), plain[decimal.end() :]
    for style, pattern in enumerate(_STYLES):
        match = pattern.match(plain)
        if match is not None and match.end() < len(plain):
            return style, plain[match.end() :]
    return PLAIN, plain
