"""Where one is in what was handed over, for messages: the file or call, the case, the key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import evolve, field, frozen

from perfeval.errors import ModelError, PackError

#: So many near names are listed.
MOST_NEAR = 12


@frozen
class At:
    """Where one is in what was handed over, and as what a fault there is raised.

    Attributes
    ----------
    file
        The file, or the call.
    case
        The case in the file; empty for none.
    key
        The keys that lead there.
    raises
        What a fault is.
    """

    file: str
    case: str = ""
    key: str = ""
    raises: type[PackError] | type[ModelError] = field(default=PackError, repr=False)

    def at(self, key: str) -> At:
        """One step deeper."""
        return evolve(self, key=f"{self.key}.{key}" if self.key else key)

    def fault(self, zh: str, en: str) -> PackError | ModelError:
        """What is wrong here."""
        case_zh, case_en = (f"用例“{self.case}”：", f"case {self.case!r}: ") if self.case else ("", "")
        key = f"{self.key}：" if self.key else ""
        return self.raises(
            f"{self.file}：{case_zh}{key}{zh}。", f"{self.file}: {case_en}{key.replace('：', ': ')}{en}."
        )

    def unknown(self, zh: str, en: str, name: str, there: Iterable[str]) -> PackError | ModelError:
        """A name that is none, with those that are near, or all there are."""
        every = sorted(there)
        near = [n for n in every if n and (n in name or name in n)] or get_close_matches(name, every, MOST_NEAR)
        listed = (near or every)[:MOST_NEAR]
        return self.fault(
            f"没有{zh}“{name}”；有：{'、'.join(listed) or '（无）'}",
            f"there is no {en} {name!r}; there are {', '.join(listed) or 'none'}",
        )

    def table(self, value: object, keys: Iterable[str] = ()) -> Mapping[str, Any]:
        """A table, with no key that nobody reads."""
        if not isinstance(value, Mapping):
            raise self.fault(f"应为一组“键 = 值”，得到 {value!r}", f"a table is needed, not {value!r}")
        known = tuple(keys)
        for key in value if known else ():
            if key not in known:
                raise self.at(str(key)).fault(
                    f"不认识这一项；可写：{'、'.join(known)}", f"no such key; there are {', '.join(known)}"
                )
        return value

    def list(self, value: object) -> list[Any]:
        """A list."""
        if not isinstance(value, list):
            raise self.fault(f"应为列表，得到 {value!r}", f"a list is needed, not {value!r}")
        return value

    def text(self, value: object) -> str:
        """A text, or a number as it is written."""
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return str(value)
        raise self.fault(f"应为文本或数字，得到 {value!r}", f"a text or a number is needed, not {value!r}")

    def whole(self, value: object) -> int:
        """A whole number."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self.fault(f"应为整数，得到 {value!r}", f"a whole number is needed, not {value!r}")
