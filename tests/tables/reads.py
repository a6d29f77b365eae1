"""What the grammar of tables says of a table of `Spot`s, by the keys of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.tables.made import Key, Made

from perfeval.document import Place
from perfeval.findings import Cited, Severity
from perfeval.model.claims import Claim
from perfeval.plugins import installed
from perfeval.recognition.tables.grammar.grid import Grid, marked
from perfeval.recognition.tables.grammar.instances import CellClaim, claims_of, second_beliefs
from perfeval.recognition.tables.grammar.reading import read_table
from perfeval.recognition.tables.grammar.schemas import Kind
from perfeval.recognition.tables.grammar.words import TableWords, table_words
from perfeval.relations import Operand, Relation, Shape
from perfeval.rules.national.claims import CLAIM_RULES
from perfeval.ruling import TableClaim


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
        for read in read_table(grid(texts), words()).blocks
        for c in claims_of(read.sheet, second_beliefs(read.beliefs), cut=cut)
    ]


RULES = {rule.id: rule for rule in CLAIM_RULES if isinstance(rule, TableClaim)}


def severity(claim: CellClaim) -> Severity | None:
    """How loud the nation's rule of its kind is about a claim; None where it holds or nothing is said."""
    if claim.holds:
        return None
    shown = claim.readings[0]
    terms, bottom = (
        tuple((Fraction(c), Operand(f.quantity, Cited("cell", f.text, f.text, f.place))) for c, f in part)
        for part in (shown.terms, shown.bottom)
    )
    broken = Relation(terms, shape=Shape.RATE if bottom else Shape.SUM, bottom=bottom, total=0)
    kind = f"table.{claim.kind.value}"
    return RULES[kind].weigh(Claim(kind, (), claim.evidence, claim.bits), broken)


def keys(table: Made, claim: CellClaim) -> list[Key | None]:
    """The keys of the cells of a claim's first reading, that it is about first."""
    shown = claim.readings[0]
    places = [f.place for _, f in (*shown.terms, *shown.bottom)]
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
