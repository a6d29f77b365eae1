"""Figures in running text: what is stated, of what, and how the numbers of a sentence hang together.

Rule 1: a number counts only with a unit of money, of people or a percent sign; dates, ordinals and document numbers
do not.
Rule 2: a sentence's own arithmetic (其中 lists, 增长 X%, 占 X%, 完成预算的 X%) is a block of its own: it is decided by the
numbers of that sentence alone.
Rule 3: what the words leave open stays open. A list that ends in 等 or begins with 主要 need not be complete; an
amount whose line item, year or stage nobody names is compared with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from attrs import define, evolve, field, frozen

from perfeval.document import Place
from perfeval.model import (
    ACTUAL,
    ALL_FUNDS,
    FINAL,
    ORIGINAL,
    STOCK,
    FigureName,
    Known,
    Part,
    Stage,
    Statement,
    declared,
    open_in,
    printed,
)
from perfeval.quantities import Quantity, exact_among, read, stated_rate_fits, tidy, unit_named
from perfeval.recognition.figures import Surroundings
from perfeval.vocabulary import Vocabulary, bare, free, numbering

#: A change without words of its own is held against so many earlier amounts of its sentence.
MOST_CANDIDATES = 8
#: Longer texts are cut into pieces of this size: no sentence of a report comes near.
LONGEST_SENTENCE = 4000

_NUMBER = re.compile(
    r"(?P<sign>-)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<about>余|多)?"
    r"(?P<unit>亿元|万余元|万多元|万元|千元|元(?!/)|个百分点|%|人(?!次|民|均|才|大|员)|名)"
)
_SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]?")
_SIDES = re.compile(r"收(?:入)?[、和]?支(?:出)?总计各")
_ALIKE = re.compile(r"收(?:入)?[、和]?支(?:出)?(?:决算)?(?:(?:总计|合计|总额)(?:\([^()]*\))?(?=各|均|都|为|\d)|(?=各))")
_EACH = re.compile(r"(?:各|均|都|分别)(?:为|是|达)?$")
_ABOUT = re.compile(r"(?:约|近|逾|接近)$")
_ROUGHLY = ("左右", "上下")
_TWO = re.compile(
    r"各(?P<what>是|为|增加|减少|增长|下降|降低)?(?!\d{1,3}(?:,\d{3})+\D)(?P<one>\d+(?:\.\d+)?)(?:万元|%)?[,、和与](?P<two>\d+(?:\.\d+)?)(?P<unit>万元|亿元|元|%)"
)
_COMPARED = re.compile(r"(?:较|比|与|同)[^,]*(?:上年|上一年|去年|(?:19|20)\d{2}年|年初|预算|决算|同期)[^,]*$")
_BRACKET = re.compile(r"\(([^()]*)\)")
_CLASS_END = re.compile(r"\((?:类|款|项)\)[。]?$")
_FUND_WORDS = (
    ("一般公共预算", "general"), ("政府性基金", "fund"), ("国有资本", "state-capital"), ("财政拨款", "appropriation"),
)  # fmt: skip
#: What follows the last number of a sentence behind one of these is in words and leaves no sum open.
_IN_WORDS = re.compile(r"主要包括|包括|主要用于|用于|主要是|主要原因")
_IN_ALL = re.compile(r"(?:以上)?(?:共计|总计|合计|共)(?:为|是|达)?")
_ANYBODYS = frozenset({"支出", "收入"})
_PER_UNIT = re.compile(r"单价|平均|[车人户亩次]均|每|标准(?:为|是)?$")
_RESTATES = re.compile(r"^(?:以上)?(?:支出)?(?:共计|总计|合计|共)")
_OWNER = re.compile(
    r"(?P<who>[^,，]{2,14}?(?:局|机关|中心|所|站|队|院|校|馆|室|办|科|部))(?:核定)?(?:编制|实有|在职|在编)"
)
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_AWAITS = re.compile(r"其中[:：]$")
_BOOKS = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算")
_WITHIN = re.compile(r"其中[:,]?(?:主要(?:是|为|用于|包括)?)?|包括(?:用于)?[:]?|主要用于[:]?")
_NUMBERED = re.compile(r"^(?:\(?[一二三四五六七八九十]+\)?[、.]?|\(?\d{1,2}[)、.,]\D?)")
_UP = ("增加", "增长", "上升", "提高", "多支出", "增支", "增收")
_DOWN = ("减少", "下降", "降低", "减支", "压减", "减收", "节约", "回落")
_MOVES = re.compile(rf"(?:{'|'.join((*_UP, *_DOWN))})(?:了|数?为|约|:)?$")
_RATE_WORDS = re.compile(r"(?:变动率|增长率|增幅|降幅)(?:为|达|:)?$")
_ADDED = re.compile(r"(?:年中|本年|当年)?(?:追加|结转|调增|增加安排)(?!和|结余|资金$)")
_TEMPLATE = re.compile(r"增加\(减少\)|增长\(下降\)|下降\(增长\)|减少\(增加\)|大小于|减增加|\(或与|XX|××|\*\*")
_BASE = re.compile(
    r"(?:较|比|与|同)(?:(?P<year>(?:19|20)\d{2})年度?|(?P<plan>年初预算数?|全年预算数?|调整预算数?)|上年度?|上一年度?|去年)(?P<what>同期|决算数?|预算数?|年初预算数?|执行数|支出)?(?:同期)?(?:相比)?"
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年度?")
_LAST = re.compile(r"上年度?|上一年度?|去年")
_OF_LAST = re.compile(rf"(?:{_LAST.pattern})(?!结转|结余)")
_COMPLETION = re.compile(
    r"(?:完成|为|占|达到?)?(?P<base>年初预算数?|全年预算数?|调整预算数?|调整后预算数?|预算数?)的(?:比例为?)?$|(?:完成率|执行率|支出率|支付率|支出进度|支付进度|执行进度)(?:为|达|达到|是)?$"
)
_ITS_RATE = re.compile(r"(?:完成率|执行率)(?:为|达|达到|是)?$")
_SHARE = re.compile(r"(?:占比[重例]?|所占比[重例]|占)(?P<of>[^,]*?)(?:的)?(?:比[重例])?为?$")
_FILLER = re.compile(r"(?:数额|金额)?(?:数|共计|总计|合计|共|计|约)?(?:为|是|达到?|达|:)?$")
_OVER = re.compile(r"决算数?(?P<word>大于|小于|超过|低于)(?:年初|全年)?预算数?$")
_STAGES: tuple[tuple[re.Pattern[str], Stage], ...] = (
    (re.compile(r"年初(?:批复)?预算|年初安排|年初(?=[^结余数])"), ORIGINAL),
    (re.compile(r"全年预算|调整后?预算|预算调整[数后]|追加"), FINAL),
    (re.compile(r"决算|实际支出|实际完成|执行数|支出数|全年支出|实际执行|支出决算|^支出(?:了|为|共)*$"), ACTUAL),
)  # fmt: skip
_STAGE_WORDS = re.compile(
    r"年初批复预算数?|年初预算数?|全年预算数?|调整后?预算数?|预算调整[数后]|支出预算数?|支出决算数?|决算支出数?|预算数|决算数|决算|预算|实际支出数?|支出数|执行数|年初|安排|全年|实际|本年度?|当年"
)
_LEAD = re.compile(
    r"^(?:我单位|本单位|我部门|本部门|全区|全市|全县|我局|我馆|用于|主要是|主要为|包括|分别|其中|因此|同口径对比|以上|一是|二是|三是|四是|差额来自|和|及|与|共|为|的|编报)+"
)


class Kind(Enum):
    """What a number in a sentence is."""

    AMOUNT = "amount"
    CHANGE = "change"
    GROWTH = "growth"
    SHARE = "share"
    COMPLETION = "completion"
    OVER = "over"
    BASE = "base"
    COUNT = "count"


@frozen
class Mention:
    """One number with what its clause says of it.

    `label` is the bare words before it, `item` the line item they mean (or a free name), `within` marks a part of the
    amount before 其中; `base` is the year a change is counted from (0: last year).
    """

    kind: Kind
    quantity: Quantity
    label: str
    item: str
    year: Part
    stage: Part
    fund: Part
    words: str
    start: int
    sentence: int
    within: bool = False
    base: str = ""
    open_list: bool = False
    named: bool = False
    nested: bool = False
    group: int = 0
    under: int = -1


@define
class _Topic:
    """What the text is about at the moment: a heading's line item, the last amount, the list at hand."""

    item: str = ""
    label: str = ""
    head: Mention | None = None
    subject: Mention | None = None
    within: bool = False
    open_list: bool = False
    category: str = ""
    compares: bool = False
    year: int | None = None
    actual: Mention | None = None
    nested: bool = False
    counted: int = -1
    fund: str = ""
    spoken: bool = False
    group: int = 0
    groups: int = 0
    moves: bool = False
    about: bool = False
    budget: Part | None = None
    outer: tuple[Mention, int] | None = None


