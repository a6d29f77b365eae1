"""Rates of running text as claims: so much of a budget, a rate by its name, a share of a whole.

Rule 1: a rate with a name belongs to the budget only where nothing, or the name of its own subject, stands before it.
Rule 2: of the amounts a rate may be of every one is a reading, in the order its word gives them; an amount without a
stage is one only where no amount has the stage.
Rule 3: a share is of the whole its words name, or of the head of its list; where the whole is named and not printed,
nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import define

from perfeval.model.claims import Claim, Reading
from perfeval.quantities import RATE
from perfeval.recognition.text.frames import Frame, Mention, Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.said import Role
from perfeval.recognition.text.shapes import claim, rate
from perfeval.ruling.lexicon import Word, WordKind

_BUDGETS = ("final", "plan", "original", "arrived")


@define
class Rates:
    """The claims about rates."""

    story: Story
    names: Names

    def claims(self) -> Iterator[Claim]:
        """All of them."""
        for frame in self.story.frames:
            for one in frame.mentions:
                if not one.is_sure:
                    continue
                if one.role is Role.COMPLETION:
                    yield from self._completion(frame, one)
                elif one.role is Role.RATE:
                    yield from self._rate(frame, one)
                elif one.role is Role.SHARE:
                    yield from self._share(frame, one)
                elif one.role is Role.OTHER and one.quantity.dimension == RATE:
                    yield from self._of_named(one)
                elif one.said.per:
                    yield from self._each(one)
                elif one.role is Role.TIMES:
                    yield from self._times(frame, one)
                elif one.role is Role.PERCENT:
                    yield from self._percent(frame, one)

    # --- so much of a budget

    def _completion(self, frame: Frame, one: Mention) -> Iterator[Claim]:
        """决算 a，预算 b，完成预算的 p%."""
        yield from claim("completion", self._of_scopes(frame, one, ("actual",), _denominators(one.said.of)))
        over = next((m for m in frame.of(Role.OVER) if abs(m.order - one.order) <= 2 and m.is_sure), None)
        levels = self._levels(frame, one)
        plain = [m for m in levels if not m.stage and m.role is Role.LEVEL]
        actual = [m for m in levels if m.stage == "actual"] or (plain if len(plain) == 1 else [])
        if over is not None and actual:
            yield from claim("completion", [rate(one, [(1, actual[-1])], [(1, actual[-1]), (-1, over)])])

    def _rate(self, frame: Frame, one: Mention) -> Iterator[Claim]:
        """执行率 p%, 到位率 p%, 控制率 p%."""
        word = one.said.rate
        if word is None or not self._is_own(frame, one):
            return
        yield from claim("rate", self._of_scopes(frame, one, word.of, word.to))

    def _is_own(self, frame: Frame, one: Mention) -> bool:
        """Whether a rate speaks of the subject at hand: nothing else stands before it, and no count."""
        said = one.said
        if said.named and self.names.key(said.label) not in (frame.key, ""):
            return False
        before = next((m for m in reversed(frame.mentions) if m.order < one.order), None)
        if said.rate is None:
            return False
        if before is None:
            return bool(self._ahead(one, (*said.rate.of, *said.rate.to)))
        if said.rate.value == "completion":
            planned = any(m.stage in _BUDGETS and _alike(m, before) for m in frame.levels)
            return before.order == one.order - 1 and (_is_money(before) or (before.stage == "actual" and planned))
        return said.rate.value == "staff" or any(_is_money(m) for m in frame.levels)

    def _of_scopes(self, frame: Frame, one: Mention, of: Sequence[str], to: Sequence[str]) -> list[Reading]:
        """The readings of a rate in its frame; then with the head of the list, where no amount of its own is what it is of."""
        own = self._levels(frame, one)
        scopes = [own]
        head = frame.part_of.head if frame.part_of is not None else None
        if head is not None and not any(
            m.stage in of and not m.maybe_head for m in own
        ):  # its own amount, its own rate
            loose = [m for m in frame.levels if m.maybe_head]
            scopes.append([*self._levels(head, one), *loose])
        found = [r for scope in scopes for r in self._readings(one, scope, of, to)]
        if not found:
            found = self._readings(one, [*own, *self._ahead(one, (*of, *to))], of, to)
        if found or head is not None:
            return found
        beside = self._beside(frame, one)
        found = self._readings(one, beside, of, to)
        top = max((order for r in found for _, order in r.terms[1:]), default=-1)
        # where the subject is not sure, any amount beside it may be what it is of
        return found + [
            rate(one, [(1, t)], [(1, b)])
            for t in beside
            if t.order == top
            for b in beside
            if b is not t and _alike(t, b)
        ]

    def _ahead(self, one: Mention, stages: Sequence[str]) -> list[Mention]:
        """The amounts right behind a rate that its word may be of: 执行率96.40%（执行数964万元/预算数1000万元）."""
        near = takewhile(lambda m: m.sentence == one.sentence, self.story.mentions[one.order + 1 : one.order + 4])
        return [m for m in near if m.role is Role.LEVEL and m.is_sure and m.stage in stages and not m.said.named]

    def _beside(self, frame: Frame, one: Mention) -> list[Mention]:
        """The amounts of its sentence, and of the frame right before, where its own frame has too few."""
        near = [f for f in self.story.frames if f.paragraph == frame.paragraph and one.sentence - f.sentence <= 1]
        return [m for f in near if not f.account or f is frame for m in self._levels(f, one)]

    def _levels(self, frame: Frame, one: Mention) -> list[Mention]:
        """The amounts of a frame of its latest year."""
        levels = [m for m in (*frame.levels, *frame.moves) if m.order < one.order]
        levels.sort(key=lambda m: m.order)
        years = [m.name.year.value for m in levels if isinstance(m.name.year.value, int)]
        return [m for m in levels if not years or m.name.year.value == max(years)]

    def _readings(self, one: Mention, levels: Sequence[Mention], of: Sequence[str], to: Sequence[str]) -> list[Reading]:
        """The rate as the amount above the line over each that may stand below."""
        plain = [m for m in levels if not m.stage and m.role is Role.LEVEL]
        tops = [m for m in levels if m.stage in of] or (plain if len(plain) == 1 else [])
        if not tops:
            return []
        others = [m for m in levels if m is not tops[-1] and _alike(m, tops[-1])]
        bottoms = sorted((m for m in others if m.stage in to), key=lambda m: to.index(m.stage))
        bottoms = _with_others_of_none(bottoms or [m for m in others if m in plain], others)
        return [rate(one, [(1, tops[-1])], [(1, b)]) for b in bottoms] + self._with_moves(
            one, tops[-1], bottoms, others
        )

    @staticmethod
    def _with_moves(one: Mention, top: Mention, bottoms: Sequence[Mention], others: Sequence[Mention]) -> list[Reading]:
        """The same over a budget and what was added to it in the course of the year, or carried in, or both."""
        moves = [m for m in others if m.role is Role.MOVE]
        opening = [m for m in others if m.stage == "opening"]
        ways = [w for w in (moves, opening, [*moves, *opening]) if w]
        return [rate(one, [(1, top)], [(1, b), *((1, m) for m in way)]) for b in bottoms for way in ways]

    # --- shares

    def _share(self, frame: Frame, one: Mention) -> Iterator[Claim]:
        """a，占 p%: of the whole that is named, or of the head of the list."""
        part = next((m for m in reversed(self._levels(frame, one))), None)
        if part is None:
            return
        wholes = [w for w in self._wholes(frame, one, part) if w is not part]
        readings = [rate(one, [(1, part)], [(1, w)]) for w in wholes] or self._of_all(frame, one, part)
        yield from claim("share", readings)

    def _of_all(self, frame: Frame, one: Mention, part: Mention) -> list[Reading]:
        """资金来源为：甲 a，占 p%；乙 b，占 q%: of all that a list without a head names, where its parts all say their share."""
        host = frame.part_of
        if host is None or host.head is not None or one.said.whole:
            return []
        amounts = [m for f in host.items if f.of(Role.SHARE) for m in f.levels[:1] if _alike(m, part)]
        return [rate(one, [(1, part)], [(1, m) for m in amounts])] if len(amounts) == len(host.items) > 1 else []

    def _wholes(self, frame: Frame, one: Mention, part: Mention) -> list[Mention]:
        heads = [h for h in (frame.part_of.heads if frame.part_of is not None else ()) if _alike(h, part)]
        word = one.said.whole
        if not word:
            return _of_stage(heads, part) or self._parent(frame, part)
        found = [m for m in self._named(word, one) if _alike(m, part) and m.name.year.value == part.name.year.value]
        return [*(heads if _is_all(word, frame, self.names) else []), *_of_stage(found, part)[-8:]]

    def _of_named(self, one: Mention) -> Iterator[Claim]:
        """发放191份，其中满意164份，满意率85.86%: a rate by the name of a part, over the head of its list."""
        words = one.said.phrase.words
        word = self.names.vocabulary.lexicon.ends(WordKind.RATE_END, words)
        if word is None:
            return
        name = words.removesuffix(next(f for f in word.forms if words.endswith(f)))
        tops, wholes = self._by_words(one, word) if word.of else self._by_part(one, name)
        pairs = [(t, w) for t in tops[-1:] for w in wholes if _alike(t, w) and t is not w]
        yield from claim("share", [rate(one, [(1, t)], [(1, w)]) for t, w in pairs])

    def _just_before(self, one: Mention) -> list[Mention]:
        near = self.story.mentions[max(0, one.order - _NEAR) : one.order]
        return [m for m in near if m.paragraph == one.paragraph and m.is_sure]

    def _by_words(self, one: Mention, word: Word) -> tuple[list[Mention], list[Mention]]:
        """The amounts that the word of a rate names."""
        near = self._just_before(one)
        tops = [m for m in near if m.label.startswith(word.of)]
        return tops, [m for m in near if m.label.startswith(word.to) and m not in tops]

    def _by_part(self, one: Mention, name: str) -> tuple[list[Mention], list[Mention]]:
        """The amounts of a name, and the heads of the lists in which they stand."""
        tops = [m for m in self._just_before(one) if len(name) > 1 and m.label == name]
        hosts = [f.part_of for f in self.story.frames if f.part_of is not None and any(p in f.mentions for p in tops)]
        heads = [h for host in hosts for h in host.heads]
        return tops, heads or [m for m in self._just_before(one) if m.sentence == one.sentence and m not in tops]

    def _each(self, one: Mention) -> Iterator[Claim]:
        """发放486万元，惠及4860人，人均1000元: the one amount of the sentence over the one count of its unit."""
        near = [m for m in self._just_before(one) if m.sentence == one.sentence and m.role is Role.LEVEL]
        amounts = [m for m in near if _alike(m, one)]
        counts = [m for m in near if m.quantity.unit is not None and m.quantity.unit.symbol in one.said.per]
        if len(amounts) == len(counts) == 1:
            yield from claim("each", [rate(one, [(1, amounts[0])], [(1, counts[0])])])

    def _times(self, frame: Frame, one: Mention) -> Iterator[Claim]:
        """占支出合计980万元的86.73%, 是上年7万元的1.2倍: an amount over the one right before the rate, or over last year's."""
        before = self.story.mentions[max(0, one.order - _NEAR) : one.order]
        if not one.said.measured:
            now = [m for m in self._levels(frame, one) if m.role is Role.LEVEL]
            early = [m for m in frame.levels if now and _is_year_after(now[-1], m)]
            yield from claim("share", [rate(one, [(1, m)], [(1, b)]) for m in now[-1:] for b in early[-1:]])
        elif before and before[-1].said.measured and before[-1].is_sure:
            whole = before[-1]
            tops = [
                m
                for m in before[:-1]
                if m.role is Role.LEVEL and m.is_sure and m.sentence == one.sentence and _alike(m, whole)
            ]
            yield from claim("share", [rate(one, [(1, m)], [(1, whole)]) for m in reversed(tops)])

    def _named(self, word: str, one: Mention) -> Iterator[Mention]:
        """The amounts before a share that its words may name."""
        item, key = self.names.item(word), self.names.key(word)
        frames = (f for f in self.story.frames if f.key and (f.key == key or (item and f.item == item)))
        return (m for f in frames for m in f.levels if m.order < one.order)

    def _parent(self, frame: Frame, part: Mention) -> list[Mention]:
        """The one amount the text states of the line a part belongs to."""
        line = self.names.line(frame.item)
        found = [
            m for f in self.story.frames if line is not None and line.parent and f.item == line.parent
            for m in f.levels if m.order < part.order and m.name.year.value == part.name.year.value and m.stage == part.stage
        ]  # fmt: skip
        return found[-1:] if len({m.quantity.value for m in found}) == 1 else []

    def _percent(self, frame: Frame, one: Mention) -> Iterator[Claim]:
        """p%为a: of an amount that stands before both."""
        amount = next((m for m in frame.levels if m.order == one.order + 1), None)
        if amount is None:
            return
        before = [
            m for m in self.story.mentions[max(0, one.order - 12) : one.order]
            if m.paragraph == one.paragraph and m.role is Role.LEVEL and m.is_sure and _alike(m, amount)
        ]  # fmt: skip
        near = [m for m in before if m.sentence == one.sentence] or before
        yield from claim("percent", [rate(one, [(1, amount)], [(1, b)]) for b in near])


