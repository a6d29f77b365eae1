"""Labels behind which a unit's or a project's name stands, in rows of a table and in lines of text.

The words are the lexicon's; this module knows where they may stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from perfeval.document import Place, Row
from perfeval.quantities import tidy
from perfeval.ruling import Lexicon, WordKind

#: Label, value and place of a cell that names a unit or a project.
Named = tuple[str, str, Place]


@lru_cache(maxsize=8)
def _stamp(lexicon: Lexicon) -> re.Pattern[str]:
    """What a label asks for in brackets: （盖章）."""
    return re.compile(rf"[(（\[]{lexicon.pattern(WordKind.STAMP)}[)）\]]")


def without_stamp(text: str, lexicon: Lexicon) -> str:
    """A text without the stamps it asks for."""
    return _stamp(lexicon).sub("", text)


def bare_label(label: str, lexicon: Lexicon) -> str:
    """A label without blanks and without the stamp it asks for: 实施单位（盖章） is 实施单位."""
    return tidy(without_stamp(tidy(label), lexicon)).strip(":")


def bare_name(value: str, lexicon: Lexicon) -> str:
    """A name as it stands behind its label, without stamp and colon."""
    return without_stamp(value, lexicon).strip(" :：")


def names_project(label: str, lexicon: Lexicon) -> bool:
    """Whether a label asks for a project's name: it may be called after another place than its unit's."""
    return lexicon.has(WordKind.PROJECT_LABEL, bare_label(label, lexicon))


def supervises(label: str, lexicon: Lexicon) -> bool:
    """Whether a label asks for the department over the unit."""
    unit = lexicon.of(WordKind.ENTITY_LABEL).get(bare_label(label, lexicon))
    return unit is not None and unit.value == "over"


def _names_something(label: str, lexicon: Lexicon) -> bool:
    """Whether a cell is a label of a unit or a project; a label of running text is no label in a table."""
    plain = bare_label(label, lexicon)
    unit = lexicon.of(WordKind.ENTITY_LABEL).get(plain)
    return (unit is not None and unit.value != "line") or lexicon.has(WordKind.PROJECT_LABEL, plain)


def named_in(row: Row, lexicon: Lexicon) -> list[Named]:
    """What a row names, a unit or a project: label and value in neighbouring cells, or in one (填报单位：…)."""
    found = []
    cells = [c for c in row.cells if c.text.strip()]
    for index, cell in enumerate(cells):
        label, colon, value = tidy(cell.text).partition(":")
        if colon and value and _names_something(label, lexicon):
            found.append((label, value, cell.place))
        elif index + 1 < len(cells) and _names_something(cell.text, lexicon):
            found.append((tidy(cell.text).strip(":："), cells[index + 1].text.strip(), cells[index + 1].place))
    return found


def projects_in(row: Row, lexicon: Lexicon) -> list[str]:
    """The names of projects a row states."""
    return [value for said, value, _ in named_in(row, lexicon) if names_project(said, lexicon)]


@lru_cache(maxsize=8)
def _labelled(lexicon: Lexicon) -> re.Pattern[str]:
    labels, beside = (lexicon.pattern(kind) for kind in (WordKind.ENTITY_LABEL, WordKind.BESIDE_ENTITY))
    return re.compile(rf"(?P<label>{labels})[:：](?P<name>[^:：]{{2,40}}?)(?:(?:{beside}|(?:19|20)\d{{2}}年度?).*)?")


def labelled_line(line: str, lexicon: Lexicon) -> re.Match[str] | None:
    """A line of text that is a label and a unit's name, as the groups `label` and `name`; None if it is none."""
    return _labelled(lexicon).fullmatch(tidy(without_stamp(line, lexicon)))


def is_body(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is a reporting body's, by its end (…局, …中心)."""
    return lexicon.ends(WordKind.BODY, name) is not None