@define
class Sentences:
    """Reads paragraphs in order; `statements` holds what they state."""

    vocabulary: Vocabulary
    around: Surroundings
    statements: list[Statement] = field(factory=list)
    _topic: _Topic = field(factory=_Topic)
    _blocks: int = 0
    _paragraphs: int = 0
    _settled: set[int] = field(factory=set)
    _open: tuple[Mention, ...] = ()
    _style: tuple[int, int] = (-1, -1)
    _sides: tuple[Mention, ...] = ()
    _entries: list[list[Mention]] = field(factory=list)
    _memory: dict[str, list[Mention]] = field(factory=dict)

    def read(self, text: str, place: Place, prefix: str) -> None:
        """Take one paragraph or text cell."""
        plain = re.sub(r"\((类|款|项)\)[:：]", r"(\1)", tidy(_BOOKMARK.sub("", text)))
        if not plain:
            return
        style = numbering(plain)
        if len(plain) <= 40 and not _NUMBER.search(plain):
            self._flush(place)
            self._heading(plain)
            return
        is_entry = bool(self._open) and style not in (-1, self._style[0]) and self._style[1] in (-1, style)
        plain_entry = bool(self._open) and style == -1 and self._style[1] == -1 and len(self._entries) < MOST_CANDIDATES
        skipped = bool(self._open) and style not in (-1, self._style[0]) and not is_entry
        if self._open and not is_entry and not plain_entry and not skipped and (self._entries or style >= 0):
            self._flush(place)
        if is_entry:
            self._style = (self._style[0], style)
        inside = bool(self._open) and not skipped
        self._topic.within, self._topic.head, self._topic.subject = inside, self._open[-1] if inside else None, None
        self._topic.open_list = self._topic.compares = False
        self._topic.year = self._topic.actual = None
        self._topic.nested = self._topic.spoken = False
        self._topic.outer = None
        self._topic.fund = ""
        mentions: list[Mention] = []
        self._announce(plain)
        for number, start in enumerate(range(0, len(plain), LONGEST_SENTENCE)):
            piece, inner = _lift(plain[start : start + LONGEST_SENTENCE])
            mentions = self._paragraph(piece, place, f"{prefix}.{number}")
            for at, content in inner:
                self._inner(content, at, mentions, place, f"{prefix}.{number}.{at}")
        if inside:
            self._entries.append([m for m in mentions if m.kind is Kind.AMOUNT and m.within and not m.nested])
            reached = plain_entry and self._reached()
            if not is_entry and (reached or not plain_entry or not any(m.within for m in mentions)):
                self._flush(place)
        if _AWAITS.search(plain) and not _SIDES.search(plain):
            amounts = [m for m in mentions if m.kind is Kind.AMOUNT and not m.within]
            last = amounts[-1:] and [
                m for m in amounts if m.sentence == amounts[-1].sentence and m.item == amounts[-1].item
            ]
            self._open, self._style, self._entries = tuple(last or ()), (style, -1), []

    def _inner(self, content: str, at: int, mentions: Sequence[Mention], place: Place, prefix: str) -> None:
        """A list in brackets behind an amount: its own level, never a part of the list outside."""
        within = _WITHIN.match(content)
        head = next((m for m in reversed(mentions) if m.kind is Kind.AMOUNT and m.start < at), None)
        if within is None or head is None:
            return
        topic = self._topic
        kept = topic.within, topic.head, topic.subject, topic.open_list
        topic.within, topic.head, topic.subject = True, head, None
        topic.open_list = "主要" in within.group() or "包括" in within.group()
        found = _exact_in_list(self._sentence(content[within.end() :], 0, 0))
        topic.within, topic.head, topic.subject, topic.open_list = kept
        amounts = [m for m in found if m.kind is Kind.AMOUNT]
        if len({m.item for m in amounts}) == len(amounts):
            self._add_up(head, amounts, place, closed=not any(m.open_list for m in amounts))
        self._state(found, place, prefix)

    def _reached(self) -> bool:
        """Whether the paragraphs so far give the head: all amounts of the first, or the first of each."""
        firsts = [e[0].quantity.value for e in self._entries if e]
        whole = {h.quantity.value for h in self._open}
        one = sum((m.quantity.value for m in self._entries[0]), Fraction(0)) if len(self._entries) == 1 else None
        return one in whole or (len(firsts) > 1 and sum(firsts, Fraction(0)) in whole)

    def _flush(self, place: Place) -> None:
        """End the list that began in an earlier paragraph: add it up stage by stage."""
        heads, entries = self._open, [e for e in self._entries if e]
        if self._style[1] == -1 and len(entries) > 1:
            if (
                len({m.sentence for m in entries[0]}) == 1
                and len(entries[0]) > 1
                and not any(m.nested for m in entries[0])
            ):
                entries = entries[:1]  # the first paragraph is the list itself; what follows is other text
            else:
                entries = [e[:1] for e in entries]
        self._open, self._entries, self._style = (), [], (-1, -1)
        self._topic.within, self._topic.head = False, None
        parts = entries[0] if len(entries) == 1 else []
        lists: list[tuple[Mention, list[Mention]]] = []
        for head in heads:
            if len(entries) > 1:
                alone = len(heads) == 1
                same = [[m for m in e if m.stage.value == head.stage.value or (alone and len(e) == 1)] for e in entries]
                if any(len(found) != 1 for found in same):
                    continue
                chosen = [found[0] for found in same]
            elif len(heads) == 1:
                chosen = parts
            else:
                chosen = [m for m in parts if m.stage.value == head.stage.value]
            if len({m.item for m in chosen}) == len(chosen):
                lists.append((head, chosen))
        short = [sum((m.quantity.value for m in c), Fraction(0)) < h.quantity.value for h, c in lists]
        partial = len(lists) > 1 and all(short)  # every stage falls short: the paragraphs do not list everything
        for head, chosen in lists:
            closed = not partial and not any(m.open_list for m in chosen)
            self._add_up(head, chosen, place, closed=closed, role="items" if len(entries) > 1 else "list")

    def finish(self, place: Place) -> None:
        """No more text comes."""
        self._flush(place)

    def _announce(self, plain: str) -> None:
        """A paragraph that begins with the name of an indicator (预算完成率：…) is about what that indicator is about."""
        label, colon, _ = plain.partition(":")
        known = self.vocabulary.item_of(label) if colon and len(label) < 20 else None
        if known is not None:
            self._topic.item, self._topic.label = known.id.split(":")[0], label

    def _heading(self, plain: str) -> None:
        label = re.sub(r"(?:使用|支出)?(?:管理)?(?:和|及)?(?:管理)?(?:使用)?(?:总体)?情况(?:说明)?$", "", bare(plain))
        known = (
            self.vocabulary.item_of(label)
            or self.vocabulary.item_of(bare(plain))
            or self.vocabulary.item_of(label + "支出")
        )
        self._topic = _Topic(item=known.id if known else "", label=label)

    # --- clauses

    def _paragraph(self, plain: str, place: Place, prefix: str) -> list[Mention]:
        mentions: list[Mention] = []
        self._paragraphs += 1
        for number, match in enumerate(_SENTENCE.finditer(plain)):
            sentence = match.group()
            if not sentence:
                continue
            if _TEMPLATE.search(sentence) is None:
                one = self._both_sides(sentence, number, place)
                mentions += self._sentence(one, number, match.start())
            if self._topic.outer is not None:
                # 其中 A，其中 a、b；B: behind the semicolon the list outside goes on
                self._topic.head, self._topic.group = self._topic.outer
                self._topic.outer = None
            if sentence.endswith(("。", "\n")):
                if self._topic.within and not self._open:
                    self._topic.within = False
                if self._topic.subject is not None and self._topic.head is not None and not self._open:
                    self._topic.subject = self._topic.head  # after a list the text speaks of its head again
                if not any(m.sentence == number for m in mentions) and (
                    len(sentence) < 24 or _CLASS_END.search(sentence)
                ):
                    self._short_topic(sentence)
        mentions = _exact_in_list(mentions)
        self._settled = set()
        self._relations(mentions, place)
        self._state(mentions, place, prefix)
        for mention in mentions:
            if mention.kind is Kind.AMOUNT and mention.item:
                self._memory.setdefault(mention.item, []).append(mention)
        return mentions

    def _both_sides(self, sentence: str, number: int, place: Place) -> str:
        """收、支总计各是 a、b: two figures in one phrase, and their changes and rates in the same order.

        Returns what is left to read: 收、支总计各增加 d is one figure said once for both sides.
        """
        pairs = [(m["what"] or "", m["one"], m["two"], m["unit"]) for m in _TWO.finditer(sentence)]
        if not pairs or not _SIDES.search(sentence):
            return _ALIKE.sub("收支总计", sentence)
        items = (("revenue-side", "收入总计"), ("expenditure-side", "支出总计"))
        made: list[Mention] = []
        for side, (item, label) in enumerate(items):
            for what, *numbers, unit in pairs:
                quantity = read(numbers[side] + unit)
                kind = Kind.GROWTH if unit == "%" else Kind.CHANGE if _sign(what) else Kind.AMOUNT
                if isinstance(quantity, Quantity):
                    sign = _sign(what) if kind is not Kind.AMOUNT else 1
                    quantity = evolve(quantity, number=quantity.number * (sign or 1))
                    year = self.around.own_year(known=Known.DECLARED)
                    made.append(
                        Mention(
                            kind, quantity, label, item, year, printed(ACTUAL), printed(ALL_FUNDS), what, side, number, named=True,
                        )
                    )  # fmt: skip
        amounts = [m for m in made if m.kind is Kind.AMOUNT]
        if len(amounts) == len(items):
            block = self._block()
            self.statements += [self._statement(m, m.item, block, place) for m in amounts]
            self._sides = tuple(amounts)
        for side, amount in enumerate(self._sides):
            change = next((m for m in made if m.kind is Kind.CHANGE and m.start == side), None)
            growth = next((m for m in made if m.kind is Kind.GROWTH and m.start == side), None)
            if change is not None and growth is not None:
                self._growth([amount], change, growth, place)
        return _TWO.sub(lambda m: " " * len(m.group()), sentence)

    def _short_topic(self, sentence: str) -> None:
        label = bare(sentence)
        known = self.vocabulary.item_of(label)
        self._topic.item = known.id if known else (f"text/{free(label)}" if label else self._topic.item)
        self._topic.label = label
        self._topic.subject = None
        if not self._open:
            self._topic.head = None

    def _sentence(self, sentence: str, number: int, start: int) -> list[Mention]:
        found: list[Mention] = []
        cursor = 0
        last = max((m.end() for m in _NUMBER.finditer(sentence)), default=0)
        counted = sentence[:last] + _IN_WORDS.split(sentence[last:])[0]
        listed = bool(re.search(r"等[^级]{0,8}[。；;]?$|等(?:方面|项目|支出)?[。；;]", counted))
        for match in _NUMBER.finditer(sentence):
            before = sentence[cursor : match.start()]
            cursor = match.end()
            self._topic.moves = sentence.startswith((*_UP, *_DOWN), match.end())
            self._topic.about = sentence.startswith(_ROUGHLY, match.end())
            mention = self._mention(before, match, number, start, found, listed=listed)
            if mention is not None:
                found.append(mention)
        parts = [m for m in found if m.kind is Kind.AMOUNT and m.within]
        if len(parts) > 1 and not listed and parts[-1].label.startswith("其他") and parts[-1].label != "其他":
            # 主要是：A、B、其他项目C: the rest has a name and an amount, so nothing is left out
            return [evolve(m, open_list=False) if m.within and m.group == parts[-1].group else m for m in found]
        return found

    def _mention(
        self, before: str, match: re.Match[str], number: int, start: int, earlier: Sequence[Mention], *, listed: bool
    ) -> Mention | None:  # fmt: skip
        topic = self._topic
        within_here = _WITHIN.search(before)
        if within_here is not None:
            was_within, topic.within = topic.within, True
            topic.open_list = "主要" in within_here.group() or "包括" in within_here.group()
            inside = was_within and topic.head is not None and not self._open
            kept = topic.outer or ((topic.head, topic.group) if inside and topic.head is not None else None)
            topic.groups += 1
            topic.group = topic.groups
            sibling = (
                was_within and topic.head is not None and re.search(r"(?:收入|支出|其他)(?:项目)?(?:主要)?包括", before)
            )
            near = topic.subject is not None and number - topic.subject.sentence <= 1
            topic.nested = bool(self._open) and near
            topic.head = topic.head if sibling else topic.subject if near else None
            topic.within = topic.head is not None
            topic.outer = None if sibling else kept
            before = before[within_here.end() :]
        words = before.lstrip("。；;,、:)")
        clause = re.split(r"[,，、；;。:]", words)[-1] if not _BASE.search(words) else words
        clause = clause.strip()
        quantity = self._quantity(match)
        if quantity is None:
            return None
        if topic.about or _ABOUT.search(clause):
            quantity = evolve(quantity, approximate=True)
            words, clause = _ABOUT.sub("", words), _ABOUT.sub("", clause)
        unit = match["unit"]
        if unit in ("人", "名"):
            return self._count(clause, words, quantity, number, start + match.start())
        kind, base = self._kind(words, clause, unit, earlier)
        if kind is None or (kind is Kind.AMOUNT and _PER_UNIT.search(clause)):
            return None  # 单价18.00万元 is part of no sum
        if kind in (Kind.CHANGE, Kind.GROWTH, Kind.OVER):
            sign = _sign(words)
            if kind is Kind.OVER:
                sign = 1 if re.search(r"大于|超过", clause) else -1
            if sign == 0 and not _RATE_WORDS.search(clause):
                return None
            if sign:  # 变动率为-21.25%: without a word of direction the printed sign stands
                quantity = evolve(quantity, number=abs(quantity.number) * sign)
        label, item, named = self._item(clause, words, kind, earlier, number)
        year, stage, fund = self._when(words, clause, kind, number, item)
        if kind is Kind.GROWTH and earlier and earlier[-1].kind is Kind.CHANGE and earlier[-1].item == item:
            stage = earlier[-1].stage
        mention = Mention(
            kind, quantity, label, item, year, stage, fund, words, start + match.start(), number,
            within=topic.within and topic.head is not None, base=base, open_list=topic.open_list or listed, named=named, nested=topic.nested, group=topic.group,
            under=topic.head.start if topic.within and topic.head is not None else -1,
        )  # fmt: skip
        if (
            kind is Kind.AMOUNT
            and _RESTATES.search(clause)
            and any(m is not None and m.quantity.value == quantity.value for m in (topic.head, topic.subject))
        ):
            return None  # 共计支出2.00万元: the amount before it, said again
        if kind is Kind.AMOUNT and str(stage.value).endswith(".budget") and not mention.within:
            topic.budget = stage
        if kind is Kind.AMOUNT and _before(mention, topic.subject):
            return mention  # …，2022年850万元，增加50万元: what changed is still this year's
        if kind is Kind.AMOUNT:
            topic.subject = mention
            if stage.value is ACTUAL:
                topic.actual = mention
            if not mention.within:
                topic.head = mention
        return mention

    def _quantity(self, match: re.Match[str]) -> Quantity | None:
        reading = read(match.group().replace("名", "人"))
        return reading if isinstance(reading, Quantity) else None

    def _kind(self, words: str, clause: str, unit: str, earlier: Sequence[Mention]) -> tuple[Kind | None, str]:
        base = _BASE.search(words)
        year = ("plan" if base["plan"] else base["year"] or "") if base else ""
        self._topic.compares = self._topic.compares or base is not None
        if unit == "%":
            if _COMPLETION.search(clause):
                return Kind.COMPLETION, ""
            if _SHARE.search(clause):
                return Kind.SHARE, ""
            if any(w in words for w in (*_UP, *_DOWN)) or re.search(r"变动率|增长率|降幅|增幅", words):
                return Kind.GROWTH, year or (earlier[-1].base if earlier else "")
            return None, ""
        if unit == "个百分点":
            return None, ""
        if _OVER.search(clause):
            return Kind.OVER, ""
        if _MOVES.search(clause):
            if earlier and earlier[-1].kind is Kind.BASE:
                return Kind.CHANGE, "named"
            if base is not None or ((earlier or self._topic.compares) and not re.search(r"追加|预算|调", clause)):
                return Kind.CHANGE, year
            return None, ""
        if _COMPARED.search(clause) or (self._topic.moves and re.search(r"较|比|与|同", clause)):
            return Kind.BASE, ""
        return Kind.AMOUNT, ""

    # --- names

    def _item(
        self, clause: str, words: str, kind: Kind, earlier: Sequence[Mention], number: int
    ) -> tuple[str, str, bool]:
        """Label and line item of a clause; a change or rate without words of its own is its subject's."""
        topic = self._topic
        text = clause
        if kind in (Kind.CHANGE, Kind.GROWTH):
            base = _BASE.search(words)
            own = _RATE_WORDS.sub("", _MOVES.sub("", words[base.end() :])).strip(",，、 相比") if base else ""
            before = own or (words[: base.start()] if base else _RATE_WORDS.sub("", _MOVES.sub("", clause)))
            text = re.split(r"[,，、；;。:]", before)[-1]
        elif kind is Kind.SHARE:
            share = _SHARE.search(clause)
            text = clause[: share.start()] if share else ""
        elif kind in (Kind.COMPLETION, Kind.OVER):
            text = ""
        label = self._bare(text)
        subject = topic.subject
        if not label and kind is Kind.GROWTH and earlier and earlier[-1].kind is Kind.CHANGE:
            return earlier[-1].label, earlier[-1].item, earlier[-1].named
        if not label:
            if kind is Kind.AMOUNT and earlier and _IN_ALL.fullmatch(clause):
                return "合计", f"text/合计{number}", False
            if kind is Kind.AMOUNT:
                same = subject is not None and subject.item and (not topic.within or subject.sentence == number)
                if subject is not None and same:
                    return subject.label, subject.item, subject.named
                return topic.label, topic.item, bool(topic.item) and not topic.item.startswith("text/")
            if subject is not None:
                return subject.label, subject.item, subject.named
            return topic.label, topic.item, bool(topic.item) and not topic.item.startswith("text/")
        owner = topic.subject if topic.subject is not None and topic.subject.sentence == number else None
        if kind is Kind.AMOUNT and label in _ANYBODYS:  # A项目预算200，支出190: what A spent
            if owner is not None and owner.item.startswith("text/"):
                return owner.label, owner.item, False
            if owner is None and topic.item.startswith("text/"):
                return topic.label, topic.item, False
        known = self._known(label)
        if known:
            return label, known, True
        added = _ADDED.match(label)
        if added is not None and kind is Kind.AMOUNT:
            return label, f"total.addition/{free(label)}", True
        return label, f"text/{free(label)}", False

    def _bare(self, text: str) -> str:
        books = _BOOKS.search(text)
        if books is not None:  # 预算 in the name of a budget book is no stage
            return bare(_FILLER.sub("", _LEAD.sub("", bare(_YEAR.sub("", text))))).strip("的,，、 ")
        label = _EACH.sub("", bare(_YEAR.sub("", text)))
        if self.vocabulary.item_of(label):
            return label
        label = _LAST.sub("", label)
        plain = _FILLER.sub("", label)
        label = plain if self.vocabulary.item_of(plain) else _STAGE_WORDS.sub("", label)
        label = _FILLER.sub("", _LEAD.sub("", label))
        return label.strip("的,，、 ")

    def _known(self, label: str) -> str:
        topic = self._topic
        if topic.within and topic.head is not None and topic.head.item.split("@")[0] == "basic":
            known = next((i for i in self.vocabulary.by_alias.get(bare(label), ()) if i.id.startswith("basic@")), None)
            if known is not None:
                return known.id
        for word in (
            label,
            label if "(" in label else label + "支出",
            label.removesuffix("支出"),
            label.removesuffix("经费") + "费",
            label.removesuffix("总计"),
            label.removesuffix("合计"),
        ):
            found = self.vocabulary.item_of(word)
            if found is not None and not found.id.startswith("basic@"):
                return found.id
        return ""

    def _when(self, words: str, clause: str, kind: Kind, number: int, item: str) -> tuple[Part, Part, Part]:
        topic = self._topic
        scope = f"s{self._paragraphs}.{number}"
        said = _YEAR.findall(re.sub(_BASE, "", words))
        year: Part
        if said:
            year = printed(int(said[-1]))
            topic.year = int(said[-1])
        elif kind is Kind.AMOUNT and _OF_LAST.search(clause) and self.around.year is not None:
            year = declared(self.around.year - 1)
        elif "变动率" in words and self.around.year is not None:
            year = declared(self.around.year)
        elif topic.within and topic.head is not None:
            year = topic.head.year
        elif topic.subject is not None and kind is not Kind.AMOUNT and topic.subject.item == item:
            year = topic.subject.year
        elif topic.year is not None:
            year = printed(topic.year)
        else:
            year = self.around.own_year(known=Known.DECLARED)
        known = self.vocabulary.items.get(item.split("@")[0])
        if known is not None and known.stage is not None:
            stage = declared(known.stage)
        else:
            stage = self._stage(clause if kind is Kind.AMOUNT else words, scope, kind)
        return year, stage, self._fund(words, item)

    def _stage(self, text: str, scope: str, kind: Kind) -> Part:
        text = _BOOKS.sub("", text)
        if kind in (Kind.CHANGE, Kind.GROWTH) and re.search(r"(?<!年初)(?<!全年)预算(?:较|比|与|同)", text):
            return declared(ORIGINAL)  # “三公”经费预算较上年预算数减少: the budgets the year began with
        if kind in (Kind.CHANGE, Kind.GROWTH):
            text = _BASE.sub("", text)  # 较年初预算数增加: the budget is what it is held against
        found = [(m.end(), stage) for pattern, stage in _STAGES for m in pattern.finditer(text)]
        if found:
            return printed(max(found)[1])
        if kind is Kind.AMOUNT and self._topic.within and "预算" in text:
            return self._topic.budget or open_in(f"{scope}.budget")
        subject = self._topic.head if self._topic.within else self._topic.subject
        if kind is not Kind.AMOUNT or self._topic.within:
            if subject is not None and kind is not Kind.AMOUNT:
                done = self._topic.actual
                if done is not None and done.item == subject.item:
                    return done.stage  # 决算 a，预算 b，比上年增加 d: the change is that of what was spent
            return subject.stage if subject is not None else open_in(scope)
        return open_in(f"{scope}.budget" if "预算" in text else scope)

    def _fund(self, words: str, item: str) -> Part:
        topic = self._topic
        words = words.replace("非财政拨款", "")
        said = next((fund for word, fund in _FUND_WORDS if word in words), "")
        if said:
            topic.fund = topic.fund if topic.spoken else said
            topic.spoken = True
            return printed(said)
        first, topic.spoken = not topic.spoken, True
        known = self.vocabulary.items.get(item.split("@")[0].split(":")[0])
        if topic.fund and not first:
            return printed(topic.fund)
        if topic.within and topic.head is not None and topic.head.fund.value != ALL_FUNDS:
            return topic.head.fund
        if known is not None and known.all_funds:
            return printed(ALL_FUNDS)
        return declared(ALL_FUNDS)

    def _count(self, clause: str, words: str, quantity: Quantity, number: int, start: int) -> Mention | None:
        """Posts and people in post, in all or by kind of post (行政, 事业, 工勤)."""
        topic = self._topic
        if _MOVES.search(clause):
            return None
        quantity = evolve(quantity, unit=unit_named("人"), exact=True)
        kind = next((k for k in ("行政", "事业", "工勤", "参公", "参照公务员") if k in clause), "")
        owner = _OWNER.match(clause)
        if not kind and owner is not None and topic.within:
            kind = owner["who"]
        topic.category = kind or (
            topic.category
            if topic.within
            and re.fullmatch(r"(?:实有|在职|在编|实际在职|现有)(?:人员|人数|在职人员)?(?:数|为)*", clause)
            else ""
        )
        fresh, topic.counted = topic.counted != number, number
        posts = re.search(r"(?:核定|三定方案)?编制(?:人员|人数|数|总数|内)?(?:数|总数|为|共|:)*$|核定[^,]*编制", clause)
        people = re.search(r"实有|在职|在编|在岗|教职工", clause)
        if re.search(r"离退休|退休|遗属|临聘|编外|聘用|学生|幼儿|党员", clause):
            item, label = "", clause
        elif (people and "实有编制" not in clause) or "实有" in clause:
            item, label = "staff.in-post", "实有人数"
        elif posts:
            item, label = "staff.posts", "编制人数"
        else:
            item, label = "", clause
        if fresh and item == "staff.in-post" and not kind:
            topic.within, topic.category = False, ""  # 编制58名，其中…；实有人数55人: a new count, not a part
        suffix = f"/{topic.category}" if topic.category and item else ""
        loose = f"text/{free(self._bare(clause) or clause)}"
        said = _YEAR.findall(re.sub(_BASE, "", words))
        topic.year = int(said[-1]) if said else topic.year
        year = printed(topic.year) if topic.year is not None else self.around.own_year(known=Known.DECLARED)
        mention = Mention(
            Kind.COUNT, quantity, f"{topic.category}{label}" if item else self._bare(clause) or clause, (item + suffix) or loose, year,
            printed(STOCK), printed(ALL_FUNDS), words, start, number, within=topic.within and topic.head is not None, named=bool(item),
        )  # fmt: skip
        if not mention.within:
            topic.subject = topic.head = mention
        return mention

    # --- statements

    def _name(self, mention: Mention, item: str) -> FigureName:
        return FigureName(self.around.entity, item, mention.year, mention.stage, mention.fund)

    def _statement(self, mention: Mention, item: str, block: str, place: Place, parent: str = "") -> Statement:
        return Statement(
            self._name(mention, item), mention.label or "（未名）", mention.quantity, place, block, parent=parent
        )

    def _state(self, mentions: Sequence[Mention], place: Place, prefix: str) -> None:
        """Every amount, change and count under its own name, for comparison with tables and other sentences."""
        for mention in mentions:
            if not mention.item or not mention.named:
                continue
            if mention.kind in (Kind.AMOUNT, Kind.COUNT):
                block = f"{prefix}.{mention.sentence}"
                if "@" in mention.item:  # a sentence lists the classes it likes: it is no table of all of them
                    block = f"{block}.{mention.start}"
                self.statements.append(self._statement(mention, mention.item, block, place))
            elif mention.kind in (Kind.CHANGE, Kind.GROWTH) and not mention.base and mention.start not in self._settled:
                rate = "变动率" in mention.words
                item = f"{mention.item}:{'change-rate' if rate else mention.kind.value}"
                if rate:
                    mention = evolve(mention, stage=declared(STOCK))
                self.statements.append(self._statement(mention, item, f"{prefix}.{mention.sentence}", place))
            elif mention.kind is Kind.COMPLETION and _ITS_RATE.search(mention.words):
                stock = evolve(mention, stage=declared(STOCK))
                item = f"{mention.item}:completion-rate"
                self.statements.append(self._statement(stock, item, f"{prefix}.{mention.sentence}", place))

    def _block(self) -> str:
        self._blocks += 1
        return f"sentence {self._blocks}"

    # --- relations inside a sentence

    def _relations(self, mentions: Sequence[Mention], place: Place) -> None:
        self._total_change(mentions, place)
        self._changes(mentions, place)
        self._completions(mentions, place)
        self._shares(mentions, place)
        self._lists(mentions, place)

    def _together(self, place: Place, *named: tuple[Mention, str]) -> None:
        """A few mentions as one block; their names differ only in the role each plays there."""
        first = named[0][0]
        block = self._block()
        for mention, role in named:
            name = FigureName(self.around.entity, f"{first.item or 'text'}#{role}", first.year, first.stage, first.fund)
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
                (base.kind is Kind.BASE and base.sentence == change.sentence) or _before(base, now)
            ):
                self._together(place, (base, "base"), (change, "change"), (growth, "growth-on-base"))
                self._settled.add(growth.start)
                continue
            candidates = self._candidates(mentions[: index - 1], change)
            if candidates:
                self._growth(candidates, change, growth, place)
                self._settled.add(growth.start)
        for index, change in enumerate(mentions):
            base = mentions[index - 1] if index > 1 else None
            if change.kind is not Kind.CHANGE or base is None or base.sentence != change.sentence:
                continue
            if base.kind is Kind.BASE or _before(base, mentions[index - 2]):
                after = _after(mentions[: index - 1], base, change)
                if after is not None:
                    self._together(place, (after, "after"), (base, "earlier"), (change, "move"))
        for index, rate in enumerate(mentions):
            if rate.kind is Kind.GROWTH and "变动率" in rate.words and index >= 2:
                before, now = mentions[index - 1], mentions[index - 2]
                if before.kind is Kind.AMOUNT and now.kind is Kind.AMOUNT and _LAST.search(before.words):
                    self._together(place, (now, "now"), (before, "before"), (rate, "change-rate"))

    def _growth(self, candidates: Sequence[Mention], change: Mention, growth: Mention, place: Place) -> None:
        """One block: the change, its rate, and the amounts the sentence may be speaking of, the likeliest first."""
        first, block = candidates[0], self._block()
        stem = f"{first.item or 'text'}#growth"
        roles = [(growth, stem, ""), (change, f"{stem}/change", "")]
        roles += [(m, f"{stem}/now{n}", stem) for n, m in enumerate(candidates)]
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
        others += [] if own else [h for h in (self._topic.head,) if h is not None and h.kind is Kind.AMOUNT]
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
            for m in self._memory.get(change.item, ())
            if m.year.value == change.year.value
            and m.fund.value == change.fund.value
            and (change.stage.is_open or m.stage.is_open or m.stage.value == change.stage.value)
        ]
        return found[0] if len({m.quantity.value for m in found}) == 1 else None

    def _total_change(self, mentions: Sequence[Mention], place: Place) -> None:
        """合计增加 d, followed by the changes of its lines: they add up to d."""
        changes = [m for m in mentions if m.kind is Kind.CHANGE]
        if len(changes) > 2 and "合计" in changes[0].words and all(m.named for m in changes[1:]):
            self._add_up(changes[0], changes[1:], place, closed=True)

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
            base = _COMPLETION.search(re.split(r"[,，、；;。:]", rate.words)[-1].strip())
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
                self._together(place, (actual, "actual"), (budgets[-1], "budget"), (rate, "completion"))
            over = next((m for m in mentions[index + 1 : index + 3] if m.kind is Kind.OVER), None)
            if actual is not None and over is not None and over.item == rate.item:
                whole = evolve(over, quantity=evolve(over.quantity, number=abs(over.quantity.number)))
                self._together(
                    place, (actual, "actual"), (over, "over"), (whole, "over-base"), (rate, "completion-over")
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
        self._common_whole(loose, place)

    def _wholes(self, part: Mention, share: Mention, mentions: Sequence[Mention]) -> list[Mention] | None:
        """The amounts a share may be of; none where only its neighbours can tell, None where nobody can."""
        of = _SHARE.search(re.split(r"[,，；;。:]", share.words)[-1])
        word = self._bare(of["of"].strip("的")) if of is not None and of["of"] else ""
        before = [m for m in mentions if m.kind is Kind.AMOUNT and m.start < part.start and not m.within]
        head = before[-1:] if part.within else []
        if word:
            item = self._known(word) or f"text/{free(word)}"
            named = [
                m for m in (*self._memory.get(item, ()), *before) if m.item == item and m.year.value == part.year.value
            ]
            return named[-MOST_CANDIDATES:] or [h for h in head if word in h.label] or None
        if head:
            return (before[:-1] + head)[-MOST_CANDIDATES:]
        known = self.vocabulary.items.get(part.item)
        found = [
            m
            for m in self._memory.get(known.parent if known is not None else "", ())
            if m.stage.value == part.stage.value and m.year.value == part.year.value and m.fund.value == part.fund.value
        ]
        return found if len({m.quantity.value for m in found}) == 1 else []

    def _share(self, part: Mention, wholes: Sequence[Mention], share: Mention, place: Place) -> None:
        block = self._block()
        stem = f"{part.item or 'text'}#share"
        roles = [(share, stem, ""), (part, f"{part.item or 'text'}#part", "")]
        distinct = {m.quantity.value: m for m in wholes}
        roles += [(m, f"{stem}/whole{n}", stem) for n, m in enumerate(distinct.values())]
        for mention, item, parent in roles:
            name = FigureName(self.around.entity, item, part.year, part.stage, part.fund)
            self.statements.append(
                Statement(name, mention.label or part.label, mention.quantity, place, block, parent=parent)
            )

    def _common_whole(self, loose: Sequence[tuple[Mention, Mention]], place: Place) -> None:
        """A run of shares of one unnamed whole: the recent amount that most of them fit is that whole."""
        if len(loose) < 2:
            return
        recent = [m for found in self._memory.values() for m in found[-2:] if m.quantity.value > 0][-40:]

        def fits(part: Mention, share: Mention, whole: Mention) -> bool:
            exact = part.quantity.value / whole.quantity.value
            return stated_rate_fits(share.quantity, exact, exact)

        counts = {id(w): sum(fits(p, s, w) for p, s in loose) for w in recent}
        best = max(recent, key=lambda w: counts[id(w)], default=None)
        if best is not None and counts[id(best)] * 2 >= len(loose) and counts[id(best)] > (1 if len(loose) > 2 else 0):
            for part, share in loose:
                self._share(part, [best], share, place)

    def _lists(self, mentions: Sequence[Mention], place: Place) -> None:
        """X, 其中 a、b、c: the parts add up to X, or may not exceed it where the list is open."""
        for kinds in ({Kind.AMOUNT}, {Kind.COUNT}):
            head: Mention | None = None
            parts: list[Mention] = []
            for mention in (*mentions, None):
                if mention is not None and mention.kind not in kinds:
                    continue
                if mention is not None and (mention.nested if self._open else mention.within):
                    parts.append(mention)
                    continue
                if head is not None and parts:
                    for group in dict.fromkeys(p.group for p in parts):
                        chosen = [p for p in parts if p.group == group]
                        own = next((m for m in mentions if m.kind in kinds and m.start == chosen[0].under), head)
                        self._list(own, chosen, mentions, place)
                head, parts = mention, []

    def _list(self, head: Mention, parts: list[Mention], mentions: Sequence[Mention], place: Place) -> None:
        if head.kind is Kind.COUNT:
            for item in ("staff.posts", "staff.in-post"):
                of_item = [p for p in parts if p.item.split("/")[0] == item]
                whole = next(
                    (m for m in reversed(mentions) if m.kind is Kind.COUNT and m.item == item and not m.within), None
                )
                if of_item and whole is not None and all("/" in p.item for p in of_item):
                    self._add_up(whole, of_item, place, closed=True)
            free = [p for p in parts if not p.item.startswith("staff.")]
            if free and len(free) == len(parts):
                self._add_up(head, free, place, closed=not any(p.open_list for p in parts))
            return
        closed = not any(p.open_list for p in parts)
        heads = [
            m
            for m in mentions
            if m.kind is Kind.AMOUNT and not m.within and m.item == head.item and m.sentence == head.sentence
        ] or [head]
        if parts[0].sentence != head.sentence and len(heads) == 1:
            total = sum((p.quantity.value for p in parts), Fraction(0))
            others = [m for m in mentions if m.kind is Kind.AMOUNT and not m.within and m.sentence == head.sentence]
            spent = [m for m in others if not re.search(r"结余|结转", m.label)]
            if head.quantity.value != total:
                head = next((m for m in reversed(others) if m.quantity.value == total), spent[-1] if spent else head)
            heads = [head]
        if len(heads) == 1:
            if len({p.item for p in parts}) == len(parts):
                self._add_up(head, parts, place, closed=closed)
            self._changes_add_up(head, parts, mentions, place, closed=closed)
            return
        items = {p.item for p in parts}
        for whole in heads:
            same = [p for p in parts if p.stage.value == whole.stage.value]
            if len(same) == len(items) == len({p.item for p in same}):
                self._add_up(whole, same, place, closed=closed)

    def _changes_add_up(
        self, head: Mention, parts: Sequence[Mention], mentions: Sequence[Mention], place: Place, *, closed: bool
    ) -> None:
        """Where every part states its change, the changes add up to that of the whole; a part of 0 may leave it out."""

        def change_of(one: Mention) -> Mention | None:
            at = mentions.index(one)
            after = mentions[at + 1] if at + 1 < len(mentions) else None
            return after if after is not None and after.kind is Kind.CHANGE and after.item == one.item else None

        if not closed or head not in mentions:
            return
        whole = change_of(head)
        changes = [(p, change_of(p)) for p in parts]
        if whole is None or sum(c is not None for _, c in changes) < 2:
            return
        if any(c is None and p.quantity.value != 0 for p, c in changes):
            return
        self._add_up(whole, [c for _, c in changes if c is not None], place, closed=True)

    def _add_up(
        self, whole: Mention, parts: Sequence[Mention], place: Place, *, closed: bool, role: str = "list"
    ) -> None:
        if len(parts) < 2 or any(p.quantity.approximate for p in (whole, *parts)):
            return
        block = self._block()
        item = f"{whole.item or 'text'}#{role if closed else 'open-list'}"
        name = FigureName(self.around.entity, item, whole.year, whole.stage, whole.fund)
        self.statements.append(Statement(name, whole.label or "合计", whole.quantity, place, block))
        for number, part in enumerate(parts):
            part_name = FigureName(self.around.entity, f"{item}/{number}", whole.year, whole.stage, whole.fund)
            self.statements.append(Statement(part_name, part.label, part.quantity, place, block, parent=item))


def _before(one: Mention, other: Mention | None) -> bool:
    """Whether an amount is that of an earlier year of the amount its sentence has just named."""
    if other is None or one.kind is not Kind.AMOUNT or other.kind is not Kind.AMOUNT:
        return False
    years = one.year.value, other.year.value
    same = one.item == other.item and one.sentence == other.sentence
    return same and all(isinstance(y, int) for y in years) and years[0] < years[1]  # type: ignore[operator]


def _after(earlier: Sequence[Mention], base: Mention, change: Mention) -> Mention | None:
    """The amount that base and change lead to: one of the sentence that they do, or the only one there is."""
    own = re.split(r"[,，、；;。:]", base.words.strip(",，"))[-1]
    if base.kind is Kind.BASE and not own.startswith(("比", "较", "与", "同")):
        return None  # 人员经费比上年…: the base names a line of its own
    amounts = [m for m in earlier if m.kind is Kind.AMOUNT and m.sentence == base.sentence]
    due = base.quantity.value + change.quantity.value
    fits = next((m for m in reversed(amounts) if m.quantity.value == due), None)
    return fits or (amounts[0] if len(amounts) == 1 else None)


def _lift(plain: str) -> tuple[str, list[tuple[int, str]]]:
    """A text without its brackets that hold numbers, and what stood in them, each with where."""
    inner: list[tuple[int, str]] = []
    out, cursor = "", 0
    for match in _BRACKET.finditer(plain):
        if _NUMBER.search(match.group(1)):
            out += plain[cursor : match.start()]
            inner.append((len(out), match.group(1)))
            cursor = match.end()
    return out + plain[cursor:], inner


def _sign(words: str) -> int:
    """+1 for a rise, −1 for a fall, 0 where the words say neither or both."""
    tail = words[-24:]
    up = max((tail.rfind(w) for w in _UP), default=-1)
    down = max((tail.rfind(w) for w in _DOWN), default=-1)
    if up < 0 and down < 0:
        return 0
    return 1 if up > down else -1


def _exact_in_list(mentions: list[Mention]) -> list[Mention]:
    """Whole numbers among decimals stand for themselves."""
    money = [m.quantity for m in mentions if m.kind in (Kind.AMOUNT, Kind.CHANGE)]
    if not exact_among(money):
        return mentions
    return [
        evolve(m, quantity=m.quantity.as_exact())
        if m.kind in (Kind.AMOUNT, Kind.CHANGE) and m.quantity.places == 0
        else m
        for m in mentions
    ]


def sentences(
    texts: Sequence[tuple[str, Place]], vocabulary: Vocabulary, around: Surroundings
) -> Iterator[Statement]:  # fmt: skip
    """What running text states."""
    reader = Sentences(vocabulary, around)
    for number, (text, place) in enumerate(texts, 1):
        reader.read(text, place, f"text {number}")
    if texts:
        reader.finish(texts[-1][1])
    yield from reader.statements