def _with_others_of_none(bottoms: list[Mention], others: Sequence[Mention]) -> list[Mention]:
    """Budgets, and the others where all of these are of nothing: 完成年初预算的 p% of an opening budget of 0 means the final one."""
    if not bottoms or any(m.quantity.value for m in bottoms):
        return bottoms
    return [m for m in others if m.stage in _BUDGETS and m.quantity.value] or bottoms


def _denominators(of: str) -> tuple[str, ...]:
    """The stages a budget may be that a completion names."""
    return _BUDGETS if of == "plan" else (of, "plan")


#: A rate that names no amount is of no amount that stands further before it.
_NEAR = 6


def _is_year_after(one: Mention, other: Mention) -> bool:
    year, before = one.name.year.value, other.name.year.value
    return isinstance(year, int) and isinstance(before, int) and year == before + 1 and _alike(one, other)


def _alike(one: Mention, other: Mention) -> bool:
    return one.quantity.dimension == other.quantity.dimension


def _is_money(mention: Mention) -> bool:
    unit = mention.quantity.unit
    return unit is not None and not unit.is_count and unit.dimension != RATE


def _of_stage(found: Sequence[Mention], part: Mention) -> list[Mention]:
    """Those of some wholes that have the stage of a part, or all where none has."""
    return [m for m in found if m.stage == part.stage] or list(found)


def _is_all(word: str, frame: Frame, names: Names) -> bool:
    """Whether a word means the amount that a list began with: 总收入 of revenue, 总支出 of expenditure."""
    head = frame.part_of.head if frame.part_of is not None else None
    return head is not None and bool(names.sides(word) & names.sides(head.label))
