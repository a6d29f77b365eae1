"""Running text: what its figures are figures of, and what its sentences claim of them.

A paragraph becomes tokens, tokens become phrases, phrases say what part their figure plays (`roles`), figures go into
frames and lists (`frames`), and frames and lists make claims. No figure is judged here: where words leave several
readings, all are handed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.errors import UnreadableError
from perfeval.model import Note, Report, Statement
from perfeval.model.claims import Claim
from perfeval.quantities import exact_among, tidy
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.recognition.text.against_forms import AgainstForms
from perfeval.recognition.text.amounts import Amounts, worked_out
from perfeval.recognition.text.arranging import Arranger
from perfeval.recognition.text.changes import Changes
from perfeval.recognition.text.classes import class_claims, class_names, goes_on, joined_classes
from perfeval.recognition.text.equations import Equation, equations
from perfeval.recognition.text.frames import Story
from perfeval.recognition.text.lookup import Tables
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.pairs import written_out
from perfeval.recognition.text.partlists import list_claims
from perfeval.recognition.text.phrases import Reading, phrases
from perfeval.recognition.text.rates import Rates
from perfeval.recognition.text.roles import said
from perfeval.recognition.text.said import Role, Said
from perfeval.recognition.text.statements import is_nameless, statement
from perfeval.recognition.text.words import Tagger, tagger
from perfeval.ruling.lexicon import Lexicon
from perfeval.vocabulary import Vocabulary, numbering

__all__ = ["Prose", "prose"]

#: Longer texts are cut into pieces of this size: no paragraph of a report comes near.
LONGEST_PARAGRAPH = 4000
#: Figures in running text; what comes after takes time in proportion to them.
MOST_FIGURES = 100_000
#: A paragraph without a figure that is no longer is a heading.
LONGEST_HEADING = 40

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,200})\*\*")


@frozen
class Prose:
    """What running text states and claims; the claims name the statements by their order."""

    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()


def prose(
    texts: Sequence[tuple[str, Place]],
    vocabulary: Vocabulary,
    around: Surroundings,
    tables: Sequence[Statement] = (),
    forms: Report | None = None,
) -> Prose:
    """What running text states, and what it claims of its own figures and of those of tables.

    Parameters
    ----------
    texts
        The paragraphs, and where each begins.
    vocabulary
        The words it is read with.
    around
        Whom the text is about, and of which year it is.
    tables
        What the tables of the document state. Claims name these statements by their places in this sequence, and those
        of the text as if they followed.
    forms
        A report that holds the forms of the document, if there are any, and what it is about.

    Raises
    ------
    UnreadableError
        If it has more figures than a report could.
    """
    words, lexicon = tagger(vocabulary.lexicon), vocabulary.lexicon
    arranger = Arranger(Names(vocabulary, around), words)
    for plain, place in _paragraphs(texts, lexicon):
        for start in range(0, len(plain), LONGEST_PARAGRAPH):
            piece = plain[start : start + LONGEST_PARAGRAPH]
            reading, printed = phrases(piece, lexicon), list(equations(piece, lexicon))
            if not (reading.phrases or printed) and _is_heading(plain, lexicon):
                arranger.heading(plain)
                continue
            arranger.read(reading, _said(reading, words, printed), numbering(plain), place, piece)
            arranger.work_out(printed)
        if len(arranger.story.mentions) > MOST_FIGURES:
            name = texts[0][1].file
            raise UnreadableError(
                f"{name}：文字里的数字多于 {MOST_FIGURES} 个，不像报告；请只保留报告本身后重试。",
                f"{name}: over {MOST_FIGURES} figures in its running text, which no report has; keep only the report.",
            )
    return _told(arranger.story, arranger.names, tables, forms)


def _paragraphs(texts: Sequence[tuple[str, Place]], lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    """The paragraphs in one spelling; one that breaks off inside the name of a class goes on in the next."""
    open_text, begun = "", Place()
    for text, place in texts:
        plain = _plain(text)
        if open_text and not goes_on(open_text, plain, lexicon):
            yield _written_out(open_text, lexicon), begun
            open_text = ""
        open_text, begun = (open_text + plain, begun) if open_text else (plain, place)
    if open_text:
        yield _written_out(open_text, lexicon), begun


def _written_out(plain: str, lexicon: Lexicon) -> str:
    return joined_classes(written_out(plain, lexicon), lexicon)


def _is_heading(plain: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph without a figure is what the next ones are about: a short line, or the name of a class."""
    return not plain.endswith(":") and (len(plain) <= LONGEST_HEADING or bool(class_names(plain[-20:], lexicon)))


