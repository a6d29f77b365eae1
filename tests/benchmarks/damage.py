"""Changes that turn an honest file into a damaged or hostile one. Every draw comes from the generator that is handed in."""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from typing import Any

Change = Callable[[Random, bytes, bytes], bytes]  # the generator, the file, another file to take from

#: Numbers where a format expects a small one.
NUMBERS = (
    "0", "-1", "1", "2", "7", "255", "999", "1000", "65535", "65536", "99999", "1048577", "2147483648", "4294967296", "99999999999", "1e9", "1e999",
    "-0", "0.5", "NaN", "inf", "", "x", "A1:XFD1048576", "XFD1048576", "A0", "ZZZZ9", "1:1", "A:A", "B2:A1", "٣", "９", "9" * 400,
)  # fmt: skip
#: Texts where a cell or a paragraph stands.
TEXTS = (
    "", " ", "\u3000", "—", "-", "0", "9" * 5000, "1e999", "-1e-999", "1,2,3", "1.2.3", "341.42万元", "（341.42）", "＋５％", "增加（减少）XX万元",
    "9999年99月99日", "2023年2月30日", "0000年", "一" * 3000, "（" * 500, "亿万亿万亿", "零点零", "≥≤≥100%", "1/0", "NaN", "∞", "%" * 500, "A" * 5000,
    "\u202e123", "e\u0301" * 50, "𠀀", "\ufeff", "其中：" * 400, "总分", "合计", "分值\n得分", "二〇二三年度", "430000", "431299", "1.", "①②③", "，" * 2000,
    "10分" * 300, "年初预算数" * 60, "2023年" * 500, "完成预算的" * 200, "增长100%、" * 200, "=1+1", "{}{0}%s%(a)s", "\\u0000", "&amp;" * 50,
)  # fmt: skip


def place(rng: Random, data: Sequence[Any] | bytes) -> int:
    """Somewhere in it."""
    return rng.randrange(len(data)) if data else 0


def room(rng: Random, length: int) -> int:
    """How often a piece of some length may be repeated: mostly few kilobytes of it, once in a while a few megabytes."""
    return rng.choice((60_000,) * 14 + (3_000_000,)) // max(length, 1)


def spread(rng: Random) -> int:
    """A number that is mostly small and sometimes large."""
    return int(10 ** rng.uniform(0, 4))


# --- any bytes ------------------------------------------------------------------------------------------------------


def flip(rng: Random, data: bytes, other: bytes) -> bytes:
    """Some bits turned over."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 10, 60))):
        if made:
            made[place(rng, made)] ^= 1 << rng.randrange(8)
    return bytes(made)


def cut(rng: Random, data: bytes, other: bytes) -> bytes:
    """The rest missing."""
    return data[: place(rng, data)]


def lose(rng: Random, data: bytes, other: bytes) -> bytes:
    """A piece missing."""
    start = place(rng, data)
    return data[:start] + data[start + spread(rng) :]


def repeat(rng: Random, data: bytes, other: bytes) -> bytes:
    """A piece several times."""
    start = place(rng, data)
    piece = data[start : start + spread(rng)]
    return data[:start] + piece * min(spread(rng), room(rng, len(piece))) + data[start:]


def splice(rng: Random, data: bytes, other: bytes) -> bytes:
    """A piece of another file in it."""
    start, theirs = place(rng, data), place(rng, other)
    return data[:start] + other[theirs : theirs + spread(rng)] + data[start + rng.choice((0, 100)) :]


def overwrite(rng: Random, data: bytes, other: bytes) -> bytes:
    """A piece of nothing but one byte."""
    start, length = place(rng, data), spread(rng)
    return (
        data[:start]
        + bytes([rng.choice((0, 9, 10, 32, 34, 60, 255, rng.randrange(256)))]) * length
        + data[start + length :]
    )


BYTES: tuple[Change, ...] = (flip, cut, lose, repeat, splice, overwrite)

# --- markup ---------------------------------------------------------------------------------------------------------

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_START = re.compile(rb"<([A-Za-z][\w:.-]*)[^<>]*>")
_VALUE = re.compile(rb"=\s*(\"[^\"]*\"|'[^']*'|\w+)")
_BETWEEN = re.compile(rb">([^<>]+)<")


def prolog(data: bytes) -> int:
    """Where the first element begins."""
    start = _START.search(data)
    return start.start() + 1 if start is not None else 0


def element(rng: Random, data: bytes) -> tuple[int, int] | None:
    """Where some element begins and ends."""
    starts = list(_START.finditer(data))
    if not starts:
        return None
    found = rng.choice(starts[1:] or starts)  # the root only where there is nothing else
    if found[0].endswith(b"/>"):
        return found.span()
    name, depth = re.escape(found[1]), 0
    for tag in re.finditer(rb"<(/?)" + name + rb"(?=[\s/>])[^<>]*>", data[found.start() :]):
        depth += -1 if tag[1] else (not tag[0].endswith(b"/>"))
        if not depth:
            return found.start(), found.start() + tag.end()
    return found.span()


def again(rng: Random, data: bytes, other: bytes) -> bytes:
    """An element several times."""
    at = element(rng, data)
    if at is None:
        return data
    piece = data[at[0] : at[1]]
    return data[: at[1]] + piece * min(spread(rng), room(rng, len(piece))) + data[at[1] :]


def without(rng: Random, data: bytes, other: bytes) -> bytes:
    """An element missing."""
    at = element(rng, data)
    return data if at is None else data[: at[0]] + data[at[1] :]


def moved(rng: Random, data: bytes, other: bytes) -> bytes:
    """An element elsewhere, perhaps one of another file."""
    source = rng.choice((data, data, other))
    at = element(rng, source)
    tags = list(_TAG.finditer(data))
    if at is None or not tags:
        return data
    where = rng.choice(tags).end()
    return data[:where] + source[at[0] : at[1]] + data[where:]


def renamed(rng: Random, data: bytes, other: bytes) -> bytes:
    """All elements of one name called by another."""
    names = sorted({found[1] for found in _START.finditer(data)})
    if len(names) < 2:
        return data
    old, new = rng.sample(names, 2)
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\1" + new, data)


def swapped(rng: Random, data: bytes, other: bytes) -> bytes:
    """Two tags in each other's places."""
    tags = list(_TAG.finditer(data))
    if len(tags) < 2:
        return data
    one, two = sorted(rng.sample(tags, 2), key=lambda t: t.start())
    return data[: one.start()] + two[0] + data[one.end() : two.start()] + one[0] + data[two.end() :]


