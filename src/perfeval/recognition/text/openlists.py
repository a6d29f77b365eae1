"""The lists that are open while a text is read: what opens, what goes on, and what ends them."""

from __future__ import annotations

from attrs import define, field

from perfeval.recognition.text.frames import Frame, Mention, PartList, Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.said import Role, Said
from perfeval.recognition.text.words import Tagger, joined, trimmed
from perfeval.ruling.lexicon import WordKind
from perfeval.vocabulary import numbering

#: No list of a sentence is longer; what comes after it is read, and added to nothing.
LONGEST_LIST = 100


@define
class OpenLists:
    """The lists at hand, the outermost first.

    `paragraph` and `style` are the number and the numbering of the paragraph at hand.
    """

    names: Names
    tagger: Tagger
    story: Story
    stack: list[PartList] = field(factory=list)
    paragraph: int = 0
    style: int = -1

    @property
    def top(self) -> PartList | None:
        """The innermost list."""
        return self.stack[-1] if self.stack else None

    def inside(self) -> bool:
        """Whether a list of the paragraph itself is open."""
        return bool(self.stack) and not self.stack[-1].below

    def close(self) -> Frame | None:
        """End the lists of the paragraph; the head of the outermost one, of which the text speaks again."""
        inner = [one for one in self.stack if not one.below]
        self.stack = [one for one in self.stack if one.below]
        return inner[0].head if inner else None

    def enter(self, paragraph: int, style: int) -> None:
        """Close the lists that do not go on in a new paragraph."""
        self.paragraph, self.style = paragraph, style
        kept: list[PartList] = []
        for one in self.stack:
            if one.below and self._goes_on_below(one):
                kept.append(one)
        self.stack = kept

    def _goes_on_below(self, one: PartList) -> bool:
        if one.style is None:
            if self.style >= 0 and self.style == one.head_style:
                return False
            one.style = self.style
            return True
        return self.style == one.style or (self.style >= 0 and self.style != one.head_style)

    def announced(self, words: str) -> Frame | None:
        """The frame that words before an opener speak of: the last one of that name that has an amount."""
        key = self.names.key(joined(trimmed(self.tagger.tags(words), WordKind.FILLER)))
        return next((f for f in reversed(self.story.frames) if key and f.key == key and f.levels), None)

    def push(self, head: Frame | None, kind: str, bracket: int) -> PartList:
        """Begin a list behind an amount."""
        heads = (*reversed(head.levels), *self._beside(head)) if head is not None else ()
        one = PartList(head, heads, kind, self.paragraph, bracket)
        self.stack.append(one)
        self.story.lists.append(one)
        return one

    def _beside(self, head: Frame) -> list[Mention]:
        """The other amounts of its sentence, in its unit or others: the words may mean them (项目21个，项目支出656.93万元)."""
        last = head.levels[-1:] or head.mentions[-1:]
        own = {m.order for m in head.levels}
        return [
            m for m in reversed(self.story.mentions[-8:])
            if last and m.sentence == last[0].sentence and m.role is Role.LEVEL and m.is_sure and m.order not in own
        ]  # fmt: skip

    def same(self, key: str) -> Frame | None:
        """The frame of a name in the paragraph, the nearest first."""
        for one in reversed(self.stack):
            found = one.part(key)
            if found is not None:
                return found
        near = [f for f in self.story.frames[-LONGEST_LIST:] if f.paragraph == self.paragraph]
        return next((f for f in reversed(near) if f.key == key), None)

    def level(self, style: int) -> bool:
        """Whether a numbering says in which list a name stands: lines numbered 1., 2. may have lines numbered （1）, （2）."""
        if style < 0 or not self.inside():
            return False
        depth = next((n for n, one in enumerate(self.stack) if one.numbered == style), None)
        top = self.stack[-1]
        if depth is not None:
            del self.stack[depth + 1 :]
        elif top.items and top.numbered >= 0:
            self.push(top.items[-1], "part", top.bracket).numbered = style
        else:
            return False
        return True

    def host(self, said: Said, key: str, label: str, *, fresh: bool) -> PartList | None:
        """The list at hand that takes a name as its next part; `fresh` for the first figure of its paragraph."""
        rank = said.phrase.rank
        while self.stack:
            top = self.stack[-1]
            if top.bracket and top.bracket == said.phrase.bracket:
                return top
            if top.below:
                entry = fresh and self.style == top.style if rank == 5 else top.style == -1 and rank <= 3
                return top if entry else None
            if self._goes_on(top, rank, key, label):
                return top
            self.stack.pop()
        return None

    def _goes_on(self, top: PartList, rank: int, key: str, label: str) -> bool:
        """Whether a list of the paragraph goes on with a name: behind ； an inner one gives way to the outer."""
        if rank < 4 and not top.crossed:
            return len(self.stack) < 2 or bool(self.stack[-2].bracket) or rank < 3
        if rank < 5 and self._is_due(top, key, label):
            top.crossed = True
            return True
        return False

    def _is_due(self, one: PartList, key: str, label: str) -> bool:
        """Whether a name is an unused part of a complete set of a list's head."""
        head = one.head
        if head is None:
            return False
        used = {f.key for f in one.items}
        item = self.names.item(label)
        return any(
            self.names.is_member(member, item, label) and key not in used
            for word in self.names.set_of(head.item, head.label)
            for member in word.of
            if any(self.names.is_member(m, f.item, f.label) for m in word.of for f in one.items)
        )

    def add(self, frame: Frame, said: Said, host: PartList) -> Frame:
        """Make a frame the next part of a list."""
        frame.rest = said.rest
        if not host.items:
            host.numbered = numbering(said.phrase.words)
        if len(host.items) < LONGEST_LIST:
            host.items.append(frame)
            frame.part_of = host
        host.open_end = host.open_end or said.open_end
        return frame
