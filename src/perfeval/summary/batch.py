"""Many reports side by side: one row each, and what is found most often among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from perfeval.findings import Text
from perfeval.scores import Score
from perfeval.summary.matters import Group
from perfeval.summary.pages import Summary

#: So many kinds of finding are named as the commonest.
COMMONEST = 5


@frozen
class BatchRow:
    """One report of a batch, small enough to be kept for each of many thousand.

    Attributes
    ----------
    path, entity
        The file, and the unit.
    declared, declared_of, tallied, tallied_of
        The score the form prints and what its rows add up to, each with what it is out of; None where unknown, or where
        the report has several forms.
    counts
        How many matters of each group, in the order of `Group`.
    unread
        How many numbers of its tables were not understood.
    titles
        What each of its matters is about.
    """

    path: str
    entity: str
    declared: Fraction | None
    declared_of: Fraction | None
    tallied: Fraction | None
    tallied_of: Fraction | None
    counts: tuple[int, ...]
    unread: int
    titles: tuple[tuple[Group, Text], ...]

    def count(self, group: Group) -> int:
        """How many matters of a group it has."""
        return self.counts[list(Group).index(group)]


@frozen
class Batch:
    """The rows of a batch, those with most to correct first, and its commonest findings with the number of reports."""

    rows: tuple[BatchRow, ...]
    commonest: tuple[tuple[Group, Text, int], ...]


def batch_row(page: Summary) -> BatchRow:
    """The row of one report."""
    forms: list[Score] = [s for s in page.evaluation.scores if s.form]
    one = forms[0] if len(forms) == 1 else None
    coverage = page.evaluation.report.coverage
    return BatchRow(
        page.head.path, page.head.entity or page.head.title,
        one.declared if one else None, one.declared_of if one else None, one.tallied if one else None, one.tallied_of if one else None,
        tuple(page.counts[group] for group in Group), coverage.unmapped + coverage.unread,
        tuple((m.group, m.title) for m in page.matters),
    )  # fmt: skip


def batch_of(rows: Iterable[BatchRow]) -> Batch:
    """Many reports side by side: most to correct first, then most to explain, then by path."""
    several = sorted(rows, key=lambda r: ([-n for n in r.counts], r.path))
    found = Counter(kind for row in several for kind in dict.fromkeys(row.titles) if kind[0] is not Group.NOTICE)
    order = sorted(found.items(), key=lambda kv: (-kv[1], list(Group).index(kv[0][0]), kv[0][1].zh))
    commonest = tuple((group, title, count) for (group, title), count in order[:COMMONEST] if count > 1)
    return Batch(tuple(several), commonest)


__all__ = ["COMMONEST", "Batch", "BatchRow", "batch_of", "batch_row"]
