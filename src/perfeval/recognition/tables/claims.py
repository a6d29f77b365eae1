"""What the tables of a document say of their own figures, as claims over statements.

A cell that no form names becomes a statement whose name is open in that cell: nothing but a claim can hold it to
anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from fractions import Fraction

from attrs import define, field

from perfeval.document import Cell, Document, Paragraph, Place, Table
from perfeval.model import FigureName, Part, Statement, declared, open_in
from perfeval.model.claims import Claim, Reading, Shape, Term
from perfeval.quantities import Quantity, Unit, tidy
from perfeval.recognition.context import money_unit
from perfeval.recognition.forms.words import says_cut
from perfeval.recognition.surroundings import Surroundings
from perfeval.recognition.tables.grammar.grid import grid_of
from perfeval.recognition.tables.grammar.instances import CellClaim, CellReading, CellTerm, claims_of, second_beliefs
from perfeval.recognition.tables.grammar.reading import read_table
from perfeval.recognition.tables.grammar.schemas import Kind
from perfeval.recognition.tables.grammar.scored import scored_twice
from perfeval.recognition.tables.grammar.words import TableWords, table_words
from perfeval.recognition.text.equations import Equation, equations
from perfeval.ruling import Lexicon

#: The item of a cell that has no name.
UNNAMED = "table"
#: What stands before a cell and over it.
WordsOf = Callable[[Place], tuple[str, str]]
#: What speaks for an equation that is printed with all of its numbers, in tenths of a bit.
PRINTED = 200
#: So many rows from the top a table may say its unit.
UNIT_WITHIN = 4


@define
class TablesSaid:
    """What the tables say: statements for cells without a name, behind those there are already, and claims over all."""

    around: Surroundings
    known: dict[Place, tuple[int, Quantity]]
    next_order: int
    statements: list[Statement] = field(factory=list)
    claims: list[Claim] = field(factory=list)

    def read(self, table: Table, number: int, words: TableWords, unit: Unit | None, *, cut: bool) -> None:
        """One table."""
        found = read_table(grid_of(table.rows, self._quantity), words, unit)
        for claim in found.pairs.claims:
            self.claims.append(self._claim(claim, found.pairs.words_of, number))
        for read in found.blocks:
            believed = claims_of(read.sheet, second_beliefs(read.beliefs), cut=cut)
            for claim in (*believed, *scored_twice(read.sheet, words)):
                self.claims.append(self._claim(claim, read.words_of, number))

    def work_out(self, table: Table, number: int, lexicon: Lexicon, prose: Set[Place]) -> None:
        """The equations that are printed in single cells (22÷20×100%=110%)."""
        for cell in (c for row in table.rows for c in row.cells):
            if cell.place not in prose:
                for turn, equation in enumerate(equations(tidy(cell.text), lexicon)):
                    self.claims.append(
                        self._equation(
                            equation,
                            cell,
                            f"table {number} row {cell.place.row} cell {cell.place.cell} equation {turn}",
                        )
                    )

    def _equation(self, equation: Equation, cell: Cell, scope: str) -> Claim:
        """An equation as a claim over statements of its numbers, each open in the cell."""
        made = {
            n: self._stated(n.quantity, cell.place, cell.text, open_in(f"{scope} {n.start}"), scope)
            for n in equation.numbers
        }
        top, bottom = (tuple((c, made[n]) for c, n in part) for part in (equation.top, equation.bottom))
        result = (Fraction(1), made[equation.result])
        if bottom:
            reading = Reading(Shape.RATE, (result, *top), bottom)
        else:
            reading = Reading(Shape.SUM, (result, *((-c, order) for c, order in top)))
        return Claim("table.equation", (reading,), frozenset({"formula"}), PRINTED)

    def _quantity(self, cell: Cell) -> Quantity | None:
        found = self.known.get(cell.place)
        return found[1] if found is not None else None

    def _claim(self, claim: CellClaim, said: WordsOf, number: int) -> Claim:
        readings = tuple(self._reading(reading, said, number) for reading in claim.readings)
        return Claim(f"table.{claim.kind.value}", readings, claim.evidence, claim.bits)

    def _reading(self, reading: CellReading, said: WordsOf, number: int) -> Reading:
        shape = Shape.SAME if reading.kind is Kind.SCORE else Shape.RATE if reading.bottom else Shape.SUM
        terms, bottom = (self._terms(part, said, number) for part in (reading.terms, reading.bottom))
        return Reading(shape, terms, bottom)

    def _terms(self, terms: Sequence[CellTerm], said: WordsOf, number: int) -> tuple[Term, ...]:
        return tuple((Fraction(c), self._order(cell.place, cell.quantity, said, number)) for c, cell in terms)

    def _order(self, place: Place, quantity: Quantity | None, said: WordsOf, number: int) -> int:
        """The statement of a cell; one is made for a cell that has none."""
        found = self.known.get(place)
        if found is not None:
            return found[0]
        assert quantity is not None
        label, column = said(place)
        called = f"{label}（{column}）" if label and column else label or column
        scope = open_in(f"table {number} row {place.row} cell {place.cell}")
        order = self._stated(quantity, place, called, scope, f"table {number}", column)
        self.known[place] = (order, quantity)
        return order

    def _stated(self, quantity: Quantity, place: Place, called: str, scope: Part, block: str, column: str = "") -> int:
        """A statement without a name, and its order."""
        order = self.next_order + len(self.statements)
        name = FigureName(self.around.entity, UNNAMED, scope, scope, declared("all"))
        self.statements.append(Statement(name, called, quantity, place, block, column, order=order))
        return order


def is_unnamed(statement: Statement) -> bool:
    """Whether a statement is of a cell without a name, stated for what its table says of it."""
    return statement.name.item.text == UNNAMED


def claims_of_tables(
    document: Document,
    statements: Sequence[Statement],
    around: Surroundings,
    lexicon: Lexicon,
    prose: Set[Place] = frozenset(),
) -> tuple[list[Statement], list[Claim]]:
    """Statements for cells without a name, and what the tables claim.

    Parameters
    ----------
    statements
        What stands in the report before them.
    prose
        Cells that are read as sentences.
    """
    known: dict[Place, tuple[int, Quantity]] = {}
    for order, statement in enumerate(statements):
        if statement.quantity is not None:
            known.setdefault(statement.place, (order, statement.quantity))
    said = TablesSaid(around, known, len(statements))
    words = table_words(lexicon)
    for number, (table, unit, cut) in enumerate(_tables(document, around, lexicon), 1):
        said.read(table, number, words, unit, cut=cut)
        said.work_out(table, number, lexicon, prose)
    return said.statements, said.claims


def _tables(document: Document, around: Surroundings, lexicon: Lexicon) -> Iterator[tuple[Table, Unit | None, bool]]:
    """The tables, each with the unit of its amounts and whether lines around it say that it goes on elsewhere."""
    above: list[str] = []
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            above.append(block.text)
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        beside = [*above[-1:], *(c.text for c in block.rows[-1].cells)]
        beside += [following.text] if isinstance(following, Paragraph) else []
        units = (money_unit(text) for text in (*_first_texts(block), *reversed(above)))
        unit = next((u for u in units if u is not None), around.unit)
        yield block, unit, any(text and says_cut(text, lexicon) for text in beside)
        above = []


def _first_texts(table: Table) -> Iterator[str]:
    return (cell.text for row in table.rows[:UNIT_WITHIN] for cell in row.cells if cell.text)
