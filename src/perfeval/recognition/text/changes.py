"""Changes of running text as claims: X，比上年增加 d，增长 p%.

Rule 1: a rate of change is the change over what was there before: what the sentence prints as such, else the amount less
the change. Where several amounts may be meant, each is a reading.
Rule 2: a change that names its own line speaks of that line only.
Rule 3: a change of budgets is held to budgets; words that leave its direction open let it be either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field

from perfeval.model.claims import Claim, Reading
from perfeval.recognition.text.frames import Frame, Mention, Story
from perfeval.recognition.text.said import Base, Role
from perfeval.recognition.text.shapes import claim, rate, total

#: A change without words of its own is held against no more amounts.
MOST_MEANT = 8
BUDGETS = frozenset({"plan", "original", "final"})


@define
class Changes:
    """The claims about changes; `settled` are the rates that one of them speaks of."""

    story: Story
    settled: set[int] = field(factory=set)

    def claims(self) -> Iterator[Claim]:
        """All of them."""
        by_key: dict[str, list[Frame]] = {}
        for frame in self.story.frames:
            if frame.key:
                by_key.setdefault(frame.key, []).append(frame)
        for frame in self.story.frames:
            used: set[int] = set()
            for at, one in enumerate(frame.mentions):
                if one.role is Role.CHANGE and one.is_sure:
                    growth = self._its_rate(frame, at, used)
                    used |= {growth.order} if growth is not None else set()
                    yield from self._change(frame, one, growth, by_key)
            for one in frame.of(Role.GROWTH):
                if one.order not in used and one.is_sure:
                    yield from self._rate_alone(frame, one)

    @staticmethod
    def _its_rate(frame: Frame, at: int, used: set[int]) -> Mention | None:
        """The rate behind a change, or right before it."""
        change = frame.mentions[at]
        for near in (at + 1, at - 1):
            if 0 <= near < len(frame.mentions):
                one = frame.mentions[near]
                beside = abs(one.order - change.order) <= 2 and one.sentence == change.sentence
                if one.role is Role.GROWTH and one.order not in used and beside and _same_base(one, change):
                    return one if one.is_sure else None
        return None

    def _change(
        self, frame: Frame, change: Mention, growth: Mention | None, by_key: dict[str, list[Frame]]
    ) -> Iterator[Claim]:
        pair = self._became(change)
        if pair is not None:
            yield from claim("change", list(_moved(pair[1], pair[0], change)))
            return
        bases = self._bases(frame, change)
        if bases:
            if growth is not None:
                self.settled.add(growth.order)
                yield from claim("growth", [r for b in bases for r in _over(growth, change, [(1, b)])])
            now = self._now(frame, change)
            if now:
                yield from claim("change", [r for b in bases for x in now for r in _moved(x, b, change)])
            return
        if growth is None:
            return
        now = self._now(frame, change) or self._elsewhere(frame, change, by_key)
        # 0万元, 减少56.95万元, 下降1.87%: the amount is not there
        if now and not any(m.quantity.value for m in now) and abs(growth.quantity.value) != 1:
            self.settled.add(growth.order)
            self.story.zeros.append((now[0], change, growth))
        elif now:
            self.settled.add(growth.order)
            yield from claim("growth", [r for x in now for r in _grown(growth, change, x)])

    def _became(self, change: Mention) -> tuple[Mention, Mention] | None:
        """What an amount was and what it became (由a增至b), where a change of it stands beside."""
        near = self.story.mentions[max(0, change.order - 3) : change.order + 4]
        near = [m for m in near if m.sentence == change.sentence]
        pairs = [(a, b) for a, b in pairwise(near) if a.said.becomes and b.said.reached and a.is_sure and b.is_sure]
        return pairs[0] if len(pairs) == 1 and pairs[0][0].quantity.dimension == change.quantity.dimension else None

    def _rate_alone(self, frame: Frame, growth: Mention) -> Iterator[Claim]:
        """A rate whose base is printed beside its amount: p = (X − B) ÷ B."""
        bases, now = self._bases(frame, growth), self._now(frame, growth)
        if len(bases) == 1 and now:
            self.settled.add(growth.order)
            base = bases[0]
            yield from claim("growth", [r for x in now[:1] for r in _ways(growth, [(1, x), (-1, base)], [(1, base)])])

    # --- which amounts may be meant

    @staticmethod
    def _main_year(frame: Frame) -> int:
        return max((m.name.year.value for m in frame.levels if isinstance(m.name.year.value, int)), default=0)

    def _bases(self, frame: Frame, change: Mention) -> list[Mention]:
        """What was there before, as printed: right before the change, or of the earlier year it names, or of the stage."""
        near = [m for m in _meant(change, frame.of(Role.BASE)) if m.sentence == change.sentence]
        if near:
            return near[-1:]
        base = change.said.base or Base()
        levels = [m for m in _meant(change, frame.levels) if not base.stage or stage_fits(m.stage, base.stage)]
        main = self._main_year(frame)
        if base.stage in BUDGETS and not base.last and base.year in (None, main):
            return levels[-1:]
        wanted = main - 1 if base.year is None else base.year
        early = [m for m in levels if m.name.year.value == wanted != main]
        return early if len({m.quantity.value for m in early}) == 1 else []

    def _now(self, frame: Frame, change: Mention) -> list[Mention]:
        """The amounts that may have moved: those of its frame, what was spent first.

        Where it names nothing itself, the heads and the other parts of its list and the amounts of its sentence, too.
        """
        own = self._levels(frame, change)
        if change.said.label:
            return own
        host = frame.part_of if frame.part_of is not None and not frame.part_of.below else None
        meant = [*own, *(m for m in (host.heads if host else ()) if _fits(m, change))]
        meant += [m for f in (host.items if host else ()) if f is not frame for m in self._levels(f, change)]
        if any(m.sentence == change.sentence for m in own):
            meant += self._beside(change, own[0])
        return list({m.order: m for m in meant}.values())[:MOST_MEANT]

    def _beside(self, change: Mention, own: Mention) -> list[Mention]:
        """The amounts of the sentence of a change that are of the year of its own."""
        near = self.story.mentions[max(0, change.order - MOST_MEANT) : change.order]
        found = [m for m in near if m.role is Role.LEVEL and m.is_sure and m.sentence == change.sentence]
        return [m for m in found if _fits(m, change) and m.name.year.value == own.name.year.value]

    def _levels(self, frame: Frame, change: Mention) -> list[Mention]:
        main = self._main_year(frame)
        bases = {m.order for m in self._bases(frame, change)}
        found = [m for m in frame.levels if _fits(m, change) and m.order < change.order and m.order not in bases]
        found = [m for m in found if not main or m.name.year.value == main]
        return [*(m for m in found if m.stage == "actual"), *reversed([m for m in found if m.stage != "actual"])]

    @staticmethod
    def _elsewhere(frame: Frame, change: Mention, by_key: dict[str, list[Frame]]) -> list[Mention]:
        """The one amount that an earlier paragraph states of a line that a change names."""
        others = [f for f in by_key.get(frame.key, ()) if f is not frame] if frame.key else []
        found = [m for f in others for m in f.levels if _fits(m, change) and m.order < change.order]
        found = [m for m in found if m.name.year.value == change.name.year.value]
        return found[-1:] if len({m.quantity.value for m in found}) == 1 else []


def _meant(change: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """The exact figures before a change that measure what it measures; a rate is of amounts in any unit."""
    alike = [m for m in mentions if m.is_sure and m.order < change.order]
    return (
        alike if change.role is Role.GROWTH else [m for m in alike if m.quantity.dimension == change.quantity.dimension]
    )


def _same_base(one: Mention, other: Mention) -> bool:
    a, b = one.said.base, other.said.base
    return a is None or b is None or a == b


def stage_fits(stage: str, wanted: str) -> bool:
    """Whether an amount at one stage may be meant by the word of another: 预算 is any budget."""
    return stage == wanted or (wanted == "plan" and stage in BUDGETS) or (wanted in BUDGETS and stage == "plan")


def _fits(level: Mention, change: Mention) -> bool:
    """Whether an amount may be what a change speaks of."""
    if change.role is Role.CHANGE and level.quantity.dimension != change.quantity.dimension:
        return False
    stage = change.said.stage
    if stage in BUDGETS:
        return level.stage in BUDGETS
    return not stage or level.stage in (stage, "")


def _over(growth: Mention, change: Mention, bottom: list[tuple[int, Mention]]) -> Iterator[Reading]:
    yield from _ways(growth, [(1, change)], bottom)


def _grown(growth: Mention, change: Mention, now: Mention) -> Iterator[Reading]:
    """p = d ÷ (X − d); where the words leave the direction open, also d ÷ (X + d)."""
    yield from _ways(growth, [(1, change)], [(1, now), (-1, change)])
    if change.said.sign == 0:
        yield from _ways(growth, [(1, change)], [(1, now), (1, change)])


def _ways(growth: Mention, top: list[tuple[int, Mention]], bottom: list[tuple[int, Mention]]) -> Iterator[Reading]:
    """A rate, and the rate with the other sign where its own words do not say which."""
    yield rate(growth, top, bottom)
    if growth.said.sign == 0 or (top[0][1].said.sign == 0 and top[0][1].role is Role.CHANGE):
        yield rate(growth, [(-c, m) for c, m in top], bottom)


def _moved(now: Mention, base: Mention, change: Mention) -> Iterator[Reading]:
    """X = B + d."""
    yield total(now, [base, change])
    if change.said.sign == 0:
        yield total(now, [base, (-1, change)])