def nested(rng: Random, data: bytes, other: bytes) -> bytes:
    """An element in itself, many times."""
    at = element(rng, data)
    if at is None:
        return data
    piece = data[at[0] : at[1]]
    opened = _START.match(piece)
    if opened is None or piece.endswith(b"/>"):
        return data
    many = min(rng.choice((5, 30, 120, 1000, 20000)), room(rng, len(opened[0])) + 1)
    return (
        data[: at[0]]
        + opened[0] * many
        + piece
        + b"</"
        + opened[1]
        + b">" * 1
        + (b"</" + opened[1] + b">") * (many - 1)
        + data[at[1] :]
    )


def valued(rng: Random, data: bytes, other: bytes) -> bytes:
    """Attributes of other values."""
    for _ in range(rng.choice((1, 1, 4, 20))):
        values = list(_VALUE.finditer(data, prolog(data)))
        if not values:
            return data
        numeric = [v for v in values if re.search(rb"\d", v[1]) and b"http" not in v[1] and v[1] != b'"1.0"']
        found = rng.choice(numeric if numeric and rng.random() < 0.8 else values)
        new = rng.choice(NUMBERS).encode()
        data = data[: found.start(1)] + b'"' + new + b'"' + data[found.end(1) :]
    return data


def reworded(rng: Random, data: bytes, other: bytes) -> bytes:
    """Other texts between tags."""
    texts = list(_BETWEEN.finditer(data, prolog(data)))
    for found in sorted(rng.sample(texts, min(len(texts), rng.choice((1, 3, 20)))), key=lambda t: -t.start()):
        new = rng.choice(TEXTS).replace("&", "&amp;").encode()
        data = data[: found.start(1)] + new + data[found.end(1) :]
    return data


def entities(rng: Random, data: bytes, other: bytes) -> bytes:
    """Entities declared: one that multiplies, or one from outside."""
    declared = rng.choice((
        b'<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">',
        b'<!ENTITY c SYSTEM "file:///etc/hostname">', b'<!ENTITY % c SYSTEM "http://192.0.2.1/x">%c;',
    ))  # fmt: skip
    made = b"<!DOCTYPE a [" + declared + b"]>" + (data if rng.random() < 0.3 else data.partition(b"?>")[2])
    return _BETWEEN.sub(rb">&c;<", made, count=3)


MARKUP: tuple[Change, ...] = (
    again,
    without,
    moved,
    renamed,
    swapped,
    nested,
    valued,
    valued,
    reworded,
    reworded,
    entities,
)

