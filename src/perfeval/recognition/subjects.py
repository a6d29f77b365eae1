"""What each form of a document is about, and what the document is about as a whole: the unit, or one of its projects.

Rule 1: a form that asks for a project's name is about that project; where nothing stands behind the label, nobody knows.
Rule 2: a form that asks for none is about the unit, unless its title, or the document's, speaks of a project.
Rule 3: what stands in a form's table is about what the form is about, all else about what the document is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from attrs import define, evolve, field

from perfeval.document import Document, Paragraph, Place, Row
from perfeval.model import WHOLE_UNIT, Report, Subject
from perfeval.model.subjects import common_subject
from perfeval.quantities import Nil, read, tidy
from perfeval.recognition.labels import bare_label
from perfeval.recognition.pieces import Piece
from perfeval.recognition.tables.sections import Loose, Section
from perfeval.ruling import Lexicon, WordKind

_COLON = re.compile(r"[:：]")
_CODE = re.compile(r"[0-9A-Za-z-]+")
#: A code with the name behind it: [51092224T000010]某项目, 51092224T000010-某项目.
_CODED = re.compile(r"[\[【(（]?(?P<code>[0-9A-Za-z]{8,60})[\]】)）]?[-—_\s]{0,9}(?P<name>[^0-9A-Za-z].*)", re.DOTALL)
#: What a label asks for, besides the code of the unit.
NAME, PROJECT_CODE = "name", "project code"
#: A line that says more is no label with a name.
LONGEST_LINE = 80


@define
class _Said:
    """What a form, or what stands outside all forms, says of a project."""

    asks: bool = False
    name: str = ""
    code: str = ""

    @property
    def subject(self) -> Subject | None:
        """The project that is named; None where none is."""
        coded = _CODED.fullmatch(self.name)
        name, code = (coded["name"], self.code or coded["code"]) if coded is not None else (self.name, self.code)
        return Subject(name, code) if name or code else None


class _Labels:
    """The labels of projects and codes, and what stands behind them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def _asked(self, text: str) -> str:
        """What a text asks for before its colon; empty where it is no label."""
        label = bare_label(_COLON.split(text)[0], self._lexicon)
        if self._lexicon.has(WordKind.PROJECT_LABEL, label):
            return NAME
        code = self._lexicon.of(WordKind.CODE_LABEL).get(label)
        return f"{code.value} code" if code is not None else ""

    def begins_a_form(self, row: Row) -> bool:
        """Whether a row's first cell asks for a project's name."""
        return self._asked(next((cell.text for cell in row.cells if cell.text.strip()), "")) == NAME

    def pairs(self, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What is asked for, and what stands behind it or after its colon: maybe nothing."""
        filled = [text for text in texts if text.strip()]
        for text, behind in zip_longest(filled, filled[1:], fillvalue=""):
            asked = self._asked(text)
            if asked:
                _, *rest = _COLON.split(text, maxsplit=1)
                value = next((said for said in (*rest, behind) if said.strip()), "")
                yield asked, value.strip() if self._is_value(value) else ""

    def _is_value(self, text: str) -> bool:
        label = bare_label(_COLON.split(text)[0], self._lexicon)
        others = (WordKind.ENTITY_LABEL, WordKind.NO_NAME)
        return not (
            self._asked(text) or any(self._lexicon.has(kind, label) for kind in others) or isinstance(read(text), Nil)
        )


def with_subjects(
    report: Report,
    document: Document,
    pieces: Sequence[Piece],
    form_of: Mapping[str, str],
    lexicon: Lexicon,
) -> Report:
    """A report with what it and its forms are about, and with the form each statement stands in.

    Parameters
    ----------
    pieces
        The document's tables, in order.
    form_of
        The form a section belongs to, by the section's id; other sections are of no form.
    """
    heads = _heads(document, pieces, form_of, _Labels(lexicon), [form.id for form in report.forms])
    sections = [section for piece in pieces for section in piece.sections if not section.layout.prose]
    kinds: dict[str, str] = {}
    for section in sorted(sections, key=lambda s: not s.layout.indicators):
        kinds.setdefault(form_of.get(section.id, ""), section.layout.id)
    forms = tuple(
        evolve(f, subject=_of_form(heads.said[f.id], f.title, report.title, lexicon), kind=kinds.get(f.id, ""))
        for f in report.forms
    )
    if "" in kinds:
        whole: Subject | None = WHOLE_UNIT  # tables of its budget or its accounts
    else:
        whole = _of_document([f.subject for f in forms], heads.said[""], report.title, lexicon)
    statements = tuple(evolve(s, form=heads.rows.get((s.place.table, s.place.row), "")) for s in report.statements)
    return evolve(report, statements=statements, forms=forms, subject=whole, entity_code=heads.unit_code)


@define
class _Heads:
    """What forms say of themselves, and which rows are theirs; what is said outside all forms has the empty id."""

    said: dict[str, _Said]
    rows: dict[tuple[int | None, int | None], str] = field(factory=dict)
    unit_code: str = ""

    def take(self, asked: str, value: str, form: str) -> None:
        """Take what stands behind a label; what is printed first counts."""
        said = self.said[form]
        if asked == NAME:
            said.asks = True
            said.name = said.name or value
        elif not _CODE.fullmatch(tidy(value)):
            return
        elif asked == PROJECT_CODE:
            said.code = said.code or tidy(value)
        else:
            self.unit_code = self.unit_code or tidy(value)


def _heads(
    document: Document, pieces: Sequence[Piece], form_of: Mapping[str, str], labels: _Labels, forms: Sequence[str]
) -> _Heads:
    made = _Heads({form: _Said() for form in ("", *forms)})
    for texts, place, form in _texts(document, pieces, form_of, labels):
        if place.table is not None:
            if not form:
                continue  # a list of projects, maybe, and nobody's head
            made.rows[place.table, place.row] = form
        for asked, value in labels.pairs(texts):
            made.take(asked, value, form)
    return made


def _texts(
    document: Document, pieces: Sequence[Piece], form_of: Mapping[str, str], labels: _Labels
) -> Iterator[tuple[Sequence[str], Place, str]]:
    """Every row and short line, with the form it belongs to: a line above a table, to the first form in it."""
    waiting: list[Paragraph] = []
    tables = iter(pieces)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            waiting += [block] if len(block.text) <= LONGEST_LINE and not block.text.endswith("。") else []
            continue
        rows = list(_owned(next(tables), form_of, labels))
        first = next((form for _, form in rows if form), "")
        yield from (([line.text], line.place, first) for line in waiting)
        yield from ((row.texts, row.cells[0].place, form) for row, form in rows if row.cells)
        waiting = []
    yield from (([line.text], line.place, "") for line in waiting)


def _owned(piece: Piece, form_of: Mapping[str, str], labels: _Labels) -> Iterator[tuple[Row, str]]:
    """The rows of a table with the form each belongs to; rows above a form's first block are its head."""
    form, waiting = "", list[Row]()
    for part in piece.parts:
        rows = [part.row] if isinstance(part, Loose) else part.rows
        if isinstance(part, Section):
            form = form_of.get(part.id, form)
        elif labels.begins_a_form(part.row):
            form = ""
        if not form:
            waiting += rows
            continue
        yield from ((row, form) for row in (*waiting, *rows))
        waiting = []
    yield from ((row, "") for row in waiting)


def _says(title: str, value: str, lexicon: Lexicon) -> bool:
    return lexicon.within(WordKind.SUBJECT, title, value) is not None


def _of_projects(title: str, lexicon: Lexicon) -> bool:
    """Whether a title speaks of projects, and not of the unit as a whole."""
    return _says(title, "project", lexicon) and not _says(title, "unit", lexicon)


def _of_form(said: _Said, own: str, above: str, lexicon: Lexicon) -> Subject | None:
    """What a form is about, by its head, its own title and that of the document."""
    if said.asks or said.code:
        return said.subject
    known = _says(own, "unit", lexicon) or not (_of_projects(own, lexicon) or _of_projects(above, lexicon))
    return WHOLE_UNIT if known else None


def _of_document(forms: Sequence[Subject | None], outside: _Said, title: str, lexicon: Lexicon) -> Subject | None:
    """What a document is about that has no tables but those of forms."""
    about = [*forms, *([outside.subject] if outside.asks or outside.code else [])]
    of_projects = _of_projects(title, lexicon)
    if about and (of_projects or not lexicon.within(WordKind.TITLE_STAGE, title)):
        return common_subject(about)
    return None if of_projects else WHOLE_UNIT


__all__ = ["with_subjects"]
