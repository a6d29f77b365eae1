"""What phrases say put into frames and lists, paragraph by paragraph.

Rule 1: words that name something begin a frame, or go on with the one of the same name; words that name nothing go on
with the frame at hand.
Rule 2: 其中 opens a list behind the amount before it; what is named inside is a part. A side of the accounts named by
itself, a change of the budget, the end of its bracket, or a stage named by itself behind ； ends it. It goes on past 。
only with an unused part of a complete set, or with paragraphs numbered alike below it.
Rule 3: a stage named by itself behind ， inside a list belongs to the part before it, and may belong to the head.
Rule 4: behind a sum of what stands before (共计) nothing is listed any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from perfeval.document import Place
from perfeval.quantities import POINTS
from perfeval.recognition.text.around import WITHIN, opener_of, order_said
from perfeval.recognition.text.equations import Equation
from perfeval.recognition.text.frames import Frame, Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.naming import Namer
from perfeval.recognition.text.openlists import OpenLists
from perfeval.recognition.text.phrases import Phrase, Piece, Reading
from perfeval.recognition.text.said import Role, Said
from perfeval.recognition.text.words import Tagger, joined, trimmed
from perfeval.ruling.lexicon import WordKind
from perfeval.vocabulary import numbering

#: A sentence longer than this is no name.
_LONGEST_SUBJECT = 60
#: So many words of a comparison are quoted.
_LONGEST_WORDS = 24


@define
class Arranger:
    """Puts what phrases say into frames, paragraph by paragraph."""

    names: Names
    tagger: Tagger
    story: Story = field(factory=Story)
    subject: tuple[str, str] = ("", "")  # label and item of the heading
    frame: Frame | None = None
    _lists: OpenLists = field(init=False)
    _namer: Namer = field(init=False)
    _sentences: int = 0
    _fresh: bool = True

    @_lists.default
    def _no_lists(self) -> OpenLists:
        return OpenLists(self.names, self.tagger, self.story)

    @_namer.default
    def _no_figures(self) -> Namer:
        return Namer(self.names, self.tagger, self.story)

    # --- paragraphs

    def heading(self, text: str) -> None:
        """A short paragraph without a figure: what the next ones are about."""
        self._lists.stack, self.frame = [], None
        self.subject = self.names.heading(text)

    def read(self, reading: Reading, said: Sequence[Said], style: int, place: Place, text: str = "") -> None:
        """Take one paragraph; its text says where in it a figure is found."""
        self._lists.enter(self._lists.paragraph + 1, style)
        self._namer.begin(self._lists.paragraph, self._sentences, place, text)
        self.story.texts[self._lists.paragraph] = (self.subject[0], text)
        self.frame, self._fresh = None, True
        for one in said:
            self._remark(one.phrase.pieces)
            self._take(one)
            self._remark([Piece(one.phrase.after, 2, False, 0)])
        self._remark(reading.tail)
        if said and style >= 0 and said[0].named and said[0].role is Role.LEVEL:
            self.story.leads[len(self.story.mentions) - len(said)] = True
        last = said[-1].phrase.sentence if said else 0
        self._sentences += last + 1 + len(reading.tail)
        self._leave(reading.tail)

    def work_out(self, printed: Sequence[Equation]) -> None:
        """The equations that the paragraph prints; a number without a unit is a figure in them only."""
        known = {m.said.phrase.start: m for m in reversed(self.story.mentions) if m.paragraph == self._lists.paragraph}
        frame = Frame("", "", "", False, self._lists.paragraph, self._sentences)
        for one in printed:
            for number in one.numbers:
                if number.start not in known:
                    phrase = Phrase("", (), 5, False, number.quantity, "", 5, 0, number.start)
                    self._namer.add(frame, Said(Role.OTHER, number.quantity, phrase), "", maybe_head=False)
                    known[number.start] = frame.mentions[-1]
            top, bottom = ([(c, known[n.start]) for c, n in part] for part in (one.top, one.bottom))
            self.story.equations.append((known[one.result.start], top, bottom))

    def _leave(self, tail: Sequence[Piece]) -> None:
        """A paragraph that ends in an opener has its list below."""
        found = opener_of(tail[-1].text, self.tagger) if tail else None
        if found is None:
            self._lists.stack = [one for one in self._lists.stack if one.below]
            return
        head = (self._lists.announced(found[1]) if found[1] else None) or self._outermost()
        if head is not None and head.levels:
            one = self._lists.push(head, found[0], 0)
            one.below, one.head_style = True, self._lists.style

    def _remark(self, pieces: Sequence[Piece]) -> None:
        """Which of two amounts of the frame at hand the words between two figures say is the larger."""
        if self.frame is None:
            return
        for piece in pieces:
            found = order_said(piece.text, self.tagger)
            if found is not None:
                self.story.orders.append((self.frame, *found, piece.text[:_LONGEST_WORDS]))

    # --- phrases

    def _take(self, said: Said) -> None:
        phrase = said.phrase
        self._close_brackets(phrase)
        if said.opener:
            said = self._open(said)
        elif (
            phrase.bracket
            and not (self._lists.stack and self._lists.stack[-1].bracket == phrase.bracket)
            and self.frame is not None
        ):
            self._lists.push(self.frame, "bracket", phrase.bracket)
        maybe_head = False
        stage = said.stage
        if said.role in (Role.LEVEL, Role.MOVE):
            frame, stage, maybe_head = self._frame_of_level(said)
        else:
            frame = self._frame_of_other(said)
        if not (said.measured and said.role is Role.LEVEL and frame is not self.frame):
            self.frame = frame  # what an amount is measured on is not what the text goes on to speak of
        self._namer.add(frame, said, stage, maybe_head)
        self._fresh = False

    def _close_brackets(self, phrase: Phrase) -> None:
        """Leave the lists of a bracket at its end; the text speaks of what stood before it again."""
        while self._lists.stack and self._lists.stack[-1].bracket and self._lists.stack[-1].bracket != phrase.bracket:
            self.frame = self._lists.stack.pop().head

    def _open(self, said: Said) -> Said:
        """Begin the list that a phrase opens behind the amount before it; the phrase, which may open none after all."""
        top, rank = self._lists.top, said.phrase.rank
        if top is not None and said.opener == "open" == top.kind and not said.announced and rank < 4:
            return said  # 用于A…，用于B…: one list
        if rank >= 4:
            self.frame = self._outermost()
            self._lists.close()
        head = self.frame if rank < 5 else None
        if said.opener == WITHIN:
            head = self._lists.announced(said.announced)
            if head is None:
                return evolve(said, opener="")
        elif said.announced:
            announced = self._lists.announced(said.announced)
            is_other = said.opener == "whole" and bool(self.names.label(said.announced))
            head = announced or (None if is_other else head)
        self._lists.push(head, said.opener, said.phrase.bracket)
        return said

    def _outermost(self) -> Frame | None:
        """The head of the lists that the frame at hand stands in, or the frame itself."""
        frame = self.frame
        while frame is not None and frame.part_of is not None and not frame.part_of.below:
            if frame.part_of.head is None:
                return frame
            frame = frame.part_of.head
        return frame

    # --- frames

    def _frame_of_other(self, said: Said) -> Frame:
        """The frame that a change, a share or a rate speaks of."""
        if said.label and (said.named or self.names.item(said.label)) and said.role is not Role.RATE:
            found = self._lists.same(self.names.key(said.label))
            if found is not None:
                return found
            if said.role in (
                Role.CHANGE,
                Role.GROWTH,
                Role.SHARE,
                Role.COMPLETION,
                Role.PERCENT,
                Role.BASE,
                Role.TIMES,
            ):
                return self._new(said, said.label)
        if said.phrase.rank >= 4 and self.frame is not None and self._lists.stack:
            self._close_lists()
        if self.frame is None:
            return self._new(said, "")
        return self.frame

    def _close_lists(self) -> None:
        """End the lists at hand; the text speaks of their head again."""
        self.frame = self._lists.close() or self.frame

    def _frame_of_level(self, said: Said) -> tuple[Frame, str, bool]:
        """The frame of an amount, the word of its stage, and whether it may belong to the head of its list."""
        if said.role is Role.MOVE:
            return self._frame_of_move(said), "", False
        if said.total and not said.opener:
            self._close_lists()
            frame = self._new(said, said.label)
            frame.total = True
            return frame, said.stage, False
        if said.measured and (said.named or said.account or self.names.item(said.label)):
            return self._new(said, said.label), said.stage, False
        if said.account and not said.named and not said.opener:
            return self._account(said)
        subject = self._lead_subject(said)
        label = said.label or subject
        if said.opener or (label and (label == subject or self._names(said))):
            return self._named_level(said, label), said.stage, False
        if self._lists.inside():
            return self._unnamed_in_list(said)
        return self._unnamed(said), said.stage, False

    def _names(self, said: Said) -> bool:
        """Whether the label of a phrase names something; inside a list every label does."""
        return said.named or bool(self.names.item(said.label)) or bool(self._lists.stack)

    def _unnamed(self, said: Said) -> Frame:
        """The frame of an amount that names nothing: the one at hand, unless its sentence starts afresh."""
        frame, rank = self.frame, said.phrase.rank
        dated = said.year is not None and bool(said.stage) and self._lists.style < 0
        if frame is None or (rank == 1 and not said.stage) or _is_of_points(frame) > _is_points(said):
            return self._new(said, said.label)  # 自评得分97分。预算数100万元: no amount of a score
        if rank >= 4 and (dated or (said.label and frame.named)):
            return self._new(said, said.label)
        return frame

    def _frame_of_move(self, said: Said) -> Frame:
        """A change of the budget: it is the subject's own, whatever it was added for, and ends what is listed."""
        if said.opener and self._lists.stack:
            self._lists.stack.pop()
        else:
            self._close_lists()
        return self.frame or self._new(said, "")

    def _unnamed_in_list(self, said: Said) -> tuple[Frame, str, bool]:
        """Rule 3."""
        top, rank = self._lists.stack[-1], said.phrase.rank
        if said.year is not None and all(f.label == "" for f in top.items) and not top.below:
            return (
                self._lists.add(self._new(said, ""), said, top),
                said.stage,
                False,
            )  # 其中2022年600万元，2023年900万元
        if said.stage and rank >= 3:
            self._close_lists()
            return self.frame or self._new(said, ""), said.stage, False
        if not said.stage and (rank == 1 or not top.items):
            return self._lists.add(self._new(said, ""), said, top), said.stage, False
        if self.frame is None or rank >= 4:
            self._close_lists()
            return self._new(said, ""), said.stage, False
        return self.frame, said.stage, bool(said.stage)

    def _account(self, said: Said) -> tuple[Frame, str, bool]:
        """收入, 支出 by itself: a side of the accounts, or what was spent of the project at hand."""
        frame = self.frame
        if frame is not None and self._is_year_before(frame, said):
            return frame, said.stage, False
        spent = said.account == "spent" and not said.fund
        if spent and frame is not None and frame.named and not frame.account and said.phrase.rank <= 2:
            stages = {m.stage for m in frame.levels}
            if "actual" not in stages and any(stages):
                return frame, "actual", False
        self._close_lists()
        made = self._new(said, said.label)
        made.account = said.account
        return made, said.stage, False

    def _is_year_before(self, frame: Frame, said: Said) -> bool:
        """Whether a side of the accounts is that of the frame at hand a year before: 我镇总支出a，2022年总支出b."""
        years = {m.name.year.value for m in frame.levels}
        before = said.year is not None and said.year + 1 in years
        return before and bool(self.names.sides(said.label) & self.names.sides(frame.label))

    def _lead_subject(self, said: Said) -> str:
        """What the pieces before a figure say it is about, where its own phrase does not."""
        if said.label and (said.named or self.names.item(said.label)):
            return ""
        for piece in said.phrase.pieces:
            found = opener_of(piece.text, self.tagger)
            if found is not None:
                break
            label = self.names.label(joined(trimmed(self.tagger.tags(piece.text), WordKind.FILLER)))
            known = self.names.item(label)
            if known or (self._fresh and (piece.rank >= 4 or piece.colon) and 1 < len(label) < _LONGEST_SUBJECT):
                return label
        return ""

    def _named_level(self, said: Said, label: str) -> Frame:
        """An amount with a name of its own: a part of the list at hand, or a subject of its own."""
        key = self.names.key(label)
        if said.opener and self._lists.stack:
            return self._lists.add(self._new(said, label), said, self._lists.stack[-1])
        told = said.phrase.rank < 4 and self._lists.level(numbering(said.phrase.words))
        host = self._lists.top if told else self._lists.host(said, key, label, fresh=self._fresh)
        if host is not None:
            return host.part(key) or self._lists.add(self._new(said, label), said, host)
        found = self._lists.same(key) if said.phrase.rank < 5 and key else None
        if found is not None and not found.total and (found.part_of is None or found.part_of in self._lists.stack):
            return found
        return self._new(said, label)

    def _new(self, said: Said, label: str) -> Frame:
        """A new frame; without a name of its own it is about what the heading is about."""
        key, item, named = (self.names.key(label), self.names.item(label), True) if label else ("", "", False)
        top = self._lists.top
        if top is not None and top.head is not None and label:
            item = self.names.class_of(label, top.head.item) or item
        if not label or (not said.named and not item and label == said.label):
            named = False
            if not item and not self._lists.stack:
                whole = joined(t for t in trimmed(self.tagger.tags(said.phrase.words), WordKind.FILLER) if not t.year)
                item = self.names.item(whole) or self.subject[1]
                side = "" if item else self.names.side(said.phrase.words)
                label = label or side or self.subject[0]
                key = item or key
        frame = Frame(
            label, item, key, named, self._lists.paragraph, self._sentences + said.phrase.sentence, said.phrase.rank, account=said.account
        )  # fmt: skip
        self.story.frames.append(frame)
        return frame


def _is_points(said: Said) -> bool:
    return said.quantity.dimension == POINTS


def _is_of_points(frame: Frame) -> bool:
    """Whether a frame is about points and nothing else."""
    return bool(frame.mentions) and all(_is_points(m.said) for m in frame.mentions)
