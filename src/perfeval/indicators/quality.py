"""Row by row: can it be measured, does it stand where it belongs, is it there twice, is its target below what was reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from attrs import frozen

from perfeval.findings import Text
from perfeval.indicators.names import belongs, block_of, core, key_of
from perfeval.model import Form, IndicatorRow, Report
from perfeval.quantities import Comparator, Nil, Quantity, Target, read
from perfeval.ruling import Count, Lexicon, WordKind, counts, in_common, telling

#: So many other reports have to aim at the same thing before a target is called the lowest of them.
LEAST_PEERS = 3
#: So many figures of the report are offered for one row, and for one form.
MOST_OFFERED = 2
MOST_OF_FORM = 5
_MORE = (Comparator.AT_LEAST, Comparator.MORE)
_LESS = (Comparator.AT_MOST, Comparator.LESS)


class RemarkKind(Enum):
    """What is asked of an indicator."""

    MEASURE = "measure"  # its target sets no standard
    LEVEL = "level"  # its name belongs to another block
    TWICE = "twice"  # another row measures the same
    EARLIER = "earlier"  # its target is below what was reached last year
    PEERS = "peers"  # its target is below everybody else's


@frozen
class Remark:
    """One question about an indicator."""

    kind: RemarkKind
    text: Text


@frozen
class RowQuality:
    """What is to be asked of one row.

    Attributes
    ----------
    row
        The row.
    measurable
        Whether its target is a number, a date or a tier; None where it states none.
    remarks
        The questions, none for a row with nothing to ask.
    offered
        Figures the report itself states that the row could have been measured by.
    """

    row: IndicatorRow
    measurable: bool | None
    remarks: tuple[Remark, ...] = ()
    offered: tuple[Count, ...] = ()


@frozen
class FormQuality:
    """The list of one form.

    Attributes
    ----------
    form
        The form.
    rows
        All its rows but the execution rate, parts of others and those named 无, in their order.
    offered
        Figures of the report that no row uses, the most telling first; only where a row cannot be measured.
    """

    form: Form
    rows: tuple[RowQuality, ...]
    offered: tuple[Count, ...] = ()

    @property
    def measurable(self) -> int:
        """How many rows can be measured."""
        return sum(one.measurable is True for one in self.rows)

    @property
    def asked(self) -> tuple[RowQuality, ...]:
        """The rows with something to ask."""
        return tuple(one for one in self.rows if one.remarks)


def quality(
    report: Report, lexicon: Lexicon, *, previous: Report | None = None,
    peers: Iterable[Report] = (),
) -> tuple[FormQuality, ...]:  # fmt: skip
    """The indicators of every form of a report, looked over.

    Parameters
    ----------
    lexicon
        The words of the packs.
    previous
        Last year's report of the same unit.
    peers
        Reports of others; the report itself among them is left out.
    """
    said = counts(report.text, lexicon)
    last = _reached(previous, lexicon) if previous is not None else {}
    others = [_aimed(one, lexicon) for one in peers if one != report]
    return tuple(_form(form, lexicon, said, last, others) for form in report.forms if form.rows)


Known = Mapping[str, Target]


def _reached(report: Report, lexicon: Lexicon) -> dict[str, Target]:
    """What a report says was reached, by what the row is about; what stands there twice is left out."""
    return _once((key_of(r.name, lexicon), r.actual) for form in report.forms for r in form.rows)


def _aimed(report: Report, lexicon: Lexicon) -> dict[str, Target]:
    return _once((key_of(r.name, lexicon), r.target) for form in report.forms for r in form.rows)


def _once(pairs: Iterable[tuple[str, Target | None]]) -> dict[str, Target]:
    known = [(key, target) for key, target in pairs if key and target is not None and target.quantity is not None]
    times = Counter(key for key, _ in known)
    return {key: target for key, target in known if times[key] == 1}


def _form(form: Form, lexicon: Lexicon, said: Sequence[Count], last: Known, others: Sequence[Known]) -> FormQuality:
    rows = [row for row in form.rows if not row.is_execution and not row.is_part and not _unnamed(row)]
    twins = _twins(rows, lexicon)
    used = {
        t.quantity.value for row in rows for t in (row.target, row.actual) if t is not None and t.quantity is not None
    }
    free = [count for count in said if count.quantity.value not in used]
    made = []
    for row in rows:
        asked = [
            *_measure(row, lexicon), *_level(row, lexicon), *twins.get(row.order, ()), *_earlier(row, last, lexicon),
            *_peers(row, others, lexicon),
        ]  # fmt: skip
        measurable = _measurable(row, lexicon)
        offered = _nearest(row, free, lexicon)[:MOST_OFFERED] if measurable is False else ()
        made.append(RowQuality(row, measurable, tuple(asked), tuple(offered)))
    missing = any(one.measurable is False for one in made)
    return FormQuality(
        form, tuple(made), telling((core(row.name, lexicon) for row in rows), free)[:MOST_OF_FORM] if missing else ()
    )


def _unnamed(row: IndicatorRow) -> bool:
    return isinstance(read(row.name), Nil)


def _measurable(row: IndicatorRow, lexicon: Lexicon) -> bool | None:
    target = row.target
    if target is None or target.nil is not None or target.unread:
        return None
    if target.quantity is not None or target.date is not None:
        return True
    return False if lexicon.has(WordKind.VAGUE_TARGET, target.words) else None


def _measure(row: IndicatorRow, lexicon: Lexicon) -> list[Remark]:
    if _measurable(row, lexicon) is not False or row.target is None:
        return []
    words = row.target.printed.strip()
    text = Text(f"指标值“{words}”没有衡量标准", f"the target {words!r} sets no standard to measure by")
    return [Remark(RemarkKind.MEASURE, text)]


def _level(row: IndicatorRow, lexicon: Lexicon) -> list[Remark]:
    here, meant = block_of(row, lexicon), belongs(row.name, lexicon)
    if here is None or meant is None or here is meant:
        return []
    text = Text(
        f"列于{here.text.zh}，名称所指似为{meant.text.zh}",
        f"it stands under {here.text.en}, and its name speaks of {meant.text.en}",
    )
    return [Remark(RemarkKind.LEVEL, text)]


def _twins(rows: Sequence[IndicatorRow], lexicon: Lexicon) -> dict[int, list[Remark]]:
    """The rows of one block that are about the same and aim at the same kind of number."""
    groups: dict[tuple[str, str, object], list[IndicatorRow]] = {}
    for row in rows:
        key = key_of(row.name, lexicon)
        if key and row.target is not None and row.target.quantity is not None:
            groups.setdefault((key, row.level1, row.target.quantity.dimension), []).append(row)
    found: dict[int, list[Remark]] = {}
    for group in groups.values():
        for row in group[1:]:
            first = group[0].name
            text = Text(f"与“{first}”似为同一件事", f"it seems to measure the same as {first!r}")
            found[row.order] = [Remark(RemarkKind.TWICE, text)]
    return found


def _lower(target: Target, other: Quantity) -> bool | None:
    """Whether a target asks for less than another number; None where its direction, or how they compare, is not known."""
    mine = target.quantity
    if mine is None or mine.dimension != other.dimension or mine.approximate or other.approximate:
        return None
    if target.comparator in _MORE:
        return mine.value < other.value
    return mine.value > other.value if target.comparator in _LESS else None


def _earlier(row: IndicatorRow, last: Known, lexicon: Lexicon) -> list[Remark]:
    reached = last.get(key_of(row.name, lexicon))
    if row.target is None or reached is None or reached.quantity is None or not _lower(row.target, reached.quantity):
        return []
    aim, got = row.target.printed.strip(), reached.printed.strip()
    text = Text(
        f"指标值{aim}，低于上年实际完成的{got}", f"the target {aim} asks for less than last year's actual {got}"
    )
    if row.target.comparator in _LESS:
        text = Text(
            f"指标值{aim}，宽于上年实际完成的{got}", f"the target {aim} allows more than last year's actual {got}"
        )
    return [Remark(RemarkKind.EARLIER, text)]


def _peers(row: IndicatorRow, others: Sequence[Known], lexicon: Lexicon) -> list[Remark]:
    key = key_of(row.name, lexicon)
    same = [found.quantity for one in others if (found := one.get(key)) is not None and found.quantity is not None]
    if row.target is None or len(same) < LEAST_PEERS or not all(_lower(row.target, q) for q in same):
        return []
    aim = row.target.printed.strip()
    text = Text(
        f"指标值{aim}，比同类 {len(same)} 份报告的都低；规模不同也会如此",
        f"the target {aim} asks for less than those of all {len(same)} reports that aim at the same; another size would "
        "explain it",
    )
    return [Remark(RemarkKind.PEERS, text)]


def _nearest(row: IndicatorRow, free: Sequence[Count], lexicon: Lexicon) -> list[Count]:
    """The figures whose words have most in common with a row's own, none for no word in common."""
    own = core(row.name, lexicon)
    common = [(in_common(own, count), count) for count in free]
    return [count for shared, count in sorted(common, key=lambda one: (-one[0], -one[1].quantity.value)) if shared]


__all__ = ["FormQuality", "Remark", "RemarkKind", "RowQuality", "quality"]
