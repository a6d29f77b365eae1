"""Many reports together: what only shows when they lie side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from perfeval.corpus.copies import Compared, Pair, compared, may_be_one_report
from perfeval.corpus.digits import Digits
from perfeval.corpus.marks import full_marks, silent
from perfeval.corpus.noted import Kind, Noted
from perfeval.corpus.own_words import OwnWords
from perfeval.corpus.sketch import FormSketch, Sketch, sketch_of
from perfeval.corpus.spread import Spread
from perfeval.corpus.years import over_the_years
from perfeval.errors import UnknownNameError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.findings import Text
from perfeval.plugins import installed
from perfeval.quantities import Quantity, short
from perfeval.quantities import read as read_quantity
from perfeval.vocabulary import Vocabulary

#: Who is whose peer: what this gives is equal for them.
Peers = Callable[[Sketch, FormSketch], object]


def by_kind(sketch: Sketch, form: FormSketch) -> tuple[object, ...]:
    """Peers are forms of one kind, one year and one place, of units as a whole or of projects."""
    return sketch.place, sketch.year or 0, form.kind, bool(form.project)


#: What may be compared among peers, and what it is called.
VALUES: dict[str, tuple[Text, Callable[[FormSketch], Fraction | None]]] = {
    "execution": (Text("预算执行率", "execution rate"), lambda form: None if form.execution is None else form.execution * 100),
    "score": (Text("自评得分", "score"), lambda form: form.score),
    "full-marks": (
        Text("满分指标占比", "share of rows with full marks"),
        lambda form: Fraction(100 * sum(row.share == 1 for row in form.scored), len(form.scored)) if form.scored else None,
    ),
}  # fmt: skip


@frozen
class Corpus:
    """Reports, each as much as is kept of it, in an order that does not depend on which came first.

    Attributes
    ----------
    sketches
        The reports, each content once.
    twice
        Files with one content, of which only the first is kept.
    """

    sketches: tuple[Sketch, ...] = ()
    twice: tuple[tuple[str, ...], ...] = ()

    def __repr__(self) -> str:
        return f"<Corpus: {len(self.sketches)} reports>"

    @cached_property
    def compared(self) -> Compared:
        """Every two reports that share words of their own."""
        return compared(self.sketches)

    def full_marks(self) -> tuple[Noted, ...]:
        """The forms in which every row has all its points."""
        return _sorted(full_marks(self.sketches))

    def silent_indicators(self) -> tuple[Noted, ...]:
        """The indicators at which every unit gets the same share of the points."""
        return _sorted(silent(self.sketches))

    def copies(self, at_least: str | Fraction = "60%") -> tuple[Noted, ...]:
        """Reports of different units, or of different years of one, that share so much of their own words.

        Of several files of the same unit and year the pair that shares most stands for all.

        Parameters
        ----------
        at_least
            The share of the shorter one's own words that stands in the other.

        Raises
        ------
        UsageError
            If it is no share above zero and at most one.
        """
        share = _share(at_least)
        best: dict[tuple[object, ...], Pair] = {}
        other_names = self._other_names
        for pair in self.compared.pairs:
            if pair.is_at_least(share) and not may_be_one_report(pair) and not _is_known(pair, other_names):
                known = best.get(_whose(pair))
                if known is None or (pair.share, pair.shared) > (known.share, known.shared):
                    best[_whose(pair)] = pair
        return _sorted(map(_copied, best.values()))

    @cached_property
    def _other_names(self) -> frozenset[tuple[str, str, int | None]]:
        """Files that may be another name of some unit's report of a year."""
        pairs = [pair for pair in self.compared.pairs if may_be_one_report(pair)]
        both = [(a, b) for pair in pairs for a, b in ((pair.one, pair.other), (pair.other, pair.one))]
        return frozenset((a.source, b.owner, b.year) for a, b in both if not a.owner and b.owner)

    def one_report_twice(self) -> tuple[Noted, ...]:
        """Files that may be one report under two names; nothing else is asked of them."""
        found = [(several, Fraction(1)) for several in self.twice]
        found += [((p.one.source, p.other.source), p.share) for p in self.compared.pairs if may_be_one_report(p)]
        return _sorted(
            Noted(
                Kind.TWICE,
                Text(f"{'、'.join(several)} 是否为同一报告？", f"are {', '.join(several)} one report?"), len(several),
                Text("它们属于不同单位或年度而未写明", "they are of different units or years, and do not say so"),
                several, (), share,
            )
            for several, share in found
        )  # fmt: skip

    def outliers(self, what: str = "execution", peers: Peers = by_kind) -> tuple[Noted, ...]:
        """The forms whose value lies far from those of their peers, of which there have to be eight.

        Parameters
        ----------
        what
            `execution`, `score` or `full-marks`.
        peers
            What makes forms peers of each other.

        Raises
        ------
        UnknownNameError
            If there is no such value.
        """
        made = []
        for values in self.peer_groups(what, peers):
            spread = Spread.of([value for _, _, value in values])
            made += [_far(what, one, form, v, spread) for one, form, v in values if spread.is_far(v)]
        return _sorted(made)

    def peer_groups(
        self, what: str, peers: Peers = by_kind
    ) -> tuple[tuple[tuple[Sketch, FormSketch, Fraction], ...], ...]:
        """The values of forms that are peers, each unit's project once a group."""
        if what not in VALUES:
            names = "、".join(VALUES)
            raise UnknownNameError(f"没有“{what}”可比；有 {names}。", f"Nothing is called {what!r}; there are {names}.")
        groups: dict[object, dict[tuple[str, str], tuple[Sketch, FormSketch, Fraction]]] = defaultdict(dict)
        for one in self.sketches:
            for form in one.forms:
                value = VALUES[what][1](form)
                if value is not None:
                    groups[peers(one, form)].setdefault((one.owner or one.source, form.project), (one, form, value))
        return tuple(tuple(groups[key].values()) for key in sorted(groups, key=repr))

    def several_years(self) -> tuple[Noted, ...]:
        """What two years of a unit say of each other."""
        return _sorted(over_the_years(self.sketches))

    def first_digits(self) -> Digits:
        """The first digits of all amounts; below three thousand of them nothing is said of them, and it says why."""
        counts = [0] * 9
        for one in self.sketches:
            counts = [a + b for a, b in zip(counts, one.digits, strict=True)]
        return Digits(tuple(counts))

    def benford(self) -> tuple[Noted, ...]:
        """Whether first digits lie past the outermost line; nothing below three thousand amounts (`first_digits` says why)."""
        digits = self.first_digits()
        if digits.distance is None or digits.conforms:
            return ()
        said = short(digits.distance, 4)
        return (
            Noted(
                Kind.DIGITS,
                Text(
                    f"{digits.n} 个金额的首位数字与常见分布的平均偏离为{said}，大于0.015，是否有成批估列的金额？",
                    f"the first digits of {digits.n} amounts are {said} off on average, more than 0.015; were many of them estimated?",
                ),
                digits.n,
                Text("金额有统一标准或上下限", "amounts are set by a standard, or have limits"),
                tuple(one.source for one in self.sketches), (), digits.distance,
            ),
        )  # fmt: skip

    def questions(self, at_least: str | Fraction = "60%") -> tuple[Noted, ...]:
        """Everything there is to ask."""
        far = tuple(noted for what in VALUES for noted in self.outliers(what))
        return (
            *self.one_report_twice(), *self.copies(at_least), *far, *self.several_years(), *self.silent_indicators(),
            *self.full_marks(), *self.benford(),
        )  # fmt: skip


