"""Functional classes in running text (…支出（类）…（款）…（项）): each amount held against the tables that list the class.

Rule: the words give no code, so a class is found by its label and those of the classes above it; where they fit several
codes, or none, nothing is compared. Nobody says from which table an amount was taken: every table of the document that
lists the class is a candidate, and the text contradicts nobody as long as one of them prints its amount.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from perfeval.document import Place
from perfeval.model import ACTUAL, ALL_FUNDS, ORIGINAL, FigureName, Item, SentenceRole, Stage, Statement, open_in
from perfeval.quantities import Quantity, read, tidy
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.vocabulary import bare

_NAME = r"(?:[^\W\d_]|·|\([^()\d]{1,6}(?<![类款项])\)){2,30}?"
#: The names of groups and items may hold 、 (法规、规划及标准); before a class it stands behind a number.
_BELOW = _NAME.replace("|·|", "|[·、]|")
_CLASS = re.compile(
    rf"(?P<class>{_NAME})\(类\)(?:支出)?[、,-]?(?:(?P<group>{_BELOW})\(款\)[、,-]?(?:(?P<item>{_BELOW})\(项\))?)?"
)
_CUT_SHORT = re.compile(r"\D{0,60}\([款项]\)")
_AMOUNT = r"(?P<amount>-?\d{1,3}(?:,\d{3})+(?:\.\d{1,10})?|-?\d{1,15}(?:\.\d{1,10})?)(?P<unit>亿元|万元|元)(?!/)"
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})年度?)?"
#: Right behind the class, and an amount without a word of its stage is what was spent, or budgeted.
_FIRST = re.compile(
    rf"[”\"’」》]*(?:\(?\d{{3,7}}\)?(?![\d.,万亿元]))?(?:科目)?[:,。.]?{_YEAR}(?P<word>支出决算|决算|支出|预算)?数?(?:为|是|:)?{_AMOUNT}"
)
#: 决算数小于预算数5.00万元 names neither.
_COMPARED = r"(?<![大小高低多少于超过比较与])"
_ACTUAL = re.compile(rf"{_COMPARED}(?P<word>支出决算|决算支出|决算)数?(?:为|是|:)?{_AMOUNT}")
_BUDGET = re.compile(rf"{_COMPARED}(?P<word>年初预算|全年预算|调整预算|预算)数?(?:为|是|:)?{_AMOUNT}")
_OTHER_YEAR = re.compile(r"上年|去年|上一年|((?:19|20)\d{2})年")
_STEPS = (3, 5, 7)


@define
class _Codes:
    """The classes that the tables of a document list: their labels by code, their amounts by code and stage."""

    labels: dict[str, str] = field(factory=dict)
    amounts: dict[tuple[str, Stage], list[Statement]] = field(factory=lambda: defaultdict(list))

    def of(self, names: Sequence[str]) -> str:
        """The one code that a class with these labels, the widest first, can have; empty where there is none or several."""
        length = _STEPS[len(names) - 1]
        found = [c for c, label in self.labels.items() if len(c) == length and _is_called(names[-1], label)]
        if len(found) > 1:
            found = [
                c for c in found if all(self._fits(c[:n], name) for n, name in zip(_STEPS, names[:-1], strict=False))
            ]
        return found[0] if len(found) == 1 else ""

    def _fits(self, code: str, name: str) -> bool:
        return code in self.labels and _is_called(name, self.labels[code])


def _plain(label: str) -> str:
    return re.sub(r"\W", "", tidy(label)).removesuffix("支出")


def _is_called(name: str, label: str) -> bool:
    """Whether words that end in a name may stand for a label (用于教育支出: 教育支出)."""
    plain = _plain(label)
    return bool(plain) and _plain(name).endswith(plain)


def _codes(statements: Sequence[Statement], around: Surroundings) -> _Codes:
    found, year = _Codes(), around.own_year().value
    for statement in statements:
        item, code = statement.name.item.unclassed.text, statement.name.item.code
        if item != "expenditure" or len(code) not in _STEPS or statement.name.year.value != year:
            continue
        found.labels.setdefault(code, bare(statement.label))
        if statement.quantity is not None and isinstance(statement.name.stage.value, Stage):
            found.amounts[code, statement.name.stage.value].append(statement)
    return found


def class_lines(
    texts: Sequence[tuple[str, Place]], statements: Sequence[Statement], around: Surroundings
) -> Iterator[Statement]:
    """What running text says was spent on, or budgeted for, a functional class, each amount as a block of its own.

    `statements` are those of the document's tables.
    """
    codes = _codes(statements, around)
    number = 0
    plains = [tidy(text) for text, _ in texts]
    yield from _shares(plains, texts, codes, around)
    for at, plain in enumerate(plains):
        found = list(_CLASS.finditer(plain))
        for match, after in zip(found, (*found[1:], None), strict=False):
            if _CUT_SHORT.match(plain, match.end()):
                continue  # a name that is not read whole is another class's
            names = [n for n in (match["class"], match["group"], match["item"]) if n]
            place = texts[at][1]
            tail = plain[match.end() : after.start() if after is not None else len(plain)]
            if (
                after is None
                and not re.search(r"\w", tail)
                and at + 1 < len(texts)
                and not _CLASS.search(plains[at + 1])
            ):
                tail, place = plains[at + 1], texts[at + 1][1]  # the class is a heading
            first, actual, budget = _said(tail, around.year)
            number += 1
            one = _Block(f"class {number}", names, names[-1], place, around)
            if first is not None and actual is not None and first.stage is None:
                again = [s for s in (actual, budget) if s is not None]
                yield from one.held_against(
                    SentenceRole.CLASS_SAID,
                    first.said,
                    [Statement(one.name(SentenceRole.CLASS_SAID), one.label, s, place, one.id) for s in again],
                )
            yield from _in_tables(one, codes, first, actual, budget)


def _shares(
    plains: Sequence[str], texts: Sequence[tuple[str, Place]], codes: _Codes, around: Surroundings
) -> Iterator[Statement]:
    """Classes without their mark, each with its share of the whole: 6.“卫生健康支出”109.34万元，占2.31%."""
    labels = {re.sub(r"支出$", "", tidy(label)): code for code, label in codes.labels.items() if len(code) == _STEPS[0]}
    if not labels:
        return
    line = re.compile(
        rf"(?:^|[;；。,:.、])[“\"]?(?P<label>{'|'.join(map(re.escape, labels))})(?:支出)?[”\"]?(?:支出)?(?:为)?{_AMOUNT}[,]?占"
    )
    number = 0
    for plain, (_, place) in zip(plains, texts, strict=True):
        for match in line.finditer(plain):
            quantity, code = _quantity(match), labels[match["label"]]
            stated = [stage for stage in (ACTUAL, ORIGINAL) if codes.amounts.get((code, stage))]
            if quantity is None or len(stated) != 1:
                continue
            number += 1
            one = _Block(f"share {number}", (match["label"],), codes.labels[code], place, around)
            yield from _held(one, codes, code, stated[0], quantity)


def _held(block: _Block, codes: _Codes, code: str, stage: Stage, amount: Quantity) -> Iterator[Statement]:
    """An amount of a class held against the tables that list it; where the table of all funds is alone, nobody knows whose it is."""
    candidates = codes.amounts[code, stage]
    if any(s.name.fund.value != ALL_FUNDS for s in candidates):
        yield from block.held_against(
            SentenceRole.CLASS_SPENT if stage is ACTUAL else SentenceRole.CLASS_BUDGETED, amount, candidates
        )


@frozen
class _First:
    """The amount right behind a class; its stage where a word tells."""

    said: Quantity
    stage: Stage | None


def _in_tables(
    block: _Block, codes: _Codes, first: _First | None, actual: Quantity | None, budget: Quantity | None
) -> Iterator[Statement]:
    """The amounts of a class held against the tables that list it."""
    code = codes.of(block.names)
    if not code:
        return
    stated = [stage for stage in (ACTUAL, ORIGINAL) if codes.amounts.get((code, stage))]
    said = {ACTUAL: actual, ORIGINAL: budget}
    if first is not None and actual is None:
        stage = first.stage or (stated[0] if len(stated) == 1 else None)
        if stage is not None and said[stage] is None:
            said[stage] = first.said
    for stage in stated:
        amount = said[stage]
        if amount is not None:
            yield from _held(block, codes, code, stage, amount)


@frozen
class _Block:
    """Where the amounts of one class in the text are held against others."""

    id: str
    names: Sequence[str]
    label: str
    place: Place
    around: Surroundings

    def name(self, role: SentenceRole, which: str = "") -> FigureName:
        """The name of a figure that is compared in this block and nowhere else."""
        here = open_in(self.id)
        item = Item("text").row(self.label).playing(role, which)
        return FigureName(self.around.entity, item, self.around.own_year(), here, here)

    def held_against(self, role: SentenceRole, said: Quantity, others: Sequence[Statement]) -> Iterator[Statement]:
        """An amount, and those of which it has to be one."""
        block = f"{self.id}.{role.value}"
        stem = self.name(role)
        yield Statement(stem, self.label, said, self.place, block)
        for number, other in enumerate({s.quantity: s for s in others}.values()):
            name = self.name(role, str(number))
            yield Statement(name, other.label, other.reading, other.place, block, parent=stem.item)


def _said(tail: str, year: int | None) -> tuple[_First | None, Quantity | None, Quantity | None]:
    """The amounts behind a class: the one right behind it, what was spent, what was budgeted."""
    match = _FIRST.match(tail)
    first: _First | None = None
    if match is not None and (match["year"] is None or int(match["year"]) == year):
        word = match["word"] or ""
        stage = ACTUAL if "决算" in word else ORIGINAL if word == "预算" else None
        quantity = _quantity(match)
        first = _First(quantity, stage) if quantity is not None else None
    return first, _of_the_year(_ACTUAL, tail, year), _of_the_year(_BUDGET, tail, year)


def _of_the_year(pattern: re.Pattern[str], tail: str, year: int | None) -> Quantity | None:
    """The first amount with these words, if they are of the report's own year."""
    for match in pattern.finditer(tail):
        said = list(_OTHER_YEAR.finditer(tail[max(0, match.start() - 12) : match.start()]))
        if not said or (said[-1][1] is not None and int(said[-1][1]) == year):
            return _quantity(match)
    return None


def _quantity(match: re.Match[str]) -> Quantity | None:
    reading = read(match["amount"] + match["unit"])
    return reading if isinstance(reading, Quantity) else None


__all__ = ["class_lines"]
