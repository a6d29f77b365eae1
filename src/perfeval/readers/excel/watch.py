"""What openpyxl would unfold, counted before it does; and which cells are formulas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attrs import define, field

from perfeval.readers import guard
from perfeval.readers.format_codes import LONGEST_FORMAT
from perfeval.readers.guard import limits

#: So many of these a workbook may have: Excel itself has no more looks, and no report more rows or texts.
COUNTED: Mapping[str, tuple[int, str]] = {
    "row": (limits.CELLS, "行"), "si": (limits.CELLS, "文本"), "xf": (65_536, "单元格样式"), "font": (65_536, "字体"),
    "fill": (65_536, "填充"), "border": (65_536, "边框"), "numFmt": (65_536, "数字格式"), "dxf": (65_536, "条件格式样式"),
    "cfRule": (65_536, "条件格式"), "dataValidation": (65_536, "数据有效性"), "definedName": (65_536, "名称"), "col": (65_536, "列宽"),
}  # fmt: skip
#: Links times links and merged ranges: openpyxl looks at every other one for each of them.
LINKED = 10**7

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_RANGE = re.compile(rf"{_REFERENCE.pattern}(?::{_REFERENCE.pattern})?")


@define
class Watch:
    """Counts what openpyxl would unfold before it does, and remembers which cells are formulas.

    `is_overlong` says that a number format is longer than any of Excel's: openpyxl's patterns would take hours for it.
    """

    source: str
    cells: int = 0
    area: int = 0
    sheets: int = 0
    links: int = 0
    merges: int = 0
    formulas: dict[str, set[tuple[int, int]]] = field(factory=dict)
    counted: Counter[str] = field(factory=Counter)
    is_overlong: bool = False
    _targets: set[str] = field(factory=set)
    _row: int = 0
    _column: int = 0

    @property
    def is_doubled(self) -> bool:
        """Whether sheets share a part, so that a small file would unfold as often as it says."""
        return self.sheets > len(self._targets)

    def visit(self, part: str, tag: str, attributes: dict[str, str]) -> None:
        """Take note of one element of a part.

        Raises
        ------
        UnreadableError
            If there is more of it than any report has.
        """
        if tag in COUNTED:
            self._count(tag)
            self.is_overlong |= tag == "numFmt" and len(attributes.get("formatCode", "")) > LONGEST_FORMAT
        if tag == "c":
            self.cells += 1
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _letters(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else self._row
        elif tag == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1, 0
        elif tag == "f":
            self.formulas.setdefault(part, set()).add((self._row, self._column))
        elif tag == "sheet" and "sheetId" in attributes:
            self.sheets += 1
            self._targets.update(value for name, value in attributes.items() if name.rpartition(" ")[2] == "id")
        elif tag in ("mergeCell", "hyperlink"):
            self.area += _area(attributes.get("ref", ""))
            self.merges += tag == "mergeCell"
            self.links += tag == "hyperlink"
        else:
            return
        if self.cells > limits.CELLS or self.area > limits.CELLS:
            raise guard.unreadable(
                self.source,
                f"表格超过上限（单元格多于 {limits.CELLS}），不像报告；请删去无关的表和空白区域后重试。",
                f"over the limit of {limits.CELLS} cells, which no report has; remove other tables and blank areas.",
            )
        if self.links * (self.links + self.merges) > LINKED:
            raise guard.unreadable(
                self.source,
                f"超链接过多（{self.links} 个以上），不像报告；请清除超链接后重试。",
                f"over {self.links} hyperlinks, which no report has; clear the hyperlinks and try again.",
            )

    def _count(self, tag: str) -> None:
        """Count what openpyxl makes an object of, wherever it stands."""
        self.counted[tag] += 1
        most, zh = COUNTED[tag]
        if self.counted[tag] > most:
            raise guard.unreadable(
                self.source,
                f"工作簿超过上限（{zh}多于 {most}），不像报告；请只保留报告本身，清除多余的格式和空行，另存后重试。",
                f"over {most} elements {tag!r}, which no report has; keep only the report, clear other formats and blank rows, and save it again.",
            )


def _area(reference: str) -> int:
    """How many cells a range such as A1:H20 has; 1 for anything else."""
    found = _RANGE.fullmatch(reference.strip())
    if found is None:
        return 1 if len(reference) < 40 else limits.CELLS + 1
    if found[3] is None:
        return 1
    return (abs(_letters(found[3]) - _letters(found[1])) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _letters(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
