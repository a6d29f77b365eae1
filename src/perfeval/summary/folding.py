"""Which findings are one matter, and in which order matters come.

Rule 1: findings that share a root are one matter.
Rule 2: what only asks, or is about one row, goes with a matter that is at least as loud and is about that very row: a
row named 无 that lost points without a reason is one thing to do, and so is a limit without a number with the question
why the amount rose.
Rule 3: nothing is folded into a sum over many rows, and nothing that is to be corrected is folded into anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from perfeval.evaluation import Evaluation
from perfeval.findings import Cited, Finding, Severity, Text
from perfeval.summary.matters import Group, Matter, group_of

#: A matter that quotes more rows than this is about none of them.
MOST_ROWS = 4

Row = tuple[object, ...]


def kind_of(finding: Finding, evaluation: Evaluation) -> Text:
    """What a finding is, in a few words: the label of its rule, or else the begin of its sentence."""
    label = evaluation.rulebook.label_of(finding.rule)
    if label:
        return label
    return Text(finding.message.zh.partition("：")[0][:20], finding.message.en.partition(":")[0][:40])


def _row(cited: Cited) -> Row:
    """Which row of which table a figure stands in; which line, for one in a sentence."""
    place = cited.place
    if place.row is not None:
        return place.file, place.part, place.table, place.row
    return place.file, place.part, place.page, place.line, cited.key


def _rows(finding: Finding) -> frozenset[Row]:
    return frozenset(_row(c) for c in finding.figures)


@define
class _Draft:
    """A matter in the making."""

    finding: Finding
    members: list[Finding] = field(factory=list)

    @property
    def rows(self) -> frozenset[Row]:
        return _rows(self.finding)

    @property
    def group(self) -> Group:
        return group_of(self.finding)

    def takes(self, other: _Draft) -> bool:
        """Whether another matter, which is no louder, is about rows of this one alone."""
        if other.finding.severity is Severity.ERROR or not other.rows or len(self.rows) > MOST_ROWS:
            return False
        if other.finding.severity is Severity.WARNING and not _of_form(self.finding, other.finding):
            return False
        return other.rows <= self.rows


def _of_form(one: Finding, other: Finding) -> bool:
    """Whether two findings are about the rows of one form."""
    forms = {c.form for finding in (one, other) for c in finding.figures}
    return len(forms) == 1 and "" not in forms


def matters_of(evaluation: Evaluation) -> tuple[Matter, ...]:
    """Everything that is to be done or to be known of a report, in the order of a page, numbered through."""
    drafts = [_Draft(f, list(evaluation.members(f))) for severity in Severity for f in evaluation.of(severity)]
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: list(Group).index(d.group)):
        above = None if draft.group is Group.NOTICE else next((k for k in kept if k.takes(draft)), None)
        if above is None:
            kept.append(draft)
        else:
            above.members += [draft.finding, *draft.members]
    return tuple(_numbered(kept, evaluation))


def _numbered(drafts: Sequence[_Draft], evaluation: Evaluation) -> Iterator[Matter]:
    for number, draft in enumerate(drafts, 1):
        kind = kind_of(draft.finding, evaluation)
        title = draft.finding.title or kind
        yield Matter(number, draft.group, title, draft.finding, tuple(draft.members), kind)


__all__ = ["kind_of", "matters_of"]