def gather(evaluations: Iterable[Evaluation | Sketch], words: Vocabulary | None = None) -> Corpus:
    """Reports gone through one after the other; of each as much is kept, however long it is.

    Parameters
    ----------
    evaluations
        Evaluations, or what is kept of them.
    words
        The words of packs, which are nobody's own; those of all installed packs where none are given.
    """
    known = words if words is not None else installed().words
    own = OwnWords(known)
    every = sorted(
        (one if isinstance(one, Sketch) else sketch_of(one, own, known) for one in evaluations), key=lambda one: one.order
    )  # fmt: skip
    alike: dict[tuple[object, ...], list[Sketch]] = defaultdict(list)
    for one in every:
        alike[one.owner, one.year, one.content].append(one)
    twice = (tuple(one.source for one in several) for several in alike.values() if len(several) > 1)
    return Corpus(tuple(several[0] for several in alike.values()), tuple(twice))


def _share(said: str | Fraction) -> Fraction:
    found = read_quantity(said) if isinstance(said, str) else said
    value = found.value if isinstance(found, Quantity) else found
    if not isinstance(value, Fraction) or not 0 < value <= 1:
        raise UsageError(
            f"“{said}”不是比例；应在 0 与 100% 之间，如 60%。",
            f"{str(said)!r} is no share; it lies between 0 and 100%, such as 60%.",
        )
    return value


