"""Characters that a terminal obeys or nobody sees, made visible.

They are control characters (C0, DEL, C1), marks that turn the direction of writing, zero-width characters, separators of
lines, and halves of surrogate pairs. Line breaks and tabs of the text itself stay.
"""

from __future__ import annotations

import re

_SIGNS = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_UNSEEN = re.compile(f"[{_SIGNS}]")
_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def printable(text: str) -> str:
    r"""A text in which no character steers the terminal or hides: each is written out as Python would.

    >>> printable("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    """
    return _UNSEEN.sub(_visible, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    r"""A printable text without line breaks, so that it cannot look like several.

    >>> one_line("one\ntwo")
    'one two'
    """
    return printable(_BREAKS.sub(" ", text))


def json_signs(text: str) -> str:
    r"""JSON text with such characters as JSON's own escapes; what it says stays the same.

    Half of a surrogate pair is no character; it becomes U+FFFD, since no strict reader takes it.
    """
    return _UNSEEN.sub(lambda found: "\\ufffd" if 0xD800 <= ord(found[0]) < 0xE000 else _escaped(found), text)


__all__ = ["json_signs", "one_line", "printable"]
