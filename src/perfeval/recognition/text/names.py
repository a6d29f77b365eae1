"""Names of the figures of running text: from words to a line item, a year, a stage and a fund.

Rule 1: a part of a name that neither the phrase nor what the text is about says is declared where the file says it
(the report's own year, all funds) and open where nobody does (the stage).
Rule 2: of which funds a paragraph speaks its first amount says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from perfeval.model import (
    ACTUAL,
    ALL_FUNDS,
    ORIGINAL,
    STOCK,
    FigureName,
    Item,
    Known,
    Part,
    Stage,
    as_item,
    declared,
    open_in,
    printed,
)
from perfeval.quantities import tidy
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.recognition.text.said import Role, Said
from perfeval.recognition.text.words import tagger
from perfeval.ruling.items import LineItem
from perfeval.ruling.lexicon import Word, WordKind
from perfeval.vocabulary import Vocabulary, bare

#: The stage words that are stages of the model; the others say something about an amount and leave its stage open.
STAGES = {stage.value: stage for stage in Stage}
APPROPRIATION = "appropriation"
#: No name of a place and a body is longer.
_LONGEST_OWNER = 24
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、)]|\(\d{1,2}\))+")


@define
class Names:
    """Names what the text speaks of.

    `fund` is the fund of the paragraph at hand, None before its first amount.
    """

    vocabulary: Vocabulary
    around: Surroundings
    fund: str | None = None
    _items: dict[str, str] = field(factory=dict)
    _units: tuple[str, ...] = field(init=False)
    _owners: tuple[str, ...] = field(init=False)

    @_units.default
    def _own_unit(self) -> tuple[str, ...]:
        """The ends of the unit's name by which its own text may call it."""
        unit = self.around.entity.value
        name = tidy(unit) if isinstance(unit, str) and not unit.startswith(("?", "(", "（")) else ""
        return tuple(name[at:] for at in range(max(0, len(name) - 1)))

    @_owners.default
    def _ends_of_owners(self) -> tuple[str, ...]:
        return self.vocabulary.lexicon.forms(WordKind.OWNER)

    def label(self, words: str) -> str:
        """The words of a name without numbering and without whose it is, which the report has said."""
        plain = _NUMBERED.sub("", bare(words))
        own = next((unit for unit in self._units if plain.startswith(unit) and plain != unit), "")
        return plain.removeprefix(own)

    def item(self, words: str) -> str:
        """The line item that words mean, empty where they mean none or several."""
        label = self.label(words)
        if label not in self._items:
            self._items[label] = next((i for form in self._owned(label) for i in self._known(self._first_of(form))), "")
        return self._items[label]

    def heading(self, text: str) -> tuple[str, str]:
        """The name in a heading, and the line item it means: 1.基本支出情况 is about 基本支出."""
        label = self.label(text)
        end = self.vocabulary.lexicon.ends(WordKind.HEADING, label)
        names = [label.removesuffix(form) for form in (end.forms if end else ()) if label.endswith(form)]
        short = min((name for name in names if name), key=len, default=label)
        known = next((item for name in (short, label) if (item := self.item(name))), "")
        return short, known

    def class_of(self, words: str, line: str) -> str:
        """The class of a line (基本支出: 公务接待费) that words mean, empty where they mean none."""
        found = [i for i in self.vocabulary.by_alias.get(self.label(words), ()) if line and i.id.startswith(f"{line}@")]
        return found[0].id if found else ""

    def key(self, words: str) -> str:
        """What makes two phrases speak of one thing: the line item, or the words."""
        return self.item(words) or self.label(words)

    def _owned(self, label: str) -> Iterator[str]:
        """A label, and the same without the name of whose it is."""
        if label:
            yield label
        for at in range(2, min(len(label) - 1, _LONGEST_OWNER)):
            if label[:at].endswith(self._owners):
                yield label[at:]

    def _first_of(self, label: str) -> str:
        """A phrase for two lines means the first of them, where one figure is said of both."""
        pair = self.vocabulary.lexicon.of(WordKind.PAIR).get(label)
        return label if pair is None else pair.of[0]

    def _known(self, label: str) -> Iterator[str]:
        words = tagger(self.vocabulary.lexicon).tags(label)
        without = "".join(t.text for t in words if not t.is_a(WordKind.FUND))  # which money it is the fund scope says
        for word in (label, without) if without not in ("", label) else (label,):
            account = any(t.value(WordKind.ACCOUNT) and t.text == word for t in words)
            if word is without and account:
                continue  # 财政拨款支出 is no line of all spending
            for form in (word, *self._variants(word)):
                found = self.vocabulary.item_of(form)
                if found is not None and not found.item.code:
                    yield str(found.item.amount)

    def _variants(self, word: str) -> Iterator[str]:
        """Other ways to print the same label: with an ending it may have, without one, or with another."""
        endings = self.vocabulary.lexicon.of(WordKind.ENDING)
        for base in (word, *(word.removesuffix(ending) for ending in endings if word.endswith(ending))):
            yield base
            yield from (base + ending for ending, word in endings.items() if word.value == "added" and "(" not in base)

    def line(self, item: str) -> LineItem | None:
        """The line item of a name, without its code, free row or rate."""
        return self.vocabulary.items.get(as_item(item).base) if item else None

    def top(self, item: str) -> LineItem | None:
        """The line at the top of the tree that an item stands in."""
        return self.vocabulary.items.get(as_item(item).base.split(".")[0]) if item else None

    def side(self, words: str) -> str:
        """The side of the accounts that a word for a stage names, too: 支出决算 is of 支出."""
        stages = [t.text for t in tagger(self.vocabulary.lexicon).tags(words) if t.is_a(WordKind.STAGE)]
        sides = self.vocabulary.lexicon.forms(WordKind.ACCOUNT)
        return next((side for stage in stages for side in sides if stage.startswith(side)), "")

    def sides(self, words: str) -> frozenset[str]:
        """The sides of the accounts that words speak of."""
        tags = tagger(self.vocabulary.lexicon).tags(words)
        return frozenset(side.partition("-")[0] for t in tags if (side := t.value(WordKind.ACCOUNT)) is not None)

    def counted(self, stage: str) -> str:
        """The line item of people, or posts, that the word of a stage counts."""
        words = self.vocabulary.lexicon.of(WordKind.STAGE).values()
        return next((w.of[0] for w in words if w.value == stage and w.of), "")

    def addition(self, said: Said) -> str:
        """The item of an addition to a budget, by what it was for; empty where nothing says what it was for."""
        line = next((w.of[0] for w in self.vocabulary.lexicon.of(WordKind.ADJUST).values() if w.of), "")
        return str(as_item(line).row(self.label(said.label))) if line and said.label and said.sign > 0 else ""

    def set_of(self, item: str, label: str) -> tuple[Word, ...]:
        """The complete sets of parts that a line may have."""
        words = self.vocabulary.lexicon.of(WordKind.SET)
        plain = self.label(label)
        return tuple(
            dict.fromkeys(
                word for form, word in words.items() if plain.endswith(bare(form)) or (item and self.item(form) == item)
            )
        )

    def is_member(self, member: str, item: str, label: str) -> bool:
        """Whether a part with a name is a member of a set."""
        known = self.item(member)
        if known and item:
            return known == item
        return bare(member) in self.label(label)

    # --- the parts of a name

    def name(self, said: Said, item: str, year: Part, stage: str, scope: str, head: FigureName | None) -> FigureName:
        """The full name of a figure.

        Parameters
        ----------
        said
            What its phrase says.
        item
            Its line item.
        year
            Its year.
        stage
            The word of its stage.
        scope
            Where an open stage may be compared.
        head
            The name of the amount it is listed under, if any.
        """
        named = as_item(item) if item else Item("")
        return FigureName(
            self.around.entity, named, year, self._stage(said, item, year, stage, scope), self._fund(said, item, head)
        )

    def _stage(self, said: Said, item: str, year: Part, stage: str, scope: str) -> Part:
        known = self.line(item)
        if known is not None and known.stage is not None:
            return declared(known.stage)
        if known is not None and known.id in (self.counted("posts"), self.counted("in-post")):
            return printed(STOCK)
        if stage in STAGES:
            return printed(STAGES[stage])
        own, top = self.around.stage, self.top(item)
        if (
            own is not None
            and said.role is Role.LEVEL
            and top is not None
            and self._as_published(said, top, year, stage)
        ):
            return declared(own)
        return open_in(f"{scope}.budget" if stage == "plan" else scope)

    def _as_published(self, said: Said, line: LineItem, year: Part, stage: str) -> bool:
        """Whether an amount without a stage is what the publication is about: 公务接待费0.46万元 in a budget is budgeted."""
        if year.value != self.around.own_year().value or stage not in ("", "plan"):
            return False
        if line.all_funds:
            whole = any(
                t.value(WordKind.GENERIC) == "time" for t in tagger(self.vocabulary.lexicon).tags(said.phrase.words)
            )
            return whole or (self.around.stage is ORIGINAL and stage == "plan")
        return line.of_appropriation and (self.around.stage is ORIGINAL or stage != "plan")

    def _fund(self, said: Said, item: str, head: FigureName | None) -> Part:
        line, top = self.line(item), self.top(item)
        if said.stage in ("posts", "in-post"):
            return printed(ALL_FUNDS)
        first = self.fund is None
        own = said.fund
        if own == APPROPRIATION and top is not None and top.of_appropriation:
            self.fund = self.fund or ""
            return declared(ALL_FUNDS)
        if own and own != "other":
            self.fund = own if first else self.fund
            return printed(own)
        self.fund = self.fund or ""
        if self.fund and not first:
            return printed(self.fund)
        if head is not None and head.fund.value != ALL_FUNDS:
            return head.fund
        if line is not None and line.all_funds:
            return printed(ALL_FUNDS)
        return declared(ALL_FUNDS)

    def own_year(self) -> Part:
        """The report's year, by the file."""
        return self.around.own_year(known=Known.DECLARED)

    def last_year(self, than: Part) -> Part:
        """The year before another."""
        return (
            declared(than.value - 1) if isinstance(than.value, int) else self.around.own_year(-1, known=Known.DECLARED)
        )


__all__ = ["ACTUAL", "Names"]
