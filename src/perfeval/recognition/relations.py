"""How the numbers of a paragraph hang together: changes with their rates, shares, completions, lists. All become blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import define, evolve, field

from perfeval.document import Place
from perfeval.model import ACTUAL, FINAL, ORIGINAL, STOCK, FigureName, Item, Statement, declared
from perfeval.model import SentenceRole as R
from perfeval.quantities import stated_rate_fits
from perfeval.recognition.mentions import BASE, COMPLETION, LAST, SHARE, Kind, Mention, of_earlier_year
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.vocabulary import Vocabulary

#: A change without words of its own is held against so many earlier amounts of its sentence.
MOST_CANDIDATES = 8
_ITS_RATE = re.compile(r"(?:完成率|执行率)(?:为|达|达到|是)?$")


@define
class Relations:
    """States what a paragraph's mentions say of each other.

    `item_of` gives the bare words of a phrase and the line item they mean; `head` is the amount a list of an earlier
    paragraph began with, `listing` whether such a list is still open.
    """

    vocabulary: Vocabulary
    around: Surroundings
    item_of: Callable[[str], tuple[str, str]]
    statements: list[Statement] = field(factory=list)
    memory: dict[str, list[Mention]] = field(factory=dict)
    head: Mention | None = None
    listing: bool = False
    budgets: list[Mention] = field(factory=list)
    _blocks: int = 0
    _settled: set[int] = field(factory=set)
    _lines: list[tuple[Mention, Mention, Place]] = field(factory=list)

    # --- statements

    def _name(self, mention: Mention, item: str) -> FigureName:
        return FigureName(self.around.entity, item, mention.year, mention.stage, mention.fund)

    def statement(self, mention: Mention, item: str, block: str, place: Place, parent: str = "") -> Statement:
        """A mention as a statement of a block."""
        return Statement(
            self._name(mention, item), mention.label or "（未名）", mention.quantity, place, block, parent=parent
        )

    def state(self, mentions: Sequence[Mention], place: Place, prefix: str) -> None:
        """Every amount, change and count under its own name, for comparison with tables and other sentences."""
        for mention in mentions:
            if not mention.item or not mention.named:
                continue
            if mention.kind in (Kind.AMOUNT, Kind.COUNT, Kind.WHOLE):
                block = f"{prefix}.{mention.sentence}"
                if "@" in mention.item:  # a sentence lists the classes it likes: it is no table of all of them
                    block = f"{block}.{mention.start}"
                self.statements.append(self.statement(mention, mention.item, block, place))
            elif mention.kind in (Kind.CHANGE, Kind.GROWTH) and not mention.base:
                rate = "变动率" in mention.words  # the name of a figure that a table may hold, too
                if mention.start in self._settled and not rate:
                    continue
                item = f"{mention.item}:{'change-rate' if rate else mention.kind.value}"
                if rate:
                    mention = evolve(mention, stage=declared(STOCK))
                self.statements.append(self.statement(mention, item, f"{prefix}.{mention.sentence}", place))
            elif mention.kind is Kind.COMPLETION and _ITS_RATE.search(mention.words):
                stock = evolve(mention, stage=declared(STOCK))
                item = f"{mention.item}:completion-rate"
                self.statements.append(self.statement(stock, item, f"{prefix}.{mention.sentence}", place))

    def block(self) -> str:
        """A name for the next block: figures that are compared with each other alone."""
        self._blocks += 1
        return f"sentence {self._blocks}"

    # --- relations inside a sentence

    def relate(self, mentions: Sequence[Mention], place: Place) -> None:
        """Every relation the numbers of a paragraph state among themselves."""
        self._settled = set()
        self._total_change(mentions, place)
        self._changes(mentions, place)
        self._growth_alone(mentions, place)
        self._completions(mentions, place)
        self._shares(mentions, place)

    def together(self, place: Place, *named: tuple[Mention, R]) -> None:
        """A few mentions as one block; their names differ only in the role each plays there."""
        first = named[0][0]
        block = self.block()
        for mention, role in named:
            name = FigureName(self.around.entity, _line(first).playing(role), first.year, first.stage, first.fund)
            self.statements.append(Statement(name, mention.label or first.label, mention.quantity, place, block))

    def _changes(self, mentions: Sequence[Mention], place: Place) -> None:
        """X, 较上年增加 d, 增长 p%: p = d / (X − d)."""
        for index, growth in enumerate(mentions):
            if growth.kind is not Kind.GROWTH or index == 0:
                continue
            change = mentions[index - 1]
            if change.kind is not Kind.CHANGE or change.sentence != growth.sentence or change.base != growth.base:
                continue
            base = mentions[index - 2] if index > 1 else None
            now = mentions[index - 3] if index > 2 else None
            if base is not None and (
                (base.kind is Kind.BASE and base.sentence == change.sentence) or of_earlier_year(base, now)
            ):
                self.together(place, (base, R.BASE), (change, R.CHANGE), (growth, R.GROWTH_ON_BASE))
                self._settled.add(growth.start)
                continue
            candidates = self._candidates(mentions[: index - 1], change)
            if candidates:
                self.growth(candidates, change, growth, place)
                self._settled.add(growth.start)
        for index, change in enumerate(mentions):
            base = mentions[index - 1] if index > 1 else None
            if change.kind is not Kind.CHANGE or base is None or base.sentence != change.sentence:
                continue
            if base.kind is Kind.BASE or of_earlier_year(base, mentions[index - 2]):
                after = _after(mentions[: index - 1], base, change)
                if after is not None:
                    self.together(place, (after, R.AFTER), (base, R.EARLIER), (change, R.MOVE))
        for index, rate in enumerate(mentions):
            if rate.kind is Kind.GROWTH and "变动率" in rate.words and index >= 2:
                before, now = mentions[index - 1], mentions[index - 2]
                if before.kind is Kind.AMOUNT and now.kind is Kind.AMOUNT and LAST.search(before.words):
                    self.together(place, (now, R.NOW), (before, R.BEFORE), (rate, R.CHANGE_RATE))
                    self._settled.add(rate.start)

    def _growth_alone(self, mentions: Sequence[Mention], place: Place) -> None:
        """X, 上年 Y, 增长 p% without what it grew by: p = (X − Y) / Y, where the sentence names just one Y."""
        for index, growth in enumerate(mentions):
            last = mentions[index - 1] if index else None
            if (
                growth.kind is not Kind.GROWTH
                or last is None
                or last.kind is Kind.CHANGE
                or growth.start in self._settled
            ):
                continue
            here = [m for m in mentions[:index] if m.sentence == growth.sentence]
            own = [
                m for m in here if m.kind is Kind.AMOUNT and m.item == growth.item and m.year.value == growth.year.value
            ]
            earlier = [m for m in here if own and of_earlier_year(m, own[0]) and _is_meant(m, growth)]
            if last.kind is Kind.BASE and last.sentence == growth.sentence:
                earlier = [last]
            if not own or len({m.quantity.value for m in earlier}) != 1:
                continue
            before = earlier[-1]
            now = next((m for m in reversed(own) if m.stage.value == before.stage.value), own[-1])
            self.together(place, (now, R.NOW), (before, R.BEFORE), (growth, R.CHANGE_RATE))
            self._settled.add(growth.start)

    def growth(self, candidates: Sequence[Mention], change: Mention, growth: Mention, place: Place) -> None:
        """One block: the change, its rate, and the amounts the sentence may be speaking of, the likeliest first."""
        first, block = candidates[0], self.block()
        roles: list[tuple[Mention, Item, Item | None]]
        stem = _line(first).playing(R.GROWTH)
        roles = [(growth, stem, None), (change, stem.row("change"), None)]
        roles += [(m, stem.row(f"now{n}"), stem) for n, m in enumerate(candidates)]
        for mention, item, parent in roles:
            name = FigureName(self.around.entity, item, first.year, first.stage, first.fund)
            label = mention.label or first.label
            self.statements.append(Statement(name, label, mention.quantity, place, block, parent=parent))

    def _candidates(self, earlier: Sequence[Mention], change: Mention) -> list[Mention]:
        """The amounts a change may belong to. One that names itself belongs to its own line alone."""
        first = self._now(earlier, change) or self._remembered(change)
        if first is None:
            return []
        own = re.split(r"较|比|与|同", change.words)[0].strip(",，、；; ")
        others = (
            [] if own else [m for m in reversed(earlier) if m.kind is Kind.AMOUNT and m.sentence == change.sentence]
        )
        others += [] if own else [h for h in (self.head,) if h is not None and h.kind is Kind.AMOUNT]
        found: dict[Fraction, Mention] = {first.quantity.value: first}
        for mention in others:
            found.setdefault(mention.quantity.value, mention)
        return list(found.values())[:MOST_CANDIDATES]

    def _now(self, earlier: Sequence[Mention], change: Mention) -> Mention | None:
        """The amount a change belongs to: the last one of the same item, in a stage the change does not exclude."""
        for mention in reversed(earlier):
            if mention.kind is not Kind.AMOUNT or mention.item != change.item:
                continue
            budgeted = change.stage.value in (ORIGINAL, FINAL)
            if mention.stage.is_open and budgeted and not str(mention.stage.value).endswith(".budget"):
                continue  # what changed is a budget; nobody says that this amount is one
            if not change.stage.is_open and not mention.stage.is_open and mention.stage.value != change.stage.value:
                continue
            if "预算" in change.words.split("较")[0].split("比")[0] and mention.stage.value is ACTUAL:
                continue
            if mention.stage.value in (ORIGINAL, FINAL) and any(
                m.kind is Kind.AMOUNT and m.item == mention.item and m.stage.value is ACTUAL for m in earlier
            ):
                continue
            return mention
        return None

    def _remembered(self, change: Mention) -> Mention | None:
        """The amount of a change that stands in an earlier paragraph, if just one is stated for its year."""
        if not change.item or change.item == "text/":
            return None
        found = [
            m
            for m in self.memory.get(change.item, ())
            if m.year.value == change.year.value
            and m.fund.value == change.fund.value
            and (change.stage.is_open or m.stage.is_open or m.stage.value == change.stage.value)
        ]
        return found[0] if len({m.quantity.value for m in found}) == 1 else None

    def _total_change(self, mentions: Sequence[Mention], place: Place) -> None:
        """合计增加 d, followed by the changes of its lines: they add up to d."""
        changes = [m for m in mentions if m.kind is Kind.CHANGE]
        if len(changes) > 2 and "合计" in changes[0].words and all(m.named for m in changes[1:]):
            self.add_up(changes[0], changes[1:], place, closed=True)

    def _completions(self, mentions: Sequence[Mention], place: Place) -> None:
        """决算 a, 预算 b, 完成预算的 p%: p = a / b; 决算大于预算 d: p = a / (a − d)."""
        for index, rate in enumerate(mentions):
            if rate.kind is not Kind.COMPLETION:
                continue
            if any(m.item == f"{rate.item}.addition" for m in mentions[:index]):
                continue  # its base is more than one budget: the named rule of a pack knows which
            same = [m for m in mentions[:index] if m.kind is Kind.AMOUNT and m.item == rate.item]
            actual = next((m for m in reversed(same) if m.stage.value is ACTUAL), None) or next(
                (m for m in reversed(same) if m.stage.is_open and not str(m.stage.value).endswith(".budget")), None
            )
            base = COMPLETION.search(re.split(r"[,，、；;。:]", rate.words)[-1].strip())
            word = (base["base"] or "") if base else ""
            wanted = ORIGINAL if word.startswith("年初") else FINAL if word.startswith(("全年", "调整")) else None
            budgets = [
                m for m in same
                if m is not actual and (m.stage.value == wanted if wanted else m.stage.value in (ORIGINAL, FINAL) or str(m.stage.value).endswith(".budget"))
            ]  # fmt: skip
            if not budgets and wanted is FINAL:
                budgets = [m for m in same if m is not actual and str(m.stage.value).endswith(".budget")]
            if budgets and all(m.quantity.value == 0 for m in budgets):
                # 完成年初预算的X% beside an opening budget of 0 can only have been divided by another budget
                budgets = [
                    m for m in same if m is not actual and m.stage.value in (ORIGINAL, FINAL) and m.quantity.value != 0
                ]
            if actual is not None and len({m.quantity.value for m in budgets}) == 1:
                self.together(place, (actual, R.ACTUAL), (budgets[-1], R.BUDGET), (rate, R.COMPLETION))
                self._settled.add(rate.start)
            over = next((m for m in mentions[index + 1 : index + 3] if m.kind is Kind.OVER), None)
            if actual is not None and over is not None and over.item == rate.item:
                whole = evolve(over, quantity=evolve(over.quantity, number=abs(over.quantity.number)))
                self.together(
                    place, (actual, R.ACTUAL), (over, R.OVER), (whole, R.OVER_BASE), (rate, R.COMPLETION_OVER)
                )

    def _shares(self, mentions: Sequence[Mention], place: Place) -> None:
        """a, 占 p%: p = a / whole, the whole named, the head of the list, or the line's own parent."""
        loose: list[tuple[Mention, Mention]] = []
        for part, share in pairwise(mentions):
            if share.kind is not Kind.SHARE or part.kind is not Kind.AMOUNT:
                continue
            wholes = self._wholes(part, share, mentions)
            if wholes:
                self._share(part, wholes, share, place)
            elif wholes is not None:
                loose.append((part, share))
        if len(loose) == 1:
            self._lines.append(
                (*loose[0], place)
            )  # 1. a万元，占p%; the next line of the list is a paragraph of its own
            return
        self.end_lines()
        self._common_whole([(part, share, place) for part, share in loose])

    def end_lines(self) -> None:
        """The lines of a list of shares are over: their common whole is looked for."""
        lines, self._lines = self._lines, []
        if len(lines) > 2:
            self._common_whole(lines)

    def _wholes(self, part: Mention, share: Mention, mentions: Sequence[Mention]) -> list[Mention] | None:
        """The amounts a share may be of; none where only its neighbours can tell, None where nobody can."""
        of = SHARE.search(re.split(r"[,，；;。:]", share.words)[-1])
        word, item = self.item_of(of["of"].strip("的")) if of is not None else ("", "")
        before = [m for m in mentions if m.kind is Kind.AMOUNT and m.start < part.start and not m.within]
        head = before[-1:] if part.within else []
        if word:
            named = [
                m for m in (*self.memory.get(item, ()), *before) if m.item == item and m.year.value == part.year.value
            ]
            return named[-MOST_CANDIDATES:] or [h for h in head if word in h.label or _is_whole(word, h.label)] or None
        if head:
            return (before[:-1] + head)[-MOST_CANDIDATES:]
        known = self.vocabulary.items.get(part.item)
        found = [
            m
            for m in self.memory.get(known.parent if known is not None else "", ())
            if m.stage.value == part.stage.value and m.year.value == part.year.value and m.fund.value == part.fund.value
        ]
        return found if len({m.quantity.value for m in found}) == 1 else []

    def is_settled(self, mention: Mention) -> bool:
        """Whether a rate of the paragraph at hand has been related already."""
        return mention.start in self._settled

    def rate_of(self, rate: Mention, top: Mention, bases: Sequence[Mention], place: Place) -> None:
        """A rate of one amount, to one of several."""
        self._share(top, bases, rate, place, role=R.RATE)

    def _share(self, part: Mention, wholes: Sequence[Mention], share: Mention, place: Place, role: R = R.SHARE) -> None:
        block = self.block()
        roles: list[tuple[Mention, Item, Item | None]]
        stem = _line(part).playing(role)
        roles = [(share, stem, None), (part, _line(part).playing(R.PART), None)]
        distinct = {m.quantity.value: m for m in wholes}
        roles += [(m, stem.row(f"whole{n}"), stem) for n, m in enumerate(distinct.values())]
        for mention, item, parent in roles:
            name = FigureName(self.around.entity, item, part.year, part.stage, part.fund)
            self.statements.append(
                Statement(name, mention.label or part.label, mention.quantity, place, block, parent=parent)
            )

    def _common_whole(self, loose: Sequence[tuple[Mention, Mention, Place]]) -> None:
        """A run of shares of one unnamed whole: the recent amount that most of them fit is that whole."""
        if len(loose) < 2:
            return
        recent = [m for found in self.memory.values() for m in found[-2:] if m.quantity.value > 0][-40:]

        def fits(part: Mention, share: Mention, whole: Mention) -> bool:
            exact = part.quantity.value / whole.quantity.value
            return stated_rate_fits(share.quantity, exact, exact)

        counts = {id(w): sum(fits(p, s, w) for p, s, _ in loose) for w in recent}
        best = max(recent, key=lambda w: counts[id(w)], default=None)
        if best is not None and counts[id(best)] * 2 >= len(loose) and counts[id(best)] > (1 if len(loose) > 2 else 0):
            for part, share, place in loose:
                self._share(part, [best], share, place)

    def add_up(self, whole: Mention, parts: Sequence[Mention], place: Place, *, closed: bool, role: R = R.LIST) -> None:
        """A whole and its parts as one block; parts that are not all listed may only not exceed it."""
        if len(parts) < 2 or any(p.quantity.approximate for p in (whole, *parts)):
            return
        block = self.block()
        item = _line(whole).playing(role if closed else R.OPEN_LIST)
        name = FigureName(self.around.entity, item, whole.year, whole.stage, whole.fund)
        self.statements.append(Statement(name, whole.label or "合计", whole.quantity, place, block))
        for number, part in enumerate(parts):
            part_name = FigureName(self.around.entity, item.row(str(number)), whole.year, whole.stage, whole.fund)
            self.statements.append(Statement(part_name, part.label, part.quantity, place, block, parent=item))


