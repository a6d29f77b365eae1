"""What a person establishes, as data: facts that cap a grade or cost points, and what follows from a grade.

Rule 1: a fact is entered, never guessed: no word of a report is looked for, because every report says 未出现 of it.
Rule 2: a fact that nobody entered is treated as not established, and the score lists what could be entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Standing, Text
from perfeval.quantities import short
from perfeval.ruling.base import as_tuple
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.scoring import Exact, exact, exact_or_none, percents

Facts = Mapping[str, int]
NO_FACTS: Facts = {}


@frozen
class Fact:
    """Something that only a person can establish (审计发现挪用资金), and what it does.

    Attributes
    ----------
    id, label
        Slug by which it is entered; Chinese as printed.
    caps
        The id of the best grade that is still possible.
    deducts
        Points lost, each time it is entered.
    english
        Its label in English; its id serves where there is none.
    basis
        The document it rests on.
    standing
        What is known of what it rests on.
    """

    id: str
    label: str
    caps: str = field(default="", kw_only=True)
    deducts: Fraction | None = field(default=None, converter=exact_or_none, kw_only=True)
    english: str = field(default="", kw_only=True)
    basis: Basis = field(default=NO_BASIS, kw_only=True)
    standing: Standing = field(default=Standing.ATTESTED, kw_only=True)

    @property
    def name(self) -> Text:
        """Its label in both languages."""
        return Text(self.label, self.english or self.id.replace("-", " "))

    def text(self, grades: Mapping[str, Text] | None = None) -> Text:
        """What it does; `grades` are the words of the grades by their ids."""
        zh, en = [], []
        if self.caps:
            word = (grades or {}).get(self.caps, Text(self.caps, self.caps))
            zh.append(f"等级不高于“{word.zh}”")
            en.append(f"no grade above {word.en}")
        if self.deducts is not None:
            zh.append(f"每次扣{short(self.deducts)}分")
            en.append(f"{short(self.deducts)} points off each time")
        return Text("，".join(zh) or "仅作记录", ", ".join(en) or "for the record")

    def cost(self, times: int) -> Fraction:
        """The points it costs."""
        return (self.deducts or Fraction(0)) * times


@frozen
class Consequence:
    """What a place attaches to a grade: for a number of years running (不合格的，该项目预算压减15%).

    Attributes
    ----------
    grades
        The ids of the grades it belongs to.
    years
        How many years running; the years before this one are entered by a person, under `counted_by`.
    cut
        The share of the budget that is taken away, where it is one.
    id, label
        Slug; what is said where it is due.
    counted_by
        The fact under which a person enters the years before.
    """

    id: str
    label: Text
    grades: tuple[str, ...] = field(converter=as_tuple, kw_only=True)
    years: int = field(default=1, kw_only=True)
    counted_by: str = field(default="years-before", kw_only=True)
    cut: Fraction | None = field(default=None, converter=exact_or_none, kw_only=True)

    @staticmethod
    def due(several: Iterable[Consequence], grade: str, facts: Facts) -> Consequence | None:
        """The one that is due for a grade: that of the most years running."""
        fits = [c for c in several if grade in c.grades and c.years <= 1 + facts.get(c.counted_by, 0)]
        return max(fits, key=lambda c: c.years, default=None)


@frozen
class Deduction:
    """What a re-check takes off one row's points, once a person has entered it for that row.

    Attributes
    ----------
    id, label
        Slug by which it is entered behind the row (`3/vague`); what it is called.
    share
        The share of the row's points, above 0 and up to 1.
    """

    id: str
    label: Text
    share: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise PackError("扣分比例应大于0且不超过100%。", "A deduction is a share above 0 and up to 100 %.")

    def text(self) -> Text:
        """What it costs."""
        return Text(f"{self.label.zh}：扣{percents(self.share)}", f"{self.label.en}: {percents(self.share)} off")


@frozen
class MoneyWeighted:
    """How the values of several units become one: what is counted is summed, what is a rate is averaged by money.

    First the values are put together, then they are scored; scores are never averaged.

    Attributes
    ----------
    money
        The line whose final budget is the money behind a unit's rates, and whose amounts are added up.
    """

    money: str

    def together(self, parts: Iterable[tuple[Exact, Exact]], *, rate: bool) -> Fraction | None:
        """The value of all units from pairs of a unit's value and its money; None for a rate behind which is no money.

        >>> str(MoneyWeighted("total").together([("90%", 100), ("60%", 50)], rate=True))
        '4/5'
        """
        pairs = [(exact(value), exact(money)) for value, money in parts]
        if not rate:
            return sum((value for value, _ in pairs), Fraction(0))
        money = sum((m for _, m in pairs), Fraction(0))
        return sum((value * m for value, m in pairs), Fraction(0)) / money if money else None

    def text(self) -> Text:
        """How they are put together."""
        return Text(
            "汇总各单位：绝对值相加，比率按资金加权平均，先汇总后计分",
            "several units: amounts are summed, rates are averaged by money; first put together, then scored",
        )


__all__ = ["NO_FACTS", "Consequence", "Deduction", "Fact", "Facts", "MoneyWeighted"]
