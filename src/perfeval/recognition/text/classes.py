"""Functional classes in running text (…支出（类）…（款）…（项）): each amount held to the tables that list the class.

Rule: the words give no code, so a class is found by its label and those of the classes above it; where they fit several
codes, or none, nothing is claimed. Nobody says from which table an amount was taken: every table of the document that
lists the class is a reading. Where only tables of all funds list it, the amount of one fund may not be above theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field

from perfeval.model import ACTUAL, ALL_FUNDS, ORIGINAL, Item, Stage, Statement
from perfeval.model.claims import Claim, Reading, Shape
from perfeval.quantities import tidy
from perfeval.recognition.text.changes import BUDGETS
from perfeval.recognition.text.frames import Frame, Mention, Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.said import Role
from perfeval.recognition.text.shapes import ONE, claim
from perfeval.ruling.lexicon import Lexicon, WordKind
from perfeval.vocabulary import bare

#: Digits of a class, a group and an item of the code book.
_STEPS = (3, 5, 7)


def _depths(lexicon: Lexicon) -> str:
    return "|".join(map(re.escape, lexicon.forms(WordKind.CLASS_DEPTH)))


def joined_classes(text: str, lexicon: Lexicon) -> str:
    """A paragraph without the marks between the names of a class, its group and its item."""
    depths = _depths(lexicon)
    return re.sub(
        rf"(\(\d{{0,3}}(?:{depths})\)[^\W\d]{{0,2}})[、,-](?=[^()]{{2,40}}\(\d{{0,3}}(?:{depths})\))", r"\1", text
    )


def goes_on(text: str, after: str, lexicon: Lexicon) -> bool:
    """Whether the name of a class is broken off at the end of a paragraph and goes on in the next."""
    depths = _depths(lexicon)
    ended = re.search(rf"\(\d{{0,3}}(?:{depths})\)$", text)
    return ended is not None and re.match(rf"[^\W\d]{{2,40}}\(\d{{0,3}}(?:{depths})\)", after) is not None


def class_names(label: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The names of a class, its group and its item, the widest first, as far as a label gives them."""
    pieces = re.findall(rf"([^()]+(?:\([^()\d]{{1,6}}\))?)\(\d{{0,3}}(?:{_depths(lexicon)})\)", label)
    return tuple(piece.strip("、,-:“”\"'《》「」") for piece in pieces)[:3]


@define
class Codes:
    """The classes that the tables of a document list: their labels by code, the places of their amounts by code and stage."""

    labels: dict[str, str] = field(factory=dict)
    amounts: dict[tuple[str, Stage], list[tuple[int, Statement]]] = field(factory=lambda: defaultdict(list))

    def of(self, names: Sequence[str]) -> str:
        """The one code that a class with these labels can have; empty where there is none, or several."""
        length = _STEPS[len(names) - 1]
        found = [c for c, label in self.labels.items() if len(c) == length and _is_called(names[-1], label)]
        if len(found) > 1:
            found = [
                c for c in found if all(self._fits(c[:n], name) for n, name in zip(_STEPS, names[:-1], strict=False))
            ]
        return found[0] if len(found) == 1 else ""

    def _fits(self, code: str, name: str) -> bool:
        return code in self.labels and _is_called(name, self.labels[code])

    def stages(self, code: str) -> list[Stage]:
        """The stages at which some table states a class."""
        return [stage for stage in (ACTUAL, ORIGINAL) if self.amounts.get((code, stage))]


def _plain(label: str) -> str:
    return re.sub(r"\W", "", tidy(label))


def _is_called(name: str, label: str) -> bool:
    """Whether words that end in a name may stand for a label (用于教育支出: 教育支出; 教育)."""
    words, plain = _plain(name), _plain(label)
    short = min(words, plain, key=len)
    return bool(plain) and (words.endswith(plain) or (plain.startswith(short) and len(plain) - len(short) == _ENDING))


#: A label may end in a word of so many letters that a text leaves out (教育支出: 教育).
_ENDING = 2


def codes_of(tables: Sequence[Statement], names: Names) -> Codes:
    """The classes that some tables list in the report's own year."""
    found, year = Codes(), names.around.own_year().value
    for order, statement in enumerate(tables):
        item = statement.name.item
        if (
            not item.code
            or len(item.code) not in _STEPS
            or statement.name.year.value != year
            or not _is_spending(item, names)
        ):
            continue
        found.labels.setdefault(item.code, bare(statement.label))
        if statement.quantity is not None and isinstance(statement.name.stage.value, Stage):
            found.amounts[item.code, statement.name.stage.value].append((order, statement))
    return found


def _is_spending(item: Item, names: Names) -> bool:
    """Whether a line is all that was spent."""
    line = names.line(item.base)
    return line is not None and line.all_funds and "spent" in names.sides(line.label)


def class_claims(story: Story, names: Names, tables: Sequence[Statement]) -> Iterator[Claim]:
    """What running text says was spent on a class, or budgeted for it, held to the tables that list it.

    The claims name the tables' statements by their places, and those of the text by theirs behind them.
    """
    codes = codes_of(tables, names)
    for frame in story.frames if codes.labels else ():
        code = _code_of(frame, names, codes)
        for stage, amount in _said(frame, names, codes.stages(code)) if code else ():
            yield from _held(amount, len(tables), codes.amounts.get((code, stage), []), stage)


def _code_of(frame: Frame, names: Names, codes: Codes) -> str:
    """The code of the class a frame is about: by its marks, or, where it states its share, by its label alone."""
    called = class_names(frame.label, names.vocabulary.lexicon)
    if not called and frame.of(Role.SHARE):
        called = (names.label(frame.label),)
    return codes.of(called) if called else ""


def _said(frame: Frame, names: Names, stated: Sequence[Stage]) -> Iterator[tuple[Stage, Mention]]:
    """The amounts of a class by stage; one without a stage is of the only stage that tables state."""
    own = [m for m in frame.levels if m.name.year.value == names.around.own_year().value]
    by_stage = {
        ACTUAL: [m for m in own if m.stage == "actual"],
        ORIGINAL: [m for m in own if m.stage in BUDGETS and m.stage != "final"],
    }
    first = own[0] if own and not own[0].stage else None
    if first is not None and len(stated) == 1 and not by_stage[ACTUAL]:
        by_stage[stated[0]] = [first]
    for stage in stated:
        yield from ((stage, m) for m in by_stage[stage][:1])


def _held(amount: Mention, behind: int, listed: Sequence[tuple[int, Statement]], stage: Stage) -> Iterator[Claim]:
    """An amount held to those of the tables: the same as one of them, or not above them where they are of all funds."""
    order = amount.order + behind
    distinct = list({s.quantity: n for n, s in listed}.values())
    if any(s.name.fund.value != ALL_FUNDS for _, s in listed):
        kind = "class-spent" if stage is ACTUAL else "class-budgeted"
        yield from claim(kind, [Reading(Shape.SAME, ((ONE, order), (ONE, n))) for n in distinct])
    else:
        yield from claim("class-within", [Reading(Shape.LIMIT, ((ONE, order), (-ONE, n))) for n in distinct])
