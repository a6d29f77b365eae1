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

from attrs import define, evolve, field

from perfeval.document import Place
from perfeval.errors import UnreadableError
from perfeval.model import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    Statement,
)
from perfeval.quantities import Quantity, read, tidy
from perfeval.recognition.clauses import Clauses, Topic
from perfeval.recognition.comparisons import compare
from perfeval.recognition.lists import Below, add_books, add_lists
from perfeval.recognition.mentions import (
    BASE,
    BEFORE_WHOLE,
    DOWN,
    OF_WHOLE,
    RATE_WORDS,
    TAKEN_BACK,
    UP,
    Kind,
    Mention,
    exact_in_list,
    of_earlier_year,
    sign_of,
)
from perfeval.recognition.relations import MOST_CANDIDATES, Relations
from perfeval.recognition.sides import SIDES, Sides
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.vocabulary import Vocabulary, numbering

#: Longer texts are cut into pieces of this size: no sentence of a report comes near.
LONGEST_SENTENCE = 4000

_NUMBER = re.compile(  # bounded and possessive: a line of nothing but digits takes time that grows with its length only
    r"(?<!\d)(?<!\d[. ])(?P<sign>-)?(?P<number>(?:\d{1,9}+(?:亿|百万|千万|万|千)[零〇]?(?=\d)){0,2}+(?:\d{1,3}(?:,\d{3}){1,9}+(?:\.\d{1,40}+)?|\d{1,40}+(?:\.\d{1,40}+)?))(?P<about>余|多)?"
    r"(?P<unit>亿元|万余元|万多元|万元|千元|元(?!/)|个百分点|%|人(?!次|民|均|才|大|员)|名)"
)
_SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]?")
_ABOUT = re.compile(r"(?:约|近|逾|接近)$")
_ROUGHLY = ("左右", "上下")
_BRACKET = re.compile(r"\(([^()]*)\)")
_CLASS_END = re.compile(r"\((?:类|款|项)\)[。]?$")
#: What follows the last number of a sentence behind one of these is in words and leaves no sum open.
_IN_WORDS = re.compile(r"主要包括|包括|主要用于|用于|主要是|主要原因")
_SHARE_BEHIND = re.compile(OF_WHOLE.pattern + r"\d+(?:\.\d+)?%")
_PER_UNIT = re.compile(r"单价|平均|[车人户亩次]均|每|标准(?:为|是)?$")
_RESTATES = re.compile(r"^(?:以上)?(?:支出)?(?:共计|总计|合计|共)")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_AWAITS = re.compile(r"其中[:：]$")
#: What follows may be anything about the amount: only lines of its own item are taken for its parts.
_DETAILS = re.compile(r"(?:具体|支出|分项|明细|构成)?情况(?:说明)?如下[:：。]$")
_WITHIN = re.compile(r"其中[:,]?(?:主要(?:是|为|用于|包括)?)?|包括(?:用于)?[:]?|主要用于[:]?")
_TEMPLATE = re.compile(r"增加\(减少\)|增长\(下降\)|下降\(增长\)|减少\(增加\)|大小于|减增加|\(或与|XX|××|\*\*")


#: Figures in running text; what comes after takes time in proportion to them.
MOST_FIGURES = 100_000


