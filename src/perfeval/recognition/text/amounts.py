"""What sentences claim of their amounts beside lists, changes and rates: what was left, how a budget became another, which is larger.

Rule: each claim needs its own words; amounts that merely stand together claim nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from perfeval.model.claims import Claim
from perfeval.recognition.text.changes import BUDGETS, stage_fits
from perfeval.recognition.text.frames import Frame, Mention, Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.said import Role
from perfeval.recognition.text.shapes import claim, like, limit, rate, same, total


def worked_out(story: Story) -> Iterator[Claim]:
    """Equations that are printed with all of their numbers."""
    for result, top, bottom in story.equations:
        if result.is_sure and all(m.is_sure for _, m in (*top, *bottom)):
            yield from claim("equation", [rate(result, top, bottom) if bottom else total(result, top)])


#: Shorter phrases are printed for many things.
SHORTEST_PHRASE = 8


@define
class Amounts:
    """These claims."""

    story: Story
    names: Names

    def claims(self) -> Iterator[Claim]:
        """All of them."""
        for frame in self.story.frames:
            for one in frame.mentions:
                if not one.is_sure:
                    continue
                if one.role is Role.OVER:
                    yield from self._over(frame, one)
                elif one.role is Role.LEVEL and one.stage == "left":
                    yield from self._left(frame, one)
            yield from self._bridge(frame)
            yield from self._lead(frame)
        yield from self._twice()
        for frame, order, of, words in self.story.orders:
            yield from self._order(frame, order, of, words)

    def _over(self, frame: Frame, one: Mention) -> Iterator[Claim]:
        """决算 a，预算 b，决算数大于预算数 d: a = b + d."""
        before = [m for m in frame.levels if m.order < one.order]
        actual = [m for m in before if m.stage == "actual"][-1:]
        budgets = [m for m in before if stage_fits(m.stage, one.said.of)]
        yield from claim("over", [total(a, [b, one]) for a in actual for b in budgets])

    def _left(self, frame: Frame, one: Mention) -> Iterator[Claim]:
        """到位 a，支出 b，结余 c: c = a − b, and with what was carried in."""
        here = self._near(frame, one)
        spent = [m for m in here if m.stage == "actual" or self._spends(m)]
        given = [m for m in here if m not in spent and m.stage not in ("left", "opening")]
        opening = [m for m in here if m.stage == "opening"]
        given = [*spent[:-1], *given]  # where the words leave open what was spent, what stands before it may be given
        if spent and all(m.is_sure for m in here):
            ways: list[tuple[Mention, ...]] = [*((o,) for o in opening), ()]
            yield from claim("left", [total(one, [w, (-1, spent[-1]), *way]) for w in reversed(given) for way in ways])

    def _near(self, frame: Frame, one: Mention) -> list[Mention]:
        """The amounts before it of its frame, and of its sentence."""
        sentence = [m for m in self.story.mentions[max(0, one.order - 12) : one.order] if m.sentence == one.sentence]
        own = [m for m in frame.mentions if one.sentence - m.sentence <= 1 and m.order < one.order]
        found = {
            m.order: m
            for m in (*sentence, *own)
            if m.role is Role.LEVEL and m.quantity.dimension == one.quantity.dimension
        }
        return sorted((m for m in found.values() if m.name.year.value == one.name.year.value), key=lambda m: m.order)

    def _spends(self, one: Mention) -> bool:
        return not one.stage and "spent" in self.names.sides(one.label[-2:])

    def _bridge(self, frame: Frame) -> Iterator[Claim]:
        """年初预算 a，追加 b，全年预算 c: c = a + b, over all that was moved in between."""
        moves = frame.moves
        if not moves or len(moves) != len(frame.of(Role.MOVE)):
            return
        levels = [
            m
            for m in frame.levels
            if m.stage in (*BUDGETS, "arrived") and m.quantity.dimension == moves[0].quantity.dimension
        ]
        before = [m for m in levels if m.order < moves[0].order and m.stage != "final"]
        after = [m for m in levels if m.order > moves[-1].order] or [m for m in levels if m.stage == "final"]
        yield from claim("bridge", [total(c, [b, *moves]) for c in after[:1] for b in reversed(before)])

    def _lead(self, frame: Frame) -> Iterator[Claim]:
        """The amount a numbered paragraph leads with is one of those it goes on to name by stage."""
        levels = frame.levels
        first = levels[0] if levels else None
        if first is None or first.stage or not self.story.leads.get(first.order):
            return
        staged = [m for m in like(first, levels[1:]) if m.stage in (*BUDGETS, "actual")]
        main = max((m.name.year.value for m in staged if isinstance(m.name.year.value, int)), default=0)
        own = [m for m in staged if m.name.year.value == main]
        yield from claim("lead", [same(first, m) for m in sorted(own, key=lambda m: m.stage != "actual")])

    def _twice(self) -> Iterator[Claim]:
        """One phrase printed twice, in two paragraphs, for figures that have no name under which they are held to each other."""
        seen: dict[tuple[str, str, object], Mention] = {}
        for one in self.story.mentions:
            words = one.said.phrase.words
            if (
                one.role is Role.LEVEL
                and one.is_sure
                and len(words) >= SHORTEST_PHRASE
                and not (one.name.item.base and one.name.is_bound)
            ):
                phrase = (one.label, words, one.name.year.value)
                before = seen.get(phrase)
                if (
                    before is not None
                    and before.paragraph != one.paragraph
                    and before.quantity.dimension == one.quantity.dimension
                ):
                    yield from claim("twice", [same(one, before)])
                seen[phrase] = one

    def _order(self, frame: Frame, order: str, of: str, words: str) -> Iterator[Claim]:
        """决算数大于预算数: the budget is not above what was spent; 等于: they are the same."""
        actual = [m for m in frame.levels if m.stage == "actual"][-1:]
        budgets = [m for m in frame.levels if stage_fits(m.stage, of) and m.stage]
        if not actual or len({m.quantity.value for m in budgets}) != 1:
            return
        if order == "same":
            yield from claim("same", [same(actual[0], budgets[0])], words=words)
        elif order == "more":
            yield from claim("order", [limit(actual[0], [budgets[0]])], words=words)
        else:
            yield from claim("order", [limit(budgets[0], [actual[0]])], words=words)
