"""One flat row: its columns taken and looked at, and what several of them say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.boundary import one_line
from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.jurisdictions import lineage
from perfeval.model import ALL_FUNDS, WHOLE_UNIT, FigureName, Item, Report, Stage, Statement, Subject, printed
from perfeval.quantities import Quantity, unit_named
from perfeval.resolution import checked_year

COLUMNS = (
    "mof_div_code", "fiscal_year", "agency", "agency_name", "pro_code", "exp_func", "dep_bgt_eco", "item", "stage", "fund", "amount",
    "step", "report_year",
)  # fmt: skip
#: The stages an amount may have.
STAGES = {stage.value: stage for stage in Stage if stage is not Stage.STOCK}
#: Units of money with what they are of 分, the smallest first.
UNITS = (("元", 2), ("万元", 6), ("亿元", 10))
#: Digits of an amount in 分: more than all money there is.
LONGEST = 24
_AMOUNT = re.compile(rf"-?[0-9]{{1,{LONGEST}}}")
_STEP = re.compile(r"0|10{0,10}")
_YEAR = re.compile(r"[0-9]{4}")


@frozen
class FlatRow:
    """One amount.

    Attributes
    ----------
    mof_div_code
        GB/T 2260 code of the place; empty where it is not known.
    fiscal_year
        The year the amount is of.
    agency, agency_name
        The unit's code and name.
    pro_code
        The project's code; empty for the unit as a whole.
    exp_func, dep_bgt_eco
        The class of function, and the department's economic class.
    item, stage, fund
        What it is, at which stage, out of which funds.
    amount, step
        In 分; what its last printed place is worth, 0 for an amount that stands for itself alone.
    report_year
        The fiscal year of the report it is stated in.
    """

    mof_div_code: str
    fiscal_year: int
    agency: str
    agency_name: str
    pro_code: str
    exp_func: str
    dep_bgt_eco: str
    item: str
    stage: str
    fund: str
    amount: int
    step: int
    report_year: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts."""
        return (
            self.mof_div_code, str(self.fiscal_year), self.agency, self.agency_name, self.pro_code, self.exp_func, self.dep_bgt_eco,
            self.item, self.stage, self.fund, str(self.amount), str(self.step), str(self.report_year),
        )  # fmt: skip

    @property
    def of(self) -> tuple[object, ...]:
        """Of which report it is."""
        return self.mof_div_code, self.agency, self.agency_name, self.pro_code, self.report_year

    @property
    def key(self) -> tuple[object, ...]:
        """Which figure it is."""
        return *self.of, self.fiscal_year, self.item, self.stage, self.fund


def flat_row(cells: Mapping[str, str]) -> FlatRow:
    """A row of texts, taken.

    Raises
    ------
    ModelError
        If one is not as it should be.
    JurisdictionError
        If the place or a year cannot exist.
    """
    year = _year(cells, "fiscal_year")
    report_year = _year(cells, "report_year") if cells.get("report_year") else year
    place = cells.get("mof_div_code", "")
    if place:
        lineage(place[:6])
    stage = cells["stage"]
    if stage not in STAGES:
        raise _bad("stage", stage, f"{'、'.join(STAGES)} 之一", f"one of {', '.join(STAGES)}")
    item = cells["item"]
    if not item:
        raise _bad("item", item, "科目", "an item")
    codes = {name: cells.get(name, "") for name in ("exp_func", "dep_bgt_eco")}
    code = Item.parse(item).code
    for name, said in codes.items():
        if said and said != code:
            raise _bad(name, said, f"与 item 相同的代码“{code}”", f"the code of the item, {code!r}")
    if not cells["agency"] and not cells.get("agency_name"):
        raise _bad("agency", "", "单位编码或名称", "the code or the name of a unit")
    amount = _whole(cells, "amount", _AMOUNT, "分的整数", "a whole number of 分")
    step = _whole(cells, "step", _STEP, "0 或 10 的幂", "0 or a power of ten", "1")
    if step and amount % step:
        raise _bad("amount", str(amount), f"step（{step}）的倍数", f"a multiple of its step, {step}")
    return FlatRow(
        place[:6], year, cells["agency"], cells.get("agency_name", ""), cells.get("pro_code", ""), codes["exp_func"],
        codes["dep_bgt_eco"], item, stage, cells.get("fund") or ALL_FUNDS, amount, step, report_year,
    )  # fmt: skip


def _year(cells: Mapping[str, str], name: str) -> int:
    if not _YEAR.fullmatch(cells[name]):
        raise _bad(name, cells[name], "四位年度", "a year of four digits")
    year = checked_year(int(cells[name]))
    assert year is not None
    return year


def _whole(cells: Mapping[str, str], name: str, pattern: re.Pattern[str], zh: str, en: str, default: str = "") -> int:
    text = cells.get(name) or default
    if not pattern.fullmatch(text):
        raise _bad(name, text, zh, en)
    return int(text)


def _bad(name: str, said: str, zh: str, en: str) -> ModelError:
    shown = one_line(said)[:60]
    return ModelError(f"{name} 应为{zh}，得到“{shown}”。", f"{name} has to be {en}, not {shown!r}.")


def quantity_of(amount: int, step: int) -> Quantity:
    """An amount in 分 as it would be printed with that last place.

    >>> quantity_of(31604_0000, 10_000).printed
    '31604.00万元'
    """
    power = len(str(step or 1)) - 1
    symbol, size = next((symbol, size) for symbol, size in UNITS if size >= power)
    places = size - power if step else size
    number = Fraction(amount, 10**size)
    digits = str(abs(amount) // (step or 1)).rjust(places + 1, "0")
    text = digits if not places else f"{digits[:-places]}.{digits[-places:]}"
    return Quantity(
        number, unit_named(symbol), places, exact=not step, printed=f"{'-' if amount < 0 else ''}{text}{symbol}"
    )


def report_of(rows: Sequence[tuple[int, FlatRow]], source: str, labels: Mapping[str, str], *, complete: bool) -> Report:
    """The report that rows of one unit, project and year are.

    Parameters
    ----------
    labels
        What items are called.
    complete
        Whether what has no row is nothing.
    """
    first = rows[0][1]
    name = first.agency_name or first.agency
    subject = Subject(first.pro_code, first.pro_code) if first.pro_code else WHOLE_UNIT
    return Report(
        source=source, title=name, entity=name, entity_code=first.agency, year=first.report_year, jurisdiction=first.mof_div_code or None,
        statements=tuple(_statements(rows, name, source, labels)), subject=subject, whole=None if complete else frozenset(),
    )  # fmt: skip


def _statements(
    rows: Iterable[tuple[int, FlatRow]], unit: str, source: str, labels: Mapping[str, str]
) -> Iterable[Statement]:
    for order, (number, row) in enumerate(rows):
        name = FigureName(
            printed(unit), row.item, printed(row.fiscal_year), printed(STAGES[row.stage]), printed(row.fund)
        )
        yield Statement(
            name, labels.get(row.item, row.item), quantity_of(row.amount, row.step), Place(file=source, row=number), f"{source} {row.stage} {row.fiscal_year}",
            order=order,
        )  # fmt: skip


__all__ = ["COLUMNS", "LONGEST", "FlatRow", "flat_row", "quantity_of", "report_of"]