def _whose(pair: Pair) -> tuple[object, ...]:
    return tuple((one.owner or one.source, one.year) for one in (pair.one, pair.other))


def _is_known(pair: Pair, other_names: frozenset[tuple[str, str, int | None]]) -> bool:
    """Whether one of two files may be another name of the other's own report."""
    one, other = pair.one, pair.other
    return not other_names.isdisjoint({(one.source, other.owner, other.year), (other.source, one.owner, one.year)})


def _copied(pair: Pair) -> Noted:
    years = pair.one.owner == pair.other.owner and bool(pair.one.owner)
    one, other, (both, of) = pair.one.called, pair.other.called, pair.characters
    said = short(100 * pair.share, 1)
    return Noted(
        Kind.COPY,
        Text(
            f"{one}与{other}：除表式用语外，较短一份 {of} 字中 {both} 字（{said}%）相同，是否照抄？请说明。",
            f"{one} and {other}: beside the words of forms, {both} of {of} characters of the shorter ({said}%) stand in both; was it "
            "copied? Please explain.",
        ),
        of,
        Text("同一项目延续，内容本来相同", "the project goes on as it was")
        if years
        else Text("上级统一提供的文字，或共同实施的项目", "the words come from above, or both carry out one project"),
        (pair.one.source, pair.other.source), tuple(u for u in (pair.one.unit, pair.other.unit) if u), pair.share,
    )  # fmt: skip


def _far(what: str, one: Sketch, form: FormSketch, value: Fraction, spread: Spread) -> Noted:
    label, said, score = VALUES[what][0], short(value, 2), spread.z(value)
    project = f"“{form.project}”" if form.project else ""
    if score is None:
        zh = f"同类 {spread.n} 份中 {spread.equal} 份为{short(spread.mode, 2)}，本份为{said}"
        en = f"{spread.equal} of {spread.n} peers have {short(spread.mode, 2)}, this one {said}"
    else:
        zh = f"为{said}，同类 {spread.n} 份的中位数为{short(spread.median, 2)}，偏离{short(abs(score), 2)}个标准单位"
        en = f"{said}, where the median of {spread.n} peers is {short(spread.median, 2)}: {short(abs(score), 2)} units away"
    return Noted(
        Kind.OUTLIER, Text(f"{one.called}{project}{label.zh}{zh}，请说明。", f"{one.called}{project}: {label.en} {en}; please explain."),
        spread.n, Text("任务性质或拨款时间与同类不同", "its task, or when it was paid, is another"), (one.source,),
        (one.unit,) if one.unit else (), value,
    )  # fmt: skip


def _sorted(several: Iterable[Noted]) -> tuple[Noted, ...]:
    return tuple(sorted(several, key=lambda noted: noted.order))


__all__ = ["VALUES", "Corpus", "Peers", "by_kind", "gather"]
