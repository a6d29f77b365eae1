"""What a clause names: the line item, year, stage and fund of a number, from its own words and from what the text is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from perfeval.model import ACTUAL, ALL_FUNDS, FINAL, ORIGINAL, STOCK, Known, Part, Stage, declared, open_in, printed
from perfeval.quantities import Quantity, tidy, unit_named
from perfeval.recognition.mentions import (
    ARRIVAL,
    BASE,
    COMPLETION,
    DOWN,
    LAST,
    RATE_WORDS,
    SHARE,
    TAKEN_BACK,
    UP,
    Kind,
    Mention,
)
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.vocabulary import Vocabulary

_EACH = re.compile(r"(?:各|均|都|分别)(?:为|是|达)?$")
#: Only nouns that name an amount may stand between the year compared with and its number; any other word leaves it open.
_COMPARED = re.compile(
    r"(?:较|比|与|同)[^,]*(?:上年|上一年|去年|(?:19|20)\d{2}年|年初|预算|决算|同期)"
    r"(?:年?度|年初|全年|同期|调整后?|批复|部门|支出|收入|预算|决算|执行|完成|实际|总额|金额|数额?|的|为|是)*$"
)
APPROPRIATION = "appropriation"
_FUND_WORDS = (
    ("一般公共预算", "general"), ("政府性基金", "fund"), ("国有资本", "state-capital"), ("财政拨款", APPROPRIATION),
)  # fmt: skip
_IN_ALL = re.compile(r"(?:以上)?(?:共计|总计|合计|共)(?:为|是|达)?")
_ANYBODYS = frozenset({"支出", "收入"})
_OWNER = re.compile(
    r"(?P<who>[^,，]{2,14}?(?:局|机关|中心|所|站|队|院|校|馆|室|办|科|部))(?:核定)?(?:编制|实有|在职|在编)"
)
_BOOKS = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算")
_BOOK_BEFORE = re.compile(r"^(?:一般公共预算|政府性基金预算|国有资本经营预算)(?=年初|年末|本年|基本支出|项目支出)")
_MOVES = re.compile(rf"(?:{'|'.join((*UP, *DOWN))})(?:了|数?为|约|:)?$")
_ADDED = re.compile(r"(?:年中|本年|当年)?(?:追加|结转|调增|增加安排)(?!和|结余|资金$)")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年度?")
#: By when an amount was counted; the year it is of may be another.
_UNTIL = re.compile(r"(?:截至|截止)(?:到|至)?(?:目前)?(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|初)?")
_OF_LAST = re.compile(rf"(?:{LAST.pattern})(?!结转|结余)")
_FILLER = re.compile(r"(?:数额|金额)?(?:数|共计|总计|合计|共|计|约)?(?:为|是|达到?|达|:)?$")
#: A rate of some months is not one of the year's amounts.
_PART_OF_A_YEAR = re.compile(r"半年|季度|(?<!\d)(?:[1-9]|1[01])月")
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


def label_of_year(clause: str) -> bool:
    """Whether a clause names a line of the accounts' or budget's own summary (本年收入合计)."""
    return re.search(r"本年(?:收入|支出)(?:总计|合计|决算)?", clause) is not None


@define
class Topic:
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
    style: int = -1
    deeper: tuple[int, int] | None = None
    whole: bool = False


@define
class Clauses:
    """Names the numbers of clauses; `topic` is what the text is about, `paragraph` the paragraph at hand."""

    vocabulary: Vocabulary
    around: Surroundings
    topic: Topic = field(factory=Topic)
    paragraph: int = 0

    def item_of(self, words: str) -> tuple[str, str]:
        """The bare words of a phrase and the line item they mean, or a free name."""
        label = self.bare(words)
        return label, (self._known(label) or f"text/{self.vocabulary.free(label)}") if label else ""

    def kind(self, words: str, clause: str, unit: str, earlier: Sequence[Mention]) -> tuple[Kind | None, str]:
        """What a number is, and the year a change is counted from; no kind where the words leave it open."""
        base = BASE.search(words)
        year = ("plan" if base["plan"] else base["year"] or "") if base else ""
        if year.isdecimal() and int(year) + 1 == self.around.year:
            year = ""  # 比2022年度, in a report on 2023, is 比上年
        self.topic.compares = self.topic.compares or base is not None
        if unit == "%":
            if COMPLETION.search(clause):
                return (None if _PART_OF_A_YEAR.search(clause) else Kind.COMPLETION), ""
            if ARRIVAL.search(clause):
                return Kind.ARRIVAL, ""
            if SHARE.search(clause):
                return Kind.SHARE, ""
            if any(w in words for w in (*UP, *DOWN)) or re.search(r"变动率|增长率|降幅|增幅", words):
                return Kind.GROWTH, year or (earlier[-1].base if earlier else "")
            return None, ""
        if unit == "个百分点":
            return None, ""
        if _OVER.search(clause):
            return Kind.OVER, ""
        if base is None and TAKEN_BACK.search(clause):
            return Kind.AMOUNT, ""
        if _MOVES.search(clause):
            if earlier and earlier[-1].kind is Kind.BASE:
                return Kind.CHANGE, "named"
            if base is not None or ((earlier or self.topic.compares) and not re.search(r"追加|预算|调", clause)):
                return Kind.CHANGE, year
            return None, ""
        if _COMPARED.search(clause) or (self.topic.moves and re.search(r"较|比|与|同", clause)):
            return Kind.BASE, ""
        return Kind.AMOUNT, ""

    # --- names

    def item(
        self, clause: str, words: str, kind: Kind, earlier: Sequence[Mention], number: int
    ) -> tuple[str, str, bool]:
        """Label and line item of a clause; a change or rate without words of its own is its subject's."""
        topic = self.topic
        text = clause
        if kind in (Kind.CHANGE, Kind.GROWTH):
            base = BASE.search(words)
            own = RATE_WORDS.sub("", _MOVES.sub("", words[base.end() :])).strip(",，、 相比") if base else ""
            before = own or (words[: base.start()] if base else RATE_WORDS.sub("", _MOVES.sub("", clause)))
            text = re.split(r"[,，、；;。:]", before)[-1]
        elif kind is Kind.SHARE:
            share = SHARE.search(clause)
            text = clause[: share.start()] if share else ""
        elif kind in (Kind.COMPLETION, Kind.ARRIVAL, Kind.OVER):
            text = ""
        label = self.bare(text)
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
            return label, f"total.addition/{self.vocabulary.free(label)}", True
        return label, f"text/{self.vocabulary.free(label)}", False

    def bare(self, text: str) -> str:
        """The words of a phrase that name a line item: no unit, no year, no stage, nothing that only introduces it."""
        unit = self.around.entity.value
        if isinstance(unit, str) and len(unit) > 3:  # 某局2023年度收入支出总计: whose it is, the report has said
            text = text.removeprefix(tidy(unit))
        books = _BOOKS.search(text)
        if books is not None:  # 预算 in the name of a budget book is no stage
            return self.vocabulary.bare(
                _FILLER.sub("", _LEAD.sub("", self.vocabulary.bare(_YEAR.sub("", text))))
            ).strip("的,，、 ")
        label = _EACH.sub("", self.vocabulary.bare(_YEAR.sub("", text)))
        if self.vocabulary.item_of(label):
            return label
        label = LAST.sub("", label)
        plain = _FILLER.sub("", label)
        label = plain if self.vocabulary.item_of(plain) else _STAGE_WORDS.sub("", label)
        label = _FILLER.sub("", _LEAD.sub("", label))
        return label.strip("的,，、 ")

    def _known(self, label: str) -> str:
        topic = self.topic
        if topic.within and topic.head is not None and topic.head.item.split("@")[0] == "basic":
            known = next(
                (i for i in self.vocabulary.by_alias.get(self.vocabulary.bare(label), ()) if i.id.startswith("basic@")),
                None,
            )
            if known is not None:
                return known.id
        plain = label.replace("财政拨款", "")  # which money it is the fund scope says
        for word in (
            label,
            label if "(" in label else label + "支出",
            label.removesuffix("支出"),
            label.removesuffix("经费") + "费",
            label.removesuffix("总计"),
            label.removesuffix("合计"),
            *((plain, plain + "支出", plain.removesuffix("支出")) if plain not in (label, "", "支出", "收入") else ()),
            _BOOK_BEFORE.sub("", plain),
        ):
            found = self.vocabulary.item_of(word)
            if found is not None and not found.id.startswith("basic@"):
                return found.id
        return ""

    def when(self, words: str, clause: str, kind: Kind, number: int, item: str) -> tuple[Part, Part, Part]:
        """Year, stage and fund of a number: its own words, then the list it stands in, then what the text is about."""
        topic = self.topic
        scope = f"s{self.paragraph}.{number}"
        said = _YEAR.findall(_UNTIL.sub("", re.sub(BASE, "", words)))
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
            sides = known is not None and known.all_funds and label_of_year(clause)
            if (
                kind is Kind.AMOUNT
                and stage.is_open
                and self.around.stage is not None
                and (sides or self._as_published(clause, item, year))
            ):
                stage = declared(self.around.stage)
        return year, stage, self._fund(words, item)

    def _as_published(self, clause: str, item: str, year: Part) -> bool:
        """Whether an amount without a word of its stage is what the publication is about: 公务接待费0.46万元 in a budget is budgeted."""
        line = self.vocabulary.items.get(item.split(":")[0].split(".")[0])
        if line is None or year.value != self.around.own_year().value:
            return False
        if line.all_funds:  # 支出预算328.66万元, in a budget
            return self.around.stage is ORIGINAL and "预算" in clause
        return line.of_appropriation and (self.around.stage is ORIGINAL or "预算" not in clause)

    def _stage(self, text: str, scope: str, kind: Kind) -> Part:
        text = _BOOKS.sub("", text)
        if kind in (Kind.CHANGE, Kind.GROWTH) and re.search(r"(?<!年初)(?<!全年)预算(?:较|比|与|同)", text):
            return declared(ORIGINAL)  # “三公”经费预算较上年预算数减少: the budgets the year began with
        if kind in (Kind.CHANGE, Kind.GROWTH):
            text = BASE.sub("", text)  # 较年初预算数增加: the budget is what it is held against
        found = [(m.end(), stage) for pattern, stage in _STAGES for m in pattern.finditer(text)]
        if found:
            return printed(max(found)[1])
        if kind is Kind.AMOUNT and self.topic.within and "预算" in text:
            return self.topic.budget or open_in(f"{scope}.budget")
        subject = self.topic.head if self.topic.within else self.topic.subject
        if kind is not Kind.AMOUNT or self.topic.within:
            if subject is not None and kind is not Kind.AMOUNT:
                done = self.topic.actual
                if done is not None and done.item == subject.item:
                    return done.stage  # 决算 a，预算 b，比上年增加 d: the change is that of what was spent
            return subject.stage if subject is not None else open_in(scope)
        return open_in(f"{scope}.budget" if "预算" in text else scope)

    def _fund(self, words: str, item: str) -> Part:
        topic = self.topic
        words = words.replace("非财政拨款", "")
        said = next((fund for word, fund in _FUND_WORDS if word in words), "")
        line = self.vocabulary.items.get(item.split(":")[0].split(".")[0])
        if said == APPROPRIATION and line is not None and line.of_appropriation:
            topic.spoken = True
            return declared(ALL_FUNDS)
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

    def count(self, clause: str, words: str, quantity: Quantity, number: int, start: int) -> Mention | None:
        """Posts and people in post, in all or by kind of post (行政, 事业, 工勤)."""
        topic = self.topic
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
        loose = f"text/{self.vocabulary.free(self.bare(clause) or clause)}"
        said = _YEAR.findall(re.sub(BASE, "", words))
        topic.year = int(said[-1]) if said else topic.year
        year = printed(topic.year) if topic.year is not None else self.around.own_year(known=Known.DECLARED)
        mention = Mention(
            Kind.COUNT, quantity, f"{topic.category}{label}" if item else self.bare(clause) or clause, (item + suffix) or loose, year,
            printed(STOCK), printed(ALL_FUNDS), words, start, number, within=topic.within and topic.head is not None, named=bool(item),
        )  # fmt: skip
        if not mention.within:
            topic.subject = topic.head = mention
        return mention
