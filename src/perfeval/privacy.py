"""Personal data in reports: found, so that a notice can name the place, and masked in what is printed.

Mobile and fixed numbers, identity numbers, bank cards, e-mail addresses, and the name behind 填表人, 联系人 or 负责人.
Rule 1: a text is looked at as a person reads it: full-width signs are their half-width ones, and a number may be written
in groups, with blanks or hyphens, and with +86.
Rule 2: a figure is none of these. What stands with a unit of money, as part of a longer number or behind （元） stays, and so
does every number that is given as a figure (`figures`).
Rule 3: a line for a signature that nobody signed holds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from attrs import frozen

#: Signs that say the same as another, one for one, so that a place in the one text is the place in the other.
_ALIKE: dict[int, int] = {
    **{0xFF01 + n: 0x21 + n for n in range(94)},
    **dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F), ord(" ")),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), ord("-")),
}
#: The provinces an identity number may begin with.
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)86[ -]?|\(86\) ?)?(?P<number>1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(?:0\d{2,3}[ -]{1,2}|\(0\d{2,3}\) ?)[2-9]\d{3}[ -]?\d{3,4}(?![\d.]|-\d)")
_IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z]){_PROVINCE}\d{{4}}[ -]?(?:(?:19|20)\d{{2}}[ -]?{_DAY}[ -]?\d{{3}}[0-9Xx]|\d{{2}}{_DAY}\d{{3}})(?![0-9A-Za-z])"
)
_CARD = re.compile(r"(?<![0-9A-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,12}(?![A-Za-z0-9])"
)

#: What makes a number before or behind it one of money, or a code.
_MONEY_BEFORE = re.compile(r"(?:元\)|金额|人民币|[¥$]|编码|编号|代码|合计|总额)\s{0,3}[:为]?\s{0,3}$")
_MONEY_BEHIND = re.compile(r"\s{0,3}(?:[万亿元%‰]|平方|[.,]\d)")
_LETTERS_BEFORE = re.compile(r"[A-Za-z]{1,12}$")
_TELEPHONE = {"tel", "phone", "mobile", "mob", "cell", "call"}
_CARD_BEFORE = re.compile(r"(?:卡号|账号|帐号|账户|帐户|银行卡|开户行)[^\n]{0,20}$")
_ANOTHER = re.compile(r",1[3-9]\d{9}(?!\d)")
_ONE_BEFORE = re.compile(r"(?<!\d)1[3-9]\d{9},$")

#: Who signs a form, and where any name behind is a person's.
_SIGNS = r"填[表报]人|联系人|经办人|复核人|审核人|制表人|(?:单位|项目|部门|财务|主管|分管)负责人"
#: Words behind which a person's name stands only if it looks like one.
_MAY_SIGN = r"负责人|主管领导|分管领导|主管|制表|填表|填报|复核|审核|经办|联系方式"
_HEAD = r"(?:\s{0,3}\((?:签[名章字]|盖章)\))?\s{0,8}:\s{0,8}[\"'“‘]?"
_NAME = (
    r"(?P<name>[\u4e00-\u9fff]{1,12}(?:[·•][\u4e00-\u9fff]{1,12}){1,3}|[\u4e00-\u9fff](?: {1,3}[\u4e00-\u9fff]){1,2}(?! {0,3}[\u4e00-\u9fff])"
    r"|[\u4e00-\u9fff]{2,4}|[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){1,2})(?![\u4e00-\u9fff·]|\s{0,3}:)"
)
_SIGNED = re.compile(rf"(?:{_SIGNS}){_HEAD}{_NAME}")
_MAYBE_SIGNED = re.compile(rf"(?:{_MAY_SIGN}){_HEAD}{_NAME}")
#: The label alone, of a cell whose name stands in the next.
_LABEL = re.compile(rf"(?:{_SIGNS}|{_MAY_SIGN})(?:\((?:签[名章字]|盖章)\))?:?")
_NO_NAME = {
    "年月日", "月日", "年月", "见附件", "见附表", "见附页", "附件", "详见附件", "无", "暂无", "待定", "同上", "同前", "本人", "签字", "签名", "签章", "盖章",
    "公章", "电话", "日期", "联系电话", "填表日期", "填报日期",
}  # fmt: skip
#: Family names of nineteen in twenty people.
_FAMILIES = set(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧阳肖阿买"
)


@frozen
class Span:
    """Where personal data stands in a text, of which kind (zh, en), and what of it is left to be seen at either end.

    `stars` stand for the rest; None for as many as it has characters.
    """

    start: int
    end: int
    zh: str
    en: str
    first: int = 0
    last: int = 0
    stars: int | None = None


def personal_data(text: str, figures: Collection[str] = ()) -> list[tuple[str, str]]:
    """The kinds of personal data a text holds, in Chinese and English."""
    return list(dict.fromkeys((span.zh, span.en) for span in _spans(text, figures)))


def personal_cells(label: str, beside: str) -> list[tuple[str, str]]:
    """The kinds of personal data that only the cell before tells: a name beside 填表人."""
    alone = label.translate(_ALIKE).replace(" ", "")
    if not _LABEL.fullmatch(alone) or len(beside) > 20:
        return []
    return personal_data(f"{alone.rstrip(':')}：{beside.strip()}")


def masked(text: str, figures: Collection[str] = ()) -> str:
    """A text with personal data covered: 138****0000.

    Parameters
    ----------
    figures
        Numbers, as digits without separators, that are figures and stay as they are.

    >>> masked("联系电话13800000000，填表人：某甲")
    '联系电话138****0000，填表人：**'
    """
    pieces, at = [], 0
    for span in _spans(text, figures):
        if span.start < at:
            continue
        found = text[span.start : span.end]
        hidden = span.stars if span.stars is not None else len(found) - span.first - span.last
        pieces += [text[at : span.start], found[: span.first], "*" * hidden, found[len(found) - span.last :]]
        at = span.end
    return "".join([*pieces, text[at:]]) if pieces else text


def _spans(text: str, figures: Collection[str]) -> list[Span]:
    plain = text.translate(_ALIKE)
    found = [span for kind in _KINDS for span in kind(plain)]
    apart = [s for s in found if re.sub(r"\D", "", plain[s.start : s.end]) not in figures]
    return sorted(apart, key=lambda s: (s.start, -s.end))


def _is_amount(text: str, start: int, end: int) -> bool:
    """Whether a number is one of money, a code, or a piece of a longer number."""
    before, behind = text[max(0, start - 20) : start], text[end : end + 14]
    if _ANOTHER.match(behind) or _ONE_BEFORE.search(before):
        return False
    if re.search(r"\d[.,]$", before) or _MONEY_BEHIND.match(behind) or _MONEY_BEFORE.search(before):
        return True
    letters = _LETTERS_BEFORE.search(before)
    return bool(behind[:1].isascii() and behind[:1].isalpha()) or bool(letters and letters[0].lower() not in _TELEPHONE)


def _mobiles(text: str) -> Iterator[Span]:
    for found in _MOBILE.finditer(text):
        if not _is_amount(text, *found.span()):
            yield Span(*found.span("number"), "手机号码", "mobile number", 3, 4, 4)


def _landlines(text: str) -> Iterator[Span]:
    for found in _LANDLINE.finditer(text):
        if not _is_amount(text, *found.span()):
            yield Span(*found.span(), "固定电话", "telephone number", len(found[0]) - 8, 4, 4)


def _identities(text: str) -> Iterator[Span]:
    for found in _IDENTITY.finditer(text):
        short = len(re.sub("[ -]", "", found[0])) == 15
        if not _is_amount(text, *found.span()) and not (
            short and "身份" not in text[max(0, found.start() - 20) : found.start()]
        ):
            yield Span(*found.span(), "身份证号码", "identity number", 6, 1, 10)


def _cards(text: str) -> Iterator[Span]:
    for found in _CARD.finditer(text):
        digits = re.sub("[ -]", "", found[0])
        named = _CARD_BEFORE.search(text[max(0, found.start() - 30) : found.start()])
        if _is_amount(text, *found.span()) or not (16 <= len(digits) <= 19):
            continue
        if named or digits.startswith("62") or (digits[0] in "45" and _luhn(digits)):
            yield Span(*found.span(), "银行卡号", "bank card number", 4, 3, 4)


def _luhn(digits: str) -> bool:
    """Whether the last digit is the one that cards have there (ISO/IEC 7812-1)."""
    twice = [int(d) * 2 for d in digits[-2::-2]]
    return (sum(int(d) for d in digits[-1::-2]) + sum(n - 9 if n > 9 else n for n in twice)) % 10 == 0


def _emails(text: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(text):
        yield Span(*found.span(), "电子邮箱", "e-mail address", 1, len(found[0]) - found[0].index("@"), 3)


def _names(text: str) -> Iterator[Span]:
    for pattern, sure in ((_SIGNED, True), (_MAYBE_SIGNED, False)):
        for found in pattern.finditer(text):
            name = found["name"].replace(" ", "")
            if name in _NO_NAME or not (sure or name[0] in _FAMILIES or name.isascii()):
                continue
            yield Span(*found.span("name"), "填表人等姓名", "name of the person who filled it in")


_KINDS: tuple[Callable[[str], Iterator[Span]], ...] = (_mobiles, _identities, _cards, _landlines, _emails, _names)

__all__ = ["masked", "personal_cells", "personal_data"]
