"""The words of sentences, each in a sentence that rests on it: what is claimed with the word in its place.

The words stand in a file of their own, written down from published reports; a word that is lost or misspelt in a pack
makes its sentence say something else.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import frozen
from tests.test_prose import read, shape

from perfeval.recognition.text import Prose

WORDS = Path(__file__).parent / "data" / "sentence-words.txt"


@frozen
class Sentence:
    """A sentence with a gap, and the claims it makes with a word of its kind in the gap: kinds and figures."""

    text: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]


_UP = (("text.growth", ("10.00%", "10.00万元", "110.00万元", "10.00万元")),)
_DOWN = (("text.growth", ("10.00%", "10.00万元", "90.00万元", "10.00万元")),)
_DONE = (("text.completion", ("90.00%", "90.00万元", "100.00万元")),)
_SPENT = (("text.rate", ("90.00%", "90.00万元", "100.00万元")),)
_PARTS = (("text.list", ("100.00万元", "60.00万元", "40.00万元")),)
_STAFF = (("text.rate", ("90.00%", "18人", "20人")),)

SENTENCES = {
    "move up": Sentence("2023年公务接待费支出决算110.00万元，比上年{w}10.00万元，增长10.00%。", _UP),
    "move down": Sentence("2023年公务接待费支出决算90.00万元，比上年{w}10.00万元，下降10.00%。", _DOWN),
    "move either": Sentence("2023年公务接待费支出决算110.00万元，比上年{w}10.00万元，增长10.00%。", _UP),
    "reaches up": Sentence("2023年公务接待费由上年的100.00万元{w}110.00万元，增长10.00%。", (("text.growth", ("10.00%", "110.00万元", "100.00万元", "100.00万元")),)),
    "reaches down": Sentence("2023年公务接待费由上年的100.00万元{w}90.00万元，下降10.00%。", (("text.growth", ("10.00%", "90.00万元", "100.00万元", "100.00万元")),)),
    "change-rate up": Sentence("2023年公务接待费支出决算110.00万元，比上年增加10.00万元，{w}10.00%。", _UP),
    "change-rate down": Sentence("2023年公务接待费支出决算90.00万元，比上年减少10.00万元，{w}10.00%。", _DOWN),
    "change-rate either": Sentence("2023年公务接待费支出决算110.00万元，比上年增加10.00万元，{w}10.00%。", _UP),
    "adjust up": Sentence("2023年年初预算100.00万元，{w}10.00万元，全年预算110.00万元。", (("text.bridge", ("110.00万元", "100.00万元", "10.00万元")),)),
    "adjust down": Sentence("2023年年初预算100.00万元，{w}10.00万元，全年预算90.00万元。", (("text.bridge", ("90.00万元", "100.00万元", "10.00万元")),)),
    "than always": Sentence("2023年公务接待费支出决算110.00万元，{w}上年增加10.00万元，增长10.00%。", _UP),
    "base last-year": Sentence("2023年公务接待费支出决算110.00万元，比{w}增加10.00万元，增长10.00%。", _UP),
    "base same-period": Sentence("2023年公务接待费支出决算110.00万元，{w}增加10.00万元，增长10.00%。", _UP),
    "stage original": Sentence("2023年公务接待费{w}100.00万元，支出决算90.00万元，完成年初预算的90.00%。", _DONE),
    "stage final": Sentence("2023年公务接待费年初预算77.00万元，{w}100.00万元，支出决算90.00万元，完成全年预算的90.00%。", _DONE),
    "stage plan": Sentence("2023年公务接待费到位77.00万元，{w}100.00万元，支出决算90.00万元，完成预算的90.00%。", _DONE),
    "stage arrived": Sentence("2023年项目支出{w}100.00万元，实际支出90.00万元，支付率90.00%。", _SPENT),
    "stage actual": Sentence("2023年公务接待费年初预算100.00万元，{w}90.00万元，完成年初预算的90.00%。", _DONE),
    "stage left": Sentence("2023年项目支出到位资金100.00万元，实际支出90.00万元，{w}10.00万元。", (("text.left", ("10.00万元", "100.00万元", "90.00万元")),)),
    "stage opening": Sentence("2023年项目支出{w}20.00万元，到位资金100.00万元，实际支出90.00万元，结余30.00万元。", (("text.left", ("30.00万元", "100.00万元", "90.00万元", "20.00万元")),)),
    "stage posts": Sentence("2023年{w}20人，实有18人，在职人员控制率90.00%。", _STAFF),
    "stage in-post": Sentence("2023年编制20人，{w}18人，在职人员控制率90.00%。", _STAFF),
    "rate execution": Sentence("2023年项目支出预算100.00万元，实际支出90.00万元，{w}90.00%。", _SPENT),
    "rate completion": Sentence("2023年项目支出预算100.00万元，实际支出90.00万元，{w}90.00%。", _SPENT),
    "rate arrival": Sentence("2023年项目支出计划100.00万元，到位资金90.00万元，{w}90.00%。", _SPENT),
    "rate left": Sentence("2023年项目支出预算100.00万元，结余90.00万元，{w}90.00%。", _SPENT),
    "rate control": Sentence("2023年公务接待费预算100.00万元，实际支出90.00万元，{w}90.00%。", _SPENT),
    "rate staff": Sentence("2023年编制20人，实有18人，{w}90.00%。", _STAFF),
    "list part": Sentence("2023年甲工程支出决算100.00万元，{w}：乙项目60.00万元，丙项目40.00万元。", _PARTS),
    "list whole": Sentence("2023年甲工程支出决算100.00万元，{w}：乙项目60.00万元，丙项目40.00万元。", _PARTS),
    "list open": Sentence("2023年甲工程支出决算100.00万元，{w}乙活动60.00万元、丙活动40.00万元。", (("text.open-list", ("60.00万元", "40.00万元", "100.00万元")),)),
    "list total": Sentence("2023年乙项目60.00万元，丙项目40.00万元，{w}100.00万元。", (("text.total", ("100.00万元", "60.00万元", "40.00万元")),)),
    "list etc": Sentence("2023年甲工程支出决算100.00万元，其中：乙项目60.00万元，丙项目40.00万元{w}。", (("text.open-list", ("60.00万元", "40.00万元", "100.00万元")),)),
    "unit": Sentence("2023年甲工程支出决算100.00{w}，其中：乙项目60.00{w}，丙项目40.00{w}。", (("text.list", ("100.00", "60.00", "40.00")),)),
    "counted": Sentence("2023年甲类10{w}，其中：乙类6{w}，丙类4{w}。", (("text.counts", ("10", "6", "4")),)),
    "multiple": Sentence("2023年公务接待费支出84.00万元，是上年70.00万元的1.2{w}。", (("text.share", ("1.2", "84.00", "70.00")),)),
    "portion": Sentence("2023年本年支出合计100.00万元。公务接待费60.00万元，{w}本年支出合计的60.00%。", (("text.share", ("60.00%", "60.00万元", "100.00万元")),)),
    "done": Sentence("2023年公务接待费年初预算100.00万元，支出决算90.00万元，{w}年初预算的90.00%。", _DONE),
    "vague before": Sentence("2023年公务接待费年初预算{w}100.00万元，支出决算90.00万元，完成年初预算的90.00%。", ()),
    "vague after": Sentence("2023年公务接待费年初预算100.00万元{w}，支出决算90.00万元，完成年初预算的90.00%。", ()),
    "filler": Sentence("2023年公务接待费年初预算{w}100.00万元，支出决算{w}90.00万元，完成年初预算的90.00%。", _DONE),
    "order more": Sentence("2023年公务接待费年初预算100.00万元，支出决算110.00万元，决算数{w}年初预算数。", (("text.order", ("100.00万元", "110.00万元")),)),
    "order less": Sentence("2023年公务接待费年初预算100.00万元，支出决算90.00万元，决算数{w}年初预算数。", (("text.order", ("90.00万元", "100.00万元")),)),
    "order same": Sentence("2023年公务接待费年初预算100.00万元，支出决算100.00万元，决算数{w}年初预算数。", (("text.same", ("100.00万元", "100.00万元")),)),
    "account spent": Sentence("2023年项目支出预算100.00万元，{w}90.00万元，执行率90.00%。", _SPENT),
    "fund general": Sentence("2023年财政拨款支出100.00万元。{w}支出60.00万元，占财政拨款支出的60.00%。", (("text.share", ("60.00%", "60.00万元", "100.00万元")),)),
    "fund fund": Sentence("2023年财政拨款支出100.00万元。{w}支出60.00万元，占财政拨款支出的60.00%。", (("text.share", ("60.00%", "60.00万元", "100.00万元")),)),
    "staff": Sentence("2023年{w}编制20人，实有18人，在职人员控制率90.00%。", _STAFF),
    "generic": Sentence("2023年{w}预算100.00万元，实际支出90.00万元，执行率90.00%。", _SPENT),
    "lead": Sentence("{w}公务接待费年初预算100.00万元，支出决算90.00万元，完成年初预算的90.00%。", _DONE),
    "name": Sentence("2023年公务接待费年初预算100.00万元，支出决算90.00万元，完成年初预算的90.00%；{w}费10.00万元。", _DONE),
    "owner": Sentence("某{w}公务接待费年初预算100.00万元，支出决算90.00万元，完成年初预算的90.00%。", _DONE),
    "list rest": Sentence("2023年甲工程支出决算100.00万元，其中：乙项目60.00万元，{w}支出40.00万元。", _PARTS),
    "period": Sentence("2023年项目支出预算100.00万元，{w}支出60.00万元，实际支出90.00万元，支出率90.00%。", _SPENT),
    "account received-total": Sentence("2023年{w}100.00万元，比上年增加10.00万元，增长11.11%。", (("text.growth", ("11.11%", "10.00万元", "100.00万元", "10.00万元")),)),
    "account spent-total": Sentence("2023年{w}100.00万元，比上年增加10.00万元，增长11.11%。", (("text.growth", ("11.11%", "10.00万元", "100.00万元", "10.00万元")),)),
    "pair": Sentence("2023年{w}各是100.00万元、100.00万元。", ()),
}  # fmt: skip


def listed() -> dict[str, str]:
    """The lines of the file: the words of each kind; behind `=`, how the figures of its sentence are named with them."""
    lines = (line.partition(": ") for line in WORDS.read_text(encoding="utf-8").splitlines() if line)
    return {kind: rest for kind, _, rest in lines}


def named(made: Prose, word: str) -> str:
    """How figures are named: label, item, stage and fund, with a gap where the word stands."""
    names = ((s.label, s.name) for s in made.statements)
    said = "; ".join(f"{label} {n.item} {getattr(n.stage.value, 'value', '?')} {n.fund.value}" for label, n in names)
    return said.replace(word, "{w}")


def claimed(made: Prose, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is claimed; where the word is a unit, of bare numbers: some units are printed in another way."""
    if kind not in _UNITS:
        return shape(made)
    return [(name, tuple(re.sub(r"[^\d.]", "", f) for f in figures)) for name, figures in shape(made)]


_UNITS = ("unit", "counted", "multiple")


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_each_word_is_read_in_its_sentence(kind: str) -> None:
    """With any word of a kind in its gap a sentence claims the same of its figures, and names them alike."""
    sentence, lines = SENTENCES[kind], listed()
    words = lines[kind].split()
    read_so = {word: read(sentence.text.replace("{w}", word)) for word in words}

    assert {w: claimed(m, kind) for w, m in read_so.items() if claimed(m, kind) != list(sentence.claims)} == {}
    assert {w: named(made) for w, made in read_so.items() if named(made, w) != lines[f"{kind} ="]} == {}
    assert words
