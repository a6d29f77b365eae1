"""What the tables of known forms state, gathered table by table; and the self-evaluation forms among them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from perfeval.document import Document, Table
from perfeval.model import Entry, Form, Note, Statement, open_in, printed
from perfeval.quantities import Quantity, read
from perfeval.recognition.context import Context, money_unit
from perfeval.recognition.coverage import Accounted
from perfeval.recognition.forms.draft import FormDraft, settle_outside
from perfeval.recognition.forms.funds import head_score_of, read_funds
from perfeval.recognition.forms.rows import read_rows
from perfeval.recognition.forms.words import says_cut
from perfeval.recognition.labels import projects_in
from perfeval.recognition.pieces import Piece
from perfeval.recognition.surroundings import Surroundings
from perfeval.recognition.tables.amounts import figures
from perfeval.recognition.tables.glued_cells import unglue
from perfeval.recognition.tables.sections import Loose, Section
from perfeval.vocabulary import Vocabulary


@define
class Gathered:
    """What the tables read so far state.

    `text` are the surroundings of running text, `several` says that the document has more than one funds block;
    `form_of` is the form each section of a form belongs to, both by their ids.
    """

    words: Vocabulary
    about: Context
    text: Surroundings
    several: bool
    statements: list[Statement] = field(factory=list)
    notes: list[Note] = field(factory=list)
    unmapped: list[Entry] = field(factory=list)
    layouts: list[str] = field(factory=list)
    drafts: list[FormDraft] = field(factory=list)
    accounted: Accounted = field(factory=Accounted)
    form_of: dict[str, str] = field(factory=dict)
    _forms_of: dict[int, FormDraft] = field(factory=dict)
    _head_score: Entry | None = None

    def read(self, piece: Piece) -> None:
        """One table, section by section."""
        project = piece.project(self.words.lexicon)
        for part in piece.parts:
            if isinstance(part, Loose):
                project = next(iter(projects_in(part.row, self.words.lexicon)), project)
                self._loose(part)
            else:
                self._section(part, piece, project)

    def _loose(self, part: Loose) -> None:
        """A row above a form: its score may be the form's."""
        self._head_score = head_score_of(part.row, self.words.lexicon) or self._head_score
        self.accounted.labels |= {c.place for c in part.row.cells if not isinstance(read(c.text), Quantity)}

    def _section(self, section: Section, piece: Piece, project: str) -> None:
        self.layouts.append(section.layout.id)
        self.accounted.headers |= {(piece.number, row, cell) for row, cell in section.header_places}
        draft = self._draft(section, piece, project)
        if draft is not None and section.layout.indicators:
            read_rows(section, draft)
            return
        self._unglue(section)
        around = self._around(section, project)
        made = figures(section, self.words, around)
        self.statements += made.statements
        self.notes += made.notes
        self.unmapped += made.unmapped
        self.accounted.labels |= made.labels
        if draft is not None:
            read_funds(section, draft)

    def _draft(self, section: Section, piece: Piece, project: str) -> FormDraft | None:
        """The form a section belongs to; None for a table that is no part of a form."""
        if not (section.layout.indicators or section.layout.funds):
            return None
        draft = self._draft_for(section, piece, project)
        draft.head_score, self._head_score = draft.head_score or self._head_score, None
        self._forms_of[piece.number] = draft
        self.form_of[section.id] = draft.id
        return draft

    def _draft_for(self, section: Section, piece: Piece, project: str) -> FormDraft:
        """A funds block opens a form; an indicator table goes on with it, or with its own first page."""
        last = self.drafts[-1] if self.drafts else None
        if last is not None and not _is_fresh(section, piece, last):
            return last
        place, id = section.header[0].cell.place, f"form{len(self.drafts) + 1}"  # noqa: A001
        made = FormDraft(id, piece.title, place, self.words.lexicon, project=project)
        self.drafts.append(made)
        return made

    def _unglue(self, section: Section) -> None:
        """Undo, in place, what a row's own form undoes."""
        for position, row in enumerate(section.rows):
            found = unglue(section, row)
            if found is not None:
                section.rows[position] = found[0]
                self.notes.append(found[1])

    def _around(self, section: Section, project: str) -> Surroundings:
        """Whom a table is about: the project it names, the unit of the report, or nobody known."""
        name = project if project and section.layout.funds else ""
        entity = printed(name) if name else self.about.reporting
        if not name and self.about.entity is None and section.layout.funds and self.several:
            entity = open_in(f"table{section.number}")  # several projects in one file, none of them named
        return Surroundings(entity, self.about.year, unit=money_unit(section.title) or self.about.unit)

    def mark_cut(self, document: Document) -> None:
        """Mark the forms that lines around their table say are not whole."""
        number = 0
        for block in document.blocks:
            if isinstance(block, Table):
                number += 1
                last = block.rows[-1].cells if number in self._forms_of else ()
                if any(says_cut(c.text, self.words.lexicon) for c in last if c.text):
                    self._forms_of[number].cut()
            elif says_cut(block.text, self.words.lexicon):
                self._cut_beside(number)

    def _cut_beside(self, number: int) -> None:
        """A line behind a table: it is of that table or of the next one, unless it stands inside one form."""
        before, behind = self._forms_of.get(number), self._forms_of.get(number + 1)
        one = before if before is not None else behind
        if one is not None and before is not behind:
            one.cut()

    def forms(self) -> tuple[Form, ...]:
        """The forms, each settled once all its tables are read."""
        made = tuple(settle_outside(draft.finish(), self.words.lexicon) for draft in self.drafts)
        for draft in self.drafts:
            self.accounted.bound |= draft.bound
            self.accounted.labels |= draft.labels
        return made


def _is_fresh(section: Section, piece: Piece, last: FormDraft) -> bool:
    """Whether a section begins a form, and does not go on with the last one."""
    if last.ended or (section.layout.funds and (last.has_funds or bool(last.rows))):
        return True
    return last.place.table != piece.number and bool(last.rows) and last.title != piece.title


def funds_blocks(pieces: Sequence[Piece]) -> int:
    """How many funds blocks a document has."""
    return sum(section.layout.funds for piece in pieces for section in piece.sections)
