"""What a document states: layouts on tables, figures in sentences. This room judges no figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from attrs import evolve

from perfeval.document import Block, Document, Paragraph, Place, Row, Table
from perfeval.errors import UnreadableError
from perfeval.model import (
    ACTUAL,
    ALL_FUNDS,
    ORIGINAL,
    OWN_UNIT,
    STOCK,
    Coverage,
    Entry,
    FigureName,
    Form,
    Known,
    Note,
    Part,
    Report,
    Stage,
    Statement,
    declared,
    open_in,
    printed,
)
from perfeval.privacy import personal_data
from perfeval.quantities import RATE, Quantity, read, read_date, tidy
from perfeval.recognition.class_lines import class_lines
from perfeval.recognition.context import (
    ENTITY_LABELS,
    PROJECT_LABELS,
    PROJECT_UNITS,
    Context,
    bare_label,
    context,
    money_unit,
    names_project,
)
from perfeval.recognition.forms.draft import FormDraft, settle_outside
from perfeval.recognition.forms.funds import head_score_of, read_funds
from perfeval.recognition.forms.rows import read_rows
from perfeval.recognition.forms.words import says_cut
from perfeval.recognition.pair_rows import pair_relations
from perfeval.recognition.plain_rows import row_relations
from perfeval.recognition.plain_tables import plain_relations, plain_sums
from perfeval.recognition.sentences import sentences
from perfeval.recognition.tables.amounts import Surroundings, figures
from perfeval.recognition.tables.glued_cells import slips_in_text, unglue
from perfeval.recognition.tables.sections import Loose, Section, sections
from perfeval.vocabulary import Vocabulary, numbering

__all__ = ["recognise"]

#: Lines that stand between a title and its table and are none: 公开01表, 部门：…, 单位：万元, 2024年度.
_BESIDE_A_TITLE = re.compile(
    r"公开\w{1,4}表|附[表件]\w{0,4}|(?:预算|决算)?(?:表[\d一二三四五六七八九十]{1,3}|[\d一二三四五六七八九十]{1,2}表)|\w{0,4}(?:部门|单位|主体)(?:名称)?(?:[(（]\w{1,6}[)）])?[:：].*|(?:金额)?单位[:：].*|[(（\[]?(?:19|20)\d{2}年度?[)）\]]?|第\d+页.*|[-—－]\s?\d+\s?[-—－]"
)
_LABELS = {bare_label(word) for word in (*ENTITY_LABELS, *PROJECT_UNITS, *PROJECT_LABELS)}


def recognise(document: Document, words: Vocabulary) -> Report:
    """Everything a document states.

    Raises
    ------
    UnreadableError
        If there is not one figure in it.
    """
    document = _entitled(document)
    paragraphs = list(document.paragraphs())
    pieces = _pieces(document, words)
    named = [pair for _, _, found in pieces for item in found if isinstance(item, Loose) for pair in _named(item.row)]
    headers = [h.cell.text for _, _, found in pieces for s in found if isinstance(s, Section) for h in s.header]
    about = context(paragraphs, named, headers, words.gazetteer)
    drafts: list[FormDraft] = []
    statements: list[Statement] = []
    notes = [Note("reading", zh, en, Place(file=document.source)) for zh, en in document.notes]
    notes += _personal(document)
    unmapped: list[Entry] = []
    bound: set[Place] = set()
    labels: set[Place] = set()
    header_cells: set[tuple[int | None, int | None, int | None]] = set()
    layouts: list[str] = []
    forms_of: dict[int, FormDraft] = {}
    blocks = sum(isinstance(s, Section) and s.layout.funds for _, _, found in pieces for s in found)
    head_score: Entry | None = None
    for number, title, found in pieces:
        project = next((name for s in found if isinstance(s, Loose) for name in _projects(s.row)), "")
        for section in found:
            if isinstance(section, Loose):
                project = next(iter(_projects(section.row)), project)
                head_score = head_score_of(section.row) or head_score
                labels |= {c.place for c in section.row.cells if not isinstance(read(c.text), Quantity)}
                continue
            layouts.append(section.layout.id)
            header_cells |= {(number, row, cell) for row, cell in section.header_places}
            if section.layout.indicators or section.layout.funds:
                draft = _draft_for(section, drafts, number, title, project)
                draft.head_score, head_score = draft.head_score or head_score, None
                forms_of[number] = draft
            if section.layout.indicators:
                read_rows(section, draft)
                statements += _own_relations(section, _surroundings_of_text(about))
                continue
            notes += _unglue(section)
            around = _surroundings(section, about, project, several=blocks > 1)
            made = figures(section, words, around)
            statements += made.statements
            notes += made.notes
            unmapped += made.unmapped
            labels |= made.labels
            statements += _own_relations(section, around)
            if section.layout.funds:
                read_funds(section, made.statements, draft)
    for number, _, found in pieces:
        for turn, (loose, run) in enumerate(groupby(found, key=lambda part: isinstance(part, Loose))):
            if loose:
                rows = [part.row for part in run if isinstance(part, Loose)]
                statements += plain_relations(rows, f"{number}.{turn}", _surroundings_of_text(about))
                statements += pair_relations(rows, f"{number}.{turn}", _surroundings_of_text(about))
    statements += _rates_of_rows(drafts, words, about)
    texts = _unwrapped(paragraphs) + _long_cells(pieces)
    notes += slips_in_text(texts)
    statements += list(class_lines(texts, statements, _surroundings_of_text(about)))
    statements += sentences(texts, words, _surroundings_of_text(about))
    _mark_cut(document, forms_of)
    statements = [evolve(s, order=i) for i, s in enumerate(statements)]
    for draft in drafts:
        bound |= draft.bound
        labels |= draft.labels
    forms = tuple(settle_outside(d.finish()) for d in drafts)
    bound |= {s.place for s in statements if s.name.is_bound}
    opened = {s.place for s in statements if not s.name.is_bound} - bound
    coverage, lost = _coverage(document, bound, opened, labels, header_cells)
    if not statements and not forms and not any(re.search(r"\d", p.text) for p in paragraphs) and not coverage.numeric:
        raise UnreadableError(
            f"{document.source}：文中没有一个数字，无可核对；请确认选对了报告文件。",
            f"{document.source}: not one figure in it, nothing to check; make sure it is the report.",
        )
    return Report(
        source=document.source, title=about.title, entity=about.entity, year=about.year, jurisdiction=about.jurisdiction,
        statements=tuple(statements), forms=forms, evidence=about.evidence, notes=tuple(notes),
        unmapped=tuple({u.place: u for u in (*unmapped, *lost)}.values()), coverage=coverage, dates=_dates(forms), layouts=tuple(dict.fromkeys(layouts)),
    )  # fmt: skip


def _own_relations(section: Section, around: Surroundings) -> list[Statement]:
    """What a table of a known form says of its own rows and columns, where the form leaves that to it."""
    heads = {h.position: h.heading.words for h in section.header}
    sums = section.layout.own_sums
    found = plain_sums(heads, section.rows, section.id, around) if sums else []
    if section.layout.own_rates:
        found += row_relations(section.rows, heads, heads, section.id, around, sums=sums)
    return found


def _personal(document: Document) -> list[Note]:
    """Where personal data stands; what it is stays in the file."""
    texts: list[tuple[str, Place]] = [(p.text, p.place) for p in document.paragraphs()]
    texts += [(c.text, c.place) for t in document.tables() for r in t.rows for c in r.cells]
    return [Note("personal", zh, en, place) for text, place in texts for zh, en in personal_data(text)]


def _pieces(document: Document, words: Vocabulary) -> list[tuple[int, str, list[Section | Loose]]]:
    """Each table with its number, the title over it, and its sections."""
    pieces = []
    title, unit = "", ""
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if (
                money_unit(block.text) is not None
                and len(block.text) <= LONGEST_TITLE
                and not block.text.endswith("。")
            ):
                unit = f" {block.text}"  # 编制部门：某局 单位：万元 is no title, and says what the table counts in
            elif _is_title(block.text):
                title, unit = block.text, ""
        else:
            number += 1
            pieces.append((number, title, list(sections(block, words.layouts, number, f"{title}{unit}".strip()))))
    return pieces


def _entitled(document: Document) -> Document:
    """The document with the title each table stands under written into the places of its cells."""
    blocks: list[Block] = []
    title = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if _is_title(block.text) and money_unit(block.text) is None:
                title = block.text.strip()
            blocks.append(block)
            continue
        part = block.place.part or title
        rows = tuple(
            Row(tuple(evolve(c, place=evolve(c.place, part=c.place.part or part)) for c in r.cells)) for r in block.rows
        )
        blocks.append(Table(rows, evolve(block.place, part=part)))
    return evolve(document, blocks=tuple(blocks))


#: No title is longer.
LONGEST_TITLE = 60


def _is_title(text: str) -> bool:
    return (
        bool(text)
        and len(text) <= LONGEST_TITLE
        and not text.endswith(("。", "；"))
        and not says_cut(text)
        and not _BESIDE_A_TITLE.fullmatch(tidy(text))
    )


#: Lines this long or longer, most of them of one length, were cut by whoever copied the text.
WRAPPED_LINE = 28


def _unwrapped(paragraphs: Sequence[Paragraph]) -> list[tuple[str, Place]]:
    """Paragraphs, with lines that were cut at a fixed width put together again."""
    texts = [(p.text, p.place) for p in paragraphs]
    lengths = Counter(len(text) for text, _ in texts if len(text) >= WRAPPED_LINE)
    width, often = lengths.most_common(1)[0] if lengths else (0, 0)
    near = sum(count for length, count in lengths.items() if abs(length - width) <= 2)
    if often < 3 or near * 2 < sum(lengths.values()):
        return texts
    joined: list[tuple[str, Place]] = []
    open_line: int | None = None
    for text, place in texts:
        goes_on = open_line is not None and place.line == open_line + 1 and numbering(text) < 0
        if goes_on:
            before, start = joined[-1]
            joined[-1] = (before + text, start)
        else:
            joined.append((text, place))
        cut = abs(len(text) - width) <= 2 and not text.endswith(("。", "！", "？"))
        open_line = place.line if cut else None
    return joined


def _long_cells(pieces: Sequence[tuple[int, str, list[Section | Loose]]]) -> list[tuple[str, Place]]:
    """The texts of goal sections: what was aimed at and what was done."""
    found = []
    for _, _, parts in pieces:
        for section in parts:
            if isinstance(section, Section) and section.layout.prose:
                found += [(c.text, c.place) for row in section.rows for c in row.cells if len(c.text) > 12]
    return found


def _rates_of_rows(drafts: Sequence[FormDraft], words: Vocabulary, about: Context) -> list[Statement]:
    """Indicator rows whose name is a rate of a line item (在职人员控制率) state that rate."""
    around = _surroundings_of_text(about)
    year = around.own_year(known=Known.DECLARED)
    found = []
    for form in drafts:
        for row in form.rows:
            known = words.item_of(row.name)
            actual = row.actual.quantity if row.actual else None
            if known is None or ":" not in known.id or actual is None or row.actual_entry is None:
                continue
            if actual.dimension == RATE:
                name = FigureName(around.entity, known.id, year, printed(STOCK), printed(ALL_FUNDS))
                found.append(Statement(name, row.name, actual, row.actual_entry.place, form.id))
    return found


def _surroundings_of_text(about: Context) -> Surroundings:
    entity: Part = printed(about.entity) if about.entity else declared(OWN_UNIT)
    return Surroundings(entity, about.year, unit=about.unit, stage=_stage_of(about.title))


def _stage_of(title: str) -> Stage | None:
    """The stage a publication is about: accounts or a budget, None where its title says neither or both."""
    accounts, budget = "决算" in title, "预算" in title
    return None if accounts == budget else ACTUAL if accounts else ORIGINAL


def _named(row: Row) -> list[tuple[str, str, Place]]:
    """Label and value pairs of a row that names a unit or a project: in neighbouring cells, or in one (填报单位：…)."""
    found = []
    cells = [c for c in row.cells if c.text.strip()]
    for index, cell in enumerate(cells):
        label, colon, value = tidy(cell.text).partition(":")
        if bare_label(label) in _LABELS and colon and value:
            found.append((label, value, cell.place))
        elif bare_label(cell.text) in _LABELS and index + 1 < len(cells):
            found.append((tidy(cell.text).strip(":："), cells[index + 1].text.strip(), cells[index + 1].place))
    return found


def _projects(row: Row) -> list[str]:
    return [value for said, value, _ in _named(row) if names_project(said)]


def _unglue(section: Section) -> list[Note]:
    """Undo, in place, what a row's own form undoes."""
    notes = []
    for position, row in enumerate(section.rows):
        found = unglue(section, row)
        if found is not None:
            section.rows[position] = found[0]
            notes.append(found[1])
    return notes


