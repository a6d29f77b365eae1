"""Personal data in reports: found, so that a notice can name the place, and masked in everything that is printed.

Mobile numbers, identity numbers, bank cards, and the name behind 填表人 or 联系人. A figure is none of these: digits
followed by a decimal point or a unit of money stay as they are.
"""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(?<![0-9A-Za-z.,])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z.,]|\s*[万亿元])")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-8]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}([0-9Xx])(?![0-9A-Za-z])"
)
_CARD = re.compile(r"(?<![0-9A-Za-z.,])(62\d{2})\d{9,12}(\d{3})(?![0-9A-Za-z.,]|\s*[万亿元])")
_PERSON = re.compile(
    r"((?:填[表报]人|联系人|经办人|复核人|审核人|制表人|(?:单位|项目|部门)负责人)(?:\s*[(（](?:签[名章字]|盖章)[)）])?\s*[:：]\s*)([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
)

KINDS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("手机号码", "mobile number", _MOBILE),
    ("身份证号码", "identity number", _IDENTITY),
    ("银行卡号", "bank card number", _CARD),
    ("填表人等姓名", "name of the person who filled it in", _PERSON),
)


def personal_data(text: str) -> list[tuple[str, str]]:
    """The kinds of personal data a text holds, in Chinese and English."""
    return [(zh, en) for zh, en, pattern in KINDS if pattern.search(text)]


def masked(text: str) -> str:
    """A text with personal data covered: 138****0000.

    >>> masked("联系电话13800000000，填表人：某甲")
    '联系电话138****0000，填表人：**'
    """
    text = _MOBILE.sub(r"\1****\2", text)
    text = _IDENTITY.sub(r"\1**********\2", text)
    text = _CARD.sub(r"\1****\2", text)
    return _PERSON.sub(lambda m: m[1] + "*" * len(m[2]), text)