WELL_FORMED: tuple[Change, ...] = (again, without, renamed, nested, valued, valued, reworded)

# --- lines of text --------------------------------------------------------------------------------------------------


def lines(rng: Random, data: bytes, other: bytes) -> bytes:
    """Lines lost, repeated, joined, or in another order."""
    parts = data.split(b"\n")
    at = place(rng, parts)
    match rng.randrange(5):
        case 0:
            del parts[at : at + spread(rng)]
        case 1:
            parts[at:at] = parts[at : at + 3] * min(spread(rng), room(rng, 200))
        case 2:
            parts[at : at + 9] = [b"".join(parts[at : at + 9])]
        case 3:
            rng.shuffle(parts)
        case _:
            parts[at:at] = other.split(b"\n")[:50]
    return b"\n".join(parts)


def cells(rng: Random, data: bytes, other: bytes) -> bytes:
    """Other texts in cells, or more cells."""
    mark = rng.choice((b"\t", b",", b"\n"))
    parts = data.split(mark)
    try:
        data.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "gb18030"
    for _ in range(rng.choice((1, 5, 40))):
        at = place(rng, parts)
        new = rng.choice(TEXTS).encode(encoding)
        if rng.random() < 0.8:
            parts[at] = new
        else:
            parts[at:at] = [new] * min(spread(rng), room(rng, len(new) + 20))
    return mark.join(parts)


def quoted(rng: Random, data: bytes, other: bytes) -> bytes:
    """Quotation marks, blanks and ends of lines where none were."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 5, 100))):
        at = place(rng, made)
        made[at:at] = rng.choice((b'"', b'""', b"\r", b"\n\n", b"\t\t", b",,,", b"\x0c", b"\xe3\x80\x80", b"\x1a"))
    return bytes(made)


def recoded(rng: Random, data: bytes, other: bytes) -> bytes:
    """Another encoding."""
    text = data.decode("utf-8", "replace")
    return text.encode(
        rng.choice(("utf-16", "utf-16-le", "utf-8-sig", "gb18030", "big5", "utf-32", "utf-7", "latin-1")), "replace"
    )


LINES: tuple[Change, ...] = (lines, lines, cells, cells, cells, quoted, recoded)

# --- JSON -----------------------------------------------------------------------------------------------------------

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, "", "x", "1e999", [], {}, [[]], {"a": 1}, "9" * 3000, "\ud800", "year", 2023, "actual", "万元", "unset", ["a", "b"],
)  # fmt: skip


def values(rng: Random, data: bytes, other: bytes) -> bytes:
    """Values of another kind, keys lost or renamed, lists repeated, anywhere in the tree."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return flip(rng, data, other)
    for _ in range(rng.choice((1, 1, 2, 8))):
        nodes: list[Any] = [content]
        spots: list[tuple[Any, Any]] = []
        while nodes:
            node = nodes.pop()
            if isinstance(node, (dict, list)):
                for key in node if isinstance(node, dict) else range(len(node)):
                    spots.append((node, key))
                    nodes.append(node[key])
        if not spots:
            break
        # a key as often as another, however many figures there are
        names = sorted({str(key) if isinstance(node, dict) else "[]" for node, key in spots})
        name = rng.choice(names)
        node, key = rng.choice([s for s in spots if (str(s[1]) if isinstance(s[0], dict) else "[]") == name])
        match rng.randrange(5):
            case 0:
                del node[key]
            case 1 if isinstance(node, list):
                node[key:key] = [node[key]] * min(spread(rng), 500)
            case 2 if isinstance(node, dict):
                node[rng.choice(names)] = node.pop(key)
            case 3:
                node[key] = rng.choice(TEXTS)
            case _:
                node[key] = rng.choice(ODD)
    return json.dumps(content).encode("utf-8", "replace")


def deep(rng: Random, data: bytes, other: bytes) -> bytes:
    """Brackets in brackets."""
    many = rng.choice((50, 900, 1100, 100_000))
    at = data.find(b"[")
    return data[: at + 1] + b"[" * many + b"]" * many + b"," + data[at + 1 :]


TREE: tuple[Change, ...] = (values, values, values, values, values, deep)

# --- packed files ---------------------------------------------------------------------------------------------------


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of a packed file that can still be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return []


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Parts as a packed file."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


#: The parts that hold what is read; the rest is damaged less often.
_TELLING = re.compile(r"document\.xml|sheet\d*\.xml|sharedStrings|styles|workbook\.xml|numbering")


