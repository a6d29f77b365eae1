"""收、支总计各是 a、b: two figures said in one phrase, for revenue and expenditure."""

from __future__ import annotations

import re

from attrs import define, evolve

from perfeval.document import Place
from perfeval.model import ACTUAL, ALL_FUNDS, Known, printed
from perfeval.quantities import Quantity, read
from perfeval.recognition.mentions import Kind, Mention, sign_of
from perfeval.recognition.relations import Relations
from perfeval.recognition.tables.amounts import Surroundings

#: The phrase that speaks of both sides.
SIDES = re.compile(r"收(?:入)?[、和]?支(?:出)?总计各")
_ALIKE = re.compile(
    r"收(?:入)?[、和]?支(?:出)?(?:决算|预算)?(?:(?:总计|合计|总额)(?:\([^()]*\))?(?=各|均|都|为|\d)|(?=各))"
)
_TWO = re.compile(
    r"各(?P<what>是|为|增加|减少|增长|下降|降低)?(?!\d{1,3}(?:,\d{3})+\D)(?P<one>\d+(?:\.\d+)?)(?:万元|%)?[,、和与](?P<two>\d+(?:\.\d+)?)(?P<unit>万元|亿元|元|%)"
)


@define
class Sides:
    """Reads the phrases that speak of both sides; what they change is counted from the totals named last."""

    relations: Relations
    around: Surroundings
    _amounts: tuple[Mention, ...] = ()

    def read(self, sentence: str, number: int, place: Place) -> str:
        """收、支总计各是 a、b: two figures in one phrase, and their changes and rates in the same order.

        Returns what is left to read: 收、支总计各增加 d is one figure said once for both sides.
        """
        pairs = [(m["what"] or "", m["one"], m["two"], m["unit"]) for m in _TWO.finditer(sentence)]
        if not pairs or not SIDES.search(sentence):
            return _ALIKE.sub(lambda m: "收支预算总计" if "预算" in m.group() else "收支总计", sentence)
        items = (("revenue-side", "收入总计"), ("expenditure-side", "支出总计"))
        made: list[Mention] = []
        for side, (item, label) in enumerate(items):
            for what, *numbers, unit in pairs:
                quantity = read(numbers[side] + unit)
                kind = Kind.GROWTH if unit == "%" else Kind.CHANGE if sign_of(what) else Kind.AMOUNT
                if isinstance(quantity, Quantity):
                    sign = sign_of(what) if kind is not Kind.AMOUNT else 1
                    quantity = evolve(quantity, number=quantity.number * (sign or 1))
                    year = self.around.own_year(known=Known.DECLARED)
                    made.append(
                        Mention(
                            kind, quantity, label, item, year, printed(ACTUAL), printed(ALL_FUNDS), what, side, number, named=True,
                        )
                    )  # fmt: skip
        amounts = [m for m in made if m.kind is Kind.AMOUNT]
        if len(amounts) == len(items):
            block = self.relations.block()
            self.relations.statements += [self.relations.statement(m, m.item, block, place) for m in amounts]
            self._amounts = tuple(amounts)
        for side, amount in enumerate(self._amounts):
            change = next((m for m in made if m.kind is Kind.CHANGE and m.start == side), None)
            growth = next((m for m in made if m.kind is Kind.GROWTH and m.start == side), None)
            if change is not None and growth is not None:
                self.relations.growth([amount], change, growth, place)
        return _TWO.sub(lambda m: " " * len(m.group()), sentence)
