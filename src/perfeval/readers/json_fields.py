"""Files of JSON lines, taken strictly: a line is one object, and its fields are each taken once and looked at.

What is left over in the end is a mistake, and is said.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from perfeval.boundary import one_line, printable
from perfeval.errors import JurisdictionError, UnreadableError
from perfeval.resolution import checked_year

E = TypeVar("E", bound=Enum)
#: What a field that has no value of its own is asked for with.
_NEEDED = object()
_WORD = re.compile(r"[!-~]{1,200}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: No line says that it is mended, or any other state.
DERIVED = "state"


def line_content(line: str, source: str, number: int) -> dict[str, Any]:
    """The object in one line of a file.

    Raises
    ------
    UnreadableError
        If it is no JSON, no object, has a key twice, or a number that is not whole; the message names the line.
    """

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) < len(found):
            twice = next(key for key, times in Counter(key for key, _ in found).items() if times > 1)
            raise line_fault(source, number, f"“{one_line(twice)[:60]}”写了两次", f"has {one_line(twice)[:60]!r} twice")
        return made

    try:
        made = json.loads(line, object_pairs_hook=pairs, parse_float=_no_number, parse_constant=_no_number)
    except UnreadableError:
        raise
    except (ValueError, RecursionError) as error:
        raise line_fault(source, number, f"不是一行 JSON（{error}）", f"is no line of JSON ({error})") from error
    if not isinstance(made, dict):
        raise line_fault(source, number, "应为一个 JSON 对象 {…}", "has to be a JSON object {…}")
    return made


def _no_number(text: str) -> Any:
    raise ValueError(f"{text[:40]} is no whole number")


def line_fault(source: str, number: int, zh: str, en: str) -> UnreadableError:
    """What is wrong with a line of a file."""
    where = printable(source)
    return UnreadableError(f"{where}：第{number}行{zh}。", f"{where}: line {number} {en}.")


class Fields:
    """The fields of a JSON object in a line of a file.

    Parameters
    ----------
    content
        The object.
    source, line
        Where it stands.
    within
        The field of the line it is in; empty for the line itself.
    """

    def __init__(self, content: Mapping[str, Any], source: str, line: int, within: str = "") -> None:
        self._content = content
        self._left = set(content)
        self._source, self._line, self._within = source, line, within

    def bad(self, key: str, zh: str, en: str) -> UnreadableError:
        """What is wrong with a field."""
        name = f"{self._within}.{key}" if self._within else key
        where = printable(self._source)
        return UnreadableError(f"{where}：第{self._line}行 {name} {zh}。", f"{where}: line {self._line}: {name} {en}.")

    def finish(self) -> None:
        """Make sure that nothing is left that nobody asked for.

        Raises
        ------
        UnreadableError
            If something is.
        """
        if DERIVED in self._left:
            raise self.bad(DERIVED, "是推算出来的，不能填写；请删去", "is derived and never written down; take it out")
        for key in sorted(self._left):
            known = ", ".join(sorted(set(self._content) - self._left))
            raise self.bad(one_line(key)[:60], f"不认识；此处可用 {known}", f"is not known; here there are {known}")

    def _take(self, key: str, kind: type, zh: str, en: str, default: Any = _NEEDED) -> Any:
        self._left.discard(key)
        found = self._content.get(key, default)
        if found is _NEEDED:
            raise self.bad(key, "没有填写", "is not there")
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            said = one_line(str(found))[:60]
            raise self.bad(key, f"应为{zh}，得到“{said}”", f"has to be {en}, not {said!r}")
        return found

    def text(self, key: str, default: Any = _NEEDED) -> str:
        """A text; where no default is given, one that says something."""
        found: str = self._take(key, str, "文字", "a text", default)
        if default is _NEEDED and not found.strip():
            raise self.bad(key, "是空的", "is empty")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts that say something."""
        found = self._take(key, list, "若干文字", "a list of texts")
        for one in found:
            if not isinstance(one, str) or not one.strip():
                raise self.bad(key, "应为若干文字，且都不空", "has to be a list of texts, none of them empty")
        return tuple(found)

    def word(self, key: str) -> str:
        """A text without blanks or signs, as an id is."""
        found = self.text(key)
        if not _WORD.fullmatch(found):
            said = one_line(found)[:60]
            raise self.bad(key, f"应为不含空格的标识，得到“{said}”", f"has to be an id without blanks, not {said!r}")
        return found

    def words(self, key: str) -> frozenset[str]:
        """Several such words in one text, with blanks between; none where the field is not there."""
        return frozenset(self.text(key, "").split())

    def lists(self, key: str, least: int) -> Iterator[list[str]]:
        """Several texts of so many words at least."""
        for one in self._take(key, list, "若干文字", "a list of texts", []):
            words = one.split() if isinstance(one, str) else []
            if len(words) < least:
                said = one_line(str(one))[:60]
                raise self.bad(key, f"“{said}”应含 {least} 项以上", f"{said!r} has to have {least} words or more")
            yield words

    def number(self, key: str) -> int:
        """A whole number that is not negative."""
        found: int = self._take(key, int, "整数", "a whole number", 0)
        if found < 0:
            raise self.bad(key, f"不能为负，得到 {found}", f"must not be negative, and is {found}")
        return found

    def year(self, key: str) -> int:
        """A fiscal year that can exist."""
        found: int = self._take(key, int, "年度", "a fiscal year")
        try:
            checked_year(found)
        except JurisdictionError as error:
            raise self.bad(key, error.zh.rstrip("。"), error.en.rstrip(".")) from error
        return found

    def flag(self, key: str) -> bool:
        """True or false; false where it is not there."""
        found: bool = self._take(key, bool, " true 或 false", "true or false", False)
        return found

    def day(self, key: str) -> date:
        """A day."""
        found = self.text(key)
        try:
            if _DAY.fullmatch(found):
                return date.fromisoformat(found)
        except ValueError:
            pass
        said = one_line(found)[:60]
        raise self.bad(
            key, f"应为日期，如 2026-12-31，得到“{said}”", f"has to be a day such as 2026-12-31, not {said!r}"
        )

    def day_or_none(self, key: str) -> date | None:
        """A day, or nothing."""
        if self._content.get(key) is None:
            self._left.discard(key)
            return None
        return self.day(key)

    def one_of(self, key: str, kind: type[E]) -> E:
        """One of the values of an enum."""
        found = self.text(key)
        try:
            return kind(found)
        except ValueError:
            known = ", ".join(str(one.value) for one in kind)
            said = one_line(found)[:60]
            raise self.bad(key, f"“{said}”不认识；可用 {known}", f"{said!r} is not known; there are {known}") from None

    def objects(self, key: str) -> Iterator[Fields]:
        """Several objects; none where the field is not there."""
        for one in self._take(key, list, "若干对象", "a list of objects", []):
            yield self._inner(key, one)

    def object(self, key: str) -> Fields:
        """An object."""
        return self._inner(key, self._take(key, dict, "一个对象", "an object"))

    def _inner(self, key: str, content: Any) -> Fields:
        if not isinstance(content, dict):
            raise self.bad(key, "应为对象 {…}", "has to be objects {…}")
        name = f"{self._within}.{key}" if self._within else key
        return Fields(content, self._source, self._line, name)


__all__ = ["DERIVED", "Fields", "line_content", "line_fault"]