def in_part(rng: Random, data: bytes, other: bytes) -> bytes:
    """The markup of a part changed."""
    parts = parts_of(data)
    telling = [n for n, (name, _) in enumerate(parts) if _TELLING.search(name)]
    if not parts:
        return flip(rng, data, other)
    at = rng.choice(telling) if telling and rng.random() < 0.85 else place(rng, parts)
    theirs = parts_of(other)
    taken = rng.choice(theirs)[1] if theirs else other
    name, content = parts[at]
    for _ in range(rng.choice((1, 1, 2, 4))):
        content = rng.choice((*WELL_FORMED * 6, *MARKUP, *BYTES))(rng, content, taken)
    parts[at] = (name, content)
    return packed(parts)


def between_parts(rng: Random, data: bytes, other: bytes) -> bytes:
    """Parts lost, exchanged, doubled, renamed, or taken from another file."""
    parts = parts_of(data)
    if len(parts) < 2:
        return flip(rng, data, other)
    one, two = rng.sample(range(len(parts)), 2)
    theirs = parts_of(other) or [("other.xml", other)]
    match rng.randrange(6):
        case 0:
            del parts[one]
        case 1:
            parts[one], parts[two] = (parts[one][0], parts[two][1]), (parts[two][0], parts[one][1])
        case 2:
            parts.append((parts[one][0] + rng.choice(("", "2", "/x", ".rels")), parts[two][1]))
        case 3:
            parts[one] = (
                rng.choice(("../x.xml", "word/x.xml", "", "\\x", parts[two][0], "xl/vbaProject.bin")),
                parts[one][1],
            )
        case 4:
            parts[one] = (parts[one][0], rng.choice(theirs)[1])
        case _:
            parts.append(rng.choice(theirs))
    with_doubles: list[tuple[str, bytes]] = [(name or "x", content) for name, content in parts]
    return packed(with_doubles)


def misdeclared(rng: Random, data: bytes, other: bytes) -> bytes:
    """Sizes, sums, flags and offsets of the directory that are not true."""
    made = bytearray(data)
    mark, size = rng.choice(((b"PK\x01\x02", 46), (b"PK\x03\x04", 30), (b"PK\x05\x06", 22)))
    starts = [found.start() for found in re.finditer(re.escape(mark), data)]
    for start in rng.sample(starts, min(len(starts), rng.choice((1, 1, 3, 20)))):
        at = start + 4 + 2 * rng.randrange((size - 4) // 2)
        if at + 4 <= len(made):
            made[at : at + 4] = struct.pack(
                "<I", rng.choice((0, 1, 8, 12, 99, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, rng.randrange(1 << 32)))
            )
    return bytes(made)


def swollen(rng: Random, data: bytes, other: bytes) -> bytes:
    """A part that unpacks to a great deal."""
    parts = parts_of(data)
    if not parts:
        return data
    at = place(rng, parts)
    name, content = parts[at]
    parts[at] = (
        name,
        content + rng.choice((b" ", b"\n", b"<a/>", b"\x00")) * rng.choice((10**5, 3 * 10**6, 3 * 10**7)),
    )
    return packed(parts)


PACKED: tuple[Change, ...] = (
    (in_part,) * 24 + (between_parts,) * 3 + (misdeclared, misdeclared, swollen, flip, cut, lose, splice)
)

# --- PDF ------------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\d+ 0 R")
_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.S)
OPERATORS = (
    b"q", b"Q", b"BT", b"ET", b"Tj", b"re S", b"0 0 0 0 0 0 cm", b"1e9 0 0 1e9 0 0 cm", b"[(a) -9999999 (b)] TJ", b"/X Do", b"/F 0 Tf", b"/F 1e9 Tf",
    b"/G gs", b"BI /W 9 /H 9 ID x EI", b"90000 90000 l", b"0 0 m 1 1 1 1 1 1 c f", b"<FFFE> Tj", b"(\\777\\(", b"/P <</MCID 0>> BDC", b"EMC", b"1 0 0 -1 0 0 Tm",
    b"100 Tz", b"-500 TL T* T*", b"3 Tr", b"/DeviceN cs", b"nan w",
)  # fmt: skip


def pdf_numbers(rng: Random, data: bytes, other: bytes) -> bytes:
    """Other numbers: lengths, boxes, counts, positions."""
    for _ in range(rng.choice((1, 2, 10, 80))):
        found = rng.choice(list(_NUMBER.finditer(data)) or [None])
        if found is None:
            break
        new = rng.choice(
            (
                "0",
                "-1",
                "1",
                "9",
                "600",
                "1e9",
                "99999",
                "2147483648",
                "-99999999999",
                "0.0001",
                "9" * 40,
                "[]",
                "null",
                "(x)",
            )
        )
        data = data[: found.start()] + new.encode() + data[found.end() :]
    return data