def _line(mention: Mention) -> Item:
    """What a mention is of; where nobody knows, of something the text names."""
    return Item.parse(mention.item or "text")


def _is_meant(before: Mention, growth: Mention) -> bool:
    """Whether an earlier year's amount is of the stage that a rate of growth says it is on (比2025年预算执行数增加5.40%)."""
    on = BASE.search(growth.words)
    words = growth.words[on.start() :] if on is not None else ""
    if re.search(r"决算|执行", words):
        return before.stage.value is ACTUAL
    if "预算" in words:
        return before.stage.value is not ACTUAL
    return True


def _is_whole(word: str, label: str) -> bool:
    """Whether 总收入 means the amount a list began with: revenue of revenue, expenditure of expenditure."""
    side = re.fullmatch(r"(?:总|全部|本年|全年)?(?P<side>收入|支出)(?:总额|合计|总计|总数)?", word)
    return side is not None and side["side"] in label


def _after(earlier: Sequence[Mention], base: Mention, change: Mention) -> Mention | None:
    """The amount that base and change lead to: one of the sentence that they do, or the only one there is."""
    own = re.split(r"[,，、；;。:]", base.words.strip(",，"))[-1]
    if base.kind is Kind.BASE and not own.startswith(("比", "较", "与", "同")):
        return None  # 人员经费比上年…: the base names a line of its own
    amounts = [m for m in earlier if m.kind is Kind.AMOUNT and m.sentence == base.sentence]
    due = base.quantity.value + change.quantity.value
    fits = next((m for m in reversed(amounts) if m.quantity.value == due), None)
    return fits or (amounts[0] if len(amounts) == 1 else None)
