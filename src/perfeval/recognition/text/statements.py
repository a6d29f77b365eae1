"""The figures of running text as statements: those that have a name under it, the others by themselves.

Rule 1: every figure is one statement, so that claims can name it by its order; a figure without a full name has a scope
of its own, in which nothing else stands.
Rule 2: a rate that its own sentence proves is held to nothing else.
"""

from __future__ import annotations

from attrs import evolve

from perfeval.model import STOCK, FigureName, Item, Statement, declared, open_in
from perfeval.recognition.text.frames import Mention
from perfeval.recognition.text.said import Role

#: The item of a figure that has no name.
UNNAMED = "text"


def statement(mention: Mention, *, settled: bool) -> Statement:
    """One figure; `settled` where a claim of its sentence speaks of it already."""
    item = _item(mention, settled=settled)
    name = evolve(mention.name, item=item) if item is not None else _nameless(mention)
    if item is not None and item.rate in _OF_THE_YEAR:
        name = evolve(name, stage=declared(STOCK))
    block = f"text {mention.paragraph}.{mention.sentence}"
    return Statement(name, mention.label or "（未名）", mention.quantity, mention.place, block, order=mention.order)


#: Rates that are of no stage.
_OF_THE_YEAR = ("change-rate", "completion-rate")


def _item(mention: Mention, *, settled: bool) -> Item | None:
    """The line item of a figure with its rate, None where it has no name."""
    item, said = mention.name.item, mention.said
    if not item.base:
        return None
    if mention.role is Role.LEVEL or (mention.role is Role.MOVE and item.free):
        return item
    if mention.role is Role.RATE and said.rate is not None and said.rate.value in ("execution", "completion"):
        return item.rated("completion-rate")
    if not _on_last_year(mention):
        return None
    if mention.role is Role.CHANGE:
        return item.rated("change")
    if mention.role is Role.GROWTH and said.sign == 0:
        return item.rated("change-rate")
    return item.rated("growth") if mention.role is Role.GROWTH and not settled else None


def _on_last_year(mention: Mention) -> bool:
    """Whether a change is counted from the year before, as a change is that does not say from when."""
    base = mention.said.base
    return (
        base is None
        or base.last
        or (not base.stage and (base.year is None or base.year + 1 == mention.name.year.value))
    )


def is_nameless(one: Statement) -> bool:
    """Whether a statement has no name that anything outside its own claims could be held to."""
    return one.name.item.base == UNNAMED


def _nameless(mention: Mention) -> FigureName:
    here = open_in(f"figure {mention.order}")
    name = mention.name
    return FigureName(name.entity, Item(UNNAMED).row(mention.label or str(mention.order)), name.year, here, name.fund)