def _plain(text: str) -> str:
    """A paragraph in one spelling, without bookmarks and without marks of bold type."""
    return tidy(_BOLD.sub(r"\1", _BOOKMARK.sub("", text)))


def _said(reading: Reading, words: Tagger, printed: Sequence[Equation]) -> list[Said]:
    """What the phrases of a paragraph say; whole numbers among decimals stand for themselves.

    The numbers of an equation that is printed are its own.
    """
    made = [said(phrase, words) for phrase in reading.phrases]
    for begin, end in {e.span for e in printed}:
        made = [evolve(s, role=Role.OTHER) if begin <= s.phrase.start < end else s for s in made]
    money = [s.quantity for s in made if s.role in _ADDED and s.quantity.dimension == "money"]
    if not exact_among(money):
        return made
    return [
        evolve(s, quantity=s.quantity.as_exact()) if s.role in _ADDED and s.quantity.dimension == "money" and s.quantity.places == 0 else s
        for s in made
    ]  # fmt: skip


_ADDED = (Role.LEVEL, Role.CHANGE, Role.MOVE)


def _told(story: Story, names: Names, tables: Sequence[Statement], forms: Report | None) -> Prose:
    changes = Changes(story)
    own = [
        *changes.claims(),
        *list_claims(story, names),
        *Rates(story, names).claims(),
        *Amounts(story, names).claims(),
        *worked_out(story),
    ]
    listed = Tables(tables)
    held = AgainstForms(forms.forms if forms else (), forms.subject if forms else None, tables, names, story)
    claims = [
        *(c.moved(len(tables)) for c in own),
        *class_claims(story, names, tables),
        *listed.claims(story),
        *listed.changes(story),
        *held.claims(),
    ]
    claimed = {order - len(tables) for claim in claims for reading in claim.readings for order in reading.orders}
    every = (statement(m, settled=m.order in changes.settled) for m in story.mentions)
    kept = [s for s in every if s.order in claimed or not is_nameless(s)]
    places = {s.order + len(tables): n for n, s in enumerate(kept, len(tables))} | {n: n for n in range(len(tables))}
    places |= {s.order: n for n, s in enumerate(held.cells, len(tables) + len(kept))}
    statements = tuple(evolve(s, order=n) for n, s in enumerate((*kept, *held.cells), len(tables)))
    ordered = sorted((c.placed(places) for c in claims), key=_first)
    return Prose(statements, tuple(ordered), tuple(_zeros(story)))


def _zeros(story: Story) -> Iterator[Note]:
    """Amounts of 0 that are said to have moved by another rate than all of it."""
    for now, change, growth in story.zeros:
        moved, by = (str(q).lstrip("-") for q in (change.quantity, growth.quantity))
        yield Note(
            "impossible-base", f"“{now.label}”印{now.quantity}，增减额却为{moved}、增减率为{by}，三数不能同时成立，总数疑漏填",
            f"{now.label} prints {now.quantity}, moved by {moved} and {by}: the three cannot be, maybe the amount was left out", now.place, str(now.quantity),
        )  # fmt: skip


def _first(claim: Claim) -> tuple[int, str]:
    return max(claim.readings[0].orders), claim.kind
