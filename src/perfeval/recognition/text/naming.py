"""Figures with their names: what a frame, its list and the words around it say of the year, the stage and the item."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve

from perfeval.document import Place, first_words
from perfeval.model import FigureName, Part, printed
from perfeval.quantities import POINTS, RATE
from perfeval.recognition.text.frames import Frame, Mention, Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.phrases import Phrase
from perfeval.recognition.text.said import Role, Said
from perfeval.recognition.text.words import Tagger, trimmed
from perfeval.ruling.lexicon import WordKind

#: What was carried in or left has line items of its own.
_CARRIED = ("opening", "left")


@define
class Namer:
    """Names the figures of a paragraph; `year` is the one its text is about."""

    names: Names
    tagger: Tagger
    story: Story
    paragraph: int = 0
    first_sentence: int = 0
    place: Place = Place()
    text: str = ""
    year: Part | None = None

    def begin(self, paragraph: int, first_sentence: int, place: Place, text: str = "") -> None:
        """A new paragraph: of which year and which funds it is, it has to say again."""
        self.paragraph, self.first_sentence, self.place, self.year = paragraph, first_sentence, place, None
        self.text = text
        self.names.fund = None

    def add(self, frame: Frame, said: Said, stage: str, maybe_head: bool) -> None:
        """A figure of a frame, under its name."""
        head = frame.part_of.heads[0].name if frame.part_of is not None and frame.part_of.heads else None
        item = self._item_of(frame, said, stage)
        sentence = self.first_sentence + said.phrase.sentence
        scope = f"s{self.paragraph}.{said.phrase.sentence}"
        year = self._year_of(frame, said, head)
        name = self.names.name(said, item, year, self._stage_of(frame, said, stage, head), scope, head)
        place = evolve(self.place, begins=first_words(self.text, said.phrase.start)) if self.text else self.place
        mention = Mention(
            said, len(self.story.mentions), name, self._label_of(frame, said), stage, self.paragraph, sentence, place, maybe_head
        )  # fmt: skip
        self.story.mentions.append(mention)
        frame.mentions.append(mention)

    def _item_of(self, frame: Frame, said: Said, stage: str) -> str:
        if said.role is Role.MOVE:
            return self.names.addition(said)
        staff = said.staff or next((m.said.staff for m in frame.mentions), "")
        if stage in ("posts", "in-post") and said.quantity.unit is not None and said.quantity.unit.symbol == "人":
            base = self.names.counted(stage)
            return f"{base}/{staff}" if staff else base
        whole = self._whole(said) if stage in _CARRIED or not frame.item else ""
        if whole and not said.label:
            return whole  # 年初结余: a line of its own in the frame of what it was added to
        unit = said.quantity.unit
        return (
            ""
            if unit is not None and said.role is Role.LEVEL and (unit.is_count or unit.dimension == POINTS)
            else frame.item
        )

    def _whole(self, said: Said) -> str:
        """The line item that a phrase means with all of its words but the year."""
        return self.names.item(
            "".join(t.text for t in trimmed(self.tagger.tags(said.phrase.words), WordKind.FILLER) if not t.year)
        )

    def _label_of(self, frame: Frame, said: Said) -> str:
        if said.role is Role.MOVE:
            return said.label or said.phrase.words[-12:]
        return frame.label or said.label or said.phrase.words[-12:]

    def _stage_of(self, frame: Frame, said: Said, stage: str, head: FigureName | None) -> str:
        if said.role in (Role.CHANGE, Role.GROWTH) and stage == "plan":
            return "original"  # “三公”经费预算较上年预算数减少: the budgets the years began with
        if stage or said.role is Role.MOVE:
            return stage
        if said.role is Role.GROWTH and frame.mentions and frame.mentions[-1].role is Role.CHANGE:
            return str(getattr(frame.mentions[-1].name.stage.value, "value", ""))
        if said.role is not Role.LEVEL:
            done = [m for m in frame.levels if m.stage == "actual"] or frame.levels
            return done[-1].stage if done else ""
        if head is not None and not head.stage.is_open:
            return str(getattr(head.stage.value, "value", ""))
        return ""

    def _year_of(self, frame: Frame, said: Said, head: FigureName | None) -> Part:
        if said.year is not None:
            if said.role is Role.LEVEL:
                self.year = printed(said.year)
            return printed(said.year)
        context = next(self._years(said.phrase), None)
        if context is not None:
            self.year = printed(context)
        if said.last and said.role is Role.LEVEL:
            return self.names.last_year(self.year or self.names.own_year())
        if context is None and head is not None:
            return head.year
        if said.role is not Role.LEVEL and frame.levels and said.quantity.dimension != RATE:
            return max((m.name.year for m in frame.levels), key=lambda y: y.value if isinstance(y.value, int) else 0)
        return self.year or self.names.own_year()

    def _years(self, phrase: Phrase) -> Iterator[int]:
        """The years that the pieces of the sentence before a phrase print, the nearest first."""
        for piece in reversed(phrase.pieces):
            if piece.sentence != phrase.sentence:
                return
            tags = self.tagger.tags(piece.text)
            if not any(t.is_a(WordKind.THAN) for t in tags):
                yield from (t.year for t in reversed(tags) if t.year)
