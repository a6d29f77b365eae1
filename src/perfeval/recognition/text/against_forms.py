"""What running text says that a self-evaluation form states, too: the score, a project's amounts, what indicators reached.

Rule 1: text is held to the form of the project that its sentence names, else its paragraph, else its heading; where none
of them names a project, to the one form of the document, if the document is about nothing else. Of several nothing is held.
Rule 2: an amount of a project is one that names nothing else: no line of its own, no fund, no part of a list.
Rule 3: an indicator is the one row of that name; what was aimed at is told from what was reached by the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from attrs import define, field

from perfeval.model import (  # fmt: skip
    ALL_FUNDS,
    FINAL,
    ORIGINAL,
    Entry,
    FigureName,
    Form,
    IndicatorRow,
    Item,
    Stage,
    Statement,
    Subject,
    declared,
    open_in,
)
from perfeval.model.claims import Claim, Reading, Shape
from perfeval.quantities import MONEY, POINTS, tidy
from perfeval.recognition.forms.words import is_head_score, is_total
from perfeval.recognition.surroundings import Surroundings
from perfeval.recognition.text.frames import Frame, Mention, Story
from perfeval.recognition.text.names import STAGES, Names
from perfeval.recognition.text.said import Role
from perfeval.recognition.text.shapes import ONE, claim
from perfeval.recognition.text.statements import UNNAMED
from perfeval.recognition.text.words import Tag, joined, tagger, trimmed
from perfeval.ruling.lexicon import WordKind

_ENDS = "。!?"
#: A shorter name of a project or an indicator may stand in any text.
SHORTEST_NAME = 3


@define
class AgainstForms:
    """Running text held to forms.

    Attributes
    ----------
    forms, subject
        The forms of the document with what they are about, and what the document is about.
    tables
        What the tables state, with the form of each.
    cells
        Statements for cells of forms that are no figures of tables; their orders are −1, −2, ….
    """

    forms: Sequence[Form]
    subject: Subject | None
    tables: Sequence[Statement]
    names: Names
    story: Story
    cells: list[Statement] = field(factory=list)

    def claims(self) -> Iterator[Claim]:
        """Every figure of the text with what a form states of the same."""
        frames = {m.order: f for f in self.story.frames for m in f.mentions} if self.forms else {}
        own_year = self._around.own_year().value
        for one in self.story.mentions if self.forms else ():
            if one.is_sure and one.name.year.value == own_year:
                form = self._form_of(one)
                if form is not None:
                    readings = self._readings(one, frames.get(one.order), form)
                    yield from claim("form", [self._same(one, order) for order in readings])

    @property
    def _around(self) -> Surroundings:
        return self.names.around

    def _same(self, one: Mention, order: int) -> Reading:
        return Reading(Shape.SAME, ((ONE, one.order + len(self.tables)), (ONE, order)))

    def _readings(self, one: Mention, frame: Frame | None, form: Form) -> list[int]:
        """The figures of a form, by their order, that a figure of the text may be."""
        if one.quantity.dimension == POINTS:
            return self._scores(one, form)
        if one.quantity.dimension == MONEY and one.role is Role.LEVEL and frame is not None:
            return self._amounts(one, frame, form)
        return self._indicators(one, form)

    # --- whose text it is

    def _form_of(self, one: Mention) -> Form | None:
        heading, text = self.story.texts.get(one.paragraph, ("", ""))
        start = one.said.phrase.start
        begin = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
        sentence = text[begin : min((n for mark in _ENDS if (n := text.find(mark, start)) >= 0), default=len(text))]
        for said in (sentence, text, heading):
            found = self._named_in(said)
            if found:
                return found[0] if len(found) == 1 else None
        alone = self.forms[0] if len(self.forms) == 1 and self.forms[0].subject == self.subject else None
        lexicon = self.names.vocabulary.lexicon
        other = alone is not None and not _project(alone) and lexicon.within(WordKind.SUBJECT, sentence, "project")
        return None if other else alone

    def _named_in(self, text: str) -> list[Form]:
        """The forms whose project a text names; a name inside a longer one is not named."""
        found = [f for f in self.forms if len(_project(f)) >= SHORTEST_NAME and _project(f) in text]
        names = {_project(f) for f in found}
        return [f for f in found if not any(_project(f) != name and _project(f) in name for name in names)]

    # --- what it is

    def _scores(self, one: Mention, form: Form) -> list[int]:
        lexicon, label = self.names.vocabulary.lexicon, tidy(one.said.label).removeprefix(_project(form))
        if not label or one.said.total or not (is_head_score(label, lexicon) or is_total(label, lexicon)):
            return []
        entries = (form.total_score, form.total_points) if form.total_score is not None else ()
        return [self._cell(e, one, form) for e in entries if e is not None and e.quantity is not None]

    def _amounts(self, one: Mention, frame: Frame, form: Form) -> list[int]:
        if not _is_of_project(one, frame, _project(form)):
            return []
        stages = (ORIGINAL, FINAL) if one.stage == "plan" else tuple(s for s in (STAGES.get(one.stage),) if s in _HELD)
        return [
            s.order for s in self.tables
            if s.form == form.id and s.quantity and s.quantity.value and s.name.item == self._whole and s.name.stage.value in stages and s.name.year.value == one.name.year.value
        ]  # fmt: skip

    @property
    def _whole(self) -> Item:
        """The line of all money of a project."""
        words = self.names.vocabulary.lexicon.of(WordKind.ADJUST).values()
        line = next((self.names.top(w.of[0]) for w in words if w.of), None)
        return Item(line.id if line is not None else "")

    def _indicators(self, one: Mention, form: Form) -> list[int]:
        name = self._plain(one.said.phrase.words).removeprefix(_project(form))
        rows = [r for r in form.rows if len(r.name) >= SHORTEST_NAME and name and self._plain(r.name) == name]
        if len(rows) != 1 or one.stage in _AIMED or not _reached(rows[0], one):
            return []
        entries = [rows[0].actual_entry, *([rows[0].target_entry] if one.stage != "actual" else [])]
        return [self._cell(e, one, form) for e in entries if e is not None and _is_like(e, one)]

    def _plain(self, words: str) -> str:
        """The words that name an indicator, without those that only lead to it or only fill."""
        tags = tagger(self.names.vocabulary.lexicon).tags(tidy(words))
        return joined(dropwhile(_introduces, trimmed(tags, WordKind.FILLER, WordKind.STAGE, WordKind.DONE)))

    def _cell(self, entry: Entry, one: Mention, form: Form) -> int:
        """The order of the statement of a cell of a form."""
        known = next((s.order for s in self.cells if s.place == entry.place), None)
        if known is not None:
            return known
        here = open_in(f"form {form.id} {len(self.cells)}")
        name = FigureName(self._around.entity, Item(UNNAMED).row(one.label), one.name.year, here, declared(ALL_FUNDS))
        order = -1 - len(self.cells)
        self.cells.append(
            Statement(
                name, one.label, entry.reading, entry.place, form.id, column=entry.column, form=form.id, order=order
            )
        )
        return order


#: The stages of a project's amounts that its form states, and those of what was aimed at.
_HELD: tuple[Stage, ...] = tuple(Stage(name) for name in ("original", "final", "actual"))
_AIMED = ("plan", "original", "final")


def _project(form: Form) -> str:
    return tidy(form.subject.project) if form.subject is not None else ""


def _is_of_project(one: Mention, frame: Frame, project: str) -> bool:
    """Whether an amount is a project's and nothing names anything else: no line, no fund, no part, and one at its stage."""
    others = [label for label, named in ((frame.label, frame.named), (one.said.label, one.said.named)) if named]
    alone = [m for m in frame.levels if m.stage == one.stage] == [one] and one.stage == one.said.stage
    parts = frame.part_of is not None or bool(one.name.item.base) or bool(one.said.fund)
    return bool(project) and alone and not parts and all(tidy(label) == project for label in others)


def _introduces(tag: Tag) -> bool:
    """Whether a stretch only says when, or leads to a name."""
    return bool(tag.year) or tag.is_a(WordKind.LEAD) or tag.value(WordKind.GENERIC) == "time"


def _is_like(entry: Entry, one: Mention) -> bool:
    return entry.quantity is not None and entry.quantity.dimension == one.quantity.dimension


def _reached(row: IndicatorRow, one: Mention) -> bool:
    """Whether a row states what was reached, in the unit of the text."""
    return row.actual_entry is not None and _is_like(row.actual_entry, one)
