"""What a document states: layouts on tables, figures in sentences. This room judges no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from perfeval.document import Document, Place
from perfeval.errors import UnreadableError
from perfeval.model import (
    ALL_FUNDS,
    STOCK,
    Entry,
    FigureName,
    Form,
    Known,
    Note,
    Report,
    Stage,
    Statement,
    printed,
)
from perfeval.privacy import personal_cells, personal_data
from perfeval.quantities import RATE, read_date
from perfeval.recognition.context import Context, context
from perfeval.recognition.coverage import coverage_of, unread_places
from perfeval.recognition.gathered import Gathered, funds_blocks
from perfeval.recognition.impossible import impossible_bases
from perfeval.recognition.left_over import denied_tables, left_over, other_years
from perfeval.recognition.pieces import headers_of, names_in, pieces_of
from perfeval.recognition.running_text import running_text
from perfeval.recognition.subjects import with_subjects
from perfeval.recognition.surroundings import Surroundings
from perfeval.recognition.tables.claims import claims_of_tables, is_unnamed
from perfeval.recognition.tables.glued_cells import slips_in_text
from perfeval.recognition.text import prose
from perfeval.recognition.text.statements import is_nameless
from perfeval.recognition.titles import entitled
from perfeval.recognition.unseen import seen
from perfeval.ruling import Lexicon, WordKind
from perfeval.vocabulary import Vocabulary

__all__ = ["recognise"]


def recognise(document: Document, words: Vocabulary) -> Report:
    """Everything a document states.

    Raises
    ------
    UnreadableError
        If there is not one figure in it.
    """
    document = entitled(seen(document), words.lexicon)
    paragraphs = list(document.paragraphs())
    pieces = pieces_of(document, words)
    about = context(paragraphs, names_in(pieces, words.lexicon), headers_of(pieces), words, document.source)
    around = _around_text(about, words.lexicon)
    texts = running_text(paragraphs, pieces)

    tables = Gathered(words, about, around, several=funds_blocks(pieces) > 1)
    for piece in pieces:
        tables.read(piece)
    tables.mark_cut(document)
    forms = tables.forms()

    statements = [
        *tables.statements,
        *_rates_of_rows(forms, words, around),
    ]
    unnamed, claims = claims_of_tables(document, statements, around, words.lexicon, {place for _, place in texts})
    listed = Report(
        source=document.source, title=about.title, entity=about.entity, year=about.year, jurisdiction=about.jurisdiction, forms=forms,
        statements=tuple(evolve(s, order=n) for n, s in enumerate((*statements, *unnamed))), evidence=about.evidence,
    )  # fmt: skip
    listed = with_subjects(listed, document, pieces, tables.form_of, words.lexicon)
    told = prose(texts, words, around, listed.statements, listed)
    statements = [*listed.statements, *told.statements]

    accounted = tables.accounted
    accounted.bound |= {s.place for s in statements if s.name.is_bound}
    accounted.opened = {
        s.place for s in statements if not (s.name.is_bound or is_unnamed(s) or is_nameless(s))
    } - accounted.bound
    accounted.unread = unread_places(statements, forms)
    coverage, lost = coverage_of(document, accounted)
    if not (statements or forms or coverage.numeric or any(re.search(r"\d", p.text) for p in paragraphs)):
        raise _nothing_in(document)
    return evolve(
        listed, statements=tuple(statements),
        notes=(*_of_the_reader(document), *_personal(document), *tables.notes, *slips_in_text(texts, words.lexicon), *impossible_bases(texts, words.lexicon),
               *left_over(texts, words.lexicon), *other_years(paragraphs, about.year, words.lexicon), *denied_tables(document, words.lexicon), *told.notes),
        unmapped=tuple({u.place: u for u in (*tables.unmapped, *lost)}.values()), coverage=coverage, dates=_dates(forms),
        layouts=tuple(dict.fromkeys(tables.layouts)), claims=(*claims, *told.claims), text=document.text,
    )  # fmt: skip


def _nothing_in(document: Document) -> UnreadableError:
    return UnreadableError(
        f"{document.source}：文中没有一个数字，无可核对；请确认选对了报告文件。",
        f"{document.source}: not one figure in it, nothing to check; make sure it is the report.",
    )


# --- whom text is about ---------------------------------------------------------------------------------------------


def _around_text(about: Context, lexicon: Lexicon) -> Surroundings:
    return Surroundings(about.reporting, about.year, unit=about.unit, stage=_stage_of(about.title, lexicon))


def _stage_of(title: str, lexicon: Lexicon) -> Stage | None:
    """The stage a publication is about: accounts or a budget, None where its title says neither or both."""
    values = {word.value for word in lexicon.of(WordKind.TITLE_STAGE).values()}
    said = [value for value in values if lexicon.within(WordKind.TITLE_STAGE, title, value)]
    return Stage(said[0]) if len(said) == 1 else None


# --- statements -----------------------------------------------------------------------------------------------------


def _rates_of_rows(forms: Sequence[Form], words: Vocabulary, around: Surroundings) -> Iterator[Statement]:
    """Indicator rows whose name is a rate of a line item (在职人员控制率) state that rate."""
    year = around.own_year(known=Known.DECLARED)
    for form in forms:
        for row in form.rows:
            known = words.item_of(row.name)
            actual = row.actual.quantity if row.actual else None
            if known is None or not known.item.rate or actual is None or row.actual_entry is None:
                continue
            if actual.dimension == RATE:
                name = FigureName(around.entity, known.id, year, printed(STOCK), printed(ALL_FUNDS))
                yield Statement(name, row.name, actual, row.actual_entry.place, form.id)


# --- notes ----------------------------------------------------------------------------------------------------------


def _of_the_reader(document: Document) -> Iterator[Note]:
    """What the reader of the file had to say."""
    return (Note("reading", zh, en, Place(file=document.source)) for zh, en in document.notes)


def _personal(document: Document) -> Iterator[Note]:
    """Where personal data stands; what it is stays in the file."""
    texts = [(p.text, p.place) for p in document.paragraphs()]
    rows = [row for table in document.tables() for row in table.rows]
    texts += [(c.text, c.place) for row in rows for c in row.cells]
    yield from (Note("personal", zh, en, place) for text, place in texts for zh, en in personal_data(text))
    for row in rows:  # in a form the name stands in the cell beside its label
        for label, beside in pairwise(row.cells):
            yield from (Note("personal", zh, en, beside.place) for zh, en in personal_cells(label.text, beside.text))


def _dates(forms: Sequence[Form]) -> tuple[Entry, ...]:
    """The dates among targets and actuals."""
    entries = (entry for form in forms for row in form.rows for entry in (row.target_entry, row.actual_entry))
    return tuple(entry for entry in entries if entry is not None and read_date(entry.text) is not None)
