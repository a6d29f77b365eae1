"""What the grammar of tables says of a table of `Spot`s, by the keys of its cells."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tables.made import Key, Made

from perfeval.document import Place
from perfeval.findings import Severity
from perfeval.plugins import installed
from perfeval.recognition.tables.grammar.grid import Grid, marked
from perfeval.recognition.tables.grammar.instances import CellClaim, claims_of, second_beliefs
from perfeval.recognition.tables.grammar.reading import tables_in
from perfeval.recognition.tables.grammar.schemas import Kind
from perfeval.recognition.tables.grammar.words import TableWords, table_words
from perfeval.relations.loudness import NEARLY, loudness


def words() -> TableWords:
    """The words of all bundled packs."""
    return table_words(installed().words.lexicon)


def grid(texts: Sequence[Sequence[str]]) -> Grid:
    """Texts as a grid; the place of a cell is its row and column."""
    return [
        {c: marked(text, Place(row=r, cell=c)) for c, text in enumerate(row)} for r, row in enumerate(texts)
    ]  # fmt: skip


def claims(texts: Sequence[Sequence[str]], *, cut: bool = False) -> list[CellClaim]:
    """Everything a table says of its cells."""
    return [
        c
        for read in tables_in(grid(texts), words())
        for c in claims_of(read.sheet, second_beliefs(read.beliefs), cut=cut)
    ]


def severity(claim: CellClaim) -> Severity | None:
    """How loud a claim would be heard; None where it holds or nobody would say so."""
    if claim.holds:
        return None
    shown = claim.readings[0]
    residual = abs(sum(c * f.value for c, f in shown.terms)) if not shown.bottom else None
    slack = sum(abs(c) * f.half for c, f in shown.terms)
    nearly = residual is not None and residual <= NEARLY * slack
    return loudness(claim.bits, claim.evidence, nearly=nearly)


def keys(table: Made, claim: CellClaim) -> list[Key | None]:
    """The keys of the cells of a claim's first reading, that it is about first."""
    shown = claim.readings[0]
    places = [f.cell.place for _, f in (*shown.terms, *shown.bottom)]
    return [table.rows[p.row or 0][p.cell or 0].key for p in places]


def sums(table: Made) -> set[tuple[Key, frozenset[Key]]]:
    """The sums that hold in a table, by keys."""
    found = set()
    for claim in claims(table.texts):
        if claim.kind is Kind.SUM and claim.holds:
            target, *parts = keys(table, claim)
            found.add((target, frozenset(parts)))
    return found  # type: ignore[return-value]


def loud(table: Made, least: tuple[Severity, ...] = (Severity.ERROR, Severity.WARNING)) -> list[CellClaim]:
    """The claims that would be heard."""
    return [c for c in claims(table.texts) if severity(c) in least]