def pdf_references(rng: Random, data: bytes, other: bytes) -> bytes:
    """Objects that point at others, or at themselves."""
    count = data.count(b" obj")
    return _REFERENCE.sub(lambda m: b"%d 0 R" % rng.randrange(count + 2) if rng.random() < 0.3 else m[0], data)


def pdf_objects(rng: Random, data: bytes, other: bytes) -> bytes:
    """Objects lost, doubled, exchanged or of another kind."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data
    one, two = rng.sample(found, 2)
    new = rng.choice(
        (
            b"",
            one[0] + b"\n" + two[0],
            two[0],
            re.sub(
                rb"obj.*endobj",
                lambda _: b"obj\n" + rng.choice((b"null", b"[]", b"<<>>", b"7")) + b"\nendobj",
                one[0],
                flags=re.S,
            ),
        )
    )
    return data[: one.start()] + new + data[one.end() :]


def pdf_drawing(rng: Random, data: bytes, other: bytes) -> bytes:
    """Operators that nobody draws, where something is drawn."""
    at = [found.end() for found in re.finditer(rb"T[jf] |ET\n| S\n|stream\n", data)] or [0]
    for where in sorted(rng.sample(at, min(len(at), rng.choice((1, 5, 50)))), reverse=True):
        new = b"\n" + rng.choice(OPERATORS) * rng.choice((1, 1, 1, 300)) + b"\n"
        data = data[:where] + new + data[where:]
    return data


def pdf_pages(rng: Random, data: bytes, other: bytes) -> bytes:
    """A page many times."""
    return re.sub(rb"(\d+ 0 R)\]/Count", lambda m: (m[1] + b" ") * rng.choice((3, 40, 3000)) + b"]/Count", data)


def pdf_filters(rng: Random, data: bytes, other: bytes) -> bytes:
    """A stream packed, well or badly, or packed far too well."""
    found = rng.choice(list(re.finditer(rb"<</Length \d+>>\nstream\n(.*?)\nendstream", data, re.S)) or [None])
    if found is None:
        return data
    content = rng.choice(
        (found[1], found[1] * 30, found[1] + b" " * 10**7, b"q " * 10**6, found[1][: len(found[1]) // 2])
    )
    name, new = rng.choice((
        (b"/FlateDecode", zlib.compress(content)), (b"/FlateDecode", zlib.compress(content)[:-9]), (b"/ASCIIHexDecode", content[:9999].hex().encode()),
        (b"/LZWDecode", content[:9999]), (b"[/FlateDecode/FlateDecode]", zlib.compress(zlib.compress(content))), (b"/RunLengthDecode", content[:9999]),
        (b"/ASCII85Decode", content[:9999]), (b"/CCITTFaxDecode", content[:9999]), (b"/DCTDecode", content[:99]),
    ))  # fmt: skip
    return (
        data[: found.start()]
        + b"<</Filter %s/Length %d>>\nstream\n%s\nendstream" % (name, len(new), new)
        + data[found.end() :]
    )


PDF: tuple[Change, ...] = (
    pdf_numbers,
    pdf_numbers,
    pdf_references,
    pdf_objects,
    pdf_drawing,
    pdf_drawing,
    pdf_pages,
    pdf_filters,
    *BYTES,
)

# --- all of it ------------------------------------------------------------------------------------------------------

CHANGES: dict[str, tuple[Change, ...]] = {
    "txt": (*LINES * 4, *BYTES), "csv": (*LINES * 4, *BYTES), "json": (*TREE, *TREE, *BYTES), "html": (*MARKUP, *MARKUP, *BYTES),
    "docx": PACKED, "xlsx": PACKED, "pdf": PDF,
}  # fmt: skip
#: One file in so many gets the ending of another format.
MISNAMED = 25


def damaged(rng: Random, kind: str, honest: Sequence[bytes]) -> tuple[str, bytes]:
    """A damaged file of a format: its name and its bytes."""
    data = rng.choice(honest)
    for _ in range(rng.choice((1, 1, 2, 3))):
        data = rng.choice(CHANGES[kind])(rng, data, rng.choice(honest))
    ending = rng.choice(sorted(CHANGES)) if not rng.randrange(MISNAMED) else kind
    return f"damaged.{ending}", data