@define
class Sentences:
    """Reads paragraphs in order; `relations` holds what they state."""

    vocabulary: Vocabulary
    around: Surroundings
    clauses: Clauses
    relations: Relations
    sides: Sides
    _below: Below = field(factory=Below)

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
        is_entry = (
            bool(self._below.heads) and style not in (-1, self._below.style[0]) and self._below.style[1] in (-1, style)
        )
        plain_entry = (
            bool(self._below.heads)
            and style == -1
            and self._below.style[1] == -1
            and len(self._below.entries) < MOST_CANDIDATES
        )
        skipped = bool(self._below.heads) and style not in (-1, self._below.style[0]) and not is_entry
        if (
            self._below.heads
            and not is_entry
            and not plain_entry
            and not skipped
            and (self._below.entries or style >= 0)
        ):
            self._flush(place)
        if is_entry:
            self._below.style = (self._below.style[0], style)
        inside = bool(self._below.heads) and not skipped
        topic = self.clauses.topic
        topic.within, topic.head, topic.subject = inside, self._below.heads[-1] if inside else None, None
        topic.open_list = topic.compares = topic.nested = topic.spoken = False
        topic.year = topic.actual = topic.outer = None
        topic.fund = ""
        mentions: list[Mention] = []
        self._announce(plain)
        for number, start in enumerate(range(0, len(plain), LONGEST_SENTENCE)):
            piece, inner = _lift(plain[start : start + LONGEST_SENTENCE])
            mentions = self._paragraph(piece, place, f"{prefix}.{number}")
            for at, content in inner:
                self._inner(content, at, mentions, place, f"{prefix}.{number}.{at}")
        if inside:
            self._below.entries.append([m for m in mentions if m.kind is Kind.AMOUNT and m.within and not m.nested])
            reached = plain_entry and self._below.reached()
            if not is_entry and (reached or not plain_entry or not any(m.within for m in mentions)):
                self._flush(place)
        details = _DETAILS.search(plain) is not None
        if (details or _AWAITS.search(plain)) and not SIDES.search(plain):
            self._below.own_lines = details
            amounts = [m for m in mentions if m.kind is Kind.AMOUNT and not m.within]
            last = amounts[-1:] and [
                m for m in amounts if m.sentence == amounts[-1].sentence and m.item == amounts[-1].item
            ]
            self._below.heads, self._below.style, self._below.entries = tuple(last or ()), (style, -1), []

    def _inner(self, content: str, at: int, mentions: Sequence[Mention], place: Place, prefix: str) -> None:
        """A list in brackets behind an amount: its own level, never a part of the list outside."""
        within = _WITHIN.match(content)
        head = next((m for m in reversed(mentions) if m.kind is Kind.AMOUNT and m.start < at), None)
        if head is None:
            return
        if within is None:
            self._halves(content, head, place, prefix)
            return
        topic = self.clauses.topic
        kept = topic.within, topic.head, topic.subject, topic.open_list
        topic.within, topic.head, topic.subject = True, head, None
        topic.open_list = "主要" in within.group() or "包括" in within.group()
        found = exact_in_list(self._sentence(content[within.end() :], 0, 0))
        topic.within, topic.head, topic.subject, topic.open_list = kept
        amounts = [m for m in found if m.kind is Kind.AMOUNT]
        if len({m.item for m in amounts}) == len(amounts):
            self.relations.add_up(head, amounts, place, closed=not any(m.open_list for m in amounts))
        self.relations.state(found, place, prefix)

    def _halves(self, content: str, head: Mention, place: Place, prefix: str) -> None:
        """基本支出 a（人员经费 b，公用经费 c）: its parts by name, said of the same year, stage and fund."""
        topic = self.clauses.topic
        kept = topic.within, topic.head, topic.subject
        topic.within, topic.head, topic.subject = True, head, None
        found = exact_in_list(self._sentence(content, 0, 0))
        topic.within, topic.head, topic.subject = kept
        if head.named and len(found) > 1 and all(m.kind is Kind.AMOUNT and m.named for m in found):
            self.relations.state([evolve(head, sentence=0), *found], place, prefix)

    def _flush(self, place: Place) -> None:
        """End the list that began in an earlier paragraph."""
        self._below.add_up(self.relations, place)
        self.clauses.topic.within, self.clauses.topic.head = False, None

    def finish(self, place: Place) -> None:
        """No more text comes."""
        self._flush(place)
        self.relations.end_lines()

    def _announce(self, plain: str) -> None:
        """A paragraph that begins with the name of an indicator (预算完成率：…) is about what that indicator is about."""
        label, colon, _ = plain.partition(":")
        known = self.vocabulary.item_of(label) if colon and len(label) < 20 else None
        if known is not None:
            self.clauses.topic.item, self.clauses.topic.label = known.id.split(":")[0], label

    def _heading(self, plain: str) -> None:
        own = self.vocabulary.bare(plain)
        label = re.sub(r"(?:使用|支出)?(?:管理)?(?:和|及)?(?:管理)?(?:使用)?(?:总体)?情况(?:说明)?$", "", own)
        known = (
            self.vocabulary.item_of(label) or self.vocabulary.item_of(own) or self.vocabulary.item_of(label + "支出")
        )
        self.clauses.topic = Topic(item=known.id if known else "", label=label)

    # --- clauses

    def _paragraph(self, plain: str, place: Place, prefix: str) -> list[Mention]:
        mentions: list[Mention] = []
        self.clauses.paragraph += 1
        for number, match in enumerate(_SENTENCE.finditer(plain)):
            sentence = match.group()
            if not sentence:
                continue
            if _TEMPLATE.search(sentence) is None:
                one = self.sides.read(sentence, number, place)
                mentions += self._sentence(one, number, match.start())
            if self.clauses.topic.outer is not None:
                # 其中 A，其中 a、b；B: behind the semicolon the list outside goes on
                self.clauses.topic.head, self.clauses.topic.group = self.clauses.topic.outer
                self.clauses.topic.outer = None
            if sentence.endswith(("。", "\n")):
                if self.clauses.topic.within and not self._below.heads:
                    self.clauses.topic.within = False
                if (
                    self.clauses.topic.subject is not None
                    and self.clauses.topic.head is not None
                    and not self._below.heads
                ):
                    self.clauses.topic.subject = (
                        self.clauses.topic.head
                    )  # after a list the text speaks of its head again
                if not any(m.sentence == number for m in mentions) and (
                    len(sentence) < 24 or _CLASS_END.search(sentence)
                ):
                    self._short_topic(sentence)
        mentions = exact_in_list(mentions)
        self.relations.head, self.relations.listing = self.clauses.topic.head, bool(self._below.heads)
        self.relations.relate(mentions, place)
        add_lists(self.relations, mentions, place)
        pieces = [m.group() for m in _SENTENCE.finditer(plain)]
        add_books(self.relations, pieces, mentions, place)
        compare(self.relations, pieces, mentions, place)
        self.relations.state(mentions, place, prefix)
        self.relations.budgets += [m for m in mentions if m.kind is Kind.AMOUNT and m.stage.value in (ORIGINAL, FINAL)]
        for mention in mentions:
            if mention.kind is Kind.AMOUNT and mention.item:
                self.relations.memory.setdefault(mention.item, []).append(mention)
        return mentions

    def _short_topic(self, sentence: str) -> None:
        label = self.vocabulary.bare(sentence)
        known = self.vocabulary.item_of(label)
        free = f"text/{self.vocabulary.free(label)}" if label else self.clauses.topic.item
        self.clauses.topic.item = known.id if known else free
        self.clauses.topic.label = label
        self.clauses.topic.subject = None
        if not self._below.heads:
            self.clauses.topic.head = None

    def _sentence(self, sentence: str, number: int, start: int) -> list[Mention]:
        found: list[Mention] = []
        cursor = 0
        last = max((m.end() for m in _NUMBER.finditer(sentence)), default=0)
        counted = sentence[:last] + _IN_WORDS.split(sentence[last:])[0]
        listed = bool(re.search(r"等[^级]{0,8}[。；;]?$|等(?:方面|项目|支出)?[。；;]", counted))
        for match in _NUMBER.finditer(sentence):
            before = sentence[cursor : match.start()]
            cursor = match.end()
            self.clauses.topic.moves = sentence.startswith((*UP, *DOWN), match.end())
            self.clauses.topic.about = sentence.startswith(_ROUGHLY, match.end())
            self.clauses.topic.whole = _SHARE_BEHIND.match(sentence, match.end()) is not None
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
        topic = self.clauses.topic
        within_here = _WITHIN.search(before)
        if within_here is not None:
            was_within, topic.within = topic.within, True
            topic.open_list = "主要" in within_here.group() or "包括" in within_here.group()
            inside = was_within and topic.head is not None and not self._below.heads
            kept = topic.outer or ((topic.head, topic.group) if inside and topic.head is not None else None)
            topic.groups += 1
            topic.group = topic.groups
            sibling = (
                was_within and topic.head is not None and re.search(r"(?:收入|支出|其他)(?:项目)?(?:主要)?包括", before)
            )
            near = topic.subject is not None and number - topic.subject.sentence <= 1
            topic.nested = bool(self._below.heads) and near
            topic.head = topic.head if sibling else topic.subject if near else None
            topic.within = topic.head is not None
            topic.outer = None if sibling else kept
            before = before[within_here.end() :]
            topic.style, topic.deeper = -1, None
        words = before.lstrip("。；;,、:)")
        if topic.within and topic.head is not None:
            self._level(words)
        clause = re.split(r"[,，、；;。:]", words)[-1] if not BASE.search(words) else words
        clause = clause.strip()
        quantity = self._quantity(match)
        if quantity is None:
            return None
        if topic.about or _ABOUT.search(clause):
            quantity = evolve(quantity, approximate=True)
            words, clause = _ABOUT.sub("", words), _ABOUT.sub("", clause)
        unit = match["unit"]
        if unit in ("人", "名"):
            return self.clauses.count(clause, words, quantity, number, start + match.start())
        if earlier and earlier[-1].kind is Kind.WHOLE and unit == "%" and OF_WHOLE.fullmatch(clause):
            return evolve(
                earlier[-1], kind=Kind.PROPORTION, quantity=quantity, words=words, start=start + match.start()
            )
        whole = topic.whole and BEFORE_WHOLE.match(clause) is not None
        clause = BEFORE_WHOLE.sub("", clause) if whole else clause
        kind, base = self.clauses.kind(words, clause, unit, earlier)
        if kind is None or (kind is Kind.AMOUNT and _PER_UNIT.search(clause)):
            return None  # 单价18.00万元 is part of no sum
        if kind in (Kind.CHANGE, Kind.GROWTH, Kind.OVER):
            sign = sign_of(words)
            if kind is Kind.OVER:
                sign = 1 if re.search(r"大于|超过", clause) else -1
            if sign == 0 and not RATE_WORDS.search(clause):
                return None
            if sign:  # 变动率为-21.25%: without a word of direction the printed sign stands
                quantity = evolve(quantity, number=abs(quantity.number) * sign)
        label, item, named = self.clauses.item(clause, words, kind, earlier, number)
        year, stage, fund = self.clauses.when(words, clause, kind, number, item)
        if kind is Kind.GROWTH and earlier and earlier[-1].kind is Kind.CHANGE and earlier[-1].item == item:
            stage = earlier[-1].stage
        mention = Mention(
            kind, quantity, label, item, year, stage, fund, words, start + match.start(), number,
            within=topic.within and topic.head is not None, base=base, open_list=topic.open_list or listed, named=named, nested=topic.nested,
            group=topic.deeper[0] if topic.deeper else topic.group,
            under=topic.deeper[1] if topic.deeper else topic.head.start if topic.within and topic.head is not None else -1,
        )  # fmt: skip
        if kind is Kind.AMOUNT and whole:
            return evolve(mention, kind=Kind.WHOLE, within=False)  # a base, and nothing the sentence goes on about
        if (
            kind is Kind.AMOUNT
            and _RESTATES.search(clause)
            and any(m is not None and m.quantity.value == quantity.value for m in (topic.head, topic.subject))
        ):
            return None  # 共计支出2.00万元: the amount before it, said again
        if kind is Kind.AMOUNT and str(stage.value).endswith(".budget") and not mention.within:
            topic.budget = stage
        if kind is Kind.AMOUNT and (item.startswith("total.addition/") or TAKEN_BACK.search(clause)):
            return mention  # 年初预算 a，追加 b，全年预算 c: a and c are of one line
        if kind is Kind.AMOUNT and of_earlier_year(mention, topic.subject):
            return mention  # …，2022年850万元，增加50万元: what changed is still this year's
        if kind is Kind.AMOUNT:
            topic.subject = mention
            if stage.value is ACTUAL:
                topic.actual = mention
            if not mention.within:
                topic.head = mention
        return mention

    def _level(self, words: str) -> None:
        """A list whose lines are numbered 1., 2. may have lists of its own, numbered （1）, （2）."""
        topic, style = self.clauses.topic, numbering(words)
        if style < 0:
            return
        if topic.style < 0:
            topic.style = style
        elif style == topic.style:
            topic.deeper = None
        elif topic.deeper is None and topic.subject is not None:
            topic.groups += 1
            topic.deeper = (topic.groups, topic.subject.start)

    def _quantity(self, match: re.Match[str]) -> Quantity | None:
        reading = read(match.group().replace("名", "人"))
        return reading if isinstance(reading, Quantity) else None


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


def sentences(
    texts: Sequence[tuple[str, Place]], vocabulary: Vocabulary, around: Surroundings
) -> Iterator[Statement]:  # fmt: skip
    """What running text states.

    Raises
    ------
    UnreadableError
        If it has more figures than a report could.
    """
    if sum(len(_NUMBER.findall(text)) for text, _ in texts) > MOST_FIGURES:
        name = texts[0][1].file
        raise UnreadableError(
            f"{name}：文字里的数字多于 {MOST_FIGURES} 个，不像报告；请只保留报告本身后重试。",
            f"{name}: over {MOST_FIGURES} figures in its running text, which no report has; keep only the report.",
        )
    clauses = Clauses(vocabulary, around)
    relations = Relations(vocabulary, around, clauses.item_of)
    reader = Sentences(vocabulary, around, clauses, relations, Sides(relations, around))
    for number, (text, place) in enumerate(texts, 1):
        reader.read(text, place, f"text {number}")
    if texts:
        reader.finish(texts[-1][1])
    yield from relations.statements
