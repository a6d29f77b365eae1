"""How large a file, and what it unfolds to, may be. No report comes near; whatever is over a limit is refused by name."""

from __future__ import annotations

#: Bytes of a file as it lies on the disk.
LARGEST = 64 * 1024 * 1024
#: Parts of a packed file (docx, xlsx), their bytes unpacked, and how many times larger than packed they may be.
ENTRIES = 10_000
UNPACKED = 256 * 1024 * 1024
RATIO = 200
#: Below this, no ratio is suspicious: repetitive tables pack very well.
RATIO_FROM = 16 * 1024 * 1024
#: Elements of all XML parts together, and how deep one may stand in another.
ELEMENTS = 8_000_000
DEEPEST = 200
#: Tables standing in one another.
NESTED = 20
#: A table of so few cells around a larger one is its frame; one of more only around a table twice its size.
FRAME = 12
#: Cells, rows (of tables, and paragraphs) and characters of the document that is read: what comes after takes time in
#: proportion to them.
CELLS = 300_000
ROWS = 100_000
#: Columns of a table, for what comes after holds each against each.
COLUMNS = 1_000
CHARACTERS = 3_000_000