def _draft_for(section: Section, drafts: list[FormDraft], number: int, title: str, project: str) -> FormDraft:
    """The form a section belongs to: a funds block opens one; an indicator table goes on with it, or with its own first page."""
    last = drafts[-1] if drafts else None
    fresh = last is None or last.ended or (section.layout.funds and (last.has_funds or bool(last.rows)))
    if not fresh and last is not None and last.place.table != number and last.rows and not says_cut(title):
        fresh = last.title != title
    if fresh or last is None:
        place = section.header[0].cell.place
        last = FormDraft(f"form{len(drafts) + 1}", title, place, project=project)
        if says_cut(title):
            last.cut(
                (
                    "表格从前页续来，前面的行不在文中",
                    "the table began elsewhere; its first rows are not in the document",
                )
            )
        drafts.append(last)
    return last


def _surroundings(section: Section, about: Context, project: str, *, several: bool) -> Surroundings:
    name = project if project and section.layout.funds else about.entity
    if name:
        entity: Part = printed(name)
    elif section.layout.funds and several:
        entity = open_in(f"table{section.number}")  # several projects in one file, none of them named
    else:
        entity = declared(OWN_UNIT)
    return Surroundings(entity, about.year, unit=money_unit(section.title) or about.unit)


def _mark_cut(document: Document, forms_of: dict[int, FormDraft]) -> None:
    """Lines around a table that say it is not whole."""
    number = 0
    for block in document.blocks:
        if isinstance(block, Table):
            number += 1
            if number in forms_of and any(says_cut(c.text) for c in block.rows[-1].cells if c.text):
                forms_of[number].cut()
        elif says_cut(block.text) and (number not in forms_of or forms_of[number] is not forms_of.get(number + 1)):
            for known in (number, number + 1):
                if known in forms_of:
                    forms_of[known].cut()
                    break


def _dates(forms: Sequence[Form]) -> tuple[Entry, ...]:
    found = []
    for form in forms:
        for row in form.rows:
            for entry in (row.target_entry, row.actual_entry):
                if entry is not None and read_date(entry.text) is not None:
                    found.append(entry)
    return tuple(found)


def _coverage(
    document: Document, bound: set[Place], opened: set[Place], labels: set[Place],
    headers: set[tuple[int | None, int | None, int | None]],
) -> tuple[Coverage, list[Entry]]:  # fmt: skip
    """How many numeric cells were bound, and those nobody could place."""
    numeric = taken = half = 0
    lost = []
    for table in document.tables():
        for row in table.rows:
            for cell in row.cells:
                place = cell.place
                if (place.table, place.row, place.cell) in headers or place in labels:
                    continue
                reading = read(cell.text)
                if not isinstance(reading, Quantity):
                    continue
                numeric += 1
                if place in bound:
                    taken += 1
                elif place in opened:
                    half += 1
                else:
                    lost.append(Entry(cell.text, reading, place))
    return Coverage(numeric, taken, half, numeric - taken - half), lost
